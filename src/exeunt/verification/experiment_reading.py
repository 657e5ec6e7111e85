"""Reads the files of experiments: what is wrong with one is told with its line, and it names no file but its tracks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from exeunt.base.errors import Problem, ScenarioError
from exeunt.scenario import schema
from exeunt.scenario.messages import problems_of
from exeunt.scenario.reach import acting_text, named
from exeunt.scenario.text import document_text
from exeunt.scenario.tree import Block, line_of, parse_tree
from exeunt.verification.experiment import ExperimentDoc
from exeunt.verification.experiment_geometry import geometry_problems

FOLDER = Path(__file__).parent / "measured"


def load_experiment(path: Path | str) -> ExperimentDoc:
    """Load the file of an experiment.

    Raises
    ------
    ScenarioError
        With everything that is wrong with it, each with line and key.
    """
    path = Path(path)
    tree, problems = parse_tree(document_text(path), str(path))
    problems += [*acting_text(tree), *_named_files(tree)]
    document = None
    if not problems:
        try:
            document = ExperimentDoc.model_validate(tree)
            document._read_from = str(path), tree
            problems += [*_twice(document), *geometry_problems(document)]
        except ValidationError as error:
            with schema.speaking_of(experiment_schema()):
                problems += problems_of(error.errors(include_url=False), tree)
    if document is None or problems:
        raise ScenarioError([_in_file(problem, tree, str(path)) for problem in problems])
    return document


def _in_file(problem: Problem, tree: Block, file: str) -> Problem:
    return replace(problem, file=file, line=problem.line or line_of(tree, problem.key))


def _named_files(tree: Block) -> Iterator[Problem]:
    for key, _ in named(tree):
        yield Problem("an experiment takes corners or well-known text, no file", key)


def _twice(document: ExperimentDoc) -> Iterator[Problem]:
    seen: set[str] = set()
    for k, run in enumerate(document.runs):
        if run.id in seen:
            yield Problem(f"two runs have the name '{run.id}'", ("runs", k, "id"))
        seen.add(run.id)


def shipped_experiments() -> list[ExperimentDoc]:
    """Return the experiments that come with the program, by file name."""
    return [load_experiment(path) for path in sorted(FOLDER.glob("*.yaml"))]


@cache
def experiment_schema() -> dict[str, Any]:
    """Return the JSON Schema of experiment files. Do not change the result."""
    return schema.schema_of(ExperimentDoc, "Exeunt experiment")
