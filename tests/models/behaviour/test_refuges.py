"""Refuges: people go there when told or in danger, spread, lock behind them, and leave when smoke comes."""

from __future__ import annotations

from typing import Any

import numpy as np
from scenes import box, gap, run, scenario, storey

from exeunt.base.columns import ACTIONS
from exeunt.simulation import build
from exeunt.world.refuges import ABANDONED, LOCKED

VENUE: dict[str, Any] = {
    "storeys": [storey("hall", 0, 0, 30, 8, walls=[{"line": [[22, 0], [22, 8]], "thickness": 0.2}])],
    "doors": [gap("office door", "hall", 22, 3.4, 22, 4.6)],
    "rooms": [{"id": "office", "storey": "hall", "area": box(22.1, 0, 30, 8)}],
    "exits": [gap("west", "hall", 0, 3, 0, 5)],
}
SMOKE = {
    "id": "smoke", "kind": "field", "storey": "hall", "area": box(22.1, 0, 30, 8),
    "states": [{"at": 0, "extinction": 0}, {"at": 60, "extinction": 0}, {"at": 120, "extinction": 2.0}],
}  # fmt: skip
ORDER = {"id": "stay in", "at": 2, "instruct": "invacuate"}


def crowd(number: int, **more: Any) -> dict[str, Any]:
    where = {"storey": "hall", "area": box(9, 1, 21, 7)}
    return {"number": number, "where": where, "desired_speed": 1.33, "cue": "start", **more}


def office(**more: Any) -> dict[str, Any]:
    return {"id": "office", "room": "office", "doors": "office door", "capacity": 40, **more}


def go(number: int, refuge: dict[str, Any], orders: list[dict[str, Any]], **top: Any) -> Any:
    people = top.pop("people", None) or [crowd(number)]
    scene = scenario(
        VENUE, people, run={"max_time": 300, "stall_time": 100},
        behaviour={"decision": "drawn_delay", **top.pop("behaviour", {})},
        refuges=[refuge], lockdown={"orders": orders, **top.pop("lockdown", {})}, **top,
    )  # fmt: skip
    return run(scene, every=0.5)


def events(trace: Any, kind: str) -> list[Any]:
    return [event for event in trace.events if event.kind == kind]


ALWAYS = {"actions": {"announcement": 1.0, "instruction": 600}}


def test_people_who_are_told_go_in_lock_and_are_protected() -> None:
    simulation, ending, trace = go(20, office(), [ORDER], behaviour=ALWAYS)
    world = simulation.world
    assert ending == "everyone is out or protected"
    assert (world["sheltered"] == 0).all()
    locked = events(trace, "refuge locked")
    assert len(locked) == 1
    assert locked[0].value == 20
    assert np.allclose(world["protected_at"], locked[0].time, atol=0.6)
    assert world.shelters.locked.all()
    assert not world.openings.is_open[world.venue.opening("office door").index]
    assert set(world["action"].tolist()) == {ACTIONS.index("invacuate")}


def test_locking_takes_its_time_after_the_first_has_come_in() -> None:
    first, times = [], []
    for seconds in (0, 15):
        _, _, trace = go(12, office(time_to_lock=seconds), [ORDER], behaviour=ALWAYS)
        through = [event for event in trace.events if event.kind == "crossing"]
        first.append(min(event.time for event in through))
        times.append(events(trace, "refuge locked")[0].time)
    assert first[0] == first[1]
    assert times[1] >= first[1] + 15.0
    assert times[0] < times[1]


def test_people_spread_inside_and_leave_the_door_free() -> None:
    simulation, _, _ = go(30, office(time_to_lock=45), [ORDER], behaviour=ALWAYS)
    world = simulation.world
    x, y = world["x"], world["y"]
    assert (x > 22.1).all()
    # nobody stands in the door, and nobody in anybody else
    assert (np.hypot(x - 22.0, y - 4.0) > 1.0).all()
    apart = np.hypot(x[:, None] - x, y[:, None] - y) + 10.0 * np.eye(len(x))
    assert apart.min() > 0.25
    # they use the depth and the width of the room rather than one corner
    assert np.ptp(x) > 3.0
    assert np.ptp(y) > 4.0


