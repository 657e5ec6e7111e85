"""Danger zones, what people perceive and refuges are drawn as the run holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
import shapely
from browsing import call, new_page, number_on, state, until, visit
from scenes import box, gap, scenario, storey

from exeunt.base.columns import CUES, MINDS
from exeunt.engine.recording import FolderRecorder
from exeunt.models.hazards.zone_motion import LaidZone
from exeunt.results.folder import RunWriter
from exeunt.results.places import Place
from exeunt.results.run import Run, open_run
from exeunt.scenario.files import Scenario
from exeunt.simulation import build
from exeunt.venue.isovist import look_at, vantage
from exeunt.venue.sight import opaque
from exeunt.viewer.opening import GuardedSource, open_source
from exeunt.viewer.server import serving
from exeunt.viewer.zones import corner_points, zone_entries
from exeunt.world.contract import Phase
from exeunt.world.state import World

PEOPLE = 20
SECONDS = 26.0
SHUTS = 18.0
STORE = box(12, 6, 20, 10)


def rooms() -> Scenario:
    """Two rooms with a door that shuts, a store room with a door in the right one, a pillar; people wait."""
    venue = {
        "storeys": [
            storey(
                "hall", 0, 0, 20, 10, obstacles=[box(4, 3, 5, 4)],
                walls=[{"line": [[10, 0], [10, 10]], "thickness": 0.2}, {"line": [[12, 6], [20, 6]]},
                       {"line": [[12, 6], [12, 10]]}],
            )
        ],
        "doors": [
            gap("middle", "hall", 10, 3, 10, 5, changes=[{"at": SHUTS, "state": "closed"}]),
            gap("store", "hall", 14, 6, 15, 6, changes=[{"at": 9, "state": "locked"}]),
        ],
        "exits": [gap("out", "hall", 0, 6, 0, 4), gap("back", "hall", 20, 2, 20, 4)],
    }  # fmt: skip
    zone = {
        "id": "danger", "storey": "hall", "radius": 1.2, "seen": 9, "heard": 14, "end": 22,
        "path": [{"time": 2, "at": [2, 8]}, {"time": 8, "at": [8, 4]}, {"time": 14, "at": [13, 4]}],
    }  # fmt: skip
    stays = {"id": "stays", "storey": "hall", "area": box(8, 7, 13, 9), "start": 23, "seen": 5, "heard": 0}
    people = [{"number": PEOPLE, "where": {"storey": "hall"}, "pre_movement": 100}]
    return scenario(venue, people, danger_zones=[zone, stays], run={"max_time": SECONDS})


@dataclass
class Script:
    """Person i becomes alerted at i s by a bang, and decides 4 s later."""

    name: ClassVar[str] = "script"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset()
    writes: ClassVar[frozenset[str]] = frozenset({"mind", "alerted_by", "believed_danger"})
    every: float = 0.5

    def setup(self, world: World) -> None:
        """Nothing to prepare."""

    def update(self, world: World, steps: int) -> None:
        """Follow the script."""
        since = world.time - np.arange(world.people)
        world["mind"][:] = np.where(since >= 4, 3, np.where(since >= 0, 1, 0))
        world["alerted_by"][:] = np.where(since >= 0, CUES.index("bang"), 0)
        world["believed_danger"][:] = np.clip(since / 10, 0, 1)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run with scripted minds, and the store room as a refuge."""
    simulation = build(rooms(), threads=1, step=0.05)
    simulation = replace(simulation, models=(*simulation.models, Script()))
    world, folder = simulation.world, tmp_path_factory.mktemp("zones") / "run"
    store = next(opening.index for opening in world.venue.openings if opening.id == "store")
    places = [
        Place("refuge", "store room", 0, (16.0, 8.0), shapely.Polygon(STORE), (store,), 12),
        Place("steward", "anna", 0, (11.0, 1.0), None, (0,), 0, "send people to 'out'"),
    ]
    writer = RunWriter(
        folder, scenario="exeunt: 1\n", venue=world.venue, people=world.people, places=places,
        frame_interval=0.5, info={"name": "rooms", "seed": 1},
    )  # fmt: skip
    recorder = FolderRecorder(writer, simulation.document.record, ("p0",))
    simulation.loop(recorder).run()
    recorder.finish(world)
    writer.finish("complete", "time limit")
    return open_run(folder)


