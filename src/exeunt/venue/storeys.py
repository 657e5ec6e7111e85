"""Storeys: from the drawn outline, holes, walls and obstacles to the ground that people can stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Polygon, STRtree
from shapely.validation import explain_validity

from exeunt.venue.document import AreaDoc, StoreyDoc, VenueDoc
from exeunt.venue.gaps import WallGrid
from exeunt.venue.geometry import (
    EMPTY,
    FARTHEST,
    Polygonal,
    clean,
    crossings,
    difference,
    inner_point,
    intersection,
    parts,
    point,
    ring_of,
    thick,
    union,
    unit,
)
from exeunt.venue.joints import joined
from exeunt.venue.outline import Outline
from exeunt.venue.readers import read_area
from exeunt.venue.reports import Key, Report, place, suggestion
from exeunt.venue.venue import Point

_OVERLAP = 0.01  # m²: obstacles that share less merely touch
SLIVER = 0.05  # m²: a separate piece of ground smaller than this is a drawing error
_SLIT = 0.0099  # m: ground narrower than this is a drawing error
_SLIT_AREA = 5e-4  # m²: so much of it is worth a word


@dataclass(slots=True)
class Storey:
    """A storey while it is being compiled.

    ``floor`` is the outline less its holes, ``area`` what is left after walls, obstacles and seats.
    ``readable``: something could be made of the drawn area; ``sound``: without an error.
    """

    index: int
    doc: StoreyDoc
    key: Key
    floor: Polygonal = EMPTY
    area: Polygonal = EMPTY
    readable: bool = True
    sound: bool = True
    walls: list[tuple[list[Point], float]] = field(default_factory=list)
    wall_grid: WallGrid | None = None
    solids: list[Polygonal] = field(default_factory=list)
    blocks: list[Polygonal] = field(default_factory=list)
    gaps: list[Polygon] = field(default_factory=list)
    outline: Outline = field(default_factory=lambda: Outline(EMPTY))

    @property
    def elevation(self) -> float:
        """Height in metres."""
        return self.doc.elevation


class Storeys:
    """All storeys of a venue, by id."""

    def __init__(self, doc: VenueDoc, folder: Path, report: Report) -> None:
        self.all: list[Storey] = []
        self._by_id: dict[str, Storey] = {}
        for index, storey in enumerate(doc.storeys):
            draft = Storey(index, storey, ("venue", "storeys", index))
            _read(draft, folder, doc.repair, report)
            self.all.append(draft)
            self._by_id.setdefault(storey.id, draft)

    def find(self, id: str, what: str, key: Key, report: Report) -> Storey | None:
        """Return the storey of that id; if there is none, say so and return None."""
        found = self._by_id.get(id)
        if found is None:
            report.error(
                f"{what} is on storey '{id}', which does not exist.",
                key,
                hint=suggestion(id, list(self._by_id)),
            )
        return found


def _read(storey: Storey, folder: Path, repair: bool, report: Report) -> None:
    doc, key = storey.doc, storey.key
    name = f"storey '{doc.id}'"
    before = report.errors
    floor = read_polygon(doc.area, folder, f"the area of {name}", (*key, "area"), repair, report)
    storey.sound = report.errors == before
    if floor is None:
        storey.readable = False
        return
    for number, hole in enumerate(doc.holes):
        what = f"hole {number + 1} of {name}"
        shape = read_polygon(hole, folder, what, (*key, "holes", number), repair, report)
        floor = floor if shape is None else _cut(floor, shape, what, (*key, "holes", number), report)
    storey.floor = floor
    numbers: list[int] = []
    for number, wall in enumerate(doc.walls):
        if wall.line is None:
            _read_block(storey, number, folder, repair, report)
            continue
        points = _wall_points(wall.line)
        if len(points) < 2:
            report.error(
                f"wall {number + 1} of {name} has no length.", (*key, "walls", number, "line"), points
            )
            continue
        solid = thick(points, wall.thickness)
        if intersection(floor, solid).is_empty:
            report.warn(
                f"wall {number + 1} of {name} stands outside it.", (*key, "walls", number, "line"), points
            )
        storey.walls.append((points, wall.thickness))
        storey.solids.append(solid)
        numbers.append(number)
    _find_overlapping_walls(storey, numbers, repair, report)


def _read_block(storey: Storey, number: int, folder: Path, repair: bool, report: Report) -> None:
    """Read a wall that is given by the ground it stands on."""
    area, key = storey.doc.walls[number].area, (*storey.key, "walls", number, "area")
    what = f"wall {number + 1} of storey '{storey.doc.id}'"
    shape = None if area is None else read_polygon(area, folder, what, key, repair, report)
    if shape is None:
        return
    if intersection(storey.floor, shape).is_empty:
        report.warn(f"{what} stands outside it.", key, [inner_point(shape)])
    storey.blocks.append(shape)


def read_polygon(
    area: AreaDoc, folder: Path, what: str, key: Key, repair: bool, report: Report
) -> Polygonal | None:
    """Read an area, saying what is wrong with it; None if nothing can be made of it."""
    try:
        drawn = read_area(area, folder)
    except ValueError as error:
        report.error(f"{what} cannot be read: {error}.", key)
        return None
    spread = np.abs(shapely.get_coordinates(drawn))
    if not (spread <= FARTHEST).all():
        x, y = shapely.get_coordinates(drawn)[(spread > FARTHEST).any(1)][0].tolist()
        report.error(
            f"{what} reaches to ({x:g}, {y:g}), farther than {FARTHEST / 1000:g} km from the origin of the plan.", key,
            hint="Give its 'units', and the 'shift' to its origin.",
        )  # fmt: skip
        return None
    if not shapely.is_valid(drawn):
        rings = [ring for polygon in parts(drawn) for ring in (polygon.exterior, *polygon.interiors)]
        spots = [spot for ring in rings for spot in crossings(ring_of(list(ring.coords)))]
        where = f" at {place(spots[0])}" if spots else ""
        fault = f"{what} crosses or touches itself{where}" if spots else f"{what}: {explain_validity(drawn)}"
        if not repair:
            report.error(
                f"{fault}.",
                key,
                spots,
                "Move the points so that no edge meets another, or set 'repair: true'.",
            )
        drawn = shapely.make_valid(drawn, method="structure", keep_collapsed=False)
        if repair:
            report.repaired(f"{fault}: cut into {len(parts(clean(drawn)))} parts.", key, spots)
    drawn = clean(drawn)
    if drawn.is_empty:
        report.error(f"{what} has no area.", key, hint="Its points lie on one line.")
        return None
    return drawn


def _cut(floor: Polygonal, shape: Polygonal, what: str, key: Key, report: Report) -> Polygonal:
    if intersection(floor, shape).is_empty:
        report.warn(f"{what} lies outside it.", key, [inner_point(shape)])
    return difference(floor, shape)


def _wall_points(line: Sequence[Point]) -> list[Point]:
    """Return a wall's points on the grid, without repeats and without points on straight pieces."""
    closed = len(line) > 2 and point(*line[0]) == point(*line[-1])
    points = ring_of(line)
    kept = points[:1]
    for here, following in pairwise(points[1:]):
        (ax, ay), (bx, by) = unit((kept[-1], here)), unit((here, following))
        if abs(ax * by - ay * bx) > 1e-9 or ax * bx + ay * by < 0.0:
            kept.append(here)
    kept += points[-1:] if len(points) > 1 else []
    return [*kept, kept[0]] if closed and len(kept) > 2 else kept


