"""Stairs and ramps: flights and landings as sloping surfaces, joined to storeys and each other by portals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, degrees
from typing import NamedTuple

from shapely import LinearRing, LineString, Polygon

from exeunt.base.maths import line_length
from exeunt.venue.between import EndDoc, EscalatorDoc, RampDoc, StairDoc
from exeunt.venue.document import VenueDoc
from exeunt.venue.gaps import gap_in_walls
from exeunt.venue.geometry import SNAP, between, clean, intersection, middle, point, right_of, unit
from exeunt.venue.openings import fit_edge
from exeunt.venue.reports import Key, Report, place
from exeunt.venue.storeys import Storey, Storeys
from exeunt.venue.venue import Line, Point, Portal, Surface, SurfaceKind

# Rise over run. Stairs in buildings are built between about 20 and 45 degrees; ramps steeper than 1 in 8 are
# beyond what building codes let people walk (1 in 12 for wheelchairs).
_STAIR_FLAT, _STAIR_STEEP, _STAIR_LADDER = 0.363970, 1.0, 1.732051
_RAMP_STEEP, _RAMP_LIMIT = 0.125, 0.363970
_WIDTH_TOLERANCE = 0.10
_SKEW = 0.18  # sine of the largest angle between foot and head: about 10 degrees
_OVERLAP = 1e-3  # m²


class Piece(NamedTuple):
    """A flight, landing or ramp: its ring, and the heights (m) of the lines where it starts and ends."""

    suffix: str
    kind: SurfaceKind
    ring: list[Point]
    start: Line
    end: Line
    low: float
    high: float


@dataclass(slots=True)
class DrawnStair:
    """A stair or ramp with the storeys that it joins."""

    doc: StairDoc | RampDoc | EscalatorDoc
    key: Key
    foot: Storey
    head: Storey

    @property
    def name(self) -> str:
        """How messages call it."""
        kinds = {RampDoc: "ramp", EscalatorDoc: "escalator", StairDoc: "stair"}
        return f"{kinds[type(self.doc)]} '{self.doc.id}'"

    @property
    def rise(self) -> float:
        """Height difference in metres."""
        return self.head.elevation - self.foot.elevation


def draw_stairs(doc: VenueDoc, storeys: Storeys, report: Report) -> list[DrawnStair]:
    """Find the storeys of every stair, ramp and escalator and cut gaps for them into walls."""
    drawn: list[DrawnStair] = []
    blocks: list[tuple[str, int, StairDoc | RampDoc | EscalatorDoc]] = [
        ("stairs", n, stair) for n, stair in enumerate(doc.stairs)
    ]
    blocks += [("ramps", n, ramp) for n, ramp in enumerate(doc.ramps)]
    blocks += [("escalators", n, moving) for n, moving in enumerate(doc.escalators)]
    for kind, index, block in blocks:
        key: Key = ("venue", kind, index)
        what = f"{kind[:-1]} '{block.id}'"
        foot = storeys.find(
            block.foot.storey, f"{what} leads nowhere: its foot", (*key, "foot", "storey"), report
        )
        head = storeys.find(
            block.head.storey, f"{what} leads nowhere: its head", (*key, "head", "storey"), report
        )
        if foot is None or head is None or not (foot.readable and head.readable):
            continue
        found = DrawnStair(block, key, foot, head)
        if not _rises(found, report):
            continue
        for storey, end in ((foot, block.foot), (head, block.head)):
            gap_in_walls(storey, _line(end))
        drawn.append(found)
    return drawn


def _line(end: EndDoc) -> Line:
    return point(*end.line[0]), point(*end.line[1])


def _rises(stair: DrawnStair, report: Report) -> bool:
    if stair.foot is stair.head:
        report.error(
            f"{stair.name} leads nowhere: foot and head are both on '{stair.foot.doc.id}'.", stair.key
        )
        return False
    level = stair.rise == 0.0 and isinstance(stair.doc, RampDoc)
    if stair.rise > 0.0 or level:
        return True
    report.error(
        f"{stair.name} does not rise: its foot is at {stair.foot.elevation:.2f} m, its head at "
        f"{stair.head.elevation:.2f} m.", stair.key, hint="Swap foot and head, or correct the elevations.",
    )  # fmt: skip
    return False


def build_stairs(
    drawn: Sequence[DrawnStair], first: int, report: Report
) -> tuple[list[Surface], list[Portal]]:
    """Fit every stair to its storeys; ``first`` is the index of the first surface made.

    Portal lines run so that the first of ``surfaces`` lies to their left and the second to their right.
    """
    surfaces: list[Surface] = []
    portals: list[Portal] = []
    for stair in drawn:
        ends = _fit_ends(stair, report)
        if ends is None:
            continue
        pieces = _pieces(stair, *ends, report)
        if pieces is None:
            stair.foot.outline.release(ends[0])
            stair.head.outline.release(ends[1])
            continue
        _check_slopes(stair, pieces, report)
        indices = [first + len(surfaces) + n for n in range(len(pieces))]
        surfaces += [_surface(index, stair.doc, piece) for index, piece in zip(indices, pieces, strict=True)]
        id, last = stair.doc.id, indices[-1]
        portals.append(Portal(len(portals), f"{id}/foot", (stair.foot.index, indices[0]), ends[0]))
        for below, (lower, piece) in enumerate(zip(indices, pieces[:-1], strict=False), 1):
            portals.append(Portal(len(portals), f"{id}/landing {below}", (lower, lower + 1), piece.end))
        portals.append(Portal(len(portals), f"{id}/head", (stair.head.index, last), ends[1]))
    return surfaces, portals


def _fit_ends(stair: DrawnStair, report: Report) -> tuple[Line, Line] | None:
    """Take foot and head from the storeys' edges, the storey left of each; None, with a problem, if off."""
    found: list[Line] = []
    for which, storey, end in (("foot", stair.foot, stair.doc.foot), ("head", stair.head, stair.doc.head)):
        what, key = f"{stair.name} leads nowhere: its {which}", (*stair.key, which, "line")
        line = fit_edge(what, _line(end), storey, key, report)
        if line is None:
            if found:
                stair.foot.outline.release(found[0])
            return None
        found.append(line)
    return found[0], found[1]


