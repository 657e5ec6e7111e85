"""Laws of walking: kinds for ``movement`` in a scenario."""

from __future__ import annotations

from exeunt.models.movement.collision_free_speed import CollisionFreeSpeed
from exeunt.models.movement.encounters import Encounters
from exeunt.models.movement.social_force import SocialForce

__all__ = [
    "CollisionFreeSpeed",
    "Encounters",
    "SocialForce",
]


def __dir__() -> list[str]:
    return __all__