def _find_overlapping_walls(storey: Storey, numbers: Sequence[int], repair: bool, report: Report) -> None:
    """Report walls that run inside an earlier one for longer than a joint needs, each once."""
    if len(storey.solids) < 2:
        return
    told: set[int] = set()
    pairs = STRtree(storey.solids).query(storey.solids, predicate="intersects").T.tolist()
    for earlier, later in sorted(map(tuple, pairs)):
        if earlier >= later or later in told:
            continue
        first, second = (storey.doc.walls[numbers[n]] for n in (earlier, later))
        shared = _shared(first.line or [], second.line or [], storey.solids[earlier])
        if shared.length <= 2.0 * max(first.thickness, second.thickness) + 0.1:
            continue
        told.add(later)
        spot = (float(shared.centroid.x), float(shared.centroid.y))
        message = (
            f"walls {numbers[earlier] + 1} and {numbers[later] + 1} of storey '{storey.doc.id}' "
            f"overlap over {shared.length:.2f} m near {place(spot)}"
        )
        key = (*storey.key, "walls", numbers[later], "line")
        if repair:
            report.repaired(f"{message}: taken as one.", key, [spot])
        else:
            report.error(f"{message}.", key, [spot], "Remove one of them, or set 'repair: true'.")


def _shared(one: Sequence[Point], other: Sequence[Point], solid: Polygonal) -> MultiLineString:
    """Return the pieces of the other wall's line that run inside the one wall, nearly parallel to it."""
    directions = [unit(pair) for pair in pairwise(one)]
    pieces = []
    for pair in pairwise(other):
        dx, dy = unit(pair)
        if any(abs(dx * uy - dy * ux) < 0.2 for ux, uy in directions):
            inside = LineString(pair).intersection(solid)
            pieces += [
                line
                for line in shapely.get_parts(inside)
                if isinstance(line, LineString) and not line.is_empty
            ]
    return MultiLineString(pieces)


