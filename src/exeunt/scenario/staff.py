"""Stewards as the user writes them, and as populations of one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.distributions import Distribution, DurationValues
from exeunt.base.kinds import Kind, parameter
from exeunt.base.quantities import Duration
from exeunt.base.streams import Stream
from exeunt.models.population.document import PlaceDoc
from exeunt.scenario.catalogue import Family
from exeunt.venue.blocks import Id, Point

AROUND = 0.75
"""A steward who finds its post taken stands within this distance, m."""


class StaffDoc(BaseModel):
    """A steward: a person with a post, a sector and an instruction.

    It stands at ``at`` and is at work ``delay`` plus ``confirmation`` after its cue: staff first make sure before they
    act. It leaves when nobody who can walk is left in its ``sector``, or at the time ``leaves``.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    id: Id
    storey: Id
    at: Point = Field(description="its post in plan (m)")
    sector: PlaceDoc | None = Field(None, description="what it is responsible for; default: its storey")
    instruction: Annotated[Kind, Family("instruction")] = Field(description="what it does when it is at work")
    cue: Literal["start", "alarm"] = Field("start", description="what the delay counts from, as for people")
    delay: DurationValues = parameter(
        {"kind": "log_normal", "median": 20.0, "sigma": 0.4}, validate_default=True,
        source="trained staff: proposed from 15 to 60 s in open tools; no direct source", low=10, high=60, unit="s",
        assumption=True, description="time until it reacts",
    )  # fmt: skip
    confirmation: DurationValues = parameter(
        {"kind": "log_normal", "median": 15.0, "sigma": 0.5}, validate_default=True,
        source="staff first seek confirmation: Samochine et al. 2005, Fire Safety Science 8:519; the number is ours",
        low=0, high=60, unit="s", assumption=True, description="time until it has made sure",
    )  # fmt: skip
    leaves: Duration | None = Field(
        None, ge=0, description="when it leaves (s); default: when its sector is empty"
    )


class DutyDelay(Distribution[float]):
    """The time until a steward is at work: reaction plus confirmation, each drawn by itself."""

    kind: Literal["duty"] = "duty"
    reaction: DurationValues
    confirmation: DurationValues

    def draw(self, seed: int, stream: int, keys: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Return one value for each person key, (people,)."""
        reaction = self.reaction.draw(seed, Stream.STAFF_DELAY, keys)
        return np.asarray(reaction + self.confirmation.draw(seed, Stream.STAFF_CONFIRMATION, keys))

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sum of both quantiles: exact only for people who are as slow in one as in the other."""
        return np.asarray(self.reaction.quantile(p) + self.confirmation.quantile(p))

    def support(self) -> tuple[float, float]:
        """Return the sums of both ends."""
        (low, high), (least, most) = self.reaction.support(), self.confirmation.support()
        return low + least, high + most


def population_of(staff: StaffDoc) -> dict[str, Any]:
    """Return what a population of this one steward is made of."""
    x, y = staff.at
    around = [
        (x - AROUND, y - AROUND),
        (x + AROUND, y - AROUND),
        (x + AROUND, y + AROUND),
        (x - AROUND, y + AROUND),
    ]
    named = getattr(staff.instruction, "names", None)
    choice = {"kind": "assigned", "exits": [named]} if named else {"kind": "nearest"}
    return {
        "id": staff.id,
        "number": 1,
        "where": [{"storey": staff.storey, "area": around}],
        "mobility": {},
        "cue": staff.cue,
        "exit_choice": choice,
        "pre_movement": {"kind": "constant", "value": 0.0},
    }
