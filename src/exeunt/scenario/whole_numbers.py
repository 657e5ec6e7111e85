"""Counts that the document gives with a decimal point: '1.000' is one, not a thousand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from exeunt.base.errors import Problem
from exeunt.scenario.tree import Key


def check_whole_numbers(document: BaseModel, tree: object) -> list[Problem]:
    """Return warnings for whole numbers that are written with a point, and how they are read."""
    hint = "Write whole numbers without a point: 1000 for one thousand."
    return [
        Problem(
            f"a number with a decimal point, {given}, is read as {read}", key, hint=hint, severity="warning"
        )
        for key, given, read in _pointed(document, tree, ())
    ]


def _pointed(node: object, tree: object, key: Key) -> Iterator[tuple[Key, float, int]]:
    if isinstance(node, int) and not isinstance(node, bool):
        if isinstance(tree, float):
            yield key, tree, node
    elif isinstance(node, BaseModel) and isinstance(tree, Mapping):
        for name, about in type(node).model_fields.items():
            word = about.alias or name
            if word in tree:
                yield from _pointed(getattr(node, name), tree[word], (*key, word))
    elif isinstance(node, Mapping) and isinstance(tree, Mapping):
        for name in node.keys() & tree.keys():
            yield from _pointed(node[name], tree[name], (*key, name))
    elif isinstance(node, list | tuple) and isinstance(tree, list | tuple):
        for index, (one, other) in enumerate(zip(node, tree, strict=False)):
            yield from _pointed(one, other, (*key, index))
