"""Responders in a building: they come when they may, against the crowd, find, treat and carry at the pace stated."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from invariants import Trace, check_conserved
from scenes import box, gap, run, scenario, storey

from exeunt.base.columns import RESCUES
from exeunt.simulation import Simulation

WALL = {"line": [[20, 0], [20, 8]], "thickness": 0.2}
HALL = {"storeys": [storey("hall", 0, 0, 40, 10)], "exits": [gap("exit", "hall", 0, 4, 0, 6)]}
HALF = {"storeys": [storey("hall", 0, 0, 40, 10, walls=[WALL])], "exits": HALL["exits"]}
FORCE = {
    "id": "rescue", "called": 5, "enter": "exit", "number": 2, "command": 1, "assembled": 5, "approach": 5,
    "collection_point": {"storey": "hall", "at": [4, 5]}, "treat": 10, "prepare": 10, "carry_speed": 0.5,
}  # fmt: skip
CARRIED, COLLECTED = RESCUES.index("carried"), RESCUES.index("at the collection point")


def lying(x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"number": 1, "where": {"storey": "hall", "area": box(x - 0.3, y - 0.3, x + 0.3, y + 0.3)}, "injured": 0,
            **more}  # fmt: skip


def rescue(
    people: Any, venue: Any = HALL, seed: int = 1, threads: int = 1, **more: Any
) -> tuple[Simulation, str, Trace]:
    top = {name: more.pop(name) for name in ("danger_zones", "alarms") if name in more}
    scene = scenario(
        venue, people, responders=[{**FORCE, **more}], run={"max_time": 1500},
        movement="collision_free_speed", **top,
    )  # fmt: skip
    return run(scene, every=0.1, seed=seed, threads=threads)


def told(trace: Trace, word: str) -> list[float]:
    return [
        event.time for event in trace.events if event.kind in ("rescue", "responders") and word in event.cause
    ]


def test_a_casualty_is_reached_and_carried_in_the_time_worked_out_by_hand() -> None:
    simulation, ending, trace = rescue([lying(30, 5)], told=True, search=[])
    world = simulation.world
    assert ending == "everyone is out or rescued"
    assert told(trace, "is called") == [5.0]
    assert told(trace, "is at the entrance") == told(trace, "enters") == [15.0]
    # from the door to the touch of the casualty at 1.2 m/s
    assert world["reached_at"][0] - 15.0 == pytest.approx((30.0 - 0.2 - 1.5) / 1.2, abs=2.5)
    (lifted,) = told(trace, "carried")
    assert lifted - world["reached_at"][0] == pytest.approx(20.0, abs=1.6)
    x, y = trace["x"][:, 0], trace["y"][:, 0]
    up = trace["time"] > lifted
    way = np.hypot(np.diff(x[up]), np.diff(y[up])).sum()
    took = world["collected_at"][0] - lifted
    assert way == pytest.approx(30.0 - 1.5 - 4.0, abs=2.0)
    assert way / took == pytest.approx(0.5, rel=0.05)
    assert world["rescue"][0] == COLLECTED
    assert np.hypot(world["x"][0] - 4.0, world["y"][0] - 5.0) < 2.0


def test_casualties_do_not_move_before_they_are_carried_nor_walk_afterwards() -> None:
    people = [lying(30, 2), lying(35, 8), lying(12, 5)]
    simulation, _, trace = rescue(people, number=4)
    world = simulation.world
    for person in range(3):
        lifted = min(e.time for e in trace.events if e.cause == "carried" and e.person == person)
        before, after = trace["time"] <= lifted, trace["time"] > world["collected_at"][person] + 0.2
        for axis in ("x", "y"):
            assert np.ptp(trace[axis][before, person]) < 0.01
            assert not after.any() or np.ptp(trace[axis][after, person]) < 1e-9
        assert lifted > world["reached_at"][person] > 15.0
        assert np.isnan(world["time_out"][person])
        assert not np.isnan(world["incapacitated_at"][person])


def test_nobody_enters_before_the_force_is_there_and_all_come_in_by_the_entrance() -> None:
    crowd = {"number": 60, "where": {"storey": "hall", "area": box(8, 1, 30, 9)}, "pre_movement": 10}
    simulation, ending, trace = rescue([crowd, lying(35, 5)], number=4)
    world = simulation.world
    crew = np.flatnonzero(world["task_force"] == 0)
    here = trace["present"][:, crew] == 1
    assert len(crew) == 4
    assert here[-1].all()
    assert trace["time"][here.any(axis=1)].min() >= 15.0
    first = here.argmax(axis=0)
    assert (trace["x"][first, crew] < 1.5).all()
    assert (np.abs(trace["y"][first, crew] - 5.0) < 1.2).all()
    assert ending == "everyone is out or rescued"
    # the crowd still left by that exit while responders came in
    out = world["time_out"][:60]
    assert np.isfinite(out).all()
    assert out.max() > trace["time"][first].min()


def test_responders_walk_against_the_crowd_and_through_no_wall() -> None:
    crowd = {"number": 40, "where": {"storey": "hall", "area": box(21, 1, 38, 9)}, "pre_movement": 5}
    simulation, _, trace = rescue([crowd, lying(35, 4)], HALF, number=4)
    crew = np.flatnonzero(simulation.world["task_force"] == 0)
    wall = shapely.LineString(WALL["line"]).buffer(0.099, cap_style="flat")
    floor = shapely.box(0, 0, 40, 10)
    for person in [*crew.tolist(), 40]:
        inside = np.flatnonzero(trace.inside[:, person])
        path = np.column_stack([trace["x"][inside, person], trace["y"][inside, person]])
        steps = shapely.linestrings(np.stack([path[:-1], path[1:]], axis=1))
        # whoever is lifted changes place to the bearer's, in touch and in sight
        assert not shapely.intersects(steps, wall).any()
        assert shapely.covers(floor, shapely.points(path)).all()
    check_conserved(trace, simulation.world.venue)


def test_a_search_takes_the_area_over_its_rate_where_nobody_can_be_seen() -> None:
    """240 m² at 30 m²/min by one party: the way included, 8 minutes, whoever lies there."""
    hall = {"storeys": [storey("hall", 0, 0, 24, 10)], "exits": HALL["exits"]}
    simulation, _, trace = rescue([lying(23, 9)], hall, sees=0.1)
    (entered,), (done,) = told(trace, "enters"), told(trace, "is done")
    reached = float(simulation.world["reached_at"][0])
    assert reached - entered > 60.0
    carried = 10 + 10 + 20 / 0.5
    assert 480.0 <= done - entered <= 480.0 + carried + 60.0


def test_who_is_seen_needs_no_search() -> None:
    seen, _, _ = rescue([lying(13, 5)], search=[], sees=20)
    unseen, ending, _ = rescue([lying(35, 5)], search=[], sees=5)
    assert seen.world["rescue"][0] == COLLECTED
    assert unseen.world["rescue"][0] == 0
    assert ending == "everyone left is incapacitated"


def test_nobody_comes_in_or_goes_where_a_danger_zone_is_near() -> None:
    zone = {"id": "z", "storey": "hall", "radius": 2, "end": 100,
            "path": [{"time": 0, "at": [30, 5]}, {"time": 100, "at": [30, 5]}], "seen": 5, "heard": 5}  # fmt: skip
    simulation, ending, trace = rescue(
        [lying(30, 5)], danger_zones=[zone], keep_away=15, told=True, search=[]
    )
    crew = np.flatnonzero(simulation.world["task_force"] == 0)
    during = trace["time"] < 99.9
    away = np.hypot(trace["x"][:, crew] - 30, trace["y"][:, crew] - 5)
    assert np.nanmin(np.where(trace.inside[:, crew], away, np.nan)[during]) > 15.0
    assert simulation.world["reached_at"][0] > 100.0
    assert ending == "everyone is out or rescued"
    held, _, before = rescue([lying(30, 5)], danger_zones=[zone], keep_away=40, told=True, search=[])
    assert told(before, "waits outside: danger is near") == [15.0]
    assert 100.0 <= told(before, "enters")[0] < 102.0
    assert held.world["rescue"][0] == COLLECTED


def test_the_alarm_calls_them_and_without_one_they_never_come() -> None:
    alarm = {"detectors": [{"kind": "manual", "id": "call point", "time": 30}], "delay": 5}
    crowd = {"number": 2, "where": {"storey": "hall", "area": box(8, 1, 12, 9)}}
    _, _, trace = rescue([crowd, lying(15, 5)], called=None, called_by="alarm", alarms=alarm)
    assert told(trace, "is called")[0] == pytest.approx(35.0, abs=0.51)
    never = {"detectors": [{"kind": "manual", "id": "call point", "time": 2000}], "delay": 5}
    simulation, ending, _ = rescue([crowd], called=None, called_by="alarm", alarms=never)
    assert ending == "everyone is out"
    assert (simulation.world["present"][simulation.world["task_force"] == 0] == 0).all()


def test_the_run_ends_when_nobody_is_left_to_be_helped() -> None:
    crowd = {"number": 5, "where": {"storey": "hall", "area": box(2, 1, 8, 9)}}
    simulation, ending, _ = rescue([crowd], called=3)
    assert ending == "everyone is out"
    assert simulation.world.time < 30.0


def test_treating_all_first_and_carrying_at_once_differ_as_they_should() -> None:
    people = [lying(10, 5), lying(20, 5), lying(30, 5)]
    all_first, _, _ = rescue(people, told=True, first="treat_all")
    at_once, _, _ = rescue(people, told=True, search=[], first="carry_at_once")
    assert np.max(all_first.world["reached_at"][:3]) < np.min(all_first.world["collected_at"][:3])
    assert np.min(at_once.world["collected_at"][:3]) < np.max(at_once.world["reached_at"][:3])
    assert np.min(at_once.world["collected_at"][:3]) < np.min(all_first.world["collected_at"][:3])


def test_the_same_seed_gives_the_same_bytes_whatever_the_threads() -> None:
    crowd = {"number": 10, "where": {"storey": "hall", "area": box(8, 1, 30, 9)}, "pre_movement": 10}
    people = [crowd, lying(30, 3), lying(12, 7)]
    runs = [rescue(people, number=4, threads=threads)[0].world.columns for threads in (1, 1, 2)]
    for name, values in runs[0].items():
        assert all(np.array_equal(values, other[name], equal_nan=True) for other in runs[1:]), name


def test_stated_injuries_let_people_fall_at_their_time_and_not_start_again() -> None:
    people = [
        {"number": 5, "where": {"storey": "hall", "area": box(25, 1, 35, 9)}, "injured": 8},
        {"number": 5, "where": {"storey": "hall", "area": box(5, 1, 15, 9)}},
    ]
    scene = scenario(HALL, people, run={"max_time": 200}, movement="collision_free_speed")
    simulation, ending, trace = run(scene, every=0.1)
    world, time = simulation.world, trace["time"]
    assert ending == "everyone left is incapacitated"
    assert (world["incapacitated_at"][:5] == 8.0).all()
    assert np.isnan(world["incapacitated_at"][5:]).all()
    later = time > 9.2
    assert (np.ptp(trace["x"][later, :5], axis=0) < 0.01).all()
    assert (np.ptp(trace["x"][time < 8.0, :5], axis=0) > 3.0).all()
    assert np.isfinite(world["time_out"][5:]).all()


@pytest.mark.parametrize("width", [1.0, 2.0])
@pytest.mark.parametrize("bearers", [2, 4])
def test_more_responders_than_the_entrance_holds_come_in_one_after_the_other(
    width: float, bearers: int
) -> None:
    """They do not wait in the entrance for those of their party whom they keep from coming in."""
    venue = {**HALL, "exits": [gap("exit", "hall", 0, 4, 0, 4 + width)]}
    simulation, _, trace = rescue([lying(30, 5)], venue=venue, number=8, bearers=bearers, told=True)
    came = [event.time for event in trace.events if event.kind == "arrival"]
    (enters,) = told(trace, "enters")
    assert len(came) == 8
    assert max(came) - enters < 10.0
    check_conserved(trace, simulation.world.venue)


@pytest.mark.parametrize("decision", ["delay_budget", "drawn_delay", "ordered_logit"])
def test_responders_and_stewards_do_not_wait_as_the_audience_does(decision: str) -> None:
    """With the section behaviour too, responders begin when they come in, and stewards after their own delays."""
    steward = {"id": "s", "storey": "hall", "at": [10, 8], "instruction": {"kind": "direct", "exit": "exit"},
               "delay": 5, "confirmation": 6}  # fmt: skip
    stewards = [{**steward, "id": f"s{k}", "at": [12 + 2 * k, 8]} for k in range(8)]
    scene = scenario(
        HALL, [lying(30, 5)], responders=[{**FORCE, "number": 8}], staff=stewards, run={"max_time": 40},
        behaviour={"decision": decision},
    )  # fmt: skip
    world = run(scene, every=5.0)[0].world
    on_post = (world["population"] >= 1) & (world["population"] <= 8)
    assert world["start_time"][on_post] == pytest.approx(11.0)
    crew = world["task_force"] >= 0
    assert crew.sum() == 8
    # called at 5 s, 10 s to the entrance; looked at twice a second
    assert (world["start_time"][crew] >= 15.0).all()
    assert (world["start_time"][crew] <= 19.0).all()
