"""Scenarios based on another file: what they take over, where their errors stand, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from exeunt.base.errors import ScenarioError
from exeunt.scenario.check import check_file
from exeunt.scenario.files import load
from exeunt.simulation import simulate

HALL = """
exeunt: 1
name: Hall
venue:
  storeys:
    - {id: floor, area: [[0, 0], [10, 0], [10, 6], [0, 6]]}
  exits:
    - {id: north, storey: floor, line: [[4, 6], [6, 6]]}
    - {id: south, storey: floor, line: [[6, 0], [4, 0]]}
people:
  - {id: crowd, number: 20, pre_movement: 0}
run: {seed: 7}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "hall.yaml", HALL)
    return tmp_path


def refused(path: Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        load(path)
    return str(caught.value)


def test_sections_come_from_the_other_file_unless_this_one_has_them(folder):
    path = write(folder, "more.yaml", "exeunt: 1\nbased_on: hall.yaml\nname: More\nrun: {max_time: 60 s}\n")
    document = load(path).document
    assert document.name == "More"
    assert [exit.id for exit in document.venue.exits] == ["north", "south"]
    assert document.run.max_time == 60
    # a section is taken whole or not at all
    assert document.run.seed == type(document.run)().seed


def test_edits_change_what_is_taken_over_and_the_run_shows_it(folder):
    edits = "modify: {set: {venue.exits.north.state: locked}, add: {people: [{id: late, number: 5}]}}"
    shut = load(write(folder, "shut.yaml", f"exeunt: 1\nbased_on: hall.yaml\n{edits}\n"))
    assert [people.id for people in shut.document.people] == ["crowd", "late"]
    result = simulate(shut, threads=1)
    assert result.world["exit_used"].tolist() == [1] * 25


def test_the_hash_is_that_of_the_scenario_written_out(folder):
    based = load(write(folder, "same.yaml", "exeunt: 1\nbased_on: hall.yaml\n"))
    assert based.hash == load(folder / "hall.yaml").hash


def test_chains_and_files_named_from_another_folder(folder):
    write(folder, "parts/floor.wkt", "POLYGON ((0 0, 10 0, 10 6, 0 6, 0 0))")
    drawn = HALL.replace("area: [[0, 0], [10, 0], [10, 6], [0, 6]]", "area: {wkt_file: floor.wkt}")
    write(folder, "parts/drawn.yaml", drawn)
    write(folder, "one.yaml", "exeunt: 1\nbased_on: parts/drawn.yaml\nrun: {seed: 1}\n")
    two = load(write(folder, "two.yaml", "exeunt: 1\nbased_on: one.yaml\nname: Two\n"))
    assert two.document.run.seed == 1
    assert two.inputs == {"parts/floor.wkt": "inputs/floor.wkt"}
    assert simulate(two, threads=1).ending == "everyone is out"


def test_errors_name_the_file_in_which_they_stand(folder):
    write(folder, "bad.yaml", HALL.replace("storey: floor, line: [[6", "storey: roof, line: [[6"))
    path = write(folder, "top.yaml", "exeunt: 1\nbased_on: bad.yaml\npeople:\n  - {id: crowd, numbr: 3}\n")
    message = refused(path)
    assert f"{path}:4 people[0]" in message
    assert "number" in message
    write(folder, "top.yaml", "exeunt: 1\nbased_on: bad.yaml\n")
    found = [str(problem) for problem in check_file(path).problems]
    assert any(f"{folder / 'bad.yaml'}:9 venue.exits[1]" in one and "roof" in one for one in found), found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("exeunt: 1\nbased_on: hal.yaml\n", "there is no file 'hal.yaml'"),
        ("exeunt: 1\nbased_on: 3\n", "expected the name of a scenario file"),
        ("exeunt: 1\nbased_on: me.yaml\n", "in a circle"),
        ("exeunt: 1\nmodify: {set: {run.seed: 2}}\n", "nothing to edit"),
        ("exeunt: 1\nbased_on: hall.yaml\nmodify: {sett: {}}\n", "unknown key 'sett'"),
        ("exeunt: 1\nbased_on: hall.yaml\nmodify: {add: {people: 3}}\n", "expected a list, got the number 3"),
        ("exeunt: 1\nbased_on: hall.yaml\nmodify: {set: [1]}\n", "expected a block of paths"),
        (
            "exeunt: 1\nbased_on: hall.yaml\nmodify: {set: {venue.exits.nrth.state: locked}}\n",
            "Did you mean 'north'",
        ),
        ("exeunt: 1\nbased_on: hall.yaml\nmodify: [1]\n", "expected 'set', 'add' or 'remove'"),
    ],
)
def test_what_is_refused(folder, text, says):
    message = refused(write(folder, "me.yaml", text))
    assert says in message
    assert str(folder / "me.yaml") in message
