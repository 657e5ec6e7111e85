"""A building as a network: regions joined by doors, exits and stairs, with distances that nobody can beat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.maths import line_length
from exeunt.results.contract import Line, OpeningLike, SurfaceLike, VenueLike

Floats = NDArray[np.float64]

OUTSIDE = -1
LEVEL, UP, DOWN, EITHER, MOVING = range(5)
"""How a leg is walked: on the level, up or down a stair, or along a stair (the faster of both); from ``MOVING`` on
along the escalators of the network, numbered by their speeds."""
CUT = 2e-3
"""Width in m of the cut that a door makes between its two sides."""
BESIDE = 0.05
"""How far beside a line in m its two sides are looked up."""
LANDED = 1.1
"""How far inside a landing in m somebody may stand who has just got out of a lift; bodies have at most 1 m."""


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A piece of one surface within which no door needs to be passed."""

    index: int
    surface: int
    shape: Polygon | MultiPolygon


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One way through an opening or a portal.

    Parameters
    ----------
    link
        Number of the opening (venue order), then of the portal.
    before, after
        Regions; ``after`` is ``OUTSIDE`` at exits.
    mode
        ``LEVEL``, or ``UP`` or ``DOWN`` where the line ends a flight.
    shut
        (start, end) in s during which nobody can pass.
    limit
        Specific flow in 1/(m s) that the opening itself keeps to; inf without.
    car
        Of a lift: how many people its car takes, and how many people per second it can bring down in the long run.
    ride
        Of a lift: least time in s from its doors to the landing ``far``.
    """

    link: int
    id: str
    kind: str
    line: Line
    before: int
    after: int
    mode: int
    shut: tuple[tuple[float, float], ...] = ()
    limit: float = np.inf
    car: tuple[int, float] | None = None
    ride: float = 0.0
    far: Line | None = None

    @property
    def width(self) -> float:
        """Clear width in m."""
        return line_length(self.line)

    @property
    def spare(self) -> int:
        """How many people may pass beyond c dt: the one who is just there, at a limit one more whose turn was saved.

        Of a lift a car full of people.
        """
        if self.car is not None:
            return self.car[0]
        return 1 if np.isinf(self.limit) else 2


@dataclass(frozen=True, eq=False)
class Network:
    """Regions, passages, and legs between passages.

    Parameters
    ----------
    legs
        (legs, 2) passage left behind and passage reached, both of one region.
    length
        (legs,) m: no way between the two is shorter. Straight, with the rise on stairs.
    mode
        (legs,) ``LEVEL``, ``UP``, ``DOWN``, ``EITHER`` or from ``MOVING`` on.
    ride
        (legs,) s besides, spent in a lift.
    belts
        Speeds in m/s of the escalators; leg mode ``MOVING`` + k is one of ``belts[k]``.
    """

    regions: tuple[Region, ...]
    passages: tuple[Passage, ...]
    legs: NDArray[np.int64]
    length: Floats
    mode: NDArray[np.int64]
    surfaces: tuple[SurfaceLike, ...]
    ride: Floats
    belts: tuple[float, ...]


def venue_network(venue: VenueLike) -> Network:
    """Return the network of a venue.

    Surfaces are cut into regions along their doors, whether these are open or not; a door that does not
    separate its two sides is left out. One-way doors, and states as planned in the scenario, are kept.
    A lift is a passage from each of its landings to the one where people get out (``_lift_passages``).
    """
    regions: list[Region] = []
    for surface in venue.surfaces:
        doors = [o for o in venue.openings if o.kind == "door" and o.surface == surface.index]
        cuts = shapely.union_all([_longer(door.line).buffer(CUT / 2, cap_style="flat") for door in doors])
        shape = surface.area.difference(cuts) if doors else surface.area
        pieces = [piece for piece in shapely.get_parts(shape) if piece.area > 1e-3]
        regions += [Region(len(regions) + k, surface.index, piece) for k, piece in enumerate(pieces)]
    passages = _opening_passages(venue, regions) + _portal_passages(venue, regions)
    passages += _lift_passages(venue, regions)
    belts = tuple(sorted({surface.belt for surface in venue.surfaces if surface.belt > 0.0}))
    legs, length, mode = _legs(passages, regions, venue.surfaces, belts)
    ride = np.array([passages[k].ride for k in legs[:, 0]])
    return Network(tuple(regions), tuple(passages), legs, length, mode, tuple(venue.surfaces), ride, belts)


def locate(network: Network, surface: NDArray[np.int16], x: Floats, y: Floats) -> NDArray[np.int64]:
    """Return (people,) the region of each point: the nearest of its surface, -1 if the surface has none."""
    best, found = np.full(len(x), np.inf), np.full(len(x), -1)
    for region in network.regions:
        rows = np.flatnonzero((surface == region.surface) & (best > 0))
        shapely.prepare(region.shape)
        away = shapely.distance(region.shape, shapely.points(x[rows], y[rows]))
        nearer = rows[away < best[rows]]
        best[nearer], found[nearer] = away[away < best[rows]], region.index
    return found


def elevation(surface: SurfaceLike, x: Floats | float, y: Floats | float) -> Floats | float:
    """Return the height in m of plan points on a surface."""
    (gx, gy), (ox, oy) = surface.gradient, surface.origin
    return surface.elevation + gx * (x - ox) + gy * (y - oy)


def leg_mode(surface: SurfaceLike, rise: Floats, belts: Sequence[float] = ()) -> NDArray[np.int64]:
    """Return (legs,) how ways with a given rise in m are walked on a surface."""
    if surface.belt > 0.0:
        return np.full(len(rise), MOVING + belts.index(surface.belt))
    if not is_slope(surface):
        return np.full(len(rise), LEVEL)
    return np.where(np.abs(rise) < BESIDE, EITHER, np.where(rise > 0, UP, DOWN))


def is_slope(surface: SurfaceLike) -> bool:
    """Whether ways on a surface are measured along the slope, as speeds on it are."""
    return surface.kind in ("flight", "escalator")


def _longer(line: Line) -> shapely.LineString:
    """Return the line made longer by a hair at both ends, so that a cut leaves no gap at the walls."""
    (px, py), (qx, qy) = line
    scale = 2 * CUT / max(line_length(line), 1e-9)
    dx, dy = (qx - px) * scale, (qy - py) * scale
    return shapely.LineString([(px - dx, py - dy), (qx + dx, qy + dy)])


def _nearest(regions: Sequence[Region], surface: int, x: float, y: float) -> int:
    spot = shapely.Point(x, y)
    here = [region for region in regions if region.surface == surface]
    return min(here, key=lambda region: region.shape.distance(spot)).index if here else -2


def _sides(line: Line) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return a point on the left and one on the right of the middle of a line."""
    (px, py), (qx, qy) = line
    scale = BESIDE / max(line_length(line), 1e-9)
    x, y, nx, ny = (px + qx) / 2, (py + qy) / 2, (qy - py) * scale, (px - qx) * scale
    return (x - nx, y - ny), (x + nx, y + ny)


