"""The movement models once more, in plain NumPy over all pairs, written from the papers' equations."""

import numpy as np
from shapely import LineString, STRtree


def in_sight(places, walls):
    """Return (n, n) whether the straight line between two places is free of walls."""
    n = len(places)
    tree = STRtree([LineString(wall.reshape(2, 2)) for wall in walls])
    seen = np.ones((n, n), dtype=bool)
    for i in range(n):
        for j in range(i):
            line = LineString([places[i], places[j]])
            seen[i, j] = seen[j, i] = len(tree.query(line, predicate="intersects")) == 0
    return seen


def from_walls(place, walls):
    """Return (walls, 2) vectors from the nearest point of each wall to a place, and their lengths."""
    a, b = walls[:, :2], walls[:, 2:]
    share = np.clip(((place - a) * (b - a)).sum(1) / ((b - a) ** 2).sum(1), 0, 1)
    offset = place - (a + share[:, None] * (b - a))
    return offset, np.sqrt((offset**2).sum(1))


def collision_free_speed(places, ways, v0, radius, gap, walls, *, reach, strength=8.0, scale=0.1,
                         wall_strength=5.0, wall_scale=0.02, wall_reach=0.4):  # fmt: skip
    """Return velocities (n, 2)."""
    seen = in_sight(places, walls)
    velocity = np.zeros_like(places)
    for i in range(len(places)):
        offset = places - places[i]
        distance = np.sqrt((offset**2).sum(1))
        near = seen[i] & (distance < reach) & (distance > 0)
        contact = radius[i] + radius[near]
        unit = offset[near] / distance[near][:, None]
        direction = ways[i] - (strength * np.exp((contact - distance[near]) / scale)[:, None] * unit).sum(0)
        away, far = from_walls(places[i], walls)
        away, far = away[far < radius[i] + wall_reach], far[far < radius[i] + wall_reach]
        direction = direction + (wall_strength * np.exp((radius[i] - far) / wall_scale) / far) @ away
        direction = direction / np.sqrt((direction**2).sum())
        ahead = offset[near] @ direction
        aside = np.abs(offset[near] @ np.array([-direction[1], direction[0]]))
        spacings = (distance[near] - contact)[(ahead >= 0) & (aside <= contact)]
        speed = np.clip(min(spacings, default=np.inf) / gap[i], 0, v0[i])
        velocity[i] = direction * speed
    return velocity


def social_force(places, velocity, ways, v0, radius, walls, dt, *, reach, mass=80.0, tau=0.5, push=2000.0,
                 scale=0.08, wall_reach=1.0, stiffness=1.2e5, friction=2.4e5):  # fmt: skip
    """Return velocities (n, 2) after one semi-implicit Euler step."""
    seen = in_sight(places, walls)
    new = np.zeros_like(places)
    for i in range(len(places)):
        force = mass * (v0[i] * ways[i] - velocity[i]) / tau
        offset = places[i] - places
        distance = np.sqrt((offset**2).sum(1))
        for j in np.flatnonzero(seen[i] & (distance < reach) & (distance > 0)):
            normal = offset[j] / distance[j]
            tangent = np.array([-normal[1], normal[0]])
            overlap = radius[i] + radius[j] - distance[j]
            force = force + (push * np.exp(overlap / scale) + stiffness * max(overlap, 0)) * normal
            force = force + friction * max(overlap, 0) * ((velocity[j] - velocity[i]) @ tangent) * tangent
        away, far = from_walls(places[i], walls)
        for vector, d in zip(away, far, strict=True):
            if d >= radius[i] + wall_reach:
                continue
            normal = vector / d
            tangent = np.array([-normal[1], normal[0]])
            overlap = radius[i] - d
            force = force + (push * np.exp(overlap / scale) + stiffness * max(overlap, 0)) * normal
            force = force - friction * max(overlap, 0) * (velocity[i] @ tangent) * tangent
        new[i] = velocity[i] + dt * force / mass
    return new
