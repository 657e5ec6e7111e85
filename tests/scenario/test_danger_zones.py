"""What is wrong with danger zones is said where it stands; what may not be asked is refused by name."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scenes import box, gap, storey

from exeunt.base.errors import Problem, ScenarioError
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import apply_edits, apply_variant, loads
from exeunt.scenario.schema import document_schema
from exeunt.scenario.scope import forbidden, refuse_different_zones, refuse_zone_paths

VENUE = {
    "storeys": [
        storey("hall", 0, 0, 20, 10, walls=[{"line": [[10, 0], [10, 10]], "thickness": 0.2}]),
        storey("above", 30, 0, 50, 10, elevation=4),
    ],
    "doors": [gap("between", "hall", 10, 4, 10, 6)],
    "exits": [gap("door", "hall", 20, 4, 20, 6), gap("out", "above", 50, 4, 50, 6)],
}
PATH = [{"time": 10, "at": [2, 5]}, {"time": 20, "at": [18, 5]}]
ZONE: dict[str, Any] = {"id": "z", "storey": "hall", "radius": 2, "seen": 20, "heard": 40, "path": PATH}


def text(*zones: dict[str, Any], **more: Any) -> str:
    crowd = [{"id": "p", "number": 1, "where": {"storey": "hall"}}]
    document = {"exeunt": 1, "venue": VENUE, "people": crowd, "danger_zones": list(zones), **more}
    return json.dumps(document)


def found(*zones: dict[str, Any]) -> list[Problem]:
    try:
        return list(check_scenario(loads(text(*zones), "case.json"), place=False).problems)
    except ScenarioError as error:
        return error.problems


def test_a_sound_zone_through_a_door_is_sound() -> None:
    assert found(ZONE) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"path": [{"time": 0, "at": [25, 5]}]}, ["path[0].at", "leaves the venue", "(25.00, 5.00)", "20.0"]),
        ({"path": [PATH[1], PATH[0]]}, ["danger_zones[0]", "times of the path must grow"]),
        ({"storey": "hal"}, ["danger_zones[0].storey", "no storey 'hal'", "hall"]),
        ({"path": [{**PATH[0], "storey": "abov"}]}, ["path[0].storey", "'abov'", "above"]),
        (
            {"radius": None, "path": None, "area": box(60, 0, 70, 9)},
            ["danger_zones[0].area", "off the venue"],
        ),
        ({"radius": None, "path": None, "area": [[0, 0], [5, 5], [5, 0], [0, 5]]}, ["is no polygon"]),
        ({"radius": None, "outline": [[0, 0], [1, 1], [2, 2]]}, ["outline", "is no polygon"]),
        ({"sen": 3}, ["unknown key 'sen'", "Did you mean 'seen'?"]),
        ({"radius": "3 s"}, ["danger_zones[0].radius", "unit of duration"]),
        ({"intensity": 2}, ["danger_zones[0].intensity", "at most 1"]),
    ],
)
def test_what_is_wrong_is_said_with_its_key(change: dict[str, Any], words: list[str]) -> None:
    problems = found({k: v for k, v in {**ZONE, **change}.items() if v is not None})
    assert all(problem.severity == "error" for problem in problems)
    shown = "\n".join(map(str, problems))
    for word in words:
        assert word in shown


def test_two_zones_need_two_names() -> None:
    assert "the id 'z' is taken: another danger zone has it" in "\n".join(map(str, found(ZONE, ZONE)))


def test_a_path_through_a_wall_is_allowed_and_warned_of_with_the_place() -> None:
    through = {**ZONE, "path": [{"time": 10, "at": [2, 8]}, {"time": 20, "at": [18, 8]}]}
    (problem,) = found(through)
    assert problem.severity == "warning"
    assert "goes through walls between 10 s and 20 s" in problem.message
    assert {at[1] for at in problem.at} == {8.0}
    assert {at[0] for at in problem.at} == {9.9, 10.1}


def test_going_up_where_no_stair_is_is_warned_of() -> None:
    up = {**ZONE, "path": [PATH[0], {"time": 60, "at": [40, 5], "storey": "above"}]}
    (problem,) = found(up)
    assert problem.severity == "warning"
    assert "with no stair under it" in problem.message


def test_a_zone_after_the_run_is_warned_of() -> None:
    late = {**ZONE, "path": [{"time": 4000, "at": [2, 8]}]}
    assert ["begins after the run ends" in problem.message for problem in found(late)] == [True]


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("weapon", "weapons"),
        ("weapon_type", "weapons"),
        ("rate_of_fire", "rates of fire"),
        ("rateOfFire", "rates of fire"),
        ("shots_per_minute", "rates of fire"),
        ("range", "weapons' ranges"),
        ("tactic", "tactics"),
        ("tactics", "tactics"),
        ("target", "choices of targets"),
        ("target_choice", "choices of targets"),
        ("lethality", "lethality"),
        ("kill_radius", "lethality"),
        ("casualties", "lethality"),
        ("casualties_per_second", "lethality"),
        ("hit_probability", "lethality"),
    ],
)
def test_forbidden_keys_are_refused_by_name_with_the_reason(key: str, what: str) -> None:
    (problem,) = found({**ZONE, key: 1})
    assert problem.key == ("danger_zones", 0, key)
    assert problem.message == f"'{key}' is refused: Exeunt does not model {what}"
    assert "what protects people, not what harms them" in problem.hint


def test_no_key_of_the_format_is_one_that_is_forbidden() -> None:
    block = document_schema()["$defs"]["DangerZoneDoc"]["properties"]
    assert set(block) == {
        "id", "storey", "radius", "outline", "area", "path", "intensity", "seen", "heard", "start", "end",
    }  # fmt: skip
    assert [name for name in block if forbidden(("danger_zones", 0, name))] == []


VARIANTS = [
    {"set": {"danger_zones.z.intensity": 0.5}},
    {"set": {"danger_zones[0].path[0].at": [1, 1]}},
    {"set": {'["danger_zones"][0].radius': 9}},
    {"set": {"danger_zones": []}},
    {"add": {"danger_zones": [ZONE]}},
    {"remove": ["danger_zones.z"]},
    {"remove": ["danger_zones"]},
]


@pytest.mark.parametrize("edits", VARIANTS)
def test_variants_may_not_touch_a_danger_zone(edits: dict[str, Any]) -> None:
    scene = loads(text(ZONE, variants={"mine": edits}), "case.json")
    with pytest.raises(ScenarioError) as caught:
        apply_variant(scene, "mine")
    (problem,) = caught.value.problems
    assert problem.key[:2] == ("variants", "mine")
    assert "leads into the danger zones" in problem.message
    assert "danger zones are given, never varied" in problem.hint
    assert problem.line == 1


def test_single_edits_may_not_touch_one_either() -> None:
    with pytest.raises(ScenarioError, match="leads into the danger zones"):
        apply_edits(loads(text(ZONE), "case.json"), {"danger_zones.z.radius": 3})


def test_measures_can_still_be_varied() -> None:
    scene = loads(text(ZONE, variants={"mine": {"set": {"venue.exits.door.state": "locked"}}}), "case.json")
    changed = apply_variant(scene, "mine").document
    assert changed.venue.exits[0].state == "locked"
    assert changed.danger_zones == scene.document.danger_zones


def test_every_study_can_refuse_paths_into_a_zone() -> None:
    refuse_zone_paths(["venue.exits.door.state", "people[0].number", "danger_zones_elsewhere.x"])
    with pytest.raises(ScenarioError) as caught:
        refuse_zone_paths(["people[0].number", "danger_zones[*].seen", "danger_zones.z.path"])
    assert len(caught.value.problems) == 2


def test_scenarios_with_different_zones_are_not_compared() -> None:
    one = loads(text(ZONE), "one.json").document
    same = loads(text({**ZONE, "radius": "2 m"}), "same.json").document
    other = loads(text({**ZONE, "radius": 3}), "other.json").document
    refuse_different_zones([("one", one.danger_zones), ("same", same.danger_zones)])
    with pytest.raises(ScenarioError, match="'one' and 'other' have different danger zones"):
        refuse_different_zones([("one", one.danger_zones), ("other", other.danger_zones)])
