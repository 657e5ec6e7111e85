"""How people choose exits and ways: kinds for ``people[].exit_choice``, and what turns them back."""

from __future__ import annotations

from exeunt.models.wayfinding.assigned import Assigned
from exeunt.models.wayfinding.avoidance import AvoidanceDoc
from exeunt.models.wayfinding.familiar import Familiar
from exeunt.models.wayfinding.guidance import GuidanceDoc
from exeunt.models.wayfinding.logit import Logit
from exeunt.models.wayfinding.nearest import Nearest
from exeunt.models.wayfinding.quickest import Quickest
from exeunt.models.wayfinding.signs import SignDoc

__all__ = [
    "Assigned",
    "AvoidanceDoc",
    "Familiar",
    "GuidanceDoc",
    "Logit",
    "Nearest",
    "Quickest",
    "SignDoc",
]


def __dir__() -> list[str]:
    return __all__
