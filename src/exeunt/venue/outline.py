"""The boundary of a surface as rings that exits, stairs and doors are fitted into, vertex by vertex."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon

from exeunt.base.maths import line_length
from exeunt.venue.curves import bend_of
from exeunt.venue.edges import EdgeGrid, Near, distance_squared
from exeunt.venue.geometry import EMPTY, SNAP, Polygonal, parts
from exeunt.venue.venue import Line, Point

_DETOUR = 1.2
"""How much longer than the straight line the boundary under an opening may be: an arc of 117 degrees."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A drawn line laid onto a ring: from ``line[0]`` on edge ``first`` to ``line[1]`` on edge ``last``.

    ``bend`` is how far the ring leaves the straight line in between, in metres.
    """

    first: int
    last: int
    line: Line
    bend: float
    cost: float


class Outline:
    """The rings of an area, oriented so that the area lies to the left of every edge.

    Taking a line turns the piece of ring under it into one edge, from vertex to vertex; taken edges are
    openings or portals, all others are walls. Edges go by the vertex where they start; what is asked of a place
    takes time by what is near, not by all there is.
    """

    def __init__(self, area: Polygonal) -> None:
        self._at: list[Point] = []
        self._next: list[int] = []
        self._previous: list[int] = []
        self._ring: list[int] = []
        self._heads: list[int] = []
        self._shape: list[list[int]] = []
        self._gone: set[int] = set()
        self._taken: set[Line] = set()
        self._grid = EdgeGrid()
        for polygon in parts(area):
            members = []
            for ring in (polygon.exterior, *polygon.interiors):
                members.append(len(self._heads))
                self._add_ring([(float(x), float(y)) for x, y in ring.coords[:-1]])
            self._shape.append(members)

    def _add_ring(self, points: list[Point]) -> None:
        begin, size = len(self._at), len(points)
        self._at += points
        self._next += [begin + (k + 1) % size for k in range(size)]
        self._previous += [begin + (k - 1) % size for k in range(size)]
        self._ring += [len(self._heads)] * size
        self._heads.append(begin)
        for k in range(begin, begin + size):
            self._grid.add(k, self._edge(k))

    def _edge(self, k: int) -> Line:
        return self._at[k], self._at[self._next[k]]

    def _edges_of(self, ring: int) -> Iterator[int]:
        k = head = self._heads[ring]
        while True:
            yield k
            k = self._next[k]
            if k == head:
                return

    def area(self) -> Polygonal:
        """Return the area within the rings as they stand."""
        rings = [[self._at[k] for k in self._edges_of(ring)] for ring in range(len(self._heads))]
        pieces = [Polygon(rings[first], [rings[hole] for hole in holes]) for first, *holes in self._shape]
        if not pieces:
            return EMPTY
        return pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)

    def walls(self) -> NDArray[np.float64]:
        """Return every edge that is not taken, shape (edges, 4)."""
        found = [
            (*start, *end)
            for ring in range(len(self._heads))
            if ring not in self._gone
            for start, end in (self._edge(k) for k in self._edges_of(ring))
            if (start, end) not in self._taken
        ]
        return np.array(found, dtype=np.float64).reshape(-1, 4)

    def distance(self, spot: Point) -> float:
        """Return how far a point is from the nearest edge, in metres; inf without edges."""
        nearest = self._grid.nearest(spot)
        return float("inf") if nearest is None else nearest.gap

    def fit(self, line: Line, over_taken: bool = False) -> Fit | None:
        """Lay a line onto the boundary; None if it lies off.

        Both ends must be within ``SNAP`` of it, and between them it must be straight to within ``SNAP`` or one curve.
        Of several ways the closest is taken. Edges that are taken count as no boundary unless ``over_taken``.
        """
        candidates = [
            [near for near in self._grid.near(spot, SNAP) if over_taken or near.edge not in self._taken]
            for spot in line
        ]
        best: Fit | None = None
        for one in candidates[0]:
            for other in candidates[1]:
                if self._ring[one.number] != self._ring[other.number] or one.spot == other.spot:
                    continue
                for first, last in ((one, other), (other, one)):
                    found = self._along(first, last, line, over_taken)
                    if found is not None and (best is None or found.cost < best.cost - 1e-12):
                        best = found
        return best

    def take(self, fit: Fit) -> Line:
        """Make the fitted line one edge of its ring, no longer a wall; return it, the area to its left."""
        start, end = fit.line
        before, after = fit.first, self._next[fit.last]
        # what lies between and what coincides with the ends goes
        gone = [fit.first]
        while gone[-1] != fit.last:
            gone.append(self._next[gone[-1]])
        while self._at[before] == start:
            before = self._previous[before]
            gone.append(before)
        while self._at[after] == end and after != before:
            gone.append(after)
            after = self._next[after]
        for k in gone:
            self._grid.drop(k, self._edge(k))
        ring = self._ring[before]
        first = self._node(start, ring, before)
        self._node(end, ring, first)
        self._next[first + 1], self._previous[after] = after, first + 1
        self._heads[ring] = first
        for k in (before, first, first + 1):
            self._grid.add(k, self._edge(k))
        self._taken.add(fit.line)
        return fit.line

    def _node(self, spot: Point, ring: int, before: int) -> int:
        """Add a vertex behind another one, its way on open."""
        self._at.append(spot)
        self._ring.append(ring)
        self._previous.append(before)
        self._next.append(-1)
        self._next[before] = len(self._at) - 1
        return len(self._at) - 1

    def release(self, line: Line) -> None:
        """Make a taken edge a wall again."""
        self._taken.discard(line)

    def drop(self, pieces: Collection[int]) -> None:
        """Take away pieces of the area, by their order in it."""
        for members in (self._shape[number] for number in pieces):
            for ring in members:
                for k in self._edges_of(ring):
                    self._grid.drop(k, self._edge(k))
                self._gone.add(ring)
        self._shape = [members for number, members in enumerate(self._shape) if number not in pieces]

    def insert(self, spot: Point) -> bool:
        """Make a point on the boundary a vertex of it, so that a door's line ends exactly at a wall's.

        Tell whether it is one: in the middle of a taken edge there can be none.
        """
        nearest = self._grid.nearest(spot)
        if nearest is None:
            return False
        if spot in nearest.edge:
            return True
        if nearest.edge in self._taken:
            return False
        before, after = nearest.number, self._next[nearest.number]
        self._grid.drop(before, nearest.edge)
        new = self._node(spot, self._ring[before], before)
        self._next[new], self._previous[after] = after, new
        for k in (before, new):
            self._grid.add(k, self._edge(k))
        return True

    def within(self, line: Line, area: Polygonal) -> list[Line]:
        """Return the pieces of a line that lie in an area with this boundary, in order."""
        (x0, y0), (x1, y1) = line
        cuts = [0.0, *self._grid.crossings(line), 1.0]
        spots = [(x0 + share * (x1 - x0), y0 + share * (y1 - y0)) for share in cuts]
        middles = [(0.5 * (p[0] + q[0]), 0.5 * (p[1] + q[1])) for p, q in pairwise(spots)]
        inside = shapely.intersects_xy(area, np.array(middles)).tolist()
        found: list[Line] = []
        for (p, q), held in zip(pairwise(spots), inside, strict=True):
            if held and found and found[-1][1] == p:
                found[-1] = (found[-1][0], q)
            elif held:
                found.append((p, q))
        return found

    def _along(self, first: Near, last: Near, drawn: Line, over_taken: bool) -> Fit | None:
        """Walk the ring from one point to the other; None if it strays, turns back or meets a taken edge."""
        start, end, chord = first.spot, last.spot, line_length((first.spot, last.spot))
        path, walked, k = [start], 0.0, first.number
        at = first.edge[0]
        if k == last.number and distance_squared(at, start) > distance_squared(at, end):
            return None
        while k != last.number:
            k = self._next[k]
            if k != last.number and self._edge(k) in self._taken and not over_taken:
                return None
            walked += line_length((path[-1], self._at[k]))
            path.append(self._at[k])
            if walked > _DETOUR * chord + SNAP:
                return None
        walked += line_length((path[-1], end))
        bend = bend_of([*path, end])
        if bend is None or walked > _DETOUR * chord + SNAP:
            return None
        if bend > SNAP and not self._free([*path, end], first.number, last.number):
            return None
        cost = first.gap + last.gap + 2.0 * bend + 0.5 * abs(chord - line_length(drawn))
        return Fit(first.number, last.number, (start, end), bend, cost)

    def _free(self, path: list[Point], first: int, last: int) -> bool:
        """Tell whether nothing else of the boundary lies between a piece of ring and the straight line."""
        along, k = {first, last}, first
        while k != last:
            k = self._next[k]
            along.add(k)
        lens = Polygon(path).buffer(-1e-4)
        others = [edge for index, edge in self._grid.within(lens.bounds) if index not in along]
        return not any(lens.intersects(LineString(edge)) for edge in others) if not lens.is_empty else True
