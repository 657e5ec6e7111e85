"""Openings with a limit of flow: no more than the limit, no less with a queue, whatever the step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_everything
from scenes import box, digest, gap, run, scenario, storey

from exeunt.models.movement.arrays import SAVED
from exeunt.venue.document import CODE_FLOW

MODELS = ("collision_free_speed", "social_force")


def imo_room(people=100, width=1.0, limit="code", **top):
    """IMO MSC.1/Circ.1533, test 4: 8 m by 5 m, an exit in the middle of a 5 m wall, 100 people, no delay."""
    more = {} if limit is None else {"max_specific_flow": limit}
    venue = {
        "storeys": [storey("hall", 0, 0, 8, 5)],
        "exits": [gap("exit", "hall", 8, 2.5 - width / 2, 8, 2.5 + width / 2, **more)],
    }
    return scenario(venue, [{"number": people}], **top)


def times_out(simulation):
    return np.sort(simulation.world["time_out"])


@pytest.mark.parametrize("movement", MODELS)
def test_a_code_door_lets_through_no_more_than_the_code_and_hardly_less(movement):
    simulation, ending, trace = run(imo_room(movement=movement))
    check_everything(trace, simulation.world.venue, 0.01)
    assert ending == "everyone is out"
    times = times_out(simulation)
    assert len(times) / times[-1] <= CODE_FLOW
    # a queue stands there until nearly the end; with forces people bounce before the line now and then
    low = {"collision_free_speed": 0.99, "social_force": 0.93}[movement] * CODE_FLOW
    assert low <= 89 / (times[89] - times[0]) <= 1.01 * CODE_FLOW


def test_without_the_limit_people_flow_faster():
    limited, _, _ = run(imo_room(), every=1.0)
    as_asked, _, _ = run(imo_room(limit=None), every=1.0)
    free, _, _ = run(imo_room(), every=1.0, free_doors=True)
    assert times_out(as_asked)[-1] < 0.8 * times_out(limited)[-1]
    assert digest(free.world.columns) == digest(as_asked.world.columns)


def test_the_limited_flow_does_not_depend_on_the_step():
    flow = {}
    for step in (0.04, 0.02, 0.01, 0.005):
        simulation, _, _ = run(imo_room(60, limit=1.0), every=1.0, step=step)
        times = times_out(simulation)
        flow[step] = (len(times) - 11) / (times[-1] - times[10])
    assert list(flow.values()) == pytest.approx([1.0] * 4, rel=0.02), flow


@settings(max_examples=12, deadline=None)
@given(
    width=st.floats(0.8, 4.0),
    limit=st.floats(0.2, 2.5),
    people=st.integers(1, 60),
    seed=st.integers(0, 1000),
)
def test_in_no_window_of_time_more_get_through_than_the_limit(width, limit, people, seed):
    simulation, ending, _ = run(imo_room(people, width, limit), every=5.0, seed=seed)
    assert ending == "everyone is out"
    times = times_out(simulation)
    rate = limit * simulation.world.venue.openings[0].width
    numbers = np.arange(people)
    assert (numbers + 1 <= rate * times + 1e-6).all()
    windows = times[None, :] - times[:, None]
    passed = numbers[None, :] - numbers[:, None] + 1
    later = windows >= 0
    step = simulation.world.clock.step_size
    assert (passed[later] <= rate * (windows[later] + step) + SAVED + 1e-6).all()


def test_a_limit_that_nobody_reaches_changes_nothing():
    free, _, _ = run(imo_room(20, limit=None), every=1.0)
    wide, _, _ = run(imo_room(20, limit=9.9), every=1.0)
    # the first second of credit is the only difference, and nobody gets there within it
    assert times_out(free)[0] > SAVED / 9.9
    assert digest(free.world.columns) == digest(wide.world.columns)


def test_a_limited_door_inside_counts_both_ways():
    """Two crowds change rooms through one door: the sum of both streams keeps the limit."""
    venue = {
        "storeys": [storey("hall", 0, 0, 16, 6, walls=[{"line": [[8, 0], [8, 6]]}])],
        "doors": [gap("door", "hall", 8, 1.5, 8, 4.5, max_specific_flow="20 per m per min")],
        "exits": [gap("west", "hall", 0, 2, 0, 4), gap("east", "hall", 16, 2, 16, 4)],
    }
    to = {"west": [9, 1, 15, 5], "east": [1, 1, 7, 5]}
    crowd = [
        {"number": 20, "where": {"storey": "hall", "area": box(*at)},
         "exit_choice": {"kind": "assigned", "exits": [exit]}}
        for exit, at in to.items()
    ]  # fmt: skip
    simulation, ending, trace = run(scenario(venue, crowd), every=1.0)
    assert ending == "everyone is out"
    door = simulation.world.venue.opening("door")
    times = np.sort([e.time for e in trace.events if e.kind == "crossing" and e.opening == door.index])
    assert len(times) >= 40
    assert (np.arange(len(times)) + 1 <= times * door.width * 20 / 60 + 1e-6).all()


def test_threads_and_the_order_of_populations_change_nothing():
    def crowd(*ids):
        venue = {
            "storeys": [storey("hall", 0, 0, 20, 12)],
            "exits": [gap("exit", "hall", 20, 3, 20, 9, max_specific_flow="code")],
        }
        return scenario(venue, [{"id": id, "number": 40} for id in ids], run={"max_time": 12})

    first, _, _ = run(crowd("a", "b"), every=1.0, threads=1)
    second, _, _ = run(crowd("b", "a"), every=1.0, threads=2)
    assert digest(first.world.columns, {"population"}) == digest(second.world.columns, {"population"})
