"""Nobody is put behind a gap too narrow to leave by; who can stand nowhere else is named."""

import numpy as np
import pytest
from shapely import box, union_all

from exeunt.models.population.populate import populate
from exeunt.venue.venue import Opening

GAP = 0.38


@pytest.fixture
def bar(make_venue):
    """A bar of 4 m by 4 m with the barkeepers' place of 4 m by 2 m behind a gap of 0.38 m."""
    area = union_all([box(0, 0, 4, 4), box(2, 4, 2 + GAP, 4.1), box(0, 4.1, 4, 6.1)])
    return make_venue(area, openings=[Opening(0, "door", "exit", 0, ((1.0, 0.0), (2.2, 0.0)))])


def test_nobody_is_put_into_a_pocket(bar, people, assert_room_for_all):
    columns, problems = populate([people(number=20)], bar, seed=4)
    assert columns["y"].max() < 4.0
    assert_room_for_all(columns, bar)
    (problem,) = problems
    assert problem.severity == "warning"
    assert "nobody of 'visitors' with a radius of 0.20 m is put on 8.0 m²" in problem.message
    assert f"narrower than {0.4:.2f} m" in problem.hint
    gap, spot = problem.at
    assert gap == pytest.approx((2 + GAP / 2, 4.05), abs=0.2)
    assert box(0, 4.1, 4, 6.1).covers(box(*spot, *spot).centroid)


def test_narrow_bodies_stand_where_wide_ones_do_not(bar, people, assert_room_for_all):
    wide = {"mobility": {"wheelchair_manual": 0.2}, "mobility_radius": {"wheelchair_manual": 0.25}}
    columns, problems = populate([people(number=16, radius=0.15, **wide)], bar, seed=2)
    large = columns["radius"] > 0.2
    assert 0 < large.sum() < 16
    assert columns["y"][large].max() < 4.0
    assert columns["y"][~large].max() > 4.1
    assert len(problems) == 1
    assert_room_for_all(columns, bar)


def test_a_crowd_that_has_to_be_packed_stays_out_as_well(bar, people, assert_room_for_all):
    columns, problems = populate([people(number=75)], bar, seed=1)
    assert columns["y"].max() < 4.0
    assert [problem.severity for problem in problems] == ["warning"]
    assert_room_for_all(columns, bar)


def test_who_can_stand_nowhere_else_is_put_there_and_named(bar, people):
    place = {"storey": "hall", "area": [[0, 4.1], [4, 4.1], [4, 6.1], [0, 6.1]]}
    columns, problems = populate([people(id="staff", number=3, where=place)], bar, seed=1)
    assert columns["y"].min() > 4.1
    (problem,) = problems
    assert "people of 'staff' with a radius of 0.20 m have to stand on 8.0 m²" in problem.message
    assert "fits through no gap" in problem.message


def test_without_pockets_places_do_not_depend_on_widths(hall, people):
    radii = {"kind": "uniform", "min": 0.15, "max": 0.25}
    columns, problems = populate([people(number=100, radius=radii, where={"storey": "hall"})], hall, seed=1)
    assert problems == []
    assert len(np.unique(columns["radius"])) == 100
