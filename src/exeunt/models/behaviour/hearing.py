"""What heard cues are worth to those who decide: from when each counts, for how long, and at which rate."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import CUES
from exeunt.base.maths import exp, log
from exeunt.world.audience import Hearing
from exeunt.world.cues import Cue
from exeunt.world.state import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Rows = NDArray[np.intp]


class Heard(NamedTuple):
    """What reaches people between two looks, as ``burning.burn`` takes it.

    ``begin`` (rows, cues) s, inf where a cue does not count; ``until``, ``rate`` (cues,) in s and 1; ``kind`` (cues,)
    indices into ``CUES``; ``clears`` (rows,) who has heard that the danger is over.
    """

    begin: Floats
    until: Floats
    rate: Floats
    kind: Ints
    clears: Bools

    def without(self, rows: Bools) -> Heard:
        """Return it for all other rows."""
        return self._replace(begin=self.begin[~rows], clears=self.clears[~rows])


class Counting:
    """Counts what people hear of the cues of the World (see ``Hearing``), each second of it once."""

    def __init__(self, every: float, twice: float) -> None:
        """Take the seconds between two looks and the share of people who wait for the repeat of a message."""
        self.hearing = Hearing(every, twice)
        self._counted: set[tuple[str, float]] = set()

    def look(self, world: World, rows: Rows, end: float) -> Heard:
        """Return what reaches people from now to ``end``, in s, and all that has not been counted before.

        ``rows``: people who have not decided yet.
        """
        start, cues = world.time, world.cues
        begin = self.hearing.look(world, cues, rows)
        keys = [(cue.id, cue.since) for cue in cues]
        old = np.array([key in self._counted for key in keys], dtype=np.bool_)
        begin = np.where(old, np.maximum(begin, start), begin)
        self._counted = set(keys)
        until = np.array([np.inf if np.isnan(cue.until) else cue.until for cue in cues], dtype=np.float64)
        over = np.array([cue.instruction == "all clear" for cue in cues], dtype=np.bool_)
        return Heard(
            begin[:, ~over],
            until[~over],
            np.array([_rate(cue, start, end) for cue in cues], dtype=np.float64)[~over],
            np.array([CUES.index(cue.kind) for cue in cues], dtype=np.int64)[~over],
            np.asarray(((begin <= start) & (until > start))[:, over].any(axis=1)),
        )


def _rate(cue: Cue, start: float, end: float) -> float:
    """Return the mean rate of a cue over an interval; that of a fading one is r 2^(-t/h)."""
    if not np.isfinite(cue.half_life):
        return cue.rate
    decay = log(2.0) / cue.half_life
    first, last = max(start, cue.since) - cue.since, end - cue.since
    return cue.rate * (exp(-decay * first) - exp(-decay * last)) / (decay * (last - first))
