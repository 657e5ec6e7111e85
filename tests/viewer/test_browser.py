"""What the page says and draws is what the run folder holds: driven in a real browser, compared with DuckDB."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from browsing import STATUSES, call, new_page, number_on, rows, state, until, visit

from exeunt.results.run import Run, open_run
from exeunt.scenario.files import apply_edits, load
from exeunt.simulation import simulate
from exeunt.viewer.opening import GuardedSource
from exeunt.viewer.server import serving

SECONDS = 60


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Run:
    """The first minute of the concert hall, with coarse steps: this is about showing, not about walking."""
    folder = tmp_path_factory.mktemp("browser") / "hall"
    edits = {"run.max_time": SECONDS, "record.series": {"goal_exit": 5}}
    simulate(
        apply_edits(load(root / "examples" / "concert-hall.yaml"), edits), out=folder, threads=2, step=0.05
    )
    return open_run(folder)


@pytest.fixture(scope="module")
def shown(browser: Any, hall: Run) -> Iterator[Any]:
    """The hall's page; every test leaves it as it likes, and puts it where it needs it."""
    with serving([GuardedSource(hall.folder)], "hall") as site:
        page, errors = new_page(browser)
        visit(page, site.address)
        yield page
        assert not errors
        page.context.close()


@pytest.fixture
def page(shown: Any) -> Any:
    shown.keyboard.press("Escape")
    call(
        shown,
        """v.pause(); v.select(-1);
        v.set({tool: "look", speed: 4, colour: "status", layer: "none", palette: "standard", people: true,
               plan: false, arrangement: "stacked", storey: 0, labels: true, measured: []});""",
    )
    return shown


@pytest.mark.parametrize("time", [0.0, 12.25, 30.0, 47.5, float(SECONDS)])
def test_the_people_that_the_page_counts_are_those_of_the_run_folder(
    page: Any, hall: Run, time: float
) -> None:
    call(page, "await v.seek(argument);", time)
    frame = min(int(time / 0.5 + 1e-6), int(hall.info["frames"]) - 1)
    by_surface, by_status = rows(hall, frame, "surface"), rows(hall, frame, "status")
    says = state(page)
    assert says["inside"] == sum(by_surface.values()) > 4000
    surfaces = hall.venue.surfaces
    assert says["bySurface"] == {s.id: by_surface.get(s.index, 0) for s in surfaces}
    assert says["byStatus"] == {name: by_status.get(i, 0) for i, name in enumerate(STATUSES)}
    page.get_by_text("Stairs, ramps, landings").click()
    assert number_on(page, "inside") == says["inside"]
    for surface in surfaces:
        assert number_on(page, f"inside-{surface.id}") == by_surface.get(surface.index, 0), surface.id
    for name in ("waiting", "moving"):
        assert number_on(page, f"status-{name}") == by_status.get(STATUSES.index(name), 0)
    page.get_by_text("Stairs, ramps, landings").click()
    minutes, seconds = divmod(time, 60)
    assert page.get_by_test_id("clock").inner_text() == f"{int(minutes)}:{int(seconds * 10) / 10:04.1f}"


def test_playing_lets_time_pass_and_pausing_stops_it(page: Any) -> None:
    call(page, "await v.seek(0); v.set({speed: 8});")
    page.get_by_role("button", name="Play (space)").click()
    until(page, "v.state().time > 8")
    page.get_by_role("button", name="Pause (space)").click()
    stopped = state(page)
    assert not stopped["playing"]
    page.wait_for_timeout(400)
    assert state(page)["time"] == stopped["time"]
    page.get_by_test_id("slider").fill("30")
    assert state(page)["time"] == pytest.approx(30, abs=0.01)
    page.keyboard.press("Home")
    assert state(page)["time"] == 0


def test_a_single_storey_shows_its_people_and_those_on_its_stairs(page: Any, hall: Run) -> None:
    call(page, "await v.seek(45);")
    everyone = rows(hall, 90, "surface")
    assert state(page)["drawn"] == sum(everyone.values())
    page.get_by_test_id("storeys-single").click()
    page.get_by_test_id("storey-gallery-1").click()
    call(page, "await v.seek(45);")
    ids = {surface.id: surface.index for surface in hall.venue.surfaces}
    # towers lead from the ground to gallery 1 (-1) and from there to gallery 2 (-2)
    expected = {ids["gallery-1"]} | {i for name, i in ids.items() if "-1/" in name or "-2/" in name}
    expected -= {i for name, i in ids.items() if name.endswith(("-1/flight 1", "-2/flight 2"))}
    assert state(page)["drawn"] == sum(everyone.get(i, 0) for i in expected) > 1000
    page.keyboard.press("2")
    assert state(page)["arrangement"] == "exploded"
    call(page, "await v.seek(45);")
    assert state(page)["drawn"] == sum(everyone.values())


