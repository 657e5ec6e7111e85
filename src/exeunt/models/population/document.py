"""People as the user writes them: one ``PopulationDoc`` for each group of people who share attributes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, PrivateAttr, TypeAdapter, model_validator

from exeunt.base.distributions import DurationValues, LengthValues, ShareValues, SpeedValues, YearsValues
from exeunt.base.kinds import Calibrated, Kind, parameter
from exeunt.base.quantities import Density, Duration, Length, Rate, Share, Speed
from exeunt.models.population.groups import GroupsDoc
from exeunt.models.population.mobility import ProfileName
from exeunt.models.population.speed_laws import AnySpeedLaw
from exeunt.venue.blocks import Block, Id, Line, Point, Ring


class PlaceDoc(Block):
    """A part of the venue: a whole storey, a room, or an area drawn on a storey."""

    storey: Id | None = None
    room: Id | None = None
    area: Ring | None = Field(None, description="corners of an area on the storey")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.storey is None) == (self.room is None):
            raise ValueError("give either storey (with or without area) or room")
        if self.area is not None and self.room is not None:
            raise ValueError("area goes with storey, not with room")
        return self


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


Places = Annotated[
    list[PlaceDoc],
    BeforeValidator(_as_list, json_schema_input_type=PlaceDoc | list[PlaceDoc]),
    Field(min_length=1),
]


def _as_points(value: Any) -> Any:
    """Return a list of places where a single place [x, y] stands."""
    single = isinstance(value, list | tuple) and value and not isinstance(value[0], list | tuple)
    return [value] if single else value


class SpotsDoc(Block):
    """Single places on a storey, each for one person, who stands exactly there."""

    storey: Id
    at: Annotated[
        list[Point],
        BeforeValidator(_as_points, json_schema_input_type=Point | list[Point]),
        Field(min_length=1, description="places in plan, [x, y] each"),
    ]


Spots = Annotated[
    list[SpotsDoc],
    BeforeValidator(_as_list, json_schema_input_type=SpotsDoc | list[SpotsDoc]),
    Field(min_length=1),
]


_GALEA = (
    "Galea et al. 2017, theatre of 1,200: response times grow with the distance of the seat from the aisle"
)


class NeighboursDoc(Block):
    """How neighbours in a row of seats rise together, so that nobody is held for long behind somebody who sits.

    The delays that are drawn for the people in a row are given out anew among them: the shortest to the seat at the
    aisle, the longest to the one farthest from it. So every delay that was drawn is some person's, and the row empties
    from the aisle. Whoever still sits in somebody's way starts when that person has been in the row for ``patience``.
    """

    by_aisle: bool = parameter(
        True, source=f"{_GALEA}; people take the nearer aisle (Imanishi & Sano 2019); growth from seat to seat is "
        "assumed", assumption=True,
        description="delays grow from the aisle inward; false: each person keeps the delay that was drawn for them",
    )  # fmt: skip
    patience: Duration | None = parameter(
        5.0, source="social influence is strongest on near neighbours (Nilsson & Johansson 2009); no source for the "
        "number", low=2.0, high=20.0, unit="s", assumption=True, ge=0, le=120,
        description="how long people want to pass before those who sit in their way rise; null: these never do",
    )  # fmt: skip


class SeatsDoc(Block):
    """Seats of one or more blocks of the venue, of which a share is taken.

    People whose bodies do not fit between the rows, such as wheelchair users, leave their seat empty and are in one of
    the ``spaces``, the nearest that is free. Without ``spaces`` they are in front of or behind the block, where a
    passage of 0.9 m is left beside them.
    """

    blocks: Annotated[list[Id], Field(min_length=1)]
    occupancy: Share = Field(1.0, ge=0, le=1)
    spaces: Spots | None = Field(
        None,
        description="places of people who do not fit between the rows; default: in front of or behind the block",
    )
    neighbours: NeighboursDoc | None = Field(
        default_factory=NeighboursDoc,
        description="how neighbours in a row rise together; null: each person by themself, whoever wants to pass",
    )

    @model_validator(mode="after")
    def _once(self) -> Self:
        if len(set(self.blocks)) < len(self.blocks):
            raise ValueError("a block is named twice")
        return self


class RateDoc(Block):
    """People per second from one time until another."""

    model_config = ConfigDict(
        defer_build=True, extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True
    )
    start: Duration = Field(0.0, ge=0, alias="from")
    until: Duration = Field(gt=0)
    rate: Rate = Field(ge=0)

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.until <= self.start:
            raise ValueError(f"until ({self.until:g} s) must be later than from ({self.start:g} s)")
        return self


class ArrivalDoc(Block):
    """One person who comes in, as counted or filmed: when and where, at which speed, and told to use which exit.

    ``velocity`` is the person's at the first moment (models without inertia do not use it); ``exit`` counts for
    people whose choice of exits is ``assigned``.
    """

    time: Duration = Field(ge=0)
    place: Point
    velocity: tuple[Speed, Speed] = (0.0, 0.0)
    exit: Id | None = None


class InflowDoc(Block):
    """People who come in during the run: across a line on a storey, anywhere in a place, or each as listed.

    ``even`` arrivals keep the rate exactly (the number that came differs from its integral by half a person
    at most); ``poisson`` arrivals come independently of one another, so their number varies with the seed.
    ``people`` lists measured arrivals one by one; it needs a storey and no rates. A person whose place is taken comes
    in at the nearest free one that is in sight of it and at most ``beside`` away, and waits where there is none.
    """

    storey: Id | None = None
    line: Line | None = None
    where: Places | None = None
    people: Annotated[list[ArrivalDoc], Field(min_length=1)] | None = None
    rates: Annotated[list[RateDoc], Field(min_length=1)] | None = None
    arrivals: Literal["even", "poisson"] = "even"
    beside: Length = parameter(
        1.0, source="about two bodies: in dense films people come in nearer to each other than the model lets them",
        low=0.0, high=1.5, unit="m", assumption=True, ge=0,
        description="how far from a listed place people may come in where somebody stands on it; 0: they wait",
    )  # fmt: skip

    @model_validator(mode="after")
    def _entrance(self) -> Self:
        if sum(entrance is not None for entrance in (self.line, self.where, self.people)) != 1:
            raise ValueError("give either line (with storey) or where, or list people (with storey)")
        if (self.where is None) != (self.storey is not None):
            raise ValueError("line and storey go together, and so do people and storey")
        if (self.people is None) != (self.rates is not None):
            raise ValueError("an inflow needs rates, or people who are listed with their times, not both")
        if self.people is None and self.beside != type(self).model_fields["beside"].default:
            raise ValueError(
                "beside is for people who are listed; line and where find free places themselves"
            )
        for before, after in pairwise(self.rates or []):
            if after.start < before.until:
                raise ValueError(f"the rate from {after.start:g} s starts before the one ahead of it ends")
        return self


class LiftUseDoc(Block):
    """Who uses a lift: a share of the population, on the storeys from which it brings people to another."""

    id: Id
    share: Share = Field(1.0, ge=0, le=1)


_WEIDMANN = "Weidmann 1993, Transporttechnik der Fussgaenger: 1.34 m/s, standard deviation 0.26 m/s"
_FRUIN = "Fruin 1971 by age and sex as quoted for PD 7974-6 ({}), over Weidmann's 1.34 m/s"


_COUNTS = ("number", "density", "places", "seats", "inflow")


class PopulationDoc(Block):
    """A group of people.

    How many there are and where they stand follows from exactly one of ``number`` (with ``where``),
    ``density`` (with ``where``), ``places``, ``seats`` and ``inflow``. Without ``where`` people stand
    anywhere on any storey.
    """

    id: Id
    number: int | None = Field(None, ge=0, description="how many people")
    density: Density | None = Field(
        None, ge=0, description="people per square metre of walkable area in 'where'"
    )
    where: Places | None = Field(None, description="where they stand at the start; default: on all storeys")
    places: Spots | None = Field(None, description="where each person stands at the start, one place each")
    seats: SeatsDoc | None = None
    inflow: InflowDoc | None = None

    def cannot_show(self) -> tuple[str, ...]:
        """Return what the report must say of a population."""
        return () if self.injured is None else ("Who is injured, and when, is stated and not computed.",)

    injured: Duration | None = Field(
        None, ge=0,
        description="time from which on they cannot walk and lie where they are (s); default: nobody is injured",
    )  # fmt: skip

    desired_speed: SpeedValues = parameter(
        {"kind": "normal", "mean": 1.34, "sd": 0.26, "min": 0.5, "max": 2.2}, validate_default=True,
        source=f"{_WEIDMANN}; cut at 0.5 and 2.2 m/s", low=0.5, high=2.2, unit="m/s",
        description="speed on level ground with free way, of people without restricted mobility",
    )  # fmt: skip
    radius: LengthValues = parameter(
        {"kind": "constant", "value": 0.2}, validate_default=True,
        source="collision-free speed model as in JuPedSim: 0.2 m",
        low=0.15, high=0.25, unit="m", assumption=True, description="radius of the body seen from above",
    )  # fmt: skip
    time_gap: DurationValues = parameter(
        {"kind": "constant", "value": 0.55}, validate_default=True,
        source="chosen with the default movement model on the half for parameters of the experiments; Tordeux, Chraibi "
        "& Seyfried 2016, collision-free speed model: T = 1 s",
        low=0.5, high=1.5, unit="s", assumption=True,
        description="time gap kept to the person ahead; default: that of the movement model, here of the default one",
    )  # fmt: skip
    stair_ratio_up: ShareValues = parameter(
        {"kind": "constant", "value": 0.43}, validate_default=True,
        source=_FRUIN.format("0.485-0.67 m/s up"), low=0.36, high=0.50,
        description="speed up a stair, along the slope, over the person's speed on the level",
    )  # fmt: skip
    stair_ratio_down: ShareValues = parameter(
        {"kind": "constant", "value": 0.60}, validate_default=True,
        source=_FRUIN.format("0.595-1.01 m/s down"), low=0.44, high=0.75,
        description="speed down a stair, along the slope, over the person's speed on the level",
    )  # fmt: skip
    mobility: dict[ProfileName, Share] = parameter(
        {"reduced": 0.06}, source="6 to 10 % of a public audience move slower; zero is never the default",
        low=0.06, high=0.10, assumption=True, description="share of people in each mobility profile",
    )  # fmt: skip
    mobility_radius: dict[ProfileName, Length] = parameter(
        {"wheelchair_manual": 0.4, "wheelchair_electric": 0.4, "wheelchair_attended": 0.45}, unit="m", low=0.35,
        high=0.6, assumption=True,
        source="reference wheelchair 0.70 m by 1.20 m (ISO 21542): a disc wider than the chair, not as long",
        description="radius of the body in a mobility profile where it is not that of other people",
    )  # fmt: skip
    clear_width: dict[ProfileName, Length] = parameter(
        {
            "wheelchair_manual": 0.8, "wheelchair_electric": 0.8, "wheelchair_attended": 0.8, "assisted": 0.8,
        }, unit="m", low=0.7, high=0.9, assumption=True,
        source="clear width of accessible doors: 0.80 m (ISO 21542), 0.815 m (ADA 2010, 404.2.3); a chair has 0.70 m; "
        "an occupant and a helper pass it in file",
        description="clear width that people of a mobility profile need of openings, stairs and gaps; no less than 1.8 "
        "radii of the body, which is what all others need",
    )  # fmt: skip
    age: YearsValues | None = Field(
        None, description="age in years, for laws that use it; default: not stated"
    )
    female: Share | None = Field(
        None, ge=0, le=1, description="share of women, for laws that use it; default: not stated"
    )
    escalator_walkers: Share = parameter(
        0.25, source="between a quarter and a third of riders walk where there is room; figures differ by place",
        low=0.0, high=0.5, assumption=True, ge=0, le=1, description="share of people who walk on escalators",
    )  # fmt: skip
    lift: LiftUseDoc | None = Field(None, description="who leaves by a lift; default: nobody")
    groups: GroupsDoc | None = Field(None, description="who came together; default: everybody alone")
    speed_law: AnySpeedLaw | None = Field(
        None,
        description="speeds by age and sex; takes the place of desired_speed and of what it knows of stairs",
    )

    _implied: dict[str, Any] = PrivateAttr(default_factory=dict)
    _calibrated: dict[str, Calibrated] = PrivateAttr(default_factory=dict)

    @property
    def implied(self) -> Mapping[str, Any]:
        """Values that the law of walking brings along where the population states none."""
        return self._implied

    @property
    def belonging(self) -> Mapping[str, Calibrated]:
        """Where these values come from."""
        return self._calibrated

    def calibrated_with(self, kind: Kind) -> Self:
        """Return the population with the attributes that belong to a law of walking, where it states none itself."""
        if not kind.calibrated:
            return self
        copy = self.model_copy()
        copy._calibrated = dict(kind.calibrated)
        copy._implied = {
            name: TypeAdapter(type(self).model_fields[name].rebuild_annotation()).validate_python(one.value)
            for name, one in kind.calibrated.items()
        }
        copy.__dict__.update(
            {name: value for name, value in copy._implied.items() if name not in self.model_fields_set}
        )
        return copy

    @model_validator(mode="after")
    def _one_way_to_count(self) -> Self:
        given = [name for name in _COUNTS if getattr(self, name) is not None]
        if len(given) != 1:
            has = " and ".join(given) or "none"
            raise ValueError(f"give exactly one of {', '.join(_COUNTS)}; '{self.id}' has {has}")
        if self.where is not None and given[0] not in ("number", "density"):
            raise ValueError(f"'where' does not go with '{given[0]}'")
        for profile, share in self.mobility.items():
            if not 0 <= share <= 1:
                raise ValueError(f"share of '{profile}' must lie between 0 and 1, not {share:g}")
        if sum(self.mobility.values()) > 1 + 1e-9:
            raise ValueError(f"the shares of mobility add up to {sum(self.mobility.values()):g}, more than 1")
        return self

    @model_validator(mode="after")
    def _law_has_what_it_needs(self) -> Self:
        if self.speed_law is None:
            return self
        usual = type(self).model_fields["desired_speed"].default
        if self.desired_speed.model_dump(exclude_none=True) != usual:
            raise ValueError("give either desired_speed or speed_law")
        missing = [name for name in self.speed_law.needs if getattr(self, name) is None]
        if missing:
            raise ValueError(f"speed_law '{self.speed_law.kind}' needs {' and '.join(missing)}")
        return self

    @model_validator(mode="after")
    def _possible_values(self) -> Self:
        for profile, radius in self.mobility_radius.items():
            if not 0.05 <= radius <= 1.0:
                raise ValueError(f"radius of '{profile}' must lie between 0.05 and 1 m, not {radius:g} m")
        for profile, width in self.clear_width.items():
            if not 0.0 <= width <= 3.0:
                raise ValueError(f"clear_width of '{profile}' must lie between 0 and 3 m, not {width:g} m")
        for name in ("desired_speed", "radius", "time_gap", "stair_ratio_up", "stair_ratio_down"):
            values = getattr(self, name)
            low, _ = values.support()
            if low < 0 or (low == 0 and values.kind in ("constant", "uniform", "normal", "histogram")):
                raise ValueError(f"{name} must stay above 0 for everyone: add 'min' or choose other values")
        return self
