"""The model of the phase "alarms": detectors respond to the air around them, and the alarm sounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from exeunt.base.kinds import Kind
from exeunt.models.alarms.detectors import Detector, PlacedDetector, Sprinkler
from exeunt.models.alarms.document import AlarmRules
from exeunt.world.air import Control, Probes
from exeunt.world.contract import Phase
from exeunt.world.state import World


class AlarmModel:
    """Lets detectors respond, stops the growth of fires under open sprinklers, and sets ``World.alarm_at``.

    Detectors that a source of hazards has itself count as well (``World.detections``).

    What a detector sees since the last call is the air of the last look at it (explicit, first order in ``every``);
    its own equation is solved exactly.

    Parameters
    ----------
    detectors
        In the order of the scenario.
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
        self, detectors: Sequence[Kind], rules: AlarmRules, temperature: float = 20.0, every: float = 0.5
    ) -> None:
        self.detectors = tuple(_as_detector(detector) for detector in detectors)
        self.rules = rules
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

    def update(self, world: World, steps: int) -> None:
        """Look at every detector that has not responded, and sound the alarm when it is due."""
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
        self._sound(world)

    def _respond(self, world: World, detector: Detector, time: float) -> None:
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

    def _sound(self, world: World) -> None:
        if not np.isnan(world.alarm_at):
            return
        counted = [self._responded[d.id] for d in self.detectors if d.alarm and d.id in self._responded]
        counted += [detection.time for detection in world.detections]
        if len(counted) < self.rules.needed:
            return
        due = sorted(counted)[self.rules.needed - 1] + self.rules.delay
        if due <= world.time:
            world.alarm_at = due
            world.note("alarm", cause="the alarm sounds", value=due)


def _as_detector(detector: Kind) -> Detector:
    if not isinstance(detector, Detector):
        raise TypeError(f"{detector!r} is no detector")
    return detector
