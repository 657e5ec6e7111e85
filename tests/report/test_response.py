"""The run folder, the summary, the report and the viewer tell of responders, and count nobody of them as to get out."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenes import box, gap, scenario, storey

from exeunt.base.columns import RESCUES
from exeunt.report.compose import compose
from exeunt.report.html import html
from exeunt.results.run import Run, open_run
from exeunt.simulation import simulate
from exeunt.viewer.sources import RunSource


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    venue = {"storeys": [storey("hall", 0, 0, 30, 10)], "exits": [gap("exit", "hall", 0, 4, 0, 6)]}
    people = [
        {"number": 20, "where": {"storey": "hall", "area": box(8, 1, 20, 9)}, "pre_movement": 5},
        {"number": 2, "where": {"storey": "hall", "area": box(22, 1, 29, 9)}, "injured": 0},
    ]
    force = {
        "id": "rescue", "called": 5, "enter": "exit", "number": 4, "command": 10, "assembled": 20, "approach": 10,
        "told": True, "search": [], "collection_point": {"storey": "hall", "at": [4, 5]},
    }  # fmt: skip
    scene = scenario(venue, people, responders=[force], run={"max_time": 900})
    folder = tmp_path_factory.mktemp("responders") / "run"
    simulate(scene, seed=1, out=folder, threads=1)
    return open_run(folder)


def test_nobody_waits_for_responders_to_leave(run: Run) -> None:
    row, table = run.summary(), run.people()
    assert len(table) == 26
    assert row["people"] == 22
    assert row["people_out"] == 20
    assert row["people_inside"] == 2
    assert row["responders"] == 4
    assert row["t90_s"] == pytest.approx(
        sorted(t for t in table["time_out"].to_pylist() if t == t)[19], abs=1e-9
    )
    assert row["inside_reasons"] == [{"reason": "at the collection point", "people": 2}]
    assert run.info["reason"] == "everyone is out or rescued"


def test_the_times_of_help_are_those_of_the_people(run: Run) -> None:
    row, table = run.summary(), run.people()
    lying = [k for k, stage in enumerate(table["rescue"].to_pylist()) if stage == RESCUES[-1]]
    reached = [table["reached_at"][k].as_py() for k in lying]
    collected = [table["collected_at"][k].as_py() for k in lying]
    assert (row["casualties_reached"], row["casualties_collected"]) == (2, 2)
    assert row["first_reached_s"] == min(reached) > 35.0
    assert (row["first_collected_s"], row["all_collected_s"]) == (min(collected), max(collected))


def test_the_report_tells_the_stages_from_the_call_on(run: Run) -> None:
    text = html(compose(run))
    for words in ("Responders", "unified command", "last there", "2 casualties reached"):
        assert words in text


def test_the_viewer_offers_how_far_casualties_are(run: Run) -> None:
    columns = {entry["name"]: entry for entry in RunSource(run.folder).entry()["columns"]}
    assert columns["rescue"]["values"] == list(RESCUES)
    assert columns["rescue"]["recorded"]
    assert "mission" not in columns
    assert "speed_factor_carry" not in columns


def test_a_run_without_responders_says_nothing_of_them(tmp_path: Path) -> None:
    venue = {"storeys": [storey("hall", 0, 0, 10, 10)], "exits": [gap("exit", "hall", 0, 4, 0, 6)]}
    people = [{"number": 3, "where": {"storey": "hall"}}]
    simulate(scenario(venue, people), seed=1, out=tmp_path / "run", threads=1)
    plain = open_run(tmp_path / "run")
    assert "responders" not in plain.summary()
    assert not {"task_force", "rescue", "mission"} & set(plain.people().column_names)
    assert "Responders" not in html(compose(plain))
