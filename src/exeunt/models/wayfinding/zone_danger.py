"""People keep away from danger zones that they know of: detours, exits given up, and waiting until the way is free."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration, Share
from exeunt.models.wayfinding.belief import Belief, Flags, Numbers, People
from exeunt.models.wayfinding.choice import F64, Columns
from exeunt.models.wayfinding.routes import Routes
from exeunt.venue.fields import Danger
from exeunt.world.believed import BelievedZones
from exeunt.world.state import World

F32 = NDArray[np.float32]
Ints = NDArray[np.int64]

LEAST = 0.05
"""Danger below which nobody goes a metre out of the way."""
APART = (0.1, 2.0)
"""Share, and metres, by which the usual way may be worse than the best before people leave it."""
BLOCKED = 10.0
"""Seconds that a zone must cost on the best way before anybody thinks of waiting."""
_OWN = "proposed; no measurement"


class ZoneWaysDoc(BaseModel):
    """How danger that people believe in counts on their ways.

    A metre of way counts as 1 + ``weight`` T metres in the danger T, and as ``closed`` metres where T is above
    ``closed_above``: such ways are taken only when all are. Who would save time by it waits where it is, until the zone
    is believed to have gone elsewhere, but not longer than ``longest_wait`` in all.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    weight: float = parameter(
        4.0, source="proposed: 10 m in the highest danger weigh like 30 s, which is 40 m at 1.34 m/s; no measurement",
        low=2.0, high=8.0, assumption=True, ge=0, le=100,
        description="metres that a metre in the highest danger counts in addition",
    )  # fmt: skip
    closed_above: Share = parameter(
        0.7, source=_OWN, low=0.5, high=0.9, assumption=True, ge=0, le=1,
        description="danger above which a way is closed unless all are",
    )  # fmt: skip
    closed: float = parameter(
        100.0, source="large, so that such ways are the last ones", low=50.0, high=1000.0, assumption=True, ge=1,
        le=1e4, description="metres that a metre of a closed way counts",
    )  # fmt: skip
    longest_wait: Duration = parameter(
        120.0, source=_OWN, low=30.0, high=300.0, unit="s", assumption=True, ge=0, le=3600,
        description="longest time in all that people wait for a zone to leave their way",
    )  # fmt: skip

    def factor(self, danger: F32) -> F32:
        """Return (n,) metres that a metre in a danger counts."""
        open_ways = 1.0 + self.weight * np.where(danger < LEAST, 0.0, danger)
        return np.where(danger > self.closed_above, max(self.closed, 1.0), open_ways).astype(np.float32)


SPARE = 3
"""Of the room for fields, people follow at most one part in so many."""


