"""Pockets: ground on which a body has room but which it cannot leave, because every gap is narrower than it."""

from __future__ import annotations

import shapely
from shapely import LineString, Polygon, STRtree
from shapely import Point as ShapelyPoint

from exeunt.venue.geometry import beside, parts
from exeunt.venue.venue import Line, Venue

PLAY = 1e-3  # m: a gap narrower than the body by less than this twice over still lets it pass


def pockets(venue: Venue, surface: int, radius: float) -> list[Polygon]:
    """Return the parts of a surface where the centre of a body can be, but from which it reaches no way off.

    Parameters
    ----------
    surface
        Index of the surface.
    radius
        Of the body in metres, taken as a disc that keeps clear of walls; people in its way do not count.

    Ways off a surface are exits, lifts, stairs, ramps, escalators and seams, open or not; doors within it are
    passages as wide as they are. Ground from which no body at all gets off is no pocket: that is a closed
    room, which the checks of the venue report.
    """
    area = venue.surfaces[surface].area
    ways = [
        opening.line for opening in venue.openings if opening.surface == surface and opening.kind != "door"
    ]
    ways += [portal.line for portal in venue.portals if surface in portal.surfaces]
    crossed = [LineString(line) for line in ways]
    for seam in venue.seams:
        if seam.surface == surface:
            near = LineString(seam.line)
            crossed += [near, shapely.transform(near, lambda c, shift=seam.shift: c + shift)]
    if not crossed:
        return []
    # a way off is passed where the centre of the body gets onto its line: the ground goes on behind it
    ground = shapely.union_all([area, *(_behind(line, area, radius) for line in ways)])
    pieces, lines = parts(ground), shapely.multilinestrings(crossed)
    cores = [core for piece in pieces for core in parts(piece.buffer(PLAY - radius, quad_segs=8))]
    if len(cores) == len(pieces):
        return []
    held = [core for core in cores if not core.intersects(lines)]
    leads_off = {int(STRtree(pieces).nearest(core)) for core in cores if core.intersects(lines)}
    closed = [core for core in held if int(STRtree(pieces).nearest(core)) in leads_off]
    return [piece for core in closed for piece in parts(core.intersection(area))]


def _behind(line: Line, area: shapely.Polygon | shapely.MultiPolygon, depth: float) -> Polygon:
    """Return a strip along a line of a surface's edge, on the side where the surface ends."""
    right = not area.intersects(ShapelyPoint(beside(line, 0.01)))
    strip: Polygon = LineString(line).buffer(-depth if right else depth, single_sided=True)
    return strip
