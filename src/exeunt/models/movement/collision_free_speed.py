"""Collision-free speed model: people steer away from each other and keep a time gap to whoever is ahead.

Tordeux, Chraibi & Seyfried (2016), "Collision-free speed model for pedestrian dynamics", Traffic and Granular Flow '15,
225-232, doi 10.1007/978-3-319-33482-0_29; preprint arXiv:1512.05597.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal, NamedTuple

import numpy as np
from numba import njit, prange

from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.maths import exp
from exeunt.models.movement.arrays import (
    BLOCK, FIELD, INSIDE, PAIRS, RADIUS, SURFACE, TIME_GAP, Next, People, Place, Record, Work,
)  # fmt: skip
from exeunt.models.movement.crossing import MARGIN, fine_cell, travel, write
from exeunt.models.movement.model import MovementModel
from exeunt.models.movement.sight import keep_visible, wall_offset
from exeunt.models.movement.steps import commit, free_speed, stand, walks
from exeunt.venue.sampling import sample_direction
from exeunt.world.neighbours import Crowd, find_near, find_through_portals, sort_people
from exeunt.world.state import World

NEGLIGIBLE = 12.5
"""Repulsion is cut off this many ranges beyond contact: 8 exp(-12.5) = 3e-5 of the unit desired direction."""
WALL_NEGLIGIBLE = 20.0
"""The same for walls, whose range is short: 5 exp(-20) = 1e-8."""
FAR = 1e300


class Law(NamedTuple):
    """Parameters in the form the kernel uses."""

    reach: float
    strength: float
    inverse_range: float
    wall_strength: float
    wall_inverse_range: float
    wall_reach: float


@njit(cache=True, error_model="numpy")
def move_block(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, worker: int,
    first: int, last: int, now: float, dt: float,
) -> None:  # fmt: skip
    """Move the rows ``first`` to ``last`` of the crowd: gather neighbours in batches, then work on all pairs."""
    x, y, radius, who, start = crowd.x, crowd.y, crowd.radius, crowd.who, crowd.start
    trait, code = people.trait, people.code
    grid, terrain = place.grid, place.terrain
    cells, item, wall = terrain.cells, terrain.item, terrain.wall
    found, begin = work.found[worker], work.begin[worker]
    dx, dy, contact = work.pair[worker, 0], work.pair[worker, 1], work.pair[worker, 2]
    gap, push_x, push_y = work.pair[worker, 3], work.pair[worker, 4], work.pair[worker, 5]
    row = first
    while row < last:
        pairs = 0
        end = row
        while end < last and pairs < PAIRS and end - row < BLOCK:
            begin[end - row] = pairs
            if walks(trait, code, who[end, 0], now):
                coarse, s = who[end, 1], who[end, 2]
                until = find_near(
                    start, x, y, end, coarse, grid.shape[s, 0], law.reach * law.reach, found, pairs
                )
                if grid.link_start[coarse] < grid.link_start[coarse + 1]:
                    until = find_through_portals(
                        grid, terrain.line_shape, terrain.line_code, start, x, y, end, coarse, s, found, until
                    )
                c = fine_cell(terrain, s, x[end], y[end])
                until = keep_visible(
                    wall, item, cells[c, 0], cells[c + 1, 0], x, y, end, law.reach * law.reach, found, pairs, until
                )
                for p in range(pairs, until):
                    j = np.uint64(found[p])
                    dx[p] = x[j] - x[end]
                    dy[p] = y[j] - y[end]
                    contact[p] = radius[j] + radius[end]
                pairs = until
            end += 1
        begin[end - row] = pairs
        for p in range(pairs):
            distance = np.sqrt(dx[p] * dx[p] + dy[p] * dy[p])
            beyond = distance - contact[p]
            weight = law.strength * exp(-beyond * law.inverse_range) / distance
            gap[p] = beyond
            push_x[p] = weight * dx[p]
            push_y[p] = weight * dy[p]
        for k in range(row, end):
            person, s = who[k, 0], who[k, 2]
            if not walks(trait, code, person, now):
                stand(crowd, new, k)
                continue
            ex, ey = sample_direction(place.raster, place.directions, code[person, FIELD], s, x[k], y[k])
            if ex == 0.0 and ey == 0.0:
                stand(crowd, new, k)
                continue
            free = free_speed(trait, terrain.ground, person, s, ex, ey)
            for p in range(begin[k - row], begin[k - row + 1]):
                ex -= push_x[p]
                ey -= push_y[p]
            c = fine_cell(terrain, s, x[k], y[k])
            clearance = FAR
            for entry in range(cells[c, 0], cells[c, 1]):
                ox, oy, distance = wall_offset(wall, item[entry], x[k], y[k])
                clearance = min(clearance, distance)
                if 0.0 < distance < law.wall_reach + radius[k]:
                    weight = law.wall_strength * exp((radius[k] - distance) * law.wall_inverse_range) / distance
                    ex += weight * ox
                    ey += weight * oy
            norm = np.sqrt(ex * ex + ey * ey)
            if norm == 0.0:
                stand(crowd, new, k)
                continue
            ex, ey = ex / norm, ey / norm
            spacing = FAR
            for p in range(begin[k - row], begin[k - row + 1]):
                ahead = ex * dx[p] + ey * dy[p]
                aside = abs(ex * dy[p] - ey * dx[p])
                candidate = gap[p] if (ahead >= 0.0) & (aside <= contact[p]) else FAR
                spacing = candidate if candidate < spacing else spacing
            speed = min(max(spacing / trait[person, TIME_GAP], 0.0), free)
            vx, vy = ex * speed, ey * speed
            room = clearance - 2.0 * MARGIN
            if room > 0.0 and speed * dt < room and cells[c, 2] == cells[c + 1, 2]:
                write(new, k, x[k] + vx * dt, y[k] + vy * dt, vx, vy, s, -1, 0)
            else:
                travel(terrain, new, k, s, x[k], y[k], vx, vy, dt)
        row = end


@njit(cache=True, error_model="numpy")
def advance_serial(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, record: Record,
    first: int, last: int, dt: float,
) -> int:  # fmt: skip
    """Take the steps ``first`` to ``last``; return how many were taken before ``record`` was full."""
    code, motion, radius = people.code, people.motion, people.trait[:, RADIUS]
    for step in range(first, last):
        total = sort_people(place.grid, crowd, motion, radius, code[:, SURFACE], code[:, INSIDE])
        move_block(people, crowd, place, law, new, work, 0, 0, total, step * dt, dt)
        if not commit(people, crowd, new, total, record, step, dt):
            return step - first
    return last - first


@njit(cache=True, error_model="numpy", parallel=True)
def advance_parallel(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, record: Record,
    first: int, last: int, dt: float,
) -> int:  # fmt: skip
    """The same in threads: each takes every so-many-th block of people, with buffers of its own."""
    code, motion, radius = people.code, people.motion, people.trait[:, RADIUS]
    threads = work.found.shape[0]
    for step in range(first, last):
        total = sort_people(place.grid, crowd, motion, radius, code[:, SURFACE], code[:, INSIDE])
        for worker in prange(threads):
            for begin in range(worker * BLOCK, total, threads * BLOCK):
                end = min(begin + BLOCK, total)
                move_block(people, crowd, place, law, new, work, worker, begin, end, step * dt, dt)
        if not commit(people, crowd, new, total, record, step, dt):
            return step - first
    return last - first


_PAPER = "Tordeux, Chraibi & Seyfried (2016), doi 10.1007/978-3-319-33482-0_29"
_JUPEDSIM = "JuPedSim 1.4.2, CollisionFreeSpeedModel, default"


@register("movement")
class CollisionFreeSpeed(Kind):
    """Collision-free speed model (Tordeux, Chraibi & Seyfried 2016), as in JuPedSim 1.4.2.

    Direction: normalised sum of the desired direction, ``strength`` exp((l - d)/``range``) away from each neighbour
    (d distance of centres, l sum of radii) and ``wall_strength`` exp((r - d)/``wall_range``) away from each wall segment.
    Speed: the smallest spacing d - l to someone ahead in the corridor of width l, divided by the time gap, between 0 and
    the free speed. Explicit Euler, all people at once. Neighbours hidden by a wall do not count.

    Equations (1) to (4) of the paper; the walls' term is JuPedSim's. People notice each other up to the largest of
    desired speed x time gap + 2 radius and 2 radius + 12.5 ``range`` among those of the run: a neighbour farther away
    can neither slow anyone down nor turn anyone by more than 3e-5.
    """

    references: ClassVar[tuple[str, ...]] = (
        "Tordeux, A., Chraibi, M., Seyfried, A. (2016). Collision-free speed model for pedestrian dynamics. "
        "Traffic and Granular Flow '15, 225-232. doi:10.1007/978-3-319-33482-0_29",
    )
    step: ClassVar[float] = 0.01
    kind: Literal["collision_free_speed"] = "collision_free_speed"
    strength: float = parameter(8.0, source=_JUPEDSIM, low=3.0, high=8.0, ge=0)
    range: float = parameter(0.1, source=_JUPEDSIM, low=0.1, high=0.2, unit="m", gt=0)
    wall_strength: float = parameter(5.0, source=_JUPEDSIM, low=1.0, high=10.0, ge=0)
    wall_range: float = parameter(0.02, source=_JUPEDSIM, low=0.01, high=0.1, unit="m", gt=0)
    cutoff: float | None = parameter(
        None, source="derived from the people of the run; JuPedSim 1.4.2 uses 3 m", unit="m", gt=0
    )

    def model(self) -> CollisionFreeSpeedModel:
        """Return the model."""
        return CollisionFreeSpeedModel(self)


class CollisionFreeSpeedModel(MovementModel):
    """Moves people by the collision-free speed model; see ``CollisionFreeSpeed``."""

    name: ClassVar[str] = "collision_free_speed"
    serial = staticmethod(advance_serial)
    parallel = staticmethod(advance_parallel)

    def __init__(self, kind: CollisionFreeSpeed) -> None:
        self.kind = kind

    def reach_of_people(self, world: World) -> float:
        """Return the given cut-off, or the distance beyond which nobody of the run has any influence."""
        if self.kind.cutoff is not None:
            return self.kind.cutoff
        bodies = 2.0 * float(world["radius"].max(initial=0.0))
        fastest = np.maximum(np.maximum(world["speed_stairs_up"], world["speed_stairs_down"]), world["desired_speed"])
        headway = float((fastest * world["time_gap"]).max(initial=0.0))
        return max(headway, NEGLIGIBLE * self.kind.range) + bodies

    def reach_of_walls(self, world: World) -> float:
        """Return the distance at which a wall's push is negligible."""
        return float(world["radius"].max(initial=0.0)) + WALL_NEGLIGIBLE * self.kind.wall_range

    def law(self, world: World) -> Any:
        """Return the parameters as the kernels take them."""
        kind = self.kind
        return Law(
            self.cutoff, kind.strength, 1.0 / kind.range, kind.wall_strength, 1.0 / kind.wall_range,
            WALL_NEGLIGIBLE * kind.wall_range,
        )  # fmt: skip
