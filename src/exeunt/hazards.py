"""Where smoke, heat and gases come from: kinds for ``hazards.sources``, and danger zones."""

from __future__ import annotations

from exeunt.models.hazards.cfast.kind import CfastFire
from exeunt.models.hazards.danger_zone import DangerZoneDoc
from exeunt.models.hazards.explosion import Explosion
from exeunt.models.hazards.fds.kind import FdsSlices
from exeunt.models.hazards.prescribed import Flames, RadiantFire, SmokeFilling, UniformField

__all__ = [
    "CfastFire",
    "DangerZoneDoc",
    "Explosion",
    "FdsSlices",
    "Flames",
    "RadiantFire",
    "SmokeFilling",
    "UniformField",
]


def __dir__() -> list[str]:
    return __all__
