from __future__ import annotations

import json

import pytest

from exeunt.base.errors import ScenarioError
from exeunt.importers.geojson import import_geojson
from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc


def feature(kind, geometry, coordinates, **properties):
    return {
        "type": "Feature",
        "properties": {"kind": kind, **properties},
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def box(x0, y0, x1, y1):
    return [[[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]]


BELOW = feature("storey", "Polygon", box(0, 0, 10, 10), id="below", colour="red")
ABOVE = feature("storey", "Polygon", box(14, 0, 24, 10), id="above", elevation="3 m")
EXIT = feature("exit", "LineString", [[0, 1], [0, 3]], id="out", storey="below")
HOUSE = [
    feature("wall", "LineString", [[5, 0], [5, 10]], storey="below", thickness=0.2),
    BELOW,
    ABOVE,
    EXIT,
    feature("door", "LineString", [[5, 4], [5, 5]], id="d", storey="below", direction="both", state="open"),
    feature("obstacle", "Polygon", box(7, 7, 8, 8), storey="below"),
    feature("room", "Polygon", box(0, 0, 5, 10), id="west", storey="below"),
    feature(
        "stair",
        "MultiLineString",
        [[[10, 4], [10, 6]], [[14, 4], [14, 6]]],
        id="st",
        foot="below",
        head="above",
    ),
]


def write(folder, features):
    path = folder / "house.geojson"
    text = (
        features
        if isinstance(features, str)
        else json.dumps({"type": "FeatureCollection", "features": features})
    )
    path.write_text(text)
    return path


def test_a_drawing_of_all_kinds_compiles(tmp_path):
    doc = import_geojson(write(tmp_path, HOUSE))
    assert VenueDoc.model_validate_json(doc.model_dump_json()) == doc
    venue, problems = compile_venue(doc, "house", tmp_path)
    assert not problems
    assert venue.surface("below").area.area == pytest.approx(100 - 2 + 0.2 - 1)
    assert venue.surface("above").elevation == 3.0
    assert venue.surface("st").elevation_at(14, 5) == pytest.approx(3.0)
    assert [opening.id for opening in venue.openings] == ["out", "d"]
    assert venue.room("west").area.area == pytest.approx(49 + 0.1)


def test_with_one_storey_nothing_else_needs_to_name_it(tmp_path):
    exit = feature("exit", "LineString", [[0, 1], [0, 3]], id="out")
    doc = import_geojson(write(tmp_path, [exit, BELOW]))
    assert doc.exits[0].storey == "below"


def test_holes_and_several_polygons(tmp_path):
    holed = feature("storey", "Polygon", box(0, 0, 10, 10) + box(4, 4, 5, 5), id="a")
    split = feature("storey", "MultiPolygon", [box(0, 0, 2, 2), box(4, 0, 6, 2)], id="b", elevation=4)
    venue, _ = compile_venue(import_geojson(write(tmp_path, [holed, split])), "x", tmp_path)
    assert [surface.area.area for surface in venue.surfaces] == [99.0, 8.0]


@pytest.mark.parametrize(
    ("extra", "text"),
    [
        (feature("exitt", "LineString", [[0, 1], [0, 3]]), "'kind' is 'exitt'; Did you mean 'exit'?"),
        (feature(None, "LineString", [[0, 1], [0, 3]]), "'kind' is None; known: storey, wall"),
        (feature("exit", "Polygon", box(0, 0, 1, 1), storey="below"), "an exit must be a LineString"),
        (
            feature("exit", "LineString", [[0, 1], [0, 2], [0, 3]], id="x", storey="below"),
            "has 3 points; it needs two",
        ),
        (feature("door", "LineString", [[0, 1], [0, 2]]), "it needs the property 'storey'"),
        (
            feature("door", "LineString", [[0, 1], [0, 2]], storey="belo"),
            "'belo' does not exist. Did you mean 'below'?",
        ),
        (feature("stair", "LineString", [[0, 1], [0, 2]], id="s"), "needs a MultiLineString of two lines"),
        (feature("storey", "Point", [0, 1], id="c"), "describes a Point, not a polygon"),
        (feature("storey", "Polygon", box(0, 0, 1, 1), id="below"), "the storey id 'below' is used twice"),
        (feature("obstacle", "Polygon", "nonsense", storey="below"), "not a GeoJSON geometry"),
        (feature("exit", "LineString", [[0, 5], [0, 6]], storey="below", state="ajar"), "exits.1.state"),
        ("nonsense", "it has no properties"),
    ],
)
def test_each_bad_feature_is_named(tmp_path, extra, text):
    with pytest.raises(ScenarioError) as caught:
        import_geojson(write(tmp_path, [BELOW, ABOVE, EXIT, extra]))
    assert text in str(caught.value)
    assert "house.geojson" in str(caught.value)


@pytest.mark.parametrize(("text", "message"), [("{", "not JSON"), ("[]", "not a GeoJSON FeatureCollection")])
def test_files_that_are_no_drawing(tmp_path, text, message):
    with pytest.raises(ScenarioError, match=message):
        import_geojson(write(tmp_path, text))
