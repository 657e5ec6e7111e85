"""Maps over the building: density, time above thresholds, level of service by type of area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from exeunt.metrics.frames import frame_step, interval
from exeunt.metrics.service import LEVELS, QUEUE, SCALES, STAIRS, WALKWAY, Scale, level_of_service, scale_of
from exeunt.results.fields import BIN, BINS, THRESHOLDS, DensityFields
from exeunt.results.grid import DensityGrid
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]

BATCH = 64
"""Frames smoothed together."""


def row_density(tracks: Tracks, grid: DensityGrid) -> Floats:
    """Return (rows,) the smoothed density in 1/m2 of each row's cell in its frame (``DensityGrid.smoothed``)."""
    density = np.zeros(len(tracks))
    for rows, frame, cells, counts in _batches(tracks, grid):
        density[rows] = (grid.smooth @ counts)[cells, frame]
    return density


def density_maps(
    tracks: Tracks,
    grid: DensityGrid,
    *,
    moving: NDArray[np.bool_] | None = None,
    thresholds: tuple[float, ...] = THRESHOLDS,
) -> DensityFields:
    """Return maximum density, time above thresholds and the rest of the density fields from any tracks.

    The same measure as the fields of a run folder (``Run.fields``), in batches of frames. Flat arrays over
    the cells of the grid; ``results.fields.planes`` cuts them into one set of planes for each surface.

    Parameters
    ----------
    moving
        (rows,) who counts as moving in ``person_time``; by default everybody.
    thresholds
        Densities in 1/m2.
    """
    fields = DensityFields.empty(grid, thresholds=thresholds)
    seconds, surface = interval(tracks), surfaces_of(tracks)
    everybody = np.ones(len(tracks), dtype=bool) if moving is None else moving
    for rows, frame, cells, counts in _batches(tracks, grid):
        smoothed = grid.smooth @ counts
        head = counts.sum(axis=1)
        fields.max_smoothed = np.maximum(fields.max_smoothed, smoothed.max(axis=1))
        fields.sum_classical += grid.classical(head) * seconds
        for k, threshold in enumerate(thresholds):
            fields.time_above[k] += seconds * (smoothed >= threshold).sum(axis=1)
        # the classical maximum needs occupied cells only
        used = np.flatnonzero(np.bincount(grid.group, weights=head, minlength=grid.cells))
        fields.max_classical = np.maximum(fields.max_classical, _peak_classical(grid, counts, used))
        kept = everybody[rows]
        bins = np.minimum((smoothed[cells[kept], frame[kept]] / BIN).astype(np.int64), BINS - 1)
        flat = surface[rows][kept].astype(np.int64) * BINS + bins
        fields.person_time += seconds * np.bincount(flat, minlength=fields.person_time.size).reshape(
            fields.person_time.shape
        )
        fields.duration += seconds * counts.shape[1]
    return fields


def _peak_classical(grid: DensityGrid, counts: Floats, used: NDArray[np.int64]) -> Floats:
    """Return (cells,) the largest classical density of a batch; ``used`` are the measuring cells with people."""
    place = np.full(grid.cells, -1)
    place[used] = np.arange(len(used))
    rows = np.flatnonzero((counts > 0).any(axis=1))
    heads = np.zeros((len(used), counts.shape[1]))
    np.add.at(heads, place[grid.group[rows]], counts[rows])
    most = np.zeros(grid.cells)
    area = grid.group_area[used]
    most[used] = np.divide(heads.max(axis=1), area, out=np.zeros(len(used)), where=area > 0)
    return most[grid.group]


@dataclass(frozen=True, eq=False)
class ServiceArea:
    """Level of service of one type of area over a whole run.

    Parameters
    ----------
    scale
        Which scale was applied, with its limits and source.
    area_time
        (6,) m2 s of ground that people stood on at each level, A to F. Ground with nobody within the
        smoothing is not counted.
    person_time
        (6,) person-seconds at each level.
    """

    scale: Scale
    area_time: Floats
    person_time: Floats

    @property
    def share(self) -> Floats:
        """(6,) share of the used ground and time in each level; NaN if the type was never used."""
        return self.area_time / self.area_time.sum() if self.area_time.sum() > 0 else np.full(6, np.nan)


