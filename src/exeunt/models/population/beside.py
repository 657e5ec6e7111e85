"""Free places beside the one at which a person was to come in and somebody stands."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon

from exeunt.base.maths import norm
from exeunt.venue.venue import Venue

Floats = NDArray[np.float64]
STEP = 0.05
"""Metres between places that are tried."""


class Beside:
    """Finds the free place nearest to another one, on the same ground and in sight of it.

    Parameters
    ----------
    venue
        The building; its doors and exits are kept clear, as where people are placed.
    radius
        Largest radius in m of those who look for a place.
    """

    def __init__(self, venue: Venue, radius: float) -> None:
        self._venue = venue
        self._radius = radius
        self._ground: dict[int, tuple[Polygon | MultiPolygon, Polygon | MultiPolygon]] = {}

    def place(
        self, surface: int, at: tuple[float, float], radius: float, velocity: tuple[float, float], reach: float,
        others: tuple[Floats, Floats, Floats],
    ) -> tuple[float, float] | None:  # fmt: skip
        """Return the nearest free place within ``reach`` m; of equally near ones that farthest behind. None without.

        Parameters
        ----------
        others
            x, y and radius (n,) in m of those on the surface who are there already.
        """
        offsets = places_within(reach)
        back = offsets @ np.asarray(velocity)
        offsets = offsets[np.lexsort((back, np.rint(norm(*offsets.T) / STEP)))]
        places = np.asarray(at) + offsets
        x, y, room = others
        near = norm(x - at[0], y - at[1]) < reach + radius + room
        gap = norm(places[:, :1] - x[near], places[:, 1:] - y[near]) - room[near]
        places = places[(gap >= radius).all(axis=1)]
        clear, open_ground = self._free(surface)
        places = places[shapely.contains_xy(clear, places[:, 0], places[:, 1])]
        for px, py in places.tolist():
            if open_ground.covers(LineString([at, (px, py)])):
                return px, py
        return None

    def _free(self, surface: int) -> tuple[Polygon | MultiPolygon, Polygon | MultiPolygon]:
        """Return where a body fits, and the ground cut at the lines of doors and exits."""
        if surface not in self._ground:
            lines = [LineString(one.line) for one in self._venue.openings if one.surface == surface]
            # a hair's breadth, so that no straight way leads through
            cuts = shapely.union_all([line.buffer(1e-6) for line in lines])
            ground = self._venue.surfaces[surface].area.difference(cuts)
            clear = ground.buffer(-self._radius)
            shapely.prepare(clear)
            shapely.prepare(ground)
            self._ground[surface] = clear, ground
        return self._ground[surface]


@lru_cache(maxsize=8)
def places_within(reach: float) -> Floats:
    """Return offsets (n, 2) in m of a square grid within a distance, without (0, 0)."""
    steps = np.arange(-int(reach / STEP + 1e-9), int(reach / STEP + 1e-9) + 1) * STEP
    x, y = (grid.ravel() for grid in np.meshgrid(steps, steps))
    distance = norm(x, y)
    return np.column_stack([x, y])[(distance > 0.0) & (distance <= reach + 1e-9)]
