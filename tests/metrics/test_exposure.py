"""Exposure by hand: who was where for how long, who knew of nothing, who was protected when."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from exeunt.metrics.exposure import exposure, first_zone

NAN = float("nan")


def table() -> pa.Table:
    """Five people: out early, out late, in a refuge, never protected, and one who never came."""
    return pa.table(
        {
            "status": ["out", "out", "inside", "inside", "not arrived"],
            "time_out": [40.0, 200.0, NAN, NAN, NAN],
            "arrival_time": [0.0, 0.0, 0.0, 60.0, 500.0],
            "protected_at": [40.0, 200.0, 90.0, NAN, NAN],
            "aware_at": [NAN, 75.0, 50.0, NAN, NAN],
            "zone_aware_at": [35.0, 100.0, NAN, NAN, NAN],
            "zone_time": [0.0, 12.0, 3.0, 0.0, 0.0],
            "zone_sight": [4.0, 30.0, 3.0, 0.0, 0.0],
            "zone_peak": [0.3, 1.0, 0.8, 0.0, 0.0],
        }
    )


def test_the_figures_are_those_of_the_table() -> None:
    found = exposure(table(), 30.0)
    assert found is not None
    row = found.figures()
    assert row["zone_person_s"] == 15.0
    assert row["zone_sight_person_s"] == 37.0
    assert (row["people_in_zone"], row["people_in_sight_of_zone"]) == (2, 3)
    assert (row["zone_longest_s"], row["zone_sight_longest_s"], row["zone_peak"]) == (12.0, 30.0, 1.0)
    assert row["people_unprotected"] == 1
    # from the start of the zone: 10, 170, 60 s; never for who came at 60 s
    assert found.protection().tolist() == [10.0, 170.0, 60.0, np.inf]
    assert row["protected_p50_s"] == 170.0
    assert np.isnan(row["protected_p95_s"])


def test_unaware_are_those_who_were_there_know_nothing_and_are_inside() -> None:
    found = exposure(table(), 30.0)
    assert found is not None
    # three were there at 30 s: aware at 35, 75 and 50 s; who came at 60 s does not count
    assert found.there.tolist() == [True, True, True, False]
    assert found.unaware([0.0, 10.0, 30.0, 60.0]) == pytest.approx([1.0, 2 / 3, 1 / 3, 0.0])
    left = exposure(table().set_column(5, "zone_aware_at", [[NAN] * 5]), 30.0)
    assert left is not None
    # who has left is not unaware inside any more
    assert left.unaware([9.0, 11.0]) == pytest.approx([1.0, 2 / 3])


def test_no_zone_no_figures() -> None:
    assert exposure(table(), None) is None
    assert exposure(table().drop_columns(["zone_time"]), 30.0) is None
    events = pa.table({"kind": ["crossing", "danger zone", "danger zone"], "time": [1.0, 12.0, 60.0]})
    assert first_zone(events) == 12.0
    assert first_zone(events.slice(0, 1)) is None


def test_no_name_of_a_figure_claims_harm() -> None:
    found = exposure(table(), 30.0)
    assert found is not None
    words = " ".join(found.figures())
    for word in ("casualt", "victim", "kill", "hit", "injur", "fatal", "death", "harm"):
        assert word not in words
