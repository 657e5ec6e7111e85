"""Detectors, sprinklers and call points: where they are, and when the air around them makes them respond."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.maths import exp, log
from exeunt.base.quantities import Duration, Length, Share, Speed, Temperature
from exeunt.venue.blocks import Id, Point

FAMILY = "detector"

_SPEED = "none where the source knows no ceiling jet; slow air, so that detection is late rather than early"
_RTI = "FDS and CFAST: 50 for quick response; standard response is 80 and more"


class Detector(Kind):
    """Base of all detectors."""

    id: Id
    controls: ClassVar[bool] = False
    """Whether the fire stops growing when it responds."""
    alarm: bool = Field(True, description="whether its response counts towards the alarm")

    def start(self, temperature: float) -> float:
        """Return the state before the incident; ``temperature`` of clean air in °C."""
        return 0.0

    def step(
        self, state: float, air: Mapping[str, float], start: float, seconds: float
    ) -> tuple[float, float]:
        """Return the state after ``seconds`` from the time ``start``, and when it responded in s, NaN if it did not.

        ``air`` holds the columns of the group ``hazard`` at the detector, taken as constant meanwhile, and
        ``gas_temperature`` (°C) and ``gas_speed`` (m/s, NaN if nobody knows it) of the ceiling jet.
        """
        raise NotImplementedError


class PlacedDetector(Detector):
    """A detector with a place under the ceiling."""

    limitations: ClassVar[tuple[str, ...]] = (
        "Detectors respond to the simulated air at their place alone: there are no false alarms, no faults and no "
        "delays of a panel that the scenario does not state.",
    )
    storey: Id = Field(description="storey of the detector")
    at: Point = Field(description="its place in plan (m)")
    height: Length = Field(gt=0, le=100, description="its height above the floor (m)")
    gas_speed: Speed = parameter(
        0.1, source=_SPEED, low=0.05, high=1.0, unit="m/s", assumption=True, gt=0, le=20,
        description="speed of the air at the detector where the hazard does not say",
    )  # fmt: skip

    def speed(self, air: Mapping[str, float]) -> float:
        """Return the speed of the gas at the detector in m/s, never below ``gas_speed``."""
        known = air["gas_speed"]
        return self.gas_speed if np.isnan(known) else max(known, self.gas_speed)


@register(FAMILY)
class SmokeDetector(PlacedDetector):
    """Responds when the smoke in its chamber exceeds an obscuration; the chamber fills with a lag L/u.

    dK/dt = (K_outside - K)/(L/u) (Heskestad; FDS Technical Reference Guide, one-parameter model). Transport to the
    detector is that of the source of hazards.
    """

    kind: Literal["smoke"] = "smoke"
    references: ClassVar[tuple[str, ...]] = ("FDS Technical Reference Guide, Fire Detection Devices",)
    obscuration: Share = parameter(
        0.0324, source="FDS default, 3.24 % per metre; CFAST 23.9 %", low=0.0324, high=0.239, gt=0, lt=1,
        description="share of light lost over a metre at which it responds",
    )  # fmt: skip
    length: Length = parameter(
        1.8, source="FDS default after Heskestad", unit="m", ge=0, le=50, description="length of the lag"
    )

    @property
    def threshold(self) -> float:
        """Extinction coefficient in 1/m at which it responds, -ln(1 - obscuration)."""
        return -log(1.0 - self.obscuration)

    def step(
        self, state: float, air: Mapping[str, float], start: float, seconds: float
    ) -> tuple[float, float]:
        """See ``Detector.step``; the state is the extinction coefficient in the chamber."""
        lag = self.length / self.speed(air)
        return _approach(state, air["extinction"], self.threshold, lag, start, seconds)


class _HeatElement(PlacedDetector):
    """A link with a response time index: dT/dt = sqrt(u)/RTI (T_gas - T) (FDS Technical Reference Guide)."""

    references: ClassVar[tuple[str, ...]] = ("FDS Technical Reference Guide, Fire Detection Devices",)
    rti: float = parameter(
        50.0, source=_RTI, low=28.0, high=250.0, unit="(m s)^1/2", gt=0, le=2000,
        description="response time index",
    )  # fmt: skip

    def start(self, temperature: float) -> float:
        """Return the temperature of clean air."""
        return temperature

    def _link(
        self, state: float, limit: float, air: Mapping[str, float], start: float, seconds: float
    ) -> tuple[float, float]:
        lag = self.rti / float(np.sqrt(self.speed(air)))
        return _approach(state, air["gas_temperature"], limit, lag, start, seconds)


@register(FAMILY)
class HeatDetector(_HeatElement):
    """Responds at a temperature of its element."""

    kind: Literal["heat"] = "heat"
    temperature: Temperature = parameter(
        57.0, source="CFAST default", low=57.0, high=90.0, unit="°C", gt=20, le=400,
        description="temperature of the element at which it responds",
    )  # fmt: skip

    def step(
        self, state: float, air: Mapping[str, float], start: float, seconds: float
    ) -> tuple[float, float]:
        """See ``Detector.step``; the state is the temperature of the element in °C."""
        return self._link(state, self.temperature, air, start, seconds)


@register(FAMILY)
class Sprinkler(_HeatElement):
    """Opens at a temperature of its bulb; from then on the fires that it controls burn as they do now.

    Growth stops and the heat release keeps its value (SFPE Handbook: the usual assumption for a controlled fire);
    smoke goes on being made and is neither cooled nor washed out.
    """

    kind: Literal["sprinkler"] = "sprinkler"
    references: ClassVar[tuple[str, ...]] = ("SFPE Handbook of Fire Protection Engineering, design fires",)
    controls: ClassVar[bool] = True
    temperature: Temperature = parameter(
        68.0, source="the usual bulb", low=57.0, high=93.0, unit="°C", gt=20, le=400,
        description="temperature of the bulb at which it opens",
    )  # fmt: skip
    fires: list[Id] = Field(
        default_factory=list, description="ids of the fires that it controls; none: all on its storey"
    )

    def step(
        self, state: float, air: Mapping[str, float], start: float, seconds: float
    ) -> tuple[float, float]:
        """See ``Detector.step``; the state is the temperature of the bulb in °C."""
        return self._link(state, self.temperature, air, start, seconds)


@register(FAMILY)
class CallPoint(Detector):
    """Somebody raises the alarm at a stated time, by hand or from a control room."""

    limitations: ClassVar[tuple[str, ...]] = (
        "A call point is pressed at a stated time, whoever is near it.",
    )
    kind: Literal["manual"] = "manual"
    time: Duration = Field(ge=0, description="when the alarm is raised (s)")

    def step(
        self, state: float, air: Mapping[str, float], start: float, seconds: float
    ) -> tuple[float, float]:
        """See ``Detector.step``."""
        return state, self.time if self.time <= start + seconds else float("nan")


def _approach(
    state: float, target: float, limit: float, lag: float, start: float, seconds: float
) -> tuple[float, float]:
    """Return state and time of response of dy/dt = (target - y)/lag with a constant target: exact for any step."""
    if state >= limit:
        return state, start
    after = target - (target - state) * exp(-seconds / lag) if lag > 0.0 else target
    if after < limit:
        return after, float("nan")
    return after, start + (lag * log((target - state) / (target - limit)) if target > limit else seconds)