def raise_walls(storey: Storey, repair: bool, folder: Path, report: Report) -> None:
    """Cut walls, less the gaps in them, and obstacles out of the floor: sets ``storey.area``."""
    name = f"storey '{storey.doc.id}'"
    obstacles: list[tuple[int, Polygonal]] = []
    for number, ring in enumerate(storey.doc.obstacles):
        what, key = f"obstacle {number + 1} of {name}", (*storey.key, "obstacles", number)
        shape = read_polygon(ring, folder, what, key, repair, report)
        if shape is None:
            continue
        if intersection(storey.floor, shape).is_empty:
            report.warn(f"{what} stands outside it.", key, [inner_point(shape)])
        obstacles.append((number, shape))
    _find_overlapping_obstacles(storey, obstacles, repair, report)
    standing = [shape for _, shape in obstacles]
    others = [storey.floor, *storey.blocks, *standing]
    walls = difference(union([*joined(storey.walls, others), *storey.blocks]), union(storey.gaps))
    storey.area = difference(storey.floor, union([walls, *standing]))
    if storey.area.is_empty and storey.readable:
        report.error(f"nothing of {name} is left to stand on.", (*storey.key, "area"))


def _find_overlapping_obstacles(
    storey: Storey, obstacles: Sequence[tuple[int, Polygonal]], repair: bool, report: Report
) -> None:
    """Report obstacles that share ground with an earlier one, each once."""
    if len(obstacles) < 2:
        return
    shapes = [shape for _, shape in obstacles]
    told: set[int] = set()
    for earlier, later in sorted(
        map(tuple, STRtree(shapes).query(shapes, predicate="intersects").T.tolist())
    ):
        if earlier >= later or later in told:
            continue
        shared = intersection(shapes[later], shapes[earlier])
        if shared.area <= _OVERLAP:
            continue
        told.add(later)
        spot, (number, _) = inner_point(shared), obstacles[later]
        numbers = f"{obstacles[earlier][0] + 1} and {number + 1}"
        message = f"obstacles {numbers} of storey '{storey.doc.id}' overlap by {shared.area:.2f} m² at {place(spot)}"
        key = (*storey.key, "obstacles", number)
        if repair:
            report.repaired(f"{message}: taken as one.", key, [spot])
        else:
            report.error(f"{message}.", key, [spot], "Draw them as one ring, or set 'repair: true'.")


def find_fragments(storey: Storey, repair: bool, report: Report) -> None:
    """Report separate pieces of ground too small to stand on; with ``repair``, take them away."""
    name, key = f"storey '{storey.doc.id}'", (*storey.key, "area")
    pieces = parts(storey.area)
    small = _fragments(pieces)
    if len(small) == len(pieces):
        return
    for piece in small:
        spot = inner_point(piece)
        message = f"{name} has a separate piece of only {piece.area:.4f} m² at {place(spot)}"
        if repair:
            report.repaired(f"{message}: removed.", key, [spot])
        else:
            report.error(
                f"{message}.", key, [spot], "Close the gap that leaves it over, or set 'repair: true'."
            )
    if repair and small:
        storey.area = union([piece for piece in pieces if not any(piece is other for other in small)])


def _fragments(pieces: Sequence[Polygon]) -> list[Polygon]:
    return [piece for piece in pieces if piece.area < SLIVER or narrowed_away(piece)]


def find_slits(storey: Storey, repair: bool, report: Report) -> None:
    """Report slits between pieces of ground on which people can stand; with ``repair``, fill them."""
    name, key = f"storey '{storey.doc.id}'", (*storey.key, "area")
    pieces = parts(storey.area)
    small = _fragments(pieces)
    if len(small) == len(pieces):
        return
    kept = union([piece for piece in pieces if not any(piece is other for other in small)])
    slits = [slit for slit in _slits(kept) if slit.area > _SLIT_AREA]
    if not slits:
        return
    spots = [inner_point(slit) for slit in slits]
    message = f"{name} has {len(slits)} slit(s) narrower than 1 cm, the first at {place(spots[0])}"
    if repair:
        storey.area = difference(storey.area, union(slit.buffer(1e-4, join_style="mitre") for slit in slits))
        report.repaired(f"{message}: filled.", key, spots)
    else:
        report.warn(f"{message}.", key, spots, "Nobody fits in; 'repair: true' fills it.")


def narrowed_away(piece: Polygon) -> bool:
    """Tell whether a piece is nowhere as wide as 1 cm."""
    return bool(piece.buffer(-0.5 * _SLIT, join_style="mitre").is_empty)


def _slits(area: Polygonal) -> list[Polygon]:
    half = 0.5 * _SLIT
    opened = area.buffer(-half, join_style="mitre").buffer(half * 1.001, join_style="mitre", mitre_limit=3.0)
    return parts(clean(shapely.difference(area, opened)))
