"""What is wrong, where, and what to do: the only errors that a user should ever see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from exeunt.base.text import shortened, visible

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the user's input.

    Parameters
    ----------
    message
        What is wrong, in one sentence that names the thing by its id.
    key
        Path of the key in the scenario document, such as ``("venue", "exits", 2, "line")``.
    at
        Places in plan (x, y) in metres that show the problem, empty if it has no place.
    hint
        What to do about it.
    severity
        ``error`` stops a run, ``warning`` is printed and written to the run folder.
    file, line
        Where the key stands; filled in where the file is known.
    count
        How many problems of one kind it stands for, see ``grouped``.
    """

    message: str
    key: tuple[str | int, ...] = ()
    at: tuple[tuple[float, float], ...] = ()
    hint: str = ""
    severity: Severity = "error"
    file: str = ""
    line: int = 0
    count: int = 1

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        where = " ".join(part for part in (place, dotted(self.key)) if part)
        spots = [f"({x:.2f}, {y:.2f})" for x, y in self.at]
        points = ", ".join(spots[:4]) if any(spot not in self.message for spot in spots) else ""
        message = self.message.removesuffix(".") if points or self.hint else self.message
        text = f"{where}: {message}" if where else message
        if points:
            text += f" [at {points}{', …' if len(spots) > 4 else ''}]"
        if self.hint:
            text += f"{'' if text.endswith(('!', '?')) else '.'} {self.hint}"
        return visible(shortened(text))


MANY = 4
"""Problems of one kind that are listed one by one; more become one."""

_VARYING = re.compile(r"'[^']*'|[-+]?\d[\d.,]*")


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems with those of one kind joined, where there are more than ``MANY`` of them.

    Of one kind are problems with the same message but for names and numbers, in one list of the document (of one
    storey). The first of them speaks for all: with their number, and with their places.
    """
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        # the number of the last list counts the things, those before it say where the list is
        last = max((k for k, part in enumerate(problem.key) if isinstance(part, int)), default=-1)
        place = (*problem.key[:last], None, *problem.key[last + 1 :]) if last >= 0 else problem.key
        kind = (problem.severity, problem.file, place, _VARYING.sub("#", problem.message))
        groups.setdefault(kind, []).append(problem)
    return [
        one for members in groups.values() for one in (_joined(members) if len(members) > MANY else members)
    ]


def _joined(members: list[Problem]) -> list[Problem]:
    first, more = members[0], len(members) - 1
    at = tuple(spot for problem in members for spot in problem.at[:1])
    message = f"{first.message.removesuffix('.')}; {more} more of this kind"
    return [replace(first, message=message, at=at, count=len(members))]


def dotted(key: Iterable[str | int]) -> str:
    """Write a key path as users read it: ``venue.exits[2].line``."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


class ExeuntError(Exception):
    """Something the user can mend; the command line prints it without a traceback."""


@dataclass
class ScenarioError(ExeuntError):
    """A scenario or venue that cannot be run, with everything found wrong with it."""

    problems: list[Problem] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class RunFolderError(ExeuntError):
    """A run folder that cannot be written, read or understood."""
