from __future__ import annotations

import numpy as np
import pytest
import shapely

from exeunt.venue.seating import heading

HALL = {"id": "hall", "area": [(0, 0), (20, 0), (20, 20), (0, 20)]}
EXIT = {"id": "e", "storey": "hall", "line": [(0, 1), (0, 3)]}
# looking at -y: the left hand points to +x, so the origin is the corner of largest x
BLOCK = {
    "id": "s", "storey": "hall", "origin": (12, 5), "facing": "270 deg", "rows": 4, "seats": 10,
    "row_pitch": 0.9, "seat_width": 0.5, "seat_depth": 0.4,
}  # fmt: skip


def compile_block(compiled, **changes):
    return compiled(storeys=[HALL], exits=[EXIT], seating=[{**BLOCK, **changes}])


def errors(problems):
    return [problem for problem in problems if problem.severity == "error"]


def test_rows_stand_where_a_plan_would_show_them(compiled, leftover):
    venue, problems = compile_block(compiled)
    assert not problems
    block = venue.block("s")
    assert len(block.footprints) == 4
    # 5.0 is the front edge, 0.5 m of gap, then 0.4 m of seat
    assert block.footprints[0].bounds == pytest.approx((7.0, 5.5, 12.0, 5.9), abs=1e-9)
    assert block.footprints[3].bounds == pytest.approx((7.0, 8.2, 12.0, 8.6), abs=1e-9)
    assert venue.surfaces[0].area.area == pytest.approx(400 - 4 * 5 * 0.4, abs=1e-6)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


def test_people_stand_up_in_the_middle_of_the_gap_in_front_of_their_seat(compiled):
    venue, _ = compile_block(compiled)
    places = venue.block("s").places
    assert places.shape == (40, 2)
    assert places[0] == pytest.approx((11.75, 5.25), abs=1e-9)  # seat 1: leftmost for who sits
    assert places[9] == pytest.approx((7.25, 5.25), abs=1e-9)
    assert places[10] == pytest.approx((11.75, 6.15), abs=1e-9)  # second row
    clear = shapely.distance(shapely.points(places[10:]), venue.surfaces[0].area.boundary)
    assert clear.min() == pytest.approx(0.25, abs=1e-9)


def test_an_aisle_interrupts_every_row(compiled):
    venue, problems = compile_block(compiled, aisles=[4], aisle_width=1.2)
    assert not problems
    block = venue.block("s")
    assert len(block.footprints) == 8
    assert block.places[3][0] - block.places[4][0] == pytest.approx(0.5 + 1.2, abs=1e-9)
    aisle = shapely.box(12 - 4 * 0.5 - 1.2, 5, 12 - 4 * 0.5, 8.6)
    assert venue.surfaces[0].area.covers(aisle)


@pytest.mark.parametrize("degrees", [0, 37, 90, 123.4, 180, 270, -15])
def test_a_turned_block_keeps_its_shape(compiled, degrees):
    venue, problems = compile_block(compiled, origin=(10, 10), facing=f"{degrees} deg")
    assert not problems
    block, angle = venue.block("s"), np.deg2rad(degrees)
    right = np.array([np.sin(angle), -np.cos(angle)])
    back = -np.array([np.cos(angle), np.sin(angle)])
    expected = [
        (10, 10) + (0.25 + 0.5 * s) * right + (0.25 + 0.9 * r) * back for r in range(4) for s in range(10)
    ]
    assert np.abs(block.places - expected).max() < 2e-6
    assert venue.surfaces[0].area.area == pytest.approx(400 - 8, abs=1e-4)


def test_heading_is_exact_for_right_angles_and_of_length_one_between():
    assert [heading(k * np.pi / 2) for k in range(-1, 4)] == [(0, -1), (1, 0), (0, 1), (-1, 0), (0, -1)]
    for angle in np.linspace(-7, 7, 100):
        assert heading(angle) == pytest.approx((np.cos(angle), np.sin(angle)), abs=1e-15)


def test_a_slot_too_narrow_to_matter_between_row_and_wall_is_closed(compiled):
    venue, problems = compile_block(compiled, origin=(19.97, 5))
    assert not problems
    slot = shapely.box(19.97, 5.5, 20, 5.9)
    assert venue.surfaces[0].area.intersection(slot).area == pytest.approx(0.0, abs=1e-9)
    assert venue.surfaces[0].area.area == pytest.approx(400 - 4 * 5.03 * 0.4, abs=1e-6)


