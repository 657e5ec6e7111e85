"""Maps on the page: what colour a place has, in light and dark, at the edge of an area and at its start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from browsing import call, new_page, until, visit
from scenes import box, gap, scenario, storey

from exeunt.metrics.tenability import tenability
from exeunt.results.run import Run, open_run
from exeunt.simulation import simulate
from exeunt.viewer import colours
from exeunt.viewer.opening import GuardedSource
from exeunt.viewer.server import serving

FLOOR = (0xF8, 0xFA, 0xFB)


def area(name: str, x: float, at: float) -> dict[str, Any]:
    """Smoke of 3 m visibility over an area 4 m x 3 m from x on and from a time on."""
    before = [{"at": 0}, {"at": at - 0.1}] if at > 0 else []
    return {"id": name, "kind": "field", "storey": "hall", "area": box(x, 1, x + 4, 4),
            "states": [*before, {"at": at, "extinction": 1.0}]}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A hall with three areas that become untenable at 0, 4 and 32 s, which people pass beside or walk through."""
    venue = {"storeys": [storey("hall", 0, 0, 22, 8)], "exits": [gap("out", "hall", 0, 5, 0, 7)]}
    people = [
        {"id": "many", "number": 30, "where": {"storey": "hall", "area": box(9, 5, 15, 7.5)}},
        {
            "id": "last",
            "number": 1,
            "where": {"storey": "hall", "area": box(20, 5, 21, 6)},
            "pre_movement": 25,
        },
    ]
    hazards = {"sources": [area("now", 16, 0), area("soon", 9, 4), area("late", 2, 32)]}
    document = scenario(venue, people, hazards=hazards, record={"air": 1}, run={"max_time": 60, "step": 0.02})
    folder = tmp_path_factory.mktemp("maps") / "run"
    simulate(document, out=folder)
    return open_run(folder)


@pytest.fixture(scope="module")
def shown(browser: Any, run: Run) -> Iterator[Any]:
    with serving([GuardedSource(run.folder)], "maps") as site:
        page, errors = new_page(browser)
        visit(page, site.address)
        until(page, "v.state().smoke")
        page.get_by_test_id("view-plan").click()
        call(page, "v.set({smoke: false, people: false, labels: false}); await v.seek(30)")
        yield page
        assert not errors
        page.context.close()


@pytest.fixture
def page(shown: Any) -> Any:
    call(shown, "v.set({dark: false, palette: 'standard', layer: 'none', colour: 'status'})")
    return shown


def at(page: Any, places: list[tuple[float, float]]) -> list[tuple[int, ...]]:
    """Return red, green and blue of the exported picture at places of the floor."""
    script = """
      const box = document.querySelector(".pane").getBoundingClientRect();
      const image = await createImageBitmap(await v.picture());
      const ratio = image.width / box.width, header = image.height / ratio - box.height;
      const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return argument.map((point) => {
        const [x, y] = v.place({surface: 0, point});
        return [...context.getImageData((x - box.left) * ratio, (y - box.top + header) * ratio, 1, 1).data.slice(0, 3)];
      });
    """
    return [tuple(colour) for colour in call(page, script, [list(place) for place in places])]


def close(one: Any, other: Any) -> bool:
    return bool(np.abs(np.asarray(one, dtype=float) - np.asarray(other, dtype=float)).max() <= 4)


def ticks(page: Any) -> list[str]:
    found: list[str] = page.locator(".legend:has(h4) .ramp-ticks span").all_inner_texts()
    return found


def test_an_area_that_is_lost_at_once_is_the_darkest_and_its_edge_no_lighter(page: Any) -> None:
    page.get_by_test_id("layer").select_option("aset")
    full = float(ticks(page)[-1])
    edges = [(x + dx, y) for x in (16, 9, 2) for dx in (0.1, 2.0, 3.9) for y in (1.1, 2.5, 3.9)]
    found = at(page, [*edges, (7.0, 2.5), (20.5, 6.5)])
    for k, time in enumerate((0.0, 4.0, 32.0)):
        # within one step of the recorded air, which is where the metric places the moment too
        early, late = (colours.viridis(np.array(max(time + d, 0.0) / full)) for d in (-1.0, 0.0))
        for colour in found[9 * k : 9 * k + 9]:
            assert close(colour, early) or close(colour, late), (time, colour)
    assert close(found[-2], FLOOR)
    assert close(found[-1], FLOOR)
    assert "tenable as long as the air was recorded" in page.inner_text(".panel.left")


def test_a_place_used_only_at_the_start_is_not_one_that_nobody_used(page: Any, run: Run) -> None:
    page.get_by_test_id("layer").select_option("rset")
    found = tenability(run)
    assert found is not None
    _, x, y = found.available.grid.centres()
    first = int(np.nanargmin(found.required))
    assert found.required[first] < 3.0
    used, unused = at(page, [(float(x[first]), float(y[first])), (20.5, 0.5)])
    assert close(unused, FLOOR)
    assert close(used, colours.viridis(1.0 - found.required[first] / float(ticks(page)[-1])))
    assert "nobody was ever there" in page.inner_text(".panel.left")


@pytest.mark.parametrize("layer", ["aset", "rset", "margin", "max_density", "density"])
def test_a_map_looks_the_same_in_light_and_dark(page: Any, layer: str) -> None:
    page.get_by_test_id("layer").select_option(layer)
    # further right the legend of the picture hides the floor
    places = [(x + 0.5, y + 0.5) for x in range(1, 15) for y in (1, 2, 5, 6)]
    light = at(page, places)
    assert len(set(light)) > 1
    page.keyboard.press("t")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert at(page, places) == light
    page.keyboard.press("t")
    assert at(page, places) == light


def test_the_map_of_density_has_the_colours_and_the_scale_of_pictures_and_report(page: Any, run: Run) -> None:
    page.get_by_test_id("layer").select_option("max_density")
    assert ticks(page)[-1] == f"{colours.DENSITY_SCALE:g}"
    (density,) = run.density()
    iy, ix = np.nonzero(density.maximum > 2 * colours.FADE * colours.DENSITY_SCALE)
    assert len(iy) > 10
    places = [(density.x0 + (i + 0.5) * density.cell, density.y0 + (j + 0.5) * density.cell)
              for i, j in zip(ix.tolist(), iy.tolist(), strict=True)]  # fmt: skip
    expected = colours.paper(density.maximum[iy, ix] / colours.DENSITY_SCALE)
    # within a pixel of the centre of the cell the value is blended with its neighbours'
    off = np.abs(np.array(at(page, places), float) - expected.astype(float)).max(axis=1)
    assert np.median(off) <= 6
    assert off.max() <= 40
    page.get_by_test_id("layer").select_option("mean_density")
    assert ticks(page)[-1].rstrip("+") == f"{colours.MEAN_DENSITY_SCALE:g}"


def test_numbers_of_people_are_shown_on_paper_too(page: Any) -> None:
    call(page, "v.set({dark: true})")
    assert not close(at(page, [(20.5, 0.5)])[0], FLOOR)
    call(page, "v.set({colour: 'density'})")
    assert close(at(page, [(20.5, 0.5)])[0], FLOOR)
