"""Fingerprints of a run's tables: two runs with the same fingerprints hold the same values, bit by bit."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np
import pyarrow as pa

from exeunt.results.files import plain
from exeunt.results.run import Run

# what differs between two runs of the same scenario and says nothing about people
TIMINGS = ("wall_s", "speed")


def fingerprints(run: Run) -> dict[str, str]:
    """Return the SHA-256 (hex) of the values of every table that the run has.

    Tables are people, trajectories, events, each recorded series, the density fields, and the summary without
    its timings. Numbers count by their bits in little-endian order, so the result depends neither on the
    machine nor on how the files are packed.

    Raises
    ------
    RunFolderError
        If a table is damaged.
    """
    found = {"trajectories": _of_table(run.trajectories()), "events": _of_table(run.events())}
    if (run.folder / "people.parquet").exists():
        found["people"] = _of_table(run.people())
    for name in run.recorded():
        found[f"series/{name}"] = _of_table(run.series(name))
    if run.parts("fields", "h5") and "density_cell" in run.info:
        fields = run.fields()
        digest = hashlib.sha256()
        for values in (fields.sum_classical, fields.max_smoothed, fields.max_classical, fields.time_above,
                       fields.person_time, np.array([fields.duration, fields.start])):  # fmt: skip
            _add(digest, np.asarray(values))
        found["density"] = digest.hexdigest()
    if (run.folder / "summary.parquet").exists():
        row = {key: value for key, value in run.summary().items() if key not in TIMINGS}
        found["summary"] = hashlib.sha256(json.dumps(plain(row), sort_keys=True).encode()).hexdigest()
    return dict(sorted(found.items()))


def combined(found: dict[str, str]) -> str:
    """Return one SHA-256 (hex) of all fingerprints of a run."""
    text = "\n".join(f"{name} {value}" for name, value in sorted(found.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def _of_table(table: pa.Table) -> str:
    digest = hashlib.sha256()
    for name, column in zip(table.column_names, table.columns, strict=True):
        digest.update(f"\n{name} {column.type}\n".encode())
        if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
            _add(digest, column.to_numpy())
        else:
            digest.update(json.dumps(column.to_pylist(), ensure_ascii=False).encode())
    return digest.hexdigest()


def _add(digest: Any, values: np.ndarray[Any, Any]) -> None:
    little = values.astype(values.dtype.newbyteorder("<"), copy=False)
    digest.update(f"{little.shape} ".encode() + np.ascontiguousarray(little).tobytes())
