"""A walkable polygon as well-known text, and its exits as JSON, to a venue of one storey."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from shapely import LineString

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.quantities import parse_quantity
from exeunt.importers.common import (
    Imported,
    Names,
    ends,
    frame_of,
    refuse,
    remembered,
    said_of_heights,
    say_changed,
    storey_area,
)
from exeunt.venue.document import VenueDoc
from exeunt.venue.frames import Extent, Units
from exeunt.venue.readers import geometry_of, identifier, polygonal, read_json, read_text, read_wkt
from exeunt.venue.venue import Point

T = TypeVar("T")


def import_wkt(
    polygon_file: Path,
    exits_file: Path | None = None,
    storey: str = "floor",
    *,
    units: Units | None = None,
    shift: Point | None = None,
) -> Imported:
    """Make a venue of one storey from a polygon and a list of exits.

    Parameters
    ----------
    polygon_file
        Holds a POLYGON or MULTIPOLYGON, with or without Z and M; its holes become the storey's holes.
    exits_file
        JSON: ``{"exits": [{"id": ..., "segment": [[x, y], [x, y]]}, ...], "floor_z": ...}``; further members are
        ignored. ``floor_z`` (elevation: metres, or text with a unit) may be missing, then a Z that all points of the
        polygon share is the elevation.
    units, shift
        Of both files, see ``exeunt.venue.frames.Frame``. Without ``units`` they are metres if a building can be
        that large; without ``shift`` a plan that lies far from its origin is shifted.

    Raises
    ------
    UnitsUnknownError
        If the unit has to be asked for.
    ScenarioError
        If a file cannot be read or does not hold what it should, with every such fault.
    """
    problems: list[Problem] = []
    drawn = _read(polygon_file, "the polygon", read_wkt)
    area = _read(polygon_file, "the polygon", lambda _: polygonal(drawn.shape, "the well-known text"))
    content = {} if exits_file is None else _read(exits_file, "the exits", read_json)
    exits = [] if exits_file is None else _exits(content, exits_file, problems)
    floor_z = _floor_z(content, exits_file, problems)
    refuse(problems)
    lines = [line for _, line in exits]
    frame = frame_of(Extent.of([area, *lines], lines), polygon_file, units, shift, problems)
    names = Names()
    blocks = []
    for number, (name, line) in enumerate(exits):
        id = names.take(name, f"exit {number + 1}")
        block = {"id": id, "storey": storey, "line": ends(frame.to_plan(line), f"exit '{id}'")}
        blocks.append(block if name in (None, id) else block | {"name": name})
    say_changed({"exit": names}, exits_file or polygon_file, problems)
    problems += said_of_heights(drawn, "the polygon", polygon_file)
    elevation = frame.height(drawn.height or 0.0) if floor_z is None else floor_z
    edge = _read(polygon_file, "the polygon", lambda _: storey_area(polygonal(frame.to_plan(area), "it")))
    floor = {"id": storey, "elevation": elevation, **edge}
    venue = VenueDoc.model_validate(
        {"storeys": [floor], "exits": blocks, "drawing": remembered(frame, polygon_file), "repair": False}
    )
    return Imported(venue, tuple(problems))


def _read(path: Path, what: str, reader: Callable[[str], T]) -> T:
    try:
        return reader(read_text(path))
    except ValueError as error:
        raise ScenarioError([Problem(f"{what} cannot be read: {error}.", file=str(path))]) from None


def _exits(content: Any, path: Path, problems: list[Problem]) -> list[tuple[str | None, LineString]]:
    """Return name and line of every exit."""
    entries = content.get("exits") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise ScenarioError([Problem("there is no list 'exits'.", file=str(path))])
    exits: list[tuple[str | None, LineString]] = []
    given: dict[str, int] = {}
    for index, entry in enumerate(entries):
        key = ("exits", index, "segment")
        try:
            name = identifier({"properties": entry}) if isinstance(entry, dict) else None
            what = f"exit '{name}'" if name else f"exit {index + 1}"
            line = _segment(entry, what)
            if name is not None and given.setdefault(name, index) != index:
                raise ValueError(f"exit {index + 1} has the id '{name}' of exit {given[name] + 1}")
            exits.append((name, line))
        except ValueError as error:
            problems.append(Problem(f"{error}.", key=key, file=str(path)))
    return exits


def _segment(entry: Any, what: str) -> LineString:
    segment = entry.get("segment") if isinstance(entry, dict) else None
    try:
        drawn = geometry_of({"type": "LineString", "coordinates": segment})
    except ValueError as error:
        said = str(error).replace("coordinates", "its segment", 1)
        raise ValueError(f"{what} needs a 'segment' of two points [x, y]: {said}") from None
    line = drawn.shape if drawn is not None else None
    if not isinstance(line, LineString) or len(line.coords) != 2:
        raise ValueError(f"{what} needs a 'segment' of two points [x, y]")
    return line


def _floor_z(content: Any, path: Path | None, problems: list[Problem]) -> float | None:
    floor = content.get("floor_z") if isinstance(content, dict) else None
    if floor is None:
        return None
    try:
        return parse_quantity(floor, "length")
    except ValueError:
        message = "'floor_z' must be a number of metres, or text with a unit."
        problems.append(Problem(message, key=("floor_z",), file=str(path)))
        return None
