# ruff: noqa: E501
"""Mutated scenario files: whatever a file holds, what comes out is a scenario or plain messages with places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exeunt.base.errors import Problem, ScenarioError
from exeunt.scenario.check import check_scenario
from exeunt.scenario.feasible import check_sizes
from exeunt.scenario.files import apply_variant, loads
from exeunt.scenario.references import check_names
from exeunt.scenario.resolved import _Writer
from exeunt.scenario.source import read, validate
from exeunt.scenario.templates import TEMPLATES, template_text
from exeunt.scenario.tree import parse_tree

TEXTS = [template_text(name) for name in TEMPLATES]
TREES = [parse_tree(text)[0] for text in TEXTS]

JUNK: list[Any] = [
    None, True, False, 0, -1, 1e308, -5.5, 10**30, 2**63, "", " ", "x", "no", "1:30", "2024-01-01", "5 kg", "-3 m",
    "nan", "1e999 m", "\U0001f600", "a" * 500, [], {}, [[]], [{}], {"kind": "x"}, {"kind": 3}, {"kind": None}, [1, 2],
    [[0, 0], [1, 1]], [[0, 0], [0, 0], [0, 0]], [[0, 0], [5, 5], [5, 0], [0, 5]], {"wkt": "POLYGON"}, "POINT (1 2)",
    {"wkt_file": "../../none"}, {"geojson_file": "\x00"}, {"": 1}, {"exits.north": 1}, [None], "&a", "*a", "<<", "!x",
]  # fmt: skip
WORDS = [
    "kind",
    "id",
    "line",
    "venue",
    "people",
    "exits",
    "storey",
    "wher",
    "Number",
    "set",
    "venue.exits",
    "",
    "<<",
]
LINES = ["\t", "  - ", "}", "]", "a: b: c", "- x", "? y", ": z", "'", '"', "&a *a", "%x", "---", "...", "!!int x", "{{", "| ", "\x00", "\x85", "\ufeff"]  # fmt: skip
BAD_WORDS = (
    "pydantic",
    "http",
    "Input should",
    "function-",
    "validation error",
    "Traceback",
    "NoneType",
    "object at",
)


def paths(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(inner for key, child in children for inner in paths(child, (*path, key)))]


@st.composite
def mutated_trees(draw: st.DrawFn) -> bytes:
    tree: Any = _plain(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(paths(tree)[1:] or [()]))
        if not path:
            continue
        holder = tree
        for part in path[:-1]:
            holder = holder[part]
        key = path[-1]
        what = draw(st.sampled_from(["drop", "junk", "rename", "double", "swap", "wrap"]))
        if what == "drop":
            del holder[key]
        elif what == "junk":
            holder[key] = _plain(draw(st.sampled_from(JUNK)))
        elif what == "rename" and isinstance(holder, dict):
            holder[draw(st.sampled_from(WORDS))] = holder.pop(key)
        elif what == "double" and isinstance(holder, list):
            holder.append(_plain(holder[key]))
        elif what == "swap":
            other = draw(st.sampled_from(paths(tree)[1:]))
            value: Any = tree
            for part in other:
                value = value[part]
            holder[key] = _plain(value)
        else:
            holder[key] = [holder[key]] if draw(st.booleans()) else {"kind": holder[key]}
    return ("\n".join(_Writer({(): "", ("venue", 0): ""}).block(tree, (), 0)) + "\n").encode()


@st.composite
def mutated_texts(draw: st.DrawFn) -> bytes:
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        what = draw(
            st.sampled_from(["drop", "double", "indent", "dedent", "insert", "cut", "swap", "random"])
        )
        if what == "drop" and len(lines) > 1:
            del lines[at]
        elif what == "double":
            lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
        elif what == "indent":
            lines[at] = draw(st.sampled_from([" ", "  ", "\t"])) + lines[at]
        elif what == "dedent":
            lines[at] = lines[at][draw(st.integers(1, 4)) :]
        elif what == "insert":
            column = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:column] + draw(st.sampled_from(LINES)) + lines[at][column:]
        elif what == "cut":
            lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
        elif what == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        else:
            lines[at] = lines[at] + draw(st.text(max_size=8))
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 4)) == 0:
        content = content[: draw(st.integers(0, len(content)))] + draw(st.binary(max_size=4))
    return content


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    return [_plain(child) for child in value] if isinstance(value, list) else value


def assert_told(problems: list[Problem], path: Path, content: bytes) -> None:
    lines = content.count(b"\n") + content.count(b"\r") + 1
    assert problems
    for problem in problems:
        assert problem.file == str(path)
        assert 1 <= problem.line <= lines, problem
        assert problem.key or problem.message.startswith("the file"), problem
        assert problem.message.strip()
        for word in BAD_WORDS:
            assert word not in str(problem)


@pytest.mark.parametrize(("make", "examples"), [(mutated_trees(), 1200), (mutated_texts(), 800)])
def test_mutated_files_give_messages_and_never_a_traceback(make: Any, examples: int, tmp_path: Path) -> None:
    path = tmp_path / "mutant.yaml"
    outcomes = {"loaded": 0, "refused": 0}

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(make)
    def run(content: bytes) -> None:
        path.write_bytes(content)
        try:
            source = read(path)
            document, problems = validate(source)
            problems = problems + [_at(problem, path) for problem in check_names(source.tree)]
            if document is not None:
                check_sizes(document)
                for variant in document.variants:
                    apply_variant(loads(source.text, path), variant)
        except ScenarioError as error:
            document, problems = None, error.problems
        outcomes["loaded" if document is not None else "refused"] += 1
        if problems or document is None:
            assert_told(problems, path, content)

    run()
    assert min(outcomes.values()) > examples // 20


def _at(problem: Problem, path: Path) -> Problem:
    from dataclasses import replace

    return replace(problem, file=str(path))


def test_whatever_loads_can_be_checked(tmp_path: Path) -> None:
    path = tmp_path / "mutant.yaml"

    @settings(
        max_examples=250,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(mutated_trees())
    def run(content: bytes) -> None:
        path.write_bytes(content)
        try:
            document, problems = validate(read(path))
            if document is None:
                raise ScenarioError(problems)
            scenario = loads(content.decode(), path)
        except ScenarioError:
            return
        found = check_scenario(scenario, place=False).problems
        if found:
            assert_told(list(found), path, content)

    run()
