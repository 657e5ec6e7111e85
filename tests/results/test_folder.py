"""A run folder holds what was recorded, and every closed part survives whatever ends the run."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import exeunt_made as made
import h5py
import numpy as np
import pyarrow.parquet as pq
import pytest

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import RunFolderError
from exeunt.results import schema
from exeunt.results.files import temporary_name
from exeunt.results.folder import RunWriter
from exeunt.results.run import open_run
from exeunt.world import status as world_status


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    data = made.walk_out()
    folder = tmp_path_factory.mktemp("runs") / "run"
    made.write(data, folder)
    return data, open_run(folder)


def test_trajectories_hold_every_frame_of_everyone_inside(run):
    data, opened = run
    table = opened.trajectories().to_pydict()
    frame, person = np.array(table["frame"]), np.array(table["person"])
    seen = np.zeros(data.x.shape, dtype=bool)
    seen[frame, person] = True
    assert (seen == (data.status < 3)).all()
    assert len(frame) == seen.sum()
    assert np.abs(np.array(table["x_cm"]) / 100 - data.x[frame, person]).max() <= 0.005 + 1e-9
    assert np.abs(np.array(table["y_cm"]) / 100 - data.y[frame, person]).max() <= 0.005 + 1e-9
    assert (np.array(table["status"]) == data.status[frame, person]).all()


def test_each_part_is_sorted_by_person_then_frame_and_covers_its_span(run):
    _data, opened = run
    parts = opened.parts("trajectories")
    assert len(parts) == 5
    for number, path in enumerate(parts):
        part = pq.read_table(path).to_pydict()
        pairs = list(zip(part["person"], part["frame"], strict=True))
        assert pairs == sorted(pairs)
        assert all(30 * number <= frame < 30 * (number + 1) for frame in part["frame"])


def test_columns_carry_unit_and_meaning_of_the_column_table(run):
    _, opened = run
    people = opened.people().schema
    assert people.field("desired_speed").metadata == {
        b"unit": b"m/s", b"meaning": COLUMNS["desired_speed"].meaning.encode()
    }  # fmt: skip
    assert "key" not in people.names
    assert opened.trajectories().schema.field("x_cm").metadata[b"unit"] == b"cm"


def test_people_carry_names_instead_of_indices(run):
    data, opened = run
    people = opened.people().to_pydict()
    names = ["exit west", "exit south"]
    assert people["exit_used"] == [names[i] for i in data.exit_used]
    assert set(people["population"]) == {"audience"}
    assert set(people["status"]) == {"out"}
    assert people["assigned_exit"] == [None] * data.people


def test_events_come_back_in_order(run):
    data, opened = run
    events = opened.events().to_pydict()
    assert events["time"] == sorted(data.time_out.tolist())
    assert set(events["kind"]) == {"crossing"}


def test_venue_comes_back_as_it_was(run):
    data, opened = run
    for before, after in zip(data.venue.surfaces, opened.venue.surfaces, strict=True):
        assert (before.id, before.kind, before.elevation, before.gradient) == (
            after.id, after.kind, after.elevation, after.gradient
        )  # fmt: skip
        assert before.area.symmetric_difference(after.area).area < 1e-3
    assert opened.venue.openings[1].changes == ((30.0, "open"),)
    assert opened.venue.portals[0].surfaces == (0, 2)
    assert np.allclose(opened.venue.walls, data.venue.walls)


def test_statuses_are_those_of_the_simulation():
    assert schema.STATUSES == world_status.STATUSES
    assert (schema.WAITING, schema.MOVING) == (world_status.WAITING, world_status.MOVING)


def test_duckdb_sees_the_folder_as_tables(run):
    data, opened = run
    connection = opened.duckdb()
    used = connection.execute(
        "SELECT o.id, count(*) FROM events e JOIN openings o USING (opening) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert dict(used) == {
        "exit west": int((data.exit_used == 0).sum()), "exit south": int((data.exit_used == 1).sum())
    }  # fmt: skip
    last, x = connection.execute("SELECT max(time), max(x) FROM trajectories").fetchone()
    inside = np.flatnonzero((data.status < 3).any(axis=1))
    assert last == pytest.approx(inside.max() * data.interval)
    assert x == pytest.approx(data.x[data.status < 3].max(), abs=0.01)


def test_series_come_back_by_person_and_name_what_was_recorded(tmp_path):
    data = made.walk_out(people=5, frames=1)
    writer = RunWriter(tmp_path / "run", scenario="", venue=data.venue, people=5)
    who = np.arange(5, dtype=np.int32)
    writer.series("vx", 0.0, who, np.arange(5.0))
    writer.series("vx", 1.0, who[2:], np.arange(3.0))
    with pytest.raises(KeyError):
        writer.series("charm", 0.0, who, np.zeros(5))
    writer.finish()
    opened = open_run(writer.folder)
    assert opened.recorded() == ["vx"]
    table = opened.series("vx").to_pydict()
    assert table["person"] == [0, 1, 2, 2, 3, 3, 4, 4]
    assert table["vx"] == [0, 1, 2, 0, 3, 1, 4, 2]
    with pytest.raises(RunFolderError, match=r"'vy' was not recorded \(recorded: vx\)"):
        opened.series("vy")


def test_a_person_without_a_place_is_refused(tmp_path):
    data = made.walk_out(people=3, frames=2)
    writer = RunWriter(tmp_path / "run", scenario="", venue=data.venue, people=3)
    x = data.x[0].copy()
    x[1] = np.nan
    with pytest.raises(ValueError, match="no position"):
        writer.frame(x, data.y[0], data.surface[0], data.status[0])


def test_a_run_is_never_written_over_another(tmp_path):
    data = made.walk_out(people=3, frames=2)
    made.write(data, tmp_path / "run")
    before = (tmp_path / "run" / "run.json").read_bytes()
    with pytest.raises(RunFolderError, match="not empty"):
        RunWriter(tmp_path / "run", scenario="", venue=data.venue, people=3)
    assert (tmp_path / "run" / "run.json").read_bytes() == before


def test_an_interrupted_run_keeps_its_open_part(tmp_path):
    data = made.walk_out(frames=40)
    writer = made.write(data, tmp_path / "run", finish=False)
    assert open_run(tmp_path / "run").status == "incomplete"
    assert open_run(tmp_path / "run").trajectories()["frame"].to_numpy().max() == 29
    writer.finish("interrupted", "stopped by the user")
    opened = open_run(tmp_path / "run")
    assert (opened.status, opened.reason) == ("interrupted", "stopped by the user")
    assert opened.trajectories()["frame"].to_numpy().max() == 39


def test_a_full_disk_is_said_in_words_and_closed_parts_stay(tmp_path):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    data = made.walk_out(frames=70)
    folder = tmp_path / "run"
    writer = made.write(data, folder, finish=False)
    temporary_name(folder / "trajectories" / "part-00002.parquet").symlink_to("/dev/full")
    with pytest.raises(RunFolderError, match=r"part-00002.parquet: the disk is full"):
        writer.finish()
    opened = open_run(folder)
    assert opened.status == "failed"
    assert "the disk is full" in opened.reason
    assert opened.trajectories()["frame"].to_numpy().max() == 59
    assert not list(folder.rglob(".*.tmp"))


def test_a_file_size_limit_is_an_error_of_the_run_folder(tmp_path):
    script = (
        "import resource, sys; sys.path.insert(0, sys.argv[2]); import exeunt_made as made\n"
        "from exeunt.base.errors import RunFolderError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "try: made.write(made.walk_out(people=5000, frames=60), sys.argv[1])\n"
        "except RunFolderError as error: print(error)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "run"), str(Path(made.__file__).parent)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Cannot write" in result.stdout
    assert "larger than this disk or this account allows" in result.stdout
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 60_000


ENDLESS = """
import sys; sys.path.insert(0, sys.argv[2]); import exeunt_made as made
from exeunt.results.folder import RunWriter
data = made.walk_out(people=3000, frames=20)
writer = RunWriter(sys.argv[1], scenario="", venue=data.venue, people=3000, part_duration=3.0)
while True:
    writer.events(data.crossings()[:5])
    if writer.frame(data.x[0], data.y[0], data.surface[0], data.status[0]):
        writer.people(data.people_table())
        print(writer.part, flush=True)