def _pieces(stair: DrawnStair, foot: Line, head: Line, report: Report) -> list[Piece] | None:
    doc = stair.doc
    narrow, wide = sorted((line_length(foot), line_length(head)))
    if not isinstance(doc, RampDoc) and wide > (1.0 + _WIDTH_TOLERANCE) * narrow + 1e-9:
        report.error(
            f"{stair.name} is {line_length(foot):.2f} m wide at its foot and {line_length(head):.2f} m at its head.",
            stair.key, (middle(foot), middle(head)), "The widths may differ by 10 %.",
        )  # fmt: skip
        return None
    if isinstance(doc, StairDoc) and doc.kind == "half_turn":
        return _half_turn(stair, doc, foot, head, report)
    if not _faces(stair, foot, head, report):
        return None
    depth = doc.landing_depth if isinstance(doc, StairDoc) and doc.kind == "landing" else 0.0
    return _straight(stair, foot, head, depth, report)


def _faces(stair: DrawnStair, foot: Line, head: Line, report: Report) -> bool:
    """Tell whether foot and head look at each other, neither storey in between."""
    for which, line, other, storey in (("foot", foot, head, stair.foot), ("head", head, foot, stair.head)):
        (nx, ny), (x, y), (ox, oy) = right_of(line), middle(line), middle(other)
        if (ox - x) * nx + (oy - y) * ny <= 0.01:
            report.error(
                f"{stair.name} overlaps storey '{storey.doc.id}' beside its {which}: it must lead away from "
                f"the storey at {place((x, y))}.", (*stair.key, which, "line"), line,
                "Put the line on the opposite edge, or cut a hole for the stair into the storey.",
            )  # fmt: skip
            return False
    (ax, ay), (bx, by) = unit(foot), unit(head)
    if abs(ax * by - ay * bx) > _SKEW:
        report.error(
            f"foot and head of {stair.name} are not parallel.", stair.key, (middle(foot), middle(head)),
            "Turn one of them: up to 10 degrees are taken.",
        )  # fmt: skip
        return False
    return True


