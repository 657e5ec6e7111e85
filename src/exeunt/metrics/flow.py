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


def first_crossings(
    person: NDArray[np.int64], time: Floats, direction: NDArray[np.int8] | None = None, wanted: int = 0
) -> tuple[NDArray[np.int64], Floats]:
    """Return each person's first crossing: persons and times (crossers,) in order of time.

    Parameters
    ----------
    person, time, direction
        As ``crossings`` returns them.
    wanted
        +1 or -1 counts one direction only; 0 both.
    """
    if direction is not None and wanted:
        person, time = person[direction == wanted], time[direction == wanted]
    order = np.argsort(time, kind="stable")
    unique, first = np.unique(person[order], return_index=True)
    by_time = np.argsort(first, kind="stable")
    return unique[by_time], time[order][first[by_time]]


def n_t(times: Floats, at: Floats) -> NDArray[np.int64]:
    """Return the N-t curve sampled at given times in s: how many had crossed at or before each."""
    return np.searchsorted(np.sort(times), at, side="right").astype(np.int64)


def flow_in_window(times: Floats, start: float, end: float) -> float:
    """Return the flow in 1/s in [start, end]: headways between the first and the last crossing by their span.

    J = (N - 1) / (t_N - t_1) with the N crossings of the window, so that the ends of the window do not count
    as crossings; NaN for fewer than two.

    Source: A. Seyfried et al., Transp. Sci. 43 (2009) 395, J = 1 / <headway>.
    """
    inside = np.sort(times[(times >= start) & (times <= end)])
    if len(inside) < 2 or inside[-1] == inside[0]:
        return float("nan")
    return (len(inside) - 1) / float(inside[-1] - inside[0])


@dataclass(frozen=True, eq=False)
class FlowSeries:
    """Flow in 1/s and mean speed at the line in m/s in windows that end at ``time`` (s)."""

    time: Floats
    flow: Floats
    speed: Floats


def flow_series(times: Floats, window: float = 10.0, speed: Floats | None = None) -> FlowSeries:
    """Return flow and mean speed in windows that follow one another.

    Windows of ``window`` seconds start at the first crossing. The flow of one is the number of crossings after
    the last crossing of the window before, up to its own last one, by the time between these two: whole
    headways, so that no window counts a part of one. Windows without a crossing are joined to the next.

    Source: the scheme of PedPy's ``compute_flow`` (T. Schrödter et al., PedPy, doi 10.5281/zenodo.7194992), but
    with crossing times instead of frames, and the first person opens the first headway instead of counting.

    Parameters
    ----------
    times
        (crossings,) s.
    window
        Length of a window in s.
    speed
        (crossings,) m/s of each crosser when crossing.
    """
    if len(times) < 2:
        return FlowSeries(np.zeros(0), np.zeros(0), np.zeros(0))
    order = np.argsort(times, kind="stable")
    times = times[order]
    speeds = np.full(len(times), np.nan) if speed is None else speed[order]
    # a crossing at the end of a window belongs to it
    windows = np.ceil((times - times[0]) / window - 1e-9)
    windows[windows == 0] = 1
    last = np.unique(np.append(0, np.append(np.flatnonzero(np.diff(windows)), len(times) - 1)))
    last = last[np.append(True, np.diff(times[last]) > 0)]
    total = np.concatenate([[0.0], np.cumsum(speeds)])
    mean = (total[last[1:] + 1] - total[last[:-1] + 1]) / np.diff(last)
    return FlowSeries(times[last[1:]], np.diff(last) / np.diff(times[last]), mean)


def speed_at_crossings(tracks: Tracks, person: NDArray[np.int64], time: Floats, speed: Floats) -> Floats:
    """Return (crossings,) m/s: the speed of each crosser in the recorded row just before the crossing.

    Parameters
    ----------
    person, time
        (crossings,) as ``crossings`` returns them.
    speed
        (rows,) m/s (see ``individual_speed``).
    """
    if not len(person):
        return np.zeros(0)
    first = int(tracks.frame.min())
    span = int(tracks.frame.max()) - first + 2
    key = tracks.person * span + tracks.frame - first
    wanted = person * span + np.floor(time * tracks.fps + 1e-6) - first
    return speed[np.maximum(np.searchsorted(key, wanted, side="right") - 1, 0)]
