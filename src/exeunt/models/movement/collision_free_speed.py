"""Collision-free speed model: people steer away from each other and keep a time gap to whoever is ahead.

Tordeux, Chraibi & Seyfried (2016), "Collision-free speed model for pedestrian dynamics", Traffic and Granular Flow '15,
225-232, doi 10.1007/978-3-319-33482-0_29; preprint arXiv:1512.05597.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, NamedTuple

import numpy as np
from numba import njit

from exeunt.base.kinds import Calibrated, register
from exeunt.base.maths import cos, exp, sin
from exeunt.base.random import uniform
from exeunt.base.streams import Stream
from exeunt.models.movement.arrays import (
    BLOCK,
    GOAL,
    TIME_GAP,
    Floats,
    Next,
    People,
    Place,
    Record,
    Work,
)  # fmt: skip
from exeunt.models.movement.clogs import FAR, fits, spacing_along, step_over, way_is_free, way_out
from exeunt.models.movement.crossing import MARGIN, fine_cell, travel, write
from exeunt.models.movement.model import MovementModel
from exeunt.models.movement.pairs import arrange, gather
from exeunt.models.movement.sight import acts, barred_offset, wall_offset
from exeunt.models.movement.speed_parameters import SpeedParameters
from exeunt.models.movement.steps import HERE, HEREABOUTS, commit, free_speed, has_room, stand, stayed
from exeunt.world.bodies import SQUEEZED
from exeunt.world.neighbours import Crowd
from exeunt.world.state import World

NEGLIGIBLE = 12.5
"""Repulsion is cut off this many ranges beyond contact: 8 exp(-12.5) = 3e-5 of the unit desired direction."""
WALL_NEGLIGIBLE = 12.5
"""The same for walls: 5 exp(-12.5) = 2e-5 of it."""
SLOW = 1e-9
"""Metres per second; free speeds below it count as it where something is divided by them."""
HOLD = 0.5
"""Seconds for which someone who looks for a way out of a clog keeps a direction."""
TURNED_BACK = 1e-6
"""Sum of two unit vectors below which there is no direction between them."""
NOISE = int(Stream.MOVEMENT_NOISE)
WAY_X, WAY_Y, SPEED, CLEAR, EASE, GIRTH, LAST_X, LAST_Y, GAP, SPACE = range(10)
"""Rows of ``Work.person``: direction, speed, way free of walls (-1: stands), factors of speed and of the radius that
walls push back, direction before, time gap, spacing."""
ONE = np.uint64(1)


class Law(NamedTuple):
    """Parameters in the form the kernel uses."""

    strength: float
    inverse_range: float
    wall_strength: float
    wall_inverse_range: float
    wall_reach: float
    patience: float
    wedged: float
    turn: float
    seed: np.uint64
    persistence: float
    breadth: float
    depth: float
    rounding: float


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def turn_away(
    people: People, crowd: Crowd, place: Place, law: Law, work: Work, worker: int, row: int, k: int, now: float
) -> None:  # fmt: skip
    """Write for row ``k``, of the batch from ``row``, the sum of way and pushes, 0 if it stands, and what bounds it."""
    x, y, who = crowd.x[k], crowd.y[k], crowd.who
    trait, terrain = people.trait, place.terrain
    n, person, s = np.uint64(k - row), who[k, 0], who[k, 2]
    begin, data = work.begin[worker], work.person[worker]
    push_x, push_y = work.pair[worker, 4], work.pair[worker, 5]
    first, last = begin[n], begin[n + ONE]
    ex, ey = data[WAY_X, n], data[WAY_Y, n]
    data[CLEAR, n] = -1.0
    data[LAST_X, n], data[LAST_Y, n], data[SPEED, n], data[GAP, n] = 0.0, 0.0, 0.0, 1.0
    if ex == 0.0 and ey == 0.0:
        return
    data[SPEED, n] = free_speed(trait, terrain.ground, person, s, ex, ey)
    data[GAP, n] = trait[person, TIME_GAP]
    data[LAST_X, n], data[LAST_Y, n] = people.memory[person, 3], people.memory[person, 4]
    squeezes, waited = False, 0.0
    if law.patience < FAR:
        waited = stayed(people.memory, person, HERE, x, y, now)
        # beside people who come the other way, pushing on makes the jam
        if waited > (law.wedged if data[GIRTH, n] == 1.0 else law.patience):
            pair = work.pair[worker]
            squeezes = waited > 3.0 * law.patience or way_is_free(
                pair[0], pair[1], pair[3], first, last, ex, ey
            )
            if stayed(people.memory, person, HEREABOUTS, x, y, now) > 3.0 * law.patience:
                squeezes |= step_over(people, crowd, work, worker, first, last, person, x, y)
    if squeezes:
        draw = 2.0 * uniform(law.seed, NOISE, people.key[person], int(now / HOLD), 0) - 1.0
        angle = law.turn * draw
        # two whose best ways block each other would take them for ever
        if waited <= 3.0 * law.patience:
            angle = way_out(
                terrain, work.pair[worker], first, last, fine_cell(terrain, s, x, y), x, y, ex, ey,
                SQUEEZED * data[GIRTH, n] * crowd.radius[k], law.breadth, law.depth, law.turn, draw,
                people.code[person, GOAL],
            )  # fmt: skip
        cosine, sine = cos(angle), sin(angle)
        ex, ey = cosine * ex - sine * ey, sine * ex + cosine * ey
    else:
        for p in range(first, last):
            ex -= push_x[np.uint64(p)]
            ey -= push_y[np.uint64(p)]
    c = fine_cell(terrain, s, x, y)
    clearance = FAR
    radius, goal = data[GIRTH, n] * crowd.radius[k], people.code[person, GOAL]
    reach = 0.0 if squeezes else law.wall_reach + radius
    for entry in range(terrain.cells[c, 0], terrain.cells[c, 1]):
        w = terrain.item[entry]
        ox, oy, distance = wall_offset(terrain.wall, w, x, y)
        clearance = min(clearance, distance)
        if 0.0 < distance < reach and acts(terrain, w, goal, x, y):
            weight = law.wall_strength * exp((radius - distance) * law.wall_inverse_range) / distance
            ex += weight * ox
            ey += weight * oy
    for entry in range(terrain.cells[c, 2], terrain.cells[c + 1, 2]):
        ox, oy, distance = barred_offset(terrain, terrain.item[entry], goal, x, y)
        if 0.0 < distance < reach:
            weight = law.wall_strength * exp((radius - distance) * law.wall_inverse_range) / distance
            ex += weight * ox
            ey += weight * oy
    if squeezes and not fits(terrain, c, x, y, ex, ey, SQUEEZED * radius):
        ex, ey = 0.0, 0.0
    data[WAY_X, n], data[WAY_Y, n] = ex, ey
    free = terrain.cells[c, 2] == terrain.cells[c + 1, 2]
    data[CLEAR, n] = max(clearance - 2.0 * MARGIN, 0.0) if free else 0.0


@njit(cache=True, error_model="numpy", _nrt=False)
def measure_breadths(law: Law, work: Work, worker: int, pairs: int) -> None:
    """Write to ``pair`` 6 of a batch the inverse of the half axis that each ellipse has across, if bodies are such."""
    contact, inverse = work.pair[worker, 2], work.pair[worker, 6]
    if law.breadth > 0.0:
        for p in range(pairs):
            inverse[p] = 1.0 / (law.breadth * contact[p])


@njit(cache=True, error_model="numpy", _nrt=False)
def move_batch(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, worker: int,
    row: int, end: int, now: float, dt: float,
) -> None:  # fmt: skip
    """Move the rows ``row`` to ``end``, whose neighbours and ways ``gather`` has left in ``work``.

    ``pair`` 6 is what ``measure_breadths`` writes; ``EASE`` and ``GIRTH`` are 1 unless a model built on this kernel
    sets them.
    """
    x, y, who = crowd.x, crowd.y, crowd.who
    begin, data = work.begin[worker], work.person[worker]
    way_x, way_y, last_x, last_y = data[WAY_X], data[WAY_Y], data[LAST_X], data[LAST_Y]
    speed, clear, time_gap, spacing = data[SPEED], data[CLEAR], data[GAP], data[SPACE]
    ease = data[EASE]
    dx, dy, contact = work.pair[worker, 0], work.pair[worker, 1], work.pair[worker, 2]
    gap, push_x, push_y = work.pair[worker, 3], work.pair[worker, 4], work.pair[worker, 5]
    pairs = begin[end - row]
    for p in range(pairs):
        distance = np.sqrt(dx[p] * dx[p] + dy[p] * dy[p])
        beyond = distance - contact[p]
        weight = law.strength * exp(-beyond * law.inverse_range) / distance
        gap[p] = beyond
        push_x[p] = weight * dx[p]
        push_y[p] = weight * dy[p]
    for k in range(row, end):
        turn_away(people, crowd, place, law, work, worker, row, k, now)
    for n in range(end - row):
        norm = np.sqrt(way_x[n] * way_x[n] + way_y[n] * way_y[n])
        scale = 1.0 / norm if norm > 0.0 else 0.0
        ex, ey = scale * way_x[n], scale * way_y[n]
        hx, hy = ex + law.persistence * last_x[n], ey + law.persistence * last_y[n]
        held = np.sqrt(hx * hx + hy * hy)
        keeps = (held > TURNED_BACK) & (norm > 0.0)
        scale = 1.0 / held if keeps else 0.0
        way_x[n] = scale * hx if keeps else ex
        way_y[n] = scale * hy if keeps else ey
    for m in range(end - row):
        mine = np.uint64(m)
        ex, ey = way_x[mine], way_y[mine]
        spacing[mine] = spacing_along(
            work.pair[worker], begin[mine], begin[mine + ONE], ex, ey, law.breadth, law.depth
        )
    stretch = 1.0 / (3.0 * law.rounding) if law.rounding > 0.0 else 0.0
    for n in range(end - row):
        free, follows = speed[n], max(spacing[n] / time_gap[n], 0.0)
        low = (1.0 - law.rounding) * free
        left = 1.0 - min(max(follows - low, 0.0) * stretch / max(free, SLOW), 1.0)
        speed[n] = (min(follows, low) + law.rounding * free * (1.0 - left * left * left)) * ease[n]
    for k in range(row, end):
        mine = np.uint64(k - row)
        if clear[mine] < 0.0 or (way_x[mine] == 0.0 and way_y[mine] == 0.0):
            stand(crowd, new, k)
            continue
        person, vx, vy = who[k, 0], way_x[mine] * speed[mine], way_y[mine] * speed[mine]
        people.memory[person, 3], people.memory[person, 4] = way_x[mine], way_y[mine]
        if speed[mine] * dt < clear[mine]:
            write(new, k, x[k] + vx * dt, y[k] + vy * dt, vx, vy, who[k, 2], -1, 0)
        else:
            travel(place.terrain, new, k, who[k, 2], x[k], y[k], vx, vy, dt, people.code[person, GOAL])


@njit(cache=True, error_model="numpy", _nrt=False)
def move_block(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, worker: int,
    first: int, last: int, now: float, dt: float,
) -> None:  # fmt: skip
    """Move the rows ``first`` to ``last`` of the crowd: gather neighbours in batches, then work on all pairs."""
    row = first
    while row < last:
        end = gather(people, crowd, place, work, worker, row, last, now)
        measure_breadths(law, work, worker, work.begin[worker, end - row])
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
        if not has_room(record, crowd):
            return step - first
        total = arrange(people, crowd, place, work, step, step * dt)
        move_block(people, crowd, place, law, new, work, 0, 0, total, step * dt, dt)
        commit(people, crowd, new, total, record, step, dt)
    return last - first


@register("movement")
class CollisionFreeSpeed(SpeedParameters):
    """Collision-free speed model (Tordeux, Chraibi & Seyfried 2016), as in JuPedSim 1.4.2.

    Direction: normalised sum of the desired direction, ``strength`` exp((l - d)/``range``) away from each neighbour
    (d distance of centres, l sum of radii) and ``wall_strength`` exp((r - d)/``wall_range``) away from each wall. A
    wall pushes from the foot of the perpendicular and from a corner that sticks out, each once, however many segments
    it is made of; JuPedSim counts segments. Speed: the smallest spacing d - l to someone ahead in the corridor of
    half-width l, over the time gap, between 0 and the free speed. Neighbours hidden by a wall do not count. Explicit
    Euler, all people at once; the stiff pushes make the direction of single steps flip and so hold people up, hence
    each step adds ``persistence`` times the direction of the last before it normalises, which vanishes with the step
    and takes most of its error.

    Equations (1) to (4) of the paper; the walls' term is JuPedSim's. A person notices others up
    to the sum of radii with the widest body of the run plus the larger of its own speed x time gap and 12.5 ``range``:
    a neighbour farther away can neither slow it down nor turn it by more than 3e-5.

    The model clogs for good before doors less than about two bodies wide (Xu, Chraibi & Seyfried 2021). So whoever has
    not moved 0.2 m within ``patience``, and has nobody close ahead but only at the sides (after three times as long,
    anyone), disregards pushes, but not the spacing, and turns from the way to go to that of seven ways up to ``turn``
    to either side that gains most, or by a random angle, renewed every 0.5 s, if none is free, until 0.2 m are made;
    nobody gets so between walls nearer than 0.9 times the radius on both sides.
    Doors that do not clog are not affected. ``patience: null`` is the published model, as in JuPedSim.

    With ``breadth`` b bodies are ellipses along the way of whoever looks at them, as in Xu, Chraibi, Tordeux & Zhang
    (2019) but with axes that do not depend on speed: half axes k l along, k the ``depth``, and b l across. The spacing
    is the way that is free until they touch, x - k l (1 - (y / (b l))^2)^(1/2) for someone x ahead and y < b l aside.
    To walls people keep their radius: with b times the radius they walked two abreast in a single file 0.6 m wide.

    With ``rounding`` c the speed no longer follows the spacing up to the free speed v0 and stays there, but bends: with
    w the spacing over the time gap it is w up to (1 - c) v0, v0 (1 - c t^3) with t = 1 - (w / v0 - 1 + c) / (3 c) up to
    (1 + 2 c) v0, and v0 beyond. In single file three such parts were measured (Jelić et al. 2012).
    """

    references: ClassVar[tuple[str, ...]] = (
        "Tordeux, A., Chraibi, M., Seyfried, A. (2016). Collision-free speed model for pedestrian dynamics. "
        "Traffic and Granular Flow '15, 225-232. doi:10.1007/978-3-319-33482-0_29",
        "Xu, Q., Chraibi, M., Seyfried, A. (2021). Prolonged clogs in bottleneck simulations for pedestrian dynamics. "
        "Physica A 573, 125934. doi:10.1016/j.physa.2021.125934",
        "Xu, Q., Chraibi, M., Tordeux, A., Zhang, J. (2019). Generalized collision-free velocity model for pedestrian "
        "dynamics. Physica A 535, 122521. doi:10.1016/j.physa.2019.122521",
        "Seyfried, A., Steffen, B., Klingsch, W., Boltes, M. (2005). The fundamental diagram of pedestrian movement "
        "revisited. J. Stat. Mech. P10002. doi:10.1088/1742-5468/2005/10/P10002",
        "Jelić, A., Appert-Rolland, C., Lemercier, S., Pettré, J. (2012). Properties of pedestrians walking in line: "
        "Fundamental diagrams. Physical Review E 85, 036111. doi:10.1103/PhysRevE.85.036111",
    )
    limitations: ClassVar[tuple[str, ...]] = (
        "The walking model keeps people apart without contact: it shows no pushing, no pressure and no crowd "
        "turbulence, and it jams where dense streams meet head-on.",
    )
    calibrated: ClassVar[Mapping[str, Calibrated]] = {
        "time_gap": Calibrated(
            {"kind": "constant", "value": 1.0}, "Tordeux, Chraibi & Seyfried 2016: T = 1 s", low=0.5, high=1.5
        )
    }
    step: ClassVar[float] = 0.003125
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

    def reach_of_people(self, world: World) -> Floats:
        """Return the given cut-off, or for each person the distance beyond which nobody has any influence on it."""
        if self.kind.cutoff is not None:
            return np.full(world.people, self.kind.cutoff)
        stairs = np.maximum(world["speed_stairs_up"], world["speed_stairs_down"])
        belt = max((surface.belt for surface in world.venue.surfaces), default=0.0)
        hurry = np.maximum(world["speed_factor"], 1.0)
        fastest = np.maximum(world["desired_speed"] * hurry, belt + stairs * hurry)
        apart = self.kind.depth * (world["radius"] + world["radius"].max(initial=0.0))
        headway = (1.0 + 2.0 * self.kind.rounding) * fastest * world["time_gap"]
        return np.asarray(np.maximum(headway + apart, NEGLIGIBLE * self.kind.range + apart))

    def reach_of_walls(self, world: World) -> float:
        """Return the distance at which a wall's push is negligible."""
        return float(world["radius"].max(initial=0.0)) + WALL_NEGLIGIBLE * self.kind.wall_range

    def law(self, world: World) -> Any:
        """Return the parameters as the kernels take them."""
        kind = self.kind
        patience = math.inf if kind.patience is None else kind.patience
        return Law(
            kind.strength, 1.0 / kind.range, kind.wall_strength, 1.0 / kind.wall_range,
            WALL_NEGLIGIBLE * kind.wall_range, patience, min(patience, kind.wedged or patience), kind.turn,
            np.uint64(world.seed & 0xFFFFFFFFFFFFFFFF), kind.persistence, kind.breadth or 0.0, kind.depth,
            kind.rounding,
        )  # fmt: skip
