"""Periodic corridors: nobody is lost at a seam, nobody notices it, and the density stays."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import box, digest, gap, run, scenario, stand_at, storey, walker

from exeunt.base.errors import ScenarioError
from exeunt.models.movement.arrays import INSIDE, X, Y
from exeunt.models.movement.seams import Seams
from exeunt.models.movement.steps import HERE, HEREABOUTS
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import loads
from exeunt.simulation import build

END = 4.0


def endless(length, width, people, *, both=False, seam=None, **top):
    """A corridor of that period, with ground of 4 m beyond both lines and an exit that nobody reaches."""
    seam = seam or {"line": [[length, 0], [length, width]], "onto": [[0, 0], [0, width]]}
    venue = {
        "storeys": [storey("hall", -END, 0, length + END, width)],
        "exits": [gap("east", "hall", length + END, 0, length + END, width)],
        "seams": [{"id": "seam", "storey": "hall", **seam}],
    }
    if both:
        venue["exits"].append(gap("west", "hall", -END, 0, -END, width))
    return scenario(venue, people, run={"max_time": 20, **top.pop("run", {})}, **top)


def test_one_person_goes_round_and_round_at_its_own_speed():
    scene = endless(10, 2, [walker(2, 1)], run={"max_time": 60, "stall_time": 15})
    simulation, ending, trace = run(scene, prepare=stand_at(2, 1))
    assert ending == "time limit"
    assert simulation.world["distance_walked"][0] == pytest.approx(60 * 1.33, abs=1e-6)
    assert simulation.world["laps"][0] == int((2 + 60 * 1.33) / 10)
    assert trace["x"][:, 0].min() >= 0.0
    assert trace["x"][:, 0].max() <= 10.0
    assert np.isnan(simulation.world["stuck_since"][0])


def test_who_crosses_a_seam_still_knows_where_it_was_held_up():
    simulation = build(endless(10, 2, [walker(2, 1)]), seed=1, threads=1)
    seams = Seams(simulation.world, 1.0)
    real = SimpleNamespace(
        code=np.zeros((1, 12), np.int64),
        motion=np.zeros((1, 12)),
        memory=np.zeros((1, 8)),
        number=np.array([0]),
    )
    real.code[0, INSIDE] = 1
    real.motion[0, X], real.motion[0, Y] = 10.1, 1.0
    for first, within in (HERE, HEREABOUTS):
        real.memory[0, first : first + 2] = 10.1 - 0.5 * within, 1.0
    seams.wrap(real)
    for first, within in (HERE, HEREABOUTS):
        assert real.memory[0, first] == pytest.approx(real.motion[0, X] - 0.5 * within)
    assert real.motion[0, X] == pytest.approx(0.1)


def test_two_who_meet_at_the_seam_pass_as_they_do_anywhere():
    ends = []
    for at in (5.0, 0.0):
        people = [
            {"number": 1, "where": {"storey": "hall", "area": box(0.5, 0, 9.5, 3)}, "desired_speed": 1.3,
             "exit_choice": {"kind": "assigned", "exits": [to]}}
            for to in ("east", "west")
        ]  # fmt: skip

        def meet(simulation, at=at):
            world = simulation.world
            world["x"][:], world["y"][:] = (at + np.array([-2.0, 2.0])) % 10.0, [1.45, 1.5]

        scene = endless(10, 3, people, both=True, movement="encounters", run={"max_time": 4})
        simulation, _, _ = run(scene, prepare=meet, every=1.0)
        world = simulation.world
        ends.append(np.column_stack([(world["x"] - at) % 10.0, world["y"]]))
    assert np.abs(ends[0] - ends[1]).max() < 1e-6
    # they have passed, each to the right
    assert ends[0][0, 1] < 1.4 < 1.6 < ends[0][1, 1]


@pytest.mark.parametrize("movement", ["collision_free_speed", "social_force"])
def test_people_who_follow_each_other_across_the_seam_do_not_notice_it(movement):
    """A file behind a slow leader walks as it does in a corridor that is long enough."""

    def crowd(simulation):
        world = simulation.world
        world["x"][:5], world["y"][:5] = 9.0 - 0.8 * np.arange(5), 0.4
        world["desired_speed"][:5] = [0.6, 1.4, 1.3, 1.5, 1.2]

    people = [{"number": 5, "where": {"storey": "hall", "area": box(0.5, 0, 9.5, 0.8)}}]
    seamed, _, _ = run(endless(10, 0.8, people, movement=movement), prepare=crowd, every=1.0)
    venue = {"storeys": [storey("hall", -4, 0, 60, 0.8)], "exits": [gap("east", "hall", 60, 0, 60, 0.8)]}
    plain = scenario(venue, people, run={"max_time": 20}, movement=movement)
    straight, _, _ = run(plain, prepare=crowd, every=1.0)
    assert (seamed.world["laps"] >= 1).all()
    x = seamed.world["x"] + 10 * seamed.world["laps"]
    # the leader is followed: without images the second would have overtaken it by now
    assert (np.diff(x) < -0.3).all()
    np.testing.assert_allclose(x, straight.world["x"], atol=0.005)
    np.testing.assert_allclose(seamed.world["y"], straight.world["y"], atol=0.005)


@settings(max_examples=8, deadline=None)
@given(
    people=st.integers(1, 80),
    length=st.floats(12, 30),
    seed=st.integers(0, 1000),
    angle=st.sampled_from([(1, 0), (0.6, 0.8), (0, -1)]),
)
def test_everybody_stays_between_the_lines_whatever_the_direction(people, length, seed, angle):
    cosine, sine = angle

    def at(along, across):
        return [along * cosine - across * sine, along * sine + across * cosine]

    def across(along):
        return [at(along, 0), at(along, 3)]

    ring = [at(-END, 0), at(length + END, 0), at(length + END, 3), at(-END, 3)]
    venue = {
        "storeys": [{"id": "hall", "area": ring}],
        "exits": [{"id": "end", "storey": "hall", "line": across(length + END)}],
        "seams": [{"id": "seam", "storey": "hall", "line": across(length), "onto": across(0)}],
    }
    scene = scenario(venue, [{"number": people, "where": {"storey": "hall"}}], run={"max_time": 8})
    simulation, ending, trace = run(scene, every=0.2, seed=seed)
    assert ending == "time limit"
    assert trace.inside.all()
    along = trace["x"] * cosine + trace["y"] * sine
    assert (along >= -1e-6).all()
    assert (along <= length + 1e-6).all()
    assert (simulation.world["laps"] >= 0).all()


def test_density_is_kept_up_and_people_are_slower_in_denser_corridors():
    """A corridor without ends, as the tests of the speed-density relation need it: 0.5 to 3 people per square metre."""
    speed = []
    for density in (0.5, 1.0, 2.0, 3.0):
        crowd = [{"density": density, "where": {"storey": "hall"}, "desired_speed": 1.34, "time_gap": 1}]
        simulation, _, trace = run(endless(12, 3, crowd, movement="collision_free_speed"), every=0.5)
        assert simulation.world.people == round(density * 36)
        late = trace["time"] >= 10
        walked = trace["distance_walked"][late]
        speed.append((walked[-1] - walked[0]).mean() / (trace["time"][late][-1] - trace["time"][late][0]))
        # no end is emptier than the other
        halves = (trace["x"][late] < 6).mean(axis=1)
        assert abs(halves.mean() - 0.5) < 0.12
    assert speed[0] > 1.15
    assert (np.diff(speed) < -0.1).all(), speed


def test_two_streams_cross_the_seam_in_both_directions():
    crowd = [
        {"number": 6, "where": {"storey": "hall"}, "exit_choice": {"kind": "assigned", "exits": [exit]}}
        for exit in ("east", "west")
    ]
    simulation, _, _ = run(endless(15, 4, crowd, both=True), every=1.0)
    laps = simulation.world["laps"]
    assert (laps[:6] >= 0).all()
    assert (laps[6:] <= 0).all()
    assert laps[:6].sum() >= 3
    assert laps[6:].sum() <= -3
    assert not (simulation.world["time_out"] > 0).any()


def test_threads_change_nothing_at_a_seam():
    scene = endless(40, 20, [{"number": 1600, "where": {"storey": "hall"}}], run={"max_time": 2})
    one, _, _ = run(scene, every=1.0, threads=1)
    two, _, _ = run(scene, every=1.0, threads=2)
    assert digest(one.world.columns) == digest(two.world.columns)


def message(seam, length=10):
    scene = endless(length, 2, [walker(2, 1)], seam=seam)
    return [str(problem) for problem in check_scenario(scene).errors]


def test_seams_that_cannot_be_are_refused():
    assert "not the same line" in message({"line": [[10, 0], [10, 2]], "onto": [[0, 2], [0, 0]]})[0]
    assert "from wall to wall" in message({"line": [[10, 0], [10, 1.5]], "onto": [[0, 0], [0, 1.5]]})[0]
    assert "less than 2 m apart" in message({"line": [[10, 0], [10, 2]], "onto": [[9, 0], [9, 2]]})[0]
    document = json.loads(endless(10, 2, [walker(2, 1)]).source.text)
    document["venue"]["seams"][0]["storey"] = "hal"
    found = check_scenario(loads(json.dumps(document), "x.json")).errors
    assert "hal" in str(found[0])
    assert "'hall'" in found[0].hint


def test_too_little_ground_beyond_the_lines_is_refused_before_the_first_step():
    scene = endless(10, 2, [walker(2, 1)], seam={"line": [[13, 0], [13, 2]], "onto": [[0, 0], [0, 2]]})
    with pytest.raises(ScenarioError, match="of ground beyond its lines"):
        build(scene).loop().run()


def test_people_start_between_the_lines():
    crowd = [{"number": 40, "where": {"storey": "hall"}}]
    simulation = build(endless(10, 2, crowd), threads=1)
    assert simulation.world["x"].min() > 0
    assert simulation.world["x"].max() < 10
