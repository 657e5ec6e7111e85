"""Section ``lockdown`` of a scenario: orders to lock doors, and what holds when a fire contradicts them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration, Length
from exeunt.models.alarms.places import HeardIn, Reach
from exeunt.venue.blocks import Id

CONTROL_ROOM = "control room"


class OrderDoc(BaseModel):
    """One order: at a time, or when a call point or another detector responds, or when the control room announces.

    ``by: remote`` locks all doors together; ``by`` a population has each door locked by one of these people who has
    stood at it for ``time_to_lock``: where nobody is, it stays as it is.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    id: Id
    at: Duration | None = Field(default=None, ge=0, description="when it is given (s)")
    after: Id | None = Field(
        default=None, description=f"detector or call point that sets it off, or '{CONTROL_ROOM}'"
    )
    delay: Duration = parameter(
        0.0, source="none: the order follows at once", low=0, high=300, unit="s", assumption=True, ge=0, le=7200,
        description="from 'at' or 'after' to the order",
    )  # fmt: skip
    doors: list[Id] = Field(default=[], description="doors and exits to lock")
    refuges: list[Id] = Field(default=[], description="refuges whose doors are to be locked too")
    by: Literal["remote"] | Id = Field(default="remote", description="who locks: 'remote', or a population")
    time_to_lock: Duration = parameter(
        20.0, source="no source", low=5, high=60, unit="s", assumption=True, ge=0, le=3600,
        description="time that one person takes at one door",
    )  # fmt: skip
    reach: Length = parameter(
        2.5, source="no source", low=1.0, high=4.0, unit="m", assumption=True, gt=0, le=20,
        description="who is nearer to a door than this can lock it",
    )  # fmt: skip
    until: Duration | None = Field(
        default=None, gt=0, description="when the order ends and the doors open again (s)"
    )
    instruct: Literal["invacuate", "stay", "evacuate"] | None = Field(
        default=None, description="what people are told with it: go to a refuge, stay where they are, leave"
    )

    where: list[HeardIn] = Field(default=[], description="where people are told; default: everywhere")

    @field_validator("doors", "refuges", mode="before")
    @classmethod
    def _single(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_cause(self) -> Self:
        if (self.at is None) == (self.after is None):
            raise ValueError("an order is given 'at' a time or 'after' a signal: give one of the two")
        if not self.doors and not self.refuges and self.instruct is None:
            raise ValueError("an order needs 'doors', 'refuges' or 'instruct'")
        if self.where and self.instruct is None:
            raise ValueError("'where' says where people are told something: it needs 'instruct'")
        if self.until is not None and self.until <= (self.at or 0.0) + self.delay:
            raise ValueError(f"'until' must be after the order, at {(self.at or 0.0) + self.delay:g} s")
        return self

    @property
    def audible(self) -> Reach:
        """Where people hear it."""
        return Reach(tuple(self.where))


class LockdownDoc(BaseModel):
    """Orders of a lockdown, and which holds when a fire and a lockdown contradict each other.

    ``fire_first``: ``same compartment`` opens the doors of every compartment (ground between doors) in which there is
    smoke or heat, and voids the order to stay for the people in it; ``everywhere`` does so for all doors as soon as
    the fire alarm sounds; ``never`` lets the lockdown stand. A refuge is given up by its own rule in any case.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    orders: Annotated[list[OrderDoc], Field(min_length=1)]
    fire_first: Literal["same compartment", "everywhere", "never"] = parameter(
        "same compartment", source="rule of this model: fire near at hand is the nearer danger", assumption=True,
        description="where a fire opens what a lockdown has locked",
    )  # fmt: skip
    visibility: Length = parameter(
        10.0, source="tenability limit for short exposure: Engineers Australia", low=5.0, high=20.0, unit="m",
        assumption=True, gt=0, le=100,
        description="a compartment is on fire when things in it are seen less far than this",
    )  # fmt: skip
