"""The building as CFAST sees it: boxes of equal area, and the openings between them.

Rooms that share one volume are one compartment if the scenario says so; every other room is one, what no room covers
of a storey is another, and each run of stairs is a shaft of one zone. Doors join what lies on their two sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from exeunt.models.hazards.cfast.document import CompartmentDoc
from exeunt.models.hazards.cfast.doors import Doors, openness
from exeunt.venue.venue import Line, Opening, Surface, Venue

OUTSIDE = "outside"
LEAST_REST = 2.0
"""Square metres; smaller remnants of a storey are thresholds of doors."""
PROBES = (0.25, 0.5, 0.8, 1.2)
"""Distances in m from a door at which its two sides are looked for: walls are thick."""


@dataclass(frozen=True, eq=False)
class Part:
    """A part of a compartment: an area of one surface, walls and furniture filled in."""

    surface: int
    area: Polygon | MultiPolygon
    floor: float


@dataclass(frozen=True, eq=False)
class Compartment:
    """A volume of air.

    ``floor`` is the height of its lowest ground, ``height`` up to its ceiling, ``width`` and ``depth`` of its box, in
    m; a ``shaft`` is one zone.
    """

    id: str
    parts: tuple[Part, ...]
    floor: float
    height: float
    width: float
    depth: float
    shaft: bool = False

    @property
    def area(self) -> float:
        """Floor area of the box in m²."""
        return self.width * self.depth

    @property
    def is_corridor(self) -> bool:
        """Whether it is so long that CFAST's ceiling jet for corridors belongs to it."""
        return not self.shaft and self.width / self.depth > 8.0 and self.depth <= 5.0

    def in_box(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the plan is in the box, measured along its longer and shorter side."""
        ground = shapely.union_all([part.area for part in self.parts])
        frame = np.asarray(ground.minimum_rotated_rectangle.exterior.coords)[:4]
        sides = [frame[1] - frame[0], frame[3] - frame[0]]
        lengths = [sqrt(float(side @ side)) for side in sides]
        along = [float((np.array([x, y]) - frame[0]) @ side) / (length * length) for side, length in
                 zip(sides, lengths, strict=True)]  # fmt: skip
        long = 0 if lengths[0] >= lengths[1] else 1
        u, v = (min(max(along[k], 0.02), 0.98) for k in (long, 1 - long))
        return u * self.width, v * self.depth


@dataclass(frozen=True)
class Vent:
    """An opening in a wall between two compartments, by index, -1 for the outside.

    ``sill`` and ``soffit`` above the floor of the first in m; ``fractions`` lists (time in s, open share). ``opening``:
    index of the exit or door that it is, -1 for any other.
    """

    id: str
    first: int
    second: int
    width: float
    sill: float
    soffit: float
    fractions: tuple[tuple[float, float], ...] = ((0.0, 1.0),)
    opening: int = -1


@dataclass(frozen=True, eq=False)
class Plan:
    """Compartments and the openings between them.

    ``notes`` say what was left out; ``storeys`` lists (id, index of the surface).
    """

    compartments: tuple[Compartment, ...]
    vents: tuple[Vent, ...]
    notes: tuple[str, ...] = field(default=())
    storeys: tuple[tuple[str, int], ...] = field(default=())

    def at(self, surface: int, x: float, y: float) -> int:
        """Return the compartment at a place of a surface, -1 if there is none."""
        spot = shapely.Point(x, y)
        for number, compartment in enumerate(self.compartments):
            for part in compartment.parts:
                if part.surface == surface and part.area.buffer(0.05).contains(spot):
                    return number
        return -1

    def ceiling(self, sides: tuple[int, ...]) -> float:
        """Return the height of the lowest ceiling of some compartments in m; the outside, -1, has none."""
        return min(
            self.compartments[side].floor + self.compartments[side].height for side in sides if side >= 0
        )

    def named(self, id: str) -> int:
        """Return the compartment of that id; raises KeyError."""
        for number, compartment in enumerate(self.compartments):
            if compartment.id == id:
                return number
        raise KeyError(id)


def plan_of(
    venue: Venue, groups: Sequence[CompartmentDoc], ceiling: float, ceilings: dict[str, float], doors: Doors
) -> Plan:
    """Return the building in compartments.

    Parameters
    ----------
    groups
        Compartments that the scenario puts together.
    ceiling, ceilings
        Height of rooms in m, and of those rooms, storeys and stairs that have their own.

    Raises
    ------
    KeyError
        If a group names a room or storey that the venue does not have.
    """
    compartments = [*_grouped(venue, groups)]
    taken = {room for group in groups for room in group.rooms}
    for room in venue.rooms:
        if room.id not in taken:
            part = _part(venue, room.surface, room.area)
            compartments.append(_box(room.id, (part,), ceilings.get(room.id, ceiling), None))
    whole = {storey for group in groups for storey in group.storeys}
    for surface in venue.surfaces:
        if surface.kind == "storey" and surface.id not in whole:
            rest = _rest(venue, surface)
            if rest is not None:
                named = any(room.surface == surface.index for room in venue.rooms)
                name = f"rest of {surface.id}" if named else surface.id
                height = ceilings.get(surface.id, ceiling)
                compartments.append(_box(name, (Part(surface.index, rest, surface.elevation),), height, None))
    compartments += _shafts(venue, ceiling)
    plan = Plan(tuple(compartments), ())
    vents, notes = _vents(venue, plan, doors)
    storeys = tuple((surface.id, surface.index) for surface in venue.surfaces if surface.kind == "storey")
    return Plan(plan.compartments, tuple(vents), tuple(notes), storeys)


def _grouped(venue: Venue, groups: Sequence[CompartmentDoc]) -> Iterator[Compartment]:
    for group in groups:
        parts = [_part(venue, venue.room(id).surface, venue.room(id).area) for id in group.rooms]
        for id in group.storeys:
            surface = venue.surface(id)
            elsewhere = [
                room.area
                for room in venue.rooms
                if room.surface == surface.index and room.id not in group.rooms
            ]
            ground = _filled(venue, surface.index, surface.area)
            parts.append(
                Part(
                    surface.index,
                    _polygons(ground.difference(shapely.union_all(elsewhere))),
                    surface.elevation,
                )
            )
        yield _box(group.id, tuple(parts), group.ceiling, group.area)


def _part(venue: Venue, surface: int, area: BaseGeometry) -> Part:
    return Part(surface, _filled(venue, surface, area), venue.surfaces[surface].elevation)


def _filled(venue: Venue, surface: int, area: BaseGeometry) -> Polygon | MultiPolygon:
    """Return an area with the seats and obstacles in it: air is above them."""
    shells = [Polygon(part.exterior) for part in shapely.get_parts(area)]
    seats = [seat for block in venue.blocks if block.surface == surface for seat in block.footprints]
    ground = shapely.union_all(shells)
    near = [seat for seat in seats if seat.intersects(ground)]
    return _polygons(shapely.union_all([ground, *near]))


def _rest(venue: Venue, surface: Surface) -> Polygon | MultiPolygon | None:
    rooms = [room.area.buffer(0.05) for room in venue.rooms if room.surface == surface.index]
    if not rooms:
        return _filled(venue, surface.index, surface.area)
    rest = surface.area.difference(shapely.union_all(rooms)).buffer(-0.25).buffer(0.25)
    seats = [seat for block in venue.blocks if block.surface == surface.index for seat in block.footprints]
    pieces = [piece for piece in shapely.get_parts(rest) if piece.area >= LEAST_REST]
    return _polygons(shapely.union_all([*pieces, *(s for s in seats if any(s.intersects(p) for p in pieces))])) \
        if pieces else None  # fmt: skip


def _box(
    id: str, parts: tuple[Part, ...], height: float, area: float | None, shaft: bool = False
) -> Compartment:
    floor = min(part.floor for part in parts)
    lowest = (
        [part.area for part in parts if part.floor < floor + 0.5]
        if not shaft
        else [part.area for part in parts]
    )
    ground = shapely.union_all(lowest)
    area = area or float(ground.area)
    frame = np.asarray(ground.minimum_rotated_rectangle.exterior.coords)
    one, two = (sqrt(float(side @ side)) for side in (frame[1] - frame[0], frame[2] - frame[1]))
    ratio = max(one, two) / max(min(one, two), 0.1)
    # a shape that fills little of its frame is winding: the box keeps its area, not its length
    ratio = max(ratio * area / max(one * two, area), 1.0) if not shaft else ratio
    return Compartment(id, parts, floor, height, sqrt(area * ratio), sqrt(area / ratio), shaft)


def _shafts(venue: Venue, ceiling: float) -> Iterator[Compartment]:
    """Yield one shaft for each run of flights, landings and ramps that are joined."""
    sloping = [surface.index for surface in venue.surfaces if surface.kind != "storey"]
    run = {index: index for index in sloping}
    for _ in sloping:
        for portal in venue.portals:
            a, b = portal.surfaces
            if a in run and b in run:
                run[a] = run[b] = min(run[a], run[b])
    for first in sorted(set(run.values())):
        members = [venue.surfaces[index] for index in sloping if run[index] == first]
        parts = tuple(Part(one.index, _polygons(one.area), _lowest(one)) for one in members)
        top = max(_highest(one) for one in members)
        name = members[0].id.split("/")[0]
        yield _box(name, parts, top - min(part.floor for part in parts) + min(ceiling, 3.0), None, shaft=True)


def _lowest(surface: Surface) -> float:
    x0, y0, x1, y1 = surface.area.bounds
    return min(surface.elevation_at(x, y) for x in (x0, x1) for y in (y0, y1))


def _highest(surface: Surface) -> float:
    x0, y0, x1, y1 = surface.area.bounds
    return max(surface.elevation_at(x, y) for x in (x0, x1) for y in (y0, y1))


def _vents(venue: Venue, plan: Plan, doors: Doors) -> tuple[list[Vent], list[str]]:
    vents: list[Vent] = []
    notes: list[str] = []
    for opening in venue.openings:
        if opening.kind == "lift":
            continue
        sides = _sides(plan, opening)
        if sides is None:
            notes.append(f"'{opening.id}' joins no compartments and is left out")
        elif sides[0] != sides[1]:
            vents.append(_of_opening(venue, plan, opening, sides, doors))
    for portal in venue.portals:
        spot = shapely.LineString(portal.line).interpolate(0.5, normalized=True)
        ends = [_near(plan, index, spot.x, spot.y) for index in portal.surfaces]
        if -1 not in ends and ends[0] != ends[1]:
            height = max(
                _ground(venue, portal.surfaces[0], portal.line),
                _ground(venue, portal.surfaces[1], portal.line),
            )
            width = shapely.LineString(portal.line).length
            vents.append(
                _vent(plan, portal.id, (ends[0], ends[1]), width, height, doors.height, ((0.0, 1.0),))
            )
    vents += _open_edges(venue, plan)
    return vents, notes


def _of_opening(venue: Venue, plan: Plan, opening: Opening, sides: tuple[int, int], doors: Doors) -> Vent:
    bottom, top = doors.edges(opening)
    ground = venue.surfaces[opening.surface].elevation
    vent = _vent(plan, opening.id, sides, opening.width, ground, top, openness(opening, doors))
    return replace(vent, sill=vent.sill + bottom, opening=opening.index)


def _vent(plan: Plan, id: str, sides: tuple[int, int], width: float, ground: float, height: float,
          fractions: tuple[tuple[float, float], ...]) -> Vent:  # fmt: skip
    first, second = sides
    one = plan.compartments[first]
    sill = max(ground - one.floor, 0.0)
    soffit = min(sill + height, plan.ceiling(sides) - one.floor)
    return Vent(id, first, second, width, sill, soffit, fractions)


def _sides(plan: Plan, opening: Opening) -> tuple[int, int] | None:
    (x0, y0), (x1, y1) = opening.line
    nx, ny = (y1 - y0) / opening.width, (x0 - x1) / opening.width
    x, y = 0.5 * (x0 + x1), 0.5 * (y0 + y1)
    found = []
    for side in (-1.0, 1.0):
        hits = (plan.at(opening.surface, x + side * d * nx, y + side * d * ny) for d in PROBES)
        found.append(next((hit for hit in hits if hit >= 0), -1))
    back, ahead = found
    if opening.kind == "exit":
        return (back, -1) if back >= 0 else None
    return (back, ahead) if back >= 0 and ahead >= 0 else None


def _near(plan: Plan, surface: int, x: float, y: float) -> int:
    for d in (0.0, *PROBES):
        for dx, dy in ((d, 0.0), (-d, 0.0), (0.0, d), (0.0, -d)):
            hit = plan.at(surface, x + dx, y + dy)
            if hit >= 0:
                return hit
    return -1


def _ground(venue: Venue, surface: int, line: Line) -> float:
    (x0, y0), (x1, y1) = line
    return venue.surfaces[surface].elevation_at(0.5 * (x0 + x1), 0.5 * (y0 + y1))


def _open_edges(venue: Venue, plan: Plan) -> Iterator[Vent]:
    """Yield openings where compartments of one storey touch without a wall between them."""
    lines = {
        surface.index: shapely.union_all(
            [
                shapely.LineString(one.line).buffer(0.6)
                for one in venue.openings
                if one.surface == surface.index
            ]
        )
        for surface in venue.surfaces
    }
    for a, one in enumerate(plan.compartments):
        for b in range(a + 1, len(plan.compartments)):
            other = plan.compartments[b]
            length, height = 0.0, 0.0
            for mine in one.parts:
                for theirs in other.parts:
                    if mine.surface != theirs.surface:
                        continue
                    ground = venue.surfaces[mine.surface].area
                    edge = mine.area.boundary.intersection(theirs.area.buffer(0.1))
                    touching = edge.difference(lines[mine.surface]).intersection(ground.buffer(0.02)).length
                    if touching > 0.5:
                        length, height = length + touching, max(mine.floor, theirs.floor)
            if length > 0.0:
                top = min(one.floor + one.height, other.floor + other.height) - height
                yield _vent(plan, f"{one.id} to {other.id}", (a, b), length, height, top, ((0.0, 1.0),))


def _polygons(shape: BaseGeometry) -> Polygon | MultiPolygon:
    pieces = [piece for piece in shapely.get_parts(shape) if isinstance(piece, Polygon)]
    return pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)
