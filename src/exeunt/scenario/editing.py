"""Edits of a scenario's tree, addressed by dotted paths in which list items go by number or by id."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from exeunt.base.errors import Problem, ScenarioError, dotted
from exeunt.scenario import schema
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.messages import suggest
from exeunt.scenario.scope import zone_paths
from exeunt.scenario.tree import Block, Items, Key, kind_of, with_line

_TOKEN = re.compile(r"""\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]|([^.\[\]]+)""")


def edited_tree(tree: Block, document: ScenarioDoc, edits: Block, where: Key, file: str) -> Block:
    """Return a copy of a tree with edits made.

    Parameters
    ----------
    document
        What the tree says, with defaults, for paths to what it leaves out.
    edits
        ``set`` path: value, ``add`` path: items, ``remove`` paths.
    where, file
        Key path and file of the edits, for messages.

    Raises
    ------
    ScenarioError
        With every path that leads nowhere, or into a danger zone.
    """
    refused = _zones(edits, where)
    if refused:
        raise ScenarioError([replace(problem, file=file) for problem in refused])
    tree = copy.deepcopy(tree)
    editor = _Editor(tree, _defaults(document), where)
    for path, value in edits.get("set", {}).items():
        editor.set(path, copy.deepcopy(value), edits["set"].lines[path])
    for path, values in edits.get("add", {}).items():
        editor.add(path, copy.deepcopy(values), edits["add"].lines[path])
    editor.remove(edits.get("remove", Items()))
    if editor.problems:
        raise ScenarioError([replace(problem, file=file) for problem in editor.problems])
    return tree


def _zones(edits: Block, where: Key) -> list[Problem]:
    """Return errors for edits of danger zones."""
    found: list[Problem] = []
    for edit in ("set", "add", "remove"):
        part: Block | Items = edits.get(edit, Items())
        lines = part.lines.items() if isinstance(part, Block) else zip(part, part.lines, strict=True)
        for path, line in lines:
            found += [
                replace(problem, line=line) for problem in zone_paths([path], (*where, edit) if where else ())
            ]
    return found


class _PathError(Exception):
    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class _Dump(dict[str, Any]):
    """What a part of the document holds; ``given`` are the keys that must be written out to get it again."""

    given: tuple[str, ...] = ()


def _defaults(value: Any) -> Any:
    if isinstance(value, BaseModel):
        dump = _Dump()
        names = {name: info.serialization_alias or name for name, info in type(value).model_fields.items()}
        for name, alias in names.items():
            dump[alias] = _defaults(getattr(value, name))
        dump.given = tuple(names[name] for name in names if name == "kind" or name in value.model_fields_set)
        return dump
    if isinstance(value, Mapping):
        return {str(key): _defaults(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [_defaults(child) for child in value]
    return value


class _Editor:
    """Edits a tree; ``defaults`` is the whole document with defaults, for keys that the tree leaves out."""

    def __init__(self, tree: Block, defaults: dict[str, Any], where: Key) -> None:
        self.tree, self.defaults, self.where = tree, defaults, where
        self.problems: list[Problem] = []
        self._set: list[tuple[Any, str | int, str]] = []

    def set(self, path: str, value: Any, line: int) -> None:
        """Replace what stands at a path; a second path to the same place is a problem, whichever value it has."""
        try:
            parent, key = self.find(path, line)
            for other, same, before in self._set:
                if other is parent and same == key:
                    raise _PathError(f"'{path}' is what '{before}' sets already", "Keep one of the two.")
            self._set.append((parent, key, path))
        except _PathError as error:
            self.complain("set", path, error, line)
            return
        _put(parent, key, value, line)

    def add(self, path: str, values: Sequence[Any], line: int) -> None:
        """Append items to a list."""
        try:
            parent, key = self.find(path, line)
            items = parent[key] if isinstance(parent, Items) or key in parent else Items(line)
            if not isinstance(items, Items):
                raise _PathError(f"'{path}' is {kind_of(items)}, not a list")
        except _PathError as error:
            self.complain("add", path, error, line)
            return
        for value in values:
            items.put(value, line)
        _put(parent, key, items, line)

    def remove(self, paths: Items) -> None:
        """Take away keys and items, each once; all paths are found before the first goes."""
        found: dict[tuple[int, str | int], tuple[Any, str | int]] = {}
        for path, line in zip(paths, paths.lines, strict=True):
            try:
                parent, key = self.find(path, line)
                if isinstance(parent, Block) and key not in parent:
                    raise _PathError(f"'{path}' does not stand in the scenario, so it cannot be removed")
                found[id(parent), key] = parent, key
            except _PathError as error:
                self.complain("remove", path, error, line)
        last_first = sorted(found.values(), key=lambda pair: pair[1] if isinstance(pair[1], int) else -1)
        for parent, key in reversed(last_first):
            parent.drop(key)

    def complain(self, edit: str, path: str, error: _PathError, line: int) -> None:
        key = (*self.where, edit, path) if self.where else (path,)
        self.problems.append(Problem(error.message, key, hint=error.hint, line=line))

    def find(self, path: str, line: int) -> tuple[Any, Any]:
        """Return the container and the key or index in it that a path names."""
        tokens = _tokens(path)
        node: Any = self.tree
        default: Any = self.defaults
        done: Key = ()
        while True:
            key, used = self.step(node, default, tokens, done)
            default = _inner(default, key)
            done, tokens = (*done, key), tokens[used:]
            if not tokens:
                return node, key
            if isinstance(node, Block):
                _write_out(node, str(key), default, line)
            node = node[key]
            if isinstance(node, Block) and isinstance(default, list) and len(default) == 1:
                default = default[0]

    def step(self, node: Any, default: Any, tokens: list[str | int], done: Key) -> tuple[str | int, int]:
        """Return the key that the next tokens name, and how many tokens it took (ids may hold dots)."""
        if isinstance(node, Items):
            return _item(node, tokens, done)
        if not isinstance(node, Block):
            raise _PathError(
                f"'{dotted(done)}' is {kind_of(node)}; there is nothing inside it", "Set it whole."
            )
        known = list(dict.fromkeys([*node, *(default if isinstance(default, dict) else {})]))
        for word, used in _joined(tokens):
            if word in known:
                return word, used
        word = str(tokens[0])
        if len(tokens) == 1 and schema.at((*done, word), self.tree):
            return word, 1
        near = suggest(word, known)
        place = f"'{dotted(done)}'" if done else "the scenario"
        hint = f"Did you mean '{near}'?" if near else f"Known there: {', '.join(known)}."
        raise _PathError(f"there is no '{word}' in {place}", hint)


def _item(items: Items, tokens: list[str | int], done: Key) -> tuple[int, int]:
    place = dotted(done)
    if isinstance(tokens[0], int):
        if tokens[0] >= len(items):
            raise _PathError(
                f"'{place}' has {len(items)} items; [{tokens[0]}] is not one of them", "[0] is first."
            )
        return tokens[0], 1
    ids = [item.get("id") if isinstance(item, Block) else None for item in items]
    for word, used in _joined(tokens):
        if word in ids:
            return ids.index(word), used
    names = [str(id) for id in ids if id is not None]
    near = suggest(str(tokens[0]), names)
    hint = f"Did you mean '{near}'?" if near else f"Known there: {', '.join(names) or 'no ids; use [0]'}."
    raise _PathError(f"nothing in '{place}' has the id '{tokens[0]}'", hint)


def _tokens(path: str) -> list[str | int]:
    tokens: list[str | int] = []
    for number, double, single, word in _TOKEN.findall(path):
        tokens.append(int(number) if number else double or single or word)
    if not tokens:
        raise _PathError(
            f"'{path}' is no path", "A path looks like venue.exits.north.state or people[0].number."
        )
    return tokens


def _joined(tokens: list[str | int]) -> Iterator[tuple[str, int]]:
    words = []
    for token in tokens:
        if isinstance(token, int):
            break
        words.append(token)
    for used in range(len(words), 0, -1):
        yield ".".join(words[:used]), used


def _inner(default: Any, key: str | int) -> Any:
    if isinstance(default, dict):
        return default.get(key)
    if isinstance(default, list) and isinstance(key, int) and key < len(default):
        return default[key]
    return None


def _write_out(block: Block, key: str, default: Any, line: int) -> None:
    """Make a block or list stand where the scenario leaves out a default or uses a short form."""
    present = block.get(key)
    if isinstance(present, Block | Items):
        return
    if isinstance(default, _Dump):
        block.put(key, with_line({name: default[name] for name in default.given}, line), line)
    elif isinstance(default, dict) or (isinstance(default, list) and present is None):
        block.put(key, with_line(default, line), line)


def _put(parent: Any, key: Any, value: Any, line: int) -> None:
    if isinstance(parent, Block):
        parent.put(key, value, line)
    else:
        parent[key] = value
        parent.lines[key] = line
