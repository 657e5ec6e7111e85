"""The arrays that movement kernels read and write, packed in few named tuples: each array costs compilation time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exeunt.venue.sampling import RasterArrays
from exeunt.venue.venue import Venue
from exeunt.world.neighbours import Grid
from exeunt.world.state import World
from exeunt.world.terrain import Terrain

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PAIRS = 512
"""Neighbour pairs that are worked on at once; small enough for the first-level cache."""
BLOCK = 64
"""People at most in one batch, and in one block handed to a thread."""
SHELF = 64
"""Neighbours to be kept, per person; denser crowds than that have no room for their bodies."""
SAVED = 2.0
"""Persons that a limited opening may let through after a pause before it is as slow again as its limit."""
HITS = 4
"""Openings that one person can pass in one step."""

X, Y, VX, VY, WALKED, TIME_OUT = range(6)
RADIUS, REACH, SPEED, SPEED_UP, SPEED_DOWN, TIME_GAP, START, WALKS = range(8)
SURFACE, INSIDE, FIELD, EXIT_USED, GOAL = range(5)
MOTION_COLUMNS = ("x", "y", "vx", "vy", "distance_walked", "time_out")
TRAIT_COLUMNS = {
    "radius": RADIUS, "desired_speed": SPEED, "speed_stairs_up": SPEED_UP, "speed_stairs_down": SPEED_DOWN,
    "time_gap": TIME_GAP, "start_time": START, "walks_on_escalators": WALKS,
}  # fmt: skip


class People(NamedTuple):
    """Copies of the World's columns, one row a person, in any order: nothing but speed depends on it.

    ``motion`` (people, 6): ``MOTION_COLUMNS``; ``trait`` (people, 8): ``TRAIT_COLUMNS`` and how far a person notices
    others; ``code`` (people, 5): surface, 1 if inside, field, exit_used, goal_exit; ``memory`` (people, 9): x, y and
    time since when a person has been near there, the unit vector of its last step or (0, 0), x, y and time since
    when it has been held up thereabouts, and when it last saw somebody come out of narrow ground that it was to enter,
    kept by the movement model alone; ``key`` (people,) and ``number`` (people,): the World's row.
    """

    motion: Floats
    trait: Floats
    code: Ints
    memory: Floats
    key: NDArray[np.uint64]
    number: Ints


class Place(NamedTuple):
    """All that stays as it is during a call: cells, walls, direction fields."""

    grid: Grid
    terrain: Terrain
    raster: RasterArrays
    directions: NDArray[np.float32]


class Next(NamedTuple):
    """What a step writes, in the order of ``Crowd``: the new state of each person and the openings passed.

    ``motion`` (people, 4): x, y, vx, vy; ``code`` (people, 4): surface, 1 if the person took part, exit passed or -1,
    number of openings passed; ``hit`` (people, HITS, 2): opening, +1 forward or -1 backward; ``hit_place`` (people,
    HITS, 2): x, y.
    """

    motion: Floats
    code: Ints
    hit: Ints
    hit_place: Floats


NEW_SURFACE, MOVED, OUT, PASSED = range(4)


class Work(NamedTuple):
    """Buffers for one batch of neighbour pairs in each thread.

    ``found`` (threads, room): rows of neighbours; ``owner`` (threads, room): place in the batch of
    whose neighbour it is; ``pair`` (threads, 7, room): seven numbers for each pair; ``person``
    (threads, 10, BLOCK): ten for each person of the batch; ``begin`` (threads, BLOCK + 1): first pair of each person.

    Whoever is near enough to be near within the next ``every`` steps, by at most ``margin`` metres more than a person
    notices others, is looked for once: ``partner`` holds the rows found, a shelf for each thread, ``span`` (people, 2)
    first and end of each row's share of it, -1 before the first search, ``used`` (threads,) what is taken of each
    shelf, ``total`` (1,) how many rows the crowd has, -1 if it has to be sorted anew.

    For models that ask which way others want to go, as of when they were sorted: ``goal`` (people,) the field that each
    row follows, -1 if it stands, ``way`` (people, 2) the unit vector of its way, and ``room`` (people, 2) the width of
    the ground there and the least of it a little ahead, metres, infinite where walls are far; empty otherwise.
    """

    found: NDArray[np.uint32]
    owner: NDArray[np.uint32]
    pair: Floats
    person: Floats
    begin: Ints
    partner: NDArray[np.uint32]
    span: Ints
    used: Ints
    total: Ints
    goal: Ints
    way: Floats
    room: Floats
    every: int
    margin: float


class Record(NamedTuple):
    """Openings passed since the call began, in order of step and person.

    ``code`` (room, 4): step, person, opening, way; ``place`` (room, 2): x, y; ``counts`` (2,): records, person-steps.
    ``gate`` (openings, 4), or no rows if no opening has a limit: persons per second let through, infinite without
    limit, credit in persons, its highest value, and how many persons may still pass, infinite if it does not count;
    ``queue``: room for the rows of those at a limited opening in one step.
    """

    code: Ints
    place: Floats
    counts: Ints
    gate: Floats
    queue: Ints


def empty_people(people: int) -> People:
    """Return arrays for that many people, in the order of the World."""
    memory = np.tile([np.inf, np.inf, np.inf, 0.0, 0.0, np.inf, np.inf, np.inf, -np.inf], (people, 1))
    key, number = np.zeros(people, dtype=np.uint64), np.arange(people, dtype=np.int64)
    return People(
        np.zeros((people, 6)), np.zeros((people, 8)), np.zeros((people, 5), np.int64), memory, key, number
    )


def reorder_people(people: People, place: NDArray[np.int64]) -> None:
    """Order the rows by ``place`` (one for each row of the World), so that neighbours in space are so in memory."""
    memory = np.empty_like(people.memory)
    memory[people.number] = people.memory
    people.number[:] = np.argsort(place, kind="stable")
    people.memory[:] = memory[people.number]


def read_people(world: World, people: People) -> None:
    """Copy the World's columns in."""
    rows = people.number
    for k, name in enumerate(MOTION_COLUMNS):
        people.motion[:, k] = world[name][rows]
    for name, k in TRAIT_COLUMNS.items():
        people.trait[:, k] = world[name][rows]
    # who goes somewhere before starting to leave walks
    people.trait[world["visit"][rows] >= 0, START] = 0.0
    people.trait[:, SPEED : SPEED_DOWN + 1] *= world["speed_factor"][rows][:, None]
    people.code[:, SURFACE] = world["surface"][rows]
    people.code[:, INSIDE] = (world.inside & (world["aboard"] < 0))[rows]
    people.code[:, FIELD] = world["field"][rows]
    people.code[:, EXIT_USED] = world["exit_used"][rows]
    people.code[:, GOAL] = world["goal_exit"][rows]
    people.key[:] = world["key"][rows]