def _opening_passages(venue: VenueLike, regions: Sequence[Region]) -> list[Passage]:
    found = []
    for number, opening in enumerate(venue.openings):
        if opening.kind == "lift":
            continue
        left, right = _sides(opening.line)
        before = _nearest(regions, opening.surface, *left)
        shut = _shut(opening)
        limit = np.inf if opening.max_specific_flow is None else opening.max_specific_flow
        if opening.kind == "exit":
            found.append(
                Passage(number, opening.id, "exit", opening.line, before, OUTSIDE, LEVEL, shut, limit)
            )
            continue
        after = _nearest(regions, opening.surface, *right)
        if before == after:
            continue
        for start, end, wanted in ((before, after, "forward"), (after, before, "backward")):
            if opening.direction in ("both", wanted):
                found.append(
                    Passage(number, opening.id, "door", opening.line, start, end, LEVEL, shut, limit)
                )
    return found


def _shut(opening: OpeningLike) -> tuple[tuple[float, float], ...]:
    times = [-np.inf, *(float(at) for at, _ in opening.changes), np.inf]
    states = [opening.state, *(state for _, state in opening.changes)]
    return tuple(
        (times[k], times[k + 1])
        for k, state in enumerate(states)
        if state != "open" and times[k + 1] > times[k]
    )


