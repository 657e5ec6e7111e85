"""The first half of a step: who notices whom, and which way everyone wants to go."""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

from exeunt.base.maths import bits
from exeunt.models.movement.arrays import BLOCK, FIELD, PAIRS, People, Place, Work
from exeunt.models.movement.crossing import fine_cell
from exeunt.models.movement.sight import keep_visible, width_of_ground
from exeunt.models.movement.steps import walks
from exeunt.venue.sampling import RasterArrays, sample_direction
from exeunt.world.neighbours import (
    UNIT,
    Crowd,
    find_near,
    find_through_portals,
    follow_people,
    sort_into_cells,
)

AHEAD = (0.3, 0.6, 0.9, 1.2, 1.5)
"""Metres along the way at which people look how wide the ground is."""


@intrinsic
def prefetch(typing_context: Any, array: Any, index: Any) -> Any:
    """Ask for the cache line of one element of a contiguous array, by its flat index; a hint, never an access."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        byte, word = ir.IntType(8).as_pointer(), ir.IntType(32)
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        address = builder.bitcast(builder.gep(data, [arguments[1]]), byte)
        function = builder.module.declare_intrinsic(
            "llvm.prefetch", [byte], ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        )
        # for reading, to keep near, data
        builder.call(function, [address, *(ir.Constant(word, value) for value in (0, 3, 1))])
        return context.get_dummy_value()

    return types.void(array, types.int64), generate


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def fetch_direction(
    raster: RasterArrays, directions: NDArray[np.float32], slot: int, surface: int, x: float, y: float
) -> None:
    """Ask for the memory that ``sample_direction`` is about to read: a field is larger than the cache."""
    width = np.int64(raster.nx[surface])
    u, v = (x - raster.x0[surface]) * raster.inverse, (y - raster.y0[surface]) * raster.inverse
    row = np.int64(v)
    cell = raster.offset[surface] + row * width + np.int64(u)
    at = 2 * (slot * directions.shape[1] + cell)
    prefetch(directions, at)
    prefetch(directions, at + (2 * width if v - row > 0.5 else -2 * width))
    prefetch(raster.mix, cell)


@njit(cache=True, error_model="numpy", _nrt=False, nogil=True)
def arrange(people: People, crowd: Crowd, place: Place, work: Work, step: int, now: float) -> int:
    """Bring the crowd to where people are; return its number of rows.

    In every so-many-th step people are sorted into cells and all neighbours are forgotten; in between the rows stay.
    """
    if step % work.every != 0 and work.total[0] >= 0:
        follow_people(crowd, work.total[0], people.motion, people.code)
        return int(work.total[0])
    total = sort_into_cells(place.grid, crowd, people.motion, people.trait, people.code, people.number)
    work.span[:total, 0] = -1
    work.used[:] = 0
    work.total[0] = total
    if work.goal.shape[0] > 0:
        look_where_they_go(people, crowd, place, work, total, now)
    return int(total)


@njit(cache=True, error_model="numpy", _nrt=False)
def look_where_they_go(
    people: People, crowd: Crowd, place: Place, work: Work, total: int, now: float
) -> None:
    """Write ``goal``, ``way`` and ``room`` of every row."""
    trait, code, who = people.trait, people.code, crowd.who
    for k in range(total):
        slot = code[who[k, 0], FIELD] if who[k, 2] >= 0 and walks(trait, code, who[k, 0], now) else -1
        x, y = 0.0, 0.0
        if slot >= 0:
            x, y = sample_direction(place.raster, place.directions, slot, who[k, 2], crowd.x[k], crowd.y[k])
        work.goal[k] = slot if x != 0.0 or y != 0.0 else -1
        work.way[k, 0], work.way[k, 1] = x, y
        work.room[k, 0], work.room[k, 1] = np.inf, np.inf
        if work.goal[k] >= 0:
            s, terrain = who[k, 2], place.terrain
            at_x, at_y = crowd.x[k], crowd.y[k]
            work.room[k, 0] = width_of_ground(terrain, fine_cell(terrain, s, at_x, at_y), at_x, at_y, x, y)
            for ahead in AHEAD:
                at_x, at_y = crowd.x[k] + ahead * x, crowd.y[k] + ahead * y
                room = width_of_ground(terrain, fine_cell(terrain, s, at_x, at_y), at_x, at_y, x, y)
                work.room[k, 1] = min(work.room[k, 1], room)


@njit(cache=True, error_model="numpy", _nrt=False)
def search(crowd: Crowd, place: Place, work: Work, worker: int, row: int, first: int) -> int:
    """Write to ``found[first:]`` whom a row may notice until the next sort; keep it if there is room; return its end.

    These are the rows that were in sight, when sorted, within the row's reach and what two people can walk meanwhile.
    """
    x, y, start, who = crowd.sorted_x, crowd.sorted_y, crowd.start, crowd.who
    grid, terrain, found = place.grid, place.terrain, work.found[worker]
    coarse, s = who[row, 1], who[row, 4]
    reach_squared = (crowd.reach[row] + work.margin) ** 2
    end = find_near(start, x, y, row, coarse, grid.shape[s, 0], reach_squared, found, first)
    if grid.link_start[coarse] < grid.link_start[coarse + 1]:
        end = find_through_portals(
            grid,
            terrain.line_shape,
            terrain.line_code,
            start,
            x,
            y,
            row,
            coarse,
            s,
            reach_squared,
            found,
            end,
        )
    c = fine_cell(terrain, s, x[row], y[row])
    walls, walls_end = terrain.cells[c, 0], terrain.cells[c + 1, 0]
    if walls < walls_end:
        end = keep_visible(
            terrain.wall, terrain.item, walls, walls_end, x, y, row, reach_squared, found, first, end
        )
    shelf = len(work.partner) // len(work.used)
    begin = worker * shelf + work.used[worker]
    if work.used[worker] + end - first <= shelf:
        work.used[worker] += end - first
        for n in range(end - first):
            work.partner[begin + n] = found[first + n]
        work.span[row, 0], work.span[row, 1] = begin, begin + end - first
    return end


@njit(cache=True, error_model="numpy", _nrt=False)
def gather(
    people: People, crowd: Crowd, place: Place, work: Work, worker: int, first: int, last: int, now: float
) -> int:  # fmt: skip
    """Gather a batch of people from row ``first`` on, at most to ``last``, and their neighbours; return its end.

    Fills, of ``work``: ``begin`` (first pair of each person of the batch and, at the end, the number of pairs),
    ``found`` and ``owner`` (rows of the neighbours, and whose), ``pair`` 0 to 2 (dx, dy from the person to the
    neighbour, sum of radii), and ``person`` 0 and 1 (unit vector of the way to go). Those who stand, or have
    left since the crowd was sorted, have neither neighbours nor a way.
    """
    x, y, radius, reach, who = crowd.x, crowd.y, crowd.radius, crowd.reach, crowd.who
    trait, code, span = people.trait, people.code, work.span
    found, owner, begin, partner = work.found[worker], work.owner[worker], work.begin[worker], work.partner
    dx, dy, contact = work.pair[worker, 0], work.pair[worker, 1], work.pair[worker, 2]
    way_x, way_y = work.person[worker, 0], work.person[worker, 1]
    pairs, end = np.uint64(0), first
    while end < last and pairs < PAIRS and end - first < BLOCK:
        begin[end - first] = pairs
        if who[end, 2] >= 0 and walks(trait, code, who[end, 0], now):
            fetch_direction(
                place.raster, place.directions, code[who[end, 0], FIELD], who[end, 2], x[end], y[end]
            )
            xi, yi, ri, start = x[end], y[end], radius[end], np.int64(pairs)
            limit = np.uint64(bits(reach[end] * reach[end])) - UNIT
            if span[end, 0] < 0:
                a, b, source = start, search(crowd, place, work, worker, end, start), found
            else:
                a, b, source = span[end, 0], span[end, 1], partner
            for q in range(a, b):
                j = np.uint64(source[np.uint64(q)])
                ox, oy = x[j] - xi, y[j] - yi
                found[pairs], owner[pairs] = np.uint32(j), np.uint32(end - first)
                dx[pairs], dy[pairs], contact[pairs] = ox, oy, radius[j] + ri
                # as in ``find_near``: near, and not at the same point
                pairs += np.uint64(np.uint64(bits(ox * ox + oy * oy)) - UNIT < limit)
        end += 1
    begin[end - first] = pairs
    # a loop of its own, so that the waits for distant memory overlap
    for k in range(first, end):
        n = np.uint64(k - first)
        way_x[n], way_y[n] = 0.0, 0.0
        if who[k, 2] >= 0 and walks(trait, code, who[k, 0], now):
            slot = code[who[k, 0], FIELD]
            way_x[n], way_y[n] = sample_direction(place.raster, place.directions, slot, who[k, 2], x[k], y[k])
    return end
