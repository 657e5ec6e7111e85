"""Runs that are broken, empty, old or strange give a clear report, never a traceback."""

from __future__ import annotations

import dataclasses
import json

import exeunt_made as made
import numpy as np
import pyarrow.parquet as pq
import pytest
from scenes import gap, scenario, storey

from exeunt.report.blocks import Note
from exeunt.report.compose import compose
from exeunt.report.html import html
from exeunt.results.folder import RunWriter
from exeunt.results.run import open_run
from exeunt.simulation import simulate


def notes(report) -> list[str]:
    return [block.title for block in report.blocks if isinstance(block, Note)]


def told(folder, read):
    report = compose(open_run(folder))
    assert len(list(report.headings())) == 16
    assert str(folder) not in html(report)
    return read(report), notes(report)


def test_a_killed_run_is_reported_as_far_as_it_went(tmp_path, read):
    made.write(made.walk_out(), tmp_path / "run", finish=False)
    reader, warned = told(tmp_path / "run", read)
    assert warned.count("Not a complete run.") == 3
    assert "was killed" in reader.text
    assert "the last person after" not in reader.text
    assert any(figure.alt.startswith("Highest density") for figure in reader.figures)


def test_a_run_killed_before_its_first_part(tmp_path, read):
    RunWriter(
        tmp_path / "run", scenario=made.SCENARIO, venue=made.two_storeys(), people=3, info={"name": "x"}
    )
    reader, warned = told(tmp_path / "run", read)
    assert "The run folder holds no result to report." in reader.text
    assert "Not a complete run." in warned


def test_nobody_gets_out(tmp_path, read):
    data = made.walk_out(people=30)
    data = dataclasses.replace(data, time_out=np.full(30, np.nan), status=np.minimum(data.status, 2))
    made.write(data, tmp_path / "run")
    reader, warned = told(tmp_path / "run", read)
    assert "Nobody left: 30 people were still inside" in reader.text
    assert "People left inside." in warned
    assert {row["Out after"] for row in reader.table("When which share")} == {"not reached"}


def test_one_person(tmp_path, read):
    made.write(made.walk_out(people=1), tmp_path / "run")
    reader, _ = told(tmp_path / "run", read)
    assert "The only person in the venue left after" in reader.text


def test_nobody_at_all_and_no_exit_that_opens(tmp_path, read):
    venue = {"storeys": [storey("hall", 0, 0, 8, 6)], "exits": [gap("e", "hall", 0, 2, 0, 3.2)]}
    simulate(scenario(venue, [{"number": 0}]), out=tmp_path / "empty")
    reader, _ = told(tmp_path / "empty", read)
    assert "Nobody was in the venue during this run." in reader.text
    shut = {**venue, "exits": [{**venue["exits"][0], "changes": [{"at": 0.01, "state": "closed"}]}]}
    simulate(scenario(shut, [{"number": 4}]), out=tmp_path / "shut")
    reader, warned = told(tmp_path / "shut", read)
    assert "People left inside." in warned
    assert reader.table("Why people were inside at the end") == [
        {"Why": "no open exit can be reached", "People": "4"}
    ]
    assert "no optimal clearance" in reader.text


def test_an_older_folder_lacks_things_and_says_so(tmp_path, read):
    made.write(made.walk_out(), tmp_path / "run")
    path = tmp_path / "run" / "run.json"
    info = json.loads(path.read_text())
    for name in ("density_cell", "machine", "versions", "seed", "scenario_hash"):
        del info[name]
    path.write_text(json.dumps(info))
    people = tmp_path / "run" / "people.parquet"
    pq.write_table(pq.read_table(people).drop_columns(["start_time", "mobility", "pre_movement"]), people)
    reader, _ = told(tmp_path / "run", read)
    assert "All 200 people left." in reader.text
    assert "The run folder holds no density to show." in reader.text
    assert "does not say when people started" in reader.text


@pytest.mark.parametrize("table", ["events", "fields", "trajectories"])
def test_a_damaged_part_is_named(table, tmp_path, read):
    made.write(made.walk_out(), tmp_path / "run")
    part = next((tmp_path / "run" / table).iterdir())
    part.write_bytes(part.read_bytes()[:60])
    reader, warned = told(tmp_path / "run", read)
    assert {"Could not be read.", "This section could not be made."} & set(warned)
    assert f"{table}/{part.name} is damaged" in reader.text


def test_a_scenario_of_another_version_only_loses_its_own_sections(tmp_path, read):
    made.write(made.walk_out(), tmp_path / "run")
    reader, warned = told(tmp_path / "run", read)
    assert warned.count("Not available.") == 2
    assert "cannot be read by this version" in reader.text
    assert "exeunt run run/scenario.yaml --seed 1 --out repeat" in reader.text


def test_people_faster_than_any_measured_flow_are_called_implausible(tmp_path, read):
    # 200 people walk through two exits as if they were alone
    made.write(made.walk_out(), tmp_path / "run")
    reader, warned = told(tmp_path / "run", read)
    assert "Implausible flow." in warned
    assert "no other use of the exits" not in reader.text
