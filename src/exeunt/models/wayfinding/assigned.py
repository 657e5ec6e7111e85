"""Everyone goes where they were told."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from exeunt.base.kinds import register
from exeunt.base.quantities import Share
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.wayfinding.choice import FAMILY, Columns, ExitChoice, View
from exeunt.venue.blocks import Id


@register(FAMILY)
class Assigned(ExitChoice):
    """Use the exit one was told to use, by name in the scenario or by the column ``assigned_exit``.

    With several exits each person gets one of them for good, drawn by the shares. If it is shut or cannot be
    reached, the nearest open exit stands in until it can be.
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "People go to the exit they were given, whatever they see on the way.",
    )
    kind: Literal["assigned"] = "assigned"
    exits: dict[Id, Share] | list[Id] = Field(
        default_factory=list,
        description="exits, or exits with their shares of people; a list stands for equal shares",
    )

    @field_validator("exits", mode="before")
    @classmethod
    def _single(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @field_validator("exits")
    @classmethod
    def _shares(cls, value: dict[str, float] | list[str]) -> dict[str, float] | list[str]:
        if isinstance(value, dict) and value:
            if min(value.values()) < 0:
                raise ValueError("a share cannot be negative")
            if abs(sum(value.values()) - 1.0) > 1e-6:
                raise ValueError(f"the shares of the exits add up to {sum(value.values()):g}, not to 1")
        return value

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the exits that the rule names."""
        return tuple(self.exits)

    def knows(self, view: View) -> NDArray[np.bool_]:
        """See ``ExitChoice.knows``: only the exit that each was told to use."""
        told = self.choose(view)
        known = np.zeros(view.walking.shape, dtype=np.bool_)
        people = np.flatnonzero(told >= 0)
        known[people, told[people]] = True
        return known

    def choose(self, view: View) -> Columns:
        """See ``ExitChoice.choose``."""
        columns = view.columns(self.named)
        if len(columns) == 0:
            return view.told.copy()
        shares = list(self.exits.values()) if isinstance(self.exits, dict) else [1.0] * len(columns)
        upper = np.cumsum(shares) / np.sum(shares)
        drawn = uniforms(view.seed, Stream.EXIT_CHOICE, view.key)
        pick = np.minimum(np.searchsorted(upper, drawn, side="right"), len(columns) - 1)
        return np.where(view.told >= 0, view.told, columns[pick])
