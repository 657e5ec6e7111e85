"""Indicators of crowd danger: how long it was how dense, a proxy of crowd pressure, and the congestion number.

None of them predicts injuries. Models of speed and distance know no forces between bodies: they show no crowd
turbulence and no shock waves (Golas, Narain & Lin 2014, Phys. Rev. E 90, 042816), may match the density of a crowd and
yet fail to match its congestion number (Zanlungo et al. 2024, Collective Dynamics). The indicators compare measures and
say where to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.metrics.maps import row_density
from exeunt.metrics.speed import individual_velocity
from exeunt.results.contract import VenueLike
from exeunt.results.fields import BIN, DensityFields
from exeunt.results.grid import DensityGrid
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STATEMENT = (
    "Indicators, not predictions of injuries. A model of speeds and distances has no forces between bodies and cannot "
    "show crowd turbulence; what it shows is where and how long it is dense and how unsteadily people move there."
)
WINDOW = 10.0
"""Seconds of one window. Assumption; plausible 5 to 30."""
CELL = 0.5
"""Width of a cell of the velocity field in m. Assumption; plausible 0.2 to 1."""
REGION = 3
"""Radius in cells of the region whose curls are compared. Assumption; plausible 2 to 7."""
DENSE = 2.0
"""Smoothed density in 1/m2 from which on a place is rated: the planning average for standing events."""
TURBULENT = 0.02
"""Pressure in 1/s2 above which Helbing, Johansson & Al-Abideen 2007 saw turbulence."""
STANDING = 0.05
"""Mean speed in m/s of a region below which it has no congestion number: the crowd stands. Assumption."""
FEWEST = 3
"""Smallest number of curls, and of rows in a window, from which anything is computed."""


@dataclass(frozen=True)
class DenseTime:
    """Ground that was at or above a density in 1/m2.

    ``longest`` in s of one cell, at ``surface`` (index), ``x``, ``y``; ``area`` in m2 that ever was; ``person_time`` in
    person-seconds of those who had started to move.
    """

    threshold: float
    longest: float
    area: float
    person_time: float
    surface: int
    x: float
    y: float


@dataclass(frozen=True)
class Peak:
    """The largest value, where and when; NaN and surface -1 if there was none."""

    value: float = float("nan")
    surface: int = -1
    x: float = float("nan")
    y: float = float("nan")
    time: float = float("nan")


@dataclass(frozen=True)
class CrowdDanger:
    """Indicators of one run; see ``crowd_danger``.

    Parameters
    ----------
    dense
        One entry for each threshold of the fields.
    pressure
        Largest pressure proxy in 1/s2.
    turbulent_time
        Person-seconds at or above ``TURBULENT``.
    number
        Largest congestion number.
    number_mean
        Its mean over the person-seconds in dense places; NaN without any.
    """

    dense: tuple[DenseTime, ...]
    pressure: Peak
    turbulent_time: float
    number: Peak
    number_mean: float

    def row(self, venue: VenueLike) -> dict[str, Any]:
        """Return the figures of a summary; those already among the density figures are left out."""
        row: dict[str, Any] = {
            f"person_time_above_{level.threshold:g}_s": level.person_time for level in self.dense
        }
        for name, peak in (("pressure_proxy", self.pressure), ("congestion_number", self.number)):
            row[f"{name}_max"] = peak.value
            row[f"{name}_max_surface"] = venue.surfaces[peak.surface].id if peak.surface >= 0 else ""
            row[f"{name}_max_x_m"], row[f"{name}_max_y_m"] = peak.x, peak.y
            row[f"{name}_max_time_s"] = peak.time
        row["pressure_proxy_time_s"] = self.turbulent_time
        row["congestion_number_mean"] = self.number_mean
        return row


def crowd_danger(
    tracks: Tracks, grid: DensityGrid, fields: DensityFields, density: Floats | None = None
) -> CrowdDanger:
    """Return the indicators of a run, rated where the smoothed density is at least ``DENSE``.

    Over windows of ``WINDOW`` and cells of ``CELL``:

    * Pressure proxy P = rho Var(v), with the mean smoothed density and the variance of the velocities of all rows in
      the cell and the eight around it (Helbing, Johansson & Al-Abideen 2007, Phys. Rev. E 75, 046109).
    * Congestion number CN = w (max curl - min curl) / (6 mean speed), w the width of a cell, over the cells within
      ``REGION`` of one; curls of the cells' mean velocities by central differences. It lies between 0 (everybody in one
      direction) and about 1 (no order left) (Zanlungo et al. 2023, Transp. Res. C 148, as open implementations state
      it: assumption). A crowd that stands has none.

    Parameters
    ----------
    density
        (rows,) smoothed density around each person, computed if not given.
    """
    dense = tuple(_dense(k, grid, fields) for k in range(len(fields.thresholds)))
    if not len(tracks) or not (fields.max_smoothed >= DENSE).any():
        return CrowdDanger(dense, Peak(), 0.0, Peak(), float("nan"))
    density = row_density(tracks, grid) if density is None else density
    vx, vy = individual_velocity(tracks, 1)
    surface = np.zeros(len(tracks), np.int64) if tracks.surface is None else tracks.surface.astype(np.int64)
    pressure, number = Peak(), Peak()
    turbulent, weighted, total = 0.0, 0.0, 0.0
    for s, time, rows in _windows(tracks, surface, density):
        place = _Patch(tracks.x[rows], tracks.y[rows])
        field = place.field(density[rows], vx[rows], vy[rows])
        rated = field.rho >= DENSE
        seconds = field.count / tracks.fps * _interval(tracks)
        p = np.where(rated, field.rho * field.variance, np.nan)
        cn = np.where(rated, _congestion_number(field.u, field.v), np.nan)
        pressure = _higher(pressure, p, place, s, time)
        number = _higher(number, cn, place, s, time)
        turbulent += float(seconds[p >= TURBULENT].sum())
        known = np.isfinite(cn)
        weighted += float((cn[known] * seconds[known]).sum())
        total += float(seconds[known].sum())
    return CrowdDanger(dense, pressure, turbulent, number, weighted / total if total > 0 else float("nan"))


def danger_figures(
    tracks: Callable[[], Tracks], grid: DensityGrid, fields: DensityFields, venue: VenueLike
) -> dict[str, Any]:
    """Return the figures of a summary; the trajectories are read only if it was dense anywhere."""
    nobody = np.empty(0, dtype=np.int64)
    dense = bool((fields.max_smoothed >= DENSE).any())
    read = tracks() if dense else Tracks(nobody, nobody, np.empty(0), np.empty(0), 1.0)
    return crowd_danger(read, grid, fields).row(venue)


def _dense(k: int, grid: DensityGrid, fields: DensityFields) -> DenseTime:
    threshold, above = fields.thresholds[k], fields.time_above[k]
    surface, x, y = grid.centres()
    most = int(np.argmax(above))
    low = (np.arange(fields.person_time.shape[1]) * BIN) >= threshold - 1e-9
    return DenseTime(
        threshold, float(above[most]), float(grid.area[above > 0].sum()),
        float(fields.person_time[:, low].sum()), int(surface[most]), float(x[most]), float(y[most]),
    )  # fmt: skip


def _interval(tracks: Tracks) -> float:
    """Frames from one recorded row to the next."""
    steps = np.diff(tracks.frame)[np.diff(tracks.person) == 0]
    return float(np.median(steps)) if len(steps) else 1.0


def _windows(tracks: Tracks, surface: Ints, density: Floats) -> Iterator[tuple[int, float, Ints]]:
    """Yield surface, middle of the window in s and rows, wherever somebody was in a dense place."""
    number = np.floor(tracks.time / WINDOW + 1e-9).astype(np.int64)
    key = surface * (int(number.max()) + 1) + number
    order = np.argsort(key, kind="stable")
    cuts = np.flatnonzero(np.diff(key[order])) + 1
    for rows in np.split(order, cuts):
        if len(rows) >= FEWEST and density[rows].max() >= DENSE:
            yield int(surface[rows[0]]), (float(number[rows[0]]) + 0.5) * WINDOW, rows


@dataclass(frozen=True, eq=False)
class _Field:
    """(ny, nx) rows in each cell, their mean velocity (NaN without rows); mean density and variance around it."""

    count: Floats
    u: Floats
    v: Floats
    rho: Floats
    variance: Floats


class _Patch:
    """Cells over some places, two more on every side."""

    def __init__(self, x: Floats, y: Floats) -> None:
        ix, iy = np.floor(x / CELL).astype(np.int64), np.floor(y / CELL).astype(np.int64)
        self.first = int(ix.min()) - 2, int(iy.min()) - 2
        self.shape = int(iy.max()) - self.first[1] + 3, int(ix.max()) - self.first[0] + 3
        self._flat = (iy - self.first[1]) * self.shape[1] + ix - self.first[0]

    def sums(self, values: Floats | None = None) -> Floats:
        """Return (ny, nx) the sum of the rows' values, or their number."""
        size = self.shape[0] * self.shape[1]
        return np.bincount(self._flat, values, size).astype(np.float64).reshape(self.shape)

    def field(self, density: Floats, vx: Floats, vy: Floats) -> _Field:
        """Return what the rows say."""
        count, sum_u, sum_v = self.sums(), self.sums(vx), self.sums(vy)
        near = _around(count)
        with np.errstate(invalid="ignore", divide="ignore"):
            square = _around(self.sums(vx * vx + vy * vy)) / near
            mean = (_around(sum_u) / near) ** 2 + (_around(sum_v) / near) ** 2
            variance = np.where(near >= FEWEST, np.maximum(square - mean, 0.0), np.nan)
            return _Field(count, sum_u / count, sum_v / count, self.sums(density) / count, variance)

    def place(self, cell: int) -> tuple[float, float]:
        """Return the centre of a cell in m."""
        iy, ix = divmod(cell, self.shape[1])
        return (self.first[0] + ix + 0.5) * CELL, (self.first[1] + iy + 0.5) * CELL


