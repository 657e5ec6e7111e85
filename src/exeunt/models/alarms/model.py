"""The model of the phase "alarms": detectors respond, the control room acts, alarm systems sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from exeunt.base.kinds import Kind
from exeunt.models.alarms.control_room import STAGES, WORDS, ControlRoomDoc
from exeunt.models.alarms.detectors import CallPoint, Detector, PlacedDetector, Sprinkler
from exeunt.models.alarms.document import AlarmRules
from exeunt.models.alarms.lockdown_document import CONTROL_ROOM
from exeunt.models.alarms.sounding import Sounding
from exeunt.models.alarms.systems import BangDoc, as_system
from exeunt.world.air import Control, Probes
from exeunt.world.contract import Phase
from exeunt.world.cues import Cue
from exeunt.world.state import World


@dataclass(frozen=True)
class Installed:
    """What a building has: detectors, alarm systems and a control room, and the bangs that will be heard in it."""

    detectors: Sequence[Kind] = ()
    systems: Sequence[Kind] = ()
    bangs: Sequence[BangDoc] = ()
    control_room: ControlRoomDoc | None = None
    rules: AlarmRules = field(default_factory=AlarmRules)


class AlarmModel:
    """Lets detectors respond, stops the growth of fires under open sprinklers, and fills ``World.cues``.

    Detectors that a source of hazards has itself count as well (``World.detections``).

    What a detector sees since the last call is the air of the last look at it (explicit, first order in ``every``);
    its own equation is solved exactly. ``World.alarm_at`` is when the first alarm sounds that everyone inside its reach
    hears; phones are none. A building without alarm systems has one that is heard everywhere.

    Parameters
    ----------
    installed
        What the building has.
    rate
        How strong a cue of a kind of ``CUES`` is.
    temperature
        Of clean air, °C.
    every
        Seconds between two calls.
    """

    name: ClassVar[str] = "alarms"
    phase: ClassVar[Phase] = "alarms"
    reads: ClassVar[frozenset[str]] = frozenset()
    writes: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self, installed: Installed, rate: Callable[[str], float] = lambda _: 1.0, temperature: float = 20.0,
        every: float = 0.5,
    ) -> None:  # fmt: skip
        self.detectors = tuple(_as_detector(detector) for detector in installed.detectors)
        self.systems = tuple(as_system(system) for system in installed.systems)
        self.bangs = tuple(installed.bangs)
        self.control_room = installed.control_room
        self.rules = installed.rules
        self.rate = rate
        self.temperature = temperature
        self.every = every

    def setup(self, world: World) -> None:
        """Hang up the detectors; hazards then say how the air is there."""
        placed = [detector for detector in self.detectors if isinstance(detector, PlacedDetector)]
        surfaces = [world.venue.surface(detector.storey).index for detector in placed]
        world.probes = Probes.at(
            surfaces, [d.at for d in placed], [d.height for d in placed], self.temperature
        )
        self._probe = {detector.id: number for number, detector in enumerate(placed)}
        self._state = [detector.start(self.temperature) for detector in self.detectors]
        self._responded: dict[str, float] = {}
        self._then = 0.0
        self._chain: list[float] | None = None
        self._stage = 0
        usual = "control_room" if self.control_room else "detection"
        self._sounding = Sounding(self.systems, self.bangs, self.rate, usual)

    def update(self, world: World, steps: int) -> None:
        """Look at every detector that has not responded, follow the control room, and let sound what is due."""
        start, seconds = self._then, world.time - self._then
        self._then = world.time
        for number, detector in enumerate(self.detectors):
            if detector.id in self._responded:
                continue
            probe = self._probe.get(detector.id, -1)
            air = world.probes.air(probe) if world.probes is not None and probe >= 0 else {}
            self._state[number], time = detector.step(self._state[number], air, start, seconds)
            if not np.isnan(time):
                self._responded[detector.id] = time
                self._respond(world, detector, time)
        detected = self._detected(world)
        self._follow(world)
        announced = self._chain[-1] if self._chain else np.nan
        due = {"detection": detected + self.rules.delay, "control_room": announced}
        self._sounding.update(world, due)
        world.alarms_until = max(self._to_come(world), self._sounding.last(due))
        if not self.systems:
            rings = announced if self.control_room else detected + self.rules.delay
            if rings > world.time:
                world.alarms_until = max(world.alarms_until, float(rings))
            self._ring(world, rings)

    def _respond(self, world: World, detector: Detector, time: float) -> None:
        world.signals[detector.id] = time
        where = {}
        if isinstance(detector, PlacedDetector):
            surface = world.venue.surface(detector.storey).index
            where = {"surface": surface, "x": detector.at[0], "y": detector.at[1]}
        does = "opens" if isinstance(detector, Sprinkler) else "responds"
        word = {"manual": "call point"}.get(
            detector.kind, detector.kind + (" detector" if does == "responds" else "")
        )
        world.note("detector", cause=f"{word} '{detector.id}' {does}", value=time, **where)
        if isinstance(detector, Sprinkler):
            world.controls.append(Control(time, int(where["surface"]), tuple(detector.fires), detector.id))

    def _detected(self, world: World) -> float:
        """Return when enough detectors had responded, s; NaN if they have not."""
        counted = [self._responded[d.id] for d in self.detectors if d.alarm and d.id in self._responded]
        counted += [detection.time for detection in world.detections]
        enough = len(counted) >= self.rules.needed
        return sorted(counted)[self.rules.needed - 1] if enough else float("nan")

    def _follow(self, world: World) -> None:
        """Let the control room go on from the first signal, and note each stage that it has finished."""
        room = self.control_room
        if room is None:
            return
        if self._chain is None:
            signals = [self._detected(world), *(bang.time for bang in self.bangs if bang.reported)]
            signals += [room.informed] if room.informed is not None else []
            due = [signal for signal in signals if signal <= world.time]
            if due:
                self._chain = (min(due) + room.chain(world.seed)).tolist()
        while (
            self._chain is not None and self._stage < len(STAGES) and self._chain[self._stage] <= world.time
        ):
            cause = f"the control room {WORDS[self._stage]}"
            world.note("control room", cause=cause, value=self._chain[self._stage])
            self._stage += 1
            if self._stage == len(STAGES):
                world.signals[CONTROL_ROOM] = self._chain[-1]

    def _to_come(self, world: World) -> float:
        """Return the last time, s, at which detection or the control room is known to go on; -inf if at none."""
        times = [
            detector.time
            for detector in self.detectors
            if isinstance(detector, CallPoint) and detector.id not in self._responded
        ]
        if self.control_room is not None and self.control_room.informed is not None and self._chain is None:
            times.append(self.control_room.informed)
        if self._chain is not None and self._stage < len(STAGES):
            times.append(self._chain[-1])
        return max(times, default=float("-inf"))

    def _ring(self, world: World, due: float) -> None:
        """Sound the one alarm of a building without alarm systems."""
        if np.isnan(world.alarm_at) and due <= world.time:
            world.alarm_at = due
            world.note("alarm", cause="the alarm sounds", value=due)
            world.cues.append(Cue("bell", "alarm", self.rate("bell"), due, instruction="evacuate"))


def _as_detector(detector: Kind) -> Detector:
    if not isinstance(detector, Detector):
        raise TypeError(f"{detector!r} is no detector")
    return detector
