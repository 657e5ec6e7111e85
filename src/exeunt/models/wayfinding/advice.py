"""What people were told, and which exits they see, as a belief that weighs in their choice of an exit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeunt.base.smoke import REFLECTING
from exeunt.models.wayfinding.avoidance import exits_seen
from exeunt.models.wayfinding.belief import Belief, Flags, People
from exeunt.models.wayfinding.choice import F64, Columns
from exeunt.models.wayfinding.guidance import GuidanceModel
from exeunt.models.wayfinding.signs import lattice_of
from exeunt.models.wayfinding.smoke_and_fire import inside_of
from exeunt.venue.sight import Screens, opaque
from exeunt.world.state import World


class Advice(Belief):
    """The exit that a person was told gains utility, one that it sees too, one that a sign forbids loses some."""

    every = 0.5

    def __init__(self, guidance: GuidanceModel) -> None:
        """Take the model that knows who was told what."""
        self.guidance = guidance
        self.rules = guidance.rules

    def setup(self, world: World) -> None:
        """Nobody has been told anything."""
        exits = world.venue.exits
        self._column = np.full(len(world.venue.openings) + 1, -1, dtype=np.intp)
        self._column[[exit.index for exit in exits]] = np.arange(len(exits))
        self._on = np.array([exit.surface for exit in exits], dtype=np.int64)
        self._at = np.array([inside_of(exit.line) for exit in exits], dtype=np.float64).reshape(-1, 2)
        self._known = world["told_at"].copy()
        self._errand = world["errand"].copy()
        self._clear = lattice_of(world.venue, 5.0)
        self._air: F64 = np.zeros(int(self._clear.offset[-1]))
        self._screens: Screens | None = None
        self._version = -1

    def look(self, world: World, heading: Columns) -> Flags:
        """Return (people,) who was told something, or has another errand, since the last call."""
        told, errand = world["told_at"], world["errand"]
        changed = (told != self._known) & ~np.isnan(told)
        changed |= errand != self._errand
        self._known, self._errand = told.copy(), errand.copy()
        return np.asarray(changed)

    def advice(self, world: World, people: People) -> F64:
        """See ``Belief.advice``."""
        out = self.rules.visible * self._visible(world, people)
        column = self._column[world["told_exit"][people]]
        told = np.flatnonzero(column >= 0)
        by_steward = self.guidance.by_steward[people[told]]
        out[told, column[told]] += np.where(by_steward, self.rules.steward, self.rules.sign)
        return out - self.rules.forbidden * self.guidance.forbidden[people]

    def _visible(self, world: World, people: People) -> NDArray[np.float64]:
        if self._screens is None or self._version != world.openings.version:
            self._screens = opaque(world.venue, world.openings.is_open)
            self._version = world.openings.version
        seen = np.zeros((len(people), len(self._on)), dtype=np.bool_)
        lattice, smoke = self._clear, self._air
        if world.air is not None:
            lattice, smoke = world.air.lattice, world.air.fields["extinction"]
        exits_seen(
            world["surface"][people], world["x"][people], world["y"][people], self._on, self._at, self._screens,
            lattice, smoke, REFLECTING, seen,
        )  # fmt: skip
        return seen.astype(np.float64)
