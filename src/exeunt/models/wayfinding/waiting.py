"""Waiting out of the way: before an opening for one's turn, and without a way out, where nobody is held up."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exeunt.base.maths import line_length, norm
from exeunt.models.wayfinding.doors import leads_through
from exeunt.venue.gauges import WIDE
from exeunt.venue.sight import Screens, in_sight, opaque
from exeunt.venue.venue import Line
from exeunt.world.duty import NO_ERRAND, STAY, nearest_cell
from exeunt.world.state import World

NEAR = 2.0
"""Metres before an opening within which wide bodies take turns."""
PATIENCE = 20.0
"""Seconds after which the turn passes on, whether the opening has been passed or not."""
APART = 0.4
"""Metres that are left between whose turn it is, in the opening, and those who wait."""
FRONT, BESIDE = 2.0, 0.2
"""Metres before an opening, and beside it besides the body's radius, in which nobody stands for good."""
SPOTS = tuple((beside, back) for back in (0.8, 1.6, 2.6) for beside in (0.8, -0.8, 1.6, -1.6))
"""Where to wait: metres beside the ends of an opening, and from its line."""


@dataclass(eq=False)
class _Line:
    """An opening or portal that is narrow enough to take turns at: on which surfaces, and its index as an opening."""

    line: Line
    surfaces: tuple[int, ...]
    opening: int
    width: float
    turn: int = -1
    since: float = 0.0
    spots: dict[tuple[int, int], list[tuple[int, float, float]]] = field(default_factory=dict)

    def off(self, x: float, y: float) -> tuple[float, float]:
        """Return how far a place is along the line from its first end, and to the left of it, in metres."""
        (px, py), (qx, qy) = self.line
        ux, uy = (qx - px) / self.width, (qy - py) / self.width
        return ux * (x - px) + uy * (y - py), ux * (y - py) - uy * (x - px)

    def distance(self, x: float, y: float) -> float:
        """Return the distance of a place to the line in metres."""
        along, left = self.off(x, y)
        return float(norm(along - min(max(along, 0.0), self.width), left))

    def before(self, x: float, y: float, radius: float) -> bool:
        """Return whether a body at a place stands in front of it."""
        along, left = self.off(x, y)
        return abs(left) < FRONT and -radius - BESIDE < along < self.width + radius + BESIDE


