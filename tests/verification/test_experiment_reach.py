"""An experiment from somebody else reads tracks in the data folder, and no other file; all is told with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exeunt.base.errors import ScenarioError
from exeunt.cli.app import app
from exeunt.verification.experiment_reading import load_experiment
from exeunt.verification.validate import validate

HALL = """\
exeunt_experiment: 1
id: hall
title: A hall
kind: unidirectional
source: filmed by ourselves
licence: our own
longest: 2 s
floor:
  area: [[0, 0], [12, 0], [12, 4], [0, 4]]
  exits: {east: [[12, 0], [12, 4]]}
participants: {desired_speed: 1.3 m/s, source: chosen}
measure: {line: [[6, 4], [6, 0]], area: [[5, 0], [7, 0], [7, 4], [5, 4]], along: [1, 0]}
runs:
  - {id: first, tracks: first.txt}
"""
TRACKS = "# framerate: 10\n# x/m y/m\n" + "".join(f"1 {f} {1 + 0.12 * f:.2f} 2\n" for f in range(90))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder; what lies outside of it is a track that could be read."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in (folder / "first.txt", tmp_path / "outside.txt"):
        path.write_text(TRACKS)
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    return folder


def problem(path: Path, text: str, data: Path, **options: object) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        validate(data, [load_experiment(path)], seeds=(1,), **options)
    (found,) = caught.value.problems
    assert found.file == str(path)
    return f"{found.line}: {found}"


def test_tracks_outside_of_the_data_folder_are_refused_with_their_line(tmp_path: Path, data: Path) -> None:
    for name in (
        "../outside.txt",
        str(tmp_path / "outside.txt"),
        "link.txt",
        "/dev/zero",
        "a/../../outside.txt",
    ):
        said = problem(tmp_path / "e.yaml", HALL.replace("first.txt", name), data)
        assert said.startswith("14: "), said
        assert f"'{name}' lies outside the data folder and is not read" in said


def test_a_folder_that_is_allowed_is_read(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "e.yaml"
    path.write_text(HALL.replace("first.txt", "link.txt"))
    assert validate(data, [load_experiment(path)], seeds=(1,), allow=[tmp_path]).rows
    line = ["validate", "--data", str(data), "--experiment", str(path), "--seeds", "1"]
    refused = CliRunner().invoke(app, line)
    assert refused.exit_code == 1
    assert "lies outside the data folder" in refused.output
    assert CliRunner().invoke(app, [*line, "--allow", str(tmp_path)]).exit_code in (0, 5)


def test_an_experiment_names_no_other_file(tmp_path: Path, data: Path) -> None:
    text = HALL.replace("area: [[0, 0], [12, 0], [12, 4], [0, 4]]", "area: {wkt_file: first.txt}")
    said = problem(tmp_path / "e.yaml", text, data)
    assert said.startswith("9: ")
    assert "corners or well-known text, no file" in said


def test_what_the_building_finds_wrong_is_told_in_the_file_of_the_experiment(
    tmp_path: Path, data: Path
) -> None:
    said = problem(tmp_path / "e.yaml", HALL.replace("[[12, 0], [12, 4]]}", "[[30, 0], [30, 4]]}"), data)
    assert said.startswith("10: ")
    assert "floor.exits.east" in said
    said = problem(tmp_path / "e.yaml", HALL.replace("1.3 m/s", "0"), data)
    assert said.startswith("11: ")
    assert "participants: desired_speed" in said


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("[[0, 0], [12, 0], [12, 4], [0, 4]]", "[[0, 0], [12, 4], [12, 0], [0, 4]]", 9, "crosses or touches itself"),
        ("[[6, 4], [6, 0]]", "[[6, 4], [6, 4]]", 12, "no length"),
        ("along: [1, 0]", "along: [1e300, 0]", 12, "direction cannot be"),
        ("[12, 4], [0, 4]]", "[12, 1e300], [0, 4]]", 9, "more than a length can be"),
        ("title: A hall", 'title: "a\\u001b[2J"', 3, "control character"),
    ],
)  # fmt: skip
def test_geometry_and_text_that_cannot_be_are_refused_on_reading(
    before: str, after: str, line: int, words: str, tmp_path: Path, data: Path
) -> None:
    assert before in HALL
    said = problem(tmp_path / "e.yaml", HALL.replace(before, after, 1), data)
    assert said.startswith(f"{line}: "), said
    assert words in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_file_that_is_no_text_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(ScenarioError, match="it is a pipe, not a file"):
        load_experiment(tmp_path / "pipe.yaml")
