"""Where a compilation collects what it finds wrong and what it repairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from exeunt.base.errors import Problem
from exeunt.venue.venue import Point

Key = tuple[str | int, ...]


@dataclass
class Report:
    """Problems in the order found, and notes of what was changed on the way."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def error(self, message: str, key: Key, at: Iterable[Point] = (), hint: str = "") -> None:
        """Add something that stops a run."""
        self.problems.append(Problem(message, key, _places(at), hint, "error"))

    def warn(self, message: str, key: Key, at: Iterable[Point] = (), hint: str = "") -> None:
        """Add something that the user should know."""
        self.problems.append(Problem(message, key, _places(at), hint, "warning"))

    def repaired(self, message: str, key: Key, at: Iterable[Point] = ()) -> None:
        """Add something that was wrong and has been put right, because the document asks for it."""
        self.warn(message, key, at)
        self.notes.append(message)

    @property
    def errors(self) -> int:
        """How many problems stop a run."""
        return sum(problem.severity == "error" for problem in self.problems)


def _places(at: Iterable[Point]) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in at)


def place(spot: Point) -> str:
    """Write a plan point as users read it."""
    return f"({spot[0]:.2f}, {spot[1]:.2f})"


def suggestion(wrong: str, known: Sequence[str]) -> str:
    """Return a hint for a name that nothing has."""
    close = get_close_matches(wrong, known, n=1, cutoff=0.5)
    if close:
        return f"Did you mean '{close[0]}'?"
    return f"Known: {', '.join(known)}." if known else ""
