"""What a reader must be able to check: whole distributions, thresholds, lifts, limits of each model."""

from __future__ import annotations

import pytest
from scenes import gap, scenario, storey

from exeunt.metrics.queues import QueueRule
from exeunt.metrics.service import SCALES
from exeunt.report.blocks import Bullets, Note, Report, Table, words
from exeunt.report.compose import compose
from exeunt.results.run import open_run
from exeunt.simulation import simulate
from exeunt.viewer import colours

NEAREST = {"exit_choice": "nearest"}
LOG_NORMAL = {"kind": "log_normal"}


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory):
    """Two storeys with two equal lifts, an escalator, groups, and delays written in three ways."""
    venue = {
        "storeys": [storey("hall", 0, 0, 12, 12), storey("gallery", 20, 0, 32, 12, elevation=5.0)],
        "escalators": [
            {"id": "moving", "direction": "down", "foot": {"storey": "hall", "line": [[12, 2], [12, 3]]},
             "head": {"storey": "gallery", "line": [[20, 2], [20, 3]]}}
        ],
        "lifts": [
            {"id": f"lift {n}", "to": "hall", "stops": [
                {"storey": "hall", "line": [[12, y], [12, y + 1.1]]},
                {"storey": "gallery", "line": [[20, y], [20, y + 1.1]]}]}
            for n, y in enumerate((7, 9.5))
        ],
        "exits": [gap("out", "hall", 0, 5, 0, 7)],
        "doors": [],
    }  # fmt: skip
    people = [
        {"id": "default", "number": 3, "pre_movement": LOG_NORMAL, **NEAREST},
        {"id": "set", "number": 3, "pre_movement": {**LOG_NORMAL, "median": 8, "sigma": 0.4, "max": 30}, **NEAREST},
        {"id": "preset", "number": 3, "pre_movement": "preset", "groups": {}, **NEAREST},
    ]  # fmt: skip
    for block in people:
        block["where"] = {"storey": "hall"}
    folder = tmp_path_factory.mktemp("building") / "run"
    simulate(scenario(venue, people, movement="collision_free_speed"), out=folder)
    return compose(open_run(folder))


def table_of(report: Report, caption: str) -> Table:
    return next(b for b in report.blocks if isinstance(b, Table) and b.caption.startswith(caption))


def test_a_delay_stands_with_its_whole_distribution(building, read):
    rows = {
        row["Population"]: row["Starts to move after"]
        for row in read(building).table("What the populations do")
    }
    assert rows["default"] == "log-normal, median 60 s, sigma 0.6"
    assert rows["set"] == "log-normal, median 8 s, sigma 0.4, at most 30 s"
    assert rows["preset"] == "log-normal, median 60 s, sigma 0.6 (preset: seated concert)"
    for row in read(building).table("Parameters with value"):
        if "pre_movement.median (default)" in row["Parameter"]:
            assert row["Value"] == "60 s (log-normal, median 60 s, sigma 0.6)"
            # left out, so it is our default, and nothing verifies it
            assert row["Basis"] == "unverified default"
            break
    else:
        pytest.fail("the default median is not listed")


def test_lifts_and_escalators_are_listed_once_with_source_and_mark(building, read):
    rows = {row["Parameter"].split(":")[0]: row for row in read(building).table("Parameters with value")}
    for name, value, span in (
        ("capacity", "8", "4 to 26"), ("speed", "1 m/s", "0.63 to 2.5 m/s"),
        ("acceleration", "0.6 m/s2", "0.4 to 1.2 m/s2"),
        ("opening", "2 s", "1.5 to 4 s"), ("closing", "3 s", "2 to 5 s"), ("transfer", "1.2 s", "0.8 to 2 s"),
        ("dwell", "3 s", "2 to 10 s"),
    ):  # fmt: skip
        row = rows[f"venue.lifts.{name} (lift 0 and lift 1)"]
        assert (row["Value"], row["Range"], row["Basis"]) == (value, span, "unverified default")
        assert "CIBSE" in row["Source"]
    belt = rows["venue.escalators.speed (moving)"]
    assert (belt["Value"], belt["Range"], belt["Basis"]) == ("0.5 m/s", "0.5 to 0.75 m/s", "default")
    assert "EN 115" in belt["Source"]


def test_lifts_and_escalators_are_no_doors(building, read):
    reader = read(building)
    assert "0 doors inside" in reader.text
    assert "It has 2 lifts and 1 escalator." in reader.text
    plans = [figure for figure in reader.figures if figure.alt.startswith("Plan of")]
    # red is for what never opens; the doors of a lift do
    assert all(colours.PROHIBITED not in figure.picture.code() for figure in plans)


def test_thresholds_of_the_measures_stand_with_source_and_mark(building, read):
    reader = read(building)
    rows = {row["Measure"]: row for row in reader.table("Thresholds of the measures")}
    rule = QueueRule()
    assert rows["Queue: walks slower than"]["Threshold"] == f"{rule.speed:g} m/s"
    assert rows["Queue: density at least"]["Threshold"] == f"{rule.density:g} per m²"
    assert rows["Queue: fewest people"]["Threshold"] == f"{rule.fewest} people"
    for name, scale in SCALES.items():
        row = rows[f"Level of service, {name}: upper limits of A to E"]
        assert row["Threshold"].startswith(", ".join(f"{limit:g}" for limit in scale.limits))
        assert row["Basis"] == "unverified"
        assert "Fruin" in row["Source"]
    assert rows["Capacity of an exit"]["Basis"] == "from source"
    (table,) = [
        b
        for b in building.blocks
        if isinstance(b, Table) and b.caption.startswith("Thresholds of the measures")
    ]
    shaded = [words(row[3]) == "unverified" for row in table.rows]
    assert [index in table.marked for index in range(len(shaded))] == shaded


def test_every_threshold_in_the_words_of_the_report_is_in_the_table(reader):
    """Sections that print a limit take it from the same place as the table."""
    rows = {row["Measure"]: row["Threshold"] for row in reader.table("Thresholds of the measures")}
    assert f"slower than {rows['Queue: walks slower than']}" in reader.text
    assert f"{rows['Capacity of an exit'].split()[0]} people per second and metre" in reader.text
    for value in ("2", "4", "5"):
        assert f"{value} per m²" in reader.text


def test_what_groups_lifts_and_escalators_cannot_show_is_told(building):
    (limits,) = [block for block in building.blocks[-20:] if isinstance(block, Bullets)][-1:]
    text = " ".join(words(item) for item in limits.items)
    for said in ("Groups wait for their members", "Lifts run by their timetable", "People ride escalators at the speed",
                 "There is no smoke, heat or toxic gas in this run"):  # fmt: skip
        assert said in text


def test_the_count_of_unverified_values_does_not_depend_on_how_many_lifts_there_are(building):
    notes = [b for b in building.blocks if isinstance(b, Note) and b.title == "Unverified assumptions."]
    (table,) = [
        b for b in building.blocks if isinstance(b, Table) and b.caption.startswith("Parameters with value")
    ]
    assert notes[0].text.startswith(f"{len(table.marked)} values")
