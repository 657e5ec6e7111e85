"""Is there room for the people, and a way out from where they stand?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from exeunt.base.errors import Problem
from exeunt.models.population.places import resolve_places
from exeunt.models.population.spots import resolve_spots
from exeunt.scenario.document import PersonsDoc, ScenarioDoc
from exeunt.scenario.feasible import people_of
from exeunt.venue.checks import stopped_hint
from exeunt.venue.venue import Opening, Venue

DENSEST = math.pi / math.sqrt(12)
_NEAR = 0.02
_SMALL = 0.3
_HALF = 0.1


def check_people(
    document: ScenarioDoc, venue: Venue, blocked: Mapping[str, float] | None = None
) -> list[Problem]:
    """Return errors for populations without room or way out, warnings for places without a way out.

    ``blocked``: openings, by id, that an initiating event blocks for good, and when, s. Where that leaves people
    without a way out, it is a warning, because some may leave before; from the start it is an error.
    """
    if not document.people:
        return [Problem("there are no people in this scenario", ("people",), severity="warning")]
    later = {id: at for id, at in (blocked or {}).items() if at > 0.0}
    ways = WaysOut(venue.with_shut({id for id, at in (blocked or {}).items() if at <= 0.0}))
    after = WaysOut(venue.with_shut(set(blocked or ()))) if later else None
    problems: list[Problem] = []
    needed, radius = 0.0, 0.0
    for index, persons in enumerate(document.people):
        wrong = _misplaced(persons, venue, index)
        problems += wrong
        if wrong:
            continue
        standing = standing_ground(persons, venue)
        area = sum(shape.area for _, shape in standing)
        if persons.number is not None or persons.density is not None:
            low = max(0.0, persons.radius.support()[0])
            count = people_of(persons, venue, area)
            problems += _room(persons, index, count, low, _with_margin(standing, venue, low))
            needed += count * math.pi * low**2
            radius = max(radius, low)
        found = _way(persons, index, standing, ways)
        if after is not None and not found:
            found = [_in_time(problem, later) for problem in _way(persons, index, standing, after)]
        problems += found
    walkable = sum(surface.area.area for surface in venue.surfaces)
    if not problems and needed > DENSEST * walkable:
        message = f"all populations together need {needed / DENSEST:.1f} m², the venue has {walkable:.1f} m²"
        problems.append(Problem(message, ("people",), hint="Use fewer people."))
    return problems


def _misplaced(persons: PersonsDoc, venue: Venue, index: int) -> list[Problem]:
    """Return what is wrong with where a population is to be: places that lie on no floor."""
    if persons.places is not None:
        return resolve_spots(persons.places, venue, f"place of '{persons.id}'", ("people", index, "places"))[
            3
        ]
    if persons.inflow is not None:
        where = persons.inflow.where
        return resolve_places(where, venue, persons.id, ("people", index, "inflow", "where"))[1]
    return resolve_places(persons.where, venue, persons.id, ("people", index, "where"))[1]


def _room(persons: PersonsDoc, index: int, count: float, radius: float, area: float) -> list[Problem]:
    if count <= 1 or count * math.pi * radius**2 <= DENSEST * area:
        return []
    name = "number" if persons.number is not None else "density"
    most = int(DENSEST * area / (math.pi * radius**2))
    message = (
        f"{count:.0f} people of '{persons.id}' do not fit: the place has {area:.1f} m², "
        f"room for {most} at most (radius {radius:g} m)"
    )
    return [Problem(message, ("people", index, name), hint="Use fewer people or a larger place.")]


def _way(
    persons: PersonsDoc, index: int, standing: Sequence[tuple[int, BaseGeometry]], ways: WaysOut
) -> list[Problem]:
    shut = [(surface, ways.shut_in(surface, shape)) for surface, shape in standing]
    shut = [(surface, shape) for surface, shape in shut if shape.area > _SMALL]
    if not shut:
        return []
    lost = sum(shape.area for _, shape in shut)
    area = sum(shape.area for _, shape in standing)
    at = tuple(_inside(shape) for _, shape in shut)
    if lost > 0.999 * area:
        message = f"population '{persons.id}' stands where no way leads to an open exit"
        hint = " ".join(filter(None, ["Add an exit, a door or a stair.", ways.hint]))
        return [Problem(message, ("people", index), at, hint)]
    message = (
        f"{lost / area:.0%} of the place of '{persons.id}' have no way to an open exit: people stay inside"
    )
    return [Problem(message, ("people", index), at, "Add a door, or narrow 'where'.", "warning")]


def _in_time(problem: Problem, blocked: Mapping[str, float]) -> Problem:
    """Return the same for people who are not out when openings are blocked."""
    names = ", ".join(f"'{id}'" for id in sorted(blocked))
    when = f"once {names} {'is' if len(blocked) == 1 else 'are'} blocked ({min(blocked.values()):g} s)"
    message = f"{when}, {problem.message}"
    return replace(
        problem, message=message, hint="People who are still inside then stay there.", severity="warning"
    )


def _inside(shape: BaseGeometry) -> tuple[float, float]:
    point = shapely.point_on_surface(shape)
    return float(point.x), float(point.y)


def standing_ground(persons: PersonsDoc, venue: Venue) -> list[tuple[int, BaseGeometry]]:
    """Return where a population may stand: index of the surface, area (for seats a spot at each seat)."""
    if persons.seats is not None:
        wanted = set(persons.seats.blocks)
        return [
            (block.surface, _spots(block.places))
            for block in venue.blocks
            if block.id in wanted and len(block.places)
        ]
    if persons.places is not None:
        on, spots, _, _ = resolve_spots(persons.places, venue, "place", ())
        return [(int(index), _spots(spots[on == index])) for index in np.unique(on)]
    inflow = persons.inflow
    if inflow is not None and inflow.where is None:
        surface = venue.surface(str(inflow.storey))
        listed = [person.place for person in inflow.people or []]
        strip = (shapely.MultiPoint(listed) if listed else shapely.LineString(inflow.line)).buffer(0.5)
        return [(surface.index, surface.area.intersection(strip))]
    places = persons.where if inflow is None else inflow.where
    areas, _ = resolve_places(places, venue, persons.id, ())
    return list(areas.items())


def _spots(places: NDArray[np.float64]) -> BaseGeometry:
    """Return a small square at each place (n, 2); neighbouring seats do not touch."""
    x, y = places[:, 0], places[:, 1]
    return shapely.multipolygons(shapely.box(x - _HALF, y - _HALF, x + _HALF, y + _HALF))


def _with_margin(standing: Sequence[tuple[int, BaseGeometry]], venue: Venue, margin: float) -> float:
    """Return the area of places with the margin around them that bodies may reach into."""
    by_surface: dict[int, list[BaseGeometry]] = {}
    for surface, shape in standing:
        by_surface.setdefault(surface, []).append(shape)
    total = 0.0
    for surface, shapes in by_surface.items():
        reached = shapely.union_all(shapes).buffer(margin)
        total += venue.surfaces[surface].area.intersection(reached).area
    return total


def _ever_open(opening: Opening) -> bool:
    return opening.state == "open" or any(state == "open" for _, state in opening.changes)


@dataclass(frozen=True)
class _Part:
    surface: int
    shape: Polygon


class WaysOut:
    """Which parts of the surfaces are joined to an exit that is open at some time.

    Surfaces are cut along the doors that never open and joined at portals; directions of doors do not count.
    """

    def __init__(self, venue: Venue) -> None:
        self.parts = [
            _Part(surface.index, part)
            for surface in venue.surfaces
            for part in _polygons(_without(surface.area, _shut_doors(venue, surface.index)))
        ]
        self.hint = stopped_hint(venue.openings)
        leads: dict[int, set[int]] = {number: set() for number in range(len(self.parts))}
        for portal in venue.portals:
            ends = [number for side in portal.surfaces for number in self._near(side, portal.line)]
            for end in ends:
                leads[end].update(ends)
        for lift in venue.lifts:
            stops = [venue.openings[stop] for stop in lift.stops]
            landed = [self._near(stop.surface, stop.line) for stop in stops]
            for number in landed[lift.to]:
                leads[number].update(*landed)
        todo = [
            number
            for opening in venue.exits
            if _ever_open(opening)
            for number in self._near(opening.surface, opening.line)
        ]
        self.joined: set[int] = set()
        while todo:
            number = todo.pop()
            if number not in self.joined:
                self.joined.add(number)
                todo.extend(leads[number])

    def _near(self, surface: int, line: tuple[tuple[float, float], tuple[float, float]]) -> list[int]:
        shape = shapely.LineString(line)
        return [
            number
            for number, part in enumerate(self.parts)
            if part.surface == surface and shapely.dwithin(part.shape, shape, _NEAR)
        ]

    def shut_in(self, surface: int, shape: BaseGeometry) -> BaseGeometry:
        """Return what of an area on a surface has no way out."""
        lost = [
            part.shape
            for number, part in enumerate(self.parts)
            if part.surface == surface and number not in self.joined
        ]
        return shape.intersection(shapely.union_all(lost)) if lost else Polygon()


def _shut_doors(venue: Venue, surface: int) -> list[BaseGeometry]:
    return [
        shapely.LineString(opening.line).buffer(0.005, cap_style="square")
        for opening in venue.openings
        if opening.kind == "door" and opening.surface == surface and not _ever_open(opening)
    ]


def _without(area: BaseGeometry, cuts: Sequence[BaseGeometry]) -> BaseGeometry:
    return area.difference(shapely.union_all(list(cuts))) if cuts else area


def _polygons(area: BaseGeometry) -> list[Polygon]:
    if isinstance(area, MultiPolygon):
        return list(area.geoms)
    return [area] if isinstance(area, Polygon) and not area.is_empty else []


def expected_people(persons: PersonsDoc, venue: Venue) -> float:
    """Return how many people a population brings; of an inflow, in expectation."""
    return people_of(persons, venue, sum(shape.area for _, shape in standing_ground(persons, venue)))
