"""Cells of people and of walls: everyone who is near is found, nobody else, in one order."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numba import njit
from shapely import box

from exeunt.venue.venue import Opening, Portal, Surface, Venue
from exeunt.world import neighbours
from exeunt.world.neighbours import build_grid, empty_crowd, find_through_portals, sort_into_cells
from exeunt.world.terrain import TWO_SIDED, WALL_SURFACE, build_lines, build_terrain, distance_from

FAST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@njit
def near(start, x, y, i, cell, nx, reach_squared, found):
    return neighbours.find_near(start, x, y, i, cell, nx, reach_squared, found, 0)


def venue_of(*boxes, portals=(), openings=(), walls=()):
    surfaces = tuple(Surface(i, f"s{i}", "storey", area, 0.0) for i, area in enumerate(boxes))
    portals = tuple(Portal(i, f"p{i}", pair, line) for i, (pair, line) in enumerate(portals))
    walls = np.array(walls, dtype=float).reshape(-1, 4)
    return Venue("test", surfaces, portals, tuple(openings), walls, np.zeros(len(walls), np.int32))


def sorted_crowd(venue, places, surface, cutoff, inside=None):
    lines = build_lines(venue, np.zeros(len(venue.openings), np.int8))
    grid = build_grid(venue, lines, cutoff)
    crowd = empty_crowd(grid, len(places))
    inside = np.ones(len(places)) if inside is None else inside
    radius = 0.1 + 0.001 * np.arange(len(places))
    code = np.column_stack([surface, inside]).astype(np.int64)
    trait = np.column_stack([radius, np.full(len(places), cutoff)])
    total = sort_into_cells(grid, crowd, places, trait, code, np.arange(len(places)))
    return grid, lines, crowd, total


@FAST
@given(n=st.integers(1, 120), seed=st.integers(0, 1000), cutoff=st.floats(0.3, 4.0))
def test_everyone_near_is_found_once(n, seed, cutoff):
    rng = np.random.default_rng(seed)
    venue = venue_of(box(-3, 2, 4, 7), box(-3, 2, 4, 7))
    places, surface = rng.uniform((-3, 2), (4, 7), (n, 2)), rng.integers(0, 2, n)
    inside = rng.random(n) < 0.8
    grid, _, crowd, total = sorted_crowd(venue, places, surface, cutoff, inside)
    assert total == inside.sum()
    people = crowd.who[:total, 0]
    assert sorted(people) == np.flatnonzero(inside).tolist()
    assert (crowd.x[:total] == places[people, 0]).all()
    assert (crowd.radius[:total] == 0.1 + 0.001 * people).all()
    found = np.zeros(n + 1, np.uint32)
    for row in range(total):
        i = people[row]
        s = surface[i]
        count = near(
            crowd.start, crowd.x, crowd.y, row, crowd.who[row, 1], grid.shape[s, 0], cutoff**2, found
        )
        squared = ((places - places[i]) ** 2).sum(1)
        wanted = np.flatnonzero(inside & (surface == s) & (squared < cutoff**2) & (squared > 0))
        assert sorted(people[found[:count]]) == wanted.tolist()


def test_order_is_by_cell_and_then_by_number():
    places = np.random.default_rng(0).uniform(0, 6, (400, 2))
    _, _, crowd, total = sorted_crowd(venue_of(box(0, 0, 6, 6)), places, np.zeros(400), 1.5)
    keys = [tuple(row) for row in crowd.who[:total, [1, 0]]]
    assert keys == sorted(keys)
    assert crowd.start[-1] == 400
    assert (
        np.diff(crowd.start.astype(int)) == np.bincount(crowd.who[:, 1], minlength=len(crowd.start) - 1)
    ).all()


@FAST
@given(seed=st.integers(0, 1000))
def test_those_seen_through_a_portal(seed):
    """Two rooms with a gap of 2 m between them: seen is whoever the straight line reaches through the gap."""
    rng = np.random.default_rng(seed)
    venue = venue_of(box(0, 0, 5, 6), box(5, 0, 9, 6), portals=[((1, 0), ((5, 2), (5, 4)))])
    places = rng.uniform((3, 0), (7, 6), (60, 2))
    surface = (places[:, 0] > 5).astype(int)
    grid, lines, crowd, total = sorted_crowd(venue, places, surface, 2.5)
    found = np.zeros(100, np.uint32)
    for row in range(total):
        i = crowd.who[row, 0]
        count = find_through_portals(
            grid,
            lines.shape,
            lines.code,
            crowd.start,
            crowd.x,
            crowd.y,
            row,
            crowd.who[row, 1],
            surface[i],
            2.5**2,
            found,
            0,
        )
        wanted = []
        for j in np.flatnonzero(surface != surface[i]):
            share = (5 - places[i, 0]) / (places[j, 0] - places[i, 0])
            y = places[i, 1] + share * (places[j, 1] - places[i, 1])
            if 2 <= y <= 4 and ((places[i] - places[j]) ** 2).sum() < 2.5**2:
                wanted.append(j)
        assert sorted(crowd.who[found[:count], 0]) == wanted


def test_away_from_portals_no_cell_names_one():
    venue = venue_of(box(0, 0, 50, 6), box(50, 0, 90, 6), portals=[((0, 1), ((50, 2), (50, 4)))])
    grid, *_ = sorted_crowd(venue, np.array([[1.0, 1.0]]), [0], 2.0)
    assert 0 < len(grid.link_line) < 60 < len(grid.link_start)


@FAST
@given(seed=st.integers(0, 1000), near=st.floats(0.1, 1.0), sight=st.floats(0.5, 3.0))
def test_every_wall_that_matters_is_listed(seed, near, sight):
    rng = np.random.default_rng(seed)
    walls = rng.uniform(0, 12, (15, 4))
    venue = venue_of(box(0, 0, 12, 12), walls=walls)
    terrain = build_terrain(venue, np.zeros(0, np.int8), near, sight)
    nx, ny, _ = terrain.shape[0]
    for place in rng.uniform(0, 12, (60, 2)):
        ix, iy = (place // terrain.size).astype(int)
        cell = min(iy, ny - 1) * nx + min(ix, nx - 1)
        begin, middle, end = terrain.cells[cell, 0], terrain.cells[cell, 1], terrain.cells[cell + 1, 0]
        distance = distance_from(terrain.wall[:, :5], *place)
        assert set(np.flatnonzero(distance <= near)) <= set(terrain.item[begin:middle])
        assert set(np.flatnonzero(distance <= sight)) <= set(terrain.item[begin:end])
        assert len(set(terrain.item[begin:end])) == end - begin
        assert (distance[terrain.item[begin:end]] < max(near, sight) + 1.0).all()


def test_walls_have_the_walkable_side_on_their_left():
    area = box(0, 0, 10, 10).difference(box(4, 4, 6, 6))
    walls = [[0, 0, 10, 0], [10, 0, 0, 0], [4, 4, 6, 4], [2, 1, 2, 3]]
    terrain = build_terrain(venue_of(area, walls=walls), np.zeros(0, np.int8), 0.5, 2.0)
    assert terrain.wall[:, 2].tolist() == [1.0, 1.0, -1.0, 0.0]
    assert terrain.wall[:, TWO_SIDED].tolist() == [0.0, 0.0, 0.0, 1.0]


@pytest.mark.parametrize("state", [0, 1, 2, 3])
def test_what_is_not_open_stands_as_a_wall(state):
    door = Opening(0, "d", "door", 0, ((5, 0), (5, 4)))
    terrain = build_terrain(
        venue_of(box(0, 0, 10, 4), openings=[door], walls=[[0, 0, 10, 0]]),
        np.array([state], np.int8),
        0.5,
        2.0,
    )
    assert len(terrain.wall) == 1 + (state != 0)
    assert (terrain.line_code[0, 3:] == (state == 0)).all()
    if state:
        assert terrain.wall[1, [TWO_SIDED, WALL_SURFACE]].tolist() == [1.0, 0.0]


def test_a_city_of_walls_is_listed_in_no_time():
    """Long diagonal walls must not fill their bounding boxes."""
    from time import perf_counter

    rng = np.random.default_rng(0)
    walls = rng.uniform(0, 200, (400, 4))
    started = perf_counter()
    terrain = build_terrain(venue_of(box(0, 0, 200, 200), walls=walls), np.zeros(0, np.int8), 0.6, 2.0)
    assert perf_counter() - started < 5.0
    assert len(terrain.item) < 400 * 200 * 40
