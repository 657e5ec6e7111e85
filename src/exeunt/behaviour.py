"""When people start, what they decide and how smoke slows them: kinds for a scenario."""

from __future__ import annotations

from exeunt.models.behaviour.delay_budget import DelayBudget
from exeunt.models.behaviour.drawn_delay import DrawnDelay
from exeunt.models.behaviour.instructions import Assist, Direct, Keep, Lead, Sweep
from exeunt.models.behaviour.ordered_logit import OrderedLogit
from exeunt.models.behaviour.pre_movement import (
    ConstantDelay,
    GammaDelay,
    HistogramDelay,
    LogNormalDelay,
    NormalDelay,
    PresetDelay,
    UniformDelay,
    WeibullDelay,
)
from exeunt.models.behaviour.smoke import FrantzichNilsson, Fridolf

__all__ = [
    "Assist",
    "ConstantDelay",
    "DelayBudget",
    "Direct",
    "DrawnDelay",
    "FrantzichNilsson",
    "Fridolf",
    "GammaDelay",
    "HistogramDelay",
    "Keep",
    "Lead",
    "LogNormalDelay",
    "NormalDelay",
    "OrderedLogit",
    "PresetDelay",
    "Sweep",
    "UniformDelay",
    "WeibullDelay",
]


def __dir__() -> list[str]:
    return __all__
