"""What happened when is read from events by their kind and from the times of people."""

from __future__ import annotations

import math

import pyarrow as pa
import pytest
from exeunt_made import Happening
from scenes import box, gap, scenario, storey

from exeunt.metrics.summary import summarise
from exeunt.metrics.timeline import moment_of, timeline, timeline_figures
from exeunt.results.run import open_run
from exeunt.results.schema import EVENTS
from exeunt.simulation import simulate

NAN = float("nan")


def events(*rows: Happening) -> pa.Table:
    names = EVENTS.names
    return pa.table({name: [getattr(row, name) for row in rows] for name in names}, schema=EVENTS)


def people(**columns: list) -> pa.Table:
    count = len(next(iter(columns.values())))
    return pa.table({"status": ["out"] * count, "time_out": [NAN] * count, **columns})


def test_the_first_of_each_kind_counts_and_the_last_stage_of_the_control_room():
    found = timeline(
        people(start_time=[95.0, 90.0], time_out=[130.0, 120.0]),
        events(
            Happening(0.0, "hazard", "fire 'f' begins"), Happening(40.0, "limit", "fire 'f' is past its horizon"),
            Happening(25.0, "detector", "smoke detector 's' responds", value=24.9),
            Happening(29.0, "detector", "smoke detector 't' responds", value=28.7),
            Happening(60.0, "control room", "the control room checks", value=59.8),
            Happening(85.0, "control room", "the control room announces", value=84.8),
            Happening(10.0, "alarm withheld", "bell 'b' stays silent", value=10.0),
            Happening(85.5, "alarm", "voice 'v' sounds", value=84.8), Happening(99.0, "alarm ends", "voice ends"),
        ),
        untenable=61.0,
    )  # fmt: skip
    assert [(moment.key, moment.time) for moment in found] == [
        ("fire", 0.0), ("detected", 24.9), ("untenable", 61.0), ("announced", 84.8), ("alarm", 84.8),
        ("first start", 90.0), ("last start", 95.0), ("last out", 130.0),
    ]  # fmt: skip
    row = timeline_figures(found)
    assert (row["detected_s"], row["alarm_s"], row["first_start_s"], row["last_start_s"]) == (
        24.9,
        84.8,
        90.0,
        95.0,
    )


def test_what_did_not_happen_has_no_time():
    found = timeline(people(start_time=[NAN]), events(), untenable=math.inf)
    assert found == ()
    assert math.isnan(moment_of(found, "alarm"))
    assert all(
        math.isnan(timeline_figures(found)[name]) for name in ("alarm_s", "detected_s", "last_start_s")
    )


def test_staff_and_people_who_never_came_are_no_part_of_the_first_and_last_start():
    table = pa.table(
        {"status": ["out", "out", "not arrived"], "population": ["steward", "crowd", "crowd"],
         "start_time": [1.0, 30.0, 500.0], "time_out": [90.0, 60.0, NAN]}
    )  # fmt: skip
    found = timeline(table, staff=("steward",))
    assert (moment_of(found, "first start"), moment_of(found, "last start")) == (30.0, 30.0)
    assert moment_of(found, "last out") == 90.0


@pytest.mark.parametrize("delay", [0.0, 7.0])
def test_a_run_tells_when_its_detector_and_its_alarm_were(delay, tmp_path):
    """A detector in smoke that comes at 5 s responds; the alarm follows after its delay, and people after theirs."""
    venue = {"storeys": [storey("hall", 0, 0, 20, 8)], "exits": [gap("out", "hall", 0, 3, 0, 5)]}
    smoke = {"id": "smoke", "kind": "field", "storey": "hall", "area": box(15, 0, 20, 8),
             "states": [{"at": 4}, {"at": 5, "extinction": 3.0}]}  # fmt: skip
    detector = {"id": "d", "kind": "smoke", "storey": "hall", "at": [18, 4], "height": "2.5 m"}
    crowd = {
        "number": 8,
        "where": {"storey": "hall", "area": box(1, 1, 8, 7)},
        "cue": "alarm",
        "pre_movement": 3,
    }
    scene = scenario(
        venue, [crowd], hazards={"sources": [smoke]}, alarms={"detectors": [detector], "delay": delay},
        record={"air": 1}, run={"max_time": 90, "step": 0.02},
    )  # fmt: skip
    simulate(scene, out=tmp_path / "run")
    row = summarise(open_run(tmp_path / "run"))
    assert 4.0 <= row["detected_s"] < 40.0
    assert row["alarm_s"] == pytest.approx(row["detected_s"] + delay)
    assert row["first_start_s"] == pytest.approx(row["alarm_s"] + 3.0, abs=0.51)
    assert 4.0 <= row["untenable_from_s"] <= 5.0
    assert row["people_in_untenable_air"] == 0
    assert [one["what"] for one in row["timeline"]][-1] == "last out"
