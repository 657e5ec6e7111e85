"""How densely people stood, where and for how long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from exeunt.metrics.frames import frame_numbers, frame_step, interval
from exeunt.results.fields import BIN, THRESHOLDS, DensityFields
from exeunt.results.grid import DensityGrid
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DensityFigures:
    """Density of a whole run.

    Parameters
    ----------
    mean
        Mean over the time of all moving people of the smoothed density around each, in 1/m2.
    maximum
        Largest smoothed density of any cell and frame, in 1/m2 (see ``DensityGrid.smoothed``).
    maximum_classical
        Largest head count of a cell by its walkable area, in 1/m2; jumps by whole persons.
    place
        Surface index and x, y (m) of the cell with the largest smoothed density.
    longest
        For each threshold in 1/m2: longest time in s that one cell spent at or above it.
    area
        For each threshold: walkable area in m2 of all cells that ever reached it.
    """

    mean: float
    maximum: float
    maximum_classical: float
    place: tuple[int, float, float]
    longest: dict[float, float]
    area: dict[float, float]


def density_figures(grid: DensityGrid, fields: DensityFields) -> DensityFigures:
    """Return the density figures of fields gathered on a grid."""
    time = fields.person_time.sum(axis=0)
    values = (np.arange(len(time)) + 0.5) * BIN
    surface, x, y = grid.centres()
    peak = int(np.argmax(fields.max_smoothed))
    return DensityFigures(
        mean=float((time * values).sum() / time.sum()) if time.sum() > 0 else float("nan"),
        maximum=float(fields.max_smoothed[peak]),
        maximum_classical=float(fields.max_classical.max()),
        place=(int(surface[peak]), float(x[peak]), float(y[peak])),
        longest={t: float(fields.time_above[k].max()) for k, t in enumerate(fields.thresholds)},
        area={t: float(grid.area[fields.time_above[k] > 0].sum()) for k, t in enumerate(fields.thresholds)},
    )


def density_of_tracks(
    tracks: Tracks,
    grid: DensityGrid,
    thresholds: tuple[float, ...] = THRESHOLDS,
    slowest: float = 0.0,
) -> DensityFields:
    """Return density fields from any tracks; the same measure as the run folder's.

    Every recorded person counts; those faster than ``slowest`` m/s count as moving in ``person_time``.
    Tracks without surfaces are taken to lie on surface 0.
    """
    fields = DensityFields.empty(grid, thresholds=thresholds)
    if not len(tracks):
        return fields
    surface = np.zeros(len(tracks), dtype=np.int16) if tracks.surface is None else tracks.surface
    vx, vy = tracks.velocity()
    moving = np.hypot(vx, vy) >= slowest
    order = np.argsort(tracks.frame, kind="stable")
    starts = np.flatnonzero(np.diff(tracks.frame[order], prepend=-1))
    seconds = interval(tracks)
    for rows in np.split(order, starts[1:]):
        fields.add_frame(grid, surface[rows], tracks.x[rows], tracks.y[rows], moving[rows], seconds)
    return fields


def classical_density(tracks: Tracks, area: Polygon) -> tuple[NDArray[np.int64], Floats]:
    """Return frames and the classical density in a measurement area in 1/m2: heads inside by its area.

    Source: B. Steffen, A. Seyfried, Physica A 389 (2010) 1902, eq. 1. Every frame from the first to the last
    recorded one is listed, at the recording interval.
    """
    if not len(tracks):
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    shapely.prepare(area)
    inside = shapely.contains_xy(area, tracks.x, tracks.y)
    first, step = int(tracks.frame.min()), frame_step(tracks)
    frames = frame_numbers(tracks)
    heads = np.bincount((tracks.frame[inside] - first) // step, minlength=len(frames))
    return frames, heads / area.area