def test_a_full_refuge_takes_nobody_else_and_they_leave() -> None:
    simulation, ending, trace = go(40, office(capacity=15), [ORDER], behaviour=ALWAYS)
    world = simulation.world
    assert ending == "everyone is out or protected"
    inside = int((world["sheltered"] == 0).sum())
    # one or two may be in the door when it is full
    assert 15 <= inside <= 17
    assert int(np.isfinite(world["time_out"]).sum()) == 40 - inside
    assert events(trace, "refuge refused")


def test_a_locked_refuge_is_a_locked_door_to_those_who_come_later() -> None:
    near = crowd(6, where={"storey": "hall", "area": box(18, 1, 21, 7)})
    late = crowd(6, where={"storey": "hall", "area": box(3, 1, 6, 7)}, pre_movement=30)
    simulation, ending, trace = go(0, office(time_to_lock=5), [ORDER], behaviour=ALWAYS, people=[near, late])
    world = simulation.world
    assert ending == "everyone is out or protected"
    assert (world["sheltered"] == 0).sum() == 6
    found = {
        event.person for event in trace.events if event.kind in ("door found locked", "told of shut door")
    }
    assert found == set(range(6, 12))
    assert np.isfinite(world["time_out"][6:]).all()


def test_who_stands_in_the_doorway_of_a_locked_refuge_is_still_inside() -> None:
    scene = scenario(
        VENUE, [crowd(6)], run={"max_time": 200, "stall_time": 50},
        behaviour={"decision": "drawn_delay", **ALWAYS}, refuges=[office()], lockdown={"orders": [ORDER]},
    )  # fmt: skip
    simulation = build(scene)
    world, loop = simulation.world, simulation.loop()
    for model in loop.schedule.models:
        model.setup(world)
    while world.shelters is None or not world.shelters.locked.all():
        assert world.time < 100.0
        loop.step()
    # pushed between the jambs: past the edge of the room, on the near side of the locked door
    world["x"][0], world["y"][0] = 22.05, 4.0
    for _ in range(200):
        loop.step()
    assert world["sheltered"].tolist() == [0] * 6
    assert world["action"][0] == ACTIONS.index("invacuate")
    assert loop.ending() == "everyone is out or protected"


def test_nobody_locks_out_the_own_group() -> None:
    near = {"where": {"storey": "hall", "area": box(19, 3, 21, 5)}}
    far = {"where": {"storey": "hall", "area": box(8, 3, 10, 5)}}
    counts, times = [], []
    for together in ({}, {"groups": {"together": "family", "gap": 50}}):
        people = [crowd(1, **near, **together), crowd(1, **far, **together)]
        simulation, _, trace = go(0, office(time_to_lock=0), [ORDER], behaviour=ALWAYS, people=people)
        counts.append(int((simulation.world["sheltered"] == 0).sum()))
        times.append(events(trace, "refuge locked")[0].time)
    # alone, the first one in locks the other out; of a family it waits for the other
    assert counts == [1, 2]
    assert times[1] > times[0] + 5.0


def test_a_refuge_that_fills_with_smoke_is_given_up_and_everybody_gets_out() -> None:
    simulation, ending, trace = go(
        12, office(), [ORDER], behaviour=ALWAYS, hazards={"sources": [SMOKE], "avoidance": None}
    )
    world = simulation.world
    given_up = events(trace, "refuge abandoned")
    assert len(given_up) == 1
    # 3/K = 5 m at K = 0.6, which is reached at 78 s
    assert 77.0 < given_up[0].time < 80.0
    assert "visibility" in given_up[0].cause
    assert ending == "everyone is out"
    assert world.shelters.state[0] == ABANDONED
    # they had been protected before, and that stays on record
    assert (world["protected_at"] < 60.0).all()


