"""People who come in during the run: all of them, at the rate asked for, none on top of another."""

from __future__ import annotations

import numpy as np
import pytest
from invariants import check_everything
from scenes import gap, run, scenario, storey

from exeunt.base.kinds import kinds
from exeunt.scenario.catalogue import load_catalogue

load_catalogue()


def venue(width=3.0):
    return {"storeys": [storey("hall", 0, 0, 20, 6)], "exits": [gap("e", "hall", 20, 0, 20, width)]}


def inflow(rates, **more):
    return {"inflow": {"storey": "hall", "line": [[0.5, 1], [0.5, 5]], "rates": rates, **more}}


@pytest.mark.parametrize("kind", sorted(kinds("movement")))
def test_everybody_arrives_at_the_rate_and_leaves(kind):
    scene = scenario(
        venue(), [inflow([{"until": 20, "rate": 1.5}, {"from": 30, "until": 40, "rate": 0.5}])], movement=kind
    )
    simulation, ending, trace = run(scene)
    check_everything(trace, simulation.world.venue, simulation.world.clock.step_size)
    assert ending == "everyone is out"
    world = simulation.world
    assert world.people == 35
    came = np.sort([event.time for event in trace.events if event.kind == "arrival"])
    assert len(came) == 35
    # evenly 1.5 a second, looked at every 0.1 s, delayed only if the entry is taken
    due = np.concatenate([(np.arange(30) + 0.5) / 1.5, 30 + (np.arange(5) + 0.5) / 0.5])
    assert (came >= due - 1e-9).all()
    assert (came - due).max() < 0.6
    assert np.median(came - due) <= 0.11
    # nobody counts before arriving
    entered = (trace["present"] == 1).sum(1)
    expected = np.searchsorted(due, trace["time"], side="right")
    assert (entered <= expected).all()


def test_nobody_enters_on_top_of_somebody():
    """More people than the entry can take: they wait outside, and bodies never overlap at the entry."""
    scene = scenario(venue(0.6), [inflow([{"until": 10, "rate": 8}])], run={"max_time": 25})
    simulation, _, trace = run(scene)
    check_everything(trace, simulation.world.venue, 0.01)
    present = trace["present"]
    arrivals = np.argwhere(np.diff(present.astype(int), axis=0) == 1)
    assert len(arrivals) > 30
    x, y, inside = trace["x"], trace["y"], trace.inside
    for row, person in arrivals.tolist():
        others = inside[row] & (np.arange(inside.shape[1]) != person)
        near = np.hypot(x[row, others] - x[row + 1, person], y[row, others] - y[row + 1, person])
        assert near.min(initial=9.0) > 0.4 - 0.03  # two radii, less one step of walking


def test_a_late_arrival_into_an_empty_venue_is_not_lost():
    """The last person comes in between two looks at the exits, when everyone else is out: the run goes on."""
    scene = scenario(venue(), [inflow([{"from": 39.2, "until": 41.4, "rate": 0.5}])])
    simulation, ending, _trace = run(scene)
    assert simulation.world.people == 1
    assert ending == "everyone is out"
    assert simulation.world["time_out"][0] == pytest.approx(
        40.2 + 19.5 / simulation.world["desired_speed"][0], abs=0.6
    )


def test_a_source_behind_a_shut_exit_ends_with_people_inside_and_a_reason():
    closed = venue()
    closed["exits"][0]["changes"] = [{"at": 5, "state": "closed"}]
    simulation, ending, _ = run(scenario(closed, [inflow([{"until": 20, "rate": 1}])]), every=1.0)
    assert ending == "no open exit can be reached"
    world = simulation.world
    assert 20 <= world.time < 25
    # the entry is taken by those who cannot leave; whoever finds it taken stays outside
    assert 5 <= (world["present"] == 1).sum() == world.inside.sum() <= 20
    assert (world["stuck_reason"][world.inside] == 1).all()


