"""Windows: where the cells of one surface lie among those of the raster, and the walls and openings near them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exeunt.venue.lattice import F64
from exeunt.venue.sampling import RasterArrays
from exeunt.venue.venue import Line, Opening, Venue

RING = 3
"""Ghost cells beyond a portal."""


@dataclass(frozen=True, slots=True)
class Window:
    """The cells of one surface: from ``start`` to ``end``, ``nx`` by ``ny``, the lower left corner at (x0, y0)."""

    start: int
    end: int
    x0: float
    y0: float
    cell: float
    nx: int
    ny: int

    @staticmethod
    def of(a: RasterArrays, s: int) -> Window:
        """Return where the cells of a surface lie."""
        first, last, nx, ny = int(a.offset[s]), int(a.offset[s + 1]), int(a.nx[s]), int(a.ny[s])
        return Window(first, last, float(a.x0[s]), float(a.y0[s]), a.cell, nx, ny)

    @property
    def slice(self) -> slice:
        """The cells as a slice of all."""
        return slice(self.start, self.end)

    @property
    def frame(self) -> tuple[float, float, float, int, int]:
        """What kernels ask for."""
        return self.x0, self.y0, self.cell, self.nx, self.ny


@dataclass(frozen=True, slots=True)
class Near:
    """Walls (n, 4) and opening lines in or just beyond a surface's window."""

    walls: F64
    openings: list[tuple[Opening, F64]]

    @staticmethod
    def of(venue: Venue, s: int, cell: float, reach: float) -> Near:
        """Return what lies in the window of a surface or within ``reach`` m of it."""
        walls = [venue.walls[venue.wall_surface == s].reshape(-1, 4)]
        openings = [(o, flat(o.line)) for o in venue.openings if o.surface == s]
        margin = max(reach, (RING + 1) * cell) + cell
        for portal in venue.portals:
            if s not in portal.surfaces:
                continue
            other = portal.surfaces[0] if portal.surfaces[1] == s else portal.surfaces[1]
            (px, py), (qx, qy) = portal.line
            box = (min(px, qx) - margin, min(py, qy) - margin, max(px, qx) + margin, max(py, qy) + margin)
            walls.append(clip(venue.walls[venue.wall_surface == other].reshape(-1, 4), box))
            for o in venue.openings:
                if o.surface == other and len(line := clip(flat(o.line), box)):
                    openings.append((o, line))
        return Near(np.ascontiguousarray(np.vstack(walls), dtype=np.float64), openings)


def flat(line: Line) -> F64:
    """Return a line as an array (1, 4): x0, y0, x1, y1."""
    return np.array([[*line[0], *line[1]]], dtype=np.float64)


def clip(lines: F64, box: tuple[float, float, float, float]) -> F64:
    """Return the parts of lines (n, 4) inside a box (Liang and Barsky 1984)."""
    apart = np.maximum(lines[:, :2], lines[:, 2:]) < box[:2]
    apart |= np.minimum(lines[:, :2], lines[:, 2:]) > box[2:]
    lines = lines[~apart.any(axis=1)]
    start, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    low, high = np.zeros(len(lines)), np.ones(len(lines))
    for k in (0, 1):
        still = way[:, k] == 0
        step = np.where(still, 1.0, way[:, k])
        a, b = (box[k] - start[:, k]) / step, (box[k + 2] - start[:, k]) / step
        outside = (start[:, k] < box[k]) | (start[:, k] > box[k + 2])
        low = np.where(still, np.where(outside, 2.0, low), np.maximum(low, np.minimum(a, b)))
        high = np.where(still, high, np.minimum(high, np.maximum(a, b)))
    keep = low < high
    start, way, low, high = start[keep], way[keep], low[keep, None], high[keep, None]
    ends = np.where(high == 1.0, lines[keep, 2:], start + high * way)
    return np.ascontiguousarray(np.hstack([start + low * way, ends]))
