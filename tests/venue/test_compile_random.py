"""Random rooms with random walls, doors and exits: whatever is drawn, no edge is lost and nothing raises."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import LineString

from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc

metres = st.integers(0, 1200).map(lambda n: n / 100)
sloppy = st.floats(-0.06, 0.06)


@st.composite
def rooms(draw):
    width, depth = draw(st.integers(200, 1200)) / 100, draw(st.integers(200, 1200)) / 100
    spot = st.tuples(metres, metres)
    walls = draw(st.lists(st.tuples(spot, spot, st.sampled_from([0.05, 0.1, 0.3])), max_size=5))
    doors, exits = [], []
    for number, (p, q, _) in enumerate(walls):
        share, size = draw(st.floats(0.0, 0.8)), draw(st.floats(0.02, 0.4))
        ends = [
            tuple(a + t * (b - a) + draw(sloppy) for a, b in zip(p, q, strict=True))
            for t in (share, share + size)
        ]
        doors.append({"id": f"d{number}", "storey": "room", "line": ends})
    for number in range(draw(st.integers(0, 3))):
        side, at = draw(st.integers(0, 3)), draw(st.floats(0.0, 1.0))
        size = draw(st.floats(0.3, 2.0))
        along = [at * (width if side % 2 else depth), at * (width if side % 2 else depth) + size]
        fixed = draw(sloppy) + (0.0, 0.0, width, depth)[side]
        ends = [(fixed, a) if side % 2 == 0 else (a, fixed) for a in along]
        exits.append({"id": f"e{number}", "storey": "room", "line": ends})
    corners = [(0, 0), (width, 0), (width, depth), (0, depth)]
    blocks = [{"line": [p, q], "thickness": t} for p, q, t in walls]
    return {
        "storeys": [{"id": "room", "area": corners, "walls": blocks}],
        "doors": doors,
        "exits": exits,
        "repair": draw(st.booleans()),
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rooms())
def test_walls_and_exits_cover_the_boundary_exactly(block):
    venue, problems = compile_venue(VenueDoc.model_validate(block), "random", Path())
    area = venue.surfaces[0].area
    walls = np.hypot(*(venue.walls[:, 2:] - venue.walls[:, :2]).T).sum()
    assert walls + sum(exit.width for exit in venue.exits) == pytest.approx(area.length, abs=1e-6)
    assert all(problem.message and problem.key[0] == "venue" for problem in problems)
    if not any(problem.severity == "error" for problem in problems):
        assert area.is_valid
        assert len(venue.exits) == len(block["exits"])
        assert_doors_close(venue)


def assert_doors_close(venue):
    """Shut, openings and walls enclose exactly the ground, end meeting end: no point of it leaks out."""
    vertices = {tuple(end) for row in venue.walls.tolist() for end in (row[:2], row[2:])}
    area = venue.surfaces[0].area
    for door in venue.openings:
        if door.kind == "door":
            assert set(door.line) <= vertices
            assert area.buffer(2e-6).covers(LineString(door.line))
    lines = [LineString([row[:2], row[2:]]) for row in venue.walls]
    lines += [LineString(opening.line) for opening in venue.openings]
    enclosed = [
        piece for piece in shapely.polygonize(lines).geoms if area.contains(piece.representative_point())
    ]
    assert sum(piece.area for piece in enclosed) == pytest.approx(area.area, abs=1e-5)
    return len(enclosed)


@st.composite
def divided_halls(draw):
    """A hall, turned and moved, divided by walls from side to side, each with a door drawn a little off."""
    angle, x0, y0 = draw(st.floats(0, 6.3)), draw(st.floats(-100, 100)), draw(st.floats(-100, 100))
    cosine, sine = np.cos(angle), np.sin(angle)
    width, depth = draw(st.floats(8, 20)), draw(st.floats(6, 20))

    def spot(x, y):
        return (float(x0 + cosine * x - sine * y), float(y0 + sine * x + cosine * y))

    count = draw(st.integers(0, 4))
    walls, doors = [], []
    for number in range(count):
        x = (number + 1) * width / (count + 1)
        lean, thickness = draw(st.floats(-0.2, 0.2)), draw(st.sampled_from([0.05, 0.1, 0.25]))
        walls.append({"line": [spot(x - lean, 0), spot(x + lean, depth)], "thickness": thickness})
        shares = [draw(st.floats(0.1, 0.4)), draw(st.floats(0.5, 0.9))]
        ends = [spot(x + lean * (2 * t - 1) + draw(st.floats(-0.03, 0.03)), t * depth) for t in shares]
        doors.append({"id": f"d{number}", "storey": "a", "line": ends[:: draw(st.sampled_from([1, -1]))]})
    side = draw(st.sampled_from([0.0, width]))
    y, off = draw(st.floats(0.0, depth - 1.2)), draw(st.floats(-0.04, 0.04))
    exit = {"id": "e", "storey": "a", "line": [spot(side + off, y), spot(side + off, y + 1.2)]}
    corners = [spot(0, 0), spot(width, 0), spot(width, depth), spot(0, depth)]
    return {"storeys": [{"id": "a", "area": corners, "walls": walls}], "doors": doors, "exits": [exit]}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(divided_halls())
def test_every_door_parts_two_rooms_and_leaves_no_gap(block):
    venue, problems = compile_venue(VenueDoc.model_validate(block), "random", Path())
    assert not [problem for problem in problems if problem.severity == "error"]
    assert assert_doors_close(venue) == len(block["doors"]) + 1
    walls = np.hypot(*(venue.walls[:, 2:] - venue.walls[:, :2]).T).sum()
    area = venue.surfaces[0].area
    assert walls + sum(exit.width for exit in venue.exits) == pytest.approx(area.length, abs=1e-6)
