"""The building as the user writes it: one class for each block of ``venue`` in a scenario document."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    FiniteFloat,
    model_validator,
)

from exeunt.base.kinds import parameter
from exeunt.base.names import ID_PATTERN, checked_id
from exeunt.base.quantities import Angle, Duration, Length, Rate, SpecificFlow, Speed
from exeunt.venue.frames import Units

Point = tuple[Length, Length]
Line = tuple[Point, Point]
Ring = Annotated[list[Point], Field(min_length=3)]
Id = Annotated[str, Field(min_length=1, pattern=ID_PATTERN), AfterValidator(checked_id)]
Name = Annotated[
    str, Field(description="what people call it; default: its id. Unlike the id it may hold anything")
]
State = Literal["open", "closed", "locked", "blocked"]
Motion = Literal["up", "down", "stopped"]


CODE_FLOW = 1.33
"""What codes let through a metre of exit, in persons per metre and second: IMO MSC.1/Circ.1533 and ISO 20414."""


def _flow_of_code(value: Any) -> Any:
    return CODE_FLOW if value == "code" else value


FlowLimit = Annotated[
    SpecificFlow,
    BeforeValidator(_flow_of_code, json_schema_input_type=SpecificFlow | Literal["code"]),
]


class Block(BaseModel):
    """Base of all blocks: unknown keys are refused."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)


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
    holes: list[Ring] = []
    walls: list[WallDoc] = []
    obstacles: list[Ring] = []


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
    aisles: list[int] = []
    aisle_width: Length = Field(1.2, gt=0)


class EndDoc(Block):
    """Where a stair or ramp meets a storey: a line on that storey's edge."""

    storey: Id
    line: Line


class StairDoc(Block):
    """A stair. ``foot`` is the lower end, ``head`` the upper.

    ``straight``: one flight between the two lines. ``landing``: two flights with a level landing of
    ``landing_depth`` half-way. ``half_turn``: foot and head side by side on one line; the flights run away from
    the storeys over ``run`` metres in plan to a landing of ``landing_depth`` that joins them.
    """

    id: Id
    name: Name = ""
    kind: Literal["straight", "landing", "half_turn"] = "straight"
    foot: EndDoc
    head: EndDoc
    run: Length | None = None
    landing_depth: Length = Field(1.5, gt=0)


class RampDoc(Block):
    """A ramp: one sloping surface between two lines."""

    id: Id
    name: Name = ""
    foot: EndDoc
    head: EndDoc


