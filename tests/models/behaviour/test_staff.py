"""Stewards in whole runs: at work after their delay, heard only where they are seen, and gone when all are out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from scenes import box, gap, scenario, storey

from exeunt.models.behaviour.staff import sweep_places
from exeunt.simulation import Simulation, build
from exeunt.venue.sight import in_sight, opaque

Document = dict[str, Any]
WEST, EAST = gap("west", "hall", 0, 5, 0, 7), gap("east", "hall", 30, 5, 30, 7)
STEWARD = {"id": "s", "storey": "hall", "at": [16, 6], "delay": 5, "confirmation": 5}


def hall(staff: list[Document], *, walls: list[Document] | None = None, **more: Any) -> Simulation:
    """60 people who start at 30 to 40 s in the middle of a hall with an exit at either end."""
    venue = {
        "storeys": [storey("hall", 0, 0, 30, 12, **({"walls": walls} if walls else {}))],
        "exits": [WEST, EAST],
        **more.pop("venue", {}),
    }
    people = {
        "number": 60, "where": {"storey": "hall", "area": box(10, 1, 14, 11)}, "exit_choice": {"kind": "logit"},
        "pre_movement": {"kind": "uniform", "min": 30, "max": 40}, **more.pop("people", {}),
    }  # fmt: skip
    return build(scenario(venue, [people], staff=staff, **more), threads=1)


def walk(simulation: Simulation) -> dict[str, Any]:
    """Run to the end; who left by which exit, and events of stewards and openings."""
    events = []
    loop = simulation.loop()

    class Keeper:
        every = 1.0

        def record(self, world):
            events.extend(world.events.take())
            simulation.paces.append(float((world["speed_factor_lead"] * world["desired_speed"])[-1]))

    simulation.paces = []
    loop.recorder = Keeper()
    ending = loop.run()
    world = simulation.world
    events.extend(world.events.take())
    used = {exit.id: int((world["exit_used"] == exit.index).sum()) for exit in world.venue.exits}
    return {
        "ending": ending, "used": used, "world": world,
        "events": [(e.time, e.kind, e.cause) for e in events if e.kind in ("steward", "opening")],
    }  # fmt: skip


def test_a_steward_is_at_work_after_reaction_and_confirmation_and_leaves_last():
    found = walk(hall([STEWARD | {"instruction": {"kind": "direct", "exit": "east"}}]))
    assert found["ending"] == "everyone is out"
    at_work, leaves = (time for time, kind, _ in found["events"] if kind == "steward")
    assert at_work == pytest.approx(10.0, abs=0.6)
    out = found["world"]["time_out"]
    assert leaves >= out[:-1].max()
    assert int(np.argmax(out)) == len(out) - 1


def test_a_word_redirects_about_as_many_as_the_utilities_say():
    """Of those told, V(east) gains 1.5; the rest is chance and distance."""
    alone = walk(hall([]))["used"]
    told = walk(hall([STEWARD | {"instruction": {"kind": "direct", "exit": "east"}}]))
    assert told["used"]["east"] > alone["east"] + 10
    world = told["world"]
    east = next(exit.index for exit in world.venue.exits if exit.id == "east")
    heard = world["told_exit"] == east
    near = np.hypot(world["x"] * 0 + 16, 0)  # everybody starts within 8 m of the post or does not
    assert near.size == 61
    assert 0.75 * 60 <= heard.sum() <= 60
    assert (world["told_at"][heard] >= 9.9).all()


def test_nobody_hears_a_steward_behind_a_wall():
    wall = [{"line": [[15, 0], [15, 12]], "thickness": 0.2}]
    found = walk(
        hall([STEWARD | {"instruction": {"kind": "direct", "exit": "east"}, "leaves": 60}], walls=wall)
    )
    assert (found["world"]["told_exit"] == -1).all()
    assert found["used"]["west"] == 60


def test_a_person_who_does_not_comply_is_not_told_again_by_the_same_steward():
    guidance = {"compliance": 0.5}
    found = walk(hall([STEWARD | {"instruction": {"kind": "direct", "exit": "east"}}], guidance=guidance))
    share = (found["world"]["told_exit"][:60] >= 0).mean()
    assert 0.3 < share < 0.7


def test_a_kept_door_is_shut_from_work_until_leaving():
    staff = [
        STEWARD
        | {"at": [1, 6], "instruction": {"kind": "keep", "opening": "west", "state": "closed"}, "leaves": 60}
    ]
    found = walk(hall(staff, people={"pre_movement": {"kind": "constant", "value": 30}}))
    times = [time for time, kind, cause in found["events"] if kind == "opening" and "west" in cause]
    assert times == [pytest.approx(10.0, abs=0.6), pytest.approx(60.0, abs=0.6)]
    # all but the steward itself leave by the other exit
    assert found["used"]["east"] >= 59


def test_a_leader_walks_at_three_quarters_of_its_followers_speed_and_they_come_along():
    staff = [STEWARD | {"instruction": {"kind": "lead", "exit": "east", "wait": 5}}]
    simulation = hall(staff, people={"desired_speed": 1.2, "pre_movement": 16.0})
    found = walk(simulation)
    assert min(simulation.paces) == pytest.approx(0.75 * 1.2, rel=0.01)
    assert found["used"]["east"] > 30


def test_a_sweep_sees_the_whole_sector_and_ends_at_the_last_place():
    walls = [{"line": [[20, 0], [20, 8]], "thickness": 0.2}, {"line": [[24, 4], [24, 12]], "thickness": 0.2}]
    sector = {"storey": "hall", "area": box(17, 0.1, 29.9, 11.9)}
    simulation = hall(
        [STEWARD | {"at": [18, 2], "sector": sector, "instruction": {"kind": "sweep"}}], walls=walls
    )
    duty = next(model for model in simulation.models if model.name == "staff").duties[0]
    venue = simulation.world.venue
    places = sweep_places(venue, duty.sector, (18, 2), 6.0)
    screens = opaque(venue, np.ones(len(venue.openings), dtype=bool))
    rng = np.random.default_rng(2)
    for x, y in rng.uniform((17.2, 0.3), (29.7, 11.7), (300, 2)):
        if not duty.sector[1].buffer(-0.25).contains(shapely.Point(x, y)):
            continue
        assert any(
            np.hypot(x - px, y - py) <= 9.0 and in_sight(screens, duty.sector[0], x, y, px, py)
            for px, py in places
        ), (x, y)
    found = walk(simulation)
    assert found["ending"] == "everyone is out"
    steward = found["world"]["distance_walked"][-1]
    assert steward > 20.0


def test_staff_shift_nobodys_dice():
    alone, watched = (
        hall([]),
        hall([STEWARD | {"at": [29, 1], "instruction": {"kind": "direct", "exit": "east"}}]),
    )
    for name in ("x", "y", "desired_speed", "key", "mobility"):
        assert (alone.world[name] == watched.world[name][:60]).all()


def test_two_runs_of_staff_are_the_same_to_the_bit():
    staff = [STEWARD | {"instruction": {"kind": "sweep", "exit": "east"}}]
    one, two = walk(hall(staff))["world"], walk(hall(staff))["world"]
    for name in one.columns:
        assert one[name].tobytes() == two[name].tobytes(), name
