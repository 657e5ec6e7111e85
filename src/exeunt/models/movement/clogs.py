"""The way that is free, and people who are stuck: a way out, one between walls, stepping over the fallen."""

from __future__ import annotations

import numpy as np
from numba import njit

from exeunt.base.maths import cos, sin
from exeunt.models.movement.arrays import FIELD, Floats, People, Work
from exeunt.models.movement.sight import barred_offset, wall_offset
from exeunt.world.neighbours import Crowd
from exeunt.world.terrain import Terrain

FAR = 1e300
AMONG = 0.5
"""Who is so near to bodies that go nowhere, in metres, is still among them."""
ELBOW_ROOM = 0.2
"""Whoever is nearer than this ahead, in metres between bodies, is in the way."""
CONE = 1.7320508075688772
BACK = 0.1
"""What a step across the way counts of one along it."""
TURNS = 3
"""Equal turns to either side in which a way out is looked for."""
NEAR = 0.5
"""Metres: a way out that is free for longer is no better."""
LITTLE = 1e-3
"""Metres: a way out that gains less is none."""


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def spacing_along(
    pair: Floats, first: int, last: int, ex: float, ey: float, breadth: float, depth: float
) -> float:  # fmt: skip
    """Return the way that is free in direction (ex, ey) until bodies touch someone of the pairs; negative: they do.

    Bodies are ellipses, whose half axis across is the inverse of ``pair`` 6, or discs if ``breadth`` is 0.
    """
    dx, dy, contact, gap, slender, space = pair[0], pair[1], pair[2], pair[3], pair[6], FAR
    if breadth > 0.0:
        for p in range(np.uint64(first), np.uint64(last)):
            ahead = ex * dx[p] + ey * dy[p]
            aside = (ex * dy[p] - ey * dx[p]) * slender[p]
            inside = 1.0 - aside * aside
            deep = depth * contact[p] * np.sqrt(max(inside, 0.0))
            beyond = ahead - deep if (ahead >= 0.0) & (inside > 0.0) else FAR
            space = beyond if beyond < space else space
    else:
        for p in range(np.uint64(first), np.uint64(last)):
            in_the_way = (ex * dx[p] + ey * dy[p] >= 0.0) & (abs(ex * dy[p] - ey * dx[p]) <= contact[p])
            beyond = gap[p] - (depth - 1.0) * contact[p] if in_the_way else FAR
            space = beyond if beyond < space else space
    return space


@njit(cache=True, error_model="numpy", _nrt=False)
def way_out(
    terrain: Terrain, pair: Floats, first: int, last: int, cell: int, x: float, y: float, ex: float, ey: float,
    radius: float, breadth: float, depth: float, turn: float, draw: float, goal: int,
) -> float:  # fmt: skip
    """Return by which angle to turn from the way to go (ex, ey) to get on most: one of seven, up to ``turn``.

    A way counts if nobody is in it and it leads nearer to no wall, and to no exit other than ``goal``, within
    ``radius``. Ties, and the angle if there is no
    way, are those of ``draw``, from -1 to 1.
    """
    best, chosen, side = LITTLE, turn * draw, 1.0 if draw >= 0.0 else -1.0
    for k in range(2 * TURNS + 1):
        angle = side * turn * ((k + 1) // 2) / TURNS * (1.0 if k % 2 == 0 else -1.0)
        cosine, sine = cos(angle), sin(angle)
        tx, ty = cosine * ex - sine * ey, sine * ex + cosine * ey
        gain = (max(cosine, 0.0) + BACK) * min(spacing_along(pair, first, last, tx, ty, breadth, depth), NEAR)
        if gain <= best:
            continue
        free = True
        for entry in range(terrain.cells[cell, 0], terrain.cells[cell, 1]):
            ox, oy, distance = wall_offset(terrain.wall, terrain.item[entry], x, y)
            free &= distance >= radius or tx * ox + ty * oy >= 0.0
        for entry in range(terrain.cells[cell, 2], terrain.cells[cell + 1, 2]):
            ox, oy, distance = barred_offset(terrain, terrain.item[entry], goal, x, y)
            free &= distance >= radius or tx * ox + ty * oy >= 0.0
        if free:
            best, chosen = gain, angle
    return chosen


@njit(cache=True, error_model="numpy", _nrt=False)
def way_is_free(dx: Floats, dy: Floats, gap: Floats, first: int, last: int, ex: float, ey: float) -> bool:
    """Return whether nobody of the pairs stands close ahead, within 30 degrees of the way to go."""
    for p in range(first, last):
        ahead = ex * dx[p] + ey * dy[p]
        if gap[p] < ELBOW_ROOM and ahead > CONE * abs(ex * dy[p] - ey * dx[p]):
            return False
    return True


@njit(cache=True, error_model="numpy", _nrt=False)
def fits(terrain: Terrain, cell: int, x: float, y: float, ex: float, ey: float, radius: float) -> bool:
    """Return whether a way (ex, ey) leads nearer to none of two walls, both nearer than ``radius``, on either side."""
    first, last = terrain.cells[cell, 0], terrain.cells[cell, 1]
    for one in range(first, last):
        ax, ay, near = wall_offset(terrain.wall, terrain.item[one], x, y)
        if near < radius and ex * ax + ey * ay < -1e-9 * near:
            for other in range(first, last):
                bx, by, far = wall_offset(terrain.wall, terrain.item[other], x, y)
                if far < radius and ax * bx + ay * by < -1e-3 * near * far:
                    return False
    return True


@njit(cache=True, error_model="numpy", _nrt=False)
def step_over(
    people: People, crowd: Crowd, work: Work, worker: int, first: int, last: int, person: int, x: float, y: float
) -> bool:  # fmt: skip
    """Let those who go nowhere be no obstacle; return whether any are near: impatience lasts until they are not."""
    found, pair, over = work.found[worker], work.pair[worker], False
    for p in range(first, last):
        if people.code[crowd.who[found[p], 0], FIELD] < 0:
            over |= pair[3, p] < AMONG
            pair[2, p], pair[6, p] = 0.0, FAR
    if over:
        people.memory[person, 0], people.memory[person, 1] = x, y
    return over
