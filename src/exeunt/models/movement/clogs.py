"""People who are stuck: whether the way is free, whether a way leads between walls, stepping over the fallen."""

from __future__ import annotations

from numba import njit

from exeunt.models.movement.arrays import FIELD, Floats, People, Work
from exeunt.models.movement.sight import wall_offset
from exeunt.world.neighbours import Crowd
from exeunt.world.terrain import Terrain

FAR = 1e300
AMONG = 0.5
"""Who is so near to bodies that go nowhere, in metres, is still among them."""
ELBOW_ROOM = 0.2
"""Whoever is nearer than this ahead, in metres between bodies, is in the way."""
CONE = 1.7320508075688772


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
