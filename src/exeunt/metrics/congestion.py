"""How unsteadily a crowd moves: congestion level, crowd danger and crowd pressure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

from exeunt.metrics.areas import points_inside
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]

CELL = 0.5
"""Width of a cell of the velocity field in m. Assumption; plausible 0.2 to 1."""
FEWEST = 3
"""Smallest number of cells with people in a region that is rated."""


@dataclass(frozen=True, eq=False)
class Congestion:
    """Congestion of one region in windows of time.

    Parameters
    ----------
    time
        (windows,) middle of each window in s.
    density
        (windows,) mean density in 1/m2.
    level
        (windows,) congestion level in 1/m; NaN in windows with too few people to form a field.
    pressure
        (windows,) crowd pressure in 1/s2.
    cell
        Width of the cells of the velocity field in m.
    """

    time: Floats
    density: Floats
    level: Floats
    pressure: Floats
    cell: float

    @property
    def number(self) -> Floats:
        """Congestion level times the cell's width: a pure number that changes less with the grid."""
        return self.level * self.cell

    @property
    def danger(self) -> Floats:
        """Crowd danger in 1/m3: congestion level times density."""
        return self.level * self.density


def congestion(
    tracks: Tracks, area: Polygon, vx: Floats, vy: Floats, *, window: float = 10.0, cell: float = CELL
) -> Congestion:
    """Return congestion level and crowd pressure of a region over time.

    The velocity field is the mean velocity of all rows of a window in each cell. The congestion level is
    (max - min of the curl dvy/dx - dvx/dy over the region) / (mean speed of the field); the curl by central
    differences where all four neighbours have people. The crowd pressure is P = rho Var(v), with the variance
    of the velocities of a window around their mean.

    Sources: C. Feliciani, K. Nishinari, Transp. Res. C 91 (2018) 321, doi 10.1016/j.trc.2018.03.027 (level and
    danger, restated from secondary literature: assumption); D. Helbing, A. Johansson, H. Z. Al-Abideen, Phys.
    Rev. E 75 (2007) 046109 (pressure; turbulence above about 0.02 1/s2). The dimensionless number of F. Zanlungo
    et al., Transp. Res. C 148 (2023), is another one. Models without contact forces do not show crowd
    turbulence: these are indicators to compare measures with, not predictions of a crush.

    Parameters
    ----------
    area
        Region of interest on one surface.
    vx, vy
        (rows,) velocities in m/s (see ``speed.individual_velocity``).
    window
        Length of a window in s.
    cell
        Width of a cell in m.
    """
    rows = np.flatnonzero(points_inside(area, tracks.x, tracks.y))
    if not len(rows):
        empty = np.zeros(0)
        return Congestion(empty, empty, empty, empty, cell)
    time = tracks.time[rows]
    begin = float(time.min())
    number = np.floor((time - begin) / window + 1e-9).astype(np.int64)
    windows = int(number.max()) + 1
    frames = np.array([len(np.unique(tracks.frame[rows[number == k]])) for k in range(windows)])
    density, level, pressure = np.full((3, windows), np.nan)
    for k in np.flatnonzero(frames):
        here = rows[number == k]
        u, v = vx[here], vy[here]
        density[k] = len(here) / frames[k] / area.area
        level[k] = _level(tracks.x[here], tracks.y[here], u, v, cell)
        pressure[k] = density[k] * float(u.var() + v.var())
    middle = begin + (np.arange(windows, dtype=np.float64) + 0.5) * window
    return Congestion(middle, density, level, pressure, cell)


def _level(x: Floats, y: Floats, vx: Floats, vy: Floats, cell: float) -> float:
    """Return (max - min of the curl) / mean speed of the field of one window in 1/m."""
    ix = np.floor((x - x.min()) / cell).astype(np.int64)
    iy = np.floor((y - y.min()) / cell).astype(np.int64)
    shape = (int(iy.max()) + 1, int(ix.max()) + 1)
    flat, size = iy * shape[1] + ix, shape[0] * shape[1]
    count = np.bincount(flat, minlength=size)
    with np.errstate(invalid="ignore"):
        u = (np.bincount(flat, weights=vx, minlength=size) / count).reshape(shape)
        v = (np.bincount(flat, weights=vy, minlength=size) / count).reshape(shape)
        curl = (v[1:-1, 2:] - v[1:-1, :-2] - u[2:, 1:-1] + u[:-2, 1:-1]) / (2.0 * cell)
    curl = curl[np.isfinite(curl)]
    speed = np.hypot(u, v)
    speed = speed[np.isfinite(speed)]
    if len(curl) < FEWEST or not speed.mean() > 0:
        return float("nan")
    return float((curl.max() - curl.min()) / speed.mean())
