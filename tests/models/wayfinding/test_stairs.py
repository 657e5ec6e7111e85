"""Stairs that are assigned: ways lead over them, alone and with everything else that decides about ways."""

from __future__ import annotations

import numpy as np
import pytest
from invariants import check_conserved
from scenes import box, gap, run, scenario, storey

from exeunt.base.errors import ScenarioError
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import apply_variant, loads

UPPER = {"storey": "upper", "area": box(31, 1, 49, 19)}


def house(people, exits=(), rooms=(), b=None, **top):
    """Two storeys joined by stairs a and b, 14 m apart; the exit lies beside a, more ``exits`` where given."""
    ends = {
        id: {
            "foot": {"storey": "ground", "line": [[20, y], [20, y + 2]]},
            "head": {"storey": "upper", "line": [[30, y], [30, y + 2]]},
        }
        for id, y in (("a", 2), ("b", 16))
    }
    venue = {
        "storeys": [
            storey("ground", 0, 0, 20, 20),
            storey("upper", 30, 0, 50, 20, elevation=3.4),
        ],
        "stairs": [{"id": id, **block} for id, block in ends.items() if id == "a" or b is None],
        "escalators": [] if b is None else [{"id": "b", **ends["b"], **b}],
        "exits": [gap("exit", "ground", 0, 2, 0, 4), *exits],
        "rooms": list(rooms),
    }
    return scenario(venue, people, **top)


def over(simulation, trace):
    """(people,) which stair each has been on: "a", "b", "ab" or ""."""
    venue, surfaces = simulation.world.venue, trace["surface"]
    return [
        "".join(id for id in "ab" if (surfaces[:, person] == venue.surface(id).index).any())
        for person in range(surfaces.shape[1])
    ]


def test_everybody_goes_over_the_stair_that_is_assigned():
    """Without it everybody takes stair a, which is nearer to the exit (the kind of question of fds#1376)."""
    crowd = {"number": 20, "where": UPPER}
    free, _, trace = run(house([crowd]), every=0.2)
    assert "a" in over(free, trace)
    simulation, ending, trace = run(house([{**crowd, "stairs": "b"}]), every=0.2)
    check_conserved(trace, simulation.world.venue)
    assert ending == "everyone is out"
    assert set(over(simulation, trace)) == {"b"}


def test_shares_give_each_person_one_and_a_list_leaves_the_choice():
    crowd = {"number": 40, "where": UPPER}
    simulation, ending, trace = run(house([{**crowd, "stairs": {"a": 0.25, "b": 0.75}}]), every=0.2)
    assert ending == "everyone is out"
    ways = over(simulation, trace)
    assert set(ways) == {"a", "b"}
    assert 20 <= ways.count("b") <= 38
    listed, _, trace = run(house([{**crowd, "stairs": ["a", "b"]}]), every=0.2)
    free, _, same = run(house([crowd]), every=0.2)
    assert over(listed, trace) == over(free, same)


def test_the_way_leads_over_it_even_past_an_exit_on_the_own_storey():
    exits = [gap("upstairs", "upper", 50, 9, 50, 11)]
    simulation, ending, trace = run(
        house([{"number": 12, "where": UPPER, "stairs": ["b"]}], exits), every=0.2
    )
    assert ending == "everyone is out"
    assert set(over(simulation, trace)) == {"b"}
    assert (simulation.world["exit_used"] == simulation.world.venue.opening("exit").index).all()


def test_a_room_sends_its_people_over_its_stair_and_a_population_goes_before_it():
    rooms = [{"id": "hall", "storey": "upper", "area": box(30, 0, 40, 20), "stairs": "b"}]
    people = [
        {"number": 8, "where": {"storey": "upper", "area": box(31, 1, 39, 19)}},
        {"number": 8, "where": {"storey": "upper", "area": box(41, 1, 45, 6)}},
        {"number": 8, "where": {"storey": "upper", "area": box(31, 1, 39, 19)}, "stairs": "a"},
    ]
    simulation, ending, trace = run(house(people, rooms=rooms), every=0.2)
    assert ending == "everyone is out"
    ways = over(simulation, trace)
    assert (set(ways[:8]), set(ways[8:16]), set(ways[16:])) == ({"b"}, {"a"}, {"a"})


def test_people_below_the_stair_leave_as_they_would():
    where = [UPPER, {"storey": "ground", "area": box(2, 2, 18, 18)}]
    simulation, ending, trace = run(house([{"number": 20, "where": where, "stairs": ["b"]}]), every=0.2)
    assert ending == "everyone is out"
    below = trace["surface"][0] == simulation.world.venue.surface("ground").index
    ways = np.array(over(simulation, trace))
    assert (set(ways[below]), set(ways[~below])) == ({""}, {"b"})


