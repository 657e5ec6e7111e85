"""Section ``refuges`` of a scenario: rooms in which people can lock themselves, and when they give them up."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration, Length
from exeunt.venue.blocks import Id
from exeunt.venue.document import AreaDoc

_RULE = "rule of this model: a refuge that fills with smoke is given up"


class AbandonDoc(BaseModel):
    """When the people in a refuge unlock it and leave: smoke or doses in it, whatever was ordered.

    Visibility is 3/K at the heads of those inside (Jin 1978). The dose expected is the one that they have, and what
    the air of this moment adds in ``wait``.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    visibility: Length = parameter(
        5.0, source=_RULE, low=3.0, high=10.0, unit="m", assumption=True, ge=0, le=100,
        description="they leave when things are seen less far than this",
    )  # fmt: skip
    dose: float = parameter(
        0.3, source="SFPE Handbook: 0.3 protects sensitive people, 1 is the median person", low=0.1, high=1.0,
        gt=0, le=1, description="they leave when a fractional effective dose would exceed this during the wait",
    )  # fmt: skip
    wait: Duration = parameter(
        300.0, source=_RULE, low=120, high=1800, unit="s", assumption=True, gt=0, le=14400,
        description="how long they expect to stay",
    )  # fmt: skip


class RefugeDoc(BaseModel):
    """A refuge: a room, or an area of a storey, with the doors that close it.

    People inside lock it when nobody of their group is still on the way to it, at once when it is full; it takes
    ``time_to_lock``. A locked refuge is a locked door to everybody else.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    limitations: ClassVar[tuple[str, ...]] = (
        "A locked refuge is taken to protect from what the scenario says that it protects from; how long a door "
        "holds is not modelled, and nobody opens it to those who come late.",
    )
    id: Id
    room: Id | None = Field(default=None, description="the room of the venue that it is")
    storey: Id | None = Field(default=None, description="storey of 'area', if it is no room")
    area: AreaDoc | None = Field(default=None, description="its outline, if it is no room")
    doors: Annotated[list[Id], Field(min_length=1)] = Field(description="the doors that close it")
    capacity: int | None = parameter(
        None, source="2 people per square metre: usual planning average of standing audiences", low=1, high=4,
        assumption=True, gt=0, le=100_000, description="people whom it takes; default: two per square metre",
    )  # fmt: skip
    time_to_lock: Duration = parameter(
        20.0, source="no source", low=5, high=60, unit="s", assumption=True, ge=0, le=3600,
        description="from the decision to lock to the locked door",
    )  # fmt: skip
    lockable: bool = Field(default=True, description="whether it can be locked from inside")
    protects: list[Literal["zone", "smoke"]] = Field(
        default=["zone"], min_length=1, description="what it protects from once it is locked"
    )
    known_to: list[Id] | None = Field(
        default=None,
        description="populations that know it from the start; default: everyone. Others may see it",
    )
    abandon: AbandonDoc = AbandonDoc()

    @field_validator("doors", "protects", "known_to", mode="before")
    @classmethod
    def _single(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.room is None) == (self.area is None):
            raise ValueError("a refuge is either a 'room' or an 'area' of a 'storey': give one of the two")
        if (self.area is None) != (self.storey is None):
            raise ValueError("'storey' and 'area' belong together")
        if len(set(self.doors)) < len(self.doors):
            raise ValueError("a door stands twice in 'doors'")
        return self


PEOPLE_EACH_M2 = 2.0
"""Capacity of a refuge that states none, per square metre."""
