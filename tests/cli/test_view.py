"""The command view and ``run --view``: what is printed, served and exported, and how they end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import exeunt_made as made
import pytest
from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.cli.outcome import Code

runner = CliRunner()
ROOM = """exeunt: 1
venue:
  storeys: [{id: room, area: [[0, 0], [6, 0], [6, 4], [0, 4]]}]
  exits: [{id: way out, storey: room, line: [[6, 1], [6, 3]]}]
people: [{id: guests, number: 12, pre_movement: 5 s, mobility: {}}]
"""


@pytest.fixture
def run(tmp_path: Path) -> Path:
    made.write(made.walk_out(people=20, frames=80), tmp_path / "run")
    return tmp_path / "run"


def listen() -> None:
    """Undo what the tests' own parent may have told its children: to ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Started:
    """A command in a process of its own."""

    def __init__(self, *arguments: str, **options: Any) -> None:
        environment = {**os.environ, "BROWSER": "true", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "exeunt", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=listen, **options,
        )  # fmt: skip

    def address(self, stream: str = "stdout") -> str:
        pipe = getattr(self.process, stream)
        for line in iter(pipe.readline, ""):
            if found := re.search(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", line):
                return found[0]
        raise AssertionError(f"no address: {self.process.communicate()}")

    def interrupt(self) -> tuple[int, str, str]:
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@pytest.fixture
def start() -> Iterator[Any]:
    started: list[Started] = []

    def begin(*arguments: str, **options: Any) -> Started:
        started.append(Started(*arguments, **options))
        return started[-1]

    yield begin
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.communicate()


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        body: bytes = answer.read()
    return body


def gone(address: str) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            get(address)
        except (urllib.error.URLError, ConnectionError):
            return True
        time.sleep(0.1)
    return False


def test_it_serves_until_it_is_interrupted(run: Path, start: Any) -> None:
    viewer = start("view", str(run), "--no-open")
    address = viewer.address()
    assert b"viewer.js" in get(address)
    assert json.loads(get(address + "manifest.json"))["runs"][0]["status"] == "complete"
    code, _, err = viewer.interrupt()
    assert code == 0, err
    assert "Traceback" not in err
    assert "Ctrl-C" in err
    assert gone(address)


def test_two_runs_share_one_page_and_a_port_can_be_chosen(run: Path, start: Any) -> None:
    first = start("view", str(run), str(run), "--no-open")
    address = first.address()
    assert len(json.loads(get(address + "manifest.json"))["runs"]) == 2
    port = address.split(":")[2].split("/")[0]
    second = start("view", str(run), "--no-open", "--port", port)
    out, err = second.process.communicate(timeout=60)
    assert second.process.returncode == Code.FOLDER
    assert "Traceback" not in err
    assert "Address already in use" in err or "in use" in err
    assert out == ""


def test_what_is_broken_is_said_on_the_screen_and_on_the_page(tmp_path: Path, start: Any) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "photo.jpg").write_bytes(b"\xff\xd8")
    viewer = start("view", str(tmp_path / "holiday"), "--no-open")
    (entry,) = json.loads(get(viewer.address() + "manifest.json"))["runs"]
    assert entry["status"] == "broken"
    code, _, err = viewer.interrupt()
    assert code == Code.FOLDER
    assert "is not a run folder" in err.replace("\n", " ")
    assert entry["reason"] in err
    assert entry["hint"] in err


def test_what_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    shown = runner.invoke(app, ["view", str(tmp_path / "none"), "--no-open"])
    assert shown.exit_code == Code.FOLDER
    assert "is not there" in shown.stderr
    assert "http" not in shown.stdout


@pytest.mark.parametrize(
    "arguments", [["--unit", "feet"], ["--port", "99999"], ["--fps", "0"], ["--nothing"]]
)
def test_wrong_options_are_usage_errors(tmp_path: Path, arguments: list[str]) -> None:
    assert runner.invoke(app, ["view", str(tmp_path), *arguments]).exit_code == Code.USAGE


def test_export_prints_the_file_and_refuses_what_exists_or_is_broken(run: Path, tmp_path: Path) -> None:
    shown = runner.invoke(app, ["view", str(run), "--export", str(tmp_path / "out.html")])
    assert shown.exit_code == 0, shown.output
    assert Path(shown.stdout.strip()) == tmp_path / "out.html"
    again = runner.invoke(app, ["view", str(run), "--export", str(tmp_path / "out.html")])
    assert again.exit_code == Code.FOLDER
    assert "exists already" in again.stderr
    (tmp_path / "empty").mkdir()
    broken = runner.invoke(app, ["view", str(tmp_path / "empty"), "--export", str(tmp_path / "other.html")])
    assert broken.exit_code == Code.FOLDER
    assert not (tmp_path / "other.html").exists()


def test_an_attended_viewer_ends_with_whoever_started_it(run: Path, start: Any) -> None:
    viewer = start("view", str(run), "--no-open", "--attended")
    address = viewer.address()
    assert get(address)
    viewer.process.stdin.close()
    viewer.process.stdin = None
    assert viewer.process.wait(timeout=30) == 0
    assert gone(address)


def test_a_run_can_be_watched_from_its_start_to_its_end(tmp_path: Path, start: Any) -> None:
    (tmp_path / "room.yaml").write_text(ROOM)
    command = ("run", "room.yaml", "--view", "--no-pictures", "--out", "out")
    running = start(*command, cwd=tmp_path)
    address = running.address("stderr")
    deadline = time.monotonic() + 240
    seen = []
    while time.monotonic() < deadline:
        (entry,) = json.loads(get(address + "manifest.json"))["runs"]
        seen.append(entry["status"])
        if entry["status"] == "complete":
            break
        time.sleep(0.3)
    assert seen[-1] == "complete", seen
    assert entry["people"] == 12
    assert get(f"{address}chunks/0/0")
    # the run is over, its summary printed; the page stays until Ctrl-C
    assert running.process.poll() is None
    for line in iter(running.process.stderr.readline, ""):
        if "still at" in line:
            break
    code, out, err = running.interrupt()
    assert code == 0, err
    assert "Traceback" not in err
    assert "exeunt view out" in out
    assert gone(address)


def test_importing_the_command_stays_light() -> None:
    code = "import sys, exeunt.cli.view; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"uvicorn", "starlette", "numpy", "pyarrow", "shapely"} & set(loaded.split())
