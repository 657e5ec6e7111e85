"""What ``exeunt check`` says about task forces that cannot be called, come in, or carry anybody anywhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scenes import box, gap, scenario, storey

from exeunt.base.errors import ScenarioError
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import loads

VENUE = {
    "storeys": [storey("hall", 0, 0, 30, 12, walls=[{"line": [[20, 0], [20, 12]], "thickness": 0.2}])],
    "exits": [gap("west", "hall", 0, 5, 0, 7), gap("east", "hall", 30, 5, 30, 7),
              gap("shut", "hall", 10, 0, 12, 0, state="locked")],
    "rooms": [{"id": "stage", "storey": "hall", "area": box(1, 1, 19, 11)}],
}  # fmt: skip
CROWD = [{"number": 5, "where": {"storey": "hall", "area": box(10, 1, 14, 11)}}]
ALARMS = {"detectors": [{"kind": "manual", "id": "call point", "time": 30}]}


def force(**more: Any) -> dict[str, Any]:
    point = {"storey": "hall", "at": [5, 6]}
    return {"id": "rescue", "called": 60, "enter": "west", "collection_point": point} | more


def at(x: float, y: float) -> dict[str, Any]:
    return {"storey": "hall", "at": [x, y]}


def found(*forces: dict[str, Any], **top: Any) -> str:
    try:
        problems = check_scenario(
            scenario(VENUE, CROWD, responders=list(forces), **top), place=False
        ).problems
    except ScenarioError as error:
        problems = tuple(error.problems)
    return "\n".join(f"{problem.severity} {problem}" for problem in problems)


def test_nothing_is_said_about_a_task_force_that_can_do_its_work() -> None:
    by_alarm = force(called=None, called_by="alarm", search=["stage", "hall"])
    assert not found(force(), by_alarm | {"id": "second"}, alarms=ALARMS)


@pytest.mark.parametrize(
    ("forces", "said"),
    [
        ([force(enter="wets")], "there is no exit 'wets'. Did you mean 'west'?"),
        ([force(search=["stag"])], "there is no room or storey 'stag'. Did you mean 'stage'?"),
        ([force(collection_point={"storey": "hal", "at": [5, 6]})], "there is no storey 'hal'. Did you mean 'hall'?"),
        ([force(), force()], "the id 'rescue' is taken"),
        ([force(id="p0")], "the id 'p0' is taken: another population, steward or task force has it"),
        ([force(collection_point=at(50, 6))], "lies where nobody can stand on storey 'hall', at (50.00, 6.00)"),
        ([force(collection_point=at(25, 6))], "no way leads from 'west' to the collection point of 'rescue'"),
        ([force(enter="shut")], "comes in by 'shut', which is never open"),
        ([force(called=None, called_by="alarm")], "is called by 'alarm', which there is not"),
        ([force(number=2, bearers=4)], "has 2 people and needs 4 to carry a casualty"),
        ([force(called_by="alarm")], "give either called or called_by"),
        ([force(called=None)], "give either called or called_by"),
        ([force(carry_sped=1)], "unknown key 'carry_sped'"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_an_error_with_its_key(forces: list[dict[str, Any]], said: str) -> None:
    words = found(*forces)
    assert said in words
    assert "error" in words
    assert "responders" in words


def test_the_alarm_that_calls_is_found_by_its_name() -> None:
    assert "Did you mean 'call point'?" in found(force(called=None, called_by="cal point"), alarms=ALARMS)


def test_a_collection_point_to_which_a_danger_zone_comes_is_told() -> None:
    zone = {"id": "z", "storey": "hall", "radius": 2, "end": 300, "seen": 20, "heard": 20,
            "path": [{"time": 0, "at": [15, 6]}, {"time": 100, "at": [6, 6]}]}  # fmt: skip
    words = found(force(), danger_zones=[zone])
    assert "warning" in words
    assert "danger zone 'z' comes to 'rescue': its collection point lies in it" in words


def test_who_is_called_after_the_end_is_told() -> None:
    assert "is called after the run ends" in found(force(called=700), run={"max_time": 600})


def test_nothing_of_a_weapon_or_a_target_is_taken() -> None:
    for key in ("lethality", "targets"):
        document = {"exeunt": 1, "venue": VENUE, "people": [], "responders": [force() | {key: 1}]}
        with pytest.raises(ScenarioError, match=key):
            loads(json.dumps(document), "scene.json")
