"""A drawing as a GeoJSON feature collection, in metres of plan, to a venue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from shapely import LineString, Polygon

from exeunt.base.errors import Problem, ScenarioError
from exeunt.importers.wkt import clean_id
from exeunt.venue.document import VenueDoc
from exeunt.venue.readers import geometry_of, identifier, read_json, read_text, shape_of
from exeunt.venue.reports import suggestion

Block = dict[str, Any]
_PASSED_ON = {
    "storey": ("elevation",),
    "wall": ("thickness",),
    "obstacle": (),
    "exit": ("state", "changes"),
    "door": ("state", "changes", "direction"),
    "room": (),
    "stair": ("run", "landing_depth"),
    "ramp": (),
}


def import_geojson(file: Path) -> VenueDoc:
    """Make a venue from a feature collection whose features say what they are by their property ``kind``.

    =========  ===================  ==================================================================
    kind       geometry             properties
    =========  ===================  ==================================================================
    storey     (Multi)Polygon       id, elevation
    wall       LineString           storey, thickness
    obstacle   Polygon              storey
    exit       LineString           id, storey, state, changes
    door       LineString           id, storey, state, changes, direction
    room       (Multi)Polygon       id, storey
    stair      MultiLineString      id, foot, head (storeys), form, run, landing_depth
    ramp       MultiLineString      id, foot, head (storeys)
    =========  ===================  ==================================================================

    A stair's or ramp's first line is its foot, the second its head; ``form`` is straight, landing or
    half_turn. Lengths are metres or text with a unit. With a single storey ``storey`` may be left out. Other
    properties are ignored.

    Raises
    ------
    ScenarioError
        If the file cannot be read or a feature lacks what its kind needs, with every such fault.
    """
    features = _features(file)
    reader = _Reader(features)
    venue: dict[str, list[Block]] = {}
    problems: list[Problem] = []
    for index, feature in enumerate(features):
        try:
            reader.read(index, feature, venue)
        except ValueError as error:
            problems.append(
                Problem(f"feature {index + 1}: {error}.", key=("features", index), file=str(file))
            )
    if problems:
        raise ScenarioError(problems)
    try:
        return VenueDoc.model_validate(venue)
    except ValidationError as error:
        faults = [
            Problem(f"{_named(fault['loc'])}: {fault['msg']}.", file=str(file)) for fault in error.errors()
        ]
        raise ScenarioError(faults) from None


def _features(file: Path) -> list[Any]:
    try:
        content = read_json(read_text(file))
    except ValueError as error:
        raise ScenarioError([Problem(f"the drawing cannot be read: {error}.", file=str(file))]) from None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        raise ScenarioError([Problem("not a GeoJSON FeatureCollection.", file=str(file))])
    return features


def _named(path: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in path) or "the drawing"


class _Reader:
    """Turns features into blocks of the venue document, storey by storey."""

    def __init__(self, features: list[Any]) -> None:
        self._storeys: dict[str, Block] = {}
        kinds = [feature.get("properties") or {} for feature in features if isinstance(feature, dict)]
        self._ids = [
            clean_id(identifier(feature), "") for feature, about in zip(
                [f for f in features if isinstance(f, dict)], kinds, strict=True
            ) if isinstance(about, dict) and about.get("kind") == "storey"
        ]  # fmt: skip

    def read(self, index: int, feature: Any, venue: dict[str, list[Block]]) -> None:
        """Add one feature to the venue; raises ValueError if it lacks something."""
        about = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(about, dict):
            raise ValueError("it has no properties")
        kind = about.get("kind")
        readers: dict[str, Callable[..., None]] = {
            "storey": self._storey, "wall": self._wall, "obstacle": self._obstacle, "exit": self._opening,
            "door": self._opening, "room": self._room, "stair": self._stair, "ramp": self._stair,
        }  # fmt: skip
        if kind not in readers:
            hint = (
                suggestion(str(kind), list(readers)) if kind is not None else f"known: {', '.join(readers)}"
            )
            raise ValueError(f"its property 'kind' is {kind!r}; {hint.rstrip('.')}")
        id = clean_id(identifier(feature), f"{kind} {index + 1}")
        block = {name: about[name] for name in _PASSED_ON[kind] if about.get(name) is not None}
        readers[kind](kind, id, about, feature, block, venue)

    def _part_of(self, id: str) -> Block:
        return self._storeys.setdefault(id, {"walls": [], "obstacles": []})

    def _on(self, about: Block, name: str = "storey") -> str:
        given = about.get(name)
        if given is None and name == "storey" and len(self._ids) == 1:
            return self._ids[0]
        if given is None:
            raise ValueError(f"it needs the property '{name}', the id of a storey")
        id = clean_id(given, "")
        if id not in self._ids:
            raise ValueError(f"its {name} '{given}' does not exist. {suggestion(id, self._ids).rstrip('.')}")
        return id

    def _storey(self, kind: str, id: str, about: Block, feature: Any, block: Block, venue: Any) -> None:
        if self._ids.count(id) > 1:
            raise ValueError(f"the storey id '{id}' is used twice")
        area = geometry_of(feature)
        storey = self._part_of(id)
        storey.update(id=id, **block)
        if isinstance(area, Polygon):
            storey.update(area=_ring(area.exterior), holes=[_ring(ring) for ring in area.interiors])
        else:
            storey.update(area={"wkt": area.wkt})
        venue.setdefault("storeys", []).append(storey)

    def _wall(self, kind: str, id: str, about: Block, feature: Any, block: Block, venue: Any) -> None:
        line = _line(feature, "a wall")
        self._part_of(self._on(about))["walls"].append({"line": _points(line), **block})

    def _obstacle(self, kind: str, id: str, about: Block, feature: Any, block: Block, venue: Any) -> None:
        area = geometry_of(feature)
        if not isinstance(area, Polygon):
            raise ValueError("an obstacle must be one Polygon")
        self._part_of(self._on(about))["obstacles"].append(_ring(area.exterior))

    def _opening(self, kind: str, id: str, about: Block, feature: Any, block: Block, venue: Any) -> None:
        points = _points(_line(feature, f"a{'n' if kind == 'exit' else ''} {kind}"))
        if len(points) != 2:
            raise ValueError(f"the line of {kind} '{id}' has {len(points)} points; it needs two")
        venue.setdefault(kind + "s", []).append(
            {"id": id, "storey": self._on(about), "line": points, **block}
        )

    def _room(self, kind: str, id: str, about: Block, feature: Any, block: Block, venue: Any) -> None:
        area = {"wkt": geometry_of(feature).wkt}
        venue.setdefault("rooms", []).append({"id": id, "storey": self._on(about), "area": area})

    def _stair(self, kind: str, id: str, about: Block, feature: Any, block: Block, venue: Any) -> None:
        lines = list(getattr(shape_of(feature), "geoms", []))
        if len(lines) != 2 or not all(
            isinstance(line, LineString) and len(line.coords) == 2 for line in lines
        ):
            raise ValueError(
                f"{kind} '{id}' needs a MultiLineString of two lines of two points: foot and head"
            )
        if kind == "stair" and about.get("form") is not None:
            block["kind"] = about["form"]
        for end, line in zip(("foot", "head"), lines, strict=True):
            block[end] = {"storey": self._on(about, end), "line": _points(line)}
        venue.setdefault(kind + "s", []).append({"id": id, **block})


def _line(feature: Any, what: str) -> LineString:
    line = shape_of(feature)
    if not isinstance(line, LineString) or line.is_empty:
        raise ValueError(f"{what} must be a LineString")
    return line


def _points(line: Any) -> list[list[float]]:
    return [[float(spot[0]), float(spot[1])] for spot in line.coords]


def _ring(ring: Any) -> list[list[float]]:
    return _points(ring)[:-1]
