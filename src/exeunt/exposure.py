"""Doses of gases and heat: the equations, and kinds for ``hazards.exposure.susceptibility``."""

from __future__ import annotations

from exeunt.models.exposure.gases import Gases, gas_rate, irritant_concentration, iso_rate, purser_rate
from exeunt.models.exposure.heat import convective_rate, heat_rate, radiant_rate
from exeunt.models.exposure.susceptibility import EveryoneAlike, LogNormalSusceptibility

__all__ = [
    "EveryoneAlike",
    "Gases",
    "LogNormalSusceptibility",
    "convective_rate",
    "gas_rate",
    "heat_rate",
    "irritant_concentration",
    "iso_rate",
    "purser_rate",
    "radiant_rate",
]


def __dir__() -> list[str]:
    return __all__