@pytest.fixture(scope="module")
def shown(browser: Any, run: Run) -> Iterator[Any]:
    with serving([GuardedSource(run.folder)], "zones") as site:
        page, errors = new_page(browser)
        visit(page, site.address)
        yield page
        assert not errors
        page.context.close()


def test_a_path_is_handed_over_by_its_corners(run: Run) -> None:
    entry, stays = zone_entries(run.zones(), 0.5)
    assert stays["id"] == "stays"
    assert len(stays["time"]) == 2
    assert entry["time"] == [2.0, 8.0, 14.0, 21.5]
    assert list(zip(entry["x"], entry["y"], strict=True)) == [(2, 8), (8, 4), (13, 4), (13, 4)]
    assert (entry["start"], entry["end"]) == (2.0, 22.0)
    assert entry["surface"] == 0
    assert entry["sight"] == 9


def test_places_between_kept_points_are_right_to_the_millimetre() -> None:
    time = np.arange(0.0, 30.0, 0.5)
    x, y = 5 * np.sin(time / 4), np.where(time < 10, time, 10.0)
    kept = corner_points(time, x, y)
    assert len(kept) < len(time)
    for values in (x, y):
        assert np.abs(np.interp(time, time[kept], values[kept]) - values).max() < 0.006


def test_places_come_back_as_they_were_written(run: Run) -> None:
    refuge, steward = run.places
    assert refuge.area is not None
    assert refuge.area.equals(shapely.Polygon(STORE))
    assert (refuge.kind, refuge.capacity, steward.words) == ("refuge", 12, "send people to 'out'")
    entry = open_source(run.folder).entry()
    assert [place["id"] for place in entry["places"]] == ["store room", "anna"]


def test_the_page_has_the_zone_where_the_scenario_has_it(shown: Any) -> None:
    venue = build(rooms(), threads=1).world.venue
    laid = LaidZone(rooms().document.danger_zones[0], venue)
    for time in (2.0, 3.7, 8.0, 9.25, 20.0):
        call(shown, f"await v.seek({time})")
        (drawn,) = call(shown, "return v.zones()")
        frame = laid.frame(time)
        assert frame is not None
        assert drawn["centre"] == pytest.approx(frame.centre, abs=0.01)
        assert drawn["radius"] == pytest.approx(frame.radius, abs=0.01)
    for time in (1.5, 22.5):
        call(shown, f"await v.seek({time})")
        assert call(shown, "return v.zones()") == []


