"""Density on the grid agrees with areas and counts worked out by hand."""

from __future__ import annotations

import exeunt_made as made
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from exeunt.results.fields import BIN, DensityFields
from exeunt.results.grid import SCANLINES, covered_area, density_grid
from exeunt.results.venue import RunSurface, RunVenue


def room(area: Polygon) -> RunVenue:
    return RunVenue("room", (RunSurface(0, "room", "storey", area, 0.0),))


@given(st.integers(3, 9), st.floats(0, 6.28), st.floats(0.5, 4), st.floats(-1, 1))
@settings(max_examples=60, deadline=None)
def test_covered_area_is_the_area_of_the_intersection(corners, turn, size, shift):
    angle = turn + np.linspace(0, 2 * np.pi, corners, endpoint=False)
    star = (
        np.column_stack([np.cos(angle), np.sin(angle)]) * size * (1 + 0.4 * (np.arange(corners) % 2))[:, None]
    )
    shape = Polygon(star + np.array([5 + shift, 5 - shift]))
    if not shape.is_valid:
        return
    shape = shape.difference(shape.centroid.buffer(0.2))
    found = covered_area([shape], 0.0, 0.0, 1.0, 10, 10)
    exact = np.array([[shapely.area(shape & box(i, j, i + 1, j + 1)) for i in range(10)] for j in range(10)])
    assert np.abs(found - exact).max() < 1.5 / SCANLINES
    assert found.sum() == pytest.approx(shape.intersection(box(0, 0, 10, 10)).area, abs=0.03 * shape.length)


def test_covered_area_of_boxes_is_exact():
    found = covered_area([box(0.25, 0.5, 2, 1.0), box(0.25, 0, 0.5, 0.5)], 0.0, 0.0, 1.0, 2, 1)
    assert found == pytest.approx(np.array([[0.375 + 0.125, 0.5]]))


def test_four_people_in_one_square_metre():
    grid = density_grid(room(box(0, 0, 10, 10)))
    counts = grid.counts(grid.index(np.zeros(4, dtype=np.int16), np.full(4, 5.5), np.full(4, 5.5)))
    classical = grid.plane(grid.classical(counts), 0)
    smoothed = grid.plane(grid.smoothed(counts), 0)
    assert classical[5, 5] == 4.0
    assert classical.sum() == 4.0
    assert smoothed[5, 5] == pytest.approx(1.0)
    assert smoothed[4, 5] == pytest.approx(0.5)
    assert smoothed[4, 4] == pytest.approx(0.25)


def test_an_even_crowd_reads_its_density_everywhere_also_at_walls_and_corners():
    """Three people on each square metre of an L-shaped room whose walls do not follow the grid."""
    area = box(0.3, 0.3, 8.6, 6.4).difference(box(4.2, 3.3, 9, 7))
    grid = density_grid(room(area))
    step = 1 / 30
    x, y = (v.ravel() for v in np.meshgrid(np.arange(step / 2, 9, step), np.arange(step / 2, 7, step)))
    inside = shapely.contains_xy(area, x, y)
    x, y = x[inside], y[inside]
    counts = grid.counts(grid.index(np.zeros(len(x), dtype=np.int16), x, y)) * 3 * step**2
    walkable = grid.area > 0.3
    assert np.abs(grid.smoothed(counts)[walkable] - 3.0).max() < 0.25
    assert np.abs(grid.classical(counts)[walkable] - 3.0).max() < 0.25


def test_one_person_in_a_sliver_beside_a_wall_is_no_crowd():
    grid = density_grid(room(box(0, 0, 5.1, 5)))
    person = grid.index(np.zeros(1, dtype=np.int16), np.array([5.05]), np.array([2.5]))
    density = grid.classical(grid.counts(person))
    assert density.max() == pytest.approx(1 / 1.1)


def test_seat_rows_count_as_room_for_those_who_stand_up():
    venue = made.two_storeys()
    grid = density_grid(venue)
    assert grid.plane(grid.area, 0)[8, 15] == pytest.approx(1.0)
    assert grid.area.sum() == pytest.approx(800 - 1 + 320 + 6 + 8 + 6, rel=1e-3)


def test_surfaces_above_one_another_are_counted_apart():
    grid = density_grid(made.two_storeys())
    fields = DensityFields.empty(grid)
    on = np.array([0, 0, 0, 1, 1], dtype=np.int16)
    x, y = np.full(5, 35.5), np.full(5, 15.5)
    moving = np.array([True, True, True, True, False])
    for _ in range(4):
        fields.add_frame(grid, on, x, y, moving, 0.5)
    assert grid.plane(fields.max_classical, 0)[15, 35] == 3.0
    assert grid.plane(fields.max_classical, 1)[3, 35] == 2.0
    assert fields.mean_classical.sum() == pytest.approx(5.0)
    assert fields.person_time.sum(axis=1).tolist() == [6.0, 2.0, 0, 0, 0]
    assert fields.person_time[0, round(3 * 0.25 / BIN)] == 6.0
    assert fields.time_above.sum() == 0


def test_time_above_and_joined_spans_add_up():
    grid = density_grid(room(box(0, 0, 10, 10)))
    x = np.full(18, 5.5)
    on = np.zeros(18, dtype=np.int16)
    first, second = DensityFields.empty(grid), DensityFields.empty(grid, start=1.0)
    first.add_frame(grid, on, x, x, on == 0, 1.0)
    second.add_frame(grid, on[:8], x[:8], x[:8], on[:8] == 0, 1.0)
    both = first.join(second)
    centre = grid.index(on[:1], x[:1], x[:1])[0]
    assert both.duration == 2.0
    assert both.max_smoothed[centre] == pytest.approx(4.5)
    assert both.time_above[:, centre].tolist() == [2.0, 1.0, 0.0]
    assert both.mean_classical[centre] == pytest.approx(13.0)
