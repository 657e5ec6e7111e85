"""Danger zones for the page: stretches over which a zone keeps its shape, with the places of its centre."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CLOSE = 0.005
"""Metres by which a place may be off the straight line between two others to be left out."""
SAME = 0.001
"""Metres by which corners may differ that are taken for the same."""
_SHAPE = ("surface", "radius", "intensity", "sight", "hearing")


def zone_entries(table: pa.Table, interval: float) -> list[dict[str, Any]]:
    """Return the stretches of all danger zones in order of time: see docs/reference/viewer-format.md.

    Parameters
    ----------
    table
        Rows of ``results.schema.ZONES`` in order of time.
    interval
        Seconds for which a row stands that has none after it and none before.
    """
    found: list[dict[str, Any]] = []
    for number in np.unique(table["zone"].to_numpy()):
        mine = table.filter(pa.array(table["zone"].to_numpy() == number))
        found += _stretches(mine, interval)
    return sorted(found, key=lambda entry: (entry["start"], entry["number"]))


def _stretches(table: pa.Table, interval: float) -> list[dict[str, Any]]:
    """Cut the rows of one zone where it changes its shape or its surface, or was away."""
    time = table["time"].to_numpy()
    corners = np.array(table["corners"].to_pylist(), dtype=object)
    shape = np.column_stack([table[name].to_numpy().astype(float) for name in _SHAPE])
    changed = (np.diff(shape, axis=0) != 0).any(axis=1)
    usual = float(np.median(np.diff(time))) if len(time) > 1 else interval
    away = np.diff(time) > 1.5 * usual
    reshaped = [not _alike(a, b) for a, b in pairwise(corners)]
    starts = [0, *(np.flatnonzero(changed | away | np.array(reshaped, dtype=bool)) + 1).tolist()]
    entries = []
    for first, end in zip(starts, [*starts[1:], len(time)], strict=True):
        follows = end < len(time) and not away[end - 1]
        until = float(time[end]) if follows else float(time[end - 1]) + usual
        entries.append(_entry(table, first, end, until))
    return entries


def _alike(one: Any, other: Any) -> bool:
    a, b = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    return a.shape == b.shape and bool(np.abs(a - b).max(initial=0.0) < SAME)


def _entry(table: pa.Table, first: int, end: int, until: float) -> dict[str, Any]:
    time, x, y = (table[name].to_numpy()[first:end] for name in ("time", "x", "y"))
    kept = corner_points(time, x, y)
    row = table.slice(first, 1).to_pylist()[0]
    return {
        "id": row["id"], "number": row["zone"], "surface": row["surface"],
        "corners": np.round(np.reshape(row["corners"], (-1, 2)), 3).tolist(),
        "marks": np.round(np.reshape(row["marks"], (-1, 2)), 3).tolist(),
        "radius": round(row["radius"], 3), "intensity": row["intensity"], "sight": row["sight"],
        "hearing": row["hearing"], "start": float(time[0]), "end": until,
        "time": time[kept].tolist(), "x": np.round(x[kept], 3).tolist(), "y": np.round(y[kept], 3).tolist(),
    }  # fmt: skip


def corner_points(time: Floats, x: Floats, y: Floats) -> list[int]:
    """Return the rows between which the places lie on straight lines at constant speed, to within ``CLOSE``."""
    kept, first = [0], 0
    for end in range(2, len(time)):
        inner = slice(first + 1, end)
        share = (time[inner] - time[first]) / (time[end] - time[first])
        off = np.hypot(
            x[first] + share * (x[end] - x[first]) - x[inner],
            y[first] + share * (y[end] - y[first]) - y[inner],
        )
        if off.max() > CLOSE:
            first = end - 1
            kept.append(first)
    return [*kept, len(time) - 1] if len(time) > 1 else kept
