"""Edges by place: a grid of cells that knows which edges pass through each, and can change."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, sqrt
from typing import NamedTuple

from exeunt.base.maths import line_length
from exeunt.venue.geometry import point
from exeunt.venue.venue import Line, Point

_CELL = 1.0  # m
_LONG = 1000.0  # m: longer edges pass through too many cells, and are asked always
_WHOLE = 1_000_000  # cells of a box from which on every edge is asked
_SAME = 1e-4  # m: a projected point so close to a vertex is that vertex
_REACHES = (0.05, 1.0, 8.0)  # m: how far the nearest edge is looked for before all are asked


class Near(NamedTuple):
    """An edge near a place: its number, the nearest spot on it (on the grid), and how far that is, in metres."""

    number: int
    edge: Line
    spot: Point
    gap: float


class EdgeGrid:
    """Edges from one point to another, each with an number, found by where they are."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._edges: dict[int, Line] = {}
        self._long: dict[int, None] = {}

    def add(self, number: int, edge: Line) -> None:
        """Add an edge."""
        self._edges[number] = edge
        if line_length(edge) > _LONG:
            self._long[number] = None
            return
        for cell in _cells_of(edge):
            self._cells.setdefault(cell, []).append(number)

    def drop(self, number: int, edge: Line) -> None:
        """Take an edge away."""
        del self._edges[number]
        if number in self._long:
            del self._long[number]
            return
        for cell in _cells_of(edge):
            self._cells[cell].remove(number)

    def within(self, bounds: tuple[float, ...]) -> Iterator[tuple[int, Line]]:
        """Yield number and edge of all that pass through the cells of a box, by number."""
        x0, y0, x1, y1 = (floor(value / _CELL) for value in bounds)
        if (x1 - x0 + 1) * (y1 - y0 + 1) > _WHOLE:
            found = set(self._edges)
        else:
            columns, rows = range(x0, x1 + 1), range(y0, y1 + 1)
            found = {k for i in columns for j in rows for k in self._cells.get((i, j), ())} | set(self._long)
        for number in sorted(found):
            yield number, self._edges[number]

    def near(self, spot: Point, reach: float) -> list[Near]:
        """Return the edges within reach of a place, in metres, by number."""
        x, y = spot
        around = self.within((x - reach, y - reach, x + reach, y + reach))
        return [near for number, edge in around if (near := _near(number, edge, spot)).gap <= reach]

    def nearest(self, spot: Point) -> Near | None:
        """Return the edge nearest to a place; None without edges."""
        for reach in _REACHES:
            if found := self.near(spot, reach):
                return min(found, key=lambda near: near.gap)
        every = (_near(number, edge, spot) for number, edge in self._edges.items())
        return min(every, key=lambda near: near.gap, default=None)

    def crossings(self, line: Line) -> list[float]:
        """Return where edges cross or touch a line, as shares of its length between 0 and 1, in order."""
        (x0, y0), (x1, y1) = line
        dx, dy = x1 - x0, y1 - y0
        shares = set()
        if line_length(line) > _LONG:
            asked = [list(self._edges)]
        else:
            asked = [list(self._long), *(self._cells.get(cell, []) for cell in _cells_of(line))]
        for numbers in asked:
            for number in numbers:
                (ax, ay), (bx, by) = self._edges[number]
                ex, ey = bx - ax, by - ay
                across = dx * ey - dy * ex
                if across == 0.0:
                    continue
                share = ((ax - x0) * ey - (ay - y0) * ex) / across
                other = ((ax - x0) * dy - (ay - y0) * dx) / across
                if 0.0 < share < 1.0 and -1e-9 <= other <= 1.0 + 1e-9:
                    shares.add(share)
        return sorted(shares)


def _cells_of(line: Line) -> list[tuple[int, int]]:
    """Return the cells that a line may pass through, each once."""
    (x0, y0), (x1, y1) = line
    pieces = max(1, ceil(line_length(line) / _CELL))
    found: dict[tuple[int, int], None] = {}
    for k in range(pieces):
        u, v = k / pieces, (k + 1) / pieces
        ax, bx = sorted((x0 + u * (x1 - x0), x0 + v * (x1 - x0)))
        ay, by = sorted((y0 + u * (y1 - y0), y0 + v * (y1 - y0)))
        for i in range(floor((ax - 1e-6) / _CELL), floor((bx + 1e-6) / _CELL) + 1):
            for j in range(floor((ay - 1e-6) / _CELL), floor((by + 1e-6) / _CELL) + 1):
                found[i, j] = None
    return list(found)


def _near(number: int, edge: Line, spot: Point) -> Near:
    (x0, y0), (x1, y1) = edge
    dx, dy = x1 - x0, y1 - y0
    share = ((spot[0] - x0) * dx + (spot[1] - y0) * dy) / max(dx * dx + dy * dy, 1e-30)
    share = min(max(share, 0.0), 1.0)
    foot = (x0 + share * dx, y0 + share * dy)
    return Near(number, edge, _settled(foot, edge), sqrt(distance_squared(foot, spot)))


def _settled(foot: Point, edge: Line) -> Point:
    spot = point(*foot)
    for end in edge:
        if distance_squared(spot, end) < _SAME * _SAME:
            return end
    return spot


def distance_squared(one: Point, other: Point) -> float:
    """Return the square of the distance between two points in m²."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
