"""The cache: what is kept, what is solved anew, what is dropped; and samples close to walls."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.base.errors import ExeuntError
from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc
from exeunt.venue.fields import BYTES_PER_CELL, Danger, FieldCache, Pace
from exeunt.venue.raster import build_raster
from exeunt.venue.sampling import sample_direction, sample_distance, sample_distances


def rooms(tmp_path, **door):
    """Two rooms side by side, two doors between them, an exit from each and a closet off the right one."""
    doc = VenueDoc.model_validate(
        {
            "storeys": [
                {
                    "id": "floor",
                    "area": [(0, 0), (12, 0), (12, 8), (0, 8)],
                    "walls": [
                        {"line": [(6, 0), (6, 8)], "thickness": 0.2},
                        {"line": [(10, 0), (10, 3), (12, 3)], "thickness": 0.2},
                    ],
                }
            ],
            "exits": [
                {"id": "left", "storey": "floor", "line": [(0, 3), (0, 5)]},
                {"id": "right", "storey": "floor", "line": [(12, 5), (12, 7)]},
            ],
            "doors": [
                {"id": "low", "storey": "floor", "line": [(6, 1), (6, 2)]},
                {"id": "high", "storey": "floor", "line": [(6, 6), (6, 7)], **door},
                {"id": "closet", "storey": "floor", "line": [(10, 1), (10, 2)]},
            ],
        }
    )
    venue, problems = compile_venue(doc, "rooms", tmp_path)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return venue


@pytest.fixture
def cache(tmp_path):
    venue = rooms(tmp_path)
    return FieldCache(build_raster(venue), venue)


def mask(cache, *shut):
    is_open = np.ones(len(cache.venue.openings), dtype=bool)
    is_open[[cache.venue.opening(id).index for id in shut]] = False
    return is_open


def distance_at(cache, slot, x, y):
    return sample_distance(cache.raster.arrays, cache.distance, slot, 0, x, y)


def test_a_shut_door_turns_the_way_and_opening_it_gives_the_same_bits_back(cache):
    left = cache.venue.opening("left").index
    first = cache.slot(left, mask(cache))
    short = distance_at(cache, first, 7.0, 6.5)
    dx, _ = sample_direction(cache.raster.arrays, cache.directions, first, 0, 6.6, 6.5)
    assert dx < -0.95
    before = cache.distance[first].tobytes(), cache.directions[first].tobytes()
    second = cache.slot(left, mask(cache, "high"))
    assert second != first
    assert distance_at(cache, second, 7.0, 6.5) > short + 2.0
    dx, dy = sample_direction(cache.raster.arrays, cache.directions, second, 0, 6.6, 6.5)
    assert dy < -0.9
    # solved anew from nothing, in another cache with a slot used before
    other = FieldCache(cache.raster, cache.venue, capacity=1)
    other.slot(left, mask(cache, "high"))
    third = other.slot(left, mask(cache))
    assert (other.distance[third].tobytes(), other.directions[third].tobytes()) == before
    both = cache.slot(left, mask(cache, "high", "low"))
    assert math.isinf(distance_at(cache, both, 7.0, 6.5))
    assert sample_direction(cache.raster.arrays, cache.directions, both, 0, 7.0, 6.5) == (0.0, 0.0)
    # not even right at the wall, nor with the nearest cell centre inside it
    for x in (6.11, 6.15, 6.2, 6.3):
        assert math.isinf(distance_at(cache, both, x, 4.0))
        assert sample_direction(cache.raster.arrays, cache.directions, both, 0, x, 4.0) == (0.0, 0.0)
    assert distance_at(cache, both, 2.0, 4.0) == pytest.approx(2.0, abs=0.05)


def test_a_door_that_changes_nothing_costs_no_solution(cache):
    left, right = (cache.venue.opening(id).index for id in ("left", "right"))
    # with both doors to the left shut, the right side cannot be reached from "left": its closet is irrelevant
    one = cache.slot(left, mask(cache, "low", "high"))
    assert cache.slot(left, mask(cache, "low", "high", "closet")) == one
    # exits' states do not enter
    assert cache.slot(left, mask(cache, "low", "high", "right")) == one
    assert cache.statistics()["misses"] == 1
    assert cache.statistics()["kept"] == 1
    assert cache.statistics()["hits"] == 1
    # but the closet matters to those in it
    two = cache.slot(right, mask(cache))
    three = cache.slot(right, mask(cache, "closet"))
    assert two != three
    assert math.isinf(distance_at(cache, three, 11.0, 1.0))
    assert math.isfinite(distance_at(cache, two, 11.0, 1.0))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.sets(st.sampled_from(["low", "high", "closet"]))), max_size=8)
)
def test_what_the_cache_keeps_is_what_a_fresh_solution_gives(tmp_path_factory, asked):
    venue = rooms(tmp_path_factory.mktemp("rooms"))
    raster = build_raster(venue, 0.2)
    cache = FieldCache(raster, venue, capacity=3)
    for goal, shut in asked:
        slot = cache.slot(goal, mask(cache, *shut))
        fresh = FieldCache(raster, venue, capacity=1)
        new = fresh.slot(goal, mask(cache, *shut))
        assert cache.distance[slot].tobytes() == fresh.distance[new].tobytes()
        assert cache.directions[slot].tobytes() == fresh.directions[new].tobytes()


def test_the_least_recently_used_goes_first_and_pinned_fields_stay(tmp_path):
    venue = rooms(tmp_path)
    cache = FieldCache(build_raster(venue, 0.2), venue, capacity=2)
    left, right = (venue.opening(id).index for id in ("left", "right"))
    a, b = cache.slot(left, mask(cache)), cache.slot(right, mask(cache))
    cache.slot(left, mask(cache))
    assert cache.slot(left, mask(cache, "low")) == b
    cache.pin([a])
    assert cache.slot(right, mask(cache)) == b
    cache.pin([a, b, -1])
    with pytest.raises(ExeuntError, match="follow 2 different fields"):
        cache.slot(right, mask(cache, "low"))
    assert cache.slot(left, mask(cache)) == a
    statistics = cache.statistics()
    assert statistics["dropped"] == 2
    assert statistics["bytes"] == 2 * cache.raster.cells * BYTES_PER_CELL


def test_capacity_follows_the_memory_given(tmp_path):
    venue = rooms(tmp_path)
    raster = build_raster(venue)
    assert FieldCache(raster, venue, memory=5 * raster.cells * BYTES_PER_CELL).capacity == 5
    assert FieldCache(raster, venue, memory=1).capacity == 2


def test_classes_of_equal_pace_share_their_fields(tmp_path):
    venue = rooms(tmp_path)
    cache = FieldCache(build_raster(venue, 0.2), venue, paces=(Pace(), Pace(), Pace(0.8, 0.4, 0.4)))
    slots = [cache.slot(0, mask(cache), mobility) for mobility in (0, 1, 2, 7)]
    assert slots[0] == slots[1]
    assert slots[2] == slots[3] != slots[0]


def test_a_one_way_door_is_used_in_its_direction(tmp_path):
    # p -> q runs north, so forward leads east
    venue = rooms(tmp_path, direction="forward")
    cache = FieldCache(build_raster(venue), venue)
    left, right = (cache.slot(venue.opening(id).index, mask(cache, "low")) for id in ("left", "right"))
    assert math.isinf(distance_at(cache, left, 8.0, 4.0))
    assert math.isfinite(distance_at(cache, right, 2.0, 4.0))


def test_samples_do_not_mix_through_walls(cache):
    """On neither side of the wall between the rooms is anyone led into it."""
    left = cache.slot(cache.venue.opening("left").index, mask(cache))
    for y in np.linspace(2.6, 5.4, 25):
        for off in (0.13, 0.16, 0.2):
            west = sample_direction(cache.raster.arrays, cache.directions, left, 0, 6.0 - off, y)
            east = sample_direction(cache.raster.arrays, cache.directions, left, 0, 6.0 + off, y)
            assert west[0] < -0.5
            assert east[0] > -0.05
            assert math.hypot(*west) == pytest.approx(1.0, abs=1e-6)


def test_a_place_whose_cell_centre_is_in_the_wall_has_a_way(cache):
    left = cache.slot(cache.venue.opening("left").index, mask(cache))
    a = cache.raster.arrays
    x = 5.895
    cell = cache.raster.cell_at(0, x, 4.0)
    if cache.raster.own[cell]:
        x = float(cache.raster.centres(np.array([cell]))[0, 0]) + a.cell * 0.95
        cell = cache.raster.cell_at(0, x, 4.0)
    assert not cache.raster.own[cell]
    assert sample_direction(a, cache.directions, left, 0, x, 4.0)[0] < -0.5
    assert distance_at(cache, left, x, 4.0) == pytest.approx(6.0, rel=0.1)


def test_distance_falls_along_the_direction_everywhere(cache):
    slot = cache.slot(cache.venue.opening("right").index, mask(cache))
    a, rng = cache.raster.arrays, np.random.default_rng(2)
    for x, y in rng.uniform((0.3, 0.3), (11.7, 7.7), (500, 2)):
        cell = cache.raster.cell_at(0, x, y)
        if cache.raster.clearance[cell] < 0.2 or not cache.raster.own[cell]:
            continue
        here = distance_at(cache, slot, x, y)
        dx, dy = sample_direction(a, cache.directions, slot, 0, x, y)
        if here > 1.0:
            assert distance_at(cache, slot, x + 0.1 * dx, y + 0.1 * dy) < here - 0.05


def test_many_samples_are_the_single_ones(cache):
    slot = cache.slot(1, mask(cache))
    xy = np.random.default_rng(4).uniform((0.3, 0.3), (11.7, 7.7), (50, 2))
    slots = np.full(50, slot, dtype=np.int16)
    slots[7] = -1
    got = sample_distances(
        cache.raster.arrays, cache.distance, slots, np.zeros(50, dtype=np.int16), *xy.T.copy()
    )
    single = [distance_at(cache, slot, x, y) for x, y in xy]
    single[7] = math.inf
    assert got.tolist() == single


def test_fields_prepared_side_by_side_are_those_solved_one_by_one(tmp_path):
    venue = rooms(tmp_path)
    raster = build_raster(venue, 0.2)
    single, double = FieldCache(raster, venue), FieldCache(raster, venue)
    goals = [opening.index for opening in venue.openings]
    double.prepare([*goals, goals[0]], mask(double, "low"), threads=3)
    assert double.statistics()["misses"] == len(goals)
    for goal in goals:
        a, b = (cache.slot(goal, mask(cache, "low")) for cache in (single, double))
        assert single.distance[a].tobytes() == double.distance[b].tobytes()
        assert single.directions[a].tobytes() == double.directions[b].tobytes()
    assert double.statistics()["hits"] == len(goals)
    # no room for all at once: left to the calls that follow, and what is pinned stays
    small = FieldCache(raster, venue, capacity=3)
    first = small.slot(goals[0], mask(small))
    small.pin([first])
    small.prepare(goals[1:], mask(small), threads=2)
    assert small.statistics()["misses"] == 1
    small.prepare(goals[1:3], mask(small), threads=2)
    assert small.statistics()["misses"] == 3
    assert small.slot(goals[0], mask(small)) == first


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    venue = rooms(tmp_path_factory.mktemp("rooms"))
    return venue, build_raster(venue)


spot = st.tuples(st.floats(0.3, 11.7), st.floats(0.3, 7.7), st.floats(0.2, 4.0), st.floats(1.0, 20.0))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    dear=st.lists(spot, max_size=3),
    closed=st.lists(spot, max_size=2),
    shut=st.sampled_from([(), ("low",), ("high",)]),
)
def test_a_danger_changes_a_field_as_if_it_were_solved_from_nothing(laid, dear, closed, shut):
    """With the usual field held only cells behind the danger are solved; without it all are."""
    venue, raster = laid
    at = raster.centres(np.arange(raster.cells))
    level = raster.own & (raster.surface == 0)

    def within(spots):
        return [level & (np.hypot(at[:, 0] - x, at[:, 1] - y) < min(r, most)) for x, y, r, most in spots]

    factor = np.ones(raster.cells)
    for mask_, (*_, by) in zip(within([(x, y, r, 9.0) for x, y, r, _ in dear]), dear, strict=True):
        factor[mask_] = np.maximum(factor[mask_], by)
    lost = np.zeros(raster.cells, dtype=bool)
    for mask_ in within([(x, y, r, 0.8) for x, y, r, _ in closed]):
        lost |= mask_
    cells = np.flatnonzero(factor > 1.0)
    danger = Danger(np.flatnonzero(lost), cells, factor[cells])
    held, fresh = FieldCache(raster, venue), FieldCache(raster, venue)
    doors = mask(held, *shut)
    for goal in (venue.opening("left").index, venue.opening("right").index):
        usual = held.slot(goal, doors)
        quick = held.slot(goal, doors, 0, held.reckon_with(danger))
        slow = fresh.slot(goal, doors, 0, fresh.reckon_with(danger))
        one, other = held.distance[quick], fresh.distance[slow]
        assert (np.isfinite(one) == np.isfinite(other)).all()
        both = np.isfinite(one) & raster.own
        assert np.abs(one[both] - other[both]).max(initial=0.0) < 0.01
        # cells that only a narrower gap leads to may come nearer by a cell
        assert (one[both] >= held.distance[usual][both] - 0.15).all()


def test_a_door_that_leads_away_becomes_the_way_around_a_danger(tmp_path):
    """The door changes nothing without danger, so that a field solved with it shut also serves it open."""
    venue = rooms(tmp_path, direction="forward")
    cache = FieldCache(build_raster(venue), venue)
    left = venue.opening("left").index
    usual = cache.slot(left, mask(cache, "high"))
    assert cache.slot(left, mask(cache)) == usual
    at = cache.raster.centres(np.arange(cache.raster.cells))
    across = np.flatnonzero(cache.raster.own & (at[:, 0] < 6.0) & (np.abs(at[:, 1] - 5.5) < 0.3))
    danger = cache.reckon_with(Danger(across, np.empty(0, dtype=np.int64), 1.0))
    around = cache.slot(left, mask(cache), 0, danger)
    # out by "high", back by "low"
    assert 10.0 < distance_at(cache, around, 2.0, 7.0) < math.inf
    assert math.isinf(distance_at(cache, cache.slot(left, mask(cache, "high"), 0, danger), 2.0, 7.0))
