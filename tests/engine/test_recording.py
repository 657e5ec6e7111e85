"""Danger zones and what people perceive stand in the run folder as they were in the World."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scenes import box, gap, scenario, storey

from exeunt.engine.recording import FolderRecorder, RecordDoc
from exeunt.results.folder import RunWriter
from exeunt.results.run import open_run
from exeunt.results.schema import MIND_SERIES
from exeunt.scenario.files import Scenario
from exeunt.simulation import Simulation, build, simulate
from exeunt.venue.venue import STATES
from exeunt.viewer.chunks import Rows
from exeunt.viewer.parts import PartReader

PEOPLE = 12


def hall(**top: object) -> Scenario:
    """A hall whose people start when a danger zone has crossed half of it."""
    venue = {"storeys": [storey("hall", 0, 0, 20, 10)], "exits": [gap("out", "hall", 0, 6, 0, 4)]}
    zone = {
        "id": "danger", "storey": "hall", "radius": 2, "seen": 8, "heard": 12, "end": 7.25,
        "path": [{"time": 2, "at": [18, 5]}, {"time": 6, "at": [10, 5]}],
    }  # fmt: skip
    people = [
        {"id": "p", "number": PEOPLE, "where": {"storey": "hall", "area": box(1, 1, 8, 9)}, "pre_movement": 9}
    ]
    return scenario(venue, people, danger_zones=[zone], run={"max_time": 12}, **top)


def test_the_run_folder_says_where_the_zone_was_at_each_recorded_time(tmp_path: Path) -> None:
    simulate(hall(record={"part": 3}), out=tmp_path / "run")
    run = open_run(tmp_path / "run")
    zones = run.zones()
    time, x, y = (zones[name].to_numpy() for name in ("time", "x", "y"))
    # from its beginning to its end, at the record's interval
    assert time[0] == 2.0
    assert time[-1] == 7.0
    assert np.allclose(np.diff(time), 0.5, atol=1e-9)
    # 2 m/s along its path, then at rest
    assert np.allclose(x, np.interp(time, [2, 6], [18, 10]), atol=1e-6)
    assert np.allclose(y, 5.0)
    corners = np.array(zones["corners"].to_pylist()).reshape(len(time), -1, 2)
    assert np.allclose(corners, corners[0], atol=1e-5)
    # 32 corners that have the area of the disc
    edges = np.roll(corners[0], -1, axis=0)
    area = 0.5 * abs((corners[0][:, 0] * edges[:, 1] - corners[0][:, 1] * edges[:, 0]).sum())
    assert area == pytest.approx(np.pi * 4.0, rel=1e-5)
    assert set(zones["id"].to_pylist()) == {"danger"}
    assert (zones["sight"].to_numpy() == 8).all()
    assert (zones["hearing"].to_numpy() == 12).all()
    assert len(run.parts("zones")) > 1


def test_a_run_without_zones_has_none_and_records_no_minds(tmp_path: Path) -> None:
    venue = {"storeys": [storey("hall", 0, 0, 6, 6)], "exits": [gap("out", "hall", 0, 4, 0, 2)]}
    simulate(scenario(venue, [{"number": 2, "where": {"storey": "hall"}}]), out=tmp_path / "run")
    run = open_run(tmp_path / "run")
    assert run.zones().num_rows == 0
    assert not (run.folder / "zones").exists()
    assert run.recorded() == []
    assert "mind" not in run.people().column_names


def test_doors_that_models_shut_are_told_with_their_state(tmp_path: Path) -> None:
    """A steward that keeps an exit shut says so without the state, a refuge that locks says nothing of its door."""
    venue = {
        "storeys": [storey("hall", 0, 0, 10, 6, walls=[{"line": [[5, 0], [5, 6]]}])],
        "doors": [gap("middle", "hall", 5, 2, 5, 3, changes=[{"at": 1, "state": "closed"}])],
        "exits": [gap("out", "hall", 0, 4, 0, 2), gap("back", "hall", 10, 2, 10, 4)],
    }
    simulation = build(scenario(venue, [{"number": 2, "where": {"storey": "hall"}}]), threads=1)
    world = simulation.world
    ids = {opening.id: opening.index for opening in world.venue.openings}
    for opening in world.venue.openings:
        world.openings.set(opening.index, STATES.index("open"))
    recorder = FolderRecorder(_writer(tmp_path / "run", simulation), RecordDoc(), ("p",))
    recorder.record(world)
    world.clock.step = world.clock.steps(0.5)
    world.openings.set(ids["out"], STATES.index("closed"))
    world.note("opening", cause="'anna' keeps 'out' closed", opening=ids["out"], person=1)
    world.openings.set(ids["middle"], STATES.index("locked"))
    recorder.record(world)
    recorder.record(world)
    recorder.finish(world)
    rows = [row for row in open_run(tmp_path / "run").events().to_pylist() if row["kind"] == "opening"]
    told = {row["opening"]: (row["time"], STATES[int(row["value"])], row["cause"]) for row in rows}
    assert len(rows) == 2
    assert told[ids["out"]] == (0.5, "closed", "'anna' keeps 'out' closed")
    assert told[ids["middle"]] == (0.5, "locked", "door 'middle' is now locked")


def _writer(folder: Path, simulation: Simulation) -> RunWriter:
    return RunWriter(
        folder, scenario="exeunt: 1\n", venue=simulation.world.venue, people=simulation.world.people,
        frame_interval=0.5, part_duration=5.0,
    )  # fmt: skip


def test_only_changes_of_minds_are_recorded_and_nothing_is_lost(tmp_path: Path) -> None:
    """What the viewer reads back at every frame is what the World held at the last record."""
    simulation = build(hall(), threads=1)
    world = simulation.world
    writer = _writer(tmp_path / "run", simulation)
    recorder = FolderRecorder(writer, RecordDoc(), ("p",))
    rng, held = np.random.default_rng(3), []
    for frame in range(24):
        world.clock.step = frame * world.clock.steps(0.5)
        if frame % 2 == 0:
            someone = rng.integers(PEOPLE, size=2)
            world["mind"][someone] = np.minimum(world["mind"][someone] + 1, 4)
            world["believed_danger"][someone] = rng.uniform(0.1, 1.0, 2)
        # changes between two records do not show before the next one
        held.append((world["mind"].copy(), world["believed_danger"].copy()))
        recorder.record(world)
    recorder.finish(world)
    writer.finish()
    run = open_run(tmp_path / "run")
    assert run.recorded() == sorted(MIND_SERIES)
    # 12 records of 12 people would be 144 rows
    assert PEOPLE * 3 <= run.series("mind").num_rows < 70
    assert run.series("action").num_rows == PEOPLE * 3
    reader = PartReader(run.folder, 10, 0.5)
    for frame, (mind, danger) in enumerate(held):
        none = np.zeros(PEOPLE, np.int32)
        rows = Rows(
            np.arange(PEOPLE, dtype=np.int32), none + frame, none, none, none.astype(np.int16),
            none.astype(np.int8),
        )  # fmt: skip
        assert reader.column("mind", rows).tolist() == mind.tolist()
        assert np.abs(reader.column("believed_danger", rows) - danger).max() < 0.01


def test_a_column_that_the_scenario_asks_for_is_recorded_in_full(tmp_path: Path) -> None:
    simulate(hall(record={"series": {"mind": 2}}), out=tmp_path / "run")
    run = open_run(tmp_path / "run")
    out, minds = run.people()["time_out"].to_numpy(), run.series("mind")
    times = minds["time"].to_numpy()
    assert np.unique(times).tolist() == [0, 2, 4, 6, 8, 10, 12]
    for time in np.unique(times):
        assert (times == time).sum() == (~(out <= time)).sum()
