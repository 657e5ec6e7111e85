"""Each fault of a drawing has its own message, with the place where to look."""

from __future__ import annotations

import json

import pytest
import shapely

ROOM = [(0, 0), (10, 0), (10, 8), (0, 8)]
EXIT = {"id": "e", "storey": "a", "line": [(0, 3), (0, 4)]}


@pytest.fixture
def faults(compiled):
    def find(severity="error", *, repair=False, storeys=None, exits=(EXIT,), more=None, **storey):
        drawn = storeys or [{"id": "a", "area": ROOM, **storey}]
        _, problems = compiled(storeys=drawn, exits=list(exits), repair=repair, **(more or {}))
        return [problem for problem in problems if problem.severity == severity]

    return find


def test_a_sound_room_has_no_problem(faults):
    assert faults("error") == faults("warning") == []


def test_self_crossing_area(faults, compiled):
    bow = [(0, 0), (10, 8), (10, 0), (0, 8)]
    (problem,) = faults(area=bow, exits=[{"id": "e", "storey": "a", "line": [(0, 3), (0, 4)]}])
    assert problem.message == "the area of storey 'a' crosses or touches itself at (5.00, 4.00)."
    assert problem.at == ((5.0, 4.0),)
    assert problem.key == ("venue", "storeys", 0, "area")


def test_self_crossing_area_repaired_when_told(compiled):
    bow = [(0, 0), (10, 8), (10, 0), (0, 8)]
    exits = [EXIT, {"id": "f", "storey": "a", "line": [(10, 3), (10, 4)]}]
    venue, problems = compiled(storeys=[{"id": "a", "area": bow}], exits=exits, repair=True)
    assert [problem.severity for problem in problems] == ["warning"]
    assert venue.surfaces[0].area.area == pytest.approx(40)
    assert venue.notes == (
        "the area of storey 'a' crosses or touches itself at (5.00, 4.00): cut into 2 parts.",
    )


def test_an_area_without_area(faults):
    problem = faults(area=[(0, 0), (5, 0), (10, 0)])[0]
    assert "storey 'a'" in problem.message


def test_exit_off_the_wall_names_end_and_distance(faults):
    (problem,) = faults(exits=[{"id": "e", "storey": "a", "line": [(0.3, 3), (0.3, 4)]}])
    assert problem.message == (
        "exit 'e' is not on the edge of storey 'a': its end (0.30, 3.00) is 0.30 m from the nearest edge."
    )
    assert problem.at == ((0.3, 3.0),)
    assert problem.key == ("venue", "exits", 0, "line")


def test_exit_round_a_corner_names_where_the_edge_leaves_it(faults):
    (problem,) = faults(exits=[{"id": "e", "storey": "a", "line": [(0, 1), (1, 0)]}])
    assert "does not follow the edge" in problem.message
    assert "by 0.50 m at (0.50, 0.50)" in problem.message


def test_overlapping_exits(faults):
    (problem,) = faults(exits=[EXIT, {"id": "f", "storey": "a", "line": [(0, 3.5), (0, 5)]}])
    assert problem.message.startswith("exit 'f' overlaps another exit or stair")
    assert problem.key == ("venue", "exits", 1, "line")


def test_exit_onto_walkable_ground_leads_nowhere(faults):
    storeys = [{"id": "a", "area": ROOM}, {"id": "b", "area": [(10.2, 0), (20, 0), (20, 8), (10.2, 8)]}]
    exits = [
        EXIT,
        {"id": "f", "storey": "a", "line": [(10, 3), (10, 4)]},
        {"id": "g", "storey": "b", "line": [(20, 1), (20, 2)]},
    ]
    (problem,) = faults(storeys=storeys, exits=exits)
    assert problem.message.startswith(
        "exit 'f' leads nowhere: behind it, at (10.30, 3.50), is storey 'b' again"
    )


def test_exit_into_a_hole_is_doubted(faults):
    hole = [(4, 3), (6, 3), (6, 5), (4, 5)]
    exits = [EXIT, {"id": "f", "storey": "a", "line": [(4, 3.5), (4, 4.5)]}]
    (problem,) = faults("warning", holes=[hole], exits=exits)
    assert "exit 'f' leads into a hole in the middle of storey 'a', at (4.50, 4.00)" in problem.message