def _around(plane: Floats) -> Floats:
    """Return (ny, nx) the sum over each cell and the eight around it; the rim keeps its own value."""
    out = plane.copy()
    out[1:-1, 1:-1] = sum(
        plane[1 + dy : plane.shape[0] - 1 + dy, 1 + dx : plane.shape[1] - 1 + dx]
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
    )
    return out


def _congestion_number(u: Floats, v: Floats) -> Floats:
    """Return (ny, nx) the congestion number of the region around each cell; NaN where it has none."""
    # only runs that were dense somewhere need it
    from scipy import ndimage

    curl = np.full(u.shape, np.nan)
    curl[1:-1, 1:-1] = (v[1:-1, 2:] - v[1:-1, :-2] - u[2:, 1:-1] + u[:-2, 1:-1]) / (2.0 * CELL)
    known = np.isfinite(curl)
    iy, ix = np.mgrid[-REGION : REGION + 1, -REGION : REGION + 1]
    disc = (ix * ix + iy * iy <= REGION * REGION).astype(np.float64)
    here = {"footprint": disc.astype(bool), "mode": "constant"}
    highest = ndimage.maximum_filter(np.where(known, curl, -np.inf), cval=-np.inf, **here)
    lowest = ndimage.minimum_filter(np.where(known, curl, np.inf), cval=np.inf, **here)
    speed = np.hypot(u, v)
    moving = np.isfinite(speed)

    def total(plane: Floats) -> Floats:
        return np.asarray(ndimage.convolve(plane, disc, mode="constant"))

    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total(np.where(moving, speed, 0.0)) / total(moving.astype(np.float64))
        number = CELL * (highest - lowest) / (6.0 * mean)
    return np.where((total(known.astype(np.float64)) >= FEWEST) & (mean >= STANDING), number, np.nan)


def _higher(peak: Peak, values: Floats, place: _Patch, surface: int, time: float) -> Peak:
    """Return the peak, or that of these values if it is higher."""
    if not np.isfinite(values).any():
        return peak
    cell = int(np.nanargmax(values))
    value = float(values.ravel()[cell])
    if value <= peak.value:
        return peak
    return Peak(value, surface, *place.place(cell), time)