def _straight(stair: DrawnStair, foot: Line, head: Line, depth: float, report: Report) -> list[Piece] | None:
    """One flight, or two with a landing of ``depth`` between; sides run from foot to head."""
    (a, b), (c, d) = foot, head
    low, high = stair.foot.elevation, stair.head.elevation
    kinds: dict[type, SurfaceKind] = {RampDoc: "ramp", EscalatorDoc: "escalator", StairDoc: "flight"}
    kind = kinds[type(stair.doc)]
    if depth == 0.0:
        pieces = [Piece("", kind, [b, a, d, c], foot, (d, c), low, high)]
    else:
        run = plan_distance(foot, (d, c))
        if depth >= run - 0.5:
            report.error(
                f"the landing of {stair.name}, {depth:.2f} m deep, does not fit between foot and head, "
                f"{run:.2f} m apart.", (*stair.key, "landing_depth"), (middle(foot), middle(head)),
            )  # fmt: skip
            return None
        shares = (0.5 * (run - depth) / run, 0.5 * (run + depth) / run)
        (a1, b1), (a2, b2) = ((between(a, d, share), between(b, c, share)) for share in shares)
        half = 0.5 * (low + high)
        pieces = [
            Piece("/flight 1", "flight", [b, a, a1, b1], foot, (a1, b1), low, half),
            Piece("/landing", "landing", [b1, a1, a2, b2], (a1, b1), (a2, b2), half, half),
            Piece("/flight 2", "flight", [b2, a2, d, c], (a2, b2), (d, c), half, high),
        ]
    return _simple(stair, pieces, report)


def _half_turn(
    stair: DrawnStair, doc: StairDoc, foot: Line, head: Line, report: Report
) -> list[Piece] | None:
    """Two flights side by side to a landing that joins their far ends."""
    if doc.run is None or doc.run <= 0.0:
        report.error(
            f"{stair.name} turns, so it needs 'run', the length of its flights in plan.",
            (*stair.key, "kind"), hint=f"For 30 degrees write 'run: {0.5 * stair.rise * 1.7320508:.2f}'.",
        )  # fmt: skip
        return None
    (ux, uy), (nx, ny), (ox, oy) = unit(foot), right_of(foot), foot[0]
    (a, b), (c, d) = foot, head
    along = [(x - ox) * ux + (y - oy) * uy for x, y in (a, b, c, d)]
    off = [(x - ox) * nx + (y - oy) * ny for x, y in (c, d)]
    overlap = min(along[1], along[3]) - max(along[0], along[2])
    if max(map(abs, off)) > SNAP or along[3] <= along[2] or overlap > 1e-6:
        report.error(
            f"foot and head of {stair.name} are not side by side on one line, storeys on one side.",
            stair.key, (middle(foot), middle(head)), "A half-turn stair starts and ends on one line.",
        )  # fmt: skip
        return None

    def away(share: float, metres: float) -> Point:
        return point(ox + share * ux + metres * nx, oy + share * uy + metres * ny)

    low, half, high = (
        stair.foot.elevation,
        0.5 * (stair.foot.elevation + stair.head.elevation),
        stair.head.elevation,
    )
    a1, b1, c1, d1 = (away(share, doc.run) for share in along)
    outer = [away(share, doc.run + doc.landing_depth) for share in (min(along), max(along))]
    inner = [d1, c1, b1, a1] if along[2] >= along[0] else [b1, a1, d1, c1]
    if inner[1] == inner[2]:
        inner.pop(2)
    pieces = [
        Piece("/flight 1", "flight", [b, a, a1, b1], foot, (a1, b1), low, half),
        Piece("/landing", "landing", [*inner, *outer], (a1, b1), (d1, c1), half, half),
        Piece("/flight 2", "flight", [d, c, c1, d1], (d1, c1), (d, c), half, high),
    ]
    return _simple(stair, pieces, report)


def _simple(stair: DrawnStair, pieces: list[Piece], report: Report) -> list[Piece] | None:
    """Refuse pieces that cross themselves or share ground with a storey beside the line where they meet."""
    for piece in pieces:
        if not LinearRing(piece.ring).is_ccw or not Polygon(piece.ring).is_valid:
            spots = (middle(piece.start), middle(piece.end))
            report.error(
                f"the sides of {stair.name} cross.", stair.key, spots, "Check the ends of foot and head."
            )
            return None
    for which, storey, piece, line in (
        ("foot", stair.foot, pieces[0], pieces[0].start),
        ("head", stair.head, pieces[-1], pieces[-1].end),
    ):
        shared = intersection(storey.outline.area(), Polygon(piece.ring)).intersection(
            LineString(line).buffer(0.5)
        )
        if shared.area > _OVERLAP:
            spot = shared.representative_point()
            report.error(
                f"{stair.name} overlaps storey '{storey.doc.id}' beside its {which}, by {shared.area:.2f} m² "
                f"at {place((spot.x, spot.y))}.", (*stair.key, which, "line"), [(spot.x, spot.y)],
                "A stair begins where the storey ends: cut a hole for it into the storey.",
            )  # fmt: skip
            return None
    return pieces


