"""The first half of a step: who notices whom, and which way everyone wants to go."""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

from exeunt.models.movement.arrays import BLOCK, FIELD, PAIRS, People, Place, Work
from exeunt.models.movement.crossing import fine_cell
from exeunt.models.movement.sight import keep_visible
from exeunt.models.movement.steps import walks
from exeunt.venue.sampling import RasterArrays, sample_direction
from exeunt.world.neighbours import Crowd, find_near, find_through_portals


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


@njit(cache=True, error_model="numpy", _nrt=False)
def gather(
    people: People,
    crowd: Crowd,
    place: Place,
    reach: float,
    work: Work,
    worker: int,
    first: int,
    last: int,
    now: float,
) -> int:
    """Gather a batch of people from row ``first`` on, at most to ``last``, and their neighbours; return its end.

    Fills, of ``work``: ``begin`` (first pair of each person of the batch and, at the end, the number of pairs),
    ``found`` (rows of the neighbours), ``pair`` 0 to 2 (dx, dy from the person to the neighbour, sum of radii), and
    ``person`` 0 and 1 (unit vector of the way to go). Those who stand have no neighbours.
    """
    x, y, radius, who, start = crowd.x, crowd.y, crowd.radius, crowd.who, crowd.start
    trait, code = people.trait, people.code
    grid, terrain = place.grid, place.terrain
    found, begin = work.found[worker], work.begin[worker]
    dx, dy, contact = work.pair[worker, 0], work.pair[worker, 1], work.pair[worker, 2]
    way_x, way_y = work.person[worker, 0], work.person[worker, 1]
    pairs, end = 0, first
    while end < last and pairs < PAIRS and end - first < BLOCK:
        begin[end - first] = pairs
        fetch_direction(
            place.raster, place.directions, max(code[who[end, 0], FIELD], 0), who[end, 2], x[end], y[end]
        )
        if walks(trait, code, who[end, 0], now):
            coarse, s = who[end, 1], who[end, 2]
            until = find_near(start, x, y, end, coarse, grid.shape[s, 0], reach * reach, found, pairs)
            if grid.link_start[coarse] < grid.link_start[coarse + 1]:
                until = find_through_portals(
                    grid, terrain.line_shape, terrain.line_code, start, x, y, end, coarse, s, found, until
                )
            c = fine_cell(terrain, s, x[end], y[end])
            walls, walls_end = terrain.cells[c, 0], terrain.cells[c + 1, 0]
            if walls < walls_end:
                until = keep_visible(
                    terrain.wall,
                    terrain.item,
                    walls,
                    walls_end,
                    x,
                    y,
                    end,
                    reach * reach,
                    found,
                    pairs,
                    until,
                )
            for p in range(pairs, until):
                j = np.uint64(found[p])
                dx[p] = x[j] - x[end]
                dy[p] = y[j] - y[end]
                contact[p] = radius[j] + radius[end]
            pairs = until
        end += 1
    begin[end - first] = pairs
    # a loop of its own, so that the waits for distant memory overlap
    for k in range(first, end):
        n, slot = np.uint64(k - first), max(code[who[k, 0], FIELD], 0)
        way_x[n], way_y[n] = sample_direction(place.raster, place.directions, slot, who[k, 2], x[k], y[k])
    return end
