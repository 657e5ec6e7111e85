"""Ways over given stairs: what they join, which others join the same, and which exits lie beyond them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from exeunt.venue.checks import Ground
from exeunt.venue.venue import Opening, Venue

TOUCHED = 1e-3
"""Share of an area from which on it counts as standing on a part of the ground."""


@dataclass(frozen=True)
class StairUse:
    """Stairs to use, and those that are not to be used instead: all others that join the same two storeys.

    ``used`` and ``barred`` are indices of their surfaces.
    """

    ids: tuple[str, ...]
    used: frozenset[int]
    barred: frozenset[int]


def stair_use(venue: Venue, ids: Sequence[str]) -> StairUse:
    """Return what using some stairs, ramps or escalators means; ids that the venue lacks count for nothing."""
    joins: dict[str, set[int]] = {}
    for portal in venue.portals:
        id, _, end = portal.id.rpartition("/")
        if end in ("foot", "head"):
            joins.setdefault(id, set()).add(portal.surfaces[0])
    surfaces = {id: _surfaces(venue, id) for id in joins}
    pairs = [joins[id] for id in ids if id in joins]
    others = [id for id in joins if id not in ids and joins[id] in pairs]
    return StairUse(
        tuple(ids),
        frozenset(index for id in ids if id in joins for index in surfaces[id]),
        frozenset(index for id in others for index in surfaces[id]),
    )


def _surfaces(venue: Venue, id: str) -> list[int]:
    return [one.index for one in venue.surfaces if one.id == id or one.id.startswith(f"{id}/")]


class Stairways:
    """The parts of a building and the exits that can be reached from each, over given stairs or without them.

    Every opening that is open at some time counts, and lifts do not.
    """

    def __init__(self, venue: Venue) -> None:
        self.ground = Ground(venue.surfaces, venue.portals, venue.openings)
        self._areas = [part.area for part in self.ground.parts]
        self._found: dict[tuple[StairUse, int, bool], frozenset[int]] = {}

    def parts_of(self, surface: int, shape: BaseGeometry) -> list[int]:
        """Return the parts of the ground on which an area, a line or a point of a surface lies."""
        mine = [k for k, part in enumerate(self.ground.parts) if part.surface.index == surface]
        if shape.area == 0.0:
            return sorted(mine, key=lambda k: self._areas[k].distance(shape))[:1]
        return [k for k in mine if shapely.intersection(self._areas[k], shape).area > TOUCHED * shape.area]

    def beyond(self, use: StairUse, part: int, one_way: bool = True) -> frozenset[int]:
        """Return the exits, by opening index, to which ways from a part lead only over the stairs to use.

        ``one_way``: whether one-way doors and escalators count as such.
        """
        key = (use, part, one_way)
        if key not in self._found:
            beside = self._reached(part, use.used | use.barred, one_way)
            self._found[key] = frozenset(self._reached(part, use.barred, one_way) - beside)
        return self._found[key]

    def from_part(self, part: int) -> set[int]:
        """Return the parts that can be reached from a part, itself included."""
        return self._parts(part, frozenset(), True)

    def beside(self, opening: Opening) -> set[int]:
        """Return the parts on both sides of an opening."""
        ends = {side for way in self.ground.ways if way.opening is opening for side in (way.start, way.end)}
        return ends | {at for at, exit in self.ground.exits if exit is opening}

    def _reached(self, part: int, shut: frozenset[int], one_way: bool) -> set[int]:
        """Return the exits that can be reached from a part without stepping on some surfaces."""
        found = self._parts(part, shut, one_way)
        return {exit.index for at, exit in self.ground.exits if at in found and ever_open(exit)}

    def _parts(self, part: int, shut: frozenset[int], one_way: bool) -> set[int]:
        """Return the parts that can be reached from a part without stepping on some surfaces."""
        ahead: dict[int, list[int]] = {}
        for number, way in enumerate(self.ground.ways):
            if self.ground.parts[way.end].surface.index in shut:
                continue
            if way.opening is None or (
                ever_open(way.opening) and (not one_way or way.opening.passable(True, 0)[number % 2])
            ):
                ahead.setdefault(way.start, []).append(way.end)
        found, queue = {part}, deque([part])
        while queue:
            for after in ahead.get(queue.popleft(), []):
                if after not in found:
                    found.add(after)
                    queue.append(after)
        return found


def ever_open(opening: Opening) -> bool:
    """Return whether an opening is open at some time as the scenario says."""
    return opening.state == "open" or any(state == "open" for _, state in opening.changes)
