"""The movement models once more, in plain NumPy over all pairs, written from the papers' equations."""

import numpy as np
from shapely import LineString, STRtree, contains_xy


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


def from_walls(place, walls, area):
    """Return (n, 2) vectors to a place from all points of walls that are nearest to it thereabouts, and their lengths.

    Walls are taken as one line: an end is such a point only if it is so for all segments that begin or end there. A
    wall acts on the side of ``area``.
    """
    a, b = walls[:, :2], walls[:, 2:]
    share = np.clip(((place - a) * (b - a)).sum(1) / ((b - a) ** 2).sum(1), 0, 1)
    nearest = a + share[:, None] * (b - a)
    found = {}
    for point in nearest:
        meets = (np.abs(a - point).max(1) < 1e-9) | (np.abs(b - point).max(1) < 1e-9)
        just_before = point + 1e-6 * (place - point)
        if (np.abs(nearest[meets] - point) < 1e-9).all() and contains_xy(area, *just_before):
            found[tuple(np.round(point, 9))] = place - point
    offset = np.array(list(found.values())).reshape(-1, 2)
    return offset, np.sqrt((offset**2).sum(1))


def rounded(follows, free, rounding):
    """Return the speed at which someone follows, rounded about the free speed: a line, a cubic, the free speed."""
    low, high = (1 - rounding) * free, (1 + 2 * rounding) * free
    if follows <= low:
        return max(follows, 0.0)
    if follows >= high:
        return free
    return free - rounding * free * ((high - follows) / (high - low)) ** 3


def collision_free_speed(places, ways, v0, radius, gap, walls, area, *, reach, strength=8.0, scale=0.1,
                         wall_strength=5.0, wall_scale=0.02, wall_reach=0.25, touch=None,
                         ease=None, girth=None, breadth=None, depth=1.0, rounding=0.0, across=None):  # fmt: skip
    """Return velocities (n, 2).

    ``touch`` (n, n) are distances at contact other than sums of radii, ``ease`` and ``girth`` (n,) factors of speed and
    of the radius towards walls; ``breadth`` and ``depth`` of bodies over the sum of radii, without a breadth the
    published spacing of discs; ``across`` (n, n) are half axes across other than ``breadth`` says.
    """
    ease, girth = np.ones(len(places)) if ease is None else ease, radius if girth is None else girth * radius
    seen = in_sight(places, walls)
    touch = radius[:, None] + radius if touch is None else touch
    velocity = np.zeros_like(places)
    for i in range(len(places)):
        offset = places - places[i]
        distance = np.sqrt((offset**2).sum(1))
        near = seen[i] & (distance < reach[i]) & (distance > 0)
        contact = touch[i, near]
        unit = offset[near] / distance[near][:, None]
        direction = ways[i] - (strength * np.exp((contact - distance[near]) / scale)[:, None] * unit).sum(0)
        away, far = from_walls(places[i], walls, area)
        away, far = away[far < girth[i] + wall_reach], far[far < girth[i] + wall_reach]
        direction = direction + (wall_strength * np.exp((girth[i] - far) / wall_scale) / far) @ away
        direction = direction / np.sqrt((direction**2).sum())
        ahead = offset[near] @ direction
        aside = np.abs(offset[near] @ np.array([-direction[1], direction[0]]))
        if breadth is None:
            spacings = (distance[near] - depth * contact)[(ahead >= 0) & (aside <= contact)]
        else:
            half = breadth * (radius[i] + radius[near]) if across is None else across[i, near]
            met = (ahead >= 0) & (aside < half)
            spacings = ahead[met] - depth * contact[met] * np.sqrt(1 - (aside[met] / half[met]) ** 2)
        speed = rounded(min(spacings, default=np.inf) / gap[i], v0[i], rounding)
        velocity[i] = direction * speed * ease[i]
    return velocity


