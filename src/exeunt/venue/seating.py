"""Seating: blocks of rows, generated; seats are obstacles, the gaps in front of them are ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import pi

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from exeunt.venue.document import SeatingDoc, VenueDoc
from exeunt.venue.geometry import BODY, SNAP, difference, inner_point, point, union
from exeunt.venue.reports import Key, Report, place
from exeunt.venue.storeys import Storey, Storeys
from exeunt.venue.venue import Point, SeatBlock, SeatRow

_CLEAR = 0.15  # m: nearer to a wall nobody can stand up
_OVERLAP = 0.01  # m²
_MOST_SEATS = 100_000


class Frame:
    """A block's own axes: ``right`` along the rows, ``back`` away from where people look, from its origin."""

    def __init__(self, doc: SeatingDoc) -> None:
        self._origin = doc.origin
        self._fx, self._fy = heading(doc.facing)

    def at(self, right: float, back: float) -> Point:
        """Return the plan point of block coordinates in metres."""
        (x, y), fx, fy = self._origin, self._fx, self._fy
        return point(x + right * fy - back * fx, y - right * fx - back * fy)

    def boxes(self, sides: Sequence[tuple[float, float, float, float]]) -> NDArray[np.object_]:
        """Return the rectangles between (left, right, front, back) in block coordinates, in metres."""
        left, right, front, back = np.array(sides, dtype=np.float64).reshape(-1, 4).T
        across = np.stack([left, left, right, right], axis=1)
        deep = np.stack([front, back, back, front], axis=1)
        (x, y), fx, fy = self._origin, self._fx, self._fy
        corners = np.stack([x + across * fy - deep * fx, y - across * fx - deep * fy], axis=2)
        boxes: NDArray[np.object_] = shapely.polygons(np.rint(corners * 1e6) / 1e6)
        return boxes


def heading(angle: float) -> Point:
    """Return the unit vector at an angle in radians, exact for multiples of a right angle."""
    quarters = angle / (0.5 * pi)
    nearest = round(quarters)
    if abs(quarters - nearest) < 1e-9:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[nearest % 4]
    # Numba takes half a second to import, and most blocks stand at right angles
    from exeunt.base import maths

    return maths.cos(angle), maths.sin(angle)


@dataclass(slots=True)
class Rows:
    """A generated block: ``runs`` are the pieces of row between aisles as (first seat, left, right)."""

    doc: SeatingDoc
    key: Key
    storey: Storey
    frame: Frame
    runs: list[tuple[int, float, float]]
    footprints: list[Polygon]
    places: NDArray[np.float64]

    @property
    def gap(self) -> float:
        """Depth of the walkable gap in front of a row in metres."""
        return self.doc.row_pitch - self.doc.seat_depth

    def whole(self) -> Polygon:
        """Return the ground of the block, gaps and aisles included."""
        whole: Polygon = self.frame.boxes([(0.0, self.runs[-1][2], 0.0, self.doc.rows * self.doc.row_pitch)])[
            0
        ]
        return whole


def compile_seating(doc: VenueDoc, storeys: Storeys, report: Report) -> list[SeatBlock]:
    """Generate all blocks and cut their seats out of the storeys."""
    blocks: list[Rows] = []
    for index, seating in enumerate(doc.seating):
        key: Key = ("venue", "seating", index)
        storey = storeys.find(seating.storey, f"seat block '{seating.id}'", (*key, "storey"), report)
        if storey is not None and storey.readable and _sound(seating, key, report):
            blocks.append(_generate(seating, key, storey))
    placed = [block for block in blocks if _lies_within(block, report)]
    _check_apart(placed, report)
    for storey in storeys.all:
        on_it = [block for block in placed if block.storey is storey]
        if on_it:
            _cut_out(on_it)
    rows: dict[str, tuple[SeatRow, ...]] = {}
    for block in placed:
        _check_places(block, report)
        ways = _ways_out(block)
        _check_ways_out(block, ways, report)
        rows[block.doc.id] = _seat_rows(block, ways)
    return [
        SeatBlock(
            index,
            block.doc.id,
            block.storey.index,
            block.places,
            tuple(block.footprints),
            rows.get(block.doc.id, ()),
        )
        for index, block in enumerate(blocks)
    ]


