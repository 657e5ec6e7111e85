from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from exeunt.base.errors import Problem
from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc
from exeunt.venue.venue import Line, Venue

Compiled = tuple[Venue, list[Problem]]


@pytest.fixture
def rectangle() -> Callable[..., list[tuple[float, float]]]:
    def make(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]

    return make


@pytest.fixture
def compiled(tmp_path: Path) -> Callable[..., Compiled]:
    def make(**blocks: Any) -> Compiled:
        return compile_venue(VenueDoc.model_validate(blocks), "test", tmp_path)

    return make


@pytest.fixture
def leftover() -> Callable[[Venue], float]:
    """Metres of boundary less walls, exits and both sides of portals: 0 if each is there once."""

    def length(line: Line) -> float:
        return float(np.hypot(line[1][0] - line[0][0], line[1][1] - line[0][1]))

    def measure(venue: Venue) -> float:
        boundary = sum(surface.area.length for surface in venue.surfaces)
        walls = np.hypot(*(venue.walls[:, 2:] - venue.walls[:, :2]).T).sum()
        exits = sum(length(opening.line) for opening in venue.exits)
        return float(boundary - walls - exits - 2.0 * sum(length(portal.line) for portal in venue.portals))

    return measure
