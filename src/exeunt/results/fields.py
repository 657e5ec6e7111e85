"""Density over the building, gathered while a run goes on and written in parts (``fields/part-*.h5``)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from exeunt.results.contract import VenueLike
from exeunt.results.grid import DensityGrid
from exeunt.results.hdf5 import opened

Floats = NDArray[np.float64]

THRESHOLDS = (2.0, 4.0, 5.0)
BIN = 0.01
BINS = 1200

MEANINGS = {
    "density_mean": ("m-2", "mean over time of the classical density"),
    "density_max": ("m-2", "maximum over time of the smoothed density"),
    "density_max_classical": ("m-2", "maximum over time of the classical density"),
}


@dataclass
class DensityFields:
    """Density of one span of time.

    Parameters
    ----------
    sum_classical
        (cells,) classical density times seconds.
    max_smoothed, max_classical
        (cells,) largest value of any frame in 1/m2.
    time_above
        (thresholds, cells) seconds during which the smoothed density was at or above each threshold.
    person_time
        (surfaces, ``BINS``) person-seconds that *moving* people spent at each smoothed density of their cell,
        in bins of ``BIN`` per m2 (the last bin takes all above): what level of service is made from.
    """

    sum_classical: Floats
    max_smoothed: Floats
    max_classical: Floats
    time_above: Floats
    person_time: Floats
    thresholds: tuple[float, ...] = THRESHOLDS
    duration: float = 0.0
    start: float = 0.0

    @staticmethod
    def empty(
        grid: DensityGrid, start: float = 0.0, thresholds: tuple[float, ...] = THRESHOLDS
    ) -> DensityFields:
        """Return fields over no time."""
        return DensityFields(
            np.zeros(grid.cells), np.zeros(grid.cells), np.zeros(grid.cells),
            np.zeros((len(thresholds), grid.cells)), np.zeros((len(grid.nx), BINS)), thresholds, 0.0, start,
        )  # fmt: skip

    @property
    def mean_classical(self) -> Floats:
        """(cells,) mean classical density over the span in 1/m2."""
        return self.sum_classical / self.duration if self.duration > 0 else np.zeros_like(self.sum_classical)

    def add_frame(
        self, grid: DensityGrid, surface: NDArray[np.int16], x: Floats, y: Floats,
        moving: NDArray[np.bool_], interval: float,
    ) -> None:  # fmt: skip
        """Count one frame of the people inside: (people,) arrays; it stands for ``interval`` seconds."""
        cells = grid.index(surface, x, y)
        counts = grid.counts(cells)
        classical, smoothed = grid.classical(counts), grid.smoothed(counts)
        self.sum_classical += classical * interval
        np.maximum(self.max_classical, classical, out=self.max_classical)
        np.maximum(self.max_smoothed, smoothed, out=self.max_smoothed)
        for k, threshold in enumerate(self.thresholds):
            self.time_above[k] += interval * (smoothed >= threshold)
        bins = np.minimum((smoothed[cells[moving]] / BIN).astype(np.int64), BINS - 1)
        flat = surface[moving].astype(np.int64) * BINS + bins
        self.person_time += interval * np.bincount(flat, minlength=self.person_time.size).reshape(
            self.person_time.shape
        )
        self.duration += interval

    def join(self, later: DensityFields) -> DensityFields:
        """Return the fields of both spans together."""
        return DensityFields(
            self.sum_classical + later.sum_classical,
            np.maximum(self.max_smoothed, later.max_smoothed),
            np.maximum(self.max_classical, later.max_classical),
            self.time_above + later.time_above,
            self.person_time + later.person_time,
            self.thresholds,
            self.duration + later.duration,
            min(self.start, later.start),
        )


@dataclass
class SurfaceDensity:
    """Density of one surface as planes of shape (ny, nx); row 0 is the lowest y; ``area`` in m2."""

    surface: int
    id: str
    x0: float
    y0: float
    cell: float
    area: Floats
    mean: Floats
    maximum: Floats
    maximum_classical: Floats
    time_above: dict[float, Floats] = field(default_factory=dict)


def planes(grid: DensityGrid, fields: DensityFields, venue: VenueLike) -> list[SurfaceDensity]:
    """Return the fields cut into one set of planes for each surface."""
    return [
        SurfaceDensity(
            s, surface.id, float(grid.x0[s]), float(grid.y0[s]), grid.cell, grid.plane(grid.area, s),
            grid.plane(fields.mean_classical, s), grid.plane(fields.max_smoothed, s),
            grid.plane(fields.max_classical, s),
            {t: grid.plane(fields.time_above[k], s) for k, t in enumerate(fields.thresholds)},
        )
        for s, surface in enumerate(venue.surfaces)
    ]  # fmt: skip


def encode(grid: DensityGrid, fields: DensityFields, venue: VenueLike) -> bytes:
    """Return one part as the bytes of an HDF5 file.

    One dimension ``cell`` runs over the cells of all surfaces, with coordinates x, y and surface; data sets
    have ``units`` and ``long_name`` as in CF. ``surface_offset`` and ``surface_nx`` give the planes back.
    """
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", libver="latest") as file:
        file.attrs.update(
            {
                "Conventions": "CF-1.11", "title": "Density of people", "time_start": fields.start,
                "time_duration": fields.duration, "time_units": "s", "thresholds": fields.thresholds,
                "cell_width": grid.cell, "surfaces": [surface.id for surface in venue.surfaces],
            }
        )  # fmt: skip
        surface, x, y = grid.centres()
        _write(file, "surface", surface, "1", "index of the surface, into the attribute surfaces")
        _write(file, "x", x.astype(np.float32), "m", "x of the cell centre in plan")
        _write(file, "y", y.astype(np.float32), "m", "y of the cell centre in plan")
        _write(
            file, "area", grid.area.astype(np.float32), "m2", "walkable area of the cell, seat rows included"
        )
        _write(
            file, "surface_offset", grid.offset, "1", "first cell of each surface; cells run along x first"
        )
        _write(file, "surface_nx", grid.nx, "1", "cells of each surface along x")
        values = (fields.mean_classical, fields.max_smoothed, fields.max_classical)
        for (name, (units, meaning)), data in zip(MEANINGS.items(), values, strict=True):
            _write(file, name, data.astype(np.float32), units, meaning)
        for k, threshold in enumerate(fields.thresholds):
            meaning = f"time with a smoothed density of at least {threshold:g} per m2"
            _write(file, f"time_above_{threshold:g}", fields.time_above[k].astype(np.float32), "s", meaning)
        meaning = "person-seconds of moving people by surface and smoothed density of their cell"
        _write(file, "person_time", fields.person_time, "s", meaning)
        file["person_time"].attrs.update({"bin_width": BIN, "bin_units": "m-2"})
    return buffer.getvalue()


def _write(file: h5py.File, name: str, values: NDArray[Any], units: str, meaning: str) -> None:
    data = file.create_dataset(name, data=values, compression="gzip", compression_opts=1, track_times=False)
    data.attrs.update({"units": units, "long_name": meaning})


def decode(path: Path, grid: DensityGrid) -> DensityFields:
    """Read one part back into flat arrays on the grid.

    Raises
    ------
    RunFolderError
        If the file is damaged or does not fit the grid.
    """
    with opened(path, "field file of this run") as file:
        thresholds = file.attribute("thresholds")
        if tuple(thresholds if isinstance(thresholds, list) else ()) != THRESHOLDS:
            raise file.refuse(f"its thresholds are not {', '.join(f'{t:g}' for t in THRESHOLDS)} per m2")
        duration, start = file.number("time_duration"), file.number("time_start")
        if not (0.0 <= duration <= 1e9 and 0.0 <= start <= 1e9):
            raise file.refuse("its span of time cannot be")
        mean, smoothed, classical, *above = (
            file.numbers(name, grid.cells) for name in (*MEANINGS, *(f"time_above_{t:g}" for t in THRESHOLDS))
        )
        times = file.numbers("person_time", len(grid.nx), BINS)
        if (
            max(
                float(np.abs(values).max(initial=0.0))
                for values in (mean, smoothed, classical, *above, times)
            )
            > 1e12
        ):
            raise file.refuse("it holds numbers that cannot be")
        return DensityFields(
            mean * duration, smoothed, classical, np.array(above), times, THRESHOLDS, duration, start
        )


def join_all(parts: Sequence[DensityFields], grid: DensityGrid) -> DensityFields:
    """Return the fields of all parts together."""
    total = DensityFields.empty(grid)
    if parts:
        total = parts[0]
        for part in parts[1:]:
            total = total.join(part)
    return total
