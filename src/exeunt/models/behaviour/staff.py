"""Stewards at work: where they stand and walk, which doors they keep, when they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.models.behaviour.instructions import Assist, Instruction, Keep, Lead, Sweep
from exeunt.venue.sweep import sweep_places
from exeunt.venue.venue import STATES
from exeunt.world.contract import Phase
from exeunt.world.duty import NO_ERRAND, STAY, Stewards, nearest_cell
from exeunt.world.state import World

Flags = NDArray[np.bool_]

AT_DOOR = 3.0
"""Who is nearer to an opening than this, m, can keep it."""
ARRIVED = 1.5
"""A place of a sweep is reached at this distance, m."""
GIVEN_UP = 60.0
"""Seconds after which a sweep goes on to the next place if one cannot be reached."""
TOO_DANGEROUS = 0.5
"""Believed danger at the own place from which on a steward leaves. Assumption; plausible 0.3 to 0.8."""


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """What one steward does.

    Parameters
    ----------
    id, row
        Of the steward, and its row in the World.
    sector
        Surface and ground for which it is responsible.
    exit, opening
        Opening index of the exit that it names, and of the opening that it keeps; -1 for none.
    leaves
        When it leaves at the latest, s; NaN: when its sector is empty.
    """

    id: str
    row: int
    instruction: Instruction
    sector: tuple[int, Polygon | MultiPolygon]
    exit: int = -1
    opening: int = -1
    leaves: float = float("nan")


class StaffModel:
    """Writes ``duty`` and ``speed_factor_lead`` of stewards, keeps doors, and says in ``World.duty`` who speaks.

    A steward is at work from its own ``start_time`` until its sector is empty of people who can walk, its time to leave
    has come, or it believes itself to be in danger; then it leaves like everybody else. Who is incapacitated is no
    longer at work.

    Parameters
    ----------
    duties
        One for each steward.
    reach
        How far their voices reach, m, in sight.
    every
        Seconds between two calls.
    """

    name: ClassVar[str] = "staff"
    phase: ClassVar[Phase] = "alarms"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "present", "time_out", "incapacitated_at", "start_time", "x", "y", "surface", "desired_speed",
            "believed_danger", "goal_exit", "follows", "field", "assists", "helper", "task_force",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset({"duty", "speed_factor_lead"})

    def __init__(self, duties: Sequence[Duty], reach: float, every: float = 0.5) -> None:
        self.duties = tuple(duties)
        self.reach = reach
        self.every = every

    def setup(self, world: World) -> None:
        """Nobody is at work yet; lay out the ways of those who sweep."""
        world["duty"][[duty.row for duty in self.duties]] = STAY
        self._done: Flags = np.zeros(len(self.duties), dtype=np.bool_)
        self._began = np.full(len(self.duties), np.nan)
        self._leading: Flags = np.zeros(len(self.duties), dtype=np.bool_)
        self._kept: dict[int, int] = {}
        self._staff: Flags = np.zeros(world.people, dtype=np.bool_)
        self._staff[[duty.row for duty in self.duties]] = True
        self._walks: dict[int, list[tuple[float, float, int]]] = {}
        self._seen: dict[int, int] = {}
        self._since: dict[int, float] = {}
        for k, duty in enumerate(self.duties):
            shapely.prepare(duty.sector[1])
            if isinstance(duty.instruction, Sweep):
                at = float(world["x"][duty.row]), float(world["y"][duty.row])
                places = sweep_places(world.venue, duty.sector, at, duty.instruction.spacing)
                self._seen[k] = 0
                self._walks[k] = [(x, y, _goal(world, duty.sector[0], x, y)) for x, y in places]
        self._post = {
            k: (x, y, _goal(world, int(world["surface"][duty.row]), x, y))
            for k, duty in enumerate(self.duties)
            if isinstance(duty.instruction, Assist)
            for x, y in [(float(world["x"][duty.row]), float(world["y"][duty.row]))]
        }
        world.duty = Stewards.none(world.people)

    def update(self, world: World, steps: int) -> None:
        """Let everybody on duty do what is to be done."""
        active, speaking = world.active, []
        waiting = (world["start_time"] > world.time) | np.isnan(world["start_time"])
        for k, duty in enumerate(self.duties):
            row = duty.row
            if self._done[k] or not active[row] or waiting[row]:
                if not active[row]:
                    self._let_go(world, k)
                continue
            if np.isnan(self._began[k]):
                self._began[k] = world.time
                _note(world, duty, "at work")
            if self._finished(world, k, active):
                self._done[k] = True
                self._let_go(world, k)
                world["duty"][row], world["speed_factor_lead"][row] = NO_ERRAND, 1.0
                _note(world, duty, "leaves")
                continue
            speaking.append(k)
            self._work(world, k)
        world.duty = Stewards(
            np.array([self.duties[k].row for k in speaking], dtype=np.intp),
            np.array([self._named(world, k) for k in speaking], dtype=np.int64),
            np.array([isinstance(self.duties[k].instruction, Lead) for k in speaking], dtype=np.bool_),
            self._staff,
            max(
                (self.duties[k].leaves for k in speaking if self.duties[k].leaves > world.time),
                default=-np.inf,
            ),
            self.reach,
        )

    def _named(self, world: World, k: int) -> int:
        """Return the exit that a steward names: a leader that of its own way."""
        duty = self.duties[k]
        goal = int(world["goal_exit"][duty.row])
        return (
            goal if isinstance(duty.instruction, Lead) and goal >= 0 and self._leads(world, k) else duty.exit
        )

    def _leads(self, world: World, k: int) -> bool:
        """Whether a leader is on its way: when its people are ready, or its patience is over."""
        instruction = self.duties[k].instruction
        if not isinstance(instruction, Lead) or world.time < self._began[k] + instruction.wait:
            return False
        if not self._leading[k]:
            followers = world.active & (world["follows"] == self.duties[k].row)
            ready = not (followers & ~(world["start_time"] <= world.time)).any()
            self._leading[k] = ready or world.time >= self._began[k] + instruction.patience
        return bool(self._leading[k])

    def _work(self, world: World, k: int) -> None:
        duty = self.duties[k]
        row, instruction = duty.row, duty.instruction
        if isinstance(instruction, Keep) and self._near(world, duty):
            state = STATES.index(instruction.state)
            if duty.opening not in self._kept:
                self._kept[duty.opening] = k
            if self._kept[duty.opening] == k and world.openings.set(duty.opening, state):
                cause = f"'{duty.id}' keeps '{instruction.opening}' {instruction.state}"
                world.note("opening", cause=cause, opening=duty.opening, person=row)
        if isinstance(instruction, Lead) and self._leads(world, k):
            followers = np.flatnonzero(world.active & (world["follows"] == row))
            world["duty"][row] = NO_ERRAND
            own, pace = float(world["desired_speed"][row]), 1.0
            if len(followers):
                pace = instruction.pace * float(world["desired_speed"][followers].mean()) / own
            world["speed_factor_lead"][row] = min(pace, 1.0)
        elif isinstance(instruction, Sweep):
            world["duty"][row] = self._next_place(world, k)
        elif isinstance(instruction, Assist):
            x, y, goal = self._post[k]
            away = (float(world["x"][row]) - x) ** 2 + (float(world["y"][row]) - y) ** 2
            world["duty"][row] = goal if away > ARRIVED * ARRIVED else STAY
        else:
            world["duty"][row] = STAY

    def _next_place(self, world: World, k: int) -> int:
        """Return the goal of the next place; once all have been seen, the walk begins anew."""
        walk, row = self._walks[k], self.duties[k].row
        for _ in range(len(walk)):
            x, y, goal = walk[self._seen[k] % len(walk)]
            dx, dy = float(world["x"][row]) - x, float(world["y"][row]) - y
            here = world["surface"][row] == self.duties[k].sector[0]
            since = self._since.setdefault(k, world.time)
            if (here and dx * dx + dy * dy <= ARRIVED * ARRIVED) or world.time - since > GIVEN_UP:
                self._seen[k] += 1
                del self._since[k]
                continue
            return goal
        return STAY

    def _finished(self, world: World, k: int, active: Flags) -> bool:
        duty = self.duties[k]
        if world["believed_danger"][duty.row] > TOO_DANGEROUS or world.time >= duty.leaves:
            return True
        unseen = self._seen.get(k, 0) < len(self._walks.get(k, ()))
        if isinstance(duty.instruction, Lead) or unseen or world["assists"][duty.row] >= 0:
            return False
        if not np.isnan(duty.leaves):
            return False
        surface, ground = duty.sector
        rows = np.flatnonzero(active & ~self._staff & ~world.crew & (world["surface"] == surface))
        return not shapely.intersects_xy(ground, world["x"][rows], world["y"][rows]).any()

    def _near(self, world: World, duty: Duty) -> bool:
        opening = world.venue.openings[duty.opening]
        at = shapely.Point(float(world["x"][duty.row]), float(world["y"][duty.row]))
        here = int(world["surface"][duty.row]) == opening.surface
        return here and shapely.LineString(opening.line).distance(at) <= AT_DOOR

    def _let_go(self, world: World, k: int) -> None:
        """Leave the opening that was kept as its own states in time say."""
        opening = self.duties[k].opening
        if opening >= 0 and self._kept.get(opening) == k:
            del self._kept[opening]
            spent = world.openings.left[opening] < 1.0
            state = "closed" if spent else world.venue.openings[opening].state_at(world.time)
            if world.openings.set(opening, STATES.index(state)):
                cause = f"'{self.duties[k].id}' leaves '{world.venue.openings[opening].id}' {state}"
                world.note("opening", cause=cause, opening=opening)


def _goal(world: World, surface: int, x: float, y: float) -> int:
    """Return the number of a goal at the walkable cell nearest to a place."""
    return world.fields.add_place(nearest_cell(world.fields.raster, surface, x, y))


def _note(world: World, duty: Duty, what: str) -> None:
    row = duty.row
    world.note(
        "steward", cause=f"'{duty.id}' {what}", person=row, surface=int(world["surface"][row]),
        x=float(world["x"][row]), y=float(world["y"][row]),
    )  # fmt: skip
