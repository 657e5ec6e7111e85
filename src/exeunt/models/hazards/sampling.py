"""Kernels that add what a source does to the air at people's heads.

All add to ``out`` (people, 8), the deviation from ambient air in the order of ``field.QUANTITIES``; sources that
overlap add up.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RADIATION = 7
FOUR_PI = 12.566370614359172
NEAREST = 0.25
"""Metres within which a point source of radiation gives no more than at this distance."""


class Heads(NamedTuple):
    """Where people's heads are: ``surface`` (people,), ``x`` and ``y`` in plan, ``z`` (people,) absolute, all in m.

    ``height`` is that of a head above the ground it stands on.
    """

    surface: Ints
    x: Floats
    y: Floats
    z: Floats
    height: float


class Region(NamedTuple):
    """A part of one surface, or of all (``surface`` -1).

    ``edges`` (edges, 4): x0, y0, x1, y1 of all rings of its polygons; without edges it is the whole surface.
    """

    surface: int
    bounds: tuple[float, float, float, float]
    edges: Floats


@njit(cache=True, error_model="numpy")
def odd_edges(edges: Floats, x: float, y: float) -> bool:
    """Return whether an odd number of edges lies to the right of a place: it is inside."""
    odd = False
    for e in range(edges.shape[0]):
        ay, by = edges[e, 1], edges[e, 3]
        if (ay > y) != (by > y):
            at = edges[e, 0] + (y - ay) / (by - ay) * (edges[e, 2] - edges[e, 0])
            if x < at:
                odd = not odd
    return odd


@njit(cache=True, error_model="numpy")
def people_in(heads: Heads, region: Region) -> Ints:
    """Return the rows of those whose heads are in a region, in order."""
    surfaces, xs, ys, edges = heads.surface, heads.x, heads.y, region.edges
    only, whole = region.surface, edges.shape[0] == 0
    x0, y0, x1, y1 = region.bounds
    rows = np.empty(xs.size, dtype=np.int64)
    found = 0
    for i in range(xs.size):
        if only >= 0 and surfaces[i] != only:
            continue
        x, y = xs[i], ys[i]
        if whole or ((x >= x0) & (x <= x1) & (y >= y0) & (y <= y1) and odd_edges(edges, x, y)):
            rows[found] = i
            found += 1
    return rows[:found]


@njit(cache=True, error_model="numpy")
def add_layers(
    heads: Heads, region: Region, lower: Floats, upper: Floats, interface: float, half: float, out: Floats
) -> None:
    """Add two layers of air: ``lower`` and ``upper`` (8,) deviations, joined linearly over ``interface`` +- ``half``.

    ``interface`` and ``half`` in m, above the ground of the region; with ``half`` 0 the change is sudden.
    """
    if half > 0.0:
        share = min(max((heads.height - interface) / (2.0 * half) + 0.5, 0.0), 1.0)
    else:
        share = 1.0 if heads.height >= interface else 0.0
    air = (1.0 - share) * lower + share * upper
    for i in people_in(heads, region):
        for q in range(out.shape[1]):
            out[i, q] += air[q]


@njit(cache=True, error_model="numpy")
def add_point_source(
    heads: Heads, region: Region, x: float, y: float, z: float, power: float, out: Floats
) -> None:
    """Add the flux in W/m² of ``power`` W radiated evenly from a point: P/(4 pi R²), no shade by walls or people."""
    for i in people_in(heads, region):
        dx, dy, dz = heads.x[i] - x, heads.y[i] - y, heads.z[i] - z
        squared = max(dx * dx + dy * dy + dz * dz, NEAREST * NEAREST)
        out[i, RADIATION] += power / (FOUR_PI * squared)


@njit(cache=True, error_model="numpy")
def add_grid(
    heads: Heads, surface: int, corner_x: float, corner_y: float, cell: float, before: NDArray[np.float32],
    after: NDArray[np.float32], share: float, out: Floats, covered: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Add a gridded field of one surface, bilinear in plan and linear between two frames.

    Parameters
    ----------
    corner_x, corner_y, cell
        Place of the first node and distance between nodes, m.
    before, after
        (ny, nx, 8) deviations from ambient at the frames before and after; NaN where there is no air.
    share
        Weight of ``after``, 0 to 1.
    covered
        (people,) set where the grid has a value.
    """
    rows, columns = before.shape[0], before.shape[1]
    surfaces, xs, ys = heads.surface, heads.x, heads.y
    weight, node = np.empty(4), np.empty((4, 2), dtype=np.int64)
    for i in range(xs.size):
        if surfaces[i] != surface:
            continue
        u, v = (xs[i] - corner_x) / cell, (ys[i] - corner_y) / cell
        if not ((u >= 0.0) & (v >= 0.0) & (u <= columns - 1) & (v <= rows - 1)):
            continue
        ix, iy = min(int(u), columns - 2), min(int(v), rows - 2)
        fx, fy = u - ix, v - iy
        weight[0], weight[1] = (1.0 - fx) * (1.0 - fy), fx * (1.0 - fy)
        weight[2], weight[3] = (1.0 - fx) * fy, fx * fy
        total = 0.0
        for corner in range(4):
            jx, jy = ix + corner % 2, iy + corner // 2
            if np.isnan(before[jy, jx, 0] + after[jy, jx, 0]):
                weight[corner] = 0.0
                jx, jy = -1, -1
            node[corner, 0], node[corner, 1] = jy, jx
            total += weight[corner]
        if total <= 0.0:
            continue
        covered[i] = True
        for corner in range(4):
            jy, jx = node[corner, 0], node[corner, 1]
            if jx >= 0:
                late = weight[corner] / total * share
                early = weight[corner] / total - late
                for q in range(8):
                    out[i, q] += early * before[jy, jx, q] + late * after[jy, jx, q]
