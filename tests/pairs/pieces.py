"""What fragments of scenarios are made of, and the small hall in which any of them can stand together.

A fragment adds its part to a document in place: its own people and ground where it needs some, so that others do not
have to know of it. Fragments of one ``group`` exclude each other, since a scenario has one of them (a law of walking).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scenes import Document, box, gap, storey

Edit = Callable[[Document], None]


@dataclass(frozen=True)
class Fragment:
    """A part of a scenario: what adds it to a document, and of what there can be only one."""

    name: str
    add: Edit
    group: str = ""


FRAGMENTS: dict[str, Fragment] = {}


def fragment(group: str = "", name: str = "") -> Callable[[Edit], Edit]:
    """Enter a function as a fragment of its own name."""

    def enter(add: Edit) -> Edit:
        called = name or add.__name__
        FRAGMENTS[called] = Fragment(called, add, group)
        return add

    return enter


def base() -> Document:
    """A hall of 24 m by 14 m with two exits and ten people, for a minute."""
    return {
        "exeunt": 1, "name": "pairs",
        "venue": {
            "storeys": [storey("hall", 0, 0, 24, 14)],
            "exits": [gap("west", "hall", 0, 6, 0, 8), gap("east", "hall", 24, 6, 24, 8)],
        },
        "people": [crowd("guests", box(8, 4, 15, 9), 10)],
        "run": {"max_time": 60, "stall_time": 30},
        "wayfinding": {"cell": 0.2},
    }  # fmt: skip


def crowd(id: str, area: Any, number: int, on: str = "hall", **more: Any) -> Document:
    """A population that starts within ten seconds."""
    usual = {
        "pre_movement": {"kind": "uniform", "min": 0, "max": 10},
        "mobility": {},
        "exit_choice": "nearest",
    }
    return {"id": id, "number": number, "where": {"storey": on, "area": area}, **usual, **more}


def hall(doc: Document) -> Document:
    """The storey that all fragments share."""
    return doc["venue"]["storeys"][0]


def more(doc: Document, *path: str, items: list[Any]) -> None:
    """Append items to a list of the document, which is made if it is not there."""
    for key in path[:-1]:
        doc = doc.setdefault(key, {})
    doc.setdefault(path[-1], []).extend(items)
