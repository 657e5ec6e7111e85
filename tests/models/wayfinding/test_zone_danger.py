"""People keep away from the danger zones that they know of, and from no others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scenes import box, gap, run, scenario, storey, walker

from exeunt.models.wayfinding.zone_danger import ZoneWaysDoc
from exeunt.simulation import simulate
from exeunt.world.state import World


def zone(**more: Any) -> dict[str, Any]:
    return {"id": "z", "storey": "hall", "radius": 2, "seen": 40, "heard": 0, **more}


def goes_to(world: World) -> list[str]:
    return [world.venue.openings[k].id if k >= 0 else "" for k in world["exit_used"].tolist()]


# two rooms side by side; the zone is before the nearer exit of whoever is in the left one
TWO = {
    "storeys": [storey("hall", 0, 0, 40, 10, walls=[{"line": [[20, 0], [20, 10]], "thickness": 0.2}])],
    "doors": [gap("between", "hall", 20, 1, 20, 3)],
    "exits": [gap("left", "hall", 0, 4, 0, 6), gap("right", "hall", 40, 4, 40, 6)],
}


def test_an_exit_behind_a_zone_in_sight_is_given_up() -> None:
    standing = zone(path=[{"time": 0, "at": [3, 5]}])
    plain = simulate(scenario(TWO, [walker(12, 5)]), threads=1).world
    sees = simulate(scenario(TWO, [walker(12, 5)], danger_zones=[standing]), threads=1).world
    assert goes_to(plain) == ["left"]
    assert goes_to(sees) == ["right"]


def test_who_does_not_know_walks_there_and_who_is_all_knowing_does_not() -> None:
    # beside the left exit but round a corner, so that only those see it who are nearly there
    venue = {
        "storeys": [storey("hall", 0, 0, 60, 10, walls=[{"line": [[12, 0], [12, 7]], "thickness": 0.2}])],
        "exits": [gap("left", "hall", 0, 1, 0, 3), gap("right", "hall", 60, 4, 60, 6)],
    }
    hidden = zone(path=[{"time": 0, "at": [3, 2]}])
    start = [walker(24, 2)]

    def way(**ways: Any) -> tuple[list[str], float]:
        _, _, trace = run(scenario(venue, start, danger_zones=[hidden], wayfinding=ways), every=0.5)
        world = simulate(scenario(venue, start, danger_zones=[hidden], wayfinding=ways), threads=1).world
        return goes_to(world), float(np.nanmin(trace["x"]))

    exit_limited, nearest_limited = way()
    exit_knowing, nearest_knowing = way(all_knowing=True)
    assert exit_knowing == ["right"]
    assert nearest_knowing > 23.0
    # it goes to see, turns back where it looks round the wall, and then takes the other exit
    assert exit_limited == ["right"]
    assert 9.0 < nearest_limited < 15.0


def test_the_way_round_a_zone_keeps_its_distance() -> None:
    venue = {"storeys": [storey("hall", 0, 0, 40, 24)], "exits": [gap("out", "hall", 40, 11, 40, 13)]}
    middle = zone(path=[{"time": 0, "at": [20, 12]}], radius=1.5)

    def nearest(zones: list[dict[str, Any]]) -> tuple[float, float]:
        _, _, trace = run(scenario(venue, [walker(3, 12)], danger_zones=zones), every=0.5)
        away = np.hypot(trace["x"] - 20.0, trace["y"] - 12.0)
        return float(np.nanmin(away)), float(trace["time"][-1])

    straight, _ = nearest([])
    round_it, _ = nearest([middle])
    assert straight < 0.5
    # closed above 0.7: farther than 5.4 m from its edge
    assert round_it > 1.5 + 5.0


def test_waiting_for_a_zone_to_leave_the_only_way() -> None:
    # a corridor past an open side room; the zone stands in the corridor and then goes away for good
    venue = {"storeys": [storey("hall", 0, 0, 60, 4)], "exits": [gap("out", "hall", 60, 1, 60, 3)]}
    passing = zone(path=[{"time": 0, "at": [40, 2]}], end=30, seen=60)
    world = simulate(scenario(venue, [walker(3, 2)], danger_zones=[passing]), threads=1).world
    free = simulate(scenario(venue, [walker(3, 2)]), threads=1).world
    late = float(world["time_out"][0] - free["time_out"][0])
    assert goes_to(world) == ["out"]
    assert 20.0 < late < ZoneWaysDoc().longest_wait + 60.0
    assert world["zone_time"][0] == 0.0


def test_closed_ways_are_taken_when_there_is_no_other_after_waiting_long_enough() -> None:
    venue = {"storeys": [storey("hall", 0, 0, 30, 4)], "exits": [gap("out", "hall", 30, 1, 30, 3)]}
    staying = zone(path=[{"time": 0, "at": [20, 2]}], seen=60)
    ways = {"longest_wait": 20.0}
    scene = scenario(
        venue, [walker(3, 2)], danger_zones=[staying], threat={"ways": ways}, run={"max_time": 200}
    )
    world = simulate(scene, threads=1).world
    assert goes_to(world) == ["out"]
    assert world["time_out"][0] > 20.0


def test_what_a_metre_counts() -> None:
    rules = ZoneWaysDoc()
    danger = np.array([0.0, 0.04, 0.25, 0.7, 0.71, 1.0], dtype=np.float32)
    assert rules.factor(danger) == pytest.approx([1.0, 1.0, 2.0, 3.8, 100.0, 100.0], rel=1e-6)


def test_everybody_out_and_the_same_with_any_number_of_threads() -> None:
    crowd = [{"number": 60, "where": {"storey": "hall", "area": box(1, 1, 19, 9)}, "exit_choice": "quickest"},
             {"number": 40, "where": {"storey": "hall", "area": box(21, 1, 39, 9)}}]  # fmt: skip
    moving = zone(
        path=[{"time": 2, "at": [1, 5]}, {"time": 30, "at": [19, 2]}, {"time": 40, "at": [30, 2]}], end=60
    )
    scene = scenario(TWO, crowd, danger_zones=[moving], run={"max_time": 300})
    one, two = simulate(scene, threads=1).world, simulate(scene, threads=2).world
    assert not np.isnan(one["time_out"]).any()
    for name in ("time_out", "zone_known_at", "zone_time", "zone_sight", "believed_danger", "exit_used"):
        assert one[name].tobytes() == two[name].tobytes(), name
