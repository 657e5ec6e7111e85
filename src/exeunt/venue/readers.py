"""Geometry from text: well-known text and GeoJSON to shapes, in the units of the drawing or in metres of plan."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Polygon
from shapely import Point as ShapelyPoint
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from exeunt.base import reading
from exeunt.base.names import normal
from exeunt.base.reading import UnreadableError
from exeunt.venue.document import AreaDoc, GeoJsonArea, WktArea
from exeunt.venue.frames import Extent, Frame
from exeunt.venue.geometry import Polygonal, ring_of

_SRID = re.compile(r"^\s*SRID\s*=\s*\d+\s*;", re.IGNORECASE)
_CURVED = re.compile(
    r"\b(CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON|MULTICURVE|MULTISURFACE)\b", re.IGNORECASE
)
_SOLID = re.compile(r"^\s*(TIN|TRIANGLE|POLYHEDRALSURFACE)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Drawn:
    """A geometry in plan, in the units of its drawing.

    ``height`` is the Z that all its points share, None without one; ``uneven`` if they have several, which are left
    out. M is left out too.
    """

    shape: BaseGeometry
    height: float | None = None
    uneven: bool = False


def read_text(path: Path) -> str:
    """Return a text file's content.

    Raises
    ------
    ValueError
        If there is no such file, it is no regular file, too large, or no UTF-8 text; the message says which.
    """
    try:
        return reading.read_text(path)
    except UnreadableError as error:
        if error.fault == "missing":
            raise ValueError(f"there is no file '{path}'") from None
        if error.fault == "text":
            raise ValueError(f"'{path}' is not a text file (UTF-8)") from None
        raise ValueError(f"'{path}' cannot be read: {error.reason}") from None


def read_wkt(text: str) -> Drawn:
    """Return the geometry of a well-known text, with or without Z and M, in the units of the drawing.

    A ring that does not end where it begins is closed.

    Raises
    ------
    ValueError
        If the text is malformed, empty or curved, or a coordinate is no finite number; the message says where.
    """
    text = _SRID.sub("", text).strip()
    if not text:
        raise ValueError("the well-known text is empty")
    if curved := _CURVED.search(text) or _SOLID.match(text):
        raise ValueError(
            f"{curved[0].strip().upper()} cannot be read: draw arcs as short straight edges in a POLYGON"
        )
    try:
        shape = _from_wkt(text, "raise")
    except GEOSException as error:
        said = str(error).partition(": ")[2] or str(error)
        shape = _from_wkt(text, "fix") if "closed linestring" in said else None
        if shape is None:
            raise ValueError(f"not well-known text: {said[:1].lower()}{said[1:160]}") from None
    except (NotImplementedError, OverflowError) as error:
        raise ValueError(f"not well-known text: {str(error)[:160]}") from None
    return _flat(shape, "the well-known text")


def _from_wkt(text: str, on_invalid: str) -> BaseGeometry | None:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        shape: BaseGeometry | None = shapely.from_wkt(text, on_invalid=on_invalid)
    return shape


def read_json(text: str) -> Any:
    """Return parsed JSON; raises ValueError with line and column if it is malformed."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise ValueError("not a drawing: its lists lie in one another too deeply") from None
    except ValueError:
        raise ValueError("a number in it has too many digits") from None


def read_geojson(text: str, feature: str | None = None) -> Drawn:
    """Return the geometry of a GeoJSON text: a geometry, a feature, or the feature of that id in a collection.

    Without ``feature`` a collection must hold exactly one polygonal feature.

    Raises
    ------
    ValueError
        If the text is malformed, or holds no such feature.
    """
    content = read_json(text)
    if not isinstance(content, dict):
        raise ValueError("not GeoJSON: an object is expected at the top")
    if content.get("type") == "FeatureCollection":
        content = _pick(content, feature)
    drawn = geometry_of(content)
    if drawn is None:
        raise ValueError("the feature has no geometry")
    return drawn


