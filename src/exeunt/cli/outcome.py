"""How a command ends: exit codes, and errors as messages instead of tracebacks."""

from __future__ import annotations

import functools
import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from typing import ParamSpec, TypeVar

import typer

from exeunt.base.text import visible
from exeunt.cli._print import print_problems, screen

P = ParamSpec("P")
R = TypeVar("R")


class Code(IntEnum):
    """Exit codes of every command."""

    OK = 0
    WRONG_INPUT = 1
    USAGE = 2
    PEOPLE_INSIDE = 3
    FOLDER = 4
    TEST_FAILED = 5
    DEFECT = 70
    INTERRUPTED = 130


EXIT_CODES = {
    Code.OK: "done; after `run`, everybody is out, in a locked refuge, or at the collection point of responders",
    Code.WRONG_INPUT: "the scenario or another input is wrong; every problem is printed",
    Code.USAGE: "the command line is wrong",
    Code.PEOPLE_INSIDE: "the run ended with people left inside, the incapacitated among them; the summary says why",
    Code.FOLDER: "a run folder or file cannot be written or read, or memory is too small",
    Code.TEST_FAILED: "`verify` found a test that fails",
    Code.DEFECT: "a defect of Exeunt",
    Code.INTERRUPTED: "interrupted; what was written so far is readable",
}


def debugging() -> bool:
    """Whether tracebacks are wanted (``exeunt --debug`` or the variable EXEUNT_DEBUG)."""
    return os.environ.get("EXEUNT_DEBUG", "") not in ("", "0")


def say(text: str, style: str = "") -> None:
    """Print to standard error, in colour where there is any; text is never read as markup or escape sequences."""
    screen(stderr=True, soft_wrap=True).print(visible(text), style=style or None)


def reported(command: Callable[P, R]) -> Callable[P, R]:
    """Wrap a command so that what goes wrong is printed as a message and becomes an exit code."""

    @functools.wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except KeyboardInterrupt:
            say("Interrupted.", "yellow")
            raise typer.Exit(Code.INTERRUPTED) from None
        except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
            raise
        except Exception as error:
            code = explain(error)
            if debugging():
                traceback.print_exc(file=sys.stderr)
            raise typer.Exit(code) from None

    return wrapper


def explain(error: Exception) -> Code:
    """Print what went wrong and what to do; return the exit code that belongs to it."""
    from exeunt.base.errors import ExeuntError, RunFolderError, ScenarioError

    if isinstance(error, ScenarioError):
        print_problems(error.problems)
        return Code.WRONG_INPUT
    if isinstance(error, RunFolderError):
        say(str(error), "red")
        return Code.FOLDER
    if isinstance(error, ExeuntError):
        say(str(error), "red")
        return Code.WRONG_INPUT
    if isinstance(error, OSError):
        say(f"{error.filename or 'A file'}: {error.strerror or error}", "red")
        return Code.FOLDER
    if isinstance(error, MemoryError):
        say(
            "Memory is too small for this scenario: fewer people, a smaller venue or a machine with more.",
            "red",
        )
        return Code.FOLDER
    # click's usage errors know how to show themselves
    if hasattr(error, "exit_code") and hasattr(error, "format_message"):
        raise error
    say(f"This is a defect of Exeunt: {type(error).__name__}: {error}", "red")
    say("Please report it with the scenario and the output of `exeunt --debug …` and `exeunt doctor`.")
    return Code.DEFECT
