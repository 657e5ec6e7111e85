"""Walls meet what they were drawn to touch, at any angle, and nothing that they were not."""

import numpy as np
import pytest
import shapely
from shapely import LineString

ANGLES = np.linspace(0.05, 6.2, 24).tolist()
OFFSET = (37.123457, -81.765433)


def turned(angle, *points):
    cosine, sine = np.cos(angle), np.sin(angle)
    return [(OFFSET[0] + cosine * x - sine * y, OFFSET[1] + sine * x + cosine * y) for x, y in points]


def hall(angle, *walls, **more):
    """A hall of 12 m by 7 m with walls of 0.1 m and a door of 1 m in the first of them."""
    return {
        "storeys": [
            {
                "id": "a",
                "area": turned(angle, (0, 0), (12, 0), (12, 7), (0, 7)),
                "walls": [{"line": turned(angle, *line), "thickness": 0.1} for line in walls],
                "obstacles": [turned(angle, *ring) for ring in more.pop("obstacles", ())],
            }
        ],
        "doors": [
            {
                "id": "door",
                "storey": "a",
                "line": turned(angle, (5, 3), (5, 4)),
                "state": more.pop("state", "open"),
            }
        ],
        "exits": [{"id": "e", "storey": "a", "line": turned(angle, (0, 1), (0, 2))}],
    }


def rooms(venue):
    """Pieces of ground that the shut door leaves, however thin what joins them: 0.1 micrometres count."""
    cuts = [LineString(o.line).buffer(1e-7, cap_style="square") for o in venue.openings if o.kind == "door"]
    return len(shapely.get_parts(venue.surfaces[0].area.difference(shapely.union_all(cuts))))


@pytest.mark.parametrize("angle", ANGLES)
def test_a_wall_from_side_to_side_parts_the_hall(compiled, angle):
    venue, problems = compiled(**hall(angle, [(5, 0), (5, 7)]))
    assert not problems
    assert rooms(venue) == 2
    assert venue.surfaces[0].area.area == pytest.approx(84 - 0.6, abs=1e-4)


@pytest.mark.parametrize("angle", ANGLES)
def test_behind_a_door_that_never_opens_nobody_gets_out(compiled, angle):
    _, problems = compiled(**hall(angle, [(5, 0), (5, 7)], state="locked"))
    (problem,) = problems
    assert "no exit can be reached: the doors on the way never open" in problem.message
    # the farther part of the hall and the farther half of the doorway
    assert f"{(12 - 5.05) * 7 + 0.05:.2f} m²" in problem.message


@pytest.mark.parametrize("angle", ANGLES)
def test_walls_meet_the_faces_of_walls_and_obstacles(compiled, angle):
    # the first wall ends at the face of a second and of a column; the second runs from side to side
    column = [(4.5, 0), (5.5, 0), (5.5, 0.5), (4.5, 0.5)]
    block = hall(angle, [(5, 0.5), (5, 5.95)], [(0, 6), (12, 6)], obstacles=[column])
    venue, problems = compiled(**block)
    assert [problem for problem in problems if problem.severity == "error"]  # no way out behind the second
    assert rooms(venue) == 3


def test_walls_along_the_axes_stay_as_drawn(compiled):
    venue, _ = compiled(
        storeys=[
            {"id": "a", "area": [(0, 0), (9, 0), (9, 6), (0, 6)], "walls": [{"line": [(4, 0), (4, 3)]}]}
        ],
        exits=[{"id": "e", "storey": "a", "line": [(0, 1), (0, 2)]}],
    )
    corners = {tuple(spot) for spot in shapely.get_coordinates(venue.surfaces[0].area).tolist()}
    assert {(3.95, 0.0), (4.05, 0.0), (3.95, 3.0), (4.05, 3.0)} <= corners
    assert len(corners) == 10


@pytest.mark.parametrize("gap", [0.001, 0.01, 0.5])
def test_a_gap_that_was_drawn_stays_a_gap(compiled, gap):
    venue, _ = compiled(**hall(0.4, [(5, 0), (5, 7 - gap)]))
    assert rooms(venue) == 1
    assert venue.surfaces[0].area.area == pytest.approx(84 - 0.1 * (6 - gap), abs=1e-4)


def test_a_door_that_ends_on_an_exit_is_no_door(compiled):
    """Its wall is swallowed by the exit, which takes a straight piece of the edge: the door hangs in the air."""
    _, problems = compiled(
        storeys=[
            {
                "id": "a",
                "area": [(0, 0), (2, 0), (2, 2), (0, 2)],
                "walls": [{"line": [(0, 0), (2.6, 0.02)], "thickness": 0.1}],
            }
        ],
        doors=[{"id": "d", "storey": "a", "line": [(1.3, 0.01), (1.95, 0.015)]}],
        exits=[{"id": "e", "storey": "a", "line": [(2, 0), (2, 1)]}],
    )
    (problem,) = [problem for problem in problems if problem.severity == "error"]
    assert "door 'd' ends at" in problem.message
    assert problem.key == ("venue", "doors", 0, "line")
    assert problem.at[0][0] == pytest.approx(1.975, abs=0.03)