def service_areas(
    tracks: Tracks,
    grid: DensityGrid,
    kinds: Sequence[str],
    *,
    counted: NDArray[np.bool_] | None = None,
    queueing: NDArray[np.bool_] | None = None,
) -> dict[str, ServiceArea]:
    """Return level of service after Fruin by type of area: ``walkway``, ``stairs`` and ``queue``.

    A cell belongs in each frame to ``queue`` if somebody in it queues, else to ``stairs`` on flights, else to
    ``walkway``; its level comes from its smoothed density. Cells count while somebody counted stands in them.

    Source: J. J. Fruin, Pedestrian Planning and Design (1971); see ``service.SCALES``.

    Parameters
    ----------
    kinds
        Kind of each surface (``flight`` is a stair).
    counted
        (rows,) whose cells count; by default everybody's. A run passes those who have started to move, so
        that an audience in its seats is not rated.
    queueing
        (rows,) who queues (see ``queues.queueing_rows``); by default nobody.
    """
    area_time = {name: np.zeros(len(LEVELS)) for name in SCALES}
    person_time = {name: np.zeros(len(LEVELS)) for name in SCALES}
    seconds, surface = interval(tracks), surfaces_of(tracks)
    flight = np.array([scale_of(kind) is STAIRS for kind in kinds])
    for rows, frame, cells, counts in _batches(tracks, grid):
        smoothed = (grid.smooth @ counts)[cells, frame]
        keep = np.ones(len(rows), dtype=bool) if counted is None else counted[rows]
        queue = np.zeros(len(rows), dtype=bool) if queueing is None else queueing[rows]
        spot = frame.astype(np.int64) * grid.cells + cells
        waiting = np.isin(spot, np.unique(spot[queue & keep])) if queue.any() else queue
        stairs = flight[surface[rows]] & ~waiting
        for scale, member in ((QUEUE, waiting), (STAIRS, stairs), (WALKWAY, ~waiting & ~stairs)):
            chosen = member & keep
            level = level_of_service(smoothed[chosen], scale)
            person_time[scale.name] += seconds * np.bincount(level, minlength=len(LEVELS))
            _, first = np.unique(spot[chosen], return_index=True)
            ground = grid.area[cells[chosen][first]]
            area_time[scale.name] += seconds * np.bincount(
                level[first], weights=ground, minlength=len(LEVELS)
            )
    return {
        name: ServiceArea(scale, area_time[name], person_time[name]) for name, scale in SCALES.items()
    }  # fmt: skip


def surfaces_of(tracks: Tracks) -> NDArray[np.int16]:
    """Return (rows,) the surface of each row; tracks without surfaces lie on surface 0."""
    return np.zeros(len(tracks), dtype=np.int16) if tracks.surface is None else tracks.surface


def _batches(
    tracks: Tracks, grid: DensityGrid
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Floats]]:
    """Yield batches of frames: rows, frame within the batch and cell of each row, counts (cells, frames)."""
    if not len(tracks):
        return
    number = (tracks.frame - tracks.frame.min()) // frame_step(tracks)
    order = np.argsort(number, kind="stable")
    cells = grid.index(surfaces_of(tracks), tracks.x, tracks.y)
    frames = int(number.max()) + 1
    edges = np.searchsorted(number[order], np.arange(0, frames + BATCH, BATCH))
    for k, (low, high) in enumerate(pairwise(edges.tolist())):
        rows = order[low:high]
        width = min(BATCH, frames - k * BATCH)
        frame = number[rows] - k * BATCH
        flat = np.bincount(cells[rows] * width + frame, minlength=grid.cells * width)
        yield rows, frame, cells[rows], flat.reshape(grid.cells, width).astype(float)
