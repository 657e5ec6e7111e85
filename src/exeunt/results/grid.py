"""A coarse grid over every surface on which density is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from shapely import MultiPolygon, Polygon

from exeunt.results.contract import VenueLike

SCANLINES = 20
SMALLEST_SHARE = 0.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class DensityGrid:
    """Square cells over all surfaces, flat: index = offset[s] + iy * nx[s] + ix.

    Parameters
    ----------
    cell
        Width of a cell in metres.
    x0, y0, nx, ny, offset
        (surfaces,) lower left corner in metres and number of cells; ``offset`` has one entry more.
    area
        (cells,) walkable area in m2, seat rows included, because people who stand up from tipped seats use
        that room; so seated blocks show their gross density.
    group
        (cells,) the cell that measures for this one. A cell of which less than half is walkable is measured
        together with the neighbour that has most; otherwise one person in a sliver beside a wall would count
        as 10 per m2. A cell without walkable area measures for itself and always reads 0.
    smooth
        (cells, cells) sparse matrix that turns head counts into smoothed densities; see ``smoothed``.
    """

    cell: float
    x0: Floats
    y0: Floats
    nx: NDArray[np.int32]
    ny: NDArray[np.int32]
    offset: NDArray[np.int64]
    area: Floats
    group: NDArray[np.int64]
    group_area: Floats
    smooth: Any

    @property
    def cells(self) -> int:
        """Number of cells of all surfaces."""
        return int(self.offset[-1])

    def index(self, surface: NDArray[Any], x: Floats, y: Floats) -> NDArray[np.int64]:
        """Return the flat cell index of points; a point beside its surface takes the nearest cell."""
        s = surface.astype(np.int64)
        ix = np.clip(((x - self.x0[s]) / self.cell).astype(np.int64), 0, self.nx[s] - 1)
        iy = np.clip(((y - self.y0[s]) / self.cell).astype(np.int64), 0, self.ny[s] - 1)
        return np.asarray(self.offset[s] + iy * self.nx[s] + ix)

    def centres(self) -> tuple[NDArray[np.int16], Floats, Floats]:
        """Return (cells,) surface index, x and y in metres of every cell centre."""
        surface = np.repeat(np.arange(len(self.nx)), np.diff(self.offset))
        iy, ix = np.divmod(np.arange(self.cells) - self.offset[surface], self.nx[surface])
        x, y = self.x0[surface] + (ix + 0.5) * self.cell, self.y0[surface] + (iy + 0.5) * self.cell
        return surface.astype(np.int16), x, y

    def counts(self, cells: NDArray[np.int64]) -> Floats:
        """Return (cells,) head counts from flat cell indices."""
        return np.bincount(cells, minlength=self.cells).astype(float)

    def classical(self, counts: Floats) -> Floats:
        """Return (cells,) classical density in 1/m2: heads in the measuring cell by its walkable area.

        Source: classical (standard) density as in B. Steffen, A. Seyfried, Physica A 389 (2010) 1902, eq. 1,
        with each cell (1 m by default) as measurement area.
        """
        grouped = np.bincount(self.group, weights=counts, minlength=self.cells)
        density = np.zeros(self.cells)
        np.divide(grouped, self.group_area, out=density, where=self.group_area > 0)
        return density[self.group]

    def smoothed(self, counts: Floats) -> Floats:
        """Return (cells,) smoothed density in 1/m2.

        Heads and walkable area are both weighted with the kernel (1 2 1)/4 in x and in y around the cell,
        then divided: an estimate over about 2 m x 2 m of the same surface (walls are not seen) that does
        not jump by whole persons per cell. One person alone in the open reads 0.25 per m2 (cells of 1 m).
        """
        return np.asarray(self.smooth @ counts)

    def plane(self, values: NDArray[Any], surface: int) -> NDArray[Any]:
        """Return the (ny, nx) view of one surface; row 0 is the lowest y."""
        return values[self.offset[surface] : self.offset[surface + 1]].reshape(
            self.ny[surface], self.nx[surface]
        )


MOST_CELLS = 4_000_000
"""Cells of a grid that comes from a file: a venue of 2 km by 2 km in cells of 1 m."""


def cells_of(venue: VenueLike, cell: float) -> float:
    """Return how many cells ``density_grid`` would lay, about; infinite or NaN where it could lay none."""
    boxes = np.array([surface.area.bounds for surface in venue.surfaces]).reshape(-1, 4)
    sides = (boxes[:, 2:] - boxes[:, :2]) / cell + 2.0 if cell > 0 else np.full((1, 2), np.inf)
    return float(np.prod(sides, axis=1).sum())


def density_grid(venue: VenueLike, cell: float = 1.0) -> DensityGrid:
    """Lay a grid over every surface of a venue, lines on whole multiples of ``cell``."""
    blocks: dict[int, list[Polygon]] = {}
    for block in venue.blocks:
        blocks.setdefault(block.surface, []).extend(block.footprints)
    corners, shapes, areas = [], [], []
    for surface in venue.surfaces:
        xmin, ymin, xmax, ymax = surface.area.bounds
        x0, y0 = floor(xmin / cell) * cell, floor(ymin / cell) * cell
        nx, ny = max(1, ceil((xmax - x0) / cell - 1e-9)), max(1, ceil((ymax - y0) / cell - 1e-9))
        corners.append((x0, y0))
        shapes.append((nx, ny))
        areas.append(covered_area([surface.area, *blocks.get(surface.index, [])], x0, y0, cell, nx, ny))
    offset = np.concatenate([[0], np.cumsum([nx * ny for nx, ny in shapes])]).astype(np.int64)
    group = np.concatenate([_groups(area, cell) + offset[s] for s, area in enumerate(areas)])
    area = np.concatenate([a.ravel() for a in areas])
    return DensityGrid(
        cell=cell,
        x0=np.array([c[0] for c in corners], dtype=float),
        y0=np.array([c[1] for c in corners], dtype=float),
        nx=np.array([n[0] for n in shapes], dtype=np.int32),
        ny=np.array([n[1] for n in shapes], dtype=np.int32),
        offset=offset,
        area=area,
        group=group,
        group_area=np.bincount(group, weights=area, minlength=len(area)).astype(float),
        smooth=_smoothing(areas, offset, cell),
    )


def covered_area(
    shapes: Sequence[Polygon | MultiPolygon], x0: float, y0: float, cell: float, nx: int, ny: int
) -> Floats:
    """Return (ny, nx) the area in m2 that disjoint shapes cover in each cell of a grid.

    Along x the cover is exact, along y it is sampled on ``SCANLINES`` lines a cell (midpoint rule).
    """
    rings = [ring for shape in shapes for ring in _oriented_rings(shape)]
    cover = np.zeros((ny * SCANLINES, nx + 1))
    if not rings:
        return np.zeros((ny, nx))
    start = np.concatenate([ring[:-1] for ring in rings])
    end = np.concatenate([ring[1:] for ring in rings])
    height = cell / SCANLINES
    row0, row1 = (start[:, 1] - y0) / height - 0.5, (end[:, 1] - y0) / height - 0.5
    first = np.ceil(np.minimum(row0, row1)).astype(np.int64)
    last = np.ceil(np.maximum(row0, row1)).astype(np.int64)
    number = last - first
    edge = np.repeat(np.arange(len(start)), number)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(number) - number, number) + first[edge]
    share = (row - row0[edge]) / (row1[edge] - row0[edge])
    x = start[edge, 0] + share * (end[edge, 0] - start[edge, 0])
    # area lies to the left of an edge: one that goes down opens a span, one that goes up closes it
    sign = np.where(row1[edge] > row0[edge], -1.0, 1.0)
    place = np.clip((x - x0) / cell, 0, nx)
    column = np.minimum(place.astype(np.int64), nx - 1)
    inside = (row >= 0) & (row < ny * SCANLINES)
    row, column, place, sign = row[inside], column[inside], place[inside], sign[inside]
    np.add.at(cover, (row, column), sign * (column + 1 - place))
    np.add.at(cover, (row, column + 1), sign * (place - column))
    spans = np.cumsum(cover, axis=1)[:, :nx].reshape(ny, SCANLINES, nx).mean(axis=1)
    spans[spans < 1e-9] = 0.0
    return np.asarray(np.clip(spans, 0.0, 1.0) * cell * cell)


def _oriented_rings(shape: Polygon | MultiPolygon) -> list[Floats]:
    polygons = [
        part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty
    ]
    rings = []
    for polygon in polygons:
        oriented = shapely.geometry.polygon.orient(polygon, 1.0)
        rings += [np.asarray(ring.coords)[:, :2] for ring in (oriented.exterior, *oriented.interiors)]
    return rings


def _groups(area: Floats, cell: float) -> NDArray[np.int64]:
    """Return (ny * nx,) the cell within the surface that measures for each cell."""
    ny, nx = area.shape
    flat = area.ravel()
    group = np.arange(ny * nx, dtype=np.int64)
    small = (flat > 0) & (flat < SMALLEST_SHARE * cell * cell)
    padded = np.pad(area, 1)
    best = np.zeros(ny * nx)
    for dy, dx in ((0, -1), (0, 1), (-1, 0), (1, 0)):
        neighbour = padded[1 + dy : 1 + dy + ny, 1 + dx : 1 + dx + nx].ravel()
        better = small & (neighbour > best) & (neighbour >= SMALLEST_SHARE * cell * cell)
        group[better] = np.arange(ny * nx)[better] + dy * nx + dx
        best[better] = neighbour[better]
    return group


def _smoothing(areas: Sequence[Floats], offset: NDArray[np.int64], cell: float) -> Any:
    """Return the sparse matrix W with W @ counts = (K * counts) / (K * area), K = (1 2 1)(1 2 1)'/16."""
    rows, columns, weights = [], [], []
    for s, area in enumerate(areas):
        ny, nx = area.shape
        iy, ix = np.divmod(np.arange(ny * nx), nx)
        walkable = area.ravel() > 0
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                jy, jx = iy + dy, ix + dx
                valid = walkable & (jy >= 0) & (jy < ny) & (jx >= 0) & (jx < nx)
                rows.append(np.flatnonzero(valid) + offset[s])
                columns.append((jy * nx + jx)[valid] + offset[s])
                weights.append(np.full(int(valid.sum()), (2 - abs(dy)) * (2 - abs(dx)) / 16.0))
    cells = int(offset[-1])
    kernel = csr_array(
        (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))), shape=(cells, cells)
    )
    flat = np.concatenate([a.ravel() for a in areas])
    around = np.asarray(kernel @ flat)
    # in a niche smaller than half a cell the estimate would again be one of slivers
    around = np.maximum(around, 0.25 * SMALLEST_SHARE * cell * cell)
    scale = np.repeat(1.0 / around, np.diff(kernel.indptr))
    return csr_array((kernel.data * scale, kernel.indices, kernel.indptr), shape=(cells, cells))
