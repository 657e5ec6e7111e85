"""Prescribed hazards: what the user says about smoke, heat and fire; no fire model is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from exeunt.base.errors import Problem
from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.quantities import Duration, Extinction, Length, MoleFraction, RadiantFlux, Share, Temperature
from exeunt.models.hazards.field import QUANTITIES, Source, ambient
from exeunt.models.hazards.filling import RoomFilling
from exeunt.models.hazards.fires import FireDoc, FuelDoc
from exeunt.models.hazards.places import Key, Placed, point_problems
from exeunt.models.hazards.sampling import Heads, Region, add_layers, add_point_source
from exeunt.models.hazards.site import AirVent, Site
from exeunt.venue.blocks import Id, Point
from exeunt.venue.venue import Venue

FAMILY = "hazard"
Floats = NDArray[np.float64]
_NO_HORIZON = float("inf")


class HazardKind(Kind):
    """Base of all sources of hazards in a scenario."""

    id: Id

    def problems(self, site: Site, key: Key) -> list[Problem]:
        """Return what is wrong with it at this site; ``key`` is its place in the document."""
        return []

    def blocks(self) -> dict[str, float]:
        """Return the ids of openings that it blocks for good, and when, s."""
        return {}

    def vents(self, site: Site) -> list[AirVent]:
        """Return the exits and doors through which its air passes; none if it knows no openings."""
        return []

    def source(self, site: Site) -> Source:
        """Return it ready to sample.

        Raises
        ------
        HazardError
            If the fire model that it needs does not give a result.
        """
        raise NotImplementedError


class AirDoc(BaseModel):
    """The air at one time; what is not said is as in clean air."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    at: Duration = Field(0.0, ge=0, description="time of this state (s)")
    extinction: Extinction | None = Field(None, ge=0, le=1000, description="extinction coefficient (1/m)")
    air_temperature: Temperature | None = Field(None, ge=-50, le=2000, description="temperature (°C)")
    co: MoleFraction | None = Field(None, ge=0, le=1, description="carbon monoxide (mol/mol)")
    co2: MoleFraction | None = Field(None, ge=0, le=1, description="carbon dioxide (mol/mol)")
    o2: MoleFraction | None = Field(None, ge=0, le=1, description="oxygen (mol/mol)")
    hcn: MoleFraction | None = Field(None, ge=0, le=1, description="hydrogen cyanide (mol/mol)")
    hcl: MoleFraction | None = Field(None, ge=0, le=1, description="hydrogen chloride (mol/mol)")
    radiation: RadiantFlux | None = Field(None, ge=0, le=1e6, description="radiant flux (W/m²)")


@dataclass(frozen=True, eq=False)
class Ramp:
    """Air that is the same everywhere in a region and changes linearly between states (n, 8) at ``times`` (n,).

    Where it is flames (``takes_ground``), nobody walks from the first state on.
    """

    about: str
    region: Region
    times: Floats
    states: Floats
    takes_ground: Region | None = None

    @property
    def begins(self) -> float:
        """Time of the first state; before it the air is ambient."""
        return float(self.times[0])

    @property
    def horizon(self) -> float:
        """Time of the last state; a single state has no end."""
        return float(self.times[-1]) if len(self.times) > 1 else _NO_HORIZON

    def add(self, time: float, heads: Heads, out: Floats) -> None:
        """Add the state of the moment."""
        times, k = self.times, int(np.searchsorted(self.times, time, side="right")) - 1
        state = self.states[max(k, 0)]
        if 0 <= k < len(times) - 1:
            share = (time - times[k]) / (times[k + 1] - times[k])
            state = (1.0 - share) * state + share * self.states[k + 1]
        add_layers(heads, self.region, state, state, 0.0, 0.0, out)


