"""The one place where influences on walking speed come together."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from exeunt.base.columns import COLUMNS
from exeunt.world.contract import Phase
from exeunt.world.state import World

PREFIX = "speed_factor_"
INFLUENCES = tuple(name for name in COLUMNS if name.startswith(PREFIX))


class WalkingSpeed:
    """Writes ``speed_factor``, the product of all columns ``speed_factor_...``.

    Movement multiplies all free speeds of a person by it. It runs after the phase in which people behave, so that it
    sees what they have made of it.
    """

    name: ClassVar[str] = "walking speed"
    phase: ClassVar[Phase] = "wayfinding"
    reads: ClassVar[frozenset[str]] = frozenset(INFLUENCES)
    writes: ClassVar[frozenset[str]] = frozenset({"speed_factor"})

    def __init__(self, every: float = 0.2) -> None:
        """Take the seconds between two looks at the influences."""
        self.every = every

    def setup(self, world: World) -> None:
        """Nothing slows anyone down yet."""
        world["speed_factor"][:] = 1.0

    def update(self, world: World, steps: int) -> None:
        """Multiply."""
        product = np.ones(world.people)
        for name in INFLUENCES:
            product *= world[name]
        world["speed_factor"][:] = product
