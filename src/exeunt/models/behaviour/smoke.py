"""How smoke slows people down: laws of the share of the free speed that is left, and the model that applies one."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.quantities import Length, Share, Speed
from exeunt.base.smoke import visibility
from exeunt.world.contract import Phase
from exeunt.world.state import World

FAMILY = "smoke_speed"
Floats = NDArray[np.float64]


class SmokeSpeed(Kind):
    """Base of the laws; ``measured_up_to`` is the highest extinction coefficient in 1/m that has data."""

    limitations: ClassVar[tuple[str, ...]] = (
        "How smoke slows people was measured in corridors on calm volunteers, with wide scatter; in thicker smoke "
        "than was measured it is extrapolated.",
        "People who know a way find it in the thickest smoke: nobody loses the way, crawls below the smoke, or "
        "stops in it.",
    )
    measured_up_to: ClassVar[float] = float("inf")

    def factor(self, extinction: Floats, free_speed: Floats) -> Floats:
        """Return (people,) the share of the free speed (m/s) that is left at an extinction coefficient (1/m)."""
        raise NotImplementedError


@register(FAMILY)
class FrantzichNilsson(SmokeSpeed):
    """v = max(floor v0, v0 (1 + beta K/alpha)): Frantzich & Nilsson 2003 as FDS+Evac uses it.

    32 lit runs with K of 1.9 to 7.4 1/m, R² 0.34; extrapolated below and above.
    """

    kind: Literal["lund"] = "lund"
    measured_up_to: ClassVar[float] = 7.4
    alpha: Speed = parameter(
        0.706, source="Frantzich & Nilsson 2003, Lund report 3126: standard error 0.069", low=0.637, high=0.775,
        unit="m/s", gt=0, description="speed without smoke of the regression",
    )  # fmt: skip
    beta: float = parameter(
        -0.057, source="Frantzich & Nilsson 2003, Lund report 3126: standard error 0.015", low=-0.072,
        high=-0.042, unit="m²/s", le=0, description="change of speed per 1/m of extinction",
    )  # fmt: skip
    floor: Share = parameter(
        0.1, source="FDS+Evac Technical Reference and User's Guide", ge=0, le=1,
        description="share of the free speed that is always left",
    )  # fmt: skip

    def factor(self, extinction: Floats, free_speed: Floats) -> Floats:
        """Return the share."""
        return np.asarray(np.maximum(1.0 + self.beta / self.alpha * extinction, self.floor))


@register(FAMILY)
class Fridolf(SmokeSpeed):
    """w = min(w0, max(least, w0 - slope (3 - x))) with the visibility x = A/K: Fridolf et al. 2019, Eq. 7.

    A design equation: no effect above 3 m of visibility.
    """

    kind: Literal["fridolf"] = "fridolf"
    slope: float = parameter(
        0.34, source="Fridolf et al. 2019, Eq. 7", unit="1/s", gt=0, description="loss of speed per metre"
    )
    least: Speed = parameter(
        0.2, source="Fridolf et al. 2019, Eq. 7", unit="m/s", ge=0, description="least speed"
    )
    clear: Length = parameter(
        3.0, source="Fridolf et al. 2019, Eq. 7", unit="m", gt=0, description="visibility without effect"
    )
    light: float = parameter(
        2.0, source="Fridolf et al. 2019: 2 for lit surroundings, 8 for light-emitting signs", low=2.0, high=8.0,
        gt=0, description="visibility times extinction coefficient",
    )  # fmt: skip

    def factor(self, extinction: Floats, free_speed: Floats) -> Floats:
        """Return the share."""
        seen = visibility(extinction, self.light)
        speed = np.maximum(free_speed - self.slope * np.maximum(self.clear - seen, 0.0), self.least)
        return np.asarray(np.minimum(speed, free_speed) / free_speed)


class SmokeSlowing:
    """Writes ``speed_factor_smoke`` by one law for everyone; one event when smoke is beyond what was measured."""

    name: ClassVar[str] = "smoke slows"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset({"extinction", "desired_speed", "present", "time_out"})
    writes: ClassVar[frozenset[str]] = frozenset({"speed_factor_smoke"})

    def __init__(self, law: SmokeSpeed, every: float = 1.0) -> None:
        """Take the law and the seconds between two looks."""
        self.law = law
        self.every = every

    def setup(self, world: World) -> None:
        """Nothing slows anyone yet."""
        world["speed_factor_smoke"][:] = 1.0
        self._noted = False

    def update(self, world: World, steps: int) -> None:
        """Look at the smoke at everyone's head."""
        rows = np.flatnonzero(world.inside)
        extinction = world["extinction"][rows]
        world["speed_factor_smoke"][rows] = self.law.factor(extinction, world["desired_speed"][rows])
        densest = float(extinction.max(initial=0.0))
        if densest > self.law.measured_up_to and not self._noted:
            self._noted = True
            limit = self.law.measured_up_to
            cause = (
                f"walking speed is extrapolated: the law '{self.law.kind}' is measured up to {limit:g} 1/m"
            )
            world.note("limit", cause=cause, value=densest)
