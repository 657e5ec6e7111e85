"""Pictures are well-formed, name what they show, and put it where it is."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
import zlib

import exeunt_made as made
import numpy as np
import pytest

from exeunt.base.errors import Problem
from exeunt.results.run import open_run
from exeunt.viewer import colours
from exeunt.viewer.curves import clock, round_step, time_step
from exeunt.viewer.layers import density_layer
from exeunt.viewer.pictures import draw_run, draw_venue, sample_paths
from exeunt.viewer.plan import Frame, state_words, storeys
from exeunt.viewer.sheets import arrange
from exeunt.viewer.svg import Picture, png

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    data = made.walk_out(people=400)
    writer = made.write(data, tmp_path_factory.mktemp("runs") / "run")
    return open_run(writer.folder)


@pytest.fixture(scope="module")
def pictures(run):
    return {path.name: ET.parse(path).getroot() for path in draw_run(run)}


def texts(root: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_a_run_gives_a_plan_a_storey_an_n_t_plot_and_an_overview(run, pictures):
    assert set(pictures) == {"plan-ground.svg", "plan-gallery.svg", "n-t.svg", "overview.svg"}
    for path in (run.folder / "pictures").iterdir():
        assert path.stat().st_size < 1_500_000


def test_the_scale_of_density_is_the_same_in_every_picture(pictures):
    for name in ("plan-ground.svg", "plan-gallery.svg", "overview.svg"):
        said = texts(pictures[name])
        start = said.index("people per m²") + 1
        # more than 6 per m² was reached
        assert said[start : start + 7] == [*"012345", "6+"]


def test_every_picture_says_who_ran_and_with_which_seed(pictures):
    for root in pictures.values():
        said = " ".join(texts(root))
        assert "400 people" in said
        assert "seed 1" in said
        assert root.find(f"{SVG}title").text


def test_nothing_is_written_outside_the_sheet(pictures):
    for root in pictures.values():
        width, height = float(root.get("width")), float(root.get("height"))
        for text in root.iter(f"{SVG}text"):
            size = float(text.get("font-size"))
            length = len("".join(text.itertext())) * size * 0.56
            x, y = float(text.get("x")), float(text.get("y"))
            left = x - {"start": 0, "middle": length / 2, "end": length}[text.get("text-anchor")]
            if text.get("transform") is None:
                assert left >= 0
                assert left + length <= width
            assert size <= y <= height


def test_the_plan_names_exits_their_states_and_the_scale(pictures):
    said = texts(pictures["plan-ground.svg"])
    assert "exit west" in said
    assert "exit south (closed, open from 30 s)" in said
    assert "people per m²" in said
    assert any(text.endswith(" m") for text in said)
    assert "exit west" not in texts(pictures["plan-gallery.svg"])


def test_the_n_t_plot_carries_axes_units_counts_and_times(run, pictures):
    said = texts(pictures["n-t.svg"])
    assert "time since the start (s)" in said
    assert {"people inside", "people out by each exit"} <= set(said)
    used = run.people()["exit_used"].to_pylist()
    assert f"exit west\u2002{used.count('exit west')}" in said
    assert sum(text.startswith(("T50", "T90", "T98")) for text in said) == 3


def test_a_storey_is_drawn_with_the_stairs_that_touch_it():
    ground, gallery = storeys(made.two_storeys())
    assert [surface.id for surface in ground.attached] == ["stair east lower", "stair east landing"]
    assert [surface.id for surface in gallery.attached] == ["stair east landing", "stair east upper"]


def test_the_heat_map_is_upright_and_shows_the_highest_value(run):
    plane = run.density()[0]
    layer = density_layer({plane.surface: plane})
    pixels = layer.pixels(layer.planes[plane.surface])
    ny, nx = plane.area.shape
    assert pixels.shape == (ny * 6, nx * 6, 3)
    plane.maximum[:] = 0
    plane.maximum[0, 0] = 6.0
    corner = layer.pixels(layer.planes[plane.surface])
    assert (corner[-1, 0] == colours.viridis(np.array(0.0))).all()
    assert (corner[0, 0] == colours.rgb(colours.FLOOR)).all()


def test_problems_are_numbered_where_they_are(tmp_path):
    problems = [
        Problem("exit 'a' leads nowhere", at=((30.0, 1.0),)),
        Problem("a sliver", at=((5.0, 5.0),), severity="warning"),
        Problem("no place"),
    ]
    venue = made.two_storeys()
    ground, gallery = draw_venue(venue, tmp_path, problems)
    root = ET.parse(ground).getroot()
    circles = list(root.iter(f"{SVG}circle"))
    assert [circle.get("fill") for circle in circles] == [colours.PROHIBITED] * 2 + [colours.WARNING] * 2
    frame = next(float(circle.get("cx")) for circle in circles)
    bounds = storeys(venue)[0].bounds
    drawn = [float(p.get("cx")) for p in circles[::2]]
    assert frame == drawn[0]
    # 25 m apart in plan
    scale = (drawn[0] - drawn[1]) / 25.0
    assert scale * (bounds[2] - bounds[0]) < 1400
    assert "exit 'a' leads nowhere" in texts(root)
    assert "a sliver" not in texts(ET.parse(gallery).getroot())


def test_ids_with_markup_do_not_break_a_picture(tmp_path):
    picture = Picture(100, 100, "a < b & c")
    picture.text(1, 20, "<script>&\"'")
    root = ET.parse(picture.save(tmp_path / "p.svg")).getroot()
    assert texts(root) == ["<script>&\"'"]


def test_an_unfinished_run_is_drawn_and_called_incomplete(tmp_path):
    made.write(made.walk_out(), tmp_path / "run", finish=False)
    files = draw_run(open_run(tmp_path / "run"))
    assert "incomplete" in " ".join(texts(ET.parse(files[-1]).getroot()))


def test_paths_are_those_of_the_people(run):
    paths = sample_paths(run, sample=10)[0]
    assert len(paths) == 10
    for path in paths:
        assert min(np.hypot(*(path[-1] - exit)) for exit in ((0, 9), (30.6, 0))) < 2.5


def test_png_holds_the_pixels():
    pixels = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    data = png(pixels)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (3, 2)
    start = data.index(b"IDAT") + 4
    raw = zlib.decompress(data[start : data.index(b"IEND") - 8])
    assert raw == b"\0" + pixels[0].tobytes() + b"\0" + pixels[1].tobytes()
    assert struct.unpack(">I", data[-4:])[0] == zlib.crc32(b"IEND")


def test_viridis_grows_lighter_throughout():
    light = colours.viridis(np.linspace(0, 1, 200)) @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(light) > -0.6).all()
    assert light[-1] - light[0] > 180


def test_words_and_steps():
    assert clock(47.2) == "47 s"
    assert clock(365.4) == "6 min 05 s"
    assert clock(119.7) == "2 min 00 s"
    assert clock(float("nan")) == "–"
    assert round_step(6000, 6) == 1000
    assert round_step(47, 5) == 10
    assert time_step(480) == (60.0, 60.0, "min")
    exit_south = made.two_storeys().openings[1]
    assert state_words(exit_south) == "closed, open from 30 s"


def test_metres_to_pixels_agree_with_the_matrix():
    frame = Frame(10, 20, 5, (1, 2, 11, 12))
    a, b, d, e, x0, y0 = frame.matrix
    assert frame(3, 4) == pytest.approx((a * 3 + b * 4 + x0, d * 3 + e * 4 + y0))
    assert frame(1, 12) == (10, 20)


def test_storeys_fill_the_overview_in_the_columns_that_draw_them_largest():
    ground, gallery = storeys(made.two_storeys())
    columns, scale = arrange([ground, gallery], 1200.0, 760.0, 34.0, 40.0)
    # two plans of about 46 m x 20 m and 46 m x 8 m: one above the other, not side by side
    assert columns == [[ground, gallery]]
    assert scale * (ground.bounds[2] - ground.bounds[0]) <= 1200
    alone, larger = arrange([ground], 1200.0, 760.0, 34.0, 40.0)
    assert alone == [[ground]]
    assert larger >= scale
