"""What sounds or shows in the building now: written by alarms and staff, noticed by people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.distributions import Distribution


@dataclass(frozen=True, eq=False)
class Cue:
    """One cue that people may notice.

    Parameters
    ----------
    kind
        One of ``base.columns.CUES``.
    id
        Of the system, the steward or the event that gives it.
    rate
        How fast it burns a delay budget: 1 for a cue under which the budget is the delay itself.
    since, until
        Seconds; NaN for one whose end is not known.
    heard
        (surfaces,) on which whole surfaces it is noticed; None for all.
    parts
        Further places in which it is noticed: surface and area each.
    repeat
        Seconds that one message takes; 0 for what needs no listening.
    exit
        Opening index of the exit that it names, -1 for none.
    instruction
        What it asks for: a word of ``base.columns.ACTIONS``, "inform", "all clear", or "" for nothing in particular.
    half_life
        Seconds in which the rate falls to its half; inf for one that keeps its rate.
    noticed, latency
        Share of the people reached who ever notice it, and seconds that each of them takes; None: at once.
    order
        Whether it is an order of a lockdown: it goes before what alarms ask for, and ends when it is no longer listed.
    """

    kind: str
    id: str
    rate: float
    since: float
    until: float = float("nan")
    heard: NDArray[np.bool_] | None = None
    parts: tuple[tuple[int, Polygon | MultiPolygon], ...] = ()
    repeat: float = 0.0
    exit: int = -1
    instruction: str = ""
    half_life: float = float("inf")
    noticed: float = 1.0
    latency: Distribution[Any] | None = None
    order: bool = False