@pytest.mark.parametrize(
    "more",
    [
        {"groups": {"size": 3}},
        {"exit_choice": {"kind": "logit", "exits": ["exit"], "familiar": 1.0, "others": 1.0}},
        {"exit_choice": {"kind": "quickest"}},
        {"exit_choice": {"kind": "assigned", "exits": ["exit"]}},
    ],
)
def test_groups_and_every_choice_of_exits_keep_to_it(more):
    crowd = {"number": 12, "where": UPPER, "stairs": {"a": 0.5, "b": 0.5}, **more}
    simulation, ending, trace = run(house([crowd]), every=0.2)
    assert ending == "everyone is out"
    ways = np.array(over(simulation, trace))
    assert set(ways) <= {"a", "b"}
    group = simulation.world["group"]
    for first in np.unique(group[group >= 0]):
        assert len(set(ways[group == first])) == 1


def test_when_the_stair_is_barred_people_take_another_and_it_is_told():
    """An escalator that closes before anybody is there: the others are used, with people who perceive as well."""
    b = {"direction": "down", "changes": [{"at": 3, "state": "closed"}]}
    crowd = {
        "number": 8,
        "cue": "start",
        "where": {"storey": "upper", "area": box(40, 1, 49, 19)},
        "stairs": "b",
    }
    for top in ({}, {"behaviour": {}}):
        simulation, ending, trace = run(house([crowd], b=b, **top), every=0.2)
        assert ending == "everyone is out"
        # the line that is shut lies 25 cm behind the edge of the storey
        assert all("a" in way for way in over(simulation, trace))
        entry = simulation.world.venue.opening("b").index
        assert not [event for event in trace.events if event.kind == "crossing" and event.opening == entry]
        told = [event.cause for event in trace.events if event.kind == "fallback"]
        assert told == ["no open exit can be reached over 'b'; its people take any way"]


def test_people_who_turn_back_in_smoke_turn_to_no_exit_of_their_own_side():
    smoke = {
        "id": "smoke", "kind": "field", "storey": "ground", "area": box(0, 0, 8, 9), "states": [{"extinction": 1.0}],
    }  # fmt: skip
    exits = [gap("upstairs", "upper", 50, 9, 50, 11), gap("back", "ground", 0, 11, 0, 13)]
    crowd = {"number": 6, "where": UPPER, "stairs": ["b"]}
    hazards = {"sources": [smoke], "avoidance": {"turning_back": 1.0}}
    simulation, ending, trace = run(house([crowd], exits, hazards=hazards), every=0.5)
    check_conserved(trace, simulation.world.venue)
    assert ending == "everyone is out"
    assert (simulation.world["exit_used"] == simulation.world.venue.opening("back").index).all()
    assert set(over(simulation, trace)) == {"b"}


def test_check_says_what_cannot_be():
    crowd = {"number": 5, "where": UPPER}

    def told(*args, **more):
        return [str(problem) for problem in check_scenario(house(*args, **more)).problems]

    assert any("there is no stair, ramp or escalator 'c'" in one for one in told([{**crowd, "stairs": "c"}]))
    wrong = told([{**crowd, "stairs": "b"}], b={"direction": "up"})
    assert any("leads only the other way" in one for one in wrong)
    below = {"number": 5, "where": {"storey": "ground", "area": box(2, 2, 18, 18)}, "stairs": "b"}
    assert any("it is on no way to an exit" in one for one in told([below]))
    both = {"number": 5, "where": [UPPER, {"storey": "ground", "area": box(2, 2, 18, 18)}], "stairs": "b"}
    assert any("people there take any way" in one for one in told([both]))
    exits = [gap("upstairs", "upper", 50, 9, 50, 11)]
    choice = {"kind": "assigned", "exits": ["upstairs"]}
    assert any(
        "does not lie beyond 'b'" in one
        for one in told([{**crowd, "stairs": "b", "exit_choice": choice}], exits)
    )
    assert not [one for one in told([{**crowd, "stairs": "b"}]) if "flat" not in one]


def test_a_stair_named_as_an_exit_is_explained_and_shares_add_up():
    crowd = {"number": 5, "where": UPPER, "exit_choice": {"kind": "assigned", "exits": ["b"]}}
    hints = [problem.hint for problem in check_scenario(house([crowd])).problems]
    assert any("'stairs: [b]' beside 'exit_choice'" in hint for hint in hints)
    with pytest.raises(ScenarioError, match=r"add up to 0\.9"):
        house([{"number": 5, "where": UPPER, "stairs": {"a": 0.5, "b": 0.4}}])


def test_a_variant_sets_it():
    plain = house([{"number": 5, "where": UPPER}])
    text = plain.source.text.replace(
        '{"exeunt": 1,', '{"exeunt": 1, "variants": {"v": {"set": {"people.p0.stairs": ["b"]}}},', 1
    )
    simulation, _, trace = run(apply_variant(loads(text, "scene.json"), "v"), every=0.5)
    assert set(over(simulation, trace)) == {"b"}
