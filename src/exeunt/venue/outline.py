"""The boundary of a surface as rings that exits, stairs and doors are fitted into, vertex by vertex."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely import Point as ShapelyPoint

from exeunt.venue.geometry import EMPTY, SNAP, Polygonal, length, parts, point
from exeunt.venue.venue import Line, Point

_SAME = 1e-4  # m: a projected point so close to a vertex is that vertex


@dataclass(frozen=True, slots=True)
class Fit:
    """A drawn line laid onto a ring: from ``line[0]`` on edge ``first`` to ``line[1]`` on edge ``last``.

    ``bend`` is how far the ring leaves the straight line in between, in metres.
    """

    ring: int
    first: int
    last: int
    line: Line
    bend: float
    cost: float


class Outline:
    """The rings of an area, oriented so that the area lies to the left of every edge.

    Taking a line turns the piece of ring under it into one edge, from vertex to vertex; taken edges are
    openings or portals, all others are walls.
    """

    def __init__(self, area: Polygonal) -> None:
        self._rings: list[list[Point]] = []
        self._shape: list[list[int]] = []
        self._taken: set[Line] = set()
        for polygon in parts(area):
            members = []
            for ring in (polygon.exterior, *polygon.interiors):
                members.append(len(self._rings))
                self._rings.append([(float(x), float(y)) for x, y in ring.coords[:-1]])
            self._shape.append(members)

    def area(self) -> Polygonal:
        """Return the area within the rings as they stand."""
        pieces = [
            Polygon(self._rings[members[0]], [self._rings[hole] for hole in members[1:]])
            for members in self._shape
        ]
        if not pieces:
            return EMPTY
        return pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)

    def walls(self) -> NDArray[np.float64]:
        """Return every edge that is not taken, shape (edges, 4)."""
        found = [
            (*start, *end)
            for ring in self._rings
            for start, end in zip(ring, ring[1:] + ring[:1], strict=True)
            if (start, end) not in self._taken
        ]
        return np.array(found, dtype=np.float64).reshape(-1, 4)

    def distance(self, spot: Point) -> float:
        """Return how far a point is from the nearest edge, in metres; inf without edges."""
        _, _, start, end = self._edges()
        if len(start) == 0:
            return float("inf")
        _, gap = _project(np.array(spot), start, end)
        return float(gap.min())

    def fit(self, line: Line, over_taken: bool = False) -> Fit | None:
        """Lay a line onto the boundary, both ends and all between within ``SNAP`` of it; None if it lies off.

        Of several ways the closest is taken. Edges that are taken count as no boundary unless ``over_taken``.
        """
        ring, place, start, end = self._edges()
        candidates: list[list[tuple[int, int, Point, float]]] = []
        for spot in line:
            near: list[tuple[int, int, Point, float]] = []
            if len(start):
                foot, gap = _project(np.array(spot), start, end)
                for index in np.flatnonzero(gap <= SNAP).tolist():
                    edge = _point(start[index]), _point(end[index])
                    if over_taken or edge not in self._taken:
                        near.append(
                            (ring[index], place[index], _settle(foot[index], edge), float(gap[index]))
                        )
            candidates.append(near)
        best: Fit | None = None
        for one in candidates[0]:
            for other in candidates[1]:
                if one[0] != other[0] or one[2] == other[2]:
                    continue
                for first, last in ((one, other), (other, one)):
                    found = self._along(first, last, line, over_taken)
                    if found is not None and (best is None or found.cost < best.cost - 1e-12):
                        best = found
        return best

    def take(self, fit: Fit) -> Line:
        """Make the fitted line one edge of its ring, no longer a wall; return it, the area to its left."""
        ring = self._rings[fit.ring]
        between = (fit.last - fit.first) % len(ring)
        kept = [ring[(fit.last + 1 + step) % len(ring)] for step in range(len(ring) - between)]
        start, end = fit.line
        while kept and kept[0] == end:
            kept.pop(0)
        while kept and kept[-1] == start:
            kept.pop()
        self._rings[fit.ring] = [start, end, *kept]
        self._taken.add(fit.line)
        return fit.line

    def release(self, line: Line) -> None:
        """Make a taken edge a wall again."""
        self._taken.discard(line)

    def insert(self, spot: Point) -> bool:
        """Make a point on the boundary a vertex of it, so that a door's line ends exactly at a wall's.

        Tell whether it is one: in the middle of a taken edge there can be none.
        """
        ring, place, start, end = self._edges()
        if len(start) == 0:
            return False
        _, gap = _project(np.array(spot), start, end)
        nearest = int(gap.argmin())
        edge = _point(start[nearest]), _point(end[nearest])
        if spot in edge:
            return True
        if edge in self._taken:
            return False
        self._rings[ring[nearest]].insert(place[nearest] + 1, spot)
        return True

    def _edges(self) -> tuple[list[int], list[int], NDArray[np.float64], NDArray[np.float64]]:
        ring = [index for index, points in enumerate(self._rings) for _ in points]
        place = [index for points in self._rings for index in range(len(points))]
        start = [spot for points in self._rings for spot in points]
        end = [spot for points in self._rings for spot in points[1:] + points[:1]]
        return ring, place, np.array(start).reshape(-1, 2), np.array(end).reshape(-1, 2)

    def _along(
        self,
        first: tuple[int, int, Point, float],
        last: tuple[int, int, Point, float],
        drawn: Line,
        over_taken: bool,
    ) -> Fit | None:
        """Walk the ring from one point to the other; None if it strays, turns back or meets a taken edge."""
        index, i, start, start_gap = first
        _, j, end, end_gap = last
        ring = self._rings[index]
        size = len(ring)
        if i == j and _squared(ring[i], start) > _squared(ring[i], end):
            return None
        straight = LineString([start, end])
        bend, walked, here = 0.0, 0.0, start
        for step in range((j - i) % size):
            spot = ring[(i + 1 + step) % size]
            following = ring[(i + 2 + step) % size]
            if step + 1 < (j - i) % size and (spot, following) in self._taken and not over_taken:
                return None
            bend = max(bend, straight.distance(ShapelyPoint(spot)))
            walked += length((here, spot))
            here = spot
            if bend > SNAP:
                return None
        walked += length((here, end))
        chord = length((start, end))
        if walked > 1.2 * chord + SNAP:
            return None
        cost = start_gap + end_gap + 2.0 * bend + 0.5 * abs(chord - length(drawn))
        return Fit(index, i, j, (start, end), bend, cost)


def _project(
    spot: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the nearest point of every edge, shape (edges, 2), and its distance, shape (edges,)."""
    along = end - start
    size = np.maximum((along * along).sum(1), 1e-30)
    share = np.clip(((spot - start) * along).sum(1) / size, 0.0, 1.0)
    foot = start + share[:, None] * along
    gap = foot - spot
    return foot, np.sqrt((gap * gap).sum(1))


def _settle(foot: NDArray[np.float64], edge: Line) -> Point:
    spot = point(foot[0], foot[1])
    for end in edge:
        if _squared(spot, end) < _SAME * _SAME:
            return end
    return spot


def _squared(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _point(row: NDArray[np.float64]) -> Point:
    return float(row[0]), float(row[1])
