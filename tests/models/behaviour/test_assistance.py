"""Assisted evacuation worked out by hand: nobody uses stairs without help, helpers return for the next."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scenes import box, gap, scenario, storey

from exeunt.base.columns import ACTIONS, STUCK_REASONS
from exeunt.simulation import Simulation, build

VENUE = {
    "storeys": [storey("low", 0, 0, 20, 10), storey("up", 28, 0, 48, 10, elevation=3.0)],
    "stairs": [
        {"id": "stair", "foot": {"storey": "low", "line": [[20, 4], [20, 6]]},
         "head": {"storey": "up", "line": [[28, 4], [28, 6]]}}
    ],
    "exits": [gap("out", "low", 0, 4, 0, 6)],
}  # fmt: skip
HELPER = {
    "id": "helper", "storey": "low", "at": [10, 2], "instruction": {"kind": "assist"}, "delay": 5, "confirmation": 5,
    "sector": {"storey": "up"},
}  # fmt: skip
RULES = {"strangers": 0.0, "prepare": 40}


def house(
    chairs: int,
    *,
    rules: Any = RULES,
    staff: Any = (HELPER,),
    others: int = 0,
    floor: str = "up",
    behaviour: Any = None,
    **more: Any,
):
    x = 34 if floor == "up" else 6
    chair = {"number": chairs, "where": {"storey": floor, "area": box(x, 1, x + 10, 9)}, "pre_movement": 2,
             "mobility": {"wheelchair_manual": 1.0}, **more}  # fmt: skip
    people = [chair]
    if others:
        people.append(
            {"number": others, "where": {"storey": "up", "area": box(30, 1, 46, 9)}, "pre_movement": 10}
        )
    top = {"assistance": rules} if rules is not None else {}
    top |= {"behaviour": behaviour} if behaviour is not None else {}
    return build(
        scenario(
            VENUE, people, staff=list(staff), run={"max_time": 1500}, movement="collision_free_speed", **top
        ),
        threads=1,
    )


def walk(simulation: Simulation) -> tuple[str, list[tuple[float, int, str]], list[np.ndarray]]:
    """Ending, what was noted about assistance, and every second who is on the stair with which state."""
    world, events, on_stairs = simulation.world, [], []
    flights = [s.index for s in world.venue.surfaces if s.kind == "flight"]
    loop = simulation.loop()

    class Keeper:
        every = 1.0

        def record(self, world):
            events.extend(world.events.take())
            rows = np.flatnonzero(np.isin(world["surface"], flights) & world.inside)
            on_stairs.append(np.column_stack([rows, world["assistance"][rows]]))

    loop.recorder = Keeper()
    ending = loop.run()
    events.extend(world.events.take())
    return ending, [(e.time, e.person, e.cause) for e in events if e.kind == "assistance"], on_stairs


def test_a_helper_comes_prepares_and_brings_out_in_the_time_worked_out_by_hand():
    simulation = house(1)
    place = [(float(simulation.world["x"][0]), float(simulation.world["y"][0]))]
    ending, noted, _ = walk(simulation)
    world = simulation.world
    assert ending == "everyone is out"
    words = [cause for _, _, cause in noted]
    assert words == [
        "waits for assistance", "goes to help person 0", "prepares person 0", "moves with person 0",
        "has brought person 0 out",
    ]  # fmt: skip
    _, goes, prepares, moves, out = (time for time, _, _ in noted)
    assert moves - prepares == pytest.approx(40.0, abs=0.51)
    stair = float(np.hypot(8.0, 3.0))
    (x, y), helper = place[0], world["desired_speed"][1]
    coming = (
        np.hypot(10.0, 2.0) / helper
        + stair / world["speed_stairs_up"][1]
        + (np.hypot(x - 28.0, y - 4.0) - 1.5) / helper
    )
    assert prepares - goes == pytest.approx(coming, rel=0.15)
    level = min(1.3, helper)
    going = (
        np.hypot(x - 28.0, y - 4.0) / level + stair / min(0.6, world["speed_stairs_down"][1]) + 20.0 / level
    )
    assert out - moves == pytest.approx(going, rel=0.15)
    assert world["time_out"][1] > world["time_out"][0]


def test_one_helper_returns_for_the_next_until_all_are_out():
    simulation = house(3)
    ending, noted, on_stairs = walk(simulation)
    assert ending == "everyone is out"
    brought = [cause for _, person, cause in noted if "brought" in cause]
    assert len(brought) == 3
    # nobody who needs help is on the stair without it
    seen = np.vstack(on_stairs)
    assert (seen[seen[:, 0] < 3, 1] == 2).all()
    assert (seen[:, 0] < 3).any()
    out = np.sort(simulation.world["time_out"][:3])
    assert (np.diff(out) > 40.0).all()


def test_without_anybody_to_help_they_wait_and_the_run_says_so():
    simulation = house(2, staff=())
    ending, noted, on_stairs = walk(simulation)
    assert ending in ("no open exit can be reached", "no progress")
    assert [cause for _, _, cause in noted] == ["waits for assistance"] * 2
    assert not np.vstack(on_stairs).size
    assert {STUCK_REASONS[k] for k in simulation.world["stuck_reason"]} == {"waits for assistance"}


def test_nobody_is_bound_to_a_person_whom_no_helper_can_bring_through_a_stair_that_is_too_narrow():
    venue = VENUE | {
        "stairs": [
            {"id": "stair", "foot": {"storey": "low", "line": [[20, 4], [20, 4.7]]},
             "head": {"storey": "up", "line": [[28, 4], [28, 4.7]]}}
        ]
    }  # fmt: skip
    chair = {
        "number": 1,
        "where": {"storey": "up", "area": box(34, 1, 44, 9)},
        "mobility": {"wheelchair_manual": 1.0},
    }
    friend = {"number": 2, "where": {"storey": "up", "area": box(34, 1, 44, 9)}}
    top = {"assistance": RULES | {"strangers": 1.0}, "run": {"max_time": 600, "step": "0.01 s"}}
    simulation = build(scenario(venue, [chair, friend], **top), threads=1)
    ending, noted, _ = walk(simulation)
    assert ending == "no way out is wide enough"
    assert noted == []
    world = simulation.world
    assert np.isnan(world["time_out"]).tolist() == [True, False, False]
    assert STUCK_REASONS[world["stuck_reason"][0]] == "no way out is wide enough"


def test_who_waits_for_help_says_so_and_no_longer_once_it_moves():
    waiting = house(2, staff=(), behaviour={"decision": "drawn_delay"}, cue="start")
    walk(waiting)
    assert set(waiting.world["action"].tolist()) == {ACTIONS.index("await assistance")}
    helped = house(1, behaviour={"decision": "drawn_delay"}, cue="start")
    ending, *_ = walk(helped)
    assert ending == "everyone is out"
    assert helped.world["action"][0] == ACTIONS.index("evacuate")


def test_who_has_a_level_way_needs_no_help():
    simulation = house(3, floor="low", staff=())
    ending, noted, _ = walk(simulation)
    assert ending == "everyone is out"
    assert not noted


def test_without_the_section_wheelchairs_use_stairs_at_once_as_before():
    simulation = house(2, rules=None, staff=())
    ending, noted, on_stairs = walk(simulation)
    assert ending == "everyone is out"
    assert not noted
    assert np.vstack(on_stairs).size


def test_a_companion_helps_and_strangers_by_their_share():
    """Two who are together, one of them able: the friend helps, without any steward."""
    chair = {"number": 1, "where": {"storey": "up", "area": box(34, 1, 44, 9)}, "pre_movement": 2,
             "mobility": {"wheelchair_manual": 1.0}, "groups": {"together": "us"}}  # fmt: skip
    friend = chair | {"mobility": {}}
    for willing, helped in ((1.0, True), (0.0, False)):
        top = {"assistance": RULES | {"companions": willing}, "run": {"max_time": 600}}
        simulation = build(
            scenario(VENUE, [chair, friend], movement="collision_free_speed", **top), threads=1
        )
        assert (walk(simulation)[0] == "everyone is out") == helped
    alone = house(4, staff=(), rules=RULES | {"strangers": 0.0}, others=12)
    by_strangers = house(4, staff=(), rules=RULES | {"strangers": 1.0}, others=12)
    assert walk(alone)[0] != "everyone is out"
    ending, noted, _ = walk(by_strangers)
    assert ending == "everyone is out"
    assert sum("goes to help" in cause for _, _, cause in noted) == 4


def test_they_wait_at_the_place_that_is_given():
    rules = RULES | {"places": [{"id": "refuge", "storey": "up", "at": [30, 8]}]}
    simulation = house(1, rules=rules, staff=())
    walk(simulation)
    world = simulation.world
    assert np.hypot(world["x"][0] - 30.0, world["y"][0] - 8.0) < 1.3
