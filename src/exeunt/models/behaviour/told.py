"""What people have been told to do and follow: instructions of alarms, and orders of a lockdown."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from exeunt.base.random import K_LIMIT, uniforms
from exeunt.base.streams import Stream
from exeunt.models.behaviour.actions import ActionsDoc
from exeunt.world.audience import Hearing
from exeunt.world.cues import Cue
from exeunt.world.state import World

Flags = NDArray[np.bool_]
People = NDArray[np.intp]

ASKS = ("evacuate", "invacuate", "hide")
"""Instructions that tell people what to do; the numbers of ``Told.asks`` are indices into this."""
ALL_CLEAR = "all clear"


@dataclass(frozen=True, eq=False)
class _Followed:
    asks: int
    since: float
    order: bool
    follows: Flags


class Told:
    """Remembers who follows which instruction.

    An instruction counts for people who have heard it (see ``Hearing``) and comply, which is drawn once for each person
    and instruction. It holds after the alarm that gave it has fallen silent, until a later instruction or an all-clear
    takes its place; an order of a lockdown holds while it is listed, and goes before alarms.

    Parameters
    ----------
    every
        Seconds between two looks.
    twice
        Share of people who wait for the first repeat of a message.
    """

    def __init__(self, rules: ActionsDoc, people: int, every: float, twice: float) -> None:
        self.rules = rules
        self._hearing = Hearing(every, twice)
        self._followed: dict[tuple[bool, str, float], _Followed] = {}
        self._cleared = np.full(people, -np.inf)

    def listen(self, world: World) -> Flags:
        """Take in what is heard now; return (people,) whose instruction has changed."""
        changed = np.zeros(world.people, dtype=np.bool_)
        listed = {_key(cue) for cue in world.cues}
        ended = [key for key, one in self._followed.items() if one.order and key not in listed]
        for key in ended:
            changed |= self._followed.pop(key).follows
        if not any(cue.instruction in (*ASKS, ALL_CLEAR) for cue in world.cues):
            return changed
        rows = np.flatnonzero(world.active)
        heard = self._hearing.look(world, world.cues, rows) <= world.time
        for c, cue in enumerate(world.cues):
            if cue.instruction == ALL_CLEAR:
                changed |= self._clear(rows[heard[:, c]], cue.since)
        for c, cue in enumerate(world.cues):
            if cue.instruction in ASKS:
                changed[self._take_up(world, cue, rows[heard[:, c]])] = True
        return changed

    def asked(self, people: People) -> NDArray[np.int8]:
        """Return (people,) the index into ``ASKS`` of the instruction that each follows, -1 for none."""
        asks = np.full(len(people), -1, dtype=np.int8)
        for order in (False, True):
            latest = np.full(len(people), -np.inf)
            for one in self._followed.values():
                if one.order == order:
                    rows = one.follows[people] & (latest <= one.since)
                    latest[rows], asks[rows] = one.since, one.asks
        return asks

    def _clear(self, people: People, since: float) -> Flags:
        """Let people forget what alarms told them before an all-clear; return (people,) for whom it was news."""
        changed = np.zeros(len(self._cleared), dtype=np.bool_)
        people = people[self._cleared[people] < since]
        self._cleared[people] = since
        for one in self._followed.values():
            if not one.order and one.since <= since:
                changed[people] |= one.follows[people]
                one.follows[people] = False
        return changed

    def _take_up(self, world: World, cue: Cue, people: People) -> People:
        """Return the people who hear an instruction that they follow for the first time."""
        nobody = _Followed(
            ASKS.index(cue.instruction), cue.since, cue.order, np.zeros(world.people, dtype=np.bool_)
        )
        one = self._followed.setdefault(_key(cue), nobody)
        people = people[~one.follows[people]]
        if not cue.order:
            people = people[self._cleared[people] < cue.since]
        k = crc32(cue.id.encode()) % K_LIMIT
        lot = uniforms(world.seed, Stream.COMPLIANCE, world["key"][people], 0, k)
        people = people[lot < self.rules.complies(cue.kind)]
        one.follows[people] = True
        return people


def _key(cue: Cue) -> tuple[bool, str, float]:
    return cue.order, cue.id, cue.since
