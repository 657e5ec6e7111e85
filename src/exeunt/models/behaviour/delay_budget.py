"""The delay budget: cues burn the delay that a person would have under a constant cue of rate 1."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from exeunt.base.columns import CUES
from exeunt.base.kinds import parameter, register
from exeunt.base.quantities import Share
from exeunt.models.behaviour.burning import NOTHING, burn
from exeunt.models.behaviour.preparing import FAMILY, Deciding, Perceived, Rule, Times
from exeunt.models.behaviour.rates import OWN, ContagionDoc, RatesDoc
from exeunt.models.behaviour.sights import SEEN
from exeunt.world.state import World

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

NEIGHBOURS = CUES.index("people nearby")


@register(FAMILY)
class DelayBudget(Deciding):
    """Each person has a budget D, its delay under a constant cue of rate 1; cues add up and burn it.

    B(t) = integral of the sum of the rates of all cues perceived. Alerted at B > 0, investigating at B >= q D,
    decided at B >= D; an accelerated-failure-time model: under one constant cue of rate r the time to decide is D /
    r. Neighbours who act add k f, with f the share of visible neighbours within the range who act, weighted by 1/(1 +
    d).
    """

    kind: Literal["delay_budget"] = "delay_budget"
    references: ClassVar[tuple[str, ...]] = (
        "Lovreglio, Kuligowski, Gwynne & Boyce 2019",
        "Wirth et al. 2023",
    )
    limitations: ClassVar[tuple[str, ...]] = (
        "Cues add up in any order: the tenth ring of a bell counts as much as the first, and no cue makes another "
        "more or less believable.",
    )
    rates: RatesDoc = Field(default_factory=RatesDoc, description="how fast cues burn the budget")
    contagion: ContagionDoc | None = Field(
        default_factory=ContagionDoc, description="influence of people who act; null: none"
    )
    investigate_at: Share = parameter(
        0.3, source=OWN, low=0.1, high=0.6, assumption=True, ge=0, le=1,
        description="share of the budget at which people look for confirmation",
    )  # fmt: skip

    @property
    def influence(self) -> ContagionDoc | None:
        """How far it matters that others act; None: it does not."""
        return self.contagion

    def rate(self, kind: str) -> float:
        """Return the rate of a kind of ``CUES``."""
        return self.rates.of(kind)

    def rule(self, world: World) -> Rule:
        """Return the rule for a run."""
        return _Budgets(self, world)


class _Budgets:
    """What is burned of everyone's budget in a run."""

    def __init__(self, kind: DelayBudget, world: World) -> None:
        self.kind = kind
        self.burned = np.zeros(world.people)
        self.weight = 0.0 if kind.contagion is None else kind.contagion.weight
        self.of_seen = np.array([kind.rates.of(CUES[index]) for index in SEEN], dtype=np.float64)

    def decide(self, world: World, rows: Rows, perceived: Perceived, times: Times) -> None:
        """See ``Rule``."""
        heard, budget = perceived.heard, world["pre_movement"][rows]
        # a cue of rate 1 for those who need none
        begin = np.column_stack([heard.begin, perceived.ready])
        until, rate = np.append(heard.until, np.inf), np.append(heard.rate, 1.0)
        parts = np.column_stack([perceived.seen[:, SEEN] * self.of_seen, self.weight * perceived.acting])
        burned, first = self.burned[rows], np.full(len(rows), NOTHING, dtype=np.int64)
        burn(
            perceived.start, perceived.end, begin, until, rate, parts.sum(axis=1), budget, self.kind.investigate_at,
            burned, times.aware, times.looks, times.decides, first,
        )  # fmt: skip
        self.burned[rows] = burned
        world["budget_left"][rows] = np.where(
            budget > 0.0, 1.0 - burned / np.where(budget > 0.0, budget, 1.0), 0.0
        )
        # by whom: the heard cue, nothing for those who start by themselves, or the strongest of what is seen
        words = np.concatenate([heard.kind, [0]])
        strongest = np.array([*SEEN, NEIGHBOURS])[np.argmax(parts, axis=1)]
        told = first != NOTHING
        by = np.where(first < len(words), words[np.minimum(first, len(words) - 1)], strongest)
        times.by[told] = by[told]

    def clear(self, world: World, rows: Rows) -> None:
        """See ``Rule``."""
        self.burned[rows] = 0.0
