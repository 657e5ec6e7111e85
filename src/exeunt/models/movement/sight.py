"""Walls as people meet them: who is hidden behind one, and how far the nearest point of one is."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.models.movement.arrays import Floats
from exeunt.world.terrain import TWO_SIDED


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def keep_visible(
    wall: Floats, item: NDArray[np.int32], first: int, last: int, x: Floats, y: Floats, i: int,
    reach_squared: float, found: NDArray[np.uint32], k: int, end: int,
) -> int:  # fmt: skip
    """Drop from ``found[k:end]`` the rows that a wall of ``item[first:last]`` hides from row ``i``; return the new end.

    Someone is hidden if the straight line between the two centres meets the wall.
    """
    xi, yi = x[i], y[i]
    for entry in range(first, last):
        w = np.uint64(item[np.uint64(entry)])
        ax, ay, ux, uy, length = wall[w, 0], wall[w, 1], wall[w, 2], wall[w, 3], wall[w, 4]
        own = ux * (yi - ay) - uy * (xi - ax)
        if own < 0.0:
            if wall[w, TWO_SIDED] == 0.0:
                continue
            ax, ay, ux, uy, own = ax + ux * length, ay + uy * length, -ux, -uy, -own
        along = ux * (xi - ax) + uy * (yi - ay)
        beyond = along - min(max(along, 0.0), length)
        if own * own + beyond * beyond >= reach_squared:
            continue
        kept = k
        for p in range(k, end):
            j = found[np.uint64(p)]
            dx = x[np.uint64(j)] - xi
            dy = y[np.uint64(j)] - yi
            change = uy * dx - ux * dy
            # place along the wall where the line of sight meets the wall's line, times change
            meet = along * change + (ux * dx + uy * dy) * own
            found[np.uint64(kept)] = j
            kept += int((change <= own) | (meet < 0.0) | (meet > length * change))
        end = kept
    return end


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def wall_offset(wall: Floats, w: int, x: float, y: float) -> tuple[float, float, float]:
    """Return the vector from the nearest point of a wall to a place, and its length."""
    ax, ay, ux, uy = wall[w, 0], wall[w, 1], wall[w, 2], wall[w, 3]
    along = ux * (x - ax) + uy * (y - ay)
    across = ux * (y - ay) - uy * (x - ax)
    beyond = along - min(max(along, 0.0), wall[w, 4])
    return beyond * ux - across * uy, beyond * uy + across * ux, np.sqrt(across * across + beyond * beyond)
