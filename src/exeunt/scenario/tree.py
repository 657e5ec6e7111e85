"""YAML 1.2 (and JSON) text to plain values that know their lines.

Built from the parser's events rather than its values, so that every key has a line, every duplicate is seen,
and scalars follow the core schema of YAML 1.2: ``no`` is text, ``1:30`` is text, ``2024-01-01`` is text.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isfinite
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.names import normal
from exeunt.scenario.syntax import syntax_problem

Key = tuple[str | int, ...]

MAX_DEPTH = 60
MAX_NODES = 150_000
"""Values of a document: its parser takes some ten seconds for as many."""
MAX_COPIED = 50_000
"""Values that aliases write out."""

_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")
_MAX_DIGITS = 300
_CORE = "tag:yaml.org,2002:"


class Line(int):
    """A line of another file than the one that was asked for."""

    file: str

    def __new__(cls, line: int, file: str) -> Line:
        self = super().__new__(cls, line)
        self.file = file
        return self

    def __reduce__(self) -> Any:
        return (Line, (int(self), self.file))


def in_file(problem: Problem, file: str) -> Problem:
    """Return the problem with the file that its line stands in: this one, unless the line says otherwise."""
    return replace(problem, file=problem.file or getattr(problem.line, "file", file))


class Block(dict[str, Any]):
    """A mapping that knows the line where it starts and the line of each of its keys."""

    line: int = 0
    lines: dict[str, int]

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines = {}

    def put(self, key: str, value: Any, line: int) -> None:
        """Set a key that stands in that line."""
        self[key] = value
        self.lines[key] = line

    def drop(self, key: str) -> None:
        """Remove a key."""
        del self[key]
        self.lines.pop(key, None)

    def __reduce__(self) -> Any:
        return (_rebuild_block, (self.line, dict(self), self.lines))


class Items(list[Any]):
    """A list that knows the line where it starts and the line of each of its items."""

    line: int = 0
    lines: list[int]

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines = []

    def put(self, value: Any, line: int) -> None:
        """Append an item that stands in that line."""
        self.append(value)
        self.lines.append(line)

    def drop(self, index: int) -> None:
        """Remove an item."""
        del self[index]
        del self.lines[index]

    def __reduce__(self) -> Any:
        return (_rebuild_items, (self.line, list(self), self.lines))


def _rebuild_block(line: int, values: dict[str, Any], lines: dict[str, int]) -> Block:
    block = Block(line)
    block.update(values)
    block.lines.update(lines)
    return block


def _rebuild_items(line: int, values: list[Any], lines: list[int]) -> Items:
    items = Items(line)
    items.extend(values)
    items.lines.extend(lines)
    return items


def line_of(tree: Any, key: Iterable[str | int]) -> int:
    """Return the line of a key path, or of the deepest part of it that exists (at least 1)."""
    line, node = getattr(tree, "line", 1) or 1, tree
    for part in key:
        if isinstance(node, Block) and isinstance(part, str) and part in node:
            line = node.lines.get(part, line)
        elif isinstance(node, Items) and isinstance(part, int) and 0 <= part < len(node):
            line = node.lines[part] if part < len(node.lines) else line
        else:
            break
        node = node[part]
    return line


def with_line(value: Any, line: int) -> Any:
    """Return a copy of plain values (dict, list, scalars) as blocks and items that all stand in one line."""
    if isinstance(value, dict):
        block = Block(line)
        for key, child in value.items():
            block.put(normal(str(key)), with_line(child, line), line)
        return block
    if isinstance(value, list | tuple):
        items = Items(line)
        for child in value:
            items.put(with_line(child, line), line)
        return items
    return value


def parse_tree(text: str, file: str = "") -> tuple[Block, list[Problem]]:
    """Parse a document into a ``Block``.

    Returns
    -------
    tuple
        The tree, and the problems that did not stop the parsing: duplicate keys, numbers that are not finite.

    Raises
    ------
    ScenarioError
        If the text cannot be parsed, is empty, or is not a mapping; the problem names file and line.
    """
    try:
        builder = _Builder(YAML(typ="safe", pure=True).parse(text))
        return builder.document(), [replace(problem, file=file) for problem in builder.problems]
    except YAMLError as error:
        problem = syntax_problem(error, text)
    except _RefusalError as refusal:
        problem = refusal.problem
        if not problem.key and not problem.message.startswith("the file"):
            problem = replace(problem, message=f"the file cannot be parsed: {problem.message}")
    raise ScenarioError([replace(problem, file=file)])


class _RefusalError(Exception):
    def __init__(self, message: str, line: int, key: Key = (), hint: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(message, key, hint=hint, line=line)


class _Builder:
    def __init__(self, events: Iterator[Event]) -> None:
        self.events = events
        self.problems: list[Problem] = []
        self.anchors: dict[str, Any] = {}
        self.nodes = 0
        self.copied = 0

    def document(self) -> Block:
        event = next(self.events)
        while not isinstance(event, DocumentStartEvent | StreamEndEvent):
            event = next(self.events)
        if isinstance(event, StreamEndEvent):
            raise _RefusalError("the file is empty", 1, hint="`exeunt new` writes a scenario to start from.")
        root = self.node(next(self.events), (), 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, StreamEndEvent):
            raise _RefusalError(
                "a second document starts here",
                _line(after),
                hint="Keep one scenario a file; remove the line '---'.",
            )
        if root is None:
            raise _RefusalError("the file holds no scenario, only comments or nothing", 1)
        if not isinstance(root, Block):
            raise _RefusalError(
                f"the file holds {kind_of(root)}, but a scenario has keys such as 'venue:' and 'people:'",
                1,
            )
        return root

    def node(self, event: Event, key: Key, depth: int) -> Any:
        line = _line(event)
        if depth > MAX_DEPTH:
            raise _RefusalError(f"nested more than {MAX_DEPTH} levels deep", line, key)
        if isinstance(event, AliasEvent):
            return self.alias(event, key, line)
        self.count(1, line, key)
        value: Any
        if isinstance(event, ScalarEvent):
            value = self.scalar(event, key, line)
            if isinstance(value, str) and not str(key[-1] if key else "").endswith(("_file", "_folder")):
                value = normal(value)
        elif isinstance(event, SequenceStartEvent):
            self.check_tag(event, "seq", key, line)
            value = self.items(key, line, depth)
        else:
            self.check_tag(event, "map", key, line)
            value = self.block(key, line, depth)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = value
        return value

    def count(self, nodes: int, line: int, key: Key) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise _RefusalError(
                f"more than {MAX_NODES} values", line, key, "Put large outlines into a WKT or GeoJSON file."
            )

    def alias(self, event: AliasEvent, key: Key, line: int) -> Any:
        if event.anchor not in self.anchors:
            raise _RefusalError(
                f"'*{event.anchor}' refers to no anchor '&{event.anchor}' above this line", line, key
            )
        value = self.anchors[event.anchor]
        self.copied += _size(value)
        if self.copied > MAX_COPIED:
            raise _RefusalError(f"more than {MAX_COPIED} values, aliases written out", line, key)
        return copy.deepcopy(value)

    def items(self, key: Key, line: int, depth: int) -> Items:
        items = Items(line)
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.put(self.node(event, (*key, len(items)), depth + 1), _line(event))
        return items

    def block(self, key: Key, line: int, depth: int) -> Block:
        block = Block(line)
        merged: list[Block] = []
        while not isinstance(event := next(self.events), MappingEndEvent):
            at = _line(event)
            if not isinstance(event, ScalarEvent):
                raise _RefusalError(
                    "a key must be a word, not a list or block", at, key, "Are there braces too many?"
                )
            name = normal(event.value)
            child = (*key, name)
            value = self.node(next(self.events), child, depth + 1)
            if name == "<<" and event.style is None:
                merged.extend(self.merge(value, child, at))
            elif name in block:
                first = block.lines[name]
                message = f"the key '{name}' stands twice in this block; it stands in line {first} already"
                self.problems.append(Problem(message, child, hint="Remove one of them.", line=at))
            else:
                block.put(name, value, at)
        for other in merged:
            for name, value in other.items():
                if name not in block:
                    block.put(name, value, other.lines[name])
        return block

    def merge(self, value: Any, key: Key, line: int) -> list[Block]:
        blocks = value if isinstance(value, list) else [value]
        if not all(isinstance(block, Block) for block in blocks):
            raise _RefusalError("'<<' merges blocks of keys only", line, key)
        return list(blocks)

    def check_tag(self, event: Event, expected: str, key: Key, line: int) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in (_CORE + expected, "!"):
            raise _RefusalError(f"the tag '{_short(tag)}' has no meaning here", line, key, "Remove it.")

    def scalar(self, event: ScalarEvent, key: Key, line: int) -> Any:
        text: str = event.value
        tag: str | None = event.tag
        if tag is None:
            return self.plain(text, key, line) if event.style is None else text
        if tag in (_CORE + "str", "!"):
            return text
        value: Any = self.plain(text, key, line)
        wanted = {"int": int, "float": int | float, "bool": bool, "null": type(None)}.get(
            tag.removeprefix(_CORE)
        )
        if wanted is None:
            raise _RefusalError(f"the tag '{_short(tag)}' has no meaning here", line, key, "Remove it.")
        if not isinstance(value, wanted):
            raise _RefusalError(f"'{text}' is not what its tag '{_short(tag)}' says", line, key)
        return float(value) if isinstance(value, int) and tag.endswith(":float") else value

    def plain(self, text: str, key: Key, line: int) -> Any:
        if _NULL.fullmatch(text):
            return None
        if _BOOL.fullmatch(text):
            return text.lower() == "true"
        if _INT.fullmatch(text) and len(text) <= _MAX_DIGITS:
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if _FLOAT.fullmatch(text):
            number = float(text)
            if isfinite(number) and len(text) <= _MAX_DIGITS:
                return number
        elif not _NOT_FINITE.fullmatch(text):
            return text
        shown = text if len(text) < 30 else text[:27] + "..."
        self.problems.append(
            Problem(f"'{shown}' cannot be used here: the number must be finite", key, line=line)
        )
        return text


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _short(tag: str) -> str:
    return tag.replace(_CORE, "!!")


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(_size(child) for child in value.values())
    if isinstance(value, list):
        return 1 + sum(_size(child) for child in value)
    return 1


def kind_of(value: Any) -> str:
    """Say in words what a value is, as in "expected a number, got ..."."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value:g}" if abs(value) < 1e300 else "a huge number"
    if isinstance(value, str):
        shown = value if len(value) <= 40 else value[:37] + "..."
        return f"the text '{shown}'"
    if isinstance(value, dict):
        return "a block of keys"
    if isinstance(value, list | tuple):
        return "an empty list" if not value else f"a list of {len(value)}"
    return f"'{value}'"
