"""The hot gas that spreads under a ceiling above a fire: how hot and how fast it is where detectors hang."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeunt.base.maths import power_array

Floats = NDArray[np.float64]

DENSITY, HEAT_CAPACITY, GRAVITY = 1.204, 1010.0, 9.81


def ceiling_jet(power: float, height: float, radius: Floats, temperature: float) -> tuple[Floats, Floats]:
    """Return (places,) temperature in °C and speed in m/s of the jet under an unconfined ceiling.

    With Q* = Q/(rho c_p T_0 sqrt(g) H^2.5): dT/T_0 = 6.3 Q*^(2/3) for r/H <= 0.2, else (0.225 + 0.27 r/H)^(-4/3)
    Q*^(2/3); u = 3.61 sqrt(g H) Q*^(1/3) for r/H <= 0.17, else 1.06 (r/H)^-0.69 sqrt(g H) Q*^(1/3) (Heskestad and
    Delichatsios 1979, as in the CFAST Technical Reference Guide).

    Parameters
    ----------
    power
        Heat release in W.
    height
        Of the ceiling above the fire, m.
    radius
        (places,) distance from the axis of the fire, m.
    temperature
        Of clean air, °C.
    """
    if power <= 0.0 or height <= 0.0:
        return np.full(radius.shape, temperature), np.zeros(radius.shape)
    kelvin = temperature + 273.15
    release = power / (DENSITY * HEAT_CAPACITY * kelvin * np.sqrt(GRAVITY * height) * height * height)
    share = power_array(np.full(radius.shape, release), 1.0 / 3.0)
    reach = radius / height
    far = np.maximum(reach, 0.2)
    rise = np.where(reach <= 0.2, 6.3, power_array(0.225 + 0.27 * far, -4.0 / 3.0)) * share * share
    beyond = np.maximum(reach, 0.17)
    quick = np.where(reach <= 0.17, 3.61, 1.06 * power_array(beyond, -0.69))
    return temperature + kelvin * rise, quick * share * np.sqrt(GRAVITY * height)
