"""The door for the Parquet tables of a run folder: whole, with the columns and types of their schema, in range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import RunFolderError
from exeunt.base.reading import UnreadableError, check_file
from exeunt.results.schema import NAMED, column_type

MOST_ROWS = 20_000_000
LARGEST = 1e12
"""Largest amount of any number in a table; what is larger is damage."""

Range = tuple[int, int]


def damaged(path: Path, reason: str) -> RunFolderError:
    """Return the error that says what is wrong with a table."""
    return RunFolderError(f"{path} is damaged: {reason}.")


def metadata_of(path: Path) -> pq.FileMetaData | None:
    """Return what a table says of itself without its values; None if it is damaged."""
    try:
        with open(check_file(path), "rb") as file:
            return pq.read_metadata(file)
    except Exception:  # a damaged file makes the library raise nearly anything
        return None


def read_table(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a table as it is.

    Raises
    ------
    RunFolderError
        If there is no such file, it is damaged, or it has more rows than a part of a run can have.
    """
    try:
        # one open file: a reader that opens the path twice meets two files where a running engine replaces it
        with open(check_file(path), "rb") as file:
            whole = pq.ParquetFile(file)
            if whole.metadata.num_rows > MOST_ROWS:
                raise damaged(path, f"it says that it has {whole.metadata.num_rows:,} rows")
            names = (
                None if columns is None else [name for name in columns if name in whole.schema_arrow.names]
            )
            # threads cost more than they bring where there is little
            table = whole.read(names, use_threads=whole.metadata.num_rows > 100_000)
            table.validate(full=True)
            return table
    except RunFolderError:
        raise
    except UnreadableError as error:
        raise RunFolderError(f"{error}.") from error
    except MemoryError:
        raise damaged(path, "it needs more memory than there is") from None
    except Exception as error:  # a damaged file makes the library raise nearly anything
        raise damaged(path, "it is no whole Parquet table") from error


def fitted(
    path: Path, table: pa.Table, schema: pa.Schema, within: Mapping[str, Range] | None = None
) -> pa.Table:
    """Return the columns of a schema, in its types; whole numbers lie within the given ranges.

    Raises
    ------
    RunFolderError
        If a column is missing or holds anything else.
    """
    if len(set(table.column_names)) != len(table.column_names):
        raise damaged(path, "a column stands there twice")
    columns = []
    for field in schema:
        if field.name not in table.column_names:
            raise damaged(path, f"it has no column '{field.name}'")
        columns.append(_column(path, table[field.name], field, (within or {}).get(field.name)))
    return pa.table(columns, schema=schema)


def people_fitted(path: Path, table: pa.Table, people: int) -> pa.Table:
    """Return the known columns of a table of people, which older versions may lack; one row a person.

    Raises
    ------
    RunFolderError
        If a column holds anything else, or it is not one row a person.
    """
    known = [name for name in table.column_names if name in COLUMNS or name == "status"]
    fields = [
        pa.field(name, pa.string(), metadata=table.schema.field(name).metadata)
        if name in NAMED or name == "status"
        else pa.field(name, column_type(COLUMNS[name].dtype), metadata=table.schema.field(name).metadata)
        for name in known
    ]
    found = fitted(path, table.select(known), pa.schema(fields))
    if "person" in known:
        order = np.argsort(found["person"].to_numpy(), kind="stable")
        if np.array_equal(found["person"].to_numpy()[order], np.arange(people)):
            return found if np.array_equal(order, np.arange(people)) else found.take(pa.array(order))
    raise damaged(path, f"it is not one row for each of {people} people")


def _column(path: Path, values: pa.ChunkedArray, field: pa.Field, within: Range | None) -> pa.ChunkedArray:
    try:
        cast = values.cast(field.type)
    except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
        raise damaged(path, f"the column '{field.name}' does not hold {_word(field.type)}") from error
    if pa.types.is_string(cast.type):
        return cast
    if cast.null_count:
        raise damaged(path, f"the column '{field.name}' has gaps")
    if pa.types.is_floating(cast.type):
        most = pc.max(pc.abs(cast), skip_nulls=True).as_py()
        if field.name == "time" and not pc.all(pc.is_finite(cast)).as_py() and len(cast):
            raise damaged(path, "the column 'time' holds what is no time")
        # a time that never comes, such as the arrival of responders whom nobody calls
        never = most == np.inf and field.name in COLUMNS and COLUMNS[field.name].unit == "s"
        if most is not None and most > LARGEST and not never:
            raise damaged(path, f"the column '{field.name}' holds {most:g}")
    if within is not None and len(cast):
        low, high = (pc.min_max(cast)[end].as_py() for end in ("min", "max"))
        if low < within[0] or high > within[1]:
            wrong = low if low < within[0] else high
            raise damaged(path, f"the column '{field.name}' holds {wrong}, not {within[0]} to {within[1]}")
    return cast


def _word(kind: pa.DataType) -> str:
    if pa.types.is_string(kind):
        return "text"
    return "whole numbers" if pa.types.is_integer(kind) else "lists" if pa.types.is_list(kind) else "numbers"
