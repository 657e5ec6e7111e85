"""Which cues reach whom: where each is heard, and from when on somebody has heard enough of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import CUES
from exeunt.base.maths import exp, log
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.world.audience import reaches
from exeunt.world.cues import Cue
from exeunt.world.state import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Rows = NDArray[np.intp]

VOICES = ("recorded voice", "live announcement")
TOLD_TWICE = 0.3


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


class Hearing:
    """Follows how people hear the cues of the World.

    A voice counts once a person has listened to the whole message, and, with the probability ``twice``, to its first
    repeat; two voices at once are not understood. Who comes in while an alarm sounds listens from then on. A phone
    alert counts after the time that its owner takes to notice it, if it does.
    """

    def __init__(self, twice: float = TOLD_TWICE) -> None:
        """Take the share of people who wait for the first repeat of a message."""
        self.twice = twice
        self._since: dict[tuple[str, float], Floats] = {}
        self._place: NDArray[np.float64] | None = None

    def look(self, world: World, rows: Rows, start: float, end: float) -> Heard:
        """Return what reaches people from ``start`` to ``end``, in s, and all that has not been counted before.

        ``rows``: people not yet counted out; who is missing in one look and asked in the next has heard nothing before.
        """
        cues = [cue for cue in world.cues if cue.since < end]
        begin = np.full((len(rows), len(cues)), np.inf)
        audible = np.zeros((len(rows), len(cues)), dtype=np.bool_)
        for c, cue in enumerate(cues):
            audible[:, c] = reaches(world, cue, rows)
        voice = np.array([cue.kind in VOICES for cue in cues], dtype=np.bool_)
        talking = np.array([_sounds(cue, start) for cue in cues], dtype=np.bool_)
        babel = (audible & (voice & talking)).sum(axis=1) > 1
        for c, cue in enumerate(cues):
            fresh = cue.since >= start - (end - start)
            begin[:, c] = self._begin(world, cue, rows, audible[:, c], babel & voice[c], start, fresh)
        self._forget(cues)
        until = np.array([np.inf if np.isnan(cue.until) else cue.until for cue in cues], dtype=np.float64)
        over = np.array([cue.instruction == "all clear" for cue in cues], dtype=np.bool_)
        return Heard(
            begin[:, ~over],
            until[~over],
            np.array([_rate(cue, start, end) for cue in cues], dtype=np.float64)[~over],
            np.array([CUES.index(cue.kind) for cue in cues], dtype=np.int64)[~over],
            np.asarray(((begin <= start) & (until > start))[:, over].any(axis=1)),
        )

    def _begin(
        self, world: World, cue: Cue, rows: Rows, audible: Bools, babel: Bools, start: float, fresh: bool
    ) -> Floats:
        """Return (rows,) when a cue counts for the first time that has not been counted; ``fresh``: since its start."""
        new = fresh and (cue.id, cue.since) not in self._since
        since = self._since.setdefault((cue.id, cue.since), np.full(world.people, np.nan))
        listening = since[rows]
        listening[audible & np.isnan(listening)] = cue.since if new else max(start, cue.since)
        ready = listening + self._needed(world, cue, rows)
        # who has heard it all does not unlearn it when a second voice sets in
        lost = ~audible | (babel & (ready > start))
        since[rows] = np.where(lost, np.nan, listening)
        ready = np.where(lost, np.inf, ready)
        return np.asarray(ready if new else np.maximum(ready, start))

    def _needed(self, world: World, cue: Cue, rows: Rows) -> Floats:
        """Return (rows,) seconds of listening, or of not looking at the phone, that a cue takes; inf for never."""
        needed = np.full(len(rows), cue.repeat)
        if cue.repeat > 0.0:
            drawn = uniforms(world.seed, Stream.MESSAGE_REPEAT, world["key"][rows])
            needed[drawn < self.twice] *= 2.0
        if cue.latency is not None:
            needed += cue.latency.draw(world.seed, Stream.PHONE_LATENCY, world["key"][rows])
        if cue.noticed < 1.0:
            drawn = uniforms(world.seed, Stream.PHONE_NOTICED, world["key"][rows])
            needed[drawn >= cue.noticed] = np.inf
        return needed

    def _forget(self, cues: list[Cue]) -> None:
        sounding = {(cue.id, cue.since) for cue in cues}
        for key in [key for key in self._since if key not in sounding]:
            del self._since[key]


def _sounds(cue: Cue, time: float) -> bool:
    return cue.since <= time and not cue.until <= time


def _rate(cue: Cue, start: float, end: float) -> float:
    """Return the mean rate of a cue over an interval; that of a fading one is r 2^(-t/h)."""
    if not np.isfinite(cue.half_life):
        return cue.rate
    decay = log(2.0) / cue.half_life
    first, last = max(start, cue.since) - cue.since, end - cue.since
    return cue.rate * (exp(-decay * first) - exp(-decay * last)) / (decay * (last - first))
