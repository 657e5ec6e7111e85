"""Trajectories of other tools and of experiments open in the viewer, with what is not known said."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from exeunt_made import walk_out, write

from exeunt.results.export import export_archive, export_jupedsim
from exeunt.results.run import open_run
from exeunt.viewer.chunks import unpack_chunk
from exeunt.viewer.container import unpack
from exeunt.viewer.opening import GuardedSource, open_source

TEXT = """# description: two people
# framerate: 10.00
# x/m y/m
1 5 0.00 0.00
1 6 0.10 0.00
1 7 0.20 0.05
9 6 4.00 3.00
9 7 3.90 3.00
"""


def entry_of(path: Path, **options: object) -> dict:
    entry = GuardedSource(path, **options).entry()  # type: ignore[arg-type]
    json.dumps(entry, allow_nan=False)
    return entry


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "run"
    write(walk_out(people=50, frames=160), path)
    return path


def test_text_of_an_experiment_gets_a_floor_around_its_tracks(tmp_path: Path) -> None:
    path = tmp_path / "walk.txt"
    path.write_text(TEXT)
    source = open_source(path)
    entry = source.entry()
    assert (entry["status"], entry["people"], entry["frames"]) == ("foreign", 2, 3)
    assert entry["frame_interval"] == pytest.approx(0.1)
    assert any("no geometry" in note for note in entry["notes"])
    assert any("frame 5" in note for note in entry["notes"])
    _, rows, _ = unpack_chunk(source.chunk(0))
    assert rows.person.tolist() == [0, 0, 0, 1, 1]
    assert rows.frame.tolist() == [0, 1, 2, 1, 2]
    assert rows.x.tolist() == [0, 10, 20, 400, 390]
    _, people = unpack(source.people())
    assert people["id"].tolist() == [1, 9]
    assert people["inside"].tolist() == [1, 2, 2]
    _, maps = unpack(source.maps())
    assert np.nanmax(maps["max_density:0"]) > 0
    names = {about["name"] for about in entry["columns"] if about["recorded"]}
    assert names == {"surface", "speed", "density", "level_of_service"}


def test_text_that_says_no_unit_needs_the_option(tmp_path: Path) -> None:
    path = tmp_path / "walk.txt"
    path.write_text("1 0 100 200\n1 1 110 200\n")
    entry = entry_of(path)
    assert entry["status"] == "broken"
    assert "--fps" in entry["hint"]
    _, rows, _ = unpack_chunk(open_source(path, fps=16, unit="cm").chunk(0))
    assert rows.x.tolist() == [100, 110]


def test_a_jupedsim_file_brings_its_own_geometry(folder: Path, tmp_path: Path) -> None:
    (path, *_) = export_jupedsim(open_run(folder), tmp_path / "run.sqlite", "ground")
    entry = entry_of(path)
    assert entry["status"] == "foreign"
    assert not any("geometry" in note for note in entry["notes"])
    assert len(entry["venue"]["surfaces"][0]["polygons"][0]) > 1  # the pillar and the seats are holes
    ours = open_run(folder).trajectories()
    ground = ours.filter(pa.compute.equal(ours["surface"], 0))
    source = open_source(path)
    rows = [unpack_chunk(source.chunk(chunk["index"]))[1] for chunk in source.entry()["chunks"]]
    whole = sum(len(part.between(k * entry["chunk_frames"], (k + 1) * entry["chunk_frames"]))
                for k, part in enumerate(rows))  # fmt: skip
    assert whole == len(ground)
    # the curve falls as people leave the floor
    inside = unpack(source.people())[1]["inside"]
    frame = ground["frame"].to_numpy() - int(ground["frame"].to_numpy().min())
    assert inside.tolist() == [int((frame == k).sum()) for k in range(len(inside))]
    assert inside[-1] < inside[0]


def test_an_archive_file_opens(folder: Path, tmp_path: Path) -> None:
    path = export_archive(open_run(folder), tmp_path / "run.h5")
    assert entry_of(path)["status"] == "foreign"


def test_an_experiment_of_the_archive_opens(shared: Path) -> None:
    files = sorted((shared / "data").rglob("*.txt.xz"), key=lambda path: path.stat().st_size)
    opened = 0
    for path in files:
        entry = entry_of(path)
        if entry["status"] == "foreign":
            source = open_source(path)
            _, rows, _ = unpack_chunk(source.chunk(0))
            assert len(rows) > 0
            opened += 1
        if opened == 3:
            return
    pytest.skip("no trajectory text among the shared data")
