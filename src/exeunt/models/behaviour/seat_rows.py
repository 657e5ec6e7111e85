"""Neighbours in a row of seats: delays grow from the aisle inward, and people let others pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from exeunt.venue.sampling import sample_distances
from exeunt.venue.venue import Venue
from exeunt.world.duty import STAY
from exeunt.world.state import World
from exeunt.world.status import WAITS

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
People = NDArray[np.intp]

LOOK_AROUND = 0.5
"""Seconds between two looks at the rows."""
AHEAD = 0.5
"""Metres to either side at which people compare the ways along a row."""
_APART = 1e4
_ON_SEAT = 0.01


class NeighbourRules(Protocol):
    """How people of a population behave in a row of seats: see the population's ``seats.neighbours``."""

    @property
    def by_aisle(self) -> bool:
        """Whether delays grow from the aisle inward."""

    @property
    def patience(self) -> float | None:
        """Seconds after which those who sit rise for somebody who wants to pass; None: they never do."""


@dataclass(frozen=True)
class _Rows:
    """The rows of all blocks, one entry for each row between two aisles.

    ``seat`` (seats, 3): place, and a height that keeps surfaces apart; ``row_of`` (seats,). For each row: its left end
    ``start`` (rows, 2), the unit vector to the right ``along`` (rows, 2), ``length``, ``gap`` and ``ways`` (rows, 2),
    whether people can leave it on the left and on the right.
    """

    seat: Floats
    row_of: People
    start: Floats
    along: Floats
    length: Floats
    gap: Floats
    ways: Bools

    @classmethod
    def of(cls, venue: Venue) -> _Rows:
        rows = [(block, row) for block in venue.blocks for row in block.rows]
        ends = np.array([row.ends for _, row in rows], dtype=np.float64).reshape(-1, 2, 2)
        reach = ends[:, 1] - ends[:, 0]
        length = np.sqrt((reach * reach).sum(axis=1))
        seats = [
            np.column_stack([places, np.full(len(places), block.surface * _APART)])
            for block, row in rows
            for places in (block.places[row.first : row.last],)
        ]
        return cls(
            np.vstack(seats) if seats else np.empty((0, 3)),
            np.repeat(np.arange(len(rows)), [row.last - row.first for _, row in rows]),
            ends[:, 0],
            reach / length[:, None],
            length,
            np.array([row.gap for _, row in rows], dtype=np.float64),
            np.array([row.ways for _, row in rows], dtype=np.bool_).reshape(-1, 2),
        )

    def place(self, row: People, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return (people,) how far along its row each is, from the left end, and how far from the middle of the gap."""
        dx, dy = x - self.start[row, 0], y - self.start[row, 1]
        ux, uy = self.along[row, 0], self.along[row, 1]
        return dx * ux + dy * uy, np.abs(dy * ux - dx * uy)


class SeatRows:
    """Gives out delays along rows of seats, and says who rises to let somebody pass.

    Parameters
    ----------
    rules
        Of each population in the order of the column ``population``; None where each is by themself.
    """

    def __init__(self, rules: Sequence[NeighbourRules | None]) -> None:
        self.rules = tuple(rules)

    @property
    def needed(self) -> bool:
        """Whether any population has rules for neighbours."""
        return any(rule is not None for rule in self.rules)

    def setup(self, world: World) -> None:
        """Find out who sits in which row."""
        self._rows = rows = _Rows.of(world.venue)
        people, population = world.people, world["population"]
        by_aisle = np.array([rule is not None and rule.by_aisle for rule in self.rules], dtype=np.bool_)
        patience = [np.inf if rule is None or rule.patience is None else rule.patience for rule in self.rules]
        self._patience: Floats = np.array(patience, dtype=np.float64)[population]
        self._home: People = np.full(people, -1, dtype=np.intp)
        self._at: Floats = np.zeros(people)
        self._now_in: People = np.full(people, -1, dtype=np.intp)
        self._since: Floats = np.zeros(people)
        self._looked = -LOOK_AROUND
        self._tree = cKDTree(rows.seat) if len(rows.seat) else None
        seated = np.flatnonzero(
            (world["present"] == 1) & (by_aisle[population] | np.isfinite(self._patience))
        )
        if self._tree is not None and len(seated):
            apart, seat = self._tree.query(_spots(world, seated), distance_upper_bound=_ON_SEAT)
            seated, seat = seated[np.isfinite(apart)], seat[np.isfinite(apart)]
            self._home[seated] = row = rows.row_of[seat]
            self._at[seated], _ = rows.place(row, world["x"][seated], world["y"][seated])
        self.unsorted: Bools = (self._home >= 0) & by_aisle[population]

    def sort(self, world: World, free: Bools) -> None:
        """Give out the delays in the column ``pre_movement`` anew, as soon as people know their way.

        The delays of people of one population who sit in one row and leave it at the same end are sorted: the nearer to
        that end, the shorter. Those who have no way are taken to leave at the nearer end. ``unsorted`` (people,) tells
        whose delays are not given out yet; of them, only those who are ``free`` (people,) are taken.
        """
        if world.time <= 0.0 or not self.unsorted.any():
            return
        seated = np.flatnonzero(self.unsorted & free)
        self.unsorted[:] = False
        row, at = self._home[seated], self._at[seated]
        ends = np.column_stack([at, self._rows.length[row] - at])
        nearer = np.argmin(np.where(self._rows.ways[row], ends, np.inf), axis=1)
        heads = self._heads(world, seated, row)
        side = np.where(heads == 0.0, nearer, heads > 0.0).astype(np.intp)
        distance = ends[np.arange(len(seated)), side]
        population, delay = world["population"][seated], world["pre_movement"][seated]
        near_first = np.lexsort((distance, side, row, population))
        short_first = np.lexsort((delay, side, row, population))
        world["pre_movement"][seated[near_first]] = delay[short_first]

    def risen(self, world: World) -> People:
        """Return the rows of the people who rise now, because somebody has waited to pass.

        Those who sit in the way, and those for whom somebody waits who stands in the way.
        """
        none = np.empty(0, dtype=np.intp)
        if self._tree is None or world.time < self._looked + LOOK_AROUND - 1e-9:
            return none
        self._looked = world.time
        started = world["start_time"] <= world.time
        sits = np.flatnonzero(world.active & ~started & (self._home >= 0) & np.isfinite(self._patience))
        walkers = np.flatnonzero(
            world.active & started & (world["field"] >= 0) & (world["errand"] != STAY)
            & (world["assistance"] != WAITS) & ~world.sheltering
        )  # fmt: skip
        if started.all() or not len(walkers):
            return none
        walkers, row, at = self._in_rows(world, walkers)
        waits = world["speed_factor_group"][walkers] == 0.0
        asks = ~waits & ((ahead := self._heads(world, walkers, row)) != 0.0)
        # who is in the way: the row, how far along it, after how long they rise
        still = np.concatenate([sits, walkers[waits]])
        in_row = np.concatenate([self._home[sits], row[waits]])
        along = np.concatenate([self._at[sits], at[waits]])
        rising = [none]
        for number in np.intersect1d(row[asks], in_row).tolist():
            here, there = np.flatnonzero(asks & (row == number)), np.flatnonzero(in_row == number)
            passes = (along[there][None, :] - at[here][:, None]) * ahead[here][:, None] > 0.0
            waited = world.time - self._since[walkers[here]]
            passes &= waited[:, None] >= self._patience[still[there]][None, :] - 1e-9
            rising.append(still[there[passes.any(axis=0)]])
        found = np.concatenate(rising)
        awaited = ~started & world.active & np.isin(world["group"], world["group"][found[started[found]]])
        return np.union1d(found[~started[found]], np.flatnonzero(awaited))

    def _in_rows(self, world: World, walkers: People) -> tuple[People, People, Floats]:
        """Return those who are in a row, the row, and how far along it; keeps since when they have been there."""
        rows = self._rows
        assert self._tree is not None
        apart, seat = self._tree.query(_spots(world, walkers), distance_upper_bound=1.0)
        near = np.isfinite(apart)
        walkers, row = walkers[near], rows.row_of[seat[near]]
        at, aside = rows.place(row, world["x"][walkers], world["y"][walkers])
        inside = (at > 0.0) & (at < rows.length[row]) & (aside <= 0.5 * rows.gap[row])
        walkers, row, at = walkers[inside], row[inside], at[inside]
        came = self._now_in[walkers] != row
        self._since[walkers[came]] = world.time
        self._now_in[:] = -1
        self._now_in[walkers] = row
        return walkers, row, at

    def _heads(self, world: World, walkers: People, row: People) -> Floats:
        """Return (walkers,) 1 for those whose way leads to the right along their row, -1 to the left, 0 unknown."""
        raster, fields = world.fields.raster.arrays, world.fields.distance
        left, right = (
            sample_distances(
                raster, fields, world["field"][walkers], world["surface"][walkers],
                world["x"][walkers] + step * self._rows.along[row, 0],
                world["y"][walkers] + step * self._rows.along[row, 1],
            )
            for step in (-AHEAD, AHEAD)
        )  # fmt: skip
        return (right < left).astype(np.float64) - (left < right)


def _spots(world: World, people: People) -> Floats:
    return np.column_stack([world["x"][people], world["y"][people], world["surface"][people] * _APART])