def test_the_rule_for_giving_up_follows_the_scenario() -> None:
    simulation, ending, trace = go(
        12, office(abandon={"visibility": 0}), [ORDER], behaviour=ALWAYS,
        hazards={"sources": [SMOKE], "avoidance": None},
    )  # fmt: skip
    assert not events(trace, "refuge abandoned")
    assert ending == "everyone is out or protected"
    assert simulation.world.shelters.state[0] == LOCKED


def test_without_a_reason_nobody_goes_into_a_refuge() -> None:
    scene = scenario(VENUE, [crowd(20)], behaviour={"decision": "drawn_delay"}, refuges=[office()])
    simulation, ending, _ = run(scene, every=0.5)
    assert ending == "everyone is out"
    assert set(simulation.world["action"].tolist()) == {ACTIONS.index("evacuate")}


def test_people_follow_an_instruction_as_often_as_stated() -> None:
    shares = []
    for comply in (0.0, 0.5, 1.0):
        rules = {"actions": {"announcement": comply, "instruction": 600}}
        simulation, _, _ = go(60, office(capacity=90), [ORDER], behaviour=rules)
        shares.append(float((simulation.world["sheltered"] == 0).mean()))
    assert shares[0] == 0.0
    assert 0.3 < shares[1] < 0.7
    assert shares[2] == 1.0


def test_who_hides_is_sheltering_and_nobody_is_lost() -> None:
    order = {"id": "hide", "at": 2, "instruct": "stay"}
    simulation, ending, _ = go(10, office(), [order], behaviour=ALWAYS)
    world = simulation.world
    assert ending == "everyone left is sheltering"
    assert world.sheltering.sum() == 10
    assert np.isnan(world["protected_at"]).all()
    assert np.isnan(world["stuck_since"]).all()
    assert set(world["action"].tolist()) == {ACTIONS.index("hide")}


def test_a_refuge_from_smoke_is_thought_of_by_those_in_smoke_alone() -> None:
    """Ninety metres to the exit, five to the refuge: who is in smoke goes to a refuge that protects from it."""
    venue = {
        "storeys": [storey("hall", -90, 0, 30, 8, walls=[{"line": [[22, 0], [22, 8]], "thickness": 0.2}])],
        "doors": VENUE["doors"],
        "rooms": VENUE["rooms"],
        "exits": [gap("west", "hall", -90, 3, -90, 5)],
    }
    haze = {
        "id": "haze", "kind": "field", "storey": "hall", "area": box(-90, 0, 21.9, 8),
        "states": [{"at": 0, "extinction": 0.3}],
    }  # fmt: skip
    went = {}
    for name, protects, smoke, counts in (
        ("zone", ["zone"], True, 0.15),
        ("smoke", ["smoke"], True, 0.15),
        ("too thin", ["smoke"], True, 0.4),
        ("clear", ["smoke"], False, 0.15),
    ):
        decision = {"kind": "drawn_delay", "sights": {"smoke": counts}}
        hazards = {"hazards": {"sources": [haze], "avoidance": None}} if smoke else {}
        scene = scenario(
            venue, [crowd(20)], run={"max_time": 400, "stall_time": 100}, behaviour={"decision": decision},
            refuges=[office(protects=protects)], **hazards,
        )  # fmt: skip
        simulation, _, _ = run(scene, every=0.5)
        went[name] = int((simulation.world["sheltered"] == 0).sum())
    assert went["zone"] == went["clear"] == went["too thin"] == 0
    assert went["smoke"] >= 18


def test_who_does_not_know_a_refuge_goes_to_it_only_if_its_door_is_noticed() -> None:
    sheltered = {}
    for notice in (0.5, 20.0):
        people = [{**crowd(10), "id": "guests"}, {**crowd(1), "id": "porter"}]
        actions = {**ALWAYS["actions"], "notice": notice}
        simulation, _, _ = go(
            11, office(known_to=["porter"]), [ORDER], people=people, behaviour={"actions": actions}
        )
        sheltered[notice] = int((simulation.world["sheltered"] == 0).sum())
    assert sheltered == {0.5: 1, 20.0: 11}
