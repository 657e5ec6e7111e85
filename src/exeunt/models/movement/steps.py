"""What all movement models share at the ends of a step: sorting people, standing, committing what was written."""

from __future__ import annotations

import numpy as np
from numba import njit

from exeunt.models.movement.arrays import (
    EXIT_USED,
    FIELD,
    HITS,
    INSIDE,
    MOVED,
    NEW_SURFACE,
    OUT,
    PASSED,
    SPEED,
    SPEED_DOWN,
    SPEED_UP,
    START,
    SURFACE,
    TIME_OUT,
    VX,
    VY,
    WALKED,
    WALKS,
    Floats,
    Ints,
    Next,
    People,
    Record,
    X,
    Y,
)  # fmt: skip
from exeunt.models.movement.gates import meter
from exeunt.world.neighbours import Crowd
from exeunt.world.terrain import ESCALATOR, LEVEL

HERE = (0, 0.2)
"""From which column ``People.memory`` keeps a place, and within how many metres of it one makes no progress."""
HEREABOUTS = (5, 1.0)
"""The same for a place near which one has been held up again and again: one does not get on."""
STILL = 1e-9
"""Tolerance in seconds when a start time is compared with the time of a step."""


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def walks(trait: Floats, code: Ints, person: int, now: float) -> bool:
    """Return whether a person has started and knows where to go."""
    return bool((trait[person, START] <= now + STILL) & (code[person, FIELD] >= 0))


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def stayed(memory: Floats, person: int, where: tuple[int, float], x: float, y: float, now: float) -> float:
    """Return for how many seconds a person has stayed ``HERE`` or ``HEREABOUTS``, and remember it."""
    column, within = where
    mx, my = x - memory[person, column], y - memory[person, column + 1]
    if mx * mx + my * my <= within * within:
        return float(now - memory[person, column + 2])
    memory[person, column], memory[person, column + 1], memory[person, column + 2] = x, y, now
    return 0.0


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def free_speed(trait: Floats, ground: Floats, person: int, surface: int, ex: float, ey: float) -> float:
    """Return the speed in plan of a person who walks in direction (ex, ey) with free way.

    On flights the person's stair speed, up or down by the sign of direction x gradient. Stair speeds, and speeds on
    ramps, are along the slope, so in plan they shrink by 1/sqrt(1 + |gradient|^2). On escalators people have the speed
    of the steps, and walkers that of stairs besides.
    """
    speed = trait[person, SPEED]
    if ground[surface, 3] != LEVEL:
        rises = ex * ground[surface, 0] + ey * ground[surface, 1] >= 0.0
        speed = trait[person, SPEED_UP] if rises else trait[person, SPEED_DOWN]
        if ground[surface, 3] == ESCALATOR:
            speed = ground[surface, 4] + trait[person, WALKS] * speed
    return float(speed * ground[surface, 2])


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def stand(crowd: Crowd, new: Next, k: int) -> None:
    """Write that the person of row ``k`` stays where it is."""
    new.motion[k, 0], new.motion[k, 1], new.motion[k, 2], new.motion[k, 3] = crowd.x[k], crowd.y[k], 0.0, 0.0
    new.code[k, NEW_SURFACE], new.code[k, MOVED] = crowd.who[k, 2], 0
    new.code[k, OUT], new.code[k, PASSED] = -1, 0


@njit(cache=True, error_model="numpy", _nrt=False, nogil=True)
def has_room(record: Record, crowd: Crowd) -> bool:
    """Return whether ``record`` can take the crossings of one more step, whatever happens in it."""
    return bool(record.counts[0] + HITS * len(crowd.x) <= record.code.shape[0])


@njit(cache=True, error_model="numpy", _nrt=False, nogil=True)
def commit(people: People, crowd: Crowd, new: Next, total: int, record: Record, step: int, dt: float) -> None:
    """Take over what a step has written; ``record`` must have room."""
    first = record.counts[0]
    if record.gate.shape[0] > 0:
        meter(people, crowd, new, total, record, step, dt)
    end = first
    for k in range(total):
        if crowd.who[k, 2] < 0:
            continue
        i, number = crowd.who[k, 0], crowd.who[k, 3]
        x, y = new.motion[k, 0], new.motion[k, 1]
        mx, my = x - crowd.x[k], y - crowd.y[k]
        people.motion[i, X], people.motion[i, Y] = x, y
        people.motion[i, VX], people.motion[i, VY] = new.motion[k, 2], new.motion[k, 3]
        people.motion[i, WALKED] += np.sqrt(mx * mx + my * my)
        people.code[i, SURFACE] = new.code[k, NEW_SURFACE]
        record.counts[1] += new.code[k, MOVED]
        if new.code[k, OUT] >= 0:
            people.code[i, EXIT_USED] = new.code[k, OUT]
            people.code[i, INSIDE] = 0
            people.motion[i, TIME_OUT] = (step + 1) * dt
        for hit in range(new.code[k, PASSED]):
            at = end
            # insertion keeps the order of people, and of one person's openings
            while at > first and record.code[at - 1, 1] > number:
                for n in range(4):
                    record.code[at, n] = record.code[at - 1, n]
                record.place[at, 0], record.place[at, 1] = record.place[at - 1, 0], record.place[at - 1, 1]
                at -= 1
            record.code[at, 0], record.code[at, 1] = step, number
            record.code[at, 2], record.code[at, 3] = new.hit[k, hit, 0], new.hit[k, hit, 1]
            record.place[at, 0], record.place[at, 1] = new.hit_place[k, hit, 0], new.hit_place[k, hit, 1]
            end += 1
    record.counts[0] = end
