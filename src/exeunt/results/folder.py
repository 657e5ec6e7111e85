"""Writes a run folder while the run goes on; whatever happens, every closed part stays readable."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import RunFolderError
from exeunt.results import air as air_files
from exeunt.results import fields as field_files
from exeunt.results import schema
from exeunt.results.contract import VenueLike
from exeunt.results.files import explain, write_bytes, write_json
from exeunt.results.grid import DensityGrid, density_grid
from exeunt.results.heartbeat import Heartbeat
from exeunt.results.places import Place, places_document
from exeunt.results.provenance import machine, scenario_hash, versions
from exeunt.results.venue import venue_document
from exeunt.results.zones import ZoneLike, zone_table

End = Literal["complete", "interrupted", "failed"]

COMPRESSION = "zstd"
_DELTA = {"person": "DELTA_BINARY_PACKED", "frame": "DELTA_BINARY_PACKED",
          "x_cm": "DELTA_BINARY_PACKED", "y_cm": "DELTA_BINARY_PACKED"}  # fmt: skip


class EventLike(Protocol):
    """Something that happened; indices are -1 and numbers NaN where there is none."""

    @property
    def time(self) -> float: ...
    @property
    def kind(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def person(self) -> int: ...
    @property
    def opening(self) -> int: ...
    @property
    def surface(self) -> int: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def value(self) -> float: ...


class RunWriter:
    """Writer of one run folder.

    Parameters
    ----------
    folder
        Created with its parents; must be new or empty.
    scenario
        Text of the resolved scenario, written to ``scenario.yaml``.
    venue
        The building, written to ``venue.json``.
    people
        Number of rows of the people table.
    frame_interval
        Seconds between two frames.
    inputs
        Files that the scenario names: name in the run folder (such as ``inputs/plan.wkt``) and where each is.
    info
        More entries for ``run.json``: name, variant, seed, threads, time step ...
    part_duration
        Seconds of simulated time in a part.
    density_cell
        Width in metres of the cells on which density is measured.
    places
        Refuges, signs, posts and the like, written to ``places.json`` if there are any.
    sync
        Force each part to the disk, so that it also survives a power cut (slower).

    Raises
    ------
    RunFolderError
        Here and in every method, if something cannot be written. What was closed before stays.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        scenario: str,
        venue: VenueLike,
        people: int,
        frame_interval: float = 0.5,
        inputs: Mapping[str, Path] | None = None,
        info: Mapping[str, Any] | None = None,
        part_duration: float = 30.0,
        density_cell: float = 1.0,
        places: Sequence[Place] = (),
        sync: bool = False,
    ) -> None:
        self.folder = Path(folder)
        self.venue = venue
        self.frame_interval = frame_interval
        self.frames = 0
        self.part = 0
        self.grid: DensityGrid = density_grid(venue, density_cell)
        self._sync = sync
        self._per_part = max(1, round(part_duration / frame_interval))
        self._filled = 0
        shape = (self._per_part, people)
        self._x = np.zeros(shape, dtype=np.int32)
        self._y = np.zeros(shape, dtype=np.int32)
        self._surface = np.zeros(shape, dtype=np.int16)
        self._status = np.zeros(shape, dtype=np.int8)
        self._fields = field_files.DensityFields.empty(self.grid)
        self._events: list[EventLike] = []
        self._air: list[tuple[float, float, dict[str, NDArray[np.float32]]]] = []
        self._series: dict[str, list[tuple[float, NDArray[np.int32], NDArray[Any]]]] = {}
        self._zones: list[ZoneLike] = []
        self._info: dict[str, Any] = {
            "format": "exeunt-run",
            "format_version": schema.FORMAT,
            "status": "running",
            "reason": "",
            "scenario_hash": scenario_hash(scenario),
            "versions": versions(),
            "machine": machine(),
            "created": _now(),
            "people": people,
            "frame_interval": frame_interval,
            "frames": 0,
            "part_duration": self._per_part * frame_interval,
            "density_cell": density_cell,
        }
        self._info.update(info or {})
        self._open(scenario, inputs or {}, places)

    def _open(self, scenario: str, inputs: Mapping[str, Path], places: Sequence[Place]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if any(self.folder.iterdir()):
                raise RunFolderError(f"{self.folder} is not empty; a run is never written over another one.")
            for name in ("trajectories", "events", "fields"):
                (self.folder / name).mkdir()
        except OSError as error:
            raise RunFolderError(f"Cannot create the run folder {self.folder}: {explain(error)}.") from error
        self._heartbeat = Heartbeat(self.folder)
        self._write_info()
        write_bytes(self.folder / "scenario.yaml", scenario.encode(), sync=self._sync)
        write_json(self.folder / "venue.json", venue_document(self.venue))
        if places:
            write_json(self.folder / "places.json", places_document(places))
        for name, origin in inputs.items():
            self._make((self.folder / name).parent)
            try:
                content = origin.read_bytes()
            except OSError as error:
                raise RunFolderError(f"Cannot read {origin}: {explain(error)}.") from error
            write_bytes(self.folder / name, content, sync=self._sync)

    @property
    def time(self) -> float:
        """Seconds of simulated time that the recorded frames stand for."""
        return self.frames * self.frame_interval

    def frame(
        self,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        surface: NDArray[np.int16],
        status: NDArray[np.int8],
    ) -> bool:
        """Record the next frame: (people,) positions in m, surfaces, ``schema.STATUSES`` indices.

        People who wait, move or are incapacitated are recorded, absent ones and those who are out are not. Frame k is
        at time k x ``frame_interval``. Returns whether this closed a part.

        Raises
        ------
        ValueError
            If a recorded person has no place.
        """
        inside = np.flatnonzero(np.isin(status, schema.INSIDE))
        xs, ys, on, doing = x[inside], y[inside], surface[inside], status[inside]
        if np.isnan(xs).any() or np.isnan(ys).any() or (on < 0).any():
            raise ValueError("a person inside has no position or no surface")
        row = self._filled
        self._x[row, inside] = np.rint(xs * 100.0)
        self._y[row, inside] = np.rint(ys * 100.0)
        self._surface[row] = surface
        self._status[row] = status
        self._fields.add_frame(self.grid, on, xs, ys, doing == schema.MOVING, self.frame_interval)
        self._filled += 1
        self.frames += 1
        if self._filled < self._per_part:
            return False
        self.close_part()
        return True

    def events(self, events: Iterable[EventLike]) -> None:
        """Take events; they are written when the part closes."""
        self._events.extend(events)

    def air(self, time: float, cell: float, values: Mapping[str, NDArray[Any]]) -> None:
        """Record the air at a time in s: (cells,) arrays by the names of ``air.RECORDED``, cells ``cell`` m wide."""
        kept = {name: np.array(values[name], dtype=np.float32) for name in air_files.RECORDED}
        self._air.append((time, cell, kept))

    def zones(self, zones: Iterable[ZoneLike]) -> None:
        """Record where danger zones are, each at its own time."""
        self._zones += zones

    def series(self, column: str, time: float, person: NDArray[np.int32], values: NDArray[Any]) -> None:
        """Record a column of the column table at a time in seconds, for the people numbered ``person``.

        Raises
        ------
        KeyError
            If there is no such column.
        """
        if column not in COLUMNS:
            raise KeyError(column)
        self._series.setdefault(column, []).append((time, person.astype(np.int32), np.array(values)))

    def close_part(self) -> None:
        """Write everything taken so far as a closed part; without frames or events nothing happens."""
        name = f"part-{self.part:05d}"
        if not (self._filled or self._events or self._series or self._air or self._zones):
            return
        if self._filled:
            table = self._trajectory_table()
            self._write_table(self.folder / "trajectories" / f"{name}.parquet", table, _DELTA)
            data = field_files.encode(self.grid, self._fields, self.venue)
            write_bytes(self.folder / "fields" / f"{name}.h5", data, sync=self._sync)
        if self._events:
            self._write_table(self.folder / "events" / f"{name}.parquet", event_table(self._events))
        if self._air:
            times, frames = [time for time, _, _ in self._air], [values for _, _, values in self._air]
            self._make(self.folder / "air")
            data = air_files.encode(self._air[0][1], self.venue, times, frames)
            write_bytes(self.folder / "air" / f"{name}.h5", data, sync=self._sync)
        if self._zones:
            self._make(self.folder / "zones")
            self._write_table(self.folder / "zones" / f"{name}.parquet", zone_table(self._zones))
        for column, records in self._series.items():
            path = self.folder / "series" / column / f"{name}.parquet"
            self._make(path.parent)
            self._write_table(path, _series_table(column, records))
        self.part += 1
        self._filled = 0
        self._events, self._series, self._air, self._zones = [], {}, [], []
        self._fields = field_files.DensityFields.empty(self.grid, start=self.time)

    def people(self, table: pa.Table) -> None:
        """Write ``people.parquet`` (see ``schema.people_table``); may be called again as outcomes come in."""
        self._write_table(self.folder / "people.parquet", table)

    def summary(self, row: Mapping[str, Any]) -> None:
        """Write ``summary.parquet``: one row, lists of dictionaries become lists of structs."""
        self._write_table(self.folder / "summary.parquet", pa.Table.from_pylist([dict(row)]))

    def update(self, **info: Any) -> None:
        """Add entries to ``run.json``, replaced atomically."""
        self._info.update(info)
        self._write_info()

    def finish(self, status: End = "complete", reason: str = "", **info: Any) -> None:
        """Write what is left and say how the run ended; ``info`` goes into ``run.json`` (timings ...).

        If what is left cannot be written, ``run.json`` says ``failed`` and why, if that is still possible.
        """
        try:
            self.close_part()
        except RunFolderError as error:
            self.fail(str(error))
            raise
        self.update(
            status=status, reason=reason, finished=_now(), frames=self.frames, parts=self.part, **info
        )
        self._heartbeat.stop()

    def fail(self, reason: str) -> None:
        """Mark the run as failed without writing the open part; never raises."""
        self._info.update(parts=self.part, finished=_now(), status="failed", reason=reason)
        with contextlib.suppress(RunFolderError):
            self._write_info()
        self._heartbeat.stop()

    def _trajectory_table(self) -> pa.Table:
        status = self._status[: self._filled].T
        person, row = np.nonzero(np.isin(status, schema.INSIDE))
        first = self.frames - self._filled
        arrays = [
            person.astype(np.int32), (row + first).astype(np.int32), self._x[row, person],
            self._y[row, person], self._surface[row, person], self._status[row, person],
        ]  # fmt: skip
        return pa.Table.from_arrays([pa.array(values) for values in arrays], schema=schema.TRAJECTORIES)

    def _write_table(self, path: Path, table: pa.Table, encodings: Mapping[str, str] | None = None) -> None:
        sink = pa.BufferOutputStream()
        plain = [name for name in table.column_names if name not in (encodings or {})]
        pq.write_table(
            table, sink, compression=COMPRESSION, use_dictionary=plain, column_encoding=encodings or None
        )
        write_bytes(path, memoryview(sink.getvalue()), sync=self._sync)

    def _write_info(self) -> None:
        write_json(self.folder / "run.json", self._info)

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunFolderError(f"Cannot create {folder}: {explain(error)}.") from error


def event_table(events: Sequence[EventLike]) -> pa.Table:
    """Return the table of events, in their order."""
    columns = {name: [getattr(event, name) for event in events] for name in schema.EVENTS.names}
    return pa.Table.from_pydict(columns, schema=schema.EVENTS)


def _series_table(column: str, records: Sequence[tuple[float, NDArray[np.int32], NDArray[Any]]]) -> pa.Table:
    person = np.concatenate([people for _, people, _ in records])
    time = np.repeat([at for at, _, _ in records], [len(people) for _, people, _ in records])
    values = np.concatenate([data for _, _, data in records]).astype(COLUMNS[column].dtype)
    order = np.argsort(person, kind="stable")
    arrays = [pa.array(person[order]), pa.array(time[order]), pa.array(values[order])]
    return pa.Table.from_arrays(arrays, schema=schema.series_schema(column))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
