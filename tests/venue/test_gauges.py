"""Gaps between walls are open to a body exactly if they are wide enough, whatever the angle, place and raster."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import gap, scenario, storey

from exeunt.scenario.check import check_scenario
from exeunt.venue.fields import Danger, FieldCache
from exeunt.venue.gauges import Gauges
from exeunt.venue.raster import build_raster

NEED = 0.8


def reached(walls, x, y, need=NEED, cell=0.1):
    """Whether a body gets from a place of a hall of 12 m by 8 m to the exit at x = 12."""
    hall = {
        "storeys": [storey("hall", 0, 0, 12, 8, walls=walls)],
        "exits": [gap("e", "hall", 12, 3, 12, 4.5)],
    }
    venue = check_scenario(scenario(hall, [{"number": 1}]), place=False).venue
    fields = FieldCache(build_raster(venue, cell), venue)
    fields.measure(np.array([need]))
    gauge = int(fields.gauges.number(np.array([need]))[0])
    slot = fields.slot(0, np.ones(len(venue.openings), dtype=bool), gauge=gauge)
    return bool(np.isfinite(fields.distance[slot, fields.raster.cell_at(0, x, y)]))


@settings(max_examples=60, deadline=None)
@given(
    width=st.one_of(st.floats(0.5, 0.785), st.floats(0.81, 1.3)), lean=st.floats(-0.7, 0.7), x=st.floats(5, 6),
    y=st.floats(3.5, 4.5), thick=st.sampled_from([0.02, 0.1, 0.6]), cell=st.sampled_from([0.1, 0.13]),
)  # fmt: skip
def test_a_gap_in_a_leaning_wall_is_open_exactly_if_it_is_wide_enough(width, lean, x, y, thick, cell):
    ux, uy = np.sin(lean), np.cos(lean)
    walls = []
    for side in (-1, 1):
        far = (8 - y if side > 0 else y) / uy
        ends = [[x + side * s * ux, y + side * s * uy] for s in (width / 2, far)]
        walls.append({"line": ends, "thickness": thick})
    assert reached(walls, 0.5, 7.5, cell=cell) == (width >= NEED)


@pytest.mark.parametrize("width", [0.78, 0.82, 1.0])
def test_a_corridor_with_a_bend_is_open_to_what_is_no_wider(width):
    """Down between two walls, round their corner, and out."""
    apart = width + 0.02
    inner = {"line": [[4, 8], [4, 2 + apart], [10, 2 + apart]], "thickness": 0.02}
    outer = {"line": [[4 - apart, 7], [4 - apart, 2], [10, 2], [10, 0]], "thickness": 0.02}
    assert reached([inner, outer], 1.0, 7.5) == (width >= NEED)


def test_a_body_beside_walls_and_corners_keeps_its_way():
    assert reached([], 0.05, 0.05)
    assert reached([{"line": [[3, 0], [3, 5], [6, 5]]}], 3.2, 4.8)


def test_people_of_one_width_share_a_gauge():
    hall = {
        "storeys": [storey("hall", 0, 0, 12, 8)],
        "exits": [gap("e", "hall", 12, 3, 12, 3.7), gap("f", "hall", 0, 3, 0, 4.5)],
    }
    venue = check_scenario(scenario(hall, [{"number": 1}]), place=False).venue
    gauges = Gauges(venue, [0.36, 0.8, 0.42, 0.81, 0.9, 0.36])
    assert gauges.number(np.array([0.36, 0.42, 0.8, 0.81, 0.9])).tolist() == [0, 0, 1, 1, 2]
    assert [gauge.openings.tolist() for gauge in gauges.all] == [[True, True], [False, True], [False, True]]
    assert gauges.width == (0, 1, 2)


def test_a_way_round_a_danger_leads_through_no_door_that_is_too_narrow():
    """Three doors: the nearest in a danger, the next too narrow, the farthest free; with and without what is held."""
    walls = [{"line": [[6, 0], [6, 8]]}]
    doors = [
        gap("a", "hall", 6, 3.2, 6, 4.2),
        gap("b", "hall", 6, 5, 6, 5.7),
        gap("c", "hall", 6, 6.8, 6, 7.8),
    ]
    hall = {
        "storeys": [storey("hall", 0, 0, 12, 8, walls=walls)], "doors": doors,
        "exits": [gap("e", "hall", 12, 3, 12, 4.5)],
    }  # fmt: skip
    venue = check_scenario(scenario(hall, [{"number": 1}]), place=False).venue
    lengths = []
    for held in (True, False):
        fields = FieldCache(build_raster(venue), venue)
        fields.measure(np.array([NEED]))
        here = fields.raster.own & (
            np.abs(fields.raster.centres(np.arange(fields.raster.cells)) - [5.5, 3.7]) < 0.7
        ).all(1)
        number = fields.reckon_with(Danger(np.flatnonzero(here), np.empty(0, np.int64), 1.0))
        at = fields.raster.cell_at(0, 2.0, 3.7)
        for danger in (0, number) if held else (number,):
            row = []
            for gauge in (0, 1):
                slot = fields.slot(0, np.ones(4, dtype=bool), 0, danger, gauge)
                row.append(float(fields.distance[slot, at]))
            lengths.append(row)
    (free, free_wide), (round_b, round_c), fresh = lengths
    assert free == pytest.approx(free_wide, rel=0.02)
    assert round_b > free + 0.5
    assert round_c > round_b + 1.0
    assert fresh == pytest.approx([round_b, round_c], rel=1e-3)
