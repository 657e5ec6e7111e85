"""The program says what it has to say in any encoding, and ends in order when it is asked to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exeunt.cli.streams import plain_letters

ENCODINGS = (
    "utf-8", "ascii", "latin-1", "cp1250", "cp1252", "cp437", "gbk", "shift_jis", "koi8-r", "big5",
)  # fmt: skip
HALL = {
    "exeunt": 1,
    "name": "Zürich – 礼堂 m²",
    "venue": {
        "storeys": [{"id": "floor", "area": [[0, 0], [6, 0], [6, 4], [0, 4]]}],
        "exits": [{"id": "out", "storey": "floor", "line": [[6, 1], [6, 3]]}],
    },
    "people": [{"id": "people", "number": 4, "pre_movement": 0}],
    "run": {"step": "0.02 s", "max_time": "20 s"},
}


def exeunt(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "exeunt", *words], cwd=folder, capture_output=True, check=False,
        env={**os.environ, **environment}, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("streams")
    (made / "hall.yaml").write_text(json.dumps(HALL), encoding="utf-8")
    return made


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_run_prints_its_summary_in_any_encoding(encoding: str, folder: Path) -> None:
    done = exeunt(
        "run", "hall.yaml", "--no-pictures", folder=folder, PYTHONIOENCODING=encoding, COLUMNS="100"
    )
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode(encoding)
    assert "everybody is out after" in text
    assert "Run folder: runs" in text


def test_letters_that_an_encoding_lacks_are_spelt_out() -> None:
    assert plain_letters("Zürich – 5 m² × 3 ≤ 礼") == "Zurich - 5 m2 x 3 <= \\u793c"


def test_a_reader_that_stops_early_is_no_fault(folder: Path) -> None:
    line = f"'{sys.executable}' -m exeunt schema | head -c 100"
    done = subprocess.run(line, shell=True, cwd=folder, capture_output=True, check=False, timeout=300)
    assert len(done.stdout) == 100
    assert b"Traceback" not in done.stderr
    assert b"defect" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_end_a_run_with_a_readable_folder(number: signal.Signals, folder: Path) -> None:
    slow = [
        "--set",
        "people.people.pre_movement=3000",
        "--set",
        "run.max_time=3600 s",
        "--set",
        "run.step=0.001",
    ]
    out = folder / f"ended-{number.name}"
    process = subprocess.Popen(
        [sys.executable, "-m", "exeunt", "run", "hall.yaml", "--no-pictures", "--out", str(out), *slow],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    until = time.monotonic() + 240
    while not (out / "trajectories" / "part-00000.parquet").exists() and time.monotonic() < until:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, (stdout, stderr)
    assert json.loads((out / "run.json").read_text())["status"] == "interrupted"
    assert b"holds the run up to here" in stderr


def test_a_scenario_that_cannot_run_leaves_no_folder(folder: Path) -> None:
    before = set((folder / "runs").glob("*"))
    assert exeunt("run", "hall.yaml", "--set", "people.people.number=9999", folder=folder).returncode == 1
    assert set((folder / "runs").glob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Unix has users without a home")
def test_a_container_without_home_and_user_runs(folder: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_CACHE_HOME")
    }
    code = (
        "import pwd\n"
        "def nobody(uid): raise KeyError(uid)\n"
        "pwd.getpwuid = nobody\n"
        "from exeunt.base.kernel_cache import user_cache\n"
        "print(user_cache())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "exeunt-" in done.stdout
