"""Single cases that the generators found, each with the sentence that is right."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import exeunt_made as made
import h5py
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from track_files import write_hdf5, write_sqlite
from walkers import columns, straight

from exeunt.base.errors import RunFolderError, ScenarioError
from exeunt.models.hazards.cfast.output import read_table
from exeunt.models.hazards.field import HazardError
from exeunt.results.exchange import read_tracks
from exeunt.results.run import Run, open_run
from exeunt.scenario.files import loads
from exeunt.viewer.foreign import TrackSource

HEAD = "# framerate: 8\n# unit: m\n"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("1 0 1 1\n1 1 1 1\n1 1000000000 2 2\n", "nobody was seen from frame 1 to frame 1000000000"),
        ("1 0 1 1\n1 1 nan 1\n", "position 2 has the x nan"),
        ("1 0 1 1\n1e30 1 1 1\n", "position 2 has the id 1e+30"),
        ("1 0 1 1\n1 1 x 1\n", "line 4 is '1 1 x 1'"),
        ("1 0 1 1\n1 1 1e9 1\n", "position 2 has the x 1e+09"),
    ],
)
def test_a_number_that_cannot_be_is_told_with_its_row(rows: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(HEAD + rows)
    with pytest.raises(RunFolderError) as caught:
        read_tracks(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_view_that_never_ends_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    write_sqlite(path, columns(straight()))
    assert len(read_tracks(path)) == 200
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "DROP TABLE trajectory_data; CREATE VIEW trajectory_data AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL "
            "SELECT n + 1 FROM c) SELECT n AS frame, 1 AS id, 0.0 AS pos_x, 0.0 AS pos_y FROM c;"
        )
    with pytest.raises(RunFolderError, match="no table 'trajectory_data'"):
        read_tracks(path)


def test_hdf5_reads_no_other_file_and_nothing_larger_than_it_can_hold(tmp_path: Path) -> None:
    path, other = tmp_path / "t.h5", tmp_path / "other.h5"
    for name in (path, other):
        write_hdf5(name, columns(straight()))
    assert len(read_tracks(path)) == 200
    with h5py.File(path, "a") as file:
        del file["trajectory"]
        file["trajectory"] = h5py.ExternalLink(str(other), "/trajectory")
    with pytest.raises(RunFolderError, match="no data set 'trajectory' of its own"):
        read_tracks(path)
    kinds = [("id", "i4"), ("frame", "i4"), ("x", "f8"), ("y", "f8")]
    with h5py.File(path, "a") as file:
        del file["trajectory"]
        file.create_dataset("trajectory", (2_000_000_000,), kinds, chunks=(100_000,), compression="gzip")
    assert path.stat().st_size < 100_000
    with pytest.raises(RunFolderError, match="48,000 MB, more than is read"):
        read_tracks(path)


def test_a_floor_of_a_thousand_kilometres_is_shown_in_wider_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(HEAD + "1 0 0 0\n1 1 1000000 1000000\n")
    source = TrackSource(path)
    assert source._grid.cells < 2_000_000
    assert source.maps()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    made.write(made.walk_out(people=5, frames=80), tmp_path / "run")
    return open_run(tmp_path / "run")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("people", -1, "people is -1"),
        ("frame_interval", "x", "frame_interval is 'x'"),
        ("frame_interval", 1e-9, "frame_interval is 1e-09"),
        ("frames", 10**12, "frames is 1000000000000"),
        ("name", ["a"], "name is"),
    ],
)
def test_run_json_is_checked_by_type_and_range(key: str, value: object, words: str, run: Run) -> None:
    path = run.folder / "run.json"
    path.write_text(json.dumps({**run.info, key: value}))
    with pytest.raises(RunFolderError, match=r"run\.json is damaged") as caught:
        open_run(run.folder)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda v: v["openings"][0].update(surface=99), "opening 'exit west' names the number 99, of 5"),
        (lambda v: v["surfaces"][0].update(area="POINT (1 1)"), "surfaces[0].area: 'POINT (1 1)' is no polygon"),
        (lambda v: v["surfaces"][0].update(area="POLYGON ((0 0, 4 0, 4"), "is not well-known text"),
        (lambda v: v["surfaces"][1].update(elevation=1e300), "surfaces[1].elevation is 1e+300"),
        (lambda v: v["walls"].append([1, 2, 3]), "walls[12]"),
    ],
)  # fmt: skip
def test_venue_json_is_checked_and_told_with_its_place(change: object, words: str, run: Run) -> None:
    path = run.folder / "venue.json"
    content = json.loads(path.read_text())
    change(content)  # type: ignore[operator]
    path.write_text(json.dumps(content))
    with pytest.raises(RunFolderError) as caught:
        _ = open_run(run.folder).venue
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        ("person", pa.array([99], pa.int32()), "the column 'person' holds 99, not 0 to 4"),
        ("surface", pa.array([-3], pa.int16()), "the column 'surface' holds -3, not 0 to 4"),
        ("x_cm", pa.array(["x"]), "the column 'x_cm' does not hold whole numbers"),
        ("x_cm", pa.array([None], pa.int32()), "the column 'x_cm' has gaps"),
        ("status", None, "it has no column 'status'"),
    ],
)
def test_a_part_of_another_schema_is_named(
    column: str, values: pa.Array | None, words: str, run: Run
) -> None:
    path = run.parts("trajectories")[0]
    table = pq.read_table(path).slice(0, 1)
    place = table.column_names.index(column)
    table = table.drop_columns([column]) if values is None else table.set_column(place, column, values)
    pq.write_table(table, path)
    with pytest.raises(RunFolderError) as caught:
        open_run(run.folder).trajectories()
    assert str(caught.value) == f"{path} is damaged: {words}."


def test_a_field_of_another_shape_is_named(run: Run) -> None:
    path = run.parts("fields", "h5")[0]
    with h5py.File(path, "a") as file:
        del file["density_mean"]
        file["density_mean"] = np.zeros(3)
    with pytest.raises(RunFolderError, match=r"'density_mean' has the shape \(3,\), which does not fit"):
        run.fields()


def test_tables_of_cfast_that_are_no_text_or_no_numbers_are_told(tmp_path: Path) -> None:
    path = tmp_path / "case_devices.csv"
    for content, words in (
        (b"\xff\x80", "it is not UTF-8 text"),
        (b"a\nb\nc\nd\nx\n", "row 1 holds 'x', no number"),
        (b"a\nb\nc\nd\n1\n1\n", "times do not follow one another"),
        (b"a\nb\nc\nd\n1e300\n", "holds 1e"),
    ):
        path.write_bytes(content)
        with pytest.raises(HazardError, match=words):
            read_table(path)


def test_a_length_that_no_building_has_and_a_lone_surrogate_are_told() -> None:
    text = 'exeunt: 1\nname: "\\ud800"\nvenue: {storeys: []}\npeople: []\n'
    with pytest.raises(ScenarioError, match="control character"):
        loads(text)
    area = "[[0, 0], [9, 0], [9, 1.0e+300]]"
    with pytest.raises(ScenarioError, match="more than a length can be"):
        loads(f"exeunt: 1\nvenue: {{storeys: [{{id: a, area: {area}}}]}}\npeople: []\n")
