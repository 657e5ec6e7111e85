"""What colours the floors of a plan: a value for each cell, and the scale that gives it a colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import zoom

from exeunt.results.fields import SurfaceDensity
from exeunt.viewer import colours

Floats = NDArray[np.float64]
Pixels = NDArray[np.uint8]

SHARPEN, CRISP = 6, 12


@dataclass(frozen=True, eq=False)
class Plane:
    """Values on one surface, (ny, nx), row 0 the lowest y; ``area`` in m2 is 0 where nobody can walk."""

    x0: float
    y0: float
    cell: float
    area: Floats
    values: Floats


@dataclass(frozen=True, eq=False)
class Layer:
    """Planes by surface index and the colours of their values.

    ``smooth`` interpolates between the centres of cells; classes must not be interpolated.
    """

    planes: Mapping[int, Plane]
    colour: Callable[[Floats], Pixels]
    smooth: bool = True

    def pixels(self, plane: Plane) -> Pixels:
        """Return the pixels (rows, columns, 3) of a surface, row 0 on top."""
        if not self.smooth:
            # many pixels a cell, so that no program that draws them blends neighbours
            return self.colour(plane.values[::-1]).repeat(CRISP, axis=0).repeat(CRISP, axis=1)
        return self.colour(interpolated(plane.values, plane.area)[::-1])


def interpolated(values: Floats, area: Floats) -> Floats:
    """Return values of shape (ny, nx) on a grid ``SHARPEN`` times finer; cells without area have no say."""
    walkable = (area > 0).astype(float)
    padded, weight = (np.pad(plane, 1, mode="edge") for plane in (values * walkable, walkable))
    fine, cover = (
        zoom(plane, SHARPEN, order=1, grid_mode=True, mode="nearest") for plane in (padded, weight)
    )
    values = np.where(cover > 1e-6, fine / np.maximum(cover, 1e-6), 0.0)
    return np.asarray(values[SHARPEN:-SHARPEN, SHARPEN:-SHARPEN])


def density_layer(density: Mapping[int, SurfaceDensity]) -> Layer:
    """Return the highest density of a run by surface, on the scale that all pictures share."""
    planes = {surface: plane_of(about, about.maximum) for surface, about in density.items()}
    return amount_layer(planes, colours.DENSITY_SCALE)


def amount_layer(planes: Mapping[int, Plane], full_scale: float) -> Layer:
    """Return values from 0 to ``full_scale``: bare floor at 0, darker the higher."""
    return Layer(planes, lambda values: colours.paper(values / full_scale))


def class_layer(planes: Mapping[int, Plane], scale: Sequence[str]) -> Layer:
    """Return classes (0, 1, ...) in colours of their own; -1 is bare floor."""
    table = np.array([colours.rgb(code) for code in (*scale, colours.FLOOR)], dtype=np.uint8)
    return Layer(planes, lambda values: table[values.astype(np.int64)], smooth=False)


def plane_of(about: SurfaceDensity, values: Floats) -> Plane:
    """Return values on the grid of a surface's density."""
    return Plane(about.x0, about.y0, about.cell, about.area, values)
