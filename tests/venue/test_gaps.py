"""Gaps narrower than a body lead nobody into them, wherever they lie on the raster, while there is another way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import box, gap, run, scenario, storey
from shapely import Polygon
from shapely.affinity import rotate, translate

from exeunt.scenario.check import check_scenario
from exeunt.venue.fields import FieldCache
from exeunt.venue.pinches import throats
from exeunt.venue.raster import build_raster


def edges(*polygons):
    rings = [np.array(polygon.exterior.coords) for polygon in polygons]
    return np.vstack([np.hstack([ring[:-1], ring[1:]]) for ring in rings])


def lengths(found):
    return np.hypot(found[:, 2] - found[:, 0], found[:, 3] - found[:, 1])


def test_a_throat_lies_across_the_narrowest_place():
    wall, pillar = Polygon(box(0, 0, 0.2, 3)), Polygon([(0.5, 1.0), (0.8, 0.7), (1.1, 1.0), (0.8, 1.3)])
    (found,) = throats(edges(wall, pillar), 0.45)
    assert found == pytest.approx([0.5, 1.0, 0.2, 1.0])
    assert len(throats(edges(wall, pillar), 0.3)) == 0


def test_a_gap_between_parallel_walls_has_a_throat_at_either_end():
    found = throats(edges(Polygon(box(0, 0, 4, 1)), Polygon(box(1, 1.35, 2.5, 3))), 0.45)
    assert lengths(found) == pytest.approx([0.35, 0.35])
    assert sorted(found[:, 0]) == pytest.approx([1.0, 2.5])


def test_corners_of_a_room_and_walls_that_meet_are_no_gaps():
    room = edges(Polygon(box(0, 0, 4, 3)))
    assert len(throats(np.vstack([room, [[2.0, 0.0, 2.0, 1.0]], [[2.0, 1.0, 2.3, 1.0]]]), 0.2)) == 0


@settings(max_examples=60, deadline=None)
@given(
    apart=st.floats(0.05, 0.6), turns=st.tuples(st.floats(0, 360), st.floats(0, 360)), way=st.floats(0, 6.28)
)
def test_the_least_throat_of_two_blocks_is_their_distance(apart, turns, way):
    one = rotate(Polygon(box(-0.5, -0.4, 0.5, 0.4)), turns[0], origin=(0, 0))
    other = rotate(Polygon(box(-0.6, -0.3, 0.6, 0.3)), turns[1], origin=(0, 0))
    other = translate(other, (1.2 + apart) * np.cos(way), (1.2 + apart) * np.sin(way))
    distance = one.distance(other)
    found = lengths(throats(edges(one, other), 0.45))
    if 1e-3 < distance < 0.449:
        assert found.min() == pytest.approx(distance, abs=1e-6)
    elif distance > 0.451:
        assert len(found) == 0


def hall(width, beside, x, y, lean=0.0):
    """A hall of 12 m by 8 m, a wall with a gap of ``beside`` m and one of ``width`` m in a block beside its end."""
    ux, uy = np.sin(lean), np.cos(lean)
    spots = [(x + s * ux, y + s * uy) for s in (-y / uy, -0.5 * width, 0.5 * width, 0.5 * width + 1.0)]
    low, high = spots[:2], spots[2:]
    far = (spots[3][0] + beside * ux, spots[3][1] + beside * uy)
    top = (x + (8 - y) / uy * ux, 8.0)
    lines = [low, high, [far, top]]
    walls = [{"line": [list(spot) for spot in line], "thickness": 0.1} for line in lines if line]
    doc = {"storeys": [storey("hall", 0, 0, 12, 8, walls=walls)], "exits": [gap("e", "hall", 12, 3, 12, 4.5)]}
    return check_scenario(scenario(doc, [{"number": 1}]), place=False).venue


@settings(max_examples=40, deadline=None)
@given(
    width=st.floats(0.31, 0.44), x=st.floats(5, 6), y=st.floats(3.5, 4.5), lean=st.floats(-0.5, 0.5),
    cell=st.sampled_from([0.1, 0.13]),
)  # fmt: skip
def test_the_way_leads_round_a_narrow_gap_from_its_very_mouth(width, x, y, lean, cell):
    venue = hall(width, 1.0, x, y, lean)
    fields = FieldCache(build_raster(venue, cell), venue)
    slot = fields.slot(0, np.ones(len(venue.openings), dtype=bool))
    # just before the gap, and just behind it
    before, behind = (
        fields.raster.cell_at(0, x + s * np.cos(lean), y - s * np.sin(lean)) for s in (-0.2, 0.25)
    )
    here, there = fields.distance[slot, before], fields.distance[slot, behind]
    # 1.5 m along the wall to the middle of the wide gap, and on from there
    assert there < here - 1.0


@pytest.mark.parametrize(("width", "open_"), [(0.2, False), (0.28, False), (0.31, True), (0.42, True)])
@pytest.mark.parametrize("x", np.linspace(5.0, 5.1, 4))
def test_the_only_way_is_taken_down_to_the_least_gap_and_no_narrower(width, open_, x):
    venue = hall(width, 0.0, x, 4.0)
    fields = FieldCache(build_raster(venue), venue)
    slot = fields.slot(0, np.ones(len(venue.openings), dtype=bool))
    assert np.isfinite(fields.distance[slot, fields.raster.cell_at(0, 1.0, 4.0)]) == open_


@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_sticks_beside_an_obstacle_in_front_of_a_door(seed):
    """Between the obstacle and one jamb are 0.35 m, to the other 0.86 m: two of 30 stayed inside for good."""
    doc = {
        "storeys": [
            storey("g", 0, 0, 9, 12.2, walls=[{"line": [[4.6, 0], [4.6, 12.2]], "thickness": 0.2}],
                   obstacles=[box(3.9, 3.31, 4.4, 3.62)])
        ],
        "doors": [gap("d", "g", 4.6, 2.97, 4.6, 4.47)], "exits": [gap("e", "g", 0, 2.14, 0, 3.04)],
    }  # fmt: skip
    people = [{"number": 30, "where": {"storey": "g", "area": box(5, 0.5, 8.5, 11)}}]
    _, ending, trace = run(scenario(doc, people, run={"seed": seed, "max_time": 300}), every=1.0)
    assert ending == "everyone is out"
    assert trace["time"][-1] < 60.0
