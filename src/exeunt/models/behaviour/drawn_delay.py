"""The single drawn delay: whatever the first cue is, the person decides after its own delay."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from exeunt.base.distributions import DurationValues
from exeunt.base.kinds import parameter, register
from exeunt.models.behaviour.preparing import FAMILY, Deciding, FilmingDoc, Perceived, Rule, Times
from exeunt.models.behaviour.sights import SEEN
from exeunt.world.state import World

Rows = NDArray[np.intp]


@register(FAMILY)
class DrawnDelay(Deciding):
    """One delay for each person, drawn once and counted from the first cue that reaches it, whatever cues follow.

    The baseline of most evacuation models. Only flames and danger zones seen from near cut the delay short; who acts
    has no influence on others.
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "The first cue starts a delay that later cues, and other people, do not change, unless flames or a danger "
        "zone are seen from near.",
    )
    kind: Literal["drawn_delay"] = "drawn_delay"
    preparation: DurationValues = parameter(
        {"kind": "constant", "value": 0.0}, validate_default=True, source="the delay holds it", unit="s",
        description="from the end of the delay to the first step",
    )  # fmt: skip
    filming: FilmingDoc | None = Field(
        None, description="people who film after their delay; null: nobody, the delay holds it"
    )

    def rule(self, world: World) -> Rule:
        """Return the rule for a run."""
        return _Delays()


class _Delays:
    def decide(self, world: World, rows: Rows, perceived: Perceived, times: Times) -> None:
        """See ``Rule``: the first cue sets the end of the delay."""
        heard, seen = perceived.heard, perceived.seen[:, SEEN]
        counts = (heard.begin < heard.until) & (heard.rate > 0.0)
        begin = np.column_stack([
            np.where(counts, heard.begin, np.inf),
            perceived.ready,
            np.where(seen.any(axis=1), perceived.start, np.inf),
        ])  # fmt: skip
        words = np.concatenate([heard.kind, [0, 0]])
        first = np.argmin(begin, axis=1)
        when = begin[np.arange(len(rows)), first]
        cued = when < perceived.end
        by = np.where(first == len(words) - 1, np.array(SEEN)[np.argmax(seen, axis=1)], words[first])
        times.aware[cued], times.by[cued] = when[cued], by[cued]
        times.decides[cued] = when[cued] + world["pre_movement"][rows[cued]]
        world["budget_left"][rows[cued]] = 0.0

    def clear(self, world: World, rows: Rows) -> None:
        """See ``Rule``: nothing is kept here."""
