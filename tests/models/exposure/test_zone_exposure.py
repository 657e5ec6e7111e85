"""Exposure to a danger zone adds up to what geometry and time say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scenes import box, gap, scenario, storey

from exeunt.models.behaviour.threat_speed import HurryDoc
from exeunt.models.exposure.zone import ZoneExposure
from exeunt.models.hazards.danger_zones import DangerZoneModel
from exeunt.simulation import build, simulate
from exeunt.world.state import World

VENUE = {
    "storeys": [storey("hall", 0, 0, 30, 10, walls=[{"line": [[20, 0], [20, 10]], "thickness": 0.2}])],
    "doors": [gap("between", "hall", 20, 4, 20, 6)],
    "exits": [gap("out", "hall", 30, 4, 30, 6)],
}


def stood(seconds: float, places: list[tuple[float, float]], **zone: Any) -> World:
    """People who stand at places while the zones do what they do."""
    known = {"id": "z", "storey": "hall", "seen": 15, "heard": 0, **zone}
    crowd = [{"number": len(places), "where": {"storey": "hall"}}]
    simulation = build(scenario(VENUE, crowd, danger_zones=[known]))
    world = simulation.world
    world["x"][:], world["y"][:] = np.array(places).T
    world["present"][:] = 1
    models = [m for m in simulation.models if isinstance(m, DangerZoneModel | ZoneExposure)]
    for model in models:
        model.setup(world)
    for second in range(int(seconds) + 1):
        world.clock.step = second * world.clock.steps(1.0)
        models[0].update(world, 1)
        # the loop counts the look at the end of each second
        if second:
            models[1].update(world, 1)
    return world


def test_time_inside_and_in_sight_is_that_of_the_zone_passing_by() -> None:
    # 4 m square that passes at 1 m/s over a place at x = 10; seen up to 15 m from its edge
    path = [{"time": 0, "at": [2, 5]}, {"time": 16, "at": [18, 5]}]
    world = stood(16, [(10.0, 5.0), (10.0, 9.5)], outline=box(-2, -2, 2, 2), path=path)
    # T > 0.5 from 11.4 m on: 0.5 exp(-d/10) + 0.5 exp(-d/30), and it is never farther than 6 m away
    assert world["zone_time"][0] == 16.0
    assert world["zone_peak"] == pytest.approx([1.0, 0.5 * np.exp(-0.25) + 0.5 * np.exp(-2.5 / 30)], abs=0.03)
    assert (world["zone_sight"] == 16.0).all()


def test_danger_above_one_half_counts_as_inside_and_so_does_a_weak_zone_s_own_ground() -> None:
    places = [(2.0, 2.0), (11.0, 2.0), (16.5, 2.0)]
    strong = stood(10, places, area=box(1, 1, 3, 3))
    # 8 m away: 0.5 exp(-0.8) + 0.5 exp(-0.267) = 0.61; 13.5 m: 0.45
    assert strong["zone_time"].tolist() == [10.0, 10.0, 0.0]
    weak = stood(10, places, area=box(1, 1, 3, 3), intensity=0.3)
    assert weak["zone_time"].tolist() == [10.0, 0.0, 0.0]
    assert weak["zone_peak"][0] == pytest.approx(0.3)


def test_walls_bound_what_moves_and_not_an_area() -> None:
    # beside the wall: a square that reaches through it, and people on both sides
    places = [(19.0, 8.5), (21.0, 8.5), (29.0, 1.0)]
    moving = stood(5, places, outline=box(-1, -1, 3, 1), path=[{"time": 0, "at": [19, 8.5]}])
    assert moving["zone_sight"].tolist() == [5.0, 0.0, 0.0]
    assert moving["zone_time"].tolist() == [5.0, 0.0, 0.0]
    area = stood(5, places, area=box(18, 7.5, 22, 9.5))
    assert area["zone_sight"].tolist() == [5.0, 5.0, 5.0]
    assert area["zone_time"].tolist() == [5.0, 5.0, 5.0]
    assert area["zone_peak"].tolist()[:2] == [1.0, 1.0]


def test_it_ends_with_the_zone_and_with_leaving() -> None:
    ended = stood(10, [(2.0, 2.0)], area=box(1, 1, 3, 3), end=4)
    assert ended["zone_time"][0] == 3.0
    crowd = [{"number": 8, "where": {"storey": "hall", "area": box(21, 1, 29, 9)}}]
    everywhere = {"id": "z", "storey": "hall", "seen": 50, "heard": 0, "area": box(0, 0, 30, 10)}
    world = simulate(scenario(VENUE, crowd, danger_zones=[everywhere]), threads=1).world
    assert world["zone_sight"] == pytest.approx(world["time_out"], abs=1.0)


def test_people_hurry_by_the_danger_that_they_believe_in_up_to_a_limit() -> None:
    law = HurryDoc()
    speed = np.array([1.34, 1.34, 1.34, 2.2, 3.6])
    factor = law.factor(np.array([0.0, 0.5, 1.0, 1.0, 1.0]), speed)
    assert speed * factor == pytest.approx([1.34, 1.34 * 1.4, 1.34 * 1.8, 3.5, 3.6])