PIXELS = """
    const blob = await v.picture(), image = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const box = document.querySelector(".pane").getBoundingClientRect(), header = image.height - box.height;
"""


def colours_of(page: Any, people: list[int]) -> list[tuple[int, int, int] | None]:
    """Colour in the exported picture where each person stands; None below the legend."""
    found = call(
        page,
        PIXELS
        + """
        return argument.map((person) => {
          const place = v.place({person});
          // the legend lies over the lower right corner
          if (place === null || (place[0] > box.right - 240 && place[1] > box.bottom - 140)) return null;
          return [...context.getImageData(place[0] - box.left, place[1] - box.top + header, 1, 1).data].slice(0, 3);
        });""",
        people,
    )
    return [None if colour is None else tuple(colour) for colour in found]


def nearest(colour: tuple[int, int, int], table: dict[str, tuple[int, int, int]]) -> str:
    """Name of the colour with the same ratio of red, green and blue, whatever the light."""

    def direction(rgb: tuple[int, int, int]) -> np.ndarray:
        return np.array(rgb) / np.linalg.norm(rgb)

    return min(table, key=lambda name: float(np.linalg.norm(direction(colour) - direction(table[name]))))


def test_everybody_has_the_colour_of_what_they_do(page: Any, hall: Run) -> None:
    """In plan, on one storey, where nobody covers anybody else."""
    call(page, "v.set({plan: true, arrangement: 'single', storey: 0, labels: false}); await v.seek(40);")
    query = "select person, status, x_cm / 100.0, y_cm / 100.0 from read_parquet(?) where frame = 80 and surface = 0"
    found = duckdb.execute(query, [str(hall.folder / "trajectories" / "*.parquet")]).fetchnumpy()
    person, status, x, y = (np.asarray(values) for values in found.values())
    doors = np.array([opening.line for opening in hall.venue.openings]).mean(axis=1)
    clear = np.hypot(x[:, None] - doors[:, 0], y[:, None] - doors[:, 1]).min(axis=1) > 2.5
    apart = [k for k in np.flatnonzero(clear) if np.partition(np.hypot(x - x[k], y - y[k]), 1)[1] > 1.3][:150]
    names = {"waiting": (0xE6, 0x9F, 0x00), "moving": (0x1F, 0x6F, 0xB5)}
    colours = colours_of(page, [int(person[k]) for k in apart])
    wrong = [
        k
        for k, colour in zip(apart, colours, strict=True)
        if colour is not None and nearest(colour, names) != STATUSES[int(status[k])]
    ]
    assert sum(colour is not None for colour in colours) > 50
    assert len({int(status[k]) for k in apart}) == 2
    assert not wrong


def test_every_recorded_column_colours_people_and_the_others_say_how_to_record_them(page: Any) -> None:
    menu = page.get_by_test_id("colour")
    offered = menu.locator("option").evaluate_all("all => all.map(o => [o.value, o.className === 'missing'])")
    names = [name for name, missing in offered if not missing]
    assert {"status", "speed", "density", "level_of_service", "exit_used", "population", "goal_exit"} <= set(
        names
    )
    call(page, "v.set({plan: true, arrangement: 'single'}); await v.seek(30);")
    pictures = {}
    for name in ("status", "speed", "density", "level_of_service", "goal_exit", "population"):
        menu.select_option(name)
        assert state(page)["colour"] == name
        assert page.locator(".panel.left .legend").first.is_visible()
        pictures[name] = call(page, "return (await v.picture()).size;")
    assert len(set(pictures.values())) == len(pictures)
    menu.select_option("distance_walked")
    assert "record: {series: {distance_walked: 1 s}}" in page.get_by_test_id("not-recorded").inner_text()
    menu.select_option("level_of_service")
    before = page.locator(".swatch").first.evaluate("e => e.style.background")
    page.get_by_test_id("safe-colours").check()
    assert page.locator(".swatch").first.evaluate("e => e.style.background") != before