class Waiting:
    """Who waits, and where.

    Of wide bodies that head through the same opening, stair or lift door and do not fit through side by side, the
    nearest goes first; the others stop, or go back, until there is room for it to pass. The turn passes on after
    ``PATIENCE``. People who have no way because every way is too narrow go out of the front of openings and stand.
    """

    def __init__(self, world: World) -> None:
        venue = world.venue
        self._wide = np.flatnonzero((world["clear_width"] > WIDE) & (world["task_force"] < 0))
        lines: list[tuple[Line, tuple[int, ...], int]] = [
            (opening.line, (opening.surface,), opening.index) for opening in venue.openings
        ]
        lines += [(portal.line, portal.surfaces, -1) for portal in venue.portals]
        self._lines = [
            _Line(line, surfaces, opening, max(line_length(line), 1e-6)) for line, surfaces, opening in lines
        ]
        self._for: dict[int, _Line] = {}
        self._goal: dict[int, int] = {}
        self._screens: tuple[int, Screens] | None = None

    def look(self, world: World) -> NDArray[np.intp]:
        """Find out who waits for its turn; return those who do not any more."""
        before = set(self._for)
        if not len(self._wide):
            return np.empty(0, dtype=np.intp)
        waiting: dict[int, _Line] = {}
        ready = self._wide[(world.active & (world["start_time"] <= world.time))[self._wide]]
        ready = ready[(world["goal_exit"][ready] >= 0) & (world["aboard"][ready] < 0)]
        ready = ready[world.destination[ready] == NO_ERRAND]
        for line in self._lines:
            queue = self._queue(world, line, ready)
            if line.turn not in queue or world.time - line.since > PATIENCE:
                line.turn, line.since = self._next(world, line, queue), world.time
            waiting |= {
                one: line for one in queue if one != line.turn and not self._abreast(world, line, one)
            }
        self._for = waiting
        self._goal = {one: int(world["goal_exit"][one]) for one in waiting}
        return np.array(sorted(before - set(waiting)), dtype=np.intp)

    def _abreast(self, world: World, line: _Line, person: int) -> bool:
        radius = world["radius"]
        return bool(2.0 * (radius[person] + radius[line.turn]) <= line.width)

    def _next(self, world: World, line: _Line, queue: list[int]) -> int:
        others = [one for one in queue if one != line.turn] or queue
        far = [line.distance(float(world["x"][one]), float(world["y"][one])) for one in others]
        return others[int(np.argmin(far))] if others else -1

    def _queue(self, world: World, line: _Line, ready: NDArray[np.intp]) -> list[int]:
        found = []
        fields, ends = world.fields, np.array([*line.line[0], *line.line[1]])
        for person in ready[np.isin(world["surface"][ready], line.surfaces)].tolist():
            s, x, y = int(world["surface"][person]), float(world["x"][person]), float(world["y"][person])
            goal = int(world["goal_exit"][person])
            waits = self._for.get(person) is line and self._goal[person] == goal
            if line.distance(x, y) > (2.0 * NEAR if waits else NEAR):
                continue
            heads = waits or goal == line.opening
            slot = int(world["field"][person])
            if heads or (
                slot >= 0
                and leads_through(slot, s, x, y, fields.raster.arrays, fields.directions, ends, NEAR)
            ):
                found.append(person)
        return found

    def places(self, world: World, held: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return who waits, (n,) rows, and the places to which they go, -1 for those who stand where they are.

        ``held`` (people,): who has no way out that is wide enough.
        """
        rows, goals = [], []
        for person, line in sorted(self._for.items()):
            x, y = float(world["x"][person]), float(world["y"][person])
            room = float(world["radius"][person] + world["radius"][line.turn]) + APART
            rows.append(person)
            goals.append(STAY if line.distance(x, y) >= room else self._spot(world, line, person))
        for person in np.flatnonzero(held & (world.destination == NO_ERRAND)).tolist():
            x, y, radius = (float(world[name][person]) for name in ("x", "y", "radius"))
            here = [line for line in self._lines if world["surface"][person] in line.surfaces]
            inside = [line for line in here if line.before(x, y, radius)]
            if inside:
                rows.append(person)
                nearest = min(inside, key=lambda line: line.distance(x, y))
                goals.append(self._spot(world, nearest, person))
        places = np.array(goals, dtype=np.int64)
        return np.array(rows, dtype=np.intp), np.where(places == STAY, -1, places)

    def _sight(self, world: World) -> Screens:
        if self._screens is None or self._screens[0] != world.openings.version:
            self._screens = world.openings.version, opaque(world.venue, world.openings.is_open)
        return self._screens[1]

    def _spot(self, world: World, line: _Line, person: int) -> int:
        """Return the place beside a line at which a person can wait on its side of it, ``STAY`` if there is none."""
        s, x, y = int(world["surface"][person]), float(world["x"][person]), float(world["y"][person])
        side = 1 if line.off(x, y)[1] > 0.0 else -1
        if (s, side) not in line.spots:
            line.spots[s, side] = self._lay_spots(world, line, s, side)
        screens = self._sight(world)
        seen = [spot for spot in line.spots[s, side] if in_sight(screens, s, x, y, spot[1], spot[2])]
        if not seen:
            return STAY
        return min(seen, key=lambda spot: (spot[1] - x) ** 2 + (spot[2] - y) ** 2)[0]

    def _lay_spots(self, world: World, line: _Line, s: int, side: int) -> list[tuple[int, float, float]]:
        """Return the number, x and y of places to wait that lie before no opening and are seen from the line."""
        screens, raster = self._sight(world), world.fields.raster
        (px, py), (qx, qy) = line.line
        ux, uy = (qx - px) / line.width, (qy - py) / line.width
        widest = float(world["radius"][self._wide].max(initial=0.0))
        here = [other for other in self._lines if s in other.surfaces]
        mx, my = 0.5 * (px + qx) - side * 0.3 * uy, 0.5 * (py + qy) + side * 0.3 * ux
        found = []
        for beside, back in SPOTS:
            along = line.width + widest + beside if beside > 0.0 else beside - widest
            x, y = px + along * ux - side * back * uy, py + along * uy + side * back * ux
            if raster.cell_at(s, x, y) < 0:
                continue
            cell = nearest_cell(raster, s, x, y)
            cx, cy = raster.centres(cell)[0].tolist()
            free = (cx - x) ** 2 + (cy - y) ** 2 < 0.25 and not any(
                other.before(cx, cy, widest) for other in here
            )
            if free and in_sight(screens, s, mx, my, cx, cy):
                found.append((world.fields.add_place(cell), cx, cy))
        return found
