"""An itinerary as the user writes it: places to go to before leaving, and how long to stay at each."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from exeunt.base.distributions import DurationValues
from exeunt.base.kinds import parameter
from exeunt.base.quantities import Length, Share
from exeunt.venue.blocks import Block, Id, Point, Ring

UNTIL_THE_ALARM: Literal["until the alarm"] = "until the alarm"
"""How long people stay whom nothing but their cue calls away."""


class VisitDoc(Block):
    """A place to go to: a point, an area, a room, a door or exit, or a block of seats, and how long to stay there.

    People spread over an area, a room or a block; at a point or a door they stand around it, as many as there are.
    """

    id: Id | None = Field(None, description="name of the place; default: what it is and its number")
    at: Point | None = Field(None, description="a point on the storey")
    area: Ring | None = Field(None, description="corners of an area on the storey")
    storey: Id | None = Field(
        None, description="storey of the point or area; may be left out if there is one only"
    )
    room: Id | None = Field(None, description="a room")
    door: Id | None = Field(None, description="before a door or an exit, on the side from which one comes")
    seats: Id | None = Field(
        None, description="among the rows of a block of seats, not each at their own seat"
    )
    stay: DurationValues | Literal["until the alarm"] = Field(
        0.0, validate_default=True,
        description="how long to stay: a duration, a distribution, or 'until the alarm' for as long as nothing calls "
        "them away (s)",
    )  # fmt: skip
    share: Share = Field(
        1.0, ge=0, le=1, description="share of people, or groups, who go there; the others go on"
    )
    when: Literal["before", "leaving"] | None = Field(
        None,
        description="before: until the person's cue, the alarm for instance, calls them away; leaving: on the way out, "
        "after the delay; default: before for people who wait for a cue, else leaving",
    )
    within: Length = parameter(
        1.0, source="waypoints of other tools are areas of 0.5 to 2 m; no source", low=0.5, high=2.0, unit="m",
        assumption=True, gt=0, le=10, description="how near to a point or door counts as there, for the first who come",
    )  # fmt: skip

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [name for name in ("at", "area", "room", "door", "seats") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError("a place of an itinerary is one of at, area, room, door and seats")
        if self.storey is not None and given[0] not in ("at", "area"):
            raise ValueError(f"storey goes with at and area, not with {given[0]}")
        return self

    @property
    def lasts(self) -> bool:
        """Whether nothing but a cue ends the stay."""
        return self.stay == UNTIL_THE_ALARM
