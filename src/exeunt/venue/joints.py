"""Joints: the end of a wall that touches the outline, another wall or an obstacle is made to meet it exactly.

Where a building stands at an odd angle, no number of decimals puts the end of a wall on the line that it was
computed to touch: rounded to the grid it ends up to a few micrometres short of it, and a film of ground is
left, through which two rooms are one. Such an end is drawn ``2 * MEET`` longer before anything is cut out of
the floor: the wall crosses what it touches, and the overlay finds one crossing for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import shapely
from shapely import LineString, STRtree
from shapely import Point as ShapelyPoint

from exeunt.venue.geometry import Polygonal, parts, right_of, thick, unit
from exeunt.venue.venue import Point

MEET = 1e-4
"""How near in metres an end of a wall must be to what it is meant to touch.

A hundred times the error of coordinates rounded to the grid, and a hundredth of the narrowest slit that a
drawing is warned of: it takes in what rounding leaves over, of files with four decimals too, and mends no
drawing. What is farther off is a gap, and stays one until a repair is asked for.
"""
_TOUCH = 1e-9  # m: what is nearer is joined already; ends of walls at right angles to the axes stay as drawn


def joined(walls: Sequence[tuple[list[Point], float]], others: Sequence[Polygonal]) -> list[Polygonal]:
    """Return the walls as they stand on the floor.

    Parameters
    ----------
    walls
        Points on the grid and thickness in metres of each wall.
    others
        What a wall may end at besides other walls: the floor, obstacles.
    """
    solids = [thick(points, thickness) for points, thickness in walls]
    owners: list[int] = []
    lines: list[LineString] = []
    for number, solid in enumerate(chain(solids, others)):
        rings = [ring for piece in parts(solid) for ring in (piece.exterior, *piece.interiors)]
        lines += rings
        owners += [number] * len(rings)
    ends = [
        (number, last, shape)
        for number, (points, thickness) in enumerate(walls)
        if points[0] != points[-1]
        for last in (False, True)
        for shape in _end(points[::-1] if last else points, thickness)
    ]
    near: set[tuple[int, bool]] = set()
    if ends and lines:
        shapes = np.array([shape for _, _, shape in ends])
        rows, found = STRtree(lines).query(shapes, predicate="dwithin", distance=MEET)
        apart = shapely.distance(shapes[rows], np.array(lines)[found])
        for row, line in zip(rows[apart > _TOUCH].tolist(), found[apart > _TOUCH].tolist(), strict=True):
            number, last, _ = ends[row]
            if owners[line] != number:
                near.add((number, last))
    for number in sorted({number for number, _ in near}):
        points, thickness = walls[number]
        first, last = ((number, end) in near for end in (False, True))
        solids[number] = thick(_longer(points, first, last), thickness)
    return solids


def _end(points: Sequence[Point], thickness: float) -> list[ShapelyPoint | LineString]:
    """Return the flat end of a wall at its first point, and the two corners of that end."""
    (x, y), half = points[0], 0.5 * thickness
    nx, ny = right_of((points[0], points[1]))
    corners = [(x + side * half * nx, y + side * half * ny) for side in (-1.0, 1.0)]
    return [LineString(corners), *(ShapelyPoint(corner) for corner in corners)]


def _longer(points: Sequence[Point], first: bool, last: bool) -> list[Point]:
    kept = list(points)
    if first:
        kept[0] = _beyond(points[1], points[0])
    if last:
        kept[-1] = _beyond(points[-2], points[-1])
    return kept


def _beyond(start: Point, end: Point) -> Point:
    dx, dy = unit((start, end))
    return end[0] + 2.0 * MEET * dx, end[1] + 2.0 * MEET * dy
