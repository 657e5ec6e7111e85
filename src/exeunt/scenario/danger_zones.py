"""Do danger zones lie in this building, and does their path lead where somebody could walk?"""

from __future__ import annotations

from itertools import pairwise

import shapely
from shapely import LineString, Polygon

from exeunt.base.errors import Problem
from exeunt.models.hazards.danger_zone import DangerZoneDoc
from exeunt.models.hazards.zone_motion import LaidZone, surfaces_of
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.tree import Key
from exeunt.venue.venue import Surface, Venue

EDGE = 0.05
"""Metres by which a place may lie outside its storey: places on an edge, such as in an exit, are in the venue."""
STRIDE = 0.25
"""Metres between the places at which a way between storeys is looked at."""


def check_danger_zones(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return errors for zones off the venue, and warnings for paths through walls and zones that never come."""
    problems: list[Problem] = []
    for index, zone in enumerate(document.danger_zones):
        key: Key = ("danger_zones", index)
        try:
            for name in {zone.storey, *(storey for _, _, storey in zone.points())}:
                surfaces_of(venue, name)
        except KeyError:
            continue
        problems += _area(zone, venue, key) if zone.area is not None else _path(zone, venue, key)
        if zone.outline is not None:
            problems += _polygon(zone, "outline", Polygon(zone.outline), key)
        if zone.begins >= document.run.max_time:
            message = f"danger zone '{zone.id}' begins after the run ends"
            problems.append(Problem(message, key, severity="warning"))
    return problems


def _polygon(zone: DangerZoneDoc, name: str, shape: Polygon, key: Key) -> list[Problem]:
    if shape.is_valid and shape.area > 0.0:
        return []
    reason = shapely.is_valid_reason(shape) if not shape.is_valid else "it has no area"
    return [Problem(f"the {name} of danger zone '{zone.id}' is no polygon: {reason}", (*key, name))]


def _area(zone: DangerZoneDoc, venue: Venue, key: Key) -> list[Problem]:
    shape = Polygon(zone.area)
    if problems := _polygon(zone, "area", shape, key):
        return problems
    if any(shape.intersects(surface.area) for surface in surfaces_of(venue, zone.storey)):
        return []
    message = f"danger zone '{zone.id}' lies off the venue: outside '{zone.storey}'"
    centre = (shape.centroid.x, shape.centroid.y)
    return [Problem(message, (*key, "area"), (centre,), _extent(venue, zone.storey))]


def _path(zone: DangerZoneDoc, venue: Venue, key: Key) -> list[Problem]:
    problems: list[Problem] = []
    for k, (time, at, storey) in enumerate(zone.points()):
        if not any(_outline(s).intersects(shapely.Point(at)) for s in surfaces_of(venue, storey)):
            (x, y), place = at, (*key, "path", k, "at")
            message = (
                f"danger zone '{zone.id}' leaves the venue: at {time:g} s it is outside '{storey}', at "
                f"({x:.2f}, {y:.2f})"
            )
            problems.append(Problem(message, place, (at,), _extent(venue, storey)))
    if problems:
        return problems
    laid = LaidZone(zone, venue)
    for k, (before, after) in enumerate(pairwise(zone.points())):
        problems += _leg(zone, laid, venue, before, after, (*key, "path", k + 1))
    return problems


def _leg(
    zone: DangerZoneDoc,
    laid: LaidZone,
    venue: Venue,
    before: tuple[float, tuple[float, float], str],
    after: tuple[float, tuple[float, float], str],
    key: Key,
) -> list[Problem]:
    """Return warnings about the way between two points: through walls, or up without a stair."""
    (start, a, here), (end, b, there) = before, after
    if here == there and len(surfaces_of(venue, here)) == 1:
        index = surfaces_of(venue, here)[0].index
        walls = venue.walls[venue.wall_surface == index].reshape(-1, 2, 2)
        crossed = shapely.intersection(shapely.linestrings(walls), LineString([a, b]))
        spots = [spot.centroid for spot in crossed if not spot.is_empty]
        if not spots:
            return []
        places = tuple(dict.fromkeys((round(p.x, 2), round(p.y, 2)) for p in spots))
        message = f"danger zone '{zone.id}' goes through walls between {start:g} s and {end:g} s"
        hint = "This is allowed; add points to the path if it should go through doors."
        return [Problem(message, key, places, hint, severity="warning")]
    length = shapely.Point(a).distance(shapely.Point(b))
    count = max(int(length / STRIDE), 1)
    times = [start + (end - start) * (n + 0.5) / count for n in range(count)]
    off = [
        at for surface, at in map(laid.place, times) if not _outline(surface).intersects(shapely.Point(at))
    ]
    if not off:
        return []
    message = f"danger zone '{zone.id}' changes from '{here}' to '{there}' with no stair under it"
    hint = "Add points on the stair: a point may name a stair, ramp or escalator as its 'storey'."
    return [Problem(message, key, (off[0],), hint, severity="warning")]


def _outline(surface: Surface) -> shapely.Geometry:
    """Return a surface with its obstacles, and a little more."""
    parts = [Polygon(part.exterior) for part in shapely.get_parts(surface.area)]
    return shapely.union_all(parts).buffer(EDGE)


def _extent(venue: Venue, name: str) -> str:
    x0, y0, x1, y1 = shapely.union_all([s.area for s in surfaces_of(venue, name)]).bounds
    return f"'{name}' reaches from ({x0:.1f}, {y0:.1f}) to ({x1:.1f}, {y1:.1f})."
