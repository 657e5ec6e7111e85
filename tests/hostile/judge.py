"""Tries one case as the command line would, within limits, and says what a user would have seen.

The law: a case ends well, or in sentences that name a file. It never ends in another exception, in a warning of a
library, after more than ``SECONDS``, or with more than ``BYTES`` of memory above what was there before.
"""

from __future__ import annotations

import contextlib
import re
import resource
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from exeunt.base.errors import ExeuntError, Problem, ScenarioError
from exeunt.base.text import ACTING

SECONDS = 10.0
BYTES = 1_000_000_000
LONGEST = 4000
"""Characters of a sentence beyond which nobody reads it."""
BAD_WORDS = (
    "pydantic", "http", "Input should", "function-", "validation error", "Traceback", "NoneType", "object at 0x",
    "has no attribute", "object is not", "not supported between", "unhashable", "ufunc", "numpy.", "dtype", "pyarrow.",
    "positional argument", "keyword argument", "could not convert", "cannot convert", "invalid literal", "unpack",
    "list indices", "string indices", "out of bounds", "out of range for", "<class", "shapely.", "fdsreader.",
)  # fmt: skip
ERROR_NAME = re.compile(r"\b[A-Z]\w*(?:Error|Exception|Warning)\b")
_WORDS_OF_ARROW_AND_HDF5 = re.compile(r"\((?:Could not|Couldn't|Unable to|Parquet|Invalid|Thrift)[^)]*\)")


@dataclass(frozen=True)
class Case:
    """One case: what was done to which input, the files that a sentence may name, and what the user does with it.

    ``call`` returns what else is said to the user: problems, or plain text.
    """

    what: str
    names: tuple[str, ...]
    call: Callable[[], Iterable[Problem | str] | None]


@dataclass
class Verdict:
    """What became of a case: ``defect`` is empty if the law holds."""

    ending: str = ""
    defect: str = ""
    detail: str = ""
    seconds: float = 0.0
    bytes: int = 0
    told: list[str] = field(default_factory=list)


class TooLongError(BaseException):
    """Raised by the clock; no handler of ``Exception`` keeps it."""


def judge(case: Case) -> Verdict:
    """Try a case and judge it."""
    verdict = Verdict()
    before = _memory("VmRSS")
    _forget_peak()
    began = time.perf_counter()
    with warnings.catch_warnings(record=True) as noise:
        warnings.simplefilter("always")
        try:
            with limited():
                told = [*(case.call() or ())]
            verdict.told = [str(one) for one in told]
            problems = [one for one in told if isinstance(one, Problem)]
            wrong = any(one.severity == "error" for one in problems) or len(problems) < len(told)
            verdict.ending = "refused" if wrong else "done"
            verdict.defect = _spoken(verdict.told, problems, case, whole=False)
        except ScenarioError as error:
            verdict.ending, verdict.told = "refused", [str(problem) for problem in error.problems]
            verdict.defect = _spoken(verdict.told, error.problems, case)
        except (ExeuntError, typer.BadParameter) as error:
            verdict.ending, verdict.told = "refused", [str(error)]
            verdict.defect = _spoken(verdict.told, (), case)
        except OSError as error:
            verdict.ending, verdict.told = "refused", [f"{error.filename}: {error.strerror}"]
            if not error.filename or not error.strerror:
                verdict.defect, verdict.detail = f"{type(error).__name__}: {error}", _last_of(error)
        except TooLongError:
            verdict.ending, verdict.defect = "stopped", f"more than {SECONDS:g} s"
        except (Exception, RecursionError) as error:
            verdict.ending, verdict.defect = "crashed", f"{type(error).__name__}: {str(error)[:300]}"
            verdict.detail = _last_of(error)
    verdict.seconds = time.perf_counter() - began
    verdict.bytes = max(0, _memory("VmHWM") - before)
    if not verdict.defect and noise:
        one = noise[0]
        verdict.defect = f"{one.category.__name__}: {one.message} ({Path(one.filename).name}:{one.lineno})"
    if not verdict.defect and verdict.seconds > SECONDS:
        verdict.defect = f"{verdict.seconds:.1f} s"
    if not verdict.defect and verdict.bytes > BYTES:
        verdict.defect = f"{verdict.bytes / 1e9:.2f} GB"
    return verdict


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Bound time and memory of what is done inside."""

    def ring(*_: Any) -> None:
        raise TooLongError

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    old = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    if sys.platform.startswith("linux"):
        resource.setrlimit(resource.RLIMIT_DATA, (_memory("VmData") + 2 * BYTES, hard))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
        signal.signal(signal.SIGALRM, old)


def _spoken(told: list[str], problems: Iterable[Problem], case: Case, whole: bool = True) -> str:
    """Return what is wrong with the sentences; with ``whole`` there must be one, and one names a file."""
    if whole and not told:
        return "refused without a word"
    for text in told:
        plain = text
        for name in case.names:
            plain = plain.replace(name, "")
        if len(text.strip()) < 6 or len(text) > LONGEST:
            return f"a sentence of {len(text)} characters: {text[:80]!r}"
        if ACTING.search(text.replace("\n", "")):
            return f"a sentence that acts on the terminal: {text[:200]!r}"
        bad = next((word for word in BAD_WORDS if word in plain), "") or "".join(
            ERROR_NAME.findall(plain)[:1]
        )
        if bad:
            return f"a sentence with '{bad}': {text[:300]}"
    for problem in problems:
        if not problem.file:
            return f"a sentence without a file: {problem}"
        if problem.line < 1 and problem.key and problem.file.endswith("yaml"):
            return f"a sentence without a line: {problem}"
    if whole and not any(name in text for name in case.names for text in told):
        return f"no sentence names a file: {told[0][:300]}"
    return ""


def _last_of(error: BaseException) -> str:
    """Return the last places of the traceback in the package, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "exeunt" in frame.filename] or list(frames)
    return " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(own[-3:]))


def _memory(name: str) -> int:
    """Return a figure of this process in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            return next((int(line.split()[1]) * 1024 for line in file if line.startswith(f"{name}:")), 0)
    except OSError:
        return 0


def _forget_peak() -> None:
    """Let the peak of resident memory begin anew."""
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")