@pytest.mark.parametrize(("number", "time"), [(0, 5.0), (0, 12.5), (0, 20.0), (1, 25.0)])
def test_the_page_draws_the_ground_from_which_the_simulation_sees_the_zone(
    shown: Any, number: int, time: float
) -> None:  # fmt: skip
    """Walls, the pillar and shut doors hide it; an area that stays reaches through them. 400 places are asked."""
    venue = build(rooms(), threads=1).world.venue
    frame = LaidZone(rooms().document.danger_zones[number], venue).frame(time)
    assert frame is not None
    is_open = np.array([opening.state_at(time) == "open" for opening in venue.openings])
    view = vantage(opaque(venue, is_open), 0, frame.polygon, frame.centre, frame.sight, frame.marks)
    rng = np.random.default_rng(int(time))
    x, y = rng.uniform(0.1, 19.9, 400), rng.uniform(0.1, 9.9, 400)
    walkable = shapely.contains_xy(venue.surfaces[0].area, x, y)
    x, y = x[walkable], y[walkable]

    def simulated(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        away, mark = np.empty(len(x)), np.empty(len(x), dtype=np.int64)
        inside = np.empty(len(x), dtype=np.bool_)
        look_at(view, x, y, away, mark, inside)
        return mark >= 0, inside

    seen, inside = simulated(x, y)
    # a place whose answer changes within 4 cm lies on an edge
    turns = [simulated(x + 0.04 * np.cos(a), y + 0.04 * np.sin(a)) for a in np.arange(8) * np.pi / 4]
    sure = np.logical_and.reduce([(s == seen) & (i == inside) for s, i in turns])
    call(shown, f"await v.seek({time})")
    drawn = call(
        shown, "return argument.map(([x, y]) => v.danger(0, [x, y]))", np.column_stack([x, y]).tolist()
    )
    assert sure.mean() > 0.9
    assert [d["seen"] for d, ok in zip(drawn, sure, strict=True) if ok] == seen[sure].tolist()
    assert [d["inside"] for d, ok in zip(drawn, sure, strict=True) if ok] == inside[sure].tolist()
    assert 0.05 < seen.mean() < 0.95


def test_the_page_opens_with_minds_and_counts_them(shown: Any) -> None:
    assert state(shown)["colour"] == "mind"
    call(shown, "await v.seek(10)")
    since = 9.95 - np.arange(PEOPLE)
    expected = [(since < 0).sum(), ((since >= 0) & (since < 4)).sum(), 0, (since >= 4).sum(), 0]
    shown.wait_for_timeout(100)
    assert [number_on(shown, f"class-{i}") for i in range(len(MINDS))] == expected
    call(shown, "v.set({colour: 'alerted_by'})")
    assert number_on(shown, "class-0") == (since < 0).sum()
    assert number_on(shown, f"class-{CUES.index('bang')}") == (since >= 0).sum()
    assert "nothing yet" in shown.get_by_test_id("classes").inner_text()
    call(shown, "v.set({colour: 'mind'})")


def test_refuges_are_open_then_locked_with_who_is_in_them(shown: Any, run: Run) -> None:
    rows = run.trajectories().filter(run.trajectories()["frame"].to_numpy() == 20)
    x, y = rows["x_cm"].to_numpy() / 100, rows["y_cm"].to_numpy() / 100
    held = int(((x > 12) & (y > 6)).sum())
    for time, stands in ((8.0, "open"), (10.0, "locked")):
        call(shown, f"await v.seek({time})")
        assert call(shown, "return v.refuges()") == [{"id": "store room", "state": stands, "occupancy": held}]


def test_the_zone_is_red_its_sight_amber_and_both_can_be_hidden(shown: Any) -> None:
    call(shown, "v.set({view: 'plan', people: false, labels: false}); await v.seek(5)")
    until(shown, "v.state().view === 'plan'")
    centre, sight, refuge, bare = (_colour(shown, *at) for at in ((5, 6), (2, 2), (18, 9), (18.5, 1)))
    assert centre[0] - centre[1] > 60
    assert 20 < sight[0] - sight[2] < 160
    assert sight[1] - sight[2] > 20
    assert refuge[1] - refuge[0] > 15
    call(shown, "v.set({zones: false})")
    assert max(np.ptp(_colour(shown, *at)) for at in ((5, 6), (2, 2))) < 12
    assert np.ptp(bare) < 12
    call(shown, "v.set({zones: true, people: true, labels: true, view: '3d'})")


def test_a_run_without_behaviour_shows_nothing_of_it(browser: Any, tmp_path: Path) -> None:
    venue = {"storeys": [storey("hall", 0, 0, 6, 6)], "exits": [gap("out", "hall", 0, 4, 0, 2)]}
    from exeunt.simulation import simulate

    simulate(scenario(venue, [{"number": 2, "where": {"storey": "hall"}}]), out=tmp_path / "run")
    with serving([GuardedSource(tmp_path / "run")], "plain") as site:
        page, errors = new_page(browser)
        visit(page, site.address)
        assert state(page)["colour"] == "status"
        assert call(page, "return [v.zones(), v.refuges()]") == [[], []]
        assert "DANGER" not in page.inner_text(".panel.left").upper()
        assert not page.get_by_test_id("classes").is_visible()
        options = page.get_by_test_id("colour").inner_text()
        assert "mind" not in options.lower()
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
