"""Lines of sight on one surface: what stands between two places."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray

from exeunt.venue.lattice import F64, I64, hidden
from exeunt.venue.venue import Venue

ON_SEATS = 1e-3
"""Metres within which the edge of a seat row is recognised."""


class Screens(NamedTuple):
    """What hides: ``lines`` (n, 4) x0, y0, x1, y1 in m, those of surface s from ``start[s]`` to ``start[s + 1]``."""

    lines: F64
    start: I64


def opaque(venue: Venue, is_open: NDArray[np.bool_]) -> Screens:
    """Return walls and obstacles of all surfaces, and the openings that are not open.

    People see over rows of seats; every other obstacle is taken to be higher than they are.

    Parameters
    ----------
    is_open
        (openings,) which openings can be looked through.
    """
    low: dict[int, list[shapely.Geometry]] = {}
    for block in venue.blocks:
        low.setdefault(block.surface, []).extend(block.footprints)
    parts, start = [], [0]
    for surface in venue.surfaces:
        walls = venue.walls[venue.wall_surface == surface.index].reshape(-1, 4)
        if surface.index in low and len(walls):
            seats = shapely.union_all(low[surface.index]).buffer(ON_SEATS)
            shapely.prepare(seats)
            middle = 0.5 * (walls[:, :2] + walls[:, 2:])
            walls = walls[~shapely.intersects_xy(seats, middle[:, 0], middle[:, 1])]
        shut = [
            (*opening.line[0], *opening.line[1])
            for opening in venue.openings
            if opening.surface == surface.index and not is_open[opening.index]
        ]
        parts.append(np.vstack([walls, np.array(shut, dtype=np.float64).reshape(-1, 4)]))
        start.append(start[-1] + len(parts[-1]))
    return Screens(np.ascontiguousarray(np.vstack(parts)), np.array(start, dtype=np.int64))


@njit(cache=True)
def in_sight(screens: Screens, surface: int, ax: float, ay: float, bx: float, by: float) -> bool:
    """Return whether nothing stands between two places of a surface."""
    lines = screens.lines[screens.start[surface] : screens.start[surface + 1]]
    return not hidden(ax, ay, bx, by, lines)
