"""The door through which files come in: regular files of bounded size, inside the folders that may be read.

A file that somebody sent may be a device, a pipe that never ends or a gigabyte, and a document may name a file that is
none of its business. Every reader of an input asks here first. This module imports the standard library only.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MEGABYTE = 1_000_000
MOST_TEXT = 20 * MEGABYTE
"""Largest scenario, drawing or alert, in bytes."""
MOST_TABLE = 1_000 * MEGABYTE
"""Largest table of a fire model, file of tracks or part of a run, in bytes."""

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


Fault = Literal["missing", "kind", "size", "text", "refused"]


class UnreadableError(ValueError):
    """A file that is not read: ``reason`` says why, ``fault`` which kind of reason, ``line`` where if that is known."""

    def __init__(self, path: Path, reason: str, fault: Fault = "refused", line: int = 0) -> None:
        super().__init__(f"'{path}' cannot be read: {reason}")
        self.reason, self.fault, self.line = reason, fault, line


@dataclass(frozen=True)
class Reach:
    """The folders and files that a document may read: its own folder and what the user allowed.

    Parameters
    ----------
    roots
        Folders, each with all that lies below, and single files.
    """

    roots: tuple[Path, ...]

    @classmethod
    def of(cls, paths: Iterable[str | os.PathLike[str]]) -> Reach:
        """Return what may be read where these folders and files are allowed; links are followed."""
        return cls(tuple(Path(path).resolve() for path in paths))

    def holds(self, path: Path) -> bool:
        """Return whether a path, its links followed, lies in one of the roots."""
        try:
            real = path.resolve()
        except (OSError, RuntimeError, ValueError):
            return False
        return any(real == root or root in real.parents for root in self.roots)


def read_bytes(path: Path, most: int = MOST_TABLE) -> bytes:
    """Return the content of a regular file of at most ``most`` bytes.

    Raises
    ------
    UnreadableError
        If there is no such file, it is no regular file, larger than ``most``, or the system refuses.
    """
    try:
        # a pipe without a writer would block; a terminal must not become ours
        flags = (
            os.O_RDONLY
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_NOCTTY", 0)
            | getattr(os, "O_BINARY", 0)
        )
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise UnreadableError(path, "there is no such file", "missing") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(path, _reason(error)) from None
    try:
        _refuse(path, os.fstat(descriptor), most)
        with open(descriptor, "rb", closefd=False) as file:
            content = file.read(most + 1)
    except OSError as error:
        raise UnreadableError(path, _reason(error)) from None
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise _too_large(path, len(content), most)
    return content


def read_text(path: Path, most: int = MOST_TEXT) -> str:
    """Return the content of a UTF-8 text file without its byte-order mark.

    Raises
    ------
    UnreadableError
        As ``read_bytes``, and if it is no UTF-8 text: then with the line.
    """
    content = read_bytes(path, most)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        looks = " (it looks like UTF-16)" if wide else ""
        raise UnreadableError(path, f"it is not UTF-8 text{looks}", "text", line) from None


def check_file(path: Path, most: int = MOST_TABLE) -> Path:
    """Return the path of a regular file of at most ``most`` bytes, for readers that open it themselves.

    Raises
    ------
    UnreadableError
        If there is no such file, it is no regular file, or larger than ``most``.
    """
    try:
        _refuse(path, path.stat(), most)
    except FileNotFoundError:
        raise UnreadableError(path, "there is no such file", "missing") from None
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(path, _reason(error)) from None
    return path


def _refuse(path: Path, found: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = next((word for test, word in _KINDS if test(found.st_mode)), "something else")
        raise UnreadableError(path, f"it is {kind}, not a file", "kind")
    if found.st_size > most:
        raise _too_large(path, found.st_size, most)


def _too_large(path: Path, size: int, most: int) -> UnreadableError:
    return UnreadableError(
        path,
        f"it has {size / MEGABYTE:,.0f} MB, more than the {most / MEGABYTE:,.0f} MB that are read",
        "size",
    )


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
