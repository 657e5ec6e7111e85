"""Itineraries in their building: where the places lie, and whether people can get to them and be called away."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from exeunt.base.distributions import Distribution
from exeunt.base.errors import Problem
from exeunt.models.behaviour.itinerary_document import UNTIL_THE_ALARM, VisitDoc
from exeunt.models.behaviour.stops import Stop, spots_needed
from exeunt.scenario.document import PersonsDoc, ScenarioDoc
from exeunt.scenario.people import standing_ground
from exeunt.venue.geometry import beside, inner_point, middle
from exeunt.venue.stairways import Stairways
from exeunt.venue.venue import Venue

Key = tuple[str | int, ...]
MOST_FIELDS = 64
"""Spots of all itineraries together: one direction field leads to each, for each kind of mobility and knowledge."""
BESIDE = 0.4
"""Metres before a door at which ways to it end."""
SEATED = 0.4
"""Metres around the places of a block of seats that belong to it."""


class MisplacedVisitError(Exception):
    """A place of an itinerary that is nowhere in the building."""

    def __init__(self, message: str, key: str, at: tuple[tuple[float, float], ...] = ()) -> None:
        super().__init__(message)
        self.message, self.key, self.at = message, key, at


def stops_of(document: ScenarioDoc, venue: Venue) -> list[list[Stop]]:
    """Return the places of each population in the order of ``everyone``; raises ``MisplacedVisitError``."""
    found: list[list[Stop]] = []
    number = 0
    for persons in document.everyone:
        found.append([])
        for k, visit in enumerate(persons.itinerary):
            surface, at, area = place_of(visit, venue)
            stay = visit.stay if isinstance(visit.stay, Distribution) else None
            found[-1].append(
                Stop(
                    number, visit.id or _name(visit, k), surface, at, area, _sides(visit, venue, at), visit.within,
                    stay, visit.share, is_before(document, persons, visit),
                )
            )  # fmt: skip
            number += 1
    return found


def is_before(document: ScenarioDoc, persons: PersonsDoc, visit: VisitDoc) -> bool:
    """Return whether a place is visited before the cue, else on the way out."""
    return document.waits(persons) if visit.when is None else visit.when == "before"


def place_of(visit: VisitDoc, venue: Venue) -> tuple[int, tuple[float, float], Polygon | MultiPolygon | None]:
    """Return the surface of a place, a point of it in plan and its ground; raises ``MisplacedVisitError``."""
    if visit.door is not None:
        opening = venue.opening(visit.door)
        return opening.surface, middle(opening.line), None
    surface, shape, key = _shape(visit, venue)
    ground = venue.standing_area(surface)
    if visit.at is not None:
        if not shapely.intersects_xy(ground, *visit.at):
            message = f"no ground to walk on at ({visit.at[0]:g}, {visit.at[1]:g}) on '{venue.surfaces[surface].id}'"
            raise MisplacedVisitError(message, key, (visit.at,))
        return surface, visit.at, None
    if not shape.is_valid:
        raise MisplacedVisitError(f"the area crosses itself ({shapely.is_valid_reason(shape)})", key)
    walkable = _polygons(shapely.intersection(shape, ground))
    if walkable.area <= 0.0:
        raise MisplacedVisitError(f"it covers no ground to walk on of '{venue.surfaces[surface].id}'", key)
    return surface, inner_point(walkable), walkable


def _shape(visit: VisitDoc, venue: Venue) -> tuple[int, BaseGeometry, str]:
    if visit.room is not None:
        room = venue.room(visit.room)
        return room.surface, room.area, "room"
    if visit.seats is not None:
        block = venue.block(visit.seats)
        return block.surface, shapely.MultiPoint(block.places).buffer(SEATED), "seats"
    storeys = [one for one in venue.surfaces if one.kind == "storey"]
    if visit.storey is None and len(storeys) > 1:
        key = "at" if visit.at is not None else "area"
        raise MisplacedVisitError(
            f"it needs its 'storey': there are {', '.join(one.id for one in storeys)}", key
        )
    surface = storeys[0] if visit.storey is None else venue.surface(visit.storey)
    if visit.at is not None:
        return surface.index, shapely.Point(visit.at), "at"
    return surface.index, Polygon(visit.area), "area"


def _sides(visit: VisitDoc, venue: Venue, at: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """Return where ways to a place end: at the place, or on each side of a door from which there is ground."""
    if visit.door is None:
        return (at,)
    opening = venue.opening(visit.door)
    ground = venue.surfaces[opening.surface].area
    sides = tuple(beside(opening.line, off) for off in (-BESIDE, BESIDE))
    return tuple(side for side in sides if shapely.intersects_xy(ground, *side)) or (at,)


def _name(visit: VisitDoc, k: int) -> str:
    named = visit.room or visit.door or visit.seats
    return named if named is not None else f"place {k + 1}"


def _polygons(shape: BaseGeometry) -> Polygon | MultiPolygon:
    pieces = [piece for piece in shapely.get_parts(shape) if isinstance(piece, Polygon)]
    return pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)


def fields_needed(document: ScenarioDoc, venue: Venue) -> int:
    """Return how many spots, and so direction fields, the itineraries have together; misplaced ones have none."""
    known: dict[tuple[int, bytes], int] = {}
    for persons in document.people:
        for visit in persons.itinerary:
            try:
                surface, at, area = place_of(visit, venue)
            except (MisplacedVisitError, KeyError):
                continue
            shape = shapely.Point(at) if area is None else area
            known[surface, shapely.to_wkb(shape)] = spots_needed(None if area is None else area.area)
    return sum(known.values())


def check_itineraries(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return what is wrong with itineraries: misplaced, out of reach, never over, or too many places."""
    problems: list[Problem] = []
    ways: Stairways | None = None
    for index, persons in enumerate(document.people):
        if not persons.itinerary:
            continue
        ways = ways or Stairways(venue)
        problems += _order(document, persons, index)
        for k, visit in enumerate(persons.itinerary):
            key: Key = ("people", index, "itinerary", k)
            try:
                surface, at, _ = place_of(visit, venue)
            except MisplacedVisitError as error:
                message = f"'{visit.id or _name(visit, k)}' of '{persons.id}': {error.message}"
                problems.append(Problem(message, (*key, error.key), error.at, "Move it onto a storey."))
                continue
            problems += _reach(ways, venue, persons, visit, k, (surface, at), key)
    needed = fields_needed(document, venue)
    if needed > MOST_FIELDS:
        message = f"the itineraries have {needed} spots to go to; {MOST_FIELDS} are possible"
        hint = "A point has one, an area one for each 10 m², up to six: use points or fewer places."
        problems.append(Problem(message, ("people",), hint=hint))
    return problems


