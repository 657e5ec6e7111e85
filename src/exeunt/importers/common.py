"""What importers share: what they return, the frame of a drawing, and names that become ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pydantic import BaseModel, ValidationError
from shapely import LineString, MultiPolygon, Polygon

from exeunt.base.errors import Problem, ScenarioError, grouped
from exeunt.base.names import id_of, normal
from exeunt.base.quantities import MOST_OF
from exeunt.venue.document import DrawingDoc, VenueDoc
from exeunt.venue.frames import Extent, Frame, Units
from exeunt.venue.geometry import Polygonal
from exeunt.venue.readers import Drawn, polygonal
from exeunt.venue.venue import Point


@dataclass(frozen=True)
class Imported:
    """A venue made from a drawing, and what the user should know about it (warnings)."""

    venue: VenueDoc
    problems: tuple[Problem, ...]


@dataclass
class UnitsUnknownError(ScenarioError):
    """A drawing that is no building in metres: its unit has to be asked for; ``extent`` says what fits."""

    extent: Extent = field(default_factory=lambda: Extent(0.0, 0.0, 0.0, 0.0))


def frame_of(
    extent: Extent, file: Path, units: Units | None, shift: Point | None, problems: list[Problem]
) -> Frame:
    """Return the frame of a drawing: as given, else metres if it can be a building in metres.

    A drawing far from its origin is shifted, with a warning that says by how much.

    Raises
    ------
    UnitsUnknownError
        If no unit is given and metres cannot be meant.
    """
    if units is None and not extent.plausible("m"):
        named = [one for one in extent.candidates() if one != "m"]
        add = " or ".join(f"--units {one}" for one in named)
        hint = (
            f"Add {add}, or --units m if metres are meant."
            if named
            else "Is a point far away from all others?"
        )
        message = f"the unit is not clear: {extent.question()}"
        raise UnitsUnknownError([Problem(message, file=str(file), hint=hint)], extent)
    units = units or "m"
    if shift is None and extent.far(units):
        shift = extent.shift(units)
        x, y = (f"{value:.12g}" for value in shift)
        message = f"the plan was shifted: its origin (0, 0) is the point ({x}, {y}) of the drawing"
        hint = f"'venue.drawing' remembers it. For other drawings of this building add --shift {x},{y}."
        problems.append(Problem(message, hint=hint, severity="warning", file=str(file)))
    frame = Frame(units, shift or (0.0, 0.0))
    with np.errstate(all="ignore"):
        corners = frame.to_plan(np.array([[extent.x0, extent.y0], [extent.x1, extent.y1]]))
    if not (np.abs(corners) <= MOST_OF["length"]).all():
        message = (
            "the plan would lie farther from its origin than any building: its unit or its shift is wrong"
        )
        raise ScenarioError([Problem(message, file=str(file), hint="Give other --units or another --shift.")])
    return frame


def said_of_heights(drawn: Drawn, what: str, file: Path) -> list[Problem]:
    """Return a warning where the points of a storey have several heights."""
    if not drawn.uneven:
        return []
    message = f"the points of {what} have several heights (Z), which are left out: a storey is level"
    return [Problem(message, severity="warning", file=str(file))]


def remembered(frame: Frame, file: Path) -> DrawingDoc:
    """Return the block of a venue that remembers its drawing."""
    return DrawingDoc(
        name=normal(file.name), units=frame.units, shift=None if frame.shift == (0.0, 0.0) else frame.shift
    )


class Names:
    """Names of one kind of thing that become ids: no two of them the same, each kept where it cannot be an id."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.changed: list[tuple[str, str]] = []

    def take(self, name: str | None, fallback: str) -> str:
        """Return the id for a name; ``fallback`` where there is none."""
        id = id_of(name or "", fallback, self.ids)
        self.ids[id] = name or id
        if name is not None and id != normal(name):
            self.changed.append((name, id))
        return id


def say_changed(kinds: dict[str, Names], file: Path, problems: list[Problem]) -> None:
    """Add a warning that lists the names that could not be ids as they are."""
    changed = [f"{kind} '{name}' is '{id}'" for kind, names in kinds.items() for name, id in names.changed]
    if changed:
        shown = ", ".join(changed[:5]) + (f" and {len(changed) - 5} more" if len(changed) > 5 else "")
        message = f"in the scenario {shown}: ids hold letters and digits of any script, spaces, '_', '-', '.'"
        problems.append(
            Problem(
                message, ("venue",), hint="The names are kept as 'name'.", severity="warning", file=str(file)
            )
        )


def area_block(shape: Any, what: str) -> Any:
    """Return a polygon as the document writes an area: a ring where it is one, else well-known text in metres."""
    area = polygonal(shape, what)
    if isinstance(area, Polygon) and not area.interiors:
        return ring(area.exterior)
    return {"wkt": shapely.to_wkt(area, rounding_precision=6), "units": "m"}


def storey_area(area: Polygonal) -> dict[str, Any]:
    """Return the keys of a storey for a polygon: its edge and its holes, or well-known text if it has several parts."""
    if isinstance(area, MultiPolygon):
        return {"area": {"wkt": shapely.to_wkt(area, rounding_precision=6), "units": "m"}}
    block: dict[str, Any] = {"area": ring(area.exterior)}
    return block | ({"holes": [ring(hole) for hole in area.interiors]} if area.interiors else {})


def points(line: Any) -> list[list[float]]:
    """Return the points of a line on the grid of the venue."""
    return [[round(float(x), 6), round(float(y), 6)] for x, y, *_ in line.coords]


def ring(line: Any) -> list[list[float]]:
    """Return the points of a ring, none repeated; raises ValueError if they are fewer than three."""
    found = points(line)
    kept = [here for here, following in pairwise(found) if here != following]
    if len({tuple(spot) for spot in kept}) < 3:
        x, y = found[0]
        raise ValueError(f"a ring of it at ({x:g}, {y:g}) has fewer than three different points")
    return kept


def ends(line: LineString, what: str) -> list[list[float]]:
    """Return the two points of an opening's line; raises ValueError if it has more, or no length."""
    found = points(line)
    if len(found) != 2:
        raise ValueError(f"the line of {what} has {len(found)} points; it needs two")
    return found


def checked(kind: type[BaseModel], block: dict[str, Any]) -> dict[str, Any]:
    """Return a block of the document that is valid; raises ValueError with what is wrong, in words."""
    try:
        kind.model_validate(block)
    except ValidationError as error:
        raise ValueError(
            "; ".join(_fault(dict(fault)) for fault in error.errors(include_url=False))
        ) from None
    return block


def _fault(fault: dict[str, Any]) -> str:
    path = [part for part in fault["loc"] if isinstance(part, int) or "[" not in str(part)]
    name = ".".join(str(part) for part in path)
    said = str(fault["msg"]).removeprefix("Value error, ").removeprefix("Input should be ")
    return f"its '{name}' should be {said}" if fault["type"] == "literal_error" else f"its '{name}': {said}"


def refuse(problems: Sequence[Problem]) -> None:
    """Raise the problems if one of them is an error."""
    if any(problem.severity == "error" for problem in problems):
        raise ScenarioError(grouped(problems))
