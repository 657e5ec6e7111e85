from __future__ import annotations

import json
from pathlib import Path

import pytest

from exeunt.base.errors import ScenarioError
from exeunt.importers.wkt import clean_id, import_wkt
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
    doc = import_wkt(*write(tmp_path, plan, exits))
    assert VenueDoc.model_validate_json(doc.model_dump_json()) == doc
    venue, problems = compile_venue(doc, "plan", tmp_path)
    assert not problems
    assert (venue.surfaces[0].area.area, venue.surfaces[0].elevation) == (79.0, 1.5)
    assert venue.exits[0].id == "main_door"


def test_several_polygons_stay_one_storey(tmp_path):
    plan = "MULTIPOLYGON (((0 0, 5 0, 5 5, 0 5, 0 0)), ((6 0, 9 0, 9 5, 6 5, 6 0)))"
    doc = import_wkt(write(tmp_path, plan)[0])
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
            "exit 'exit 1' needs a 'segment'",
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


def test_ids_are_made_valid():
    assert [clean_id(name, "exit 1") for name in ("Nord/Süd", "__", None, 7)] == [
        "Nord_S_d",
        "exit 1",
        "exit 1",
        "7",
    ]


@pytest.mark.skipif(not STATION.is_dir(), reason="needs the plan in ../shared/data/incidents/station_2003")
def test_the_nightclub_plan():
    doc = import_wkt(STATION / "walkable.wkt", STATION / "exits.json", storey="club")
    assert len(doc.storeys[0].area) + sum(map(len, doc.storeys[0].holes)) == 659
    assert [exit.id for exit in doc.exits] == ["front", "main_bar_side", "kitchen", "platform_stage"]
