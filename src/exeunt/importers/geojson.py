"""A drawing as a GeoJSON feature collection to a venue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import shapely
from pydantic import BaseModel
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from exeunt.base.errors import Problem, ScenarioError, grouped
from exeunt.base.names import normal
from exeunt.importers.common import (
    Imported,
    Names,
    area_block,
    checked,
    ends,
    frame_of,
    points,
    refuse,
    remembered,
    ring,
    said_of_heights,
    say_changed,
    storey_area,
)
from exeunt.venue.between import RampDoc, StairDoc
from exeunt.venue.document import DoorDoc, ExitDoc, RoomDoc, StoreyDoc, VenueDoc, WallDoc
from exeunt.venue.frames import Extent, Frame, Units
from exeunt.venue.readers import Drawn, geometry_of, identifier, polygonal, read_json, read_text
from exeunt.venue.reports import suggestion
from exeunt.venue.venue import Point

Block = dict[str, Any]
_PASSED_ON: dict[str, tuple[str, ...]] = {
    "storey": ("elevation",),
    "wall": ("thickness",),
    "obstacle": (),
    "exit": ("state", "changes"),
    "door": ("state", "changes", "direction"),
    "room": (),
    "stair": ("run", "landing_depth"),
    "ramp": (),
}
_DOCS: dict[str, type[BaseModel]] = {
    "storey": StoreyDoc, "wall": WallDoc, "exit": ExitDoc, "door": DoorDoc, "room": RoomDoc,
    "stair": StairDoc, "ramp": RampDoc,
}  # fmt: skip
_NAMED = ("storey", "exit", "door", "room", "stair", "ramp")


@dataclass
class _Feature:
    """A feature that belongs to the building; ``number`` counts from 1, as messages do."""

    number: int
    kind: str
    about: Block
    drawn: Drawn
    given: str | None
    """Its id as the drawing has it."""
    name: str | None
    id: str = ""

    @property
    def called(self) -> str:
        """How messages call it."""
        named = self.given or self.name
        return f"feature {self.number} ({self.kind}{f' {named!r}' if named else ''})"

    @property
    def shape(self) -> BaseGeometry:
        """Its geometry."""
        return self.drawn.shape


@dataclass
class _Sheet:
    """The features of one drawing while they become blocks of the venue."""

    file: Path
    problems: list[Problem] = field(default_factory=list)
    features: list[_Feature] = field(default_factory=list)
    frame: Frame = field(default_factory=Frame)
    storeys: dict[str, str] = field(default_factory=dict)
    """Ids of storeys by all that other features may call them."""

    def fault(self, number: int, message: str) -> None:
        """Add an error of one feature."""
        self.problems.append(Problem(f"{message}.", key=("features", number - 1), file=str(self.file)))

    def warn(self, message: str, hint: str = "") -> None:
        """Add a warning."""
        self.problems.append(Problem(message, hint=hint, severity="warning", file=str(self.file)))


def import_geojson(file: Path, *, units: Units | None = None, shift: Point | None = None) -> Imported:
    """Make a venue from a feature collection whose features say what they are by their property ``kind``.

    =========  ==============================  ========================================================
    kind       geometry                        properties
    =========  ==============================  ========================================================
    storey     (Multi)Polygon                  id, elevation
    wall       (Multi)LineString               storey, thickness
    wall       (Multi)Polygon                  storey
    obstacle   (Multi)Polygon                  storey
    exit       LineString                      id, storey, state, changes
    door       LineString                      id, storey, state, changes, direction
    room       (Multi)Polygon                  id, storey
    stair      MultiLineString                 id, foot, head (storeys), form, run, landing_depth
    ramp       MultiLineString                 id, foot, head (storeys)
    =========  ==============================  ========================================================

    A stair's or ramp's first line is its foot, the second its head; ``form`` is straight, landing or half_turn.
    Where there is no ``id``, the property ``name`` serves, and a number where there is none either. Lengths among
    the properties are metres or text with a unit, whatever the unit of the drawing. With a single storey ``storey``
    may be left out. Without ``elevation`` a storey has the height (Z) that all its points share. Other properties
    are ignored. Features of other kinds and features without geometry are left out, with a warning.

    Parameters
    ----------
    units, shift
        See ``exeunt.venue.frames.Frame``. Without ``units`` they are metres if a building can be that large;
        without ``shift`` a plan that lies far from its origin is shifted.

    Raises
    ------
    UnitsUnknownError
        If the unit has to be asked for.
    ScenarioError
        If the file cannot be read or a feature lacks what its kind needs, with every such fault.
    """
    sheet = _Sheet(file)
    _sort(_features(file), sheet)
    refuse(sheet.problems)
    _name(sheet)
    refuse(sheet.problems)
    shapes = [feature.shape for feature in sheet.features]
    openings = [one.shape for one in sheet.features if one.kind in ("exit", "door")]
    sheet.frame = frame_of(Extent.of(shapes, openings), file, units, shift, sheet.problems)
    venue: dict[str, Any] = {"storeys": [], "drawing": remembered(sheet.frame, file)}
    by_id: dict[str, Block] = {}
    # storeys first: the others stand on them
    for feature in sorted(sheet.features, key=lambda one: one.kind != "storey"):
        try:
            _add(feature, sheet, venue, by_id)
        except ValueError as error:
            sheet.fault(feature.number, f"{feature.called}: {error}")
    refuse(sheet.problems)
    return Imported(VenueDoc.model_validate(venue), tuple(grouped(sheet.problems)))


def _features(file: Path) -> list[Any]:
    try:
        content = read_json(read_text(file))
    except ValueError as error:
        raise ScenarioError([Problem(f"the drawing cannot be read: {error}.", file=str(file))]) from None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        raise ScenarioError([Problem("not a GeoJSON FeatureCollection.", file=str(file))])
    return features


def _sort(features: Sequence[Any], sheet: _Sheet) -> None:
    """Keep the features of the building; say what is left out."""
    foreign: dict[str, list[int]] = {}
    for number, feature in enumerate(features, 1):
        about = feature.get("properties") if isinstance(feature, dict) else None
        kind = about.get("kind") if isinstance(about, dict) else None
        known = kind.strip().lower() if isinstance(kind, str) else ""
        if known not in _PASSED_ON:
            if meant := get_close_matches(known, list(_PASSED_ON), n=1, cutoff=0.8):
                sheet.fault(number, f"feature {number}: its kind is '{kind}'; did you mean '{meant[0]}'")
            else:
                what = f"of kind {str(kind)[:40]!r}" if kind is not None else "without the property 'kind'"
                foreign.setdefault(what, []).append(number)
            continue
        assert isinstance(about, dict)
        try:
            given, drawn = identifier(feature), geometry_of(feature)
            if drawn is None:
                foreign.setdefault(f"of kind '{known}' without geometry", []).append(number)
            else:
                sheet.features.append(_Feature(number, known, about, drawn, given, _name_of(about)))
        except ValueError as error:
            sheet.fault(number, f"feature {number} ({known}): {error}")
    if foreign:
        parts = [f"{_count(numbers)} {what} ({_listed(numbers)})" for what, numbers in foreign.items()]
        sheet.warn(f"left out: {'; '.join(parts)}", f"Kinds that are read: {', '.join(_PASSED_ON)}.")
    if not any(one.kind == "storey" for one in sheet.features) and not any(
        problem.severity == "error" for problem in sheet.problems
    ):
        hint = "Give the polygon of each storey the property 'kind' with the value 'storey'."
        sheet.problems.append(Problem("no feature is a storey", hint=hint, file=str(sheet.file)))


def _count(numbers: Sequence[int]) -> str:
    return f"{len(numbers)} feature{'s' * (len(numbers) != 1)}"


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:5]))
    return f"number {shown}{', ...' if len(numbers) > 5 else ''}"


def _name_of(about: Block) -> str | None:
    name = about.get("name")
    return normal(name) if isinstance(name, str) and name.strip() else None


def _name(sheet: _Sheet) -> None:
    """Give every feature its id: no two of one kind the same."""
    names = {kind: Names() for kind in _NAMED}
    # exits and doors share their ids, storeys and stairs too
    names["door"], names["stair"], names["ramp"] = names["exit"], names["storey"], names["storey"]
    given: dict[tuple[int, str], _Feature] = {}
    # what has an id keeps it; names and numbers take what is left
    for feature in sorted(sheet.features, key=lambda one: one.given is None):
        if feature.kind not in _NAMED:
            continue
        group = names[feature.kind]
        if feature.given is not None:
            first = given.setdefault((id(group), feature.given), feature)
            if first is not feature:
                sheet.fault(
                    feature.number, f"{feature.called} has the id of {first.called}; each needs its own"
                )
                continue
        feature.id = group.take(feature.given or feature.name, f"{feature.kind} {feature.number}")
        if feature.kind == "storey":
            for called in (feature.name, feature.given, feature.id):
                if called is not None:
                    sheet.storeys[called] = feature.id
    say_changed({kind: names[kind] for kind in ("storey", "exit", "room")}, sheet.file, sheet.problems)


def _add(feature: _Feature, sheet: _Sheet, venue: dict[str, Any], by_id: dict[str, Block]) -> None:
    """Add one feature to the venue; raises ValueError if it lacks something."""
    about, kind = feature.about, feature.kind
    block = {name: about[name] for name in _PASSED_ON[kind] if about.get(name) is not None}
    called = feature.name if feature.name not in (None, feature.id) else feature.given
    if kind in _NAMED:
        block = {"id": feature.id, **({"name": called} if called not in (None, feature.id) else {}), **block}
    if kind == "storey":
        by_id[feature.id] = _storey(feature, sheet, block)
        venue["storeys"].append(by_id[feature.id])
        return
    made: list[Block] = []
    for shape in _MAKERS[kind](feature, sheet.frame.to_plan(feature.shape), sheet):
        made.append(checked(_DOCS[kind], {**block, **shape}) if kind in _DOCS else shape)
    if kind in ("wall", "obstacle"):
        part = by_id.setdefault(_storey_of(feature, sheet), {}).setdefault(f"{kind}s", [])
        part += [one["ring"] for one in made] if kind == "obstacle" else made
    else:
        venue.setdefault(f"{kind}s", []).extend(made)


def _storey(feature: _Feature, sheet: _Sheet, block: Block) -> Block:
    if "elevation" not in block and feature.drawn.height is not None:
        block["elevation"] = sheet.frame.height(feature.drawn.height)
    sheet.problems += said_of_heights(feature.drawn, feature.called, sheet.file)
    area = polygonal(sheet.frame.to_plan(polygonal(feature.shape, "it")), "it")
    return checked(StoreyDoc, {**block, **storey_area(area)})


def _storey_of(feature: _Feature, sheet: _Sheet, name: str = "storey") -> str:
    given = feature.about.get(name)
    ids = list(dict.fromkeys(sheet.storeys.values()))
    if given is None and name == "storey" and len(ids) == 1:
        return ids[0]
    if given is None:
        raise ValueError(f"it needs the property '{name}', the id of a storey")
    called = normal(str(given))
    if called not in sheet.storeys:
        hint = suggestion(called, list(sheet.storeys)).rstrip(".")
        raise ValueError(f"its {name} '{given}' does not exist. {hint}")
    return sheet.storeys[called]


def _walls(feature: _Feature, shape: BaseGeometry, sheet: _Sheet) -> Iterator[Block]:
    for piece in _pieces(shape, (LineString, Polygon), "a wall", "a line or a polygon, or several"):
        yield {"line": points(piece)} if isinstance(piece, LineString) else {"area": area_block(piece, "it")}


def _obstacles(feature: _Feature, shape: BaseGeometry, sheet: _Sheet) -> Iterator[Block]:
    for piece in _pieces(shape, (Polygon,), "an obstacle", "a polygon, or several"):
        yield {"ring": ring(piece.exterior)}


def _pieces(shape: BaseGeometry, kinds: tuple[type, ...], what: str, wanted: str) -> list[Any]:
    several = isinstance(shape, MultiLineString | MultiPolygon)
    pieces = shapely.get_parts(shape).tolist() if several else [shape]
    if not all(isinstance(piece, kinds) for piece in pieces):
        raise ValueError(f"{what} is {wanted}, not a {shape.geom_type}")
    return [piece for piece in pieces if not piece.is_empty]


def _opening(feature: _Feature, shape: BaseGeometry, sheet: _Sheet) -> Iterator[Block]:
    kind = feature.kind
    if isinstance(shape, MultiLineString) and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    if not isinstance(shape, LineString):
        raise ValueError(
            f"a{'n' if kind == 'exit' else ''} {kind} is a line of two points, not a {shape.geom_type}"
        )
    yield {"storey": _storey_of(feature, sheet), "line": ends(shape, f"{kind} '{feature.id}'")}


def _room(feature: _Feature, shape: BaseGeometry, sheet: _Sheet) -> Iterator[Block]:
    yield {"storey": _storey_of(feature, sheet), "area": area_block(shape, "it")}


def _stair(feature: _Feature, shape: BaseGeometry, sheet: _Sheet) -> Iterator[Block]:
    lines = shapely.get_parts(shape).tolist()
    if len(lines) != 2 or not all(isinstance(line, LineString) and len(line.coords) == 2 for line in lines):
        raise ValueError("it needs a MultiLineString of two lines of two points: foot and head")
    block: Block = {}
    if feature.kind == "stair" and feature.about.get("form") is not None:
        block["kind"] = feature.about["form"]
    for end, line in zip(("foot", "head"), lines, strict=True):
        block[end] = {"storey": _storey_of(feature, sheet, end), "line": points(line)}
    yield block


_MAKERS: dict[str, Callable[[_Feature, BaseGeometry, _Sheet], Iterator[Block]]] = {
    "wall": _walls, "obstacle": _obstacles, "exit": _opening, "door": _opening, "room": _room,
    "stair": _stair, "ramp": _stair,
}  # fmt: skip