def test_a_gap_narrower_than_a_body_is_refused_with_the_pitch_that_would_do(compiled):
    _, problems = compile_block(compiled, row_pitch=0.75)
    (problem,) = errors(problems)
    assert (
        problem.message == "the rows of seat block 's' leave a gap of 0.35 m, narrower than a body (0.40 m)."
    )
    assert problem.key == ("venue", "seating", 0, "row_pitch")
    assert "0.80 m" in problem.hint


def test_aisles_must_lie_between_seats(compiled):
    _, problems = compile_block(compiled, aisles=[10])
    (problem,) = errors(problems)
    assert "has an aisle after seat 10; its rows have 10 seats" in problem.message
    _, problems = compile_block(compiled, aisles=[4, 4])
    assert "twice after the same seat" in errors(problems)[0].message
    _, problems = compile_block(compiled, aisles=[4], aisle_width=0.3)
    assert "the aisles of seat block 's' are 0.30 m wide" in errors(problems)[0].message


def test_rows_beyond_the_storey_are_named_with_a_place_outside_it(compiled):
    venue, problems = compile_block(compiled, origin=(3, 5))
    (problem,) = errors(problems)
    assert problem.message.startswith("4 row(s) of seat block 's' reach beyond storey 'hall'")
    assert len(problem.at) == 4
    assert all(-2 < x < 0 for x, _ in problem.at)
    # refused blocks are not built: the rest is checked as if they were not there
    assert venue.surfaces[0].area.area == pytest.approx(400)


def test_rows_in_a_wall_are_named(compiled):
    walled = {**HALL, "walls": [{"line": [(10, 4), (10, 7)], "thickness": 0.2}]}
    _, problems = compiled(storeys=[walled], exits=[EXIT], seating=[BLOCK])
    (problem,) = errors(problems)
    assert problem.message.startswith("2 row(s) of seat block 's'")
    assert problem.at[0] == pytest.approx((10, 5.7), abs=0.01)


def test_overlapping_blocks_are_named_with_area_and_place(compiled):
    other = {**BLOCK, "id": "t", "origin": (8, 6)}
    _, problems = compiled(storeys=[HALL], exits=[EXIT], seating=[BLOCK, other])
    first = errors(problems)[0]
    assert first.message.startswith("seat blocks 's' and 't' overlap by ")
    assert first.key == ("venue", "seating", 1, "origin")
    assert 7 <= first.at[0][0] <= 8
    assert 6 <= first.at[0][1] <= 8.6


def test_a_row_closed_at_both_ends_is_named(compiled):
    niche = {
        **HALL,
        "holes": [[(6.8, 4), (7, 4), (7, 9), (6.8, 9)], [(12, 4), (12.2, 4), (12.2, 9), (12, 9)]],
    }
    _, problems = compiled(storeys=[niche], exits=[EXIT], seating=[BLOCK])
    closed = [problem for problem in errors(problems) if "has no way out" in problem.message]
    # the first row opens to the floor in front of it
    assert [problem.message.split(" of ")[0] for problem in closed] == ["row 2", "row 3", "row 4"]
    assert closed[0].at[0] == pytest.approx((9.5, 6.15), abs=1e-6)
    assert any("no exit can be reached" in problem.message for problem in errors(problems))


def test_a_seat_in_front_of_a_pillar_is_named(compiled):
    pillar = {**HALL, "obstacles": [[(9.6, 5.2), (9.9, 5.2), (9.9, 5.5), (9.6, 5.5)]]}
    _, problems = compiled(storeys=[pillar], exits=[EXIT], seating=[BLOCK])
    (problem,) = errors(problems)
    assert problem.message.startswith("at 1 seat(s) of 's' nobody can stand up")
    assert problem.at == ((9.75, 5.25),)


def test_a_hall_of_six_thousand_seats_compiles_in_seconds(compiled, leftover):
    seating = [
        {
            **BLOCK,
            "id": f"b{n}-{m}",
            "origin": (15 + 14 * n, 4 + 26 * m),
            "rows": 25,
            "seats": 20,
            "aisles": [10],
        }
        for n in range(4)
        for m in range(3)
    ]
    hall = {"id": "hall", "area": [(0, 0), (70, 0), (70, 90), (0, 90)]}
    venue, problems = compiled(storeys=[hall], exits=[EXIT], seating=seating)
    assert not problems
    assert sum(len(block.places) for block in venue.blocks) == 6000
    assert venue.surfaces[0].area.area == pytest.approx(70 * 90 - 6000 * 0.5 * 0.4, abs=1e-4)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-7)


def test_a_block_of_a_million_seats_is_refused_before_it_is_built(compiled):
    _, problems = compile_block(compiled, rows=1_000_000_000)
    (problem,) = errors(problems)
    assert problem.key == ("venue", "seating", 0, "rows")
