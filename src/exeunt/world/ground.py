"""Distances along open ways from any place, on a coarse raster: how far sound comes, how near a danger is on foot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeunt.venue.geodesic import Grid, cut_links, march
from exeunt.venue.raster import Clearance, Raster, build_raster
from exeunt.venue.sampling import sample_distances
from exeunt.venue.venue import Venue

F32 = NDArray[np.float32]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

CELL = 0.5
"""Width of a cell in metres. Gaps narrower than this may be lost."""
FREE = Clearance(reach=0.0, floor=1.0, gap=0.0, least_gap=0.0)
"""Walls cost nothing and every gap counts: sound and danger pass where people would not."""


class Ground:
    """The walkable ground of a venue on a coarse raster.

    Parameters
    ----------
    venue
        The building.
    cell
        Edge of a cell in m.
    """

    def __init__(self, venue: Venue, cell: float = CELL) -> None:
        self.raster: Raster = build_raster(venue, cell, FREE)
        raster = self.raster
        self._doors = np.array([opening.kind == "door" for opening in venue.openings], dtype=np.bool_)
        along = np.array([1.0 + s.gradient[0] ** 2 + s.gradient[1] ** 2 for s in venue.surfaces])
        self.length: F32 = np.sqrt(along).astype(np.float32)[raster.surface]
        self.own: Ints = np.flatnonzero(raster.own)
        self.centres: Floats = raster.centres(np.arange(raster.cells))

    @property
    def cells(self) -> int:
        """Number of cells."""
        return self.raster.cells

    def cells_on(self, surface: int) -> Ints:
        """Return the walkable cells of a surface."""
        first, last = self.raster.arrays.offset[surface], self.raster.arrays.offset[surface + 1]
        here = self.own[(self.own >= first) & (self.own < last)]
        return np.asarray(here)

    def links(self, is_open: Flags) -> NDArray[np.uint8]:
        """Return (cells,) the links between cells as ``Raster.links`` has them, less those through shut openings."""
        links = self.raster.links.copy()
        for opening in np.flatnonzero(self._doors & ~is_open):
            cut_links(links, *self.raster.opening_links[opening])
        return links

    def distances(self, start: Ints, is_open: Flags, cost: F32 | None = None) -> F32:
        """Return (cells,) the length of the shortest way from some cells in m, inf where none leads.

        Parameters
        ----------
        start
            Cells with the distance 0.
        is_open
            (openings,) which openings stand open; nothing passes the others.
        cost
            (cells,) cost of a metre, instead of 1; of slopes the length along them is taken.
        """
        raster = self.raster
        links, a = self.links(is_open), raster.arrays
        slowness = self.length if cost is None else self.length * cost
        slowness[raster.ghosts] = slowness[raster.ghost_of[raster.ghosts]]
        grid = Grid(
            a.cell, a.nx, raster.surface, raster.ghost_of, raster.ghosts, raster.slope, links,
            np.ascontiguousarray(slowness, dtype=np.float32), 1.0,
        )  # fmt: skip
        out = np.full(raster.cells, np.inf, dtype=np.float32)
        if len(start):
            out[start] = 0.0
            march(grid, out, np.ascontiguousarray(start, dtype=np.int64))
            out[raster.ghosts] = out[raster.ghost_of[raster.ghosts]]
        return out

    def sample(self, field: F32, surface: NDArray[np.int16], x: Floats, y: Floats) -> Floats:
        """Return (n,) the values of a field (cells,) at places, bilinear between cells that see each other."""
        slots = np.zeros(len(x), dtype=np.int16)
        return np.asarray(sample_distances(self.raster.arrays, field[None, :], slots, surface, x, y))

    def cell_of(self, surface: NDArray[np.int16], x: Floats, y: Floats) -> Ints:
        """Return (n,) the cell over each place; beside the surface's cells the nearest one."""
        a = self.raster.arrays
        ix = np.clip(((x - a.x0[surface]) * a.inverse).astype(np.int64), 0, a.nx[surface] - 1)
        iy = np.clip(((y - a.y0[surface]) * a.inverse).astype(np.int64), 0, a.ny[surface] - 1)
        return np.asarray(a.offset[surface] + iy * a.nx[surface] + ix)

    def standing(self, surface: NDArray[np.int16], x: Floats, y: Floats) -> Ints:
        """Return (n,) the walkable cell at or beside each place; the cell over it where no neighbour is."""
        cell = self.cell_of(surface, x, y)
        off = np.flatnonzero(~self.raster.own[cell])
        if len(off):
            width = self.raster.arrays.nx[surface[off]].astype(np.int64)
            steps = np.array([(i, j) for j in (-1, 0, 1) for i in (-1, 0, 1) if i or j])
            around = cell[off, None] + steps[:, 0] + width[:, None] * steps[:, 1]
            around = np.clip(around, 0, self.cells - 1)
            usable = self.raster.own[around] & (self.raster.surface[around] == surface[off, None])
            at = self.centres[around]
            square = (at[:, :, 0] - x[off, None]) ** 2 + (at[:, :, 1] - y[off, None]) ** 2
            square = np.where(usable, square, np.inf)
            best = square.argmin(axis=1)
            each = np.arange(len(off))
            cell[off] = np.where(np.isfinite(square[each, best]), around[each, best], cell[off])
        return cell
