"""YAML 1.2 as it is read, with lines."""

from __future__ import annotations

import pytest

from exeunt.base.errors import ScenarioError
from exeunt.scenario.tree import line_of, parse_tree


def parsed(text: str) -> dict[str, object]:
    tree, problems = parse_tree(text, "x.yaml")
    assert not problems
    return dict(tree)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("2024-01-01", "2024-01-01"),
        ("012", 12),
        ("0o12", 10),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        ("1.", 1.0),
        (".5", 0.5),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("'12'", "12"),
        ('"a\\tb"', "a\tb"),
        ("!!str 12", "12"),
        ("!!float 12", 12.0),
        ("NaN", "NaN"),
        ("+3", 3),
        ("-0.5", -0.5),
        ("=", "="),
    ],
)
def test_scalars_follow_the_core_schema(written: str, value: object) -> None:
    read = parsed(f"key: {written}\n")["key"]
    assert read == value
    assert type(read) is type(value)


def test_lines_are_those_of_the_keys() -> None:
    tree, _ = parse_tree("# first\na: 1\nb:\n  - x: 1\n    y: 2\n\n  - x: 3\nc: {d: 1,\n    e: 2}\n")
    expected = {("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 0, "y"): 5, ("b", 1, "x"): 7, ("c", "e"): 9}
    assert {key: line_of(tree, key) for key in expected} == expected
    assert line_of(tree, ("b", 1, "missing", 3)) == 7
    assert line_of(tree, ()) == 2


def test_anchors_are_copied_and_merge_keys_give_way() -> None:
    tree = parsed("base: &base {w: 1, h: 2}\nitem:\n  <<: *base\n  h: 3\nlist: [*base, *base]\n")
    assert tree["item"] == {"h": 3, "w": 1}
    first, second = tree["list"]  # type: ignore[misc]
    assert first == second
    assert first is not second


def test_duplicate_keys_are_told_with_both_lines() -> None:
    tree, (problem,) = parse_tree("a: 1\nb: 2\na: 3\n", "x.yaml")
    assert problem.key == ("a",)
    assert (problem.file, problem.line) == ("x.yaml", 3)
    assert "line 1" in problem.message
    assert tree == {"a": 1, "b": 2}


@pytest.mark.parametrize("number", [".nan", ".inf", "-.INF", "1e999", "9" * 400])
def test_numbers_that_are_not_finite_are_refused(number: str) -> None:
    _, (problem,) = parse_tree(f"a:\n  b: {number}\n")
    assert "finite" in problem.message
    assert problem.line == 2
    assert problem.key == ("a", "b")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("# nothing\n", 1, "empty"),
        ("---\n", 1, "only comments or nothing"),
        ("- 1\n- 2\n", 1, "a list of 2"),
        ("just text\n", 1, "the text 'just text'"),
        ("a:\n\tb: 1\n", 2, "tab"),
        ("a: 1\n b: 2\n", 2, "not expected here"),
        ("a:\n  - 1\n b: 2\n", 3, "indented differently"),
        ("a: [1, 2\nb: 3\n", 2, "list in [ ] is not closed"),
        ("a: {b: 1\nc: 2\n", 2, "block in { } is not closed"),
        ("a: 'x\nb: 2\n", 1, "quotation mark is opened"),
        ("a: 1\nb 2\nc: 3\n", 3, "neither a key nor"),
        ("a: @x\n", 1, "needs quotation marks"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: *x\n", 1, "no anchor '&x'"),
        ("a: !python/object x\n", 1, "no meaning"),
        ("? [1, 2]\n: 3\n", 1, "a key must be a word"),
        ("a: \x00\n", 1, "U+0000"),
        ("a: 1\nb: \x07\n", 2, "U+0007"),
        ("a: " + "[" * 100 + "]" * 100, 1, "levels deep"),
        ("%YAML 9.0\n---\na: 1\n", 1, "version 1"),
        ("a: &x [*x]\n", 1, "no anchor"),
    ],
)
def test_what_cannot_be_parsed_is_told_in_plain_words_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_tree(text, "x.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("x.yaml", line)
    assert words in problem.message


def test_nested_aliases_cannot_blow_up() -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(ScenarioError, match="aliases written out"):
        parse_tree("\n".join(lines))


def test_more_values_than_are_read_in_bounded_time_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exeunt.scenario.tree.MAX_NODES", 1000)
    with pytest.raises(ScenarioError, match="more than 1000 values"):
        parse_tree("a: [" + "0, " * 1001 + "]")
