"""Who hears what: cues by the place where they are noticed and the time that they take, stewards by their voice.

Every model that asks whether somebody hears something asks here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray

from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.venue.sight import Screens, in_sight
from exeunt.world.cues import Cue
from exeunt.world.state import World

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Rows = NDArray[np.intp]


def reaches(world: World, cue: Cue, rows: Rows) -> Bools:
    """Return (rows,) which people are where a cue is noticed."""
    surface = world["surface"][rows]
    inside = np.ones(len(rows), dtype=np.bool_) if cue.heard is None else cue.heard[surface] & (surface >= 0)
    for on, area in cue.parts:
        asked = (surface == on) & ~inside
        if asked.any():
            shapely.prepare(area)
            inside[asked] = shapely.intersects_xy(area, world["x"][rows[asked]], world["y"][rows[asked]])
    return np.asarray(inside)


class Hearing:
    """Follows from when on people have heard enough of each cue.

    A message counts once a person has listened to all of it, and, with the probability ``twice``, to its first repeat;
    two messages at once are not understood. People who come in while an alarm sounds listen from then on, and people
    who leave before they have heard enough have heard nothing. An alert on a phone counts after the time that its owner
    takes to notice it, if they do, wherever they are by then.

    Parameters
    ----------
    fresh
        Seconds: people have heard a cue from its beginning if it began no longer ago when it is first looked at.
    twice
        Share of people who wait for the first repeat of a message.
    """

    def __init__(self, fresh: float, twice: float = 0.0) -> None:
        self.fresh = fresh
        self.twice = twice
        self._since: dict[tuple[str, float], Floats] = {}

    def look(self, world: World, cues: Sequence[Cue], rows: Rows) -> Floats:
        """Return (rows, cues) from when each person has heard enough of each cue, in s; inf if never.

        Times to come hold if the person stays where the cue is noticed. ``rows`` are people who can hear.
        """
        ready = np.full((len(rows), len(cues)), np.inf)
        audible = np.zeros((len(rows), len(cues)), dtype=np.bool_)
        for c, cue in enumerate(cues):
            audible[:, c] = reaches(world, cue, rows)
        spoken = np.array([cue.repeat > 0.0 for cue in cues], dtype=np.bool_)
        talking = np.array([_sounds(cue, world.time) for cue in cues], dtype=np.bool_)
        babel = (audible & (spoken & talking)).sum(axis=1) > 1
        for c, cue in enumerate(cues):
            ready[:, c] = self._ready(world, cue, rows, audible[:, c], babel & spoken[c])
        listed = {(cue.id, cue.since) for cue in cues}
        self._since = {key: since for key, since in self._since.items() if key in listed}
        return ready

    def _ready(self, world: World, cue: Cue, rows: Rows, audible: Bools, babel: Bools) -> Floats:
        now = world.time
        new = (cue.id, cue.since) not in self._since and cue.since >= now - self.fresh
        since = self._since.setdefault((cue.id, cue.since), np.full(world.people, np.nan))
        listening = since[rows]
        listening[audible & np.isnan(listening)] = cue.since if new else max(now, cue.since)
        ready = listening + self._needed(world, cue, rows)
        # a second voice takes nothing from those who have heard it all; what is on a phone stays there
        lost = babel & (ready > now)
        if cue.latency is None:
            lost |= ~audible
        since[rows] = np.where(lost, np.nan, listening)
        lost |= np.isnan(ready)
        if not np.isnan(cue.until):
            lost |= ready >= cue.until
        return np.where(lost, np.inf, ready)

    def _needed(self, world: World, cue: Cue, rows: Rows) -> Floats:
        """Return (rows,) seconds of listening, or of not looking at the phone, that a cue takes; inf for never."""
        needed = np.full(len(rows), cue.repeat)
        if cue.repeat > 0.0 and self.twice > 0.0:
            drawn = uniforms(world.seed, Stream.MESSAGE_REPEAT, world["key"][rows])
            needed[drawn < self.twice] *= 2.0
        if cue.latency is not None:
            needed += cue.latency.draw(world.seed, Stream.PHONE_LATENCY, world["key"][rows])
        if cue.noticed < 1.0:
            drawn = uniforms(world.seed, Stream.PHONE_NOTICED, world["key"][rows])
            needed[drawn >= cue.noticed] = np.inf
        return needed


def hears_steward(world: World, k: int, rows: Rows, screens: Screens) -> Bools:
    """Return (rows,) which people the steward ``k`` of ``World.duty`` speaks to face to face.

    They are near enough (``Stewards.reach``) and in sight; nobody speaks to themselves.
    """
    steward = int(world.duty.rows[k])
    x, y, surface = float(world["x"][steward]), float(world["y"][steward]), int(world["surface"][steward])
    off = (world["x"][rows] - x) ** 2 + (world["y"][rows] - y) ** 2
    near = (world["surface"][rows] == surface) & (rows != steward) & (off <= world.duty.reach**2)
    near &= bool(world.active[steward])
    hears = np.zeros(len(rows), dtype=np.bool_)
    there = np.flatnonzero(near)
    seen = np.zeros(len(there), dtype=np.bool_)
    _in_sight_of(world["x"][rows[there]], world["y"][rows[there]], surface, x, y, screens, seen)
    hears[there] = seen
    return hears


def _sounds(cue: Cue, time: float) -> bool:
    return cue.since <= time and not cue.until <= time


@njit(cache=True, error_model="numpy")
def _in_sight_of(
    x: Floats, y: Floats, surface: int, at_x: float, at_y: float, screens: Screens, seen: Bools
) -> None:
    """Set ``seen`` (people,): which people on a surface see a place on it."""
    for i in range(x.size):
        seen[i] = in_sight(screens, surface, x[i], y[i], at_x, at_y)
