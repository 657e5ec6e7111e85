"""Who is near whom: a stable counting sort of people into cells of the cut-off's size, surface by surface.

The cells of all surfaces lie one after another in one array; each surface has a ring of empty cells around it, so the
three by three cells around a person need no test of bounds. People on surfaces that merely lie above each other never
meet: only where a portal is within reach does a cell name the portal, and then only people in sight through it count.
Portals are looked through singly: people two portals apart do not see each other.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.base.maths import bits
from exeunt.venue.venue import Venue
from exeunt.world.terrain import LEFT, OPENING, RIGHT, Lines, distance_from

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ONE = np.uint32(1)
UNIT = np.uint64(1)
GONE = 1e9


class Grid(NamedTuple):
    """Square cells of edge ``size``, the cut-off in metres, over each surface.

    ``corner`` (surfaces, 2): x0, y0; ``shape`` (surfaces, 3): nx, ny, offset; cell = offset + iy nx + ix.
    ``link_line[link_start[c]:link_start[c + 1]]`` are the portals (rows of ``Lines``) within the cut-off of cell c.
    """

    size: float
    corner: Floats
    shape: Ints
    link_start: Ints
    link_line: Ints


class Crowd(NamedTuple):
    """People inside, in the order of their cells and, within a cell, of their numbers.

    ``start`` (cells + 1,): first row of each cell. The others have room for everyone; the first ``start[-1]`` rows
    count: ``x``, ``y``, ``radius``, ``reach`` (how far a person notices others), and ``who`` (people, 5): row in the
    caller's arrays, cell, surface, number, surface when sorted. ``sorted_x``, ``sorted_y`` are the places when sorted:
    whom a person may notice until the next sort depends on nothing else, whenever it is asked. ``cell_of`` (people,) is
    working space in the caller's order.
    """

    start: NDArray[np.uint32]
    x: Floats
    y: Floats
    radius: Floats
    reach: Floats
    who: Ints
    sorted_x: Floats
    sorted_y: Floats
    cell_of: Ints


def build_grid(venue: Venue, lines: Lines, cutoff: float) -> Grid:
    """Return the cells for people who notice each other up to ``cutoff`` metres; nobody notices anybody at 0."""
    cutoff = cutoff or 1.0
    boxes = np.array([surface.area.bounds for surface in venue.surfaces], dtype=np.float64)
    corner = boxes[:, :2] - cutoff
    shape = np.zeros((len(boxes), 3), dtype=np.int64)
    shape[:, :2] = np.floor((boxes[:, 2:] - corner) / cutoff) + 2
    ends = np.cumsum(shape[:, 0] * shape[:, 1])
    shape[1:, 2] = ends[:-1]
    cells = [np.zeros(0, dtype=np.int64)]
    portals = [np.zeros(0, dtype=np.int64)]
    reach = cutoff * (1.0 + 0.5 * float(np.sqrt(2.0))) + 1e-9
    for line in np.flatnonzero(lines.code[:, OPENING] < 0):
        for s in lines.code[line, [LEFT, RIGHT]]:
            nx, ny, offset = shape[s]
            iy, ix = np.divmod(np.arange(nx * ny), nx)
            x, y = corner[s, 0] + (ix + 0.5) * cutoff, corner[s, 1] + (iy + 0.5) * cutoff
            near = np.flatnonzero(distance_from(lines.shape[line], x, y) <= reach)
            cells.append(near + offset)
            portals.append(np.full(len(near), line, dtype=np.int64))
    cell, portal = np.concatenate(cells), np.concatenate(portals)
    start = np.zeros(int(ends[-1]) + 1, dtype=np.int64)
    start[1:] = np.cumsum(np.bincount(cell, minlength=int(ends[-1])))
    return Grid(cutoff, corner, shape, start, portal[np.argsort(cell, kind="stable")])


def empty_crowd(grid: Grid, people: int) -> Crowd:
    """Return arrays for that many people."""
    x, y, radius, reach, sorted_x, sorted_y = (np.zeros(people) for _ in range(6))
    start = np.zeros(len(grid.link_start), dtype=np.uint32)
    who = np.zeros((people, 5), np.int64)
    return Crowd(start, x, y, radius, reach, who, sorted_x, sorted_y, np.zeros(people, np.int64))


@njit(cache=True, error_model="numpy", _nrt=False, nogil=True)
def sort_into_cells(grid: Grid, crowd: Crowd, motion: Floats, trait: Floats, code: Ints, number: Ints) -> int:
    """Fill ``crowd`` with everyone inside; return how many they are.

    Parameters
    ----------
    motion
        (people, 2 or more): x and y first.
    trait
        (people, 2 or more): radius and reach first.
    code
        (people, 2 or more): surface, and 1 for those in the venue, first.
    number
        (people,) by which those in one cell are ordered, whatever the order of the rows.
    """
    scale = 1.0 / grid.size
    start, cell_of = crowd.start, crowd.cell_of
    start[:] = np.uint32(0)
    for i in range(len(code)):
        if code[i, 1] == 1:
            s = code[i, 0]
            ix = min(max(int((motion[i, 0] - grid.corner[s, 0]) * scale), 1), grid.shape[s, 0] - 2)
            iy = min(max(int((motion[i, 1] - grid.corner[s, 1]) * scale), 1), grid.shape[s, 1] - 2)
            cell = grid.shape[s, 2] + iy * grid.shape[s, 0] + ix
            cell_of[i] = cell
            # counted one cell ahead, so that the sums below are the cells' first rows
            start[np.uint64(cell + 1)] += ONE
    for cell in range(1, start.size):
        start[cell] += start[cell - 1]
    # filled from the last person backwards, each cell from its end
    total = int(start[start.size - 1])
    for back in range(len(code)):
        i = len(code) - 1 - back
        if code[i, 1] == 1:
            cell = np.uint64(cell_of[i] + 1)
            start[cell] -= ONE
            k = np.uint64(start[cell])
            crowd.x[k] = motion[i, 0]
            crowd.y[k] = motion[i, 1]
            crowd.radius[k], crowd.reach[k] = trait[i, 0], trait[i, 1]
            crowd.who[k, 0] = i
            crowd.who[k, 1] = cell_of[i]
            crowd.who[k, 2] = code[i, 0]
            crowd.who[k, 3] = number[i]
    # each entry now holds the first row of the cell before it
    for cell in range(1, start.size):
        start[cell - 1] = start[cell]
    start[start.size - 1] = np.uint32(total)
    x, y, radius, reach, who = crowd.x, crowd.y, crowd.radius, crowd.reach, crowd.who
    for row in range(1, total):
        at = row
        while at > 0 and who[at, 1] == who[at - 1, 1] and who[at, 3] < who[at - 1, 3]:
            x[at], x[at - 1] = x[at - 1], x[at]
            y[at], y[at - 1] = y[at - 1], y[at]
            radius[at], radius[at - 1] = radius[at - 1], radius[at]
            reach[at], reach[at - 1] = reach[at - 1], reach[at]
            who[at, 0], who[at - 1, 0] = who[at - 1, 0], who[at, 0]
            who[at, 3], who[at - 1, 3] = who[at - 1, 3], who[at, 3]
            at -= 1
    for row in range(total):
        crowd.sorted_x[row], crowd.sorted_y[row], who[row, 4] = x[row], y[row], who[row, 2]
    return total


@njit(cache=True, error_model="numpy", _nrt=False, nogil=True)
def follow_people(crowd: Crowd, total: int, motion: Floats, code: Ints) -> None:
    """Update places and surfaces of the first ``total`` rows, which keep their order; see ``sort_into_cells``.

    Who has left since the sort gets surface -1 and a place ``GONE`` away from everyone.
    """
    for k in range(total):
        i = crowd.who[k, 0]
        if code[i, 1] == 1:
            crowd.x[k], crowd.y[k], crowd.who[k, 2] = motion[i, 0], motion[i, 1], code[i, 0]
        else:
            crowd.x[k], crowd.y[k], crowd.who[k, 2] = GONE, GONE, -1


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def find_near(
    start: NDArray[np.uint32], x: Floats, y: Floats, i: int, cell: int, nx: int, reach_squared: float,
    found: NDArray[np.uint32], k: int,
) -> int:  # fmt: skip
    """Append to ``found[k:]`` the rows within reach of row ``i`` on the same surface; return the new end.

    ``cell`` is the row's cell, ``nx`` the number of cells in a line of its surface. People at exactly the same point
    do not notice each other.
    """
    xi, yi = x[i], y[i]
    end, limit = np.uint64(k), np.uint64(bits(reach_squared)) - UNIT
    corner = cell - nx - 1
    for _ in range(3):
        for j in range(start[np.uint64(corner)], start[np.uint64(corner + 3)]):
            dx = x[j] - xi
            dy = y[j] - yi
            squared = dx * dx + dy * dy
            found[end] = np.uint32(j)
            # the bits of positive floats are in their order, and 0 becomes the largest: one comparison for two
            end += np.uint64(np.uint64(bits(squared)) - UNIT < limit)
        corner += nx
    return np.int64(end)  # type: ignore[return-value]


@njit(cache=True, error_model="numpy", _nrt=False)
def find_through_portals(
    grid: Grid, line_shape: Floats, line_code: Ints, start: NDArray[np.uint32], x: Floats, y: Floats,
    i: int, cell: int, surface: int, reach_squared: float, found: NDArray[np.uint32], k: int,
) -> int:  # fmt: skip
    """Append the rows within reach of row ``i`` in sight through the portals near it; return the new end."""
    xi, yi = x[i], y[i]
    for entry in range(grid.link_start[cell], grid.link_start[cell + 1]):
        line = grid.link_line[entry]
        if line_code[line, LEFT] == surface:
            side, other = 1.0, line_code[line, RIGHT]
        else:
            side, other = -1.0, line_code[line, LEFT]
        ux, uy = line_shape[line, 2], line_shape[line, 3]
        px, py = xi - line_shape[line, 0], yi - line_shape[line, 1]
        own = side * (ux * py - uy * px)
        along = ux * px + uy * py
        ix = int(np.floor((xi - grid.corner[other, 0]) / grid.size))
        iy = int(np.floor((yi - grid.corner[other, 1]) / grid.size))
        nx, ny, offset = grid.shape[other, 0], grid.shape[other, 1], grid.shape[other, 2]
        first, last = max(ix - 1, 0), min(ix + 1, nx - 1)
        if own < 0.0 or first > last:
            continue
        for row in range(max(iy - 1, 0), min(iy + 1, ny - 1) + 1):
            begin = offset + row * nx
            for j in range(start[begin + first], start[begin + last + 1]):
                dx = x[j] - xi
                dy = y[j] - yi
                squared = dx * dx + dy * dy
                change = side * (ux * dy - uy * dx)
                if squared < reach_squared and squared > 0.0 and own + change < 0.0:
                    meet = along - (ux * dx + uy * dy) * own / change
                    if 0.0 <= meet <= line_shape[line, 4]:
                        found[k] = np.uint32(j)
                        k += 1
    return k