def geometry_of(content: Any) -> Drawn | None:
    """Return the geometry of a GeoJSON feature or geometry, None where it is null.

    Raises
    ------
    ValueError
        If it is malformed; the message says at which coordinates.
    """
    if not isinstance(content, dict):
        raise ValueError("not GeoJSON: a geometry must be an object")
    geometry = content.get("geometry") if content.get("type") == "Feature" else content
    if geometry is None:
        return None
    return _flat(_shape(geometry), "the GeoJSON")


def _shape(geometry: Any, inside: bool = False) -> BaseGeometry:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection" and not inside:
        members = geometry.get("geometries")
        if not isinstance(members, list):
            raise ValueError("a GeometryCollection needs the list 'geometries'")
        return shapely.GeometryCollection([_shape(member, True) for member in members])
    if not isinstance(kind, str) or kind not in _MAKERS:
        known = ", ".join(_MAKERS)
        raise ValueError(f"not a GeoJSON geometry: its type is {_shown(kind)}, known are {known}")
    return _MAKERS[kind](geometry.get("coordinates"), "coordinates")


def _spot(value: Any, where: str) -> tuple[float, ...]:
    numbers = value if isinstance(value, list) else []
    try:
        spot = tuple(float(n) for n in numbers[:3] if not isinstance(n, bool | str))
    except (TypeError, ValueError, OverflowError):
        spot = ()
    if len(spot) < min(len(numbers), 3) or len(spot) < 2 or not all(map(isfinite, spot)):
        raise ValueError(f"{where} is {_shown(value)}; a point is two finite numbers [x, y]")
    return spot


def _many(value: Any, where: str, one: Callable[[Any, str], Any]) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{where} is {_shown(value)}, not a list")
    return [one(member, f"{where}[{number}]") for number, member in enumerate(value)]


def _spots(value: Any, where: str, least: int) -> list[tuple[float, ...]]:
    spots = _many(value, where, _spot)
    # a point without a height takes it from all
    depth = min(map(len, spots), default=2)
    spots = [spot[:depth] for spot in spots]
    if len(set(spots)) < least and spots:
        raise ValueError(f"{where} has {len(set(spots))} different points; {least} are needed")
    return spots


def _line(value: Any, where: str) -> LineString:
    return LineString(_spots(value, where, 2))


def _polygon(value: Any, where: str) -> Polygon:
    rings = _many(value, where, lambda ring, place: _spots(ring, place, 3))
    depth = min((len(spot) for ring in rings for spot in ring), default=2)
    rings = [[spot[:depth] for spot in ring] for ring in rings]
    return Polygon(rings[0], [ring for ring in rings[1:] if ring]) if rings and rings[0] else Polygon()


def _parts(value: Any, where: str, one: Callable[[Any, str], BaseGeometry]) -> list[Any]:
    return [part for part in _many(value, where, one) if not part.is_empty]


_MAKERS: dict[str, Callable[[Any, str], BaseGeometry]] = {
    "Point": lambda value, where: ShapelyPoint(_spot(value, where)),
    "LineString": _line,
    "Polygon": _polygon,
    "MultiPoint": lambda value, where: MultiPoint(_many(value, where, _spot)),
    "MultiLineString": lambda value, where: MultiLineString(_parts(value, where, _line)),
    "MultiPolygon": lambda value, where: MultiPolygon(_parts(value, where, _polygon)),
}


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _flat(shape: BaseGeometry | None, what: str) -> Drawn:
    """Return a geometry in plan; refuse an empty one, and coordinates that are no numbers."""
    points = shapely.get_coordinates(shape)
    if shape is None or not len(points):
        raise ValueError(f"{what} describes an empty geometry")
    wrong = np.flatnonzero(~np.isfinite(points).all(1))
    if len(wrong):
        x, y = points[wrong[0]].tolist()
        raise ValueError(f"point {wrong[0] + 1} of {what} is ({x:g}, {y:g}): both must be finite numbers")
    heights = (
        shapely.get_coordinates(shape, include_z=True)[:, 2] if shapely.has_z(shape) else np.full(1, np.nan)
    )
    known = heights[np.isfinite(heights)]
    even = len(known) == len(heights) and float(np.ptp(known)) < 1e-9
    flat = shapely.transform(shapely.force_2d(shape), lambda c: c)
    return Drawn(flat, float(known[0]) if even else None, len(known) > 0 and not even)


