"""Blocks of scenario documents from which the tests' scenarios are made; everything in metres and seconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exeunt.verification.contract import Document

Points = list[list[float]]


def box(x0: float, y0: float, x1: float, y1: float) -> Points:
    """Return the corners of a rectangle."""
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def storey(id: str, area: Points, elevation: float = 0.0, **more: Any) -> Document:
    """Return a storey."""
    return {"id": id, "elevation": elevation, "area": area, **more}


def opening(id: str, floor: str, x0: float, y0: float, x1: float, y1: float, **more: Any) -> Document:
    """Return a door or an exit along a line."""
    return {"id": id, "storey": floor, "line": [[x0, y0], [x1, y1]], **more}


def stair(id: str, foot: tuple[str, Points], head: tuple[str, Points], **more: Any) -> Document:
    """Return a stair between the lines of two storeys."""
    ends = {"foot": foot, "head": head}
    return {"id": id, **{end: {"storey": floor, "line": line} for end, (floor, line) in ends.items()}, **more}


def people(
    id: str, number: int, floor: str, area: Points, *, speed: Any = None, pre_movement: Any = 0, **more: Any
) -> Document:
    """Return a population of people without restricted mobility who start at once unless told otherwise."""
    where = {"storey": floor, "area": area}
    spoken = {} if speed is None else {"desired_speed": speed}
    return {"id": id, "number": number, "where": where, "mobility": {}, "pre_movement": pre_movement,
            **spoken, **more}  # fmt: skip


def scene(
    name: str, venue: Document, crowd: Sequence[Document], *, max_time: float = 600.0, stall: float = 60.0,
    **top: Any,
) -> Document:  # fmt: skip
    """Return a scenario document."""
    run = {"max_time": max_time, "stall_time": stall}
    return {"exeunt": 1, "name": name, "venue": venue, "people": list(crowd), "run": run, **top}


IMO_MEN = {"kind": "uniform", "min": 0.97, "max": 1.62}
"""Walking speed in m/s of the test persons of IMO where nothing else is said: men of 30 to 50."""