def test_a_click_on_a_person_follows_that_person_and_shows_its_columns(page: Any, hall: Run) -> None:
    call(page, "v.set({plan: true, arrangement: 'single', storey: 0}); await v.seek(40);")
    query = (
        "select person from read_parquet(?) where frame = 80 and surface = 0 and status = 2 and y_cm < -200"
    )
    folder = str(hall.folder / "trajectories" / "*.parquet")
    person = int(duckdb.execute(query + " order by y_cm limit 1", [folder]).fetchone()[0])
    page.mouse.click(*call(page, "return v.place({person: argument});", person))
    assert state(page)["selected"] == person
    card = page.get_by_test_id("person")
    about = next(row for row in hall.people().to_pylist() if row["person"] == person)
    facts = dict(zip(card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts(), strict=True))
    assert facts["Status"] == "moving"
    assert facts["Role / population"] == about["population"]
    assert float(facts["Desired speed"].removesuffix(" m/s")) == pytest.approx(
        about["desired_speed"], rel=5e-3
    )
    call(page, "v.set({speed: 2}); v.play();")
    until(page, "v.state().time > 42")
    call(page, "v.pause();")
    page.wait_for_timeout(1500)
    box = page.locator(".pane").bounding_box()
    place = call(page, "return v.place({person: argument});", person)
    if place is not None:
        assert place[0] == pytest.approx(box["x"] + box["width"] / 2, abs=3)
    page.keyboard.press("Escape")
    assert state(page)["selected"] is None
    assert card.is_hidden()


def crossings(run: Run, y: float, x0: float, x1: float, surface: int) -> np.ndarray:
    """Times at which people cross a line along x, from the trajectories alone."""
    query = """
        with steps as (
            select frame, x_cm / 100.0 as x, y_cm / 100.0 as y, surface as s,
                lead(frame) over w as frame2, lead(x_cm) over w / 100.0 as x2, lead(y_cm) over w / 100.0 as y2,
                lead(surface) over w as s2
            from read_parquet(?) window w as (partition by person order by frame))
        select (frame + (? - y) / (y2 - y)) * 0.5 as t, x + (x2 - x) * (? - y) / (y2 - y) as at from steps
        where s = ? and s2 = ? and frame2 = frame + 1 and (y > ?) <> (y2 > ?)
    """
    folder = str(run.folder / "trajectories" / "*.parquet")
    found = duckdb.execute(query, [folder, y, y, surface, surface, y, y]).fetchnumpy()
    inside = (found["at"] >= x0) & (found["at"] <= x1)
    return np.sort(np.asarray(found["t"])[inside])


def test_a_line_that_is_drawn_gives_the_flow_of_the_trajectories(page: Any, hall: Run) -> None:
    """In front of the foyer's exits, where most leave; drawn with the mouse, in plan."""
    call(page, "v.set({plan: true, arrangement: 'single', storey: 0}); await v.seek(20);")
    ends = call(page, "return [[-7, -3.013], [63, -3.013]].map((point) => v.place({surface: 0, point}));")
    page.get_by_test_id("measure").click()
    for x, y in ends:
        page.mouse.move(x, y)
        page.mouse.click(x, y)
    page.locator("[data-testid^=flow-]").first.wait_for()
    drawn = call(page, "return v.state().measured.at(-1);")
    assert [drawn["p"][1], drawn["q"][1]] == pytest.approx([-3.013, -3.013], abs=0.12)
    exact = call(page, "return await v.measure([-7, -3.013], [63, -3.013], 'ground');")
    times = crossings(hall, -3.013, -7, 63, 0)
    assert len(times) > 20
    assert [n for _, n in exact["nt"]] == list(range(1, len(times) + 1))
    np.testing.assert_allclose([t for t, _ in exact["nt"]], times, atol=2e-3)
    flow = (len(times) - 1) / (times[-1] - times[0])
    assert exact["flow"] == pytest.approx(flow, rel=1e-3)
    assert exact["specificFlow"] == pytest.approx(flow / 70, rel=1e-3)
    assert float(page.locator("[data-testid^=flow-]").last.inner_text().split()[0]) == pytest.approx(
        flow, rel=5e-3
    )
    assert page.get_by_test_id("measured").locator(".u-over").is_visible()


