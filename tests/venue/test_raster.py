"""The raster must leak nowhere, join surfaces without a seam and keep one-way doors one way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from shapely import LineString, Point, Polygon, box

from exeunt.venue.raster import Clearance, build_raster
from exeunt.venue.venue import Opening, Portal, Surface, Venue

STEPS = ((1, 1, 0), (2, 0, 1), (4, -1, 0), (8, 0, -1))


def plan(area, walls=(), openings=()):
    edges = []
    exits = shapely.union_all([LineString(o.line) for o in openings if o.kind == "exit"])
    for ring in (area.exterior, *area.interiors):
        for part in getattr(rest := ring.difference(exits), "geoms", [rest]):
            xy = np.array(part.coords)
            edges.append(np.hstack([xy[:-1], xy[1:]]))
    edges = np.vstack([*edges, np.array(walls, dtype=float).reshape(-1, 4)])
    surface = Surface(0, "floor", "storey", area, 0.0)
    return Venue("plan", (surface,), (), tuple(openings), edges, np.zeros(len(edges), dtype=np.int32))


def links(raster, names=("links",)):
    """Directed links between own cells as pairs of indices, ghosts taken as what they mirror."""
    bits = getattr(raster, names[0])
    cells = np.flatnonzero(raster.own)
    width = raster.arrays.nx[raster.surface[cells]]
    pairs = []
    for bit, dx, dy in STEPS:
        has = (bits[cells] & bit) != 0
        beyond = cells[has] + dx + dy * width[has]
        mirrored = raster.ghost_of[beyond]
        pairs.append(np.column_stack([cells[has], np.where(mirrored >= 0, mirrored, beyond)]))
    return np.vstack(pairs)


def components(raster):
    pairs = links(raster)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(raster.cells, raster.cells))
    return connected_components(graph, directed=False)[1]


def test_cells_cover_the_area_and_nothing_else():
    area = box(0, 0, 12, 8).difference(box(2, 2, 5, 4)).difference(Point(9, 4).buffer(1.5))
    raster = build_raster(plan(area))
    xy = raster.centres(np.arange(raster.cells))
    assert np.array_equal(raster.own, shapely.contains_xy(area, xy[:, 0], xy[:, 1]))
    assert raster.own.sum() * 0.01 == pytest.approx(area.area, rel=0.01)


point = st.tuples(st.floats(0.2, 5.8), st.floats(0.2, 5.8))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(point, point), min_size=1, max_size=6), st.sampled_from([0.1, 0.17, 0.2]))
def test_a_link_exists_exactly_where_no_wall_crosses_it(walls, cell):
    walls = [(*p, *q) for p, q in walls if p != q]
    raster = build_raster(plan(box(0, 0, 6, 6), walls), cell)
    centres = raster.centres(np.arange(raster.cells))
    cells, width = np.flatnonzero(raster.own), int(raster.arrays.nx[0])
    lines = shapely.linestrings(np.array(walls).reshape(-1, 2, 2))
    for bit, dx, dy in STEPS:
        beyond = cells + dx + dy * width
        ways = shapely.linestrings(np.stack([centres[cells], centres[beyond]], axis=1))
        crossed = np.zeros(len(cells), dtype=bool)
        for line in lines:
            crossed |= shapely.intersects(ways, line)
        # a wall that ends within rounding of a way may count either way
        close = np.zeros(len(cells), dtype=bool)
        for end in shapely.points(np.array(walls).reshape(-1, 2)):
            close |= shapely.distance(ways, end) < 1e-9
        linked = (raster.links[cells] & bit) != 0
        assert np.array_equal(linked[~close], (raster.own[beyond] & ~crossed)[~close])


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0.4, 2.5),
    st.floats(0, 6.28),
    st.integers(3, 9),
    st.tuples(st.floats(2.6, 3.4), st.floats(2.6, 3.4)),
)
def test_a_closed_thin_wall_lets_nobody_through(radius, turn, corners, middle):
    angles = turn + np.linspace(0, 2 * np.pi, corners, endpoint=False)
    ring = np.column_stack([middle[0] + radius * np.cos(angles), middle[1] + radius * np.sin(angles)])
    walls = np.hstack([ring, np.roll(ring, -1, axis=0)])
    raster = build_raster(plan(box(0, 0, 6, 6), walls))
    xy = raster.centres(np.arange(raster.cells))
    inside = shapely.contains_xy(Polygon(ring), xy[:, 0], xy[:, 1])
    groups = components(raster)
    assert not set(groups[raster.own & inside]) & set(groups[raster.own & ~inside])
    # nor do blended directions
    cells = np.flatnonzero(raster.own)
    width = int(raster.arrays.nx[0])
    for bit, dx, dy in ((16, 1, 1), (32, -1, 1), (64, -1, -1), (128, 1, -1)):
        seen = cells[(raster.arrays.mix[cells] & bit) != 0]
        assert np.array_equal(inside[seen], inside[seen + dx + dy * width])


def test_a_wall_of_round_numbers_through_cell_centres_does_not_leak():
    walls = [(0.0, 0.0, 6.0, 6.0)]
    raster = build_raster(plan(box(0, 0, 6, 6), walls))
    groups = components(raster)
    xy = raster.centres(np.arange(raster.cells))
    above = xy[:, 1] > xy[:, 0]
    assert not set(groups[raster.own & above]) & set(groups[raster.own & ~above])


def two_halves(split):
    """A room of 8 by 5 m as two surfaces that meet at x = split."""
    left = Surface(0, "left", "storey", box(0, 0, split, 5), 0.0)
    right = Surface(1, "right", "storey", box(split, 0, 8, 5), 0.0)
    walls = [
        (0, 0, 0, 5),
        (0, 5, split, 5),
        (split, 0, 0, 0),
        (split, 5, 8, 5),
        (8, 5, 8, 0),
        (8, 0, split, 0),
    ]
    portal = Portal(0, "seam", (0, 1), ((split, 0.0), (split, 5.0)))
    return Venue(
        "halves",
        (left, right),
        (portal,),
        (),
        np.array(walls, dtype=float),
        np.array([0, 0, 0, 1, 1, 1], dtype=np.int32),
    )


@pytest.mark.parametrize("split", [4.0, 3.973, 4.05])
def test_two_surfaces_have_the_links_of_one(split):
    one = build_raster(plan(box(0, 0, 8, 5)))
    two = build_raster(two_halves(split))
    assert two.own.sum() == one.own.sum()

    def by_place(raster):
        xy = np.round(raster.centres(np.arange(raster.cells)), 6)
        return {(*xy[a], *xy[b]) for a, b in links(raster)}

    assert by_place(one) == by_place(two)
    ghosts = two.ghosts
    assert len(ghosts) > 2 * 2 * 45
    assert np.allclose(two.centres(ghosts), two.centres(two.ghost_of[ghosts].astype(np.int64)), atol=1e-9)
    assert (two.surface[ghosts] != two.surface[two.ghost_of[ghosts]]).all()


def test_a_one_way_door_has_links_in_its_direction_only():
    door = Opening(0, "gate", "door", 0, ((3.0, 6.0), (3.0, 0.0)), direction="forward")
    raster = build_raster(plan(box(0, 0, 6, 6), openings=[door]))
    xy = raster.centres(np.arange(raster.cells))
    pairs = links(raster)
    side = xy[:, 0] > 3.0
    across = pairs[side[pairs[:, 0]] != side[pairs[:, 1]]]
    # heading south, the right hand points west
    assert len(across) == 60
    assert side[across[:, 0]].all()
    assert len(raster.opening_links[0][0]) == 60
    both = build_raster(plan(box(0, 0, 6, 6), openings=[replace(door, direction="both")]))
    assert len(both.opening_links[0][0]) == 120


def test_an_exit_line_inside_the_area_cannot_be_walked_across():
    leave = Opening(0, "out", "exit", 0, ((3.0, 0.0), (3.0, 6.0)))
    raster = build_raster(plan(box(0, 0, 6, 6), openings=[leave]))
    groups = components(raster)
    assert groups[raster.cell_at(0, 1, 1)] != groups[raster.cell_at(0, 5, 1)]


def test_clearance_is_the_distance_to_the_nearest_wall():
    area = box(0, 0, 6, 6).difference(Polygon([(2, 2), (4, 2.5), (3, 4)]))
    raster = build_raster(plan(area), clearance=Clearance(reach=0.5))
    cells = np.flatnonzero(raster.own)
    exact = shapely.distance(shapely.points(raster.centres(cells)), area.boundary)
    assert np.allclose(raster.clearance[cells], np.minimum(exact, 0.5), atol=1e-6)
    slow = raster.slowness[cells]
    assert slow.min() == 1.0
    assert slow.max() < 4.0
    assert (np.diff(slow[np.argsort(exact)]) < 1e-6).all()


def test_an_exit_narrower_than_two_jambs_is_aimed_at_in_its_middle():
    leave = Opening(0, "slit", "exit", 0, ((2.85, 0.0), (3.15, 0.0)))
    raster = build_raster(plan(box(0, 0, 6, 6), openings=[leave]))
    assert len(raster.seeds[0].cells) > 40
    assert np.allclose(raster.seeds[0].near, [3.0, 0.0], atol=1e-9)
    wide = build_raster(plan(box(0, 0, 6, 6), openings=[replace(leave, line=((2.0, 0.0), (4.0, 0.0)))]))
    assert wide.seeds[0].near[:, 0].min() == pytest.approx(2.2)
    assert wide.seeds[0].near[:, 0].max() == pytest.approx(3.8)
    assert (wide.seeds[0].aim[:, 1] < 0).all()


def test_starts_of_an_exit_do_not_see_through_walls():
    screen = (3.0, 0.3, 5.5, 0.3)
    leave = Opening(0, "out", "exit", 0, ((2.0, 0.0), (4.0, 0.0)))
    raster = build_raster(plan(box(0, 0, 6, 6), [screen], [leave]))
    seeds = raster.seeds[0]
    ways = shapely.linestrings(np.stack([raster.centres(seeds.cells), seeds.near], axis=1))
    assert len(ways) > 100
    assert not shapely.intersects(ways, LineString([screen[:2], screen[2:]])).any()
