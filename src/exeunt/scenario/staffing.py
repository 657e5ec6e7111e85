"""Stewards and signs in their building: who stands where, who is told what, and what contradicts what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.errors import Problem
from exeunt.base.maths import line_length
from exeunt.models.behaviour.assistance import AssistanceDoc
from exeunt.models.behaviour.instructions import Instruction, Keep, Lead
from exeunt.models.behaviour.staff import AT_DOOR, Duty
from exeunt.models.population.mobility import BY_NAME
from exeunt.models.population.places import resolve_places
from exeunt.models.population.populate import populate
from exeunt.models.wayfinding.guidance import GuidanceDoc
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.messages import suggest
from exeunt.scenario.staff import StaffDoc
from exeunt.venue.fields import Pace
from exeunt.venue.venue import Venue

Sector = tuple[int, Polygon | MultiPolygon]
Key = tuple[str | int, ...]


def place_everyone(
    document: ScenarioDoc, venue: Venue, seed: int
) -> tuple[dict[str, NDArray[Any]], list[Problem]]:
    """Return all columns of people and stewards at the start, and what is wrong; see ``populate``."""
    posts = {staff.id: staff.at for staff in document.staff}
    columns, problems = populate(document.everyone, venue, seed, posts)
    before = len(document.people) + len(document.staff)
    for number in range(len(document.responders)):
        mine = columns["population"] == before + number
        columns["task_force"][mine] = number
        # they come when they are called
        columns["arrival_time"][mine] = np.inf
    return columns, [_of_staff(problem, document) for problem in problems]


def _of_staff(problem: Problem, document: ScenarioDoc) -> Problem:
    """Let problems with the population of a steward or a task force point to it."""
    key, people = problem.key, len(document.people)
    if len(key) < 2 or key[0] != "people" or not isinstance(key[1], int) or key[1] < people:
        return problem
    if key[1] < people + len(document.staff):
        return replace(problem, key=("staff", key[1] - people, "at"))
    return replace(problem, key=("responders", key[1] - people - len(document.staff), "enter"))


def duties_of(document: ScenarioDoc, venue: Venue, population: NDArray[np.int16]) -> list[Duty]:
    """Return what each steward does; ``population`` is the column of that name."""
    opening = {one.id: one.index for one in venue.openings}
    duties = []
    for k, staff in enumerate(document.staff):
        row = int(np.flatnonzero(population == len(document.people) + k)[0])
        instruction = staff.instruction
        assert isinstance(instruction, Instruction)
        duties.append(
            Duty(
                staff.id, row, instruction, _sector(staff, venue, ()),
                opening[instruction.names] if instruction.names else -1,
                opening[instruction.opening] if isinstance(instruction, Keep) else -1,
                float("nan") if staff.leaves is None else staff.leaves,
            )
        )  # fmt: skip
    return duties


def in_need(document: ScenarioDoc) -> tuple[str, ...]:
    """Return the mobility profiles whose people need help on stairs."""
    return tuple(name for name in BY_NAME if document.assistance and name in document.assistance.needs)


def paces(document: ScenarioDoc) -> tuple[Pace, ...]:
    """Return the paces of all classes of mobility: no stairs for those who need help there."""
    needs = in_need(document)
    shut = Pace(up=0.0, down=0.0)
    return (Pace(), *(shut if name in needs else Pace() for name in BY_NAME)) if needs else (Pace(),)


def _sector(staff: StaffDoc, venue: Venue, key: Key) -> Sector:
    if staff.sector is None:
        surface = venue.surface(staff.storey)
        return surface.index, venue.standing_area(surface.index)
    areas, problems = resolve_places([staff.sector], venue, staff.id, key)
    if problems:
        raise ValueError(problems[0].message)
    return next(iter(areas.items()))


def check_staff(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return errors and warnings for stewards and signs: misplaced, without effect, or at odds with each other."""
    problems: list[Problem] = []
    for k, staff in enumerate(document.staff):
        problems += _post(staff, venue, ("staff", k))
    for k, sign in enumerate(document.signs):
        problems += _place(venue, f"sign '{sign.id}' hangs", sign.storey, sign.at, 0.5, ("signs", k, "at"))
    if any(problem.severity == "error" for problem in problems):
        return problems
    problems += _kept_doors(document, venue)
    problems += _shut_exits(document, venue)
    problems += _two_directions(document, venue)
    problems += _signs_against(document)
    if document.assistance is not None:
        problems += _assistance(document, document.assistance, venue)
    if document.alarms is None:
        for k, staff in enumerate(document.staff):
            if staff.cue == "alarm":
                message = f"steward '{staff.id}' waits for an alarm, and there are no alarms"
                hint = "Add the section 'alarms', or remove the key 'cue'."
                problems.append(Problem(message, ("staff", k, "cue"), hint=hint))
    return problems


def _assistance(document: ScenarioDoc, rules: AssistanceDoc, venue: Venue) -> Iterator[Problem]:
    for k, name in enumerate(rules.needs):
        if name not in BY_NAME:
            near = suggest(name, list(BY_NAME))
            hint = f"Did you mean '{near}'?" if near else f"There are: {', '.join(BY_NAME)}."
            yield Problem(f"there is no mobility profile '{name}'", ("assistance", "needs", k), hint=hint)
    for k, place in enumerate(rules.places):
        key: Key = ("assistance", "places", k, "at")
        yield from _place(venue, f"waiting place '{place.id}' lies", place.storey, place.at, 1e-6, key)
    shares = {name for people in document.people for name, share in people.mobility.items() if share > 0}
    if not shares & set(in_need(document)):
        message = "nobody of the mobility profiles that need help is in this scenario"
        hint = "Give them a share in 'people[].mobility'."
        yield Problem(message, ("assistance", "needs"), hint=hint, severity="warning")


