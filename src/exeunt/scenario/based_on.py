"""Scenarios that rest on another file: its sections hold where the scenario has none, some of them edited."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.reading import Reach
from exeunt.scenario.reach import out_of_reach
from exeunt.scenario.tree import Block, Items, Line, in_file, kind_of, line_of

if TYPE_CHECKING:
    from exeunt.scenario.source import Source

BASE, EDITS = "based_on", "modify"
MAX_CHAIN = 8
"""Files that rest on each other."""


def complete(
    source: Source, read: Callable[[Path], Source], edit: Callable[[Source, Block], Block]
) -> Source:
    """Return a source with everything that it takes over from the file it is based on.

    Parameters
    ----------
    read
        Reads that file, completed itself.
    edit
        Returns the tree of that file with the edits of this one made.

    Raises
    ------
    ScenarioError
        If there is no such file, files rest on each other in a circle, or an edit leads nowhere.
    """
    tree = source.tree
    if BASE not in tree:
        if EDITS in tree:
            raise _refuse(
                source, EDITS, "there is nothing to edit", "Name the file to start from in 'based_on'."
            )
        return source
    name, edits = tree[BASE], tree.get(EDITS, Block())
    if not isinstance(name, str) or not name:
        raise _refuse(source, BASE, f"expected the name of a scenario file, got {kind_of(name)}")
    if not isinstance(edits, Block):
        raise _refuse(source, EDITS, f"expected 'set', 'add' or 'remove', got {kind_of(edits)}")
    path = source.path.parent / name
    if path in source.chain or path == source.path or len(source.chain) >= MAX_CHAIN:
        raise _refuse(source, BASE, "scenarios are based on each other in a circle")
    reach = source.reach or Reach.of([source.path.parent])
    if not reach.holds(path):
        raise ScenarioError([in_file(out_of_reach(name, (BASE,), line_of(tree, (BASE,))), str(source.path))])
    if not path.is_file():
        raise _refuse(source, BASE, f"there is no file '{name}' beside this one")
    base = read(path)
    merged = _of_file(copy.deepcopy(base.tree), str(path))
    _move_names(merged, os.path.relpath(path.parent, source.path.parent))
    if edits:
        merged = edit(replace(source, tree=merged), edits)
    for key, value in tree.items():
        if key not in (BASE, EDITS):
            merged.put(key, value, tree.lines.get(key, tree.line))
    return replace(source, tree=merged, problems=(*base.problems, *source.problems))


def edit_problems(edits: Block) -> list[Problem]:
    """Return what is wrong with the form of edits, whatever their paths lead to."""

    def wrong(expected: str, *key: str) -> Problem:
        value: Any = edits
        for part in key:
            value = value[part]
        where = (EDITS, *key)
        return Problem(f"expected {expected}, got {kind_of(value)}", where, line=line_of(edits, key))

    problems = []
    for key, value in edits.items():
        if key not in ("set", "add", "remove"):
            hint = "Edits are 'set', 'add' and 'remove'."
            problems.append(Problem(f"unknown key '{key}'", (EDITS, key), hint=hint, line=edits.lines[key]))
        elif key == "remove":
            if not isinstance(value, Items) or not all(isinstance(path, str) for path in value):
                problems.append(wrong("a list of paths", key))
        elif not isinstance(value, Block):
            problems.append(wrong("a block of paths", key))
        elif key == "add":
            problems += [
                wrong("a list", key, path) for path, items in value.items() if not isinstance(items, Items)
            ]
    return problems


def _refuse(source: Source, key: str, message: str, hint: str = "") -> ScenarioError:
    line = line_of(source.tree, (key,))
    return ScenarioError([Problem(message, (key,), hint=hint, file=str(source.path), line=line)])


def _of_file(node: Any, file: str) -> Any:
    """Let every line of a tree say that it stands in another file."""

    def there(line: int) -> int:
        return line if isinstance(line, Line) else Line(line, file)

    if isinstance(node, Block):
        node.line, node.lines = there(node.line), {key: there(line) for key, line in node.lines.items()}
        for child in node.values():
            _of_file(child, file)
    elif isinstance(node, Items):
        node.line, node.lines = there(node.line), [there(line) for line in node.lines]
        for child in node:
            _of_file(child, file)
    return node


def _move_names(node: Any, folder: str) -> None:
    """Make the files that a tree names be found from another folder."""
    if isinstance(node, dict):
        for key, value in node.items():
            if str(key).endswith(("_file", "_folder")) and isinstance(value, str):
                node[key] = Path(folder, value).as_posix()
            else:
                _move_names(value, folder)
    elif isinstance(node, list):
        for value in node:
            _move_names(value, folder)
