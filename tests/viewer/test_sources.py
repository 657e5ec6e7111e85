"""What a page is told of runs that are whole, growing, killed, damaged, or not ours at all."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from exeunt_made import Happening, walk_out, write

from exeunt.base.columns import COLUMNS, STATUSES
from exeunt.base.errors import RunFolderError
from exeunt.results.heartbeat import SIGN
from exeunt.results.run import open_run
from exeunt.viewer.chunks import unpack_chunk
from exeunt.viewer.container import unpack
from exeunt.viewer.opening import GuardedSource, open_source


def entry_of(path: Path, **options: object) -> dict:
    entry = GuardedSource(path, **options).entry()  # type: ignore[arg-type]
    json.dumps(entry, allow_nan=False)
    return entry


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "run"
    write(walk_out(people=50, frames=160), path)
    return path


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def column(entry: dict, name: str) -> dict:
    return next(column for column in entry["columns"] if column["name"] == name)


def test_columns_are_those_of_the_column_table(folder: Path) -> None:
    entry = entry_of(folder)
    for about in entry["columns"]:
        if about["name"] in COLUMNS:
            assert about["unit"] == COLUMNS[about["name"]].unit
            assert about["meaning"] == COLUMNS[about["name"]].meaning
    assert column(entry, "status")["values"] == list(STATUSES)
    assert column(entry, "exit_used")["values"] == [o.id for o in open_run(folder).venue.openings]
    assert column(entry, "exit_used")["recorded"]


def test_words_for_codes_are_those_of_the_models() -> None:
    from exeunt.models.population.mobility import CLASSES
    from exeunt.viewer.manifest import names_of

    assert names_of("mobility", walk_out(people=1, frames=1).venue, ()) == CLASSES
    words = names_of("sex", walk_out(people=1, frames=1).venue, ())
    assert words is not None
    assert COLUMNS["sex"].meaning == ", ".join(f"{code} {word}" for code, word in enumerate(words))


def test_codes_beyond_the_words_keep_their_number(tmp_path: Path) -> None:
    write(walk_out(people=5, frames=5), tmp_path / "run")
    path = tmp_path / "run" / "people.parquet"
    table = pq.read_table(path)
    place = table.column_names.index("mobility")
    codes = pa.array([0, 3, 11, 1, 0], pa.int8())
    groups = pa.array([-1, 40_000, 40_000, 5, -1], pa.int32())
    table = table.set_column(place, "mobility", codes)
    table = table.set_column(table.column_names.index("group"), "group", groups)
    pq.write_table(table, path)
    entry = entry_of(tmp_path / "run")
    assert column(entry, "mobility")["values"][9:] == ["assisted", "10", "11"]
    assert (column(entry, "group")["kind"], column(entry, "group")["range"]) == ("number", [-1.0, 40_000.0])
    _, arrays = unpack(open_source(tmp_path / "run").people())
    assert arrays["mobility"].tolist() == codes.to_pylist()
    assert arrays["group"].tolist() == groups.to_pylist()


def test_what_was_not_recorded_says_how_to_record_it(folder: Path, root: Path) -> None:
    from ruamel.yaml import YAML

    from exeunt.scenario.files import loads

    missing = [about for about in entry_of(folder)["columns"] if about["record_line"]]
    assert {"vx", "goal_exit", "distance_walked"} <= {about["name"] for about in missing}
    club = (root / "examples" / "club.yaml").read_text(encoding="utf-8")
    for about in missing:
        assert not about["recorded"]
        scenario = loads(f"{club}\n{about['record_line']}\n", root / "examples" / "viewed.yaml")
        assert about["name"] in scenario.document.record.series
        assert YAML(typ="safe").load(about["record_line"])


def test_people_and_crossings_are_those_of_the_tables(folder: Path) -> None:
    run = open_run(folder)
    _, arrays = unpack(open_source(folder).people())
    table = run.people()
    np.testing.assert_allclose(arrays["time_out"], table["time_out"].to_numpy(), rtol=1e-6)
    ids = [opening.id for opening in run.venue.openings]
    assert [ids[k] if k >= 0 else None for k in arrays["exit_used"]] == table["exit_used"].to_pylist()
    events = [row for row in run.events().to_pylist() if row["kind"] == "crossing"]
    for index in range(len(ids)):
        mine = slice(arrays["crossing_start"][index], arrays["crossing_start"][index + 1])
        wanted = sorted((row["time"], row["person"]) for row in events if row["opening"] == index)
        np.testing.assert_allclose(arrays["crossing_time"][mine], [time for time, _ in wanted], rtol=1e-6)
        assert (np.diff(arrays["crossing_time"][mine]) >= 0).all()
        assert set(arrays["crossing_person"][mine].tolist()) == {person for _, person in wanted}


def test_maps_are_those_of_the_run(folder: Path) -> None:
    run = open_run(folder)
    entry = entry_of(folder)
    _, arrays = unpack(open_source(folder).maps())
    for plane in run.density():
        walkable = plane.area > 0
        for name, values in (("max_density", plane.maximum), ("time_above_4", plane.time_above[4.0])):
            shown = arrays[f"{name}:{plane.surface}"]
            np.testing.assert_allclose(shown[walkable], values[walkable], rtol=1e-6)
            assert np.isnan(shown[~walkable]).all()
    for layer in entry["maps"]:
        assert arrays[layer["array"]].shape == (layer["ny"], layer["nx"])


def test_stairs_belong_to_a_storey_and_areas_come_through(folder: Path) -> None:
    from shapely import Polygon

    run, venue = open_run(folder), entry_of(folder)["venue"]
    for surface, shown in zip(run.venue.surfaces, venue["surfaces"], strict=True):
        area = sum(Polygon(rings[0], rings[1:]).area for rings in shown["polygons"])
        assert area == pytest.approx(surface.area.area, rel=1e-4)
        assert run.venue.surfaces[shown["storey"]].kind == "storey"
    assert [opening["id"] for opening in venue["openings"]] == [o.id for o in run.venue.openings]


def test_marks_of_the_slider_gather_people_and_leave_out_crossings(tmp_path: Path) -> None:
    from exeunt.results.folder import RunWriter

    made = walk_out(people=5, frames=4)
    writer = RunWriter(tmp_path / "run", scenario="exeunt: 1\n", venue=made.venue, people=5)
    writer.events(
        [
            Happening(0.1, "crossing", person=1, opening=0, value=1.0),
            *(Happening(60.0 + k, "stuck", "held up by other people", person=k, surface=0, x=float(k), y=2.0)
              for k in range(3)),
            Happening(100.0, "stuck", "held up by other people", person=4, surface=0, x=9.0, y=9.0),
            Happening(30.0, "opening", "exit 'exit south' is now open", opening=1, x=30.0, y=0.0, value=0.0),
        ]
    )  # fmt: skip
    for k in range(4):
        writer.frame(made.x[k], made.y[k], made.surface[k], made.status[k])
    writer.finish()
    entry = entry_of(tmp_path / "run")
    assert [(mark["time"], mark["kind"], mark["people"]) for mark in entry["events"]] == [
        (30.0, "opening", 0), (60.0, "stuck", 3), (100.0, "stuck", 1),
    ]  # fmt: skip
    assert entry["events"][1]["x"] == pytest.approx(1.0)
    assert entry["events"][1]["label"] == "3 people are stuck: held up by other people"
    assert entry["venue"]["openings"][1]["changes"] == [[30.0, "open"]]


def test_recorded_columns_hold_the_last_value_at_or_before_a_frame(tmp_path: Path) -> None:
    from exeunt.results.folder import RunWriter

    made = walk_out(people=6, frames=100)
    writer = RunWriter(
        tmp_path / "run", scenario="exeunt: 1\n", venue=made.venue, people=6, frame_interval=0.5,
        part_duration=10.0,
    )  # fmt: skip
    everyone = np.arange(6, dtype=np.int32)
    for k in range(made.frames):
        now = k * 0.5
        if now > 1 and now % 7 == 0:
            writer.series("distance_walked", now, everyone, everyone * 100 + now)
            writer.series("goal_exit", now, everyone, np.full(6, int(now) // 7 % 2, np.int16))
        writer.frame(made.x[k], made.y[k], made.surface[k], np.full(6, 1, np.int8))
    writer.finish()
    source = open_source(tmp_path / "run")
    assert column(source.entry(), "distance_walked")["range"] == [7.0, 549.0]
    for chunk in source.entry()["chunks"]:
        _, rows, columns = unpack_chunk(source.chunk(chunk["index"]))
        last = np.floor(rows.frame * 0.5 / 7) * 7
        known = last > 0
        wanted = np.where(known, rows.person * 100 + last, np.nan)
        np.testing.assert_array_equal(columns["distance_walked"], wanted.astype(np.float32))
        np.testing.assert_array_equal(columns["goal_exit"], np.where(known, last // 7 % 2, -1))


def test_a_link_in_a_recorded_column_is_not_followed(tmp_path: Path) -> None:
    from exeunt.results.folder import RunWriter
    from exeunt.viewer.chunks import Rows
    from exeunt.viewer.parts import PartReader

    made = walk_out(people=6, frames=40)
    writer = RunWriter(
        tmp_path / "run",
        scenario="exeunt: 1\n",
        venue=made.venue,
        people=6,
        frame_interval=0.5,
        part_duration=10.0,
    )
    everyone = np.arange(6, dtype=np.int32)
    for k in range(made.frames):
        writer.series("distance_walked", k * 0.5, everyone, everyone * 1.0)
        writer.frame(made.x[k], made.y[k], made.surface[k], np.full(6, 1, np.int8))
    writer.finish()
    part = tmp_path / "run" / "series" / "distance_walked" / "part-00000.parquet"
    part.rename(tmp_path / "elsewhere.parquet")
    part.symlink_to(tmp_path / "elsewhere.parquet")
    with pytest.raises(RunFolderError, match="leads out of the run folder"):
        open_run(tmp_path / "run").series("distance_walked")
    rows = Rows(*(np.zeros(1, np.int64) for _ in range(6)))
    with pytest.raises(RunFolderError, match="leads out of the run folder"):
        PartReader(tmp_path / "run", 20, 0.5).column("distance_walked", rows)
    assert GuardedSource(tmp_path / "run").entry()["status"] == "broken"


def test_a_run_is_seen_growing_part_by_part(tmp_path: Path) -> None:
    from exeunt.results.folder import RunWriter

    made = walk_out(people=20, frames=150)
    folder = tmp_path / "run"
    source = GuardedSource(folder)
    assert source.entry()["status"] == "broken"
    writer = RunWriter(folder, scenario="exeunt: 1\n", venue=made.venue, people=20, frame_interval=0.5)
    seen = []
    for k in range(made.frames):
        writer.frame(made.x[k], made.y[k], made.surface[k], made.status[k])
        entry = source.entry()
        assert entry["status"] == "running"
        seen.append((entry["frames"], [chunk["complete"] for chunk in entry["chunks"]]))
    # parts of 60 frames: a chunk is complete once the first frame of the next one is there
    assert seen[58] == (0, [])
    assert seen[59] == (60, [False])
    assert seen[119] == (120, [True, False])
    header, before, _ = unpack_chunk(source.chunk(1))
    assert header["frames"] == 60
    writer.finish()
    entry = source.entry()
    assert (entry["status"], entry["frames"]) == ("complete", 150)
    header, after, _ = unpack_chunk(source.chunk(1))
    assert header["frames"] == 61
    assert len(after) >= len(before)


def test_a_run_that_is_about_to_start_is_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    source = GuardedSource(folder, expected=True)
    assert source.entry()["status"] == "running"
    writer = write(walk_out(people=5, frames=5), folder, finish=False)
    venue = (folder / "venue.json").read_bytes()
    (folder / "venue.json").unlink()
    # run.json is written before venue.json; a page that asks in between must not be told of damage
    assert GuardedSource(folder).entry()["status"] == "running"
    (folder / "venue.json").write_bytes(venue)
    assert source.entry()["status"] == "running"
    writer.finish()
    assert source.entry()["status"] == "complete"


def test_a_killed_run_is_told_from_a_living_one(tmp_path: Path) -> None:
    writer = write(walk_out(people=10, frames=70), tmp_path / "run", finish=False)
    assert entry_of(tmp_path / "run")["status"] == "running"
    writer._heartbeat._stop.set()
    old = time.time() - 60
    os.utime(tmp_path / "run" / SIGN, (old, old))
    entry = entry_of(tmp_path / "run")
    assert entry["status"] == "incomplete"
    assert "killed" in entry["reason"]
    assert entry["hint"]
    # two closed parts of 30 frames; the third was never written
    assert entry["frames"] == 60


def test_interrupted_and_failed_runs_say_so(tmp_path: Path) -> None:
    for status in ("interrupted", "failed"):
        writer = write(walk_out(people=10, frames=70), tmp_path / status, finish=False)
        if status == "failed":
            writer.fail("the disk is full")
        else:
            writer.finish("interrupted", "interrupted")
        entry = entry_of(tmp_path / status)
        assert entry["status"] == status
        assert entry["reason"]
        assert entry["frames"] == (60 if status == "failed" else 70)
    assert "disk is full" in entry_of(tmp_path / "failed")["reason"]


def test_missing_and_damaged_parts_are_named_and_their_time_is_a_gap(copy: Path) -> None:
    (copy / "trajectories" / "part-00001.parquet").unlink()
    (copy / "trajectories" / "part-00003.parquet").write_bytes(b"PAR1 nothing PAR1")
    entry = entry_of(copy)
    assert entry["gaps"] == [[15.0, 30.0], [45.0, 60.0]]
    assert any("part-00003" in note for note in entry["notes"])
    assert any("missing" in note for note in entry["notes"])
    source = open_source(copy)
    _, rows, _ = unpack_chunk(source.chunk(0))
    assert rows.frame.max() < 30
    with pytest.raises(RunFolderError, match="part-00003"):
        source.chunk(1)


BREAKAGES = {
    "an empty folder": lambda run: [shutil.rmtree(run), run.mkdir()],
    "no run.json": lambda run: (run / "run.json").unlink(),
    "an empty run.json": lambda run: (run / "run.json").write_text(""),
    "a list for run.json": lambda run: (run / "run.json").write_text("[]"),
    "half a run.json": lambda run: (run / "run.json").write_text((run / "run.json").read_text()[:80]),
    "binary run.json": lambda run: (run / "run.json").write_bytes(b"\xff\xfe\x00\x01"),
    "another program's run.json": lambda run: (run / "run.json").write_text('{"format": "other"}'),
    "a newer format": lambda run: change(run, format_version=99),
    "no frame interval": lambda run: change(run, frame_interval=None),
    "a frame interval of 0": lambda run: change(run, frame_interval=0),
    "people that are no number": lambda run: change(run, people="many"),
    "no people": lambda run: change(run, people=-4),
    "no venue": lambda run: (run / "venue.json").unlink(),
    "a venue that is no JSON": lambda run: (run / "venue.json").write_text("{"),
    "a venue without surfaces": lambda run: (run / "venue.json").write_text('{"name": "x"}'),
    "a folder for run.json": lambda run: [(run / "run.json").unlink(), (run / "run.json").mkdir()],
    "damaged people": lambda run: (run / "people.parquet").write_bytes(b"PAR1"),
    "damaged events": lambda run: (run / "events" / "part-00001.parquet").write_bytes(b"x" * 99),
    "a file": lambda run: [shutil.rmtree(run), run.write_text("hello\n")],
    "a picture": lambda run: [shutil.rmtree(run), run.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))],
    "an empty file": lambda run: [shutil.rmtree(run), run.write_bytes(b"")],
    "a database of something else": lambda run: [shutil.rmtree(run), database(run)],
}


def change(run: Path, **values: object) -> None:
    path = run / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


@pytest.mark.parametrize("what", BREAKAGES)
def test_what_cannot_be_shown_becomes_words_and_advice(copy: Path, what: str) -> None:
    BREAKAGES[what](copy)
    entry = entry_of(copy)
    assert entry["status"] == "broken", entry["reason"]
    assert any(name in entry["reason"] for name in (copy.name, "venue.json"))
    assert entry["hint"]
    assert "Traceback" not in entry["reason"]
    for ask in (lambda s: s.chunk(0), lambda s: s.people(), lambda s: s.maps()):
        with pytest.raises(RunFolderError):
            ask(GuardedSource(copy))


def test_damaged_values_inside_tables_do_not_end_the_server(copy: Path) -> None:
    path = copy / "people.parquet"
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["population"]).slice(0, 3), path)
    entry = entry_of(copy)
    assert entry["status"] in ("complete", "broken")


def test_a_folder_of_runs_names_them(folder: Path) -> None:
    entry = entry_of(folder.parent)
    assert entry["status"] == "broken"
    assert str(folder) in entry["hint"]


def test_a_run_that_was_mended_is_shown_again(copy: Path) -> None:
    text = (copy / "run.json").read_text()
    (copy / "run.json").unlink()
    source = GuardedSource(copy)
    assert source.entry()["status"] == "broken"
    (copy / "run.json").write_text(text)
    assert source.entry()["status"] == "complete"
    assert source.chunk(0)
