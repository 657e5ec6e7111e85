"""Gaps: what exits, doors, stairs and lifts cut into the walls that their lines lie along."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import shapely
from shapely import LineString, Polygon, STRtree

from exeunt.base.maths import line_length
from exeunt.venue.curves import bend_of
from exeunt.venue.edges import EdgeGrid
from exeunt.venue.geometry import SNAP, Polygonal, intersection, parts, point, right_of, union, unit
from exeunt.venue.venue import Line, Point

if TYPE_CHECKING:
    from exeunt.venue.storeys import Storey

_MARGIN = 0.01  # m: a gap is cut this much deeper than the wall, so that no film is left
THICKEST = 1.5  # m: what is thicker beside an opening is no wall but solid ground
_PARALLEL = 0.1  # sine of the largest angle between an opening and a straight wall: about 6 degrees


class _Lie(NamedTuple):
    """How an opening lies on a wall: how far off, its line moved there, and the wall's own way between the ends."""

    off: float
    line: Line
    way: list[Point]
    thickness: float


class WallGrid:
    """The walls of a storey by where they are: straight pieces of lines, and blocks given by their ground."""

    def __init__(self, walls: Sequence[tuple[list[Point], float]], blocks: Sequence[Polygonal]) -> None:
        self._walls = walls
        self._blocks = blocks
        self._tree = STRtree(blocks)
        self._grid = EdgeGrid()
        self._owners: list[tuple[int, int]] = []
        self._thickest = max((thickness for _, thickness in walls), default=0.0)
        for wall, (points, _) in enumerate(walls):
            for piece, pair in enumerate(pairwise(points)):
                self._grid.add(len(self._owners), pair)
                self._owners.append((wall, piece))

    def blocks_near(self, line: LineString) -> list[Polygonal]:
        """Return the walls given by their ground that a line touches or nearly touches."""
        found = self._tree.query(line, predicate="dwithin", distance=SNAP).tolist()
        return [self._blocks[number] for number in sorted(found)]

    def along(self, line: Line) -> _Lie | None:
        """Return how a line lies on the wall that it is nearest to; None if it lies on none."""
        (x0, y0), (x1, y1) = line
        reach = max(SNAP, 0.5 * self._thickest)
        box = (min(x0, x1) - reach, min(y0, y1) - reach, max(x0, x1) + reach, max(y0, y1) + reach)
        near = [self._owners[index] for index, _ in self._grid.within(box)]
        found = [self._on_piece(line, wall, piece) for wall, piece in near]
        found += [self._on_curve(line, wall) for wall in dict.fromkeys(wall for wall, _ in near)]
        return min((lie for lie in found if lie is not None), key=lambda lie: lie.off, default=None)

    def _on_piece(self, line: Line, wall: int, piece: int) -> _Lie | None:
        """Lay a line onto one straight piece of a wall, half of it at least."""
        points, thickness = self._walls[wall]
        pair = (points[piece], points[piece + 1])
        (dx, dy), (ux, uy), (nx, ny), (x0, y0) = unit(line), unit(pair), right_of(pair), pair[0]
        if abs(dx * uy - dy * ux) > _PARALLEL:
            return None
        spots = [((x - x0) * ux + (y - y0) * uy, (x - x0) * nx + (y - y0) * ny) for x, y in line]
        off = max(abs(side) for _, side in spots)
        low, high = sorted(along for along, _ in spots)
        covered = min(high, line_length(pair)) - max(low, 0.0)
        if off > max(SNAP, 0.5 * thickness) + 1e-9 or covered < 0.5 * (high - low) or high <= low:
            return None
        p, q = (point(x0 + along * ux, y0 + along * uy) for along, _ in spots)
        return _Lie(off, (p, q), [p, q], thickness)

    def _on_curve(self, line: Line, wall: int) -> _Lie | None:
        """Lay the ends of a line onto different pieces of a wall that is straight or one curve between them."""
        points, thickness = self._walls[wall]
        if len(points) < 3:
            return None
        reach = max(SNAP, 0.5 * thickness) + 1e-9
        (first, p, off_p), (last, q, off_q) = (_foot(spot, points) for spot in line)
        if first == last or max(off_p, off_q) > reach:
            return None
        ways = [_between(points, first, p, last, q)]
        if points[0] == points[-1]:
            ways.append(_round(points, first, p, last, q))
        way = min(ways, key=lambda spots: sum(map(line_length, pairwise(spots))))
        return None if bend_of(way) is None else _Lie(max(off_p, off_q), (p, q), way, thickness)


