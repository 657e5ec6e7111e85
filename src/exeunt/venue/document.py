"""The building as the user writes it: one class for each block of ``venue`` in a scenario document."""

from __future__ import annotations

from math import hypot
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    FiniteFloat,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from exeunt.base.quantities import Angle, Duration, Length, SpecificFlow
from exeunt.venue.between import EscalatorDoc, LiftDoc, RampDoc, StairDoc, StairsDoc
from exeunt.venue.blocks import Block, Id, Line, Name, Point, Ring, State
from exeunt.venue.frames import Units

CODE_FLOW = 1.33
"""What codes let through a metre of exit, in persons per metre and second: IMO MSC.1/Circ.1533 and ISO 20414."""


def _flow_of_code(value: Any) -> Any:
    return CODE_FLOW if value == "code" else value


FlowLimit = Annotated[
    SpecificFlow,
    BeforeValidator(_flow_of_code, json_schema_input_type=SpecificFlow | Literal["code"]),
]


class DrawnDoc(Block):
    """What is drawn in a frame of its own; see ``exeunt.venue.frames.Frame``."""

    units: Units | None = Field(
        None,
        description="unit of the drawing; degrees are longitude and latitude (WGS 84); default: metres, if a building "
        "can be that large, else it is an error",
    )
    shift: tuple[FiniteFloat, FiniteFloat] | None = Field(
        None, description="point of the drawing, in its units, that becomes the origin (0, 0) of the plan"
    )


class WktArea(DrawnDoc):
    """An area as well-known text, written here or in a file beside the scenario."""

    wkt: str | None = None
    wkt_file: str | None = None


class GeoJsonArea(DrawnDoc):
    """An area from a GeoJSON file beside the scenario; ``feature`` picks one by its id or its property ``id``."""

    geojson_file: str
    feature: str | None = None


class DrawingDoc(DrawnDoc):
    """The drawing that a venue was imported from. The venue is in metres of plan already: this only remembers."""

    name: str = Field("", description="name of the file")


AreaDoc = Ring | WktArea | GeoJsonArea


class WallDoc(Block):
    """A wall inside a storey; doors and exits cut gaps into it."""

    line: Annotated[list[Point], Field(min_length=2)] | None = Field(
        None, description="points along the middle of the wall"
    )
    thickness: Length = Field(0.1, gt=0, description="of a wall that is given by its line")
    area: AreaDoc | None = Field(
        None, description="the ground on which the wall stands, rooms in it as holes; instead of 'line'"
    )

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if (self.line is None) == (self.area is None):
            raise ValueError("a wall is given either by its 'line' or by its 'area'")
        return self


class StoreyDoc(Block):
    """A level of the building."""

    id: Id
    name: Name = ""
    elevation: Length = 0.0
    area: AreaDoc
    holes: list[Ring] = Field([])
    walls: list[WallDoc] = Field([])
    obstacles: list[Ring] = Field([])


class SeatingDoc(Block):
    """A block of seat rows. ``origin`` is the front corner on the left of someone who sits in it.

    ``facing`` is the direction people look at when seated, counter-clockwise from +x. Rows follow one another
    backwards, ``row_pitch`` apart; each row has ``seats`` seats of ``seat_width``. A row takes ``seat_depth`` of
    the pitch as an obstacle (tipped-up seat); the rest is the walkable gap in front of it. ``aisles`` lists the
    seat numbers after which a walkway of ``aisle_width`` interrupts every row.
    """

    id: Id
    storey: Id
    origin: Point
    facing: Angle
    rows: int = Field(ge=1)
    seats: int = Field(ge=1)
    row_pitch: Length = Field(0.95, gt=0)
    seat_width: Length = Field(0.52, gt=0)
    seat_depth: Length = Field(0.40, gt=0)
    aisles: list[int] = Field([])
    aisle_width: Length = Field(1.2, gt=0)


class ChangeDoc(Block):
    """A change of an opening's state at a time."""

    at: Duration = Field(ge=0)
    state: State


_LIMIT = (
    "persons per metre and second that the opening lets through at most, on average; 'code' is 1.33 (IMO "
    "MSC.1/Circ.1533, ISO 20414; SFPE 1.3 per metre of effective width, Green Guide 1.37 level and 1.1 on steps); "
    "default: no limit, the flow that people make"
)


_CLOSES = (
    "people who pass, either way, until it closes for good; a change or a person that opens it again starts a new "
    "count; default: it does not count"
)


