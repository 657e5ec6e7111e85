"""Events due: openings that change their state at the times that the venue lists."""

from __future__ import annotations

from typing import ClassVar

from exeunt.venue.venue import STATES, OpeningState
from exeunt.world.contract import Phase
from exeunt.world.state import World


class OpeningChanges:
    """Sets every opening to the state that its list of changes gives for the present time."""

    name: ClassVar[str] = "opening changes"
    phase: ClassVar[Phase] = "events"
    reads: ClassVar[frozenset[str]] = frozenset()
    writes: ClassVar[frozenset[str]] = frozenset()
    every: float = 0.0

    def setup(self, world: World) -> None:
        """Set the states at the start."""
        self._last: dict[int, OpeningState] = {}
        for opening in world.venue.openings:
            self._last[opening.index] = opening.state_at(world.time)
            world.openings.set(opening.index, STATES.index(self._last[opening.index]))

    def update(self, world: World, steps: int) -> None:
        """Apply what is due and note it as an event."""
        for opening in world.venue.openings:
            if not opening.changes:
                continue
            state = opening.state_at(world.time + 1e-9)
            # only what changes: between two changes others may lock or open it
            if state == self._last[opening.index]:
                continue
            self._last[opening.index] = state
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
