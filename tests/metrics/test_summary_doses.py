"""What a summary counts of doses."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from exeunt_made import walk_out

from exeunt.metrics.summary import summary


def test_people_with_a_high_dose_of_gas_or_of_heat_count_once_each() -> None:
    """The two doses are never added: 0.2 of each is not 0.4."""
    made = walk_out(people=6, frames=40)
    doses = {
        "fed_gas": [0.0, 0.31, 0.1, 0.9, 0.2, 0.3], "fed_heat": [0.0, 0.1, 0.5, 0.4, 0.2, 0.3],
        "irritants_max": [0.0, 0.0, 0.7, 0.0, 0.0, 0.0],
        "incapacitated_at": [np.nan, np.nan, 12.0, 9.0, np.nan, np.nan],
    }  # fmt: skip
    table = made.people_table(until=-1)
    columns = {name: pa.array(values, pa.float64()) for name, values in doses.items()}
    columns["incapacitated_by"] = pa.array([None, None, "heat", "toxic gas", None, None], pa.string())
    for name, values in columns.items():
        if name in table.column_names:
            table = table.drop_columns([name])
        table = table.append_column(name, values)
    row = summary(table, made.venue)
    assert row["people_fed_above_0_3"] == 3
    assert (row["fed_gas_max"], row["fed_heat_max"], row["irritants_max"]) == (0.9, 0.5, 0.7)
    assert row["people_incapacitated"] == 2
    assert {one["cause"]: one["people"] for one in row["incapacitated_causes"]} == {"heat": 1, "toxic gas": 1}
