"""``exeunt import``: drawings become scenarios that run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
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


CENTIMETRES = "POLYGON ((0 0, 1200 0, 1200 800, 0 800, 0 0))"


def test_without_somebody_to_ask_the_unit_is_an_error_that_says_what_to_add(tmp_path: Path) -> None:
    (tmp_path / "plan.wkt").write_text(CENTIMETRES)
    command = ["import", str(tmp_path / "plan.wkt"), "-o", str(tmp_path / "hall.yaml")]
    refused = CliRunner().invoke(app, command)
    assert refused.exit_code == 1
    assert "Add --units cm" in refused.output
    assert not (tmp_path / "hall.yaml").exists()
    assert "--units 'cmm' is not one of" in CliRunner().invoke(app, [*command, "--units", "cmm"]).output
    assert CliRunner().invoke(app, [*command, "--units", "cm", "--shift", "1"]).exit_code == 2
    CliRunner().invoke(app, [*command, "--units", "cm", "--shift", "-100,50"])
    venue = load(tmp_path / "hall.yaml").document.venue
    assert venue.storeys[0].area[:2] == [(1.0, -0.5), (13.0, -0.5)]
    assert venue.drawing is not None
    assert (venue.drawing.name, venue.drawing.units, venue.drawing.shift) == (
        "plan.wkt",
        "cm",
        (-100.0, 50.0),
    )


def test_the_unit_is_asked_for_until_it_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.wkt").write_text(CENTIMETRES)
    monkeypatch.setattr("exeunt.cli.import_.somebody_answers", lambda: True)
    command = ["import", str(tmp_path / "plan.wkt"), "-o", str(tmp_path / "hall.yaml")]
    asked = CliRunner().invoke(app, command, input="ells\ncm\n")
    assert "in cm 12.00 x 8.00 m" in asked.output
    assert "'ells' is not one of" in asked.output
    assert load(tmp_path / "hall.yaml").document.venue.storeys[0].area[2] == (12.0, 8.0)


def test_sealed_ground_of_a_drawing_is_left_out_when_told(tmp_path: Path) -> None:
    shaft = "POLYGON ((0 0, 12 0, 12 8, 0 8, 0 0), (5 3, 7 3, 7 5, 5 5, 5 3))"
    inner = "POLYGON ((5.2 3.2, 6.8 3.2, 6.8 4.8, 5.2 4.8, 5.2 3.2))"
    command = write(tmp_path, f"GEOMETRYCOLLECTION ({shaft}, {inner})")
    refused = CliRunner().invoke(app, command)
    assert refused.exit_code == 1
    assert "from 2.56 m² of 'floor' around (6.00, 4.00) no exit can be reached" in refused.output
    told = CliRunner().invoke(app, [*command, "--force", "--leave-out-sealed"])
    assert told.exit_code == 0, told.output
    assert "2.56 m² of storey 'floor' are sealed and left out" in told.output
    assert load(tmp_path / "hall.yaml").document.venue.sealed_ground == "leave_out"


def test_what_is_wrong_with_a_drawing_is_said(tmp_path: Path) -> None:
    crossed = CliRunner().invoke(app, write(tmp_path, "POLYGON ((0 0, 12 8, 12 0, 0 8, 0 0))"))
    assert crossed.exit_code == 1
    assert "(6.00, 4.00)" in crossed.output
    foreign = CliRunner().invoke(app, ["import", "plan.dxf", "-o", str(tmp_path / "x.yaml")])
    assert foreign.exit_code == 1
    assert "only .wkt and .geojson" in foreign.output
    assert "Traceback" not in crossed.output + foreign.output
