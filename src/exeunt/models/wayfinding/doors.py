"""What people believe about doors: found shut on arrival, remembered, told to those who can see or are with one."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration, Length, Rate
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.wayfinding.belief import Belief, Flags, Numbers, People
from exeunt.models.wayfinding.choice import F64, Columns
from exeunt.venue.lattice import F32, crossing
from exeunt.venue.sampling import RasterArrays, sample_direction
from exeunt.venue.sight import Screens, in_sight, opaque
from exeunt.venue.venue import STATES
from exeunt.world.door_beliefs import BelievedDoors
from exeunt.world.state import World

STRIDE = 0.25
"""Metres between two looks along the way to a door."""
BEFORE = 0.05
"""A door is seen if this place before it, m, towards the person, is seen."""
MOST = 62
"""Openings about which people can believe something: bits of a number."""
NEVER = -np.inf


class DoorsDoc(BaseModel):
    """How people come to know that a door is shut, or open again."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    reach: Length = parameter(
        2.5, source="people learn the state of a door at 2 to 3 m; no source", low=1.0, high=3.0, unit="m",
        assumption=True, gt=0, le=20, description="who is nearer to a door on its way knows whether it is shut",
    )  # fmt: skip
    told: Rate = parameter(
        0.3, source="no source", low=0.05, high=1.0, unit="1/s", assumption=True, ge=0, le=10,
        description="chance per second that a person who knows tells one who does not",
    )  # fmt: skip
    distance: Length = parameter(
        5.0, source="no source", low=2.0, high=10.0, unit="m", assumption=True, gt=0, le=50,
        description="how far people tell each other: those who see each other, and the own group",
    )  # fmt: skip
    turning: Length = parameter(
        10.0, source="visible neighbours rather than nearest ones: Wirth et al. 2023, PNAS Nexus pgad118; radius ours",
        low=5.0, high=20.0, unit="m", assumption=True, gt=0, le=100,
        description="how far people are noticed who have just turned back from a door",
    )  # fmt: skip
    turned: Duration = parameter(
        5.0, source="no source", low=2.0, high=10.0, unit="s", assumption=True, ge=0, le=60,
        description="how long after finding a door shut one is seen to have turned back",
    )  # fmt: skip
    again: Duration = parameter(
        60.0, source="no source", low=20.0, high=300.0, unit="s", assumption=True, gt=0, le=7200,
        description="who has no way left tries doors again that it found shut longer ago than this",
    )  # fmt: skip


