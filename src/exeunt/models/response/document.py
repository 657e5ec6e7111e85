"""Responders as the user writes them: one ``ResponderDoc`` for each task force."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from exeunt.base.distributions import DurationValues, SpeedValues
from exeunt.base.kinds import parameter
from exeunt.base.quantities import AreaRate, Duration, Extinction, Length
from exeunt.venue.blocks import Block, Id, Point

_EXERCISES = (
    "Bachman et al. 2019, Prehosp. Emerg. Care 23:309: 69 exercises with 388 medical and 468 police responders, 11 "
    "casualties on 13,000 sq ft"
)
_FITTED = (
    "chosen so that the medians of the exercises come out (verification test behaviour-10); no direct source"
)


class CollectionPointDoc(Block):
    """Where casualties are laid down inside the venue."""

    storey: Id
    at: Point = Field(description="its place in plan (m)")


class ResponderDoc(BaseModel):
    """A task force: people who are called, assemble outside, come in, search, treat and carry.

    All times of the chain count from the call. It works in parties of ``bearers`` people; who is left over goes with
    the first parties. What happens to the casualties from the collection point on is not simulated.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    limitations: ClassVar[tuple[str, ...]] = (
        "Responders follow one chain: called, assembled, in, search, treat and carry. Treatment stands for the "
        "time it takes; the course of injuries, orders that change on the way, and all beyond the collection "
        "point are not simulated.",
    )
    id: Id
    called: Duration | None = Field(None, ge=0, description="when it is called (s)")
    called_by: Id | None = Field(
        None,
        description="alarm system, detector, call point or 'control_room' at whose signal it is called; 'alarm': the "
        "alarm of a building without alarm systems",
    )
    command: DurationValues = parameter(
        {"kind": "log_normal", "median": 246.0, "sigma": 0.23}, validate_default=True,
        source=f"median 4.1 min, 90 % within 5.5 min: {_EXERCISES}", unit="s",
        description="time from the call to a unified command",
    )  # fmt: skip
    assembled: DurationValues = parameter(
        {"kind": "log_normal", "median": 564.0, "sigma": 0.28}, validate_default=True,
        source=f"median 9.4 min, 90 % within 13.5 min: {_EXERCISES}", unit="s",
        description="time from the call until the task force is assembled; never before the command",
    )  # fmt: skip
    hold: DurationValues = parameter(
        {"kind": "constant", "value": 0.0}, validate_default=True,
        source="none: how long it is held at staging is for who plans to say (Manchester 2017: 44 min to the entry of "
        "two specialist medical responders)", low=0, high=3600, unit="s", assumption=True,
        description="further wait at staging",
    )  # fmt: skip
    approach: DurationValues = parameter(
        {"kind": "log_normal", "median": 120.0, "sigma": 0.3}, validate_default=True, source=_FITTED, low=30, high=300,
        unit="s", assumption=True, description="briefing, and the way from staging to the entrance",
    )  # fmt: skip
    enter: Id = Field(description="exit by which it comes in, against the crowd")
    number: int = parameter(
        6, source=f"388 / 69 = 5.6 medical responders a run; police cover is not simulated: {_EXERCISES}", low=4,
        high=12, ge=1, le=500, description="how many people it has",
    )  # fmt: skip
    bearers: int = parameter(
        2, source="proposed; two to six bearers in use, no direct source", low=2, high=6, assumption=True, ge=1, le=8,
        description="people of one party, who carry a casualty together",
    )  # fmt: skip
    search: list[Id] | None = Field(
        None,
        description="rooms and storeys to search, in this order; default: all rooms and the rest of all storeys, the "
        "nearest first; empty: only who is seen, or told of, is found",
    )
    told: bool = Field(
        False,
        description="whether those who cleared the floor, such as police, tell at the entry where casualties lie",
    )
    first: Literal["treat_known", "treat_all", "carry_at_once"] = parameter(
        "treat_known", source="task forces first treat whom they find and then move them; no measurement",
        assumption=True, description="all who are known are treated and then carried before the search goes on; all "
        "are found and treated before anybody is carried; or each is carried at once",
    )  # fmt: skip
    collection_point: CollectionPointDoc = Field(description="where casualties are laid down")
    desired_speed: SpeedValues = parameter(
        {"kind": "constant", "value": 1.2}, validate_default=True,
        source="responders in clear air 1.2 m/s; smoke slows them by the law for all", low=1.0, high=1.5, unit="m/s",
        assumption=True, description="walking speed of responders who carry nobody",
    )  # fmt: skip
    treat: DurationValues = parameter(
        {"kind": "uniform", "min": 30.0, "max": 60.0}, validate_default=True,
        source="START 30 to 60 s, SALT 15 to 40 s a patient, from memory; unchecked", low=15, high=120, unit="s",
        assumption=True, description="time to triage and treat a casualty where it lies",
    )  # fmt: skip
    prepare: DurationValues = parameter(
        {"kind": "uniform", "min": 30.0, "max": 60.0}, validate_default=True, source=_FITTED, low=20, high=90,
        unit="s", assumption=True, description="time from the bearers' arrival to lifting the casualty",
    )  # fmt: skip
    carry_speed: SpeedValues = parameter(
        {"kind": "uniform", "min": 0.4, "max": 0.8}, validate_default=True,
        source="0.4 to 0.8 m/s with four bearers: proposed; 0.50 m/s with a stretcher crew of 5 in a dark tunnel",
        low=0.4, high=0.8, unit="m/s", assumption=True,
        description="speed of bearers with a casualty, on the level and along stairs",
    )  # fmt: skip
    search_clear: AreaRate = parameter(
        30.0 / 60.0, source="20 to 40 m²/min in clear air: proposed; no direct source", low=20 / 60, high=40 / 60,
        unit="m²/s", assumption=True, gt=0, description="area that a party searches in a second, way included",
    )  # fmt: skip
    search_smoke: AreaRate = parameter(
        3.0 / 60.0, source="room of 12 m² in 4 min by two in zero visibility (derived): 3 m²/min", low=2 / 60,
        high=6 / 60, unit="m²/s", gt=0, description="the same in dense smoke",
    )  # fmt: skip
    dense_smoke: Extinction = parameter(
        0.6, source="visibility of 5 m by K V = 3", low=0.3, high=1.5, unit="1/m", assumption=True, gt=0,
        description="extinction coefficient from which on smoke is dense",
    )  # fmt: skip
    sees: Length = parameter(
        15.0, source="no source", low=5.0, high=30.0, unit="m", assumption=True, gt=0, le=100,
        description="how far, in sight, a casualty is noticed on the way; less in smoke (3 / K)",
    )  # fmt: skip
    keep_away: Length = parameter(
        30.0, source="no source; nobody goes where a danger zone is nearer than this or in sight", low=15.0, high=100.0,
        unit="m", assumption=True, ge=0, le=500,
        description="distance along open ways from a danger zone within which the ground counts as hot",
    )  # fmt: skip

    @model_validator(mode="after")
    def _one_call(self) -> Self:
        if (self.called is None) == (self.called_by is None):
            raise ValueError(f"give either called or called_by for task force '{self.id}'")
        if self.number < self.bearers:
            raise ValueError(
                f"task force '{self.id}' has {self.number} people and needs {self.bearers} to carry a casualty"
            )
        return self
