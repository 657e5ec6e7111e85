"""What keeps people inside who need more width than their way out has: the first place that is too narrow."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exeunt.base.maths import line_length
from exeunt.models.wayfinding.outlook import Outlooks
from exeunt.venue.lattice import crossing
from exeunt.venue.sampling import sample_direction, sample_distance
from exeunt.venue.venue import Line
from exeunt.world.state import World

STRIDE = 0.1
"""Metres between two looks along the way that a narrower body would take."""
ELSEWHERE = -2
"""In the column ``too_narrow``: a stair, or a gap between walls."""
FARTHEST = 20_000
"""Strides after which a way is given up."""


class Narrow(NamedTuple):
    """A place that is too narrow for somebody: index of the opening, -1 for a stair or a gap between walls."""

    opening: int
    what: str
    surface: int
    x: float
    y: float


class NarrowPlaces:
    """Finds, and notes, what is too narrow for people without a way out who would have one if they were narrower.

    Looked at again when an opening has changed.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, Narrow | None]] = {}

    def look(self, world: World, people: NDArray[np.intp], outlooks: Outlooks) -> None:
        """Write ``too_narrow`` of people without a way out."""
        gauge = world.fields.gauges.number(world["clear_width"][people])
        for person in people[gauge > 0].tolist():
            before = self._known.get(person)
            if before is None or before[0] != world.openings.version:
                found = _narrow_on_the_way(world, person, outlooks)
                self._known[person] = (world.openings.version, found)
                if found is not None and (before is None or before[1] != found):
                    _note(world, person, found)
            held = self._known[person][1]
            world["too_narrow"][person] = (
                -1 if held is None else held.opening if held.opening >= 0 else ELSEWHERE
            )

    def holds(self, world: World) -> NDArray[np.bool_]:
        """Return (people,) who has no way out because every way is too narrow."""
        out = np.zeros(world.people, dtype=np.bool_)
        out[[person for person, (_, found) in self._known.items() if found is not None]] = True
        return out & world.active & (world["goal_exit"] < 0)


def _note(world: World, person: int, found: Narrow) -> None:
    world.note(
        "too narrow", cause=f"needs {world['clear_width'][person]:.2f} m, {found.what}", person=person,
        opening=found.opening, surface=found.surface, x=found.x, y=found.y,
    )  # fmt: skip


def _narrow_on_the_way(world: World, person: int, outlooks: Outlooks) -> Narrow | None:
    """Return the first place that is too narrow on the shortest way that anybody else has; None if nobody has one."""
    fields = world.fields
    outlook = outlooks.of(world, np.array([person]))[0]
    at = int(world["surface"][person]), float(world["x"][person]), float(world["y"][person])
    # who uses no stairs alone and could not be brought out either is held by what is narrow
    for mobility in dict.fromkeys((outlook.mobility, 0)):
        nearest, goal, usual = np.inf, -1, fields.directions[:0]
        for exit in world.venue.exits:
            if outlook.known_open[exit.index]:
                slot = fields.slot(exit.index, outlook.known_open, mobility, outlook.danger)
                far = sample_distance(fields.raster.arrays, fields.distance, slot, *at)
                if far < nearest:
                    # a slot is valid until the next is asked for
                    nearest, goal, usual = far, exit.index, fields.directions[slot : slot + 1].copy()
        if goal >= 0:
            mine = fields.slot(goal, outlook.known_open, mobility, outlook.danger, outlook.gauge)
            return _first_on(world, at, usual, fields.distance[mine : mine + 1].copy(), outlook.gauge, goal)
    return None


def _first_on(
    world: World, at: tuple[int, float, float], usual: NDArray[np.float32], mine: NDArray[np.float32], gauge: int,
    goal: int,
) -> Narrow | None:  # fmt: skip
    """Follow the usual way from a place; ``mine`` (1, cells) are the distances for the body that needs more width."""
    raster, venue, fits = world.fields.raster.arrays, world.venue, world.fields.gauges.all[gauge]
    s, x, y = at
    if np.isfinite(sample_distance(raster, mine, 0, s, x, y)):
        return None if fits.openings[goal] else _opening(world, goal, s, x, y)
    for _ in range(FARTHEST):
        if np.isfinite(sample_distance(raster, mine, 0, s, x, y)):
            break
        dx, dy = sample_direction(raster, usual, 0, s, x, y)
        bx, by = x + STRIDE * dx, y + STRIDE * dy
        for opening in venue.openings:
            if opening.surface == s and opening.kind != "lift" and _crosses(opening.line, x, y, bx, by):
                if not fits.openings[opening.index]:
                    return _opening(world, opening.index, s, x, y)
                if opening.index == goal:
                    return None
        for portal in venue.portals:
            if s in portal.surfaces and _crosses(portal.line, x, y, bx, by):
                other = portal.surfaces[0] if portal.surfaces[1] == s else portal.surfaces[1]
                if not fits.portals[portal.index]:
                    name = venue.surfaces[other if venue.surfaces[other].kind != "storey" else s].id
                    width = line_length(portal.line)
                    return Narrow(-1, f"'{name}' is {width:.2f} m wide", s, x, y)
                s = other
                break
        if dx == 0.0 and dy == 0.0:
            break
        x, y = bx, by
    if not fits.openings[goal]:
        return _opening(world, goal, s, x, y)
    return Narrow(-1, f"a gap at ({x:.2f}, {y:.2f}) is narrower", s, x, y)


def _opening(world: World, index: int, surface: int, x: float, y: float) -> Narrow:
    one = world.venue.openings[index]
    return Narrow(index, f"{one.kind} '{one.id}' is {one.width:.2f} m wide", surface, x, y)


def _crosses(line: Line, ax: float, ay: float, bx: float, by: float) -> bool:
    (px, py), (qx, qy) = line
    return bool(crossing(ax, ay, bx, by, px, py, qx, qy) >= 0.0)
