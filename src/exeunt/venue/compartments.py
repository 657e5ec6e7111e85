"""Compartments: ground that no door divides, and which of them each opening joins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Point, Polygon

from exeunt.venue.checks import Ground
from exeunt.venue.geometry import beside
from exeunt.venue.venue import Venue

BESIDE = 0.02
"""This far beside the line of a door, m, lies the ground on that side of it."""
OUTSIDE = 0.05
"""Share of a compartment that may reach beyond a room drawn around it (the depth of its doorways)."""


@dataclass(frozen=True, eq=False)
class Compartments:
    """All compartments of a venue.

    Parameters
    ----------
    surface
        (compartments,) surface of each.
    areas
        Of each, in plan.
    sides
        (openings, 2) compartments to the left and to the right of each opening's line, -1 for outdoors or none.
    portals
        (compartments,) whether stairs, ramps or escalators lead into it, without a door.
    """

    surface: NDArray[np.int64]
    areas: tuple[Polygon, ...]
    sides: NDArray[np.int64]
    portals: NDArray[np.bool_]

    @classmethod
    def of(cls, venue: Venue) -> Compartments:
        """Cut the surfaces of a venue along all its doors."""
        ground = Ground(venue.surfaces, venue.portals, venue.openings, venue.lifts)
        surface = np.array([part.surface.index for part in ground.parts], dtype=np.int64)
        areas = tuple(part.area for part in ground.parts)
        sides = np.full((len(venue.openings), 2), -1, dtype=np.int64)
        for opening in venue.openings:
            both = opening.kind == "door"
            for side, off in enumerate((-BESIDE, BESIDE) if both else (-BESIDE,)):
                spot = Point(beside(opening.line, off))
                near = np.flatnonzero(surface == opening.surface)
                gaps = [areas[n].distance(spot) for n in near.tolist()]
                if gaps:
                    sides[opening.index, side] = near[int(np.argmin(gaps))]
        portals = np.zeros(len(areas), dtype=np.bool_)
        for way in ground.ways:
            if way.opening is None:
                portals[[way.start, way.end]] = True
        return cls(surface, areas, sides, portals)

    def within(self, surface: int, area: Polygon | MultiPolygon) -> NDArray[np.intp]:
        """Return the compartments that lie in an area of a surface, but for their doorways."""
        grown = area.buffer(0.05)
        return np.array(
            [
                n
                for n, ground in enumerate(self.areas)
                if self.surface[n] == surface and ground.difference(grown).area <= OUTSIDE * ground.area
            ],
            dtype=np.intp,
        )

    def at(
        self, surface: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """Return (places,) the compartment at each place, -1 for none."""
        found = np.full(len(x), -1, dtype=np.int64)
        for n, ground in enumerate(self.areas):
            x0, y0, x1, y1 = ground.bounds
            rows = np.flatnonzero(
                (surface == self.surface[n]) & (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1) & (found < 0)
            )
            found[rows[shapely.contains_xy(ground, x[rows], y[rows])]] = n
        return found
