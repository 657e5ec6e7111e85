"""Areas from text: well-known text and GeoJSON to polygons. Coordinates are metres in plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon
from shapely.errors import GEOSException
from shapely.geometry import shape

from exeunt.venue.document import AreaDoc, GeoJsonArea, WktArea
from exeunt.venue.geometry import Polygonal, ring_of


def read_text(path: Path) -> str:
    """Return a text file's content.

    Raises
    ------
    ValueError
        If there is no such file, or it cannot be read as UTF-8 text; the message says which.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ValueError(f"there is no file '{path}'") from None
    except UnicodeDecodeError:
        raise ValueError(f"'{path}' is not a text file (UTF-8)") from None
    except OSError as error:
        raise ValueError(f"'{path}' cannot be read: {error.strerror}") from None


def read_wkt(text: str) -> Polygonal:
    """Return the polygon of a well-known text (POLYGON, MULTIPOLYGON or a collection of such).

    Raises
    ------
    ValueError
        If the text is malformed or describes no polygon.
    """
    try:
        geometry = shapely.from_wkt(text.strip())
    except GEOSException as error:
        raise ValueError(f"not well-known text: {error}") from None
    return _polygonal(geometry, "the well-known text")


def read_json(text: str) -> Any:
    """Return parsed JSON; raises ValueError with line and column if it is malformed."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}") from None


def read_geojson(text: str, feature: str | None = None) -> Polygonal:
    """Return the polygon of a GeoJSON text: a geometry, a feature, or the feature of that id in a collection.

    Without ``feature`` a collection must hold exactly one polygonal feature.

    Raises
    ------
    ValueError
        If the text is malformed, holds no such feature, or holds no polygon.
    """
    content = read_json(text)
    if not isinstance(content, dict):
        raise ValueError("not GeoJSON: an object is expected at the top")
    if content.get("type") == "FeatureCollection":
        return geometry_of(_pick(content, feature))
    return geometry_of(content)


def geometry_of(content: dict[str, Any]) -> Polygonal:
    """Return the polygon of a GeoJSON feature or geometry; raises ValueError if it holds none."""
    return _polygonal(shape_of(content), "the GeoJSON")


def shape_of(content: Any) -> Any:
    """Return any geometry of a GeoJSON feature or geometry; raises ValueError if it is malformed."""
    if not isinstance(content, dict):
        raise ValueError("not GeoJSON: a geometry must be an object")
    geometry = content.get("geometry") if content.get("type") == "Feature" else content
    try:
        return shape(geometry)
    except (AttributeError, GEOSException, IndexError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a GeoJSON geometry: {error}") from None


def identifier(feature: dict[str, Any]) -> str | None:
    """Return the id of a GeoJSON feature: its member ``id``, else its property ``id``."""
    properties = feature.get("properties") or {}
    found = feature.get("id", properties.get("id") if isinstance(properties, dict) else None)
    return None if found is None else str(found)


def read_area(area: AreaDoc, folder: Path) -> Polygonal:
    """Return the area that a document block describes; files are taken relative to ``folder``.

    Raises
    ------
    ValueError
        If it cannot be read; the message says why.
    """
    if isinstance(area, GeoJsonArea):
        return read_geojson(read_text(folder / area.geojson_file), area.feature)
    if isinstance(area, WktArea):
        if (area.wkt is None) == (area.wkt_file is None):
            raise ValueError("give either 'wkt' or 'wkt_file'")
        text = area.wkt if area.wkt is not None else read_text(folder / str(area.wkt_file))
        return read_wkt(text)
    ring = ring_of(area)
    if len(ring) < 3:
        raise ValueError(f"it has only {len(ring)} different points; an area needs three")
    return Polygon(ring)


def _pick(collection: dict[str, Any], feature: str | None) -> dict[str, Any]:
    members = collection.get("features")
    features = [member for member in members if isinstance(member, dict)] if isinstance(members, list) else []
    if feature is not None:
        for member in features:
            if identifier(member) == feature:
                return member
        known = ", ".join(name for name in map(identifier, features) if name)
        raise ValueError(f"no feature has the id '{feature}'" + (f" (there are: {known})" if known else ""))
    polygons = [
        member
        for member in features
        if (member.get("geometry") or {}).get("type") in ("Polygon", "MultiPolygon")
    ]
    if len(polygons) != 1:
        raise ValueError(f"the collection holds {len(polygons)} polygons: name one with 'feature'")
    return polygons[0]


def _polygonal(geometry: Any, what: str) -> Polygonal:
    if geometry.geom_type == "GeometryCollection":
        polygons = [
            polygon
            for piece in geometry.geoms
            for polygon in (piece.geoms if piece.geom_type == "MultiPolygon" else [piece])
        ]
        if polygons and all(isinstance(polygon, Polygon) for polygon in polygons):
            geometry = MultiPolygon(polygons)
    if not isinstance(geometry, Polygon | MultiPolygon):
        raise ValueError(f"{what} describes a {geometry.geom_type}, not a polygon")
    if geometry.is_empty:
        raise ValueError(f"{what} describes an empty polygon")
    return geometry
