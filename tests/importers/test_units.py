"""The unit of a drawing is recognised or asked for, and a plan far from its origin is shifted."""

from __future__ import annotations

import json
from math import cos, radians

import pytest

from exeunt.importers.common import UnitsUnknownError
from exeunt.importers.read import import_drawing
from exeunt.venue.compile import compile_venue
from exeunt.venue.frames import Frame

# a hall of 20 m by 12 m with an exit of 1.2 m
CORNERS = [(0.0, 0.0), (20.0, 0.0), (20.0, 12.0), (0.0, 12.0)]
EXIT = [(20.0, 5.0), (20.0, 6.2)]
# Metres of one degree of longitude and of latitude in Bonn: the series of the US National Geospatial-Intelligence
# Agency for WGS 84, which is not the formula that is tested
LON, LAT = 7.1, 50.7
EAST = sum(a * cos(radians(n * LAT)) for n, a in ((1, 111_412.84), (3, -93.5), (5, 0.118)))
NORTH = sum(a * cos(radians(n * LAT)) for n, a in ((0, 111_132.92), (2, -559.82), (4, 1.175), (6, -0.0023)))


def hall(folder, scale=(1.0, 1.0), origin=(0.0, 0.0)):
    def drawn(spots):
        return [[origin[0] + x * scale[0], origin[1] + y * scale[1]] for x, y in spots]

    ring = ", ".join(f"{x!r} {y!r}" for x, y in drawn([*CORNERS, CORNERS[0]]))
    (folder / "plan.wkt").write_text(f"POLYGON (({ring}))")
    (folder / "exits.json").write_text(json.dumps({"exits": [{"id": "main", "segment": drawn(EXIT)}]}))
    return folder / "plan.wkt", folder / "exits.json"


@pytest.mark.parametrize(
    ("units", "scale", "origin", "named"),
    [
        ("cm", (100.0, 100.0), (0.0, 0.0), "in cm 20.00 x 12.00 m with openings of 1.20 m"),
        ("mm", (1000.0, 1000.0), (0.0, 0.0), "in mm 20.00 x 12.00 m with openings of 1.20 m"),
        ("in", (1 / 0.0254, 1 / 0.0254), (0.0, 0.0), "in inches 20.00 x 12.00 m with openings of 1.20 m"),
        ("degrees", (1 / EAST, 1 / NORTH), (LON, LAT), "in degrees 20.00 x 12.00 m with openings of 1.20 m"),
    ],
)
def test_a_unit_that_is_not_metres_is_asked_for_and_then_taken(tmp_path, units, scale, origin, named):
    files = hall(tmp_path, scale, origin)
    with pytest.raises(UnitsUnknownError) as caught:
        import_drawing(*files)
    assert named in str(caught.value)
    assert f"--units {units}" in str(caught.value)
    found = import_drawing(*files, units=units)
    venue, problems = compile_venue(found.venue, "hall", tmp_path)
    assert not problems
    assert venue.surfaces[0].area.area == pytest.approx(240.0, abs=0.02)
    assert venue.exits[0].width == pytest.approx(1.2, abs=1e-4)
    assert found.venue.drawing is not None
    assert found.venue.drawing.units == units


@pytest.mark.parametrize("side", [0.6, 20.0, 900.0])
def test_metres_are_taken_where_a_building_can_be_so_large(tmp_path, side):
    (tmp_path / "plan.wkt").write_text(f"POLYGON ((0 0, {side} 0, {side} {side}, 0 {side}, 0 0))")
    assert import_drawing(tmp_path / "plan.wkt").venue.drawing.units == "m"


def test_metres_that_are_meant_can_be_said(tmp_path):
    files = hall(tmp_path, (100.0, 100.0))
    venue, _ = compile_venue(import_drawing(*files, units="m").venue, "hall", tmp_path)
    assert venue.surfaces[0].area.area == 2_400_000.0


def test_a_stray_point_is_no_question_of_the_unit(tmp_path):
    (tmp_path / "plan.wkt").write_text("POLYGON ((0 0, 200000 0, 200000 12, 0 12, 0 0))")
    with pytest.raises(UnitsUnknownError, match="Is a point far away from all others"):
        import_drawing(tmp_path / "plan.wkt")


@pytest.mark.parametrize(("units", "unit"), [(None, 1.0), ("mm", 1000.0)])
def test_map_coordinates_are_shifted_and_the_shift_is_remembered(tmp_path, units, unit):
    origin = (363_012.5 * unit, 5_621_007.25 * unit)
    files = hall(tmp_path, (unit, unit), origin)
    found = import_drawing(*files, units=units)
    x, y = 363_012.0 * unit, 5_621_007.0 * unit
    assert found.venue.drawing.shift == (x, y)
    assert found.venue.drawing.name == "plan.wkt"
    assert f"add --shift {x:.12g},{y:.12g}" in str(found.problems[0])
    assert found.venue.storeys[0].area[0] == (0.5, 0.25)
    again = import_drawing(*files, units=units, shift=(x, y))
    assert (again.venue, again.problems) == (found.venue, ())


def test_a_degree_is_as_long_as_the_series_of_geodesy_says():
    frame = Frame("degrees", (LON, LAT))
    assert frame.scale == pytest.approx((EAST, NORTH), rel=1e-6)


SPOTS = [(363000000 + x, 5621000000 + y) for x, y in [(0, 0), (20000, 0), (20000, 12000), (0, 12000), (0, 0)]]
PLAN = f"POLYGON (({', '.join(f'{x} {y}' for x, y in SPOTS)}))"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, "'units: mm' or"),
        ({"units": "mm"}, "Write 'shift: [363000000, 5621000000]' beside it"),
        ({"units": "mm", "shift": [363000000, 5621000000]}, None),
    ],
)
@pytest.mark.parametrize("key", ["wkt", "wkt_file", "geojson_file"])
def test_a_file_named_in_a_scenario_comes_in_by_the_same_door(compiled, tmp_path, key, keys, said):
    (tmp_path / "plan.wkt").write_text(PLAN)
    (tmp_path / "plan.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [SPOTS]}))
    area = {key: {"wkt": PLAN, "wkt_file": "plan.wkt", "geojson_file": "plan.geojson"}[key], **keys}
    exits = [{"id": "e", "storey": "a", "line": [[0, 1], [0, 3]]}]
    venue, problems = compiled(storeys=[{"id": "a", "area": area}], exits=exits)
    if said is None:
        assert not problems
        assert venue.surfaces[0].area.bounds == (0.0, 0.0, 20.0, 12.0)
    else:
        assert said in problems[0].message
