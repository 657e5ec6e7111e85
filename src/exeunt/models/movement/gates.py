"""Openings with a limit of flow or a count: people who come too early, or too late, wait before the line."""

from __future__ import annotations

import numpy as np
from numba import njit

from exeunt.models.movement.arrays import NEW_SURFACE, OUT, PASSED, Next, People, Record
from exeunt.world.neighbours import Crowd

RATE, CREDIT, MOST, LEFT = range(4)
PHASE = np.uint64(0x9E3779B97F4A7C15)
MIX = np.uint64(0xBF58476D1CE4E5B9)
SHIFT = np.uint64(31)


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def lot(key: np.uint64, step: int) -> np.uint64:
    """Return the number by which people draw lots in one step: a hash of the person's key and the step."""
    z = (key ^ (np.uint64(step) * PHASE)) * MIX
    return (z ^ (z >> SHIFT)) * PHASE


@njit(cache=True, error_model="numpy", _nrt=False)
def meter(people: People, crowd: Crowd, new: Next, total: int, record: Record, step: int, dt: float) -> None:
    """Take back the steps of people who would pass an opening that has no credit left, or has let through all it may.

    An opening earns ``rate`` persons a second and spends one on each who passes, in either direction; it starts with
    none and saves up to ``SAVED``. So no more than rate x t pass in the first t seconds and than rate x t + ``SAVED``
    in any t seconds, and with a queue exactly rate x t pass in the long run, whatever the step: the rest of a credit
    is kept. An opening that counts lets through as many as are ``LEFT`` and nobody after them. Of those who are there
    in the same step, lots decide; the others stand where they were.
    """
    gate, queue = record.gate, record.queue
    for opening in range(gate.shape[0]):
        if gate[opening, RATE] < np.inf:
            gate[opening, CREDIT] = min(gate[opening, CREDIT] + gate[opening, RATE] * dt, gate[opening, MOST])
    waiting = 0
    for k in range(total):
        limited = False
        if crowd.who[k, 2] < 0:
            # left in an earlier step, the row stays until the next sort
            continue
        for hit in range(new.code[k, PASSED]):
            opening = new.hit[k, hit, 0]
            limited |= gate[opening, RATE] < np.inf or gate[opening, LEFT] < np.inf
        if limited:
            mine = lot(people.key[crowd.who[k, 0]], step)
            at = waiting
            while at > 0 and lot(people.key[crowd.who[queue[at - 1], 0]], step) > mine:
                queue[at] = queue[at - 1]
                at -= 1
            queue[at] = k
            waiting += 1
    for place in range(waiting):
        k = queue[place]
        free = True
        for hit in range(new.code[k, PASSED]):
            opening, times = new.hit[k, hit, 0], 0.0
            for other in range(hit + 1):
                times += 1.0 if new.hit[k, other, 0] == opening else 0.0
            free &= gate[opening, RATE] == np.inf or gate[opening, CREDIT] >= 1.0
            free &= gate[opening, LEFT] >= times
        if free:
            for hit in range(new.code[k, PASSED]):
                gate[new.hit[k, hit, 0], CREDIT] -= 1.0
                gate[new.hit[k, hit, 0], LEFT] -= 1.0
        else:
            new.motion[k, 0], new.motion[k, 1] = crowd.x[k], crowd.y[k]
            new.motion[k, 2], new.motion[k, 3] = 0.0, 0.0
            new.code[k, NEW_SURFACE], new.code[k, OUT], new.code[k, PASSED] = crowd.who[k, 2], -1, 0
