"""Lifts against hand calculations: kinematics, doors, capacity, and who waits where."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import box, gap, run, scenario, stand_at, storey, walker

from exeunt.scenario.check import check_scenario
from exeunt.venue.venue import Lift

HEIGHT, WALK = 10.0, 1.33


def house(people, lift=None, **more):
    """NIST TN 1822, test 2.7, and ISO 20414, test 20: two storeys, 10 m apart, joined by a lift alone."""
    venue = {
        "storeys": [
            storey("ground", 0, 0, 20, 6),
            storey("upper", 0, 0, 20, 6, elevation=HEIGHT),
        ],
        "lifts": [
            {
                "id": "lift", "to": "ground",
                "stops": [
                    {"storey": "ground", "line": [[20, 2], [20, 3.2]]},
                    {"storey": "upper", "line": [[20, 2], [20, 3.2]]},
                ],
                **(lift or {}),
            }
        ],
        "exits": [gap("exit", "ground", 0, 2, 0, 4)],
        **more,
    }  # fmt: skip
    return scenario(venue, [{"lift": {"id": "lift"}, **block} for block in people])


def lift_of(height, speed, acceleration):
    return Lift(0, "lift", (0, 1), (0.0, height), 0, 0, 8, speed, acceleration, 2, 3, 1, 3, 0)


@settings(max_examples=50, deadline=None)
@given(
    height=st.floats(0.5, 300),
    speed=st.floats(0.3, 10),
    acceleration=st.floats(0.3, 2),
    steps=st.just(20_000),
)
def test_travel_times_are_those_of_a_car_that_is_integrated(height, speed, acceleration, steps):
    """Accelerate, hold the speed, decelerate: the area under the speed is the height."""
    time = lift_of(height, speed, acceleration).travel_time(0, 1)
    t = (np.arange(steps) + 0.5) * time / steps
    v = np.minimum(np.minimum(acceleration * t, acceleration * (time - t)), speed)
    assert v.sum() * time / steps == pytest.approx(height, rel=1e-3)
    assert lift_of(height, speed, acceleration).travel_time(1, 0) == time


def test_one_person_takes_the_lift_in_the_time_calculated_by_hand():
    kinematics = {"speed": 1.6, "acceleration": 0.8, "opening": 2, "closing": 3, "dwell": 4}
    scene = house([walker(15, 2.6, "upper")], kinematics)
    simulation, ending, trace = run(scene, prepare=stand_at(15, 2.6), every=0.1)
    assert ending == "everyone is out"
    travel = 10 / 1.6 + 1.6 / 0.8
    called = (20 - 2 - 15) / WALK
    opens = called + travel + 2
    boarded = opens + 0.3 / WALK
    out = boarded + 4 + 3 + travel + 2
    expected = out + 19.7 / WALK
    assert simulation.world["time_out"][0] == pytest.approx(expected, abs=0.8)
    events = [(e.time, e.cause) for e in trace.events if e.kind == "lift"]
    assert events[0][1] == "lift at upper: moves"
    assert events[1] == (pytest.approx(called + travel, abs=0.3), "lift at upper: opens")
    doing = [cause.split(": ")[1] for _, cause in events]
    assert doing == [
        "moves",
        "opens",
        "stands open",
        "closes",
        "moves",
        "opens",
        "stands open",
        "closes",
        "waits",
    ]
    # on the way down nobody is anywhere: the person waits in the car
    ground = trace["surface"][:, 0] == 0
    assert trace["time"][ground][0] == pytest.approx(out, abs=0.8)


def test_the_doors_wait_for_the_dwell_after_each_who_comes():
    """Three people come 3 s apart; the doors close 4 s after the last one, so that all ride together."""
    quick = {"speed": 5, "acceleration": 2, "opening": 1, "closing": 1, "dwell": 4}
    crowd = [walker(x, 2.6, "upper", 0.42) for x in (17.5, 8.2, 4.2)]
    _, ending, trace = run(house(crowd, quick), every=0.5)
    assert ending == "everyone is out"
    lift = [(e.time, e.cause.split(": ")[1], e.value) for e in trace.events if e.kind == "lift"]
    assert [value for _, doing, value in lift if doing == "opens"] == [0, 3]
    stands, closes = (
        next(time for time, doing, _ in lift if doing == word) for word in ("stands open", "closes")
    )
    assert closes - stands == pytest.approx(6.0 + 4.0, abs=1.0)


def test_no_more_than_fit_and_everybody_in_the_end():
    crowd = {"number": 20, "where": {"storey": "upper", "area": box(12, 1, 19, 5)}}
    scene = house([crowd], {"capacity": 8, "dwell": 5})
    simulation, ending, trace = run(scene, every=0.5)
    assert ending == "everyone is out"
    aboard = [int(e.value) for e in trace.events if e.kind == "lift" and "ground: opens" in e.cause]
    assert aboard == [8, 8, 4]
    cycle = 2 * (10 / 1.0 + 1 / 0.6) + 2 * (2 + 3) + 2 * 8 * 1.2
    lands = np.sort(
        [t[np.argmax(s == 0)] for t, s in zip([trace["time"]] * 20, trace["surface"].T, strict=True)]
    )
    # the first of the second trip a cycle after the first of the first
    assert lands[8] - lands[0] == pytest.approx(cycle, rel=0.15)
    # they come out one after the other
    assert (np.diff(lands[:8]) >= 1.0).all()
    assert simulation.world["exit_used"].min() == 0


def test_the_car_fetches_first_who_waited_first_and_serves_several_storeys():
    people = [walker(17, 2.6, "upper"), walker(4, 2.6, "top")]
    venue = house(people).document.venue.model_dump(mode="json", exclude_none=True)
    venue["storeys"].append(storey("top", 0, 0, 20, 6, elevation=14.0))
    venue["lifts"][0]["stops"].append({"storey": "top", "line": [[20, 2], [20, 3.2]]})
    scene = scenario(venue, [{"lift": {"id": "lift"}, **block} for block in people])
    simulation, ending, trace = run(scene, every=1.0)
    assert ending == "everyone is out"
    stops = [e.cause for e in trace.events if e.kind == "lift" and "stands open" in e.cause]
    assert [cause.split(":")[0] for cause in stops] == [
        "lift at upper", "lift at ground", "lift at top", "lift at ground",
    ]  # fmt: skip
    assert simulation.world["time_out"][0] < simulation.world["time_out"][1]


def test_people_who_are_not_told_to_take_the_stairs_beside_the_lift():
    stairs = [
        {
            "id": "stair",
            "foot": {"storey": "ground", "line": [[20, 4], [20, 5.5]]},
            "head": {"storey": "upper", "line": [[36, 4], [36, 5.5]]},
        }
    ]
    venue = house([walker(3, 3, "upper")]).document.venue.model_dump(mode="json", exclude_none=True)
    venue["storeys"][1]["area"] = [[36, 0], [56, 0], [56, 6], [36, 6]]
    venue["lifts"][0]["stops"][1]["line"] = [[56, 2], [56, 3.2]]
    venue["stairs"] = stairs
    at = {"storey": "upper", "area": box(40, 1, 50, 5)}
    crowd = [{"number": 12, "where": at, "lift": {"id": "lift", "share": 0.5}}]
    simulation, ending, trace = run(scenario(venue, crowd), every=0.2)
    assert ending == "everyone is out"
    on_stairs = (trace["surface"] == 2).any(axis=0)
    np.testing.assert_array_equal(on_stairs, simulation.world["lift"] < 0)
    assert 0 < on_stairs.sum() < 12


def test_lifts_that_cannot_be_are_refused():
    def errors(lift, use="lift"):
        scene = house([{**walker(15, 2.6, "upper"), "lift": {"id": use}}], lift)
        return " ".join(f"{problem} {problem.hint}" for problem in check_scenario(scene).errors)

    assert "does not stop on 'cellar'" in errors({"to": "cellar"})
    assert "Did you mean 'lift'" in errors({}, "lifd")
    twice = [{"storey": "upper", "line": [[20, 2], [20, 3]]}, {"storey": "upper", "line": [[0, 2], [0, 3]]}]
    assert "stops twice" in errors({"stops": twice, "to": "upper"})
    off = [{"storey": "upper", "line": [[18, 2], [18, 3]]}, {"storey": "ground", "line": [[20, 2], [20, 3]]}]
    assert "not on the edge" in errors({"stops": off})
    assert errors({}) == ""


def tower(choice="nearest", **people):
    """Three storeys joined by stairs, of which the lift serves the lower two; the basement has a way up alone."""
    venue = {
        "storeys": [
            storey("basement", 0, 20, 20, 26, elevation=-4), storey("ground", 0, 0, 20, 6),
            storey("mid", 26, 0, 46, 6, elevation=4), storey("top", 52, 0, 72, 6, elevation=8),
        ],
        "stairs": [
            {"id": "down", "foot": {"storey": "basement", "line": [[8, 20], [9.5, 20]]},
             "head": {"storey": "ground", "line": [[8, 6], [9.5, 6]]}},
            {"id": "first", "foot": {"storey": "ground", "line": [[20, 4], [20, 5.5]]},
             "head": {"storey": "mid", "line": [[26, 4], [26, 5.5]]}},
            {"id": "second", "foot": {"storey": "mid", "line": [[46, 4], [46, 5.5]]},
             "head": {"storey": "top", "line": [[52, 4], [52, 5.5]]}},
        ],
        "lifts": [
            {"id": "lift", "to": "ground", "stops": [
                {"storey": "ground", "line": [[20, 1], [20, 2.2]]}, {"storey": "mid", "line": [[26, 1], [26, 2.2]]}]}
        ],
        "exits": [gap("exit", "ground", 0, 2, 0, 4)],
    }  # fmt: skip
    use = {"lift": {"id": "lift"}, "exit_choice": choice}
    return scenario(venue, [{**use, **people}], run={"step": "0.02 s"})


@pytest.mark.parametrize("choice", ["nearest", "quickest", "familiar", "logit"])
def test_who_starts_above_the_highest_stop_walks_down_to_it_whatever_the_exit_choice(choice):
    rule = {"kind": choice, "exits": ["exit"]} if choice == "familiar" else choice
    scene = tower(rule, number=6, where={"storey": "top"})
    simulation, ending, trace = run(scene, every=0.5)
    assert ending == "everyone is out"
    landing = simulation.world.venue.opening("lift at mid").index
    boarded = {
        event.person for event in trace.events if event.kind == "crossing" and event.opening == landing
    }
    assert boarded == set(range(6))
    (warning,) = [p for p in check_scenario(scene).problems if "lift" in p.message]
    assert warning.severity == "warning"
    assert "start on 'top', where it does not stop: they walk to 'mid' and take it there" in warning.message


def test_nobody_walks_past_the_ground_floor_to_take_the_lift_back():
    scene = tower(number=3, where={"storey": "basement"})
    _, ending, trace = run(scene, every=0.5)
    assert ending == "everyone is out"
    assert {event.opening for event in trace.events if event.kind == "crossing"} == {0}
    (warning,) = [p for p in check_scenario(scene).problems if "lift" in p.message]
    assert "they do not use it" in warning.message


def test_who_does_not_fit_through_the_doors_of_a_lift_does_not_wait_for_it():
    venue = {
        "storeys": [storey("ground", 0, 0, 20, 6), storey("upper", 26, 0, 46, 6, elevation=4)],
        "stairs": [{"id": "s", "foot": {"storey": "ground", "line": [[20, 4], [20, 5.5]]},
                    "head": {"storey": "upper", "line": [[26, 4], [26, 5.5]]}}],
        "lifts": [{"id": "lift", "to": "ground", "stops": [
            {"storey": "ground", "line": [[20, 1], [20, 1.7]]}, {"storey": "upper", "line": [[26, 1], [26, 1.7]]}]}],
        "exits": [gap("exit", "ground", 0, 2, 0, 4)],
    }  # fmt: skip
    chair = {
        "number": 1,
        "where": {"storey": "upper"},
        "mobility": {"wheelchair_manual": 1},
        "lift": {"id": "lift"},
    }
    walks = {"number": 1, "where": {"storey": "upper"}, "lift": {"id": "lift"}}
    scene = scenario(venue, [chair, walks], run={"step": "0.02 s"})
    simulation, ending, trace = run(scene, every=1.0)
    assert ending == "everyone is out"
    landing = simulation.world.venue.opening("lift at upper").index
    assert [
        event.person for event in trace.events if event.kind == "crossing" and event.opening == landing
    ] == [1]
    (warning,) = [p for p in check_scenario(scene).problems if "clear width" in p.message]
    assert "lift 'lift at ground' (0.70 m) and lift 'lift at upper' (0.70 m)" in warning.message
