"""The share of visible neighbours who act, against a plain computation with shapely."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from scenes import gap, scenario, storey

from exeunt.models.behaviour.onlookers import Onlookers
from exeunt.simulation import build
from exeunt.world.state import World

REACH = 10.0
WALLS = [[[6, 0], [6, 9]], [[12, 4], [12, 15]], [[6, 11], [10, 11]]]
ROOMS = {
    "storeys": [
        storey("hall", 0, 0, 20, 15, walls=[{"line": line} for line in WALLS], obstacles=[[[15, 6], [17, 6], [17, 8]]])
    ],
    "doors": [gap("door", "hall", 12, 9, 12, 10, state="closed")],
    "exits": [gap("out", "hall", 20, 7, 20, 9)],
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    crowd = {"number": 150, "where": {"storey": "hall"}}
    return build(scenario(ROOMS, [crowd]), seed=4, threads=1).world


def plain(world: World, acting: np.ndarray) -> np.ndarray:
    """Sight lines by shapely: nobody sees through walls, the obstacle or the closed door."""
    ground = shapely.union_all([world.venue.surfaces[0].area])
    door = world.venue.opening("door").index
    shut = None if world.openings.is_open[door] else shapely.LineString([(12, 9), (12, 10)])
    places = np.column_stack([world["x"], world["y"]])
    share = np.zeros(len(places))
    for i, here in enumerate(places):
        every = those = 0.0
        for j, there in enumerate(places):
            d = float(np.hypot(*(there - here)))
            if i == j or d > REACH:
                continue
            line = shapely.LineString([here, there])
            if not ground.covers(line) or (shut is not None and line.intersects(shut)):
                continue
            every += 1 / (1 + d)
            those += acting[j] / (1 + d)
        share[i] = those / every if every else 0.0
    return share


@pytest.mark.parametrize("door", ["closed", "open"])
def test_the_share_is_that_of_people_in_straight_sight(world: World, door: str) -> None:
    world.openings.set(world.venue.opening("door").index, 0 if door == "open" else 1)
    world.openings.set(world.venue.opening("out").index, 0)
    acting = np.arange(world.people) % 3 == 0
    found = Onlookers(world.venue, REACH).share(world, np.arange(world.people), acting)
    np.testing.assert_allclose(found, plain(world, acting), rtol=1e-12, atol=1e-12)
    assert 0.0 < found.min() < found.max() < 1.0


def test_an_open_door_shows_more(world: World) -> None:
    door = world.venue.opening("door").index
    look = Onlookers(world.venue, REACH)
    acting, shares = world["x"] > 12.0, []
    for state in (1, 0):
        world.openings.set(door, state)
        shares.append(look.share(world, np.flatnonzero(world["x"] < 12.0), acting))
    assert shares[1].sum() > shares[0].sum()


def test_who_sees_nobody_act_is_not_moved(world: World) -> None:
    look = Onlookers(world.venue, REACH)
    nobody = np.zeros(world.people, dtype=bool)
    assert not look.share(world, np.arange(world.people), nobody).any()


def test_the_order_of_people_changes_nothing(world: World) -> None:
    acting, rows = np.arange(world.people) % 4 == 0, np.arange(world.people)
    before = Onlookers(world.venue, REACH).share(world, rows, acting)
    turn = np.random.default_rng(1).permutation(world.people)
    columns = {name: values.copy() for name, values in world.columns.items()}
    for name in columns:
        world.columns[name] = columns[name][turn]
    after = Onlookers(world.venue, REACH).share(world, rows, acting[turn])
    world.columns.update(columns)
    assert after.tobytes() == before[turn].tobytes()


def test_who_has_gone_counts_at_the_place_from_which_it_started(world: World) -> None:
    acting, rows = np.arange(world.people) % 5 == 0, np.arange(world.people)
    look = Onlookers(world.venue, REACH)
    before = look.share(world, rows, acting)
    saved = {name: world[name].copy() for name in ("x", "y", "time_out")}
    world["time_out"][acting] = 3.0
    gone = look.share(world, rows, acting & world.active)
    world["time_out"][:] = saved["time_out"]
    np.testing.assert_allclose(gone[~acting], before[~acting], rtol=1e-12)
    # into a far corner, out of sight of most: each still counts once
    world["x"][acting], world["y"][acting] = 19.9, 0.1
    away = look.share(world, rows, acting)
    world["x"][:], world["y"][:] = saved["x"], saved["y"]
    far = ~acting & (world["x"] < 5.0)
    np.testing.assert_allclose(away[far], before[far], rtol=1e-12)
