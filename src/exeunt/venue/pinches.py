"""Pinches: cells that lie between two walls nearer to each other than a body is wide, whatever the size of cells."""

from __future__ import annotations

import numpy as np
from numba import njit

from exeunt.venue.lattice import F64, Mask

FLAT = 0.2
"""Cosine up to which a wall counts as opposite for a cell that all but touches another one."""


@njit(cache=True)
def _span(low: float, high: float, origin: float, cell: float, count: int) -> tuple[int, int]:
    """Return the first and last cell along an axis whose centre may lie between two coordinates."""
    return max(int(np.floor((low - origin) / cell)), 0), min(int(np.floor((high - origin) / cell)), count - 1)


@njit(cache=True)
def _nearest(line: F64, x: float, y: float) -> tuple[float, float]:
    """Return the point of a segment (4,) that is nearest to a place."""
    wx, wy = line[2] - line[0], line[3] - line[1]
    t = min(max(((x - line[0]) * wx + (y - line[1]) * wy) / max(wx * wx + wy * wy, 1e-30), 0.0), 1.0)
    return line[0] + t * wx, line[1] + t * wy


@njit(cache=True)
def _in_pieces(lines: F64) -> F64:
    """Return segments (m, 4) of at most a metre: those across the lattice would touch far too many cells."""
    counts = np.empty(len(lines), dtype=np.int64)
    for k in range(len(lines)):
        counts[k] = int(np.sqrt((lines[k, 2] - lines[k, 0]) ** 2 + (lines[k, 3] - lines[k, 1]) ** 2)) + 1
    out, row = np.empty((counts.sum(), 4)), 0
    for k in range(len(lines)):
        wx, wy = (lines[k, 2] - lines[k, 0]) / counts[k], (lines[k, 3] - lines[k, 1]) / counts[k]
        for piece in range(counts[k]):
            out[row, 0], out[row, 1] = lines[k, 0] + piece * wx, lines[k, 1] + piece * wy
            out[row, 2], out[row, 3] = out[row, 0] + wx, out[row, 1] + wy
            row += 1
    return out


@njit(cache=True)
def pinched(lines: F64, width: float, x0: float, y0: float, cell: float, nx: int, ny: int) -> Mask:
    """Return (ny * nx,) which centres lie in a gap between walls that is narrower than ``width``.

    A centre lies in the gap between its nearest wall and another one if it is inside the circle whose diameter joins
    the two nearest points, and the gap is as wide as that diameter. ``lines`` (n, 4): walls.
    """
    reach, pieces = width, _in_pieces(lines)
    px, py = np.full(nx * ny, np.inf), np.full(nx * ny, np.inf)
    least = np.full(nx * ny, (0.5 * width) ** 2)
    out = np.zeros(nx * ny, dtype=np.bool_)
    for again in range(2):
        for k in range(len(pieces)):
            line = pieces[k]
            i0, i1 = _span(min(line[0], line[2]) - reach, max(line[0], line[2]) + reach, x0, cell, nx)
            j0, j1 = _span(min(line[1], line[3]) - reach, max(line[1], line[3]) + reach, y0, cell, ny)
            for j in range(j0, j1 + 1):
                y = y0 + (j + 0.5) * cell
                for i in range(i0, i1 + 1):
                    c, x = j * nx + i, x0 + (i + 0.5) * cell
                    if again == 1 and not np.isfinite(px[c]):
                        continue
                    qx, qy = _nearest(line, x, y)
                    far = (x - qx) ** 2 + (y - qy) ** 2
                    if again == 0:
                        if far < least[c]:
                            least[c], px[c], py[c] = far, qx, qy
                    elif not out[c] and (px[c] - qx) ** 2 + (py[c] - qy) ** 2 < width * width:
                        near = np.sqrt(least[c])
                        level = FLAT * near * np.sqrt(far) if near < 0.71 * cell else 0.0
                        out[c] = (px[c] - x) * (qx - x) + (py[c] - y) * (qy - y) < level
    return out
