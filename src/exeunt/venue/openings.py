"""Exits and doors: from a drawn line to a line that ends exactly at walls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf

import shapely
from shapely import LineString
from shapely import Point as ShapelyPoint

from exeunt.base.maths import line_length
from exeunt.venue.curves import TURN
from exeunt.venue.document import ChangeDoc, DoorDoc, ExitDoc, VenueDoc
from exeunt.venue.gaps import gap_in_walls
from exeunt.venue.geometry import BODY, SNAP, beside, between, middle, parts, point, unit
from exeunt.venue.reports import Key, Report, place
from exeunt.venue.storeys import Storey, Storeys
from exeunt.venue.venue import Line, Opening, OpeningState, Point

_STRAIGHTENED = 1e-3  # m: bends of the edge under an exit up to this are not worth a note
_CUT_OFF = 0.5  # m: bends beyond this take away ground on which people could stand


@dataclass(slots=True)
class Drawn:
    """An exit or door with the storey it stands on and its line after gaps have been cut."""

    doc: ExitDoc | DoorDoc
    key: Key
    storey: Storey
    line: Line

    @property
    def place(self) -> Key:
        """Where the document says where it stands."""
        return (*self.key, "line" if self.doc.at is None else "at")

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{'exit' if isinstance(self.doc, ExitDoc) else 'door'} '{self.doc.id}'"


def draw_openings(doc: VenueDoc, storeys: Storeys, report: Report) -> list[Drawn]:
    """Find each opening's storey and cut its gap into the walls it lies along. Exits come first."""
    found = [_draw(exit, ("venue", "exits", index), storeys, report) for index, exit in enumerate(doc.exits)]
    found += [_draw(door, ("venue", "doors", index), storeys, report) for index, door in enumerate(doc.doors)]
    return [drawn for drawn in found if drawn is not None]


def _draw(doc: ExitDoc | DoorDoc, key: Key, storeys: Storeys, report: Report) -> Drawn | None:
    if doc.line is None:  # it fits on no wall, which has been said
        return None
    what = f"{'exit' if isinstance(doc, ExitDoc) else 'door'} '{doc.id}'"
    storey = storeys.find(doc.storey, what, (*key, "storey"), report)
    if storey is None or not storey.readable:
        return None
    drawn = Drawn(doc, key, storey, (point(*doc.line[0]), point(*doc.line[1])))
    width = line_length(drawn.line)
    if width < 0.01:
        message = f"{what} has no width: both ends are at {place(drawn.line[0])}."
        report.error(message, drawn.place, [drawn.line[0]])
        return None
    if width < BODY - 1e-9:
        message = f"{what} is {width:.2f} m wide, narrower than a body ({BODY:.2f} m)."
        report.warn(message, drawn.place, drawn.line)
    moved = gap_in_walls(storey, drawn.line)
    if moved is not None and isinstance(doc, DoorDoc):
        # an exit stays on the outline, a door moves to the middle of its wall
        drawn.line = moved
    return drawn


def fit_openings(drawn: Sequence[Drawn], first: int, report: Report) -> list[Opening]:
    """Fit openings into the outlines of their storeys; what does not fit is left out, with a problem.

    Doors come after exits and stairs, whose lines may replace a piece of outline. ``first`` is the index
    of the first opening made.
    """
    openings: list[Opening] = []
    for opening in drawn:
        line = _fit_exit(opening, report) if isinstance(opening.doc, ExitDoc) else _fit_door(opening, report)
        if line is None:
            continue
        doc = opening.doc
        openings.append(
            Opening(
                index=first + len(openings),
                id=doc.id,
                kind="exit" if isinstance(doc, ExitDoc) else "door",
                surface=opening.storey.index,
                line=line,
                state=doc.state,
                changes=_in_order(doc.changes),
                direction="both" if isinstance(doc, ExitDoc) else doc.direction,
                max_specific_flow=doc.max_specific_flow,
                sill=doc.sill,
                soffit=doc.soffit,
                closes_after=doc.closes_after,
            )
        )
    return openings


def _in_order(changes: Sequence[ChangeDoc]) -> tuple[tuple[float, OpeningState], ...]:
    return tuple((change.at, change.state) for change in sorted(changes, key=lambda change: change.at))


def fit_edge(what: str, drawn: Line, storey: Storey, key: Key, report: Report) -> Line | None:
    """Take a piece of a storey's edge for an exit or a stair's end; None, with a problem, if it lies off."""
    fit = storey.outline.fit(drawn)
    if fit is not None:
        if fit.bend > _STRAIGHTENED:
            report.notes.append(f"{what}: the edge under it was straightened by up to {fit.bend:.3f} m.")
        line = storey.outline.take(fit)
        if fit.bend > _CUT_OFF:
            message = (
                f"{what} spans an edge of storey '{storey.doc.id}' that bends by {fit.bend:.2f} m: it is taken as the "
                "straight line between its ends."
            )
            report.warn(
                message, key, line, "The ground between that line and the edge is as good as outside."
            )
        return line
    if storey.outline.fit(drawn, over_taken=True) is not None:
        report.error(
            f"{what} overlaps another exit or stair on the edge of storey '{storey.doc.id}'.", key, drawn
        )
        return None
    gaps = [storey.outline.distance(spot) for spot in drawn]
    worst = max(range(2), key=gaps.__getitem__)
    hint = (
        f"Both ends must lie within {SNAP * 100:.0f} cm of the edge, which must be straight between them, or one curve "
        f"that turns by {TURN:.0f} degrees at a point at most."
    )
    if isinf(gaps[worst]):
        return None
    if gaps[worst] > SNAP:
        message = (
            f"{what} is not on the edge of storey '{storey.doc.id}': its end {place(drawn[worst])} is "
            f"{gaps[worst]:.2f} m from the nearest edge."
        )
        report.error(message, key, [drawn[worst]], hint)
    else:
        samples = [between(*drawn, share / 20) for share in range(1, 20)]
        off, spot = max((storey.outline.distance(sample), sample) for sample in samples)
        message = (
            f"{what} does not follow the edge of storey '{storey.doc.id}': between its ends "
            f"the edge leaves it, by {off:.2f} m at {place(spot)}."
        )
        report.error(message, key, [spot], hint)
    return None


