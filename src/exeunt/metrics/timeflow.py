"""The largest number of people who can be out by a time: maximum flow over the network, second by second."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from exeunt.metrics.network import OUTSIDE, Network

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

UNITS = 1000
"""Units of flow for one person; capacities are rounded to whole units."""


@dataclass(frozen=True, eq=False)
class Outflow:
    """What a maximum flow says.

    Parameters
    ----------
    people
        How many people can be out by the time asked for.
    passed
        (passages,) how many people of this flow pass each passage.
    windows
        (passage, start, end, people) of every passage that holds people back: within this time (s) it would
        have to let more people through than it can; ``people`` is what it can.
    """

    people: float
    passed: Floats
    windows: tuple[tuple[int, float, float, float], ...]


@dataclass(frozen=True, eq=False)
class Slots:
    """Time slots of the network: a passage can be used in slots ``low`` to ``high`` (exclusive)."""

    step: float
    low: Ints
    high: Ints
    offset: Ints

    def node(self, passage: Ints | int, slot: Ints) -> Ints:
        """Return the number of the node before a passage in a slot; the one behind it is the next number."""
        return np.asarray(2 * (self.offset[passage] + slot - self.low[passage]))


def outflow(
    network: Network, capacity: Floats, first: Floats, earliest: Floats, leg_time: Floats, until: float,
    step: float,
) -> Outflow:  # fmt: skip
    """Return the largest number of people who can be out by a time, and what holds back the rest.

    Times are rounded down to whole slots: more people get out than in continuous time, so that a shortfall
    here is a shortfall there (but for less than a ``UNITS``-th of a person for each window, from capacities).

    Parameters
    ----------
    capacity
        (passages,) people per second.
    first, earliest
        (passages, people) as ``earliest_passages`` returns them.
    leg_time
        (legs,) s that the fastest person takes.
    until
        Time in s.
    step
        Length of a slot in s.
    """
    slots = _slots(network, earliest, leg_time, until, step)
    source, sink = 2 * int(slots.offset[-1]), 2 * int(slots.offset[-1]) + 1
    groups, counts, entries = _groups(first, slots)
    everybody = first.shape[1] * UNITS
    parts = [
        (np.full(len(groups), source), groups + sink + 1, counts * UNITS),
        (entries[:, 0] + sink + 1, entries[:, 1], np.full(len(entries), everybody)),
    ]
    room: list[tuple[Ints, Ints, Ints]] = []
    for k, passage in enumerate(network.passages):
        slot = np.arange(slots.low[k], slots.high[k])
        node = slots.node(k, slot)
        parts.append((node[:-1], node[1:], np.full(max(len(slot) - 1, 0), everybody)))
        room.append((node, node + 1, _units(capacity[k], passage.shut, slot, until, step)))
        if passage.after == OUTSIDE:
            parts.append((node + 1, np.full(len(node), sink), np.full(len(node), everybody)))
    for leg, (k, m) in enumerate(network.legs.tolist()):
        if not np.isfinite(leg_time[leg]):
            continue
        slot = np.arange(slots.low[k], slots.high[k])
        reached = np.maximum(slot + floor(leg_time[leg] / step), slots.low[m]) if len(slot) else slot
        kept = reached < slots.high[m]
        tail, head = slots.node(k, slot[kept]) + 1, slots.node(m, reached[kept])
        parts.append((tail, head, np.full(len(tail), everybody)))
    parts += room
    tails, heads, sizes = (np.concatenate([part[i] for part in parts]) for i in range(3))
    nodes = sink + 1 + len(groups)
    graph = csr_array((sizes.astype(np.int32), (tails, heads)), shape=(nodes, nodes))
    result = maximum_flow(graph, source, sink)
    passed = np.array([_along(result.flow, tail, head) for tail, head, _ in room])
    return Outflow(
        result.flow_value / UNITS, passed, _windows(graph - result.flow, room, slots, source)
    )  # fmt: skip


def _along(flow: csr_array, tail: Ints, head: Ints) -> float:
    return float(np.asarray(flow[tail, head]).sum()) / UNITS if len(tail) else 0.0


def _slots(network: Network, earliest: Floats, leg_time: Floats, until: float, step: float) -> Slots:
    """Return the slots in which each passage can be on anybody's way out by ``until``."""
    rest = np.full(len(network.passages), np.inf)
    rest[[k for k, passage in enumerate(network.passages) if passage.after == OUTSIDE]] = 0.0
    changed = True
    while changed and len(network.legs):
        better = rest.copy()
        np.minimum.at(better, network.legs[:, 0], leg_time + rest[network.legs[:, 1]])
        changed = bool((better < rest - 1e-9).any())
        rest = better
    soonest = earliest.min(axis=1) if earliest.shape[1] else np.full(len(rest), np.inf)
    usable = soonest + rest <= until
    low = np.where(usable, np.floor(np.where(usable, soonest, 0.0) / step), 0).astype(np.int64)
    high = np.where(usable, np.floor((until - np.where(usable, rest, 0.0)) / step) + 1, 0).astype(np.int64)
    offset = np.concatenate([[0], np.cumsum(high - low)]).astype(np.int64)
    return Slots(step, low, high, offset)


