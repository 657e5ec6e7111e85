"""Gauges: which openings, stairs and gaps between walls a body fits through, by the clear width that it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from exeunt.base.maths import line_length
from exeunt.venue.lattice import EAST, F64, I64, NORTH, SOUTH, U8, WEST, Mask, crossings, rank_links
from exeunt.venue.pinches import PLAY, pinched
from exeunt.venue.raster import Raster, pinch_links
from exeunt.venue.venue import Venue
from exeunt.venue.windows import Near, Window, flat

STEP = 0.05
"""Clear widths, m, that differ by less share the ways between walls, of the least of them; openings are exact."""
WIDE = 0.45
"""From this clear width on, m, gaps between walls count: all others go where the raster itself lets them."""


@dataclass(frozen=True, eq=False)
class Gauge:
    """What bodies that need about the same clear width fit through.

    Parameters
    ----------
    gap
        Gaps between walls that are narrower than this, m, are closed to them; 0: none beyond those of the raster.
    openings, portals
        (openings,) and (portals,) which are wide enough.
    """

    gap: float
    openings: Mask
    portals: Mask


def everything_fits(venue: Venue) -> Gauge:
    """Return the gauge of bodies that fit through all openings."""
    return Gauge(
        0.0, np.ones(len(venue.openings), dtype=np.bool_), np.ones(len(venue.portals), dtype=np.bool_)
    )


class Gauges:
    """The gauges of the people of a run; number 0 fits through everything.

    Parameters
    ----------
    needs
        Clear widths in m that people need, in any order.
    """

    def __init__(self, venue: Venue, needs: Iterable[float] | F64 = ()) -> None:
        self._openings = np.array([one.width for one in venue.openings]) + PLAY
        self._portals = np.array([line_length(portal.line) for portal in venue.portals]) + PLAY
        self._edges = np.unique(np.concatenate([self._openings, self._portals]))
        self.all: tuple[Gauge, ...] = (everything_fits(venue),)
        self._number: dict[tuple[int, int], int] = {(0, 0): 0}
        wanted = np.unique(np.asarray(list(needs), dtype=np.float64))
        for need, kind in zip(wanted.tolist(), self._kinds(wanted), strict=True):
            if kind not in self._number:
                self._number[kind] = len(self.all)
                gap = need if kind[1] else 0.0
                self.all = (*self.all, Gauge(gap, self._openings >= need, self._portals >= need))

    @cached_property
    def width(self) -> tuple[int, ...]:
        """For each gauge the first one with the same portals and gaps, 0 where the raster serves as it is."""
        first: dict[tuple[float, bytes], int] = {}
        return tuple(
            first.setdefault((gauge.gap, gauge.portals.tobytes()), number)
            for number, gauge in enumerate(self.all)
        )

    def number(self, needs: F64) -> I64:
        """Return (people,) the number of the gauge of each, by the clear width in m that it needs."""
        if len(self.all) == 1:
            return np.zeros(len(needs), dtype=np.int64)
        kinds, inverse = np.unique(np.asarray(needs, dtype=np.float64), return_inverse=True)
        numbers = np.array([self._number.get(kind, 0) for kind in self._kinds(kinds)], dtype=np.int64)
        return numbers[inverse.ravel()]

    def _kinds(self, needs: F64) -> list[tuple[int, int]]:
        """Return for each need how many widths are too narrow, and the steps of its gap; (0, 0) if nothing is."""
        narrow = np.searchsorted(self._edges, needs, side="left")
        steps = np.where(needs > WIDE + 1e-9, np.floor(needs / STEP + 1e-9), 0.0).astype(np.int64)
        return list(zip(narrow.tolist(), steps.tolist(), strict=True))


def narrowed(raster: Raster, venue: Venue, gauge: Gauge) -> Raster:
    """Return a raster less the links through portals and gaps between walls that a gauge does not fit through.

    The seeds of goals are those of ``raster``.
    """
    strict, lenient = raster.strict, raster.lenient
    if gauge.gap > 0.0:
        rank = _free(raster, venue, gauge.gap).astype(np.uint8)
        strict = rank_links(raster.strict, raster.own, rank, raster.surface, raster.arrays.nx, 1)
        # a body that is in such a gap already may leave it to either side
        lenient = strict.copy()
        pinch_links(raster, venue, (gauge.gap, strict))
    shut = [portal for portal, fits in zip(venue.portals, gauge.portals.tolist(), strict=True) if not fits]
    if shut:
        strict, lenient = strict.copy(), lenient.copy()
    for portal in shut:
        for surface in portal.surfaces:
            window = Window.of(raster.arrays, surface)
            found, axis = crossings(flat(portal.line), *window.frame)
            for links in (strict, lenient):
                _cut(links, found + window.start, axis, window.nx)
    return replace(raster, strict=strict, lenient=lenient)


def _free(raster: Raster, venue: Venue, gap: float) -> Mask:
    """Return (cells,) which do not lie in a gap that is narrower than ``gap`` metres."""
    free = np.ones(raster.cells, dtype=np.bool_)
    for surface in range(len(venue.surfaces)):
        window = Window.of(raster.arrays, surface)
        walls = Near.of(venue, surface, raster.arrays.cell, gap).walls
        free[window.slice] = ~pinched(walls, gap - PLAY, *window.frame)
    free[raster.ghosts] = free[raster.ghost_of[raster.ghosts]]
    return free


def _cut(links: U8, first: I64, axis: U8, width: int) -> None:
    """Take away the links between the cells ``first`` and those to the east (axis 0) or north of them."""
    east, north = first[axis == 0], first[axis == 1]
    links[east] &= 255 - EAST
    links[east + 1] &= 255 - WEST
    links[north] &= 255 - NORTH
    links[north + width] &= 255 - SOUTH
