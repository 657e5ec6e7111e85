"""A run kept in memory for measuring: who was where and when, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.metrics.flow import crossings
from exeunt.results.contract import Line
from exeunt.results.tracks import Tracks
from exeunt.venue.venue import Venue
from exeunt.world.events import Event
from exeunt.world.state import World

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass
class MemoryRecorder:
    """Keeps places and surfaces of all people every ``every`` seconds, and all events."""

    every: float
    time: list[float] = field(default_factory=list)
    x: list[Floats] = field(default_factory=list)
    y: list[Floats] = field(default_factory=list)
    surface: list[NDArray[np.int16]] = field(default_factory=list)
    inside: list[Bools] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def record(self, world: World) -> None:
        """Take a copy."""
        self.time.append(world.time)
        self.x.append(world["x"].copy())
        self.y.append(world["y"].copy())
        self.surface.append(world["surface"].copy())
        self.inside.append(world.inside)
        self.events += world.events.take()


@dataclass(frozen=True, eq=False)
class Recorded:
    """A finished run.

    Parameters
    ----------
    venue
        The compiled building.
    populations
        Ids of the populations; column ``population`` points into them.
    columns
        Every column of people (people,) as it was at the end.
    time
        (frames,) seconds.
    x, y, surface, inside
        (frames, people); places mean nothing where ``inside`` is false.
    events
        All events in order.
    ending
        Why the run ended.
    """

    venue: Venue
    populations: tuple[str, ...]
    columns: dict[str, NDArray[Any]]
    time: Floats
    x: Floats
    y: Floats
    surface: NDArray[np.int16]
    inside: Bools
    events: tuple[Event, ...]
    ending: str

    @staticmethod
    def of(recorder: MemoryRecorder, world: World, populations: Sequence[str], ending: str) -> Recorded:
        """Return what a recorder kept, with the state in which the run ended."""
        events = (*recorder.events, *world.events.take())
        return Recorded(
            world.venue, tuple(populations), world.columns, np.array(recorder.time), np.array(recorder.x),
            np.array(recorder.y), np.array(recorder.surface), np.array(recorder.inside), events, ending,
        )  # fmt: skip

    def people(self, population: str | None = None) -> Bools:
        """Return (people,) who belongs to a population; everyone without one."""
        if population is None:
            return np.ones(len(self.columns["population"]), dtype=bool)
        return np.asarray(self.columns["population"] == self.populations.index(population))

    def time_out(self, population: str | None = None) -> Floats:
        """Return (people of the population,) seconds at which each left, NaN for those inside."""
        return np.asarray(self.columns["time_out"][self.people(population)], dtype=np.float64)

    def last_out(self, population: str | None = None) -> float:
        """Return when the last one left; NaN while somebody is inside."""
        return float(np.max(self.time_out(population)))

    def exits_used(self, population: str | None = None) -> dict[str, int]:
        """Return how many left by each exit."""
        used = self.columns["exit_used"][self.people(population)]
        return {exit.id: int((used == exit.index).sum()) for exit in self.venue.exits}

    def tracks(self, population: str | None = None, surface: str | None = None) -> Tracks:
        """Return places as tracks, of a population or on one surface only."""
        wanted = self.inside & self.people(population)
        if surface is not None:
            wanted &= self.surface == self.venue.surface(surface).index
        frame, person = np.nonzero(wanted)
        step = float(self.time[1] - self.time[0]) if len(self.time) > 1 else 1.0
        return Tracks.sorted(
            person.astype(np.int64), frame.astype(np.int64), self.x[frame, person], self.y[frame, person],
            1.0 / step, surface=self.surface[frame, person],
        )  # fmt: skip

    def crossing_times(self, line: Line, population: str | None = None) -> Floats:
        """Return (people of the population,) seconds at which each first crossed a line, NaN for never.

        Whoever left the venue on the far side within one frame counts as never: lines lie inside the venue.
        """
        who, when, _ = crossings(self.tracks(population), line)
        first = np.full(self.x.shape[1], np.nan)
        first[who[::-1]] = when[::-1]
        return first[self.people(population)]

    def inside_box(self, x0: float, y0: float, x1: float, y1: float, surface: str | None = None) -> Bools:
        """Return (frames, people) who stood in a rectangle, on any surface if none is named."""
        here = self.inside & (self.x >= x0) & (self.x < x1) & (self.y >= y0) & (self.y < y1)
        if surface is not None:
            here &= self.surface == self.venue.surface(surface).index
        return np.asarray(here)

    def speeds(self) -> Floats:
        """Return (frames, people) speed in plan in m/s over the two frames around each; NaN at the ends."""
        speed = np.full(self.x.shape, np.nan)
        if len(self.time) > 2:
            span = (self.time[2:] - self.time[:-2])[:, None]
            dx, dy = self.x[2:] - self.x[:-2], self.y[2:] - self.y[:-2]
            both = self.inside[2:] & self.inside[:-2]
            speed[1:-1] = np.where(both, np.sqrt(dx * dx + dy * dy) / span, np.nan)
        return speed


def always(recorded: Recorded) -> dict[str, Any]:
    """Return the figures that every run has: times at which people left, how many stayed, why it ended."""
    left = int(np.isnan(recorded.columns["time_out"]).sum())
    return {"time_out": recorded.time_out(), "left_inside": left, "ending": recorded.ending}
