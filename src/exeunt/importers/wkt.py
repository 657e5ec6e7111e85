"""A walkable polygon as well-known text, and its exits as JSON, to a venue of one storey."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from shapely import Polygon

from exeunt.base.errors import Problem, ScenarioError
from exeunt.venue.document import ExitDoc, StoreyDoc, VenueDoc, WktArea
from exeunt.venue.geometry import Polygonal
from exeunt.venue.readers import read_json, read_text, read_wkt


def import_wkt(polygon_file: Path, exits_file: Path | None = None, storey: str = "floor") -> VenueDoc:
    """Make a venue of one storey from a polygon and a list of exits, both in metres.

    ``polygon_file`` holds a POLYGON or MULTIPOLYGON; its holes become the storey's holes. ``exits_file`` is
    JSON: ``{"exits": [{"id": ..., "segment": [[x, y], [x, y]]}, ...], "floor_z": ...}``; further members are
    ignored, ``floor_z`` (elevation in metres) may be missing.

    Raises
    ------
    ScenarioError
        If a file cannot be read or does not hold what it should, with every such fault.
    """
    area = _area(polygon_file)
    elevation, exits = (0.0, []) if exits_file is None else _exits(exits_file, storey)
    if isinstance(area, Polygon):
        block = StoreyDoc(
            id=storey,
            elevation=elevation,
            area=list(area.exterior.coords)[:-1],
            holes=[list(ring.coords)[:-1] for ring in area.interiors],
        )
    else:
        block = StoreyDoc(id=storey, elevation=elevation, area=WktArea(wkt=area.wkt))
    return VenueDoc(storeys=[block], exits=exits, repair=False)


def clean_id(name: object, fallback: str) -> str:
    """Return a name with characters that an id must not have replaced; ``fallback`` if nothing is left."""
    text = re.sub(r"[^A-Za-z0-9 _.\-]", "_", "" if name is None else str(name)).lstrip(" _.-").rstrip()
    return text or fallback


def _area(path: Path) -> Polygonal:
    try:
        return read_wkt(read_text(path))
    except ValueError as error:
        raise ScenarioError([Problem(f"the polygon cannot be read: {error}.", file=str(path))]) from None


def _exits(path: Path, storey: str) -> tuple[float, list[ExitDoc]]:
    try:
        content = read_json(read_text(path))
    except ValueError as error:
        raise ScenarioError([Problem(f"the exits cannot be read: {error}.", file=str(path))]) from None
    entries = content.get("exits") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise ScenarioError([Problem("there is no list 'exits'.", file=str(path))])
    exits: list[ExitDoc] = []
    problems: list[Problem] = []
    for index, entry in enumerate(entries):
        fields: dict[str, Any] = entry if isinstance(entry, dict) else {}
        id = clean_id(fields.get("id"), f"exit {index + 1}")
        try:
            exits.append(ExitDoc(id=id, storey=storey, line=_segment(fields.get("segment"))))
        except (TypeError, ValueError, ValidationError):
            message = f"exit '{id}' needs a 'segment' of two points [x, y]."
            problems.append(Problem(message, key=("exits", index, "segment"), file=str(path)))
    floor = content.get("floor_z", 0.0)
    if isinstance(floor, bool) or not isinstance(floor, int | float):
        problems.append(Problem("'floor_z' must be a number of metres.", key=("floor_z",), file=str(path)))
    if problems:
        raise ScenarioError(problems)
    return float(floor), exits


def _segment(value: Any) -> tuple[tuple[float, float], tuple[float, float]]:
    (x0, y0), (x1, y1) = value
    return (x0, y0), (x1, y1)
