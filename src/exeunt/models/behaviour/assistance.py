"""Assisted evacuation: who cannot use stairs waits, a helper comes, prepares, brings out, and returns for the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.distributions import DurationValues
from exeunt.base.kinds import parameter
from exeunt.base.maths import norm
from exeunt.base.quantities import Length, Share, Speed
from exeunt.base.random import K_LIMIT, uniforms
from exeunt.base.streams import Stream
from exeunt.venue.blocks import Block, Id, Point
from exeunt.venue.sampling import sample_distances
from exeunt.venue.sight import in_sight, opaque
from exeunt.world.contract import Phase
from exeunt.world.duty import NO_ERRAND, STAY, nearest_cell
from exeunt.world.state import World
from exeunt.world.status import ESCORTED, UNAIDED, WAITS

Rows = NDArray[np.intp]
Floats = NDArray[np.float64]

TOUCH = 1.5
"""Metres at which a helper has come to the person."""
SETTLED = 1.0
"""Metres within which a waiting place is reached."""
AHEAD, BEHIND, LEAST = (2.0, 2.0), (-1.0, 0.5), 0.1
"""Gap and patience in m of the assisted, and of the helper, who keeps behind: who is ahead of the other by more than
the gap slows down, to ``LEAST`` of its speed at gap + patience."""
ASIDE = 1.2
"""Metres beyond the assisted at which a helper prepares: one who came from the way out must not stand in it."""
BESIDE = 0.3
"""Metres within which it has got there."""
FIRST_LOOK = 0.5
"""Seconds after which a person who has no way knows it."""


class WaitingPlaceDoc(Block):
    """A refuge or a landing where people wait for help."""

    id: Id
    storey: Id
    at: Point = Field(description="its place in plan (m)")


class AssistanceDoc(BaseModel):
    """Who cannot use stairs without help, and how help comes.

    Nobody of the profiles in ``needs`` uses stairs alone. Whoever of them has no level way to an exit goes to the
    nearest of the ``places`` that it can reach, or stays, and waits. A companion, a steward with the instruction
    ``assist``, or a stranger nearby comes, prepares, and moves with it at the pace of the pair to an exit; stewards
    then return for the next. One helper for each person; devices that take two to four handlers are not told apart.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    limitations: ClassVar[tuple[str, ...]] = (
        "One helper comes to each person who needs help, tires of nothing and drops nobody; devices that take two "
        "to four handlers are not told apart.",
    )
    needs: list[str] = Field(
        default_factory=lambda: ["wheelchair_manual", "wheelchair_electric", "wheelchair_attended"],
        description="mobility profiles whose people need help on stairs",
    )
    places: list[WaitingPlaceDoc] = Field(default=[], description="where they wait; default: where they are")
    prepare: DurationValues = parameter(
        {"kind": "uniform", "min": 30.0, "max": 90.0}, validate_default=True,
        source="transfer to an evacuation device: 30 to 90 s, proposed; no direct source", low=30, high=90, unit="s",
        assumption=True, description="time from the helper's arrival to the first movement",
    )  # fmt: skip
    level: Speed = parameter(
        1.3, source="attended wheelchair: Boyce, Shields & Silcock 1999 (SFPE Handbook), unchecked", low=0.8,
        high=1.4, unit="m/s", assumption=True, gt=0, le=2,
        description="speed of the pair on the level, no more than the helper's",
    )  # fmt: skip
    stairs_down: Speed = parameter(
        0.6, source="evacuation devices, means 0.6 to 0.84 m/s: Hunt et al. 2020, Fire Technology", low=0.6, high=0.84,
        unit="m/s", gt=0, le=2, description="speed of the pair down stairs, along the slope",
    )  # fmt: skip
    stairs_up: Speed = parameter(
        0.3, source="no measurement found", low=0.2, high=0.5, unit="m/s", assumption=True, gt=0, le=2,
        description="speed of the pair up stairs, along the slope",
    )  # fmt: skip
    companions: Share = parameter(
        0.9, source="help for the impaired: proposed; no direct source", low=0.7, high=1.0, assumption=True, ge=0, le=1,
        description="share of members of one's own group who help",
    )  # fmt: skip
    strangers: Share = parameter(
        0.25, source="0.1 to 0.4: proposed; no direct source", low=0.1, high=0.4, assumption=True, ge=0, le=1,
        description="share of strangers who help when they come by",
    )  # fmt: skip
    reach: Length = parameter(
        10.0, source="as far as neighbours are noticed; no source", low=5.0, high=20.0, unit="m", assumption=True, gt=0,
        le=50, description="how near strangers come by, in sight",
    )  # fmt: skip


