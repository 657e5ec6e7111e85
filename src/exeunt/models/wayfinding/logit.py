"""People weigh time, what they know and what others do, each with a taste of their own."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator

from exeunt.base.kinds import parameter, register
from exeunt.base.maths import log_array
from exeunt.base.quantities import Duration, Length, Share
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.wayfinding.choice import F64, FAMILY, Columns, ExitChoice, View
from exeunt.venue.blocks import Id

_HAGHANI = "Haghani & Sarvi 2018, directional logit of laboratory trials"
_HERDING = (
    "sign disputed: positive in Lovreglio et al. 2014, slightly negative on average with a very large spread in "
    "Lovreglio et al. 2016, doi 10.1016/j.tra.2016.06.018"
)
_OPEN_UNIT = 0.5**53


@register(FAMILY)
class Logit(ExitChoice):
    """Random utility of exits: time to leave, familiarity, what visible others choose (multinomial logit).

    V = -``time`` (walking time + those ahead / (``specific_flow`` width)) + ``familiar`` if the exit is known
    + ln weight + ``others`` x (share of those nearby who head for it) + ``inertia`` for the present choice + noise.
    The noise is the person's own for each exit (Gumbel), drawn once, so that people choose with the probabilities of
    the logit and do not waver. Others count within ``sight`` on the same storey, started and on their way, with
    weight 1 / (1 + distance in m); walls between are not looked at.

    ``weights`` say how well known exits are relative to each other: at equal times, 0.2 and 0.8 are chosen by 20 % and
    80 %. With time as currency rather than metres, coefficients of small laboratory rooms do not become a step
    function in a large hall.
    """

    references: ClassVar[tuple[str, ...]] = (
        "Haghani, M., Sarvi, M. (2018). Crowd behaviour and motion: empirical methods. Transportation Research Part B "
        "107, 253-294. doi:10.1016/j.trb.2017.06.017",
        "Lovreglio, R., Fonzone, A., dell'Olio, L. (2016). A mixed logit model for predicting exit choice during "
        "building evacuations. Transportation Research Part A 92, 59-75. doi:10.1016/j.tra.2016.06.018",
    )
    limitations: ClassVar[tuple[str, ...]] = (
        "People weigh time, familiarity and what others do with weights that are stated, not measured in this "
        "venue. They judge queues at all exits, also those behind walls, and walls do not hide what others "
        "choose.",
    )
    counts: ClassVar[bool] = True
    kind: Literal["logit"] = "logit"
    time: float = parameter(
        0.1, source=f"time as currency; {_HAGHANI}: 0.256 per metre or 0.33 per second, too steep for large rooms",
        low=0.05, high=0.33, unit="1/s", assumption=True, ge=0, description="disutility of a second",
    )  # fmt: skip
    specific_flow: float = parameter(
        1.3, source="SFPE Handbook: doors 1.3 persons per second and metre", low=0.96, high=2.5, unit="1/(m s)", gt=0,
        description="flow that people expect through a metre of exit",
    )  # fmt: skip
    exits: list[Id] = Field(default_factory=list, description="exits that everyone knows")
    familiar: float = parameter(
        1.1, source="three of four take the familiar exit at equal cost (derived); 0.7 for two thirds, 2.2 for 90 %",
        low=0.7, high=2.2, assumption=True, description="utility of a known exit",
    )  # fmt: skip
    weights: dict[Id, float] = parameter(
        {}, source="none: all exits equally well known", description="how well known exits are, 1 if not named",
    )  # fmt: skip
    others: float = parameter(
        1.0, source=_HERDING, low=-1.0, high=3.0, assumption=True,
        description="utility of an exit for which everyone nearby heads; 0: people do not look at each other",
    )  # fmt: skip
    sight: Length = parameter(
        10.0, source="visible neighbours rather than nearest ones: Wirth et al. 2023, PNAS Nexus pgad118; radius ours",
        low=5.0, high=20.0, unit="m", assumption=True, gt=0, le=100, description="how far others are noticed",
    )  # fmt: skip
    inertia: float = parameter(
        0.5, source="people revise choices with strong inertia: Haghani et al. 2019; the number is ours", low=0.0,
        high=2.0, assumption=True, ge=0, description="utility of the present choice",
    )  # fmt: skip
    every: Duration = parameter(
        1.0, source="FDS+Evac: Ehtamo et al. 2010", low=0.5, high=5.0, unit="s", gt=0,
        description="time between two looks of one person",
    )  # fmt: skip
    attention: Share = parameter(
        0.3, source="keeps crowds from flipping together; no source", low=0.1, high=1.0, assumption=True,
        gt=0, le=1, description="share of people who look when it is their turn",
    )  # fmt: skip

    @field_validator("exits", mode="before")
    @classmethod
    def _single(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @field_validator("weights")
    @classmethod
    def _positive(cls, value: dict[str, float]) -> dict[str, float]:
        for exit, weight in value.items():
            if not 0.0 < weight < 1e6:
                raise ValueError(f"the weight of exit '{exit}' must be above 0")
        return value

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the exits that the rule names."""
        return (*self.exits, *self.weights)

    @property
    def revise_every(self) -> float:
        """Seconds between two looks at the choice."""
        return self.every

    @property
    def revising_share(self) -> float:
        """Share of people who do look when it is their turn."""
        return self.attention

    @property
    def looks(self) -> float:
        """Distance up to which the choices of others count, in metres."""
        return self.sight if self.others != 0.0 else 0.0

    def choose(self, view: View) -> Columns:
        """See ``ExitChoice.choose``."""
        people = np.arange(len(view.current))
        value = -self.time * (view.walking + view.ahead / (self.specific_flow * view.width))
        value[:, view.columns(tuple(self.exits))] += self.familiar
        if self.weights:
            value[:, view.columns(tuple(self.weights))] += log_array(np.array(list(self.weights.values())))
        value += self.others * view.others
        value += view.advice
        has = view.current >= 0
        value[people[has], view.current[has]] += self.inertia
        value += self._tastes(view)
        best = np.argmax(value, axis=1)
        return np.where(np.isfinite(value[people, best]), best, -1)

    @staticmethod
    def _tastes(view: View) -> F64:
        """Return (people, exits) Gumbel noise, the same at every look."""
        noise = np.empty_like(view.walking)
        for column in range(noise.shape[1]):
            drawn = uniforms(view.seed, Stream.EXIT_TASTE, view.key, 0, column)
            noise[:, column] = -log_array(-log_array(np.maximum(drawn, _OPEN_UNIT)))
        return noise
