"""People, crossings and incidents of a run folder as arrays and lists for the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import RunFolderError
from exeunt.results.run import Run
from exeunt.results.tables import metadata_of
from exeunt.venue.venue import STATES
from exeunt.viewer.manifest import is_category, names_of

SUMMARY = (
    "people", "people_out", "people_inside", "t50_s", "t90_s", "t98_s", "clearance_s", "density_max", "ending"
)  # fmt: skip
_PLACES = ("person", "x", "y", "vx", "vy", "present", "surface")
_NOT_MARKED = ("crossing", "exit")


def frames_per_part(run: Run) -> int:
    """Return how many frames a closed part holds."""
    return max(1, round(float(run.info.get("part_duration") or 30.0) / run.frame_interval))


def people_of(run: Run) -> int:
    """Return the number of people of a run, whether they were in the venue or not."""
    return run.number_of_people


def populations(run: Run) -> tuple[str, ...]:
    """Return the ids of the populations in the order in which people are numbered."""
    table = _people(run)
    if table is None or "population" not in table.column_names:
        return ()
    return tuple(name for name in pc.unique(table["population"]).to_pylist() if name is not None)


def people_arrays(run: Run) -> dict[str, NDArray[Any]]:
    """Return one array a column with one entry a person: float32, or int16 codes (-1: none)."""
    arrays: dict[str, NDArray[Any]] = {"id": np.arange(people_of(run), dtype=np.int32)}
    table = _people(run)
    if table is None:
        return arrays
    for name in table.column_names:
        if name in _PLACES:
            continue
        target, values = ("outcome" if name == "status" else name), table[name]
        if pa.types.is_string(values.type):
            arrays[target] = codes(values, names_of(target, run.venue, populations(run)) or ())
        elif name in COLUMNS and is_category(COLUMNS[name]):
            arrays[target] = values.to_numpy().astype(np.int16)
        else:
            arrays[target] = values.to_numpy().astype(np.float32)
    return arrays


def codes(values: pa.ChunkedArray, names: Sequence[str]) -> NDArray[np.int16]:
    """Return the index of each text in the names; -1 for none."""
    found = pc.index_in(values, value_set=pa.array(list(names), pa.string()))
    return np.asarray(pc.fill_null(found, -1).to_numpy().astype(np.int16))


def crossing_arrays(run: Run) -> dict[str, NDArray[Any]]:
    """Return the crossings by opening, then time; ``crossing_start[k]`` is the first one of opening k."""
    events = run.events()
    rows = events.filter(pc.equal(events["kind"], "crossing"))
    opening, time = rows["opening"].to_numpy(), rows["time"].to_numpy()
    order = np.lexsort((time, opening))
    start = np.searchsorted(opening[order], np.arange(len(run.venue.openings) + 1))
    return {
        "crossing_start": start.astype(np.uint32),
        "crossing_time": time[order].astype(np.float32),
        "crossing_direction": np.where(rows["value"].to_numpy()[order] < 0, -1, 1).astype(np.int8),
        "crossing_person": rows["person"].to_numpy()[order].astype(np.uint32),
    }


def incidents(run: Run) -> dict[str, list[Any]]:
    """Return the columns of the events table without crossings and exits."""
    events = run.events()
    usual = pc.is_in(events["kind"], value_set=pa.array(_NOT_MARKED))
    return dict(events.filter(pc.invert(usual)).to_pydict())


def opening_changes(run: Run) -> dict[int, list[tuple[float, str]]]:
    """Return for each opening its changes as they happened: (time in s, state)."""
    events = run.events()
    changes: dict[int, list[tuple[float, str]]] = {}
    for row in events.filter(pc.equal(events["kind"], "opening")).to_pylist():
        value = row["value"]
        if value == value and 0 <= int(value) < len(STATES):
            changes.setdefault(row["opening"], []).append((row["time"], STATES[int(value)]))
    return changes


def series_range(run: Run, column: str) -> tuple[float, float] | None:
    """Return the smallest and largest value of a recorded column, from the statistics of its parts."""
    low, high = np.inf, -np.inf
    for path in run.parts(f"series/{column}"):
        about = metadata_of(path)
        if about is None or column not in about.schema.names:
            continue
        for group in range(about.num_row_groups):
            statistics = about.row_group(group).column(about.schema.names.index(column)).statistics
            number = statistics is not None and isinstance(statistics.min, int | float)
            if number and statistics.has_min_max and isfinite(statistics.max - statistics.min):
                low, high = min(low, float(statistics.min)), max(high, float(statistics.max))
    return (low, high) if low <= high else None


def summary_figures(run: Run) -> dict[str, Any]:
    """Return the figures of the summary that the page shows; empty if the run wrote none."""
    try:
        row = run.summary()
    except RunFolderError:
        return {}
    return {name: row[name] for name in SUMMARY if name in row}


def revision(run: Run, *names: str) -> str:
    """Return a text that changes whenever the files of these names change."""
    marks = []
    for name in names:
        path = run.folder / name
        if path.is_dir():
            marks.append(str(len(list(path.glob("part-*")))))
        elif path.exists():
            about = path.stat()
            marks.append(f"{about.st_mtime_ns:x}-{about.st_size:x}")
    return ".".join(marks)


def signature(run: Run) -> tuple[tuple[str, int, int], ...]:
    """Return name, time and size of every file of a run folder that the viewer reads."""
    found = []
    for pattern in ("*.*", "*/part-*", "series/*/part-*"):
        for path in sorted(run.folder.glob(pattern)):
            if not path.name.startswith("."):
                about = path.stat()
                found.append((str(path), about.st_mtime_ns, about.st_size))
    return tuple(found)


def _people(run: Run) -> pa.Table | None:
    """The people table by number; None if the run was killed before it was written."""
    if not (run.folder / "people.parquet").exists():
        return None
    return run.people().sort_by("person")
