"""A run that is killed or interrupted leaves a folder that opens, says so, and holds every closed part."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time

import pyarrow.parquet as pq
import pytest
from scenes import box, gap, storey

from exeunt.results.run import open_run


@pytest.fixture(scope="module")
def long_run(tmp_path_factory):
    """A scenario that would run for minutes: people who can never get out, and a door that opens after hours."""
    venue = {
        "storeys": [storey("hall", 0, 0, 40, 30)],
        "exits": [gap("e", "hall", 40, 10, 40, 11),
                  gap("late", "hall", 0, 10, 0, 11, state="locked", changes=[{"at": "5 h", "state": "open"}])],
    }  # fmt: skip
    crowd = [
        {"id": "crowd", "number": 300, "where": {"storey": "hall", "area": box(1, 1, 30, 29)},
         "pre_movement": {"kind": "uniform", "min": 0, "max": "4 h"}}
    ]  # fmt: skip
    record = {"every": 0.5, "part": 5, "series": {"vx": 2}}
    document = {"exeunt": 1, "venue": venue, "people": crowd, "record": record, "run": {"max_time": "6 h"}}
    path = tmp_path_factory.mktemp("long") / "long.json"
    path.write_text(json.dumps(document))
    return path


def listen():
    """Undo what the tests' own parent may have told its children: to ignore or to hold back interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def start(scenario, folder):
    line = [sys.executable, "-m", "exeunt", "run", str(scenario), "--out", str(folder), "--threads", "1",
            "--no-pictures"]  # fmt: skip
    process = subprocess.Popen(
        line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        preexec_fn=listen if os.name != "nt" else None,
    )  # fmt: skip
    until = time.monotonic() + 240
    while not list(folder.glob("trajectories/part-*.parquet")):
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < until
        time.sleep(0.05)
    return process


def check_closed_parts(run):
    """Every part that is there is whole, none is missing in between, and all tables open."""
    assert run.gaps() == []
    parts = run.parts("trajectories")
    assert parts
    for path in parts:
        # 5 s of two frames a second
        frames = pq.read_table(path)["frame"].to_numpy()
        assert len(set(frames.tolist())) == 10
    for table in ("events", "series/vx"):
        for path in run.parts(table):
            assert pq.read_table(path).num_columns > 2
    assert len(run.parts("fields", "h5")) in (len(parts), len(parts) - 1)
    assert run.density()
    frames = run.trajectories()["frame"].to_numpy()
    assert frames.max() == 10 * len(parts) - 1
    assert run.people().num_rows == 300
    with run.duckdb() as connection:
        counted = connection.execute("SELECT count(*) FROM trajectories").fetchone()
    assert counted is not None
    assert counted[0] == len(frames)


def test_kill_9_five_times_at_random(long_run, tmp_path):
    moment = random.Random(20)
    for attempt in range(5):
        folder = tmp_path / f"run-{attempt}"
        process = start(long_run, folder)
        time.sleep(moment.uniform(0.0, 1.5))
        process.kill()
        assert process.wait(30) == -signal.SIGKILL
        run = open_run(folder)
        assert run.status == "incomplete"
        assert "killed" in run.reason
        check_closed_parts(run)


@pytest.mark.skipif(os.name == "nt", reason="no signals of this kind")
def test_control_c_ends_with_a_whole_folder_and_exit_code_130(long_run, tmp_path):
    folder = tmp_path / "run"
    process = start(long_run, folder)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    told = process.stderr.read()
    assert "Interrupted" in told
    assert "Traceback" not in told
    run = open_run(folder)
    assert run.status == "interrupted"
    assert run.gaps() == []
    summary = run.summary()
    assert summary["ending"] == "interrupted"
    assert summary["people_out"] + summary["people_inside"] == 300
    assert run.info["frames"] == run.trajectories()["frame"].to_numpy().max() + 1
