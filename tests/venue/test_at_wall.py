"""Openings that are given by a point of a wall and a width."""

from __future__ import annotations

import json
from math import cos, hypot, pi, sin

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.base.errors import ScenarioError
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import apply_edits, apply_variant, loads
from exeunt.scenario.resolved import resolved_yaml
from exeunt.simulation import simulate

ROOM = [[0, 0], [10, 0], [10, 8], [0, 8]]
WALL = {"line": [[5, 0], [5, 8]], "thickness": 0.2}
SOLID = {"area": [[5, 0], [6, 0], [6, 8], [5, 8]]}


def opening(id="e", **more):
    return {"id": id, "storey": "room", **more}


def scenario(exits, doors=(), walls=(), area=ROOM, **more):
    venue = {"storeys": [{"id": "room", "area": area, "walls": list(walls)}], "exits": list(exits)}
    people = [{"id": "guests", "number": 6, "where": {"storey": "room"}, "pre_movement": 0}]
    return loads(
        json.dumps({"exeunt": 1, "venue": {**venue, "doors": list(doors)}, "people": people, **more})
    )


def venue_of(*args, **more):
    return check_scenario(scenario(*args, **more)).require()[1]


def problem_of(*args, **more):
    with pytest.raises(ScenarioError) as caught:
        scenario(*args, **more)
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]


def test_it_is_the_same_building_as_with_a_line():
    by_point = scenario(
        [opening(at=["10 m", 4], width="150 cm", sill=0.9, soffit=2, max_specific_flow="code")],
        [opening("d", at=[5.07, 3], width=1, direction="forward")],
        [WALL],
    )
    by_line = scenario(
        [opening(line=[[10, 3.25], [10, 4.75]], sill=0.9, soffit=2, max_specific_flow="code")],
        [opening("d", line=[[5, 2.5], [5, 3.5]], direction="forward")],
        [WALL],
    )
    assert by_point.hash == by_line.hash
    assert resolved_yaml(by_point) == resolved_yaml(by_line)
    one, other = (check_scenario(each).require()[1] for each in (by_point, by_line))
    assert list(map(repr, one.openings)) == list(map(repr, other.openings))
    assert (one.openings[0].width, one.openings[0].soffit) == (1.5, 2.0)
    assert loads(resolved_yaml(by_point)).hash == by_line.hash


def test_a_wider_exit_is_one_key_of_a_variant():
    base = scenario(
        [opening("out", at=[10, 4], width=1.5)],
        variants={"wide": {"set": {"venue.exits.out.width": "1.8 m"}}},
    )
    wide = check_scenario(apply_variant(base, "wide")).require()[1].openings[0]
    assert sorted(wide.line) == [(10.0, 3.1), (10.0, 4.9)]
    moved = apply_edits(base, {"venue.exits.out.at": [4, 8]})
    assert sorted(check_scenario(moved).require()[1].openings[0].line) == [(3.25, 8.0), (4.75, 8.0)]


def test_an_exit_can_be_as_wide_as_its_wall():
    assert venue_of([opening(at=[10, 4], width=8)]).openings[0].width == 8.0


@pytest.mark.parametrize("at", [[5.5, 4], [5.05, 4], [5.95, 4], [4.8, 4], [6.3, 4]])
def test_a_door_stands_in_the_middle_of_a_wall_given_by_its_ground(at):
    venue = venue_of([opening(at=[10, 4], width=1), opening("w", at=[0, 4], width=1)],
                     [opening("d", at=at, width=1.2)], [SOLID])  # fmt: skip
    door = venue.openings[-1]
    assert sorted(door.line) == [(5.5, 3.4), (5.5, 4.6)]


def test_people_pass_a_door_and_an_exit_given_so():
    both = scenario([opening(at=[0, 4], width=1)], [opening("d", at=[5, 4], width=0.9)], [WALL])
    assert simulate(both, seed=1).ending == "everyone is out"


def test_a_task_force_comes_in_by_such_an_exit():
    force = {
        "id": "crew",
        "number": 2,
        "called": 5,
        "enter": "e",
        "collection_point": {"storey": "room", "at": [8, 6]},
    }
    by_point = scenario([opening(at=[10, 4], width=1.5)], responders=[force])
    by_line = scenario([opening(line=[[10, 3.25], [10, 4.75]])], responders=[force])
    assert by_point.document.everyone[-1] == by_line.document.everyone[-1]


