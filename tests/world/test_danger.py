"""The field of danger around a zone: its published form, and the ways by which it spreads."""

from __future__ import annotations

import numpy as np
import pytest
from scenes import box, gap, scenario, storey, walker

from exeunt.scenario.check import check_scenario
from exeunt.venue.venue import Venue
from exeunt.world.danger import DangerLaw, Dangers
from exeunt.world.ground import Ground
from exeunt.world.zones import ZoneFrame

ROOMS = {
    "storeys": [
        storey("hall", 0, 0, 30, 10, walls=[{"line": [[10, 0], [10, 10]], "thickness": 0.2}]),
        storey("upper", 0, 20, 30, 30, elevation=4.0),
    ],
    "stairs": [
        {"id": "stair", "foot": {"storey": "hall", "line": [[24, 10], [26, 10]]},
         "head": {"storey": "upper", "line": [[24, 20], [26, 20]]}}
    ],
    "doors": [gap("between", "hall", 10, 4, 10, 6)],
    "exits": [gap("out", "hall", 30, 4, 30, 6)],
}  # fmt: skip


@pytest.fixture(scope="module")
def rooms() -> Venue:
    return check_scenario(scenario(ROOMS, [walker(5, 5)])).require()[1]


def zone(x: float, y: float, half: float = 1.0, surface: int = 0, intensity: float = 1.0) -> ZoneFrame:
    square = np.array(box(x - half, y - half, x + half, y + half), dtype=float)
    return ZoneFrame(0, "z", surface, (x, y), half * 1.5, square, intensity, 50.0, 80.0)


def danger(venue: Venue, frame: ZoneFrame, spots: list[tuple[int, float, float]], opened: bool = True,
           age: float = 0.0) -> np.ndarray:  # fmt: skip
    dangers = Dangers(venue, DangerLaw())
    is_open = np.full(len(venue.openings), opened)
    view = dangers.view(frame, dangers.screens(is_open, 0), 200.0)
    field = dangers.field(view, is_open, frame.intensity, age)
    surface, x, y = (np.array(column) for column in zip(*spots, strict=True))
    return field[dangers.ground.cell_of(surface.astype(np.int16), x.astype(float), y.astype(float))]


def test_the_law_is_that_of_its_equation() -> None:
    law = DangerLaw()
    d = np.array([0.0, 10.0, 10.0, 40.0])
    seen = np.array([True, True, False, False])
    got = law.intensity(d, d, seen, np.zeros(4, dtype=bool), 0.8)
    want = 0.8 * (0.5 * np.exp(-d / 10.0) + 0.5 * seen * np.exp(-d / 30.0))
    assert got == pytest.approx(want, rel=1e-14)
    assert law.intensity(d, d, seen, np.ones(4, dtype=bool), 0.8) == pytest.approx(0.8)
    assert law.confidence(np.array([0.0, 60.0, 120.0])) == pytest.approx([1.0, 0.5, 0.25])


def test_inside_it_is_the_zone_s_intensity_and_falls_with_distance(rooms: Venue) -> None:
    got = danger(rooms, zone(15, 5, intensity=0.7), [(0, 15, 5), (0, 17, 5), (0, 20, 5), (0, 28, 5)])
    assert got[0] == pytest.approx(0.7)
    assert (np.diff(got) < 0).all()
    assert got[2] == pytest.approx(0.7 * (0.5 * np.exp(-0.4) + 0.5 * np.exp(-4 / 30)), abs=0.03)


def test_behind_a_wall_danger_comes_by_the_door_alone(rooms: Venue) -> None:
    beside, opposite = (0, 8.0, 9.0), (0, 12.0, 9.0)
    through, other = danger(rooms, zone(13, 9), [beside, opposite])
    # beside the zone but for the wall: only the way through the door counts, and nothing is seen
    assert other > 0.9
    way = np.hypot(1.9, 2.0) + 0.2 + np.hypot(1.9, 3.0)
    assert 0.5 * np.exp(-1.25 * way / 10.0) < through < 0.5 * np.exp(-0.9 * way / 10.0)
    shut = danger(rooms, zone(13, 9), [beside], opened=False)
    assert shut[0] == 0.0


def test_it_spreads_over_stairs(rooms: Venue) -> None:
    stair, upper = danger(rooms, zone(25, 8), [(2, 25, 12), (1, 25, 25)])
    # the zone ends 1 m before the stair; above, it is a way of 10.8 m up the slope and 5 m beyond
    assert upper == pytest.approx(0.5 * np.exp(-(1.0 + np.sqrt(116.0) + 5.0) / 10.0), rel=0.05)
    assert stair > upper


def test_an_old_belief_is_wider_and_weaker(rooms: Venue) -> None:
    spots = [(0, 15.0, 5.0), (0, 19.0, 5.0), (0, 29.0, 5.0)]
    fresh = danger(rooms, zone(15, 5), spots)
    aged = danger(rooms, zone(15, 5), spots, age=60.0)
    half = danger(rooms, zone(15, 5), spots, age=4.0)
    assert aged == pytest.approx([0.5, 0.5, 0.5])
    assert half[1] == pytest.approx(2 ** (-4 / 60), abs=1e-6)
    assert fresh[1] < half[1]
    assert fresh[0] > half[0]


def test_ground_measures_the_way_round(rooms: Venue) -> None:
    ground = Ground(rooms)
    start = ground.cell_of(np.array([0], dtype=np.int16), np.array([9.0]), np.array([9.0]))
    field = ground.distances(start, np.ones(len(rooms.openings), dtype=np.bool_))
    got = ground.sample(field, np.array([0, 0], dtype=np.int16), np.array([11.0, 2.0]), np.array([9.0, 9.0]))
    corner = np.hypot(0.9, 3.0) + 0.2 + np.hypot(0.9, 3.0)
    assert corner < got[0] < 1.15 * corner
    assert got[1] == pytest.approx(7.0, rel=0.05)
    shut = ground.distances(start, np.zeros(len(rooms.openings), dtype=np.bool_))
    far = ground.sample(shut, np.array([0], dtype=np.int16), np.array([11.0]), np.array([9.0]))
    assert np.isinf(far[0])
