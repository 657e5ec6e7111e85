"""What the way to each exit counts from every place, for each belief about danger, on a coarse ground."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.venue.lattice import I16, I32, U8
from exeunt.world.believed import BelievedZones
from exeunt.world.state import World

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
Ints = NDArray[np.int64]

KEPT = 96
"""Beliefs whose ways are kept, more than are held at once; the least recently used are dropped.

In ``examples/concert-hall-threat.yaml`` 6,000 people hold up to 70 at once, and each takes 7 MB.
"""


@dataclass(eq=False)
class Ways:
    """Ways to every exit, (exits, cells) each.

    ``best``: metres that the best way counts; ``usual``: those that the way counts that is shortest without danger.
    """

    best: F32
    usual: F32


@dataclass(eq=False)
class _Plain:
    """Ways without danger: ``length`` (exits, cells) m; of each exit, ``order`` of the cells and the ``next`` cell."""

    version: int
    length: F32
    order: list[Ints]
    next: list[Ints]


class Routes:
    """Ways to exits on the ground of ``BelievedZones``.

    Parameters
    ----------
    believed
        Beliefs by number, and the field of each.
    factor
        Metres that a metre in each of some dangers counts.
    sees_doors
        Whether people know which doors are open (else ways lead through all of them).
    """

    def __init__(
        self, believed: BelievedZones, factor: Callable[[F32], F32], sees_doors: bool = True
    ) -> None:
        self.believed = believed
        self.factor = factor
        self.sees_doors = sees_doors
        self.solved = 0
        self._plain: _Plain | None = None
        self._ways: OrderedDict[int, Ways] = OrderedDict()

    def extra(self, world: World, number: int, cells: Ints) -> F64:
        """Return (people, exits) metres by which a belief makes the way to each exit longer, from some cells."""
        plain, ways = self._without(world), self.of(world, number)
        with np.errstate(invalid="ignore"):
            more = ways.best[:, cells].astype(np.float64) - plain.length[:, cells]
        return np.where(np.isfinite(more), np.maximum(more, 0.0), 0.0).T

    def of(self, world: World, number: int) -> Ways:
        """Return the ways of those who hold one belief."""
        plain = self._without(world)
        if number in self._ways:
            self._ways.move_to_end(number)
            return self._ways[number]
        ground = self.believed.dangers.ground
        cost = self.factor(self.believed.field(world, number))
        is_open = self._openings(world)
        best = np.full_like(plain.length, np.inf)
        usual = np.full_like(plain.length, np.inf)
        for column in range(len(best)):
            best[column] = ground.distances(self._start(world, column), is_open, cost)
            along(plain.length[column], plain.order[column], plain.next[column], cost, usual[column])
        self.solved += len(best)
        self._ways[number] = Ways(best, usual)
        while len(self._ways) > KEPT:
            self._ways.popitem(last=False)
        return self._ways[number]

    def _openings(self, world: World) -> NDArray[np.bool_]:
        is_open = world.openings.is_open
        return is_open if self.sees_doors else np.ones(len(is_open), dtype=np.bool_)

    def _start(self, world: World, column: int) -> Ints:
        """Return the cells next to an exit."""
        return np.asarray(self.believed.dangers.ground.raster.seeds[world.venue.exits[column].index].cells)

    def _without(self, world: World) -> _Plain:
        """Return the ways without danger; all ways are new when an opening has changed."""
        version = world.openings.version if self.sees_doors else 0
        if self._plain is not None and self._plain.version == version:
            return self._plain
        self._ways.clear()
        ground, is_open = self.believed.dangers.ground, self._openings(world)
        links, raster = ground.links(is_open), ground.raster
        length = np.full((len(world.venue.exits), ground.cells), np.inf, dtype=np.float32)
        order, following = [], []
        for column in range(len(length)):
            length[column] = ground.distances(self._start(world, column), is_open)
            reached = np.flatnonzero(np.isfinite(length[column]) & raster.own)
            order.append(reached[np.argsort(length[column][reached], kind="stable")])
            after = np.full(ground.cells, -1, dtype=np.int64)
            downhill(length[column], raster.arrays.nx, raster.surface, raster.ghost_of, links, after)
            following.append(after)
        self._plain = _Plain(version, length, order, following)
        return self._plain


@njit(cache=True)
def downhill(length: F32, nx: I32, surface: I16, ghost_of: I32, links: U8, after: Ints) -> None:
    """Set ``after`` (cells,) to the linked neighbour that is nearest to the goal, -1 where none is nearer."""
    for c in range(len(length)):
        link, width = links[c], np.int64(nx[surface[c]])
        least = length[c]
        for d in range(4):
            if not link & (1 << d):
                continue
            n = c + (1 if d == 0 else width if d == 1 else -1 if d == 2 else -width)
            if link & (16 << d):
                n = np.int64(ghost_of[n])
            if length[n] < least:
                least, after[c] = length[n], n


@njit(cache=True, error_model="numpy")
def along(length: F32, order: Ints, after: Ints, cost: F32, out: F32) -> None:
    """Set ``out`` (cells,) to what the way downhill counts, with a cost per metre (cells,) along it."""
    for c in order:
        n = after[c]
        if n < 0:
            out[c] = length[c] * cost[c]
        else:
            out[c] = out[n] + (length[c] - length[n]) * 0.5 * (cost[c] + cost[n])
