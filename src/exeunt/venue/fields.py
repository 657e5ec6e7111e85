"""The cache of distance and direction fields: a slot for each goal, state of doors, mobility, width and danger."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from time import perf_counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exeunt.base.errors import ExeuntError
from exeunt.venue.gauges import Gauges, narrowed
from exeunt.venue.geodesic import Grid, solve
from exeunt.venue.lattice import F32, F64, I32, I64, Mask
from exeunt.venue.moving import with_moving
from exeunt.venue.raster import Raster, Seeds
from exeunt.venue.repair import repair
from exeunt.venue.venue import Venue

BYTES_PER_CELL = 13
"""Distance, direction and links of one cell in one slot."""
OUTDATED = -1
"""Goal of a slot whose field was found when escalators moved otherwise: nobody asks for it again."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Free speeds of a class of mobility (m/s): on the level, and up and down stairs along the slope.

    Defaults are those of the columns ``desired_speed``, ``speed_stairs_up`` and ``speed_stairs_down``. A
    speed of 0 on stairs closes them to the class.
    """

    level: float = 1.34
    up: float = 0.6
    down: float = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Danger:
    """What some people reckon with on their way: nobody walks into ``closed`` cells, ``dear`` ones cost more.

    Parameters
    ----------
    closed, dear
        Cells of the raster. Whoever is in a closed cell may leave it.
    factor
        By which a metre through dear cells is longer: for all of them, or (dear,) for each.
    """

    closed: I64
    dear: I64 | I32
    factor: float | F64 | F32


class _What(NamedTuple):
    """What a field is for, apart from the doors: ``width`` is the number of a raster of ``FieldCache``."""

    goal: int
    pace: Pace
    danger: int
    width: int


@dataclass(slots=True)
class _Slot:
    what: _What
    masks: set[bytes]


class FieldCache:
    """Fields solved on demand, the least recently used dropped; those that people follow are never dropped.

    Parameters
    ----------
    raster, venue
        What the fields are laid over.
    capacity
        Slots; by default as many as ``memory`` holds, at most 256.
    memory
        Bytes that the fields may take together. Pages of slots not used yet take none.
    paces
        Speeds by index of mobility class; indices beyond the last take the last.
    """

    def __init__(
        self, raster: Raster, venue: Venue, capacity: int | None = None, *, memory: int = 1 << 30,
        paces: Sequence[Pace] = (Pace(),),
    ) -> None:  # fmt: skip
        self._built = raster
        self._moving = venue.moving(venue.ways_at(0.0))
        self.raster = with_moving(raster, venue, self._moving)
        self.venue = venue
        self.paces = tuple(paces)
        if capacity is None:
            capacity = min(max(memory // (BYTES_PER_CELL * max(raster.cells, 1)), 2), 256)
        self.capacity = int(capacity)
        self.directions: F32 = np.zeros((self.capacity, raster.cells, 2), dtype=np.float32)
        self.distance: F32 = np.zeros((self.capacity, raster.cells), dtype=np.float32)
        self._slots: OrderedDict[int, _Slot] = OrderedDict()
        self._grids: dict[int, tuple[bytes, Grid]] = {}
        self._by_key: dict[tuple[_What, bytes], int] = {}
        self._dangers: dict[int, Danger] = {}
        self._rasters: dict[tuple[int, int], Raster] = {}
        self.gauges = Gauges(venue)
        self._last_danger = 0
        self._pinned: frozenset[int] = frozenset()
        self._slowness: dict[Pace, tuple[F32, float]] = {}
        self._doors = np.array([opening.kind == "door" for opening in venue.openings], dtype=np.bool_)
        self._hits = self._misses = self._kept = self._dropped = 0
        self._seconds = 0.0

    def add_place(self, cells: I64) -> int:
        """Return the number of a new goal, from the number of openings on: some cells of the raster, where people stay.

        ``slot`` and ``prepare`` take it like the index of an opening.
        """
        at = self.raster.centres(cells)
        none = np.zeros(len(cells))
        seeds = Seeds(cells, none, at, np.zeros((len(cells), 2)))
        self.raster = replace(self.raster, seeds=(*self.raster.seeds, seeds))
        return len(self.raster.seeds) - 1

    def measure(self, needs: F64) -> None:
        """Take the clear widths in m that the people of the run need; see ``gauge`` of ``slot``."""
        self.gauges = Gauges(self.venue, needs)

    def move(self, way: NDArray[np.int8]) -> None:
        """Let escalators move as ``way`` (openings,) says, see ``Openings``: all fields are found anew from now on.

        Those that people follow stay as they are for as long as they are pinned.
        """
        moving = self.venue.moving(way)
        if moving == self._moving:
            return
        self._moving = moving
        self.raster = replace(with_moving(self._built, self.venue, moving), seeds=self.raster.seeds)
        for known in (self._rasters, self._slowness, self._grids, self._by_key):
            known.clear()
        for held in self._slots.values():
            held.what, held.masks = held.what._replace(goal=OUTDATED), set()

    def reckon_with(self, danger: Danger) -> int:
        """Return a number, from 1 on, under which fields that reckon with a danger can be had."""
        self._last_danger += 1
        self._dangers[self._last_danger] = danger
        return self._last_danger

    def forget(self, danger: int) -> None:
        """No field for that danger will be asked for any more; those that people follow stay until they do not."""
        self._dangers.pop(danger, None)
        for key in [key for key in self._rasters if key[1] == danger]:
            del self._rasters[key]

    def slot(
        self, goal_opening: int, open_mask: NDArray[np.bool_], mobility: int = 0, danger: int = 0,
        gauge: int = 0,
    ) -> int:  # fmt: skip
        """Return the slot of the field that leads to an opening, solving it if need be.

        Valid until the next call, unless pinned. The state of exits does not matter: who leads people to a
        closed one does so knowingly, and nobody's way leads through an exit to elsewhere. ``danger`` is a number
        from ``reckon_with``, 0 for none; ``gauge`` one of ``gauges``: the way leads through no door, portal or gap
        that is too narrow, whatever the goal.

        Raises
        ------
        ExeuntError
            If every slot is in use by people.
        """
        what, mask = self._what(goal_opening, mobility, danger, gauge), self._mask(open_mask, gauge)
        slot = self._find(what, mask)
        if slot is None:
            slot = self._take(what, mask, frozenset())
            self._solve([slot], mask, 1)
        return slot

    def prepare(
        self, goal_openings: Iterable[int], open_mask: NDArray[np.bool_], mobility: int = 0, threads: int = 1,
        danger: int = 0, gauge: int = 0,
    ) -> None:  # fmt: skip
        """Solve the fields of several goals side by side, as far as there is room; ``slot`` then finds them.

        The number of threads changes nothing in them.
        """
        mask = self._mask(open_mask, gauge)
        goals = dict.fromkeys(self._what(goal, mobility, danger, gauge) for goal in goal_openings)
        held = {goal: self._lookup(goal, mask) for goal in goals}
        missing = [goal for goal, slot in held.items() if slot is None]
        keep = {slot for slot in held.values() if slot is not None} | self._pinned
        if len(keep) + len(missing) > self.capacity:
            return
        taken: list[int] = []
        for goal in missing:
            taken.append(self._take(goal, mask, keep | set(taken)))
        self._solve(taken, mask, threads)

    def pin(self, slots: Iterable[int]) -> None:
        """Keep these slots, and only these, from being dropped; negative ones are ignored."""
        self._pinned = frozenset(int(slot) for slot in slots if slot >= 0)

    def statistics(self) -> dict[str, float | int]:
        """Return what the cache did: for ``run.json``."""
        return {
            "cells": self.raster.cells,
            "cell_m": self.raster.arrays.cell,
            "capacity": self.capacity,
            "slots": len(self._slots),
            "hits": self._hits,
            "kept": self._kept,
            "misses": self._misses,
            "dropped": self._dropped,
            "solve_s": self._seconds,
            "bytes": len(self._slots) * self.raster.cells * BYTES_PER_CELL,
        }

    def _pace(self, mobility: int) -> Pace:
        return self.paces[min(max(int(mobility), 0), len(self.paces) - 1)]

    def _what(self, goal: int, mobility: int, danger: int, gauge: int) -> _What:
        return _What(int(goal), self._pace(mobility), danger, self.gauges.width[gauge])

    def _mask(self, open_mask: NDArray[np.bool_], gauge: int) -> Mask:
        return np.asarray(open_mask, dtype=np.bool_) & self.gauges.all[gauge].openings | ~self._doors

    def _raster(self, width: int, danger: int) -> Raster:
        """Return the raster for those of a width who reckon with a danger, with the goals known by now."""
        key = (width, danger)
        if key == (0, 0):
            return self.raster
        if key not in self._rasters:
            raster = self._raster(width, 0) if danger else self.raster
            self._rasters[key] = (
                _without_ways_into(raster, self._dangers[danger].closed)
                if danger
                else narrowed(raster, self.venue, self.gauges.all[width])
            )
        return replace(self._rasters[key], seeds=self.raster.seeds)

    def _lookup(self, what: _What, mask: Mask) -> int | None:
        """Return the slot that holds a field, if any, and remember that it serves this mask."""
        key = (what, mask.tobytes())
        slot = self._by_key.get(key)
        if slot is None and (slot := self._same(what, mask)) is not None:
            self._kept += 1
            self._by_key[key] = slot
            self._slots[slot].masks.add(key[1])
        return slot

    def _find(self, what: _What, mask: Mask) -> int | None:
        known = (what, mask.tobytes()) in self._by_key
        slot = self._lookup(what, mask)
        if slot is not None:
            self._hits += known
            self._slots.move_to_end(slot)
        return slot

    def _take(self, what: _What, mask: Mask, keep: Set[int]) -> int:
        """Return a slot made free for a field, which is still to be solved."""
        slot = self._free(keep)
        self._slots[slot] = _Slot(what, {mask.tobytes()})
        self._by_key[(what, mask.tobytes())] = slot
        return slot

    def _free(self, keep: Set[int]) -> int:
        if len(self._slots) < self.capacity:
            return next(slot for slot in range(self.capacity) if slot not in self._slots)
        idle = [slot for slot in self._slots if slot not in self._pinned and slot not in keep]
        # nobody will ask again for outdated fields and those of a danger that is forgotten
        stale = [
            slot
            for slot in idle
            if self._slots[slot].what.goal == OUTDATED
            or (self._slots[slot].what.danger and self._slots[slot].what.danger not in self._dangers)
        ]
        if not idle:
            raise ExeuntError(
                f"people follow {self.capacity} different fields at once and no more fit into memory: "
                "use larger cells (wayfinding.cell) or fewer classes of mobility"
            )
        slot = (stale or idle)[0]
        held = self._slots.pop(slot)
        for mask in held.masks:
            del self._by_key[(held.what, mask)]
        self._grids.pop(slot, None)
        self._dropped += 1
        return slot

    def _same(self, what: _What, mask: Mask) -> int | None:
        """Return a slot solved for other states of doors that do not change it.

        A link is used only where it leads to a lower distance; a door none of whose links does, open or shut,
        leaves the solution as it is.
        """
        for slot, held in self._slots.items():
            if held.what != what:
                continue
            for known in held.masks:
                differ = np.flatnonzero(np.frombuffer(known, dtype=np.bool_) != mask)
                if not any(self._matters(slot, int(opening)) for opening in differ):
                    return slot
        return None

    def _matters(self, slot: int, opening: int) -> bool:
        cells, bits = self.raster.opening_links[opening]
        distance, arrays = self.distance[slot], self.raster.arrays
        width = arrays.nx[self.raster.surface[cells]]
        step = np.select([bits == 1, bits == 2, bits == 4], [1, width, -1], -width)
        beyond = cells + step
        return bool((distance[beyond] < distance[cells]).any())

    def _solve(self, slots: Sequence[int], mask: Mask, threads: int) -> None:
        began = perf_counter()
        costs = [self._cost(self._slots[slot].what.pace) for slot in slots]
        rasters = [
            self._raster(self._slots[slot].what.width, self._slots[slot].what.danger) for slot in slots
        ]

        def one(slot: int, cost: tuple[F32, float], raster: Raster) -> None:
            what, (slowness, up_ratio) = self._slots[slot].what, cost
            fields = self.distance[slot], self.directions[slot]
            if what.danger:
                self._avoid(what, raster, mask, slowness, up_ratio, *fields)
            else:
                self._grids[slot] = (
                    mask.tobytes(),
                    solve(raster, what.goal, mask, slowness, up_ratio, *fields),
                )

        if threads > 1 and len(slots) > 1:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(one, slots, costs, rasters))
        else:
            for slot, cost, raster in zip(slots, costs, rasters, strict=True):
                one(slot, cost, raster)
        self._misses += len(slots)
        self._seconds += perf_counter() - began

    def _avoid(
        self, what: _What, raster: Raster, mask: Mask, slowness: F32, up_ratio: float, distance: F32,
        directions: F32,
    ) -> None:  # fmt: skip
        """Solve a field with danger: from the one without, if it is held, else from nothing."""
        danger = self._dangers[what.danger]
        dearer = slowness.copy()
        dearer[danger.dear] *= np.asarray(danger.factor, dtype=np.float32)
        dearer[raster.ghosts] = dearer[raster.ghost_of[raster.ghosts]]
        usual = self._by_key.get((what._replace(danger=0), mask.tobytes()), -1)
        known, grid = self._grids.get(usual, (b"", None))
        # a slot serves other doors than it was solved for; one that changes nothing without danger may be a way with it
        if grid is None or known != mask.tobytes():
            solve(raster, what.goal, mask, dearer, up_ratio, distance, directions)
            return
        self._slots.move_to_end(usual)
        distance[:] = self.distance[usual]
        more = np.flatnonzero(raster.own & (dearer > slowness))
        repair(raster, what.goal, mask, grid, dearer, more, distance, directions)

    def _cost(self, pace: Pace) -> tuple[F32, float]:
        """Return cost per metre of plan (cells,) and the ratio of cost up over down stairs."""
        if pace not in self._slowness:
            factor = np.ones(len(self.venue.surfaces), dtype=np.float32)
            for surface in self.venue.surfaces:
                gx, gy = surface.gradient
                along = np.sqrt(1.0 + gx * gx + gy * gy)
                walked = surface.kind == "flight" or self._moving.get(surface.index) == 0
                speed = pace.down if walked else surface.belt or pace.level
                with np.errstate(divide="ignore"):
                    factor[surface.index] = along * (np.float64(pace.level) / speed)
            cost = self.raster.slowness * factor[self.raster.surface]
            cost[self.raster.ghosts] = cost[self.raster.ghost_of[self.raster.ghosts]]
            up_ratio = pace.down / pace.up if pace.up > 0 else np.inf
            self._slowness[pace] = (np.ascontiguousarray(cost, dtype=np.float32), float(up_ratio))
        return self._slowness[pace]


def _without_ways_into(raster: Raster, cells: I64) -> Raster:
    """Return the raster less the links that lead from other cells into these."""
    if not len(cells):
        return raster
    taken = np.zeros(raster.cells, dtype=np.bool_)
    taken[cells] = True
    ghosts = raster.ghosts
    taken[ghosts] = taken[raster.ghost_of[ghosts]]
    width = raster.arrays.nx[raster.surface].astype(np.int64)
    strict, lenient = raster.strict.copy(), raster.lenient.copy()
    mine = np.arange(raster.cells, dtype=np.int64)
    for bit, step in ((1, 1), (2, width), (4, -1), (8, -width)):
        beyond = np.clip(mine + step, 0, raster.cells - 1)
        cut = ~taken & taken[beyond]
        for links in (strict, lenient):
            links[cut] &= np.uint8(255 - bit)
    return replace(raster, strict=strict, lenient=lenient)
