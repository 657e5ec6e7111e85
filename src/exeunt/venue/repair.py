"""Distance fields with dangers, from the field without them: only cells whose way leads through a danger are solved.

Danger makes a way dearer or closes it, so that a cell keeps its value unless the value came from a cell that lost its
own. Those cells are found by following the upwind neighbours of the scheme (Sethian 1996), set free, and marched over
again from the cells around them: the same equations as in ``geodesic``, with the same result up to its tolerance. Their
ways are longer than before, save where danger closes the last wide one and a narrow gap, not used before, is shorter.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from exeunt.venue.geodesic import Grid, advance, open_links, straight_costs
from exeunt.venue.lattice import F32, I64, U8, Mask
from exeunt.venue.raster import Raster


def repair(
    raster: Raster, goal: int, open_mask: Mask, base: Grid, slowness: F32, dearer: I64, distance: F32, directions: F32
) -> None:  # fmt: skip
    """Turn ``distance`` (cells,) and ``directions`` (cells, 2) of a goal without danger into those with one.

    Parameters
    ----------
    raster
        The raster less the links into closed cells.
    base
        What the march ended with without danger, for the same doors.
    slowness
        (cells,) cost per metre with danger; nowhere less than without.
    dearer
        (k,) own cells at which it is more.
    """
    lenient = open_links(raster.lenient, raster, open_mask)
    links = base.links & lenient
    grid = base._replace(links=links, slowness=slowness)
    seeds = raster.seeds[goal]
    start = straight_costs(raster.arrays, raster.surface, slowness, seeds.cells, seeds.near, seeds.distance)
    before = straight_costs(
        raster.arrays, raster.surface, base.slowness, seeds.cells, seeds.near, seeds.distance
    )
    touched = np.concatenate([dearer, np.flatnonzero(links != base.links), seeds.cells[start > before]])
    loses = losing(base, distance, touched)
    begins = loses[seeds.cells] != 0
    edge = around(grid, distance, loses)
    distance[loses != 0] = np.inf
    distance[seeds.cells[begins]] = start[begins]
    begin = np.concatenate([edge, seeds.cells[begins]])
    advance(raster, seeds, grid, lenient, start, begin, distance, directions)


@njit(cache=True, nogil=True)
def losing(grid: Grid, distance: F32, touched: I64) -> U8:
    """Return (cells,) 1 for the touched cells and all whose value came from them: to whom they are upwind."""
    links, ghost_of, surface, nx = grid.links, grid.ghost_of, grid.surface, grid.nx
    marked = np.zeros(len(distance), dtype=np.uint8)
    queue = np.empty(len(distance), dtype=np.int32)
    count = 0
    for k in range(len(touched)):
        if not marked[touched[k]]:
            marked[touched[k]] = 1
            queue[count] = touched[k]
            count += 1
    i = 0
    while i < count:
        c = np.int64(queue[i])
        i += 1
        t, b = distance[c], links[c]
        width = np.int64(nx[surface[c]])
        for d in range(4):
            n = c + (1 if d == 0 else width if d == 1 else -1 if d == 2 else -width)
            w = width
            if b & (16 << d):
                n = np.int64(ghost_of[n])
                w = np.int64(nx[surface[n]])
            link = links[n]
            if marked[n] or not distance[n] > t or not link & (1 << ((d + 2) & 3)):
                continue
            # upwind on its axis: no lower value on the cell's other side
            o = n + (1 if d == 0 else w if d == 1 else -1 if d == 2 else -w)
            if link & (16 << d):
                o = np.int64(ghost_of[o])
            if link & (1 << d) and distance[o] < t:
                continue
            marked[n] = 1
            queue[count] = n
            count += 1
    return marked


@njit(cache=True, nogil=True)
def around(grid: Grid, distance: F32, loses: U8) -> I64:
    """Return the cells that keep their value beside those that lose it, in their order."""
    links, ghost_of = grid.links, grid.ghost_of
    edge = np.zeros(len(distance), dtype=np.uint8)
    for c in range(len(distance)):
        if not loses[c]:
            continue
        width = np.int64(grid.nx[grid.surface[c]])
        for d in range(4):
            if links[c] & (1 << d):
                n = c + (1 if d == 0 else width if d == 1 else -1 if d == 2 else -width)
                if links[c] & (16 << d):
                    n = np.int64(ghost_of[n])
                if not loses[n] and distance[n] < np.inf:
                    edge[n] = 1
    return np.flatnonzero(edge)
