"""The loop: a table of contents of what happens in a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.columns import RESCUES
from exeunt.base.quantities import Duration
from exeunt.engine.schedule import Schedule
from exeunt.engine.watch import ProgressWatch
from exeunt.world.contract import Phase
from exeunt.world.duty import STAY
from exeunt.world.state import World

COLLECTED = RESCUES.index("at the collection point")
BEFORE_MOVEMENT: tuple[Phase, ...] = ("events", "hazards", "alarms", "behaviour", "wayfinding")
MOVEMENT: tuple[Phase, ...] = ("movement",)
AFTER_MOVEMENT: tuple[Phase, ...] = ("exposure",)

Ending = Literal[
    "everyone is out",
    "time limit",
    "no open exit can be reached",
    "no progress",
    "everyone left is incapacitated",
    "the entry is taken by people who lie there",
    "no way out is wide enough",
    "everyone is out or rescued",
    "everyone is out or protected",
    "everyone left is sheltering",
    "interrupted",
]


class RunDoc(BaseModel):
    """How long and how finely to simulate; ``step`` is the movement model's own if not given."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    max_time: Duration = Field(3600.0, gt=0, description="stop at this simulated time at the latest")
    stall_time: Duration = Field(180.0, gt=0, description="stop when nobody gets anywhere for so long")
    seed: int = Field(1, ge=0, lt=2**32)
    step: Duration | None = Field(None, gt=0, le=0.5, description="movement step; default: the model's own")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands, for the display of its progress.

    ``out`` counts people who have left, of ``people`` in all; ``last_start`` is the latest time in s at which anybody
    is known to start, NaN if that is not known of anybody.
    """

    time: float
    end_time: float
    inside: int
    people: int
    wall_s: float
    person_steps: int
    out: int = 0
    last_start: float = float("nan")


class Recorder(Protocol):
    """Writes down what the run's record asks for; called at the start and every ``every`` seconds."""

    every: float

    def record(self, world: World) -> None:
        """Write down the present."""


