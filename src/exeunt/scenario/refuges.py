"""Are the refuges of a scenario rooms that their doors close?"""

from __future__ import annotations

from pathlib import Path

import shapely

from exeunt.base.errors import Problem
from exeunt.models.behaviour.refuge_document import PEOPLE_EACH_M2, RefugeDoc
from exeunt.scenario.document import ScenarioDoc
from exeunt.venue.compartments import Compartments
from exeunt.venue.geometry import Polygonal, inner_point, intersection, middle
from exeunt.venue.readers import read_area
from exeunt.venue.venue import Venue
from exeunt.world.refuges import Refuge

Key = tuple[str | int, ...]
LEAST = 0.5
"""m² of ground that a refuge has at least."""


def refuges_of(document: ScenarioDoc, venue: Venue, folder: Path) -> tuple[Refuge, ...]:
    """Return the refuges of a scenario without errors."""
    compartments = Compartments.of(venue) if document.refuges else None
    found = [
        _read(doc, index, document, venue, compartments, folder)[0]
        for index, doc in enumerate(document.refuges)
        if compartments is not None
    ]
    return tuple(refuge for refuge in found if refuge is not None)


def check_refuges(document: ScenarioDoc, venue: Venue, folder: Path) -> list[Problem]:
    """Return what is wrong with the refuges: no place, not closed, doors of other rooms, too many people."""
    if not document.refuges:
        return []
    compartments = Compartments.of(venue)
    problems: list[Problem] = []
    if document.behaviour is None:
        message = "there are refuges, and nobody decides to use them"
        problems.append(Problem(message, ("refuges",), hint="Add the section 'behaviour' ('behaviour: {}')."))
    made: list[Refuge] = []
    for index, doc in enumerate(document.refuges):
        refuge, found = _read(doc, index, document, venue, compartments, folder)
        problems += found
        if refuge is None:
            continue
        problems += _overlaps(refuge, made, index)
        made.append(refuge)
    return problems


def _read(
    doc: RefugeDoc, index: int, document: ScenarioDoc, venue: Venue, compartments: Compartments, folder: Path
) -> tuple[Refuge | None, list[Problem]]:
    key: Key = ("refuges", index)
    where = _place(doc, venue, folder, key)
    if isinstance(where, Problem):
        return None, [where]
    surface, area = where
    inside = compartments.within(surface, area)
    if not len(inside):
        return None, [_not_closed(doc, surface, area, compartments, venue, key)]
    if area.area < LEAST:
        message = f"refuge '{doc.id}' has {area.area:.2f} m² of ground, too little for anybody"
        return None, [Problem(message, key, (inner_point(area),))]
    doors = tuple(venue.opening(id).index for id in doc.doors)
    problems = _doors(doc, doors, set(inside.tolist()), compartments, venue, key)
    ground = shapely.union_all([compartments.areas[n] for n in inside])
    room = int(PEOPLE_EACH_M2 * ground.area)
    if doc.capacity is not None and doc.capacity > 3 * room:
        message = f"refuge '{doc.id}' is to take {doc.capacity} people on {ground.area:.1f} m²"
        hint = f"Six people per square metre are the most that stand: {3 * room}."
        problems.append(Problem(message, (*key, "capacity"), hint=hint))
    ids = [people.id for people in document.people]
    known = None if doc.known_to is None else tuple(ids.index(id) for id in doc.known_to if id in ids)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    refuge = Refuge(
        index=index, id=doc.id, surface=surface, area=area, doors=doors, capacity=doc.capacity or max(room, 1),
        time_to_lock=doc.time_to_lock, lockable=doc.lockable, protects=tuple(doc.protects), known_to=known,
    )  # fmt: skip
    return refuge, problems


def _place(doc: RefugeDoc, venue: Venue, folder: Path, key: Key) -> tuple[int, Polygonal] | Problem:
    if doc.room is not None:
        room = venue.room(doc.room)
        return room.surface, room.area
    assert doc.area is not None
    surface = venue.surface(str(doc.storey))
    try:
        drawn = read_area(doc.area, folder)
    except ValueError as error:
        return Problem(f"the area of refuge '{doc.id}' cannot be read: {error}", (*key, "area"))
    if not shapely.is_valid(drawn):
        return Problem(f"the area of refuge '{doc.id}' crosses or touches itself", (*key, "area"))
    area = intersection(drawn, surface.area)
    if area.is_empty:
        spot = inner_point(drawn)
        message = f"refuge '{doc.id}' lies outside storey '{doc.storey}', at ({spot[0]:.2f}, {spot[1]:.2f})"
        return Problem(message, (*key, "area"), (spot,))
    return surface.index, area


def _not_closed(
    doc: RefugeDoc, surface: int, area: Polygonal, compartments: Compartments, venue: Venue, key: Key
) -> Problem:
    """Say by how much the ground goes on beyond the refuge without a door in between."""
    spot = inner_point(area)
    holding = [
        n for n, ground in enumerate(compartments.areas)
        if compartments.surface[n] == surface and ground.intersection(area).area > 0.01
    ]  # fmt: skip
    beyond = sum(compartments.areas[n].difference(area).area for n in holding)
    message = (
        f"refuge '{doc.id}' is not closed by doors: {beyond:.1f} m² of '{venue.surfaces[surface].id}' beyond it "
        "are reached without one"
    )
    hint = "Put a door into every gap that leads into it, or draw it up to its walls."
    return Problem(message, (*key, "room" if doc.room is not None else "area"), (spot,), hint)


def _doors(
    doc: RefugeDoc,
    doors: tuple[int, ...],
    inside: set[int],
    compartments: Compartments,
    venue: Venue,
    key: Key,
) -> list[Problem]:
    problems: list[Problem] = []
    for number, door in enumerate(doors):
        left, right = compartments.sides[door].tolist()
        if (left in inside) == (right in inside):
            spot = middle(venue.openings[door].line)
            word = "lies inside" if left in inside else "does not lead into"
            message = f"door '{venue.openings[door].id}' {word} refuge '{doc.id}'"
            hint = "List the doors in its walls, and no others."
            problems.append(Problem(message, (*key, "doors", number), (spot,), hint))
    for opening in venue.openings:
        left, right = compartments.sides[opening.index].tolist()
        if opening.index in doors or (left in inside) == (right in inside):
            continue
        spot = middle(opening.line)
        if opening.kind == "exit":
            message = f"exit '{opening.id}' leads out of refuge '{doc.id}': who comes by it is not kept out"
            problems.append(Problem(message, (*key, "doors"), (spot,), severity="warning"))
        elif opening.kind == "door":
            message = f"door '{opening.id}' leads into refuge '{doc.id}' and is not among its doors"
            problems.append(Problem(message, (*key, "doors"), (spot,), "Add it to 'doors'."))
    if compartments.portals[sorted(inside)].any():
        message = f"a stair, ramp or lift leads into refuge '{doc.id}' without a door"
        problems.append(Problem(message, key, hint="Put a door before it."))
    return problems


def _overlaps(refuge: Refuge, others: list[Refuge], index: int) -> list[Problem]:
    problems: list[Problem] = []
    for other in others:
        shared = refuge.area.intersection(other.area)
        if other.surface == refuge.surface and shared.area > 0.01:
            message = f"refuges '{other.id}' and '{refuge.id}' overlap by {shared.area:.1f} m²"
            problems.append(Problem(message, ("refuges", index), (inner_point(shared),)))
    return problems
