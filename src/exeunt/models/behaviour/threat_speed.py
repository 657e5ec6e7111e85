"""People hurry from danger: the law of how much, and the model that applies it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Speed
from exeunt.world.contract import Phase
from exeunt.world.state import World

Floats = NDArray[np.float64]


class HurryDoc(BaseModel):
    """How danger makes people faster: v = min(v0 (1 + gain T), most), never less than v0."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    gain: float = parameter(
        0.8, source="form after Xie et al. 2024, arXiv 2404.01664: speed rises with the threat; number proposed",
        low=0.0, high=1.5, assumption=True, ge=0, le=3, description="share by which the highest danger adds to speed",
    )  # fmt: skip
    most: Speed = parameter(
        3.5, source="proposed for able adults; no measurement", low=2.5, high=5.0, unit="m/s", assumption=True, gt=0,
        le=10, description="speed beyond which nobody hurries",
    )  # fmt: skip

    def factor(self, danger: Floats, free_speed: Floats) -> Floats:
        """Return (people,) by how much people of a free speed in m/s are faster in a danger, 0 to 1."""
        wanted = free_speed * (1.0 + self.gain * danger)
        return np.asarray(np.maximum(np.minimum(wanted, self.most), free_speed) / free_speed)


class ThreatSpeed:
    """Writes ``speed_factor_threat`` from the danger in which people believe to be."""

    name: ClassVar[str] = "hurry"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset({"believed_danger", "desired_speed"})
    writes: ClassVar[frozenset[str]] = frozenset({"speed_factor_threat"})

    def __init__(self, law: HurryDoc, every: float = 0.5) -> None:
        """Take the law and the seconds between two looks."""
        self.law = law
        self.every = every

    def setup(self, world: World) -> None:
        """Nobody hurries yet."""
        world["speed_factor_threat"][:] = 1.0

    def update(self, world: World, steps: int) -> None:
        """Hurry."""
        world["speed_factor_threat"][:] = self.law.factor(world["believed_danger"], world["desired_speed"])
