from __future__ import annotations

import json

import pytest
from drawings import ABOVE, BELOW, EXIT, HOUSE, box, feature

from exeunt.base.errors import ScenarioError
from exeunt.importers.geojson import import_geojson
from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc


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
    doc = import_geojson(write(tmp_path, HOUSE)).venue
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
    doc = import_geojson(write(tmp_path, [exit, BELOW])).venue
    assert doc.exits[0].storey == "below"


def test_holes_and_several_polygons(tmp_path):
    holed = feature("storey", "Polygon", box(0, 0, 10, 10) + box(4, 4, 5, 5), id="a")
    split = feature("storey", "MultiPolygon", [box(0, 0, 2, 2), box(4, 0, 6, 2)], id="b", elevation=4)
    venue, _ = compile_venue(import_geojson(write(tmp_path, [holed, split])).venue, "x", tmp_path)
    assert [surface.area.area for surface in venue.surfaces] == [99.0, 8.0]


@pytest.mark.parametrize(
    ("extra", "text"),
    [
        (
            feature("exitt", "LineString", [[0, 1], [0, 3]]),
            "feature 4: its kind is 'exitt'; did you mean 'exit'",
        ),
        (feature("exit", "Polygon", box(0, 0, 1, 1), storey="below"), "a line of two points, not a Polygon"),
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
        (
            feature("storey", "Polygon", box(0, 0, 1, 1), id="below"),
            "feature 4 (storey 'below') has the id of feature 1 (storey 'below')",
        ),
        (feature("obstacle", "Polygon", "nonsense", storey="below"), 'coordinates is "nonsense", not a list'),
        (feature("obstacle", "Solid", [], storey="below"), 'its type is "Solid", known are Point'),
        (
            feature("wall", "LineString", [[0, 1], [0, None]], storey="below"),
            "feature 4 (wall): coordinates[1] is [0, null]; a point is two finite numbers",
        ),
        (
            feature("wall", "LineString", [[0, 1], [0, float("nan")]], storey="below"),
            "coordinates[1] is [0, NaN]; a point is two finite numbers",
        ),
        (feature("wall", "Point", [0, 1], storey="below"), "a line or a polygon, or several, not a Point"),
        (
            feature("exit", "LineString", [[0, 5], [0, 6]], storey="below", state="ajar"),
            "its 'state' should be",
        ),
        (
            feature("exit", "LineString", [[0, 5], [0, 6]], id=["x"], storey="below"),
            'its id is ["x"], not text',
        ),
    ],
)
def test_each_bad_feature_is_named(tmp_path, extra, text):
    with pytest.raises(ScenarioError) as caught:
        import_geojson(write(tmp_path, [BELOW, ABOVE, EXIT, extra]))
    assert text in str(caught.value)
    assert "house.geojson" in str(caught.value)


def test_what_does_not_belong_to_the_building_is_left_out_and_said(tmp_path):
    text = feature("text", "Point", [3, 3])
    furniture = {"type": "Feature", "properties": {"Layer": "A-FURN"}, "geometry": None}
    no_wall = {"type": "Feature", "properties": {"kind": "wall"}, "geometry": None}
    odd = feature(["storey"], "Point", [3, 3])
    found = import_geojson(write(tmp_path, [BELOW, EXIT, text, furniture, "nonsense", no_wall, odd]))
    assert [exit.id for exit in found.venue.exits] == ["out"]
    assert [problem.severity for problem in found.problems] == ["warning"]
    said = str(found.problems[0])
    assert "1 feature of kind 'text' (number 3)" in said
    assert "2 features without the property 'kind' (number 4, 5)" in said
    assert "1 feature of kind 'wall' without geometry (number 6)" in said


def test_a_drawing_without_a_storey_says_what_a_storey_is(tmp_path):
    with pytest.raises(ScenarioError, match=r"no feature is a storey\. Give the polygon of each storey"):
        import_geojson(write(tmp_path, [feature("text", "Point", [3, 3])]))


def test_walls_of_several_lines_and_walls_that_are_polygons(tmp_path):
    lines = feature("wall", "MultiLineString", [[[2, 0], [2, 6]], [[4, 10], [4, 4]]], thickness="20 cm")
    room = box(6, 2, 9, 8) + box(6.2, 2.2, 8.8, 7.8)
    walls = feature("wall", "MultiPolygon", [room, box(5, 0, 5.2, 1)])
    door = feature("door", "LineString", [[6.1, 4], [6.1, 5]], id="d")
    storey = feature("storey", "Polygon", box(0, 0, 10, 10), id="a")
    exit = feature("exit", "LineString", [[0, 1], [0, 3]], id="out")
    doc = import_geojson(write(tmp_path, [storey, exit, lines, walls, door])).venue
    venue, problems = compile_venue(doc, "x", tmp_path)
    assert not problems
    solid = (3 * 6 - 2.6 * 5.6 - 0.2 * 1) + 0.2 * 1 + 2 * 6 * 0.2
    assert venue.surfaces[0].area.area == pytest.approx(100 - solid)
    assert venue.opening("d").width == pytest.approx(1.0)


def test_heights_of_a_drawing_are_elevations(tmp_path):
    def level(x, heights, **about):
        spots = box(x, 0, x + 9, 9)[0]
        ring = [[*spot, height] for spot, height in zip(spots, heights, strict=True)]
        return feature("storey", "Polygon", [ring], **about)

    drawn = [level(0, [4.2] * 5, id="up"), level(20, [1] * 5, id="given", elevation=0)]
    found = import_geojson(write(tmp_path, [*drawn, level(40, [0, 1, 2, 1, 0], id="x")]))
    assert [storey.elevation for storey in found.venue.storeys] == [4.2, 0.0, 0.0]
    assert "feature 3 (storey 'x') have several heights" in str(found.problems[0])


def test_storeys_without_an_id_get_one(tmp_path):
    features = [
        feature("storey", "Polygon", box(0, 0, 9, 9)),
        feature("exit", "LineString", [[0, 1], [0, 3]]),
    ]
    doc = import_geojson(write(tmp_path, features)).venue
    assert (doc.storeys[0].id, doc.exits[0].id, doc.exits[0].storey) == ("storey 1", "exit 2", "storey 1")


def test_no_two_names_become_one_id_and_each_is_kept(tmp_path):
    names = ["Süd", "Sød", "东门", "Nord/Süd", "Nord_Süd", "(!)"]
    exits = [
        feature("exit", "LineString", [[0, k], [0, k + 1]], id=n, storey="一层") for k, n in enumerate(names)
    ]
    twice = [feature("room", "Polygon", box(1, k, 2, k + 1), name="WC", storey="一层") for k in (1, 3)]
    storey = feature("storey", "Polygon", box(0, 0, 10, 10), id="一层")
    found = import_geojson(write(tmp_path, [storey, *exits, *twice]))
    ids = [exit.id for exit in found.venue.exits]
    assert ids == ["Süd", "Sød", "东门", "Nord_Süd", "Nord_Süd 2", "exit 7"]
    assert [exit.name or exit.id for exit in found.venue.exits] == names
    assert [(room.id, room.name) for room in found.venue.rooms] == [("WC", ""), ("WC 2", "WC")]
    assert "exit 'Nord/Süd' is 'Nord_Süd'" in str(found.problems[0])


@pytest.mark.parametrize(("text", "message"), [("{", "not JSON"), ("[]", "not a GeoJSON FeatureCollection")])
def test_files_that_are_no_drawing(tmp_path, text, message):
    with pytest.raises(ScenarioError, match=message):
        import_geojson(write(tmp_path, text))