def test_exit_without_width_and_exit_narrower_than_a_body(faults):
    assert "has no width" in faults(exits=[EXIT, {**EXIT, "id": "f", "line": [(2, 0), (2, 0)]}])[0].message
    (problem,) = faults("warning", exits=[EXIT, {**EXIT, "id": "f", "line": [(2, 0), (2.3, 0)]}])
    assert problem.message == "exit 'f' is 0.30 m wide, narrower than a body (0.40 m)."


def test_door_in_no_wall(faults):
    (problem,) = faults(more={"doors": [{"id": "d", "storey": "a", "line": [(5, 3), (5, 4)]}]})
    assert problem.message == "door 'd' is in no wall: its end (5.00, 2.95) is 3.00 m from the nearest wall."
    assert problem.key == ("venue", "doors", 0, "line")


def test_door_outside_the_storey(faults):
    (problem,) = faults(more={"doors": [{"id": "d", "storey": "a", "line": [(15, 3), (15, 4)]}]})
    assert problem.message.startswith("door 'd' is in no wall: at (15.00, 3.50)")


def test_door_on_the_outer_edge_leads_nowhere(faults):
    (problem,) = faults(more={"doors": [{"id": "d", "storey": "a", "line": [(10, 3), (10, 4)]}]})
    assert problem.message.startswith("door 'd'")
    assert "exits" in problem.hint or "wall" in problem.hint


def test_unknown_storey_gets_a_suggestion(faults):
    (problem,) = faults(
        storeys=[{"id": "ground floor", "area": ROOM}],
        exits=[{**EXIT, "storey": "ground floor"}, {**EXIT, "id": "f", "storey": "groundfloor"}],
    )
    assert problem.message == "exit 'f' is on storey 'groundfloor', which does not exist."
    assert problem.hint == "Did you mean 'ground floor'?"
    assert problem.key == ("venue", "exits", 1, "storey")


def test_duplicate_ids(faults):
    found = faults(exits=[EXIT, {**EXIT, "line": [(0, 6), (0, 7)]}])
    assert found[0].message == "the id 'e' is used twice, by exits[0] and exits[1]."
    assert found[0].key == ("venue", "exits", 1, "id")


def test_walls_drawn_twice(faults):
    walls = [{"line": [(5, 0), (5, 6)], "thickness": 0.1}, {"line": [(5.01, 2), (5.01, 7)], "thickness": 0.1}]
    (problem,) = faults(walls=walls)
    assert problem.message == "walls 1 and 2 of storey 'a' overlap over 4.00 m near (5.01, 4.00)."
    assert problem.key == ("venue", "storeys", 0, "walls", 1, "line")
    assert not faults(walls=walls, repair=True)
    assert "taken as one" in faults("warning", walls=walls, repair=True)[0].message


def test_walls_that_meet_cross_or_continue_are_no_fault(faults):
    walls = [
        {"line": [(5, 0), (5, 6)], "thickness": 0.2},
        {"line": [(2, 3), (8, 3)], "thickness": 0.2},
        {"line": [(5, 6), (5, 7)], "thickness": 0.2},
        {"line": [(5, 5), (7, 5), (7, 6.5)], "thickness": 0.3},
    ]
    assert not faults(walls=walls)


def test_overlapping_obstacles(faults):
    obstacles = [[(2, 2), (4, 2), (4, 4), (2, 4)], [(3, 3), (5, 3), (5, 5), (3, 5)]]
    (problem,) = faults(obstacles=obstacles)
    assert problem.message == "obstacles 1 and 2 of storey 'a' overlap by 1.00 m² at (3.50, 3.50)."
    assert not faults(obstacles=obstacles, repair=True)


def test_sliver_between_wall_and_edge(faults, compiled):
    walls = [{"line": [(0, 0.06), (10, 0.06)], "thickness": 0.114}]  # leaves 3 mm
    (problem,) = faults(walls=walls)
    assert problem.message == "storey 'a' has a separate piece of only 0.0300 m² at (5.00, 0.00)."
    assert problem.at[0] == pytest.approx((5.0, 0.0015))
    venue, problems = compiled(storeys=[{"id": "a", "area": ROOM, "walls": walls}], exits=[EXIT], repair=True)
    assert [problem.severity for problem in problems] == ["warning"]
    assert venue.surfaces[0].area.area == pytest.approx(10 * (8 - 0.117))
    assert "removed" in venue.notes[0]


