"""Openings in walls and edges that are drawn as polygons of a curve."""

from __future__ import annotations

import json
from math import asin, cos, pi, sin

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.scenario.files import loads
from exeunt.simulation import simulate
from exeunt.venue.compile import compile_venue
from exeunt.venue.curves import bend_of
from exeunt.venue.document import VenueDoc


def arc(radius, pieces, begin=0.0, end=2 * pi, centre=(0.0, 0.0)):
    angles = [begin + (end - begin) * k / pieces for k in range(pieces + 1)]
    return [(centre[0] + radius * cos(a), centre[1] + radius * sin(a)) for a in angles]


def on(path, share):
    """Return the point at a share of the length of a line of points."""
    spot = shapely.LineString(path).interpolate(share, normalized=True)
    return [spot.x, spot.y]


def compiled(folder, **blocks):
    return compile_venue(VenueDoc.model_validate(blocks), "curved", folder)


# a circle of 12 pieces turns by 30 degrees at each corner
@pytest.mark.parametrize(("radius", "pieces"), [(3.0, 12), (3.0, 64), (20.0, 24), (20.0, 72), (60.0, 360)])
@pytest.mark.parametrize("width", [0.9, 3.0, 4.5])
@pytest.mark.parametrize("turn", [0.0, 0.37])
def test_an_exit_of_any_width_lies_in_a_round_wall(tmp_path, leftover, radius, pieces, width, turn):
    ring = arc(radius, pieces)
    half = asin(0.5 * width / radius)
    apothem = radius * cos(pi / pieces)
    # as people draw it: on the circle that the polygon stands for, or on the polygon
    line = [on(ring, ((turn + side * half) / (2 * pi)) % 1.0) for side in (-1, 1)]
    drawn = shapely.LineString(line).length
    exits = [{"id": "e", "storey": "a", "line": line}]
    venue, problems = compiled(tmp_path, storeys=[{"id": "a", "area": ring[:-1]}], exits=exits)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    assert venue.exits[0].width == pytest.approx(drawn, abs=1e-3)
    bend = radius - radius * cos(half)
    warned = any("bends by" in problem.message for problem in problems)
    assert warned == (bend > 0.5) or abs(bend - 0.5) < radius - apothem + 0.01
    assert leftover(venue) == pytest.approx(0.0, abs=1e-6)
    assert venue.surfaces[0].area.is_valid


def test_a_3_m_exit_in_a_hall_of_20_m_radius_lets_everybody_out(tmp_path):
    ring = [[round(x, 3), round(y, 3)] for x, y in arc(20.0, 72)[:-1]]
    document = {
        "exeunt": 1,
        "venue": {
            "storeys": [{"id": "f", "area": ring}],
            "exits": [{"id": "e", "storey": "f", "line": [[-1.5, 19.944], [1.5, 19.944]]}],
        },
        "people": [{"id": "p", "number": 20, "where": {"storey": "f"}, "pre_movement": 0}],
        "run": {"max_time": "3 min"},
    }
    result = simulate(loads(json.dumps(document), "round.json"), seed=1)
    assert result.ending == "everyone is out"