@register(FAMILY)
class UniformField(Placed, HazardKind):
    """Air that is the same in a whole room, storey, area or venue: constant, or changing between stated times."""

    limitations: ClassVar[tuple[str, ...]] = (
        "Air that is stated is the same everywhere in its place and does not change with doors that people open; "
        "no fire was computed.",
    )
    kind: Literal["field"] = "field"
    states: Annotated[list[AirDoc], Field(min_length=1)] = Field(
        description="the air at one time, or at several in order; linear between them"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        times = [state.at for state in self.states]
        if any(later <= earlier for earlier, later in pairwise(times)):
            raise ValueError("the times 'at' of the states must grow from one to the next")
        return self

    def problems(self, site: Site, key: Key) -> list[Problem]:
        """Return errors of the place."""
        return self.place_problems(site.venue, self.id, key)

    def source(self, site: Site) -> Source:
        """Return the field."""
        clean = ambient(site.temperature)
        said = [[getattr(state, name) for name in QUANTITIES] for state in self.states]
        states = np.array([[c if v is None else v for v, c in zip(row, clean, strict=True)] for row in said])
        times = np.array([state.at for state in self.states])
        return Ramp(f"field '{self.id}'", self.region(site.venue), times, states - clean)


@dataclass(frozen=True, eq=False)
class PointFire:
    """A fire that only radiates, as a point at x, y, z (m)."""

    about: str
    region: Region
    place: tuple[float, float, float]
    fire: FireDoc
    horizon: float = _NO_HORIZON

    @property
    def begins(self) -> float:
        """When it starts, s."""
        return self.fire.start

    def capped(self, time: float) -> PointFire:
        """Return a fire that grows no more from ``time`` on."""
        return replace(self, fire=self.fire.capped(time))

    def jet(self, time: float, heads: Heads) -> tuple[Floats, Floats]:
        """Return NaN: it has no ceiling."""
        none = np.full(len(heads.x), np.nan)
        return none, none

    def add(self, time: float, heads: Heads, out: Floats) -> None:
        """Add its radiation."""
        x, y, z = self.place
        radiated = self.fire.power(time) * self.fire.radiative_fraction
        add_point_source(heads, self.region, x, y, z, radiated, out)


@register(FAMILY)
class RadiantFire(Placed, FireDoc, HazardKind):
    """A t² fire that radiates from a point to everyone on its storey or in its room; it makes no smoke.

    q = chi Q/(4 pi R²) (CFAST Technical Reference Guide). Inaccurate within a few fire diameters; walls and people give
    no shade.
    """

    kind: Literal["fire"] = "fire"
    references: ClassVar[tuple[str, ...]] = ("CFAST Technical Reference Guide",)
    limitations: ClassVar[tuple[str, ...]] = (
        "A fire that only radiates is a point: walls and people give no shade, and near the flames the flux is "
        "wrong.",
    )
    at: Point = Field(description="place of the fire in plan (m)")

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        return _needs_place(self)

    def problems(self, site: Site, key: Key) -> list[Problem]:
        """Return errors of the place."""
        return [
            *self.place_problems(site.venue, self.id, key),
            *point_problems(site.venue, self, self.at, self.id, key),
        ]

    def source(self, site: Site) -> Source:
        """Return the fire."""
        return PointFire(
            f"fire '{self.id}'", self.region(site.venue), _origin(self, site.venue, self.at), self
        )


@register(FAMILY)
class SmokeFilling(Placed, FireDoc, FuelDoc, HazardKind):
    """A fire whose smoke fills one room from the ceiling: two layers, Cooper 1982, plume of NFPA 92."""

    kind: Literal["room_filling"] = "room_filling"
    references: ClassVar[tuple[str, ...]] = ("Cooper 1982", "NFPA 92")
    limitations: ClassVar[tuple[str, ...]] = (
        "Smoke fills one room from its ceiling in two layers, as if its doors were shut and its ceiling level; it "
        "does not flow into other rooms. A room with large openings fills later than this.",
    )
    at: Point = Field(description="place of the fire in plan (m)")
    ceiling: Length = Field(gt=1, le=100, description="height of the ceiling above the floor (m)")
    heat_loss: Share = parameter(
        0.7, source="Cooper 1982: 0.6 to 0.9 of the heat goes to walls and radiation", low=0.6, high=0.9,
        assumption=True, ge=0, lt=1, description="share of the heat that does not stay in the smoke",
    )  # fmt: skip
    transition: Share = parameter(
        0.25, source="one comparison with an FDS run needed 0.43; not calibrated", low=0.0, high=0.43,
        assumption=True, ge=0, le=1,
        description="half thickness of the change between the layers, share of the ceiling height",
    )  # fmt: skip
    specific_extinction: float = parameter(
        8700.0, source="FDS User's Guide after Mulholland & Croarkin 2000, flaming", low=7600, high=9800,
        unit="m²/kg", gt=0, description="extinction by a kilogram of soot",
    )  # fmt: skip

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.height >= self.ceiling:
            raise ValueError("the fire burns above the ceiling: 'height' must be below 'ceiling'")
        if self.area is not None:
            raise ValueError("an area has no walls that hold the smoke: name a room, or a storey alone")
        return _needs_place(self)

    def problems(self, site: Site, key: Key) -> list[Problem]:
        """Return errors of the place."""
        return point_problems(site.venue, self, self.at, self.id, key)

    def source(self, site: Site) -> Source:
        """Return the room."""
        if self.room is not None:
            area = site.venue.room(self.room).area.area
        else:
            area = site.venue.surface(str(self.storey)).area.area
        return RoomFilling(
            about=f"fire '{self.id}'", region=self.region(site.venue), area=area, ceiling=self.ceiling, fire=self,
            fuel=self.burns(), place=_origin(self, site.venue, self.at), loss=self.heat_loss,
            transition=self.transition, specific_extinction=self.specific_extinction,
            longest=site.longest, temperature=site.temperature,
        )  # fmt: skip


@register(FAMILY)
class Flames(Placed, HazardKind):
    """An area lost to flames from a time on.

    Whoever is in it then is incapacitated by heat within a second or two; no way leads through it for those who have
    seen it.
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "An area is lost to flames all at once; how the fire spreads was not computed.",
    )
    kind: Literal["flames"] = "flames"
    start: Duration = Field(0.0, ge=0, description="when the area is lost (s)")
    air_temperature: Temperature = parameter(
        600.0, source="gases at the edge of flames; no source", low=500, high=1000, unit="°C", assumption=True,
        gt=100, le=2000, description="temperature in the flames",
    )  # fmt: skip
    radiation: RadiantFlux = parameter(
        50e3, source="flux inside flames; no source", low=20e3, high=150e3, unit="W/m²", assumption=True,
        gt=2500, le=1e6, description="radiant flux in the flames",
    )  # fmt: skip

    def problems(self, site: Site, key: Key) -> list[Problem]:
        """Return errors of the place."""
        return self.place_problems(site.venue, self.id, key)

    def source(self, site: Site) -> Source:
        """Return the area."""
        state = np.zeros(len(QUANTITIES))
        state[QUANTITIES.index("air_temperature")] = self.air_temperature - site.temperature
        state[QUANTITIES.index("radiation")] = self.radiation
        region = self.region(site.venue)
        return Ramp(f"flames '{self.id}'", region, np.array([self.start]), state[None, :], region)


def _needs_place(hazard: Any) -> Any:
    if hazard.storey is None and hazard.room is None:
        raise ValueError("a fire burns somewhere: name its storey or its room")
    return hazard


def _origin(place: Placed, venue: Venue, at: Point) -> tuple[float, float, float]:
    if place.room is not None:
        surface = venue.surfaces[venue.room(place.room).surface]
    else:
        surface = venue.surface(str(place.storey))
    x, y = at
    return x, y, surface.elevation_at(x, y) + float(getattr(place, "height", 0.0))


__all__ = ["FAMILY", "Flames", "HazardKind", "RadiantFire", "SmokeFilling", "UniformField"]
