"""The Venue: the building as the simulation sees it. Nothing in here changes during a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from exeunt.base.maths import line_length
from exeunt.base.text import brief

Point = tuple[float, float]
Line = tuple[Point, Point]
SurfaceKind = Literal["storey", "flight", "landing", "ramp", "escalator"]
OpeningKind = Literal["exit", "door", "lift"]
OpeningState = Literal["open", "closed", "locked", "blocked"]
Direction = Literal["both", "forward", "backward"]

Motion = Literal["up", "down", "stopped"]

WAYS: dict[Motion, int] = {"up": 1, "down": -1, "stopped": 0}
"""Motions of an escalator as ``Openings.way`` has them."""
STATES: tuple[OpeningState, ...] = ("open", "closed", "locked", "blocked")


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A piece of walkable ground that never lies above itself.

    Parameters
    ----------
    area
        Where a person's centre may be, in plan: walls, obstacles and voids are cut out (thick, as polygons).
    elevation
        Height in metres of the plan point ``origin``.
    gradient
        Rise in metres per metre of plan, in x and y; (0, 0) if level.
    belt
        Speed in m/s along the slope with which the ground of an escalator moves while it runs; 0 if it never does.
    """

    index: int
    id: str
    kind: SurfaceKind
    area: Polygon | MultiPolygon
    elevation: float
    gradient: Point = (0.0, 0.0)
    origin: Point = (0.0, 0.0)
    belt: float = 0.0

    def elevation_at(self, x: float, y: float) -> float:
        """Return the height of a plan point in metres."""
        (gx, gy), (ox, oy) = self.gradient, self.origin
        return self.elevation + gx * (x - ox) + gy * (y - oy)


@dataclass(frozen=True, slots=True, eq=False)
class Portal:
    """The line where two surfaces meet; who crosses it changes surface, not place in plan."""

    index: int
    id: str
    surfaces: tuple[int, int]
    line: Line


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """A door inside the venue, an exit out of it, or a landing of a lift.

    ``line`` runs from p to q; "forward" is towards the right-hand side of p -> q. An exit is oriented so that
    forward leads out. ``changes`` lists (time in s, state) in order; ``state`` holds before the first.
    ``max_specific_flow``: persons per metre and second that pass at most, on average; None for no limit.
    ``closes_after``: persons who pass, either way, until it closes by itself; None: it does not. ``motions``: where
    people step onto an escalator, whose forward is up, (time in s, how it moves from then on), the first at 0.
    ``onto``: at the ends of an escalator whose motion changes, the way that leads onto it: its state bars that way
    alone, and people can always step off. ``sill`` and ``soffit``: lower and upper edge above the floor in m, for fire
    models; the upper is None where it is not stated.
    """

    index: int
    id: str
    kind: OpeningKind
    surface: int
    line: Line
    state: OpeningState = "open"
    changes: tuple[tuple[float, OpeningState], ...] = ()
    direction: Direction = "both"
    max_specific_flow: float | None = None
    closes_after: int | None = None
    motions: tuple[tuple[float, Motion], ...] = ()
    onto: Literal["", "forward", "backward"] = ""
    sill: float = 0.0
    soffit: float | None = None

    @property
    def width(self) -> float:
        """Clear width in metres."""
        return line_length(self.line)

    def state_at(self, time: float) -> OpeningState:
        """Return the state at a time in seconds."""
        state = self.state
        for at, changed in self.changes:
            if at <= time:
                state = changed
        return state

    def way_at(self, time: float) -> int:
        """Return how the escalator behind it moves at a time in seconds: 1 up, -1 down, 0 if it stands or is none."""
        return next((WAYS[motion] for at, motion in reversed(self.motions) if at <= time), 0)

    def passable(self, is_open: bool, way: int) -> tuple[bool, bool]:
        """Return whether people may pass forward and backward, in a state and with a motion as ``way_at`` has it."""
        return (
            (is_open or self.onto == "backward") and self.direction != "backward" and way >= 0,
            (is_open or self.onto == "forward") and self.direction != "forward" and way <= 0,
        )

    @property
    def times(self) -> tuple[float, ...]:
        """Times in s at which it changes as the scenario says."""
        return tuple(sorted({at for at, _ in (*self.changes, *self.motions[1:])}))


