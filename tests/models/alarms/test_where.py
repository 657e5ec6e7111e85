"""An alarm or order that is limited to a place is heard and obeyed there and nowhere else.

Every kind of alarm system in the catalogue with every instruction has a cell of its own: people on its west and its
east side, with an exit each and a refuge between them; the same again one storey up. The place is the west side of the
lower storey, drawn in every way in which a place can be given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from math import degrees
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from alerts import ALERT
from scenes import Document, box, gap, run, scenario, storey, walker

from exeunt.base.columns import ACTIONS, CUES
from exeunt.base.kinds import kinds
from exeunt.models.alarms.cap import INSTRUCTION
from exeunt.models.alarms.lockdown import INSTRUCTIONS
from exeunt.models.alarms.places import HeardIn
from exeunt.models.alarms.systems import FAMILY, Instruction
from exeunt.scenario.catalogue import load_catalogue
from exeunt.scenario.files import loads
from exeunt.world.state import World

load_catalogue()
SIDES = {"west": (1.5, 4.5), "east": (9.5, 12.5)}
CALLED = {"evacuate", "inform"}
"""Instructions under which people start; the people of the other cells have a cue of their own."""
ACTION = {"hide": "hide", "invacuate": "invacuate"}
FOLLOW = {"actions": {"announcement": 1.0, "phone": 1.0, "staff": 1.0, "instruction": 6000}}
CALM = {"decision": {"kind": "drawn_delay", "listen_twice": 0.0}, **FOLLOW}
START = 12.0

Where = Callable[[int], list[Document]]
PLACES: dict[str, tuple[Where, Callable[[str, str], bool]]] = {
    "everywhere": (lambda k: [], lambda floor, side: True),
    "storey": (lambda k: [{"storey": "ground"}], lambda floor, side: floor == "ground"),
    "room": (lambda k: [{"room": f"room {k}"}], lambda floor, side: (floor, side) == ("ground", "west")),
    "area": (
        lambda k: [{"storey": "ground", "area": box(0, 4 * k, 6, 4 * k + 4)}],
        lambda floor, side: (floor, side) == ("ground", "west"),
    ),
    "disc": (
        lambda k: [{"storey": "ground", "at": [3, 4 * k + 2], "radius": 1.95}],
        lambda floor, side: (floor, side) == ("ground", "west"),
    ),
    "two places": (
        lambda k: [{"storey": "upper", "area": box(8, 4 * k, 14, 4 * k + 4)}, {"room": f"room {k}"}],
        lambda floor, side: (floor == "ground") == (side == "west"),
    ),
}


def floor(id: str, cells: int, elevation: float) -> Document:
    """Cells of 14 m by 4 m, one above the other in plan, each with a closet in the middle."""
    walls = [{"line": [[0, 4 * k], [14, 4 * k]], "thickness": 0.2} for k in range(1, cells)]
    walls += [{"line": [[x, 4 * k], [x, 4 * k + 4]], "thickness": 0.2} for k in range(cells) for x in (6, 8)]
    return storey(id, 0, 0, 14, 4 * cells, elevation=elevation, walls=walls)


def cells(instructions: list[str], **top: Any) -> Document:
    """A document with one cell on each of two storeys for each instruction, two people on each side of each."""
    many, floors = range(len(instructions)), {"ground": 0.0, "upper": 4.0}
    venue = {
        "storeys": [floor(id, len(many), elevation) for id, elevation in floors.items()],
        "rooms": [{"id": f"room {k}", "storey": "ground", "area": box(0, 4 * k, 5.9, 4 * k + 4)} for k in many],
        "exits": [gap(f"{id} {k} {side}", id, x, 4 * k + 1.5, x, 4 * k + 2.5)
                  for id in floors for k in many for side, x in (("west", 0), ("east", 14))],
        "doors": [gap(f"to {id} {k} {side}", id, x, 4 * k + 1.4, x, 4 * k + 2.6)
                  for id in floors for k in many for side, x in (("west", 6), ("east", 8))],
    }  # fmt: skip
    people = [
        {
            "id": f"{id} {k} {side}", "number": 2, "mobility": {}, "pre_movement": START, "desired_speed": 1.0,
            "cue": "alarm" if instruction in CALLED else "start",
            "where": {"storey": id, "area": box(x0, 4 * k + 1, x1, 4 * k + 3)},
        }
        for id in floors for k, instruction in enumerate(instructions) for side, (x0, x1) in SIDES.items()
    ]  # fmt: skip
    refuges = [
        {"id": f"refuge {id} {k}", "storey": id, "area": box(6.1, 4 * k + 0.1, 7.9, 4 * k + 3.9),
         "doors": [f"to {id} {k} west", f"to {id} {k} east"], "capacity": 8, "time_to_lock": 1000}
        for id in floors for k, instruction in enumerate(instructions) if instruction == "invacuate"
    ]  # fmt: skip
    return {
        "exeunt": 1, "venue": venue, "people": people, "run": {"max_time": 22, "step": 0.02},
        "wayfinding": {"cell": 0.2}, **({"refuges": refuges} if refuges else {}), **top,
    }  # fmt: skip


def sides(world: World, populations: list[str]) -> Iterator[tuple[str, int, str, np.ndarray[Any, Any]]]:
    """Yield storey, cell and side with the rows of the people who began there."""
    for number, id in enumerate(populations):
        on, k, side = id.split()
        yield on, int(k), side, np.flatnonzero(world["population"] == number)


def obeyed(world: World, rows: np.ndarray[Any, Any], instruction: str, cue: str) -> None:
    if instruction in CALLED:
        assert (world["alerted_by"][rows] == CUES.index(cue)).all()
        assert (world["start_time"][rows] > START).all()
    elif instruction == "all clear":
        assert not (world["start_time"][rows] <= world.time).any()
    else:
        assert [ACTIONS[code] for code in world["action"][rows]] == [ACTION[instruction]] * len(rows)
        assert np.isnan(world["time_out"][rows]).all()


def ignored(world: World, rows: np.ndarray[Any, Any], instruction: str) -> None:
    if instruction in CALLED:
        assert np.isnan(world["aware_at"][rows]).all()
        assert not (world["start_time"][rows] <= world.time).any()
    else:
        assert (world["start_time"][rows] == START).all()
        assert [ACTIONS[code] for code in world["action"][rows]] == ["evacuate"] * len(rows)


@pytest.mark.parametrize("place", PLACES)
def test_every_alarm_is_obeyed_where_it_is_heard_and_nowhere_else(place: str) -> None:
    where, inside = PLACES[place]
    pairs = [(kind, word) for kind in kinds(FAMILY) for word in get_args(Instruction)]
    if place in ("everywhere", "storey"):
        # an alarm that is heard in all cells at once can ask only one thing
        for pair in pairs if place == "storey" else pairs[-len(get_args(Instruction)) :]:
            told([pair], where, inside)
    else:
        told(pairs, where, inside)


def told(pairs: list[tuple[str, str]], where: Where, inside: Callable[[str, str], bool]) -> None:
    systems = []
    for k, (kind, word) in enumerate(pairs):
        fields = kinds(FAMILY)[kind].model_fields
        sure = {"message": 4, "noticed": 1.0, "latency": 3}
        more = {name: value for name, value in sure.items() if name in fields}
        systems.append({"id": f"{k}", "kind": kind, "time": 1, "instruction": word, "where": where(k), **more,
                        **({"exit": f"ground {k} east"} if word == "evacuate" else {})})  # fmt: skip
    words = [word for _, word in pairs]
    rules = {"guidance": {"announcement": 1.0, "phone": 1.0}}
    document = cells(words, alarms={"systems": systems}, behaviour=CALM, **rules)
    world = run(loads(json.dumps(document), "cells.json"), every=5.0)[0].world
    for on, k, side, rows in sides(world, [one["id"] for one in document["people"]]):
        kind, word = pairs[k]
        try:
            if inside(on, side):
                obeyed(world, rows, word, str(getattr(kinds(FAMILY)[kind], "cue")))  # noqa: B009
            else:
                ignored(world, rows, word)
            named = word == "evacuate" and inside(on, side)
            exit = world.venue.opening(f"ground {k} east").index if named else -1
            assert (world["told_exit"][rows] == exit).all()
        except AssertionError as error:
            raise AssertionError(f"{kind}: {word}, {on} {side}: {error}") from None


def test_every_way_to_give_a_place_is_tried() -> None:
    """A new key of ``HeardIn`` needs a place here."""
    used = {key for where, _ in PLACES.values() for one in where(0) for key in one}
    assert used == set(HeardIn.model_fields)


@pytest.mark.parametrize("place", [name for name in PLACES if name not in ("everywhere", "storey")])
def test_every_order_of_a_lockdown_is_obeyed_where_it_is_given_and_nowhere_else(place: str) -> None:
    where, inside = PLACES[place]
    words = list(INSTRUCTIONS)
    orders = [{"id": f"o{k}", "at": 1, "instruct": word, "where": where(k)} for k, word in enumerate(words)]
    asked = [INSTRUCTIONS[word] for word in words]
    document = cells(asked, lockdown={"orders": orders}, behaviour=CALM)
    world = run(loads(json.dumps(document), "cells.json"), every=5.0)[0].world
    for on, k, side, rows in sides(world, [one["id"] for one in document["people"]]):
        if inside(on, side):
            obeyed(world, rows, asked[k], "recorded voice")
        else:
            ignored(world, rows, asked[k])


@pytest.mark.parametrize("place", ["room", "area", "disc", "two places", "storey"])
def test_without_a_section_behaviour_people_start_where_the_alarm_is_heard(place: str) -> None:
    where, inside = PLACES[place]
    names = list(kinds(FAMILY))[-1:] if place == "storey" else list(kinds(FAMILY))
    systems = [
        {"id": f"{k}", "kind": kind, "time": 1, "where": where(k),
         **({"noticed": 1.0, "latency": 0} if "noticed" in kinds(FAMILY)[kind].model_fields else {})}
        for k, kind in enumerate(names)
    ]  # fmt: skip
    document = cells(["evacuate"] * len(names), alarms={"systems": systems})
    world = run(loads(json.dumps(document), "cells.json"), every=5.0)[0].world
    for on, _, side, rows in sides(world, [one["id"] for one in document["people"]]):
        start = world["start_time"][rows]
        assert (start == 1.0 + START).all() if inside(on, side) else not np.isfinite(start).any()


@pytest.mark.parametrize("word", sorted(set(INSTRUCTION.values())))
@pytest.mark.parametrize("everywhere", [True, False])
def test_a_cap_alert_reaches_the_phones_in_its_area_and_in_its_places(
    tmp_path: Path, word: str, everywhere: bool
) -> None:
    """The area is the west side of the plan, whose origin lies at 48 degrees north, 16 degrees east."""
    edge = 16.0 + degrees(6.0 / 6371000.0 / np.cos(np.radians(48.0)))
    ring = f"47.9,15.9 48.1,15.9 48.1,{edge:.9f} 47.9,{edge:.9f} 47.9,15.9"
    response = next(name for name, asks in INSTRUCTION.items() if asks == word)
    text = ALERT.replace("48.20,16.36 48.22,16.36 48.22,16.38 48.20,16.38 48.20,16.36", ring)
    text = text.replace("      <responseType>Monitor</responseType>\n", "").replace(
        ">Shelter<", f">{response}<"
    )
    text = text.replace("<effective>2026-05-24T16:49:30", "<effective>2026-05-24T16:49:00")
    (tmp_path / "alert.xml").write_text(text.replace("    <responseType>Monitor</responseType>\n", ""))
    phone = {"id": "cap", "kind": "phone_alert", "time": 1, "cap_file": "alert.xml", "position": [48.0, 16.0],
             "noticed": 1.0, "latency": 3, "where": [] if everywhere else [{"storey": "upper"}]}  # fmt: skip
    document = cells([word], alarms={"systems": [phone]}, behaviour=CALM)
    world = run(loads(json.dumps(document), tmp_path / "cells.json"), every=5.0)[0].world
    for on, _, side, rows in sides(world, [one["id"] for one in document["people"]]):
        if side == "west" and (everywhere or on == "upper"):
            obeyed(world, rows, word, "phone alert")
        else:
            ignored(world, rows, word)


def test_a_bang_is_heard_in_its_disc_on_its_storeys() -> None:
    bang = {"id": "b", "time": 1, "storey": "upper", "at": [11, 2], "hearing": 3}
    document = cells(["evacuate"], alarms={"bangs": [bang]}, behaviour=CALM)
    world = run(loads(json.dumps(document), "cells.json"), every=5.0)[0].world
    for on, _, side, rows in sides(world, [one["id"] for one in document["people"]]):
        aware = np.isfinite(world["aware_at"][rows])
        assert aware.all() if (on, side) == ("upper", "east") else not aware.any()


def test_an_instruction_holds_after_the_voice_has_fallen_silent() -> None:
    """Until a later one takes its place; an all-clear ends it, and people leave."""
    voice = {
        "id": "v",
        "kind": "live_announcement",
        "time": 1,
        "message": 4,
        "instruction": "hide",
        "duration": 6,
    }
    document = cells(
        ["hide"], alarms={"systems": [voice]}, behaviour=CALM, run={"max_time": 40, "step": 0.02}
    )
    world = run(loads(json.dumps(document), "cells.json"), every=5.0)[0].world
    assert {ACTIONS[code] for code in world["action"]} == {"hide"}
    clear = {**voice, "id": "c", "time": 20, "instruction": "all clear", "where": [{"room": "room 0"}]}
    document["alarms"] = {"systems": [voice, clear]}
    world = run(loads(json.dumps(document), "cells.json"), every=5.0)[0].world
    for on, _, side, rows in sides(world, [one["id"] for one in document["people"]]):
        gone = "evacuate" if (on, side) == ("ground", "west") else "hide"
        assert {ACTIONS[code] for code in world["action"][rows]} == {gone}


def test_who_does_not_notice_the_phone_does_not_obey_it() -> None:
    phone = {"id": "p", "kind": "phone_alert", "time": 1, "noticed": 0.5, "latency": 3, "instruction": "hide"}
    document = cells(["hide"], alarms={"systems": [phone]}, behaviour=CALM)
    for people in document["people"]:
        people["number"] = 6
    world = run(loads(json.dumps(document), "cells.json"), every=5.0)[0].world
    hides = world["action"] == ACTIONS.index("hide")
    assert 0.25 < hides.mean() < 0.75
    assert (world["alerted_by"][hides] == CUES.index("phone alert")).sum() == 0


def test_a_steward_is_heard_by_the_same_people_whether_for_the_alarm_or_for_the_exit() -> None:
    """Within its reach and in sight: not behind a wall, not farther, not on another storey."""
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 8, walls=[{"line": [[10, 0], [10, 8]]}]),
                    storey("upper", 0, 0, 20, 8, elevation=4.0)],
        "exits": [gap("out", "hall", 0, 3, 0, 5), gap("east", "hall", 20, 3, 20, 5), gap("up", "upper", 0, 3, 0, 5)],
    }  # fmt: skip
    spots = {"near": (7, 4), "far": (2, 4), "behind": (12, 4), "above": (7.5, 4)}
    people = [
        {**walker(x, y, "upper" if id == "above" else "hall"), "pre_movement": 500}
        for id, (x, y) in spots.items()
    ]  # fmt: skip
    steward = {"id": "s", "storey": "hall", "at": [8.5, 4], "instruction": {"kind": "direct", "exit": "out"},
               "delay": 0, "confirmation": 0}  # fmt: skip
    for reach, heard in ((4, ["near"]), (8, ["near", "far"])):
        scene = scenario(venue, people, staff=[steward], behaviour={"decision": "drawn_delay"},
                         guidance={"reach": reach, "compliance": 1.0}, run={"max_time": 10})  # fmt: skip
        world = run(scene, every=5.0)[0].world
        alerted = [id for row, id in enumerate(spots) if world["alerted_by"][row] == CUES.index("steward")]
        directed = [id for row, id in enumerate(spots) if world["told_exit"][row] >= 0]
        assert alerted == directed == heard
