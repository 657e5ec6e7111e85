"""A run that goes on is told from one that was killed."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import exeunt_made as made
import pytest

from exeunt.results import heartbeat
from exeunt.results.heartbeat import SIGN, Heartbeat, is_alive


def age(folder: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(folder / SIGN, (then, then))


def test_a_run_is_alive_until_it_writes_its_end(tmp_path: Path) -> None:
    writer = made.write(made.walk_out(people=5, frames=10), tmp_path / "run", finish=False)
    assert is_alive(writer.folder)
    writer.finish()
    assert not is_alive(writer.folder)
    assert not (writer.folder / SIGN).exists()


def test_a_failed_run_is_not_alive(tmp_path: Path) -> None:
    writer = made.write(made.walk_out(people=5, frames=10), tmp_path / "run", finish=False)
    writer.fail("disk full")
    assert not is_alive(writer.folder)


def test_an_old_sign_is_no_sign(tmp_path: Path) -> None:
    sign = Heartbeat(tmp_path)
    age(tmp_path, heartbeat.QUIET + 1)
    assert not is_alive(tmp_path)
    sign.stop()
    assert not is_alive(tmp_path / "no such folder")


def test_a_sign_counts_for_some_renewals_but_not_for_half_a_minute(tmp_path: Path) -> None:
    sign = Heartbeat(tmp_path)
    age(tmp_path, 3 * heartbeat.EVERY)
    assert is_alive(tmp_path), "two missed renewals are no death"
    age(tmp_path, 30)
    assert not is_alive(tmp_path), "a viewer says within half a minute that a run was killed"
    age(tmp_path, -3600)
    assert not is_alive(tmp_path), "a sign in the future comes from another clock"
    sign.stop()


def test_the_sign_is_renewed_and_ends_with_its_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "EVERY", 0.02)
    sign = Heartbeat(tmp_path)
    age(tmp_path, 100)
    deadline = time.monotonic() + 5
    while not is_alive(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_alive(tmp_path)
    del sign
    gc.collect()
    time.sleep(0.1)
    age(tmp_path, 100)
    time.sleep(0.2)
    assert not is_alive(tmp_path)


def test_a_killed_process_leaves_a_sign_that_grows_old(tmp_path: Path) -> None:
    code = f"""
        import time
        from pathlib import Path
        from exeunt.results.heartbeat import Heartbeat
        sign = Heartbeat(Path({str(tmp_path)!r}))
        print("ready", flush=True)
        time.sleep(60)
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (tmp_path / SIGN).exists()
    age(tmp_path, heartbeat.QUIET)
    time.sleep(0.1)
    assert not is_alive(tmp_path)
