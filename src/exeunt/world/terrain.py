"""What stands in people's way: walls, closed openings, portals and open doors, listed per small cell of each surface.

Each cell lists the walls that someone in it can feel (near) and those that can hide someone (sight), so the cost of a
step hardly grows with the number of walls. The lists are rebuilt when an opening changes its state.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from exeunt.venue.venue import STATES, Venue
from exeunt.world.corners import find_corners

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
OPEN = STATES.index("open")
CELL = 0.5
PIECE = 4.0
BESIDE = 1e-3
LEVEL, FLIGHT, ESCALATOR = 0, 1, 2
KINDS = {"flight": FLIGHT, "escalator": ESCALATOR}


class Lines(NamedTuple):
    """Lines that people cross: the portals, then the openings.

    ``shape`` (lines, 5): ax, ay, ux, uy, length: a line runs from (ax, ay) along the unit vector (ux, uy). ``code``
    (lines, 5): the surfaces on its left and right (-1 for outside), the opening's index (-1 for a portal), and 1
    where people may pass forward (left to right) and backward.
    """

    shape: Floats
    code: Ints


LEFT, RIGHT, OPENING, FORWARD, BACKWARD = range(5)


class Terrain(NamedTuple):
    """Walls and lines per square cell of edge ``size`` metres.

    ``corner`` (surfaces, 2): x0, y0; ``shape`` (surfaces, 3): nx, ny, offset; cell = offset + iy nx + ix.
    ``cells`` (cells + 1, 3) are places in ``item``: of cell c, ``item[cells[c, 0]:cells[c, 1]]`` are the walls that
    someone in it can feel, ``item[cells[c, 1]:cells[c + 1, 0]]`` walls farther away that can hide someone,
    ``item[cells[c, 2]:cells[c + 1, 2]]`` the lines near it.
    ``wall`` (walls, 7): ax, ay, ux, uy, length, 1 if both sides are walkable (else the left one is), surface.
    ``end`` (walls, 2, 5) are the ends of each wall, see ``exeunt.world.corners``.
    ``ground`` (surfaces, 5): gradient in x and y, 1/sqrt(1 + |gradient|^2), ``LEVEL``, ``FLIGHT`` or ``ESCALATOR``,
    speed of the moving ground along the slope.
    ``line_shape`` and ``line_code`` are those of ``Lines``.
    """

    size: float
    corner: Floats
    shape: Ints
    cells: NDArray[np.int32]
    item: NDArray[np.int32]
    wall: Floats
    end: Floats
    ground: Floats
    line_shape: Floats
    line_code: Ints


TWO_SIDED, WALL_SURFACE = 5, 6


def distance_from(segments: Floats, x: Floats, y: Floats) -> Floats:
    """Return the distance of points (n,) from segments (n, 5) or (5,) of ax, ay, ux, uy, length, in metres."""
    ax, ay, ux, uy, length = np.moveaxis(segments, -1, 0)[:5]
    along = ux * (x - ax) + uy * (y - ay)
    beyond = along - np.clip(along, 0.0, length)
    across = ux * (y - ay) - uy * (x - ax)
    return np.asarray(np.sqrt(across * across + beyond * beyond))


def build_lines(venue: Venue, state: NDArray[np.int8], way: NDArray[np.int8] | None = None) -> Lines:
    """Return portals and openings as lines; a portal runs so that its first surface lies on its left.

    ``way`` (openings,): see ``Openings``; None: as escalators move at the start.
    """
    way = venue.ways_at(0.0) if way is None else way
    ends: list[tuple[float, float, float, float]] = []
    codes: list[tuple[int, int, int, int, int]] = []
    for portal in venue.portals:
        (x0, y0), (x1, y1) = portal.line
        if not _first_is_left(venue, portal.surfaces, (x0, y0, x1, y1)):
            x0, y0, x1, y1 = x1, y1, x0, y0
        ends.append((x0, y0, x1, y1))
        codes.append((*portal.surfaces, -1, 1, 1))
    for door in venue.openings:
        ends.append((*door.line[0], *door.line[1]))
        forward, backward = door.passable(int(state[door.index]) == OPEN, int(way[door.index]))
        beyond = door.surface if door.kind == "door" else -1
        codes.append((door.surface, beyond, door.index, int(forward), int(backward)))
    segments, _ = _segments(np.array(ends, dtype=np.float64).reshape(-1, 4))
    return Lines(segments, np.array(codes, dtype=np.int64).reshape(-1, 5))


def bars_some(code: Ints) -> NDArray[np.bool_]:
    """Return (lines,) which open lines are a wall to some: exits to people who go elsewhere, doors of one way."""
    one_way = code[:, FORWARD] != code[:, BACKWARD]
    leads_out = (code[:, RIGHT] < 0) & (code[:, FORWARD] + code[:, BACKWARD] > 0)
    return np.asarray((code[:, OPENING] >= 0) & (one_way | leads_out))


def _segments(ends: Floats) -> tuple[Floats, Floats]:
    """Return (n, 5) ax, ay, ux, uy, length and (n, 2) the left normals."""
    dx, dy = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    length = np.sqrt(dx * dx + dy * dy)
    unit = np.where(length > 0.0, length, 1.0)
    ux, uy = dx / unit, dy / unit
    return np.stack([ends[:, 0], ends[:, 1], ux, uy, length], axis=1), np.stack([-uy, ux], axis=1)


def _first_is_left(venue: Venue, pair: tuple[int, int], ends: tuple[float, float, float, float]) -> bool:
    """Look just beside the middle of a portal: which surface begins on which side?"""
    segments, normals = _segments(np.array([ends]))
    ax, ay, ux, uy, length = segments[0]
    score = 0
    for share in (0.25, 0.5, 0.75):
        x, y = ax + share * length * ux, ay + share * length * uy
        nx, ny = 0.01 * normals[0]
        for index, surface in enumerate(pair):
            area = venue.surfaces[surface].area
            left = int(shapely.intersects_xy(area, x + nx, y + ny))
            right = int(shapely.intersects_xy(area, x - nx, y - ny))
            score += (left - right) * (1 if index == 0 else -1)
    return score >= 0


def build_terrain(
    venue: Venue, state: NDArray[np.int8], near: float, sight: float, size: float = CELL,
    way: NDArray[np.int8] | None = None,
) -> Terrain:  # fmt: skip
    """Return the lists for people who feel walls up to ``near`` and see each other up to ``sight`` metres.

    Near a portal, walls of the surface beyond it are listed as well for those on this side of it.

    Parameters
    ----------
    state
        (openings,) index into ``STATES``; whatever is not open stands as a wall along its line.
    way
        (openings,) how escalators move, see ``Openings``; None: as at the start. One that stands is a flight.
    """
    way = venue.ways_at(0.0) if way is None else way
    lines = build_lines(venue, state, way)
    wall = _walls(venue, state, way)
    boxes = np.array([surface.area.bounds for surface in venue.surfaces], dtype=np.float64)
    corner = np.ascontiguousarray(boxes[:, :2])
    shape = np.zeros((len(boxes), 3), dtype=np.int64)
    shape[:, :2] = np.floor((boxes[:, 2:] - boxes[:, :2]) / size) + 1
    ends = np.cumsum(shape[:, 0] * shape[:, 1])
    shape[1:, 2] = ends[:-1]
    gradient = np.array([s.gradient for s in venue.surfaces], dtype=np.float64).reshape(-1, 2)
    slope = 1.0 / np.sqrt(1.0 + (gradient * gradient).sum(axis=1))
    moving = venue.moving(way)
    kind = [float(FLIGHT if moving.get(s.index) == 0 else KINDS.get(s.kind, LEVEL)) for s in venue.surfaces]
    ground = np.column_stack([gradient, slope, kind, [s.belt for s in venue.surfaces]])

    laid = _Laid(size, corner, shape)
    far = max(near, sight)
    own = laid.pairs(wall[:, :5], np.arange(len(wall)), wall[:, WALL_SURFACE].astype(np.int64), far)
    seen = [own, *_through_portals(laid, lines, wall, far)]
    cell, index, distance, behind = (np.concatenate([part[i] for part in seen]) for i in range(4))
    half = laid.half
    is_near = distance <= near + half
    # a wall of one side hides nobody from those behind it: a nearer wall stands between them and it
    keep = is_near | ~behind | (wall[index, TWO_SIDED] == 1.0)
    cell, index, sort = cell[keep], index[keep], (~is_near[keep]).astype(np.int64)
    order = np.lexsort((index, sort, cell))
    crossing = np.concatenate([lines.code[:, LEFT], lines.code[:, RIGHT]])
    numbers = np.tile(np.arange(len(lines.code)), 2)
    on = (crossing >= 0) & ~(
        (numbers[:, None] == numbers[None, :]) & (crossing[:, None] == crossing[None, :])
    ).any(axis=1, where=np.tri(len(numbers), k=-1, dtype=bool))
    line_cell, line_index, _, _ = laid.pairs(lines.shape[numbers[on]], numbers[on], crossing[on], near)
    line_order = np.lexsort((line_index, line_cell))

    total = int(ends[-1])
    cells = np.zeros((total + 1, 3), dtype=np.int32)
    cells[1:, 0] = np.cumsum(np.bincount(cell, minlength=total))
    cells[:-1, 1] = cells[:-1, 0] + np.bincount(cell[sort == 0], minlength=total)
    cells[1:, 2] = np.cumsum(np.bincount(line_cell, minlength=total))
    cells[:, 2] += len(cell)
    item = np.concatenate([index[order], line_index[line_order]]).astype(np.int32)
    end = find_corners(venue, wall, lines.shape, bars_some(lines.code), lines.code[:, LEFT])
    return Terrain(size, corner, shape, cells, item, wall, end, ground, lines.shape, lines.code)


def _walls(venue: Venue, state: NDArray[np.int8], way: NDArray[np.int8]) -> Floats:
    """Return walls and closed openings (walls, 7), the walkable side on the left."""
    closed = [
        door
        for door in venue.openings
        if int(state[door.index]) != OPEN and not any(door.passable(False, int(way[door.index])))
    ]
    shut = np.array([(*d.line[0], *d.line[1]) for d in closed], dtype=np.float64).reshape(-1, 4)
    ends = np.concatenate([venue.walls.reshape(-1, 4), shut])
    surface = np.concatenate([venue.wall_surface, [d.surface for d in closed]]).astype(np.int64)
    keep = (ends[:, :2] != ends[:, 2:]).any(axis=1)
    ends, surface = ends[keep], surface[keep]
    _, normals = _segments(ends)
    middle = 0.5 * (ends[:, :2] + ends[:, 2:])
    sides = np.zeros((2, len(ends)), dtype=bool)
    for s in np.unique(surface):
        rows = surface == s
        area = venue.surfaces[int(s)].area
        shapely.prepare(area)
        for side, sign in enumerate((1.0, -1.0)):
            points = middle[rows] + sign * BESIDE * normals[rows]
            sides[side, rows] = shapely.contains_xy(area, points[:, 0], points[:, 1])
    turn = sides[1] & ~sides[0]
    ends[turn] = ends[turn][:, [2, 3, 0, 1]]
    segments, _ = _segments(ends)
    shut_here = np.arange(len(venue.walls) + len(closed))[keep] >= len(venue.walls)
    two_sided = (sides[0] == sides[1]) | shut_here
    return np.column_stack([segments, two_sided.astype(np.float64), surface.astype(np.float64)])


class _Laid(NamedTuple):
    """Cells over all surfaces, before anything is listed in them."""

    size: float
    corner: Floats
    shape: Ints

    @property
    def half(self) -> float:
        """Half the diagonal of a cell, and a little more."""
        return self.size * float(np.sqrt(0.5)) + 1e-6

    def pairs(
        self, segments: Floats, index: Ints, surface: Ints, far: float
    ) -> tuple[Ints, Ints, Floats, Any]:
        """Return every (cell, index) with the cell within ``far`` of the segment, each once.

        With each come the distance of the cell's centre and whether all of the cell is on the segment's right.
        """
        reach = far + self.half
        pieces = np.maximum(np.ceil(segments[:, 4] / PIECE), 1.0).astype(np.int64)
        row = np.repeat(np.arange(len(segments)), pieces)
        number = np.arange(len(row)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        ax, ay, ux, uy, length = segments[row].T
        start, end = number * PIECE, np.minimum((number + 1) * PIECE, length)
        s = surface[row]
        low, count = [], []
        for a, u, axis in ((ax, ux, 0), (ay, uy, 1)):
            p, q = a + u * start - self.corner[s, axis], a + u * end - self.corner[s, axis]
            first = np.maximum(np.floor((np.minimum(p, q) - reach) / self.size).astype(np.int64), 0)
            last = np.floor((np.maximum(p, q) + reach) / self.size).astype(np.int64)
            low.append(first)
            count.append(np.maximum(np.minimum(last, self.shape[s, axis] - 1) - first + 1, 0))
        boxes = count[0] * count[1]
        piece = np.repeat(np.arange(len(row)), boxes)
        inside = np.arange(len(piece)) - np.repeat(np.cumsum(boxes) - boxes, boxes)
        iy, ix = np.divmod(inside, np.maximum(count[0][piece], 1))
        ix, iy = ix + low[0][piece], iy + low[1][piece]
        row, s = row[piece], s[piece]
        cell = self.shape[s, 2] + iy * self.shape[s, 0] + ix
        _, first_of = np.unique(cell * len(segments) + row, return_index=True)
        row, s, cell, ix, iy = row[first_of], s[first_of], cell[first_of], ix[first_of], iy[first_of]
        x = self.corner[s, 0] + (ix + 0.5) * self.size
        y = self.corner[s, 1] + (iy + 0.5) * self.size
        distance = distance_from(segments[row], x, y)
        keep = distance <= reach
        row, cell, x, y, distance = row[keep], cell[keep], x[keep], y[keep], distance[keep]
        behind = _across(segments[row], x, y) < -self.half
        return cell, index[row], distance, behind

    def centre(self, cell: Ints, surface: int) -> tuple[Floats, Floats]:
        """Return the centres of cells of one surface."""
        iy, ix = np.divmod(cell - self.shape[surface, 2], self.shape[surface, 0])
        x = self.corner[surface, 0] + (ix + 0.5) * self.size
        y = self.corner[surface, 1] + (iy + 0.5) * self.size
        return x, y


def _across(segments: Floats, x: Floats, y: Floats) -> Floats:
    """Return how far points lie to the left of the lines through segments."""
    ax, ay, ux, uy = np.moveaxis(segments, -1, 0)[:4]
    return np.asarray(ux * (y - ay) - uy * (x - ax))


def _through_portals(
    laid: _Laid, lines: Lines, wall: Floats, far: float
) -> list[tuple[Ints, Ints, Floats, Any]]:
    """List walls beyond each portal in the cells on this side that are close to it."""
    parts = []
    bx, by = wall[:, 0] + wall[:, 2] * wall[:, 4], wall[:, 1] + wall[:, 3] * wall[:, 4]
    for line in np.flatnonzero(lines.code[:, OPENING] < 0):
        portal = lines.shape[line]
        for here, there, side in ((LEFT, RIGHT, 1.0), (RIGHT, LEFT, -1.0)):
            s = int(lines.code[line, here])
            beyond = np.minimum(
                side * _across(portal, wall[:, 0], wall[:, 1]), side * _across(portal, bx, by)
            )
            # a closed door right on the portal counts as beyond it
            beyond -= 2e-6 * wall[:, TWO_SIDED]
            chosen = np.flatnonzero((wall[:, WALL_SURFACE] == lines.code[line, there]) & (beyond < -1e-6))
            surfaces = np.full(len(chosen), s, dtype=np.int64)
            cell, index, distance, behind = laid.pairs(wall[chosen, :5], chosen, surfaces, far)
            x, y = laid.centre(cell, s)
            keep = (side * _across(portal, x, y) >= -laid.half) & (
                distance_from(portal, x, y) <= far + laid.half
            )
            parts.append((cell[keep], index[keep], distance[keep], behind[keep]))
    return parts
