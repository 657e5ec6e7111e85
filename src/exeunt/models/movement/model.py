"""The part of a movement model that is no kernel: cells, walls, threads, events. Models subclass it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

import numpy as np

from exeunt.base.columns import RESCUES
from exeunt.models.movement.arrays import (
    FIELD,
    HITS,
    INSIDE,
    REACH,
    Floats,
    Ints,
    Next,
    People,
    Place,
    Record,
    Work,
    build_gate,
    empty_next,
    empty_people,
    empty_record,
    empty_work,
    read_people,
    reorder_people,
    set_rates,
    write_people,
)  # fmt: skip
from exeunt.models.movement.counted import close_counted
from exeunt.models.movement.gates import LEFT
from exeunt.models.movement.lifts import alight, board
from exeunt.models.movement.pairs import arrange
from exeunt.models.movement.seams import Seams, rows_of
from exeunt.models.movement.steps import commit, has_room
from exeunt.world.contract import Phase
from exeunt.world.events import Event
from exeunt.world.neighbours import Crowd, build_grid, empty_crowd
from exeunt.world.state import World
from exeunt.world.terrain import build_lines, build_terrain

PARALLEL_FROM = 1500
"""People inside from which a step is worth sharing among threads."""
KEPT = 0.04
"""Seconds for which those who may become neighbours, and who is hidden from whom, are remembered."""
CARRIED = RESCUES.index("carried")
"""From this stage of their rescue on, casualties stand in nobody's way: they are carried, or lie aside."""
REORDER = 100
"""Steps after which the rows of the copies are put in the order of their cells again."""


