"""Events: things with a time, a place and a cause, in the order in which they happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    ``kind`` is a word such as ``opening`` (changed state), ``crossing`` (a person went through an opening),
    ``arrival``, ``stuck``, ``end``. ``person`` and ``opening`` and ``surface`` are indices, -1 if none; ``value``
    is a number that belongs to the kind (crossing: +1 forward, -1 backward).
    """

    time: float
    kind: str
    cause: str = ""
    person: int = -1
    opening: int = -1
    surface: int = -1
    x: float = float("nan")
    y: float = float("nan")
    value: float = float("nan")


@dataclass
class EventLog:
    """Events not yet written to the run folder; the recorder empties it."""

    _pending: list[Event] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Append one event."""
        self._pending.append(event)

    def take(self) -> list[Event]:
        """Return the pending events and forget them."""
        taken, self._pending = self._pending, []
        return taken

    def __iter__(self) -> Iterator[Event]:
        return iter(self._pending)

    def __len__(self) -> int:
        return len(self._pending)
