"""Flow of people through openings and across lines."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from exeunt.results.contract import Line
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]

BUSY = (0.2, 0.8)
FEWEST = 10
PEAK_WINDOW = 10.0


@dataclass(frozen=True)
class Flow:
    """Flow through a line of ``width`` metres; times in s, flows in 1/s, specific flow in 1/(m s)."""

    width: float
    crossings: int
    first: float
    last: float
    mean: float
    peak: float

    @property
    def specific(self) -> float:
        """Mean flow divided by the width, in 1/(m s)."""
        return self.mean / self.width if self.width > 0 else float("nan")


def flow(times: Floats, width: float) -> Flow:
    """Return the flow of a line from the times in s at which it was crossed (any order)."""
    times = np.sort(times)
    first, last = (float(times[0]), float(times[-1])) if len(times) else (float("nan"), float("nan"))
    return Flow(width, len(times), first, last, mean_flow(times), peak_flow(times))


def mean_flow(times: Floats, busy: tuple[float, float] = BUSY) -> float:
    """Return the mean flow in 1/s over the busy period, which leaves out how a queue builds up and ends.

    J = (n2 - n1) / (t(n2) - t(n1)) with n1 and n2 the first person at or beyond the 20 % and the 80 % of all
    who cross; NaN for fewer than 10 crossings. The mean of the inverse headways between these two people,
    as bottleneck experiments are evaluated (A. Seyfried et al., Transp. Sci. 43 (2009) 395, J = N / dt).
    """
    count = len(times)
    if count < FEWEST:
        return float("nan")
    times = np.sort(times)
    first, last = max(ceil(busy[0] * count), 1), ceil(busy[1] * count)
    span = float(times[last - 1] - times[first - 1])
    return (last - first) / span if span > 0 else float("nan")


def peak_flow(times: Floats, window: float = PEAK_WINDOW) -> float:
    """Return the largest flow in 1/s of any ``window`` seconds: most crossings in [t, t + window)."""
    if not len(times):
        return 0.0
    times = np.sort(times)
    ends = np.searchsorted(times, times + window, side="left")
    return float((ends - np.arange(len(times))).max() / window)


def crossings(tracks: Tracks, line: Line) -> tuple[NDArray[np.int64], Floats, NDArray[np.int8]]:
    """Return who crossed a line, when, and which way.

    A step from frame to frame crosses if its straight line meets the segment and it does not end on it.

    Returns
    -------
    person
        (crossings,) in order of time.
    time
        (crossings,) seconds, interpolated between the two frames.
    direction
        (crossings,) +1 towards the right-hand side of p -> q, -1 towards the left.
    """
    (px, py), (qx, qy) = line
    ux, uy = qx - px, qy - py
    # positive on the right-hand side of p -> q
    side = (tracks.x - px) * uy - (tracks.y - py) * ux
    before, after = side[:-1], side[1:]
    same = np.diff(tracks.person) == 0
    changed = same & (after != 0) & ((before == 0) | ((before > 0) != (after > 0)))
    rows = np.flatnonzero(changed)
    share = before[rows] / (before[rows] - after[rows])
    x = tracks.x[rows] + share * (tracks.x[rows + 1] - tracks.x[rows])
    y = tracks.y[rows] + share * (tracks.y[rows + 1] - tracks.y[rows])
    along = ((x - px) * ux + (y - py) * uy) / (ux * ux + uy * uy)
    hit = (along >= 0) & (along <= 1)
    rows, share = rows[hit], share[hit]
    time = (tracks.frame[rows] + share * (tracks.frame[rows + 1] - tracks.frame[rows])) / tracks.fps
    order = np.argsort(time, kind="stable")
    direction = np.where(after[rows] > 0, 1, -1).astype(np.int8)
    return tracks.person[rows][order], time[order], direction[order]
