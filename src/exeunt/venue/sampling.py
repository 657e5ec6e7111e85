"""Sampling fields at the places of people: kernels, small enough to be inlined where people move."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from exeunt.venue.lattice import EAST, F32, F64, I16, I32, I64, NORTH, SOUTH, U8, WEST


class RasterArrays(NamedTuple):
    """What kernels need to find a place: index = offset[s] + iy * nx[s] + ix, centre = x0[s] + (ix + 0.5) * cell.

    ``x0``, ``y0`` (surfaces,) lower left corners of the windows in metres; ``nx``, ``ny`` (surfaces,) cells;
    ``offset`` (surfaces + 1,); ``inverse`` = 1 / cell; ``mix`` (cells,) which of the eight neighbours (bits E, N,
    W, S, NE, NW, SW, SE) see the cell's centre, with no wall and no opening between.
    """

    cell: float
    inverse: float
    x0: F64
    y0: F64
    nx: I32
    ny: I32
    offset: I64
    mix: U8


@njit(cache=True)
def sample_direction(
    raster: RasterArrays, directions: F32, slot: int, surface: int, x: float, y: float
) -> tuple[float, float]:
    """Return the unit vector (dx, dy) in which the field of a slot leads from a place; (0, 0) if nowhere.

    Bilinear over those of the four nearest centres that the nearest one sees. Where the nearest centre is not
    walkable (in a wall, though the place is not), the direction of the nearest centre that is.
    """
    width = np.int64(raster.nx[surface])
    u = min(max((x - raster.x0[surface]) * raster.inverse, 1.0), width - 1.5)
    v = min(max((y - raster.y0[surface]) * raster.inverse, 1.0), raster.ny[surface] - 1.5)
    ix, iy = np.int64(u), np.int64(v)
    own = raster.offset[surface] + iy * width + ix
    u, v = u - ix - 0.5, v - iy - 0.5
    beside = own + 1 if u > 0.0 else own - 1
    above = width if v > 0.0 else -width
    ax, ay = abs(u), abs(v)
    w1, w2, w3 = ax * (1.0 - ay), (1.0 - ax) * ay, ax * ay
    seen = raster.mix[own]
    if seen != 255:
        if not seen & (EAST if u > 0.0 else WEST):
            w1 = 0.0
        if not seen & (NORTH if v > 0.0 else SOUTH):
            w2 = 0.0
        if not seen & ((16 if v > 0.0 else 128) if u > 0.0 else (32 if v > 0.0 else 64)):
            w3 = 0.0
    w0 = (1.0 - ax) * (1.0 - ay)
    dx = (
        w0 * directions[slot, own, 0]
        + w1 * directions[slot, beside, 0]
        + w2 * directions[slot, own + above, 0]
        + w3 * directions[slot, beside + above, 0]
    )
    dy = (
        w0 * directions[slot, own, 1]
        + w1 * directions[slot, beside, 1]
        + w2 * directions[slot, own + above, 1]
        + w3 * directions[slot, beside + above, 1]
    )
    square = dx * dx + dy * dy
    if square > 0.01:
        norm = 1.0 / np.sqrt(square)
        return dx * norm, dy * norm
    return _nearest_direction(raster, directions, slot, surface, ix, iy, x, y)


@njit(cache=True)
def _nearest_direction(
    raster: RasterArrays, directions: F32, slot: int, surface: int, ix: int, iy: int, x: float, y: float
) -> tuple[float, float]:
    """Return the direction of the nearest centre that has one, at most two cells away; the own one first."""
    width = np.int64(raster.nx[surface])
    own = raster.offset[surface] + iy * width + ix
    best, found = 1e30, own
    if directions[slot, own, 0] == 0.0 and directions[slot, own, 1] == 0.0:
        for j in range(max(iy - 2, 0), min(iy + 3, np.int64(raster.ny[surface]))):
            for i in range(max(ix - 2, 0), min(ix + 3, width)):
                c = raster.offset[surface] + j * width + i
                px = raster.x0[surface] + (i + 0.5) * raster.cell - x
                py = raster.y0[surface] + (j + 0.5) * raster.cell - y
                d = px * px + py * py
                if d < best and (directions[slot, c, 0] != 0.0 or directions[slot, c, 1] != 0.0):
                    best, found = d, c
    return np.float64(directions[slot, found, 0]), np.float64(directions[slot, found, 1])


@njit(cache=True)
def sample_distance(
    raster: RasterArrays, distance: F32, slot: int, surface: int, x: float, y: float
) -> float:
    """Return the distance (m of level walking) from a place to the goal of a slot's field; inf if unreachable.

    Sampled as ``sample_direction`` is.
    """
    width = np.int64(raster.nx[surface])
    u = min(max((x - raster.x0[surface]) * raster.inverse, 1.0), width - 1.5)
    v = min(max((y - raster.y0[surface]) * raster.inverse, 1.0), raster.ny[surface] - 1.5)
    ix, iy = np.int64(u), np.int64(v)
    own = raster.offset[surface] + iy * width + ix
    if not np.isfinite(distance[slot, own]):
        best, value = 1e30, np.inf
        for j in range(max(iy - 2, 0), min(iy + 3, np.int64(raster.ny[surface]))):
            for i in range(max(ix - 2, 0), min(ix + 3, width)):
                c = raster.offset[surface] + j * width + i
                px = raster.x0[surface] + (i + 0.5) * raster.cell - x
                py = raster.y0[surface] + (j + 0.5) * raster.cell - y
                if px * px + py * py < best and np.isfinite(distance[slot, c]) and raster.mix[own] == 0:
                    best, value = px * px + py * py, np.float64(distance[slot, c])
        return value
    u, v = u - ix - 0.5, v - iy - 0.5
    east, north = u > 0.0, v > 0.0
    beside = own + 1 if east else own - 1
    above = width if north else -width
    ax, ay = abs(u), abs(v)
    seen = raster.mix[own]
    total = (1.0 - ax) * (1.0 - ay)
    value = total * distance[slot, own]
    if seen & (EAST if east else WEST) and np.isfinite(distance[slot, beside]):
        total += ax * (1.0 - ay)
        value += ax * (1.0 - ay) * distance[slot, beside]
    if seen & (NORTH if north else SOUTH) and np.isfinite(distance[slot, own + above]):
        total += (1.0 - ax) * ay
        value += (1.0 - ax) * ay * distance[slot, own + above]
    diagonal = (16 if north else 128) if east else (32 if north else 64)
    if seen & diagonal and np.isfinite(distance[slot, beside + above]):
        total += ax * ay
        value += ax * ay * distance[slot, beside + above]
    return value / total


@njit(cache=True)
def sample_distances(
    raster: RasterArrays,
    distance: F32,
    slots: I16,
    surfaces: I16,
    x: F64,
    y: F64,
) -> F64:
    """Return (people,) distances, each from its own field; inf where the slot is -1."""
    out = np.full(len(x), np.inf)
    for i in range(len(x)):
        if slots[i] >= 0:
            out[i] = sample_distance(raster, distance, slots[i], surfaces[i], x[i], y[i])
    return out
