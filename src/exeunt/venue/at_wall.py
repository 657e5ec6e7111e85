"""Openings given by a point of a wall and a width: the line that they take along that wall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString
from shapely import Point as ShapelyPoint

from exeunt.base.maths import line_length
from exeunt.venue.curves import TURN, bend_of, goes_on, spaced
from exeunt.venue.document import DoorDoc, ExitDoc, VenueDoc
from exeunt.venue.gaps import THICKEST
from exeunt.venue.geometry import SNAP, Polygonal, parts, point, right_of, unit
from exeunt.venue.reports import Key, Report, place
from exeunt.venue.storeys import Storey, Storeys
from exeunt.venue.venue import Line, Point

REACH = 0.5
"""Metres from a wall beyond which a point is meant for no wall. An assumption: more than half a thick wall."""
_EXACT = 1e-6  # m: the grid
_LOOSE = 1e-4  # m: how far the width of an opening in a curve may be off
_Doc = TypeVar("_Doc", ExitDoc, DoorDoc)


class _Wall(NamedTuple):
    """A wall as a line of points, closed if it ends where it began.

    ``thickness`` in m of a wall drawn along its middle; ``solid``: the ground it stands on, where the line is its face.
    """

    points: list[Point]
    thickness: float = 0.0
    solid: Polygonal | None = None


@dataclass(slots=True)
class _Foot:
    """The nearest spot on one straight or gently curved stretch of a wall."""

    wall: _Wall
    piece: int
    stretch: int
    spot: Point
    gap: float


class _Misfit(Exception):  # noqa: N818 (told as a problem, not as an error of the program)
    def __init__(self, message: str, at: Sequence[Point], hint: str) -> None:
        super().__init__(message)
        self.message, self.at, self.hint = message, at, hint


def with_lines(doc: VenueDoc, storeys: Storeys, report: Report) -> VenueDoc:
    """Return the venue with a line for every exit and door that is given by a point of a wall and a width.

    Exits stand on the edge of their storey, doors in a wall inside it: in the one that is nearest to the point, by
    ``REACH`` at most. The line is centred on the nearest spot of that wall and runs to the right, or straight up. One
    that does not fit is left without a line, with a problem.
    """
    if not any(block.line is None for block in (*doc.exits, *doc.doors)):
        return doc
    edges = {storey.index: _Walls(_outlines(storey)) for storey in storeys.all if storey.readable}
    inner = {storey.index: _Walls(_inner_walls(storey)) for storey in storeys.all if storey.readable}
    exits = [
        _placed(exit, ("venue", "exits", k), storeys, edges, inner, report)
        for k, exit in enumerate(doc.exits)
    ]
    doors = [
        _placed(door, ("venue", "doors", k), storeys, inner, edges, report)
        for k, door in enumerate(doc.doors)
    ]
    return doc.model_copy(update={"exits": exits, "doors": doors})


def _placed(
    doc: _Doc, key: Key, storeys: Storeys, walls: dict[int, _Walls], others: dict[int, _Walls], report: Report
) -> _Doc:
    if doc.line is not None or doc.at is None or doc.width is None:
        return doc
    what = f"{'exit' if isinstance(doc, ExitDoc) else 'door'} '{doc.id}'"
    storey = storeys.find(doc.storey, what, (*key, "storey"), report)
    if storey is None:
        return doc
    if not storey.readable:
        message = f"{what} stands on no wall: the area of storey '{doc.storey}' cannot be read."
        report.error(message, (*key, "at"), [point(*doc.at)])
        return doc
    try:
        line = _line(what, point(*doc.at), doc.width, walls[storey.index], others[storey.index], doc)
    except _Misfit as misfit:
        report.error(misfit.message, (*key, "at"), misfit.at, misfit.hint)
        return doc
    return doc.model_copy(update={"line": line})


def _outlines(storey: Storey) -> Iterator[_Wall]:
    for polygon in parts(storey.floor):
        for ring in (polygon.exterior, *polygon.interiors):
            yield _Wall([(float(x), float(y)) for x, y in ring.coords])


def _inner_walls(storey: Storey) -> Iterator[_Wall]:
    for points, thickness in storey.walls:
        yield _Wall(points, thickness)
    for block in storey.blocks:
        for polygon in parts(block):
            for ring in (polygon.exterior, *polygon.interiors):
                yield _Wall([(float(x), float(y)) for x, y in ring.coords], solid=block)


class _Walls:
    """The walls that openings of one kind stand in, by where they are."""

    def __init__(self, walls: Iterator[_Wall]) -> None:
        self._walls = [wall._replace(points=spaced(wall.points)) for wall in walls]
        self._pieces: NDArray[np.float64] = np.array(
            [(*a, *b) for wall in self._walls for a, b in pairwise(wall.points)], dtype=np.float64
        ).reshape(-1, 4)
        self._owner = [(w, k) for w, wall in enumerate(self._walls) for k in range(len(wall.points) - 1)]
        self._stretch = [number for wall in self._walls for number in _stretches(wall.points)]

    def feet(self, spot: Point) -> list[_Foot]:
        """Return the nearest spot of all stretches of wall that are about as near to a point as the nearest."""
        x0, y0, x1, y1 = self._pieces.T
        dx, dy = x1 - x0, y1 - y0
        share = ((spot[0] - x0) * dx + (spot[1] - y0) * dy) / np.maximum(dx * dx + dy * dy, 1e-30)
        share = np.clip(share, 0.0, 1.0)
        fx, fy = x0 + share * dx, y0 + share * dy
        gap = np.sqrt((fx - spot[0]) ** 2 + (fy - spot[1]) ** 2)
        feet: list[_Foot] = []
        seen: set[tuple[int, int]] = set()
        for n in np.argsort(gap, kind="stable").tolist():
            owner, piece = self._owner[n]
            foot = _Foot(
                self._walls[owner], piece, self._stretch[n], point(float(fx[n]), float(fy[n])), float(gap[n])
            )
            if feet and foot.gap > feet[0].gap + SNAP:
                break
            if (owner, foot.stretch) not in seen:
                seen.add((owner, foot.stretch))
                feet.append(foot)
        return feet

    def smoothed(self) -> _Walls:
        """Return the walls without steps that are as small as drawings may be off."""
        return _Walls(
            wall._replace(
                points=[(float(x), float(y)) for x, y in LineString(wall.points).simplify(SNAP).coords]
            )
            for wall in self._walls
        )


def _off(foot: _Foot, spot: Point) -> float:
    """Return how far a point is outside a wall in m, 0 within it."""
    if foot.wall.solid is not None:
        return float(foot.wall.solid.distance(ShapelyPoint(spot)))
    return max(0.0, foot.gap - 0.5 * foot.wall.thickness)


def _stretches(points: Sequence[Point]) -> list[int]:
    """Return (pieces,) the number of the straight or gently curved stretch that each piece of a wall belongs to."""
    numbers, number = [], 0
    for before, here in pairwise(pairwise(points)):
        numbers.append(number)
        number += not goes_on(before, here)
    numbers.append(number)
    closed = len(points) > 3 and points[0] == points[-1]
    if closed and goes_on((points[-2], points[-1]), (points[0], points[1])):
        numbers = [0 if one == number else one for one in numbers]
    return numbers


def _line(what: str, at: Point, width: float, walls: _Walls, others: _Walls, doc: ExitDoc | DoorDoc) -> Line:
    """Return the line of an opening; raises _Misfit if it has none."""
    feet = walls.feet(at)
    if not feet or _off(feet[0], at) > REACH:
        raise _no_wall(what, at, feet, others.feet(at), doc)
    rivals = [foot for foot in feet[1:] if not _same(feet[0], foot)]
    if rivals:
        one, other = feet[0].spot, rivals[0].spot
        raise _Misfit(
            f"{what} stands in the corner at {place(one)}, where two walls meet."
            if one == other
            else f"{what} stands where walls meet: {place(at)} is as near to the wall at {place(one)} as to the one at "
            f"{place(other)}.",
            [at, one, other],
            f"Move 'at' along the wall that is meant, by at least half the width ({0.5 * width:.2f} m), or draw its "
            "'line'.",
        )
    try:
        line = _along(what, feet[0], at, width)
    except _Misfit as misfit:
        # drawings hold small steps, over which a drawn line is laid as well
        for foot in walls.smoothed().feet(at)[:1]:
            try:
                line = _along(what, foot, at, width)
                break
            except _Misfit:
                raise misfit from None
        else:
            raise
    (x0, y0), (x1, y1) = line
    return line if (x0, y0) <= (x1, y1) else (line[1], line[0])


def _no_wall(
    what: str, at: Point, feet: Sequence[_Foot], others: Sequence[_Foot], doc: ExitDoc | DoorDoc
) -> _Misfit:
    wall = "the edge of" if isinstance(doc, ExitDoc) else "a wall inside"
    message = f"{what} stands in no wall: {place(at)} is "
    if feet:
        message += (
            f"{_off(feet[0], at):.2f} m from {wall} storey '{doc.storey}', nearest at {place(feet[0].spot)}."
        )
    else:
        message = f"{what} stands in no wall: storey '{doc.storey}' has none inside it, at {place(at)} or elsewhere."
    hint = f"'at' must lie within {REACH:g} m of it; "
    near = bool(others) and _off(others[0], at) <= REACH
    if isinstance(doc, DoorDoc) and near:
        hint += "what leads out of the venue is one of its 'exits'."
    elif isinstance(doc, DoorDoc):
        hint += "a door across a gap without a wall needs its 'line'."
    elif near:
        hint += "an opening in a wall inside is one of the 'doors'."
    else:
        hint = f"'at' must lie within {REACH:g} m of it, or draw its 'line'."
    return _Misfit(message, [at, *(foot.spot for foot in feet[:1])], hint)


def _same(one: _Foot, other: _Foot) -> bool:
    """Tell whether two spots are the two faces of the same wall."""
    if one.wall.solid is None or one.wall.solid is not other.wall.solid:
        return False
    (ax, ay), (bx, by) = (
        unit((foot.wall.points[foot.piece], foot.wall.points[foot.piece + 1])) for foot in (one, other)
    )
    return abs(ax * by - ay * bx) < 0.02 and line_length((_centre(one), _centre(other))) < SNAP


def _piece(foot: _Foot) -> Line:
    return foot.wall.points[foot.piece], foot.wall.points[foot.piece + 1]


def _centre(foot: _Foot) -> Point:
    """Return the middle of a wall beside a spot on its face; the spot itself on a wall that is drawn as a line."""
    solid = foot.wall.solid
    if solid is None:
        return foot.spot
    nx, ny = right_of(_piece(foot))
    (x, y), reach = foot.spot, 2.0 * THICKEST
    # the solid lies to the left of its edges
    probe = LineString([(x + 1e-3 * nx, y + 1e-3 * ny), (x - reach * nx, y - reach * ny)])
    pieces = [
        piece for piece in shapely.get_parts(probe.intersection(solid)) if isinstance(piece, LineString)
    ]
    if not pieces:
        return foot.spot
    nearest = min(pieces, key=lambda piece: float(piece.distance(ShapelyPoint(x, y))))
    middle = nearest.interpolate(0.5, normalized=True)
    return point(float(middle.x), float(middle.y))


def _along(what: str, foot: _Foot, at: Point, width: float) -> Line:
    """Return the line of that width along a stretch of wall, with its middle at the foot; raises _Misfit."""
    ahead, behind = _walk(foot, forward=True), _walk(foot, forward=False)
    wide = f"{what} does not fit on its wall: {width:.2f} m wide about {place(foot.spot)}, "
    free = [_size(ahead), _size(behind)]
    short = min(range(2), key=free.__getitem__)
    if free[short] < 0.5 * width - _EXACT:
        end = (ahead, behind)[short][-1]
        message = f"{wide}it reaches beyond the end of the wall at {place(end)}, {free[short]:.2f} m from its middle."
        raise _Misfit(message, [foot.spot, end], _room(free[short], sum(free), width))
    line, way = _chord(ahead, behind, width)
    if abs(line_length(line) - width) > _LOOSE or bend_of(way) is None:
        hint = f"It must be straight between its ends, or a curve that turns by {TURN:.0f} degrees at a point at most."
        raise _Misfit(f"{wide}the wall bends too much.", [foot.spot], hint)
    (x, y), (cx, cy) = foot.spot, _centre(foot)
    p, q = (point(px + cx - x, py + cy - y) for px, py in line)
    return p, q


def _room(free: float, whole: float, width: float) -> str:
    """Say what to do about an opening whose middle is nearer to the end of its wall than half its width."""
    ways = [f"move 'at' by {0.5 * width - free:.2f} m away from there"] if whole >= width else []
    ways += [f"make it {2.0 * free:.2f} m wide at most"] if free > 0.05 else []
    told = " or ".join(ways) or "draw its 'line'"
    return f"{told[0].upper()}{told[1:]}; the wall is {whole:.2f} m long there."


def _walk(foot: _Foot, forward: bool) -> list[Point]:
    """Return the way along the wall from the foot to the end of its stretch, once around at most."""
    points = foot.wall.points
    closed, pieces = len(points) > 3 and points[0] == points[-1], len(points) - 1
    way, k = [foot.spot], foot.piece
    for _ in range(pieces):
        spot = points[k + 1] if forward else points[k]
        if spot != way[-1]:
            way.append(spot)
        following = k + 1 if forward else k - 1
        if not closed and not 0 <= following < pieces:
            break
        following %= pieces
        here, there = (points[k], points[k + 1]), (points[following], points[following + 1])
        if not (goes_on(here, there) if forward else goes_on(there, here)):
            break
        k = following
    return way


def _size(way: Sequence[Point]) -> float:
    return sum(line_length(pair) for pair in pairwise(way))


def _upto(way: Sequence[Point], metres: float) -> list[Point]:
    """Return a way cut off after so many metres."""
    found = [way[0]]
    for here, there in pairwise(way):
        size = line_length((here, there))
        if metres <= size:
            share = metres / size
            return [*found, (here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1]))]
        metres -= size
        found.append(there)
    return found


def _chord(ahead: Sequence[Point], behind: Sequence[Point], width: float) -> tuple[Line, list[Point]]:
    """Return the straight line of that width between two spots as far from the foot along the wall, and the wall's way.

    On a curve the way is longer than the straight line; it is found by bisection.
    """

    def cut(metres: float) -> list[Point]:
        return [*reversed(_upto(behind, metres)[1:]), *_upto(ahead, metres)]

    low, high = 0.5 * width, min(_size(ahead), _size(behind), 0.75 * width)
    way = cut(low)
    if line_length((way[0], way[-1])) < width - _EXACT and high > low:
        for _ in range(60):
            middle = 0.5 * (low + high)
            way = cut(middle)
            low, high = (middle, high) if line_length((way[0], way[-1])) < width else (low, middle)
    return (way[0], way[-1]), way
