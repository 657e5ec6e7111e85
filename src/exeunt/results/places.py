"""Places that people use or heed beside the building: refuges, signs, posts, stops of itineraries (``places.json``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import shapely
from shapely import MultiPolygon, Polygon

from exeunt.base.errors import RunFolderError
from exeunt.results.contract import Point

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


def read_places(document: Any) -> tuple[Place, ...]:
    """Return the places of a JSON document.

    Raises
    ------
    RunFolderError
        If the document lacks something.
    """
    try:
        return tuple(
            Place(
                str(one["kind"]), str(one["id"]), int(one["surface"]), (float(one["at"][0]), float(one["at"][1])),
                None if one["area"] is None else shapely.from_wkt(one["area"]), tuple(map(int, one["openings"])),
                int(one["capacity"]), str(one["words"]),
            )
            for one in document["places"]
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, IndexError, shapely.errors.ShapelyError) as error:
        raise RunFolderError(
            f"places.json cannot be understood ({type(error).__name__}: {error})."
        ) from error
