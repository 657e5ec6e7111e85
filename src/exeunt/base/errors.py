"""What is wrong, where, and what to do: the only errors that a user should ever see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from exeunt.base.text import visible

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
        Where the key stands; filled in by whoever knows the file.
    """

    message: str
    key: tuple[str | int, ...] = ()
    at: tuple[tuple[float, float], ...] = ()
    hint: str = ""
    severity: Severity = "error"
    file: str = ""
    line: int = 0

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
        return visible(text)


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
