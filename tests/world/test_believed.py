"""Beliefs about zones share few fields, and places that walls keep apart share none."""

from __future__ import annotations

import numpy as np
import pytest
from scenes import box, gap, scenario, storey

from exeunt.models.behaviour.zone_beliefs import ZoneBeliefs
from exeunt.simulation import build
from exeunt.world.believed import EDGES, BelievedZones
from exeunt.world.state import World

ROOMS = {
    "storeys": [storey("hall", 0, 0, 40, 20, walls=[{"line": [[21, 0], [21, 20]], "thickness": 0.2}])],
    "doors": [gap("between", "hall", 21, 9, 21, 11)],
    "exits": [gap("out", "hall", 40, 9, 40, 11)],
}


@pytest.fixture(scope="module")
def scene() -> tuple[World, BelievedZones]:
    crowd = [{"number": 300, "where": {"storey": "hall", "area": box(1, 1, 39, 19)}}]
    zone = {
        "id": "z",
        "storey": "hall",
        "radius": 1,
        "seen": 60,
        "heard": 60,
        "path": [{"time": 0, "at": [5, 5]}],
    }
    simulation = build(scenario(ROOMS, crowd, danger_zones=[zone]))
    (model,) = (m for m in simulation.models if isinstance(m, ZoneBeliefs))
    return simulation.world, model.believed


def believe(world: World, x: np.ndarray, y: np.ndarray, age: np.ndarray | float, error: float) -> None:
    world["zone"][:], world["zone_surface"][:] = 0, 0
    world["zone_x"][:], world["zone_y"][:], world["zone_error"][:] = x, y, error
    world.clock.step = world.clock.steps(1000.0)
    world["zone_known_at"][:] = world.time - age


def test_many_vague_places_share_a_handful_of_fields(scene: tuple[World, BelievedZones]) -> None:
    world, believed = scene
    rng = np.random.default_rng(1)
    everyone = np.arange(world.people)
    believe(world, rng.uniform(0, 40, 300), rng.uniform(0, 20, 300), 1.0, 10.0)
    # 40 m by 20 m: two squares of 20 m
    assert len(np.unique(believed.of(world, everyone))) == 2
    believe(world, rng.uniform(0, 40, 300), rng.uniform(0, 20, 300), rng.uniform(0, 160, 300), 10.0)
    assert len(np.unique(believed.of(world, everyone))) == 2 * len(EDGES)


def test_clear_places_on_both_sides_of_a_wall_are_kept_apart(scene: tuple[World, BelievedZones]) -> None:
    world, believed = scene
    everyone = np.arange(world.people)
    left = everyone % 2 == 0
    # 60 s old: squares of 20 m, from x = 20 to 40; the wall at 21 m lies in one of them
    believe(world, np.where(left, 20.6, 22.0), np.full(300, 3.0), 60.0, 0.0)
    numbers = believed.of(world, everyone)
    assert len(np.unique(numbers[left])) == len(np.unique(numbers[~left])) == 1
    assert numbers[0] != numbers[1]


def test_what_is_too_old_counts_no_more(scene: tuple[World, BelievedZones]) -> None:
    world, believed = scene
    everyone = np.arange(world.people)
    believe(world, np.full(300, 5.0), np.full(300, 5.0), np.where(everyone < 100, EDGES[-1] + 1, 5.0), 0.0)
    danger = believed.danger_at(world, everyone)
    assert (danger[:100] == 0.0).all()
    assert (danger[100:] > 0.0).all()


def test_the_field_of_a_fresh_belief_is_near_that_of_the_zone(scene: tuple[World, BelievedZones]) -> None:
    world, believed = scene
    believe(world, np.full(300, 5.0), np.full(300, 5.0), 0.0, 0.0)
    danger = believed.danger_at(world, np.arange(300))
    away = np.hypot(world["x"] - 5.0, world["y"] - 5.0) - 1.0
    same = world["x"] < 20.5
    # a belief of up to 10 s stands for one of 4 s: 4 m wider, and a square of 5 m may be 3.5 m off
    highest = 0.5 * np.exp(-np.maximum(away - 9.0, 0) / 10) + 0.5 * np.exp(-np.maximum(away - 9.0, 0) / 30)
    lowest = 2 ** (-4 / 60) * (0.5 * np.exp(-(away + 1.5) * 1.1 / 10) + 0.5 * np.exp(-(away + 1.5) / 30))
    assert (danger[same] <= highest[same] + 0.02).all()
    assert (danger[same] >= lowest[same] - 0.02).all()