class DoorBeliefs(Belief):
    """People take every opening to be passable until they know better, and remember what they know.

    ``shut`` (people,): bits of the openings that each believes to be shut. ``when`` (people, bits): the time in s to
    which the belief refers, -inf where a person has learned nothing. Who knows all (``informed``) sees the truth.

    Whoever is on its way through an opening, nearer to it than ``reach`` and in sight of it, learns whether it is
    open; who believes an opening to be shut and comes near learns it too. Who knows tells those nearby who believe
    otherwise, and older things (see ``DoorsDoc``); those who have just turned back are noticed from farther away.

    Parameters
    ----------
    informed
        (people,) who always knows which openings are open.
    """

    every = 0.5
    all_doors = True

    def __init__(self, rules: DoorsDoc, informed: Flags) -> None:
        self.rules = rules
        self.informed = informed

    def setup(self, world: World) -> None:
        """Nobody but the informed, stewards and responders knows anything of doors yet."""
        self.informed = self.informed | world.crew
        if len(world.duty.staff) == world.people:
            self.informed = self.informed | world.duty.staff
        n = len(world.venue.openings)
        self.shut: Numbers = np.zeros(world.people, dtype=np.int64)
        self.when: F64 = np.full((world.people, 0), NEVER)
        self._bit = np.full(n, -1, dtype=np.int64)
        self._of_bit: list[int] = []
        self._tried: F64 = np.full((world.people, 0), NEVER)
        self._number: dict[int, int] = {}
        self._set: list[int] = []
        self._state: NDArray[np.bool_] = np.ones(n, dtype=np.bool_)
        self._version = -1
        self._screens: Screens | None = None
        self._told_at = NEVER
        self._publish(world)
        lines = [(*one.line[0], *one.line[1]) for one in world.venue.openings]
        self._line = np.array(lines, dtype=np.float64).reshape(-1, 4)
        self._surface = np.array([one.surface for one in world.venue.openings], dtype=np.int64)

    def look(self, world: World, heading: Columns) -> Flags:
        """Let people find doors shut, or open again, and tell each other; see ``Belief.look``."""
        learned = np.zeros(world.people, dtype=np.bool_)
        if world.openings.version != self._version:
            self._version = world.openings.version
            self._state = world.openings.is_open.copy()
            self._screens = None
            for opening in np.flatnonzero(~self._state & (self._bit < 0)).tolist():
                self._take_up(opening)
            learned |= self.informed & world.active
        if not self._of_bit:
            return learned
        listening = world.active & ~self.informed
        self._find(world, np.flatnonzero(listening), learned)
        if world.time >= self._told_at + 1.0 - 1e-9:
            self._tell(world, np.flatnonzero(listening), min(world.time - self._told_at, 1.0), learned)
            self._told_at = world.time
        self._try_again(world, learned)
        self._publish(world)
        return learned & world.active

    def doors(self, people: People) -> Numbers:
        """Return (people,) the number of the set of openings that each believes to be shut; see ``Belief.doors``.

        0 stands for the truth, 1 for "all open".
        """
        sets = self.shut[people]
        kinds, inverse = np.unique(sets, return_inverse=True)
        numbers = np.array([self._numbered(int(bits)) for bits in kinds], dtype=np.int64)
        return np.where(self.informed[people], 0, numbers[inverse.ravel()])

    def believed_open(self, number: int, is_open: Flags) -> Flags:
        """Return (openings,) all but those of the set; see ``Belief.believed_open``."""
        bits = self._set[number - 1]
        believed = np.ones(len(is_open), dtype=np.bool_)
        believed[[opening for k, opening in enumerate(self._of_bit) if bits >> k & 1]] = False
        return believed

    def _publish(self, world: World) -> None:
        """Let others know what people take for open."""
        number = self.doors(np.arange(world.people))
        is_open = world.openings.is_open
        masks = [is_open, *(self.believed_open(k + 1, is_open) for k in range(len(self._set)))]
        world.believed = BelievedDoors(number, masks)

    def _numbered(self, bits: int) -> int:
        if bits not in self._number:
            self._set.append(bits)
            self._number[bits] = len(self._set)
        return self._number[bits]

    def _take_up(self, opening: int) -> None:
        if len(self._of_bit) < MOST:
            self._bit[opening] = len(self._of_bit)
            self._of_bit.append(opening)
            new = np.full((len(self.shut), 1), NEVER)
            self.when = np.hstack([self.when, new])
            self._tried = np.hstack([self._tried, new])

    def _sight(self, world: World) -> Screens:
        if self._screens is None:
            self._screens = opaque(world.venue, self._state)
        return self._screens

    def _find(self, world: World, people: People, learned: Flags) -> None:
        """Let those who come to a door see how it is."""
        walking = world.walking & (world["field"] >= 0) & (world["aboard"] < 0)
        for k, opening in enumerate(self._of_bit):
            is_open, believes = bool(self._state[opening]), (self.shut >> k & 1).astype(np.bool_)
            near = people[world["surface"][people] == self._surface[opening]]
            near = near[believes[near]] if is_open else near[~believes[near] & walking[near]]
            if not len(near):
                continue
            found = np.zeros(len(near), dtype=np.bool_)
            at_door(
                world["surface"][near], world["x"][near], world["y"][near], world["field"][near],
                world["goal_exit"][near] == opening, world.fields.raster.arrays, world.fields.directions,
                self._line[opening], self._sight(world), self.rules.reach, is_open, found,
            )  # fmt: skip
            self._believe(world, near[found], k, not is_open, world.time)
            self._tried[near[found], k] = world.time
            learned[near[found]] = True
            word = STATES[int(world.openings.state[opening])]
            cause = f"finds {world.venue.openings[opening].kind} '{world.venue.openings[opening].id}' {word}"
            _note(world, f"door found {word}", cause, opening, near[found])

    def _tell(self, world: World, people: People, seconds: float, learned: Flags) -> None:
        """Let those who know tell those who believe otherwise."""
        chance = self.rules.told * seconds
        for k, opening in enumerate(self._of_bit):
            shut, when = (self.shut[people] >> k & 1).astype(np.bool_), self.when[people, k]
            for news in (True, False):
                tellers = people[(shut == news) & (when > NEVER)]
                listeners = people[(shut != news) & (when < world.time)]
                if not len(tellers) or not len(listeners):
                    continue
                tellers = tellers[np.lexsort((tellers, world["x"][tellers], world["surface"][tellers]))]
                lot = uniforms(world.seed, Stream.WORD_OF_DOORS, world["key"][listeners], world.clock.step, k)
                newest = np.full(len(listeners), NEVER)
                hear(
                    listeners, tellers, world["surface"], world["x"], world["y"], world["group"],
                    self.when[:, k].copy(), self._tried[:, k] >= world.time - self.rules.turned,
                    self._sight(world), self.rules.distance, self.rules.turning, min(chance, 1.0), lot, newest,
                )  # fmt: skip
                heard = newest > NEVER
                self._believe(world, listeners[heard], k, news, newest[heard])
                learned[listeners[heard]] = True
                word, one = ("shut" if news else "open"), world.venue.openings[opening]
                cause = f"is told, or sees, that {one.kind} '{one.id}' is {word}"
                _note(world, f"told of {word} door", cause, opening, listeners[heard])

    def _try_again(self, world: World, learned: Flags) -> None:
        """Let those forget what they learned long ago who have no way left."""
        lost = world.walking & (world["field"] < 0) & (self.shut != 0)
        for person in np.flatnonzero(lost).tolist():
            for k in range(len(self._of_bit)):
                old = self.when[person, k] <= world.time - self.rules.again
                if self.shut[person] >> k & 1 and old:
                    self._believe(world, np.array([person]), k, False, NEVER)
                    learned[person] = True

    def _believe(self, world: World, people: People, bit: int, shut: bool, when: float | F64) -> None:
        mark = np.int64(1) << np.int64(bit)
        self.shut[people] = (self.shut[people] | mark) if shut else (self.shut[people] & ~mark)
        self.when[people, bit] = when


