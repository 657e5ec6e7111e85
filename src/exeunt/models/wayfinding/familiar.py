"""Many know only the way they came in."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from exeunt.base.kinds import parameter, register
from exeunt.base.quantities import Share
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.wayfinding.choice import FAMILY, Columns, ExitChoice, View, nearest_of
from exeunt.venue.blocks import Id


@register(FAMILY)
class Familiar(ExitChoice):
    """A share of people uses only the exits it knows, the rest the nearest of all.

    People leave by the exit they know even where another is nearer (Benthorn and Frantzich 1996). Among the
    known exits the nearest is taken. If none of them can be reached, the nearest open exit is.
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "The share of people who use only the exits they know is fixed; people do not change their minds when "
        "they see a queue or follow others.",
    )
    kind: Literal["familiar"] = "familiar"
    exits: list[Id] = Field(
        min_length=1,
        description="exits that everyone knows, such as the main entrance",
    )
    share: Share = parameter(
        2 / 3,
        source="two thirds take a familiar exit at equal cost (derived); 91 of 248 to 90 % at The Station",
        low=0.37,
        high=0.9,
        assumption=True,
        ge=0,
        le=1,
        description="share of people who know only these exits",
    )

    @field_validator("exits", mode="before")
    @classmethod
    def _single(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the exits that the rule names."""
        return tuple(self.exits)

    def knows(self, view: View) -> NDArray[np.bool_]:
        """See ``ExitChoice.knows``: the share knows the exits named, the rest all."""
        known = np.ones(view.walking.shape, dtype=np.bool_)
        bound = self._bound(view)
        known[bound] = False
        known[np.ix_(bound, view.columns(self.named))] = True
        return known

    def _bound(self, view: View) -> NDArray[np.bool_]:
        return np.asarray(uniforms(view.seed, Stream.FAMILIARITY, view.key) < self.share)

    def choose(self, view: View) -> Columns:
        """See ``ExitChoice.choose``."""
        known = view.columns(self.named)
        of_known = nearest_of(view.apparent, known)
        of_all = nearest_of(view.apparent, np.arange(len(view.exits), dtype=np.intp))
        bound = self._bound(view)
        return np.where(bound, np.where(of_known >= 0, of_known, known[0]), of_all)
