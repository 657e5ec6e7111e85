"""What a scenario from somebody else may not do: name files beyond its folder, hold text that acts on a terminal.

A scenario may come from somebody else, and a run copies the files that it names beside the results. So a scenario
reads what lies in its own folder or below, links followed, and nothing else unless the user allows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from exeunt.base.errors import Problem
from exeunt.base.reading import Reach
from exeunt.base.text import ACTING, one_line
from exeunt.scenario.tree import Block, Items, Key, line_of

FILE, FOLDER = "_file", "_folder"
HINT = "Move it into the scenario's folder, or allow its folder with --allow (in Python: allow=[...])."


def named_files(node: Any, ending: str = FILE) -> Iterator[str]:
    """Yield the values of all keys that end in ``_file``, or in another ending."""
    for _, name in named(node, (ending,)):
        yield name


def named(node: Any, endings: tuple[str, ...] = (FILE, FOLDER), key: Key = ()) -> Iterator[tuple[Key, str]]:
    """Yield the key path and the value of every key with one of the endings, edits of variants included."""
    if isinstance(node, dict):
        for name, value in node.items():
            if str(name).endswith(endings) and isinstance(value, str):
                yield (*key, name), value
            else:
                yield from named(value, endings, (*key, name))
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from named(value, endings, (*key, index))


def with_names(node: Any, names: Mapping[str, str]) -> Any:
    """Return a copy in which the values of keys that end in ``_file`` or ``_folder`` have their new names."""
    if isinstance(node, dict):
        return {
            key: names.get(value, value)
            if str(key).endswith((FILE, FOLDER)) and isinstance(value, str)
            else with_names(value, names)
            for key, value in node.items()
        }
    return [with_names(value, names) for value in node] if isinstance(node, list) else node


def reach_problems(tree: Block | Items, folder: Path, reach: Reach | None) -> Iterator[Problem]:
    """Yield every file and folder that a scenario names and may not read; nothing where ``reach`` is None."""
    if reach is None:
        return
    for key, name in named(tree):
        if not reach.holds(folder / name):
            yield out_of_reach(name, key, line_of(tree, key))


def out_of_reach(name: str, key: Key, line: int) -> Problem:
    """Return the refusal of a file or folder that a scenario names."""
    message = f"'{name}' lies outside the folder of the scenario and is not read"
    return Problem(message, key, hint=HINT, line=line)


def acting_text(node: Any, key: Key = (), line: int = 0) -> Iterator[Problem]:
    """Yield every text in which a character acts on where it is shown, such as an escape sequence in a name."""
    if isinstance(node, str):
        if ACTING.search(node):
            message = f"the text '{one_line(node)}' holds a control character"
            yield Problem(message, key, hint="Leave it out.", line=line)
    elif isinstance(node, Block):
        for name, value in node.items():
            stands = node.lines.get(name, node.line)
            yield from acting_text(name, key, stands)
            yield from acting_text(value, (*key, name), stands)
    elif isinstance(node, Items):
        for index, value in enumerate(node):
            yield from acting_text(value, (*key, index), node.lines[index])
