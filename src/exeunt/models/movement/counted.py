"""Doors and exits that close after so many people."""

from __future__ import annotations

import numpy as np

from exeunt.models.movement.arrays import Floats
from exeunt.models.movement.gates import LEFT
from exeunt.venue.venue import STATES
from exeunt.world.events import Event
from exeunt.world.state import World

CLOSED = STATES.index("closed")


def close_counted(world: World, gate: Floats) -> None:
    """Close the openings that have let through as many people as they count, as of the last of them.

    ``gate``: see ``Record``; what is left of each count goes back to the World.
    """
    world.openings.left[:] = gate[:, LEFT]
    for opening in np.flatnonzero(world.openings.is_open & (gate[:, LEFT] < 1.0)).tolist():
        about = world.venue.openings[opening]
        last = max(e.time for e in world.events if e.kind == "crossing" and e.opening == opening)
        world.openings.set(opening, CLOSED)
        (x0, y0), (x1, y1) = about.line
        cause = f"{about.kind} '{about.id}' is now closed: {about.closes_after} people have passed"
        world.events.add(
            Event(
                last, "opening", cause, -1, opening, about.surface, (x0 + x1) / 2, (y0 + y1) / 2, float(CLOSED)
            )
        )  # fmt: skip
