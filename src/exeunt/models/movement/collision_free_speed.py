"""Collision-free speed model: people steer away from each other and keep a time gap to whoever is ahead.

Tordeux, Chraibi & Seyfried (2016), "Collision-free speed model for pedestrian dynamics", Traffic and Granular Flow '15,
225-232, doi 10.1007/978-3-319-33482-0_29; preprint arXiv:1512.05597.
"""

from __future__ import annotations

import math
from typing import Any, ClassVar, Literal, NamedTuple

import numpy as np
from numba import njit

from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.maths import cos, exp, sin
from exeunt.base.quantities import Angle, Duration, Length
from exeunt.base.random import uniform
from exeunt.base.streams import Stream
from exeunt.models.movement.arrays import (
    BLOCK,
    TIME_GAP,
    Floats,
    Next,
    People,
    Place,
    Record,
    Work,
)  # fmt: skip
from exeunt.models.movement.crossing import MARGIN, fine_cell, travel, write
from exeunt.models.movement.model import MovementModel
from exeunt.models.movement.pairs import gather
from exeunt.models.movement.sight import wall_offset
from exeunt.models.movement.steps import commit, free_speed, stand, waits, walks
from exeunt.world.neighbours import Crowd, sort_people
from exeunt.world.state import World

NEGLIGIBLE = 12.5
"""Repulsion is cut off this many ranges beyond contact: 8 exp(-12.5) = 3e-5 of the unit desired direction."""
WALL_NEGLIGIBLE = 20.0
"""The same for walls, whose range is short: 5 exp(-20) = 1e-8."""
FAR = 1e300
HOLD = 0.5
"""Seconds for which someone who looks for a way out of a clog keeps a direction."""
ELBOW_ROOM = 0.2
"""Whoever is nearer than this ahead, in metres between bodies, is in the way."""
CONE = 1.7320508075688772
TURNED_BACK = 1e-6
"""Sum of two unit vectors below which there is no direction between them."""
NOISE = int(Stream.MOVEMENT_NOISE)
ONE = np.uint64(1)


class Law(NamedTuple):
    """Parameters in the form the kernel uses."""

    reach: float
    strength: float
    inverse_range: float
    wall_strength: float
    wall_inverse_range: float
    wall_reach: float
    patience: float
    turn: float
    seed: np.uint64
    persistence: float


@njit(cache=True, error_model="numpy", _nrt=False)
def way_is_free(dx: Floats, dy: Floats, gap: Floats, first: int, last: int, ex: float, ey: float) -> bool:
    """Return whether nobody of the pairs stands close ahead, within 30 degrees of the way to go."""
    for p in range(first, last):
        ahead = ex * dx[p] + ey * dy[p]
        if gap[p] < ELBOW_ROOM and ahead > CONE * abs(ex * dy[p] - ey * dx[p]):
            return False
    return True


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def persist(memory: Floats, person: int, persistence: float, ex: float, ey: float) -> tuple[float, float]:
    """Return the direction of this step, and remember it: unit vector of the new one plus a share of the last."""
    hx, hy = ex + persistence * memory[person, 3], ey + persistence * memory[person, 4]
    norm = np.sqrt(hx * hx + hy * hy)
    if norm > TURNED_BACK:
        ex, ey = hx / norm, hy / norm
    memory[person, 3], memory[person, 4] = ex, ey
    return ex, ey


