"""Stairs that are assigned: do they lie on a way to an exit, and can exits assigned with them be reached over them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from exeunt.base.errors import Problem
from exeunt.models.wayfinding.stairs import choices
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.people import standing_ground
from exeunt.venue.between import StairsDoc
from exeunt.venue.stairways import Stairways, stair_use
from exeunt.venue.venue import Venue

Key = tuple[str | int, ...]


def check_stairs(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return errors for stairs that lie on nobody's way, warnings for those that lie on the way of some only."""
    rooms = [(k, room) for k, room in enumerate(document.venue.rooms) if room.stairs is not None]
    people = [(k, persons) for k, persons in enumerate(document.people) if persons.stairs is not None]
    if not rooms and not people:
        return []
    ways = Stairways(venue)
    problems: list[Problem] = []
    for k, persons in people:
        exits = (
            tuple(getattr(persons.exit_choice, "exits", ())) if persons.exit_choice.kind == "assigned" else ()
        )
        assert persons.stairs is not None
        what, key = f"population '{persons.id}'", ("people", k, "stairs")
        problems += _checked(ways, venue, persons.stairs, standing_ground(persons, venue), what, key, exits)
    by_id = {room.id: room for room in venue.rooms}
    for k, room in rooms:
        if room.id in by_id and room.stairs is not None:
            standing = [(by_id[room.id].surface, by_id[room.id].area)]
            what = f"room '{room.id}'"
            problems += _checked(
                ways, venue, room.stairs, standing, what, ("venue", "rooms", k, "stairs"), ()
            )
    return problems


def _checked(
    ways: Stairways, venue: Venue, assigned: StairsDoc, standing: Sequence[tuple[int, BaseGeometry]], what: str,
    key: Key, exits: tuple[str, ...],
) -> Iterator[Problem]:  # fmt: skip
    index = {exit.id: exit.index for exit in venue.exits}
    for ids, _ in choices(assigned):
        use = stair_use(venue, ids)
        parts = [part for surface, shape in standing for part in ways.parts_of(surface, shape)]
        if not use.used or not parts:
            continue
        names = " or ".join(f"'{id}'" for id in ids)
        lost = [part for part in parts if not ways.beyond(use, part)]
        at = tuple(_inside(ways.ground.parts[part].area) for part in lost)
        if len(lost) == len(parts):
            one_way = any(ways.beyond(use, part, one_way=False) for part in parts)
            why = "the way over it leads only the other way" if one_way else "it is on no way to an exit"
            message = f"no way from {what} leads over {names} to an exit that lies beyond: {why}"
            yield Problem(message, key, at, "Assign another stair, or change its direction.")
        elif lost:
            message = f"part of {what} has no way over {names} to an exit: people there take any way"
            yield Problem(message, key, at, "Assign the stair to those alone whose way it is.", "warning")
        beyond = set().union(*(ways.beyond(use, part) for part in parts))
        wrong = [exit for exit in exits if exit in index and index[exit] not in beyond]
        if beyond and wrong:
            message = f"exit '{wrong[0]}' of {what} does not lie beyond {names}: people take another exit"
            yield Problem(message, key, hint="Assign an exit beyond the stair, or leave one of the two out.",
                          severity="warning")  # fmt: skip


def _inside(shape: shapely.Polygon) -> tuple[float, float]:
    point = shapely.point_on_surface(shape)
    return float(point.x), float(point.y)
