"""From the venue block of a scenario to the Venue that a simulation runs in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely

from exeunt.base.activity import doing
from exeunt.base.errors import Problem, grouped
from exeunt.venue.at_wall import with_lines
from exeunt.venue.checks import (
    Ground,
    check_ids,
    check_levels,
    check_narrow_gaps,
    check_numbers,
    check_ways_out,
)
from exeunt.venue.document import ExitDoc, VenueDoc
from exeunt.venue.escalators import build_entries, check_motions
from exeunt.venue.geometry import edges
from exeunt.venue.lifts import compile_lifts, draw_lifts
from exeunt.venue.openings import draw_openings, find_misleading_exits, fit_openings
from exeunt.venue.outline import Outline
from exeunt.venue.reports import Report
from exeunt.venue.rooms import compile_rooms
from exeunt.venue.sealed import leave_out_sealed
from exeunt.venue.seams import compile_seams
from exeunt.venue.seating import compile_seating
from exeunt.venue.stairs import build_stairs, draw_stairs
from exeunt.venue.storeys import Storeys, find_fragments, find_slits, raise_walls
from exeunt.venue.venue import Portal, SeatBlock, Surface, Venue


def compile_venue(doc: VenueDoc, name: str, folder: Path) -> tuple[Venue, list[Problem]]:
    """Compile a venue and list everything wrong with it.

    Files named in the document are read relative to ``folder``. Coordinates of the result are metres in plan
    on a grid of 1e-6 m. Bad geometry raises nothing: what cannot be built is left out and has a problem of
    severity ``error``, with coordinates and the key path from ``venue`` on; such a venue must not be run. If
    numbers are far too large for a building, the venue returned has no surfaces at all.
    """
    report = Report()
    if not check_numbers(doc, report):
        return Venue(name, (), (), (), np.zeros((0, 4)), np.zeros(0, dtype=np.int32)), report.problems
    check_ids(doc, report)
    with doing("reading storeys and walls"):
        storeys = Storeys(doc, folder, report)
        doc = with_lines(doc, storeys, report)
        drawn = draw_openings(doc, storeys, report)
        stairs = draw_stairs(doc, storeys, report)
        check_motions(stairs, report)
        draw_lifts(doc, storeys)
    blocks = _stand(doc, storeys, folder, report)
    with doing("fitting exits, stairs and lifts"):
        exits = fit_openings([one for one in drawn if isinstance(one.doc, ExitDoc)], 0, report)
        slopes, portals = build_stairs(stairs, len(storeys.all), report)
        lifts, landings = compile_lifts(doc, storeys, len(exits), report)
        _settle(storeys)
        exits += landings
    with doing("fitting doors"):
        doors = fit_openings([one for one in drawn if not isinstance(one.doc, ExitDoc)], len(exits), report)
        _settle(storeys)
    if doc.sealed_ground == "leave_out":
        leave_out_sealed(storeys, [*exits, *doors], portals, blocks, report)
        for storey in storeys.all:
            find_fragments(storey, doc.repair, report)
    entries = build_entries(stairs, slopes, portals, len(exits) + len(doors))
    openings = [*exits, *doors, *entries]
    find_misleading_exits(openings, drawn, storeys, report)
    levels = [Surface(s.index, s.doc.id, "storey", s.area, s.elevation) for s in storeys.all]
    surfaces = [*levels, *slopes]
    rooms = compile_rooms(doc, storeys, folder, report)
    seams = compile_seams(doc, storeys, report)
    check_levels(storeys, report)
    with doing("looking for gaps too narrow for a body"):
        check_narrow_gaps(storeys, report)
    # what could not be built has its own problem; that it is missing would only be said again
    ways = len(doc.stairs) + len(doc.ramps) + len(doc.escalators)
    drawn_openings = len(doc.exits) + len(doc.doors) + sum(len(lift.stops) for lift in doc.lifts)
    fitted = len(exits) + len(doors) == drawn_openings
    fitted &= len({entry.surface for entry in entries}) == len(doc.escalators)
    whole = fitted and all(s.sound for s in storeys.all)
    if whole and sum(portal.id.endswith("/head") for portal in portals) == ways:
        check_ways_out(Ground(surfaces, portals, openings, lifts), storeys, report)
    walls = [storey.outline.walls() for storey in storeys.all]
    walls += [_sides(surface, portals) for surface in slopes]
    venue = Venue(
        name=name,
        surfaces=tuple(surfaces),
        portals=tuple(portals),
        openings=tuple(openings),
        walls=np.vstack(walls),
        wall_surface=np.repeat(np.arange(len(walls), dtype=np.int32), [len(rows) for rows in walls]),
        rooms=tuple(rooms),
        blocks=tuple(blocks),
        seams=tuple(seams),
        lifts=tuple(lifts),
        notes=tuple(report.notes),
    )
    return venue, grouped(report.problems)


def _stand(doc: VenueDoc, storeys: Storeys, folder: Path, report: Report) -> list[SeatBlock]:
    """Cut walls, obstacles and seats out of every storey, and lay its outline."""
    for storey in storeys.all:
        with doing(f"cutting walls and obstacles out of storey '{storey.doc.id}'"):
            raise_walls(storey, doc.repair, folder, report)
    blocks = compile_seating(doc, storeys, report)
    for storey in storeys.all:
        with doing(f"looking for slivers on storey '{storey.doc.id}'"):
            if doc.repair or doc.sealed_ground == "refuse":
                find_fragments(storey, doc.repair, report)
            find_slits(storey, doc.repair, report)
        storey.outline = Outline(storey.area)
    return blocks


def _settle(storeys: Storeys) -> None:
    """Take the areas from the outlines, ready for many questions."""
    for storey in storeys.all:
        storey.area = storey.outline.area()
        shapely.prepare(storey.area)


def _sides(surface: Surface, portals: list[Portal]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the edges of a flight, landing or ramp that are no portals, shape (edges, 4)."""
    lines = {
        line
        for portal in portals
        if surface.index in portal.surfaces
        for line in (portal.line, portal.line[::-1])
    }
    rows = [row for row in edges(surface.area).tolist() if ((row[0], row[1]), (row[2], row[3])) not in lines]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)
