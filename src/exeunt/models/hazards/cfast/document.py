"""What a scenario says about a building as CFAST sees it: ceilings, roof vents, exhaust, detectors, sprinklers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Area, Duration, Length, Temperature
from exeunt.venue.blocks import Id, Point


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CompartmentDoc(_Part):
    """Rooms and storeys that hold one volume of air, such as stalls and galleries of a hall."""

    id: Id
    rooms: list[Id] = Field(default=[], description="rooms of the venue in it")
    storeys: list[Id] = Field(
        default=[], description="storeys in it, as far as no room of theirs is elsewhere"
    )
    ceiling: Length = Field(gt=0.5, le=200, description="height of its ceiling above its lowest floor (m)")
    area: Area | None = Field(
        None, gt=0, description="floor area of its box; default: that of its parts on the lowest floor (m²)"
    )


class RoofVentDoc(_Part):
    """A smoke vent in a roof."""

    id: Id
    compartment: Id
    area: Area = Field(gt=0, le=10000, description="free area (m²)")
    opens: Duration = Field(0.0, ge=0, description="when it opens (s); it takes 10 s")


class ExhaustDoc(_Part):
    """A fan that takes smoke out below the ceiling."""

    id: Id
    compartment: Id
    flow: float = Field(gt=0, le=10000, description="volume flow (m³/s)")
    starts: Duration = Field(0.0, ge=0, description="when it starts (s); it takes 10 s")


class HoleDoc(_Part):
    """An opening between two compartments, or to the outside, that is no door of the venue."""

    id: Id
    between: tuple[Id, Id] = Field(description="two compartments; 'outside' for the open air")
    width: Length = Field(gt=0, le=1000)
    bottom: Length = Field(0.0, ge=0, description="above the floor of the first compartment (m)")
    top: Length = Field(gt=0, description="above the floor of the first compartment (m)")


class DetectorDoc(_Part):
    """A smoke or heat detector below the ceiling."""

    id: Id
    storey: Id
    at: Point
    alarm: bool = Field(True, description="whether its response counts towards the alarm")
    kind: Literal["smoke", "heat"] = "smoke"
    obscuration: float = parameter(
        23.93, source="CFAST's default, 8 %/ft; FDS's default is 3.24 %/m", low=3.24, high=23.93, unit="%/m", gt=0,
        lt=100, description="obscuration at which a smoke detector responds",
    )  # fmt: skip
    temperature: Temperature = parameter(
        57.0,
        source="CFAST's default",
        unit="°C",
        gt=20,
        le=300,
        description="at which a heat detector responds",
    )
    rti: float = parameter(
        50.0,
        source="CFAST's default",
        low=5.0,
        high=350.0,
        unit="(m s)^0.5",
        gt=0,
        description="response time index",
    )


class SprinklerDoc(_Part):
    """A sprinkler; the first that opens damps the fire, as CFAST models it."""

    id: Id
    storey: Id
    at: Point
    alarm: bool = Field(True, description="whether its response counts towards the alarm")
    temperature: Temperature = parameter(
        68.0, source="usual link temperature", low=57.0, high=141.0, unit="°C", assumption=True, gt=20, le=300,
        description="at which it opens",
    )  # fmt: skip
    rti: float = parameter(
        50.0, source="quick response is 50 or less, by general knowledge", low=50.0, high=350.0, unit="(m s)^0.5",
        assumption=True, gt=0, description="response time index",
    )  # fmt: skip
    density: float = parameter(
        0.07, source="no source", low=0.03, high=0.2, unit="mm/s", assumption=True, ge=0, le=10,
        description="water on the floor per time; 0 leaves the fire as it is",
    )  # fmt: skip


Ceilings = Annotated[dict[Id, Annotated[Length, Field(gt=0.5, le=200)]], Field()]