def polygonal(shape: BaseGeometry, what: str) -> Polygonal:
    """Return a geometry that is a polygon or a collection of polygons; raises ValueError for any other."""
    if shape.geom_type == "GeometryCollection":
        pieces = [
            polygon
            for piece in shapely.get_parts(shape).tolist()
            for polygon in shapely.get_parts(piece).tolist()
        ]
        if pieces and all(isinstance(piece, Polygon) for piece in pieces):
            shape = MultiPolygon(pieces)
    if not isinstance(shape, Polygon | MultiPolygon):
        raise ValueError(f"{what} describes a {shape.geom_type}, not a polygon")
    return shape


def identifier(feature: dict[str, Any]) -> str | None:
    """Return the id of a GeoJSON feature: its member ``id``, else its property ``id``.

    Raises
    ------
    ValueError
        If it is neither text nor a number.
    """
    properties = feature.get("properties")
    found = feature.get("id", properties.get("id") if isinstance(properties, dict) else None)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        raise ValueError(f"its id is {_shown(found)}, not text")
    return normal(str(found))


def read_area(area: AreaDoc, folder: Path) -> Polygonal:
    """Return the area that a document block describes, in metres of plan; files are taken relative to ``folder``.

    Raises
    ------
    ValueError
        If it cannot be read, or lies in no unit that was given; the message says why.
    """
    if isinstance(area, GeoJsonArea | WktArea):
        drawn, what = _drawn(area, folder)
        shape = polygonal(drawn.shape, what)
        return polygonal(_frame(area, shape).to_plan(shape), what)
    ring = ring_of(area)
    if len(ring) < 3:
        raise ValueError(f"it has only {len(ring)} different points; an area needs three")
    return Polygon(ring)


def _drawn(area: GeoJsonArea | WktArea, folder: Path) -> tuple[Drawn, str]:
    if isinstance(area, GeoJsonArea):
        return read_geojson(read_text(folder / area.geojson_file), area.feature), "the GeoJSON"
    if (area.wkt is None) == (area.wkt_file is None):
        raise ValueError("give either 'wkt' or 'wkt_file'")
    text = area.wkt if area.wkt is not None else read_text(folder / str(area.wkt_file))
    return read_wkt(text), "the well-known text"


def _frame(area: GeoJsonArea | WktArea, shape: BaseGeometry) -> Frame:
    """Return the frame that a block gives, or metres if nothing speaks against them."""
    extent = Extent.of([shape])
    if area.units is None and not extent.plausible("m"):
        fitting = extent.candidates()
        words = " or ".join(f"'units: {units}'" for units in [*fitting, "m"])
        stray = "" if fitting else "Is a point far away from all others? If not, "
        raise ValueError(f"{extent.question()}. {stray}{'Write' if fitting else 'write'} {words} beside it")
    units = area.units or "m"
    if area.shift is None and extent.far(units):
        x, y = extent.shift(units)
        raise ValueError(
            f"it lies far from the origin of the plan, around ({extent.x0:g}, {extent.y0:g}). Write "
            f"'shift: [{x:.10g}, {y:.10g}]' beside it, the point of the drawing that becomes the origin"
        )
    return Frame(units, area.shift or (0.0, 0.0))


def _pick(collection: dict[str, Any], feature: str | None) -> dict[str, Any]:
    features = features_of(collection)
    if feature is not None:
        for member in features:
            if identifier(member) == normal(feature):
                return member
        known = ", ".join(name for name in map(identifier, features) if name)
        raise ValueError(f"no feature has the id '{feature}'" + (f" (there are: {known})" if known else ""))
    polygons = [
        member
        for member in features
        if isinstance(geometry := member.get("geometry"), dict)
        and geometry.get("type") in ("Polygon", "MultiPolygon")
    ]
    if len(polygons) != 1:
        raise ValueError(f"the collection holds {len(polygons)} polygons: name one with 'feature'")
    return polygons[0]


def features_of(collection: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """Return the features of a collection that are objects."""
    members = collection.get("features")
    return [member for member in members if isinstance(member, dict)] if isinstance(members, list) else []
