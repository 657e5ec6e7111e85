"""Variants: edits by path."""

from __future__ import annotations

import pytest

from exeunt.base.errors import Problem, ScenarioError
from exeunt.scenario.files import Scenario, apply_edits, apply_variant, loads


def edited(mini: str, edits: str) -> Scenario:
    return apply_variant(loads(mini + "  mine:\n" + edits), "mine")


def refused(mini: str, edits: str) -> list[Problem]:
    with pytest.raises(ScenarioError) as caught:
        edited(mini, edits)
    return caught.value.problems


def test_list_items_go_by_id_or_number(mini: str) -> None:
    scenario = edited(
        mini,
        "    set:\n"
        "      venue.exits.north.state: closed\n"
        "      venue.exits.main.west.state: locked\n"
        "      people[1].number: 3\n"
        '      venue.exits["main.west"].line: [[0, 2], [0, 3]]\n',
    )
    north, west = scenario.document.venue.exits
    assert (north.state, west.state, west.line) == ("closed", "locked", ((0.0, 2.0), (0.0, 3.0)))
    assert scenario.document.people[1].number == 3
    assert scenario.applied == "mine"
    assert scenario.document.variants == {}


def test_keys_that_the_scenario_leaves_to_their_defaults_can_be_set(mini: str) -> None:
    scenario = edited(
        mini,
        "    set:\n"
        "      people.staff.desired_speed.mean: 1.0\n"
        "      people.staff.mobility.stick: 10 %\n"
        "      people.staff.pre_movement.setting: foyer\n"
        "      run.seed: 9\n"
        "      record.every: 1 s\n"
        "      record.series.vx: 2 s\n",
    )
    staff = scenario.document.people[1]
    default = loads(mini).document.people[1].desired_speed
    assert staff.desired_speed == default.model_copy(update={"mean": 1.0})
    assert staff.mobility["stick"] == 0.1
    assert staff.pre_movement.setting == "foyer"
    assert (scenario.document.run.seed, scenario.document.record.every) == (9, 1.0)
    assert scenario.document.record.series == {"vx": 2.0}
    assert scenario.document.run.max_time == 300.0


def test_items_are_added_and_removed_whatever_the_order(mini: str) -> None:
    scenario = edited(
        mini,
        "    add:\n"
        "      venue.exits: [{id: east, storey: hall, line: [[10, 1], [10, 2]]}]\n"
        "      venue.rooms: [{id: bar, storey: hall, area: [[0, 0], [1, 0], [1, 1]]}]\n"
        "    remove: ['venue.exits[0]', venue.exits.main.west, people.audience.desired_speed]\n",
    )
    assert [exit.id for exit in scenario.document.venue.exits] == ["east"]
    assert [room.id for room in scenario.document.venue.rooms] == ["bar"]
    speed = scenario.document.people[0].desired_speed
    assert speed == loads(mini).document.people[1].desired_speed


@pytest.mark.parametrize(
    ("edit", "message", "hint"),
    [
        (
            "venue.exits.nroth.state: closed",
            "nothing in 'venue.exits' has the id 'nroth'",
            "Did you mean 'north'?",
        ),
        ("venue.exit.north.state: closed", "there is no 'exit' in 'venue'", "Did you mean 'exits'?"),
        ("venue.exits.north.stat: closed", "there is no 'stat' in 'venue.exits[0]'", "Did you mean 'state'?"),
        ("'venue.exits[2].state': closed", "[2] is not one of them", "[0] is first."),
        ("run.max_time.x: 1", "'run.max_time' is the text '5 min'; there is nothing inside", "Set it whole."),
        ("'...': 1", "is no path", "A path looks like"),
        ("wall: 1", "there is no 'wall' in the scenario", "Known there: exeunt, name"),
    ],
)
def test_a_path_that_leads_nowhere_is_told_with_its_line(
    mini: str, edit: str, message: str, hint: str
) -> None:
    (problem,) = refused(mini, f"    title: x\n    set:\n      {edit}\n")
    assert message in problem.message
    assert hint in problem.hint
    assert problem.line == mini.count("\n") + 4
    assert problem.key[:3] == ("variants", "mine", "set")


def test_removing_what_does_not_stand_there_is_refused(mini: str) -> None:
    (problem,) = refused(mini, "    remove: [people.staff.age]\n")
    assert "cannot be removed" in problem.message


@pytest.mark.parametrize(
    "paths",
    [
        "people.audience, people.audience",
        "'people[0]', people.audience",
        "people.audience.number, people.audience",
    ],
)
def test_what_is_removed_twice_goes_once_and_takes_nothing_else_along(mini: str, paths: str) -> None:
    scenario = edited(mini, f"    remove: [{paths}]\n")
    assert [people.id for people in scenario.document.people] == ["staff"]


def test_two_spellings_of_one_path_cannot_set_two_values(mini: str) -> None:
    (problem,) = refused(mini, "    set:\n      'people[0].number': 3\n      people.audience.number: 4\n")
    assert "'people.audience.number' is what 'people[0].number' sets already" in problem.message
    assert problem.line == mini.count("\n") + 4


def test_a_value_that_does_not_fit_is_told_where_the_variant_sets_it(mini: str) -> None:
    (problem,) = refused(mini, "    set:\n      venue.exits.north.state: shut\n")
    assert problem.key == ("venue", "exits", 0, "state")
    assert problem.line == mini.count("\n") + 3
    assert "expected one of open, closed" in problem.message


def test_the_scenario_itself_is_not_changed(mini: str) -> None:
    scenario = loads(mini)
    before = scenario.document.model_dump_json()
    variant = apply_variant(scenario, "shut")
    assert scenario.document.model_dump_json() == before
    assert scenario.source.tree["venue"]["exits"][0].get("state") is None
    assert variant.hash != scenario.hash
    assert apply_variant(scenario, "") is scenario


def test_an_unknown_variant_is_told_with_those_there_are(mini: str) -> None:
    with pytest.raises(ScenarioError, match=r"there is no variant 'shot'\. Did you mean 'shut'\?"):
        apply_variant(loads(mini), "shot")


def test_single_edits_as_on_the_command_line(mini: str) -> None:
    scenario = apply_edits(
        apply_variant(loads(mini), "shut"), {"run.max_time": "90 s", "people.staff.number": 4}
    )
    assert scenario.document.run.max_time == 90.0
    assert scenario.document.people[1].number == 4
    assert scenario.document.venue.exits[0].state == "closed"
    assert scenario.applied == "shut"
    with pytest.raises(ScenarioError, match="Did you mean 'max_time'"):
        apply_edits(loads(mini), {"run.maxtime": 5})
