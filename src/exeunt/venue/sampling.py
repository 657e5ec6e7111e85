"""Sampling fields at the places of people: kernels, small enough to be inlined where people move."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from exeunt.venue.lattice import EAST, F32, F64, I16, I32, I64, NORTH, SOUTH, U8, WEST, Index

FLAT = 0.01
"""Squared length below which directions blended at a watershed cancel; the nearest one stands."""


class RasterArrays(NamedTuple):
    """What kernels need to find a place: index offset[s] + iy nx[s] + ix, centre x0[s] + (ix + 0.5) cell.

    ``x0``, ``y0`` (surfaces,) lower left corners of the windows in metres; ``nx``, ``ny`` (surfaces,) cells;
    ``offset`` (surfaces + 1,); ``inverse`` = 1 / cell; ``mix`` (cells,) which of the eight neighbours (bits
    E, N, W, S, NE, NW, SW, SE) see the cell's centre, with no wall and no opening between.
    """

    cell: float
    inverse: float
    x0: F64
    y0: F64
    nx: I32
    ny: I32
    offset: I64
    mix: U8


@njit(cache=True, error_model="numpy", forceinline=True)
def sample_direction(
    raster: RasterArrays, directions: F32, slot: int, surface: int, x: float, y: float
) -> tuple[float, float]:
    """Return the unit vector (dx, dy) in which the field of a slot leads from a place; (0, 0) if nowhere.

    Bilinear over those of the four nearest centres that the nearest one sees. Where the nearest centre is not
    walkable (in a wall, though the place is not), the direction of a centre next to the place that is.
    """
    # one body, and no array used for the last time inside a branch: Numba would count references at each sample
    width = np.int64(raster.nx[surface])
    u = min(max((x - raster.x0[surface]) * raster.inverse, 2.0), width - 2.5)
    v = min(max((y - raster.y0[surface]) * raster.inverse, 2.0), raster.ny[surface] - 2.5)
    ix, iy = np.int64(u), np.int64(v)
    u -= ix + 0.5
    v -= iy + 0.5
    e, n = np.int64(u > 0.0), np.int64(v > 0.0)
    side, up = 2 * e - 1, (2 * n - 1) * width
    own = raster.offset[surface] + iy * width + ix
    mix = raster.mix
    c = own
    if mix[own] == 0:
        first, second = (side, up) if abs(u) > abs(v) else (up, side)
        c = own + 2 * first if mix[own + 2 * first] else own
        c = own + first + second if mix[own + first + second] else c
        c = own + second if mix[own + second] else c
        c = own + first if mix[own + first] else c
    seen = np.int64(mix[c]) * (c == own)
    # unsigned indices: no code for negative ones
    s, here, beside, above = np.uint64(slot), np.uint64(c), np.uint64(c + side), np.uint64(c + up)
    across = np.uint64(c + side + up)
    u, v = abs(u), abs(v)
    w0, w1 = (1.0 - u) * (1.0 - v), u * (1.0 - v) * ((seen >> (2 - 2 * e)) & 1)
    w2, w3 = (1.0 - u) * v * ((seen >> (3 - 2 * n)) & 1), u * v * ((seen >> (6 + e - n - 2 * e * n)) & 1)
    nearest_x, nearest_y = np.float64(directions[s, here, 0]), np.float64(directions[s, here, 1])
    low_x, low_y = (
        w0 * nearest_x + w1 * directions[s, beside, 0],
        w0 * nearest_y + w1 * directions[s, beside, 1],
    )
    dx = low_x + w2 * directions[s, above, 0] + w3 * directions[s, across, 0]
    dy = low_y + w2 * directions[s, above, 1] + w3 * directions[s, across, 1]
    square = dx * dx + dy * dy
    if square > FLAT:
        norm = 1.0 / np.sqrt(square)
        return dx * norm, dy * norm
    return nearest_x, nearest_y


@njit(cache=True, forceinline=True)
def _aside(mix: int, u: float, v: float, width: Index) -> tuple[int, Index, int]:
    """Return the steps to the centres beside and above, and bits: 1 beside, 2 above, 4 diagonal are seen."""
    if u > 0.0:
        side, beside = 1, mix & EAST
        diagonal = mix & 16 if v > 0.0 else mix & 128
    else:
        side, beside = -1, mix & WEST
        diagonal = mix & 32 if v > 0.0 else mix & 64
    up, above = (width, mix & NORTH) if v > 0.0 else (-width, mix & SOUTH)
    return side, up, (1 if beside else 0) + (2 if above else 0) + (4 if diagonal else 0)


@njit(cache=True, forceinline=True)
def sample_distance(
    raster: RasterArrays, distance: F32, slot: int, surface: int, x: float, y: float
) -> float:
    """Return the distance (m of level walking) from a place to the goal of a slot's field, or inf.

    Sampled as ``sample_direction`` is.
    """
    width = np.int64(raster.nx[surface])
    u = min(max((x - raster.x0[surface]) * raster.inverse, 2.0), width - 2.5)
    v = min(max((y - raster.y0[surface]) * raster.inverse, 2.0), raster.ny[surface] - 2.5)
    ix, iy = np.int64(u), np.int64(v)
    c = raster.offset[surface] + iy * width + ix
    u, v = u - ix - 0.5, v - iy - 0.5
    if raster.mix[c] == 0:
        side, up, bits = _aside(0, u, v, width)
        first, second = (side, up) if abs(u) > abs(v) else (up, side)
        found = c + 2 * first if raster.mix[c + 2 * first] else c
        found = c + first + second if raster.mix[c + first + second] else found
        found = c + second if raster.mix[c + second] else found
        return np.float64(distance[slot, c + first if raster.mix[c + first] else found])
    if not np.isfinite(distance[slot, c]):
        return np.inf
    side, up, bits = _aside(raster.mix[c], u, v, width)
    ax, ay = abs(u), abs(v)
    total = (1.0 - ax) * (1.0 - ay)
    value = total * distance[slot, c]
    if bits & 1 and np.isfinite(distance[slot, c + side]):
        total += ax * (1.0 - ay)
        value += ax * (1.0 - ay) * distance[slot, c + side]
    if bits & 2 and np.isfinite(distance[slot, c + up]):
        total += (1.0 - ax) * ay
        value += (1.0 - ax) * ay * distance[slot, c + up]
    if bits & 4 and np.isfinite(distance[slot, c + side + up]):
        total += ax * ay
        value += ax * ay * distance[slot, c + side + up]
    return np.float64(value / total)


@njit(cache=True, forceinline=True)
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