def test_an_entry_taken_by_people_who_lie_there_is_the_reason_of_the_ending():
    """Nobody is told that there is no way out: those who are due cannot come in."""
    hall = {"storeys": [storey("hall", 0, 0, 20, 8)], "exits": [gap("e", "hall", 20, 3, 20, 5)]}
    entry = {
        "storey": "hall",
        "beside": 0,
        "people": [{"time": "20 s", "place": [4, 4]}, {"time": "25 s", "place": [4, 4]}],
    }
    lies = {
        "inflow": {"storey": "hall", "people": [{"time": "0.1 s", "place": [4, 4.1]}]},
        "injured": "0 s",
        "pre_movement": 9,
    }
    simulation, ending, _ = run(scenario(hall, [{"inflow": entry}, lies]), every=1.0)
    assert ending == "the entry is taken by people who lie there"
    assert (simulation.world["present"] == 0).sum() == 2
    assert 25.0 < simulation.world.time < 30.0


def test_a_taken_entry_is_noted_with_who_is_in_it():
    hall = {"storeys": [storey("hall", 0, 0, 20, 8)], "exits": [gap("e", "hall", 20, 3, 20, 5)]}
    entry = {"storey": "hall", "beside": 0, "people": [{"time": "2 s", "place": [4, 4]}]}
    lies = {
        "inflow": {"storey": "hall", "people": [{"time": "0.1 s", "place": [4, 4.1]}]},
        "injured": "0 s",
        "pre_movement": 9,
    }
    waits = {
        "number": 1,
        "where": {"storey": "hall", "area": [[9, 3], [11, 3], [11, 5], [9, 5]]},
        "pre_movement": 60,
    }
    _, _, trace = run(scenario(hall, [{"inflow": entry}, lies, waits]), every=1.0)
    (note,) = [event for event in trace.events if event.kind == "entry taken"]
    assert note.cause == "taken by 1 people, 1 of whom are incapacitated"
    assert (note.x, note.y) == (4, 4)


def test_listed_people_come_in_beside_those_who_stand_on_their_place():
    """Filmed crowds are denser than the model: people come in on time, at the nearest free place, and none overlap."""
    hall = {"storeys": [storey("hall", 0, 0, 20, 6, walls=[{"line": [[0, 3.5], [6, 3.5]], "thickness": 0.2}])],
            "exits": [gap("e", "hall", 20, 0, 20, 3)]}  # fmt: skip
    listed = [{"time": f"{0.2 * k:.1f} s", "place": [2, 3], "velocity": [1, 0]} for k in range(1, 13)]
    people = [{"inflow": {"storey": "hall", "people": listed}}]
    simulation, ending, trace = run(scenario(hall, people), every=0.1)
    check_everything(trace, simulation.world.venue, simulation.world.clock.step_size)
    assert ending == "everyone is out"
    came = [event for event in trace.events if event.kind == "arrival"]
    assert len(came) == 12
    assert max(event.value for event in came) < 0.15
    places = np.array([(event.x, event.y) for event in came])
    moved = np.hypot(places[:, 0] - 2, places[:, 1] - 3)
    assert (moved > 0).sum() > 7
    assert moved.max() <= 1.0 + 1e-9
    # nobody through the wall, and of equally near places the one behind
    assert (places[:, 1] <= 3.4 - 0.2 + 1e-9).all()
    assert (places[moved > 0, 0] <= 2.0).mean() > 0.5


def test_listed_people_who_find_no_place_wait_and_their_delay_is_told():
    hall = {"storeys": [storey("hall", 0, 0, 1.0, 1.0)], "exits": [gap("e", "hall", 1, 0.1, 1, 0.9)]}
    listed = [{"time": "0.5 s", "place": [0.4, 0.5]} for _ in range(6)]
    simulation, ending, trace = run(
        scenario(hall, [{"inflow": {"storey": "hall", "people": listed}}]), every=0.1
    )
    assert ending == "everyone is out"
    delays = [event.value for event in trace.events if event.kind == "arrival"]
    assert len(delays) == 6
    assert max(delays) > 0.3
    assert simulation.world.people == 6
