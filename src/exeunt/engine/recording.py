"""What a run writes down, as an object: section ``record`` of a scenario, and the recorders made from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, field_validator

from exeunt.base.columns import CAUSES, COLUMNS, STUCK_REASONS
from exeunt.base.quantities import Duration, Length
from exeunt.engine.door_log import DoorLog
from exeunt.results.folder import RunWriter
from exeunt.results.schema import MIND_SERIES, MIND_STEP, people_table
from exeunt.world.state import World
from exeunt.world.status import statuses


class RecordDoc(BaseModel):
    """What the run folder holds."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    every: Duration = Field(0.5, ge=0.01, le=60, description="time between recorded positions (s)")
    part: Duration = Field(30.0, ge=1, le=3600, description="simulated time in one closed part (s)")
    density_cell: Length = Field(1.0, ge=0.25, le=10, description="width of a cell of the density maps (m)")
    air: Duration = Field(
        5.0, ge=0.5, le=600, description="time between recorded states of the air, with hazards (s)"
    )
    minds: Duration = Field(
        1.0,
        ge=0.1,
        le=600,
        description="time between records of what people perceive and decide, if they do (s)",
    )
    series: dict[str, Annotated[Duration, Field(ge=0.01)]] = Field(
        {}, description="further columns to record, each with the time between its records (s)"
    )

    @field_validator("series")
    @classmethod
    def _known(cls, series: dict[str, float]) -> dict[str, float]:
        for name in series:
            if name not in COLUMNS:
                raise ValueError(f"'{name}' is no quantity of a person; known are {', '.join(COLUMNS)}")
        return series


@dataclass
class NoRecorder:
    """Records nothing; for runs that stay in memory."""

    every: float = 1.0

    def record(self, world: World) -> None:
        """Forget the events so that they do not pile up."""
        world.events.take()


@dataclass
class FolderRecorder:
    """Writes a run folder as the run goes."""

    writer: RunWriter
    plan: RecordDoc
    populations: tuple[str, ...]
    every: float = field(init=False)
    _air_at: float = field(init=False, default=float("nan"))
    _zones_at: float = field(init=False, default=float("nan"))
    _doors: DoorLog = field(init=False, default_factory=DoorLog)
    _part: int = field(init=False, default=-1)
    _known: dict[str, tuple[NDArray[Any], NDArray[np.bool_]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.every = self.plan.every

    def record(self, world: World) -> None:
        """Record a frame, the series that are due and the events so far; outcomes with every part."""
        self.writer.events(self._doors.complete(world, world.events.take()))
        for column, period in self.plan.series.items():
            if world.clock.step % world.clock.steps(period) == 0:
                here = np.flatnonzero(world.inside).astype(np.int32)
                self.writer.series(column, world.time, here, world[column][here])
        self.air(world)
        self.minds(world)
        self.zones(world)
        if self.writer.frame(world["x"], world["y"], world["surface"], statuses(world)):
            self.people(world)

    def air(self, world: World) -> None:
        """Record the air over the building, with the time of the look, if it is due and hazards have begun."""
        air = world.air
        if air is None or np.isnan(air.looked_at) or world.clock.step % world.clock.steps(self.plan.air):
            return
        # hazards look before the step, and may do so more rarely than frames are wanted
        if air.looked_at == self._air_at:
            return
        self._air_at = air.looked_at
        self.writer.air(
            air.looked_at, air.grid.cell, {**air.fields, "gas_rate": air.gas_rate, "heat_rate": air.heat_rate}
        )

    def zones(self, world: World) -> None:
        """Record where danger zones are, with the time of the look, unless that has been recorded."""
        if world.zones and world.zones[0].time != self._zones_at:
            self._zones_at = world.zones[0].time
            self.writer.zones(world.zones)

    def minds(self, world: World) -> None:
        """Record what people perceive and decide, if it is due: everybody once a part, then what has changed."""
        if not world.minds or world.clock.step % world.clock.steps(self.plan.minds):
            return
        if self.writer.part != self._part:
            self._part = self.writer.part
            self._known = {
                name: (world[name].copy(), np.zeros(world.people, dtype=np.bool_))
                for name in MIND_SERIES
                if name not in self.plan.series
            }
        here = np.flatnonzero(world.inside)
        for name, (last, known) in self._known.items():
            now = world[name]
            step = MIND_STEP.get(name, 0.5)
            changed = here[~known[here] | (np.abs(now[here] - last[here]) >= step)]
            if len(changed):
                self.writer.series(name, world.time, changed.astype(np.int32), now[changed])
                last[changed], known[changed] = now[changed], True

    def people(self, world: World) -> None:
        """Write the table of people as they are now."""
        self.writer.people(
            people_table(
                world.recorded,
                populations=self.populations,
                openings=[opening.id for opening in world.venue.openings],
                surfaces=[surface.id for surface in world.venue.surfaces],
                reasons=STUCK_REASONS,
                causes=CAUSES,
            )
        )

    def finish(self, world: World) -> None:
        """Write the last events and frames and the outcome of everyone."""
        self.writer.events(self._doors.complete(world, world.events.take()))
        self.writer.close_part()
        self.people(world)
