"""Checks the geometry of an experiment: areas that do not cross themselves, lines of a length."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot, isfinite
from typing import Any

import numpy as np
from shapely import Polygon

from exeunt.base.errors import Problem
from exeunt.scenario.tree import Key
from exeunt.verification.experiment import ExperimentDoc, Measured, Waiting

WAYS = (1e-6, 1e6)
"""Lengths that a direction can have: it says where to, not how far."""


def geometry_problems(document: ExperimentDoc) -> Iterator[Problem]:
    """Yield every area, line and direction of a document that cannot be measured in."""
    for key, ring in _rings(document):
        yield from _ring_problems(key, ring)
    for key, line in _lines(document):
        if len(set(line)) < 2:
            yield Problem("this line has no length: its points are the same", key, at=(line[0],))
    for key, along in _ways(document):
        length = hypot(*along)
        if not (isfinite(length) and WAYS[0] <= length <= WAYS[1]):
            yield Problem("this direction cannot be: write it as [x, y], such as [1, 0]", key)


def _ring_problems(key: Key, ring: list[tuple[float, float]]) -> Iterator[Problem]:
    area = Polygon(ring)
    with np.errstate(all="ignore"):
        sound = area.is_valid and area.area > 1e-6
    if not sound:
        what = "crosses or touches itself" if len(set(ring)) > 2 and not area.is_valid else "has no extent"
        yield Problem(f"this area {what}: list its corners in order around it", key, at=(ring[0],))


def _rings(document: ExperimentDoc) -> Iterator[tuple[Key, Any]]:
    floor = document.floor
    if isinstance(floor.area, list):
        yield ("floor", "area"), floor.area
    yield from _listed(("floor", "holes"), floor.holes)
    yield from _listed(("floor", "obstacles"), floor.obstacles)
    for number, wall in enumerate(floor.walls):
        if isinstance(wall.area, list):
            yield ("floor", "walls", number, "area"), wall.area
    yield ("measure", "area"), document.measure.area
    yield from _entrance(("enter",), document.enter)
    for number, run in enumerate(document.runs):
        yield from _listed(("runs", number, "obstacles"), run.obstacles)
        if run.enter is not None:
            yield from _entrance(("runs", number, "enter"), run.enter)


def _listed(key: Key, rings: list[Any]) -> Iterator[tuple[Key, Any]]:
    for number, ring in enumerate(rings):
        yield (*key, number), ring


def _entrance(key: Key, enter: Measured | Waiting) -> Iterator[tuple[Key, Any]]:
    if isinstance(enter, Waiting):
        yield (*key, "area"), enter.area
    else:
        yield from _listed((*key, "within"), enter.within)


def _lines(document: ExperimentDoc) -> Iterator[tuple[Key, Any]]:
    floor, measure = document.floor, document.measure
    for name, line in floor.exits.items():
        yield ("floor", "exits", name), line
    for number, wall in enumerate(floor.walls):
        if wall.line is not None:
            yield ("floor", "walls", number, "line"), wall.line
    if floor.loop is not None:
        yield ("floor", "loop", "line"), floor.loop.line
        yield ("floor", "loop", "onto"), floor.loop.onto
    if measure.line is not None:
        yield ("measure", "line"), measure.line
    for name, stream in measure.streams.items():
        yield ("measure", "streams", name, "line"), stream.line


def _ways(document: ExperimentDoc) -> Iterator[tuple[Key, Any]]:
    if document.measure.along is not None:
        yield ("measure", "along"), document.measure.along
    for name, stream in document.measure.streams.items():
        yield ("measure", "streams", name, "along"), stream.along
