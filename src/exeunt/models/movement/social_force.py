"""Social force model: people are driven by forces, and bodies that touch press and rub.

Helbing, Farkas & Vicsek (2000), "Simulating dynamical features of escape panic", Nature 407, 487-490,
doi 10.1038/35035023; equations (1) to (3).
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal, NamedTuple

import numpy as np
from numba import njit

from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.maths import exp
from exeunt.base.quantities import Duration, Length
from exeunt.models.movement.arrays import (
    BLOCK,
    GOAL,
    VX,
    VY,
    Floats,
    Next,
    People,
    Place,
    Record,
    Work,
)  # fmt: skip
from exeunt.models.movement.crossing import MARGIN, fine_cell, travel, write
from exeunt.models.movement.model import MovementModel
from exeunt.models.movement.pairs import arrange, gather
from exeunt.models.movement.sight import acts, barred_offset, wall_offset
from exeunt.models.movement.steps import commit, free_speed, has_room, stand, walks
from exeunt.world.bodies import SQUEEZED
from exeunt.world.neighbours import Crowd
from exeunt.world.state import World
from exeunt.world.terrain import Terrain

NEGLIGIBLE = 12.5
"""Repulsion is cut off this many ranges beyond contact: 25 m/s2 exp(-12.5) = 1e-4 m/s2."""
LONGEST = 0.1
"""Nobody moves farther than this in one step, in metres: a bound for the search for walls, never met in practice."""
FAR = 1e300
SLACK = 0.01
"""Metres by which walls may be nearer than bodies squeeze: who is between two of them is not always in the middle."""
ONE = np.uint32(1)


class Law(NamedTuple):
    """Parameters in the form the kernel uses; forces divided by the mass."""

    push: float
    inverse_range: float
    stiffness: float
    friction: float
    inverse_time: float
    wall_reach: float
    held: float


@njit(cache=True, error_model="numpy", _nrt=False)
def pair_forces(people: People, crowd: Crowd, law: Law, work: Work, worker: int, row: int, end: int) -> None:
    """Write to ``pair`` 4 and 5 the acceleration of each person of the batch by each of its neighbours."""
    who, motion = crowd.who, people.motion
    found, begin = work.found[worker], work.begin[worker]
    dx, dy, contact = work.pair[worker, 0], work.pair[worker, 1], work.pair[worker, 2]
    slip, ax, ay = work.pair[worker, 3], work.pair[worker, 4], work.pair[worker, 5]
    for k in range(row, end):
        vx, vy = motion[who[k, 0], VX], motion[who[k, 0], VY]
        for p in range(begin[k - row], begin[k - row + 1]):
            j = who[np.uint64(found[p]), 0]
            # relative velocity along the tangent, times distance
            slip[p] = (motion[j, VX] - vx) * dy[p] - (motion[j, VY] - vy) * dx[p]
    for p in range(begin[end - row]):
        distance = np.sqrt(dx[p] * dx[p] + dy[p] * dy[p])
        overlap = contact[p] - distance
        squeeze = overlap if overlap > 0.0 else 0.0
        push = (law.push * exp(overlap * law.inverse_range) + law.stiffness * squeeze) / distance
        rub = law.friction * squeeze * slip[p] / (distance * distance)
        ax[p] = rub * dy[p] - push * dx[p]
        ay[p] = -rub * dx[p] - push * dy[p]


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def wall_force(
    law: Law, radius: float, ox: float, oy: float, distance: float, vx: float, vy: float
) -> tuple[float, float]:
    """Return the acceleration by a wall whose nearest point is the vector (ox, oy) away, moving at (vx, vy)."""
    ox, oy, overlap = ox / distance, oy / distance, radius - distance
    squeeze = overlap if overlap > 0.0 else 0.0
    push = law.push * exp(overlap * law.inverse_range) + law.stiffness * squeeze
    rub = law.friction * squeeze * (vy * ox - vx * oy)
    return push * ox + rub * oy, push * oy - rub * ox


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def wall_forces(
    law: Law, terrain: Terrain, cell: int, goal: int, radius: float, x: float, y: float, vx: float, vy: float,
    ex: float, ey: float, drive: float,
) -> tuple[float, float, float]:  # fmt: skip
    """Return the acceleration by all walls on somebody driven by ``drive`` along (ex, ey); the nearest distance.

    Walls to the left and to the right, as far as their pushes balance, hold back and hurry by no more than the share
    ``held`` of the drive: what presses from both sides alike, and is wide enough for the body, is to be walked through.
    """
    cells, item = terrain.cells, terrain.item
    ax, ay, clearance = 0.0, 0.0, FAR
    left, right, left_along, right_along = 0.0, 0.0, 0.0, 0.0
    for entry in range(cells[cell, 0], cells[cell + 1, 2]):
        if cells[cell, 1] <= entry < cells[cell, 2]:
            continue
        is_wall, body = entry < cells[cell, 1], radius
        if is_wall:
            ox, oy, distance = wall_offset(terrain.wall, item[entry], x, y)
            clearance = min(clearance, distance)
        else:
            ox, oy, distance = barred_offset(terrain, item[entry], goal, x, y)
            # nothing is there to be pressed against by somebody who thinks better of it in the doorway
            body = min(radius, distance)
        if not 0.0 < distance < law.wall_reach + radius:
            continue
        if is_wall and not acts(terrain, item[entry], goal, x, y):
            continue
        px, py = wall_force(law, body, ox, oy, distance, vx, vy)
        ax, ay = ax + px, ay + py
        across, along = ex * py - ey * px, ex * px + ey * py
        if distance < SQUEEZED * radius - SLACK:
            continue
        if across > 0.0:
            right, right_along = right + across, right_along + along
        else:
            left, left_along = left - across, left_along + along
    balanced = min(left, right)
    if balanced > 0.0:
        along = left_along * (balanced / left) + right_along * (balanced / right)
        most = law.held * drive
        excess = along - min(max(along, -most), most)
        ax, ay = ax - excess * ex, ay - excess * ey
    return ax, ay, clearance


@njit(cache=True, error_model="numpy", _nrt=False)
def move_block(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, worker: int,
    first: int, last: int, now: float, dt: float,
) -> None:  # fmt: skip
    """Move the rows ``first`` to ``last`` of the crowd."""
    x, y, radius, who = crowd.x, crowd.y, crowd.radius, crowd.who
    terrain = place.terrain
    cells = terrain.cells
    begin, way_x, way_y = work.begin[worker], work.person[worker, 0], work.person[worker, 1]
    pair_x, pair_y = work.pair[worker, 4], work.pair[worker, 5]
    row = first
    while row < last:
        end = gather(people, crowd, place, work, worker, row, last, now)
        pair_forces(people, crowd, law, work, worker, row, end)
        for k in range(row, end):
            n, person, s = np.uint64(k - row), who[k, 0], who[k, 2]
            goal = people.code[person, GOAL]
            if s < 0 or not walks(people.trait, people.code, person, now):
                stand(crowd, new, k)
                continue
            vx, vy = people.motion[person, VX], people.motion[person, VY]
            pace = free_speed(people.trait, terrain.ground, person, s, way_x[n], way_y[n])
            ax = (pace * way_x[n] - vx) * law.inverse_time
            ay = (pace * way_y[n] - vy) * law.inverse_time
            for p in range(begin[n], begin[n + ONE]):
                ax += pair_x[p]
                ay += pair_y[p]
            c = fine_cell(terrain, s, x[k], y[k])
            px, py, clearance = wall_forces(
                law,
                terrain,
                c,
                goal,
                radius[k],
                x[k],
                y[k],
                vx,
                vy,
                way_x[n],
                way_y[n],
                pace * law.inverse_time,
            )
            ax, ay = ax + px, ay + py
            vx, vy = vx + ax * dt, vy + ay * dt
            stride = np.sqrt(vx * vx + vy * vy) * dt
            if stride > LONGEST:
                vx, vy, stride = vx * (LONGEST / stride), vy * (LONGEST / stride), LONGEST
            if stride < clearance - 2.0 * MARGIN and cells[c, 2] == cells[c + 1, 2]:
                write(new, k, x[k] + vx * dt, y[k] + vy * dt, vx, vy, s, -1, 0)
            else:
                travel(terrain, new, k, s, x[k], y[k], vx, vy, dt, goal)
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


_PAPER = "Helbing, Farkas & Vicsek (2000), doi 10.1038/35035023"


@register("movement")
class SocialForce(Kind):
    """Social force model of Helbing, Farkas & Vicsek (2000).

    Each person accelerates towards the desired velocity within ``relaxation``, is pushed away by others and by walls
    with ``push`` exp(overlap / ``range``), and, where bodies touch, by ``stiffness`` x overlap along the normal and
    ``friction`` x overlap x relative tangential speed along the tangent; equations (1) to (3). A wall acts from the
    foot of the perpendicular and from a corner that sticks out, each once, however many segments it is made of. An exit
    that is not the person's own pushes as a wall does, but no harder than one that is merely touched. Beyond the paper:
    people hidden by a wall have no effect, nobody's centre passes a wall however hard the push, and people who have not
    started yet stand firm. The paper's panic parameter and its fluctuations are 0.

    Semi-implicit Euler in steps of 2 ms. Contacts are stiff: with k/m = 1500 /s2 and six contacts the fastest
    vibration is about 100 /s, and friction at an overlap of 5 cm damps at up to 900 /s, so explicit steps are stable
    below 2.2 ms. With 100 people and a door of 1.2 m, T90 at 2 ms and at 0.5 ms differ by less than their standard
    error of 1 %.
    """

    references: ClassVar[tuple[str, ...]] = (
        "Helbing, D., Farkas, I., Vicsek, T. (2000). Simulating dynamical features of escape panic. Nature 407, "
        "487-490. doi:10.1038/35035023",
    )
    limitations: ClassVar[tuple[str, ...]] = (
        "People are discs with contact forces that are not calibrated to injuries; densities above about 6 per m² "
        "are outside what the walking model was made for.",
        "Single people are held by corners and narrow places more often than with the default model, so that more runs "
        "end without progress; see the figures in docs/models.md.",
    )
    step: ClassVar[float] = 0.001
    kind: Literal["social_force"] = "social_force"
    mass: float = parameter(80.0, source=_PAPER, low=60.0, high=100.0, unit="kg", gt=0)
    relaxation: Duration = parameter(0.5, source=_PAPER, low=0.2, high=1.0, unit="s", gt=0)
    push: float = parameter(2000.0, source=_PAPER, low=500.0, high=4000.0, unit="N", ge=0)
    range: Length = parameter(0.08, source=_PAPER, low=0.05, high=0.3, unit="m", gt=0)
    stiffness: float = parameter(1.2e5, source=_PAPER, low=1.0e4, high=2.4e5, unit="kg/s2", ge=0)
    friction: float = parameter(2.4e5, source=_PAPER, low=0.0, high=5.0e5, unit="kg/(m s)", ge=0)

    held: float | None = parameter(
        0.5, source="ours; as published (null) walls keep slow and wide people out of doors of 1.2 m",
        low=0.0, high=0.9, ge=0, lt=1, assumption=True,
        description="share of the drive by which the walls of an opening hold back or hurry people at most",
    )  # fmt: skip

    def model(self) -> SocialForceModel:
        """Return the model."""
        return SocialForceModel(self)


class SocialForceModel(MovementModel):
    """Moves people by the social force model; see ``SocialForce``."""

    name: ClassVar[str] = "social_force"
    advance = staticmethod(advance)
    move_share = staticmethod(move_share)

    def __init__(self, kind: SocialForce) -> None:
        self.kind = kind

    def reach_of_people(self, world: World) -> Floats:
        """Return for each person the distance beyond which the push is negligible."""
        bodies = world["radius"] + world["radius"].max(initial=0.0)
        return np.asarray(bodies + NEGLIGIBLE * self.kind.range)

    def reach_of_walls(self, world: World) -> float:
        """Return the distance beyond which a wall's push is negligible."""
        return float(world["radius"].max(initial=0.0)) + NEGLIGIBLE * self.kind.range

    def law(self, world: World) -> Any:
        """Return the parameters as the kernels take them."""
        kind = self.kind
        return Law(
            kind.push / kind.mass, 1.0 / kind.range, kind.stiffness / kind.mass,
            kind.friction / kind.mass, 1.0 / kind.relaxation, NEGLIGIBLE * kind.range,
            FAR if kind.held is None else kind.held,
        )  # fmt: skip
