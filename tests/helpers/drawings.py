"""Drawings of a house as GeoJSON features."""

from __future__ import annotations

from typing import Any


def feature(kind: Any, geometry: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kind": kind, **properties},
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def box(x0: float, y0: float, x1: float, y1: float) -> list[list[list[float]]]:
    return [[[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]]


BELOW = feature("storey", "Polygon", box(0, 0, 10, 10), id="below", colour="red")
ABOVE = feature("storey", "Polygon", box(14, 0, 24, 10), id="above", elevation="3 m")
EXIT = feature("exit", "LineString", [[0, 1], [0, 3]], id="out", storey="below")
HOUSE = [
    feature("wall", "LineString", [[5, 0], [5, 10]], storey="below", thickness=0.2),
    BELOW,
    ABOVE,
    EXIT,
    feature("door", "LineString", [[5, 4], [5, 5]], id="d", storey="below", direction="both", state="open"),
    feature("obstacle", "Polygon", box(7, 7, 8, 8), storey="below"),
    feature("room", "Polygon", box(0, 0, 5, 10), id="west", storey="below"),
    feature(
        "stair",
        "MultiLineString",
        [[[10, 4], [10, 6]], [[14, 4], [14, 6]]],
        id="st",
        foot="below",
        head="above",
    ),
]
