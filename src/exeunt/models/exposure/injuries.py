"""People who cannot walk from a stated time on: who and when is the user's to say, nothing here injures anybody."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from exeunt.base.columns import CAUSES
from exeunt.world.contract import Phase
from exeunt.world.state import World

STATED = CAUSES.index("stated injury")


def injure(world: World) -> list[int]:
    """Let those fall whose stated time has come, and return their rows; writes ``incapacitated_at``."""
    due = world.active & (world["injured_at"] <= world.time + 1e-9)
    world["incapacitated_at"][due] = np.maximum(world["injured_at"][due], world["arrival_time"][due])
    rows: list[int] = np.flatnonzero(due).tolist()
    for person in rows:
        note_fall(world, person, STATED, float("nan"))
    return rows


def note_fall(world: World, person: int, cause: int, value: float) -> None:
    """Write why a person cannot walk any more (index into ``CAUSES``), and note it; ``value``: the dose, if any."""
    world["incapacitated_by"][person] = cause
    world.note(
        "incapacitated", cause=CAUSES[cause], person=person, surface=int(world["surface"][person]),
        x=float(world["x"][person]), y=float(world["y"][person]), value=value,
    )  # fmt: skip


class StatedInjuries:
    """Writes ``incapacitated_at`` where there are no doses: people fall at the time that the scenario states.

    Parameters
    ----------
    every
        Seconds between two looks at the clock.
    """

    name: ClassVar[str] = "stated injuries"
    phase: ClassVar[Phase] = "exposure"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"injured_at", "arrival_time", "present", "time_out", "surface", "x", "y"}
    )
    writes: ClassVar[frozenset[str]] = frozenset({"incapacitated_at", "incapacitated_by"})

    def __init__(self, every: float = 1.0) -> None:
        self.every = every

    def setup(self, world: World) -> None:
        """Who is injured from the start lies there from the start."""
        injure(world)

    def update(self, world: World, steps: int) -> None:
        """Let fall who is due."""
        injure(world)
