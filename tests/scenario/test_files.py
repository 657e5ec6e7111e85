"""Scenario files: reading, versions, hashes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from exeunt.base import reading
from exeunt.base.errors import Problem, ScenarioError
from exeunt.scenario import text as document_text
from exeunt.scenario.files import load, loads
from exeunt.scenario.migrations import migrate_text

Write = Callable[..., Path]


def refusal(path: Path) -> Problem:
    with pytest.raises(ScenarioError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    return problem


def test_a_scenario_becomes_si(write: Write, mini: str) -> None:
    scenario = load(write(mini))
    assert scenario.document.venue.storeys[0].walls[0].thickness == pytest.approx(0.2)
    assert scenario.document.run.max_time == 300.0
    assert scenario.document.people[0].number == 20
    assert scenario.folder == scenario.path.parent
    assert scenario.line(("venue", "exits", 1, "line")) == 16


def test_defaults_of_families_come_from_the_catalogue(mini: str) -> None:
    document = loads(mini).document
    assert document.movement.kind == "encounters"
    assert document.people[0].exit_choice.kind == "nearest"
    assert document.people[0].pre_movement.kind == "preset"


def test_a_kind_may_be_written_by_its_name_or_a_number(mini: str) -> None:
    short = mini.replace("number: 2\n", "number: 2\n    exit_choice: nearest\n    pre_movement: 0.5 min\n")
    person = loads(short).document.people[1]
    assert person.exit_choice.kind == "nearest"
    assert person.pre_movement.model_dump() == {"kind": "constant", "value": 30.0}


def test_json_is_read_with_tabs_lines_and_the_same_result(write: Write, mini: str) -> None:
    document = loads(mini).document
    text = json.dumps(document.model_dump(mode="json", by_alias=True, exclude_unset=True), indent="\t")
    assert load(write(text, "mini.json")).document == document
    broken = text.replace('"north"', "12", 1)
    problem = refusal(write(broken, "broken.json"))
    assert problem.line == 1 + text[: text.index('"north"')].count("\n")
    assert problem.key == ("venue", "exits", 0, "id")


def test_files_that_are_no_scenario(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is not UTF-8" in refusal(write(b"exeunt: 1\nname: \xff\n")).message
    assert refusal(write(b"exeunt: 1\nname: \xff\n")).line == 2
    assert "UTF-16" in refusal(write("exeunt: 1".encode("utf-16"))).message
    assert "is empty" in refusal(write("")).message
    assert "folder" in refusal(tmp_path).message
    assert "no such file" in refusal(tmp_path / "other.yaml").message
    assert "mini.yaml" in refusal(tmp_path / "other.yaml").hint
    monkeypatch.setattr(document_text, "MOST_DOCUMENT", 10)
    assert "more than" in refusal(write("exeunt: 1\nname: x\n")).message


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(write: Write, mini: str) -> None:
    content = b"\xef\xbb\xbf" + mini.replace("\n", "\r\n").encode()
    scenario = load(write(content))
    assert scenario.document == loads(mini).document
    assert scenario.line(("run",)) == loads(mini).line(("run",))


def test_a_file_without_permission_is_refused(
    write: Write, mini: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path, found: object, most: int) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(mini)
    monkeypatch.setattr(reading, "_refuse", denied)
    assert refusal(path).message == "the file cannot be read: Permission denied"


def test_the_hash_is_that_of_what_is_simulated(write: Write, mini: str) -> None:
    base = loads(mini).hash
    assert (
        loads("# comment\n" + mini.replace("20 cm", "0.2 m").replace("name: mini", "name: maxi")).hash == base
    )
    assert loads(mini.replace("number: 20", "number: 21")).hash != base
    area = mini.replace("[[0, 0], [10, 0], [10, 8], [0, 8]]", "{wkt_file: hall.wkt}")
    scenario = load(write(area))
    before = scenario.hash
    (scenario.folder / "hall.wkt").write_text("POLYGON ((0 0, 1 0, 1 1, 0 0))")
    assert scenario.hash != before


OLD = """\
# the draft format
exeunt: 0
venue:
  storeys:
    - {id: hall, area: [[0, 0], [9, 0], [9, 9]]}
agents:  # the audience
  - id: all
    number: many
simulation:
  time_limit: 2 min  # long enough
  dt: 0.02
"""


def test_an_old_version_is_migrated_and_keeps_its_lines() -> None:
    document = loads(OLD.replace("many", "5")).document
    assert document.people[0].number == 5
    assert (document.run.max_time, document.run.step) == (120.0, 0.02)
    with pytest.raises(ScenarioError) as caught:
        loads(OLD, "old.yaml")
    (problem,) = caught.value.problems
    assert problem.key == ("people", 0, "number")
    assert problem.line == 8


def test_migrated_text_keeps_comments_and_order() -> None:
    text = migrate_text(OLD.replace("many", "5"))
    assert loads(text).document == loads(OLD.replace("many", "5")).document
    assert text.startswith("# the draft format\nexeunt: 1\n")
    assert "people: # the audience" in " ".join(text.split())
    assert "max_time: 2 min # long enough" in " ".join(text.split())
    assert text.index("people") < text.index("run")
    assert migrate_text(text) == text
