"""Recording into memory: the positions, density and events of a run that has no folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.engine.door_log import DoorLog
from exeunt.engine.recording import RecordDoc
from exeunt.results import schema
from exeunt.results.fields import DensityFields
from exeunt.results.folder import event_table
from exeunt.results.grid import DensityGrid, density_grid
from exeunt.results.memory import Frames
from exeunt.venue.venue import Venue
from exeunt.world.events import Event
from exeunt.world.state import World
from exeunt.world.status import statuses


@dataclass
class MemoryRecorder:
    """Keeps what a run folder would hold: events, frames of positions, density.

    ``frames``: without them only events are kept.
    """

    plan: RecordDoc
    venue: Venue
    frames: bool = True
    every: float = field(init=False)
    _doors: DoorLog = field(init=False, default_factory=DoorLog)
    _events: list[Event] = field(init=False, default_factory=list)
    _rows: list[tuple[NDArray[np.generic], ...]] = field(init=False, default_factory=list)
    _grid: DensityGrid = field(init=False)
    _fields: DensityFields = field(init=False)
    count: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.every = self.plan.every
        self._grid = density_grid(self.venue, self.plan.density_cell)
        self._fields = DensityFields.empty(self._grid)

    def record(self, world: World) -> None:
        """Keep a frame and the events so far."""
        self._take_events(world)
        self.count += 1
        if not self.frames:
            return
        status = statuses(world)
        here = np.flatnonzero(np.isin(status, schema.INSIDE)).astype(np.int32)
        x, y, on, doing = world["x"][here], world["y"][here], world["surface"][here], status[here]
        frame = np.full(len(here), self.count - 1, dtype=np.int32)
        cm = [np.rint(values * 100.0).astype(np.int32) for values in (x, y)]
        self._rows.append((here, frame, *cm, on.astype(np.int16), doing.astype(np.int8)))
        self._fields.add_frame(self._grid, on, x, y, doing == schema.MOVING, self.every)

    def _take_events(self, world: World) -> None:
        self._events += self._doors.complete(world, world.events.take())

    def events(self, world: World) -> pa.Table:
        """Return the table of events up to now."""
        self._take_events(world)
        return event_table(self._events)

    def kept(self) -> Frames | None:
        """Return positions and density; None if they were not asked for."""
        return Frames(_table(self._rows), self._grid, self._fields) if self.frames else None


def _table(rows: Sequence[tuple[NDArray[np.generic], ...]]) -> pa.Table:
    if not rows:
        return schema.TRAJECTORIES.empty_table()
    columns = [pa.array(np.concatenate(parts)) for parts in zip(*rows, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema.TRAJECTORIES)
