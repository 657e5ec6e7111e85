"""Doors and exits that close after so many people: counted exactly, told, and open again when somebody opens them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_conserved, check_everything
from scenes import box, digest, gap, run, scenario, storey

from exeunt.scenario.check import check_scenario

MODELS = ("encounters", "collision_free_speed", "social_force")


def hall(people=60, near=None, movement="encounters", **top):
    """A hall with a near exit that counts and a far one that does not; everybody would take the near one."""
    venue = {
        "storeys": [storey("hall", 0, 0, 24, 6)],
        "exits": [
            gap("near", "hall", 0, 1, 0, 5, **{"closes_after": 20, **(near or {})}),
            gap("far", "hall", 24, 1, 24, 5),
        ],
    }
    crowd = [{"number": people, "where": {"storey": "hall", "area": box(0.5, 0.5, 9, 5.5)}}]
    return scenario(venue, crowd, movement=movement, **top)


def by_exit(simulation):
    world = simulation.world
    return {one.id: int((world["exit_used"] == one.index).sum()) for one in world.venue.exits}


@pytest.mark.parametrize("movement", MODELS)
def test_exactly_as_many_pass_as_it_counts_and_the_others_choose_again(movement):
    simulation, ending, trace = run(hall(movement=movement), every=0.02)
    check_conserved(trace, simulation.world.venue)
    assert ending == "everyone is out"
    assert by_exit(simulation) == {"near": 20, "far": 40}
    (closed,) = [event for event in trace.events if event.kind == "opening"]
    near = simulation.world.venue.opening("near").index
    times = np.sort(simulation.world["time_out"][simulation.world["exit_used"] == near])
    assert closed.time == pytest.approx(times[-1], abs=1e-9)
    assert closed.cause == "exit 'near' is now closed: 20 people have passed"


def test_nobody_is_let_through_between_two_looks_at_the_opening():
    """Four abreast at the line in the same step: the count holds within a step and within a call."""
    slow = {"wayfinding": {"every": 5}, "record": {"every": 10}}
    for number in (1, 2, 3, 7):
        simulation, _, _ = run(hall(40, {"closes_after": number}, **slow), every=5.0, step=0.05)
        assert by_exit(simulation)["near"] == number


@settings(max_examples=8, deadline=None)
@given(number=st.integers(1, 40), seed=st.integers(0, 99), limit=st.sampled_from([None, 0.5, 2.0]))
def test_count_and_limit_of_flow_hold_together(number, seed, limit):
    near = {"closes_after": number} | ({} if limit is None else {"max_specific_flow": limit})
    simulation, ending, _ = run(hall(30, near), every=5.0, seed=seed, step=0.02)
    assert ending == "everyone is out"
    assert by_exit(simulation)["near"] <= number
    assert sum(by_exit(simulation).values()) == 30
    world = simulation.world
    times = np.sort(world["time_out"][world["exit_used"] == world.venue.opening("near").index])
    if limit is not None:
        assert (np.arange(len(times)) + 1 <= limit * 4 * times + 1e-6).all()


def test_a_change_that_opens_it_again_starts_a_new_count():
    near = {"closes_after": 10, "changes": [{"at": 60, "state": "open"}]}
    scene = hall(30, near)
    document = json.loads(scene.source.text)
    document["venue"]["exits"].pop()
    simulation, ending, trace = run(scenario(document["venue"], document["people"]), every=0.2)
    assert ending == "no open exit can be reached"
    times = np.sort(simulation.world["time_out"])
    assert times[9] < 60
    assert (times[10:20] > 60).all()
    assert np.isnan(times[20:]).all()
    states = [event.cause for event in trace.events if event.kind == "opening"]
    assert [("closed" in cause) for cause in states] == [True, False, True]


def test_a_door_inside_counts_both_ways():
    venue = {
        "storeys": [storey("hall", 0, 0, 16, 6, walls=[{"line": [[8, 0], [8, 6]]}])],
        "doors": [gap("door", "hall", 8, 1.5, 8, 4.5, closes_after=9)],
        "exits": [gap("west", "hall", 0, 2, 0, 4), gap("east", "hall", 16, 2, 16, 4)],
    }
    crowd = [
        {"number": 12, "where": {"storey": "hall", "area": box(*at)},
         "exit_choice": {"kind": "assigned", "exits": [exit]}}
        for exit, at in {"west": (9, 1, 15, 5), "east": (1, 1, 7, 5)}.items()
    ]  # fmt: skip
    simulation, ending, trace = run(scenario(venue, crowd))
    assert ending == "everyone is out"
    door = simulation.world.venue.opening("door").index
    crossed = [e.value for e in trace.events if e.kind == "crossing" and e.opening == door]
    assert len(crossed) == 9
    assert {1.0, -1.0} == set(crossed)
    check_everything(trace, simulation.world.venue, 0.01)


def test_people_who_perceive_find_it_shut_and_turn_back():
    scene = hall(40, {"closes_after": 8}, behaviour={}, run={"max_time": 300})
    document = json.loads(scene.source.text)
    document["people"][0] |= {"cue": "start"}
    people = document["people"]
    simulation, ending, trace = run(scenario(document["venue"], people, behaviour={}), every=0.2)
    assert ending == "everyone is out"
    assert by_exit(simulation) == {"near": 8, "far": 32}
    assert [event for event in trace.events if event.kind == "door found closed"]


def test_groups_that_the_count_divides_meet_outside_all_the_same():
    scene = hall(40, {"closes_after": 7})
    document = json.loads(scene.source.text)
    document["people"][0]["groups"] = {"size": 4}
    simulation, ending, trace = run(scenario(document["venue"], document["people"]), every=0.2)
    check_conserved(trace, simulation.world.venue)
    assert ending == "everyone is out"
    assert by_exit(simulation)["near"] == 7


def test_threads_change_nothing():
    first, _, _ = run(hall(50), every=1.0, threads=1)
    second, _, _ = run(hall(50), every=1.0, threads=2)
    assert digest(first.world.columns) == digest(second.world.columns)


def test_check_says_when_more_people_are_inside_than_all_exits_let_out():
    scene = hall(60)
    document = json.loads(scene.source.text)
    document["venue"]["exits"][1]["closes_after"] = 30
    warned = check_scenario(scenario(document["venue"], document["people"])).warnings
    assert any("they let out 50 of 60" in str(problem) for problem in warned)
    assert not any("they let out" in str(problem) for problem in check_scenario(scene).warnings)