def _order(document: ScenarioDoc, persons: PersonsDoc, index: int) -> Iterator[Problem]:
    """Places before the cue come first and need one; nothing follows a stay that only the cue ends."""
    leaving, endless = False, False
    ids = [visit.id for visit in persons.itinerary if visit.id is not None]
    for k, visit in enumerate(persons.itinerary):
        key: Key = ("people", index, "itinerary", k)
        name = visit.id or _name(visit, k)
        before = is_before(document, persons, visit)
        if ids.count(visit.id or "") > 1:
            yield Problem(f"'{name}' is twice in the itinerary of '{persons.id}'", (*key, "id"),
                          hint="Give each place its own id.")  # fmt: skip
        if before and not document.waits(persons):
            message = (
                f"'{name}' is to be visited before the cue of '{persons.id}', whose delay runs from the start"
            )
            hint = "Write 'cue: alarm' in the population, or 'when: leaving' here."
            yield Problem(message, (*key, "when"), hint=hint)
        elif before and (leaving or endless):
            what = "a place on the way out" if leaving else f"a stay '{UNTIL_THE_ALARM}'"
            message = f"'{name}' of '{persons.id}' follows {what}: nobody would get there"
            yield Problem(
                message, key, hint="Put the places before the cue first, the one without an end last."
            )
        if visit.lasts and not before:
            message = f"'{name}' of '{persons.id}' lasts '{UNTIL_THE_ALARM}', but is visited on the way out"
            yield Problem(
                message, (*key, "stay"), hint="Give it a duration, or let the population wait: 'cue: alarm'."
            )
        leaving |= not before
        endless |= visit.lasts
    if persons.seats is not None and persons.itinerary:
        message = f"people of '{persons.id}' start in rows of seats: those in their way stay seated until they leave"
        hint = "Some may not get out of their row to the places of the itinerary in time."
        yield Problem(message, ("people", index, "itinerary"), hint=hint, severity="warning")


def _reach(
    ways: Stairways, venue: Venue, persons: PersonsDoc, visit: VisitDoc, k: int,
    place: tuple[int, tuple[float, float]], key: Key,
) -> Iterator[Problem]:  # fmt: skip
    """Warn of places to which no way on foot leads from where people start; lifts are for leaving."""
    goal = set(ways.parts_of(place[0], shapely.Point(place[1])))
    if visit.door is not None:
        goal |= ways.beside(venue.opening(visit.door))
    starts = [
        part for surface, shape in standing_ground(persons, venue) for part in ways.parts_of(surface, shape)
    ]
    lost = [part for part in starts if not goal & ways.from_part(part)]
    if not lost:
        return
    name = visit.id or _name(visit, k)
    some = "no" if len(lost) == len(starts) else "from some places of its people no"
    message = (
        f"{some} way on foot leads to '{name}' of '{persons.id}': people who do not get there leave it out"
    )
    yield Problem(
        message, key, (place[1],), "Add a door, gap or stair; lifts serve people who leave.", "warning"
    )
