"""Dose of heat, convective and radiant, kept apart from the dose of gases and never added to it."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from exeunt.base.maths import power_array

Floats = NDArray[np.float64]
Clothing = Literal["clothed", "unclothed"]
Radiant = Literal["iso13571", "sfpe_tolerance", "sfpe_injury", "sfpe_fatal"]

CONVECTIVE: dict[str, tuple[float, float]] = {"clothed": (4.1e8, -3.61), "unclothed": (5.0e7, -3.4)}
"""Minutes to incapacitation: a T^b with T in °C (ISO 13571; the second is SFPE Handbook Eq. 63.44)."""
SKIN_LIMIT = 2500.0
"""Radiant flux in W/m² below which skin bears it for minutes (ISO 13571): no dose."""
SFPE_DOSE: dict[str, float] = {"sfpe_tolerance": 1.33, "sfpe_injury": 10.0, "sfpe_fatal": 16.7}
"""Radiant doses in (kW/m²)^1.33 min (SFPE Handbook Eq. 63.43)."""


def convective_rate(temperature: Floats, clothing: Clothing = "clothed") -> Floats:
    """Return the dose rate per minute of hot air at ``temperature`` in °C with less than 10 % of water vapour.

    1/(4.1e8 T^-3.61) clothed, 1/(5e7 T^-3.4) unclothed (ISO 13571); 0 below 0 °C.
    """
    factor, exponent = CONVECTIVE[clothing]
    warm = np.maximum(np.asarray(temperature, dtype=np.float64), 0.0)
    return np.where(warm > 0.0, power_array(np.where(warm > 0.0, warm, 1.0), -exponent) / factor, 0.0)


def radiant_rate(flux: Floats, form: Radiant = "iso13571") -> Floats:
    """Return the dose rate per minute of a radiant flux in W/m²; 0 below 2.5 kW/m².

    q^1.9/4.2 with q in kW/m² (ISO 13571 as documented by the CFAST Technical Reference Guide), or q^1.33/r (SFPE
    Handbook Eq. 63.43).
    """
    flux = np.asarray(flux, dtype=np.float64)
    strong = flux >= SKIN_LIMIT
    kilowatts = np.where(strong, flux * 1e-3, 1.0)
    if form == "iso13571":
        rate = power_array(kilowatts, 1.9) / 4.2
    else:
        rate = power_array(kilowatts, 1.33) / SFPE_DOSE[form]
    return np.where(strong, rate, 0.0)


def heat_rate(
    temperature: Floats, flux: Floats, clothing: Clothing = "clothed", radiant: Radiant = "iso13571"
) -> Floats:
    """Return the dose rate of heat per minute: convective plus radiant."""
    return np.asarray(convective_rate(temperature, clothing) + radiant_rate(flux, radiant))
