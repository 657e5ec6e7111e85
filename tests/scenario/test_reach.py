"""A scenario from somebody else reads its own folder and what the user allows, and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from exeunt.base.errors import RunFolderError, ScenarioError
from exeunt.cli.app import app
from exeunt.report.compose import write_report
from exeunt.results.run import open_run
from exeunt.scenario.check import check_file
from exeunt.scenario.files import apply_edits, load
from exeunt.simulation import simulate

SQUARE = "POLYGON ((0 0, 6 0, 6 4, 0 4, 0 0))"
SECRET = "root:x:0:0:a line that is none of the scenario's business"


def _hall(area: Any) -> dict[str, Any]:
    return {
        "exeunt": 1,
        "venue": {
            "storeys": [{"id": "floor", "area": area}],
            "exits": [{"id": "out", "storey": "floor", "line": [[6, 1], [6, 3]]}],
        },
        "people": [{"id": "people", "number": 2}],
        "run": {"step": "0.02 s", "max_time": "20 s"},
    }


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return the folder of the scenario and one beside it that holds what is secret."""
    mine, other = tmp_path / "mine", tmp_path / "other"
    mine.mkdir()
    other.mkdir()
    (other / "secret.txt").write_text(SECRET)
    (other / "plan.wkt").write_text(SQUARE)
    (other / "base.yaml").write_text(json.dumps(_hall([[0, 0], [6, 0], [6, 4], [0, 4]])))
    (mine / "plan.wkt").write_text(SQUARE)
    return mine, other


def _write(folder: Path, document: dict[str, Any]) -> Path:
    path = folder / "hall.yaml"
    path.write_text(json.dumps(document))
    return path


def _outside(way: str, mine: Path, other: Path) -> dict[str, Any]:
    """Return a scenario that names a file of the other folder in one of the ways there are."""
    if way == "absolute path":
        return _hall({"wkt_file": str(other / "plan.wkt")})
    if way == "parent folder":
        return _hall({"wkt_file": "../other/plan.wkt"})
    if way == "GeoJSON":
        return _hall({"geojson_file": "../other/plan.wkt"})
    if way == "link to a file":
        os.symlink(other / "plan.wkt", mine / "linked.wkt")
        return _hall({"wkt_file": "linked.wkt"})
    if way == "link to a folder":
        os.symlink(other, mine / "sub")
        return _hall({"wkt_file": "sub/plan.wkt"})
    if way == "based on":
        return {"exeunt": 1, "based_on": "../other/base.yaml"}
    hall = _hall({"wkt_file": "plan.wkt"})
    if way == "variant":
        changed = {"venue.storeys.floor.area.wkt_file": "../other/secret.txt"}
        return hall | {"variants": {"never run": {"set": changed}}}
    if way == "block in a variant":
        changed = {"venue.storeys.floor.area": {"wkt_file": "../other/secret.txt"}}
        return hall | {"variants": {"never run": {"set": changed}}}
    if way == "fire result":
        source = {"kind": "fds", "id": "fire", "result_folder": str(other)}
        return hall | {"hazards": {"sources": [source]}}
    assert way == "alert"
    return hall | {
        "alarms": {"systems": [{"id": "phones", "kind": "phone", "cap_file": "../other/secret.txt"}]}
    }


WAYS = (
    "absolute path", "parent folder", "GeoJSON", "link to a file", "link to a folder", "based on", "variant",
    "block in a variant", "fire result", "alert",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_files_outside_the_folder_are_refused_with_their_key(way: str, folders: tuple[Path, Path]) -> None:
    mine, other = folders
    scenario = _write(mine, _outside(way, mine, other))
    found = [problem for problem in check_file(scenario).errors if "lies outside" in problem.message]
    assert len(found) == 1, [str(problem) for problem in check_file(scenario).errors]
    assert "--allow" in found[0].hint
    assert found[0].line == 1
    with pytest.raises(ScenarioError, match="lies outside"):
        load(scenario)
    runner = CliRunner()
    for command in (["check", str(scenario)], ["run", str(scenario), "--out", str(mine / "run")]):
        result = runner.invoke(app, command)
        assert result.exit_code == 1
        assert SECRET not in result.output
    assert not (mine / "run").exists(), (
        "a refused scenario leaves no run folder, so nothing is copied into one"
    )


@pytest.mark.parametrize("way", ["absolute path", "link to a file", "based on"])
def test_allowed_folders_are_read(way: str, folders: tuple[Path, Path]) -> None:
    mine, other = folders
    scenario = _write(mine, _outside(way, mine, other))
    assert not check_file(scenario, allow=[other]).errors
    result = CliRunner().invoke(app, ["check", str(scenario), "--allow", str(other)])
    assert result.exit_code == 0, result.output


def test_a_file_that_the_user_names_is_read(folders: tuple[Path, Path]) -> None:
    mine, other = folders
    scenario = load(_write(mine, _hall({"wkt_file": "plan.wkt"})))
    chosen = apply_edits(scenario, {"venue.storeys.floor.area.wkt_file": str(other / "plan.wkt")})
    assert chosen.inputs == {str(other / "plan.wkt"): "inputs/plan.wkt"}


def test_a_folder_below_and_a_base_below_are_read(folders: tuple[Path, Path]) -> None:
    mine, _ = folders
    (mine / "plans").mkdir()
    (mine / "plans" / "floor.wkt").write_text(SQUARE)
    (mine / "plans" / "base.yaml").write_text(json.dumps(_hall({"wkt_file": "floor.wkt"})))
    assert not check_file(_write(mine, {"exeunt": 1, "based_on": "plans/base.yaml"})).errors


def test_a_base_may_not_name_what_the_scenario_may_not(folders: tuple[Path, Path]) -> None:
    mine, other = folders
    (mine / "base.yaml").write_text(json.dumps(_hall({"wkt_file": str(other / "plan.wkt")})))
    problems = check_file(_write(mine, {"exeunt": 1, "based_on": "base.yaml"})).errors
    assert any("lies outside" in problem.message for problem in problems)


def test_a_foreign_run_folder_with_links_gives_nothing_of_what_they_lead_to(
    folders: tuple[Path, Path],
) -> None:
    mine, other = folders
    run = mine / "run"
    simulate(load(_write(mine, _hall({"wkt_file": "plan.wkt"}))), out=run, threads=1)
    (run / "inputs" / "more.txt").symlink_to(other / "secret.txt")
    (run / "scenario.yaml").unlink()
    (run / "scenario.yaml").symlink_to(other / "secret.txt")
    text = write_report(open_run(run), mine / "report.html").read_text(encoding="utf-8")
    assert "none of the scenario" not in text
    assert "leads out of the run folder" in text
    assert "secret.txt" not in text


@pytest.mark.parametrize("name", ["run.json", "venue.json", "people.parquet"])
def test_a_table_that_is_a_link_out_of_the_run_folder_is_refused(
    name: str, folders: tuple[Path, Path]
) -> None:
    mine, other = folders
    run = mine / "run"
    simulate(load(_write(mine, _hall({"wkt_file": "plan.wkt"}))), out=run, threads=1)
    os.replace(run / name, other / name)
    (run / name).symlink_to(other / name)

    def read() -> None:
        opened = open_run(run)
        assert opened.venue is not None
        opened.people()

    with pytest.raises(RunFolderError, match="leads out of the run folder"):
        read()