def write_people(world: World, people: People) -> None:
    """Copy out what movement writes."""
    rows = people.number
    for k, name in enumerate(MOTION_COLUMNS):
        world[name][rows] = people.motion[:, k]
    world["surface"][rows] = people.code[:, SURFACE]
    world["exit_used"][rows] = people.code[:, EXIT_USED]


def empty_next(people: int) -> Next:
    """Return arrays for that many people."""
    hit = np.zeros((people, HITS, 2), dtype=np.int64)
    return Next(
        np.zeros((people, 4)), np.zeros((people, 4), dtype=np.int64), hit, np.zeros((people, HITS, 2))
    )


def empty_work(people: int, threads: int, every: int, margin: float, sees_ways: bool = False) -> Work:
    """Return buffers; one person's neighbours always fit, even if all people are one heap.

    Neighbours are kept for ``every`` steps. Where the shelf is full they are looked for in each step: the same ones.
    """
    room = PAIRS + 4 * people + 64
    begin = np.zeros((threads, BLOCK + 1), dtype=np.int64)
    return Work(
        np.zeros((threads, room), dtype=np.uint32),
        np.zeros((threads, room), dtype=np.uint32),
        np.zeros((threads, 7, room)),
        np.ones((threads, 10, BLOCK)),
        begin,
        np.zeros(threads * SHELF * people, dtype=np.uint32),
        np.full((people, 2), -1, dtype=np.int64),
        np.zeros(threads, dtype=np.int64),
        np.full(1, -1, dtype=np.int64),
        np.full(people if sees_ways else 0, -1, dtype=np.int64),
        np.zeros((people if sees_ways else 0, 2)),
        np.full((people if sees_ways else 0, 2), np.inf),
        every,
        margin,
    )


def empty_record(room: int, gate: Floats, queue: Ints) -> Record:
    """Return room for that many crossings, of openings with the limits ``gate``."""
    return Record(
        np.zeros((room, 4), dtype=np.int64), np.zeros((room, 2)), np.zeros(2, dtype=np.int64), gate, queue
    )


def build_gate(venue: Venue) -> Floats:
    """Return the limits of a venue's openings as ``Record`` takes them, without credit."""
    limits = [opening.max_specific_flow for opening in venue.openings]
    if all(limit is None for limit in limits) and np.isinf(venue.counts).all():
        return np.zeros((0, 4))
    # one at a time into a lift, so that the car is never overfilled between two looks at it
    saved = [1.0 if opening.kind == "lift" else SAVED for opening in venue.openings]
    gate = np.column_stack([np.zeros(len(saved)), np.zeros(len(saved)), saved, venue.counts])
    set_rates(gate, venue, venue.ways_at(0.0))
    return gate


def set_rates(gate: Floats, venue: Venue, way: NDArray[np.int8]) -> None:
    """Set how many persons a second openings let through; an escalator limits who steps on while it runs.

    ``way`` (openings,): see ``Openings``.
    """
    for opening in venue.openings if len(gate) else ():
        limit = opening.max_specific_flow
        rate = np.inf if limit is None else limit * opening.width
        on = {"forward": 1, "backward": -1, "": way[opening.index]}[opening.onto]
        stands = bool(opening.motions) and way[opening.index] in (0, -on)
        gate[opening.index, 0] = np.inf if stands else rate