@njit(cache=True, error_model="numpy", _nrt=False)
def move_batch(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, worker: int,
    row: int, end: int, now: float, dt: float,
) -> None:  # fmt: skip
    """Move the rows ``row`` to ``end``, whose neighbours and ways ``gather`` has left in ``work``.

    ``work.person`` 4 and 5 are factors of everyone's speed and of the radius that walls push back; 1 unless a model
    built on this kernel sets them.
    """
    x, y, radius, who = crowd.x, crowd.y, crowd.radius, crowd.who
    trait, terrain = people.trait, place.terrain
    cells, item, wall = terrain.cells, terrain.item, terrain.wall
    begin = work.begin[worker]
    dx, dy, contact = work.pair[worker, 0], work.pair[worker, 1], work.pair[worker, 2]
    gap, push_x, push_y = work.pair[worker, 3], work.pair[worker, 4], work.pair[worker, 5]
    way_x, way_y = work.person[worker, 0], work.person[worker, 1]
    speed, room = work.person[worker, 2], work.person[worker, 3]
    ease, girth = work.person[worker, 4], work.person[worker, 5]
    pairs = begin[end - row]
    for p in range(pairs):
        distance = np.sqrt(dx[p] * dx[p] + dy[p] * dy[p])
        beyond = distance - contact[p]
        weight = law.strength * exp(-beyond * law.inverse_range) / distance
        gap[p] = beyond
        push_x[p] = weight * dx[p]
        push_y[p] = weight * dy[p]
    for k in range(row, end):
        n, person, s = np.uint64(k - row), who[k, 0], who[k, 2]
        ex, ey = way_x[n], way_y[n]
        room[n] = -1.0
        if (ex == 0.0 and ey == 0.0) or not walks(trait, people.code, person, now):
            continue
        speed[n] = free_speed(trait, terrain.ground, person, s, ex, ey)
        waited = waits(people.memory, person, x[k], y[k], now)
        squeezes = waited > law.patience and (
            waited > 3.0 * law.patience or way_is_free(dx, dy, gap, begin[n], begin[n + ONE], ex, ey)
        )
        if squeezes:
            angle = law.turn * (2.0 * uniform(law.seed, NOISE, people.key[person], int(now / HOLD), 0) - 1.0)
            cosine, sine = cos(angle), sin(angle)
            ex, ey = cosine * ex - sine * ey, sine * ex + cosine * ey
        else:
            for p in range(begin[n], begin[n + ONE]):
                ex -= push_x[p]
                ey -= push_y[p]
        c = fine_cell(terrain, s, x[k], y[k])
        clearance, body = FAR, girth[n] * radius[k]
        for entry in range(cells[c, 0], cells[c, 1]):
            ox, oy, distance = wall_offset(wall, item[entry], x[k], y[k])
            clearance = min(clearance, distance)
            if 0.0 < distance < law.wall_reach + body and not squeezes:
                weight = law.wall_strength * exp((body - distance) * law.wall_inverse_range) / distance
                ex += weight * ox
                ey += weight * oy
        norm = np.sqrt(ex * ex + ey * ey)
        if norm == 0.0:
            continue
        ex, ey = persist(people.memory, person, law.persistence, ex / norm, ey / norm)
        way_x[n], way_y[n] = ex, ey
        room[n] = max(clearance - 2.0 * MARGIN, 0.0) if cells[c, 2] == cells[c + 1, 2] else 0.0
        for p in range(begin[n], begin[n + ONE]):
            push_x[p] = ex
            push_y[p] = ey
    for p in range(pairs):
        ahead = push_x[p] * dx[p] + push_y[p] * dy[p]
        aside = abs(push_x[p] * dy[p] - push_y[p] * dx[p])
        gap[p] = gap[p] if (ahead >= 0.0) & (aside <= contact[p]) else FAR
    for k in range(row, end):
        n = np.uint64(k - row)
        if room[n] < 0.0:
            stand(crowd, new, k)
            continue
        spacing = FAR
        for p in range(begin[n], begin[n + ONE]):
            spacing = gap[p] if gap[p] < spacing else spacing
        pace = min(max(spacing / trait[who[k, 0], TIME_GAP], 0.0), speed[n]) * ease[n]
        vx, vy = way_x[n] * pace, way_y[n] * pace
        if pace * dt < room[n]:
            write(new, k, crowd.x[k] + vx * dt, crowd.y[k] + vy * dt, vx, vy, who[k, 2], -1, 0)
        else:
            travel(terrain, new, k, who[k, 2], crowd.x[k], crowd.y[k], vx, vy, dt)


@njit(cache=True, error_model="numpy", _nrt=False)
def move_block(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, worker: int,
    first: int, last: int, now: float, dt: float,
) -> None:  # fmt: skip
    """Move the rows ``first`` to ``last`` of the crowd: gather neighbours in batches, then work on all pairs."""
    row = first
    while row < last:
        end = gather(people, crowd, place, law.reach, work, worker, row, last, now)
        move_batch(people, crowd, place, law, new, work, worker, row, end, now, dt)
        row = end


@njit(cache=True, error_model="numpy", _nrt=False, nogil=True)
def move_share(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, worker: int, workers: int,
    total: int, now: float, dt: float,
) -> None:  # fmt: skip
    """Move one worker's share: every so-many-th block of people."""
    for begin in range(worker * BLOCK, total, workers * BLOCK):
        end = min(begin + BLOCK, total)
        move_block(people, crowd, place, law, new, work, worker, begin, end, now, dt)


@njit(cache=True, error_model="numpy", _nrt=False, nogil=True)
def advance(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, record: Record,
    first: int, last: int, dt: float,
) -> int:  # fmt: skip
    """Take the steps ``first`` to ``last``; return how many were taken before ``record`` was full."""
    for step in range(first, last):
        total = sort_people(place.grid, crowd, people.motion, people.trait, people.code, people.number)
        move_block(people, crowd, place, law, new, work, 0, 0, total, step * dt, dt)
        if not commit(people, crowd, new, total, record, step, dt):
            return step - first
    return last - first


_JUPEDSIM = "JuPedSim 1.4.2, CollisionFreeSpeedModel, default"
_CLOGS = "Xu, Chraibi & Seyfried (2021), doi 10.1016/j.physa.2021.125934"


