"""The door for SQLite files that somebody sent: tables of bounded size, no views, nothing that computes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exeunt.base.errors import RunFolderError
from exeunt.base.reading import UnreadableError, check_file

MOST_ROWS = 10_000_000
MOST_VALUE = 20_000_000
"""Bytes of one value."""
MOST_STEPS = 400_000_000
"""Instructions of the engine of SQLite for one file; a table of ``MOST_ROWS`` takes a fifth of it."""


@dataclass(frozen=True, eq=False)
class JuPedSim:
    """What a JuPedSim file says: ``rows`` (rows, 4) id, frame, x, y; ``fps`` None if it gives no rate."""

    version: int
    fps: float | None
    rows: NDArray[np.float64]
    shapes: list[object]


class _NotPlainError(Exception):
    """A table that is missing, or that computes."""


def read_jupedsim(path: Path) -> JuPedSim:
    """Read the tables of a JuPedSim trajectory file.

    Raises
    ------
    RunFolderError
        If it is no such file, is damaged, or holds more than is read.
    """
    with _opened(path) as connection:
        for name in ("trajectory_data", "metadata", "geometry"):
            _check_table(connection, name)
        cells = connection.execute("SELECT id, frame, pos_x, pos_y FROM trajectory_data")
        flat = np.fromiter(chain.from_iterable(_counted(path, cells)), dtype=np.float64)
        about = dict(connection.execute("SELECT key, value FROM metadata LIMIT 1000").fetchall())
        shapes = [row[0] for row in connection.execute("SELECT wkt FROM geometry LIMIT 100").fetchall()]
    rate = _number(about.get("fps"))
    if rate is None and about.get("fps") is not None:
        raise RunFolderError(f"{path} has a frame rate that is no number.")
    return JuPedSim(int(_number(about.get("version")) or 0), rate, flat.reshape(-1, 4), shapes)


def _number(value: object) -> float | None:
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None
    return found if isfinite(found) else None


def _counted(path: Path, rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise RunFolderError(f"{path} has more than {MOST_ROWS:,} positions.")
        yield row


def _check_table(connection: sqlite3.Connection, name: str) -> None:
    """Refuse what is no plain table: a view or a computed column can go on for ever."""
    kind = connection.execute("SELECT type, sql FROM sqlite_master WHERE name = ?", (name,)).fetchall()
    if [str(row[0]) for row in kind] != ["table"] or "virtual" in str(kind[0][1])[:20].lower():
        raise _NotPlainError(f"it has no table '{name}'")
    if any(hidden for *_, hidden in connection.execute(f"PRAGMA table_xinfo({name})")):
        raise _NotPlainError(f"its table '{name}' computes columns")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        address = f"{check_file(path).resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE)
            connection.execute("PRAGMA trusted_schema = OFF")
            steps = iter(range(MOST_STEPS // 100_000))
            connection.set_progress_handler(lambda: int(next(steps, None) is None), 100_000)
            yield connection
    except UnreadableError as error:
        raise RunFolderError(f"{error}.") from error
    except _NotPlainError as error:
        raise RunFolderError(f"{path} is not a JuPedSim trajectory: {error}.") from None
    except (sqlite3.Error, ValueError, TypeError, OverflowError, MemoryError) as error:
        raise RunFolderError(f"{path} is not a JuPedSim trajectory, or it is damaged.") from error
