"""Nobody inside during the whole run: it ends normally, and so do summary, report, page, pictures and exports."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from scenes import Document, box, gap, scenario, storey
from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.metrics.exits import inside_curve
from exeunt.results.run import open_run

VENUE = {
    "storeys": [storey("hall", 0, 0, 20, 10, walls=[{"line": [[14, 0], [14, 10]]}])],
    "rooms": [
        {"id": "floor", "storey": "hall", "area": box(0, 0, 13.9, 10)},
        {"id": "office", "storey": "hall", "area": box(14.1, 0, 20, 10)},
    ],
    "doors": [gap("office door", "hall", 14, 4, 14, 5.2)],
    "exits": [gap("west", "hall", 0, 4, 0, 6), gap("east", "hall", 20, 4, 20, 6)],
}
NONE = {"number": 0, "where": {"room": "floor"}}
LATE = {
    "inflow": {"storey": "hall", "line": [[2, 2], [2, 8]], "rates": [{"from": 30, "until": 60, "rate": 1}]}
}
ALARM: Document = {"systems": [{"id": "bell", "kind": "bell", "time": 1}]}
SMOKE: Document = {
    "sources": [{"id": "fire", "kind": "room_filling", "storey": "hall", "at": [12, 5], "ceiling": "4 m"}]
}
ZONE: Document = {"id": "zone", "storey": "hall", "radius": 2, "seen": 20, "heard": 20, "end": 60,
                  "path": [{"time": 0, "at": [5, 5]}]}  # fmt: skip
SECTIONS: dict[str, Document] = {
    "no section": {},
    "fire and alarm": {"hazards": SMOKE, "alarms": {"detectors": [
        {"id": "d", "kind": "smoke", "storey": "hall", "at": [11, 5], "height": "3.9 m"}]}},
    "behaviour": {"behaviour": {}, "alarms": ALARM},
    "danger zone and refuge": {
        "behaviour": {}, "danger_zones": [ZONE],
        "refuges": [{"id": "office", "room": "office", "doors": ["office door"]}],
    },
    "groups": {"alarms": ALARM},
    "signs": {"signs": [{"id": "s", "storey": "hall", "at": [10, 9.9], "facing": "-90 deg", "exit": "west"}]},
}  # fmt: skip


def commands(folder: Path, tmp_path: Path, document: Any) -> dict[str, Any]:
    """Type every command that takes a scenario or a run; returns the summary."""
    path = tmp_path / "scene.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    lines = [
        ["check", path], ["run", path, "--out", folder], ["report", folder, "--out", tmp_path / "report.html"],
        ["view", folder, "--export", tmp_path / "page.html"], ["cite", folder],
        ["export", folder, tmp_path / "run.sqlite"],
        ["export", folder, tmp_path / "run.h5", "--format", "archive-hdf5"],
    ]  # fmt: skip
    for line in lines:
        shown = CliRunner().invoke(app, ["--debug", *map(str, line)])
        assert shown.exit_code == 0, f"{line[0]}: {shown.output[-2000:]}"
    return open_run(folder).summary()


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("people", [NONE, LATE], ids=["nobody", "nobody yet"])
def test_every_command_ends_normally(people: Document, section: str, tmp_path: Path) -> None:
    more = {"groups": {"size": 2, "gather": {}}} if section == "groups" else {}
    run = {"max_time": 3, "step": 0.05}
    scene = scenario(VENUE, [{**people, **more}], name="nobody", run=run, **SECTIONS[section])
    summary = commands(tmp_path / "run", tmp_path, json.loads(scene.source.text))
    assert summary["people_out"] == 0
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Nobody was in the venue during this run." in text
    assert not {"nan", "NaN", "inf"} & set(text.replace("<", " ").replace(">", " ").split())
    with sqlite3.connect(tmp_path / "run.sqlite") as database:
        assert database.execute("select count(*) from trajectory_data").fetchone() == (0,)
        assert database.execute("select count(*) from frame_data").fetchone()[0] >= 1
    with h5py.File(tmp_path / "run.h5") as file:
        assert file["trajectory"].shape == (0,)


def test_a_scenario_without_any_population_runs(tmp_path: Path) -> None:
    document = json.loads(scenario(VENUE, [], name="nobody").source.text)
    assert commands(tmp_path / "run", tmp_path, document)["people_out"] == 0


def test_the_curve_of_people_inside_begins_with_the_run() -> None:
    """Before the first arrival nobody is inside, which is a value and not a gap."""
    times, inside = inside_curve(np.array([5.0, np.nan, 7.0]), np.array([9.0, np.nan, np.nan]))
    assert times.tolist() == [0.0, 5.0, 7.0, 9.0]
    assert inside.tolist() == [0, 1, 2, 1]
    nobody = inside_curve(np.empty(0), np.empty(0))
    assert (nobody[0].tolist(), nobody[1].tolist()) == ([0.0], [0])
