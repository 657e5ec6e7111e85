"""Into a lift and out of it: the car itself runs in the engine, people cross its doors here."""

from __future__ import annotations

import numpy as np

from exeunt.world.state import World

INSIDE_THE_DOOR = 0.1
"""How far from the landing's line, besides the own radius, somebody stands who has just got out, in metres."""


def board(world: World) -> None:
    """Let those who have passed the doors of a lift since the last call be aboard, not out."""
    used = world["exit_used"]
    for lift in world.venue.lifts:
        for stop in lift.stops:
            for person in np.flatnonzero(used == stop).tolist():
                world["aboard"][person] = lift.index
                used[person] = -1
                world["time_out"][person] = np.nan
                world["vx"][person] = world["vy"][person] = 0.0


def alight(world: World) -> None:
    """Put those who are to get out onto the landing, as soon as there is room for them."""
    for person in np.flatnonzero((world["aboard"] >= 0) & (world["alights_at"] >= 0)).tolist():
        landing = world.venue.openings[int(world["alights_at"][person])]
        (x0, y0), (x1, y1) = landing.line
        radius = float(world["radius"][person])
        back = (radius + INSIDE_THE_DOOR) / landing.width
        here = np.flatnonzero(world.inside & (world["aboard"] < 0) & (world["surface"] == landing.surface))
        for share in (0.5, 0.35, 0.65, 0.2, 0.8):
            # forward leads into the car, to the right of the line
            x = x0 + share * (x1 - x0) - back * (y1 - y0)
            y = y0 + share * (y1 - y0) + back * (x1 - x0)
            squared = (world["x"][here] - x) ** 2 + (world["y"][here] - y) ** 2
            if (squared >= (world["radius"][here] + radius) ** 2).all():
                world["x"][person], world["y"][person] = x, y
                world["surface"][person] = landing.surface
                world["aboard"][person] = -1
                break
