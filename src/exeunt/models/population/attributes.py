"""Attributes of people, drawn from the distributions of their population."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.base.distributions import Normal
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.population.document import PopulationDoc
from exeunt.models.population.mobility import PROFILES


def draw_attributes(
    population: PopulationDoc, keys: NDArray[np.uint64], seed: int
) -> dict[str, NDArray[Any]]:
    """Return the attribute columns, each (people,), of a population's people.

    A person's rank is the same in every distribution of speed: who is fast among the unrestricted would be
    fast in a mobility profile, and fast on stairs. Stairs have a rank of their own only as far as the ratio
    to the speed on the level varies.
    """
    ratio_rank = uniforms(seed, Stream.STAIR_SPEED, keys)
    rank = uniforms(seed, Stream.DESIRED_SPEED, keys)
    speed = population.desired_speed.quantile(rank)
    up = speed * population.stair_ratio_up.quantile(ratio_rank)
    down = speed * population.stair_ratio_down.quantile(ratio_rank)
    mobility = draw_mobility(population, keys, seed)
    for profile in PROFILES:
        members = mobility == profile.index
        law = Normal[float](mean=profile.speed, sd=profile.sd, min=profile.low, max=profile.high)
        speed[members] = law.quantile(rank[members])
        up[members] = speed[members] * (profile.stairs_up / profile.speed)
        down[members] = speed[members] * (profile.stairs_down / profile.speed)
    columns: dict[str, NDArray[Any]] = {
        "mobility": mobility,
        "desired_speed": speed,
        "speed_stairs_up": up,
        "speed_stairs_down": down,
        "radius": population.radius.draw(seed, Stream.RADIUS, keys),
        "time_gap": population.time_gap.draw(seed, Stream.TIME_GAP, keys),
    }
    if population.age is not None:
        columns["age"] = population.age.draw(seed, Stream.AGE, keys)
    return columns


def draw_mobility(population: PopulationDoc, keys: NDArray[np.uint64], seed: int) -> NDArray[np.int8]:
    """Return the mobility class (people,) of each person; the order of the shares is irrelevant."""
    rank = uniforms(seed, Stream.MOBILITY, keys)
    mobility = np.zeros(len(keys), dtype=np.int8)
    reached = 0.0
    for profile in PROFILES:
        share = population.mobility.get(profile.name, 0.0)
        mobility[(rank >= reached) & (rank < reached + share)] = profile.index
        reached += share
    return mobility
