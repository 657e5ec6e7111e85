"""People are put only where their bodies can leave: a pocket behind a gap narrower than a body stays empty."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely import Point as ShapelyPoint

from exeunt.base.errors import Problem
from exeunt.models.population.ground import Ground, build_region
from exeunt.models.population.placement import Crowd
from exeunt.models.population.places import Areas, Key, total_area
from exeunt.venue.checks import narrow_gaps
from exeunt.venue.pockets import pockets
from exeunt.venue.venue import Venue

MARGIN = 0.01
"""Radii in m that differ by less are looked at as one, the larger; pockets are taken that much larger."""
_ROOM = 0.01  # m²: a smaller place for centres is no place to put people


def crowds_by_width(
    id: str, key: Key, rows: NDArray[np.int64], columns: dict[str, NDArray[Any]], areas: Areas,
    venue: Venue, ground: Ground,
) -> tuple[list[Crowd], list[Problem]]:  # fmt: skip
    """Return the people of a population in crowds that may stand on the same ground, and warnings.

    Parameters
    ----------
    rows
        (people,) of the columns; ``radius`` and ``key`` are read.
    areas
        Ground in which the population stands.

    Where every body can leave from everywhere, that is one crowd. Who can only stand in a pocket stands there.
    """
    radii = columns["radius"][rows]
    widths = radii if len(np.unique(radii)) <= 4 else np.ceil(radii / MARGIN - 1e-9) * MARGIN
    whole = np.ones(len(rows), dtype=np.bool_)
    crowds, problems = [], []
    for width in np.unique(widths).tolist():
        closed = {s: _within(pockets(venue, s, width), area) for s, area in areas.items()}
        if not any(closed.values()):
            continue
        left = {s: _less(area, closed[s]) for s, area in areas.items()}
        room = any(_room(venue, s, left[s], width) for s in areas)
        problems += [_warn(id, key, venue, s, found, width, room) for s, found in closed.items() if found]
        if not room:
            continue
        who = rows[widths == width]
        whole &= widths != width
        left = {s: area for s, area in left.items() if not area.is_empty}
        region = build_region(ground, left)
        crowds.append(Crowd(f"{id} {width:.3f}", who, columns["key"][who], region, total_area(left)))
    if whole.any() or not crowds:
        region = build_region(ground, areas)
        crowds.insert(0, Crowd(id, rows[whole], columns["key"][rows[whole]], region, total_area(areas)))
    return crowds, problems


def _within(closed: list[Polygon], area: Polygon | MultiPolygon) -> list[Polygon]:
    return [pocket for pocket in closed if pocket.intersects(area)]


def _less(area: Polygon | MultiPolygon, closed: list[Polygon]) -> MultiPolygon:
    if not closed:
        return MultiPolygon(shapely.get_parts(area).tolist())
    rest = area.difference(shapely.union_all(closed).buffer(MARGIN))
    return MultiPolygon([part for part in shapely.get_parts(rest) if isinstance(part, Polygon)])


def _room(venue: Venue, surface: int, area: MultiPolygon, radius: float) -> bool:
    centres = venue.surfaces[surface].area.buffer(-radius, quad_segs=4)
    return bool(centres.intersection(area).area > _ROOM)


def _warn(
    id: str, key: Key, venue: Venue, surface: int, closed: list[Polygon], radius: float, room: bool
) -> Problem:
    """Say where the pockets are and, at the first place given, which gap is too narrow."""
    level = venue.surfaces[surface]
    largest = max(closed, key=lambda pocket: float(pocket.area))
    spot = largest.representative_point()
    gaps = sorted(narrow_gaps(level.area, 2.0 * radius), key=lambda gap: largest.distance(ShapelyPoint(gap)))
    at = (*gaps[:1], (float(spot.x), float(spot.y)))
    where = f"({spot.x:.2f}, {spot.y:.2f})"
    size = sum(pocket.buffer(radius).intersection(level.area).area for pocket in closed)
    what = f"{size:.1f} m² of '{level.id}' around {where}"
    which = f"of '{id}' with a radius of {radius:.2f} m"
    placed = f"nobody {which} is put on" if room else f"people {which} have to stand on"
    text = f"{placed} {what}: such a body fits through no gap that leads out of there"
    hint = (
        f"The gap at ({at[0][0]:.2f}, {at[0][1]:.2f}) is narrower than {2.0 * radius:.2f} m." if gaps else ""
    )
    return Problem(text, (*key, "radius"), at, hint, "warning")
