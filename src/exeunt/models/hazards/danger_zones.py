"""The model that tells where danger zones are: writes ``World.zones``, and events when a zone begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from exeunt.models.hazards.danger_zone import DangerZoneDoc
from exeunt.models.hazards.zone_motion import LaidZone
from exeunt.world.contract import Phase
from exeunt.world.state import World


class DangerZoneModel:
    """Moves danger zones along their prescribed paths; nothing in the run has any influence on them."""

    name: ClassVar[str] = "danger zones"
    phase: ClassVar[Phase] = "hazards"
    reads: ClassVar[frozenset[str]] = frozenset()
    writes: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, zones: Sequence[DangerZoneDoc], every: float = 0.5) -> None:
        """Take the zones and the seconds between two looks at the clock."""
        self.zones = tuple(zones)
        self.every = every

    def setup(self, world: World) -> None:
        """Lay the zones into the building."""
        self._laid = [LaidZone(zone, world.venue, number) for number, zone in enumerate(self.zones)]
        world.zones, world.zone_began = [], None

    def update(self, world: World, steps: int) -> None:
        """Write where each zone is now."""
        before = {frame.id for frame in world.zones}
        frames = [laid.frame(world.time + 1e-9) for laid in self._laid]
        now = [frame for frame in frames if frame is not None]
        for frame in now:
            if frame.id not in before:
                (x, y), cause = frame.centre, f"danger zone '{frame.id}' begins"
                world.note("danger zone", cause=cause, surface=frame.surface, x=x, y=y, value=frame.intensity)
        for frame in world.zones:
            if frame.id not in {other.id for other in now}:
                (x, y), cause = frame.centre, f"danger zone '{frame.id}' ends"
                world.note("danger zone ends", cause=cause, surface=frame.surface, x=x, y=y, value=0.0)
        world.zones = now
        if now and world.zone_began is None:
            world.zone_began = world.time
