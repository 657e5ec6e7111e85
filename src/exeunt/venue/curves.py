"""Curves: walls and edges that are drawn as short straight pieces, and the straight line of an opening across them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians

import shapely
from shapely import LineString

from exeunt.base.maths import line_length
from exeunt.venue.geometry import SNAP, unit
from exeunt.venue.venue import Line, Point

TURN = 30.0
"""Degrees by which a curve turns at one point at most; an edge that turns by more has a corner there."""
_LEAST = 1e-3  # m: pieces shorter than this have no direction of their own
_COSINE = cos(radians(TURN)) - 1e-3  # points lie on a grid


def bend_of(path: Sequence[Point]) -> float | None:
    """Return how far a path leaves the straight line between its ends, in m; None if it is not meant to be one.

    Within ``SNAP`` any path will do: so far a drawing may be off. Beyond, the path must be one curve: on one side of
    the straight line, and turning by ``TURN`` degrees at most at each point. That holds for an arc that is drawn with
    twelve pieces to the full circle or more, and for no corner.
    """
    chord = LineString([path[0], path[-1]])
    bend = float(shapely.distance(shapely.points(path), chord).max())
    if bend <= SNAP:
        return bend
    sides = _sides(path)
    if min(sides) < -SNAP and max(sides) > SNAP:
        return None
    # small steps in a wall are smoothed away, unless that makes corners of a tight curve
    smooth = [(float(x), float(y)) for x, y in LineString(path).simplify(SNAP).coords]
    return bend if _gentle(path) or _gentle(smooth) else None


def goes_on(before: Line, here: Line) -> bool:
    """Tell whether a wall goes on from one straight piece to the next without a corner."""
    (ax, ay), (bx, by) = unit(before), unit(here)
    return ax * bx + ay * by >= _COSINE


def spaced(path: Sequence[Point]) -> list[Point]:
    """Return a path without pieces too short to have a direction; its ends stay."""
    kept = [path[0]]
    for spot in path[1:]:
        if line_length((kept[-1], spot)) >= _LEAST:
            kept.append(spot)
    if kept[-1] != path[-1]:
        kept[1 if len(kept) == 1 else -1 :] = [path[-1]]
    return kept


def _sides(path: Sequence[Point]) -> list[float]:
    """Return how far points lie to the right of the line from the first to the last, in m."""
    (ux, uy), (x0, y0) = unit((path[0], path[-1])), path[0]
    return [(x - x0) * uy - (y - y0) * ux for x, y in path]


def _gentle(path: Sequence[Point]) -> bool:
    ways = [unit(pair) for pair in pairwise(spaced(path))]
    return all(ax * bx + ay * by >= _COSINE for (ax, ay), (bx, by) in pairwise(ways))
