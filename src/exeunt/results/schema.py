"""Parquet schemas, made from the column table; each field carries its unit and its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.base.columns import ACTIONS, COLUMNS, CUES, MINDS, RESCUES, STATUSES

FORMAT = 1

WAITING, MOVING, INCAPACITATED = 1, 2, 4
INSIDE = (WAITING, MOVING, INCAPACITATED)
"""Statuses of people who are in the venue."""

_DOING = ", ".join(f"{i} {name}" for i, name in enumerate(STATUSES))

OUTCOMES = ("not arrived", "inside", "out")


def _field(name: str, type_: pa.DataType, meaning: str, unit: str = "") -> pa.Field:
    return pa.field(name, type_, metadata={"unit": unit, "meaning": meaning})


TRAJECTORIES = pa.schema(
    [
        _field("person", pa.int32(), COLUMNS["person"].meaning),
        _field("frame", pa.int32(), "Number of the frame; time = frame x frame_interval of run.json"),
        _field("x_cm", pa.int32(), COLUMNS["x"].meaning, "cm"),
        _field("y_cm", pa.int32(), COLUMNS["y"].meaning, "cm"),
        _field("surface", pa.int16(), COLUMNS["surface"].meaning),
        _field("status", pa.int8(), f"What the person is doing: {_DOING}"),
    ]
)  # fmt: skip

EVENTS = pa.schema(
    [
        _field("time", pa.float64(), "When it happened, since the start of the incident", "s"),
        _field("kind", pa.string(), "What happened, such as crossing, exit, opening, arrival, stuck"),
        _field("cause", pa.string(), "What made it happen"),
        _field("person", pa.int32(), "Number of the person, -1 if none"),
        _field("opening", pa.int16(), "Index of the opening in venue.json, -1 if none"),
        _field("surface", pa.int16(), "Index of the surface in venue.json, -1 if none"),
        _field("x", pa.float64(), "Place in plan", "m"),
        _field("y", pa.float64(), "Place in plan", "m"),
        _field("value", pa.float64(), "Number that belongs to the kind (crossing: +1 forward, -1 backward)"),
    ]
)


MIND_SERIES = ("mind", "alerted_by", "action", "believed_danger", "zone_time", "zone_sight")
"""Columns that every run records in which people perceive and decide, unless the scenario asks for them itself.

In every part everybody inside is recorded once, and afterwards only who has changed; numbers by at least
``MIND_STEP``.
"""
MIND_STEP = {"believed_danger": 0.01, "zone_time": 0.05, "zone_sight": 0.05}

ZONES = pa.schema(
    [
        _field("time", pa.float64(), "Since the start of the incident", "s"),
        _field("zone", pa.int16(), "Number of the danger zone in the order of the scenario"),
        _field("id", pa.string(), "Of the zone in the scenario"),
        _field("surface", pa.int16(), "Index of the surface in venue.json on which its centre is"),
        _field("x", pa.float64(), "Centre in plan", "m"),
        _field("y", pa.float64(), "Centre in plan", "m"),
        _field("radius", pa.float64(), "Of the smallest disc around the centre that holds it", "m"),
        _field(
            "corners", pa.list_(pa.float32()), "Corners from the centre: x, y of one after the other", "m"
        ),
        _field(
            "marks",
            pa.list_(pa.float32()),
            "Places from the centre by which a zone is seen that walls do not bound",
            "m",
        ),
        _field("intensity", pa.float64(), "How dangerous it is inside, 0 to 1"),
        _field("sight", pa.float64(), "How far from its edge it can be seen", "m"),
        _field("hearing", pa.float64(), "How far from its edge it can be heard along open ways", "m"),
    ]
)


NAMED = {
    "population": "populations", "exit_used": "openings", "assigned_exit": "openings", "goal_exit": "openings",
    "surface": "surfaces", "stuck_reason": "reasons", "incapacitated_by": "causes", "told_exit": "openings",
    "zone_surface": "surfaces", "mind": "minds", "alerted_by": "cues", "action": "actions",
    "rescue": "rescues", "too_narrow": "openings", "plugged_at": "openings",
}  # fmt: skip
"""Columns that the table of people holds as text, and what the text names."""


def column_type(dtype: str) -> pa.DataType:
    """Return the Arrow type of a NumPy type name."""
    return pa.from_numpy_dtype(np.dtype(dtype))


def series_schema(column: str) -> pa.Schema:
    """Return the schema of one recorded column; raises KeyError if the column table has no such column."""
    about = COLUMNS[column]
    return pa.schema(
        [
            _field("person", pa.int32(), COLUMNS["person"].meaning),
            _field("time", pa.float64(), "Since the start of the incident", "s"),
            _field(column, column_type(about.dtype), about.meaning, about.unit),
        ]
    )


def people_table(
    columns: Mapping[str, NDArray[Any]],
    *,
    populations: Sequence[str],
    openings: Sequence[str],
    surfaces: Sequence[str],
    reasons: Sequence[str],
    causes: Sequence[str] = (),
) -> pa.Table:
    """Return one row a person: attributes and outcome, indices replaced by names.

    Parameters
    ----------
    columns
        Arrays of shape (people,) by name, all of the column table or a part of it.
    populations, openings, surfaces, reasons, causes
        Names that ``population``, ``exit_used``, ``assigned_exit``, ``goal_exit``, ``surface``,
        ``stuck_reason``, ``incapacitated_by``, ``told_exit`` and ``zone_surface`` point into; -1 becomes null.

    Besides the columns, ``status`` says ``not arrived``, ``inside`` or ``out``; ``stuck_reason`` is empty for
    people who are not stuck. Not written: ``key`` and ``field``, which mean nothing outside a simulation.
    """
    words = {
        "populations": populations, "openings": openings, "surfaces": surfaces, "reasons": reasons, "causes": causes,
        "minds": MINDS, "cues": CUES, "actions": ACTIONS, "rescues": RESCUES,
    }  # fmt: skip
    names = {name: words[what] for name, what in NAMED.items()}
    fields, arrays = [], []
    for name, values in columns.items():
        about = COLUMNS[name]
        if name in ("key", "field"):
            continue
        if name in names:
            fields.append(_field(name, pa.string(), about.meaning, about.unit))
            arrays.append(_named(values, names[name]))
        else:
            fields.append(_field(name, column_type(about.dtype), about.meaning, about.unit))
            arrays.append(pa.array(values, from_pandas=False))
    if "present" in columns and "time_out" in columns:
        outcome = np.where(~np.isnan(columns["time_out"]), 2, np.where(columns["present"] == 1, 1, 0))
        meaning = f"Where the person is when the table was written: {', '.join(OUTCOMES)}"
        fields.append(_field("status", pa.string(), meaning))
        arrays.append(_named(outcome, OUTCOMES))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _named(index: NDArray[Any], names: Sequence[str]) -> pa.Array:
    valid = (index >= 0) & (index < len(names))
    if not names:
        return pa.nulls(len(index), pa.string())
    indices = pa.array(np.where(valid, index, 0).astype(np.int32), mask=~valid)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(names), pa.string())).cast(pa.string())
