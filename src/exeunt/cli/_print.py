"""The screen, which reads nothing as markup; problems on it: errors first, each with its place, then their number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from exeunt.base.errors import Problem


def screen(*, stderr: bool = False, width: int | None = None, soft_wrap: bool = False) -> Console:
    """Return the console that every command prints on: ids and messages with brackets are shown as they are."""
    from rich.console import Console

    return Console(
        stderr=stderr, width=width, soft_wrap=soft_wrap, highlight=False, markup=False, emoji=False
    )


def print_problems(problems: Iterable[Problem], *, stderr: bool = True) -> int:
    """Print problems, errors before warnings, and a line that counts them; returns the number of errors."""
    from rich.text import Text

    console = screen(stderr=stderr, soft_wrap=True)
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    for problem in ordered:
        style = "bold red" if problem.severity == "error" else "bold yellow"
        console.print(Text.assemble((f"{problem.severity}: ", style), str(problem)))
    errors = sum(problem.severity == "error" for problem in ordered)
    if ordered:
        console.print(Text(counted(errors, len(ordered) - errors), "bold"))
    return errors


def counted(errors: int, warnings: int) -> str:
    """Write "1 error, 2 warnings"."""
    words = [f"{n} {word}{'s' * (n != 1)}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return ", ".join(words) or "no problems"


def as_object(problem: Problem) -> dict[str, Any]:
    """Return a problem as ``--json`` prints it."""
    from exeunt.base.errors import dotted

    return {
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "key": dotted(problem.key),
        "message": problem.message,
        "hint": problem.hint,
        "at": [list(point) for point in problem.at],
        "count": problem.count,
    }
