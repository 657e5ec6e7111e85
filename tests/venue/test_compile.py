"""Facts of geometry that can be worked out by hand: areas, edges, openings that close without a gap."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely import LineString

from exeunt.importers.wkt import import_wkt
from exeunt.venue.compile import compile_venue
from exeunt.venue.geometry import edges

STATION = Path(__file__).parents[3] / "shared" / "data" / "incidents" / "station_2003"


def rooms_between(venue, surface=0):
    """Areas enclosed by the walls of a surface when all its openings and portals are shut, largest first."""
    lines = [LineString([row[:2], row[2:]]) for row in venue.walls[venue.wall_surface == surface]]
    lines += [LineString(opening.line) for opening in venue.openings if opening.surface == surface]
    lines += [LineString(portal.line) for portal in venue.portals if surface in portal.surfaces]
    return sorted((piece.area for piece in shapely.polygonize(lines).geoms), reverse=True)


def test_area_is_floor_less_hole_obstacle_and_half_of_the_surrounding_wall(compiled, rectangle, leftover):
    venue, problems = compiled(
        storeys=[
            {
                "id": "hall",
                "area": rectangle(0, 0, 20, 10),
                "holes": [rectangle(8, 4, 10, 6)],
                "obstacles": [rectangle(15, 2, 16, 4.5)],
                "walls": [{"line": [(0, 0), (20, 0), (20, 10), (0, 10), (0, 0)], "thickness": 0.3}],
            }
        ],
        exits=[{"id": "out", "storey": "hall", "line": [(20, 4), (20, 6)]}],
    )
    assert not problems
    # inner faces at 0.15 m, and the exit's gap through the inner half of the wall
    expected = (20 - 0.3) * (10 - 0.3) - 2 * 2 - 1 * 2.5 + 2 * 0.15
    assert venue.surfaces[0].area.area == pytest.approx(expected, abs=1e-6)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


def test_forward_of_an_exit_leads_out_however_it_was_drawn(compiled, rectangle):
    room = {"id": "a", "area": rectangle(0, 0, 4, 4), "holes": [rectangle(1, 1, 3, 3)]}
    lines = [[(1, 0), (2, 0)], [(3, 0), (2.2, 0)], [(4, 1), (4, 2)], [(1.5, 1), (2.5, 1)]]
    exits = [{"id": f"e{n}", "storey": "a", "line": line} for n, line in enumerate(lines)]
    venue, _ = compiled(storeys=[room], exits=exits)
    for opening in venue.exits:
        (x0, y0), (x1, y1) = opening.line
        out = shapely.Point((x0 + x1) / 2 + 0.1 * (y1 - y0), (y0 + y1) / 2 - 0.1 * (x1 - x0))
        assert not venue.surfaces[0].area.intersects(out)


def test_a_door_cuts_its_width_through_the_wall_and_closes_without_a_gap(compiled, rectangle, leftover):
    wall = {"line": [(5, 0), (5, 8)], "thickness": 0.2}
    venue, problems = compiled(
        storeys=[{"id": "a", "area": rectangle(0, 0, 10, 8), "walls": [wall]}],
        exits=[{"id": "e", "storey": "a", "line": [(0, 3), (0, 4)]}],
        doors=[{"id": "d", "storey": "a", "line": [(5.03, 3), (5.03, 4.1)]}],
    )
    assert not problems
    assert venue.opening("d").line == ((5.0, 3.0), (5.0, 4.1))
    assert venue.surfaces[0].area.area == pytest.approx(80 - 8 * 0.2 + 1.1 * 0.2, abs=1e-9)
    # shut, the door divides the gap between its two rooms
    assert rooms_between(venue) == pytest.approx([4.9 * 8 + 1.1 * 0.1] * 2, abs=1e-9)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("angle", [0.1, 0.5, 1.0, 2.3])
def test_openings_in_slanted_walls_close_without_a_gap(compiled, leftover, angle):
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])

    def turned(*points):
        return (np.array(points, dtype=float) @ turn + (3.1, -7.7)).tolist()

    wall = {"line": turned((5, 0), (5, 8)), "thickness": 0.15}
    venue, problems = compiled(
        storeys=[{"id": "a", "area": turned((0, 0), (10, 0), (10, 8), (0, 8)), "walls": [wall]}],
        exits=[
            {"id": "e1", "storey": "a", "line": turned((0, 3), (0, 4))},
            {"id": "e2", "storey": "a", "line": turned((10, 1), (10, 3.3))},
        ],
        doors=[{"id": "d", "storey": "a", "line": turned((5, 3), (5, 4))}],
    )
    assert not problems
    closed = rooms_between(venue)
    assert len(closed) == 2
    assert closed == pytest.approx([4.925 * 8 + 0.075] * 2, abs=1e-4)
    assert sum(closed) == pytest.approx(venue.surfaces[0].area.area, abs=1e-9)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


def test_a_door_across_an_existing_gap_is_stretched_to_the_walls(compiled, rectangle):
    pillar = [rectangle(5, 0, 5.2, 3), rectangle(5, 4, 5.2, 8)]
    venue, problems = compiled(
        storeys=[{"id": "a", "area": rectangle(0, 0, 10, 8), "obstacles": pillar}],
        exits=[{"id": "e", "storey": "a", "line": [(0, 3), (0, 4)]}],
        doors=[{"id": "d", "storey": "a", "line": [(5.1, 3.04), (5.1, 3.97)]}],
    )
    assert not problems
    assert venue.opening("d").line == ((5.1, 3.0), (5.1, 4.0))
    assert rooms_between(venue) == pytest.approx([5 * 8 + 0.1, 4.8 * 8 + 0.1], abs=1e-9)


def test_an_exit_drawn_a_little_off_is_moved_onto_the_edge(compiled, rectangle):
    venue, problems = compiled(
        storeys=[{"id": "a", "area": rectangle(0, 0, 10, 8)}],
        exits=[{"id": "e", "storey": "a", "line": [(10.04, 7.97), (9.98, 7)]}],
    )
    assert not problems
    assert venue.opening("e").line == ((10.0, 7.0), (10.0, 7.97))


def test_an_exit_over_a_gentle_arc_replaces_the_arc_by_its_chord(compiled, leftover):
    turns = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    arena = np.round(np.column_stack([30 * np.cos(turns), 30 * np.sin(turns)]), 6)
    venue, problems = compiled(
        storeys=[{"id": "arena", "area": arena.tolist()}],
        exits=[{"id": "e", "storey": "arena", "line": [arena[10].tolist(), arena[12].tolist()]}],
    )
    assert not problems
    assert len(venue.walls) == 178
    assert "straightened by up to 0.018 m" in venue.notes[0]
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


def test_two_exits_side_by_side_share_an_end_and_no_wall_stands_between_them(compiled, rectangle):
    venue, problems = compiled(
        storeys=[{"id": "a", "area": rectangle(0, 0, 10, 8)}],
        exits=[
            {"id": "left", "storey": "a", "line": [(2, 0), (3, 0)]},
            {"id": "right", "storey": "a", "line": [(3, 0), (4, 0)]},
        ],
    )
    assert not problems
    bottom = venue.walls[(venue.walls[:, 1] == 0) & (venue.walls[:, 3] == 0)]
    assert sorted(map(sorted, bottom[:, [0, 2]].tolist())) == [[0.0, 2.0], [4.0, 10.0]]


def test_the_whole_width_of_a_side_can_be_exit(compiled, rectangle, leftover):
    venue, problems = compiled(
        storeys=[{"id": "corridor", "area": rectangle(0, 0, 10, 2)}],
        exits=[{"id": "end", "storey": "corridor", "line": [(10, 0), (10, 2)]}],
    )
    assert not problems
    assert len(venue.walls) == 3
    assert leftover(venue) == pytest.approx(0.0, abs=1e-12)


def test_states_in_time_come_in_order(compiled, rectangle):
    venue, _ = compiled(
        storeys=[{"id": "a", "area": rectangle(0, 0, 10, 8)}],
        exits=[
            {
                "id": "e",
                "storey": "a",
                "line": [(2, 0), (3, 0)],
                "state": "closed",
                "changes": [{"at": "2 min", "state": "blocked"}, {"at": 30, "state": "open"}],
            }
        ],
    )
    exit = venue.opening("e")
    assert [exit.state_at(t) for t in (0, 29.9, 30, 119, 120)] == [
        "closed",
        "closed",
        "open",
        "open",
        "blocked",
    ]


def test_rooms_are_cut_to_the_ground_one_can_stand_on(compiled, rectangle):
    wall = {"line": [(5, 0), (5, 8)], "thickness": 0.2}
    venue, problems = compiled(
        storeys=[{"id": "a", "area": rectangle(0, 0, 10, 8), "walls": [wall]}],
        exits=[
            {"id": "e", "storey": "a", "line": [(0, 3), (0, 4)]},
            {"id": "f", "storey": "a", "line": [(10, 3), (10, 4)]},
        ],
        rooms=[{"id": "west", "storey": "a", "area": rectangle(0, 0, 5, 8)}],
    )
    assert not problems
    assert venue.room("west").area.area == pytest.approx(4.9 * 8, abs=1e-9)


def test_every_wall_has_the_ground_to_its_left(compiled, rectangle):
    venue, _ = compiled(
        storeys=[{"id": "a", "area": rectangle(0, 0, 10, 8), "obstacles": [rectangle(3, 3, 4, 5)]}],
        exits=[{"id": "e", "storey": "a", "line": [(0, 3), (0, 4)]}],
    )
    x0, y0, x1, y1 = venue.walls.T
    length = np.hypot(x1 - x0, y1 - y0)
    left = shapely.points(
        (x0 + x1) / 2 - 1e-3 * (y1 - y0) / length, (y0 + y1) / 2 + 1e-3 * (x1 - x0) / length
    )
    assert venue.surfaces[0].area.contains(left).all()


@pytest.mark.skipif(not STATION.is_dir(), reason="needs the plan in ../shared/data/incidents/station_2003")
def test_the_nightclub_plan_compiles_as_it_is(leftover):
    doc = import_wkt(STATION / "walkable.wkt", STATION / "exits.json").venue
    venue, problems = compile_venue(doc, "nightclub", STATION)
    assert [problem.severity for problem in problems] == ["warning"]
    assert "narrower than a body" in problems[0].message
    assert venue.surfaces[0].area.area == pytest.approx(413.04, abs=0.01)
    widths = {opening.id: round(opening.width, 6) for opening in venue.exits}
    assert widths == {"front": 1.8, "main_bar_side": 1.01, "kitchen": 0.98, "platform_stage": 0.95}
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)
    assert len(venue.walls) == len(edges(venue.surfaces[0].area)) - 4
    # nothing leaks: walls and shut exits enclose the whole plan
    assert rooms_between(venue)[0] == pytest.approx(413.04, abs=0.01)