def _groups(first: Floats, slots: Slots) -> tuple[Ints, Ints, Ints]:
    """Return groups of people who reach all passages in the same slots: number, size, (group, node) pairs."""
    slot = np.full(first.shape, -1, dtype=np.int64)
    finite = np.isfinite(first)
    slot[finite] = np.floor(first[finite] / slots.step).astype(np.int64)
    slot = np.where(finite, np.maximum(slot, slots.low[:, None]), -1)
    slot[slot >= slots.high[:, None]] = -1
    kinds, counts = np.unique(slot.T, axis=0, return_counts=True)
    group, passage = np.nonzero(kinds >= 0)
    node = slots.node(passage, kinds[group, passage])
    return np.arange(len(kinds)), counts.astype(np.int64), np.column_stack([group, node]).astype(np.int64)


def _units(
    capacity: float, shut: tuple[tuple[float, float], ...], slot: Ints, until: float, step: float
) -> Ints:
    """Return what a passage lets through in each slot, in units; not while it is shut, nor after ``until``."""
    edge = np.minimum(np.append(slot, slot[-1:] + 1) * step, until)
    closed = np.zeros(len(edge))
    for start, stop in shut:
        closed += np.clip(np.minimum(edge, stop) - max(start, 0.0), 0.0, None)
    # the sum over any run of slots is the exact one but for less than a unit
    total = np.ceil(capacity * (edge - closed) * UNITS - 1e-6)
    return np.minimum(np.diff(total), 2**30).astype(np.int64)


def _windows(
    residual: csr_array, room: list[tuple[Ints, Ints, Ints]], slots: Slots, source: int
) -> tuple[tuple[int, float, float, float], ...]:
    """Return the passages across the minimum cut, each run of slots as one window."""
    residual.eliminate_zeros()
    behind = np.zeros(residual.shape[0], dtype=bool)
    behind[breadth_first_order(residual, source, return_predecessors=False)] = True
    found = []
    for k, (tail, head, units) in enumerate(room):
        cut = np.flatnonzero(behind[tail] & ~behind[head] & (units > 0))
        for run in np.split(cut, np.flatnonzero(np.diff(cut) > 1) + 1):
            if len(run):
                start = (slots.low[k] + run[0]) * slots.step
                end = (slots.low[k] + run[-1] + 1) * slots.step
                found.append((k, float(start), float(end), float(units[run].sum()) / UNITS))
    return tuple(found)


def slot_length(until: float, most: int = 150) -> float:
    """Return a round length of a slot in s so that about ``most`` of them make up the time."""
    wanted = max(until / most, 0.1)
    scale = 10.0 ** floor(np.log10(wanted))
    return float(scale * min((v for v in (1, 2, 5, 10) if v * scale >= wanted * 0.999), default=ceil(wanted)))
