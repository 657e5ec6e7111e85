"""What is wrong with a document is told in plain words, with key, line and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from exeunt.scenario import schema

Complain = Callable[[str, str], list[str]]

CASES = [
    (
        "thickness: 20 cm",
        "thicknes: 20 cm",
        "mini.yaml:9 venue.storeys[0].walls[0].thicknes",
        "Did you mean 'thickness'?",
    ),
    (
        "thickness: 20 cm",
        "thickness: 20 s",
        "mini.yaml:9",
        "'s' is a unit of duration, not of length; use one of m, cm",
    ),
    ("thickness: 20 cm", "thickness: -0.2", "mini.yaml:9", "must be more than 0, got -0.2"),
    ("thickness: 20 cm", "thickness: .nan", "mini.yaml:9", "must be finite"),
    (
        "thickness: 20 cm",
        "thickness: {a: 1}",
        "mini.yaml:9",
        "expected a length such as 0.5 m, got a block of keys",
    ),
    (
        "number: 20",
        "number: 20.5",
        "mini.yaml:19 people[0].number",
        "expected a whole number, got the number 20.5",
    ),
    ("number: 20", "number: true", "people[0].number", "expected a number, got true"),
    ("number: 20", "number: -1", "people[0].number", "must be at least 0, got -1"),
    ("id: north", "id: 12", "venue.exits[0].id", 'put it in quotation marks: "12"'),
    ("id: north", "id: a/b", "venue.exits[0].id", "cannot be a name"),
    (
        "max_time: 5 min",
        "max_time: 1:30",
        "run.max_time",
        "'1:30' is no duration: times count from the start of the incident",
    ),
    ("max_time: 5 min", "max_tme: 5 min", "run.max_tme", "Did you mean 'max_time'?"),
    ("run:\n  max_time: 5 min", "max_time: 5 min", "mini.yaml:24 max_time", "It belongs inside 'run'"),
    ("  exits:\n", "  people: []\n  exits:\n", "venue.people", "It belongs further up, at the left margin"),
    (
        "      storey: hall\n      line: [[4, 8], [6, 8]]",
        "      line: [[4, 8], [6, 8]]",
        "venue.exits[0].storey",
        "is missing",
    ),
    (
        "line: [[4, 8], [6, 8]]",
        "line: [4, 8, 6, 8]",
        "venue.exits[0].line",
        "2 values are needed here, got 4",
    ),
    (
        "line: [[4, 8], [6, 8]]",
        "line: [[4, 8], [6]]",
        "venue.exits[0].line[1]",
        "2 values are needed here, got 1",
    ),
    (
        "line: [[4, 8], [6, 8]]",
        "line: [[4, 8], [6, 8]]\n      state: opn",
        "venue.exits[0].state",
        "Did you mean 'open'?",
    ),
    (
        "kind: normal",
        "kind: norml",
        "people[0].desired_speed.kind",
        "unknown kind 'norml'. Did you mean 'normal'?",
    ),
    (
        "kind: normal, ",
        "",
        "people[0].desired_speed",
        "the key 'kind' is missing. It is one of constant, uniform",
    ),
    ("mean: 1.2 m/s", "mean: 1.2 m", "people[0].desired_speed.mean", "'m' is a unit of length, not of speed"),
    ("sd: 0.2", "sd: 0.2, sdd: 1", "people[0].desired_speed.sdd", "Did you mean 'sd'?"),
    ("where: {storey: hall}", "where: {storey: hall, room: x}", "people[0].where", "give either storey"),
    ("run:\n", "run: 5\nx:\n", "mini.yaml:24 run", "expected a block with the keys"),
    ("people:\n", "people: 7\nx:\n", "mini.yaml:17 people", "expected a list, got the number 7"),
    ("[[0, 0], [10, 0], [10, 8], [0, 8]]", "7", "venue.storeys[0].area", "got the number 7"),
    ("[[0, 0], [10, 0], [10, 8], [0, 8]]", "{wtk: x}", "venue.storeys[0].area.wtk", "Did you mean 'wkt'?"),
    (
        "[[0, 0], [10, 0], [10, 8], [0, 8]]",
        "[[0, 0], [1, a], [1, 1]]",
        "venue.storeys[0].area[1][1]",
        "'a' is not a length",
    ),
    (
        "[[0, 0], [10, 0], [10, 8], [0, 8]]",
        "[[0, 0], [1, 0]]",
        "venue.storeys[0].area",
        "at least 3 entries are needed",
    ),
    ("exeunt: 1\n", "", "mini.yaml:1 exeunt", "Write 'exeunt: 1' as the first line."),
    (
        "exeunt: 1\n",
        "exeunt: 7\n",
        "mini.yaml:1 exeunt",
        "version 7 of the format; versions up to 1 are known",
    ),
    ("exeunt: 1\n", "exeunt: one\n", "mini.yaml:1 exeunt", "a whole number such as 1, got the text 'one'"),
    (
        "name: mini\n",
        "name: mini\nname: maxi\n",
        "mini.yaml:3 name",
        "stands twice in this block; it stands in line 2",
    ),
    ("name: mini\n", "name:\n\tmini\n", "mini.yaml:3", "a tab stands where spaces are needed"),
    ("name: mini\n", "name: 3\n", "mini.yaml:2 name", "expected text, got the number 3"),
    *(
        ("number: 20", f"number: 20\n    {block}", f"mini.yaml:20 people[0].{place}", words)
        for block, place, words in (
            ("mobility: {wheelchair: 5 %}", "mobility.wheelchair", "Did you mean 'wheelchair_manual'?"),
            ("mobility: {mule: 5 %}", "mobility.mule", "unknown key 'mule'. Known here: reduced,"),
            ("mobility: {stick: [1]}", "mobility.stick", "expected a share such as 0.5, got a list"),
            ("mobility_radius: {stik: 1 m}", "mobility_radius.stik", "Did you mean 'stick'?"),
            ("groups: {sizes: {two: 1}}", "groups.sizes.two", "the key 'two' must be a whole number"),
            (
                "exit_choice: {kind: assigned, exits: {a/b: 1}}",
                "exit_choice.exits.a/b",
                "'a/b' cannot be a name",
            ),
        )
    ),
]


@pytest.mark.parametrize(("old", "new", "place", "words"), CASES, ids=[case[1][:30] for case in CASES])
def test_message(complaints: Complain, old: str, new: str, place: str, words: str) -> None:
    said = complaints(old, new)
    assert any(text.startswith("mini.yaml:") and place in text and words in text for text in said), said


def test_a_misspelt_required_key_is_told_once(complaints: Complain) -> None:
    (said,) = complaints("      area: [[0, 0]", "      aera: [[0, 0]")
    assert "unknown key 'aera'. Did you mean 'area'?" in said


def test_all_problems_are_told_at_once_in_order_of_lines(complaints: Complain) -> None:
    said = complaints(
        "run:\n  max_time: 5 min\n", "run:\n  max_time: -1\n  seed: x\n  stepp: 1\nvenu: {}\nname: again\n"
    )
    assert [text.split(" ")[1].rstrip(":") for text in said] == [
        "run.max_time",
        "run.seed",
        "run.stepp",
        "venu",
        "name",
    ]


def test_every_value_of_the_schema_can_be_described() -> None:
    def nodes(node: Any) -> Iterator[schema.Node]:
        if isinstance(node, dict):
            yield node
        for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from nodes(child)

    for node in nodes(schema.document_schema()):
        if "examples" in node or "type" in node:
            assert schema.describe([node])


def test_nothing_of_the_library_shows(complaints: Complain) -> None:
    for old, new, _, _ in CASES:
        for text in complaints(old, new):
            for word in ("pydantic", "http", "Input should", "function-", "type=", "Value error"):
                assert word not in text
