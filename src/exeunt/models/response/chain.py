"""What goes before the entry of a task force: the call, the command, the assembly, the wait and the approach."""

from __future__ import annotations

from typing import NamedTuple

from exeunt.base.random import person_keys
from exeunt.base.streams import Stream
from exeunt.models.response.document import ResponderDoc
from exeunt.world.state import World

WORDS = ("is called", "has a unified command", "is assembled", "is at the entrance")
"""What events say of the stages, in their order."""


class Chain(NamedTuple):
    """When a task force was called, had a command, was assembled, and is at the entrance, s."""

    called: float
    command: float
    assembled: float
    ready: float


def draw_chain(doc: ResponderDoc, called: float, seed: int) -> Chain:
    """Return the times of one task force in one run: each stage drawn by itself, none before the one ahead of it."""
    key = person_keys(doc.id, 1)

    def drawn(name: str, stream: Stream) -> float:
        return float(getattr(doc, name).draw(seed, stream, key)[0])

    command = called + drawn("command", Stream.RESPONSE_COMMAND)
    assembled = max(called + drawn("assembled", Stream.RESPONSE_ASSEMBLED), command)
    wait = drawn("hold", Stream.RESPONSE_HOLD) + drawn("approach", Stream.RESPONSE_APPROACH)
    return Chain(called, command, assembled, assembled + wait)


def call_time(doc: ResponderDoc, world: World) -> float:
    """Return when a task force was called, s; NaN if it has not been so far."""
    if doc.called is not None:
        return doc.called if doc.called <= world.time + 1e-9 else float("nan")
    if doc.called_by in world.signals:
        return world.signals[doc.called_by]
    since = [cue.since for cue in world.cues if cue.id == doc.called_by]
    return min(since, default=float("nan"))


def may_be_called(doc: ResponderDoc, world: World) -> bool:
    """Whether a call is still to come: at its time, or by an alarm that is known to come."""
    return doc.called is not None or world.time < world.alarms_until
