"""Nobody stands for ever without a reason, and a run that gets nowhere ends."""

from __future__ import annotations

import numpy as np
import pytest
from scenes import box, gap, run, scenario, stand_at, storey, walker

from exeunt.engine.watch import PATIENCE


def rooms(*doors, exits=(("e", 0),)):
    """Two rooms of 6 by 4 m with a wall between them."""
    return {
        "storeys": [storey("hall", 0, 0, 12, 4, walls=[{"line": [[6, 0], [6, 4]]}])],
        "doors": list(doors),
        "exits": [gap(id, "hall", x, 1.5, x, 2.5) for id, x in exits],
    }


def test_whoever_is_locked_in_is_told_apart_from_those_who_leave():
    door = gap("d", "hall", 6, 1.5, 6, 2.5, changes=[{"at": 0.5, "state": "locked"}])
    simulation, ending, _trace = run(scenario(rooms(door), [walker(3, 2), walker(9, 2)]), every=1.0)
    world = simulation.world
    assert ending == "no open exit can be reached"
    assert world.inside.tolist() == [False, True]
    assert world["stuck_reason"].tolist() == [0, 1]
    assert np.isfinite(world["stuck_since"][1])
    assert world.time < 30


def test_someone_behind_a_person_who_does_not_move_is_held_up_by_people():
    """A corridor as wide as a body, and somebody in it who starts only after a long time."""
    venue = {"storeys": [storey("hall", 0, 0, 20, 0.8)], "exits": [gap("e", "hall", 20, 0, 20, 0.8)]}
    crowd = [walker(2, 0.4), walker(10, 0.4, pre_movement=200)]
    crowd = [person | {"where": {"storey": "hall"}} for person in crowd]

    def place(simulation):
        stand_at(2, 0.4, 0)(simulation)
        stand_at(10, 0.4, 1)(simulation)

    scene = scenario(venue, crowd, run={"max_time": 400})
    simulation, ending, trace = run(scene, every=1.0, prepare=place)
    assert ending == "everyone is out"
    stuck = [event for event in trace.events if event.kind == "stuck"]
    assert [event.person for event in stuck] == [0]
    assert stuck[0].cause == "held up by other people"
    assert stuck[0].value == pytest.approx(PATIENCE, abs=1.5)
    # told once, and forgotten as soon as the way is free
    assert np.isnan(simulation.world["stuck_since"]).all()
    assert (simulation.world["time_out"] > 200).all()


def test_a_run_in_which_nobody_gets_anywhere_ends_with_reasons():
    """The same, but whoever is in the way never starts within the time of the run."""
    venue = {"storeys": [storey("hall", 0, 0, 20, 0.8)], "exits": [gap("e", "hall", 20, 0, 20, 0.8)]}
    crowd = [{"number": 2, "desired_speed": 1.0}]

    def place(simulation):
        # the one in front is turned into an obstacle: it walks at next to no speed
        stand_at(2, 0.4, 0)(simulation)
        stand_at(10, 0.4, 1)(simulation)
        simulation.world["desired_speed"][1] = 1e-6

    scene = scenario(venue, crowd, run={"max_time": 3600, "stall_time": 40})
    simulation, ending, _ = run(scene, every=1.0, prepare=place)
    assert ending == "no progress"
    # 10 s to get there; half a minute later whoever is held up tries ways at random, which may count as progress once
    assert 40 <= simulation.world.time < 90
    assert (simulation.world["stuck_reason"] > 0).all()


def test_waiting_for_a_start_or_a_door_is_no_stall():
    """Nobody gets anywhere for longer than ``stall_time``, and it is nobody's fault: the run goes on."""
    door = gap("d", "hall", 6, 1.5, 6, 2.5, state="locked", changes=[{"at": 50, "state": "open"}])
    limits = {"stall_time": 10, "max_time": 300}
    simulation, ending, _ = run(scenario(rooms(door), [walker(9, 2)], run=limits), every=1.0)
    assert ending == "everyone is out"
    assert simulation.world["time_out"][0] > 50
    late = walker(3, 2, pre_movement=60)
    simulation, ending, _ = run(scenario(rooms(exits=(("e", 0), ("f", 12))), [late], run=limits), every=1.0)
    assert ending == "everyone is out"
    assert simulation.world["time_out"][0] == pytest.approx(60 + 3 / 1.33, abs=0.5)


def test_the_time_limit_is_kept_and_people_on_the_way_are_not_called_stuck():
    venue = {"storeys": [storey("hall", 0, 0, 100, 4)], "exits": [gap("e", "hall", 0, 1.5, 0, 2.5)]}
    crowd = [{"number": 1, "where": {"storey": "hall", "area": box(90, 1, 95, 3)}}]
    for limit in (20.0, 20.03):
        simulation, ending, _ = run(scenario(venue, crowd, run={"max_time": limit}), every=1.0)
        assert ending == "time limit"
        assert simulation.world.time == pytest.approx(limit, abs=simulation.world.clock.step_size)
        assert simulation.world["stuck_reason"].tolist() == [0]
