"""Orders lock doors in time, by hand or remotely, and open them where the rule lets a fire go first."""

from __future__ import annotations

from typing import Any

import numpy as np
from scenes import box, gap, run, scenario, storey

VENUE: dict[str, Any] = {
    "storeys": [
        storey(
            "hall", 0, 0, 30, 8,
            walls=[{"line": [[10, 0], [10, 8]], "thickness": 0.2}, {"line": [[20, 0], [20, 8]], "thickness": 0.2}],
        )
    ],
    "doors": [gap("left", "hall", 10, 3.4, 10, 4.6), gap("right", "hall", 20, 3.4, 20, 4.6)],
    "exits": [gap("west", "hall", 0, 3, 0, 5), gap("east", "hall", 30, 3, 30, 5)],
}  # fmt: skip
WAITS = {"pre_movement": 500, "desired_speed": 1.33, "cue": "start"}
HANDS = {"kind": "manual", "id": "call point", "time": 20, "alarm": True}


def waiting(*rectangle: float, number: int = 1, **more: Any) -> dict[str, Any]:
    return {"number": number, "where": {"storey": "hall", "area": box(*rectangle)}, **WAITS, **more}


def go(orders: list[dict[str, Any]], people: list[dict[str, Any]], time: float = 60, **top: Any) -> Any:
    rules = top.pop("lockdown", {})
    scene = scenario(
        VENUE, people, run={"max_time": time}, behaviour={"decision": "drawn_delay", **top.pop("behaviour", {})},
        lockdown={"orders": orders, **rules}, **top,
    )  # fmt: skip
    return run(scene, every=0.5)


def events(trace: Any, kind: str) -> list[Any]:
    return [event for event in trace.events if event.kind == kind]


def state(simulation: Any, id: str) -> bool:
    world = simulation.world
    return bool(world.openings.is_open[world.venue.opening(id).index])


def test_a_remote_order_locks_its_doors_at_its_time_and_frees_them_at_its_end() -> None:
    order = {"id": "one", "at": 10, "delay": 5, "doors": ["left", "right"]}
    simulation, _, trace = go([order], [waiting(12, 2, 18, 6)])
    assert [event.time for event in events(trace, "door locked")] == [15.0, 15.0]
    assert not state(simulation, "left")
    assert not state(simulation, "right")
    simulation, _, trace = go([{**order, "until": 30}], [waiting(12, 2, 18, 6)])
    assert state(simulation, "left")
    assert [event.time for event in events(trace, "lockdown")] == [15.0]
    assert [event.time for event in events(trace, "lockdown ends")] == [30.0]


def test_a_call_point_sets_off_an_order() -> None:
    order = {"id": "one", "after": "call point", "delay": 3, "doors": "left"}
    alarms = {"detectors": [{**HANDS, "alarm": True}]}
    _, _, trace = go([order], [waiting(12, 2, 18, 6)], alarms=alarms)
    locked = events(trace, "door locked")
    assert len(locked) == 1
    assert 23.0 <= locked[0].time <= 23.6


def test_by_hand_only_doors_with_somebody_at_them_are_locked() -> None:
    guard = waiting(9.0, 3.5, 9.4, 4.5)
    order = {"id": "one", "at": 5, "doors": ["left", "right"], "by": "p0", "time_to_lock": 12}
    simulation, _, trace = go([order], [guard, waiting(22, 2, 28, 6)])
    locked = events(trace, "door locked")
    assert [event.opening for event in locked] == [simulation.world.venue.opening("left").index]
    assert 16.5 <= locked[0].time <= 17.5
    assert state(simulation, "right")


def smoke(*rectangle: float, **more: Any) -> dict[str, Any]:
    states = [{"at": 0, "extinction": 0}, {"at": 30, "extinction": 0}, {"at": 30.5, "extinction": 1.0}]
    return {
        "id": "smoke",
        "kind": "field",
        "storey": "hall",
        "area": box(*rectangle),
        "states": states,
        **more,
    }


def test_a_fire_opens_the_doors_of_its_own_compartment_and_no_others() -> None:
    order = {"id": "one", "at": 5, "doors": ["left", "right"]}
    hazards = {"sources": [smoke(21, 0, 30, 8)], "avoidance": None}
    simulation, _, trace = go([order], [waiting(12, 2, 18, 6)], hazards=hazards)
    assert state(simulation, "right")
    assert not state(simulation, "left")
    opened = events(trace, "contradiction")
    assert len(opened) == 1
    assert 30.0 <= opened[0].time <= 32.0


def test_the_other_rules_open_everything_or_nothing() -> None:
    order = {"id": "one", "at": 5, "doors": ["left", "right"]}
    hazards = {"sources": [smoke(21, 0, 30, 8)], "avoidance": None}
    alarms = {"detectors": [HANDS]}
    for rule, left, right in (("everywhere", True, True), ("never", False, False)):
        simulation, _, trace = go(
            [order], [waiting(12, 2, 18, 6)], hazards=hazards, alarms=alarms, lockdown={"fire_first": rule}
        )
        assert (state(simulation, "left"), state(simulation, "right")) == (left, right)
        said = [event.cause for event in events(trace, "contradiction")]
        assert any("the fire alarm sounds while 'one' holds" in cause for cause in said)


def test_people_with_fire_in_their_compartment_leave_whatever_the_order_says() -> None:
    order = {"id": "stay", "at": 1, "instruct": "stay"}
    follow = {"actions": {"announcement": 1.0, "instruction": 600}}
    there = waiting(22, 1, 28, 7, number=6, pre_movement=0)
    elsewhere = waiting(12, 1, 18, 7, number=6, pre_movement=0)
    hazards = {"sources": [smoke(21, 0, 30, 8)], "avoidance": None}
    # all doors shut, so that smoke and people stay apart until the order
    simulation, _, _ = go([order], [there, elsewhere], time=90, behaviour=follow, hazards=hazards)
    out = np.isfinite(simulation.world["time_out"])
    assert out[:6].all()
    assert not out[6:].any()
    assert (simulation.world["time_out"][:6] > 30.0).all()
    simulation, _, _ = go(
        [order],
        [there, elsewhere],
        time=90,
        behaviour=follow,
        hazards=hazards,
        lockdown={"fire_first": "never"},
    )
    assert not np.isfinite(simulation.world["time_out"]).any()
