"""The decision to act as an ordered logit: perceived risk against two thresholds."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from exeunt.base.columns import CUES
from exeunt.base.kinds import parameter, register
from exeunt.base.maths import log_array
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.behaviour.preparing import FAMILY, Deciding, Perceived, Rule, Times
from exeunt.models.behaviour.rates import ContagionDoc, RatesDoc
from exeunt.models.behaviour.sights import SEEN
from exeunt.world.state import World

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

NEIGHBOURS = CUES.index("people nearby")
_FORM = "form: Lovreglio, Ronchi & Nilsson 2016; value proposed, no direct source"


@register(FAMILY)
class OrderedLogit(Deciding):
    """Three states, one perceived risk: normal below ``investigate``, evacuating above ``act``, investigating between.

    R = strength s + neighbours f + waiting t, with s the sum of the rates of the cues perceived now, f the weighted
    share of visible neighbours who act and t the minutes since the first cue. With a logistic error of scale
    ``spread``: P(normal) = L(t1 - R), P(investigating) = L(t2 - R) - L(t1 - R), P(evacuating) = 1 - L(t2 - R). The
    error of a person is drawn once, so that shares follow these probabilities at any time whatever the time step;
    nobody goes back. The delays of the populations do not count here.
    """

    kind: Literal["ordered_logit"] = "ordered_logit"
    references: ClassVar[tuple[str, ...]] = ("Lovreglio, Ronchi & Nilsson 2016",)
    limitations: ClassVar[tuple[str, ...]] = (
        "The risk that people perceive is a sum with stated weights, and nobody who has begun to act calms down "
        "again.",
    )
    rates: RatesDoc = Field(default_factory=RatesDoc, description="how strong cues are")
    contagion: ContagionDoc | None = Field(
        default_factory=ContagionDoc, description="who counts as neighbour; its weight does not; null: nobody"
    )
    strength: float = parameter(
        1.0, source=_FORM, low=0.5, high=2.0, assumption=True, ge=0, le=100,
        description="risk for each unit of the rates of cues",
    )  # fmt: skip
    neighbours: float = parameter(
        3.0, source=_FORM, low=1.0, high=6.0, assumption=True, ge=0, le=100,
        description="risk when all visible neighbours act",
    )  # fmt: skip
    waiting: float = parameter(
        3.0, source=_FORM, low=1.0, high=6.0, unit="1/min", assumption=True, ge=0, le=1000,
        description="risk for each minute since the first cue",
    )  # fmt: skip
    investigate: float = parameter(
        1.5, source=_FORM, low=0.5, high=3.0, assumption=True, description="threshold t1 of investigating"
    )
    act: float = parameter(
        4.0, source=f"{_FORM}: a median of 60 s under a bell alone", low=2.0, high=8.0, assumption=True,
        description="threshold t2 of evacuating",
    )  # fmt: skip
    spread: float = parameter(
        1.0, source=f"{_FORM}; the scale of the error fixes that of the risk", gt=0, le=100,
        description="scale of the logistic error",
    )  # fmt: skip

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.investigate > self.act:
            raise ValueError("'investigate' must not be above 'act'")
        return self

    @property
    def influence(self) -> ContagionDoc | None:
        """How far it matters that others act; None: it does not."""
        return self.contagion

    def rate(self, kind: str) -> float:
        """Return the rate of a kind of ``CUES``."""
        return self.rates.of(kind)

    def rule(self, world: World) -> Rule:
        """Return the rule for a run."""
        return _Risk(self, world)


class _Risk:
    """The errors of everyone in a run."""

    def __init__(self, kind: OrderedLogit, world: World) -> None:
        self.kind = kind
        u = np.maximum(uniforms(world.seed, Stream.DECISION, world["key"]), 2.0**-53)
        self.error = kind.spread * (log_array(u) - log_array(1.0 - u))
        self.of_seen = np.array([kind.rates.of(CUES[index]) for index in SEEN], dtype=np.float64)

    def decide(self, world: World, rows: Rows, perceived: Perceived, times: Times) -> None:
        """See ``Rule``; thresholds are passed when the risk, linear in time between two looks, passes them."""
        kind, heard, start, end = self.kind, perceived.heard, perceived.start, perceived.end
        on = (heard.begin < end) & (heard.until > np.maximum(heard.begin, start)) & (heard.rate > 0.0)
        parts = np.column_stack([
            np.where(on, heard.rate, 0.0),
            np.where(perceived.ready < end, 1.0, 0.0),
            perceived.seen[:, SEEN] * self.of_seen,
            perceived.acting,
        ])  # fmt: skip
        begin = np.where(on, heard.begin, np.inf).min(axis=1, initial=np.inf)
        begin = np.minimum(begin, perceived.ready)
        begin[(parts[:, heard.rate.size + 1 :] > 0.0).any(axis=1)] = start
        cued = np.isnan(times.aware) & (begin < end)
        words = np.concatenate([heard.kind, [0], SEEN, [NEIGHBOURS]])
        times.aware[cued], times.by[cued] = begin[cued], words[np.argmax(parts, axis=1)][cued]
        base = (
            kind.strength * parts[:, :-1].sum(axis=1) + kind.neighbours * perceived.acting + self.error[rows]
        )
        known = ~np.isnan(times.aware)
        for threshold, column in ((kind.investigate, times.looks), (kind.act, times.decides)):
            if kind.waiting > 0.0:
                passed = times.aware + (threshold - base) / kind.waiting * 60.0
            else:
                passed = np.where(base >= threshold, times.aware, np.inf)
            passed = np.maximum(passed, np.maximum(times.aware, np.minimum(start, begin)))
            now = known & np.isnan(column) & (passed < end)
            column[now] = passed[now]
        world["budget_left"][rows[~np.isnan(times.decides)]] = 0.0

    def clear(self, world: World, rows: Rows) -> None:
        """See ``Rule``: the time since the first cue is forgotten with it."""
