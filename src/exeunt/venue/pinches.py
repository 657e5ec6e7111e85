"""Pinches: where walls are nearer to each other than a body is wide, found from the walls and not from the cells."""

from __future__ import annotations

import numpy as np
import shapely
from numba import njit
from shapely import STRtree

from exeunt.base.maths import norm
from exeunt.venue.lattice import F64, I64, Mask

PLAY = 5e-3
"""What is narrower than a body by no more than this, m, still counts as wide enough."""
TOUCH = 1e-6
"""Walls that are nearer to each other than this, m, have no gap between them."""
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


def throats(lines: F64, width: float) -> F64:
    """Return the shortest lines (m, 4) across the gaps between walls ``lines`` (n, 4) that are narrower than ``width``.

    Each joins the end of a wall to the nearest point of another one, where none of the walls that end there leads
    nearer to the other: at the narrowest place of a gap, and at every end and bend of one between parallel walls.
    Nobody gets through a gap without crossing one of them; they are in metres, in the plane of the walls.
    """
    if len(lines) == 0 or width <= TOUCH:
        return np.empty((0, 4))
    corners, number = np.unique(np.round(lines.reshape(-1, 2), 7), axis=0, return_inverse=True)
    tree = STRtree(shapely.linestrings(lines.reshape(-1, 2, 2)))
    corner, wall = tree.query(shapely.points(corners), predicate="dwithin", distance=width)
    ends = number.reshape(-1, 2)
    start, way = lines[wall, :2], lines[wall, 2:] - lines[wall, :2]
    share = ((corners[corner] - start) * way).sum(1) / np.maximum((way * way).sum(1), 1e-30)
    foot = start + np.clip(share, 0.0, 1.0)[:, None] * way
    across = foot - corners[corner]
    apart = norm(across[:, 0], across[:, 1])
    keep = (apart > TOUCH) & (apart < width) & ~_leads_nearer(lines, ends, corner, across)
    at_end = np.where(share <= 0.0, ends[wall, 0], np.where(share >= 1.0, ends[wall, 1], -1))
    # two corners find each other twice
    keep &= at_end < corner
    keep[at_end >= 0] &= ~_leads_nearer(lines, ends, at_end[at_end >= 0], -across[at_end >= 0])
    found = np.hstack([corners[corner], foot])[keep]
    return np.ascontiguousarray(np.unique(found, axis=0))


def _leads_nearer(lines: F64, ends: I64, corner: I64, towards: F64) -> Mask:
    """Return (n,) whether one of the walls that end at a corner leads in a direction (n, 2), by more than rounding."""
    order = np.argsort(ends.ravel(), kind="stable")
    first = np.searchsorted(ends.ravel()[order], np.arange(ends.max() + 2))
    number = first[corner + 1] - first[corner]
    row = np.repeat(np.arange(len(corner)), number)
    end = order[
        np.repeat(first[corner], number) + np.arange(len(row)) - np.repeat(np.cumsum(number) - number, number)
    ]
    away = (lines[end // 2, 2:] - lines[end // 2, :2]) * np.where(end % 2 == 0, 1.0, -1.0)[:, None]
    size = norm(*away.T) * norm(*towards[row].T)
    out = np.zeros(len(corner), dtype=np.bool_)
    out[row[(away * towards[row]).sum(1) > 1e-6 * size]] = True
    return out
