"""People who are to use certain stairs: their ways lead over these, to an exit beyond."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.wayfinding.belief import Belief, Flags, Numbers, People
from exeunt.models.wayfinding.choice import F64, Columns
from exeunt.venue.between import StairsDoc
from exeunt.venue.fields import Danger
from exeunt.venue.stairways import StairUse, Stairways, stair_use
from exeunt.world.state import World


class AssignedStairs(Belief):
    """Bars all other stairs that join the same storeys, and the exits that can be reached without those assigned.

    What is assigned holds for good and is settled when a person comes into the venue: by their population, or else by
    the room in which they are then. Shares are drawn for each person, and for a group together. Nothing is assigned to
    people whose lift takes the place of the stair, to those for whom no exit lies beyond, and to those who make for a
    place instead of an exit. If nobody gets to an exit that way, people take any way until an opening changes.

    Parameters
    ----------
    populations
        What is assigned to each population, in the order of the column; None for nothing.
    rooms
        What is assigned to people who are in a room when they come, by its id.
    """

    every = 0.0

    def __init__(self, populations: Sequence[StairsDoc | None], rooms: Mapping[str, StairsDoc]) -> None:
        self.populations = tuple(populations)
        self.rooms = dict(rooms)

    @property
    def kinds(self) -> int:
        """How many different assignments there are: so many times as many fields to the exits people may follow."""
        return len(
            {ids for one in (*self.populations, *self.rooms.values()) if one for ids, _ in choices(one)}
        )

    def setup(self, world: World) -> None:
        """Find what each assignment bars; nobody has one yet."""
        self._uses: list[StairUse] = []
        self._number: dict[tuple[str, ...], int] = {}
        self._dangers: list[Danger] = []
        self._ways = Stairways(world.venue)
        self._exits = [exit.index for exit in world.venue.exits]
        self._met: Flags = np.zeros(world.people, dtype=np.bool_)
        self._use: Numbers = np.zeros(world.people, dtype=np.int64)
        self._beyond: Flags = np.ones((world.people, len(self._exits)), dtype=np.bool_)
        self._free: Flags = np.zeros(world.people, dtype=np.bool_)
        self._elsewhere: Flags = np.zeros(world.people, dtype=np.bool_)
        self._version = world.openings.version
        self._told: set[int] = set()

    def look(self, world: World, heading: Columns) -> Flags:
        """Settle what is assigned to people who have come, and try again when openings have changed."""
        again = np.zeros(world.people, dtype=np.bool_)
        self._meet(world, np.flatnonzero(world.inside & ~self._met))
        if world.openings.version != self._version:
            self._version = world.openings.version
            again = self._free & world.active
            self._free[:] = False
        return again

    def asked(self, world: World, people: People) -> None:
        """Take people who choose an exit for such."""
        self._elsewhere[people] = False

    def decided(self, world: World, people: People, columns: Columns) -> None:
        """Take people without an exit for such: they make for a place, or have no way."""
        self._elsewhere[people] = columns < 0

    def dangers(self, people: People) -> Numbers:
        """See ``Belief.dangers``: the number of what is assigned."""
        return np.where(self._free[people] | self._elsewhere[people], 0, self._use[people])

    def danger(self, number: int) -> Danger:
        """See ``Belief.danger``: the stairs that are barred."""
        return self._dangers[number - 1]

    def weigh(self, world: World, people: People, walking: F64, known: Flags) -> F64:
        """See ``Belief.weigh``: exits on this side of the stair are none; those who reach no other are let go."""
        bound = (self._use[people] > 0) & ~self._free[people]
        weighed = np.where(self._beyond[people] | ~bound[:, None], walking, np.inf)
        lost = bound & ~np.isfinite(weighed).any(axis=1)
        self._free[people[lost]] = True
        for number in np.unique(self._use[people[lost]]).tolist():
            if number not in self._told:
                self._told.add(number)
                names = " or ".join(f"'{id}'" for id in self._uses[number - 1].ids)
                world.note(
                    "fallback", cause=f"no open exit can be reached over {names}; its people take any way"
                )
        return weighed

    def _meet(self, world: World, people: People) -> None:
        """Settle what is assigned to people who have just come."""
        self._met[people] = True
        for person in people.tolist():
            assigned = self._assigned(world, person)
            if assigned is None or world["lift"][person] >= 0:
                continue
            at = shapely.Point(float(world["x"][person]), float(world["y"][person]))
            part = self._ways.parts_of(int(world["surface"][person]), at)[0]
            number = self._numbered(world, _drawn(world, assigned, person))
            beyond = self._ways.beyond(self._uses[number - 1], part)
            if beyond:
                self._use[person] = number
                self._beyond[person] = np.isin(self._exits, list(beyond))

    def _assigned(self, world: World, person: int) -> StairsDoc | None:
        own = self.populations[int(world["population"][person])]
        if own is not None or not self.rooms:
            return own
        x, y, surface = (world[name][person] for name in ("x", "y", "surface"))
        for room in world.venue.rooms:
            if room.id in self.rooms and room.surface == surface and shapely.intersects_xy(room.area, x, y):
                return self.rooms[room.id]
        return None

    def _numbered(self, world: World, ids: tuple[str, ...]) -> int:
        if ids not in self._number:
            use = stair_use(world.venue, ids)
            raster = world.fields.raster
            barred = np.isin(raster.surface, list(use.barred)) & raster.own
            self._uses.append(use)
            none = np.zeros(0, dtype=np.int64)
            self._dangers.append(Danger(np.flatnonzero(barred), none, 1.0))
            self._number[ids] = len(self._uses)
        return self._number[ids]


def choices(assigned: StairsDoc) -> list[tuple[tuple[str, ...], float]]:
    """Return what a person may get, with its share: a list is one choice, of shares each is one."""
    if isinstance(assigned, dict):
        return [((id,), share) for id, share in assigned.items()]
    return [(tuple(assigned), 1.0)]


def _drawn(world: World, assigned: StairsDoc, person: int) -> tuple[str, ...]:
    """Return the stairs that a person gets; members of a group get the same."""
    options = choices(assigned)
    first = int(world["group"][person])
    key: NDArray[np.uint64] = world["key"][[first if first >= 0 else person]]
    upper = np.cumsum([share for _, share in options])
    drawn = float(uniforms(world.seed, Stream.STAIR_CHOICE, key)[0]) * upper[-1]
    return options[min(int(np.searchsorted(upper, drawn, side="right")), len(options) - 1)][0]
