"""Nobody knows of a danger zone what it could not perceive: by sight, by sound, from others in sight."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenes import box, gap, scenario, storey
from shapely import Point, Polygon

from exeunt.models.behaviour.zone_beliefs import NEWS, SOUND, ZoneBeliefs
from exeunt.models.hazards.danger_zones import DangerZoneModel
from exeunt.simulation import build, simulate
from exeunt.world.state import World

CELL = 0.75
"""Metres by which ways on the coarse ground may be off."""


def ticks(world: World, models: list[Any], count: int) -> Any:
    """Yield after each half second in which people stand still."""
    for model in models:
        model.setup(world)
    for tick in range(count):
        world.clock.step = tick * world.clock.steps(0.5)
        for model in models:
            model.update(world, 1)
        yield


def parts(people: int, shut: bool, **zone: Any) -> tuple[World, list[Any]]:
    """The world, and the models that move zones and let people perceive them."""
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 10, walls=[{"line": [[10, 0], [10, 10]], "thickness": 0.2}])],
        "doors": [gap("between", "hall", 10, 4, 10, 6, state="locked" if shut else "open")],
        "exits": [gap("left", "hall", 0, 4, 0, 6), gap("out", "hall", 20, 4, 20, 6)],
    }
    crowd = [{"number": people, "where": {"storey": "hall", "area": box(0.3, 0.3, 9.7, 9.7)}},
             {"number": people, "where": {"storey": "hall", "area": box(10.3, 0.3, 19.7, 9.7)}}]  # fmt: skip
    known = {"id": "z", "storey": "hall", "seen": 30, "heard": 0, **zone}
    threat = {"perception": {"crowd": 0}}
    simulation = build(scenario(venue, crowd, danger_zones=[known], threat=threat))
    wanted = [m for m in simulation.models if isinstance(m, DangerZoneModel | ZoneBeliefs)]
    world = simulation.world
    world["present"][:] = 1
    if shut:
        world.openings.set(world.venue.opening("between").index, 2)
    return world, wanted


def could_see(x: float, y: float, zone: Polygon, reach: float, shut: bool) -> bool:
    """Whether any ground of the zone lies in the light that falls through the door, or in the same room."""
    here = Polygon(box(0, 0, 9.9, 10) if x < 10 else box(10.1, 0, 20, 10))
    if zone.distance(Point(x, y)) > reach + 1e-6:
        return False
    if zone.intersection(here).area > 0.0:
        return True
    if shut:
        return False
    light = Polygon(box(-1, -1, 21, 11))
    for wall in (9.9, 10.1):
        far = 40.0 / abs(wall - x) if abs(wall - x) > 1e-6 else 4e7
        light &= Polygon(
            [(x, y), (x + far * (wall - x), y + far * (4 - y)), (x + far * (wall - x), y + far * (6 - y))]
        )
    return bool(zone.intersection(light.buffer(1e-6)).area > 0.0)


def shortest(ax: float, ay: float, bx: float, by: float) -> float:
    """A lower bound of the way between two places, by the door if they are in different rooms."""
    if (ax < 10) == (bx < 10):
        return float(np.hypot(ax - bx, ay - by))
    doors = [np.hypot(ax - 10, ay - y) + np.hypot(bx - 10, by - y) for y in np.linspace(4, 6, 41)]
    return float(min(doors))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    x=st.floats(1, 19), y=st.floats(1, 9), half=st.floats(0.3, 2.0), seen=st.floats(1, 25),
    heard=st.sampled_from([0.0, 4.0, 9.0, 25.0]), shut=st.booleans(), seed=st.integers(0, 2**16),
)  # fmt: skip
def test_nobody_knows_what_it_could_not_perceive(
    x: float, y: float, half: float, seen: float, heard: float, shut: bool, seed: int
) -> None:
    if 9.7 < x < 10.3:
        return
    shape = box(x - half, y - half, x + half, y + half)
    square, path = box(-half, -half, half, half), [{"time": 0, "at": [x, y]}]
    world, wanted = parts(12, shut, outline=square, path=path, seen=seen, heard=heard)
    rng = np.random.default_rng(seed)
    world["x"][:] = np.where(np.arange(24) < 12, rng.uniform(0.3, 9.7, 24), rng.uniform(10.3, 19.7, 24))
    world["y"][:] = rng.uniform(0.3, 9.7, 24)
    own = Polygon(box(0, 0, 9.9, 10) if x < 10 else box(10.1, 0, 20, 10))
    zone = Polygon(shape).intersection(own) if shut else Polygon(shape)
    before = np.zeros(24, dtype=bool)
    for _ in ticks(world, wanted, 12):
        knows = ~np.isnan(world["zone_known_at"])
        assert (world["zone_known_at"][knows] <= world.time).all()
        for person in np.flatnonzero(knows & ~before).tolist():
            px, py = float(world["x"][person]), float(world["y"][person])
            sees = could_see(px, py, zone, seen, shut)
            apart = (px < 10) != (x < 10)
            way = shortest(px, py, x, y) - half * np.sqrt(2.0)
            hears = heard > 0 and way + (20.0 if apart and shut else 0.0) <= heard + CELL
            told = [
                j for j in np.flatnonzero(before).tolist()
                if np.hypot(world["x"][j] - px, world["y"][j] - py) <= 5.0
                and could_see(px, py, Point(world["x"][j], world["y"][j]).buffer(1e-3), 5.1, shut)
            ]  # fmt: skip
            assert sees or hears or told, (px, py)
            if not sees:
                assert np.isnan(world["zone_seen_at"][person])
        before = knows


def test_who_sees_it_knows_its_place_now_and_who_does_not_knows_nothing() -> None:
    world, wanted = parts(20, True, radius=1.0, path=[{"time": 0, "at": [4, 5]}, {"time": 4, "at": [8, 5]}])
    for _ in ticks(world, wanted, 5):
        left = world["x"] < 10
        assert (world["zone_known_at"][left] == world.time).all()
        assert world["zone_x"][left] == pytest.approx(4.0 + world.time, abs=1e-6)
        assert np.isnan(world["zone_known_at"][~left]).all()
        assert (world["believed_danger"][~left] == 0.0).all()
    assert (world["zone_aware_at"][left] == 0.0).all()


def test_sound_takes_its_time_and_tells_the_place_with_an_error_that_grows_with_the_way() -> None:
    world, wanted = parts(30, False, radius=0.5, path=[{"time": 0, "at": [1, 1]}], seen=0.5, heard=60)
    for _ in ticks(world, wanted, 2):
        pass
    at, now = world["zone_known_at"], world.time
    far = world["x"] > 10
    straight = np.hypot(world["x"] - 1, world["y"] - 1) - 0.5
    late = (now - at) * SOUND
    hears = np.isnan(world["zone_seen_at"])
    assert hears.sum() > 40
    assert (late[hears] > 0.85 * straight[hears] - CELL).all()
    assert (late[far] > straight[far] - CELL).all()
    error = np.hypot(world["zone_x"] - 1, world["zone_y"] - 1)
    assert (error[hears] <= 0.25 * late[hears] + 1e-9).all()
    assert error[hears].mean() > 0.05 * late[hears].mean()


def test_a_shut_door_muffles() -> None:
    reached = {}
    for shut in (False, True):
        for heard in (18.0, 45.0):
            world, wanted = parts(
                25, shut, radius=0.5, path=[{"time": 0, "at": [2, 5]}], seen=0.5, heard=heard
            )
            for _ in ticks(world, wanted, 2):
                pass
            reached[shut, heard] = int((~np.isnan(world["zone_known_at"]) & (world["x"] > 10)).sum())
    assert reached[False, 18.0] > 10
    assert reached[True, 18.0] == 0
    assert reached[True, 45.0] == 25


def test_a_crowd_in_between_hides() -> None:
    venue = {"storeys": [storey("hall", 0, 0, 30, 4)], "exits": [gap("out", "hall", 30, 1, 30, 3)]}
    seen = {}
    for crowd in (0, 160):
        people = [{"number": 1, "where": {"storey": "hall", "area": box(28, 1, 29, 3)}}]
        if crowd:
            people.append({"number": crowd, "where": {"storey": "hall", "area": box(6, 0.1, 25, 3.9)}})
        zone = {
            "id": "z",
            "storey": "hall",
            "radius": 1,
            "seen": 50,
            "heard": 0,
            "path": [{"time": 0, "at": [2, 2]}],
        }
        # 160 people on 72 m² over 19 m: an optical depth of 0.1 x 2.2 x 19 = 4.2
        scene = scenario(venue, people, danger_zones=[zone], threat={"perception": {"crowd": 0.1}})
        simulation = build(scene)
        simulation.world["present"][:] = 1
        wanted = [m for m in simulation.models if isinstance(m, DangerZoneModel | ZoneBeliefs)]
        for _ in ticks(simulation.world, wanted, 1):
            pass
        seen[crowd] = bool(simulation.world["zone_seen_at"][0] == 0.0)
    assert seen == {0: True, 160: False}


def test_word_of_mouth_has_its_rate_and_passes_on_what_was_known_and_when() -> None:
    share = []
    for seed in range(6):
        world, wanted = parts(60, True, area=box(0, 0, 1, 1), seen=0.4, heard=0)
        world.seed = seed
        world["x"][:60], world["y"][:60] = 5.0 + 0.01 * np.arange(60), 5.0
        # one who knows, the others around it see nothing by themselves
        for model in wanted:
            model.setup(world)
        world["zone"][0], world["zone_surface"][0] = 0, 0
        world["zone_known_at"][0], world["zone_x"][0], world["zone_y"][0] = 0.0, 0.5, 0.5
        world["zone_error"][0] = 0.0
        world.clock.step = world.clock.steps(8.0)
        wanted[0].update(world, 1)
        wanted[1].update(world, 1)
        knows = np.flatnonzero(~np.isnan(world["zone_known_at"]))
        assert (world["zone_known_at"][knows] == 0.0).all()
        assert (world["zone_x"][knows] == 0.5).all()
        assert (knows < 60).all()
        assert (world["zone_aware_at"][knows] == world.time).all()
        share.append((len(knows) - 1) / 59)
    # 1 - exp(-0.3 x 0.5) = 0.139 in half a second, within three standard errors of 354 draws
    assert np.mean(share) == pytest.approx(1.0 - np.exp(-0.15), abs=3 * np.sqrt(0.139 * 0.861 / 354))
    assert NEWS == 5.0


def test_a_zone_behind_shut_doors_changes_nothing_for_those_who_do_not_perceive_it() -> None:
    venue = {
        "storeys": [storey("hall", 0, 0, 30, 10, walls=[{"line": [[10, 0], [10, 10]], "thickness": 0.2}])],
        "doors": [gap("between", "hall", 10, 4, 10, 6, state="locked")],
        "exits": [gap("left", "hall", 0, 4, 0, 6), gap("up", "hall", 12, 10, 13.2, 10),
                  gap("out", "hall", 30, 4, 30, 5.2)],
    }  # fmt: skip
    crowd = [
        {"number": 60, "where": {"storey": "hall", "area": box(11, 1, 29, 9)}, "exit_choice": "quickest"}
    ]

    def outcome(times: float, shut: bool) -> np.ndarray:
        zone = {"id": "z", "storey": "hall", "radius": 2, "seen": 40, "heard": 0,
                "path": [{"time": times, "at": [8, 5]}]}  # fmt: skip
        doors = [{**venue["doors"][0], "state": "locked" if shut else "open"}]
        scene = scenario({**venue, "doors": doors}, crowd, danger_zones=[zone], run={"max_time": 120})
        return np.asarray(simulate(scene, threads=1).world["time_out"])

    never, hidden, open_door = outcome(1000.0, True), outcome(0.0, True), outcome(0.0, False)
    assert np.array_equal(never, hidden)
    # the same zone behind an open door changes their ways
    assert not np.array_equal(outcome(1000.0, False), open_door)
