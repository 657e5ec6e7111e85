"""Itineraries in the report: the places, who came, and that bounds leave them out."""

from __future__ import annotations

from scenes import box, gap, scenario, storey

from exeunt.report.compose import compose
from exeunt.results.run import open_run
from exeunt.simulation import simulate


def test_the_report_tells_who_came_and_whom_the_alarm_called_away(tmp_path, read):
    venue = {"storeys": [storey("hall", 0, 0, 12, 8)], "exits": [gap("exit", "hall", 12, 3, 12, 5)]}
    crowd = {
        "id": "guests", "number": 6, "cue": "alarm", "pre_movement": 1,
        "where": {"storey": "hall", "area": box(0.5, 0.5, 4, 7.5)},
        "itinerary": [{"id": "cloakroom", "at": [7, 7], "stay": "until the alarm"}],
    }  # fmt: skip
    alarms = {"systems": [{"kind": "bell", "id": "bell", "time": "20 s"}]}
    result = simulate(scenario(venue, [crowd], alarms=alarms), out=tmp_path / "run")
    assert result.ending == "everyone is out"
    reader = read(compose(open_run(tmp_path / "run")))
    (row,) = reader.table("Places of itineraries")
    assert (row["Place"], row["Population"], row["People who came"], row["Called away"]) == (
        "cloakroom", "guests", "6", "6",
    )  # fmt: skip
    assert "leave out these places" in reader.text
