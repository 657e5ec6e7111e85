"""Plane geometry on a grid of one micrometre: every coordinate of a compiled venue is a multiple of ``GRID``.

All overlays go through ``difference``, ``union`` and ``intersection`` here: they snap to the grid, so that a
point put on an edge stays on that edge, and results do not depend on the order of later steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LinearRing, LineString, MultiPolygon, Polygon, STRtree
from shapely import Point as ShapelyPoint

from exeunt.base.maths import line_length
from exeunt.venue.venue import Line, Point

GRID = 1e-6  # m
SNAP = 0.05  # m: how far a drawn line may be from the edge it is meant to lie on
FARTHEST = 5e4  # m: coordinates beyond are in other units, or geographic
BODY = 0.40  # m: narrower gaps let nobody pass (a body's depth and its sway)

Polygonal: TypeAlias = Polygon | MultiPolygon
Vertices = NDArray[np.float64]

EMPTY = Polygon()


def on_grid(value: float) -> float:
    """Round a coordinate in metres to the grid."""
    return float(np.rint(value * 1e6) / 1e6)


def point(x: float, y: float) -> Point:
    """Return a plan point on the grid."""
    return on_grid(x), on_grid(y)


def clean(geometry: Any) -> Polygonal:
    """Keep what has an area, rounded to the grid, shells counter-clockwise and holes clockwise."""
    pieces = [piece for piece in _polygons(geometry) if piece.area > 0.0]
    if not pieces:
        return EMPTY
    whole = pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)
    rounded = shapely.transform(whole, lambda c: np.rint(c * 1e6) / 1e6)
    if not shapely.is_valid(rounded):
        # rounding has folded a spike thinner than the grid
        mended = shapely.make_valid(
            shapely.set_precision(rounded, GRID), method="structure", keep_collapsed=False
        )
        pieces = [piece for piece in _polygons(mended) if piece.area > 0.0]
        rounded = pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)
    oriented: Polygonal = shapely.orient_polygons(rounded, exterior_cw=False)
    return EMPTY if oriented.is_empty else oriented


def parts(area: Polygonal) -> list[Polygon]:
    """Return the separate pieces of an area."""
    return list(_polygons(area))


def _polygons(geometry: Any) -> list[Polygon]:
    if geometry is None or geometry.is_empty:
        return []
    if isinstance(geometry, Polygon):
        return [geometry]
    if isinstance(geometry, LineString | ShapelyPoint):
        return []
    return [polygon for piece in geometry.geoms for polygon in _polygons(piece)]


def difference(area: Polygonal, taken: Any) -> Polygonal:
    """Return the area without what is taken."""
    if area.is_empty or taken.is_empty:
        return clean(area)
    return clean(shapely.difference(area, taken, grid_size=GRID))


def union(pieces: Iterable[Any]) -> Polygonal:
    """Return all pieces together."""
    kept = [piece for piece in pieces if not piece.is_empty]
    return clean(shapely.union_all(kept, grid_size=GRID)) if kept else EMPTY


def intersection(one: Polygonal, other: Any) -> Polygonal:
    """Return what two areas share."""
    if one.is_empty or other.is_empty:
        return EMPTY
    return clean(shapely.intersection(one, other, grid_size=GRID))


def unit(line: Line) -> Point:
    """Return the unit vector from p to q; (0, 0) if they coincide."""
    (x0, y0), (x1, y1) = line
    size = line_length(line)
    return ((x1 - x0) / size, (y1 - y0) / size) if size > 0.0 else (0.0, 0.0)


def right_of(line: Line) -> Point:
    """Return the unit vector to the right-hand side of p -> q."""
    dx, dy = unit(line)
    return dy, -dx


def middle(line: Line) -> Point:
    """Return the middle of a line."""
    (x0, y0), (x1, y1) = line
    return 0.5 * (x0 + x1), 0.5 * (y0 + y1)


def beside(line: Line, metres: float) -> Point:
    """Return the point beside the middle of a line, to its right (negative: to its left)."""
    (x, y), (nx, ny) = middle(line), right_of(line)
    return x + metres * nx, y + metres * ny


def between(start: Point, end: Point, share: float) -> Point:
    """Return the point at a share of the way, on the grid."""
    return point(start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))


def edges(area: Polygonal) -> NDArray[np.float64]:
    """Return every edge of every ring, shape (edges, 4): x0, y0, x1, y1; the area lies to the left."""
    found = [
        np.hstack([coords[:-1], coords[1:]])
        for polygon in _polygons(area)
        for ring in (polygon.exterior, *polygon.interiors)
        for coords in [shapely.get_coordinates(ring)]
    ]
    return np.vstack(found) if found else np.zeros((0, 4))


def crossings(ring: Sequence[Point]) -> list[Point]:
    """Return the points where a closed ring crosses or overlaps itself, first and last vertex apart."""
    closed = [*ring, ring[0]]
    segments = [LineString(pair) for pair in pairwise(closed) if pair[0] != pair[1]]
    count = len(segments)
    tree = STRtree(segments)
    found: dict[Point, None] = {}
    for first, second in tree.query(segments, predicate="intersects").T.tolist():
        if first >= second:
            continue
        shared = segments[first].intersection(segments[second])
        neighbours = second - first in (1, count - 1)
        if neighbours and shared.geom_type == "Point":
            continue
        for x, y in shapely.get_coordinates(shared).tolist()[:1]:
            found[point(x, y)] = None
    return list(found)


def narrowed(area: Polygonal, half_width: float) -> Polygonal:
    """Return the area less a margin; what is narrower than twice the margin vanishes."""
    shrunk: Polygonal = area.buffer(-half_width, join_style="mitre", mitre_limit=2.0)
    return shrunk


def inner_point(area: Polygonal) -> Point:
    """Return a point well inside an area."""
    spot = area.representative_point()
    return float(spot.x), float(spot.y)


def ring_of(points: Sequence[Point]) -> list[Point]:
    """Put a drawn ring on the grid and drop points that repeat their predecessor."""
    result: list[Point] = []
    for x, y in points:
        spot = point(x, y)
        if not result or spot != result[-1]:
            result.append(spot)
    if len(result) > 1 and result[0] == result[-1]:
        result.pop()
    return result


def thick(points: Sequence[Point], thickness: float) -> Polygonal:
    """Return a wall along a line of points, with flat ends and mitred corners.

    It is closed if it ends where it began.
    """
    closed = len(points) > 3 and points[0] == points[-1]
    line = LinearRing(points) if closed else LineString(points)
    return clean(line.buffer(0.5 * thickness, cap_style="flat", join_style="mitre"))
