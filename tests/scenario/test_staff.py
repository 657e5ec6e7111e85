"""What ``exeunt check`` says about stewards, signs and assistance: misplaced, out of reach, contradictory."""

from __future__ import annotations

from typing import Any

import pytest
from scenes import box, gap, scenario, storey

from exeunt.base.errors import Problem
from exeunt.scenario.check import check_scenario

Document = dict[str, Any]
VENUE = {
    "storeys": [storey("hall", 0, 0, 30, 12)],
    "exits": [gap("west", "hall", 0, 5, 0, 7), gap("east", "hall", 30, 5, 30, 7),
              gap("shut", "hall", 10, 0, 11, 0, state="locked")],
    "rooms": [{"id": "floor", "storey": "hall", "area": box(1, 1, 29, 11)}],
}  # fmt: skip
CROWD = [{"number": 5, "where": {"storey": "hall", "area": box(10, 1, 14, 11)}}]


def steward(id: str = "s", at: tuple[float, float] = (15, 6), **more: Any) -> Document:
    return {
        "id": id,
        "storey": "hall",
        "at": list(at),
        "instruction": {"kind": "direct", "exit": "east"},
    } | more


def found(**top: Any) -> tuple[Problem, ...]:
    return check_scenario(scenario(VENUE, CROWD, **top), place=False).problems


def words(problems: tuple[Problem, ...]) -> str:
    return "\n".join(str(problem) for problem in problems)


def test_nothing_is_said_about_stewards_and_signs_that_agree():
    signs = [{"id": "g", "storey": "hall", "at": [15, 11.9], "facing": "-90 deg", "exit": "east"}]
    staff = [steward(), steward("t", (1, 6), instruction={"kind": "keep", "opening": "west", "exit": "east"})]
    assert not found(staff=staff, signs=signs)


@pytest.mark.parametrize(
    ("staff", "said", "severity"),
    [
        ([steward(at=(40, 6))], "stands outside storey 'hall'", "error"),
        ([steward(instruction={"kind": "keep", "opening": "west"})], "15.0 m from its post: out of reach", "error"),
        ([steward(instruction={"kind": "direct", "exit": "shut"})], "'shut', which is never open", "error"),
        ([steward(), steward("t", (29, 6), instruction={"kind": "keep", "opening": "east"})],
         "'east', which 't' keeps shut", "error"),
        ([steward("a", (1, 5), instruction={"kind": "keep", "opening": "west", "state": "open"}),
          steward("b", (1, 7), instruction={"kind": "keep", "opening": "west", "state": "locked"})],
         "'b' keeps 'west' locked, and 'a' keeps it open", "error"),
        ([steward(), steward("t", (18, 6), instruction={"kind": "direct", "exit": "west"})],
         "'s' sends people to 'east' and 't', 3.0 m away, to 'west'", "warning"),
        ([steward(cue="alarm")], "waits for an alarm, and there are no alarms", "error"),
        ([steward(sector={"storey": "hall", "area": box(50, 50, 60, 60)})], "lies outside storey 'hall'", "error"),
    ],
)  # fmt: skip
def test_instructions_that_cannot_be_kept_are_found(staff: list[Document], said: str, severity: str) -> None:
    problems = found(staff=staff)
    assert any(said in str(problem) and problem.severity == severity for problem in problems), words(problems)


def test_stewards_far_apart_may_name_different_exits():
    staff = [steward("a", (3, 6), instruction={"kind": "direct", "exit": "west"}), steward("b", (27, 6))]
    assert not found(staff=staff)


def test_signs_that_contradict_each_other_or_a_steward_are_found():
    cross = {
        "id": "x",
        "kind": "negative",
        "storey": "hall",
        "at": [29.9, 6],
        "facing": "180 deg",
        "exit": "east",
    }
    arrow = {"id": "g", "storey": "hall", "at": [15, 11.9], "facing": "-90 deg", "exit": "east"}
    problems = found(signs=[cross, arrow], staff=[steward()])
    assert "sign 'g' points to exit 'east', which sign 'x' forbids" in words(problems)
    assert "steward 's' sends people to exit 'east', which sign 'x' forbids" in words(problems)
    assert all(problem.severity == "warning" for problem in problems)
    assert "hangs outside" in words(found(signs=[arrow | {"at": [15, 14]}]))


def test_assistance_needs_people_and_profiles_that_exist():
    assert "nobody of the mobility profiles" in words(found(assistance={}))
    problems = words(found(assistance={"needs": ["wheelchair_manul"]}))
    assert "there is no mobility profile 'wheelchair_manul'" in problems
    assert "Did you mean 'wheelchair_manual'?" in problems
    place = {"places": [{"id": "w", "storey": "hall", "at": [31, 2]}]}
    assert "waiting place 'w' lies outside storey 'hall'" in words(found(assistance=place))


def test_ids_of_stewards_and_populations_are_one_space():
    assert "the id 'p0' is taken" in words(found(staff=[steward("p0")]))