class MovementModel(ABC):
    """Moves people; a subclass gives its kernels, its parameters and how far its people notice each other.

    One call of ``update`` is one call of a compiled kernel (more only if there were more crossings than room for
    them). Each person reads the crowd as it was at the start of the step and writes only its own new state, so
    results do not depend on the number of threads or the order of people.
    """

    name: ClassVar[str]
    phase: ClassVar[Phase] = "movement"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "present", "start_time", "field", "goal_exit", "radius", "desired_speed", "speed_stairs_up",
            "speed_stairs_down", "speed_factor", "time_gap", "walks_on_escalators", "key", "alights_at",
            "incapacitated_at", "rescue", "carried_by", "visit",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset(
        {"x", "y", "surface", "vx", "vy", "distance_walked", "laps", "exit_used", "time_out", "aboard"}
    )
    every: float = 0.0
    advance: ClassVar[Callable[..., int]]
    """Compiled: takes many steps in one thread."""
    move_share: ClassVar[Callable[..., None]]
    """Compiled, without Python's lock: moves one worker's share of the people for one step."""

    sees_ways: ClassVar[bool] = False
    """Whether the kernels ask which way others want to go."""

    cutoff: float
    """Largest distance up to which someone notices others, metres; set by ``setup``."""

    @abstractmethod
    def reach_of_people(self, world: World) -> Floats:
        """Return for each person (people,) the distance in metres up to which it notices others."""

    @abstractmethod
    def reach_of_walls(self, world: World) -> float:
        """Return the distance up to which people feel walls."""

    @abstractmethod
    def law(self, world: World) -> Any:
        """Return the parameters as the named tuple that the kernels take."""

    def setup(self, world: World) -> None:
        """Derive the cut-off from the people of the run and lay the cells."""
        # nobody notices others farther away than this, however much it hurries
        usual = world["speed_factor"].copy()
        world["speed_factor"][:] = world.haste
        self.cutoff = float(self.reach_of_people(world).max(initial=0.0))
        world["speed_factor"][:] = usual
        speeds = ("desired_speed", "speed_stairs_up", "speed_stairs_down")
        fastest = max(float(world[name].max(initial=0.0)) for name in speeds)
        fastest = fastest * float(np.max(world.haste, initial=1.0)) + max(
            (surface.belt for surface in world.venue.surfaces), default=0.0
        )
        self._seams = Seams(world, self.cutoff)
        rows = world.people + self._seams.room
        self._everybody: People = empty_people(rows)
        self._people: People = rows_of(self._everybody, slice(0, world.people))
        self._near = max(self.reach_of_walls(world), 3.0 * fastest * world.clock.step_size + 0.1)
        self._law = self.law(world)
        dt = world.clock.step_size
        # images at seams take new places in every step
        every = 1 if self._seams.seams else max(1, int(KEPT / dt + 1e-6))
        self._sight = self.cutoff + 2.0 * fastest * dt * (every - 1)
        self._grid = build_grid(
            world.venue, build_lines(world.venue, world.openings.state, world.openings.way), self._sight
        )
        self._crowd: Crowd = empty_crowd(self._grid, rows)
        self._next: Next = empty_next(rows)
        gate = build_gate(world.venue)
        queue = np.zeros(rows if len(gate) else 0, dtype=np.int64)
        self._record: Record = empty_record((HITS + 1) * rows, gate, queue)
        self._threads = max(1, world.threads)
        if self._threads > 1:
            self._pool = ThreadPoolExecutor(self._threads - 1, "movement")
        self._work: Work = empty_work(rows, self._threads, every, self._sight - self.cutoff, self.sees_ways)
        self._version = -1
        self._ordered = -REORDER
        self._lifted = 0

    def update(self, world: World, steps: int) -> None:
        """Move everyone over that many steps."""
        if world.people == 0:
            return
        if self._version != world.openings.version:
            self._terrain = build_terrain(
                world.venue, world.openings.state, self._near, self._sight, way=world.openings.way
            )
            set_rates(self._record.gate, world.venue, world.openings.way)
            self._version = world.openings.version
            self._work.total[0] = -1
        if world.venue.lifts:
            alight(world)
        for row, (x, y) in world.beside.items():
            world["x"][row], world["y"][row] = x, y
        world.beside.clear()
        people = self._people
        if abs(world.clock.step - self._ordered) >= REORDER and world.clock.step % self._work.every == 0:
            reorder_people(people, self._cells(world))
            self._ordered = world.clock.step
        before = people.motion[:, :2].copy(), people.code[:, :2].copy()
        read_people(world, people)
        # cells are as large as the farthest reach at the start
        people.trait[:, REACH] = np.minimum(self.reach_of_people(world), self.cutoff)[people.number]
        if self._came(before):
            self._work.total[0] = -1
        # who has fallen stands like somebody without a way: an obstacle that goes nowhere
        people.code[~np.isnan(world["incapacitated_at"][people.number]), FIELD] = -1
        lifted = world["rescue"][people.number] >= CARRIED
        people.code[lifted, INSIDE] = 0
        if int(lifted.sum()) != self._lifted:
            self._lifted, self._work.total[0] = int(lifted.sum()), -1
        fields: Any = world.fields
        place = Place(self._grid, self._terrain, fields.raster.arrays, fields.directions)
        shared = self._threads > 1 and int(people.code[:, INSIDE].sum()) >= PARALLEL_FROM
        advance: Callable[..., int] = self._advance_shared if shared else type(self).advance
        if self._seams.seams:
            advance = self._seams.stepping(advance, self._everybody, world.people)
        gate = self._record.gate
        if len(gate):
            gate[:, LEFT] = world.openings.left
        first, last, dt = world.clock.step, world.clock.step + steps, world.clock.step_size
        while first < last:
            self._record.counts[:] = 0
            done = advance(
                self._everybody, self._crowd, place, self._law, self._next, self._work, self._record,
                first, last, dt,
            )  # fmt: skip
            self._publish(world, self._record, dt)
            first += done
            if first < last:
                full = self._record
                self._record = empty_record(2 * len(full.code), full.gate, full.queue)
        write_people(world, people)
        if len(gate):
            close_counted(world, gate)
        if self._lifted:
            _bring(world)
        if self._seams.seams:
            world["laps"][:] = self._seams.laps
        if world.venue.lifts:
            board(world)

    def _came(self, before: tuple[Floats, Ints]) -> bool:
        """Return whether someone is inside now who was not where the last call left them."""
        people, (place, code) = self._people, before
        now = people.code[:, INSIDE] == 1
        moved = (people.motion[:, :2] != place).any(axis=1) | (people.code[:, :2] != code).any(axis=1)
        return bool((now & moved).any())

    def _cells(self, world: World) -> Ints:
        """Return the cell of each person, 0 for those who have no place yet."""
        s = np.maximum(world["surface"], 0).astype(np.int64)
        corner, shape = self._grid.corner[s], self._grid.shape[s]
        known = np.isfinite(world["x"]) & np.isfinite(world["y"])
        x, y = np.where(known, world["x"], corner[:, 0]), np.where(known, world["y"], corner[:, 1])
        ix = ((x - corner[:, 0]) / self._grid.size).astype(np.int64)
        iy = ((y - corner[:, 1]) / self._grid.size).astype(np.int64)
        return np.asarray(np.where(known, shape[:, 2] + iy * shape[:, 0] + ix, 0))

    def _advance_shared(
        self, people: People, crowd: Crowd, place: Place, law: Any, new: Next, work: Work, record: Record,
        first: int, last: int, dt: float,
    ) -> int:  # fmt: skip
        """Do what ``advance`` does with several threads; all of a step's reading precedes its commit."""
        workers, move = self._threads, type(self).move_share
        for step in range(first, last):
            if not has_room(record, crowd):
                return step - first
            total = arrange(people, crowd, place, work, step, step * dt)
            now = step * dt
            others = [
                self._pool.submit(move, people, crowd, place, law, new, work, worker, workers, total, now, dt)
                for worker in range(1, workers)
            ]
            move(people, crowd, place, law, new, work, 0, workers, total, now, dt)
            for other in others:
                other.result()
            commit(people, crowd, new, total, record, step, dt)
        return last - first

    def _publish(self, world: World, record: Record, dt: float) -> None:
        """Turn crossings into events."""
        world.person_steps += int(record.counts[1])
        for (step, person, opening, way), (x, y) in zip(
            record.code[: record.counts[0]].tolist(), record.place[: record.counts[0]].tolist(), strict=True
        ):
            if person >= world.people:
                continue
            surface = world.venue.openings[opening].surface
            world.events.add(
                Event((step + 1) * dt, "crossing", "", person, opening, surface, x, y, float(way))
            )


def _bring(world: World) -> None:
    """Let casualties who are carried be where their bearer is; those laid down lie still."""
    lies = (world["rescue"] >= CARRIED) & (world["carried_by"] < 0)
    world["vx"][lies] = world["vy"][lies] = 0.0
    rows = np.flatnonzero(world["carried_by"] >= 0)
    bearer = world["carried_by"][rows]
    for name in ("x", "y", "surface", "vx", "vy"):
        world[name][rows] = world[name][bearer]