def _surface(index: int, doc: StairDoc | RampDoc | EscalatorDoc, piece: Piece) -> Surface:
    area, id = clean(Polygon(piece.ring)), doc.id
    runs = isinstance(doc, EscalatorDoc) and any(motion != "stopped" for _, motion in doc.motions)
    belt = doc.speed if isinstance(doc, EscalatorDoc) and runs else 0.0
    if piece.low == piece.high:
        return Surface(index, id + piece.suffix, piece.kind, area, piece.low)
    (x, y), (nx, ny) = middle(piece.start), _direction(piece.start, piece.end)
    slope = (piece.high - piece.low) / plan_distance(piece.start, piece.end)
    gradient = (slope * nx, slope * ny)
    return Surface(index, id + piece.suffix, piece.kind, area, piece.low, gradient, (x, y), belt)


def _direction(start: Line, end: Line) -> Point:
    """Return the unit vector that leads straight up: across both lines, halfway between their normals."""
    (ax, ay), (bx, by) = unit(start), unit(end)
    sign = 1.0 if ax * bx + ay * by >= 0.0 else -1.0
    nx, ny = right_of(((0.0, 0.0), (ax + sign * bx, ay + sign * by)))
    (x0, y0), (x1, y1) = middle(start), middle(end)
    turn = 1.0 if (x1 - x0) * nx + (y1 - y0) * ny >= 0.0 else -1.0
    return turn * nx, turn * ny


def plan_distance(start: Line, end: Line) -> float:
    """Return how far apart two nearly parallel lines are, in metres of plan."""
    (nx, ny), (x0, y0), (x1, y1) = _direction(start, end), middle(start), middle(end)
    return (x1 - x0) * nx + (y1 - y0) * ny


def _check_slopes(stair: DrawnStair, pieces: Sequence[Piece], report: Report) -> None:
    ramp = isinstance(stair.doc, RampDoc)
    for piece in pieces:
        rise, run = piece.high - piece.low, plan_distance(piece.start, piece.end)
        if rise == 0.0:
            continue
        slope = rise / run
        flight = f" ({piece.suffix[1:]})" if piece.suffix else ""
        how = f"rise {rise:.2f} m over {run:.2f} m in plan"
        angle = f"{degrees(atan(slope)):.0f} degrees"
        spots = (middle(piece.start), middle(piece.end))
        if ramp and slope > _RAMP_LIMIT:
            report.error(f"{stair.name} is {angle} steep, {how}.", stair.key, spots, "Make it a stair.")
        elif ramp and slope > _RAMP_STEEP + 1e-9:
            report.warn(
                f"{stair.name} is steeper than 1 in 8: 1 in {1.0 / slope:.1f}, {how}.", stair.key, spots
            )
        elif not ramp and slope > _STAIR_LADDER:
            message = f"{stair.name}{flight} is {angle} steep, {how}: a ladder."
            report.error(message, stair.key, spots, "Give it more run, or correct the elevations.")
        elif not ramp and not _STAIR_FLAT <= slope <= _STAIR_STEEP + 1e-9:
            way = "steep" if slope > _STAIR_STEEP else "flat"
            report.warn(
                f"{stair.name}{flight} is {way}: {angle}, {how}.", stair.key, spots, "Usual are 20 to 45."
            )
    doc = stair.doc
    if isinstance(doc, StairDoc) and doc.run is not None and doc.kind != "half_turn":
        run = sum(plan_distance(piece.start, piece.end) for piece in pieces if piece.high > piece.low)
        if abs(run - doc.run) > 0.1 * doc.run:
            message = f"{stair.name} has 'run' {doc.run:.2f} m, but its lines give it {run:.2f} m."
            report.warn(message, (*stair.key, "run"), hint="Only half-turn stairs need 'run'.")
