"""Names in a scenario: every id once, every reference to something that exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exeunt.base.errors import Problem, dotted
from exeunt.scenario.messages import suggest
from exeunt.scenario.tree import Block, Items, Key, line_of

Pattern = tuple[str, ...]

# word for the thing, and the lists that hold it; things of one row share their ids
NAMES: dict[str, tuple[Pattern, ...]] = {
    "storey, stair, ramp or escalator": (
        ("venue", "storeys"),
        ("venue", "stairs"),
        ("venue", "ramps"),
        ("venue", "escalators"),
    ),
    "exit, door or escalator": (("venue", "exits"), ("venue", "doors"), ("venue", "escalators")),
    "lift": (("venue", "lifts"),),
    "room": (("venue", "rooms"),),
    "seam": (("venue", "seams"),),
    "block of seats": (("venue", "seating"),),
    "population, steward or task force": (("people",), ("staff",), ("responders",)),
    "sign": (("signs",),),
    "waiting place": (("assistance", "places"),),
    "hazard": (("hazards", "sources"),),
    "detector": (("alarms", "detectors"),),
    "alarm system": (("alarms", "systems"), ("alarms", "bangs")),
    "danger zone": (("danger_zones",),),
    "refuge": (("refuges",),),
    "order": (("lockdown", "orders"),),
}

# where a name stands ("*": any item; a single item may stand for a list), what it names, where that is
_STOREYS: tuple[Pattern, ...] = (("venue", "storeys"),)
_GROUNDS: tuple[Pattern, ...] = tuple(
    ("venue", part) for part in ("storeys", "stairs", "ramps", "escalators")
)
_STAIRS = _GROUNDS[1:]
_SURFACES: tuple[Pattern, ...] = tuple(
    ("venue", part) for part in ("storeys", "stairs", "ramps", "escalators")
)
_EXITS: tuple[Pattern, ...] = (("venue", "exits"),)
REFERENCES: tuple[tuple[Pattern, str, tuple[Pattern, ...]], ...] = (
    *(
        (("venue", part, "*", "storey"), "storey", _STOREYS)
        for part in ("seating", "exits", "doors", "seams", "rooms")
    ),
    *(
        (("venue", part, "*", end, "storey"), "storey", _STOREYS)
        for part in ("stairs", "ramps", "escalators")
        for end in ("foot", "head")
    ),
    (("venue", "lifts", "*", "stops", "*", "storey"), "storey", _STOREYS),
    *(
        ((*where, "stairs", "*"), "stair, ramp or escalator", _STAIRS)
        for where in (("people", "*"), ("venue", "rooms", "*"))
    ),
    (("people", "*", "itinerary", "*", "storey"), "storey", _STOREYS),
    (("people", "*", "itinerary", "*", "room"), "room", (("venue", "rooms"),)),
    (
        ("people", "*", "itinerary", "*", "door"),
        "exit, door or escalator",
        (*_EXITS, ("venue", "doors"), ("venue", "escalators")),
    ),
    (("people", "*", "itinerary", "*", "seats"), "block of seats", (("venue", "seating"),)),
    (("people", "*", "lift", "id"), "lift", (("venue", "lifts"),)),
    (("hazards", "sources", "*", "storey"), "storey", _STOREYS),
    (("hazards", "sources", "*", "room"), "room", (("venue", "rooms"),)),
    (("hazards", "sources", "*", "blocked", "*"), "exit or door", (("venue", "exits"), ("venue", "doors"))),
    (("alarms", "detectors", "*", "storey"), "storey", _STOREYS),
    (("danger_zones", "*", "storey"), "storey", _STOREYS),
    (("danger_zones", "*", "path", "*", "storey"), "storey, stair, ramp or escalator", _GROUNDS),
    (("alarms", "detectors", "*", "fires", "*"), "hazard", (("hazards", "sources"),)),
    (("staff", "*", "storey"), "storey", _STOREYS),
    (("staff", "*", "sector", "storey"), "storey", _STOREYS),
    (("staff", "*", "sector", "room"), "room", (("venue", "rooms"),)),
    (("staff", "*", "instruction", "exit"), "exit", _EXITS),
    (("staff", "*", "instruction", "opening"), "exit or door", (("venue", "exits"), ("venue", "doors"))),
    (("assistance", "places", "*", "storey"), "storey", _STOREYS),
    (("responders", "*", "enter"), "exit", _EXITS),
    (("responders", "*", "search", "*"), "room or storey", (("venue", "rooms"), ("venue", "storeys"))),
    (("responders", "*", "collection_point", "storey"), "storey", _STOREYS),
    (("signs", "*", "storey"), "storey", _STOREYS),
    (("signs", "*", "exit"), "exit", _EXITS),
    (("alarms", "systems", "*", "where", "*", "storey"), "storey, stair, ramp or escalator", _SURFACES),
    (("alarms", "systems", "*", "where", "*", "room"), "room", (("venue", "rooms"),)),
    (("alarms", "systems", "*", "exit"), "exit", _EXITS),
    (("alarms", "systems", "*", "silences", "*"), "alarm system", (("alarms", "systems"),)),
    (("alarms", "bangs", "*", "storey"), "storey", _STOREYS),
    (("alarms", "bangs", "*", "storeys", "*"), "storey", _STOREYS),
    (("behaviour", "informed", "*"), "population", (("people",),)),
    (("refuges", "*", "room"), "room", (("venue", "rooms"),)),
    (("refuges", "*", "storey"), "storey", _STOREYS),
    (("refuges", "*", "doors", "*"), "door", (("venue", "doors"),)),
    (("refuges", "*", "known_to", "*"), "population", (("people",),)),
    (("lockdown", "orders", "*", "doors", "*"), "exit or door", (("venue", "exits"), ("venue", "doors"))),
    (("lockdown", "orders", "*", "refuges", "*"), "refuge", (("refuges",),)),
    (("lockdown", "orders", "*", "where", "*", "storey"), "storey, stair, ramp or escalator", _SURFACES),
    (("lockdown", "orders", "*", "where", "*", "room"), "room", (("venue", "rooms"),)),
    (("people", "*", "where", "*", "storey"), "storey", _STOREYS),
    (("people", "*", "where", "*", "room"), "room", (("venue", "rooms"),)),
    (("people", "*", "places", "*", "storey"), "storey", _STOREYS),
    (("people", "*", "seats", "spaces", "*", "storey"), "storey", _STOREYS),
    (("people", "*", "seats", "blocks", "*"), "block of seats", (("venue", "seating"),)),
    (("people", "*", "inflow", "storey"), "storey", _STOREYS),
    (("people", "*", "inflow", "where", "*", "storey"), "storey", _STOREYS),
    (("people", "*", "inflow", "where", "*", "room"), "room", (("venue", "rooms"),)),
    (("people", "*", "inflow", "people", "*", "exit"), "exit", _EXITS),
    (("people", "*", "exit_choice", "exit"), "exit", _EXITS),
    (("people", "*", "exit_choice", "exits", "*"), "exit", _EXITS),
    (("people", "*", "exit_choice", "weights", "*"), "exit", _EXITS),
)


def check_names(tree: Block) -> list[Problem]:
    """Return what is wrong with ids and references of a scenario, valid or not; lines included."""
    return [*_doubles(tree), *_dangling(tree)]


def _doubles(tree: Block) -> Iterator[Problem]:
    for word, lists in NAMES.items():
        seen: dict[str, int] = {}
        for pattern in lists:
            for key, id in _found(tree, (*pattern, "*", "id")):
                if not isinstance(id, str):
                    continue
                line = line_of(tree, key)
                if id in seen:
                    message = f"the id '{id}' is taken: another {word} has it in line {seen[id]}"
                    yield Problem(message, key, hint="Give each its own id.", line=line)
                else:
                    seen[id] = line


def _dangling(tree: Block) -> Iterator[Problem]:
    for pattern, word, lists in REFERENCES:
        for key, name in _found(tree, pattern):
            if not isinstance(name, str):
                continue
            known = [
                id for path in lists for _, id in _found(tree, (*path, "*", "id")) if isinstance(id, str)
            ]
            if name in known:
                continue
            stairs = [id for path in _STAIRS for _, id in _found(tree, (*path, "*", "id"))]
            if pattern[:2] == ("people", "*") and word == "exit" and name in stairs:
                hint = f"'{name}' is a stair: 'stairs: [{name}]' beside 'exit_choice' sends people over it."
            elif near := suggest(name, known):
                hint = f"Did you mean '{near}'?"
            else:
                hint = f"There are: {', '.join(known)}." if known else f"'{dotted(lists[0])}' is empty."
            yield Problem(f"there is no {word} '{name}'", key, hint=hint, line=line_of(tree, key))


def _found(node: Any, pattern: Pattern, path: Key = ()) -> Iterator[tuple[Key, Any]]:
    if not pattern:
        yield path, node
        return
    first, *rest = pattern
    if first != "*":
        if isinstance(node, Block) and first in node:
            yield from _found(node[first], tuple(rest), (*path, first))
    elif isinstance(node, Items):
        for index, item in enumerate(node):
            yield from _found(item, tuple(rest), (*path, index))
    elif isinstance(node, Block) and not rest:
        for name in node:
            yield (*path, name), name
    elif node is not None:
        yield from _found(node, tuple(rest), path)
