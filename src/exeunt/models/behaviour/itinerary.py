"""Itineraries: people go from place to place before they leave, until something calls them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import shapely
from numpy.typing import NDArray

from exeunt.base.maths import norm
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.behaviour.stops import LEAST, STANDING, Laid, Spots, Stop
from exeunt.venue.sampling import sample_distances
from exeunt.world.contract import Phase
from exeunt.world.duty import NO_ERRAND, STAY
from exeunt.world.state import World

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]

IDLE, GOING, STAYING = range(3)
LOST = 3.0
"""Seconds without a way to a place after which people go on to the next one."""
PATIENCE = 300.0
"""Seconds on the way to a place after which people go on to the next one. Assumption."""
SETTLES, NEARER, BEFORE = 5.0, 0.3, 2.0
"""People whom a crowd lets come no nearer, by so many metres in so many seconds, count as there if they are within so
many metres of a place. Assumptions."""
ROUND = 3.0
"""By how much farther than in a straight line the way may be, and a metre, for people who count as there."""


@dataclass(eq=False)
class _Drawn:
    """What is settled for the members of a population about one place: (members,) each."""

    stop: Stop
    takes: Flags
    goal: NDArray[np.int64]
    at: Floats
    reach: Floats
    stay: Floats


class ItineraryModel:
    """Writes ``visit``: the goal to which a person goes, or -2 while staying there.

    Places before the cue come first, then those on the way out. A cue calls people away from the former: they stay
    where they are for their delay, and do not come back unless they hear the all-clear. People whose stay at the last
    of them is over leave without delay, alarm or not; those who get to none of them stay where they are. A group goes
    together: it has the same places, the same spots and the same stays, which begin when all of its members in the
    population have come.

    Places that cannot be reached, or are not reached within ``PATIENCE``, are left out.

    Parameters
    ----------
    stops
        Of each population in the order of the column ``population``; empty for those without an itinerary.
    every
        Seconds between two looks.
    """

    name: ClassVar[str] = "itinerary"
    phase: ClassVar[Phase] = "events"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "population", "key", "group", "present", "time_out", "incapacitated_at", "start_time", "aware_at", "x", "y",
            "surface", "field", "place", "errand",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset({"visit"})

    def __init__(self, stops: Sequence[Sequence[Stop]], every: float = 0.5) -> None:
        self.stops = tuple(tuple(sorted(one, key=lambda stop: not stop.before)) for one in stops)
        self.every = every

    def setup(self, world: World) -> None:
        """Lay all places and settle who goes where and for how long."""
        n = world.people
        self._next = np.zeros(n, dtype=np.int64)
        self._does = np.full(n, IDLE, dtype=np.int8)
        self._since, self._until, self._lost = np.zeros(n), np.full(n, np.inf), np.full(n, np.nan)
        self._best, self._stalled = np.full(n, np.inf), np.zeros(n)
        laid = Laid(world)
        self._members: list[Rows] = []
        self._drawn: list[list[_Drawn]] = []
        self._been, self._party = np.zeros(n, dtype=np.bool_), np.arange(n)
        for index, stops in enumerate(self.stops):
            mine = np.flatnonzero(world["population"] == index) if stops else np.empty(0, dtype=np.intp)
            grouped = mine[world["group"][mine] >= 0]
            # the first of a group in this population stands for it
            first: dict[int, int] = {}
            for person in grouped.tolist():
                self._party[person] = first.setdefault(int(world["group"][person]), person)
            self._members.append(mine)
            self._drawn.append([self._draw(world, laid, mine, stop, k) for k, stop in enumerate(stops)])
        world.been_everywhere = np.zeros(n, dtype=np.bool_)
        world["visit"][:] = NO_ERRAND

    def _draw(self, world: World, laid: Laid, mine: Rows, stop: Stop, k: int) -> _Drawn:
        spots: Spots = laid.spots(stop)
        keys = world["key"][self._party[mine]]
        takes = uniforms(world.seed, Stream.VISIT_TAKEN, keys, k) < stop.share
        at = np.searchsorted(spots.upper, uniforms(world.seed, Stream.VISIT_SPOT, keys, k), side="right")
        at = np.minimum(at, len(spots.goals) - 1)
        reach = spots.reach[at]
        if stop.area is not None:
            # evenly over the ground around the spot
            depth = uniforms(world.seed, Stream.VISIT_SPOT, world["key"][mine], k, 1)
            reach = np.maximum(reach * np.sqrt(depth), LEAST)
        stay = np.full(len(mine), np.inf)
        if stop.stay is not None:
            stay = np.maximum(stop.stay.quantile(uniforms(world.seed, Stream.VISIT_STAY, keys, k)), 0.0)
        return _Drawn(stop, takes, spots.goals[at], spots.at[at], reach, stay)

    def update(self, world: World, steps: int) -> None:
        """Let everyone go on who has come, has stayed long enough, or is called away."""
        # as of before this look, so that the order of populations does not matter
        self._stood = np.flatnonzero((self._does == STAYING) & world.active)
        for index, stops in enumerate(self.stops):
            if stops and len(self._members[index]):
                self._look(world, index)
        going = (self._does == GOING) | ((self._does == STAYING) & np.isfinite(self._until))
        if (going & world.active).any():
            world.pending_until = max(world.pending_until, world.time + 2.0 * self.every)

    def _look(self, world: World, index: int) -> None:
        mine, drawn = self._members[index], self._drawn[index]
        active = world.active[mine]
        started = world["start_time"][mine] <= world.time
        called = ~np.isnan(world["start_time"][mine]) | (world["aware_at"][mine] <= world.time)
        early = sum(one.stop.before for one in drawn)
        before = self._next[mine] < early
        self._break_off(world, index, np.flatnonzero(before & called & (self._does[mine] != IDLE)))
        self._next[mine[before & started]] = early
        # a danger, a refuge or help goes before an itinerary
        free = active & (world["place"][mine] == NO_ERRAND) & (world["errand"][mine] == NO_ERRAND)
        for _ in range(2 * len(drawn) + 1):
            before = self._next[mine] < early
            may = free & np.where(before, ~called, started) & (self._next[mine] < len(drawn))
            if not self._go_on(world, index, np.flatnonzero(may)):
                break
        assert world.been_everywhere is not None
        world.been_everywhere[mine] |= active & ~called & self._been[mine] & (self._next[mine] >= early)

    def _break_off(self, world: World, index: int, members: Rows) -> None:
        """Let people stay where they are whom something calls away."""
        for member in members.tolist():
            row = int(self._members[index][member])
            self._note(world, "visit broken off", "is called away from", index, row)
        rows = self._members[index][members]
        self._does[rows], world["visit"][rows] = IDLE, NO_ERRAND

    def _go_on(self, world: World, index: int, members: Rows) -> bool:
        """Take the next step of people who are free to; return whether anybody did."""
        mine, drawn = self._members[index], self._drawn[index]
        moved = False
        for k, one in enumerate(drawn):
            here = members[self._next[mine[members]] == k]
            if not len(here):
                continue
            rows = mine[here]
            idle = self._does[rows] == IDLE
            skips = rows[idle & ~one.takes[here]]
            self._next[skips] += 1
            sets_out = idle & one.takes[here]
            self._set(world, rows[sets_out], GOING, one.goal[here[sets_out]])
            going = self._does[rows] == GOING
            there = np.zeros(len(here), dtype=np.bool_)
            there[going] = self._reached(world, one, here[going], rows[going])
            self._been[rows[there]] = True
            for row in rows[there].tolist():
                self._note(world, "visit begun", "comes to", index, row)
            self._set(world, rows[there], STAYING, np.full(int(there.sum()), STAY))
            stays = self._does[rows] == STAYING
            ended = stays & self._ended(world, rows, stays, one.stay[here])
            vain = rows[going & ~there & self._in_vain(world, rows)]
            missed = np.isin(self._party[rows], self._party[vain])
            for row in rows[ended | (missed & stays)].tolist():
                self._note(world, "visit ended", "leaves", index, row)
            for row in rows[missed & ~stays].tolist():
                self._note(world, "visit missed", "does not get to", index, row)
            done = rows[ended | missed]
            self._next[done] += 1
            self._set(world, done, IDLE, np.full(len(done), NO_ERRAND))
            moved |= bool(len(skips) or len(done))
        return moved

    def _set(self, world: World, rows: Rows, does: int, goals: NDArray[np.int64]) -> None:
        self._does[rows], self._since[rows] = does, world.time
        self._until[rows], self._lost[rows] = np.inf, np.nan
        self._best[rows], self._stalled[rows] = np.inf, world.time
        world["visit"][rows] = goals

    def _ended(self, world: World, rows: Rows, stays: Flags, stay: Floats) -> Flags:
        """Return (rows,) whose stay is over: it begins when all of the group who are free to come have come."""
        party = self._party[rows]
        came = np.full(len(self._party), -np.inf)
        np.maximum.at(came, party, np.where(stays, self._since[rows], np.inf))
        self._until[rows] = np.where(stays, came[party] + stay, np.inf)
        return np.asarray(self._until[rows] <= world.time + 1e-9)

    def _reached(self, world: World, one: _Drawn, here: Rows, rows: Rows) -> Flags:
        """Return (rows,) who has come so near that it counts.

        The more people stay at a spot, the farther out others are there as well; and those whom the crowd has let come
        no nearer for ``SETTLES`` stay where they are, if that is within ``BEFORE`` of the place.
        """
        x, y, on = world["x"][rows], world["y"][rows], world["surface"][rows] == one.stop.surface
        off = norm(x - one.at[here, 0], y - one.at[here, 1])
        limit = np.maximum(one.reach[here], self._crowd(world, one, here))
        left = self._left(world, rows)
        settles = self._settles(world, rows, left)
        if one.stop.area is None:
            there = (off <= limit) | (settles & (off <= limit + BEFORE))
        else:
            there = (off <= limit) & shapely.intersects_xy(one.stop.area, x, y)
            there |= settles & shapely.dwithin(one.stop.area, shapely.points(x, y), BEFORE)
        # whoever is behind a wall is not there
        return np.asarray(on & there & (left <= ROUND * off + 1.0))

    def _crowd(self, world: World, one: _Drawn, here: Rows) -> Floats:
        """Return (here,) the radius in m of a crowd of those who stay at each one's spot and that person."""
        goals, inverse = np.unique(one.goal[here], return_inverse=True)
        stay = self._stood[world["surface"][self._stood] == one.stop.surface]
        radius = np.zeros(len(goals))
        for k, goal in enumerate(goals.tolist()):
            x, y = one.at[here[one.goal[here] == goal][0]]
            near = norm(world["x"][stay] - x, world["y"][stay] - y) <= 2.0 * one.reach.max()
            radius[k] = np.sqrt((near.sum() + 1.0) / (np.pi * STANDING))
        return np.asarray(radius[inverse.ravel()])

    def _settles(self, world: World, rows: Rows, left: Floats) -> Flags:
        """Return (rows,) who has come no nearer for a while; ``left`` (rows,) metres to the goal."""
        # the way to a new place is found after this look
        ready = world.time > self._since[rows]
        nearer = rows[ready & (left < self._best[rows] - NEARER)]
        self._best[nearer], self._stalled[nearer] = (
            left[ready & (left < self._best[rows] - NEARER)],
            world.time,
        )
        return np.asarray(ready & (world.time - self._stalled[rows] >= SETTLES))

    def _in_vain(self, world: World, rows: Rows) -> Flags:
        """Return (rows,) who has had no way for some time, or has been on the way for too long."""
        left = self._left(world, rows)
        none = ~np.isfinite(left) & (self._does[rows] == GOING) & (world.time > self._since[rows])
        fresh = none & np.isnan(self._lost[rows])
        self._lost[rows[fresh]] = world.time
        self._lost[rows[~none]] = np.nan
        late = world.time - self._since[rows] > PATIENCE
        return np.asarray(late | (world.time - self._lost[rows] > LOST))

    def _left(self, world: World, rows: Rows) -> Floats:
        """Return (rows,) metres to the goal along the field that each follows; inf for those without one."""
        left = sample_distances(
            world.fields.raster.arrays, world.fields.distance, world["field"][rows], world["surface"][rows],
            world["x"][rows], world["y"][rows],
        )  # fmt: skip
        return np.where(world["field"][rows] >= 0, left, np.inf)

    def _note(self, world: World, kind: str, words: str, index: int, row: int) -> None:
        stop = self._drawn[index][int(self._next[row])].stop
        world.note(
            kind, cause=f"{words} '{stop.id}'", person=row, surface=int(world["surface"][row]),
            x=float(world["x"][row]), y=float(world["y"][row]), value=float(stop.number),
        )  # fmt: skip
