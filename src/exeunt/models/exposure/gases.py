"""Doses of asphyxiant gases and concentrations of irritants, as pure functions of what is breathed.

Two forms, which differ by tens of per cent and must never be mixed in one figure:

- ``purser``: Purser's equations as the Fire Dynamics Simulator and FDS+Evac use them (FDS source, functions FED and
  FIC; FDS+Evac Technical Reference and User's Guide, 2021).
- ``iso13571``: ISO 13571:2012, as the SFPE Handbook (5th ed., ch. 63) and the CFAST Technical Reference Guide state it.
  The ISO text itself was not read.

Concentrations are mole fractions (mol/mol), arrays of any one shape; rates are per minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from exeunt.base.maths import exp_array, power_array

Floats = NDArray[np.float64]
Form = Literal["purser", "iso13571"]
Activity = Literal["rest", "light", "heavy"]

FORMS: dict[str, str] = {"purser": "FDS/Purser", "iso13571": "ISO 13571:2012"}
"""How each form is named in every output."""

PPM = 1e6
PERCENT = 100.0
UPTAKE: dict[str, float] = {"rest": 0.7048625e-5, "light": 2.7641667e-5, "heavy": 8.2925e-5}
"""Uptake of CO in 1/(ppm^1.036 min) by activity; light work is 25 l/min and incapacitation at 30 % COHb (FDS)."""
DOSE_OF_IRRITANT: dict[str, float] = {
    "hcl": 114000.0, "hbr": 114000.0, "hf": 87000.0, "so2": 12000.0, "no2": 1900.0, "acrolein": 4500.0,
    "formaldehyde": 22500.0,
}  # fmt: skip
"""Lethal doses of irritants in ppm min (FDS, after Purser)."""
PURSER_LIMITS: dict[str, float] = {
    "hcl": 900.0, "hbr": 900.0, "hf": 900.0, "so2": 120.0, "no2": 350.0, "acrolein": 20.0, "formaldehyde": 30.0,
}  # fmt: skip
"""Incapacitating concentrations of irritants in ppm (FDS, after Purser)."""
ISO_LIMITS: dict[str, float] = {
    "hcl": 1000.0, "hbr": 1000.0, "hf": 500.0, "so2": 150.0, "no2": 250.0, "acrolein": 30.0, "formaldehyde": 250.0,
}  # fmt: skip
"""Concentrations of irritants that compromise escape, in ppm (ISO 13571:2012)."""


@dataclass(frozen=True)
class Gases:
    """What is breathed, in mol/mol: arrays of one shape, or single numbers."""

    co: ArrayLike = 0.0
    co2: ArrayLike = 0.0
    o2: ArrayLike = 0.209
    hcn: ArrayLike = 0.0
    no: ArrayLike = 0.0
    no2: ArrayLike = 0.0
    hcl: ArrayLike = 0.0
    hbr: ArrayLike = 0.0
    hf: ArrayLike = 0.0
    so2: ArrayLike = 0.0
    acrolein: ArrayLike = 0.0
    formaldehyde: ArrayLike = 0.0

    def ppm(self, name: str) -> Floats:
        """Return a concentration in parts per million, never negative."""
        return np.maximum(np.asarray(getattr(self, name), dtype=np.float64) * PPM, 0.0)

    def percent(self, name: str) -> Floats:
        """Return a concentration in per cent, never negative."""
        return np.maximum(np.asarray(getattr(self, name), dtype=np.float64) * PERCENT, 0.0)


def co_rate(ppm: Floats, activity: Activity = "light") -> Floats:
    """Return the dose rate of carbon monoxide per minute, k C^1.036 (FDS, after Purser)."""
    return UPTAKE[activity] * _power(ppm, 1.036)


def cyanide_rate(ppm: Floats) -> Floats:
    """Return the dose rate of cyanide per minute, exp(C/43)/220 - 1/220 (FDS, after Purser).

    ``ppm`` is HCN less the nitrogen oxides, which protect; the rate is 0 where that is not positive.
    """
    # beyond this any rate means seconds; it keeps the exponential finite
    ppm = np.minimum(ppm, 5000.0)
    return np.where(ppm > 0.0, np.maximum(exp_array(ppm / 43.0) / 220.0 - 0.00454545, 0.0), 0.0)


def hypoxia_rate(percent: Floats) -> Floats:
    """Return the dose rate of low oxygen per minute, 1/exp(8.13 - 0.54 (20.9 - O2)) below 20 % (FDS, after Purser)."""
    return np.where(percent < 20.0, exp_array(0.54 * (20.9 - percent) - 8.13), 0.0)


def hyperventilation(percent: Floats) -> Floats:
    """Return by how much carbon dioxide quickens breathing, exp(0.1903 CO2 + 2.0004)/7.1 (FDS, after Purser)."""
    return np.where(percent > 0.0, exp_array(0.1903 * percent + 2.0004) / 7.1, 1.0)


def purser_rate(gases: Gases, activity: Activity = "light") -> Floats:
    """Return the rate of the fractional effective dose per minute, FDS/Purser form.

    (CO + cyanide + NOx/1500 + irritants) x hyperventilation + hypoxia; FDS source, function FED. 1 incapacitates
    half of the people.
    """
    oxides = gases.ppm("no") + gases.ppm("no2")
    rate = co_rate(gases.ppm("co"), activity) + cyanide_rate(gases.ppm("hcn") - oxides) + oxides / 1500.0
    for name, dose in DOSE_OF_IRRITANT.items():
        rate = rate + gases.ppm(name) / dose
    return np.asarray(rate * hyperventilation(gases.percent("co2")) + hypoxia_rate(gases.percent("o2")))


def iso_rate(gases: Gases) -> Floats:
    """Return the rate of the fractional effective dose per minute, ISO 13571:2012.

    (CO/35000 + HCN^2.36/1.2e6) exp(CO2/5), the last factor where there is more than 2 % of carbon dioxide; no term for
    low oxygen and none for irritants.
    """
    rate = gases.ppm("co") / 35000.0 + _power(gases.ppm("hcn"), 2.36) / 1.2e6
    co2 = gases.percent("co2")
    return np.asarray(rate * np.where(co2 > 2.0, exp_array(np.minimum(co2, 100.0) / 5.0), 1.0))


def gas_rate(gases: Gases, form: Form = "purser", activity: Activity = "light") -> Floats:
    """Return the rate of the fractional effective dose per minute in the form named.

    ``activity`` counts in the form ``purser`` only; ISO 13571 is for light work.
    """
    return purser_rate(gases, activity) if form == "purser" else iso_rate(gases)


def irritant_concentration(gases: Gases, form: Form = "purser") -> Floats:
    """Return the fractional concentration of irritants: FIC (FDS/Purser) or FEC (ISO 13571), sum of C/limit.

    At 1 escape is impaired by pain in eyes and airways at once; it is no dose and does not accumulate.
    """
    limits = PURSER_LIMITS if form == "purser" else ISO_LIMITS
    return np.asarray(sum(gases.ppm(name) / limit for name, limit in limits.items()))


def _power(base: Floats, exponent: float) -> Floats:
    safe = np.where(base > 0.0, base, 1.0)
    return np.where(base > 0.0, power_array(safe, exponent), 0.0)