def _fit_exit(opening: Drawn, report: Report) -> Line | None:
    line = fit_edge(opening.name, opening.line, opening.storey, opening.place, report)
    if line is not None and abs(line_length(line) - line_length(opening.line)) > SNAP:
        report.warn(
            f"{opening.name} is {line_length(line):.2f} m wide, drawn {line_length(opening.line):.2f} m: "
            "a wall covers the rest.",
            opening.place,
            line,
        )
    return line


def _fit_door(opening: Drawn, report: Report) -> Line | None:
    """Stretch or cut a door's line by up to ``SNAP`` so that it ends on walls at both sides."""
    storey, key, name = opening.storey, opening.place, opening.name
    (p, q), (dx, dy), centre = opening.line, unit(opening.line), middle(opening.line)
    reach = SNAP + 1e-6
    stretched = ((p[0] - reach * dx, p[1] - reach * dy), (q[0] + reach * dx, q[1] + reach * dy))
    within = [piece for piece in storey.outline.within(stretched, storey.area) if line_length(piece) > 0.01]
    if not within:
        report.error(
            f"{name} is in no wall: at {place(centre)} nobody can stand on either side.", key, [centre],
            "Draw its line along the middle of a wall, or across a gap from wall to wall.",
        )  # fmt: skip
        return None
    piece = min(
        within, key=lambda line: (LineString(line).distance(ShapelyPoint(centre)), -line_length(line))
    )
    ends = [point(x, y) for x, y in piece]
    loose = [spot for spot in ends if storey.outline.distance(spot) > 2e-6]
    if loose:
        gap = storey.outline.distance(opening.line[0] if loose[0] == ends[0] else opening.line[1])
        report.error(
            f"{name} is in no wall: its end {place(loose[0])} is {gap:.2f} m from the nearest wall.",
            key, loose, "Both ends must be within 5 cm of a wall, or the line along the middle of a wall.",
        )  # fmt: skip
        return None
    line = (ends[0], ends[1])
    if not _open_on_both_sides(line, storey):
        report.error(
            f"{name} leads nowhere: only one side of it, at {place(middle(line))}, is part of storey "
            f"'{storey.doc.id}'.", key, line, "To leave the venue use 'exits'; keep doors off stairs' lines.",
        )  # fmt: skip
        return None
    if abs(line_length(line) - line_length(opening.line)) > 2.0 * SNAP + 1e-4:
        report.warn(
            f"{name} is {line_length(line):.2f} m wide, drawn {line_length(opening.line):.2f} m: something is in it.",
            key,
            line,
        )
    unheld = [spot for spot in line if not storey.outline.insert(spot)]
    if unheld:
        report.error(
            f"{name} ends at {place(unheld[0])} in the middle of an exit or a stair's line, where no wall is.",
            key, unheld, "Both ends of a door must be on walls: leave some wall beside the exit.",
        )  # fmt: skip
        return None
    return line


def _open_on_both_sides(line: Line, storey: Storey) -> bool:
    return all(storey.area.intersects(ShapelyPoint(beside(line, off))) for off in (-0.01, 0.01))


def find_misleading_exits(
    openings: Sequence[Opening], drawn: Sequence[Drawn], storeys: Storeys, report: Report
) -> None:
    """Report exits behind which there is walkable ground again, or a hole in the middle of the storey."""
    for storey in storeys.all:
        shapely.prepare(storey.area)
    by_id = {(one.doc.id, isinstance(one.doc, ExitDoc)): one for one in drawn}
    for opening in openings:
        if opening.kind != "exit":
            continue
        source = by_id[opening.id, True]
        key, level = source.place, source.storey.elevation
        spots: list[Point] = [beside(opening.line, off) for off in (0.1, 0.3, 0.5)]
        for storey in storeys.all:
            if abs(storey.elevation - level) > 1.5:
                continue
            hits = [spot for spot in spots if storey.area.intersects(ShapelyPoint(spot))]
            if hits:
                report.error(
                    f"exit '{opening.id}' leads nowhere: behind it, at {place(hits[0])}, is storey "
                    f"'{storey.doc.id}' again.", key, [hits[0]], "An exit stands on the outer edge.",
                )  # fmt: skip
                break
        else:
            filled = [shapely.Polygon(piece.exterior) for piece in parts(source.storey.floor)]
            if any(piece.contains(ShapelyPoint(spots[-1])) for piece in filled):
                report.warn(
                    f"exit '{opening.id}' leads into a hole in the middle of storey "
                    f"'{source.storey.doc.id}', at {place(spots[-1])}.",
                    key, [spots[-1]], "People count as out there: is it a way to safety?",
                )  # fmt: skip