def arc(radius, pieces, begin=0.0, end=2 * pi):
    angles = [begin + (end - begin) * k / pieces for k in range(pieces + 1)]
    return [[radius * cos(a), radius * sin(a)] for a in angles]


@given(
    radius=st.floats(3, 40), pieces=st.integers(16, 90), turn=st.floats(0, 2 * pi), width=st.floats(0.5, 4.5)
)
@settings(max_examples=40, deadline=None)
def test_an_opening_in_a_curve_is_as_wide_as_stated_and_in_the_middle(radius, pieces, turn, width):
    at = [radius * cos(turn), radius * sin(turn)]
    ring = arc(radius, pieces)[:-1]
    exit = venue_of([opening(at=at, width=width)], area=ring).openings[0]
    assert exit.width == pytest.approx(width, abs=1e-3)
    edge = shapely.LinearRing(ring)
    for spot in exit.line:
        assert edge.distance(shapely.Point(spot)) < 1e-3
    left, right = (hypot(x - at[0], y - at[1]) for x, y in exit.line)
    assert left == pytest.approx(right, rel=0.1)


def test_a_door_in_a_curved_wall():
    wall = {"line": arc(4, 36), "thickness": 0.2}
    square = [[-12, -12], [12, -12], [12, 12], [-12, 12]]
    venue = venue_of([opening(at=[12, 0], width=2)], [opening("d", at=[0, 4.05], width=2)], [wall], square)
    (x0, y0), (x1, y1) = venue.openings[-1].line
    assert (x0, x1) == pytest.approx((-1, 1), abs=0.02)
    assert y0 == pytest.approx(y1, abs=0.02)


def test_small_steps_of_a_drawing_are_no_corners():
    stepped = [[0, 0], [10, 0], [10, 4], [10.02, 4], [10.02, 8], [0, 8]]
    exit = venue_of([opening(at=[10, 4.2], width=1.5)], area=stepped).openings[0]
    assert exit.width == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize(
    ("exits", "doors", "walls", "said", "places"),
    [
        ([opening(at=[10, 0], width=1)], [], [], "stands in the corner at (10.00, 0.00)", [(10, 0)]),
        ([opening(at=[9.8, 0.21], width=1)], [], [], "as near to the wall at (10.00, 0.21)", [(9.8, 0)]),
        ([opening(at=[10, 0.4], width=1)], [], [], "beyond the end of the wall at (10.00, 0.00)", [(10, 0)]),
        ([opening(at=[10, 4], width=9)], [], [], "8.00 m wide at most", [(10, 4)]),
        ([opening(at=[9, 3], width=1)], [], [], "is 1.00 m from the edge of storey 'room'", [(9, 3)]),
        ([opening(at=[5, 4], width=1)], [], [WALL], "wall inside is one of the 'doors'", [(5, 4)]),
        ([opening(at=[10, 4], width=1)], [opening("d", at=[0, 4], width=1)], [WALL], "one of its 'exits'", [(0, 4)]),
        ([opening(at=[10, 4], width=1)], [opening("d", at=[5, 4], width=1)], [], "has none inside it", [(5, 4)]),
        ([opening(at=[10, 4], width=1)], [opening("d", at=[3, 4], width=1)], [WALL], "needs its 'line'", [(3, 4)]),
    ],
)  # fmt: skip
def test_what_fits_on_no_wall_is_an_error_with_its_place(exits, doors, walls, said, places):
    problem = problem_of(exits, doors, walls)
    assert said in f"{problem.message} {problem.hint}"
    assert problem.key[-1] == "at"
    assert set(places) <= set(problem.at)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"line": [[10, 1], [10, 2]], "width": 1}, "write 'at: [10, 1.5]' and 'width: 1 m' instead"),
        ({"line": [[10, 1], [10, 2]], "at": [10, 1]}, "keep the line, or write"),
        ({"at": [10, 1]}, "'at' needs 'width'"),
        ({"width": 1}, "'width' needs 'at'"),
        ({}, "it needs a 'line' of two points, or 'at'"),
    ],
)
def test_one_way_of_placing_it_and_the_whole_of_it(keys, said):
    problem = problem_of([opening(**keys)])
    assert said in problem.message
    assert problem.key == ("venue", "exits", 0)
