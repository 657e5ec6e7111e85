"""Crowds and direction fields for tests of movement kernels."""

import numpy as np
from shapely import contains_xy

from exeunt.venue.sampling import sample_direction


def scattered(area, n, seed, clearance=0.1, apart=0.25):
    """Places in an area, some closer than two radii and some touching walls."""
    rng, places = np.random.default_rng(seed), []
    inner = area.buffer(-clearance)
    x0, y0, x1, y1 = area.bounds
    while len(places) < n:
        place = rng.uniform((x0, y0), (x1, y1))
        if contains_xy(inner, *place) and all(np.sum((place - p) ** 2) > apart**2 for p in places):
            places.append(place)
    return np.array(places)


def swirl(x, y):
    """A direction field that turns."""
    return np.array([1.0 - 0.3 * y, 0.4 * x - 1.0])


def sampled(world, slot=0):
    """Return (people, 2) where the field of a slot leads from where people are."""
    arrays, directions = world.fields.raster.arrays, world.fields.directions
    return np.array(
        [
            sample_direction(arrays, directions, slot, 0, x, y)
            for x, y in zip(world["x"], world["y"], strict=True)
        ]
    )
