"""Escalators on the raster: ways lead along those that run, and up and down those that stand, like stairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from exeunt.base.maths import norm
from exeunt.venue.lattice import EAST, I64, NORTH, SOUTH, WEST
from exeunt.venue.raster import Raster, slope_bit
from exeunt.venue.venue import Opening, Surface, Venue

ASLANT = 0.2
"""Share of the slope along an axis of the raster from which on a link along it counts as up or down."""


def with_moving(raster: Raster, venue: Venue, moving: dict[int, int]) -> Raster:
    """Return the raster with links and slopes as escalators move.

    No link leads against an escalator that runs, except for people who have not stepped on yet, and one that stands
    has the slope of a stair.

    Parameters
    ----------
    raster
        As built, with the links of escalators whose motion changes in both directions.
    moving
        How each escalator moves, by its surface: 1 up, -1 down, 0 not at all.
    """
    if not moving:
        return raster
    strict, lenient, slope = raster.strict.copy(), raster.lenient.copy(), raster.slope.copy()
    for index, way in moving.items():
        surface = venue.surfaces[index]
        first, last = int(raster.arrays.offset[index]), int(raster.arrays.offset[index + 1])
        cells = np.arange(first, last, dtype=np.int64)
        if way == 0:
            slope[cells[raster.own[cells]]] = slope_bit(surface)
            continue
        ends = [opening for opening in venue.openings if opening.surface == index and opening.onto]
        riding = cells[_beyond(raster, cells, ends)]
        against = np.uint8(255 - sum(_bits(surface, -way)))
        strict[riding] &= against
        lenient[riding] &= against
    return replace(raster, strict=strict, lenient=lenient, slope=slope)


def _bits(surface: Surface, way: int) -> Iterator[int]:
    """Give the bits of the links that lead up (``way`` 1) or down (-1)."""
    gx, gy = surface.gradient
    steep = float(norm(gx, gy))
    for along, ahead, back in ((gx, EAST, WEST), (gy, NORTH, SOUTH)):
        if abs(along) > ASLANT * steep:
            yield ahead if along * way > 0 else back


def _beyond(raster: Raster, cells: I64, ends: list[Opening]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return (cells,) which lie between the lines at both ends of an escalator; none where it has no such lines."""
    at = raster.centres(cells)
    found = np.full(len(cells), bool(ends))
    for end in ends:
        (x0, y0), (x1, y1) = end.line
        left = (x1 - x0) * (at[:, 1] - y0) - (y1 - y0) * (at[:, 0] - x0) > 0
        found &= ~left if end.onto == "forward" else left
    return found