def encounters(places, ways, goals, v0, radius, gap, walls, area, *, reach, shoulder_turn=0.3, dodge=1.5, farthest=1.5,
               notice=1.2, band=1.3, keep_right=0.2, slower=0.0, beside=0.5, breadth=0.65,
               depth=1.25, rounding=0.9, yielding=1.2):  # fmt: skip
    """Return velocities (n, 2) of people who head for different ``goals`` (n,)."""
    n = len(places)
    seen = in_sight(places, walls)
    towards = np.where(goals[:, None] == goals, 0, np.clip(0.5 - ways @ ways.T, 0, 1))
    sums = radius[:, None] + radius
    touch = sums * (1 - shoulder_turn * towards) / (1 + (depth - 1) * towards)
    apart = places - places[:, None]
    mine = (apart * ways[:, None]).sum(2)
    joins = (goals[:, None] == goals) & (mine > mine.T) & (mine.T > 0) & (1.5 * sums > np.hypot(*apart.T).T)
    across = np.where(joins & (yielding is not None), (yielding or 1) * sums, (breadth or 1) * sums)
    bent, close = ways.copy(), np.zeros(n)
    for i in range(n):
        step = 0.0
        for j in range(n):
            offset = places[j] - places[i]
            to_left = np.array([-ways[i, 1], ways[i, 0]])
            ahead, left = offset @ ways[i], offset @ to_left
            if not seen[i, j] or not 0 < offset @ offset < reach[i] ** 2:
                continue
            share = 1 - (np.sqrt(offset @ offset) - radius[i] - radius[j]) / beside
            passed = np.clip(1 + ahead / (radius[i] + radius[j]), 0, 1)
            close[i] = max(close[i], towards[i, j] * min(share, 1) * passed)
            if ahead > 0 and abs(left) < band * touch[i, j]:
                side = 1 if left < -keep_right else -1
                step += side * towards[i, j] * np.clip(1 - max(ahead - touch[i, j], 0) / notice, 0, 1)
        bent[i] += np.clip(dodge * step, -farthest, farthest) * to_left
    return collision_free_speed(places, bent, v0, radius, gap, walls, area, reach=reach, touch=touch,
                                ease=1 - slower * close, girth=1 - shoulder_turn * close, breadth=breadth,
                                depth=depth, rounding=rounding, across=across)  # fmt: skip


def social_force(places, velocity, ways, v0, radius, walls, area, dt, *, reach, mass=80.0, tau=0.5, push=2000.0,
                 scale=0.08, wall_reach=1.0, stiffness=1.2e5, friction=2.4e5, held=0.5):  # fmt: skip
    """Return velocities (n, 2) after one semi-implicit Euler step."""
    seen = in_sight(places, walls)
    new = np.zeros_like(places)
    for i in range(len(places)):
        force = mass * (v0[i] * ways[i] - velocity[i]) / tau
        offset = places[i] - places
        distance = np.sqrt((offset**2).sum(1))
        for j in np.flatnonzero(seen[i] & (distance < reach[i]) & (distance > 0)):
            normal = offset[j] / distance[j]
            tangent = np.array([-normal[1], normal[0]])
            overlap = radius[i] + radius[j] - distance[j]
            force = force + (push * np.exp(overlap / scale) + stiffness * max(overlap, 0)) * normal
            force = force + friction * max(overlap, 0) * ((velocity[j] - velocity[i]) @ tangent) * tangent
        away, far = from_walls(places[i], walls, area)
        sides = np.zeros((2, 2))
        left = np.array([-ways[i][1], ways[i][0]])
        for vector, d in zip(away, far, strict=True):
            if d >= radius[i] + wall_reach:
                continue
            normal = vector / d
            tangent = np.array([-normal[1], normal[0]])
            overlap = radius[i] - d
            wall = (push * np.exp(overlap / scale) + stiffness * max(overlap, 0)) * normal
            wall = wall - friction * max(overlap, 0) * (velocity[i] @ tangent) * tangent
            force = force + wall
            if d >= 0.9 * radius[i] - 0.01:
                sides[int(wall @ left > 0)] += wall @ left, wall @ ways[i]
        if (sides[:, 0] != 0).all():
            balanced = np.abs(sides[:, 0]).min()
            along = (sides[:, 1] * balanced / np.abs(sides[:, 0])).sum()
            most = held * mass * v0[i] / tau
            force = force - (along - np.clip(along, -most, most)) * ways[i]
        new[i] = velocity[i] + dt * force / mass
    return new
