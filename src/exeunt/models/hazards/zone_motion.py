"""Danger zones laid into one venue: where each is at a time."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from exeunt.base.maths import cos, sin
from exeunt.models.hazards.danger_zone import DangerZoneDoc
from exeunt.venue.blocks import Point
from exeunt.venue.venue import Surface, Venue
from exeunt.world.zones import ZoneFrame

Floats = NDArray[np.float64]

CORNERS = 32
"""Corners of the polygon that stands for a disc; it has the area of the disc."""
SPREAD = 32
"""About so many places stand for an area that stays."""
LEVEL = 0.05
"""Metres by which a surface between two storeys may lie outside their elevations."""


class LaidZone:
    """A danger zone in a venue.

    Parameters
    ----------
    document
        The zone, its storeys being surfaces of the venue or stairs of it.
    number
        Of the zone in the order of the scenario.

    Raises
    ------
    KeyError
        If the venue has no such storey, stair, ramp or escalator.
    """

    def __init__(self, document: DangerZoneDoc, venue: Venue, number: int = 0) -> None:
        self.document = document
        self.number = number
        self._points = document.points()
        self._on = [surfaces_of(venue, storey) for _, _, storey in self._points]
        self._venue = venue
        self._first = surfaces_of(venue, document.storey)
        self._times = np.array([time for time, _, _ in self._points])
        self._marks: Floats | None = None
        if document.area is not None:
            self._marks = _spread(Polygon(document.area), self._first)
            self._fixed = (float(self._marks[0, 0]), float(self._marks[0, 1]))
            self._shape = np.array(document.area, dtype=np.float64) - np.array(self._fixed)
        elif document.outline is not None:
            self._shape = np.array(document.outline, dtype=np.float64)
        else:
            self._shape = disc(float(document.radius or 0.0))
        self.radius = float(np.sqrt((self._shape**2).sum(axis=1)).max())

    def frame(self, time: float) -> ZoneFrame | None:
        """Return the zone at a time in s, None while it is not there."""
        zone = self.document
        if not zone.begins <= time < zone.ends:
            return None
        return self._frame(time)

    def anywhere(self) -> ZoneFrame:
        """Return the zone as it is when it begins: its size, and where it stays if it does."""
        return self._frame(self.document.begins)

    def _frame(self, time: float) -> ZoneFrame:
        zone = self.document
        surface, centre = self.place(time)
        return ZoneFrame(
            self.number, zone.id, surface.index, centre, self.radius, self._shape + np.array(centre), zone.intensity,
            zone.seen, zone.heard, time, self._marks,
        )  # fmt: skip

    def place(self, time: float) -> tuple[Surface, Point]:
        """Return the surface and the place of the centre at a time: at its first point before, its last one after."""
        if not self._points:
            return _over(self._first, self._fixed, self._first[0].elevation), self._fixed
        k = int(np.searchsorted(self._times, time, side="right")) - 1
        if k < 0 or k == len(self._points) - 1:
            k = max(k, 0)
            at = self._points[k][1]
            return _over(self._on[k], at, self._on[k][0].elevation), at
        start, end = self._times[k], self._times[k + 1]
        share = float((time - start) / (end - start))
        (x0, y0), (x1, y1) = self._points[k][1], self._points[k + 1][1]
        at = (x0 + share * (x1 - x0), y0 + share * (y1 - y0))
        if self._points[k][2] == self._points[k + 1][2]:
            return _over(self._on[k], at, self._on[k][0].elevation), at
        return self._between(k, at, share), at

    def _between(self, k: int, at: Point, share: float) -> Surface:
        """Return the surface under a place on the way from one storey to another: a stair's if one is there."""
        here = _over(self._on[k], self._points[k][1], self._on[k][0].elevation)
        there = _over(self._on[k + 1], self._points[k + 1][1], self._on[k + 1][0].elevation)
        low = here.elevation_at(*self._points[k][1])
        high = there.elevation_at(*self._points[k + 1][1])
        height = low + share * (high - low)
        low, high = min(low, high) - LEVEL, max(low, high) + LEVEL
        named = {surface.index for surface in (*self._on[k], *self._on[k + 1])}
        ways = [s for s in self._venue.surfaces if s.kind != "storey" or s.index in named]
        under = [s for s in ways if _holds(s, at) and low <= s.elevation_at(*at) <= high]
        return min(
            under or [here, there],
            key=lambda s: (s.kind == "storey", abs(s.elevation_at(*at) - height), s.index),
        )


def disc(radius: float) -> Floats:
    """Return (``CORNERS``, 2) corners around the origin of a polygon with the area of a disc of that radius in m."""
    turn = 2.0 * pi / CORNERS
    reach = radius * sqrt(turn / sin(turn))
    return np.array([(reach * cos(k * turn), reach * sin(k * turn)) for k in range(CORNERS)])


def _spread(area: Polygon, surfaces: Sequence[Surface]) -> Floats:
    """Return (m, 2) places of an area where people can stand, the first well inside the largest part of it."""
    ground = area.intersection(shapely.union_all([surface.area for surface in surfaces]))
    parts = [part for part in shapely.get_parts(ground) if isinstance(part, Polygon) and part.area > 0.0]
    if not parts:
        point = area.representative_point()
        return np.array([[point.x, point.y]])
    parts.sort(key=lambda part: (-part.area, part.bounds))
    places = [(part.representative_point().x, part.representative_point().y) for part in parts[:SPREAD]]
    x0, y0, x1, y1 = area.bounds
    pitch = sqrt((x1 - x0) * (y1 - y0) / SPREAD)
    x, y = np.meshgrid(np.arange(x0 + 0.5 * pitch, x1, pitch), np.arange(y0 + 0.5 * pitch, y1, pitch))
    inside = shapely.contains_xy(ground, x.ravel(), y.ravel())
    return np.vstack([places, np.column_stack([x.ravel(), y.ravel()])[inside]])


def surfaces_of(venue: Venue, name: str) -> list[Surface]:
    """Return the surface of a storey, or the flights and landings of a stair, ramp or escalator.

    Raises
    ------
    KeyError
        If the venue has nothing of that name.
    """
    found = [s for s in venue.surfaces if s.id == name] or [
        s for s in venue.surfaces if s.id.startswith(f"{name}/")
    ]
    if not found:
        raise KeyError(name)
    return found


def _over(surfaces: Sequence[Surface], at: Point, height: float) -> Surface:
    """Return the surface that holds a place, the nearest to a height if several do; the first if none does."""
    if len(surfaces) == 1:
        return surfaces[0]
    under = [s for s in surfaces if _holds(s, at)]
    return min(under, key=lambda s: (abs(s.elevation_at(*at) - height), s.index)) if under else surfaces[0]


def _holds(surface: Surface, at: Point) -> bool:
    return bool(shapely.intersects_xy(surface.area, *at))
