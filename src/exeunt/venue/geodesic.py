"""Distance fields by fast marching: the eikonal equation |grad T| = slowness, on all surfaces at once.

First-order upwind scheme (Sethian 1996, doi 10.1073/pnas.93.4.1591). The front advances in thin bands of T
(group marching, Kim 2001, doi 10.1137/S1064827500367130) and a cell is taken up again whenever a later value
lowers one of its neighbours, so that the result is the scheme's own solution and no order of cells shows in
it beyond ``TOLERANCE``. Only + - * / and sqrt are used: the same bits on every machine.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from exeunt.venue.lattice import EAST, F32, F64, I16, I32, I64, NORTH, SOUTH, U8, WEST, Mask
from exeunt.venue.raster import Raster, RasterArrays, Seeds

TOLERANCE = 1e-4
"""Share of a cell by which a value must fall to be passed on."""
BAND = 1.0
"""Width of a band of the front, in cells of level walking."""
RAY = 16
"""Points at which slowness is taken along the straight way of a start cell."""


class Grid(NamedTuple):
    """What the march needs of a raster; ``links`` as in ``Raster.strict``, ``slowness`` in cost per metre."""

    cell: float
    nx: I32
    surface: I16
    ghost_of: I32
    ghosts: I64
    slope: U8
    links: U8
    slowness: F32
    up_ratio: float


def solve(
    raster: Raster, goal: int, open_mask: Mask, slowness: F32, up_ratio: float, distance: F32, directions: F32
) -> Grid:
    """Fill ``distance`` (cells,) and ``directions`` (cells, 2) of one goal; return what the march ended with.

    Parameters
    ----------
    goal
        Index of the opening; an exit is reached from inside, a door from both sides.
    open_mask
        (openings,) which openings people can pass.
    slowness
        (cells,) cost per metre of walking (down, on stairs).
    up_ratio
        Cost of walking up stairs over that of walking down.
    """
    seeds = raster.seeds[goal]
    links = open_links(raster.strict, raster, open_mask)
    a = raster.arrays
    grid = Grid(
        a.cell, a.nx, raster.surface, raster.ghost_of, raster.ghosts, raster.slope, links, slowness, up_ratio
    )
    distance[:] = np.inf
    if len(seeds.cells) == 0:
        directions[:] = 0.0
        return grid
    start = straight_costs(a, raster.surface, slowness, seeds.cells, seeds.near, seeds.distance)
    distance[seeds.cells] = start
    lenient = open_links(raster.lenient, raster, open_mask)
    advance(raster, seeds, grid, lenient, start, seeds.cells, distance, directions)
    return grid


def open_links(links: U8, raster: Raster, open_mask: Mask) -> U8:
    """Return a copy of ``links`` (cells,) less those through openings that people cannot pass."""
    out = links.copy()
    for opening in np.flatnonzero(~open_mask):
        cut_links(out, *raster.opening_links[opening])
    return out


def advance(
    raster: Raster, seeds: Seeds, grid: Grid, lenient: U8, start: F32, begin: I64, distance: F32, directions: F32
) -> None:  # fmt: skip
    """March from the cells ``begin`` on, then through narrower gaps to who is not reached; fill the directions.

    Parameters
    ----------
    lenient
        (cells,) links with the narrower gaps; those used are added to ``grid``.
    start
        (seeds,) cost of the straight way from each seed.
    """
    march(grid, distance, begin)
    rest = relax_links(grid, distance, raster.own, lenient)
    if len(rest):
        march(grid, distance, rest)
    gradients(grid, distance, directions)
    own_way = distance[seeds.cells] >= start - 0.01 * grid.cell
    directions[seeds.cells[own_way]] = seeds.aim[own_way]
    distance[raster.ghosts] = distance[raster.ghost_of[raster.ghosts]]
    directions[raster.ghosts] = directions[raster.ghost_of[raster.ghosts]]


@njit(cache=True, nogil=True)
def cut_links(links: U8, cells: I64, bits: U8) -> None:
    """Take the given links away."""
    for k in range(len(cells)):
        links[cells[k]] &= 255 - bits[k]


@njit(cache=True, nogil=True)
def straight_costs(
    raster: RasterArrays, surface: I16, slowness: F32, cells: I64, near: F64, distance: F64
) -> F32:
    """Return the cost (n,) of the straight ways from cell centres to ``near``."""
    cell, x0, y0, nx, offset = raster.cell, raster.x0, raster.y0, raster.nx, raster.offset
    out = np.empty(len(cells), dtype=np.float32)
    for k in range(len(cells)):
        s = surface[cells[k]]
        row, column = divmod(cells[k] - offset[s], np.int64(nx[s]))
        x, y = x0[s] + (column + 0.5) * cell, y0[s] + (row + 0.5) * cell
        total, own = 0.0, slowness[cells[k]]
        for p in range(RAY):
            t = (p + 0.5) / RAY
            i = np.int64((x + t * (near[k, 0] - x) - x0[s]) * raster.inverse)
            j = np.int64((y + t * (near[k, 1] - y) - y0[s]) * raster.inverse)
            total += min(slowness[offset[s] + j * nx[s] + i], own)
        out[k] = distance[k] * total / RAY
    return out


@njit(cache=True, error_model="numpy", nogil=True, forceinline=True)
def arrival(
    east: float, north: float, west: float, south: float, step: float, slope: int, up_ratio: float
) -> float:
    """Return T at a cell from its neighbours (inf where there is no link): Godunov's first-order upwind solution.

    ``step``: cost of a cell's width; ``slope``: direction bit that leads up a stair, else 0.
    """
    tx, ty = min(east, west), min(north, south)
    if slope:
        side_x, side_y = (EAST if east <= west else WEST), (NORTH if north <= south else SOUTH)
        if (slope == side_x and tx < np.inf) or (slope == side_y and ty < np.inf):
            step *= up_ratio
    low, high = np.float64(min(tx, ty)), np.float64(max(tx, ty))
    apart = high - low
    if not apart < step:
        return np.float64(low + step)
    return np.float64(0.5 * (low + high + np.sqrt(2.0 * step * step - apart * apart)))


@njit(cache=True, error_model="numpy", nogil=True)
def march(grid: Grid, distance: F32, start: I64) -> None:
    """Advance the front from the start cells until no value falls any more."""
    # locals, and no arrays handed to functions: each would cost a count of references at every cell
    links, ghost_of, surface, nx = grid.links, grid.ghost_of, grid.surface, grid.nx
    slope, slowness, cell, up_ratio = grid.slope, grid.slowness, grid.cell, grid.up_ratio
    none = np.float32(np.inf)
    room = len(distance) + 8
    queue = np.empty(room, dtype=np.int32)
    queued = np.zeros(len(distance), dtype=np.uint8)
    count = 0
    lowest = np.inf
    for k in range(len(start)):
        if not queued[start[k]]:
            queue[count] = start[k]
            queued[start[k]] = 1
            count += 1
            lowest = min(lowest, distance[start[k]])
    least = TOLERANCE * cell
    while count > 0:
        bound = lowest + BAND * cell
        lowest = np.inf
        kept = 0
        i = 0
        while i < count:
            c = np.int64(queue[i])
            i += 1
            t = distance[c]
            if t > bound:
                queue[kept] = c
                kept += 1
                lowest = min(lowest, t)
                continue
            queued[c] = 0
            b = links[c]
            width = np.int64(nx[surface[c]])
            for d in range(4):
                n = c + (1 if d == 0 else width if d == 1 else -1 if d == 2 else -width)
                w = width
                if b & (16 << d):
                    n = np.int64(ghost_of[n])
                    w = np.int64(nx[surface[n]])
                known = distance[n]
                link = links[n]
                if known <= t or not link & (1 << ((d + 2) & 3)):
                    continue
                e, north, west, s = n + 1, n + w, n - 1, n - w
                if link & 240:
                    e = np.int64(ghost_of[e]) if link & 16 else e
                    north = np.int64(ghost_of[north]) if link & 32 else north
                    west = np.int64(ghost_of[west]) if link & 64 else west
                    s = np.int64(ghost_of[s]) if link & 128 else s
                value = np.float32(
                    arrival(
                        distance[e] if link & EAST else none,
                        distance[north] if link & NORTH else none,
                        distance[west] if link & WEST else none,
                        distance[s] if link & SOUTH else none,
                        np.float64(slowness[n]) * cell, slope[n], up_ratio,
                    )
                )  # fmt: skip
                if value < known - least:
                    distance[n] = value
                    if not queued[n]:
                        if count == room:
                            left = count - i
                            for m in range(left):
                                queue[kept + m] = queue[i + m]
                            i, count = kept, kept + left
                        queued[n] = 1
                        queue[count] = n
                        count += 1
        count = kept


@njit(cache=True, nogil=True)
def relax_links(grid: Grid, distance: F32, own: Mask, lenient: U8) -> I64:
    """Let unreached cells use narrower gaps; return reached cells beside them, from where to march on.

    A cell reached by a wide way keeps it: it loses its links to cells not reached.
    """
    links, ghost_of = grid.links, grid.ghost_of
    count = 0
    out = np.empty(0, dtype=np.int64)
    for collect in range(2):
        if collect == 1:
            out = np.empty(count, dtype=np.int64)
            count = 0
        for c in range(len(distance)):
            if not own[c] or np.isfinite(distance[c]) or not lenient[c] & 15:
                continue
            width = np.int64(grid.nx[grid.surface[c]])
            for d in range(4):
                n = c + (1 if d == 0 else width if d == 1 else -1 if d == 2 else -width)
                if lenient[c] & (16 << d):
                    n = np.int64(ghost_of[n])
                if not np.isfinite(distance[n]):
                    continue
                if lenient[c] & (1 << d):
                    if collect == 1:
                        out[count] = n
                    count += 1
                if collect == 1:
                    links[n] &= 255 - (1 << ((d + 2) & 3))
        if count == 0:
            return out
    for c in range(len(distance)):
        if own[c] and not np.isfinite(distance[c]):
            links[c] = lenient[c]
    return out


@njit(cache=True, error_model="numpy", nogil=True)
def gradients(grid: Grid, distance: F32, directions: F32) -> None:
    """Fill the unit vectors that lead down T, from the upwind differences."""
    ghost_of = grid.ghost_of
    for c in range(len(distance)):
        b = grid.links[c]
        here = distance[c]
        dx, dy = np.float32(0.0), np.float32(0.0)
        if b & 15 and here < np.inf:
            width = np.int64(grid.nx[grid.surface[c]])
            fall = np.float32(0.0)
            if b & EAST:
                fall = here - distance[ghost_of[c + 1] if b & (EAST << 4) else c + 1]
                dx = max(fall, dx)
            if b & WEST:
                fall = here - distance[ghost_of[c - 1] if b & (WEST << 4) else c - 1]
                dx = -fall if fall > dx else dx
            if b & NORTH:
                fall = here - distance[ghost_of[c + width] if b & (NORTH << 4) else c + width]
                dy = max(fall, dy)
            if b & SOUTH:
                fall = here - distance[ghost_of[c - width] if b & (SOUTH << 4) else c - width]
                dy = -fall if fall > dy else dy
        square = np.float64(dx) * dx + np.float64(dy) * dy
        norm = 1.0 / np.sqrt(square) if square > 0.0 else 0.0
        directions[c, 0] = dx * norm
        directions[c, 1] = dy * norm
