"""The venue as a run folder keeps it (``venue.json``): what drawing and measuring need of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.errors import RunFolderError
from exeunt.base.text import brief
from exeunt.results.contract import LiftLike, Line, OpeningLike, Point, VenueLike
from exeunt.results.documents import VenueDocument, checked, read_document
from exeunt.results.files import plain


@dataclass(frozen=True, slots=True, eq=False)
class RunSurface:
    """A walkable surface: ``area`` in plan, ``elevation`` (m) at ``origin``, ``gradient`` in m per m.

    ``belt``: speed in m/s along the slope with which an escalator moves.
    """

    index: int
    id: str
    kind: str
    area: Polygon | MultiPolygon
    elevation: float
    gradient: Point = (0.0, 0.0)
    origin: Point = (0.0, 0.0)
    belt: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class RunPortal:
    """The line where two surfaces (indices) meet."""

    id: str
    surfaces: tuple[int, int]
    line: Line


@dataclass(frozen=True, slots=True, eq=False)
class RunOpening:
    """A door or exit, its state at the start and the changes (time in s, state).

    ``max_specific_flow``: persons per metre and second that pass at most; None for no limit. ``closes_after``: persons
    who pass until it closes by itself; None: it does not. ``motions``: of an escalator, (time in s, how it moves).
    """

    index: int
    id: str
    kind: str
    surface: int
    line: Line
    state: str = "open"
    changes: tuple[tuple[float, str], ...] = ()
    direction: str = "both"
    max_specific_flow: float | None = None
    closes_after: int | None = None
    motions: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RunLift:
    """A lift: ``stops`` are the indices of its landings among the openings, ``to`` and ``home`` places among them.

    ``travel`` holds the seconds from rest at one stop to rest at another, ``capacity`` people; ``opening``,
    ``closing``, ``transfer`` of one person and ``start`` of service are in s.
    """

    id: str
    stops: tuple[int, ...]
    to: int
    home: int
    capacity: int
    travel: tuple[tuple[float, ...], ...]
    opening: float
    closing: float
    transfer: float
    start: float = 0.0

    def travel_time(self, start: int, end: int) -> float:
        """Return the time from rest at one stop to rest at another, in seconds."""
        return self.travel[start][end]


@dataclass(frozen=True, slots=True, eq=False)
class RunRoom:
    """A named part of a surface."""

    id: str
    surface: int
    area: Polygon | MultiPolygon


@dataclass(frozen=True, slots=True, eq=False)
class RunBlock:
    """Seat rows: ``places`` (seats, 2) in m, ``footprints`` the rows as seen from above."""

    id: str
    surface: int
    places: NDArray[np.float64]
    footprints: tuple[Polygon, ...] = ()


@dataclass(frozen=True, eq=False)
class RunVenue:
    """The building of a run; the same nouns as the compiled venue, made to be written and read."""

    name: str
    surfaces: tuple[RunSurface, ...]
    portals: tuple[RunPortal, ...] = ()
    openings: tuple[RunOpening, ...] = ()
    rooms: tuple[RunRoom, ...] = ()
    blocks: tuple[RunBlock, ...] = ()
    walls: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 4)))
    wall_surface: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    lifts: tuple[RunLift, ...] = ()

    def __repr__(self) -> str:
        storeys = sum(surface.kind == "storey" for surface in self.surfaces)
        return brief(
            f"{type(self).__name__}({self.name!r}, {storeys} storeys, {len(self.openings)} openings)"
        )

    @cached_property
    def exits(self) -> tuple[RunOpening, ...]:
        """The openings that lead out."""
        return tuple(opening for opening in self.openings if opening.kind == "exit")


def state_at(opening: OpeningLike, time: float) -> str:
    """Return the state of an opening at a time in seconds, as planned in the scenario."""
    state = opening.state
    for at, changed in opening.changes:
        if at <= time:
            state = changed
    return state


def venue_document(venue: VenueLike) -> dict[str, Any]:
    """Return the venue as a JSON document; shapes as well-known text, 0.1 mm resolution."""

    def text(area: Polygon | MultiPolygon) -> str:
        return str(shapely.to_wkt(area, rounding_precision=4))

    return {
        "name": venue.name,
        "surfaces": [
            {"id": s.id, "kind": s.kind, "elevation": s.elevation, "gradient": list(s.gradient),
             "origin": list(s.origin), "area": text(s.area), "belt": s.belt}
            for s in venue.surfaces
        ],
        "portals": [{"id": p.id, "surfaces": list(p.surfaces), "line": p.line} for p in venue.portals],
        "openings": [
            {"id": o.id, "kind": o.kind, "surface": o.surface, "line": o.line, "state": o.state,
             "changes": [[at, state] for at, state in o.changes], "direction": o.direction,
             "max_specific_flow": o.max_specific_flow, "closes_after": o.closes_after,
             "motions": [[at, motion] for at, motion in o.motions]}
            for o in venue.openings
        ],
        "lifts": [_lift_document(lift) for lift in venue.lifts],
        "rooms": [{"id": r.id, "surface": r.surface, "area": text(r.area)} for r in venue.rooms],
        "blocks": [
            {"id": b.id, "surface": b.surface, "places": np.round(b.places, 4).tolist(),
             "footprints": [text(footprint) for footprint in b.footprints]}
            for b in venue.blocks
        ],
        "walls": np.round(venue.walls, 4).tolist(),
        "wall_surface": np.asarray(venue.wall_surface).tolist(),
    }  # fmt: skip


def _lift_document(lift: LiftLike) -> dict[str, Any]:
    stops = range(len(lift.stops))
    return {
        "id": lift.id, "stops": list(lift.stops), "to": lift.to, "home": lift.home, "capacity": lift.capacity,
        "travel": [[lift.travel_time(start, end) for end in stops] for start in stops], "opening": lift.opening,
        "closing": lift.closing, "transfer": lift.transfer, "start": lift.start,
    }  # fmt: skip


def read_venue(path: Path) -> RunVenue:
    """Return the venue of ``venue.json``.

    Raises
    ------
    RunFolderError
        If it cannot be read, or holds something else; the message says where.
    """
    return _checked_venue(path, read_document(path, VenueDocument))


def recorded_venue(venue: VenueLike) -> RunVenue:
    """Return a venue as a run folder would give it back."""
    path = Path("venue.json")
    return _checked_venue(path, checked(path, json.dumps(plain(venue_document(venue))), VenueDocument))


def _checked_venue(path: Path, document: VenueDocument) -> RunVenue:
    venue = _venue_of(document)
    for what, indices, number in _pointers(document):
        wrong = [index for index in indices if index >= number]
        if wrong:
            raise RunFolderError(f"{path} is damaged: {what} names the number {wrong[0]}, of {number}.")
    if len(venue.walls) != len(venue.wall_surface):
        raise RunFolderError(
            f"{path} is damaged: it has {len(venue.walls)} walls on {len(venue.wall_surface)} surfaces."
        )
    return venue


def _pointers(document: VenueDocument) -> Iterator[tuple[str, list[int], int]]:
    """Yield what points into the surfaces and openings: in words, the numbers, and how many there are."""
    surfaces, openings = len(document.surfaces), len(document.openings)
    for portal in document.portals:
        yield f"portal '{portal.id}'", [*portal.surfaces], surfaces
    for word, parts in (("opening", document.openings), ("room", document.rooms), ("block", document.blocks)):
        for part in parts:
            yield f"{word} '{part.id}'", [part.surface], surfaces
    yield "a wall", document.wall_surface, surfaces
    for lift in document.lifts:
        yield f"lift '{lift.id}'", lift.stops, openings
        yield (
            f"lift '{lift.id}'",
            [lift.to, lift.home, *(len(row) - 1 for row in lift.travel)],
            len(lift.stops),
        )


def _venue_of(document: VenueDocument) -> RunVenue:
    return RunVenue(
        name=document.name,
        surfaces=tuple(
            RunSurface(i, s.id, s.kind, s.area, s.elevation, s.gradient, s.origin, s.belt)
            for i, s in enumerate(document.surfaces)
        ),
        portals=tuple(RunPortal(p.id, p.surfaces, p.line) for p in document.portals),
        openings=tuple(
            RunOpening(i, o.id, o.kind, o.surface, o.line, o.state, tuple(o.changes), o.direction,
                       o.max_specific_flow, o.closes_after, tuple(o.motions))
            for i, o in enumerate(document.openings)
        ),
        rooms=tuple(RunRoom(r.id, r.surface, r.area) for r in document.rooms),
        blocks=tuple(
            RunBlock(b.id, b.surface, np.asarray(b.places, dtype=float).reshape(-1, 2),
                     tuple(part for footprint in b.footprints for part in footprint))
            for b in document.blocks
        ),
        walls=np.asarray(document.walls, dtype=float).reshape(-1, 4),
        wall_surface=np.asarray(document.wall_surface, dtype=np.int32),
        lifts=tuple(
            RunLift(lift.id, tuple(lift.stops), lift.to, lift.home, lift.capacity, tuple(map(tuple, lift.travel)),
                    lift.opening, lift.closing, lift.transfer, lift.start)
            for lift in document.lifts
        ),
    )  # fmt: skip
