"""Who was where for how long: rooms, surfaces and seat blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.metrics.frames import frame_step, interval
from exeunt.metrics.maps import surfaces_of
from exeunt.results.contract import VenueLike
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]

RASTER = 0.25
"""Width in m of the cells that decide quickly whether a point lies inside; cells on an edge test exactly."""


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A measured piece of ground; ``surface`` is None where tracks know no surfaces."""

    id: str
    kind: str
    shape: Polygon | MultiPolygon
    surface: int | None = None


@dataclass(frozen=True)
class AreaTime:
    """How an area was used; times in s, ``maximum_at`` the first moment with the maximum.

    Parameters
    ----------
    people
        Different people who were ever there.
    person_seconds
        Sum over people of the time that each spent there.
    mean_stay, longest_stay
        Time that one of these people spent there in all; a second visit adds to the first.
    maximum
        Largest number of people at one time.
    cleared
        When the last person was seen there (s).
    """

    id: str
    kind: str
    people: int
    person_seconds: float
    mean_stay: float
    longest_stay: float
    maximum: int
    maximum_at: float
    cleared: float


def venue_areas(venue: VenueLike) -> list[Area]:
    """Return the rooms, surfaces and seat blocks of a venue; a block is the hull of its seats, half a metre wider."""
    areas = [Area(room.id, "room", room.area, room.surface) for room in venue.rooms]
    areas += [Area(surface.id, surface.kind, surface.area, surface.index) for surface in venue.surfaces]
    for block in venue.blocks:
        hull = shapely.convex_hull(shapely.MultiPoint(block.places)).buffer(0.5, join_style="mitre")
        areas.append(Area(block.id, "seats", hull, block.surface))
    return areas


def time_in_areas(tracks: Tracks, areas: Sequence[Area]) -> list[AreaTime]:
    """Return how each area was used; each recorded row stands for one recording interval.

    A whole surface is measured by the ``surface`` of the tracks, everything else by place.
    """
    seconds, step = interval(tracks), frame_step(tracks)
    surface = surfaces_of(tracks)
    known = tracks.surface is not None
    start = int(tracks.frame.min()) if len(tracks) else 0
    everyone, who = np.unique(tracks.person, return_inverse=True)
    found = []
    for area in areas:
        here = np.flatnonzero(surface == area.surface) if known and area.surface is not None else None
        rows = np.arange(len(tracks)) if here is None else here
        if here is None or area.kind in ("room", "seats"):
            rows = rows[points_inside(area.shape, tracks.x[rows], tracks.y[rows])]
        stays = np.bincount(who[rows], minlength=len(everyone)) * seconds
        heads = (
            np.bincount((tracks.frame[rows] - start) // step) if len(rows) else np.zeros(1, dtype=np.int64)
        )
        stays = stays[stays > 0]
        found.append(
            AreaTime(
                area.id, area.kind, len(stays), float(stays.sum()),
                float(stays.mean()) if len(stays) else float("nan"),
                float(stays.max()) if len(stays) else float("nan"),
                int(heads.max()), (start + int(heads.argmax()) * step) / tracks.fps,
                float(tracks.frame[rows].max() / tracks.fps) if len(rows) else float("nan"),
            )
        )  # fmt: skip
    return found


def points_inside(shape: Polygon | MultiPolygon, x: Floats, y: Floats) -> NDArray[np.bool_]:
    """Return (points,) whether each lies inside; for millions of points much faster than testing each.

    Points in cells of ``RASTER`` that no edge touches take the answer of their cell; the rest are tested.
    """
    xmin, ymin, xmax, ymax = shape.bounds
    box = (x >= xmin) & (x <= xmax) & (y >= ymin) & (y <= ymax)
    rows = np.flatnonzero(box)
    inside = np.zeros(len(x), dtype=bool)
    shapely.prepare(shape)
    nx, ny = int((xmax - xmin) / RASTER) + 1, int((ymax - ymin) / RASTER) + 1
    if len(rows) < nx * ny:
        inside[rows] = shapely.intersects_xy(shape, x[rows], y[rows])
        return inside
    ix, iy = np.arange(nx), np.arange(ny)
    left, low = np.meshgrid(xmin + ix * RASTER, ymin + iy * RASTER)
    cells = shapely.box(left.ravel(), low.ravel(), left.ravel() + RASTER, low.ravel() + RASTER)
    edge = shape.boundary
    shapely.prepare(edge)
    mixed = shapely.intersects(edge, cells)
    full = shapely.intersects_xy(shape, left.ravel() + 0.5 * RASTER, low.ravel() + 0.5 * RASTER)
    cell = ((y[rows] - ymin) / RASTER).astype(np.int64) * nx + ((x[rows] - xmin) / RASTER).astype(np.int64)
    inside[rows] = full[cell]
    exact = rows[mixed[cell]]
    inside[exact] = shapely.intersects_xy(shape, x[exact], y[exact])
    return inside