def _place(
    venue: Venue, what: str, storey: str, at: tuple[float, float], near: float, key: Key
) -> list[Problem]:
    try:
        area = venue.surface(storey).area
    except KeyError:
        return []
    if shapely.distance(area, shapely.Point(at)) <= near:
        return []
    x, y = at
    message = f"{what} outside storey '{storey}', at ({x:.2f}, {y:.2f})"
    return [Problem(message, key, (at,), "Move it onto the storey.")]


def _post(staff: StaffDoc, venue: Venue, key: Key) -> Iterator[Problem]:
    yield from _place(venue, f"steward '{staff.id}' stands", staff.storey, staff.at, 1e-6, (*key, "at"))
    if staff.sector is not None:
        found = resolve_places([staff.sector], venue, staff.id, (*key, "sector"))[1]
        for problem in found:
            yield replace(
                problem, key=(*key, "sector"), message=problem.message.replace("population", "steward")
            )
    if isinstance(staff.instruction, Keep):
        opening = next((one for one in venue.openings if one.id == staff.instruction.opening), None)
        if opening is None:
            return
        away = shapely.distance(shapely.LineString(opening.line), shapely.Point(staff.at))
        if venue.surfaces[opening.surface].id != staff.storey or away > AT_DOOR:
            message = (
                f"steward '{staff.id}' is to keep '{opening.id}', {away:.1f} m from its post: out of reach"
            )
            hint = f"Put the post within {AT_DOOR:g} m of it."
            yield Problem(message, (*key, "at"), (staff.at,), hint)


def _kept_doors(document: ScenarioDoc, venue: Venue) -> Iterator[Problem]:
    kept: dict[str, tuple[int, str]] = {}
    for k, staff in enumerate(document.staff):
        if not isinstance(staff.instruction, Keep):
            continue
        opening, state = staff.instruction.opening, staff.instruction.state
        before = kept.setdefault(opening, (k, state))
        if before[1] != state:
            other = document.staff[before[0]].id
            message = f"'{staff.id}' keeps '{opening}' {state}, and '{other}' keeps it {before[1]}"
            yield Problem(
                message, ("staff", k, "instruction", "state"), hint="Give both the same instruction."
            )


def _shut_exits(document: ScenarioDoc, venue: Venue) -> Iterator[Problem]:
    """Somebody is sent to an exit that is never open, or that another steward keeps shut."""
    openings = {one.id: one for one in venue.openings}
    shut = {
        staff.instruction.opening: staff.id
        for staff in document.staff
        if isinstance(staff.instruction, Keep) and staff.instruction.state != "open"
    }
    sent: list[tuple[str, str, Key]] = [
        (f"steward '{staff.id}'", staff.instruction.names, ("staff", k, "instruction", "exit"))
        for k, staff in enumerate(document.staff)
        if isinstance(staff.instruction, Instruction) and staff.instruction.names is not None
    ]
    sent += [
        (f"sign '{sign.id}'", sign.exit, ("signs", k, "exit"))
        for k, sign in enumerate(document.signs)
        if sign.exit is not None and sign.kind != "negative"
    ]
    for who, exit, key in sent:
        opening = openings.get(exit)
        if opening is None:
            continue
        never = opening.state != "open" and all(state != "open" for _, state in opening.changes)
        if exit in shut:
            message = f"{who} sends people to exit '{exit}', which '{shut[exit]}' keeps shut"
            yield Problem(message, key, hint="Name another exit, or change the other instruction.")
        elif never:
            message = f"{who} sends people to exit '{exit}', which is never open"
            yield Problem(message, key, hint="Open the exit, or name another one.")


def _two_directions(document: ScenarioDoc, venue: Venue) -> Iterator[Problem]:
    """Two stewards whose words reach the same people name different exits."""
    reach = (document.guidance or GuidanceDoc()).reach
    speaking = [
        (k, staff, staff.instruction.names)
        for k, staff in enumerate(document.staff)
        if isinstance(staff.instruction, Instruction) and staff.instruction.names is not None
    ]
    for (_, one, first), (k, other, second) in combinations(speaking, 2):
        if first == second or one.storey != other.storey or isinstance(other.instruction, Lead):
            continue
        apart = line_length((one.at, other.at))
        between = shapely.LineString([one.at, other.at]).interpolate(0.5 * apart)
        area = venue.surface(one.storey).area
        if apart < reach and area.covers(between):
            message = (
                f"'{one.id}' sends people to '{first}' and '{other.id}', {apart:.1f} m away, to '{second}'"
            )
            hint = "People between them hear both; the latest word counts."
            yield Problem(message, ("staff", k, "instruction"), (one.at, other.at), hint, severity="warning")


def _signs_against(document: ScenarioDoc) -> Iterator[Problem]:
    forbidden = {sign.exit: sign.id for sign in document.signs if sign.kind == "negative"}
    for k, sign in enumerate(document.signs):
        if sign.kind != "negative" and sign.exit in forbidden:
            message = (
                f"sign '{sign.id}' points to exit '{sign.exit}', which sign '{forbidden[sign.exit]}' forbids"
            )
            yield Problem(
                message, ("signs", k, "exit"), hint="Let it point to another exit.", severity="warning"
            )
    for k, staff in enumerate(document.staff):
        named = staff.instruction.names if isinstance(staff.instruction, Instruction) else None
        if named in forbidden:
            message = f"steward '{staff.id}' sends people to exit '{named}', which sign '{forbidden[named]}' forbids"
            yield Problem(message, ("staff", k, "instruction", "exit"), severity="warning")
