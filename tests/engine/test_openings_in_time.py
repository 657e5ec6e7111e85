"""Doors and exits that change during a run: who goes where, who waits, and how a run without a way out ends."""

from __future__ import annotations

import numpy as np
import pytest
from invariants import check_everything
from scenes import box, gap, run, scenario, stand_at, storey, walker

from exeunt.engine.openings import OpeningChanges
from exeunt.simulation import build
from exeunt.venue.venue import STATES
from exeunt.world.turning import turn

SPEED = 1.33


def hall(*exits, **more):
    return {"storeys": [storey("hall", 0, 0, 20, 4)], "exits": list(exits), **more}


def out_by(simulation, person=0):
    exit = int(simulation.world["exit_used"][person])
    return simulation.world.venue.openings[exit].id if exit >= 0 else None


def test_a_person_turns_back_when_the_exit_ahead_closes():
    """NIST Technical Note 1822, test 4.1: the exit in use closes at a time, the person takes the other one."""
    near = gap("near", "hall", 0, 1.5, 0, 2.5, changes=[{"at": 2, "state": "closed"}])
    far = gap("far", "hall", 20, 1.5, 20, 2.5)
    scene = scenario(hall(near, far), [walker(5, 2)])
    simulation, ending, trace = run(scene, prepare=stand_at(5, 2))
    check_everything(trace, simulation.world.venue, 0.01)
    assert ending == "everyone is out"
    assert out_by(simulation) == "far"
    turned = trace["x"][:, 0].min()
    assert turned == pytest.approx(5 - 2 * SPEED, abs=0.02)
    assert simulation.world["time_out"][0] == pytest.approx(2 + (20 - turned) / SPEED, rel=0.01)
    changed = [event for event in trace.events if event.kind == "opening"]
    assert [(event.time, "near" in event.cause, "closed" in event.cause) for event in changed] == [
        (2, True, True)
    ]


@pytest.mark.parametrize("at", [2.0, 1.995, 2.0049])
def test_nothing_happens_before_its_time(at):
    """A change between two steps takes effect at the step after it, never before."""
    exit = gap("e", "hall", 0, 1.5, 0, 2.5, state="locked", changes=[{"at": at, "state": "open"}])
    scene = scenario(hall(exit), [walker(3, 2)])
    _simulation, ending, trace = run(scene)
    event = next(event for event in trace.events if event.kind == "opening")
    assert at - 1e-9 <= event.time < at + 0.01
    assert ending == "everyone is out"


def test_a_door_keeps_what_people_did_to_it_until_the_next_listed_change():
    """Listed: locked at 2 s, open at 8 s. Somebody unlocks it at 4 s and locks it at 10 s."""
    exit = gap(
        "e", "hall", 0, 1.5, 0, 2.5, changes=[{"at": 2, "state": "locked"}, {"at": 8, "state": "open"}]
    )
    world = build(scenario(hall(exit), [walker(3, 2)], run={"step": 0.5}), threads=1).world
    model, states = OpeningChanges(), {}
    model.setup(world)
    for step in range(26):
        world.clock.step = step
        if world.time in (4.0, 10.0):
            turn(world, 0, STATES.index("open" if world.time == 4.0 else "locked"))
        model.update(world, 1)
        states[world.time] = STATES[world.openings.state[0]]
    assert [states[t] for t in (0.0, 1.5, 2.0, 3.5)] == ["open", "open", "locked", "locked"]
    assert [states[t] for t in (4.0, 7.5, 8.0, 9.5)] == ["open"] * 4
    assert [states[t] for t in (10.0, 12.5)] == ["locked"] * 2


def test_when_the_last_exit_closes_for_good_the_run_ends_and_says_why():
    exits = [gap(id, "hall", x, 1.5, x, 2.5, changes=[{"at": at, "state": "closed"}])
             for id, x, at in (("a", 0, 2), ("b", 20, 4))]  # fmt: skip
    scene = scenario(hall(*exits), [{"number": 30}])
    simulation, ending, trace = run(scene)
    world = simulation.world
    check_everything(trace, world.venue, 0.01)
    assert ending == "no open exit can be reached"
    # two rounds of choices after the last exit has closed
    assert 4.0 <= world.time <= 5.5
    assert 0 < world.inside.sum() < 30
    assert (world["stuck_reason"][world.inside] == 1).all()
    assert (world["stuck_reason"][~world.inside] == 0).all()