class OpeningDoc(Block):
    """What exits and doors have in common.

    It is drawn as a ``line``, or stands ``at`` a point of a wall and is ``width`` wide. Every scenario that is loaded
    has its line (``exeunt.venue.at_wall``), and only the line is written out.

    ``sill`` and ``soffit`` are for fire models, through whose walls air passes between the two; people walk through
    whatever the heights are.
    """

    id: Id
    name: Name = ""
    storey: Id
    line: Line | None = Field(
        None, description="its two ends, on the edge of the storey or along a wall; or 'at' and 'width'"
    )
    at: Point | None = Field(
        None, description="point of a wall in the middle of the opening, with 'width' instead of 'line'"
    )
    width: Length | None = Field(
        None, gt=0, description="clear width, along the wall that is nearest to 'at' (m)"
    )
    state: State = "open"
    changes: list[ChangeDoc] = Field([])
    sill: Length = Field(
        0.0,
        ge=0,
        le=100,
        description="lower edge above the floor (m): of a window, a hatch, a half-height opening",
    )
    soffit: Length | None = Field(
        None,
        gt=0,
        le=200,
        description="upper edge above the floor (m); default: the door height of the fire model",
    )
    max_specific_flow: FlowLimit | None = Field(None, gt=0, le=10, description=_LIMIT)
    closes_after: int | None = Field(None, ge=1, description=_CLOSES)

    @model_validator(mode="after")
    def _placed_once(self) -> Self:
        if self.line is not None and (self.at is not None or self.width is not None):
            (x0, y0), (x1, y1) = self.line
            wide = f"{round(hypot(x1 - x0, y1 - y0), 3):g} m"
            middle = f"[{round(0.5 * (x0 + x1), 3):g}, {round(0.5 * (y0 + y1), 3):g}]"
            raise ValueError(
                "it has a 'line' and 'at' or 'width' as well; keep the line, or write "
                f"'at: {middle}' and 'width: {wide}' instead of it"
            )
        if self.line is None and self.width is None:
            needed = "a 'line' of two points, or 'at' (a point of a wall) and 'width'"
            raise ValueError(
                f"it needs {needed}" if self.at is None else "'at' needs 'width' beside it, such as 1.2 m"
            )
        if self.line is None and self.at is None:
            raise ValueError("'width' needs 'at' beside it, the point of a wall in the middle of the opening")
        return self

    @model_serializer(mode="wrap")
    def _by_line(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        block: dict[str, Any] = write(self)
        unused = ("line",) if self.line is None else ("at", "width")
        return {key: value for key, value in block.items() if key not in unused}

    @model_validator(mode="after")
    def _upright(self) -> Self:
        if self.soffit is not None and self.soffit <= self.sill:
            raise ValueError(f"its soffit, at {self.soffit:g} m, must be above its sill, at {self.sill:g} m")
        return self


class ExitDoc(OpeningDoc):
    """An exit: on the outer edge of a storey, where people leave the venue.

    ``sill`` and ``soffit`` are for fire models, and people walk through whatever the heights are.
    """


class DoorDoc(OpeningDoc):
    """A door in a wall or across a gap. ``direction``: both, or only to the right / left of its line p -> q.

    The line of a door that is given by ``at`` runs to the right in the plan; straight up in a wall that runs so.

    ``sill`` and ``soffit`` are for fire models, and people walk through whatever the heights are.
    """

    direction: Literal["both", "forward", "backward"] = "both"


class SeamDoc(Block):
    """A seam: who crosses ``line`` goes on at ``onto``, the same line shifted along the storey, and vice versa.

    Between the two lines the storey is then periodic, like a corridor without end in which as many people remain as
    there were at the start; they see one another across the seam. Behind each line the storey goes on as between them
    for as far as people notice each other (about 3 m), with an exit there that gives the direction of walking. A seam
    divides its whole storey.
    """

    id: Id
    storey: Id
    line: Line
    onto: Line


class RoomDoc(Block):
    """A named part of a storey."""

    id: Id
    name: Name = ""
    storey: Id
    area: AreaDoc
    stairs: StairsDoc | None = Field(
        None,
        description="stairs, ramps or escalators over which people leave who are in the room when they come into the "
        "venue, unless their population says which; as in people[].stairs",
    )


class VenueDoc(Block):
    """The building."""

    storeys: Annotated[list[StoreyDoc], Field(min_length=1)]
    seating: list[SeatingDoc] = Field([])
    stairs: list[StairDoc] = Field([])
    ramps: list[RampDoc] = Field([])
    escalators: list[EscalatorDoc] = Field([])
    lifts: list[LiftDoc] = Field([])
    exits: list[ExitDoc] = Field([])
    doors: list[DoorDoc] = Field([])
    seams: list[SeamDoc] = Field([])
    rooms: list[RoomDoc] = Field([])
    drawing: DrawingDoc | None = Field(
        None,
        description="what the venue was imported from, in which unit it was drawn and where its origin lies there",
    )
    sealed_ground: Literal["refuse", "leave_out"] = Field(
        "refuse",
        description="ground to which no opening and no stair leads, as in shafts and between the faces of a wall: an "
        "error (refuse), or left out and listed with its area (leave_out)",
    )
    repair: bool = Field(False, description="repair slivers and overlaps instead of refusing them")
