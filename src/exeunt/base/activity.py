"""What is being done just now: work that may take seconds says its name, and the command line shows it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_stacks: dict[int, list[str]] = {}


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Say that a piece of work is in hand, as in "placing 600 people"; within another it is a part of that."""
    thread = threading.get_ident()
    with _lock:
        # the thread that began its work last speaks for all
        stack = _stacks.pop(thread, [])
        stack.append(what)
        _stacks[thread] = stack
    try:
        yield
    finally:
        with _lock:
            stack = _stacks[thread]
            stack.pop()
            if not stack:
                del _stacks[thread]


def current() -> str:
    """Return what is being done just now, from the whole to the part; empty if nothing says so."""
    with _lock:
        return ": ".join(next(reversed(_stacks.values()))) if _stacks else ""
