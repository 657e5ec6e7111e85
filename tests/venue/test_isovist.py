"""Who sees what: exact against an independent computation, walls and shut doors hide."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from scenes import box, gap, scenario, storey, walker
from shapely import LineString, Polygon

import exeunt
from exeunt.scenario.check import check_scenario
from exeunt.venue.isovist import distance_to, first_hit, look_at, vantage
from exeunt.venue.lattice import hidden
from exeunt.venue.sight import in_sight, opaque
from exeunt.venue.venue import Venue

GRAZE = 1e-6
"""Metres by which a line may graze a wall: there, seen or not is a matter of rounding."""


@pytest.fixture(scope="module")
def concert_hall(root: Path) -> Venue:
    return check_scenario(exeunt.load(root / "examples/concert-hall.yaml"), place=False).require()[1]


def free_of(venue: Venue, surface: int) -> shapely.Geometry:
    """The ground over which people see: the walkable area, and rows of seats."""
    rows = [shape for block in venue.blocks if block.surface == surface for shape in block.footprints]
    return shapely.union_all([venue.surfaces[surface].area, *[row.buffer(1e-4) for row in rows]])


@pytest.mark.parametrize("shut", [False, True])
def test_sight_is_exact_in_the_concert_hall(concert_hall: Venue, shut: bool) -> None:
    venue = concert_hall
    is_open = np.ones(len(venue.openings), dtype=np.bool_)
    closed = [o for o in venue.openings if shut and o.index % 2 == 0]
    is_open[[o.index for o in closed]] = False
    screens = opaque(venue, is_open)
    rng = np.random.default_rng(7)
    tried = hid = 0
    for surface in (0, 1, 2):
        free = free_of(venue, surface)
        shapely.prepare(free)
        doors = shapely.union_all([LineString(o.line) for o in closed if o.surface == surface])
        x0, y0, x1, y1 = free.bounds
        wanted = 1000 if surface == 0 else 200
        while wanted:
            ax, bx = rng.uniform(x0, x1, 2)
            ay, by = rng.uniform(y0, y1, 2)
            if not (shapely.intersects_xy(free, ax, ay) and shapely.intersects_xy(free, bx, by)):
                continue
            line = LineString([(ax, ay), (bx, by)])
            left = line.difference(free).length + (0.0 if doors.is_empty else line.intersects(doors))
            if 0.0 < left < GRAZE:
                continue
            wanted -= 1
            tried += 1
            hid += left > 0.0
            assert in_sight(screens, surface, ax, ay, bx, by) == (left == 0.0), (surface, line.wkt)
    assert tried == 1400
    assert 0.2 < hid / tried < 0.9


ROOMS = {
    "storeys": [storey("hall", 0, 0, 20, 10, walls=[{"line": [[10, 0], [10, 10]], "thickness": 0.2}])],
    "doors": [gap("between", "hall", 10, 4, 10, 6)],
    "exits": [gap("out", "hall", 20, 4, 20, 6)],
}


@pytest.fixture(scope="module")
def rooms() -> Venue:
    return check_scenario(scenario(ROOMS, [walker(5, 5)])).require()[1]


def looked(venue: Venue, square: list[list[float]], centre: tuple[float, float], spots: np.ndarray,
           opened: bool = True, reach: float = 50.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    screens = opaque(venue, np.full(len(venue.openings), opened))
    view = vantage(screens, 0, np.array(square, dtype=float), centre, reach)
    away, mark = np.empty(len(spots)), np.empty(len(spots), dtype=np.int64)
    inside = np.empty(len(spots), dtype=np.bool_)
    look_at(view, spots[:, 0].copy(), spots[:, 1].copy(), away, mark, inside)
    return mark >= 0, away, inside


def test_a_part_that_looks_round_the_corner_is_seen_before_the_centre(rooms: Venue) -> None:
    square = np.array(box(7, 6.5, 9, 9.5), dtype=float)
    spots = np.array([[12.0, 4.5], [12.0, 8.0], [1.0, 9.0]])
    seen, _, _ = looked(rooms, square.tolist(), (8.0, 8.0), spots)
    screens = opaque(rooms, np.ones(len(rooms.openings), dtype=np.bool_))
    # its centre hides behind the wall from the first place; a corner of it does not
    assert not in_sight(screens, 0, 12.0, 4.5, 8.0, 8.0)
    assert seen.tolist() == [True, False, True]


def test_a_shut_door_hides_and_bounds_what_is_inside(rooms: Venue) -> None:
    square, spots = box(8, 3, 12, 7), np.array([[9.0, 5.0], [11.0, 5.0], [15.0, 5.0], [11.0, 6.9]])
    for opened in (True, False):
        seen, _, inside = looked(rooms, square, (9.0, 5.0), spots, opened)
        assert seen.tolist() == [True, opened, opened, opened]
        # beside the door the wall is in between even when it is open
        assert inside.tolist() == [True, opened, False, False]


def test_beyond_its_reach_nothing_is_seen(rooms: Venue) -> None:
    spots = np.array([[5.99, 2.0], [6.02, 2.0]])
    seen, away, _ = looked(rooms, box(1, 1, 2, 3), (1.5, 2.0), spots, reach=4.0)
    assert seen.tolist() == [True, False]
    assert away[0] == pytest.approx(3.99)
    assert np.isinf(away[1])


def test_the_distance_from_a_polygon_is_shapely_s() -> None:
    rng = np.random.default_rng(3)
    star = np.array([[0, 0], [4, 1], [8, 0], [6, 4], [8, 8], [4, 6], [0, 8], [2, 4]], dtype=float)
    shape = Polygon(star)
    for x, y in rng.uniform(-4, 12, (500, 2)):
        assert distance_to(star, x, y) == pytest.approx(shape.distance(shapely.Point(x, y)), abs=1e-12)


def test_what_hides_is_what_the_first_hit_finds_where_geometry_has_it() -> None:
    """Random ways and lines against Shapely: met or not, and after which share of the way."""
    generator = np.random.default_rng(3)
    for way, lines in zip(
        generator.uniform(0, 10, (200, 4)), generator.uniform(0, 10, (200, 3, 4)), strict=True
    ):
        path = shapely.LineString(way.reshape(2, 2))
        meets = [path.intersection(shapely.LineString(line.reshape(2, 2))) for line in lines]
        shares = [path.project(place) / path.length for place in meets if not place.is_empty]
        assert hidden(*way, lines) == bool(shares)
        assert first_hit(*way, lines) == pytest.approx(min(shares, default=1.0))
