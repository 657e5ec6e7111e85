"""Events due: openings that change their state, and escalators their motion, at the times that the venue lists."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from exeunt.venue.venue import STATES, Opening
from exeunt.world.contract import Phase
from exeunt.world.state import World

MOVES = {1: "runs up now", -1: "runs down now", 0: "stands now and is walked like a stair"}


class OpeningChanges:
    """Sets every opening to the state, and every escalator to the motion, that its list gives, at the time of each."""

    name: ClassVar[str] = "opening changes"
    phase: ClassVar[Phase] = "events"
    reads: ClassVar[frozenset[str]] = frozenset()
    writes: ClassVar[frozenset[str]] = frozenset()
    every: float = 0.0

    def setup(self, world: World) -> None:
        """Set the states at the start."""
        self._made: dict[int, int] = {}
        for opening in world.venue.openings:
            self._made[opening.index] = _due(opening, world.time)
            world.openings.set(opening.index, STATES.index(opening.state_at(world.time)))

    def update(self, world: World, steps: int) -> None:
        """Apply what is due and note it as an event."""
        _move(world)
        for opening in world.venue.openings:
            if not opening.changes:
                continue
            # between two changes others may lock or open it
            due = _due(opening, world.time + 1e-9)
            if due == self._made[opening.index]:
                continue
            self._made[opening.index] = due
            state = opening.changes[due - 1][1]
            if world.openings.set(opening.index, STATES.index(state)):
                (x0, y0), (x1, y1) = opening.line
                world.note(
                    "opening",
                    cause=f"{opening.kind} '{opening.id}' is now {state}",
                    opening=opening.index,
                    surface=opening.surface,
                    x=(x0 + x1) / 2,
                    y=(y0 + y1) / 2,
                    value=float(STATES.index(state)),
                )


def _move(world: World) -> None:
    """Let escalators move as listed, and note each change as an event."""
    changed = np.flatnonzero(world.openings.turn(world.venue.ways_at(world.time + 1e-9)))
    if not len(changed):
        return
    world.fields.move(world.openings.way)
    # those that change have a line at each end; the first one stands for both
    for opening in {world.venue.openings[k].surface: world.venue.openings[k] for k in changed[::-1]}.values():
        way = int(world.openings.way[opening.index])
        (x0, y0), (x1, y1) = opening.line
        world.note(
            "escalator", cause=f"escalator '{opening.id}' {MOVES[way]}", opening=opening.index,
            surface=opening.surface, x=(x0 + x1) / 2, y=(y0 + y1) / 2, value=float(way),
        )  # fmt: skip


def _due(opening: Opening, time: float) -> int:
    """Return how many changes of an opening lie in the past."""
    return sum(at <= time for at, _ in opening.changes)
