"""The page elsewhere than on one whole run: from disk, two runs, a growing one, one that cannot be shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browsing import STATUSES, call, new_page, number_on, rows, state, until, visit
from exeunt_made import walk_out, write

from exeunt.base.errors import RunFolderError
from exeunt.results.run import open_run
from exeunt.viewer.export import export
from exeunt.viewer.opening import GuardedSource
from exeunt.viewer.server import serving


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "made"
    write(walk_out(people=150, frames=150), folder)
    return folder


@pytest.mark.parametrize("name", ["made.html", "made"])
def test_an_exported_page_opens_from_disk_without_a_network(
    browser: Any, made: Path, tmp_path: Path, name: str
) -> None:
    target = export([GuardedSource(made)], tmp_path / name, "made")
    page, errors = new_page(browser, offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, target.as_uri())
    run = open_run(made)
    for time in (0.0, 20.0, 40.0):
        call(page, "await v.seek(argument);", time)
        by_status = rows(run, int(time * 2), "status")
        says = state(page)
        assert says["byStatus"] == {status: by_status.get(i, 0) for i, status in enumerate(STATUSES)}
        assert number_on(page, "inside") == says["drawn"] == sum(by_status.values())
    line = call(page, "return await v.measure([25, 1], [25, 19], 0);")
    assert len(line["nt"]) > 10
    assert all(address.startswith(("file:", "blob:", "data:")) for address in asked)
    assert not errors
    page.context.close()


def test_two_runs_play_side_by_side_on_one_clock(browser: Any, made: Path, tmp_path: Path) -> None:
    write(walk_out(people=90, frames=150, seed=2), tmp_path / "other")
    sources = [GuardedSource(made), GuardedSource(tmp_path / "other")]
    with serving(sources, "two") as site:
        page, errors = new_page(browser)
        visit(page, site.address)
        call(page, "await v.seek(25);")
        counts = [sum(rows(open_run(path), 50, "status").values()) for path in (made, tmp_path / "other")]
        assert [run["inside"] for run in state(page)["runs"]] == counts
        assert [number_on(page, "inside"), number_on(page, "inside--1")] == counts
        assert page.locator(".pane").count() == 2
        names = [page.get_by_test_id(f"pane-name-{i}").inner_text() for i in range(2)]
        assert names == ["made", "other"]  # nothing else differs
        assert page.locator(".chart-key").first.inner_text().split("\n") == names
        assert not errors
        page.context.close()


def test_a_browser_without_webgl_is_told_what_to_do(browser: Any, made: Path) -> None:
    with serving([GuardedSource(made)], "made") as site:
        page, errors = new_page(browser)
        page.add_init_script("""
            const get = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
              return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
            };""")
        visit(page, site.address)
        said = page.get_by_test_id("message").inner_text()
        assert "hardware acceleration" in said
        assert "exeunt report" in said
        assert "THREE" not in said
        assert not errors
        page.context.close()


@pytest.mark.parametrize("damage", ["empty", "broken", "foreign"])
def test_a_folder_that_cannot_be_shown_gets_a_page_that_says_why(
    browser: Any, made: Path, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / damage
    damages: dict[str, Callable[[], Any]] = {
        "empty": folder.mkdir,
        "broken": lambda: (shutil.copytree(made, folder), (folder / "run.json").write_text("{")),
        "foreign": lambda: (folder.mkdir(), (folder / "holiday.jpg").write_bytes(b"\xff\xd8")),
    }
    damages[damage]()
    with serving([GuardedSource(folder)], "damaged") as site:
        page, _ = new_page(browser)
        visit(page, site.address)
        said = page.get_by_test_id("message").inner_text()
        assert folder.name in said
        assert len(said) > 60
        page.context.close()


def test_people_who_have_fallen_are_drawn_counted_and_in_the_legend(browser: Any, tmp_path: Path) -> None:
    run = walk_out(people=60, frames=40)
    fell = np.argsort(run.time_out)[-9:]
    run.status[30:, fell] = STATUSES.index("incapacitated")
    write(run, tmp_path / "fire")
    with serving([GuardedSource(tmp_path / "fire")], "fire") as site:
        page, errors = new_page(browser)
        visit(page, site.address)
        assert number_on(page, "status-incapacitated") == 0
        call(page, "await v.seek(18);")
        by_status = rows(open_run(tmp_path / "fire"), 36, "status")
        says = state(page)
        assert says["byStatus"] == {status: by_status.get(i, 0) for i, status in enumerate(STATUSES)}
        assert number_on(page, "status-incapacitated") == by_status[STATUSES.index("incapacitated")] == 9
        assert number_on(page, "inside") == says["drawn"] == sum(by_status.values())
        legend = page.locator(".classes").first.inner_text()
        assert "incapacitated" in legend
        assert "absent" not in legend
        assert not errors
        page.context.close()


class Torn(GuardedSource):
    """A run folder whose second chunk cannot be read."""

    def chunk(self, index: int) -> bytes:
        if index == 1:
            raise RunFolderError("trajectories/part-00002.parquet is damaged.")
        return super().chunk(index)


def test_the_page_says_what_the_server_says_of_a_part_that_cannot_be_read(browser: Any, made: Path) -> None:
    with serving([Torn(made)], "torn") as site:
        page, _ = new_page(browser)
        visit(page, site.address)
        call(page, "await v.seek(40);")
        said = page.get_by_text("part-00002.parquet is damaged").first
        said.wait_for()
        assert "The rest of the run can still be seen." in said.inner_text()
        assert "422" not in page.inner_text("body")
        page.context.close()


def test_a_run_that_was_cut_off_plays_as_far_as_it_goes_and_says_so(browser: Any, tmp_path: Path) -> None:
    write(walk_out(people=60, frames=100), tmp_path / "cut", finish=False)
    with serving([GuardedSource(tmp_path / "cut")], "cut") as site:
        page, errors = new_page(browser)
        visit(page, site.address)
        says = state(page)
        assert says["status"] in ("incomplete", "running")
        assert says["inside"] == 60
        assert page.get_by_test_id("status").inner_text() in ("incomplete", "live")
        assert not errors
        page.context.close()


def test_a_page_that_is_open_grows_with_the_run(browser: Any, tmp_path: Path) -> None:
    """The engine writes a part at a time; the page takes each without being loaded again."""
    run = walk_out(people=60, frames=150)
    writer = write_until(run, tmp_path / "live", 40)
    with serving([GuardedSource(tmp_path / "live")], "live") as site:
        page, errors = new_page(browser)
        visit(page, site.address)
        assert page.get_by_test_id("status").inner_text() == "live"
        before = state(page)["duration"]
        assert before < 20
        for k in range(40, run.frames):
            writer.frame(run.x[k], run.y[k], run.surface[k], run.status[k])
        until(page, "v.state().duration > 55")
        call(page, "await v.seek(40);")
        assert state(page)["inside"] == int((run.status[80] != 3).sum())
        writer.people(run.people_table())
        writer.finish("complete", wall_s=1.0, person_steps=1)
        until(page, "v.state().status === 'complete'")
        assert page.get_by_test_id("status").inner_text() == "complete"
        assert not errors
        page.context.close()


def write_until(run: Any, folder: Path, frames: int) -> Any:
    from exeunt.results.folder import RunWriter

    writer = RunWriter(
        folder, scenario="exeunt: 1\n", venue=run.venue, people=run.people, frame_interval=run.interval,
        info={"name": "made", "seed": 1}, part_duration=15.0,
    )  # fmt: skip
    writer.people(run.people_table(until=-1))
    for k in range(frames):
        writer.frame(run.x[k], run.y[k], run.surface[k], run.status[k])
    return writer
