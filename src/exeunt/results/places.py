"""Places that people use or heed beside the building: refuges, signs, posts, stops of itineraries (``places.json``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import shapely
from shapely import MultiPolygon, Polygon

from exeunt.base.errors import RunFolderError
from exeunt.results.contract import Point
from exeunt.results.documents import PlacesDocument, read_document

Kind = Literal["refuge", "sign", "steward", "call point", "detector", "sounder", "stop"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, eq=False)
class Place:
    """One place.

    Parameters
    ----------
    kind
        One of ``KINDS``.
    surface
        Index of the surface on which it is.
    at
        In plan, m; of a refuge a point in it.
    area
        Ground of a refuge, sector of a steward; None for what is a point.
    openings
        Indices of the doors of a refuge, of the exit that a sign or a steward names.
    capacity
        People whom a refuge takes; 0 if it does not apply.
    words
        What a sign says, what a steward is told to do, whose itinerary a stop belongs to.
    """

    kind: str
    id: str
    surface: int
    at: Point
    area: Polygon | MultiPolygon | None = None
    openings: tuple[int, ...] = ()
    capacity: int = 0
    words: str = ""


def places_document(places: Sequence[Place]) -> dict[str, Any]:
    """Return places as a JSON document; shapes as well-known text, 0.1 mm resolution."""
    rows = [
        {
            "kind": place.kind, "id": place.id, "surface": place.surface, "at": list(place.at),
            "area": None if place.area is None else shapely.to_wkt(place.area, rounding_precision=4),
            "openings": list(place.openings), "capacity": place.capacity, "words": place.words,
        }
        for place in places
    ]  # fmt: skip
    return {"places": rows}


def read_places(path: Path, surfaces: int, openings: int) -> tuple[Place, ...]:
    """Return the places of ``places.json``; ``surfaces`` and ``openings`` are how many the building has.

    Raises
    ------
    RunFolderError
        If it cannot be read, or holds something else; the message says where.
    """
    found = read_document(path, PlacesDocument).places
    for one in found:
        if one.surface >= surfaces or any(number >= openings for number in one.openings):
            raise RunFolderError(
                f"{path} is damaged: '{one.id}' is on a surface or has an opening that is not there."
            )
    return tuple(
        Place(one.kind, one.id, one.surface, one.at, one.area, tuple(one.openings), one.capacity, one.words)
        for one in found
    )
