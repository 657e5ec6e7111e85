"""Collision-free speed model with encounters: people whose ways join give way, those who come to each other dodge.

Speed and pushes: Tordeux, Chraibi & Seyfried (2016), doi 10.1007/978-3-319-33482-0_29. That people give way to those
who come, not to those they follow, and are narrower meanwhile: Heliövaara et al. (2012), "Counterflow model for
agent-based simulation of crowd dynamics", Building and Environment 48, 89-100, doi 10.1016/j.buildenv.2011.08.020.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal, NamedTuple

import numpy as np
from numba import njit

from exeunt.base.kinds import parameter, register
from exeunt.base.quantities import Duration, Length
from exeunt.models.movement import collision_free_speed as speed_model
from exeunt.models.movement.arrays import BLOCK, FIELD, Floats, Next, People, Place, Record, Work
from exeunt.models.movement.collision_free_speed import (
    CollisionFreeSpeedModel,
    measure_breadths,
    move_batch,
)
from exeunt.models.movement.pairs import arrange, gather
from exeunt.models.movement.speed_parameters import CLOGS, JELIC, SPACING, SpeedParameters
from exeunt.models.movement.steps import HEREABOUTS, commit, has_room, stayed
from exeunt.world.neighbours import Crowd
from exeunt.world.state import World

ONE = np.uint64(1)
SEEN = 8
"""Column of ``People.memory``: when somebody was last seen who comes out of narrow ground that lies ahead."""
MERGING = 1.5
"""Sums of radii from which on people whose ways join give way to each other."""
CROSSING = 0.5
"""Cosine between two ways from which on people do not count as coming towards each other: 60 degrees."""


class Law(NamedTuple):
    """Parameters in the form the kernel uses; ``speed`` are those of the collision-free speed model."""

    speed: speed_model.Law
    turned: float
    dodge: float
    farthest: float
    inverse_notice: float
    band: float
    right: float
    slower: float
    inverse_beside: float
    yielding: float
    abreast: float
    lets_out: float
    tight: float


@njit(cache=True, error_model="numpy", _nrt=False)
def meet(
    people: People, crowd: Crowd, law: Law, work: Work, worker: int, row: int, end: int, now: float
) -> None:  # fmt: skip
    """Shrink the distance at contact of those who come towards each other, bend their ways aside, slow them down.

    Of two with one goal whose ways join, who has the other farther ahead gives way: it sees a broader body.
    Changes, of ``work``, ``pair`` 2 (distance at contact) and 6 (inverse of the half axis across), ``person`` 0 and 1
    (way to go, no unit vector then), and sets ``person`` 4 and 5 (factors of speed and of the radius).
    """
    who, code, goal, way, room = crowd.who, people.code, work.goal, work.way, work.room
    begin, found = work.begin[worker], work.found[worker]
    dx, dy, contact = work.pair[worker, 0], work.pair[worker, 1], work.pair[worker, 2]
    slender, near_by = work.pair[worker, 6], MERGING * MERGING if law.yielding > 0.0 else 0.0
    deeper = law.speed.depth - 1.0
    way_x, way_y = work.person[worker, 0], work.person[worker, 1]
    ease, girth = work.person[worker, 4], work.person[worker, 5]
    for k in range(row, end):
        n, slot = np.uint64(k - row), code[who[k, 0], FIELD]
        ex, ey = way_x[n], way_y[n]
        bend, close, tight, back_x, back_y = 0.0, 0.0, 0.0, 0.0, 0.0
        for p in range(begin[n], begin[n + ONE]):
            j = np.uint64(found[p])
            if goal[j] == slot:
                if dx[p] * dx[p] + dy[p] * dy[p] < near_by * contact[p] * contact[p]:
                    mine, other = ex * dx[p] + ey * dy[p], -way[j, 0] * dx[p] - way[j, 1] * dy[p]
                    if mine > other > 0.0:
                        slender[p] = 1.0 / (law.yielding * contact[p])
                continue
            if goal[j] < 0:
                continue
            towards = min(max(CROSSING - (ex * way[j, 0] + ey * way[j, 1]), 0.0), 1.0)
            if towards == 0.0:
                continue
            ahead, left = ex * dx[p] + ey * dy[p], ex * dy[p] - ey * dx[p]
            beyond = np.sqrt(dx[p] * dx[p] + dy[p] * dy[p]) - contact[p]
            # who has been passed counts less and less, and no more from a body's width behind on
            unpassed = min(max(1.0 + ahead / contact[p], 0.0), 1.0)
            both = law.abreast * contact[p]
            if ahead > 0.0 and room[j, 0] < both and room[k, 1] < both <= room[k, 0]:
                back_x, back_y = back_x - dx[p], back_y - dy[p]
            beside = towards * unpassed * min(1.0 - beyond * law.inverse_beside, 1.0)
            close = max(close, beside)
            if room[k, 0] < both:
                tight = max(tight, beside)
            contact[p] *= (1.0 - law.turned * towards) / (1.0 + deeper * towards)
            if ahead > 0.0 and abs(left) < law.band * contact[p]:
                near = max(1.0 - max(ahead - contact[p], 0.0) * law.inverse_notice, 0.0)
                bend += towards * near if left < -law.right else -towards * near
        bend = min(max(law.dodge * bend, -law.farthest), law.farthest)
        way_x[n], way_y[n] = ex - bend * ey, ey + bend * ex
        back = np.sqrt(back_x * back_x + back_y * back_y)
        memory, person, two = people.memory, who[k, 0], 2.0 * law.abreast * crowd.radius[k]
        if back > 0.0:
            memory[person, SEEN] = now
        if now - memory[person, SEEN] < law.lets_out and room[k, 1] < two <= room[k, 0]:
            waited = stayed(memory, person, HEREABOUTS, crowd.x[k], crowd.y[k], now)
            if waited <= 3.0 * law.speed.patience:
                scale = 1.0 / back if back > 0.0 else 0.0
                way_x[n], way_y[n] = scale * back_x, scale * back_y
        ease[n], girth[n] = 1.0 - max(law.slower * close, law.tight * tight), 1.0 - law.turned * close


@njit(cache=True, error_model="numpy", _nrt=False)
def move_block(
    people: People, crowd: Crowd, place: Place, law: Law, new: Next, work: Work, worker: int,
    first: int, last: int, now: float, dt: float,
) -> None:  # fmt: skip
    """Move the rows ``first`` to ``last`` of the crowd."""
    row = first
    while row < last:
        end = gather(people, crowd, place, work, worker, row, last, now)
        measure_breadths(law.speed, work, worker, work.begin[worker, end - row])
        meet(people, crowd, law, work, worker, row, end, now)
        move_batch(people, crowd, place, law.speed, new, work, worker, row, end, now, dt)
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


_CHOSEN = "chosen on the half for parameters of the experiments; see the validation results"
_XU = "Xu et al. (2019), doi 10.1016/j.physa.2019.122521 (the shape)"
_HELIOVAARA = (
    "Heliövaara et al. (2012), doi 10.1016/j.buildenv.2011.08.020 (the behaviour); figure " + _CHOSEN
)
_HOOGENDOORN = (
    "Hoogendoorn & Daamen (2005), doi 10.1287/trsc.1040.0102 (the behaviour); figure chosen so that a gate of 0.5 m "
    "does not clog"
)
_YAMAMOTO = "Yamamoto et al. (2019), doi 10.1016/j.trb.2019.03.008 (the behaviour); figure " + _CHOSEN


@register("movement")
class Encounters(SpeedParameters):
    """Collision-free speed model with elliptic bodies in which people who come towards each other dodge.

    Bodies are ellipses and the law of speed is rounded, as the collision-free speed model with the same ``breadth``,
    ``depth`` and ``rounding`` has it; where nobody gives way and nobody comes it is that model. Of two people with the
    same goal, nearer than 1.5 sums of radii, each of whom has the other ahead by its way to go, the one who has the
    other farther ahead sees it ``yielding`` sums of radii broad to either side, and so gives way.

    People with other goals count by how much they come towards a person: w = 1/2 - cosine of the angle between the two
    ways to go, cut to 0 to 1, so 1 for ways that differ by 120 degrees or more and 0 below 60. Two such people
    turn their shoulders, and leave no room for each other's next step, so the distance of centres at contact is
    (1 - ``shoulder_turn`` w) / (1 + (``depth`` - 1) w) times the sum of radii, everywhere in the model; and each one
    adds to its way to go, before the pushes, a step aside of ``dodge`` times the sum of w (1 - gap / ``notice``) over
    those ahead within ``band`` distances at contact to the side, at most ``farthest``: away from each, and to the right
    of anyone who is not more than ``keep_right``
    to the right. Beside someone at a gap g between bodies not turned, people are slower by ``slower`` w (1 - g /
    ``beside``), and walls push them back as if their radius were smaller by ``shoulder_turn`` w (1 - g /
    ``beside``); of several people the largest counts, and who has been passed counts less and less, until a sum
    of radii behind.

    Ground narrower than ``abreast`` times two diameters is for one. Somebody who is to enter it within 1.5 m, and sees
    somebody come out of it, steps back, and stays out until ``lets_out`` after the last one seen, at most three times
    ``patience`` in one place; people who pass each other in it are slower by ``squeezing`` w (1 - g / ``beside``).

    That alone dissolves most jams. For the step's error, clogs and walls the collision-free speed model's text holds.
    Where others want to go is looked at as often as neighbours are searched, every 0.04 s. Turned shoulders shorten
    the half axis along the way, not the one across, so centres come no nearer than ``breadth`` or 1 - ``shoulder_turn``
    times the sum of radii, whichever is less.
    """

    references: ClassVar[tuple[str, ...]] = (
        "Tordeux, A., Chraibi, M., Seyfried, A. (2016). Collision-free speed model for pedestrian dynamics. "
        "Traffic and Granular Flow '15, 225-232. doi:10.1007/978-3-319-33482-0_29",
        "Heliövaara, S., Korhonen, T., Hostikka, S., Ehtamo, H. (2012). Counterflow model for agent-based simulation "
        "of crowd dynamics. Building and Environment 48, 89-100. doi:10.1016/j.buildenv.2011.08.020",
        "Yamamoto, H., Yanagisawa, D., Feliciani, C., Nishinari, K. (2019). Body-rotation behavior of pedestrians for "
        "collision avoidance in passing and cross flow. Transportation Research Part B 122, 486-510. "
        "doi:10.1016/j.trb.2019.03.008",
        "Xu, Q., Chraibi, M., Tordeux, A., Zhang, J. (2019). Generalized collision-free velocity model for pedestrian "
        "dynamics. Physica A 535, 122521. doi:10.1016/j.physa.2019.122521",
        "Seyfried, A., Steffen, B., Klingsch, W., Boltes, M. (2005). The fundamental diagram of pedestrian movement "
        "revisited. J. Stat. Mech. P10002. doi:10.1088/1742-5468/2005/10/P10002",
        "Hoogendoorn, S. P., Daamen, W. (2005). Pedestrian behavior at bottlenecks. Transportation Science 39(2), "
        "147-159. doi:10.1287/trsc.1040.0102",
        "Jelić, A., Appert-Rolland, C., Lemercier, S., Pettré, J. (2012). Properties of pedestrians walking in line: "
        "Fundamental diagrams. Physical Review E 85, 036111. doi:10.1103/PhysRevE.85.036111",
    )
    limitations: ClassVar[tuple[str, ...]] = (
        "The walking model lets people who meet head-on dodge, turn their shoulders and pass. It has no contact: "
        "it shows no pushing, no pressure and no crowd turbulence; in dense crowds two directions still jam.",
    )
    step: ClassVar[float] = 0.003125
    kind: Literal["encounters"] = "encounters"
    breadth: float | None = parameter(
        0.65, source=f"{_XU}; figure {_CHOSEN}", low=0.63, high=1.0, gt=0, le=1, assumption=True,
        description="breadth of bodies in sums of radii; null: the published spacing of discs",
    )  # fmt: skip
    depth: float = parameter(
        1.25, source=f"{SPACING}; figure {_CHOSEN}", low=1.0, high=1.25, ge=1, le=2, assumption=True,
        description="depth that bodies keep along the way, in sums of radii",
    )  # fmt: skip
    rounding: float = parameter(
        0.9, source=f"{JELIC}; figure {_CHOSEN}", low=0.8, high=1.0, ge=0, le=1, assumption=True,
        description="share of the free speed by which the law of speed is rounded",
    )  # fmt: skip
    wedged: Duration | None = parameter(
        1.0, source=CLOGS + " (the phenomenon; the remedy and its figures are ours); null: patience", low=0.5,
        high=10.0, unit="s", gt=0, assumption=True,
        description="patience of someone beside whom nobody comes the other way",
    )  # fmt: skip
    shoulder_turn: float = parameter(
        0.3, source=_YAMAMOTO, low=0.0, high=0.35, ge=0, lt=1, assumption=True,
        description="share by which two people who pass each other are nearer at contact",
    )  # fmt: skip
    dodge: float = parameter(
        1.5, source=_HELIOVAARA, low=0.5, high=3.0, ge=0, assumption=True,
        description="step aside for someone at contact, in units of the way to go",
    )  # fmt: skip
    farthest: float = parameter(
        1.5, source=_HELIOVAARA, low=1.0, high=3.0, ge=0, assumption=True,
        description="largest step aside, in units of the way to go",
    )  # fmt: skip
    notice: Length = parameter(
        1.2, source=_HELIOVAARA, low=0.8, high=3.0, unit="m", gt=0, assumption=True,
        description="gap ahead from which on people dodge",
    )  # fmt: skip
    band: float = parameter(
        1.3, source=_HELIOVAARA, low=1.0, high=2.0, gt=0, assumption=True,
        description="width to either side in which someone is in the way, in distances at contact",
    )  # fmt: skip
    keep_right: Length = parameter(
        0.2, source=_HELIOVAARA, low=-0.2, high=0.2, unit="m", assumption=True,
        description="who is not farther than this to the right is passed on the right; negative: on the left",
    )  # fmt: skip

    slower: float = parameter(
        0.0, source=_YAMAMOTO, low=0.0, high=0.6, ge=0, le=1, assumption=True,
        description="share of speed lost beside someone who comes at contact",
    )  # fmt: skip
    yielding: float | None = parameter(
        1.2, source=_HOOGENDOORN, low=1.0, high=1.2, gt=0, le=2, assumption=True,
        description="breadth, in sums of radii, of someone to whom one gives way where ways join; null: nobody does",
    )  # fmt: skip
    abreast: float | None = parameter(
        1.1, source="ours: two bodies and a little between them", low=1.0, high=1.3, gt=0, assumption=True,
        description="ground narrower than this, in sums of two diameters, is for one: people let others out "
        "first; null: nobody does",
    )  # fmt: skip
    lets_out: Duration = parameter(
        2.5, source="ours: more than the headway of a stream in a passage for one, 1.6 s", low=1.5, high=3.5, unit="s",
        ge=0, assumption=True,
        description="time for which people stay out of narrow ground after they last saw somebody come out of it",
    )  # fmt: skip
    squeezing: float = parameter(
        0.4, source=_YAMAMOTO, low=0.0, high=0.5, ge=0, le=1, assumption=True,
        description="share of speed lost beside someone who comes at contact in ground narrower than 'abreast'",
    )  # fmt: skip
    beside: Length = parameter(
        0.5, source=_YAMAMOTO, low=0.2, high=1.0, unit="m", gt=0, assumption=True,
        description="gap from which on people who come are walked past slower, with shoulders turned",
    )  # fmt: skip

    def model(self) -> EncountersModel:
        """Return the model."""
        return EncountersModel(self)


class EncountersModel(CollisionFreeSpeedModel):
    """Moves people by the collision-free speed model with encounters; see ``Encounters``."""

    name: ClassVar[str] = "encounters"
    sees_ways: ClassVar[bool] = True
    advance = staticmethod(advance)
    move_share = staticmethod(move_share)

    def __init__(self, kind: Encounters) -> None:
        super().__init__(kind)
        self.encounters = kind

    def reach_of_people(self, world: World) -> Floats:
        """Return the given cut-off, or for each person the distance beyond which nobody has any influence on it."""
        nearest = super().reach_of_people(world)
        if self.kind.cutoff is not None:
            return nearest
        bodies = world["radius"] + world["radius"].max(initial=0.0)
        return np.maximum(nearest, self.encounters.notice + bodies)

    def law(self, world: World) -> Any:
        """Return the parameters as the kernels take them."""
        kind = self.encounters
        return Law(
            super().law(world), kind.shoulder_turn, kind.dodge, kind.farthest, 1.0 / kind.notice, kind.band,
            kind.keep_right, kind.slower, 1.0 / kind.beside, kind.yielding or 0.0, 2.0 * (kind.abreast or 0.0),
            kind.lets_out, kind.squeezing,
        )  # fmt: skip
