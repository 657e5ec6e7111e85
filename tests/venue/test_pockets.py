"""Where a body cannot leave: told for the width that it has, whatever else is near."""

import numpy as np
import pytest

from exeunt.venue.pockets import pockets


def two_rooms(compiled, gap, angle=0.0, exit=True):
    """Two rooms of 4 m by 4 m joined by a gap in the wall between; a door to the right-hand one only."""
    cosine, sine = np.cos(angle), np.sin(angle)

    def turned(line):
        return [(cosine * x - sine * y, sine * x + cosine * y) for x, y in line]

    half = 0.5 * gap
    walls = [[(4, 0), (4, 2 - half)], [(4, 2 + half), (4, 4)]]
    outline = [(0, 0), (8, 0), (8, 4), (0, 4)]
    venue, problems = compiled(
        storeys=[
            {
                "id": "a",
                "area": turned(outline),
                "walls": [{"line": turned(line), "thickness": 0.1} for line in walls],
            }
        ],
        exits=[{"id": "e", "storey": "a", "line": turned([(8, 1), (8, 2.2)])}] if exit else [],
    )
    assert exit is False or not [problem for problem in problems if problem.severity == "error"]
    return venue


@pytest.mark.parametrize("angle", [0.0, 0.7])
@pytest.mark.parametrize(("gap", "closed"), [(0.39, 1), (0.41, 0), (1.0, 0)])
def test_a_gap_narrower_than_the_body_makes_a_pocket(compiled, angle, gap, closed):
    venue = two_rooms(compiled, gap, angle)
    found = pockets(venue, 0, 0.2)
    assert len(found) == closed
    if closed:
        # centres keep 0.2 m from the walls of a room of 3.95 m by 4 m
        assert found[0].area == pytest.approx(3.55 * 3.6, rel=0.01)


def test_a_narrow_body_gets_out_where_a_wide_one_does_not(compiled):
    venue = two_rooms(compiled, 0.6)
    assert pockets(venue, 0, 0.25) == []
    assert len(pockets(venue, 0, 0.4)) == 1


def test_an_exit_narrower_than_the_body_is_no_way_out(compiled, rectangle):
    """A wheelchair of 0.8 m does not leave by the door of 0.7 m, but by the wide one beyond the wide gap."""

    def venue(gap):
        return compiled(
            storeys=[
                {
                    "id": "a",
                    "area": rectangle(0, 0, 8, 4),
                    "walls": [{"line": [(4, 0), (4, 2)]}, {"line": [(4, 2 + gap), (4, 4)]}],
                }
            ],
            exits=[
                {"id": "narrow", "storey": "a", "line": [(0, 1), (0, 1.7)]},
                {"id": "wide", "storey": "a", "line": [(8, 1), (8, 2.2)]},
            ],
        )[0]

    assert pockets(venue(1.0), 0, 0.4) == []
    (found,) = pockets(venue(0.6), 0, 0.4)
    assert found.bounds[2] < 4.0
    assert pockets(venue(0.6), 0, 0.3) == []


def test_where_nobody_gets_out_there_is_no_pocket(compiled):
    assert pockets(two_rooms(compiled, 0.3, exit=False), 0, 0.2) == []


def test_every_pocket_lies_where_the_body_has_room(compiled):
    venue = two_rooms(compiled, 0.39)
    (found,) = pockets(venue, 0, 0.2)
    assert venue.surfaces[0].area.boundary.distance(found) == pytest.approx(0.2, abs=0.003)
    assert found.bounds[2] < 4.0
