"""The commands check, new and schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from exeunt.base.errors import Problem
from exeunt.cli._print import counted, print_problems
from exeunt.cli.app import app
from exeunt.scenario.schema import document_schema

BAD = "max_time: 1:30\n  sead: 1 "


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., Path]:
    """Write a starter scenario with some text replaced."""

    def write(template: str = "room", *edits: tuple[str, str]) -> Path:
        path = tmp_path / f"{template}.yaml"
        assert call("new", path, "--template", template, "--force").exit_code == 0
        text = path.read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("template", ["room", "storeys"])
def test_a_new_scenario_is_fine_as_it_is(start: Callable[..., Path], template: str) -> None:
    path = start(template)
    result = call("check", path)
    assert result.exit_code == 0, result.output
    assert "can be run" in result.output
    assert "error" not in result.output


def test_new_overwrites_nothing_unless_told(start: Callable[..., Path], tmp_path: Path) -> None:
    path = start()
    path.write_text("mine", encoding="utf-8")
    refused = call("new", path)
    assert refused.exit_code == 1
    assert "exists already" in refused.output
    assert path.read_text(encoding="utf-8") == "mine"
    assert call("new", path, "--force").exit_code == 0
    assert "exeunt: 1" in path.read_text(encoding="utf-8")
    assert call("new", tmp_path / "hall.txt").exit_code == 1
    assert call("new", tmp_path / "x.yaml", "--template", "castle").exit_code == 2


def test_check_lists_every_problem_with_its_line_and_counts_them(start: Callable[..., Path]) -> None:
    path = start("room", ("max_time: 10 min", BAD), ("number: 120", "number: many"))
    lines = path.read_text(encoding="utf-8").splitlines()
    result = call("check", path)
    assert result.exit_code == 1
    for word in ("number: many", "max_time: 1:30", "sead: 1"):
        line = next(n for n, text in enumerate(lines, 1) if word in text)
        assert f"{path}:{line} " in result.output
    assert "3 errors" in result.output
    assert "Traceback" not in result.output


def test_check_prints_one_object(start: Callable[..., Path]) -> None:
    path = start("room", ("number: 120", "number: 5000"))
    result = call("check", path, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["errors"], found["facts"]) == (1, None)
    (problem,) = [entry for entry in found["problems"] if entry["severity"] == "error"]
    assert problem["key"] == "people[0].number"
    assert problem["line"] == 33
    fine = json.loads(call("check", start(), "--json").stdout)
    assert fine["errors"] == 0
    assert fine["facts"]["people"] == 120
    assert fine["facts"]["walkable_m2"] == pytest.approx(20 * 12 - 8.1 * 0.2 - 4, abs=0.1)


def test_check_looks_at_one_variant_if_asked(start: Callable[..., Path]) -> None:
    path = start("room", ("venue.exits.east.state: closed", "run.seed: x"))
    assert "in variant 'one_exit'" in call("check", path).output
    alone = call("check", path, "--variant", "one_exit")
    assert alone.exit_code == 1
    assert "expected a whole number" in alone.output
    assert "Did you mean 'one_exit'?" in call("check", path, "--variant", "one_exi").output


@pytest.mark.parametrize(
    ("template", "names"), [("room", ["plan.svg"]), ("storeys", ["plan-gallery.svg", "plan-hall.svg"])]
)
def test_check_draws_the_venue(
    start: Callable[..., Path], tmp_path: Path, template: str, names: list[str]
) -> None:
    result = call("check", start(template), "--picture", tmp_path / "plan.svg")
    assert result.exit_code == 0
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == names
    for name in names:
        assert "<svg" in (tmp_path / name).read_text(encoding="utf-8")
        assert name in result.output


def test_a_faulty_venue_is_drawn_too(start: Callable[..., Path], tmp_path: Path) -> None:
    path = start("room", ("line: [[20, 5], [20, 6.2]]", "line: [[17, 5], [17, 6.2]]"))
    assert call("check", path, "--picture", tmp_path / "plan.svg").exit_code == 1
    assert (tmp_path / "plan.svg").exists()


def test_schema_is_printed_or_written(tmp_path: Path) -> None:
    assert json.loads(call("schema").stdout) == document_schema()
    assert call("schema", "--out", tmp_path / "schema.json").exit_code == 0
    assert json.loads((tmp_path / "schema.json").read_text(encoding="utf-8")) == document_schema()


def test_problems_are_printed_errors_first(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [
        Problem("a [bold]thing[/bold]", ("x",), severity="warning"),
        Problem("worse", ("y", 1), hint="Mend it."),
    ]
    assert print_problems(problems) == 1
    assert capsys.readouterr().err.splitlines() == [
        "error: y[1]: worse. Mend it.",
        "warning: x: a [bold]thing[/bold]",
        "1 error, 1 warning",
    ]
    assert (counted(0, 0), counted(2, 0), counted(0, 3)) == ("no problems", "2 errors", "3 warnings")


def test_the_check_of_one_variant_says_so_and_counts_no_variants(start: Callable[..., Path]) -> None:
    path = start()
    assert call("check", path).output.rstrip().endswith("people, 1 variant.")
    said = call("check", path, "--variant", "one_exit").output
    assert f"{path} with variant 'one_exit' can be run" in said
    assert said.rstrip().endswith("people.")
    facts = json.loads(call("check", path, "--variant", "one_exit", "--json").output)["facts"]
    assert facts["variants"] is None
    assert json.loads(call("check", path, "--json").output)["facts"]["variants"] == 1
