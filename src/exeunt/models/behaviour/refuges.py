"""Refuges at work: who is in, when they lock, when they give the room up, and how people spread inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import ACTIONS
from exeunt.base.smoke import visibility
from exeunt.models.behaviour.refuge_document import AbandonDoc
from exeunt.venue.geometry import middle
from exeunt.venue.venue import STATES
from exeunt.world.air import cell_of
from exeunt.world.contract import Phase
from exeunt.world.duty import STAY
from exeunt.world.refuges import ABANDONED, LOCKED, LOCKING, OPEN, ROOM_EACH, Refuge, Shelters
from exeunt.world.state import World
from exeunt.world.turning import turn

People = NDArray[np.intp]
HIDE = ACTIONS.index("hide")
SHUT, FREE = STATES.index("locked"), STATES.index("open")
DOORWAY = 0.4
"""Nobody locks a door in which, this near, m, somebody stands."""
HELD_UP = 5.0
"""Who makes no way inside a refuge for so long, s, stays where it is, if it is away from the doors. Assumption."""
SETTLED = 30.0
"""Nobody looks for a place inside a refuge for longer, s. Assumption."""
AWAY = 1.2
"""Away from the doors is farther than this, m."""
SLOW = 0.1
"""Who is slower, m/s, makes no way."""


class RefugeModel:
    """Writes who is in which refuge (``sheltered``) and where people with a refuge go (``place``); locks and unlocks.

    People who have chosen a refuge walk in and spread: corners far from the doors and from each other are filled, the
    deepest first, each as far around as its people need room. They begin to lock when nobody of their groups is still
    on the way to it, or when it is full; after the time to lock the doors are locked as soon as nobody stands in them.
    A refuge is given up when the air in it calls for it (see ``AbandonDoc``), or when others have opened its doors;
    nobody goes into it again.

    Parameters
    ----------
    abandon
        Of each refuge, in the order of ``World.shelters``.
    every
        Seconds between two calls.
    """

    name: ClassVar[str] = "refuges"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "present", "time_out", "incapacitated_at", "x", "y", "surface", "vx", "vy", "group", "action", "refuge",
            "key", "extinction", "fed_gas", "fed_heat",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset({"sheltered", "place"})

    def __init__(self, abandon: Sequence[AbandonDoc], every: float = 0.5) -> None:
        self.abandon = tuple(abandon)
        self.every = every

    def setup(self, world: World) -> None:
        """Nobody has come yet."""
        n = world.people
        self._rank: NDArray[np.int64] = np.full(n, -1, dtype=np.int64)
        self._of: NDArray[np.int16] = np.full(n, -1, dtype=np.int16)
        self._held: NDArray[np.float64] = np.zeros(n)
        self._since: NDArray[np.float64] = np.full(n, np.nan)
        shelters = world.shelters
        refuges = shelters.refuges if shelters is not None else ()
        self._came = np.zeros(len(refuges), dtype=np.int64)
        self._begun = np.full(len(refuges), np.nan)
        self._lines = [
            np.array([(*world.venue.openings[d].line[0], *world.venue.openings[d].line[1]) for d in r.doors])
            for r in refuges
        ]
        self._each = [min(r.area.area / r.capacity, ROOM_EACH) for r in refuges]
        self._middles = [np.array([middle(world.venue.openings[d].line) for d in r.doors]) for r in refuges]

    def update(self, world: World, steps: int) -> None:
        """Look who is where; lock, unlock, give up; send people on."""
        shelters = world.shelters
        active = world.active
        place = np.full(world.people, -1, dtype=np.int32)
        place[active & (world["action"] == HIDE)] = STAY
        if shelters is not None:
            held = shelters.holding(world.fields.raster, world["surface"], world["x"], world["y"])
            # a locked door lets nobody out: who stands in its doorway, beside the room, is still inside
            was = world["sheltered"]
            held = np.where((held < 0) & (was >= 0) & shelters.locked[was], was, held)
            held[~world.inside] = -1
            world["sheltered"][:] = held
            in_one = held[active & (held >= 0)]
            shelters.occupied = np.bincount(in_one, minlength=len(shelters.refuges)).astype(np.int64)
            for refuge in shelters.refuges:
                self._stand(world, shelters, refuge, active)
            self._send(world, shelters, active, place)
        world["place"][:] = place

    def _stand(self, world: World, shelters: Shelters, refuge: Refuge, active: NDArray[np.bool_]) -> None:
        """Bring the state of one refuge up to the present."""
        r, state = refuge.index, int(shelters.state[refuge.index])
        if state == ABANDONED:
            return
        inside = np.flatnonzero(active & (world["sheltered"] == r))
        is_open = world.openings.is_open[list(refuge.doors)]
        if state == LOCKED and is_open.any():
            self._give_up(world, shelters, refuge, "its doors have been opened")
            return
        if len(inside) and (why := self._unfit(world, inside, self.abandon[r])):
            self._give_up(world, shelters, refuge, why)
            return
        if state == LOCKED:
            return
        if not is_open.any():
            shelters.state[r] = LOCKED
            _note(world, "refuge locked", refuge, f"refuge '{refuge.id}' is locked from outside", len(inside))
            return
        mine = inside[world["refuge"][inside] == r]
        full = shelters.occupied[r] >= refuge.capacity
        ready = refuge.lockable and len(mine) > 0 and (full or not self._awaited(world, r, mine, active))
        if not ready:
            shelters.state[r], self._begun[r] = OPEN, np.nan
        elif state == OPEN:
            shelters.state[r], self._begun[r] = LOCKING, world.time
        if shelters.state[r] == LOCKING and world.time >= self._begun[r] + refuge.time_to_lock - 1e-9:
            self._lock(world, shelters, refuge, active)

    def _awaited(self, world: World, r: int, mine: People, active: NDArray[np.bool_]) -> bool:
        """Return whether somebody of the groups of those inside is still on the way to the refuge."""
        groups = world["group"][mine]
        coming = active & (world["refuge"] == r) & (world["sheltered"] != r) & (world["group"] >= 0)
        return bool(np.isin(world["group"][coming], groups[groups >= 0]).any())

    def _lock(self, world: World, shelters: Shelters, refuge: Refuge, active: NDArray[np.bool_]) -> None:
        near = np.flatnonzero(active & (world["surface"] == refuge.surface))
        if len(near) and (_off(world, near, self._lines[refuge.index]) < DOORWAY).any():
            return
        for door in refuge.doors:
            if world.openings.state[door] == FREE:
                turn(world, door, SHUT)
        shelters.state[refuge.index] = LOCKED
        count = int(shelters.occupied[refuge.index])
        _note(world, "refuge locked", refuge, f"refuge '{refuge.id}' is locked with {count} people", count)

    def _unfit(self, world: World, inside: People, rule: AbandonDoc) -> str:
        """Return why people leave the refuge, "" if they stay."""
        air = world.air
        if air is None:
            return ""
        extinction = float(np.median(world["extinction"][inside]))
        if visibility(extinction) < rule.visibility:
            return f"visibility is down to {float(visibility(extinction)):.1f} m"
        cells = np.array(
            [
                cell_of(air.lattice, int(world["surface"][one]), world["x"][one], world["y"][one])
                for one in inside[:: max(1, len(inside) // 20)]
            ]
        )
        minutes = rule.wait / 60.0
        gas = float(world["fed_gas"][inside].max()) + minutes * float(np.median(air.gas_rate[cells]))
        heat = float(world["fed_heat"][inside].max()) + minutes * float(np.median(air.heat_rate[cells]))
        if max(gas, heat) > rule.dose:
            return f"a dose of {max(gas, heat):.2f} is to be expected"
        return ""

    def _give_up(self, world: World, shelters: Shelters, refuge: Refuge, why: str) -> None:
        shelters.state[refuge.index] = ABANDONED
        for door in refuge.doors:
            if world.openings.state[door] == SHUT:
                turn(world, door, FREE)
        count = int(shelters.occupied[refuge.index])
        _note(world, "refuge abandoned", refuge, f"refuge '{refuge.id}' is given up: {why}", count)

    def _send(
        self, world: World, shelters: Shelters, active: NDArray[np.bool_], place: NDArray[np.int32]
    ) -> None:
        """Set ``place`` of those who have chosen a refuge."""
        chosen = np.where(active, world["refuge"], -1)
        chosen[chosen >= 0] = np.where(
            shelters.state[chosen[chosen >= 0]] == ABANDONED, -1, chosen[chosen >= 0]
        )
        way = (chosen >= 0) & (world["sheltered"] != chosen)
        place[way] = shelters.place[chosen[way]]
        in_it = np.flatnonzero((chosen >= 0) & ~way)
        new = in_it[self._of[in_it] != chosen[in_it]]
        # those who came since the last look, in an order that does not depend on that of the rows
        for person in new[np.argsort(world["key"][new], kind="stable")].tolist():
            r = int(chosen[person])
            self._of[person], self._rank[person], self._held[person] = r, self._came[r], 0.0
            self._since[person] = world.time
            self._came[r] += 1
        self._of[(chosen < 0) & (self._of >= 0)] = -1
        slow = world["vx"] ** 2 + world["vy"] ** 2 < SLOW * SLOW
        self._held[:] = np.where(slow, self._held + self.every, 0.0)
        for refuge in shelters.refuges:
            rows = in_it[chosen[in_it] == refuge.index]
            if len(rows):
                place[rows] = self._corner(world, shelters, refuge, rows)

    def _corner(self, world: World, shelters: Shelters, refuge: Refuge, rows: People) -> NDArray[np.int64]:
        """Return (rows,) the corner to which each goes, ``STAY`` for those who are near enough."""
        r, corners = refuge.index, shelters.corners[refuge.index]
        share = max(1, -(-refuge.capacity // len(corners)))
        corner = np.minimum(self._rank[rows] // share, len(corners) - 1)
        ordinal = self._rank[rows] - corner * share
        at = shelters.corner_at[r][corner]
        off = (world["x"][rows] - at[:, 0]) ** 2 + (world["y"][rows] - at[:, 1]) ** 2
        there = off <= (ordinal + 1) * self._each[r] / np.pi
        there |= world["place"][rows] == STAY
        tired = (self._held[rows] >= HELD_UP) | (world.time >= self._since[rows] + SETTLED)
        there |= tired & (_off(world, rows, self._lines[r]) > AWAY)
        return np.where(there, STAY, corners[corner])


def _off(world: World, people: People, lines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (people,) metres to the nearest of some lines (n, 4)."""
    out = np.full(len(people), np.inf)
    x, y = world["x"][people], world["y"][people]
    for x0, y0, x1, y1 in lines:
        dx, dy = x1 - x0, y1 - y0
        t = np.clip(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0.0, 1.0)
        out = np.minimum(out, (x0 + t * dx - x) ** 2 + (y0 + t * dy - y) ** 2)
    return np.asarray(np.sqrt(out))


def _note(world: World, kind: str, refuge: Refuge, cause: str, people: int) -> None:
    opening = world.venue.openings[refuge.doors[0]]
    x, y = middle(opening.line)
    world.note(
        kind, cause=cause, opening=opening.index, surface=refuge.surface, x=x, y=y, value=float(people)
    )