def test_density_now_is_the_measure_of_the_library(page: Any, hall: Run) -> None:
    call(page, "await v.seek(40); v.set({layer: 'density', plan: true, arrangement: 'single', storey: 0});")
    query = "select surface, x_cm / 100.0 as x, y_cm / 100.0 as y from read_parquet(?) where frame = 80"
    found = duckdb.execute(query, [str(hall.folder / "trajectories" / "*.parquet")]).fetchnumpy()
    grid = hall.grid
    smoothed = grid.smoothed(grid.counts(grid.index(found["surface"], found["x"], found["y"])))
    surface, x, y = grid.centres()
    busy = np.argsort(smoothed)[-200:]
    assert smoothed[busy].min() > 0.5
    places = [[int(surface[k]), float(x[k]), float(y[k])] for k in busy]
    says = call(page, "return argument.map(([s, x, y]) => v.density(s, [x, y]));", places)
    np.testing.assert_allclose(says, smoothed[busy], rtol=1e-4)


def test_a_heat_map_colours_the_floor_where_it_was_crowded(page: Any, hall: Run) -> None:
    call(
        page,
        "v.set({plan: true, arrangement: 'single', storey: 0, people: false, labels: false}); await v.seek(1);",
    )
    grid, most = hall.grid, hall.fields().max_smoothed
    surface, x, y = grid.centres()
    foyer = (surface == 0) & (grid.area > 0.99) & (y < -1) & (x < 40)
    busy = int(np.argmax(np.where(foyer, most, 0)))
    empty = np.flatnonzero((surface == 0) & (grid.area > 0.99) & (most == 0) & (y > 52) & (y < 60))
    assert most[busy] > 1
    places = [[float(x[k]), float(y[k])] for k in (busy, empty[0])]
    script = (
        PIXELS
        + """return argument.map((point) => {
            const [x, y] = v.place({surface: 0, point});
            return [...context.getImageData(x - box.left, y - box.top + header, 1, 1).data].slice(0, 3);
        });"""
    )
    plain = call(page, script, places)
    page.get_by_test_id("layer").select_option("max_density")
    heated = call(page, script, places)
    assert np.abs(np.subtract(heated[0], plain[0])).max() > 60
    # what its neighbours lend to a cell where nobody ever was is not seen
    assert np.abs(np.subtract(heated[1], plain[1])).max() <= 6
    assert "Maximum density" in page.locator(".panel.left").inner_text()
    for layer in ("time_above_2", "time_above_4", "time_above_5", "density"):
        page.get_by_test_id("layer").select_option(layer)
        assert state(page)["layer"] == layer


def blob(page: Any, script: str) -> bytes:
    """Bytes of a Blob that a script returns."""
    text = call(
        page,
        f"""const bytes = new Uint8Array(await ({script}).arrayBuffer());
        let text = ""; for (let i = 0; i < bytes.length; i += 8192)
            text += String.fromCharCode(...bytes.subarray(i, i + 8192));
        return btoa(text);""",
    )
    return base64.b64decode(text)


def test_pictures_frames_and_films_can_be_saved(page: Any, tmp_path: Path) -> None:
    with page.expect_download() as download:
        page.get_by_test_id("picture").click()
    assert download.value.suggested_filename.startswith("concert-hall-")
    download.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    archive = blob(page, "await v.frames({from: 10, to: 12, speed: 4, fps: 4})")
    with zipfile.ZipFile(io.BytesIO(archive)) as frames:
        assert frames.testzip() is None
        assert frames.namelist() == ["frame-00000.png", "frame-00001.png", "frame-00002.png"]
        contents = [frames.read(name) for name in frames.namelist()]
    assert len(set(contents)) == 3
    film = blob(page, "await v.film({from: 0, to: 8, speed: 8, fps: 10})")
    assert film.startswith(b"\x1a\x45\xdf\xa3")
    assert b"webm" in film[:64]


def test_help_lists_the_keys_and_keys_work_without_a_mouse(page: Any) -> None:
    page.locator("body").press("?")
    assert "play or pause" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    assert state(page)["view"] == "plan"
    page.keyboard.press("PageUp")
    assert state(page)["storey"] == "gallery-1"
    page.keyboard.press("t")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.keyboard.press("t")
    unnamed = page.locator("button").evaluate_all(
        "all => all.filter(b => !b.ariaLabel && !b.innerText.trim()).length"
    )
    assert unnamed == 0