class EscalatorChangeDoc(Block):
    """A change of an escalator at a time: of how it moves, or of whether people may step on, or of both."""

    at: Duration = Field(ge=0)
    direction: Motion | None = Field(None, description="how it moves from then on; default: as before")
    state: State | None = Field(
        None, description="whether people may step on from then on; default: as before"
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.direction is None and self.state is None:
            raise ValueError("a change of an escalator says a 'direction', a 'state' or both")
        return self


class EscalatorDoc(Block):
    """An escalator: one moving flight between two lines, ridden in one direction, or walked like a stair if it stands.

    ``speed`` is that of the steps along the slope. People stand on it, or walk on with their speed on stairs if they
    are among the walkers of their population. ``capacity`` bounds how many step on while it runs; without it the flow
    is what people make who keep their distance. An escalator that is ``stopped`` is a stair, in both directions: people
    go up a still escalator as fast as up a stair (Okada et al. 2011: 0.78 to 0.79 m/s); the same is assumed downwards.
    An escalator that is ``closed`` lets nobody on; those on it go on to its end.
    """

    id: Id
    foot: EndDoc
    head: EndDoc
    direction: Motion = Field(
        description="how it moves at the start: up, down, or stopped and walked like a stair"
    )
    speed: Speed = parameter(
        0.5, source="EN 115-1: 0.5, 0.65 and 0.75 m/s; 0.5 m/s is the usual one in buildings", low=0.5, high=0.75,
        unit="m/s", gt=0, le=2, description="speed of the steps along the slope",
    )  # fmt: skip
    capacity: Rate | None = Field(
        None,
        gt=0,
        le=10,
        description="people per second that step on at most while it runs; default: what people make",
    )
    state: State = "open"
    changes: list[EscalatorChangeDoc] = []


class StopDoc(Block):
    """A landing of a lift: a line on the storey's edge, as wide as the doors."""

    storey: Id
    line: Line


_GUIDE_D = "usual passenger lift, CIBSE Guide D by general knowledge"


class LiftDoc(Block):
    """A lift that brings people to the storey ``to`` and fetches the next, as a lift does in an evacuation.

    Whoever is told to use it waits at the landing. The car goes where somebody waited first, opens, takes in people
    until it is full or nobody has come for ``dwell``, closes, goes to the storey ``to`` and lets everybody out there.
    It runs from rest to rest with ``acceleration`` up to ``speed``.
    """

    id: Id
    stops: Annotated[list[StopDoc], Field(min_length=2)]
    to: Id = Field(description="storey on which people get out")
    capacity: int = parameter(
        8, source=_GUIDE_D, low=4, high=26, assumption=True, ge=1, le=200, description="people in the car"
    )
    speed: Speed = parameter(
        1.0, source=_GUIDE_D, low=0.63, high=2.5, unit="m/s", assumption=True, gt=0, le=20,
        description="highest speed of the car",
    )  # fmt: skip
    acceleration: float = parameter(
        0.6, source=_GUIDE_D, low=0.4, high=1.2, unit="m/s2", assumption=True, gt=0, le=5,
        description="acceleration and deceleration of the car",
    )  # fmt: skip
    opening: Duration = parameter(
        2.0,
        source=_GUIDE_D,
        low=1.5,
        high=4.0,
        unit="s",
        assumption=True,
        ge=0,
        description="time to open the doors",
    )
    closing: Duration = parameter(
        3.0,
        source=_GUIDE_D,
        low=2.0,
        high=5.0,
        unit="s",
        assumption=True,
        ge=0,
        description="time to close the doors",
    )
    transfer: Duration = parameter(
        1.2, source=_GUIDE_D, low=0.8, high=2.0, unit="s", assumption=True, ge=0.2,
        description="time that each person takes through the doors",
    )  # fmt: skip
    dwell: Duration = parameter(
        3.0, source=_GUIDE_D, low=2.0, high=10.0, unit="s", assumption=True, ge=0,
        description="how long the doors stay open for the next person",
    )  # fmt: skip
    start: Duration = Field(0.0, ge=0, description="from when on the car serves the landings")
    home: Id | None = Field(None, description="storey at which the car stands at first; default: 'to'")


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

    ``sill`` and ``soffit`` are for fire models, through whose walls air passes between the two; people walk through
    whatever the heights are.
    """

    id: Id
    name: Name = ""
    storey: Id
    line: Line
    state: State = "open"
    changes: list[ChangeDoc] = []
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
    def _upright(self) -> Self:
        if self.soffit is not None and self.soffit <= self.sill:
            raise ValueError(f"its soffit, at {self.soffit:g} m, must be above its sill, at {self.sill:g} m")
        return self


class ExitDoc(OpeningDoc):
    """An exit: a line on the outer edge of a storey, by which people leave the venue.

    ``sill`` and ``soffit`` are for fire models, and people walk through whatever the heights are.
    """


class DoorDoc(OpeningDoc):
    """A door in a wall or across a gap. ``direction``: both, or only to the right / left of its line p -> q.

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


class VenueDoc(Block):
    """The building."""

    storeys: Annotated[list[StoreyDoc], Field(min_length=1)]
    seating: list[SeatingDoc] = []
    stairs: list[StairDoc] = []
    ramps: list[RampDoc] = []
    escalators: list[EscalatorDoc] = []
    lifts: list[LiftDoc] = []
    exits: list[ExitDoc] = []
    doors: list[DoorDoc] = []
    seams: list[SeamDoc] = []
    rooms: list[RoomDoc] = []
    drawing: DrawingDoc | None = Field(
        None,
        description="what the venue was imported from, in which unit it was drawn and where its origin lies there",
    )
    repair: bool = Field(False, description="repair slivers and overlaps instead of refusing them")
