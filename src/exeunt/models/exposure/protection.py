"""Who is protected, since when: out of the venue, or in a locked refuge."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from exeunt.world.contract import Phase
from exeunt.world.state import World


class Protection:
    """Writes ``protected_at``: when a person was first out of the venue or in a locked refuge."""

    name: ClassVar[str] = "protection"
    phase: ClassVar[Phase] = "exposure"
    reads: ClassVar[frozenset[str]] = frozenset({"present", "time_out", "sheltered", "incapacitated_at"})
    writes: ClassVar[frozenset[str]] = frozenset({"protected_at"})

    every: float = 0.0

    def setup(self, world: World) -> None:
        """Nobody is protected yet."""
        self.update(world, 0)

    def update(self, world: World, steps: int) -> None:
        """Note who has come to be protected."""
        protected = world["protected_at"]
        missing = np.isnan(protected)
        out = missing & ~np.isnan(world["time_out"])
        protected[out] = world["time_out"][out]
        if world.shelters is not None:
            held = world["sheltered"]
            safe = missing & (held >= 0) & world.shelters.locked[held] & world.active
            protected[safe] = world.time
