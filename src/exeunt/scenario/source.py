"""The text of a scenario, its tree of values with lines, and the typed document made from them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.reading import Reach
from exeunt.scenario.based_on import EDITS, complete, edit_problems
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.editing import edited_tree
from exeunt.scenario.messages import problems_of
from exeunt.scenario.migrations import migrate, version_of
from exeunt.scenario.reach import acting_text, reach_problems
from exeunt.scenario.text import document_text
from exeunt.scenario.tree import Block, Key, in_file, kind_of, line_of, parse_tree
from exeunt.venue.at_wall import with_lines
from exeunt.venue.checks import check_numbers
from exeunt.venue.reports import Report
from exeunt.venue.storeys import Storeys


@dataclass(frozen=True)
class Source:
    """A scenario file as read: its text, and the tree of its values with lines, migrated to this version."""

    path: Path
    text: str = field(repr=False)
    tree: Block = field(repr=False)
    problems: tuple[Problem, ...] = field(default=(), repr=False)
    chain: tuple[Path, ...] = field(default=(), repr=False)
    """The files that are based on this one, if it is read for their sake."""
    reach: Reach | None = field(default=None, repr=False)
    """What the scenario may read; None where nothing that it names is read."""


Allowed = Iterable[str | os.PathLike[str]]


def reach_of(path: Path, allow: Allowed | None) -> Reach | None:
    return None if allow is None else Reach.of([path.parent, *allow])


def validate(source: Source) -> tuple[ScenarioDoc | None, list[Problem]]:
    """Return the typed document, or None and what is wrong with it."""
    problems = list(source.problems)
    refused = [*acting_text(source.tree), *reach_problems(source.tree, source.path.parent, source.reach)]
    problems += [in_file(problem, str(source.path)) for problem in refused]
    document = None
    if any("\\ud" in problem.message for problem in refused):
        # text that is no Unicode cannot even be looked at
        return None, problems
    try:
        document = ScenarioDoc.model_validate(source.tree)
        found = [
            Problem(f"expected a number, got {kind_of(value)}", key, line=line_of(source.tree, key))
            for key, value in _truths(source.tree, document.model_dump(by_alias=True))
        ]
        problems += [in_file(problem, str(source.path)) for problem in found]
        if not problems:
            document, found = _with_lines(document, source)
            problems += [in_file(problem, str(source.path)) for problem in found]
    except ValidationError as error:
        told = {problem.key for problem in problems}
        found = problems_of(error.errors(include_url=False), source.tree)
        problems += [in_file(problem, str(source.path)) for problem in found if problem.key not in told]
    problems.sort(key=lambda problem: problem.line)
    return (None if problems else document), problems


def _with_lines(document: ScenarioDoc, source: Source) -> tuple[ScenarioDoc, list[Problem]]:
    """Find the lines of exits and doors that are given by a point of a wall; return what is wrong with them."""
    doc, report = document.venue, Report()
    if not any(block.line is None for block in (*doc.exits, *doc.doors)):
        return document, []
    if check_numbers(doc, report):
        # what is wrong with the storeys themselves is told when the venue is compiled
        storeys = Storeys(doc, source.path.parent, Report())
        document = document.model_copy(update={"venue": with_lines(doc, storeys, report)})
    return document, [replace(one, line=line_of(source.tree, one.key)) for one in report.problems]


def read(path: str | Path, allow: Allowed | None = ()) -> Source:
    """Read and parse a scenario file; ``allow`` as in ``load``.

    Raises
    ------
    ScenarioError
        If it cannot be read, is no text, too large, empty, or cannot be parsed.
    """
    path = Path(path)
    return parse(document_text(path), path, reach_of(path, allow))


def parse(text: str, path: Path, reach: Reach | None = None, chain: tuple[Path, ...] = ()) -> Source:
    """Parse the text of a scenario, bring it to the present version of the format, and complete it.

    ``reach``: what it may read; ``chain``: the files that are based on this one.

    Raises
    ------
    ScenarioError
        If it cannot be parsed or its version is not known.
    """
    if path.suffix.lower() == ".json":
        text = text.replace("\t", " ")
    tree, problems = parse_tree(text, str(path))
    try:
        migrate(tree, version_of(tree))
    except ScenarioError as error:
        raise ScenarioError(
            [*problems, *(replace(problem, file=str(path)) for problem in error.problems)]
        ) from None
    source = Source(path, text, tree, tuple(problems), chain, reach)

    def read_base(other: Path) -> Source:
        return parse(document_text(other), other, reach, (*chain, path))

    return complete(source, read_base, _edit_base)


def _edit_base(source: Source, edits: Block) -> Block:
    """Return the tree of a source with edits made."""
    document, problems = validate(source)
    if document is None:
        raise ScenarioError(problems)
    problems = [in_file(problem, str(source.path)) for problem in edit_problems(edits)]
    if problems:
        raise ScenarioError(problems)
    return edited_tree(source.tree, document, edits, (EDITS,), str(source.path))


def _truths(tree: Any, dump: Any, key: Key = ()) -> Iterator[tuple[Key, bool]]:
    """Yield where ``true`` or ``false`` was read as the number 1 or 0."""
    if isinstance(tree, bool) and not isinstance(dump, bool):
        yield key, tree
    elif isinstance(tree, dict) and isinstance(dump, dict):
        for name in tree.keys() & dump.keys():
            yield from _truths(tree[name], dump[name], (*key, name))
    elif isinstance(tree, list) and isinstance(dump, list | tuple):
        for index, (left, right) in enumerate(zip(tree, dump, strict=False)):
            yield from _truths(left, right, (*key, index))
