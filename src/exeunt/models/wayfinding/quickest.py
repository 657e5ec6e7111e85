"""People weigh the way against the queue, and change their minds, but not lightly."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from exeunt.base.kinds import parameter, register
from exeunt.base.quantities import Duration, Share
from exeunt.models.wayfinding.choice import FAMILY, Columns, ExitChoice, View

_EHTAMO = "FDS+Evac: Ehtamo et al. 2010; Korhonen 2021"


@register(FAMILY)
class Quickest(ExitChoice):
    """Take the exit with the least walking plus queueing time, the present choice favoured.

    cost = t_walk + n_ahead / (specific_flow * width), times (1 - inertia) for the present choice (best
    response with inertia, Ehtamo et al. 2010). Those ahead are the people who head for the exit and are
    nearer to it. Only a share of the people looks at a time, so that crowds do not flip from exit to exit
    together.
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "People are taken to know the queues at all exits, also those out of sight, so exits are shared out "
        "better than real crowds do.",
    )
    counts: ClassVar[bool] = True
    kind: Literal["quickest"] = "quickest"
    specific_flow: float = parameter(
        1.3,
        source="SFPE Handbook: doors 1.3 persons per second and metre; laboratory 1.9, codes 1.33",
        low=0.96,
        high=2.5,
        unit="1/(m s)",
        gt=0,
        description="flow that people expect through a metre of exit",
    )
    inertia: Share = parameter(
        0.1, source=_EHTAMO, low=0.0, high=0.3, ge=0, lt=1,
        description="how much quicker another exit must be to change to it",
    )  # fmt: skip
    every: Duration = parameter(
        1.0, source=_EHTAMO, low=0.5, high=5.0, unit="s", gt=0,
        description="time between two looks of one person",
    )  # fmt: skip
    attention: Share = parameter(
        0.3, source="keeps crowds from flipping together; no source", low=0.1, high=1.0, assumption=True,
        gt=0, le=1, description="share of people who look when it is their turn",
    )  # fmt: skip

    @property
    def revise_every(self) -> float:
        """Seconds between two looks at the choice."""
        return self.every

    @property
    def revising_share(self) -> float:
        """Share of people who do look when it is their turn."""
        return self.attention

    def choose(self, view: View) -> Columns:
        """See ``ExitChoice.choose``."""
        people = np.arange(len(view.current))
        cost = view.apparent + view.ahead / (self.specific_flow * view.width)
        has = view.current >= 0
        cost[people[has], view.current[has]] *= 1.0 - self.inertia
        best = np.argmin(cost, axis=1)
        return np.where(np.isfinite(cost[people, best]), best, -1)
