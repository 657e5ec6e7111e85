"""What is seen of a place that has an extent: the marks by which it is recognised, and who sees one of them.

Sight is exact: straight lines against walls, obstacles and shut openings, no lattice.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from exeunt.venue.lattice import F64, Mask, crossing, hidden
from exeunt.venue.sight import Screens

MARKS = 8
"""Places on the edge that are looked for, besides the centre."""
SHORT = 0.98
"""Share of the way to a wall at which a mark before it lies."""


class Vantage(NamedTuple):
    """A polygon as others see it.

    ``polygon`` (n, 2) corners; ``marks`` (m, 2) its centre and places towards its edge that are in sight of the centre,
    or places in it where it is not ``bounded`` by walls; ``lines`` (k, 4) what can hide it within ``reach`` m of its
    edge; ``radius`` of the circle around the centre ``cx``, ``cy`` that holds it.
    """

    surface: int
    polygon: F64
    marks: F64
    lines: F64
    radius: float
    reach: float
    cx: float
    cy: float
    bounded: bool


def vantage(
    screens: Screens, surface: int, polygon: F64, centre: tuple[float, float], reach: float,
    marks: F64 | None = None, edge: int = MARKS,
) -> Vantage:  # fmt: skip
    """Return a polygon as it is seen from up to ``reach`` m from its edge.

    Parameters
    ----------
    marks
        (m, 2) places in a polygon that reaches through walls. None: walls bound it; what of it lies behind a wall, seen
        from its centre, does not belong to it, and it has ``edge`` marks besides the centre.
    """
    cx, cy = centre
    polygon = np.ascontiguousarray(polygon, dtype=np.float64)
    away = polygon - np.array(centre)
    radius = float(np.sqrt((away * away).sum(axis=1)).max())
    lines = screens.lines[screens.start[surface] : screens.start[surface + 1]]
    lines = np.ascontiguousarray(lines[_distance(lines, cx, cy) <= reach + radius])
    if marks is not None:
        return Vantage(surface, polygon, np.ascontiguousarray(marks), lines, radius, reach, cx, cy, False)
    count = min(edge, len(polygon))
    places = [[cx, cy]]
    for x, y in polygon[(np.arange(count) * len(polygon)) // max(count, 1)].tolist():
        share = first_hit(cx, cy, x, y, lines) * SHORT
        places.append([cx + share * (x - cx), cy + share * (y - cy)])
    return Vantage(surface, polygon, np.array(places), lines, radius, reach, cx, cy, True)


def _distance(lines: F64, x: float, y: float) -> F64:
    """Return the distance of a point from segments (n, 4)."""
    ax, ay = lines[:, 0], lines[:, 1]
    dx, dy = lines[:, 2] - ax, lines[:, 3] - ay
    square = dx * dx + dy * dy
    along = ((x - ax) * dx + (y - ay) * dy) / np.where(square > 0.0, square, 1.0)
    along = np.clip(along, 0.0, 1.0)
    ex, ey = ax + along * dx - x, ay + along * dy - y
    return np.asarray(np.sqrt(ex * ex + ey * ey))


@njit(cache=True, error_model="numpy")
def first_hit(ax: float, ay: float, bx: float, by: float, lines: F64) -> float:
    """Return the share of the way from a to b at which the first line stands in it; 1 if none does."""
    nearest = 1.0
    for k in range(len(lines)):
        share = crossing(ax, ay, bx, by, lines[k, 0], lines[k, 1], lines[k, 2], lines[k, 3])
        if share >= 0.0:
            nearest = min(nearest, share)
    return nearest


@njit(cache=True, error_model="numpy")
def distance_to(polygon: F64, x: float, y: float) -> float:
    """Return the distance of a place from a polygon in m, 0 inside."""
    inside = False
    least = np.inf
    n = len(polygon)
    for k in range(n):
        ax, ay = polygon[k, 0], polygon[k, 1]
        bx, by = polygon[(k + 1) % n, 0], polygon[(k + 1) % n, 1]
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        along = min(max(((x - ax) * dx + (y - ay) * dy) / square, 0.0), 1.0) if square > 0.0 else 0.0
        ex, ey = ax + along * dx - x, ay + along * dy - y
        least = min(least, ex * ex + ey * ey)
    return 0.0 if inside else np.sqrt(least)


@njit(cache=True, error_model="numpy")
def look_at(view: Vantage, x: F64, y: F64, away: F64, mark: np.ndarray, inside: Mask) -> None:
    """Look at a polygon from places (n,) on its surface.

    Parameters
    ----------
    away
        (n,) set to the distance from its edge in m, 0 inside; to inf where it is more than ``reach``.
    mark
        (n,) int64, set to the first of the marks that is in sight, -1 if none is or it is more than ``reach`` away.
    inside
        (n,) set to whether the place is in the polygon, where that is bounded with no wall before its centre.
    """
    cx, cy = view.cx, view.cy
    far = view.reach + view.radius
    for i in range(x.size):
        away[i], mark[i], inside[i] = np.inf, -1, False
        dx, dy = x[i] - cx, y[i] - cy
        if dx * dx + dy * dy > far * far:
            continue
        distance = distance_to(view.polygon, x[i], y[i])
        if distance > view.reach:
            continue
        away[i] = distance
        for m in range(len(view.marks)):
            if not hidden(x[i], y[i], view.marks[m, 0], view.marks[m, 1], view.lines):
                mark[i] = m
                break
        inside[i] = distance == 0.0 and (mark[i] == 0 or not view.bounded)