class ZoneDanger(Belief):
    """Routing on what each person believes about danger zones.

    Exits are weighed on the coarse ground of ``BelievedZones``; only who leaves its usual way for another gets a field
    of its own, shared with all who believe the same.

    Parameters
    ----------
    rules
        How danger counts.
    believed
        What people believe, in few bins.
    all_knowing
        Everyone on the way knows at any time where every zone is: for comparison.
    sees_doors
        Whether people know which doors are open (else they reckon with all of them).
    """

    every: float = 1.0

    def __init__(
        self, rules: ZoneWaysDoc, believed: BelievedZones, all_knowing: bool = False, sees_doors: bool = True
    ) -> None:
        self.rules = rules
        self.believed = believed
        self.all_knowing = all_knowing
        self.sees_doors = sees_doors

    def setup(self, world: World) -> None:
        """Nobody keeps away from anything yet."""
        self._number = np.zeros(world.people, dtype=np.int64)
        self._reckons = np.zeros(world.people, dtype=np.int64)
        self._goal = np.full(world.people, -1, dtype=np.int64)
        self._waited = np.zeros(world.people)
        self._weighed_at = np.full(world.people, np.nan)
        self._world = world
        self.routes = Routes(self.believed, self.rules.factor, self.sees_doors)
        ground, raster = self.believed.dangers.ground, world.fields.raster
        own = np.flatnonzero(raster.own)
        at = raster.centres(own)
        # each danger keeps its share of these: half the bytes
        self._own = own.astype(np.int32)
        self._cell_of = ground.cell_of(raster.surface[own], at[:, 0], at[:, 1])

    def look(self, world: World, heading: Columns) -> Flags:
        """Return (people,) who has started and believes something else about a zone than when it chose its way."""
        changed = np.zeros(world.people, dtype=np.bool_)
        walking = np.flatnonzero(world.active & (world["start_time"] <= world.time))
        if len(walking) and (self._number.any() or self._anything(world)):
            changed[walking] = self._believes(world, walking) != self._number[walking]
        return changed

    def asked(self, world: World, people: People) -> None:
        """Let people weigh usual ways first, with what they believe now."""
        self._reckons[people] = 0
        self._number[people] = 0
        if self._anything(world):
            self._number[people] = self._believes(world, people)

    def weigh(self, world: World, people: People, walking: F64, known: Flags) -> F64:
        """Return (people, exits) walking times with what danger adds; all infinite for those who rather wait."""
        numbers = self._number[people]
        if not numbers.any():
            return walking
        out = walking.copy()
        cells = self._cells(world, people)
        speed = world["desired_speed"][people]
        for number in np.unique(numbers[numbers > 0]).tolist():
            rows = np.flatnonzero(numbers == number)
            out[rows] += self.routes.extra(world, number, cells[rows]) / speed[rows, None]
            rests = self._rests(world, number, people[rows], cells[rows], walking[rows], out[rows])
            out[rows[rests]] = np.inf
        return out

    def decided(self, world: World, people: People, columns: Columns) -> None:
        """Let those leave the usual way to their exit for whom it counts for much more than the best one."""
        self._reckons[people] = 0
        numbers = self._number[people]
        cells = self._cells(world, people)
        for number in np.unique(numbers[numbers > 0]).tolist():
            rows = np.flatnonzero((numbers == number) & (columns >= 0))
            ways = self.routes.of(world, number)
            best, usual = ways.best[columns[rows], cells[rows]], ways.usual[columns[rows], cells[rows]]
            share, metres = APART
            leaves = np.isfinite(best) & ~(usual <= best * (1.0 + share) + metres)
            self._reckons[people[rows[leaves]]] = number
            # who makes for another place than an exit takes care as well
            self._reckons[people[(numbers == number) & (columns < 0)]] = number
        self._goal[people] = columns
        self._save_room(world, people)

    def _save_room(self, world: World, people: People) -> None:
        """Send people by the usual way where there is no room for a field more: the largest groups keep theirs."""
        places = len(world.fields.raster.seeds) - len(world.venue.openings)
        # fields that few have left lately stay for those who come back to them
        room = (world.fields.capacity - 2 * len(world.venue.exits) - places) // SPARE
        kinds = 2 + self._goal + (len(world.venue.exits) + 2) * self._reckons
        others = world.active & (self._reckons > 0)
        others[people] = False
        held = set(np.unique(kinds[others]).tolist())
        mine = people[self._reckons[people] > 0]
        found, count = np.unique(kinds[mine], return_counts=True)
        order = np.lexsort((found, -count))
        new = [kind for kind in found[order].tolist() if kind not in held]
        for kind in new[max(room - len(held), 0) :]:
            self._reckons[mine[kinds[mine] == kind]] = 0

    def dangers(self, people: People) -> Numbers:
        """Return (people,) the number of the belief that each takes a way of its own for; 0 for none."""
        return self._reckons[people]

    def danger(self, number: int) -> Danger:
        """Return the believed danger on the raster of ways."""
        here = self.believed.field(self._world, number)[self._cell_of]
        dear = here >= LEAST
        none = np.empty(0, dtype=np.int64)
        return Danger(none, self._own[dear], self.rules.factor(here[dear]))

    def _rests(self, world: World, number: int, people: People, cells: Ints, walking: F64, now: F64) -> Flags:
        """Return (people,) who rather waits for the zone to go elsewhere, by what it believes; counts the time."""
        rests = np.zeros(len(people), dtype=np.bool_)
        patient = self._waited[people] < self.rules.longest_wait
        best = now.min(axis=1, initial=np.inf)
        blocked = patient & np.isfinite(best) & (best > walking.min(axis=1, initial=np.inf) + BLOCKED)
        rows = np.flatnonzero(blocked & (self.believed.field(world, number)[cells] < self.rules.closed_above))
        if len(rows):
            speed = world["desired_speed"][people[rows]]
            here = self.rules.factor(self.believed.field(world, number)[cells[rows]])
            later = np.full(len(rows), np.inf)
            for pause, older in self.believed.later(world, number):
                extra = self.routes.extra(world, older, cells[rows]) / speed[:, None] if older else 0.0
                later = np.minimum(later, pause * here + (walking[rows] + extra).min(axis=1))
            rests[rows] = later < best[rows]
        since = world.time - self._weighed_at[people]
        waits = rests & (since <= 2.0 * self.every)
        self._waited[people[waits]] += since[waits]
        self._weighed_at[people] = np.where(rests, world.time, np.nan)
        if rests.any():
            world.pending_until = max(world.pending_until, world.time + 2.0 * self.every)
        return rests

    def _anything(self, world: World) -> bool:
        """Return whether anybody can believe anything."""
        if self.all_knowing:
            return bool(world.zones)
        return bool((world["zone"] >= 0).any())

    def _believes(self, world: World, people: People) -> Ints:
        """Return (people,) the number of what each believes now."""
        return self.believed.true(world, people) if self.all_knowing else self.believed.of(world, people)

    def _cells(self, world: World, people: People) -> Ints:
        """Return (people,) the cell of the coarse ground at which each stands."""
        where = (world["surface"][people], world["x"][people], world["y"][people])
        return self.believed.dangers.ground.standing(*where)
