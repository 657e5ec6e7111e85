"""``exeunt import``: drawings become scenarios that run."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.scenario.files import load
from exeunt.venue.compile import compile_venue

PLAN = "POLYGON ((0 0, 12 0, 12 8, 0 8, 0 0), (5 3, 7 3, 7 5, 5 5, 5 3))"
EXITS = {
    "exits": [{"id": "north", "segment": [[4, 8], [5.2, 8]]}, {"id": "east", "segment": [[12, 2], [12, 3]]}]
}


def write(folder: Path, plan: str = PLAN) -> list[str]:
    (folder / "plan.wkt").write_text(plan)
    (folder / "exits.json").write_text(json.dumps(EXITS))
    out = str(folder / "hall.yaml")
    return [
        "import",
        str(folder / "plan.wkt"),
        "--exits",
        str(folder / "exits.json"),
        "--people",
        "30",
        "-o",
        out,
    ]


def test_a_polygon_with_exits_becomes_a_scenario_of_the_same_building(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, write(tmp_path))
    assert result.exit_code == 0, result.output
    scenario = load(tmp_path / "hall.yaml")
    venue, problems = compile_venue(scenario.document.venue, scenario.name, scenario.folder)
    assert not problems
    assert abs(venue.surfaces[0].area.area - (96.0 - 4.0)) < 1e-6
    assert [(opening.id, round(opening.width, 6)) for opening in venue.exits] == [
        ("north", 1.2),
        ("east", 1.0),
    ]
    assert scenario.document.people[0].number == 30
    assert list((tmp_path / "hall-plan").glob("*.svg"))


def test_nothing_is_overwritten_unless_told(tmp_path: Path) -> None:
    arguments = write(tmp_path)
    (tmp_path / "hall.yaml").write_text("mine")
    refused = CliRunner().invoke(app, arguments)
    assert refused.exit_code == 1
    assert "--force" in refused.output
    assert (tmp_path / "hall.yaml").read_text() == "mine"
    assert CliRunner().invoke(app, [*arguments, "--force"]).exit_code == 0
    assert load(tmp_path / "hall.yaml").document.people[0].number == 30


def test_what_is_wrong_with_a_drawing_is_said(tmp_path: Path) -> None:
    crossed = CliRunner().invoke(app, write(tmp_path, "POLYGON ((0 0, 12 8, 12 0, 0 8, 0 0))"))
    assert crossed.exit_code == 1
    assert "(6.00, 4.00)" in crossed.output
    foreign = CliRunner().invoke(app, ["import", "plan.dxf", "-o", str(tmp_path / "x.yaml")])
    assert foreign.exit_code == 1
    assert "only .wkt and .geojson" in foreign.output
    assert "Traceback" not in crossed.output + foreign.output