def _foot(spot: Point, points: Sequence[Point]) -> tuple[int, Point, float]:
    """Return the piece of a wall that is nearest to a place, the nearest spot on it, and the distance in m."""
    best: tuple[int, Point, float] | None = None
    for piece, (start, end) in enumerate(pairwise(points)):
        (ux, uy), size = unit((start, end)), line_length((start, end))
        along = min(max((spot[0] - start[0]) * ux + (spot[1] - start[1]) * uy, 0.0), size)
        foot = point(start[0] + along * ux, start[1] + along * uy)
        if best is None or line_length((spot, foot)) < best[2]:
            best = (piece, foot, line_length((spot, foot)))
    assert best is not None
    return best


def _between(points: Sequence[Point], first: int, p: Point, last: int, q: Point) -> list[Point]:
    if first <= last:
        return [p, *points[first + 1 : last + 1], q]
    return [p, *reversed(points[last + 1 : first + 1]), q]


def _round(points: Sequence[Point], first: int, p: Point, last: int, q: Point) -> list[Point]:
    """Return the other way round a closed wall."""
    if first <= last:
        return [p, *reversed(points[: first + 1]), *reversed(points[last + 1 : -1]), q]
    return [p, *points[first + 1 :], *points[1 : last + 1], q]


def gap_in_walls(storey: Storey, line: Line) -> Line | None:
    """Cut a gap for an opening whose line lies along a wall; return the line moved to the wall's middle.

    The ends of the line must lie within ``SNAP`` (or half the thickness) of the wall's middle, and the wall must be
    straight or one curve between them (``curves.bend_of``). None if it lies along no wall.
    """
    if storey.wall_grid is None:
        storey.wall_grid = WallGrid(storey.walls, storey.blocks)
    lie = storey.wall_grid.along(line) if line_length(line) else None
    if lie is None:
        return _gap_in_blocks(storey, line)
    depth = 0.5 * lie.thickness
    storey.gaps.append(
        _straight_gap(lie.line, depth, depth) if len(lie.way) == 2 else _curved_gap(lie.way, depth)
    )
    return lie.line


def _gap_in_blocks(storey: Storey, line: Line) -> Line | None:
    """Cut a gap where the line lies in walls that are given by their ground; the line stays where it is."""
    drawn = LineString(line)
    solid = union(storey.wall_grid.blocks_near(drawn) if storey.wall_grid is not None else ())
    if not line_length(line) or drawn.intersection(solid).length < 0.5 * drawn.length:
        return None
    (nx, ny), depths = right_of(line), []
    for side in (1.0, -1.0):
        # the strip beside the line is searched for the farthest wall that touches the line
        strip = Polygon([
            *line, *((x + side * THICKEST * nx, y + side * THICKEST * ny) for x, y in reversed(line))
        ])  # fmt: skip
        beside = [piece for piece in parts(intersection(solid, strip)) if piece.distance(drawn) < SNAP]
        (x0, y0) = line[0]
        reach = [side * ((x - x0) * nx + (y - y0) * ny) for x, y in shapely.get_coordinates(beside).tolist()]
        depths.append(max(reach, default=0.0))
    if max(depths) > 0.99 * THICKEST:
        return None
    storey.gaps.append(_straight_gap(line, *depths))
    return line


def _straight_gap(line: Line, right: float, left: float) -> Polygon:
    """Return the gap along a line; ``right`` and ``left``: the depth of the wall at either side of it in m."""
    (nx, ny), (p, q) = right_of(line), line
    right, left = right + _MARGIN, left + _MARGIN
    # p and q are corners of the gap, so that the jambs get vertices there
    return Polygon(
        [
            p,
            (p[0] + right * nx, p[1] + right * ny),
            (q[0] + right * nx, q[1] + right * ny),
            q,
            (q[0] - left * nx, q[1] - left * ny),
            (p[0] - left * nx, p[1] - left * ny),
        ]
    )


def _curved_gap(way: Sequence[Point], depth: float) -> Polygon:
    """Return the gap along a curve, with its ends as corners."""
    strip = LineString(way).buffer(depth + _MARGIN, cap_style="flat", join_style="mitre")
    ring = [(float(x), float(y)) for x, y in strip.exterior.coords[:-1]]
    for spot in (way[0], way[-1]):
        closed = [*ring, ring[0]]
        piece = min(
            range(len(ring)),
            key=lambda k: shapely.distance(LineString(closed[k : k + 2]), shapely.Point(spot)),
        )
        ring.insert(piece + 1, spot)
    return Polygon(ring)
