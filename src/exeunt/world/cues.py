"""What sounds or shows in the building now: written by alarms and staff, noticed by people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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
        (surfaces,) on which surfaces it is noticed; None for all.
    area
        (n, 2) corners in plan in m of the part of those surfaces in which it is noticed; None for all of it.
    repeat
        Seconds that one message takes; 0 for what needs no listening.
    exit
        Opening index of the exit that it names, -1 for none.
    instruction
        What it asks for: a word of ``base.columns.ACTIONS``, or "" for nothing in particular.
    """

    kind: str
    id: str
    rate: float
    since: float
    until: float = float("nan")
    heard: NDArray[np.bool_] | None = None
    area: NDArray[np.float64] | None = None
    repeat: float = 0.0
    exit: int = -1
    instruction: str = ""
