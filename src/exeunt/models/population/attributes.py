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
from exeunt.models.population.speed_laws import FEMALE, MALE, Speeds, Traits
from exeunt.world.bodies import least_width


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
    about = draw_age_and_sex(population, keys, seed)
    if population.speed_law is None:
        found = Speeds(population.desired_speed.quantile(rank))
    else:
        nobody_asked = np.zeros(len(keys), dtype=np.int8)
        found = population.speed_law.speeds(Traits(about["age"], about.get("sex", nobody_asked), rank))
    speed = found.level
    up = speed * population.stair_ratio_up.quantile(ratio_rank) if found.up is None else found.up
    down = speed * population.stair_ratio_down.quantile(ratio_rank) if found.down is None else found.down
    radius = population.radius.draw(seed, Stream.RADIUS, keys)
    mobility = draw_mobility(population, keys, seed)
    for profile in PROFILES:
        members = mobility == profile.index
        law = Normal[float](mean=profile.speed, sd=profile.sd, min=profile.low, max=profile.high)
        speed[members] = law.quantile(rank[members])
        up[members] = speed[members] * (profile.stairs_up / profile.speed)
        down[members] = speed[members] * (profile.stairs_down / profile.speed)
        if profile.name in population.mobility_radius:
            radius[members] = population.mobility_radius[profile.name]
    needed = least_width(radius)
    for profile in PROFILES:
        members = mobility == profile.index
        needed[members] = np.maximum(needed[members], population.clear_width.get(profile.name, 0.0))
    columns: dict[str, NDArray[Any]] = {
        "mobility": mobility,
        "desired_speed": speed,
        "speed_stairs_up": up,
        "speed_stairs_down": down,
        "radius": radius,
        "clear_width": needed,
        "walks_on_escalators": (uniforms(seed, Stream.ESCALATOR, keys) < population.escalator_walkers)
        * np.int8(1),
        "time_gap": population.time_gap.draw(seed, Stream.TIME_GAP, keys),
    }
    return columns | about


def draw_age_and_sex(
    population: PopulationDoc, keys: NDArray[np.uint64], seed: int
) -> dict[str, NDArray[Any]]:
    """Return the columns ``age`` and ``sex``, each (people,), as far as the population states them."""
    columns: dict[str, NDArray[Any]] = {}
    if population.age is not None:
        columns["age"] = population.age.draw(seed, Stream.AGE, keys)
    if population.female is not None:
        women = uniforms(seed, Stream.SEX, keys) < population.female
        columns["sex"] = np.where(women, FEMALE, MALE).astype(np.int8)
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
