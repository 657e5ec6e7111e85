"""Kernels that rasterise walls and areas: where lines cross the lattice, what they cut, how far they are.

Coordinates inside a window: cell (i, j) has index j * nx + i and its centre at x0 + (i + 0.5) * cell.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

EAST, NORTH, WEST, SOUTH = 1, 2, 4, 8

F64 = NDArray[np.float64]
F32 = NDArray[np.float32]
I64 = NDArray[np.int64]
I32 = NDArray[np.int32]
I16 = NDArray[np.int16]
U8 = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Index = int | np.int64


@njit(cache=True)
def crossings(lines: F64, x0: float, y0: float, cell: float, nx: int, ny: int) -> tuple[I64, U8]:
    """Return the links that lines (n, 4) cross: first cell and axis (0: to the east, 1: to the north).

    Half-open comparisons give a chain of lines no gap at its vertices.
    """
    room = 0
    for k in range(len(lines)):
        room += int((abs(lines[k, 2] - lines[k, 0]) + abs(lines[k, 3] - lines[k, 1])) / cell) + 4
    cells = np.empty(room, dtype=np.int64)
    axes = np.empty(room, dtype=np.uint8)
    count = 0
    for k in range(len(lines)):
        u0, v0 = (lines[k, 0] - x0) / cell - 0.5, (lines[k, 1] - y0) / cell - 0.5
        u1, v1 = (lines[k, 2] - x0) / cell - 0.5, (lines[k, 3] - y0) / cell - 0.5
        for axis in range(2):
            if axis == 1:
                u0, v0, u1, v1 = v0, u0, v1, u1
            wide, high = (nx, ny) if axis == 0 else (ny, nx)
            low, top = min(v0, v1), max(v0, v1)
            first = int(max(np.ceil(low), 0.0))
            last = int(min(np.ceil(top) - 1.0, high - 1.0))
            for j in range(first, last + 1):
                at = u0 + (j - v0) * ((u1 - u0) / (v1 - v0))
                i = np.ceil(at) - 1.0
                if 0.0 <= i < wide - 1:
                    cells[count] = j * nx + int(i) if axis == 0 else int(i) * nx + j
                    axes[count] = axis
                    count += 1
    return cells[:count].copy(), axes[:count].copy()


@njit(cache=True)
def fill(cells: I64, axes: U8, nx: int, ny: int) -> Mask:
    """Return which cells lie inside the rings whose crossings are given (even-odd rule along rows)."""
    inside = np.zeros(nx * ny, dtype=np.bool_)
    for k in range(len(cells)):
        if axes[k] == 0:
            inside[cells[k] + 1] ^= True
    for j in range(ny):
        now = False
        for c in range(j * nx, (j + 1) * nx):
            now ^= inside[c]
            inside[c] = now
    return inside


@njit(cache=True)
def link(valid: Mask, nx: int) -> U8:
    """Return the links of a window between neighbouring valid cells, walls left aside."""
    links = np.zeros(len(valid), dtype=np.uint8)
    for c in range(nx, len(valid) - nx):
        if valid[c]:
            links[c] = (
                valid[c + 1] * EAST + valid[c + nx] * NORTH + valid[c - 1] * WEST + valid[c - nx] * SOUTH
            )
    return links


@njit(cache=True)
def cut(links: U8, cells: I64, axes: U8, nx: int) -> None:
    for k in range(len(cells)):
        c = cells[k]
        if axes[k] == 0:
            links[c] &= 255 - EAST
            links[c + 1] &= 255 - WEST
        else:
            links[c] &= 255 - NORTH
            links[c + nx] &= 255 - SOUTH


@njit(cache=True)
def mix_bits(links: U8, mix: U8, nx: int) -> None:
    """Fill the eight bits of neighbours that a cell sees; a diagonal one must be linked both ways round."""
    for c in range(nx, len(links) - nx):
        b = links[c]
        m = b & 15
        if b & EAST:
            m |= 16 if b & NORTH and links[c + 1] & NORTH and links[c + nx] & EAST else 0
            m |= 128 if b & SOUTH and links[c + 1] & SOUTH and links[c - nx] & EAST else 0
        if b & WEST:
            m |= 32 if b & NORTH and links[c - 1] & NORTH and links[c + nx] & WEST else 0
            m |= 64 if b & SOUTH and links[c - 1] & SOUTH and links[c - nx] & WEST else 0
        mix[c] = m


@njit(cache=True)
def stamp(
    squared: F32, lines: F64, reach: float, x0: float, y0: float, cell: float, nx: int, ny: int
) -> None:
    """Lower ``squared`` to the squared distance to the nearest line where that is less than reach."""
    for k in range(len(lines)):
        length = np.sqrt((lines[k, 2] - lines[k, 0]) ** 2 + (lines[k, 3] - lines[k, 1]) ** 2)
        pieces = int(length) + 1
        wx, wy = (lines[k, 2] - lines[k, 0]) / pieces, (lines[k, 3] - lines[k, 1]) / pieces
        norm = max(wx * wx + wy * wy, 1e-30)
        for piece in range(pieces):
            px, py = lines[k, 0] + piece * wx, lines[k, 1] + piece * wy
            i0 = max(int(np.floor((min(px, px + wx) - reach - x0) / cell)), 0)
            i1 = min(int(np.floor((max(px, px + wx) + reach - x0) / cell)), nx - 1)
            j0 = max(int(np.floor((min(py, py + wy) - reach - y0) / cell)), 0)
            j1 = min(int(np.floor((max(py, py + wy) + reach - y0) / cell)), ny - 1)
            for j in range(j0, j1 + 1):
                y = y0 + (j + 0.5) * cell - py
                for i in range(i0, i1 + 1):
                    x = x0 + (i + 0.5) * cell - px
                    t = min(max((x * wx + y * wy) / norm, 0.0), 1.0)
                    d = (x - t * wx) ** 2 + (y - t * wy) ** 2
                    if d < squared[j * nx + i]:
                        squared[j * nx + i] = d


@njit(cache=True)
def flag_ghosts(links: U8, ghost_of: I32, surface: I16, nx: I32) -> None:
    """Set the high bits of ``links``: which neighbours are ghosts."""
    for c in range(len(links)):
        if ghost_of[c] >= 0:
            w = nx[surface[c]]
            links[c - 1] |= EAST << 4
            links[c - w] |= NORTH << 4
            links[c + 1] |= WEST << 4
            links[c + w] |= SOUTH << 4


@njit(cache=True)
def rank_links(links: U8, own: Mask, rank: U8, surface: I16, nx: I32, cap: int) -> U8:
    """Return the links of own cells less those to a cell of lower rank; ranks above ``cap`` count as cap."""
    kept = np.zeros_like(links)
    for c in range(len(links)):
        kept[c] = links[c] & 240
        if not own[c]:
            continue
        w = nx[surface[c]]
        for d in range(4):
            n = c + (1 if d == 0 else w if d == 1 else -1 if d == 2 else -w)
            if links[c] & (1 << d) and rank[n] >= min(rank[c], cap):
                kept[c] |= 1 << d
    return kept


@njit(cache=True)
def seed_cells(
    own: Mask, x0: float, y0: float, cell: float, nx: int, ny: int, start: F64, way: F64, length: float,
    reach: float, beyond: float, one_side: bool, lines: F64,
) -> tuple[I64, F64, F64, F64]:  # fmt: skip
    """Return cells within reach of the line start + way * [0, length] that see its nearest point.

    ``lines`` (n, 4) hide it; ``one_side``: only cells to the left of the line. Fields as in ``Seeds``.
    """
    ex, ey = start[0] + length * way[0], start[1] + length * way[1]
    i0 = max(int(np.floor((min(start[0], ex) - reach - x0) / cell)), 0)
    i1 = min(int(np.floor((max(start[0], ex) + reach - x0) / cell)), nx - 1)
    j0 = max(int(np.floor((min(start[1], ey) - reach - y0) / cell)), 0)
    j1 = min(int(np.floor((max(start[1], ey) + reach - y0) / cell)), ny - 1)
    room = max((i1 - i0 + 1) * (j1 - j0 + 1), 0)
    cells, distance = np.empty(room, dtype=np.int64), np.empty(room)
    points, aim = np.empty((room, 2)), np.empty((room, 2))
    count = 0
    for j in range(j0, j1 + 1):
        for i in range(i0, i1 + 1):
            c = j * nx + i
            x, y = x0 + (i + 0.5) * cell, y0 + (j + 0.5) * cell
            side = way[0] * (y - start[1]) - way[1] * (x - start[0])
            if not own[c] or (one_side and side <= 0.0):
                continue
            t = min(max((x - start[0]) * way[0] + (y - start[1]) * way[1], 0.0), length)
            qx, qy = start[0] + t * way[0], start[1] + t * way[1]
            d = np.sqrt((x - qx) ** 2 + (y - qy) ** 2)
            if d > reach or hidden(x, y, qx, qy, lines):
                continue
            turn = 1.0 if side > 0.0 else -1.0
            ax, ay = qx + turn * beyond * way[1] - x, qy - turn * beyond * way[0] - y
            norm = np.sqrt(ax * ax + ay * ay)
            cells[count], distance[count] = c, d
            points[count, 0], points[count, 1] = qx, qy
            aim[count, 0], aim[count, 1] = ax / norm, ay / norm
            count += 1
    return cells[:count].copy(), distance[:count].copy(), points[:count].copy(), aim[:count].copy()


@njit(cache=True, error_model="numpy", forceinline=True)
def crossing(
    ax: float, ay: float, bx: float, by: float, px: float, py: float, qx: float, qy: float
) -> float:  # fmt: skip
    """Return the share of the way from a to b at which it crosses the line from p to q; -1 if it does not."""
    a = (qx - px) * (ay - py) - (qy - py) * (ax - px)
    b = (qx - px) * (by - py) - (qy - py) * (bx - px)
    if (a > 0.0) == (b > 0.0):
        return -1.0
    p = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
    q = (bx - ax) * (qy - ay) - (by - ay) * (qx - ax)
    return a / (a - b) if (p > 0.0) != (q > 0.0) else -1.0


@njit(cache=True)
def hidden(ax: float, ay: float, bx: float, by: float, lines: F64) -> bool:
    """Return whether any of the lines crosses the straight way from a to b."""
    for k in range(len(lines)):
        if crossing(ax, ay, bx, by, lines[k, 0], lines[k, 1], lines[k, 2], lines[k, 3]) >= 0.0:
            return True
    return False
