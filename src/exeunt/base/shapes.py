"""Areas from well-known text that somebody else wrote: polygons with finite corners, or a sentence why not."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.errors import ShapelyError

FARTHEST = 1e7
"""Metres from the origin beyond which no building lies: plans in national grids do not reach that far."""


def polygons_in(text: Any) -> list[Polygon]:
    """Return the polygons of a well-known text, in plan; none for an empty or another geometry.

    Raises
    ------
    ValueError
        If it is no well-known text, is curved, or a corner is no finite number within ``FARTHEST``.
    """
    if not isinstance(text, str):
        raise ValueError("it is not text")
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            shape = shapely.from_wkt(text)
            corners = shapely.get_coordinates(shape)
    except (ShapelyError, NotImplementedError, OverflowError, ValueError, RecursionError):
        raise ValueError(f"'{_short(text)}' is not well-known text") from None
    if not (np.abs(corners) <= FARTHEST).all():
        raise ValueError(f"'{_short(text)}' has a corner that is no finite number, or far from any building")
    parts = shapely.get_parts(shapely.get_parts(shape)).tolist()
    flat = [shapely.force_2d(part) for part in parts if isinstance(part, Polygon) and not part.is_empty]
    return flat if all(part.is_valid for part in flat) else [*_mended(flat)]


def _mended(parts: list[Polygon]) -> list[Polygon]:
    found = shapely.get_parts(shapely.get_parts([shapely.make_valid(part) for part in parts])).tolist()
    return [part for part in found if isinstance(part, Polygon) and not part.is_empty]


def area_of(text: Any) -> Polygon | MultiPolygon:
    """Return a polygon or several of a well-known text.

    Raises
    ------
    ValueError
        As ``polygons_in``, and if it holds no polygon.
    """
    found = polygons_in(text)
    if not found:
        raise ValueError(f"'{_short(text)}' is no polygon")
    return found[0] if len(found) == 1 else MultiPolygon(found)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."
