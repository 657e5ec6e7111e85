"""No drawing, however broken, ends in anything but a venue or sentences that say what is wrong."""

from __future__ import annotations

import copy
import json
import random
import warnings
from pathlib import Path

from drawings import HOUSE
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.base.errors import ScenarioError
from exeunt.importers.read import import_drawing
from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc

CASES = settings(max_examples=150, deadline=None, derandomize=True)
VALUES = [
    None, True, "", "x", "1", [], {}, [[]], [1], [1, 2], [1, 2, 3], [[0, 0]], -1, 0, 1e-9, 1e308, -5e6, 10**400,
    float("nan"), float("inf"), "below", "Süd", "\u202e", "a" * 300, {"type": "Point", "coordinates": [0, 0]},
    {"type": "GeometryCollection", "geometries": []}, {"type": "GeometryCollection", "geometries": [{"type": 3}]},
    {"type": "Polygon", "coordinates": [[[0, 0], [9, 9], [9, 0], [0, 9], [0, 0]]]},
    {"type": "MultiPolygon", "coordinates": [[], [[[0, 0], [1, 0], [1, 1]]]]}, [[[0, 0], [0, 0], [0, 0]]],
]  # fmt: skip
WORDS = [
    "POLYGON", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "POINT", "CURVEPOLYGON", "EMPTY", "Z", "M", "ZM", "(", ")", ",",
    "nan", "inf", "-1e999", "0", "1", "-0", "20", "1e308", "1e-320", "0x1", "SRID=4326;", ";", "\x00", "é", "\n", " ",
]  # fmt: skip
KEYS = ["type", "features", "geometry", "properties", "coordinates", "id", "kind"]
PLAN = "POLYGON ((0 0, 20 0, 20 10, 0 10, 0 0), (4 4, 4 5, 5 5, 5 4, 4 4))"


def brought_in(file: Path) -> None:
    """Import a file, and compile what comes of it; only sentences may come out otherwise."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = import_drawing(file)
        except ScenarioError as error:
            problems = error.problems
        else:
            assert VenueDoc.model_validate_json(found.venue.model_dump_json()) == found.venue
            problems = [*found.problems, *compile_venue(found.venue, "x", file.parent)[1]]
    for problem in problems:
        assert 5 < len(str(problem)) < 2000
        assert "Traceback" not in str(problem)
        assert "object has no attribute" not in str(problem)


def places(node, path=()):
    yield path
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in members:
        yield from places(value, (*path, key))


def broken(dice: random.Random) -> str:
    """Return a drawing in which some parts are exchanged, taken away or said twice."""
    drawing = {"type": "FeatureCollection", "features": copy.deepcopy(HOUSE)}
    for _ in range(dice.randint(1, 4)):
        path = dice.choice(list(places(drawing))[1:])
        node = drawing
        for key in path[:-1]:
            node = node[key]
        deed = dice.randrange(4)
        if deed == 0:
            del node[path[-1]]
        elif deed == 1 and isinstance(node, list):
            node.append(copy.deepcopy(node[path[-1]]))
        elif deed == 2:
            node[path[-1]] = copy.deepcopy(dice.choice(HOUSE)["geometry"])
        else:
            node[path[-1]] = copy.deepcopy(dice.choice(VALUES))
        if not drawing:
            break
    return json.dumps(drawing)


@CASES
@given(seed=st.integers(0, 2**32))
def test_broken_geojson_ends_in_words(tmp_path_factory, seed):
    file = tmp_path_factory.getbasetemp() / "broken.geojson"
    file.write_text(broken(random.Random(seed)))
    brought_in(file)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "properties", "coordinates", "id", "kind"]),
            inner,
        )
    ),
    max_leaves=12,
)


@CASES
@given(value=json_values, wrapped=st.booleans())
def test_any_json_ends_in_words(tmp_path_factory, value, wrapped):
    file = tmp_path_factory.getbasetemp() / "any.geojson"
    file.write_text(
        json.dumps({"type": "FeatureCollection", "features": [value, HOUSE[1]]} if wrapped else value)
    )
    brought_in(file)


@CASES
@given(seed=st.integers(0, 2**32))
def test_broken_well_known_text_ends_in_words(tmp_path_factory, seed):
    dice = random.Random(seed)
    text = PLAN
    for _ in range(dice.randint(1, 5)):
        start = dice.randrange(len(text) + 1)
        text = text[:start] + dice.choice(WORDS) + text[start + dice.choice((0, 0, 1, 3, 9)) :]
    file = tmp_path_factory.getbasetemp() / "broken.wkt"
    file.write_text(text)
    brought_in(file)


def test_files_that_are_no_text_end_in_words(tmp_path):
    contents = [b"\xff\xfe{\x00}\x00", b"[" * 200_000, b"9" * 9999, b"\x00\x01\x80", b"(" * 200_000, b""]
    names = [f"{number}.{ending}" for number in range(len(contents)) for ending in ("geojson", "wkt")]
    for name, content in zip(names, [content for content in contents for _ in range(2)], strict=True):
        (tmp_path / name).write_bytes(content)
        brought_in(tmp_path / name)
    (tmp_path / "folder.wkt").mkdir()
    brought_in(tmp_path / "folder.wkt")
    brought_in(tmp_path / "nothing.geojson")