def test_people_wait_for_a_door_that_opens_later_and_then_leave():
    venue = hall(gap("e", "hall", 0, 1.5, 0, 2.5)) | {
        "doors": [gap("d", "hall", 10, 1.5, 10, 2.5, state="locked", changes=[{"at": 20, "state": "open"}])]
    }
    venue["storeys"][0]["walls"] = [{"line": [[10, 0], [10, 4]]}]
    scene = scenario(venue, [{"number": 8, "where": {"storey": "hall", "area": box(12, 0.5, 19, 3.5)}}])
    simulation, ending, trace = run(scene)
    check_everything(trace, simulation.world.venue, 0.01)
    assert ending == "everyone is out"
    waiting = trace["time"] <= 20.0
    assert (trace["distance_walked"][waiting] == 0.0).all()
    assert (simulation.world["time_out"] > 20 + 10 / 2.2).all()
    assert (simulation.world["time_out"] < 60).all()


def test_a_one_way_door_is_used_one_way_and_never_the_other():
    """Two rooms, each with people, joined by a one-way door: those on the wrong side take the long way."""
    for direction, ways_out in (("forward", {"a", "b"}), ("backward", {"a"})):
        venue = {
            "storeys": [storey("hall", 0, 0, 20, 4, walls=[{"line": [[10, 0], [10, 4]]}])],
            # downwards in plan: forward is towards the right-hand side, to -x
            "doors": [gap("d", "hall", 10, 2.5, 10, 1.5, direction=direction)],
            "exits": [gap("a", "hall", 0, 1.5, 0, 2.5), gap("b", "hall", 20, 1.5, 20, 2.5)],
        }
        crowd = [walker(14, 2, exit_choice={"kind": "assigned", "exits": ["a"]}), walker(3, 2)]
        simulation, ending, trace = run(scenario(venue, crowd))
        check_everything(trace, simulation.world.venue, 0.01)
        assert ending == "everyone is out"
        door = simulation.world.venue.opening("d").index
        crossed = [
            event.value for event in trace.events if event.kind == "crossing" and event.opening == door
        ]
        if direction == "forward":
            assert crossed == [1.0]
            assert out_by(simulation, 0) == "a"
        else:
            assert crossed == []
            assert out_by(simulation, 0) == "b"
        assert {out_by(simulation, 1)} <= ways_out


@pytest.mark.parametrize("off", [0.0, 1e-9, -1e-9, 5e-4, -5e-4])
def test_whoever_stands_on_the_line_when_a_door_shuts_ends_on_one_side_of_it(off):
    """Exactly on the line, and nearer to it than anyone may come to a wall: nobody is lost, nobody slips through."""
    venue = {
        "storeys": [storey("hall", 0, 0, 12, 4, walls=[{"line": [[6, 0], [6, 4]]}])],
        "doors": [gap("d", "hall", 6, 1.5, 6, 2.5, changes=[{"at": 1, "state": "closed"}])],
        "exits": [gap("a", "hall", 0, 1.5, 0, 2.5), gap("b", "hall", 12, 1.5, 12, 2.5)],
    }
    crowd = [walker(3, 2, pre_movement=1, exit_choice={"kind": "assigned", "exits": ["b"]})]
    door = 6.0 if off else None

    def place(simulation):
        line = simulation.world.venue.opening("d").line
        at = door or line[0][0]
        simulation.world["x"][0], simulation.world["y"][0] = at + off, 2.0

    simulation, ending, trace = run(scenario(venue, crowd), prepare=place)
    check_everything(trace, simulation.world.venue, 0.01)
    assert ending == "everyone is out"
    shut = simulation.world.venue.opening("d").index
    assert not [event for event in trace.events if event.kind == "crossing" and event.opening == shut]
    side = np.sign(trace["x"][-1, 0] - 6)
    assert out_by(simulation) == ("b" if side > 0 else "a")


def test_an_exit_that_shuts_in_a_crowd_lets_nobody_through_afterwards():
    exit = gap(
        "e", "hall", 0, 1.4, 0, 2.6, changes=[{"at": 5, "state": "blocked"}, {"at": 9, "state": "open"}]
    )
    scene = scenario(hall(exit), [{"number": 40, "where": {"storey": "hall", "area": box(0.3, 0.3, 8, 3.7)}}])
    simulation, ending, trace = run(scene)
    check_everything(trace, simulation.world.venue, 0.01)
    out = simulation.world["time_out"]
    assert ending == "everyone is out"
    assert (out <= 5.0 + 1e-9).any()
    assert not ((out > 5.0 + 1e-9) & (out < 9.0)).any()
