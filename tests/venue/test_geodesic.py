"""Distances against geometry, over one surface and several, and the ways that follow them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from shapely import LineString

from exeunt.venue.fields import FieldCache, Pace
from exeunt.venue.raster import Clearance, build_raster
from exeunt.venue.sampling import sample_direction, sample_distance

NO_CLEARANCE = Clearance(floor=1.0, gap=0.0, least_gap=0.0)


def fields_of(venue, cell=0.1, clearance=None, **cache):
    return FieldCache(build_raster(venue, cell, clearance), venue, **cache)


def all_open(venue):
    return np.ones(len(venue.openings), dtype=bool)


def solved(fields, goal=0, mobility=0):
    """Own cells, their centres and distances."""
    slot = fields.slot(goal, all_open(fields.venue), mobility)
    cells = np.flatnonzero(fields.raster.own)
    return cells, fields.raster.centres(cells), fields.distance[slot][cells].astype(float)


def rectangle(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def storey(area, id="floor", **more):
    return {"id": id, "area": area, **more}


def leave(x0, y0, x1, y1, id="out", at="floor"):
    return {"id": id, "storey": at, "line": [(x0, y0), (x1, y1)]}


@pytest.fixture
def built(compiled):
    def build(**blocks):
        venue, problems = compiled(**blocks)
        assert not [problem for problem in problems if problem.severity == "error"], problems
        return venue

    return build


def test_an_empty_room_gives_straight_distances_better_with_smaller_cells(built):
    venue = built(storeys=[storey(rectangle(0, 0, 20, 15))], exits=[leave(9, 0, 11, 0)])
    worst, mean = [], []
    for cell in (0.4, 0.2, 0.1):
        _, xy, distance = solved(fields_of(venue, cell, NO_CLEARANCE))
        exact = np.hypot(xy[:, 0] - np.clip(xy[:, 0], 9.2, 10.8), xy[:, 1])
        error = (distance - exact) / exact
        assert error.min() > -0.001
        worst.append(error.max())
        mean.append(error.mean())
    assert worst[2] < 0.02
    assert mean[2] < 0.007
    assert worst[0] > worst[1] > worst[2]
    assert mean[0] > mean[1] > mean[2]


def test_clearance_lengthens_ways_in_an_empty_room_by_less_than_a_step(built):
    venue = built(storeys=[storey(rectangle(0, 0, 20, 15))], exits=[leave(9, 0, 11, 0)])
    _, xy, distance = solved(fields_of(venue))
    exact = np.hypot(xy[:, 0] - np.clip(xy[:, 0], 9.2, 10.8), xy[:, 1])
    free = (xy[:, 0] > 0.35) & (xy[:, 0] < 19.65) & (xy[:, 1] > 0.35) & (xy[:, 1] < 14.65)
    assert (distance - exact)[free].max() < 0.6
    assert (distance - exact).min() > -0.01


def test_round_one_corner_and_round_two(built):
    corner = [(0, 0), (12, 0), (12, 2), (2, 2), (2, 12), (0, 12)]
    venue = built(storeys=[storey(corner)], exits=[leave(12, 0, 12, 2)])
    fields = fields_of(venue, clearance=NO_CLEARANCE)
    slot = fields.slot(0, all_open(venue))
    got = sample_distance(fields.raster.arrays, fields.distance, slot, 0, 1.0, 11.0)
    # past the inner corner (2, 2) to the end of the line aimed at, (12, 1.8)
    exact = math.hypot(1, 9) + math.hypot(10, 0.2)
    assert got == pytest.approx(exact, rel=0.015)
    turn = [(0, 0), (10, 0), (10, 6), (0, 6), (0, 4), (8, 4), (8, 2), (0, 2)]
    venue = built(storeys=[storey(turn)], exits=[leave(0, 6, 0, 4)])
    fields = fields_of(venue, clearance=NO_CLEARANCE)
    slot = fields.slot(0, all_open(venue))
    got = sample_distance(fields.raster.arrays, fields.distance, slot, 0, 1.0, 1.0)
    exact = math.hypot(7, 1) + 2 + math.hypot(8, 0.2)
    assert got == pytest.approx(exact, rel=0.015)


def test_the_scheme_is_solved_to_the_end(built):
    """No cell can be lowered further by its neighbours, and each is held up by them."""
    holes = [rectangle(3, 3, 9, 4), rectangle(6, 6, 7, 9), rectangle(1, 6, 4, 7)]
    venue = built(storeys=[storey(rectangle(0, 0, 10, 10), obstacles=holes)], exits=[leave(4, 0, 6, 0)])
    fields = fields_of(venue)
    slot = fields.slot(0, all_open(venue))
    raster, distance = fields.raster, fields.distance[slot].astype(float)
    cells = np.setdiff1d(np.flatnonzero(raster.own), raster.seeds[0].cells)
    width = int(raster.arrays.nx[0])

    def nearest(bit, step):
        return np.where(raster.strict[cells] & bit, distance[cells + step], np.inf)

    x = np.minimum(nearest(1, 1), nearest(4, -1))
    y = np.minimum(nearest(2, width), nearest(8, -width))
    cost = raster.slowness[cells] * raster.arrays.cell
    low, apart = np.minimum(x, y), np.abs(x - y)
    two = np.sqrt(np.maximum(2 * cost**2 - np.where(apart < cost, apart, 0) ** 2, 0))
    expected = np.where(apart < cost, 0.5 * (2 * low + apart + two), low + cost)
    assert np.abs(distance[cells] - expected).max() < 1e-4


def test_down_a_stair_at_the_pace_of_the_class(built):
    venue = built(
        storeys=[
            storey(rectangle(0, 0, 10, 10), "below"),
            storey(rectangle(14, 0, 24, 10), "above", elevation=3.0),
        ],
        exits=[leave(0, 6, 0, 4, at="below")],
        stairs=[
            {
                "id": "stair",
                "foot": {"storey": "below", "line": [(10, 4), (10, 6)]},
                "head": {"storey": "above", "line": [(14, 4), (14, 6)]},
            }
        ],
    )
    paces = (Pace(1.34, 0.6, 0.7), Pace(0.8, 0.38, 0.33), Pace(1.0, 0.0, 0.0))
    fields = fields_of(venue, paces=paces)
    above = venue.surface("above").index
    for mobility, pace in enumerate(paces[:2]):
        slot = fields.slot(0, all_open(venue), mobility)
        got = sample_distance(fields.raster.arrays, fields.distance, slot, above, 20.0, 5.0)
        slope = math.hypot(4.0, 3.0)
        assert got == pytest.approx(10.0 + 6.0 + slope * pace.level / pace.down, rel=0.005)
    slot = fields.slot(0, all_open(venue), 2)
    assert math.isinf(sample_distance(fields.raster.arrays, fields.distance, slot, above, 20.0, 5.0))
    assert sample_distance(fields.raster.arrays, fields.distance, slot, 0, 5.0, 5.0) == pytest.approx(
        5.0, rel=0.01
    )
    # and up
    up = replace(
        venue, openings=(replace(venue.openings[0], surface=above, line=((24.0, 4.0), (24.0, 6.0))),)
    )
    walls = venue.walls.copy()
    opened = (walls[:, 0] == 24) & (walls[:, 2] == 24) & (venue.wall_surface == above)
    assert opened.sum() == 1
    up = replace(up, walls=walls[~opened], wall_surface=venue.wall_surface[~opened])
    fields = fields_of(up, paces=paces)
    slot = fields.slot(0, all_open(up), 0)
    got = sample_distance(fields.raster.arrays, fields.distance, slot, 0, 4.0, 5.0)
    assert got == pytest.approx(10.0 + 6.0 + slope * 1.34 / 0.6, rel=0.005)


def follow(fields, slot, surface, x, y, step=0.04, limit=4000):
    """Walk down the field until outside the surfaces; return the way walked, one (surface, x, y) a step."""
    raster, venue = fields.raster, fields.venue
    way = [(surface, x, y)]
    for _ in range(limit):
        dx, dy = sample_direction(raster.arrays, fields.directions, slot, surface, x, y)
        nx, ny = x + step * dx, y + step * dy
        for exit in venue.exits:
            if exit.surface == surface and LineString([(x, y), (nx, ny)]).intersects(LineString(exit.line)):
                return [*way, (surface, nx, ny)]
        for portal in venue.portals:
            if surface in portal.surfaces and LineString([(x, y), (nx, ny)]).intersects(
                LineString(portal.line)
            ):
                other = sum(portal.surfaces) - surface
                if venue.surfaces[other].area.covers(shapely.Point(nx, ny)):
                    surface = other
        x, y = nx, ny
        way.append((surface, x, y))
    raise AssertionError(f"still inside at {way[-1]} after {limit} steps from {way[0]}")


@pytest.fixture
def maze(built):
    """Rooms with thin walls and gaps, seat rows, and a gallery reached by a stair with a half-turn."""
    walls = [
        {"line": [(4, 0), (4, 4.5)], "thickness": 0.1},
        {"line": [(4, 5.6), (4, 9.5), (11, 9.5)], "thickness": 0.02},
        {"line": [(7, 1), (12, 6)], "thickness": 0.01},
    ]
    rows = [rectangle(5, 11 + 0.9 * k, 10, 11.4 + 0.9 * k) for k in range(4)]
    return built(
        storeys=[
            storey(rectangle(0, 0, 13, 16), "hall", walls=walls, obstacles=rows),
            storey(rectangle(0, 0, 13, 16), "gallery", elevation=3.0, obstacles=[rectangle(3, 3, 8, 12)]),
        ],
        exits=[leave(0, 2, 0, 1, "west", "hall"), leave(11, 16, 12.5, 16, "north", "hall")],
        stairs=[
            {
                "id": "stair", "kind": "half_turn", "run": 3.0, "landing_depth": 1.5,
                "foot": {"storey": "hall", "line": [(13, 4), (13, 5.2)]},
                "head": {"storey": "gallery", "line": [(13, 6.6), (13, 5.4)]},
            }
        ],
    )  # fmt: skip


@pytest.mark.parametrize("goal", ["west", "north"])
def test_ways_lead_out_from_everywhere_through_no_wall(maze, goal):
    fields = fields_of(maze)
    exit = maze.opening(goal).index
    slot = fields.slot(exit, all_open(maze))
    cells, xy, distance = solved(fields, exit)
    assert np.isfinite(distance).all()
    surface = fields.raster.surface[cells]
    barriers = [
        shapely.multilinestrings([w.reshape(2, 2) for w in maze.walls[maze.wall_surface == s]])
        for s in range(len(maze.surfaces))
    ]
    rng = np.random.default_rng(3)
    clear = fields.raster.clearance[cells] > 0.15
    for k in rng.choice(np.flatnonzero(clear), 60, replace=False):
        way = follow(fields, slot, int(surface[k]), *xy[k])
        for (s, x, y), (_, nx, ny) in pairwise(way):
            step = LineString([(x, y), (nx, ny)])
            assert not step.intersects(barriers[s]), (s, x, y)
        spent = 0.0
        for (s, x, y), (_, nx, ny) in pairwise(way):
            area = maze.surfaces[s]
            factor = math.sqrt(1 + sum(g * g for g in area.gradient)) * (
                1.34 / 0.7 if area.kind == "flight" else 1
            )
            spent += math.hypot(nx - x, ny - y) * factor
        assert spent < 1.03 * distance[k] + 0.3
        assert spent > 0.6 * distance[k] - 0.3


def test_a_seam_leaves_no_trace(built):
    """The same building as one surface and as two joined by a portal, with an obstacle near the seam."""
    from exeunt.venue.venue import Portal

    block = [rectangle(5.2, 2, 7.6, 2.6), rectangle(6.3, 4, 6.8, 5.5)]
    one = built(storeys=[storey(rectangle(0, 0, 12, 7), obstacles=block)], exits=[leave(0, 5, 0, 3)])
    split = 6.5
    whole = one.surfaces[0]
    halves = [whole.area.intersection(shapely.box(*b)) for b in ((-1, -1, split, 9), (split, -1, 13, 9))]
    surfaces = tuple(replace(whole, index=k, id=str(k), area=half) for k, half in enumerate(halves))
    seam = halves[0].intersection(halves[1])
    lines = [line for line in shapely.get_parts(seam) if line.length > 0]
    portals = tuple(Portal(k, str(k), (0, 1), tuple(line.coords)) for k, line in enumerate(lines))
    walls, owner = [], []
    for wall in one.walls:
        line = LineString(wall.reshape(2, 2))
        for k, b in enumerate(((-1, -1, split, 9), (split, -1, 13, 9))):
            part = line.intersection(shapely.box(*b))
            if part.length > 0:
                walls.append(np.array(part.coords).ravel())
                owner.append(k)
    two = replace(
        one,
        surfaces=surfaces,
        portals=portals,
        walls=np.array(walls),
        wall_surface=np.array(owner, dtype=np.int32),
    )
    single, double = fields_of(one), fields_of(two)
    a, b = single.slot(0, all_open(one)), double.slot(0, all_open(two))
    rng = np.random.default_rng(5)
    for x, y in rng.uniform((0.2, 0.2), (11.8, 6.8), (400, 2)):
        if not whole.area.contains(shapely.Point(x, y)):
            continue
        s = int(x >= split)
        d1 = sample_distance(single.raster.arrays, single.distance, a, 0, x, y)
        d2 = sample_distance(double.raster.arrays, double.distance, b, s, x, y)
        assert d1 == pytest.approx(d2, abs=2e-3)
        v1 = sample_direction(single.raster.arrays, single.directions, a, 0, x, y)
        v2 = sample_direction(double.raster.arrays, double.directions, b, s, x, y)
        assert v1 == pytest.approx(v2, abs=0.02)


@pytest.mark.parametrize(
    ("degrees", "shift"), [(0, (0.037, 0.061)), (17, (3.3, -2.1)), (45, (0, 0)), (90, (0.05, 0))]
)
def test_a_turned_and_shifted_building_has_the_same_distances(built, degrees, shift):
    turn = math.radians(degrees)

    def move(points):
        c, s = math.cos(turn), math.sin(turn)
        return [(c * x - s * y + shift[0], s * x + c * y + shift[1]) for x, y in points]

    def at(venue, x, y):
        fields = fields_of(venue)
        slot = fields.slot(0, all_open(venue))
        return sample_distance(fields.raster.arrays, fields.distance, slot, 0, x, y)

    area, holes = rectangle(0, 0, 14, 10), [rectangle(3, 2, 4, 9), rectangle(7, 0.01, 8, 7)]
    still = built(storeys=[storey(area, obstacles=holes)], exits=[leave(0, 5, 0, 3)])
    ends = move([(0, 5), (0, 3)])
    moved = built(
        storeys=[storey(move(area), obstacles=[move(hole) for hole in holes])],
        exits=[leave(*ends[0], *ends[1])],
    )
    for x, y in ((13, 5), (10, 1), (6, 8), (5, 3), (2, 9)):
        assert at(moved, *move([(x, y)])[0]) == pytest.approx(at(still, x, y), rel=0.02)


def test_a_row_of_seats_can_be_left_and_a_crack_cannot_be_passed(built):
    rows = [rectangle(2, 2 + 0.9 * k, 8, 2.4 + 0.9 * k) for k in range(6)]
    venue = built(storeys=[storey(rectangle(0, 0, 10, 9), obstacles=rows)], exits=[leave(9, 0, 10, 0)])
    fields = fields_of(venue)
    slot = fields.slot(0, all_open(venue))
    got = sample_distance(fields.raster.arrays, fields.distance, slot, 0, 5.0, 2.65)
    assert got == pytest.approx(3.2 + 3.2, rel=0.15)
    # two rooms, a wide way of 24 m round and a gap between blocks 0.3 m wide: the gap is left alone
    blocks = [rectangle(0, 4, 5.85, 5), rectangle(6.15, 4, 10, 5)]
    plan = storey([(0, 0), (12, 0), (12, 9), (0, 9)], obstacles=blocks)
    venue = built(storeys=[plan], exits=[leave(5, 0, 7, 0)])
    fields = fields_of(venue)
    slot = fields.slot(0, all_open(venue))
    assert sample_distance(fields.raster.arrays, fields.distance, slot, 0, 6.0, 6.0) > 10.0
    # it is the only way: used
    blocks = [rectangle(0, 4, 5.82, 5), rectangle(6.18, 4, 12, 5)]
    venue = built(storeys=[storey(rectangle(0, 0, 12, 9), obstacles=blocks)], exits=[leave(5, 0, 7, 0)])
    fields = fields_of(venue)
    slot = fields.slot(0, all_open(venue))
    assert 6.0 < sample_distance(fields.raster.arrays, fields.distance, slot, 0, 6.0, 6.0) < 9.0


def test_people_with_a_wide_way_do_not_take_a_narrow_one_that_others_have_to(built):
    """A door of one way leads from the right room into the left one, whose only way out is a gap of 0.36 m."""
    blocks = [rectangle(0, 4, 5.82, 5), rectangle(6.18, 4, 18, 5)]
    plan = storey(
        rectangle(0, 0, 20, 9), obstacles=blocks, walls=[{"line": [(8, 5), (8, 9)], "thickness": 0.1}]
    )

    def distances(direction):
        door = {"id": "door", "storey": "floor", "line": [(8, 6), (8, 8)], "direction": direction}
        venue = built(storeys=[plan], doors=[door], exits=[leave(5, 0, 7, 0)])
        fields = fields_of(venue)
        slot = fields.slot(venue.opening("out").index, all_open(venue))
        return [
            sample_distance(fields.raster.arrays, fields.distance, slot, 0, x, 7.0) for x in (6.0, 9.0)
        ], sample_direction(fields.raster.arrays, fields.directions, slot, 0, 8.4, 7.0)

    left, right = 6.8, math.hypot(9.3, 2.0) + 1.0 + math.hypot(11.2, 4.0)
    # to the right of the line upwards is forward: the left room is left by the gap alone
    (in_left, in_right), (dx, _) = distances("backward")
    assert in_left == pytest.approx(left, rel=0.15)
    assert in_right == pytest.approx(right, rel=0.05)
    assert dx > 0.5, "nobody turns to the door"
    # with a door of both ways nobody needs the gap
    (in_left, in_right), (dx, _) = distances("both")
    assert in_left == pytest.approx(right + 3.0, rel=0.05)
    assert in_right == pytest.approx(right, rel=0.05)


def test_no_distance_beats_the_shortest_way_over_links(built):
    """Against Dijkstra on the four-linked graph, which is an upper bound, and over sqrt(2), a lower one."""
    walls = [
        {"line": [(3, 0), (3, 5), (6, 5)], "thickness": 0.02},
        {"line": [(9, 8), (9, 2)], "thickness": 0.1},
    ]
    venue = built(storeys=[storey(rectangle(0, 0, 12, 8), walls=walls)], exits=[leave(0, 3, 0, 1)])
    fields = fields_of(venue, 0.2, NO_CLEARANCE)
    cells, _, distance = solved(fields)
    raster, width = fields.raster, int(fields.raster.arrays.nx[0])
    pairs = [
        np.column_stack([has := cells[(raster.strict[cells] & bit) != 0], has + step])
        for bit, step in ((1, 1), (2, width), (4, -1), (8, -width))
    ]
    pairs = np.vstack(pairs)
    graph = coo_array(
        (np.full(len(pairs), 0.2), (pairs[:, 1], pairs[:, 0])), shape=(raster.cells,) * 2
    ).tocsr()
    seeds = raster.seeds[0]
    upper = np.min(seeds.distance[:, None] + dijkstra(graph, indices=seeds.cells), axis=0)[cells]
    core = np.isfinite(upper)
    assert core.sum() > 0.9 * len(cells)
    assert (distance[core] <= upper[core] + 1e-3).all()
    assert (distance[core] >= upper[core] / math.sqrt(2) - 0.8).all()