@pytest.mark.parametrize("outward", [True, False])
@pytest.mark.parametrize(
    ("radius", "width", "thickness"), [(2.0, 0.9, 0.1), (5.0, 3.0, 0.1), (8.0, 6.0, 0.4)]
)
def test_a_door_in_a_curved_wall_is_the_only_way_through_it(tmp_path, radius, width, thickness, outward):
    wall = arc(radius, 36)
    half = asin(0.5 * width / radius)
    line = [[radius * cos(a), radius * sin(a)] for a in ((half, -half) if outward else (-half, half))]
    square = [[-12, -12], [12, -12], [12, 12], [-12, 12]]
    storey = {"id": "a", "area": square, "walls": [{"line": wall, "thickness": thickness}]}
    blocks = {"storeys": [storey], "exits": [{"id": "e", "storey": "a", "line": [[12, -1], [12, 1]]}]}
    _, problems = compiled(tmp_path, **blocks)
    assert "no exit can be reached" in problems[0].message
    venue, problems = compiled(tmp_path, **blocks, doors=[{"id": "d", "storey": "a", "line": line}])
    assert not problems
    door = venue.opening("d")
    assert door.width == pytest.approx(width, abs=0.05 + 0.02 * radius)
    # the straight line of the door divides the ground in two
    cut = shapely.LineString(door.line).buffer(1e-4, cap_style="square")
    inside, outside = sorted(
        shapely.get_parts(venue.surfaces[0].area.difference(cut)), key=lambda piece: piece.area
    )
    assert inside.contains(shapely.Point(0, 0))
    assert outside.contains(shapely.Point(11, 11))


def test_a_stair_begins_in_a_curved_edge(tmp_path):
    ring = arc(15.0, 60)
    half = asin(2.0 / 15.0)
    foot = [[15 * cos(half), 15 * sin(half)], [15 * cos(half), -15 * sin(half)]]
    upper = [[24, -5], [34, -5], [34, 5], [24, 5]]
    venue, problems = compiled(
        tmp_path,
        storeys=[{"id": "a", "area": ring[:-1]}, {"id": "b", "area": upper, "elevation": 4.0}],
        stairs=[
            {
                "id": "s",
                "foot": {"storey": "a", "line": foot},
                "head": {"storey": "b", "line": [[24, -2], [24, 2]]},
            }
        ],
        exits=[{"id": "e", "storey": "b", "line": [[34, -1], [34, 1]]}],
    )
    assert not problems
    assert venue.surface("s").area.is_valid


@pytest.mark.parametrize(
    "line",
    [
        [[0, 0.3], [3, 0]],  # round a right-angled corner
        [[0, 2], [2, 0]],
        [[4, 0], [6.5, 0]],  # over a niche of half a metre
    ],
)
def test_a_corner_or_a_niche_is_no_curve(tmp_path, line):
    area = [[0, 0], [5, 0], [5, -0.5], [6, -0.5], [6, 0], [10, 0], [10, 8], [0, 8]]
    exits = [{"id": "e", "storey": "a", "line": line}]
    _, problems = compiled(tmp_path, storeys=[{"id": "a", "area": area}], exits=exits)
    assert "does not follow the edge" in problems[0].message
    assert "one curve that turns by 30 degrees at a point at most" in problems[0].hint


def test_a_pillar_in_the_way_of_a_wide_curved_exit_is_no_wall_of_it(tmp_path):
    ring, half = arc(10.0, 72), asin(0.5)
    line = [[10 * sin(-half), 10 * cos(half)], [10 * sin(half), 10 * cos(half)]]
    pillar = [[-0.2, 9.2], [0.2, 9.2], [0.2, 9.5], [-0.2, 9.5]]
    exits = [{"id": "e", "storey": "a", "line": line}]
    storey = {"id": "a", "area": ring[:-1], "obstacles": [pillar]}
    _, problems = compiled(tmp_path, storeys=[storey], exits=exits)
    assert [problem.severity for problem in problems] == ["error"]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    radius=st.floats(0.5, 80.0),
    angle=st.floats(0.05, 2.0),
    step=st.floats(1.0, 29.9),
    turn=st.floats(0.0, 6.28),
    back=st.booleans(),
)
def test_every_arc_that_turns_by_less_than_30_degrees_a_point_is_a_curve(radius, angle, step, turn, back):
    pieces = max(1, round(angle * 180 / pi / step + 0.5))
    path = arc(radius, pieces, turn, turn + angle)
    path = path[::-1] if back else path
    bend = bend_of(path)
    assert bend is not None
    assert bend <= radius * (1 - cos(0.5 * angle)) + 1e-9