def _sound(doc: SeatingDoc, key: Key, report: Report) -> bool:
    name, gap, before = f"seat block '{doc.id}'", doc.row_pitch - doc.seat_depth, report.errors
    if gap < BODY - 1e-9:
        report.error(
            f"the rows of {name} leave a gap of {gap:.2f} m, narrower than a body ({BODY:.2f} m).",
            (*key, "row_pitch"), [doc.origin], f"Give 'row_pitch' at least {doc.seat_depth + BODY:.2f} m.",
        )  # fmt: skip
    if doc.rows * doc.seats > _MOST_SEATS:
        many = f"{doc.rows} rows of {doc.seats} seats"
        report.error(
            f"{name} has {many}: more than {_MOST_SEATS} seats are no block.", (*key, "rows"), [doc.origin]
        )
    wrong = [seat for seat in doc.aisles if not 1 <= seat < doc.seats]
    if wrong or len(set(doc.aisles)) < len(doc.aisles):
        what = f"after seat {wrong[0]}" if wrong else "twice after the same seat"
        report.error(
            f"{name} has an aisle {what}; its rows have {doc.seats} seats.", (*key, "aisles"), [doc.origin],
            f"Name different seats from 1 to {doc.seats - 1}.",
        )  # fmt: skip
    if doc.aisles and doc.aisle_width < BODY - 1e-9:
        report.error(
            f"the aisles of {name} are {doc.aisle_width:.2f} m wide, narrower than a body ({BODY:.2f} m).",
            (*key, "aisle_width"), [doc.origin],
        )  # fmt: skip
    return report.errors == before


def _generate(doc: SeatingDoc, key: Key, storey: Storey) -> Rows:
    frame, gap = Frame(doc), doc.row_pitch - doc.seat_depth
    breaks = [0, *sorted(doc.aisles), doc.seats]
    runs = []
    for number, (first, last) in enumerate(pairwise(breaks)):
        shift = number * doc.aisle_width
        runs.append((first, shift + first * doc.seat_width, shift + last * doc.seat_width))
    across = [
        left + (seat - first + 0.5) * doc.seat_width
        for (first, left, _), last in zip(runs, breaks[1:], strict=True)
        for seat in range(first, last)
    ]
    fronts = [row * doc.row_pitch for row in range(doc.rows)]
    seats = [(left, right, front + gap, front + doc.row_pitch) for front in fronts for _, left, right in runs]
    return Rows(
        doc=doc,
        key=key,
        storey=storey,
        frame=frame,
        runs=runs,
        footprints=list(frame.boxes(seats)),
        places=np.array([frame.at(right, front + 0.5 * gap) for front in fronts for right in across]),
    )


def _cut_out(blocks: Sequence[Rows]) -> None:
    """Take the seats out of a storey's area; slots of up to ``SNAP`` between a row and a wall are closed."""
    storey = blocks[0].storey
    area = difference(storey.area, union(row for block in blocks for row in block.footprints))
    slots = np.concatenate([block.frame.boxes(_slots(block)) for block in blocks])
    shapely.prepare(area)
    # a slot touches its own row, which is cut out already; less a hair, it lies in open ground or is closed
    closed = slots[~shapely.covers(area, shapely.buffer(slots, -1e-4, join_style="mitre"))]
    storey.area = difference(area, union(closed)) if len(closed) else area


def _slots(block: Rows) -> list[tuple[float, float, float, float]]:
    """Return the strips at both ends of every piece of row and behind the last row, in block coordinates."""
    doc, slots = block.doc, []
    for row in range(doc.rows):
        front, back = row * doc.row_pitch + block.gap, (row + 1) * doc.row_pitch
        for _, left, right in block.runs:
            slots += [(left - SNAP, left, front, back), (right, right + SNAP, front, back)]
    back = doc.rows * doc.row_pitch
    return slots + [(left, right, back, back + SNAP) for _, left, right in block.runs]


def _lies_within(block: Rows, report: Report) -> bool:
    area = block.storey.area.buffer(1e-4, join_style="mitre")
    shapely.prepare(area)
    name, storey = f"seat block '{block.doc.id}'", block.storey.doc.id
    beyond = [inner_point(row.difference(area)) for row in block.footprints if not area.covers(row)]
    if beyond:
        report.error(
            f"{len(beyond)} row(s) of {name} reach beyond storey '{storey}' or into walls or obstacles, the "
            f"first at {place(beyond[0])}.", (*block.key, "origin"), beyond,
            "Check 'origin' (front corner, on the left of who sits), 'facing', 'rows' and 'seats'.",
        )  # fmt: skip
    return not beyond


