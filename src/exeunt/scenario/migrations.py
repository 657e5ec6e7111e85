"""From older versions of the scenario format to the present one: edits of keys, in the order of versions.

Edits work alike on the trees of ``scenario.tree`` (which keep lines) and on the round-trip mappings of
ruamel.yaml (which keep comments).
"""

from __future__ import annotations

import io
from collections.abc import Callable, MutableMapping
from typing import Any

from ruamel.yaml import YAML

from exeunt.base.errors import Problem, ScenarioError
from exeunt.scenario.tree import Block, kind_of, line_of, parse_tree

VERSION = 1
Document = MutableMapping[str, Any]


def rename(block: Document, old: str, new: str) -> None:
    """Rename a key in its place, with its line and comments; nothing happens if it is not there."""
    if old not in block or new in block:
        return
    lines = block.lines if isinstance(block, Block) else None
    comments = getattr(getattr(block, "ca", None), "items", None)
    items = list(block.items())
    for key, _ in items:
        del block[key]
    for key, value in items:
        block[new if key == old else key] = value
    for table in (lines, comments):
        if table is not None and old in table:
            table[new] = table.pop(old)


def _from_0(document: Document) -> None:
    """Version 0, the draft: ``agents`` are ``people`` now, ``simulation`` is ``run``."""
    rename(document, "agents", "people")
    rename(document, "simulation", "run")
    run = document.get("run")
    if isinstance(run, MutableMapping):
        rename(run, "time_limit", "max_time")
        rename(run, "dt", "step")


MIGRATIONS: dict[int, Callable[[Document], None]] = {0: _from_0}


def version_of(tree: Block) -> int:
    """Return the version that a document states.

    Raises
    ------
    ScenarioError
        If it states none, no number, or a version that this program does not know.
    """
    version = tree.get("exeunt")
    if "exeunt" not in tree:
        message = "the key 'exeunt', the version of the format, is missing"
        hint = f"Write 'exeunt: {VERSION}' as the first line."
    elif isinstance(version, bool) or not isinstance(version, int) or version < 0:
        message = f"the version of the format is a whole number such as {VERSION}, got {kind_of(version)}"
        hint = ""
    elif version > VERSION:
        number = kind_of(version).removeprefix("the number ")
        message = (
            f"this scenario is in version {number} of the format; versions up to {VERSION} are known here"
        )
        hint = "Update Exeunt."
    else:
        return version
    raise ScenarioError([Problem(message, ("exeunt",), hint=hint, line=line_of(tree, ("exeunt",)))])


def migrate(document: Document, version: int) -> None:
    """Bring a document of a known older version up to date, in place."""
    for old in range(version, VERSION):
        MIGRATIONS[old](document)
    document["exeunt"] = VERSION


def migrate_text(text: str) -> str:
    """Return a scenario's text in the present version, comments kept.

    Raises
    ------
    ScenarioError
        If the text cannot be parsed or its version is not known.
    """
    tree, problems = parse_tree(text)
    if problems:
        raise ScenarioError(problems)
    version = version_of(tree)
    if version == VERSION:
        return text
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(text)
    migrate(document, version)
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()
