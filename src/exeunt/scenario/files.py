"""Scenario files: from a path to a checked, typed document that knows where each key stands."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.reading import Reach, read_bytes
from exeunt.base.text import brief
from exeunt.models.hazards.fds.result import files_of
from exeunt.scenario.based_on import EDITS, complete, edit_problems
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.editing import edited_tree
from exeunt.scenario.messages import problems_of
from exeunt.scenario.migrations import migrate, version_of
from exeunt.scenario.reach import acting_text, named_files, reach_problems, with_names
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


@dataclass(frozen=True, eq=False)
class Scenario:
    """A scenario that is valid as a document (whether its venue can be built, ``scenario.check`` says).

    Parameters
    ----------
    document
        The typed document, SI numbers inside.
    path, folder
        The file, and the folder in which files that the scenario names are looked up.
    source
        Text and lines of the file; after ``apply_variant`` with the edits made.
    variant, changes
        Id of the variant applied and its edits as written; empty for the scenario itself.
    """

    document: ScenarioDoc
    path: Path
    source: Source
    variant: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        parts = [repr(self.name), str(self.path)]
        parts += [f"variant {self.variant!r}"] if self.variant else []
        people = len(self.document.people)
        parts += [f"{people} population{'' if people == 1 else 's'}"]
        return brief(f"Scenario({', '.join(parts)})")

    @property
    def folder(self) -> Path:
        """Folder of the file."""
        return self.path.parent

    @property
    def name(self) -> str:
        """Name of the scenario, or of its file if it has none."""
        return self.document.name or self.path.stem

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of what is simulated: the resolved document and the files it names.

        Name, description, variants and comments do not count; files count by their content, not their names.
        """
        content = self.document.model_dump(
            mode="json", by_alias=True, exclude={"name", "description", "variants"}
        )
        contents = {name: _content_hash(self.folder / name) for name in set(named_files(content))}
        contents |= {name: _folder_hash(Path(path)) for name, path in self.result_folders.items()}
        text = json.dumps(with_names(content, contents), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def inputs(self) -> dict[str, str]:
        """Files that the scenario or a variant of it names, each with its name in a run folder.

        They go to ``inputs/`` by their own names; a name that is taken gains a number.
        """
        names: dict[str, str] = {}
        for name in sorted(set(named_files(self.document.model_dump(mode="json", by_alias=True)))):
            path = Path(name)
            number, place = 1, f"inputs/{path.name}"
            while place in names.values():
                number, place = number + 1, f"inputs/{path.stem}-{number + 1}{path.suffix}"
            names[name] = place
        return names

    @property
    def result_folders(self) -> dict[str, str]:
        """Folders of results that the scenario names, each with its absolute path; a run does not copy them."""
        names = set(named_files(self.document.model_dump(mode="json", by_alias=True), "_folder"))
        return {name: str((self.folder / name).resolve()) for name in sorted(names)}

    def line(self, key: Key) -> int:
        """Return the line of a key path, or of the deepest part of it that stands in the file."""
        return line_of(self.source.tree, key)

    def place(self, problem: Problem) -> Problem:
        """Return the problem with file and line filled in."""
        if problem.file and problem.line:
            return problem
        return in_file(replace(problem, file="", line=self.line(problem.key)), str(self.path))


Allowed = Iterable[str | os.PathLike[str]]


def load(path: str | Path, allow: Allowed | None = ()) -> Scenario:
    """Load a scenario from a YAML 1.2 or JSON file.

    Parameters
    ----------
    allow
        Folders and files that the scenario may name besides its own folder and what lies below; None for a document
        of which no file will be read.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the document, each with file, line and key.
    """
    return from_source(read(path, allow))


def loads(text: str, path: str | Path = "scenario.yaml", allow: Allowed | None = ()) -> Scenario:
    """Load a scenario from text; ``path`` is its name in messages, its folder that of the files it names.

    Raises
    ------
    ScenarioError
        As ``load``.
    """
    return from_source(parse(text, Path(path), _reach(Path(path), allow)))


def _reach(path: Path, allow: Allowed | None) -> Reach | None:
    return None if allow is None else Reach.of([path.parent, *allow])


def from_source(source: Source, variant: str = "") -> Scenario:
    """Validate a document.

    Raises
    ------
    ScenarioError
        With everything that is wrong with it.
    """
    document, problems = validate(source)
    if document is None:
        raise ScenarioError(problems)
    return Scenario(document, source.path, source, variant)


def validate(source: Source) -> tuple[ScenarioDoc | None, list[Problem]]:
    """Return the typed document, or None and what is wrong with it."""
    problems = list(source.problems)
    refused = [*acting_text(source.tree), *reach_problems(source.tree, source.path.parent, source.reach)]
    problems += [in_file(problem, str(source.path)) for problem in refused]
    document = None
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
    return parse(document_text(path), path, _reach(path, allow))


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


def _folder_hash(path: Path) -> str:
    """Return the hash of a fire model's result, by the names and contents of its files."""
    whole = hashlib.sha256()
    for file in files_of(path):
        whole.update(f"{file.name}:{_content_hash(file)};".encode())
    return f"sha256:{whole.hexdigest()}"


def _content_hash(path: Path) -> str:
    return f"sha256:{hashlib.sha256(read_bytes(path) if path.is_file() else b'').hexdigest()}"
