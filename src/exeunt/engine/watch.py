"""Who makes no progress, since when and why: nobody is lost and nobody stands for ever without a reason."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import NAN, STUCK_REASONS
from exeunt.base.maths import norm
from exeunt.venue.raster import sample_distances
from exeunt.world.contract import Phase
from exeunt.world.duty import STAY
from exeunt.world.state import World
from exeunt.world.status import (
    AWAITS,
    BY_GEOMETRY,
    BY_PEOPLE,
    BY_TURNS,
    FALLEN,
    FOR_GROUP,
    NO_REASON,
    NO_ROUTE,
    PLUGGED,
    TOO_NARROW,
    WAITS,
)  # fmt: skip

PROGRESS = 0.5  # m nearer to the exit that counts as progress
PATIENCE = 60.0  # s without progress before an event is noted
PLUG = 0.9  # share of the width of an opening from which on a body fills it
TOUCH = 1.0  # m between centres within which another person counts as being in the way


class ProgressWatch:
    """Writes ``stuck_since`` and ``stuck_reason``; notes one event a person when it exceeds the patience."""

    name: ClassVar[str] = "progress watch"
    phase: ClassVar[Phase] = "exposure"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "x", "y", "surface", "field", "laps", "start_time", "present", "time_out", "aboard",
            "incapacitated_at", "sheltered", "place", "goal_exit", "too_narrow", "radius", "assistance", "errand",
            "speed_factor_group", "visit", "task_force",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset({"stuck_since", "stuck_reason", "plugged_at"})

    def __init__(self, every: float = 1.0) -> None:
        self.every = every
        self.last_progress = 0.0

    def setup(self, world: World) -> None:
        """Nobody has made progress yet."""
        self._best: NDArray[np.float64] = np.full(world.people, np.inf)
        self._since: NDArray[np.float64] = np.full(world.people, NAN)
        self._field: NDArray[np.int16] = np.full(world.people, -1, dtype=np.int16)
        self._laps: NDArray[np.int32] = np.zeros(world.people, dtype=np.int32)
        self._noted: NDArray[np.bool_] = np.zeros(world.people, dtype=bool)
        self._plugged: set[tuple[int, int]] = set()

    def update(self, world: World, steps: int) -> None:
        """Compare everyone's distance to the exit with the best so far."""
        walking = world.active & (world["start_time"] <= world.time)
        walking &= (world["errand"] != STAY) & (world["visit"] != STAY) & ~world.sheltering & ~world.crew
        for_group = walking & (world["speed_factor_group"] == 0.0)
        walking &= ~for_group
        self._since[for_group] = NAN
        since, reason = world["stuck_since"], world["stuck_reason"]
        if world.inside.any() and not walking.any():
            self.last_progress = world.time
        rows = np.flatnonzero(walking & (world["aboard"] < 0))
        distance = self._distances(world, rows)
        fresh = np.isnan(self._since[rows]) | (self._field[rows] != world["field"][rows])
        round_again = self._laps[rows] != world["laps"][rows]
        fresh |= round_again
        self._laps[rows] = world["laps"][rows]
        nearer = distance < self._best[rows] - PROGRESS
        moved = fresh | nearer
        self._best[rows[moved]] = distance[moved]
        self._since[rows[moved]] = world.time
        self._field[rows] = world["field"][rows]
        riding = (world["aboard"] >= 0).any()
        if nearer.any() or round_again.any() or riding or (world["time_out"] > world.time - self.every).any():
            self.last_progress = world.time
        waited = world.time - self._since[rows]
        held = (waited >= 10.0) | (world["field"][rows] < 0)
        since[:], reason[:] = NAN, NO_REASON
        since[rows[held]] = self._since[rows[held]]
        late = rows[held & (waited >= PATIENCE)]
        reason[rows[held]] = NO_ROUTE
        routed = rows[held & (world["field"][rows] >= 0)]
        reason[routed] = np.where(_crowded(world, routed), BY_PEOPLE, BY_GEOMETRY)
        world["plugged_at"][:] = -1
        for person, opening in self._plugs(world, routed):
            before = routed[(world["goal_exit"][routed] == opening) & (routed != person)]
            reason[before], world["plugged_at"][before] = PLUGGED, opening
        reason[rows[held & (world["field"][rows] < 0) & (world["goal_exit"][rows] >= 0)]] = BY_TURNS
        reason[for_group] = FOR_GROUP
        reason[world.active & (world["too_narrow"] != -1)] = TOO_NARROW
        reason[world.fallen] = FALLEN
        reason[world.active & (world["assistance"] == WAITS)] = AWAITS
        self._note(world, late[~self._noted[late]])
        self._noted[rows[moved]] = False

    def _distances(self, world: World, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        return sample_distances(
            world.fields.raster.arrays,
            world.fields.distance,
            world["field"][rows],
            world["surface"][rows],
            world["x"][rows],
            world["y"][rows],
        )

    def _plugs(self, world: World, held: NDArray[np.intp]) -> list[tuple[int, int]]:
        """Return who stands in an opening that is hardly wider than their body, and the opening."""
        found = []
        for opening in world.venue.openings:
            (x0, y0), (x1, y1) = opening.line
            fills = 2.0 * world["radius"][held] >= PLUG * opening.width
            here = held[fills & (world["surface"][held] == opening.surface)]
            if not len(here):
                continue
            dx, dy = (x1 - x0) / opening.width, (y1 - y0) / opening.width
            x, y = world["x"][here] - x0, world["y"][here] - y0
            along = np.clip(dx * x + dy * y, 0.0, opening.width)
            near = norm(x - along * dx, y - along * dy) <= world["radius"][here]
            for person in here[near].tolist():
                found.append((person, opening.index))
                if (person, opening.index) not in self._plugged:
                    self._plugged.add((person, opening.index))
                    cause = (
                        f"a body {2.0 * world['radius'][person]:.2f} m wide does not get through {opening.kind} "
                        f"'{opening.id}', {opening.width:.2f} m wide"
                    )
                    world.note(
                        "plug", cause=cause, person=person, opening=opening.index, surface=opening.surface,
                        x=float(world["x"][person]), y=float(world["y"][person]),
                    )  # fmt: skip
        return found

    def _note(self, world: World, people: NDArray[np.intp]) -> None:
        for person in people.tolist():
            self._noted[person] = True
            world.note(
                "stuck",
                cause=STUCK_REASONS[int(world["stuck_reason"][person])],
                person=person,
                surface=int(world["surface"][person]),
                x=float(world["x"][person]),
                y=float(world["y"][person]),
                value=float(world.time - self._since[person]),
            )


def _crowded(world: World, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """(rows,) whether anyone else stands within touch on the same surface."""
    from scipy.spatial import cKDTree

    if len(rows) == 0:
        return np.zeros(0, dtype=bool)
    inside = np.flatnonzero(world.inside)
    places = np.column_stack([world["x"], world["y"], world["surface"] * 1e4])
    nearest, _ = cKDTree(places[inside]).query(places[rows], k=2, distance_upper_bound=TOUCH)
    return np.asarray(np.isfinite(nearest[:, 1]))
