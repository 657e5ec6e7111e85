"""What the JSON files of a run folder hold: types and ranges, so that what opens can be shown, reported and exported.

A run folder may be damaged, or come from somebody else; older ones lack keys. Every file is checked here before
anything of it is used.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from exeunt.base.errors import RunFolderError, dotted
from exeunt.base.reading import UnreadableError, read_text
from exeunt.base.shapes import FARTHEST, area_of, polygons_in
from exeunt.base.text import one_line

MOST_PEOPLE = 10_000_000
MOST_FRAMES = 10_000_000
LONGEST = 1e9
"""Seconds of anything in a run."""

Number = Annotated[float, Field(ge=-1e12, le=1e12)]
Metres = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
Seconds = Annotated[float, Field(ge=-LONGEST, le=LONGEST)]
Index = Annotated[int, Field(ge=0, le=32_767)]
XY = tuple[Metres, Metres]
Shape = Annotated[Any, BeforeValidator(area_of)]
Shapes = Annotated[Any, BeforeValidator(polygons_in)]


class _Doc(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, allow_inf_nan=False, arbitrary_types_allowed=True)


class InfoDoc(_Doc):
    """``run.json``, as far as it is used."""

    format: Literal["exeunt-run"]
    format_version: int
    status: str = ""
    reason: str = ""
    name: str | None = None
    variant: str | None = None
    variant_title: str | None = None
    variant_changes: dict[str, Any] | None = None
    warnings: list[Any] | None = None
    vents: dict[str, list[dict[str, Any]]] | None = None
    versions: dict[str, str | None] | None = None
    machine: dict[str, Any] | None = None
    created: str | None = None
    finished: str | None = None
    scenario_hash: str | None = None
    dose_form: str | None = None
    seed: int | None = None
    threads: int | None = None
    parts: Annotated[int, Field(ge=0, le=MOST_FRAMES)] | None = None
    frames: Annotated[int, Field(ge=0, le=MOST_FRAMES)] | None = None
    people: Annotated[int, Field(ge=0, le=MOST_PEOPLE)] | None = None
    frame_interval: Annotated[float, Field(ge=1e-3, le=1e5)]
    part_duration: Annotated[float, Field(gt=0, le=1e6)] | None = None
    density_cell: Annotated[float, Field(ge=0.05, le=1e4)] | None = None
    step: Annotated[float, Field(gt=0, le=1e3)] | None = None
    simulated_s: Annotated[float, Field(ge=0, le=LONGEST)] | None = None
    wall_s: Number | None = None
    person_steps: Number | None = None


class SurfaceDoc(_Doc):
    """A surface in ``venue.json``."""

    id: str
    kind: Literal["storey", "flight", "landing", "ramp", "escalator"]
    elevation: Metres
    gradient: tuple[Number, Number]
    origin: XY
    area: Shape
    belt: Number = 0.0


class PortalDoc(_Doc):
    """A portal in ``venue.json``."""

    id: str
    surfaces: tuple[Index, Index]
    line: tuple[XY, XY]


class OpeningDoc(_Doc):
    """An opening in ``venue.json``."""

    id: str
    kind: str
    surface: Index
    line: tuple[XY, XY]
    state: str
    changes: list[tuple[Seconds, str]]
    direction: str
    max_specific_flow: Annotated[float, Field(gt=0, le=1e6)] | None = None
    closes_after: Annotated[int, Field(ge=0)] | None = None
    motions: list[tuple[Seconds, str]] = []


class LiftDoc(_Doc):
    """A lift in ``venue.json``."""

    id: str
    stops: list[Index]
    to: Index
    home: Index
    capacity: Annotated[int, Field(ge=0, le=MOST_PEOPLE)]
    travel: list[list[Seconds]]
    opening: Seconds
    closing: Seconds
    transfer: Seconds
    start: Seconds


class RoomDoc(_Doc):
    """A room in ``venue.json``."""

    id: str
    surface: Index
    area: Shape


class BlockDoc(_Doc):
    """Seat rows in ``venue.json``."""

    id: str
    surface: Index
    places: list[XY]
    footprints: list[Shapes]


class VenueDocument(_Doc):
    """``venue.json``."""

    name: str
    surfaces: Annotated[list[SurfaceDoc], Field(min_length=1)]
    portals: list[PortalDoc]
    openings: list[OpeningDoc]
    rooms: list[RoomDoc]
    blocks: list[BlockDoc]
    walls: list[tuple[Metres, Metres, Metres, Metres]]
    wall_surface: list[Index]
    lifts: list[LiftDoc] = []


class PlaceDoc(_Doc):
    """A place in ``places.json``."""

    kind: str
    id: str
    surface: Index
    at: XY
    area: Shape | None
    openings: list[Index]
    capacity: Annotated[int, Field(ge=0, le=MOST_PEOPLE)]
    words: str


class PlacesDocument(_Doc):
    """``places.json``."""

    places: list[PlaceDoc]


Document = TypeVar("Document", bound=BaseModel)


def read_document(path: Path, model: type[Document]) -> Document:
    """Return the checked content of a JSON file of a run folder.

    Raises
    ------
    RunFolderError
        If it cannot be read, is no JSON, or holds something else; the message says where.
    """
    return checked(path, text_of(path), model)


def checked(path: Path, text: str, model: type[Document]) -> Document:
    """Return the checked content of a text of JSON; see ``read_document``."""
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise RunFolderError(f"{path} is damaged: {_said(error.errors(include_url=False)[0])}.") from error
    except RecursionError as error:
        raise RunFolderError(f"{path} is damaged: its values lie in one another too deeply.") from error


def text_of(path: Path) -> str:
    """Return the text of a file of a run folder; raises RunFolderError if it cannot be read."""
    try:
        return read_text(path)
    except UnreadableError as error:
        raise RunFolderError(f"{error}.") from error


def _said(error: ErrorDetails) -> str:
    if error["type"] == "json_invalid":
        return f"it is not JSON ({error['ctx']['error']})"
    place = dotted(part if isinstance(part, int) else str(part) for part in error["loc"]) or "it"
    if error["type"] == "missing":
        return f"the key '{place}' is missing"
    reason = error.get("ctx", {}).get("error")
    value = repr(error["input"])
    shown = one_line(value if len(value) <= 40 else f"{value[:37]}...")
    return f"{place} is {shown}, which cannot stand there" if reason is None else f"{place}: {reason}"
