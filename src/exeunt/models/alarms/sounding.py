"""Which alarm systems sound now: started by their trigger, stopped by their duration or by another system."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from exeunt.models.alarms.places import surfaces_of
from exeunt.models.alarms.systems import AlarmSystem, BangDoc, PhoneAlert, law
from exeunt.world.cues import Cue
from exeunt.world.state import World

GONE = 5.0
"""Seconds for which a cue that has ended stays listed, so that nobody misses its end."""
FADED = 10.0
"""Half-lives after which a bang is forgotten: a thousandth of it is left."""


class Sounding:
    """Writes ``World.cues`` and ``World.alarm_at``; one event for each start and each end.

    Parameters
    ----------
    rate
        How strong a cue of a kind of ``CUES`` is.
    usual
        Trigger of the systems that name none: ``detection`` or ``control_room``.
    """

    def __init__(
        self, systems: Sequence[AlarmSystem], bangs: Sequence[BangDoc],
        rate: Callable[[str], float], usual: str,
    ) -> None:  # fmt: skip
        self.usual = usual
        self._waiting = list(systems)
        self._bangs = list(bangs)
        self._rate = rate
        self._mine: list[Cue] = []
        self._sounding: dict[str, Cue] = {}
        self._on: list[AlarmSystem] = []

    def update(self, world: World, triggers: Mapping[str, float]) -> None:
        """Start and stop what is due; ``triggers``: when each happened, s, NaN if it has not."""
        before = set(map(id, self._mine))
        self._mine = [cue for cue in self._mine if not cue.until < world.time - GONE]
        due = [(self._due(system, triggers), number, system) for number, system in enumerate(self._waiting)]
        for start, _, system in sorted(one for one in due if one[0] <= world.time):
            self._waiting.remove(system)
            self._start(world, system, start)
        for bang in [bang for bang in self._bangs if bang.time <= world.time]:
            self._bangs.remove(bang)
            self._burst(world, bang)
        self._end(world)
        world.cues[:] = [*self._mine, *(cue for cue in world.cues if id(cue) not in before)]

    def last(self, triggers: Mapping[str, float]) -> float:
        """Return the last time, s, at which something is known to start that has not yet; -inf if there is none."""
        due = [self._due(system, triggers) for system in self._waiting] + [bang.time for bang in self._bangs]
        return max((time for time in due if not np.isnan(time)), default=float("-inf"))

    def _due(self, system: AlarmSystem, triggers: Mapping[str, float]) -> float:
        begins = system.time if system.time is not None else triggers[system.trigger or self.usual]
        return begins + system.delay

    def _start(self, world: World, system: AlarmSystem, start: float) -> None:
        if any(
            system.id in other.silences for other in self._on if not self._sounding[other.id].until <= start
        ):
            world.note(
                "alarm withheld",
                cause=f"{system.cue} '{system.id}' stays silent: another alarm is on",
                value=start,
            )
            return
        heard, parts = system.audible.laid(world.venue)
        phone = system if isinstance(system, PhoneAlert) else None
        cue = Cue(
            system.cue, system.id, self._rate(system.cue) * system.strength, start,
            np.nan if system.duration is None else start + system.duration, heard, parts,
            repeat=system.message_length,
            exit=-1 if system.exit is None else world.venue.opening(system.exit).index,
            instruction=system.instruction,
            noticed=1.0 if phone is None else phone.noticed,
            latency=None if phone is None else law(phone.latency),
        )  # fmt: skip
        self._add(cue)
        self._on.append(system)
        does = "is sent" if phone is not None else "sounds"
        world.note("alarm", cause=f"{system.cue} '{system.id}' {does}", value=start)
        for other in system.silences:
            if other in self._sounding and not self._sounding[other].until <= start:
                self._stop(self._sounding[other], start)
        if phone is None and np.isnan(world.alarm_at):
            world.alarm_at = start

    def _burst(self, world: World, bang: BangDoc) -> None:
        x, y = bang.at
        heard, parts = bang.audible.laid(world.venue)
        half = bang.half_life
        self._add(
            Cue(
                "bang", bang.id, self._rate("bang") * bang.context, bang.time, bang.time + FADED * half, heard, parts,
                half_life=half,
            )
        )  # fmt: skip
        surface = surfaces_of(world.venue, bang.storey)[0]
        world.note("bang", cause=f"bang '{bang.id}' is heard", surface=surface, x=x, y=y, value=bang.time)

    def _end(self, world: World) -> None:
        for id, cue in list(self._sounding.items()):
            if cue.until <= world.time:
                del self._sounding[id]
                self._on = [system for system in self._on if system.id != id]
                if cue.kind != "bang":
                    world.note("alarm ends", cause=f"{cue.kind} '{id}' ends", value=cue.until)

    def _add(self, cue: Cue) -> None:
        self._mine.append(cue)
        self._sounding[cue.id] = cue

    def _stop(self, cue: Cue, time: float) -> None:
        stopped = replace(cue, until=time)
        self._mine[self._mine.index(cue)] = stopped
        self._sounding[cue.id] = stopped
