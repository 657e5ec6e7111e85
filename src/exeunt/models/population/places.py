"""From what a document says about places to areas on surfaces."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from exeunt.base.errors import Problem
from exeunt.models.population.document import PlaceDoc
from exeunt.venue.venue import Venue

Areas = dict[int, Polygon | MultiPolygon]
Key = tuple[str | int, ...]
_MUCH, _LARGE = 0.02, 0.5
"""Share, and m², of a drawn area from which on it is worth a word that they lie outside."""


def resolve_places(
    places: Sequence[PlaceDoc] | None, venue: Venue, id: str, key: Key
) -> tuple[Areas, list[Problem]]:
    """Return the walkable area in m² of each surface that the places cover, and what is wrong with them.

    Without places: all storeys. Places that overlap count once.
    """
    if places is None:
        return {
            s.index: venue.standing_area(s.index)
            for s in venue.surfaces
            if s.kind == "storey" and not s.area.is_empty
        }, []
    pieces: dict[int, list[BaseGeometry]] = {}
    problems: list[Problem] = []
    for number, place in enumerate(places):
        found = _one_place(place, venue, id, (*key, number))
        if isinstance(found, Problem):
            problems.append(found)
        else:
            pieces.setdefault(found[0], []).append(found[1])
    return {index: _polygons(shapely.union_all(pieces[index])) for index in sorted(pieces)}, problems


def _one_place(place: PlaceDoc, venue: Venue, id: str, key: Key) -> tuple[int, BaseGeometry] | Problem:
    try:
        if place.room is not None:
            room = venue.room(place.room)
            return room.surface, shapely.intersection(room.area, venue.standing_area(room.surface))
        surface = venue.surface(str(place.storey))
    except KeyError:
        what, name = ("room", place.room) if place.room is not None else ("storey", place.storey)
        known = (
            [r.id for r in venue.rooms]
            if what == "room"
            else [s.id for s in venue.surfaces if s.kind == "storey"]
        )
        return Problem(
            f"population '{id}' stands in {what} '{name}', which the venue does not have",
            (*key, what), hint=f"The venue has {', '.join(known) or 'none'}.",
        )  # fmt: skip
    if place.area is None:
        return surface.index, venue.standing_area(surface.index)
    area = Polygon(place.area)
    at = tuple((float(x), float(y)) for x, y in place.area)
    if not area.is_valid:
        why = shapely.is_valid_reason(area)
        return Problem(f"the area of population '{id}' crosses itself ({why})", (*key, "area"), at)
    if area.area <= 0:
        hint = "Name single places with 'places'."
        return Problem(f"the area of population '{id}' has no extent", (*key, "area"), at, hint)
    if area.area <= 0:
        hint = "Name single places with 'places'."
        return Problem(f"the area of population '{id}' has no extent", (*key, "area"), at, hint)
    walkable = _polygons(shapely.intersection(area, venue.standing_area(surface.index)))
    if walkable.area <= 0:
        x0, y0, x1, y1 = surface.area.bounds
        outside = not area.intersects(filled(surface.area))
        where = "outside" if outside else "on obstacles or walls of"
        hint = f"Storey '{surface.id}' reaches from ({x0:g}, {y0:g}) to ({x1:g}, {y1:g})." if outside else ""
        text = f"the whole area of population '{id}' lies {where} storey '{surface.id}'"
        return Problem(text, (*key, "area"), at, hint)
    return surface.index, walkable


def filled(area: BaseGeometry) -> BaseGeometry:
    """Return the ground of a surface with the holes that obstacles, walls and seats leave in it closed."""
    return shapely.union_all([Polygon(part.exterior) for part in shapely.get_parts(area)])


def beyond(places: Sequence[PlaceDoc] | None, venue: Venue, id: str, key: Key) -> list[Problem]:
    """Return a warning for each area of which a notable part lies outside its storey."""
    problems = []
    for number, place in enumerate(places or ()):
        if place.area is None or not (area := Polygon(place.area)).is_valid:
            continue
        surface = next((s for s in venue.surfaces if s.id == place.storey), None)
        if surface is None:
            continue
        outside = area.difference(filled(surface.area))
        share = outside.area / area.area if area.area > 0.0 else 0.0
        if share < _MUCH or outside.area < _LARGE or share > 1.0 - 1e-6:
            continue
        spot = outside.representative_point()
        text = f"{share:.0%} of the area of population '{id}' ({outside.area:.1f} m²) lie outside storey '{surface.id}'"
        hint = "Nobody is placed there; draw the area within the storey."
        problems.append(Problem(text, (*key, number, "area"), ((spot.x, spot.y),), hint, "warning"))
    return problems


def with_margin(areas: Areas, venue: Venue, margin: float) -> float:
    """Return the area in m² of ground that bodies may take whose centres lie in the areas."""
    return float(
        sum(venue.surfaces[s].area.intersection(area.buffer(margin)).area for s, area in areas.items())
    )


def _polygons(geometry: BaseGeometry) -> MultiPolygon:
    """Return the polygons among the parts of a geometry; lines and points are dropped."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]
    nested = [
        _polygons(part) for part in shapely.get_parts(geometry) if part.geom_type == "GeometryCollection"
    ]
    return MultiPolygon(parts + [part for group in nested for part in group.geoms])


def total_area(areas: Areas) -> float:
    """Return the sum of the areas in m²."""
    return float(sum(area.area for area in areas.values()))


def corners(areas: Areas, most: int = 4) -> tuple[tuple[float, float], ...]:
    """Return a few corners that show where the areas lie: those of their bounding boxes."""
    found = []
    for area in areas.values():
        x0, y0, x1, y1 = np.round(area.bounds, 2).tolist()
        found += [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return tuple(found[:most])
