"""From the venue block of a scenario to the Venue that a simulation runs in."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from exeunt.base.errors import Problem
from exeunt.venue.document import VenueDoc
from exeunt.venue.openings import draw_openings, find_misleading_exits, fit_openings
from exeunt.venue.outline import Outline
from exeunt.venue.reports import Report
from exeunt.venue.storeys import Storeys, find_slivers, raise_walls
from exeunt.venue.venue import Surface, Venue


def compile_venue(doc: VenueDoc, name: str, folder: Path) -> tuple[Venue, list[Problem]]:
    """Compile a venue and list everything wrong with it.

    Files named in the document are read relative to ``folder``. Coordinates of the result are metres in plan
    on a grid of 1e-6 m. Bad geometry raises nothing: what cannot be built is left out and has a problem of
    severity ``error``, with coordinates and the key path from ``venue`` on; such a venue must not be run.
    """
    report = Report()
    storeys = Storeys(doc, folder, report)
    drawn = draw_openings(doc, storeys, report)
    for storey in storeys.all:
        raise_walls(storey, doc.repair, folder, report)
        find_slivers(storey, doc.repair, report)
        storey.outline = Outline(storey.area)
    openings = fit_openings(drawn, report)
    for storey in storeys.all:
        storey.area = storey.outline.area()
    find_misleading_exits(openings, drawn, storeys, report)
    walls = [storey.outline.walls() for storey in storeys.all]
    venue = Venue(
        name=name,
        surfaces=tuple(
            Surface(storey.index, storey.doc.id, "storey", storey.area, storey.elevation)
            for storey in storeys.all
        ),
        portals=(),
        openings=tuple(openings),
        walls=np.vstack(walls),
        wall_surface=np.repeat(np.arange(len(walls), dtype=np.int32), [len(edges) for edges in walls]),
        notes=tuple(report.notes),
    )
    return venue, report.problems
