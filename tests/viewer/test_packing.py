"""What the page gets is what the run folder holds: positions to the centimetre, everyone, at every frame."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from exeunt_made import walk_out, write
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.base.columns import STATUSES
from exeunt.results.run import open_run
from exeunt.viewer.chunks import Rows, frames_per_chunk, pack_chunk, unpack_chunk
from exeunt.viewer.container import pack, unpack
from exeunt.viewer.manifest import chunk_entries
from exeunt.viewer.sources import RunSource

NAMES = ("person", "frame", "x", "y", "surface", "status")


@st.composite
def crowds(draw: st.DrawFn) -> Rows:
    """People who come late, leave early, come back, stand, walk, or jump across the plan."""
    frames = draw(st.integers(1, 40))
    person, frame = [], []
    for number in range(draw(st.integers(0, 12))):
        there = draw(st.lists(st.booleans(), min_size=frames, max_size=frames))
        here = np.flatnonzero(there)
        person.append(np.full(len(here), number * 7))
        frame.append(here)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    persons = np.concatenate([*person, np.zeros(0, int)]).astype(np.int32)
    rows = len(persons)
    reach = draw(st.sampled_from([3, 200, 40_000, 2_000_000_000]))
    x, y = (rng.integers(-reach, reach, rows, endpoint=True).astype(np.int32) for _ in range(2))
    return Rows(
        persons, np.concatenate([*frame, np.zeros(0, int)]).astype(np.int32), x, y,
        rng.integers(0, 300, rows).astype(np.int16), rng.integers(0, len(STATUSES), rows).astype(np.int8),
    )  # fmt: skip


def assert_same(found: Rows, wanted: Rows) -> None:
    for name in NAMES:
        np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name), err_msg=name)


@given(crowds(), st.integers(0, 10_000))
@settings(max_examples=150, deadline=None)
def test_a_chunk_gives_back_every_row(rows: Rows, frame0: int) -> None:
    moved = Rows(rows.person, rows.frame + np.int32(frame0), rows.x, rows.y, rows.surface, rows.status)
    dose = np.linspace(0, 1, len(rows), dtype=np.float32)
    header, found, columns = unpack_chunk(pack_chunk(moved, frame0, 41, {"dose": dose}))
    assert (header["frame0"], header["frames"]) == (frame0, 41)
    assert_same(found, moved)
    np.testing.assert_array_equal(columns["dose"], dose)


def test_arrays_lie_at_multiples_of_eight_so_that_the_page_can_map_them() -> None:
    import gzip
    import struct

    arrays = {"a": np.arange(3, dtype=np.uint8), "b": np.arange(5, dtype=np.float32)}
    plain = gzip.decompress(pack(arrays, {"note": "ü"}))
    (length,) = struct.unpack_from("<I", plain)
    header, found = unpack(pack(arrays, {"note": "ü"}))
    assert (length + 4) % 8 == 0
    assert all(about["offset"] % 8 == 0 for about in header["arrays"].values())
    np.testing.assert_array_equal(found["b"], arrays["b"])


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = Rows(*(np.zeros(4, np.int32),) * 4, np.zeros(4, np.int16), np.zeros(4, np.int8))
    rows.frame[:] = range(4)
    assert pack_chunk(rows, 0, 4) == pack_chunk(rows, 0, 4)


@given(st.integers(1, 5000), st.integers(2, 400), st.booleans())
@settings(deadline=None)
def test_chunks_cover_every_frame_and_overlap_by_one(frames: int, size: int, growing: bool) -> None:
    chunks = chunk_entries(frames, size, growing=growing)
    assert chunks[0]["frame0"] == 0
    for chunk, following in pairwise(chunks):
        assert chunk["frame0"] + chunk["frames"] == following["frame0"] + 1
        assert chunk["complete"]
    assert chunks[-1]["frame0"] + chunks[-1]["frames"] == frames
    # a run that grows may still add to its last chunk; a finished one may not
    assert chunks[-1]["complete"] == (not growing or chunks[-1]["frames"] == size + 1)


def test_a_large_crowd_gets_shorter_chunks() -> None:
    assert frames_per_chunk(0.5, 6000) == 60
    assert frames_per_chunk(1.0, 50_000) == 30
    assert frames_per_chunk(0.1, 50_000) * 50_000 <= 4_000_000
    assert frames_per_chunk(60.0, 10) == 8


@pytest.mark.parametrize("part_duration", [7.0, 15.0, 100.0])
def test_a_run_folder_comes_through_whole(tmp_path: Path, part_duration: float) -> None:
    made = walk_out(people=60, frames=143)
    write(made, tmp_path / "run", part_duration=part_duration)
    source = RunSource(tmp_path / "run")
    entry = source.entry()
    assert entry["frames"] == made.frames
    table = (
        open_run(tmp_path / "run").trajectories().sort_by([("person", "ascending"), ("frame", "ascending")])
    )
    whole = Rows(
        *(table[name].to_numpy() for name in ("person", "frame", "x_cm", "y_cm", "surface", "status"))
    )
    for chunk in entry["chunks"]:
        _, rows, _ = unpack_chunk(source.chunk(chunk["index"]))
        assert_same(rows, whole.between(chunk["frame0"], chunk["frame0"] + chunk["frames"]))
    # the number inside is what the page prints, so it is checked on its own
    inside = np.bincount(whole.frame, minlength=made.frames)
    np.testing.assert_array_equal(inside, (made.status != 3).sum(axis=1))


def test_people_who_have_fallen_are_recorded_and_come_through_as_such(tmp_path: Path) -> None:
    """Someone incapacitated stays in the venue: in every frame, with a status of its own."""
    made = walk_out(people=60, frames=40)
    fell = np.argsort(made.time_out)[-7:]
    made.status[30:, fell] = STATUSES.index("incapacitated")
    write(made, tmp_path / "run")
    source = RunSource(tmp_path / "run")
    (status,) = [column for column in source.entry()["columns"] if column["name"] == "status"]
    assert status["values"] == list(STATUSES)
    _, rows, _ = unpack_chunk(source.chunk(0))
    last = rows.frame == 39
    names = np.array(status["values"])[rows.status[last]]
    assert sorted(rows.person[last][names == "incapacitated"]) == sorted(fell)
    assert (rows.frame == 39).sum() == (made.status[39] != 3).sum()
