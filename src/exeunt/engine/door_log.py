"""Changes of doors as events with their new state, whoever made them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from exeunt.venue.venue import STATES
from exeunt.world.events import Event
from exeunt.world.state import World


@dataclass
class DoorLog:
    """Completes the events of a run so that the state of every door and exit can be told from them.

    Models open and shut doors by themselves. Whatever has changed since the last look and is not told by an event of
    the kind ``opening`` with its state gets one; doors of lifts, which follow their timetable, are left out.
    """

    _last: NDArray[np.int8] | None = field(init=False, default=None)
    _version: int = field(init=False, default=-1)

    def complete(self, world: World, events: list[Event]) -> list[Event]:
        """Return the events since the last look with those that were missing, in order of time."""
        if self._last is None:
            states = [STATES.index(opening.state_at(0.0)) for opening in world.venue.openings]
            self._last = np.array(states, dtype=np.int8)
        if world.openings.version == self._version:
            return events
        self._version = world.openings.version
        changed = np.flatnonzero(world.openings.state != self._last)
        self._last = world.openings.state.copy()
        found = list(events)
        for opening in changed.tolist():
            if world.venue.openings[opening].kind != "lift":
                _tell(world, opening, found)
        return sorted(found, key=lambda event: event.time)


def _tell(world: World, opening: int, events: list[Event]) -> None:
    about, state = world.venue.openings[opening], float(world.openings.state[opening])
    mine = [k for k, event in enumerate(events) if event.opening == opening and event.kind != "crossing"]
    told = [k for k in mine if events[k].kind == "opening"]
    if told and np.isnan(events[told[-1]].value):
        events[told[-1]] = replace(events[told[-1]], value=state)
    elif not told or events[told[-1]].value != state:
        (x0, y0), (x1, y1) = about.line
        when = [events[k].time for k in mine if events[k].person < 0]
        cause = f"{about.kind} '{about.id}' is now {STATES[int(state)]}"
        events.append(
            Event(
                max(when, default=world.time), "opening", cause, -1, opening, about.surface, (x0 + x1) / 2,
                (y0 + y1) / 2, state,
            )
        )  # fmt: skip