class SpeedParameters(Kind):
    """What models that share this file's kernel are given; see ``CollisionFreeSpeed``."""

    strength: float = parameter(8.0, source=_JUPEDSIM, low=3.0, high=8.0, ge=0)
    range: Length = parameter(0.1, source=_JUPEDSIM, low=0.1, high=0.2, unit="m", gt=0)
    wall_strength: float = parameter(5.0, source=_JUPEDSIM, low=1.0, high=10.0, ge=0)
    wall_range: Length = parameter(0.02, source=_JUPEDSIM, low=0.01, high=0.1, unit="m", gt=0)
    cutoff: Length | None = parameter(
        None, source="derived from the people of the run; JuPedSim 1.4.2 uses 3 m", unit="m", gt=0
    )
    patience: Duration | None = parameter(
        10.0, source=_CLOGS + " (the phenomenon; the remedy and its figures are ours)", low=5.0, high=60.0, unit="s",
        gt=0, assumption=True,
    )  # fmt: skip
    turn: Angle = parameter(
        1.5707963267948966, source="a quarter turn to either side", low=0.5, high=3.14159, unit="rad", gt=0,
        assumption=True,
    )  # fmt: skip
    persistence: float = parameter(
        1.0, source="ours, part of the time integration: no effect as the step goes to 0; see the page on accuracy",
        low=0.0, high=1.0, ge=0, le=4,
    )  # fmt: skip


@register("movement")
class CollisionFreeSpeed(SpeedParameters):
    """Collision-free speed model (Tordeux, Chraibi & Seyfried 2016), as in JuPedSim 1.4.2.

    Direction: normalised sum of the desired direction, ``strength`` exp((l - d)/``range``) away from each neighbour
    (d distance of centres, l sum of radii) and ``wall_strength`` exp((r - d)/``wall_range``) away from each wall
    segment. Speed: the smallest spacing d - l to someone ahead in the corridor of half-width l, over the time gap,
    between 0 and the free speed. Neighbours hidden by a wall do not count. Explicit Euler, all people at once; the
    stiff pushes make the direction of single steps flip and so hold people up, hence each step adds ``persistence``
    times the direction of the last before it normalises, which vanishes with the step and takes most of its error.

    Equations (1) to (4) of the paper; the walls' term is JuPedSim's. People notice each other up to the largest of
    desired speed x time gap + 2 radius and 2 radius + 12.5 ``range`` among those of the run: a neighbour farther away
    can neither slow anyone down nor turn anyone by more than 3e-5.

    The model clogs for good before doors less than about two bodies wide (Xu, Chraibi & Seyfried 2021). So whoever has
    not moved 0.2 m within ``patience``, and has nobody close ahead but only at the sides (after three times as long,
    anyone), turns from the way to go by a random angle up to ``turn``, renewed every 0.5 s, and disregards the pushes,
    but not the spacing, until 0.2 m are made. Doors that do not clog are not affected. ``patience: null`` is the
    published model, as in JuPedSim.
    """

    references: ClassVar[tuple[str, ...]] = (
        "Tordeux, A., Chraibi, M., Seyfried, A. (2016). Collision-free speed model for pedestrian dynamics. "
        "Traffic and Granular Flow '15, 225-232. doi:10.1007/978-3-319-33482-0_29",
        "Xu, Q., Chraibi, M., Seyfried, A. (2021). Prolonged clogs in bottleneck simulations for pedestrian dynamics. "
        "Physica A 573, 125934. doi:10.1016/j.physa.2021.125934",
    )
    step: ClassVar[float] = 0.01
    kind: Literal["collision_free_speed"] = "collision_free_speed"

    def model(self) -> CollisionFreeSpeedModel:
        """Return the model."""
        return CollisionFreeSpeedModel(self)


class CollisionFreeSpeedModel(MovementModel):
    """Moves people by the collision-free speed model; see ``CollisionFreeSpeed``."""

    name: ClassVar[str] = "collision_free_speed"
    advance = staticmethod(advance)
    move_share = staticmethod(move_share)

    def __init__(self, kind: SpeedParameters) -> None:
        self.kind = kind

    def reach_of_people(self, world: World) -> float:
        """Return the given cut-off, or the distance beyond which nobody of the run has any influence."""
        if self.kind.cutoff is not None:
            return self.kind.cutoff
        bodies = 2.0 * float(world["radius"].max(initial=0.0))
        fastest = np.maximum(
            np.maximum(world["speed_stairs_up"], world["speed_stairs_down"]), world["desired_speed"]
        )
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
            WALL_NEGLIGIBLE * kind.wall_range, math.inf if kind.patience is None else kind.patience, kind.turn,
            np.uint64(world.seed & 0xFFFFFFFFFFFFFFFF), kind.persistence,
        )  # fmt: skip
