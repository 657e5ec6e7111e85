"""Sealed ground: pieces of a storey that no opening and no stair leads to, such as shafts and hollow walls."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import LineString, Polygon, STRtree

from exeunt.venue.geometry import inner_point, parts
from exeunt.venue.reports import Report, place
from exeunt.venue.storeys import Storey, Storeys
from exeunt.venue.venue import Line, Opening, Portal, SeatBlock

_ON = 1e-3  # m: a line so near to a piece of ground lies on its edge
_LISTED = 5


def leave_out_sealed(
    storeys: Storeys,
    openings: Sequence[Opening],
    portals: Sequence[Portal],
    blocks: Sequence[SeatBlock],
    report: Report,
) -> None:
    """Take sealed ground away from the storeys, and list it with areas and places as a warning.

    A storey to which nothing leads at all is kept, and so is ground with seats: both are faults of their own.
    """
    for storey in storeys.all:
        lines = [opening.line for opening in openings if opening.surface == storey.index]
        lines += [portal.line for portal in portals if storey.index in portal.surfaces]
        seats = [block.places for block in blocks if block.surface == storey.index]
        pieces = parts(storey.area)
        kept = _led_to(pieces, lines)
        if not kept:
            continue
        for places in seats:
            kept |= set(STRtree(pieces).query(shapely.points(places), predicate="intersects")[1].tolist())
        sealed = [number for number in range(len(pieces)) if number not in kept]
        if sealed:
            storey.outline.drop(sealed)
            storey.area = storey.outline.area()
            _list(storey, [pieces[number] for number in sealed], report)


def _led_to(pieces: Sequence[Polygon], lines: Sequence[Line]) -> set[int]:
    if not lines:
        return set()
    found = STRtree(pieces).query([LineString(line) for line in lines], predicate="dwithin", distance=_ON)
    return set(np.asarray(found).reshape(2, -1)[1].tolist())


def _list(storey: Storey, pieces: Sequence[Polygon], report: Report) -> None:
    ordered = sorted(pieces, key=lambda piece: -piece.area)
    spots = [inner_point(piece) for piece in ordered]
    shown = [f"{piece.area:.2f} m² at {place(spot)}" for piece, spot in zip(ordered, spots, strict=True)]
    more = f" and {len(shown) - _LISTED} smaller ones" if len(shown) > _LISTED else ""
    total = sum(piece.area for piece in ordered)
    message = (
        f"{total:.2f} m² of storey '{storey.doc.id}' are sealed and left out, in {len(ordered)} "
        f"piece{'s' * (len(ordered) != 1)}: {', '.join(shown[:_LISTED])}{more}"
    )
    report.warn(f"{message}.", (*storey.key, "area"), spots, "Nobody is placed there.")
    report.notes.append(message)