def test_slit_beside_an_obstacle(faults, compiled):
    obstacles = [[(0.005, 5), (2, 5), (2, 6), (0.005, 6)]]
    (problem,) = faults("warning", obstacles=obstacles)
    assert problem.message.startswith("storey 'a' has 1 slit(s) narrower than 1 cm, the first at (0.00, 5.")
    venue, _ = compiled(
        storeys=[{"id": "a", "area": ROOM, "obstacles": obstacles}], exits=[EXIT], repair=True
    )
    assert "filled" in venue.notes[0]
    assert venue.surfaces[0].area.area == pytest.approx(80 - 2, abs=2e-3)
    assert not venue.surfaces[0].area.intersects(shapely.Point(0.0025, 5.5))


def test_disconnected_part_is_named_with_its_area(faults):
    (problem,) = faults(walls=[{"line": [(6, 0), (6, 8)], "thickness": 0.2}])
    assert problem.message.startswith("from 31.20 m² of 'a' around (8.05, 4.00) no exit can be reached.")
    assert problem.key == ("venue", "storeys", 0, "area")


def test_storey_without_stair_is_disconnected(faults):
    storeys = [{"id": "a", "area": ROOM}, {"id": "attic", "area": ROOM, "elevation": 3}]
    (problem,) = faults(storeys=storeys)
    assert problem.message.startswith("from 80.00 m² of 'attic'")
    assert problem.key == ("venue", "storeys", 1, "area")


WALL = [{"line": [(6, 0), (6, 8)], "thickness": 0.2}]
DOOR = {"id": "d", "storey": "a", "line": [(6, 3), (6, 4)]}


@pytest.mark.parametrize(
    ("door", "text"),
    [
        ({"state": "locked"}, "the doors on the way never open"),
        # p -> q leads up, so forward is to the right: into the part without exit
        ({"direction": "forward"}, "the doors on the way never open, or only the other way"),
        ({"changes": [{"at": 60, "state": "closed"}]}, "from 60 s on, no exit can be reached from 31.30 m²"),
    ],
)
def test_doors_that_cut_off(faults, door, text):
    assert not faults(walls=WALL, more={"doors": [{**DOOR, **door}]})
    (problem,) = faults("warning", walls=WALL, more={"doors": [{**DOOR, **door}]})
    assert text in problem.message
    assert 6.1 < problem.at[0][0] < 10


@pytest.mark.parametrize(
    "door", [{}, {"direction": "backward"}, {"state": "closed", "changes": [{"at": 9, "state": "open"}]}]
)
def test_doors_that_let_out(faults, door):
    assert not faults("warning", walls=WALL, more={"doors": [{**DOOR, **door}]})


def test_no_exit_at_all_and_none_that_opens(faults):
    assert faults(exits=[])[0].message == "the venue has no exit."
    (problem,) = faults(exits=[{**EXIT, "state": "locked"}])
    assert problem.message == "no exit is ever open: e."
    assert problem.at == ((0.0, 3.5),)


def test_the_last_exit_closes(faults):
    closing = {**EXIT, "changes": [{"at": "5 min", "state": "blocked"}]}
    (problem,) = faults("warning", exits=[closing])
    assert problem.message == "the last exit closes at 300 s: who is inside then stays inside."


def test_gap_narrower_than_a_body(faults):
    walls = [{"line": [(6, 0), (6, 5)], "thickness": 0.2}, {"line": [(6, 5.34), (6, 8)], "thickness": 0.2}]
    (problem,) = faults("warning", walls=walls)
    assert (
        problem.message == "storey 'a' has 1 gap(s) narrower than a body (0.40 m), the first at (6.00, 5.17)."
    )
    wide = [walls[0], {"line": [(6, 5.41), (6, 8)], "thickness": 0.2}]
    assert not faults("warning", walls=wide)


def test_room_outside_its_storey(faults):
    room = {"id": "r", "storey": "a", "area": [(20, 0), (24, 0), (24, 2), (20, 2)]}
    (problem,) = faults(more={"rooms": [room]})
    assert problem.message == "room 'r' lies outside storey 'a', at (22.00, 1.00)."
    (problem,) = faults("warning", more={"rooms": [{**room, "area": [(8, 0), (12, 0), (12, 2), (8, 2)]}]})
    assert problem.message == "room 'r' reaches beyond storey 'a' by 4.00 m² at (11.00, 1.00)."


