"""Scenario files: from a path to a checked, typed document that knows where each key stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.reading import Reach, read_bytes
from exeunt.base.text import brief
from exeunt.models.hazards.fds.result import files_of
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.editing import edited_tree
from exeunt.scenario.messages import suggest
from exeunt.scenario.plain import plain
from exeunt.scenario.reach import named, named_files, with_names
from exeunt.scenario.source import Allowed, Source, parse, reach_of, read, validate
from exeunt.scenario.tree import Block, Key, in_file, line_of, with_line


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
    applied, changes
        Id of the variant applied and its edits as written; empty for the scenario itself.
    """

    document: ScenarioDoc
    path: Path
    source: Source
    applied: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        parts = [repr(self.name), str(self.path)]
        parts += [f"variant {self.applied!r}"] if self.applied else []
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

    def with_(self, edits: Mapping[str, Any] | None = None, /, **more: Any) -> Scenario:
        """Return the scenario with values set by path; this one stays as it is.

        Parameters
        ----------
        edits
            Path: value, as in ``set`` of a variant: ``{"venue.exits.main.width": "1.8 m"}``.
        more
            The same with a double underscore for each dot: ``run__seed=2``.

        Raises
        ------
        ScenarioError
            If a path leads nowhere, or the result is no valid scenario.
        ExeuntError
            If a value cannot stand in a scenario.
        """
        named = {path.replace("__", "."): value for path, value in more.items()}
        return apply_edits(self, {path: plain(value) for path, value in {**(edits or {}), **named}.items()})

    def variant(self, id: str) -> Scenario:
        """Return the scenario with the edits of one of its variants made.

        Raises
        ------
        ScenarioError
            If there is no such variant, or its edits lead nowhere.
        """
        return apply_variant(self, id)

    def line(self, key: Key) -> int:
        """Return the line of a key path, or of the deepest part of it that stands in the file."""
        return line_of(self.source.tree, key)

    def place(self, problem: Problem) -> Problem:
        """Return the problem with file and line filled in."""
        if problem.file and problem.line:
            return problem
        return in_file(replace(problem, file="", line=self.line(problem.key)), str(self.path))


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
    return from_source(parse(text, Path(path), reach_of(Path(path), allow)))


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


def apply_variant(scenario: Scenario, variant: str) -> Scenario:
    """Return the scenario with the edits of one of its variants made; an empty id returns it as it is.

    Raises
    ------
    ScenarioError
        If there is no such variant, a path leads nowhere, or the result is no valid scenario; lines are those
        of the variant.
    """
    if not variant:
        return scenario
    known = scenario.document.variants
    if variant not in known:
        near = suggest(variant, known)
        hint = f"Did you mean '{near}'?" if near else f"Variants here: {', '.join(known) or 'none'}."
        problem = Problem(f"there is no variant '{variant}'", ("variants",), hint=hint)
        raise ScenarioError([scenario.place(problem)])
    edits = scenario.source.tree["variants"][variant]
    changes = known[variant].model_dump(mode="json")
    return replace(_edited(scenario, edits, ("variants", variant), variant), changes=changes)


def apply_edits(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Return the scenario with values set by path, as in ``{"run.max_time": "300 s"}``.

    Files and folders that a value names may be read: the caller chose them.

    Raises
    ------
    ScenarioError
        If a path leads nowhere, or the result is no valid scenario.
    """
    if not values:
        return scenario
    edits = with_line({"set": dict(values)}, 0)
    chosen = replace(scenario, source=_with_reach(scenario, values))
    return replace(_edited(chosen, edits, (), scenario.applied), changes=scenario.changes)


def _with_reach(scenario: Scenario, values: Mapping[str, Any]) -> Source:
    source = scenario.source
    if source.reach is None:
        return source
    named_by_user = Reach.of(scenario.folder / name for _, name in named(values))
    return replace(source, reach=Reach((*source.reach.roots, *named_by_user.roots)))


def _edited(scenario: Scenario, edits: Block, where: Key, variant: str) -> Scenario:
    tree = edited_tree(scenario.source.tree, scenario.document, edits, where, str(scenario.path))
    if variant:
        tree.pop("variants", None)
    return from_source(replace(scenario.source, tree=tree), variant)


def _folder_hash(path: Path) -> str:
    """Return the hash of a fire model's result, by the names and contents of its files."""
    whole = hashlib.sha256()
    for file in files_of(path):
        whole.update(f"{file.name}:{_content_hash(file)};".encode())
    return f"sha256:{whole.hexdigest()}"


def _content_hash(path: Path) -> str:
    return f"sha256:{hashlib.sha256(read_bytes(path) if path.is_file() else b'').hexdigest()}"
