"""Smoke and margins in the viewer are those of the run: in the container, in exported pages, on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browsing import call, new_page, until, visit
from scenes import box, gap, scenario, storey

from exeunt.metrics.tenability import tenability
from exeunt.results.run import Run, open_run
from exeunt.simulation import simulate
from exeunt.viewer.air import LARGEST, PATH, air_container
from exeunt.viewer.container import unpack
from exeunt.viewer.opening import GuardedSource
from exeunt.viewer.packed import write_packed
from exeunt.viewer.server import serving
from exeunt.viewer.tenability import MARGIN_CLASSES

GROWS = {"id": "smoke", "kind": "field", "storey": "hall", "area": box(10, 0, 20, 6),
         "states": [{"at": 0}, {"at": 20, "extinction": 1.0}]}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A hall whose right half fills with smoke until one sees 3 m far; 10 m are passed after 6 s."""
    venue = {"storeys": [storey("hall", 0, 0, 20, 6)], "exits": [gap("out", "hall", 0, 2, 0, 4)]}
    people = [
        {"id": "near", "number": 8, "where": {"storey": "hall", "area": box(1, 1, 5, 5)}},
        {"id": "far", "number": 4, "where": {"storey": "hall", "area": box(16, 1, 19, 5)},
         "pre_movement": 4},
    ]  # fmt: skip
    document = scenario(venue, people, hazards={"sources": [GROWS]}, record={"air": 2}, run={"max_time": 40})
    folder = tmp_path_factory.mktemp("air") / "run"
    simulate(document, out=folder)
    return open_run(folder)


def test_the_container_holds_the_smoke_of_the_run(run: Run) -> None:
    air = run.air()
    assert air is not None
    header, arrays = unpack(air_container(run, whole=True))
    assert arrays["time"].tolist() == air.times.tolist()
    (plane,) = header["planes"]
    frames = arrays[plane["array"]].reshape(len(air.times), plane["ny"], plane["nx"])
    x = plane["x0"] + (np.arange(plane["nx"]) + 0.5) * plane["cell"]
    # clean where nothing was stated, and 1 - exp(-2 K) where K grows by 0.05 1/m a second
    assert not frames[:, :, x < 10].any()
    grown = np.minimum(0.05 * air.times, 1.0)
    expected = 255 * (1 - np.exp(-PATH * grown))
    inside = frames[:, 1:-1, x > 10.5].astype(float)
    assert np.abs(inside - expected[:, None, None]).max() <= 1.0
    assert frames.max() == round(255 * (1 - np.exp(-PATH)))


def test_the_maps_are_those_of_the_metrics(run: Run) -> None:
    found = tenability(run)
    assert found is not None
    header, arrays = unpack(air_container(run, whole=True))
    entries = {entry["name"]: entry for entry in header["maps"]}
    assert list(entries) == ["margin", "aset", "rset"]
    grid = found.available.grid
    margin = grid.plane(found.margin, 0)
    shown = arrays["margin:0"].reshape(margin.shape)
    assert (np.isnan(shown) == np.isnan(margin)).all()
    # class 0 is what was in use when it was no longer tenable; somebody walked there through the smoke
    assert ((shown == 0) == (margin < 0)).all()
    assert (shown == 0).sum() > 3
    aset = arrays["aset:0"].reshape(margin.shape)
    x = grid.x0[0] + (np.arange(grid.nx[0]) + 0.5) * grid.cell
    assert np.allclose(aset[1:-1, x > 10.5], 6.0, atol=0.05)
    assert np.isnan(aset[:, x < 9.5]).all()
    rset = arrays["rset:0"].reshape(margin.shape)
    assert (np.isnan(rset) == np.isnan(grid.plane(found.required, 0))).all()
    words = [entry["words"] for entry in entries["margin"]["classes"]]
    assert words == [words for _, _, words in MARGIN_CLASSES]
    ramps = {name: (entry["ramp"], entry["bare"]) for name, entry in entries.items()}
    assert ramps["aset"] == ("early", "tenable as long as the air was recorded")
    assert ramps["rset"] == ("late", "nobody was ever there")


def test_a_run_that_goes_on_has_smoke_and_no_maps_yet(run: Run) -> None:
    header, arrays = unpack(air_container(run, whole=False))
    assert header["planes"]
    assert header["maps"] == []
    assert not [name for name in arrays if name.startswith(("margin", "aset", "rset"))]


def test_long_runs_hand_over_fewer_frames(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    air = run.air()
    assert air is not None
    assert air.values["extinction"].size < LARGEST
    monkeypatch.setattr("exeunt.viewer.air.LARGEST", air.values["extinction"].size // 3)
    _, arrays = unpack(air_container(run, whole=False))
    assert len(arrays["time"]) in (len(air.times) // 3, len(air.times) // 3 + 1)
    assert set(arrays["time"].tolist()) <= set(air.times.tolist())


def test_packed_pages_have_the_air_where_there_is_any(run: Run, tmp_path: Path) -> None:
    document = write_packed([GuardedSource(run.folder)], tmp_path / "packed")
    assert document["runs"][0]["air"] is True
    assert unpack((tmp_path / "packed" / "air" / "0").read_bytes())[0]["planes"]


def test_the_page_draws_the_smoke_of_the_moment(browser: Any, run: Run) -> None:
    with serving([GuardedSource(run.folder)], "smoke") as site:
        page, errors = new_page(browser)
        visit(page, site.address)
        until(page, "v.state().smoke")
        call(page, "await v.seek(10)")
        # between the frames as well, and nothing on the clean side
        assert call(page, "return v.smoke(0, [15, 3])") == pytest.approx(1 - np.exp(-1.0), abs=0.01)
        call(page, "await v.seek(11)")
        between = call(page, "return v.smoke(0, [15, 3])")
        assert 1 - np.exp(-1.0) < between < 1 - np.exp(-1.2)
        assert call(page, "return v.smoke(0, [5, 3])") == 0
        assert "one sees 10 m far" in page.inner_text(".panel.left")
        call(page, "v.set({view: 'plan'}); await v.seek(25)")
        dark = _colour(page, 15, 3)
        call(page, "v.set({smoke: false})")
        light = _colour(page, 15, 3)
        assert max(dark) < 110 < 200 < min(light)
        call(page, "v.set({layer: 'margin'})")
        assert "untenable before last use" in page.inner_text(".panel.left")
        assert not errors
        page.context.close()


def _colour(page: Any, x: float, y: float) -> list[int]:
    """Return red, green and blue of the exported picture at a place of the floor."""
    script = """
      const [x, y] = v.place({surface: 0, point: argument});
      const box = document.querySelector(".pane").getBoundingClientRect();
      const image = await createImageBitmap(await v.picture());
      const ratio = image.width / box.width, header = image.height / ratio - box.height;
      const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return [...context.getImageData((x - box.left) * ratio, (y - box.top + header) * ratio, 1, 1).data.slice(0, 3)];
    """
    found: list[int] = call(page, script, [x, y])
    return found
