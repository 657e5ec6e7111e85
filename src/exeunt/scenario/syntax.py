"""What the YAML parser says, in plain words."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from exeunt.base.errors import Problem

# (pattern on "context | problem", message, hint); the first that matches speaks
_WORDS: tuple[tuple[str, str, str], ...] = (
    (r"'\\t' that cannot start", "a tab stands where spaces are needed", "YAML indents with spaces only."),
    (
        r"mapping values are not allowed",
        "a key is not expected here",
        "Check the indentation of this line and the line above, and put text that holds ': ' in quotes.",
    ),
    (
        r"could not find expected ':'",
        "this line is neither a key nor part of a list",
        "Is a ':' missing after a key?",
    ),
    (r"quoted scalar.*unexpected end of stream", "a quotation mark is opened and never closed", ""),
    (
        r"unknown escape character",
        "a '\\' in a text with double quotation marks starts no known character",
        "Use single quotation marks, or '\\\\'.",
    ),
    (r"expected ',' or '\]'", "a list in [ ] is not closed, or a comma is missing", ""),
    (r"expected ',' or '\}'", "a block in { } is not closed, or a comma is missing", ""),
    (r"but found '\]'", "']' closes no list", ""),
    (r"but found '\}'", "'}' closes no block", ""),
    (
        r"block collection.*expected <block end>",
        "this line belongs neither to the list above it nor outside of it",
        "Check the indentation, and that each item starts with '- '.",
    ),
    (
        r"expected <block end>, but found '<block (mapping|sequence) start>'",
        "this line is indented differently from the lines it belongs to",
        "Keys of one block start in the same column.",
    ),
    (
        r"expected <block end>, but found '-'",
        "a list item is not expected here",
        "Check the indentation of this line.",
    ),
    (
        r"expected <block end>",
        "this cannot follow the value before it",
        "Check quotation marks, brackets and indentation.",
    ),
    (r"that cannot start any token", "a text that starts with such a character needs quotation marks", ""),
    (r"incompatible YAML document", "only YAML version 1 is read", "Remove the line '%YAML'."),
    (r"undefined alias|found undefined", "this refers to an anchor that does not exist", ""),
)  # fmt: skip


def syntax_problem(error: YAMLError, text: str) -> Problem:
    """Return the problem that a parser's error stands for; ``line`` counts from 1."""
    lines = text.count("\n") + 1
    if isinstance(error, ReaderError):
        code = ord(error.character) if isinstance(error.character, str) else int(error.character)
        line = text.count("\n", 0, error.position) + 1
        return Problem(f"the file cannot be read as text: character U+{code:04X} is not allowed", line=line)
    if not isinstance(error, MarkedYAMLError):
        return Problem("the file cannot be parsed as YAML", line=1)
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark is not None]
    line = min(lines, marks[0].line + 1) if marks else 1
    spoken = f"{error.context or ''} | {error.problem or ''}"
    if "quoted scalar" in spoken and error.context_mark is not None:
        line = error.context_mark.line + 1
    opened = error.context_mark.line + 1 if error.context_mark is not None else line
    since = f" (it starts in line {opened})" if opened < line else ""
    for pattern, message, hint in _WORDS:
        if re.search(pattern, spoken):
            return Problem(f"the file cannot be parsed: {message}{since}", hint=hint, line=line)
    return Problem(f"the file cannot be parsed: {error.problem or error.context}{since}", line=line)