def test_things_outside_the_storey_are_doubted(faults):
    walls = [{"line": [(20, 0), (20, 5)]}]
    assert "wall 1 of storey 'a' stands outside it" in faults("warning", walls=walls)[0].message
    obstacles = [[(20, 0), (21, 0), (21, 1)]]
    assert "obstacle 1 of storey 'a' stands outside it" in faults("warning", obstacles=obstacles)[0].message
    assert "hole 1 of storey 'a' lies outside it" in faults("warning", holes=obstacles)[0].message


def test_storeys_inside_each_other(faults):
    storeys = [
        {"id": "a", "area": ROOM},
        {"id": "b", "area": [(9, 0), (19, 0), (19, 8), (9, 8)], "elevation": 0.5},
    ]
    exits = [EXIT, {"id": "f", "storey": "b", "line": [(19, 1), (19, 2)]}]
    (problem,) = faults("warning", storeys=storeys, exits=exits)
    assert problem.message.startswith(
        "storeys 'a' and 'b' overlap by 8.00 m² at (9.50, 4.00) with only 0.50 m"
    )


@pytest.mark.parametrize(
    ("area", "text"),
    [
        ({"wkt_file": "none.wkt"}, "there is no file"),
        ({"wkt": "POLYGON ((0 0, 1 0"}, "not well-known text"),
        ({"wkt": "POINT (0 0)"}, "describes a Point, not a polygon"),
        ({"wkt": "POLYGON EMPTY"}, "describes an empty geometry"),
        ({"wkt": "POLYGON ((0 0, 1 0, 1 1, 0 0))", "wkt_file": "a.wkt"}, "give either 'wkt' or 'wkt_file'"),
        ({"geojson_file": "none.geojson"}, "there is no file"),
    ],
)
def test_unreadable_areas_say_why(faults, area, text):
    (problem,) = faults(area=area)
    assert text in problem.message
    assert problem.key == ("venue", "storeys", 0, "area")


def test_areas_from_files_beside_the_scenario(compiled, tmp_path):
    (tmp_path / "a.wkt").write_text("POLYGON ((0 0, 10 0, 10 8, 0 8, 0 0), (4 4, 4 5, 5 5, 5 4, 4 4))")
    feature = {
        "type": "Feature",
        "properties": {"id": "b"},
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, 8], [0, 8], [0, 0]]]},
    }
    (tmp_path / "b.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    for area, expected in (({"wkt_file": "a.wkt"}, 79), ({"geojson_file": "b.geojson", "feature": "b"}, 80)):
        venue, problems = compiled(storeys=[{"id": "a", "area": area}], exits=[EXIT])
        assert not problems
        assert venue.surfaces[0].area.area == pytest.approx(expected)
    _, problems = compiled(storeys=[{"id": "a", "area": {"geojson_file": "b.geojson", "feature": "c"}}])
    assert "no feature has the id 'c' (there are: b)" in problems[0].message


def test_coordinates_that_are_no_metres_stop_at_once(compiled):
    venue, problems = compiled(storeys=[{"id": "a", "area": [(0, 0), (4e6, 0), (4e6, 5e6)]}], exits=[EXIT])
    assert venue.surfaces == ()
    assert problems[0].message == (
        "4e+06 m is farther than 50 km from the origin of the plan, and so are 2 more of the venue."
    )
    assert problems[0].key == ("venue", "storeys", 0, "area", 1, 0)
    _, problems = compiled(storeys=[{"id": "a", "area": {"wkt": "POLYGON ((0 0, 4e6 0, 4e6 5e6, 0 0))"}}])
    assert "4,000,000 x 5,000,000 m, which is no building" in problems[0].message


def test_a_spike_thinner_than_the_grid_touches_itself(faults):
    spiked = [(0, 0), (10, 0), (10, 4), (15, 4.0000001), (10, 4.0000002), (10, 8), (0, 8)]
    (problem,) = faults(area=spiked)
    assert problem.message == "the area of storey 'a' crosses or touches itself at (10.00, 4.00)."
    assert not faults(area=spiked, repair=True)
