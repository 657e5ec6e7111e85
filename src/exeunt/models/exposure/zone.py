"""Exposure of people to danger zones: time inside, time in sight, highest danger. It has no effect on anybody."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.venue.isovist import look_at
from exeunt.world.contract import Phase
from exeunt.world.danger import Dangers
from exeunt.world.state import World
from exeunt.world.zones import ZoneFrame

INSIDE = 0.5
"""Danger above which a person counts as inside a zone; within its edge everyone does."""


class ZoneExposure:
    """Adds up the exposure of everyone to the zones as they are, whatever anybody knows of them.

    A person is inside where it stands within the edge of a zone with no wall between it and the centre, or where the
    danger T is above ``INSIDE``; in sight where it could see a zone in clear air with nobody in between. The place at
    the time of a look stands for the time since the last one. Several zones count once, by the most dangerous one.

    Parameters
    ----------
    dangers
        Fields of danger over the venue.
    every
        Seconds between two looks.
    """

    name: ClassVar[str] = "exposure to danger zones"
    phase: ClassVar[Phase] = "exposure"
    reads: ClassVar[frozenset[str]] = frozenset({"present", "time_out", "x", "y", "surface"})
    writes: ClassVar[frozenset[str]] = frozenset({"zone_time", "zone_sight", "zone_peak"})

    def __init__(self, dangers: Dangers, every: float = 1.0) -> None:
        self.dangers = dangers
        self.every = every

    def setup(self, world: World) -> None:
        """Nobody has been exposed."""
        for name in self.writes:
            world[name][:] = 0.0

    def update(self, world: World, steps: int) -> None:
        """Add what has passed since the last look."""
        if not world.zones:
            return
        rows = np.flatnonzero(world.inside)
        danger, sight = np.zeros(len(rows)), np.zeros(len(rows), dtype=np.bool_)
        inside = np.zeros(len(rows), dtype=np.bool_)
        for frame in world.zones:
            self._look(world, frame, rows, danger, sight, inside)
        seconds = world.clock.steps(self.every) * world.clock.step_size
        world["zone_time"][rows[inside | (danger > INSIDE)]] += seconds
        world["zone_sight"][rows[sight]] += seconds
        world["zone_peak"][rows] = np.maximum(world["zone_peak"][rows], danger)

    def _look(
        self, world: World, frame: ZoneFrame, rows: NDArray[np.intp], danger: NDArray[np.float64],
        sight: NDArray[np.bool_], inside: NDArray[np.bool_],
    ) -> None:  # fmt: skip
        is_open, version = world.openings.is_open, world.openings.version
        view = self.dangers.view(frame, self.dangers.screens(is_open, version), frame.sight)
        surface, x, y = world["surface"][rows], world["x"][rows], world["y"][rows]
        along = self.dangers.ground.sample(self.dangers.along(frame, view, is_open, version), surface, x, y)
        here = np.flatnonzero(surface == frame.surface)
        away, mark = np.empty(len(here)), np.empty(len(here), dtype=np.int64)
        within = np.empty(len(here), dtype=np.bool_)
        look_at(view, x[here], y[here], away, mark, within)
        seen, straight = np.zeros(len(rows), dtype=np.bool_), np.full(len(rows), np.inf)
        edge = np.zeros(len(rows), dtype=np.bool_)
        seen[here], straight[here], edge[here] = mark >= 0, away, within
        found = self.dangers.law.intensity(along, straight, seen, edge, frame.intensity)
        np.maximum(danger, found, out=danger)
        sight |= seen
        inside |= edge
