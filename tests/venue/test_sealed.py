"""Ground to which nothing leads: an error, or left out and listed when the document says so."""

from __future__ import annotations

import pytest

AREA = [(0, 0), (20, 0), (20, 10), (0, 10)]
EXITS = [{"id": "e", "storey": "f", "line": [(20, 4), (20, 6)]}]
FACES = [
    {"line": [(8, 0), (8, 7)], "thickness": 0.01},
    {"line": [(8.3, 0), (8.3, 7)], "thickness": 0.01},
    {"line": [(8, 7), (8.3, 7)], "thickness": 0.01},
]
SHAFT = {"line": [(12, 3), (14, 3), (14, 5), (12, 5), (12, 3)], "thickness": 0.1}


def storey(walls, **more):
    return {"id": "f", "area": AREA, "walls": walls, **more}


def test_ground_between_wall_faces_and_in_shafts_is_an_error_that_says_how_to_leave_it_out(compiled):
    _, problems = compiled(storeys=[storey([*FACES, SHAFT])], exits=EXITS)
    assert [problem.severity for problem in problems] == ["error", "error"]
    assert "from 3.61 m² of 'f' around (13.00, 4.00) no exit can be reached" in problems[1].message
    assert "'venue.sealed_ground: leave_out'" in problems[0].hint


def test_it_is_left_out_when_told_and_listed_with_area_and_place(compiled, leftover):
    venue, problems = compiled(storeys=[storey([*FACES, SHAFT])], exits=EXITS, sealed_ground="leave_out")
    assert [problem.severity for problem in problems] == ["warning"]
    said = problems[0].message
    assert "5.64 m² of storey 'f' are sealed and left out, in 2 pieces" in said
    assert "3.61 m² at (13.00, 4.00), 2.03 m² at" in said
    assert problems[0].at[0] == pytest.approx((13.0, 4.0))
    assert said.removesuffix(".") in venue.notes
    gone = 2.1 * 2.1 + 0.31 * 7.0 + 0.31 * 0.005
    assert venue.surfaces[0].area.area == pytest.approx(200.0 - gone, abs=1e-3)
    assert venue.surfaces[0].area.geom_type == "Polygon"
    # no wall is left of what is left out
    assert leftover(venue) == pytest.approx(0.0, abs=1e-6)


def test_slivers_between_the_faces_are_sealed_ground_too(compiled):
    thin = [{"line": [(5, 2), (5.03, 2), (5.03, 4), (5, 4), (5, 2)], "thickness": 0.01}]
    _, problems = compiled(storeys=[storey(thin)], exits=EXITS)
    assert "separate piece of only" in problems[0].message
    _, problems = compiled(storeys=[storey(thin)], exits=EXITS, sealed_ground="leave_out")
    assert [problem.severity for problem in problems] == ["warning"]


def test_rooms_with_doors_that_lead_nowhere_stay_an_error(compiled):
    cell = {"line": [(2, 2), (6, 2), (6, 6), (2, 6), (2, 2)]}
    middle = {"line": [(4, 2), (4, 6)]}
    doors = [{"id": "d", "storey": "f", "line": [(4, 3), (4, 4)]}]
    _, problems = compiled(
        storeys=[storey([cell, middle])], exits=EXITS, doors=doors, sealed_ground="leave_out"
    )
    assert {problem.severity for problem in problems} == {"error"}
    assert "no exit can be reached" in problems[0].message


def test_a_storey_without_a_stair_is_not_left_out(compiled):
    attic = {"id": "attic", "area": AREA, "elevation": 3.0}
    _, problems = compiled(storeys=[storey([]), attic], exits=EXITS, sealed_ground="leave_out")
    assert ["200.00 m² of 'attic'" in problem.message for problem in problems] == [True]
    assert problems[0].severity == "error"


def test_seats_in_sealed_ground_are_not_left_out(compiled):
    cell = {"line": [(1, 1), (9, 1), (9, 9), (1, 9), (1, 1)]}
    seats = [{"id": "s", "storey": "f", "origin": (2, 6), "facing": "90 deg", "rows": 2, "seats": 6}]
    _, problems = compiled(storeys=[storey([cell])], exits=EXITS, seating=seats, sealed_ground="leave_out")
    assert "error" in {problem.severity for problem in problems}


def test_sealed_rooms_are_left_out_beside_rooms_that_count(compiled):
    rooms = [{"id": "shaft", "storey": "f", "area": [(12, 3), (14, 3), (14, 5), (12, 5)]}]
    venue, problems = compiled(storeys=[storey([SHAFT])], exits=EXITS, rooms=rooms, sealed_ground="leave_out")
    assert [problem.severity for problem in problems] == ["warning", "error"]
    assert "room 'shaft'" in problems[1].message
    assert venue.rooms == ()
