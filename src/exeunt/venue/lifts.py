"""Lifts: landings on the edges of storeys, and what the car can do."""

from __future__ import annotations

from exeunt.base.maths import line_length
from exeunt.venue.between import LiftDoc
from exeunt.venue.document import VenueDoc
from exeunt.venue.gaps import gap_in_walls
from exeunt.venue.geometry import point
from exeunt.venue.openings import fit_edge
from exeunt.venue.reports import Key, Report, suggestion
from exeunt.venue.storeys import Storey, Storeys
from exeunt.venue.venue import Lift, Line, Opening

_NARROWEST = 0.5  # m


def draw_lifts(doc: VenueDoc, storeys: Storeys) -> None:
    """Cut gaps for landings into walls that they lie along."""
    for lift in doc.lifts:
        for stop in lift.stops:
            storey = next((one for one in storeys.all if one.doc.id == stop.storey and one.readable), None)
            if storey is not None:
                gap_in_walls(storey, (point(*stop.line[0]), point(*stop.line[1])))


def compile_lifts(
    doc: VenueDoc, storeys: Storeys, first: int, report: Report
) -> tuple[list[Lift], list[Opening]]:
    """Return the lifts and their landings, the first of which gets the index ``first`` of an opening."""
    lifts: list[Lift] = []
    landings: list[Opening] = []
    for index, drawn in enumerate(doc.lifts):
        key: Key = ("venue", "lifts", index)
        ends = _stops(drawn, storeys, key, report)
        if ends is None:
            continue
        names = [storey.doc.id for storey, _ in ends]
        to, home = names.index(drawn.to), names.index(drawn.home or drawn.to)
        begin = first + len(landings)
        for storey, line in ends:
            number = first + len(landings)
            rate = 1.0 / (drawn.transfer * line_length(line))
            landings.append(
                Opening(
                    number, f"{drawn.id} at {storey.doc.id}", "lift", storey.index, line, "closed",
                    max_specific_flow=rate,
                )
            )  # fmt: skip
        lifts.append(
            Lift(
                len(lifts), drawn.id, tuple(range(begin, begin + len(ends))),
                tuple(storey.elevation for storey, _ in ends), to, home, drawn.capacity, drawn.speed,
                drawn.acceleration, drawn.opening, drawn.closing, drawn.transfer, drawn.dwell, drawn.start,
            )
        )  # fmt: skip
    return lifts, landings


def _stops(drawn: LiftDoc, storeys: Storeys, key: Key, report: Report) -> list[tuple[Storey, Line]] | None:
    """Return storey and fitted line of each stop; None, with problems, if one of them does not fit."""
    what, before = f"lift '{drawn.id}'", report.errors
    found: list[tuple[Storey, Line]] = []
    names = [stop.storey for stop in drawn.stops]
    for number, stop in enumerate(drawn.stops):
        place: Key = (*key, "stops", number)
        if stop.storey in names[:number]:
            report.error(f"{what} stops twice on storey '{stop.storey}'.", (*place, "storey"))
            continue
        storey = storeys.find(stop.storey, f"a stop of {what}", (*place, "storey"), report)
        if storey is None or not storey.readable:
            continue
        line: Line = (point(*stop.line[0]), point(*stop.line[1]))
        if line_length(line) < _NARROWEST:
            report.error(
                f"{what} has doors only {line_length(line):.2f} m wide on '{stop.storey}'.",
                (*place, "line"),
                line,
            )
            continue
        fitted = fit_edge(f"{what} on storey '{stop.storey}'", line, storey, (*place, "line"), report)
        if fitted is not None:
            found.append((storey, fitted))
    for name, storey_id in (("to", drawn.to), ("home", drawn.home)):
        if storey_id is not None and storey_id not in names:
            report.error(
                f"{what} does not stop on '{storey_id}'.", (*key, name), hint=suggestion(storey_id, names)
            )
    return found if report.errors == before and len(found) == len(drawn.stops) else None
