"""Density over the whole run as layers for the page: one plane a surface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.results.fields import SurfaceDensity
from exeunt.results.grid import DensityGrid
from exeunt.viewer.colours import DENSITY_SCALE, MEAN_DENSITY_SCALE

LAYERS = {
    "max_density": ("m-2", "Largest smoothed density", DENSITY_SCALE),
    "mean_density": ("m-2", "Mean density", MEAN_DENSITY_SCALE),
    "time_above_2": ("s", "Time with at least 2 people per m²", None),
    "time_above_4": ("s", "Time with at least 4 people per m²", None),
    "time_above_5": ("s", "Time with at least 5 people per m²", None),
    "area": ("m2", "Walkable area of the cell, seat rows included", None),
}
"""Unit and meaning of each layer, and the value of its darkest colour where no run changes it."""


def map_entries(grid: DensityGrid) -> list[dict[str, Any]]:
    """Return the manifest's list of layers, one entry a layer and surface."""
    return [
        {"name": name, "surface": s, "unit": unit, "meaning": meaning, "x0": float(grid.x0[s]),
         "y0": float(grid.y0[s]), "cell": grid.cell, "nx": int(grid.nx[s]), "ny": int(grid.ny[s]),
         "array": f"{name}:{s}", "ramp": "amount", "full_scale": full_scale}
        for name, (unit, meaning, full_scale) in LAYERS.items()
        for s in range(len(grid.nx))
    ]  # fmt: skip


def plane_arrays(density: Sequence[SurfaceDensity]) -> dict[str, NDArray[Any]]:
    """Return the arrays of the maps container, each (ny, nx) in float32; NaN where nobody can walk."""
    arrays: dict[str, NDArray[Any]] = {}
    for plane in density:
        above = [plane.time_above[threshold] for threshold in (2.0, 4.0, 5.0)]
        measured = [
            np.where(plane.area > 0, values, np.nan) for values in (plane.maximum, plane.mean, *above)
        ]
        for name, values in zip(LAYERS, (*measured, plane.area), strict=True):
            arrays[f"{name}:{plane.surface}"] = values.astype(np.float32)
    return arrays