def _portal_passages(venue: VenueLike, regions: Sequence[Region]) -> list[Passage]:
    found = []
    for number, portal in enumerate(venue.portals):
        (px, py), (qx, qy) = portal.line
        x, y = (px + qx) / 2, (py + qy) / 2
        one, two = (_nearest(regions, surface, x, y) for surface in portal.surfaces)
        if min(one, two) < 0:
            continue
        for a, b, start, end in ((*portal.surfaces, one, two), (*portal.surfaces[::-1], two, one)):
            mode = _portal_mode(venue.surfaces[a], venue.surfaces[b], x, y)
            link = len(venue.openings) + number
            found.append(Passage(link, portal.id, "stair", portal.line, start, end, mode))
    return found


def _lift_passages(venue: VenueLike, regions: Sequence[Region]) -> list[Passage]:
    """Return a passage from each landing to the one where people get out, for a car that does nothing else.

    Between two fillings at one landing the car closes, rides, opens, lets everybody out, closes, rides back and opens;
    so in any dt no more than a car full and c dt people get in, with c = n / (that time). It is not open before the
    car can be there. That one car serves several landings, that people take time to get in, and that it waits for
    more of them is left out: all of these only take longer.
    """
    found = []
    for lift in venue.lifts:
        landings = [venue.openings[stop] for stop in lift.stops]
        out = landings[lift.to]
        after = _nearest(regions, out.surface, *_middle(out.line))
        for stop, landing in enumerate(landings):
            before = _nearest(regions, landing.surface, *_middle(landing.line))
            if stop == lift.to or min(before, after) < 0:
                continue
            way = lift.closing + lift.travel_time(stop, lift.to) + lift.opening
            rate = lift.capacity / (2.0 * way + lift.capacity * lift.transfer)
            opens = lift.start + lift.travel_time(lift.home, stop) + lift.opening
            found.append(
                Passage(
                    lift.stops[stop], lift.id, "lift", landing.line, before, after, LEVEL, ((-np.inf, opens),),
                    car=(lift.capacity, rate), ride=way, far=out.line,
                )
            )  # fmt: skip
    return found


def _middle(line: Line) -> tuple[float, float]:
    (px, py), (qx, qy) = line
    return (px + qx) / 2, (py + qy) / 2


def _portal_mode(a: SurfaceLike, b: SurfaceLike, x: float, y: float) -> int:
    """Return whether a step from surface a to surface b leads up or down a flight."""
    for surface, sign in ((b, 1.0), (a, -1.0)):
        if surface.kind == "flight" or (surface.kind == "escalator" and surface.belt == 0.0):
            centre = surface.area.centroid
            rise = float(elevation(surface, centre.x, centre.y)) - float(elevation(surface, x, y))
            return UP if sign * rise > 0 else DOWN
    return LEVEL


def _legs(
    passages: Sequence[Passage],
    regions: Sequence[Region],
    surfaces: Sequence[SurfaceLike],
    belts: Sequence[float],
) -> tuple[NDArray[np.int64], Floats, NDArray[np.int64]]:
    lines = [shapely.LineString(passage.line) for passage in passages]
    rows: list[tuple[int, int]] = []
    length: list[float] = []
    mode: list[int] = []
    for k, come in enumerate(passages):
        if come.after == OUTSIDE:
            continue
        surface = surfaces[regions[come.after].surface]
        for m, leave in enumerate(passages):
            if leave.before != come.after or leave.link == come.link:
                continue
            start = come.far or come.line
            rise = height(surface, leave.line) - height(surface, start)
            away = shapely.LineString(start).distance(lines[m])
            if come.far is not None:
                away = max(away - LANDED, 0.0)
            rows.append((k, m))
            length.append(hypot(away, rise if is_slope(surface) else 0.0))
            mode.append(int(leg_mode(surface, np.array([rise]), belts)[0]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2), np.array(length), np.array(mode, dtype=np.int64)


def height(surface: SurfaceLike, line: Line) -> float:
    """Return the height in m of the middle of a line on a surface."""
    (px, py), (qx, qy) = line
    return float(elevation(surface, (px + qx) / 2, (py + qy) / 2))