@dataclass(frozen=True, slots=True, eq=False)
class Lift:
    """A lift: its landings are openings of kind ``lift``; ``to`` and ``home`` are positions in ``stops``.

    ``elevations`` of the stops in m, ``capacity`` in people, ``speed`` in m/s, ``acceleration`` in m/s2, times in s.
    """

    index: int
    id: str
    stops: tuple[int, ...]
    elevations: tuple[float, ...]
    to: int
    home: int
    capacity: int
    speed: float
    acceleration: float
    opening: float
    closing: float
    transfer: float
    dwell: float
    start: float

    def travel_time(self, start: int, end: int) -> float:
        """Return the time from rest at one stop to rest at another, in seconds.

        With the distance h, the speed v and the acceleration a: h/v + v/a, or 2 sqrt(h/a) where h < v^2/a and v is not
        reached.
        """
        height = abs(self.elevations[end] - self.elevations[start])
        if height < self.speed * self.speed / self.acceleration:
            return 2.0 * float(np.sqrt(height / self.acceleration))
        return height / self.speed + self.speed / self.acceleration


@dataclass(frozen=True, slots=True, eq=False)
class Seam:
    """A line beyond which a surface begins anew: who crosses ``line`` continues ``shift`` metres away, in x and y.

    The period of the surface lies between ``line`` and the line at ``shift`` from it.
    """

    index: int
    id: str
    surface: int
    line: Line
    shift: Point

    @property
    def normal(self) -> Point:
        """Unit vector across the line that leads out of the period."""
        (x0, y0), (x1, y1) = self.line
        width = float(np.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2))
        nx, ny = (y1 - y0) / width, (x0 - x1) / width
        turn = -1.0 if nx * self.shift[0] + ny * self.shift[1] > 0.0 else 1.0
        return turn * nx, turn * ny

    @property
    def depth(self) -> float:
        """Length of the period across the line in metres."""
        (nx, ny), (dx, dy) = self.normal, self.shift
        return -(nx * dx + ny * dy)

    def beyond(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how far places lie beyond the line, in metres; below -``depth`` they lie behind its image."""
        (nx, ny), (x0, y0) = self.normal, self.line[0]
        return np.asarray(nx * (x - x0) + ny * (y - y0))


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """A named part of a surface."""

    index: int
    id: str
    surface: int
    area: Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A row of seats from one aisle to the next: seats ``first`` to ``last`` - 1 of its block, from left to right.

    ``number`` of the whole row counts from the front of the block, from 0.
    ``ends`` are the left and the right end of the gap in front of the row, half-way across it; ``ways`` says at which
    of them people can leave it. ``gap`` is the depth of the gap in metres.
    """

    number: int
    first: int
    last: int
    ends: Line
    ways: tuple[bool, bool]
    gap: float


@dataclass(frozen=True, slots=True, eq=False)
class SeatBlock:
    """Rows of seats; a seat's place is where its person stands up, in the gap in front of it.

    ``places`` has shape (seats, 2) in metres, in row order; ``footprints`` are the seat rows as obstacles
    (already cut out of the surface), kept for drawing; ``rows`` divide the seats into rows between aisles.
    """

    index: int
    id: str
    surface: int
    places: NDArray[np.float64]
    footprints: tuple[Polygon, ...] = ()
    rows: tuple[SeatRow, ...] = ()


@dataclass(frozen=True, eq=False)
class Venue:
    """The compiled building.

    ``walls`` has shape (walls, 4): x0, y0, x1, y1 in metres of every fixed wall segment, that is every edge of
    every surface that is neither portal nor opening; ``wall_surface`` (walls,) says on which surface it stands.
    An opening that is not open stands as a wall along its line.
    """

    name: str
    surfaces: tuple[Surface, ...]
    portals: tuple[Portal, ...]
    openings: tuple[Opening, ...]
    walls: NDArray[np.float64]
    wall_surface: NDArray[np.int32]
    rooms: tuple[Room, ...] = ()
    blocks: tuple[SeatBlock, ...] = ()
    seams: tuple[Seam, ...] = ()
    lifts: tuple[Lift, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def __repr__(self) -> str:
        storeys = sum(surface.kind == "storey" for surface in self.surfaces)
        return brief(
            f"{type(self).__name__}({self.name!r}, {storeys} storeys, {len(self.openings)} openings)"
        )

    @cached_property
    def exits(self) -> tuple[Opening, ...]:
        """The openings that lead out."""
        return tuple(opening for opening in self.openings if opening.kind == "exit")

    @property
    def counts(self) -> NDArray[np.float64]:
        """(openings,) persons who pass until each closes by itself; infinite where it does not."""
        return np.array([opening.closes_after or np.inf for opening in self.openings], dtype=np.float64)

    def ways_at(self, time: float) -> NDArray[np.int8]:
        """Return (openings,) how the escalators behind them move at a time in s; see ``Opening.way_at``."""
        return np.array([opening.way_at(time) for opening in self.openings], dtype=np.int8)

    def moving(self, way: NDArray[np.int8]) -> dict[int, int]:
        """Return how each escalator moves, by its surface, where the openings have these ways."""
        return {opening.surface: int(way[opening.index]) for opening in self.openings if opening.motions}

    def without_flow_limits(self) -> Venue:
        """Return the same building with openings that let through whoever comes."""
        free = tuple(
            opening if opening.kind == "lift" else replace(opening, max_specific_flow=None)
            for opening in self.openings
        )
        return replace(self, openings=free)

    def with_blocked(self, times: Mapping[str, float]) -> Venue:
        """Return the same building with openings, by id, that are blocked for good from a time in s on."""
        openings = tuple(
            replace(opening, changes=(*(c for c in opening.changes if c[0] < at), (at, "blocked")))
            if (at := times.get(opening.id)) is not None
            else opening
            for opening in self.openings
        )
        return replace(self, openings=openings)

    def with_shut(self, ids: Collection[str]) -> Venue:
        """Return the same building with openings, by id, that are blocked from the start to the end."""
        openings = tuple(
            replace(opening, state="blocked", changes=()) if opening.id in ids else opening
            for opening in self.openings
        )
        return replace(self, openings=openings)

    def standing_area(self, surface: int) -> Polygon | MultiPolygon:
        """Return where people may stand at the start: a surface's area without what lies beyond a seam."""
        area = self.surfaces[surface].area
        for seam in self.seams:
            if seam.surface == surface:
                area = _polygons(area.intersection(_strip(seam, area.bounds)))
        return area

    def surface(self, id: str) -> Surface:
        """Return the surface of that id; raises KeyError."""
        return _named(self.surfaces, id)

    def opening(self, id: str) -> Opening:
        """Return the opening of that id; raises KeyError."""
        return _named(self.openings, id)

    def room(self, id: str) -> Room:
        """Return the room of that id; raises KeyError."""
        return _named(self.rooms, id)

    def block(self, id: str) -> SeatBlock:
        """Return the seat block of that id; raises KeyError."""
        return _named(self.blocks, id)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Extent in plan of all surfaces: xmin, ymin, xmax, ymax in metres."""
        boxes = np.array([surface.area.bounds for surface in self.surfaces])
        return (*boxes[:, :2].min(0).tolist(), *boxes[:, 2:].max(0).tolist())


def _strip(seam: Seam, bounds: tuple[float, float, float, float]) -> Polygon:
    """Return the period of a seam, as wide as anything within the bounds."""
    (nx, ny), (x0, y0), depth = seam.normal, seam.line[0], seam.depth
    x_min, y_min, x_max, y_max = bounds
    far = x_max - x_min + y_max - y_min + abs(x0 - x_min) + abs(y0 - y_min) + 1.0
    return Polygon(
        [
            (x0 + side * far * -ny - back * nx, y0 + side * far * nx - back * ny)
            for side, back in ((-1.0, 0.0), (1.0, 0.0), (1.0, depth), (-1.0, depth))
        ]
    )


def _polygons(shape: BaseGeometry) -> Polygon | MultiPolygon:
    pieces = [piece for piece in shapely.get_parts(shape) if isinstance(piece, Polygon)]
    return pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)


T = TypeVar("T", Surface, Opening, Room, SeatBlock)


def _named(items: Sequence[T], id: str) -> T:
    for item in items:
        if item.id == id:
            return item
    raise KeyError(id)
