"""Walls as people meet them: who is hidden behind one, how far the nearest point of one is, and which act on whom."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.models.movement.arrays import Floats
from exeunt.world.corners import LINE
from exeunt.world.terrain import BACKWARD, FORWARD, OPENING, RIGHT, TWO_SIDED, Terrain

FAR = 1e300


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


@njit(cache=True, error_model="numpy", _nrt=False)
def width_of_ground(terrain: Terrain, cell: int, x: float, y: float, ex: float, ey: float) -> float:
    """Return how far the nearest wall to the left of a way (ex, ey) and the nearest to its right are apart, at (x, y).

    Infinite where neither is among the walls near ``cell``, which is that of the place.
    """
    first, near, last = terrain.cells[cell, 0], terrain.cells[cell, 1], terrain.cells[cell + 1, 0]
    left, right = FAR, FAR
    if first == near:
        return FAR
    for entry in range(first, last):
        if entry == near and left == FAR and right == FAR:
            return FAR
        ox, oy, distance = wall_offset(terrain.wall, terrain.item[entry], x, y)
        across = ex * oy - ey * ox
        if abs(across) < abs(ex * ox + ey * oy):
            continue
        if across < 0.0:
            left = min(left, distance)
        else:
            right = min(right, distance)
    return left + right


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def may_pass(code: NDArray[np.int64], line: int, goal: int, forward: bool) -> bool:
    """Return whether people with the goal ``goal``, an opening or -1, pass a line in one of its directions.

    An exit, or the landing of a lift, is a wall to all who are not on their way to it.
    """
    allowed = code[line, FORWARD] if forward else code[line, BACKWARD]
    return bool((allowed != 0) & ((code[line, RIGHT] >= 0) | (code[line, OPENING] == goal)))


@njit(cache=True, error_model="numpy", _nrt=False)
def acts(terrain: Terrain, w: int, goal: int, x: float, y: float) -> bool:
    """Return whether a wall acts on a person at (x, y) who makes for ``goal``: so that what is one wall acts once.

    It does where its nearest point is the foot of the perpendicular and the person on its walkable side, or a corner
    for which it acts; see ``exeunt.world.corners``.
    """
    wall, end = terrain.wall, terrain.end
    px, py = x - wall[w, 0], y - wall[w, 1]
    ux, uy = wall[w, 2], wall[w, 3]
    along, tip = ux * px + uy * py, 0
    if 0.0 <= along < wall[w, 4]:
        return bool((wall[w, TWO_SIDED] == 1.0) | (ux * py - uy * px >= 0.0))
    if along >= 0.0:
        tip, px, py = 1, px - wall[w, 4] * ux, py - wall[w, 4] * uy
    if not (
        end[w, tip, 0] * px + end[w, tip, 1] * py <= 0.0 and end[w, tip, 2] * px + end[w, tip, 3] * py < 0.0
    ):
        return False
    line = int(end[w, tip, LINE])
    if line == 0:
        return True
    sign, line = (1.0, line - 1) if line > 0 else (-1.0, -line - 1)
    ux, uy = terrain.line_shape[line, 2], terrain.line_shape[line, 3]
    left = sign * (ux * py - uy * px) >= 0.0
    return bool(may_pass(terrain.line_code, line, goal, left) or sign * (ux * px + uy * py) < 0.0)


@njit(cache=True, error_model="numpy", _nrt=False)
def barred_offset(terrain: Terrain, line: int, goal: int, x: float, y: float) -> tuple[float, float, float]:
    """Return the vector from an open line to a person whom it bars, and its length; infinite if it does not act."""
    code, shape = terrain.line_code, terrain.line_shape
    if code[line, OPENING] < 0 or code[line, FORWARD] + code[line, BACKWARD] == 0:
        return 0.0, 0.0, FAR
    ux, uy = shape[line, 2], shape[line, 3]
    px, py = x - shape[line, 0], y - shape[line, 1]
    along, across = ux * px + uy * py, ux * py - uy * px
    if not 0.0 <= along < shape[line, 4] or may_pass(code, line, goal, across >= 0.0):
        return 0.0, 0.0, FAR
    return -across * uy, across * ux, abs(across)
