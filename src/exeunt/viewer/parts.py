"""Reads the parts of a run folder for the viewer: only files inside the folder, the latest few kept."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import RunFolderError
from exeunt.results.files import inside
from exeunt.results.schema import TRAJECTORIES, series_schema
from exeunt.results.tables import fitted, metadata_of, read_table
from exeunt.viewer.chunks import Rows
from exeunt.viewer.manifest import is_category

KEPT = 3  # parts in memory: a chunk needs its own and the next, the one after begins there
_NAMES = ("person", "frame", "x_cm", "y_cm", "surface", "status")


def rows_in(path: Path) -> int | None:
    """Return the number of rows of a Parquet file; None if it is damaged."""
    about = metadata_of(path)
    return None if about is None else int(about.num_rows)


class PartReader:
    """Hands out rows of frames from closed parts, and recorded columns for them."""

    def __init__(
        self,
        folder: Path,
        frames_per_part: int,
        interval: float,
        within: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        self.folder = folder
        self.within = within
        self.frames_per_part = frames_per_part
        self.interval = interval
        self._kept: OrderedDict[Path, Any] = OrderedDict()

    def rows(self, first: int, end: int) -> Rows:
        """Return the rows with first <= frame < end; parts that are missing give none.

        Raises
        ------
        RunFolderError
            If a part is damaged or is a link out of the folder.
        """
        numbers = range(first // self.frames_per_part, (end - 1) // self.frames_per_part + 1)
        paths = [self._path("trajectories", number) for number in numbers]
        return Rows.join([self._trajectories(path).between(first, end) for path in paths if path.exists()])

    def column(self, name: str, rows: Rows) -> NDArray[Any]:
        """Return the last recorded value at or before each row's frame: float32 or int16 as in the chunk."""
        category = is_category(COLUMNS[name])
        missing: Any = np.int16(-1) if category else np.float32("nan")
        found = np.full(len(rows), missing)
        if not len(rows):
            return found
        last = int(rows.frame.max()) // self.frames_per_part
        first = int(rows.frame.min()) // self.frames_per_part
        tables = [self._series(name, number) for number in range(first, last + 1)]
        for number in range(first - 1, -1, -1):
            earlier = self._series(name, number)
            tables.insert(0, earlier)
            if len(earlier[0]):
                break
        key = np.concatenate([table[0] for table in tables])
        values = np.concatenate([table[1] for table in tables])
        order = np.argsort(key, kind="stable")
        key, values = key[order], values[order]
        wanted = _key(rows.person, rows.frame * self.interval)
        at = np.searchsorted(key, wanted, side="right") - 1
        known = (at >= 0) & (key[np.maximum(at, 0)] >> 32 == rows.person) if len(key) else at >= 0
        found[known] = values[at[known]]
        return found

    def _path(self, table: str, number: int) -> Path:
        return self.folder / table / f"part-{number:05d}.parquet"

    def _trajectories(self, path: Path) -> Rows:
        def read(table: pa.Table) -> Rows:
            arrays = [table[name].to_numpy() for name in _NAMES]
            rows = Rows(*arrays)
            key = (rows.person.astype(np.int64) << 32) | rows.frame
            return rows if (np.diff(key) > 0).all() else _sorted(rows, key)

        return self._read(path, TRAJECTORIES, read)

    def _series(self, name: str, number: int) -> tuple[NDArray[np.int64], NDArray[Any]]:
        path = self._path(f"series/{name}", number)
        kind = np.int16 if is_category(COLUMNS[name]) else np.float32
        if not path.exists():
            return np.zeros(0, np.int64), np.zeros(0, kind)

        def read(table: pa.Table) -> tuple[NDArray[np.int64], NDArray[Any]]:
            key = _key(table["person"].to_numpy(), table["time"].to_numpy())
            return key, table[name].to_numpy().astype(kind)

        return self._read(path, series_schema(name), read)

    def _read(self, path: Path, columns: pa.Schema, make: Any) -> Any:
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        try:
            table = read_table(inside(self.folder, path), columns.names)
            value = make(fitted(path, table, columns, self.within))
        except RunFolderError as error:
            # the page names a part by its place in the folder
            words = str(error).replace(f"{path.parent}{os.sep}", "")
            raise RunFolderError(f"{path.parent.name}/{words}") from error
        self._kept[path] = value
        # recorded columns come and go with their part
        while len(self._kept) > KEPT * (1 + len({kept.parent for kept in self._kept})):
            self._kept.popitem(last=False)
        return value


def _key(person: NDArray[Any], time: NDArray[Any]) -> NDArray[np.int64]:
    """Person in the high half, milliseconds in the low: sorts by person, then time."""
    return np.asarray((person.astype(np.int64) << 32) | np.rint(np.asarray(time) * 1000).astype(np.int64))


def _sorted(rows: Rows, key: NDArray[np.int64]) -> Rows:
    _, order = np.unique(key, return_index=True)
    return rows.take(order)
