"""Commands that take long say what they are doing."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exeunt.base.activity import current, doing
from exeunt.cli import waiting
from exeunt.cli.app import app

SCENARIO = """
exeunt: 1
venue:
  storeys: [{id: f, area: [[0, 0], [20, 0], [20, 10], [0, 10]]}]
  exits: [{id: e, storey: f, line: [[20, 4], [20, 6]]}]
people: [{id: p, number: 5, where: {storey: f}, pre_movement: 0}]
run: {max_time: 1 s}
variants:
  few: {set: {people.p.number: 2}}
"""


def test_work_is_named_from_the_whole_to_the_part() -> None:
    assert current() == ""
    with doing("variant 'x'"), doing("placing the people"):
        assert current() == "variant 'x': placing the people"
        with doing("drawing"):
            pass
        assert current() == "variant 'x': placing the people"
    assert current() == ""


def test_the_thread_that_began_last_is_heard_and_leaves_no_trace() -> None:
    begun, over = threading.Event(), threading.Event()

    def beside() -> None:
        with doing("laying the raster"):
            begun.set()
            over.wait()

    with doing("placing the people"):
        thread = threading.Thread(target=beside)
        thread.start()
        begun.wait()
        assert current() == "laying the raster"
        over.set()
        thread.join()
        assert current() == "placing the people"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every part of the work take a while, and patience end sooner."""
    monkeypatch.setattr(waiting, "PATIENCE_S", 0.05)
    monkeypatch.setattr(waiting, "LOOK_S", 0.01)
    for name in ("check", "staffing"):
        place = __import__(f"exeunt.scenario.{name}", fromlist=["x"])

        def slowly(*given, real=place.place_everyone, **more):  # type: ignore[no-untyped-def]
            time.sleep(0.3)
            return real(*given, **more)

        monkeypatch.setattr(place, "place_everyone", slowly)


@pytest.mark.usefixtures("slow")
def test_check_and_run_say_what_they_are_doing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hall.yaml").write_text(SCENARIO)
    checked = CliRunner().invoke(app, ["check", "hall.yaml"])
    assert checked.exit_code == 0, checked.output
    assert "Placing the people … (" in checked.stderr
    assert "Variant 'few': placing the people … (" in checked.stderr
    from exeunt.scenario import staffing
    from exeunt.simulation import prepare

    monkeypatch.setattr(prepare, "place_everyone", staffing.place_everyone)
    ran = CliRunner().invoke(app, ["run", "hall.yaml", "--no-pictures"])
    assert "Preparing: placing the people … (" in ran.stderr


def test_quick_work_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "hall.yaml").write_text(SCENARIO)
    checked = CliRunner().invoke(app, ["check", str(tmp_path / "hall.yaml"), "--variant", "few", "--json"])
    assert checked.exit_code == 0
    assert "…" not in checked.output
