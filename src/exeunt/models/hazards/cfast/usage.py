"""When doors stand open because people go through them, and how far two answers to that are apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from exeunt.world.state import World

Spans = tuple[tuple[float, float], ...]
Usage = Mapping[int, Spans]
"""Spans of time in s in which each opening, by index, is held open."""

R = TypeVar("R")

MOST_ROUNDS = 5
TOLERANCE = 0.05
"""Share of the open door time in which doors as used and as the fire model knew them may differ."""
AHEAD = 1.0
"""Seconds before someone's centre is in a door at which it has been pushed open."""


def usage_of(crossings: Mapping[int, Sequence[float]], held: float) -> dict[int, Spans]:
    """Return when each opening is open.

    Parameters
    ----------
    crossings
        Times in s at which people went through, by index of the opening, growing.
    held
        Seconds after the last person at which it is shut again.
    """
    usage = {}
    for opening, times in sorted(crossings.items()):
        spans: list[tuple[float, float]] = []
        for time in times:
            start, end = max(time - AHEAD, 0.0), time + held
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        usage[opening] = tuple(spans)
    return usage


def apart(one: Usage, other: Usage, widths: Sequence[float]) -> float:
    """Return which share of the open door time differs: width times seconds open in one only, over those in either."""
    only = either = 0.0
    for opening in sorted({*one, *other}):
        a, b = one.get(opening, ()), other.get(opening, ())
        both = sum(max(min(p[1], q[1]) - max(p[0], q[0]), 0.0) for p in a for q in b)
        total = sum(end - start for start, end in a) + sum(end - start for start, end in b)
        only += widths[opening] * (total - 2.0 * both)
        either += widths[opening] * (total - both)
    return only / either if either > 0.0 else 0.0


@dataclass(frozen=True)
class Agreement:
    """How far doors as people used them and as the fire model knew them agree: rounds, and share of door time apart."""

    rounds: int
    apart: float

    @property
    def settled(self) -> bool:
        """Whether they do."""
        return self.apart <= TOLERANCE


class Crossings:
    """A recorder that keeps when people went through openings, by index, in s."""

    every: float = 1.0

    def __init__(self) -> None:
        self.times: dict[int, list[float]] = {}

    def record(self, world: World) -> None:
        """Keep what happened since the last call."""
        for event in world.events.take():
            if event.kind == "crossing":
                self.times.setdefault(event.opening, []).append(event.time)


def agreed(
    made: R, walk: Callable[[R], Mapping[int, Sequence[float]]], make: Callable[[Usage], R], widths: Sequence[float],
    held: float,
) -> tuple[R, Agreement]:  # fmt: skip
    """Repeat crowd and fire until the doors that people open are those that the fire model knew.

    Parameters
    ----------
    made
        A run made ready with all doors shut.
    walk
        Runs it and returns when people went through openings.
    make
        Makes a run ready with a fire model that knows when doors are open.
    widths
        Of all openings, m.

    Returns
    -------
    tuple
        A fresh run with the doors of the last round, and how far these agree.
    """
    known: Usage = {}
    for rounds in range(1, MOST_ROUNDS + 1):
        used = usage_of(walk(made), held)
        agreement = Agreement(rounds, apart(known, used, widths))
        known = known if agreement.settled else used
        made = make(known)
        if agreement.settled:
            break
    return made, agreement
