"""How fast people walk, and the points of a fundamental diagram."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]


def individual_velocity(tracks: Tracks, step: int = 5) -> tuple[Floats, Floats]:
    """Return (rows,) velocity in m/s over ``step`` recorded rows before and after each row.

    v(t) = (x(t + s) - x(t - s)) / (2 s) with s = ``step`` rows, and fewer rows, the same number on both
    sides, near the ends of a track; at the very ends one-sided over one row. Rows of a person count as
    neighbours even across gaps, and time is taken from their frames. 0 for a person of one row.

    Source: central difference as in the evaluation of the corridor experiments (J. Zhang, A. Seyfried,
    J. Stat. Mech. (2011) P06004), the ends as in PedPy's ``BORDER_ADAPTIVE`` (which leaves the very ends
    out).
    """
    if step < 1:
        raise ValueError("the step is at least one row")
    rows = np.arange(len(tracks))
    if not len(tracks):
        return np.zeros(0), np.zeros(0)
    starts = np.flatnonzero(np.diff(tracks.person, prepend=tracks.person[0] - 1))
    number = np.diff(np.append(starts, len(tracks)))
    first = np.repeat(starts, number)
    last = np.repeat(starts + number - 1, number)
    reach = np.minimum(step, np.minimum(rows - first, last - rows))
    before = np.where((reach == 0) & (rows == last), np.maximum(rows - 1, first), rows - reach)
    after = np.where((reach == 0) & (rows == first), np.minimum(rows + 1, last), rows + reach)
    dt = (tracks.frame[after] - tracks.frame[before]) / tracks.fps
    moved = dt > 0
    dt = np.where(moved, dt, 1.0)
    vx = np.where(moved, (tracks.x[after] - tracks.x[before]) / dt, 0.0)
    vy = np.where(moved, (tracks.y[after] - tracks.y[before]) / dt, 0.0)
    return vx, vy


def individual_speed(tracks: Tracks, step: int = 5) -> Floats:
    """Return (rows,) speed in m/s; see ``individual_velocity``."""
    vx, vy = individual_velocity(tracks, step)
    return np.asarray(np.hypot(vx, vy))


@dataclass(frozen=True, eq=False)
class FundamentalDiagram:
    """Points of a fundamental diagram: density in 1/m2, speed in m/s, specific flow in 1/(m s), time in s."""

    time: Floats
    density: Floats
    speed: Floats

    @property
    def specific_flow(self) -> Floats:
        """Js = rho v in 1/(m s), the hydrodynamic relation."""
        return self.density * self.speed


def fundamental_diagram(
    time: Floats, density: Floats, speed: Floats, *, window: float = 1.0, least: float = 1e-9
) -> FundamentalDiagram:
    """Return points of a fundamental diagram, each the mean over a time window.

    Density and speed must be those of one area over the same frames, such as Voronoi density and speed.
    Frames with a density below ``least`` (nobody there) are left out; so are windows without any frame.

    Parameters
    ----------
    time, density, speed
        (frames,) s, 1/m2, m/s.
    window
        Length of a window in s.

    Source: A. Seyfried et al., J. Stat. Mech. (2005) P10002, Js = rho v.
    """
    kept = (density >= least) & np.isfinite(speed)
    if not kept.any():
        return FundamentalDiagram(np.zeros(0), np.zeros(0), np.zeros(0))
    time, density, speed = time[kept], density[kept], speed[kept]
    group = np.floor((time - time[0]) / window + 1e-9).astype(np.int64)
    count = np.bincount(group)
    used = count > 0
    means = [np.bincount(group, weights=v)[used] / count[used] for v in (time, density, speed)]
    return FundamentalDiagram(*means)