class AssistanceModel:
    """Writes ``errand``, ``assistance``, ``helper``, ``assists`` and ``speed_factor_escort``.

    ``errand`` is the goal of ``duty``, or of help where somebody helps. Without rules nobody needs or gives help.

    Parameters
    ----------
    rules
        The section ``assistance``; None without.
    needs
        Classes of mobility (column ``mobility``) that need help on stairs.
    stewards
        Rows of stewards who assist.
    every
        Seconds between two calls.
    """

    name: ClassVar[str] = "assistance"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "duty", "present", "time_out", "incapacitated_at", "start_time", "mobility", "field", "goal_exit", "aboard",
            "refuge", "group", "key", "task_force", "rescue", "x", "y", "vx", "vy", "surface", "desired_speed",
            "speed_stairs_up", "speed_stairs_down", "clear_width",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset(
        {"errand", "assistance", "helper", "assists", "speed_factor_escort"}
    )

    def __init__(
        self, rules: AssistanceDoc | None, needs: Sequence[int] = (), stewards: Sequence[int] = (), every: float = 0.5
    ) -> None:  # fmt: skip
        self.rules = rules
        self.needs = tuple(needs)
        self.stewards = np.array(stewards, dtype=np.intp)
        self.every = every

    def setup(self, world: World) -> None:
        """Nobody helps anybody yet."""
        world["errand"][:] = world["duty"]
        self._places: list[tuple[int, int, float, float]] = []
        self._goal: dict[int, tuple[int, float, float]] = {}
        self._ready: dict[int, float] = {}
        self._aside: dict[int, tuple[int, float, float]] = {}
        self._to_place: dict[int, int] = {}
        self._asked: dict[int, NDArray[np.bool_]] = {}
        if self.rules is None:
            self._in_need: Rows = np.empty(0, dtype=np.intp)
            return
        self._in_need = np.flatnonzero(np.isin(world["mobility"], self.needs))
        keys = world["key"][self._in_need]
        self._prepare = dict(
            zip(
                self._in_need.tolist(),
                self.rules.prepare.draw(world.seed, Stream.ASSIST_PREPARE, keys).tolist(),
                strict=True,
            )
        )
        for place in self.rules.places:
            surface = world.venue.surface(place.storey).index
            goal = world.fields.add_place(nearest_cell(world.fields.raster, surface, *place.at))
            self._places.append((goal, surface, *place.at))

    def update(self, world: World, steps: int) -> None:
        """Bring everybody's errand up to date."""
        errand = world["errand"]
        errand[:] = world["duty"]
        world["speed_factor_escort"][:] = 1.0
        if self.rules is None or not len(self._in_need):
            return
        active = world.active
        self._release(world, active)
        self._wait(world, active)
        helped = np.flatnonzero(world["helper"] >= 0)
        for person in np.flatnonzero(
            (world["assistance"] == WAITS) & (world["helper"] < 0) & active & (world["rescue"] == 0)
        ).tolist():
            self._find(world, person, active)
        for person in [
            *helped.tolist(),
            *np.setdiff1d(np.flatnonzero(world["helper"] >= 0), helped).tolist(),
        ]:
            self._help(world, person, int(world["helper"][person]))

    def _release(self, world: World, active: NDArray[np.bool_]) -> None:
        """Part pairs of whom one is out or has fallen."""
        for person in np.flatnonzero(world["helper"] >= 0).tolist():
            helper = int(world["helper"][person])
            if active[person] and active[helper]:
                continue
            world["helper"][person], world["assists"][helper] = -1, -1
            self._ready.pop(person, None)
            if active[person]:
                world["assistance"][person] = WAITS
            else:
                word = "has brought" if not np.isnan(world["time_out"][person]) else "has lost"
                _note(world, f"{word} person {person}{' out' if word == 'has brought' else ''}", helper)

    def _wait(self, world: World, active: NDArray[np.bool_]) -> None:
        """Find out who has no way without help, and send them to where they wait."""
        rows = self._in_need
        started = active[rows] & (world["start_time"][rows] <= world.time - FIRST_LOOK)
        rows = rows[started & (world["aboard"][rows] < 0) & (world["refuge"][rows] < 0)]
        state, errand = world["assistance"], world["errand"]
        no_way = (world["goal_exit"][rows] < 0) & (world["field"][rows] < 0)
        for person in rows[no_way & (state[rows] == UNAIDED)].tolist():
            if not self._can_be_helped(world, person):
                continue
            state[person] = WAITS
            _note(world, "waits for assistance", person)
            goal = self._nearest_place(world, person)
            if goal is not None:
                self._to_place[person] = goal
        free = rows[(state[rows] == WAITS) & (world["goal_exit"][rows] >= 0) & (world["helper"][rows] < 0)]
        state[free] = UNAIDED
        for person, place in list(self._to_place.items()):
            goal, surface, x, y = self._places[place]
            near = (world["x"][person] - x) ** 2 + (world["y"][person] - y) ** 2 <= SETTLED**2
            there = near and world["surface"][person] == surface
            if there or state[person] != WAITS or not active[person] or world["helper"][person] >= 0:
                del self._to_place[person]
            else:
                errand[person] = goal

    def _can_be_helped(self, world: World, person: int) -> bool:
        """Return whether a helper would have a way to bring a person out: stairs, and openings that are wide enough."""
        fits = world.fields.gauges.all[self._gauge(world, person)].openings
        usable = world.openings.is_open & fits
        return any(
            usable[exit.index] and np.isfinite(self._distance(world, exit.index, person, 0))
            for exit in world.venue.exits
        )

    def _gauge(self, world: World, person: int) -> int:
        return int(world.fields.gauges.number(world["clear_width"][[person]])[0])

    def _nearest_place(self, world: World, person: int) -> int | None:
        far = [self._distance(world, goal, person) for goal, _, _, _ in self._places]
        best = int(np.argmin(far)) if far else -1
        return best if far and np.isfinite(far[best]) else None

    def _distance(self, world: World, goal: int, person: int, mobility: int | None = None) -> float:
        """Return the way of a person to a goal, m of level walking."""
        fields = world.fields
        of = int(world["mobility"][person]) if mobility is None else mobility
        row, gauge = np.array([person]), self._gauge(world, person)
        slot = np.array([fields.slot(goal, world.openings.is_open, of, gauge=gauge)], dtype=np.int16)
        where = world["surface"][row], world["x"][row], world["y"][row]
        return float(sample_distances(fields.raster.arrays, fields.distance, slot, *where)[0])

    def _find(self, world: World, person: int, active: NDArray[np.bool_]) -> None:
        """Look for somebody free who helps: companions before stewards before strangers, the nearest first."""
        assert self.rules is not None
        if person in self._to_place:
            return
        free = active & (world["assists"] < 0) & (world["start_time"] <= world.time) & (world["aboard"] < 0)
        free[self._in_need] = False
        free &= ~world.crew
        free &= world["refuge"] < 0
        key, lot = world["key"], int(world["key"][person] % np.uint64(K_LIMIT))
        group = world["group"][person]
        circle = np.flatnonzero(free & (world["group"] == group)) if group >= 0 else np.empty(0, np.intp)
        willing = uniforms(world.seed, Stream.ASSIST_WILLING, key[circle], 0, lot) < self.rules.companions
        for candidates in (
            circle[willing],
            self.stewards[free[self.stewards]],
            self._strangers(world, person, free, lot),
        ):
            if len(candidates):
                goal = self._goal_at(world, person)
                far = np.array([self._distance(world, goal, int(one), 0) for one in candidates])
                best = int(np.argmin(far))
                if np.isfinite(far[best]):
                    helper = int(candidates[best])
                    world["helper"][person], world["assists"][helper] = helper, person
                    _note(world, f"goes to help person {person}", helper)
                    return

    def _strangers(self, world: World, person: int, free: NDArray[np.bool_], lot: int) -> Rows:
        """Return who comes by for the first time, sees the person, and is willing."""
        assert self.rules is not None
        asked = self._asked.setdefault(person, np.zeros(world.people, dtype=np.bool_))
        x, y, surface = float(world["x"][person]), float(world["y"][person]), int(world["surface"][person])
        rows = np.flatnonzero(free & ~asked & (world["surface"] == surface))
        rows = rows[~world.duty.staff[rows]] if len(world.duty.staff) else rows
        near = (world["x"][rows] - x) ** 2 + (world["y"][rows] - y) ** 2 <= self.rules.reach**2
        rows = rows[near]
        if not len(rows):
            return rows
        screens = opaque(world.venue, world.openings.is_open)
        sees = [in_sight(screens, surface, x, y, float(world["x"][r]), float(world["y"][r])) for r in rows]
        rows = rows[np.array(sees, dtype=np.bool_)]
        asked[rows] = True
        return rows[
            uniforms(world.seed, Stream.ASSIST_WILLING, world["key"][rows], 0, lot) < self.rules.strangers
        ]

    def _goal_at(self, world: World, person: int) -> int:
        """Return the number of the goal at which a waiting person is."""
        x, y = float(world["x"][person]), float(world["y"][person])
        known = self._goal.get(person)
        if known is None or (known[1] - x) ** 2 + (known[2] - y) ** 2 > SETTLED**2:
            cell = nearest_cell(world.fields.raster, int(world["surface"][person]), x, y, 0.0)
            self._goal[person] = known = (world.fields.add_place(cell), x, y)
        return known[0]

    def _help(self, world: World, person: int, helper: int) -> None:
        """Let a helper come, prepare, and the pair move."""
        errand = world["errand"]
        if world["assistance"][person] == ESCORTED:
            self._escort(world, person, helper)
            return
        if person not in self._ready:
            dx, dy = (float(world[axis][person] - world[axis][helper]) for axis in ("x", "y"))
            here = world["surface"][person] == world["surface"][helper]
            if not here or dx * dx + dy * dy > TOUCH * TOUCH:
                errand[helper] = self._goal_at(world, person)
                return
            self._ready[person] = world.time + self._prepare[person]
            self._step_aside(world, person, helper)
            _note(world, f"prepares person {person}", helper)
        errand[person] = STAY
        errand[helper] = self._errand_beside(world, person, helper)
        if world.time >= self._ready[person]:
            world["assistance"][person] = ESCORTED
            errand[person] = NO_ERRAND
            _note(world, f"moves with person {person}", helper)

    def _step_aside(self, world: World, person: int, helper: int) -> None:
        """Find room on the far side of the assisted, as seen from where the helper came."""
        self._aside.pop(helper, None)
        x, y = float(world["x"][person]), float(world["y"][person])
        dx, dy = x - float(world["x"][helper]), y - float(world["y"][helper])
        far = float(norm(dx, dy))
        if far == 0.0:
            return
        surface = int(world["surface"][person])
        cell = nearest_cell(world.fields.raster, surface, x + ASIDE * dx / far, y + ASIDE * dy / far)
        bx, by = world.fields.raster.centres(cell)[0].tolist()
        beyond = (bx - x) * dx + (by - y) * dy > 0.5 * ASIDE * far
        if beyond and in_sight(opaque(world.venue, world.openings.is_open), surface, x, y, bx, by):
            self._aside[helper] = (world.fields.add_place(cell), bx, by)

    def _errand_beside(self, world: World, person: int, helper: int) -> int:
        """Return where a helper goes while it prepares: to its place beside the assisted, then nowhere."""
        goal, x, y = self._aside.get(helper, (STAY, 0.0, 0.0))
        if goal != STAY and (world["x"][helper] - x) ** 2 + (world["y"][helper] - y) ** 2 <= BESIDE**2:
            del self._aside[helper]
            return STAY
        return goal

    def _escort(self, world: World, person: int, helper: int) -> None:
        goal = int(world["goal_exit"][person])
        world["errand"][helper] = goal if goal >= 0 else STAY
        ahead = self._left(world, helper) - self._left(world, person)
        if world["surface"][person] == world["surface"][helper]:
            # fields count a metre of stair as more than one
            dx, dy = (float(world[axis][person] - world[axis][helper]) for axis in ("x", "y"))
            apart = float(norm(dx, dy))
            ahead = float(np.copysign(min(apart, abs(ahead)), ahead))
        for row, lead, (gap, patience) in ((person, ahead, AHEAD), (helper, -ahead, BEHIND)):
            waits = 1.0 if not np.isfinite(lead) else (gap + patience - lead) / patience
            pace = self._pace(world, person, helper, row)
            world["speed_factor_escort"][row] = pace * min(max(waits, LEAST), 1.0)

    def _left(self, world: World, row: int) -> float:
        one = np.array([row])
        return float(
            sample_distances(
                world.fields.raster.arrays, world.fields.distance, world["field"][one], world["surface"][one],
                world["x"][one], world["y"][one],
            )[0]
        )  # fmt: skip

    def _pace(self, world: World, person: int, helper: int, row: int) -> float:
        """Return the speed of the pair over the free speed of one of them, on the ground on which it is."""
        assert self.rules is not None
        surface = world.venue.surfaces[int(world["surface"][row])]
        if surface.kind != "flight" and world.venue.moving(world.openings.way).get(surface.index) != 0:
            limit, column = self.rules.level, "desired_speed"
        else:
            gx, gy = surface.gradient
            up = float(world["vx"][row]) * gx + float(world["vy"][row]) * gy > 0.0
            limit = self.rules.stairs_up if up else self.rules.stairs_down
            column = "speed_stairs_up" if up else "speed_stairs_down"
        return min(limit, float(world[column][helper])) / float(world[column][row])


def _note(world: World, what: str, row: int) -> None:
    world.note(
        "assistance", cause=what, person=row, surface=int(world["surface"][row]), x=float(world["x"][row]),
        y=float(world["y"][row]),
    )  # fmt: skip
