"""People who are inside at the end are protected, rescued or left inside, and nobody is counted twice."""

from __future__ import annotations

import pyarrow as pa
import pytest

from exeunt.metrics.inside import IN_OPEN_REFUGE, IN_REFUGE, NO_REASON, RESCUED, inside_figures


def people(rows: list[tuple[str, str, int, str]]) -> pa.Table:
    status, reason, sheltered, rescue = (list(column) for column in zip(*rows, strict=True))
    return pa.table({"status": status, "stuck_reason": reason, "sheltered": sheltered, "rescue": rescue})


ROWS = [
    ("out", "", -1, ""), ("not arrived", "", -1, ""),
    ("inside", "", 0, ""), ("inside", "held up by other people", 0, ""), ("inside", "", 1, ""),
    ("inside", "incapacitated", 0, ""), ("inside", "incapacitated", -1, "at the collection point"),
    ("inside", "", -1, ""),
]  # fmt: skip


def test_who_is_in_a_locked_refuge_is_protected_unless_incapacitated():
    row = inside_figures(people(ROWS), [True, False])
    assert (row["people_protected"], row["people_at_collection_point"], row["people_left_inside"]) == (
        2,
        1,
        3,
    )
    assert {one["reason"]: one["people"] for one in row["inside_reasons"]} == {
        IN_REFUGE: 2, IN_OPEN_REFUGE: 1, "incapacitated": 1, RESCUED: 1, NO_REASON: 1,
    }  # fmt: skip


@pytest.mark.parametrize("locked", [(), (False, False), (True, True)])
def test_everybody_inside_is_counted_once_whatever_is_locked(locked):
    row = inside_figures(people(ROWS), locked)
    inside = sum(status == "inside" for status, *_ in ROWS)
    assert row["people_protected"] + row["people_at_collection_point"] + row["people_left_inside"] == inside
    assert sum(one["people"] for one in row["inside_reasons"]) == inside
    assert row["people_protected"] == (3 if locked == (True, True) else 0)


def test_nobody_inside_and_a_table_without_further_columns():
    row = inside_figures(pa.table({"status": ["out", "out"]}))
    assert row == {
        "people_protected": 0,
        "people_at_collection_point": 0,
        "people_left_inside": 0,
        "inside_reasons": [],
    }
