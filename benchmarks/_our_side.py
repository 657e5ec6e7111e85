"""Exeunt's side of the comparison: the shipped model on a plan, with the fields that it would have in a run."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from _scenarios import Plan

from exeunt.models.movement import CollisionFreeSpeed
from exeunt.venue.fields import FieldCache
from exeunt.venue.raster import build_raster
from exeunt.venue.venue import Opening, Surface, Venue
from exeunt.world.state import Clock, Openings, World, empty_columns


@dataclass
class Ours:
    """A world and its movement model."""

    world: World
    model: Any

    def step(self, steps: int) -> tuple[float, float, int]:
        """Take steps; return CPU seconds, wall seconds and person-steps."""
        return self._take(steps)

    def timed(self, steps: int) -> tuple[float, float, int]:
        """The same after a moment of work and one step that is not timed: core awake, memory near."""
        until = time.perf_counter() + 0.05
        while time.perf_counter() < until:
            pass
        self._take(1)
        return self._take(steps)

    def _take(self, steps: int) -> tuple[float, float, int]:
        before, cpu, wall = self.world.person_steps, time.process_time(), time.perf_counter()
        self.model.update(self.world, steps)
        self.world.clock.step += steps
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        self.world.events.take()
        return cpu, wall, self.world.person_steps - before

    def empty(self, every: int, longest: float) -> list[int]:
        """Walk until everyone is out; return the people left each ``every`` steps."""
        left = [int(self.world.inside.sum())]
        while left[-1] and len(left) * every * self.world.clock.step_size < longest:
            self.step(every)
            left.append(int(self.world.inside.sum()))
        return left


def compiled(plan: Plan) -> Venue:
    """Return the plan as a venue of one surface."""
    walls = []
    for ring in (plan.inside.exterior, *plan.inside.interiors):
        corners = np.asarray(ring.coords)
        walls.append(np.hstack([corners[:-1], corners[1:]]))
    edges = np.vstack(walls)
    gaps = shapely.MultiLineString(plan.lines).buffer(1e-6)
    edges = edges[~shapely.contains(gaps, shapely.linestrings(edges.reshape(-1, 2, 2)))]
    openings = tuple(Opening(i, f"exit {i}", "exit", 0, line) for i, line in enumerate(plan.lines))
    surface = Surface(0, "hall", "storey", plan.inside, 0.0)
    return Venue(plan.name, (surface,), (), openings, edges, np.zeros(len(edges), dtype=np.int32))


def ours(
    plan: Plan, speeds: Any, *, cutoff: float | None = None, threads: int = 1, step: float = 0.01
) -> Ours:
    """Set up the collision-free speed model with JuPedSim's parameters, as published.

    JuPedSim has no such remedy and no such integration; ``patience: null`` and ``persistence: 0`` are the only options
    that differ from the shipped defaults, besides ``cutoff`` where it is given.
    """
    venue = compiled(plan)
    cache = FieldCache(build_raster(venue), venue)
    everything = np.ones(len(venue.openings), dtype=bool)
    slots = np.array([cache.slot(opening.index, everything) for opening in venue.openings])
    columns = empty_columns(len(plan.places))
    columns["x"][:], columns["y"][:] = plan.places.T
    for name, value in {"surface": 0, "present": 1, "start_time": 0.0, "field": slots[plan.goals], "radius": 0.2,
                        "time_gap": 1.0, "desired_speed": speeds}.items():  # fmt: skip
        columns[name][:] = value
    states = Openings(np.zeros(len(venue.openings), dtype=np.int8))
    world = World(venue, cache, Clock(step), states, columns, seed=1, threads=threads)
    model = CollisionFreeSpeed(cutoff=cutoff, patience=None, persistence=0.0).model()
    model.setup(world)
    return Ours(world, model)


def keep_busy() -> None:
    """Step 10,000 people in the venue until killed; say so on standard output when it begins."""
    from _scenarios import venue

    mine = ours(venue(10_000), 1.2)
    mine.step(20)
    print("busy", flush=True)
    while True:
        mine.step(60)


if __name__ == "__main__":
    keep_busy()
