from __future__ import annotations

import json
from pathlib import Path

import pytest

from exeunt.base.errors import ScenarioError
from exeunt.importers.wkt import import_wkt
from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc

STATION = Path(__file__).parents[3] / "shared" / "data" / "incidents" / "station_2003"


def write(folder, text, exits=None):
    (folder / "plan.wkt").write_text(text)
    if exits is not None:
        (folder / "exits.json").write_text(exits if isinstance(exits, str) else json.dumps(exits))
    return folder / "plan.wkt", folder / "exits.json"


def test_polygon_and_exits_become_one_storey(tmp_path):
    plan = "POLYGON ((0 0, 10 0, 10 8, 0 8, 0 0), (4 4, 4 5, 5 5, 5 4, 4 4))"
    exits = {
        "exits": [{"id": "main/door", "segment": [[0, 3], [0, 4]], "width_m": 1}],
        "floor_z": 1.5,
        "note": "x",
    }
    doc = import_wkt(*write(tmp_path, plan, exits)).venue
    assert VenueDoc.model_validate_json(doc.model_dump_json()) == doc
    venue, problems = compile_venue(doc, "plan", tmp_path)
    assert not problems
    assert (venue.surfaces[0].area.area, venue.surfaces[0].elevation) == (79.0, 1.5)
    assert (venue.exits[0].id, doc.exits[0].name) == ("main_door", "main/door")


def test_several_polygons_stay_one_storey(tmp_path):
    plan = "MULTIPOLYGON (((0 0, 5 0, 5 5, 0 5, 0 0)), ((6 0, 9 0, 9 5, 6 5, 6 0)))"
    doc = import_wkt(write(tmp_path, plan)[0]).venue
    venue, _ = compile_venue(doc, "plan", tmp_path)
    assert venue.surfaces[0].area.area == 40.0


@pytest.mark.parametrize(
    ("plan", "exits", "text"),
    [
        ("POLYGON ((0 0", {"exits": []}, "the polygon cannot be read: not well-known text"),
        ("LINESTRING (0 0, 1 1)", {"exits": []}, "describes a LineString"),
        ("POLYGON ((0 0, 1 0, 1 1, 0 0))", "{", "the exits cannot be read: not JSON"),
        ("POLYGON ((0 0, 1 0, 1 1, 0 0))", [], "there is no list 'exits'"),
        ("POLYGON ((0 0, 1 0, 1 1, 0 0))", {"exits": [{"id": "a"}]}, "exit 'a' needs a 'segment'"),
        (
            "POLYGON ((0 0, 1 0, 1 1, 0 0))",
            {"exits": [{"segment": [1, 2]}]},
            "exit 1 needs a 'segment' of two points [x, y]: its segment[0] is 1",
        ),
        ("POLYGON ((0 0, 1 0, 1 1, 0 0))", {"exits": [], "floor_z": "low"}, "'floor_z' must be a number"),
    ],
)
def test_bad_files_say_what_is_wrong(tmp_path, plan, exits, text):
    with pytest.raises(ScenarioError) as caught:
        import_wkt(*write(tmp_path, plan, exits))
    assert text in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_missing_file(tmp_path):
    with pytest.raises(ScenarioError, match="there is no file"):
        import_wkt(tmp_path / "none.wkt")


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        ("POLYGON ((0 0, 20 0, 20 10, 0 nan, 0 0))", "point 4 of the well-known text is (0, nan)"),
        ("POLYGON ((0 0, 1e308 0, inf 12, 0 12, 0 0))", "point 3 of the well-known text is (inf, 12)"),
        ("CURVEPOLYGON (CIRCULARSTRING (0 0, 4 0, 4 4, 0 4, 0 0))", "draw arcs as short straight edges"),
        ("POLYGON EMPTY", "describes an empty geometry"),
        ("", "the well-known text is empty"),
        ("GEOMETRYCOLLECTION (POINT (1 1))", "describes a GeometryCollection, not a polygon"),
    ],
)
def test_what_cannot_be_a_floor_is_refused_with_its_place(tmp_path, plan, text):
    with pytest.raises(ScenarioError) as caught:
        import_wkt(write(tmp_path, plan)[0])
    assert text in str(caught.value)
    assert "plan.wkt" in str(caught.value)


@pytest.mark.parametrize(
    ("plan", "elevation"),
    [
        ("POLYGON Z ((0 0 1, 20 0 1, 20 10 1, 0 10 1, 0 0 1))", 1.0),
        ("POLYGON M ((0 0 1, 20 0 2, 20 10 3, 0 10 4, 0 0 1))", 0.0),
        ("POLYGON ZM ((0 0 3 1, 20 0 3 2, 20 10 3 3, 0 10 3 4, 0 0 3 1))", 3.0),
        ("SRID=25832; POLYGON ((0 0, 20 0, 20 10, 0 10))", 0.0),
        ("polygon((0 0,20 0,20 10,0 10,0 0))", 0.0),
    ],
)
def test_heights_measures_and_open_rings_are_read(tmp_path, plan, elevation):
    found = import_wkt(write(tmp_path, plan)[0])
    venue, problems = compile_venue(found.venue, "plan", tmp_path)
    assert (venue.surfaces[0].area.area, venue.surfaces[0].elevation) == (200.0, elevation)
    assert not found.problems
    assert [problem.message for problem in problems] == ["the venue has no exit."]


def test_heights_that_differ_are_left_out_and_said(tmp_path):
    found = import_wkt(write(tmp_path, "POLYGON Z ((0 0 1, 20 0 2, 20 10 1, 0 10 1, 0 0 1))")[0])
    assert found.venue.storeys[0].elevation == 0.0
    assert "several heights" in str(found.problems[0])


@pytest.mark.skipif(not STATION.is_dir(), reason="needs the plan in ../shared/data/incidents/station_2003")
def test_the_nightclub_plan():
    doc = import_wkt(STATION / "walkable.wkt", STATION / "exits.json", storey="club").venue
    assert len(doc.storeys[0].area) + sum(map(len, doc.storeys[0].holes)) == 659
    assert [exit.id for exit in doc.exits] == ["front", "main_bar_side", "kitchen", "platform_stage"]
