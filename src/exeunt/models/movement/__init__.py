"""Movement: how people walk, given where they want to go. One file a model, one body for all that they share."""

from exeunt.models.movement.collision_free_speed import CollisionFreeSpeed
from exeunt.models.movement.encounters import Encounters
from exeunt.models.movement.social_force import SocialForce

__all__ = ["CollisionFreeSpeed", "Encounters", "SocialForce"]
