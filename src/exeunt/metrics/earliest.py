"""The earliest time at which each person could pass each opening if nobody were in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.metrics.network import OUTSIDE, Network, Passage, elevation, height, is_slope, leg_mode, locate
from exeunt.metrics.queues import distance_to_line
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Starters:
    """People at their starting places.

    Parameters
    ----------
    x, y, surface
        (people,) m and index of the surface.
    start
        (people,) s when each begins to walk (pre-movement or arrival, whichever is later).
    level, up, down
        (people,) free speeds in m/s on the level, and up and down stairs along the slope.
    """

    x: Floats
    y: Floats
    surface: NDArray[np.int16]
    start: Floats
    level: Floats
    up: Floats
    down: Floats

    def __len__(self) -> int:
        return len(self.x)

    def slowness(self, belts: Sequence[float] = ()) -> Floats:
        """Return (4 + belts, people) s per m by mode of a leg; inf where the speed is 0.

        On an escalator everybody is taken to walk with it: nobody is faster.
        """
        stairs = np.maximum(self.up, self.down)
        speeds = np.array([self.level, self.up, self.down, stairs, *(belt + stairs for belt in belts)])
        with np.errstate(divide="ignore"):
            return np.where(speeds > 0, 1.0 / speeds, np.inf)


def starters(people: pa.Table, tracks: Tracks) -> Starters:
    """Return the people of a run where they were first recorded; those who never came are left out.

    Raises
    ------
    KeyError
        If the table lacks start times or free speeds (tracks of experiments: make ``Starters`` yourself).
    """
    rows = first_rows(tracks)
    number = people["person"].to_numpy()
    order = np.argsort(number)
    at = order[np.searchsorted(number, tracks.person[rows], sorter=order)]
    start, level, up, down = (
        people[name].to_numpy()[at]
        for name in ("start_time", "desired_speed", "speed_stairs_up", "speed_stairs_down")
    )
    surface = np.zeros(len(rows), dtype=np.int16) if tracks.surface is None else tracks.surface[rows]
    # who has not decided to start yet starts after all that was seen
    start = np.where(np.isnan(start), tracks.time.max(initial=0.0), start)
    return Starters(tracks.x[rows], tracks.y[rows], surface, start, level, up, down)


def first_rows(tracks: Tracks) -> NDArray[np.int64]:
    """Return (people,) the first row of each person, in order of the person's number."""
    return np.flatnonzero(np.diff(tracks.person, prepend=tracks.person[:1] - 1))


def earliest_passages(network: Network, people: Starters) -> tuple[Floats, Floats]:
    """Return when each person could at the earliest pass each passage, with a free way.

    Returns
    -------
    first
        (passages, people) s for passages of the region where the person starts, inf elsewhere.
    earliest
        (passages, people) s over all ways, inf where there is none.
    """
    first = _first(network, people)
    earliest = first.copy()
    slowness = people.slowness(network.belts)
    leaving: list[list[int]] = [[] for _ in network.passages]
    for leg, (k, _) in enumerate(network.legs.tolist()):
        leaving[k].append(leg)
    waiting = {k for k in range(len(network.passages)) if np.isfinite(first[k]).any()}
    while waiting:
        k = waiting.pop()
        for leg in leaving[k]:
            m = int(network.legs[leg, 1])
            with np.errstate(invalid="ignore"):
                reached = earliest[k] + network.ride[leg] + network.length[leg] * slowness[network.mode[leg]]
            reached = next_open(np.where(np.isnan(reached), np.inf, reached), network.passages[m])
            if (reached < earliest[m] - 1e-9).any():
                np.minimum(earliest[m], reached, out=earliest[m])
                waiting.add(m)
    return first, earliest


def next_open(time: Floats, passage: Passage) -> Floats:
    """Return the first moments at or after given times in s at which a passage is open; inf if never."""
    for start, end in passage.shut:
        time = np.where((time >= start) & (time < end), end, time)
    return time


def out_times(network: Network, earliest: Floats) -> Floats:
    """Return (people,) the earliest time in s at which each person could be out; inf without a way."""
    exits = [k for k, passage in enumerate(network.passages) if passage.after == OUTSIDE]
    return earliest[exits].min(axis=0) if exits else np.full(earliest.shape[1], np.inf)


def _first(network: Network, people: Starters) -> Floats:
    first = np.full((len(network.passages), len(people)), np.inf)
    region = locate(network, people.surface, people.x, people.y)
    slowness = people.slowness(network.belts)
    for k, passage in enumerate(network.passages):
        rows = np.flatnonzero(region == passage.before)
        if not len(rows):
            continue
        surface = network.surfaces[network.regions[passage.before].surface]
        x, y = people.x[rows], people.y[rows]
        rise = height(surface, passage.line) - np.asarray(elevation(surface, x, y))
        if not is_slope(surface):
            rise = np.zeros(len(rows))
        length = np.hypot(distance_to_line(x, y, passage.line), rise)
        with np.errstate(invalid="ignore"):
            walk = length * slowness[leg_mode(surface, rise, network.belts), rows]
        first[k, rows] = next_open(people.start[rows] + np.where(np.isnan(walk), np.inf, walk), passage)
    return first