def _note(world: World, kind: str, cause: str, opening: int, people: People) -> None:
    for person in people.tolist():
        world.note(
            kind, cause=cause, person=person, opening=opening, surface=int(world["surface"][person]),
            x=float(world["x"][person]), y=float(world["y"][person]),
        )  # fmt: skip


@njit(cache=True, error_model="numpy")
def at_door(
    surface: NDArray[np.int16], x: F64, y: F64, field: NDArray[np.int16], bound: Flags, raster: RasterArrays,
    directions: F32, line: F64, screens: Screens, reach: float, is_open: bool, found: Flags,
) -> None:  # fmt: skip
    """Set ``found`` (people,): who is near an opening, sees it and, if it is shut, is on its way through it.

    Parameters
    ----------
    bound
        (people,) who heads for the opening itself.
    line
        (4,) of the opening: x0, y0, x1, y1.
    """
    x0, y0, dx, dy = line[0], line[1], line[2] - line[0], line[3] - line[1]
    square = dx * dx + dy * dy
    for i in range(x.size):
        t = min(max(((x[i] - x0) * dx + (y[i] - y0) * dy) / square, 0.0), 1.0)
        nx, ny = x0 + t * dx, y0 + t * dy
        gap = np.sqrt((nx - x[i]) ** 2 + (ny - y[i]) ** 2)
        if gap > reach:
            continue
        if gap > BEFORE:
            share = BEFORE / gap
            if not in_sight(
                screens, surface[i], x[i], y[i], nx + share * (x[i] - nx), ny + share * (y[i] - ny)
            ):
                continue
        found[i] = (
            is_open
            or bound[i]
            or leads_through(field[i], surface[i], x[i], y[i], raster, directions, line, reach)
        )


@njit(cache=True, error_model="numpy")
def leads_through(
    field: int,
    surface: int,
    x: float,
    y: float,
    raster: RasterArrays,
    directions: F32,
    line: F64,
    reach: float,
) -> bool:
    """Return whether the way from a place along a field crosses a line within ``reach`` and a little."""
    for _ in range(np.int64((reach + 1.0) / STRIDE) + 1):
        dx, dy = sample_direction(raster, directions, field, surface, x, y)
        if dx == 0.0 and dy == 0.0:
            return False
        bx, by = x + STRIDE * dx, y + STRIDE * dy
        if crossing(x, y, bx, by, line[0], line[1], line[2], line[3]) >= 0.0:
            return True
        x, y = bx, by
    return False


@njit(cache=True, error_model="numpy")
def hear(
    listeners: NDArray[np.intp], tellers: NDArray[np.intp], surface: NDArray[np.int16], x: F64, y: F64,
    group: NDArray[np.int32], when: F64, turned: Flags, screens: Screens, distance: float, turning: float,
    chance: float, lot: F64, newest: F64,
) -> None:  # fmt: skip
    """Set ``newest`` (listeners,) to the time of the newest thing that each hears; untouched if it hears nothing.

    Each of n people who know tells with the same chance: 1 - (1 - chance)^n, against the listener's lot.

    Parameters
    ----------
    tellers
        Sorted by surface and x.
    when, turned
        (people,) time of what each knows, -inf for nothing; who has just turned back.
    lot
        (listeners,) in [0, 1).
    """
    if tellers.size == 0:
        return
    far = max(distance, turning)
    for row in range(listeners.size):
        i = listeners[row]
        low, high = 0, tellers.size
        while low < high:
            mid = (low + high) // 2
            j = tellers[mid]
            if surface[j] < surface[i] or (surface[j] == surface[i] and x[j] < x[i] - far):
                low = mid + 1
            else:
                high = mid
        quiet, latest = 1.0, NEVER
        while low < tellers.size:
            j = tellers[low]
            low += 1
            if surface[j] != surface[i] or x[j] > x[i] + far:
                break
            if when[j] <= when[i]:
                continue
            square = (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2
            near = square <= distance * distance
            if not near and not (turned[j] and square <= turning * turning):
                continue
            mates = near and group[i] >= 0 and group[i] == group[j]
            if mates or in_sight(screens, surface[i], x[i], y[i], x[j], y[j]):
                quiet *= 1.0 - chance
                latest = max(latest, when[j])
        if lot[row] < 1.0 - quiet:
            newest[row] = latest