def _check_apart(blocks: Sequence[Rows], report: Report) -> None:
    """Report blocks whose seats stand on another block's ground."""
    ground = [block.whole() for block in blocks]
    seats = [shapely.multipolygons(block.footprints) for block in blocks]
    for later, block in enumerate(blocks):
        for earlier, other in enumerate(blocks[:later]):
            if other.storey is not block.storey or not ground[later].intersects(ground[earlier]):
                continue
            both = (seats[later].intersection(ground[earlier]), seats[earlier].intersection(ground[later]))
            shared = max(both, key=lambda part: float(part.area))
            if shared.area > _OVERLAP:
                spot = inner_point(shared)
                report.error(
                    f"seat blocks '{other.doc.id}' and '{block.doc.id}' overlap by {shared.area:.2f} m² at "
                    f"{place(spot)}.", (*block.key, "origin"), [spot],
                )  # fmt: skip


def _check_places(block: Rows, report: Report) -> None:
    area, spots = block.storey.area, shapely.points(block.places)
    edge = area.boundary
    shapely.prepare(area)
    shapely.prepare(edge)
    tight = ~shapely.contains(area, spots) | shapely.dwithin(edge, spots, _CLEAR)
    if tight.any():
        found = [(float(x), float(y)) for x, y in block.places[tight]]
        report.error(
            f"at {len(found)} seat(s) of '{block.doc.id}' nobody can stand up: a wall or another seat is "
            f"nearer than {_CLEAR:.2f} m to {place(found[0])}.", block.key, found,
        )  # fmt: skip


def _ways_out(block: Rows) -> NDArray[np.bool_]:
    """Return (3, rows between aisles) where people can leave: at the left, at the right, in front of the first."""
    doc, frame, area = block.doc, block.frame, block.storey.area
    shapely.prepare(area)
    margin = 0.5 * block.gap - 0.49 * BODY
    rows = [(row * doc.row_pitch, left, right) for row in range(doc.rows) for _, left, right in block.runs]
    sides = [(left, right, front + margin, front + block.gap - margin) for front, left, right in rows]
    ways = np.array(
        [
            shapely.covers(area, frame.boxes([(left - BODY, left, a, b) for left, _, a, b in sides])),
            shapely.covers(area, frame.boxes([(right, right + BODY, a, b) for _, right, a, b in sides])),
            shapely.covers(
                area,
                frame.boxes(
                    [
                        (0.5 * (left + right - BODY), 0.5 * (left + right + BODY), -BODY, 0.0)
                        for _, left, right in rows
                    ]
                ),
            ),
        ]
    )
    ways[2] &= np.arange(len(rows)) < len(block.runs)
    return ways


def _check_ways_out(block: Rows, ways: NDArray[np.bool_], report: Report) -> None:
    """Report pieces of row whose gap is closed at both ends (and, for the first row, in front)."""
    doc = block.doc
    for closed in np.flatnonzero(~ways.any(axis=0)).tolist():
        row, (first, left, right) = closed // len(block.runs), block.runs[closed % len(block.runs)]
        spot = block.frame.at(0.5 * (left + right), row * doc.row_pitch + 0.5 * block.gap)
        report.error(
            f"row {row + 1} of seat block '{doc.id}' has no way out at either end (seats from "
            f"{first + 1} on, near {place(spot)}).",
            block.key, [spot], "Leave an aisle at one end, or add 'aisles'.",
        )  # fmt: skip


def _seat_rows(block: Rows, ways: NDArray[np.bool_]) -> tuple[SeatRow, ...]:
    """Return the rows between aisles, in the order of the seats."""
    doc, breaks = block.doc, [*(first for first, _, _ in block.runs), block.doc.seats]
    rows: list[SeatRow] = []
    for row in range(doc.rows):
        middle = row * doc.row_pitch + 0.5 * block.gap
        for number, (_, left, right) in enumerate(block.runs):
            first, last = (row * doc.seats + seat for seat in breaks[number : number + 2])
            ends = (block.frame.at(left, middle), block.frame.at(right, middle))
            sides = (bool(ways[0, len(rows)]), bool(ways[1, len(rows)]))
            rows.append(SeatRow(row, first, last, ends, sides, block.gap))
    return tuple(rows)
