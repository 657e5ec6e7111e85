"""What is wrong with refuges and lockdowns is said with its key, and contradictions are found before the run."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scenes import box, gap, storey

from exeunt.base.errors import Problem, ScenarioError
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import loads

VENUE: dict[str, Any] = {
    "storeys": [
        storey(
            "hall", 0, 0, 30, 8,
            walls=[{"line": [[10, 0], [10, 8]], "thickness": 0.2}, {"line": [[20, 0], [20, 8]], "thickness": 0.2}],
        )
    ],
    "doors": [gap("left", "hall", 10, 3.4, 10, 4.6), gap("right", "hall", 20, 3.4, 20, 4.6)],
    "rooms": [
        {"id": "office", "storey": "hall", "area": box(20.1, 0, 30, 8)},
        {"id": "middle", "storey": "hall", "area": box(10.1, 0, 19.9, 8)},
        {"id": "part", "storey": "hall", "area": box(24, 0, 30, 8)},
    ],
    "exits": [gap("west", "hall", 0, 3, 0, 5), gap("north", "hall", 15, 8, 14, 8)],
}  # fmt: skip
REFUGE: dict[str, Any] = {"id": "office", "room": "office", "doors": ["right"]}
ORDER: dict[str, Any] = {"id": "stay", "at": 10, "instruct": "invacuate"}


def found(
    refuge: dict[str, Any] | None = None, order: dict[str, Any] | None = None, **top: Any
) -> list[Problem]:
    document = {
        "exeunt": 1, "venue": VENUE, "people": [{"id": "all", "number": 3}], "behaviour": {},
        "refuges": [{**REFUGE, **(refuge or {})}], "lockdown": {"orders": [{**ORDER, **(order or {})}]}, **top,
    }  # fmt: skip
    document = {key: value for key, value in document.items() if value is not None}
    try:
        return list(check_scenario(loads(json.dumps(document), "hall.json")).problems)
    except ScenarioError as error:
        return error.problems


def said(problems: list[Problem], severity: str = "error") -> str:
    return " | ".join(str(problem) for problem in problems if problem.severity == severity)


def test_a_sound_refuge_has_no_problems() -> None:
    assert said(found()) == ""


@pytest.mark.parametrize(
    ("refuge", "words"),
    [
        ({"doors": []}, "refuges[0].doors"),
        ({"doors": ["lift"]}, "there is no door 'lift'"),
        ({"doors": ["left", "right"]}, "door 'left' does not lead into refuge 'office'"),
        ({"doors": ["west"]}, "there is no door 'west'"),
        ({"capacity": 0}, "refuges[0].capacity: must be more than 0"),
        ({"capacity": 1000}, "is to take 1000 people on 79.3 m²"),
        ({"room": "offices"}, "there is no room 'offices'"),
        ({"room": "part"}, "refuge 'office' is not closed by doors"),
        ({"room": "middle", "doors": ["left"]}, "door 'right' leads into refuge 'office' and is not among its doors"),
        ({"room": None}, "either a 'room' or an 'area'"),
        ({"room": None, "storey": "hall", "area": box(50, 0, 60, 8)}, "lies outside storey 'hall'"),
        ({"time_to_lock": -5}, "refuges[0].time_to_lock"),
        ({"known_to": ["stewards"]}, "there is no population 'stewards'"),
        ({"protects": ["everything"]}, "refuges[0].protects"),
        ({"strength": 3}, "unknown key 'strength'"),
    ],
)  # fmt: skip
def test_bad_refuges_are_named(refuge: dict[str, Any], words: str) -> None:
    full = {key: value for key, value in {**REFUGE, **refuge}.items() if value is not None}
    assert words in said(found(refuges=[full]))


def test_an_exit_in_a_refuge_is_warned_of() -> None:
    problems = found({"room": "middle", "doors": ["left", "right"]})
    assert "exit 'north' leads out of refuge 'office'" in said(problems, "warning")


def test_refuges_and_lockdown_need_people_who_decide() -> None:
    words = said(found(behaviour=None))
    assert "there are refuges, and nobody decides to use them" in words
    assert "there is a lockdown, and nobody perceives anything of it" in words


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"at": None}, "given 'at' a time or 'after' a signal"),
        ({"after": "button"}, "given 'at' a time or 'after' a signal"),
        (
            {"at": None, "after": "button"},
            "waits for the detector or call point 'button', which there is not",
        ),
        ({"instruct": None}, "an order needs 'doors', 'refuges' or 'instruct'"),
        ({"by": "guards"}, "is carried out by 'guards', which is no population"),
        ({"doors": ["front"]}, "there is no exit or door 'front'"),
        ({"refuges": ["ofice"]}, "Did you mean 'office'?"),
        ({"until": 5}, "'until' must be after the order, at 10 s"),
    ],
)
def test_bad_orders_are_named(order: dict[str, Any], words: str) -> None:
    full = {key: value for key, value in {**ORDER, **order}.items() if value is not None}
    assert words in said(found(lockdown={"orders": [full]}))


def test_going_to_a_refuge_needs_one() -> None:
    assert "sends people to refuges, and there are none" in said(found(refuges=None))


def test_contradictions_are_found_before_the_run() -> None:
    two = [ORDER, {"id": "out", "at": 40, "instruct": "evacuate"}]
    words = said(found(lockdown={"orders": two}), "warning")
    assert "orders 'stay' and 'out' contradict each other from 40 s on" in words
    two[0] = {**ORDER, "until": 30}
    assert "contradict" not in said(found(lockdown={"orders": two}), "warning")
    bell = {"detectors": [{"kind": "manual", "id": "button", "time": 60}]}
    words = said(found(alarms=bell), "warning")
    assert "order 'stay' tells people to stay while the fire alarm sounds from 60 s on" in words
    assert "smoke or heat in their compartment leave" in words
    assert "fire alarm" not in said(found(order={"until": 50}, alarms=bell), "warning")


def test_locking_every_exit_and_doors_that_open_by_themselves_are_warned_of() -> None:
    assert "locks every exit" in said(found(order={"doors": ["west", "north"]}), "warning")
    exits = [VENUE["exits"][0], {**VENUE["exits"][1], "changes": [{"at": 90, "state": "open"}]}]
    words = said(found(order={"doors": ["north"]}, venue={**VENUE, "exits": exits}), "warning")
    assert "locks exit 'north', and its own changes open it at 90 s" in words