@dataclass
class Loop:
    """The phases of a run over a World, until it ends."""

    world: World
    schedule: Schedule
    recorder: Recorder
    watch: ProgressWatch
    limits: RunDoc
    progress: Callable[[Progress], None] | None = None
    wall_s: float = 0.0
    # when something was awaited last, and when somebody had a way, or had not started, last
    hoped: float = 0.0
    found: float = 0.0
    # since when everybody who can act is sheltering
    settled: float = float("nan")

    def run(self) -> Ending:
        """Step until the run ends; returns why. KeyboardInterrupt ends it as ``interrupted``."""
        for model in self.schedule.models:
            model.setup(self.world)
        self.recorder.record(self.world)
        began = perf_counter()
        try:
            while (ending := self.ending()) is None:
                self.step()
                self.wall_s = perf_counter() - began
                self.show()
        except KeyboardInterrupt:
            ending = "interrupted"
        self.wall_s = perf_counter() - began
        # whoever is left inside has a reason as of now
        self.watch.update(self.world, 0)
        return ending

    def step(self) -> None:
        """Go from one moment at which something is due to the next."""
        world, clock = self.world, self.world.clock
        steps = self.schedule.pause(clock.step)
        for model in self.schedule.due(clock, BEFORE_MOVEMENT):
            model.update(world, steps)
        for model in self.schedule.due(clock, MOVEMENT):
            model.update(world, steps)
        clock.step += steps
        for model in self.schedule.due(clock, AFTER_MOVEMENT):
            model.update(world, steps)
        if clock.step % clock.steps(self.recorder.every) == 0:
            self.recorder.record(world)

    def ending(self) -> Ending | None:
        """Return why the run is over, None if it is not."""
        world = self.world
        # responders come to help: nobody waits for them, only for what they do
        others = ~world.crew
        inside = world.inside & others
        active = world.active & others & (world["rescue"] != COLLECTED)
        coming = (world["present"] == 0) & np.isnan(world["time_out"]) & others
        if not inside.any() and not coming.any():
            return "everyone is out"
        if not active.any() and not coming.any() and not world.rescuing:
            return self.left_lying(inside)
        if world.time >= self.limits.max_time - 1e-9:
            return "time limit"
        if self.awaited(coming):
            self.hoped = self.found = world.time
            return None
        if not coming.any() and (ending := self.sheltered()) is not None:
            return ending
        walking = active & (world["start_time"] <= world.time) & (world["errand"] != STAY)
        walking &= world["visit"] != STAY
        if walking.sum() < active.sum() or (world["field"][active] >= 0).any():
            self.found = world.time
        # all have been asked since the last opening changed and the last person came
        if world.time - self.found > 2.0 * self.asked_every:
            if not active.any():
                return "the entry is taken by people who lie there"
            if (world["too_narrow"][active] != -1).all():
                return "no way out is wide enough"
            return "no open exit can be reached"
        if world.time - max(self.watch.last_progress, self.hoped) >= self.limits.stall_time:
            return "no progress"
        return None

    def left_lying(self, inside: NDArray[np.bool_]) -> Ending:
        """Return the ending of a run in which nobody left (people,) can walk."""
        rescued = (self.world["rescue"][inside] == COLLECTED).all()
        return "everyone is out or rescued" if rescued else "everyone left is incapacitated"

    def sheltered(self) -> Ending | None:
        """Return the ending of a run in which everybody left has stayed inside on purpose, None if it is not over.

        Who is in a locked refuge is protected and stays, unless smoke comes, or a danger zone that leaves; who hides
        may think again: those are given the time after which a run counts as stalled.
        """
        world = self.world
        sheltering = world.sheltering
        walking = world.active & ~world.crew & ~sheltering & (world["errand"] != STAY)
        if not sheltering.any() or walking.any():
            self.settled = float("nan")
            return None
        self.found = world.time
        if np.isnan(self.settled):
            self.settled = world.time
        protected = bool(world.protected[sheltering].all())
        patience = 0.0 if protected and world.air is None else self.limits.stall_time
        if world.time - self.settled < patience:
            return None
        return "everyone is out or protected" if protected else "everyone left is sheltering"

    @property
    def asked_every(self) -> float:
        """Seconds between two calls of the models that choose exits."""
        return max(
            (model.every for model in self.schedule.models if model.phase == "wayfinding"), default=0.0
        )

    def awaited(self, coming: NDArray[np.bool_]) -> bool:
        """Return whether something is to come: arrivals, starts, openings, somebody about to go, staff, an alarm.

        Arrivals that are due and find their entry taken are not awaited: they depend on those inside.
        """
        world = self.world
        arrivals = (world["arrival_time"][coming] >= world.time).any()
        # what is due now has not happened yet
        due = world.time - 1e-9
        later = any(time >= due for opening in world.venue.openings for time in opening.times)
        later |= any(time >= due for time in world.expected)
        mine = world.active & ~world.crew
        starts = (world["start_time"][mine] > world.time).any()
        pending = world.pending_until >= world.time or world.time < world.duty.until
        warned = world.time < world.alarms_until and np.isnan(world["start_time"][mine]).any()
        return bool(arrivals or later or starts or pending or warned or world.rescuing)

    def show(self) -> None:
        """Tell whoever watches."""
        if self.progress is not None:
            world = self.world
            visitors = ~world.crew
            starts = world["start_time"][visitors]
            starts = starts[np.isfinite(starts)]
            self.progress(
                Progress(
                    time=world.time,
                    end_time=self.limits.max_time,
                    inside=int((world.inside & visitors).sum()),
                    people=int(visitors.sum()),
                    wall_s=self.wall_s,
                    person_steps=world.person_steps,
                    out=int((~np.isnan(world["time_out"][visitors])).sum()),
                    last_start=float(starts.max()) if len(starts) else float("nan"),
                )
            )
