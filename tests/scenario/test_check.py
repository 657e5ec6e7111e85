"""Checks beyond the document: names, sizes, room, ways out, memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exeunt.base.errors import Problem, ScenarioError
from exeunt.scenario.check import Checked, check_file, check_scenario
from exeunt.scenario.feasible import GIB, memory_needed, memory_problem
from exeunt.scenario.files import loads
from exeunt.scenario.references import check_names
from exeunt.scenario.templates import TEMPLATES, template_text
from exeunt.venue.compile import compile_venue

Write = Callable[..., Path]

TWO_ROOMS = """\
exeunt: 1
venue:
  storeys:
    - id: hall
      area: [[0, 0], [10, 0], [10, 8], [0, 8]]
      walls:
        - line: [[5, 0], [5, 8]]
  doors:
    - {id: between, storey: hall, line: [[5, 3], [5, 4]], state: STATE}
  exits:
    - {id: west, storey: hall, line: [[0, 3], [0, 5]]}
people:
  - id: guests
    number: 20
    where: WHERE
"""


def checked(text: str) -> Checked:
    return check_scenario(loads(text, "x.yaml"), place=False)


def errors(text: str) -> list[Problem]:
    return list(checked(text).errors)


def test_the_mini_scenario_is_fine(write: Write, mini: str) -> None:
    result = check_file(write(mini))
    assert result.problems == ()
    scenario, venue = result.require()
    assert len(venue.exits) == len(scenario.document.venue.exits)


@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_are_fine_as_they_are(write: Write, template: str) -> None:
    assert check_file(write(template_text(template))).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "hint"),
    [
        (
            "id: north\n      storey: hall",
            "id: north\n      storey: hal",
            ("venue", "exits", 0, "storey"),
            "Did you mean 'hall'?",
        ),
        (
            "where: {storey: hall}",
            "where: {storey: gallery}",
            ("people", 0, "where", "storey"),
            "There are: hall.",
        ),
        (
            "where: {storey: hall}",
            "where: [{storey: hall}, {room: bar}]",
            ("people", 0, "where", 1, "room"),
            "'venue.rooms' is empty.",
        ),
        (
            "number: 2\n",
            "seats: {blocks: [stalls]}\n",
            ("people", 1, "seats", "blocks", 0),
            "'venue.seating' is empty.",
        ),
        (
            "number: 2\n",
            "number: 2\n    exit_choice: {kind: assigned, exits: {nroth: 1}}\n",
            ("people", 1, "exit_choice", "exits", "nroth"),
            "Did you mean 'north'?",
        ),
        (
            "number: 2\n",
            "number: 2\n    exit_choice: {kind: familiar, exits: nroth}\n",
            ("people", 1, "exit_choice", "exits"),
            "Did you mean 'north'?",
        ),
    ],
)
def test_names_of_things_that_do_not_exist(
    mini: str, old: str, new: str, key: tuple[str | int, ...], hint: str
) -> None:
    assert old in mini
    scenario = loads(mini.replace(old, new), "x.yaml")
    (problem,) = check_names(scenario.source.tree)
    assert problem.key == key
    assert problem.hint == hint
    assert problem.line == scenario.line(key)
    assert check_scenario(scenario, place=False).errors[0].file == "x.yaml"


def test_ids_are_given_once_also_across_exits_and_doors(mini: str) -> None:
    text = mini.replace("id: staff", "id: audience").replace(
        "people:", "  doors:\n    - {id: north, storey: hall, line: [[2, 4], [2, 8]]}\npeople:"
    )
    first, second = check_names(loads(text).source.tree)
    assert (first.key, second.key) == (("venue", "doors", 0, "id"), ("people", 1, "id"))
    assert "another exit, door or escalator has it in line 11" in first.message


def test_more_people_than_fit_is_told_with_numbers(mini: str) -> None:
    (problem,) = errors(mini.replace("number: 20", "number: 900"))
    assert problem.key == ("people", 0, "number")
    assert problem.line == 19
    assert "900 people of 'audience' do not fit" in problem.message
    most = int(problem.message.split("room for ")[1].split()[0])
    assert most == pytest.approx((80 - 0.6) * 0.9069 / (3.14159 * 0.04), rel=0.01)
    assert not errors(mini.replace("number: 20", f"number: {most // 2}"))


def test_people_that_fit_one_by_one_but_not_together(mini: str) -> None:
    text = mini.replace("number: 20", "number: 400").replace("number: 2\n", "number: 400\n")
    (problem,) = errors(text)
    assert "all populations together" in problem.message


@pytest.mark.parametrize(
    ("state", "where", "severity", "words"),
    [
        ("open", "{storey: hall}", "", ""),
        ("closed", "{storey: hall}", "warning", "have no way to an open exit"),
        (
            "locked",
            "{storey: hall, area: [[6, 1], [9, 1], [9, 7]]}",
            "error",
            "where no way leads to an open exit",
        ),
        ("closed", "{storey: hall, area: [[1, 1], [4, 1], [4, 7]]}", "", ""),
        ("closed, changes: [{at: 10 s, state: open}]", "{storey: hall}", "", ""),
    ],
)
def test_people_without_a_way_out_are_found(state: str, where: str, severity: str, words: str) -> None:
    problems = [
        problem
        for problem in checked(TWO_ROOMS.replace("STATE", state).replace("WHERE", where)).problems
        if problem.key[0] == "people"
    ]
    assert [problem.severity for problem in problems] == ([severity] if severity else [])
    for problem in problems:
        assert words in problem.message
        assert all(5 < x < 10 for x, _ in problem.at)


def test_a_venue_that_nobody_can_leave_is_an_error(mini: str) -> None:
    text = mini.replace("[0, 2.5]]", "[0, 2.5]]\n      state: locked").replace(
        "[6, 8]]", "[6, 8]]\n      state: closed"
    )
    assert any("no exit is ever open" in problem.message for problem in errors(text))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[10, 8]", "[10, 8e6]", "from the origin of the plan"),
        (
            "  exits:\n",
            "  seating: [{id: s, storey: hall, origin: [1, 1], facing: 0, rows: 99999, seats: 99999}]\n  exits:\n",
            "seats",
        ),
        ("number: 20", "number: 1000000000000000000000", "do not fit"),
        (
            "number: 2\n",
            "inflow: {where: {storey: hall}, rates: [{until: 10 h, rate: 1e9}]}\n",
            "GiB of memory",
        ),
    ],
)
def test_what_is_far_too_large_is_refused_before_it_is_built(
    mini: str, old: str, new: str, words: str
) -> None:
    assert any(words in problem.message for problem in errors(mini.replace(old, new)))


def test_memory_is_estimated_from_people_cells_and_exits(mini: str) -> None:
    document = loads(mini).document
    venue, _ = compile_venue(document.venue, "x", Path())
    needed = memory_needed(document, venue)
    assert 1e5 < needed < 2e7
    finer = loads(mini.replace("run:\n", "wayfinding: {cell: 0.05}\nrun:\n")).document
    assert memory_needed(finer, venue) == pytest.approx(4 * needed, rel=0.15)
    assert memory_problem(document, venue, needed + 1) == []
    (problem,) = memory_problem(document, venue, 0.5 * needed)
    assert problem.severity == "error"
    assert f"{0.5 * needed / GIB:.1f} GiB are available" in problem.message


def test_an_invalid_document_still_has_its_names_and_its_building_checked(write: Write, mini: str) -> None:
    text = mini.replace("number: 20", "number: x").replace("where: {storey: hall}", "where: {storey: hal}")
    result = check_file(write(text))
    assert [problem.key for problem in result.errors] == [
        ("people", 0, "number"),
        ("people", 0, "where", "storey"),
    ]
    assert result.venue is not None
    assert result.scenario is None
    with pytest.raises(ScenarioError):
        result.require()


def test_variants_are_checked_too_and_named(write: Write, mini: str) -> None:
    text = mini + "  lost:\n    set: {venue.exits.north.storey: cellar}\n  wrong:\n    set: {venue.exit: 1}\n"
    path = write(text)
    result = check_file(path)
    assert [problem.line for problem in result.errors] == [32, 34]
    assert result.errors[0].message.startswith("in variant 'lost': there is no storey 'cellar'")
    assert result.errors[1].message.startswith("in variant 'wrong': there is no 'exit' in 'venue'")
    assert check_file(path, "shut").errors == ()
    assert "Did you mean 'shut'?" in check_file(path, "shit").errors[0].hint


def test_seats_without_a_way_out_are_found() -> None:
    text = TWO_ROOMS.replace("STATE", "locked").replace(
        "    number: 20\n    where: WHERE\n", "    seats: {blocks: [s]}\n"
    )
    block = "  seating:\n    - {id: s, storey: hall, origin: [X, 6], facing: 0, rows: 2, seats: 6}\n  doors:"
    for x, severities in ((3.0, []), (9.0, ["error"])):
        problems = checked(text.replace("  doors:", block.replace("X", str(x)))).problems
        assert [problem.severity for problem in problems if problem.key[0] == "people"] == severities
