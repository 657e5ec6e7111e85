"""``exeunt verify`` as a user types it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.cli.outcome import Code
from exeunt.verification import catalogue
from exeunt.verification.catalogue import chosen
from exeunt.verification.contract import Verdict

QUICK = ["--workers", "0"]


def test_one_test_with_table_and_json(tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    shown = CliRunner().invoke(app, ["verify", "--only", "rimea-1", "--json", str(path), *QUICK])
    assert shown.exit_code == 0, shown.output
    for words in ("standard's criterion", "our gate", "measured", "passed", "rimea: 1 passed"):
        assert words in shown.output
    (row,) = json.loads(path.read_text(encoding="utf-8"))
    assert row["id"] == "rimea-1"
    assert row["state"] == "passed"
    assert 26 <= row["value"] <= 34


def test_exit_codes_tell_failed_from_not_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    (passing,) = chosen("imo", "imo-1")
    waiting = replace(passing, trial=None, missing="a corridor")
    monkeypatch.setattr(catalogue, "chosen", lambda suite, only: [waiting])
    unfinished = CliRunner().invoke(app, ["verify", *QUICK])
    assert unfinished.exit_code == 0, "what is not yet there has not failed"
    assert "imo: 1 not yet" in unfinished.output
    failing = replace(passing, judge=lambda samples: Verdict(False, "too slow"))
    monkeypatch.setattr(catalogue, "chosen", lambda suite, only: [failing])
    failed = CliRunner().invoke(app, ["verify", *QUICK])
    assert failed.exit_code == Code.TEST_FAILED
    assert "imo: 1 failed" in failed.output


def test_unknown_names_are_told_with_what_is_known() -> None:
    for arguments, words in (
        (["--suite", "imoo"], "rimea, imo, nist, iso, analytic"),
        (["--only", "imo-77"], "imo-12"),
    ):
        shown = CliRunner().invoke(app, ["verify", *arguments])
        assert shown.exit_code == Code.WRONG_INPUT
        assert words in shown.output
    shown = CliRunner().invoke(app, ["verify", "--only", "imo-1", "--movement", "gliding"])
    assert shown.exit_code == Code.USAGE
    assert "collision_free_speed" in shown.output


def test_the_list_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    tests = [replace(test, missing="a lift" * (test.id == "iso-20")) for test in chosen("iso", None)]
    monkeypatch.setattr(catalogue, "chosen", lambda suite, only: tests)
    shown = CliRunner().invoke(app, ["verify", "--list", "--suite", "iso"])
    lines = shown.output.splitlines()
    assert len(lines) == 21
    assert any("iso-20" in line and "not yet" in line for line in lines)


def test_scenarios_are_written_and_nothing_is_run(tmp_path: Path) -> None:
    shown = CliRunner().invoke(app, ["verify", "--only", "imo-10", "--write-scenario", str(tmp_path / "s")])
    assert shown.exit_code == 0
    (path,) = (tmp_path / "s").iterdir()
    checked = CliRunner().invoke(app, ["check", str(path)])
    assert checked.exit_code == 0, checked.output