"""


def test_kill_at_any_moment_leaves_every_closed_part_readable(tmp_path):
    rng = random.Random(5)
    for attempt in range(5):
        folder = tmp_path / f"run{attempt}"
        command = [sys.executable, "-c", ENDLESS, str(folder), str(Path(made.__file__).parent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            closed = int(process.stdout.readline())
            time.sleep(rng.uniform(0.0, 0.4))
            os.kill(process.pid, signal.SIGKILL)
            closed = max([closed, *(int(line) for line in process.stdout.read().split())])
        opened = open_run(folder)
        assert opened.status == "incomplete"
        assert "killed" in opened.reason
        table = opened.trajectories()
        frames = table["frame"].to_numpy()
        parts = len(opened.parts("trajectories"))
        assert parts >= closed
        assert opened.gaps() == []
        assert frames.max() == 6 * parts - 1
        assert len(frames) == 3000 * 6 * parts
        assert opened.fields().duration >= closed * 3.0 - 1e-9
        assert opened.events().num_rows >= closed * 30
        assert opened.people().num_rows == 3000
        with pytest.raises(RunFolderError, match="has no summary"):
            opened.summary()


def test_a_missing_part_is_named_and_a_damaged_one_refused(tmp_path):
    made.write(made.walk_out(), tmp_path / "run")
    parts = open_run(tmp_path / "run").parts("trajectories")
    parts[1].unlink()
    temporary_name(parts[1]).write_bytes(b"half a file")
    opened = open_run(tmp_path / "run")
    assert opened.gaps() == [1]
    assert opened.trajectories().num_rows > 0
    parts[2].write_bytes(parts[2].read_bytes()[:100])
    with pytest.raises(RunFolderError, match=r"part-00002.parquet is damaged"):
        opened.trajectories()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is empty"),
        ("{", "is damaged: it is not JSON"),
        ("[]", "not written by Exeunt"),
        ('{"format": "other"}', "not written by Exeunt"),
        (json.dumps({"format": "exeunt-run", "format_version": 999}), "run format 999; this version"),
    ],
)
def test_what_is_no_run_folder_is_refused_in_words(tmp_path, content, message):
    if content is not None:
        (tmp_path / "run.json").write_text(content)
    with pytest.raises(RunFolderError, match=message):
        open_run(tmp_path)


def test_a_folder_of_other_things_and_no_folder_are_refused(tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(RunFolderError, match=r"is not a run folder: it has no run.json"):
        open_run(tmp_path)
    with pytest.raises(RunFolderError, match="is not there"):
        open_run(tmp_path / "nothing")
    with pytest.raises(RunFolderError, match="a file, not a run folder"):
        open_run(tmp_path / "holiday.jpg")


def test_summary_is_one_row_with_lists(tmp_path):
    data = made.walk_out(people=3, frames=2)
    writer = made.write(data, tmp_path / "run")
    writer.summary({"people": 3, "t90": 1.5, "exits": [{"id": "a", "people": 2}, {"id": "b", "people": 1}]})
    row = open_run(tmp_path / "run").summary()
    assert row["exits"][1] == {"id": "b", "people": 1}
    assert row["t90"] == 1.5


def test_a_table_that_is_replaced_while_it_is_read_is_one_of_the_two(tmp_path):
    """The engine writes people at the end once more; a page that is open reads them at any time."""
    data = made.walk_out(people=60, frames=30)
    writer = made.write(data, tmp_path / "run", finish=False)
    tables = data.people_table(until=-1), data.people_table()
    done = threading.Event()

    def replace():
        for k in range(400):
            writer.people(tables[k % 2])
        done.set()

    thread = threading.Thread(target=replace)
    thread.start()
    read = 0
    while not done.is_set():
        assert open_run(tmp_path / "run").people().num_rows == 60
        read += 1
    thread.join()
    assert read > 10


def test_a_part_of_density_without_its_start_is_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    made.write(made.walk_out(people=5, frames=80), folder)
    run = open_run(folder)
    path = run.parts("fields", "h5")[0]
    for name in ("time_start", "time_duration", "thresholds"):
        whole = path.read_bytes()
        with h5py.File(path, "r+") as file:
            del file.attrs[name]
        with pytest.raises(RunFolderError, match="is damaged, or no field file"):
            open_run(folder).fields()
        path.write_bytes(whole)
    assert open_run(folder).fields() is not None
