"""What people believe about smoke and fire because they have seen it: exits behind smoke, ground on fire."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeunt.models.wayfinding.avoidance import (
    FELT,
    FIRE,
    GLOWING,
    SMOKE,
    AvoidanceDoc,
    exits_seen,
    look_ahead,
)
from exeunt.models.wayfinding.belief import Belief, Flags, People
from exeunt.models.wayfinding.choice import F64
from exeunt.venue.fields import Danger
from exeunt.venue.sight import Screens, opaque
from exeunt.world.air import Air
from exeunt.world.state import World

BESIDE = 0.05
"""People look for an exit at its middle, this far (m) inside."""
MOST_SURFACES = 62


class SmokeAndFire(Belief):
    """What each person has perceived and reckons with; people never forget it.

    ``barred`` (people, exits): time in s at which the person saw smoke that it does not accept on the way to an exit,
    NaN if it did not. ``known`` (people,): bits of the surfaces on which it has seen fire; who has seen a fire reckons
    with its later growth as well, as soon as somebody sees that.
    """

    def __init__(self, rules: AvoidanceDoc) -> None:
        self.rules = rules
        self.every = rules.every

    def setup(self, world: World) -> None:
        """Nobody has seen anything yet."""
        exits, venue, rules = world.venue.exits, world.venue, self.rules
        self.version = 0
        self.barred = np.full((world.people, len(exits)), np.nan)
        self.known = np.zeros(world.people, dtype=np.int64)
        self._accepts = rules.accepted(world.seed, world["key"])
        self._on = np.array([exit.surface for exit in exits], dtype=np.int64)
        self._at = np.array([inside_of(exit.line) for exit in exits], dtype=np.float64).reshape(-1, 2)
        self._bit = np.zeros(len(venue.surfaces), dtype=np.int64)
        self._numbers: dict[int, int] = {0: 0}
        self._dangers: list[Danger] = []
        self._dear: dict[int, NDArray[np.int64]] = {}
        self._closed: dict[int, NDArray[np.int64]] = {}
        self._version = -1
        self._screens: Screens | None = None

    def look(self, world: World, columns: NDArray[np.intp]) -> Flags:
        """Let everyone on the way look ahead; returns (people,) who believes something new, or has turned away before.

        ``columns`` (people,): column of the exit that each heads for, -1 if none.
        """
        changed = np.zeros(world.people, dtype=np.bool_)
        air = world.air
        if air is None or np.isnan(air.looked_at):
            return changed
        fire = self._fire(air)
        smoky = air.fields["extinction"] >= self.rules.unfamiliar
        something = np.zeros(len(self._bit), dtype=np.bool_)
        something[_surfaces(air, (fire > 0) | smoky)] = True
        walking = world.active & (world["start_time"] <= world.time) & (world["field"] >= 0)
        rows = np.flatnonzero(walking & (world["aboard"] < 0))
        rows = rows[something[world["surface"][rows]]]
        if not len(rows):
            return changed
        seen, value = self._look(world, air, fire, rows, columns[rows])
        self._see_smoke(world, rows[seen == SMOKE], columns[rows[seen == SMOKE]], value[seen == SMOKE])
        self._see_fire(world, air, fire, rows[seen == FIRE], changed)
        heads = columns[rows]
        has = heads >= 0
        changed[rows[has]] |= ~np.isnan(self.barred[rows[has], heads[has]])
        return changed

    def dangers(self, people: People) -> NDArray[np.int64]:
        """See ``Belief.dangers``."""
        if not self._dangers:
            return np.zeros(len(people), dtype=np.int64)
        known, inverse = np.unique(self.known[people], return_inverse=True)
        return np.array([self._numbers[int(bits)] for bits in known], dtype=np.int64)[inverse]

    def danger(self, number: int) -> Danger:
        """See ``Belief.danger``."""
        return self._dangers[number - 1]

    def weigh(self, world: World, people: People, walking: F64, known: Flags) -> F64:
        """Return (people, exits) walking times, infinite for exits that a person does not consider.

        Who believes an exit to be behind smoke considers the exits that it knows (``known``) or sees, and has not seen
        to be behind smoke; if that leaves none, it considers all as before.
        """
        barred = ~np.isnan(self.barred[people])
        touched = np.flatnonzero(barred.any(axis=1))
        if not len(touched) or world.air is None:
            return walking
        seen = self.visible_exits(world, people[touched])
        usable = np.isfinite(walking[touched]) & ~barred[touched] & (known[touched] | seen)
        has = usable.any(axis=1)
        out = walking.copy()
        out[touched[has]] = np.where(usable[has], walking[touched[has]], np.inf)
        return out

    def visible_exits(self, world: World, people: People) -> Flags:
        """Return (people, exits) which exits each person sees from where it is: no wall between, not too much smoke."""
        seen = np.zeros((len(people), len(self._on)), dtype=np.bool_)
        if world.air is not None and len(people):
            exits_seen(
                world["surface"][people], world["x"][people], world["y"][people], self._on, self._at,
                self._sight(world), world.air.lattice, world.air.fields["extinction"], self.rules.light, seen,
            )  # fmt: skip
        return seen

    def _sight(self, world: World) -> Screens:
        if self._screens is None or self._version != world.openings.version:
            self._screens = opaque(world.venue, world.openings.is_open)
            self._version = world.openings.version
        return self._screens

    def _fire(self, air: Air) -> NDArray[np.uint8]:
        """Return (cells,) where it is too hot: felt, or seen from afar."""
        fire = np.where(air.fields["air_temperature"] >= self.rules.air_temperature, FELT, 0).astype(np.uint8)
        fire[air.fields["radiation"] >= self.rules.radiation] = GLOWING
        if air.lost_version:
            fire[air.of_raster[air.lost]] = GLOWING
        return fire

    def _look(
        self, world: World, air: Air, fire: NDArray[np.uint8], rows: People, columns: NDArray[np.intp]
    ) -> tuple[NDArray[np.uint8], F64]:
        accepts = self._accepts[rows].copy()
        # nobody turns back twice before the smoke on one way, or on a way that is no exit's
        again = (columns < 0) | ~np.isnan(self.barred[rows, np.maximum(columns, 0)])
        accepts[again] = np.inf
        reckoned = np.zeros(air.cells, dtype=np.bool_)
        for cells in (*self._dear.values(), *self._closed.values()):
            reckoned[air.of_raster[cells]] = True
        seen, value = np.zeros(len(rows), dtype=np.uint8), np.full(len(rows), np.nan)
        look_ahead(
            world["field"][rows], world["surface"][rows], world["x"][rows], world["y"][rows], accepts,
            world["extinction"][rows], self.known[rows], world.fields.raster.arrays, world.fields.directions,
            self._sight(world), air.lattice, air.fields["extinction"], fire, reckoned, self._bit,
            self.rules.light, self.rules.ahead, seen, value,
        )  # fmt: skip
        return seen, value

    def _see_smoke(self, world: World, people: People, columns: NDArray[np.intp], value: F64) -> None:
        self.barred[people, columns] = world.time
        ids = [exit.id for exit in world.venue.exits]
        for person, column, seen in zip(people.tolist(), columns.tolist(), value.tolist(), strict=True):
            cause = f"sees smoke on the way to exit '{ids[column]}'"
            _note(world, "smoke seen", cause, person, value=seen)

    def _see_fire(
        self, world: World, air: Air, fire: NDArray[np.uint8], people: People, changed: Flags
    ) -> None:
        grown = False
        for surface in np.unique(world["surface"][people]).tolist():
            mine = people[world["surface"][people] == surface]
            if self._bit[surface] == 0:
                number = min(int((self._bit > 0).sum()), MOST_SURFACES)
                self._bit[surface] = 1 << number
            bit = int(self._bit[surface])
            new = mine[(self.known[mine] & bit) == 0]
            for person in new.tolist():
                _note(world, "fire seen", "sees fire or feels heat on its way", person)
            self.known[new] |= bit
            changed[new] = True
            if surface not in self._dear or len(new) < len(mine):
                self._measure(world, air, fire, surface)
                changed |= (self.known & bit) != 0
                grown = True
        if len(people):
            self._number(grown)

    def _measure(self, world: World, air: Air, fire: NDArray[np.uint8], surface: int) -> None:
        """Take down which ground of a surface burns or is too hot now, with the margin around it."""
        # a fifth of a second of every start, for runs with fires alone
        from scipy import ndimage

        raster = world.fields.raster
        plane = air.grid.plane(fire > 0, surface)
        reach = int(np.ceil(self.rules.margin / air.grid.cell))
        iy, ix = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        around = ix * ix + iy * iy <= (self.rules.margin / air.grid.cell) ** 2
        wide = np.zeros(air.cells, dtype=np.bool_)
        first, last = air.grid.offset[surface], air.grid.offset[surface + 1]
        wide[first:last] = ndimage.binary_dilation(plane, structure=around).ravel()
        a = raster.arrays
        part = slice(int(a.offset[surface]), int(a.offset[surface + 1]))
        hot = raster.own[part] & wide[air.of_raster[part]]
        self._dear[surface] = np.flatnonzero(hot & ~air.lost[part]) + part.start
        self._closed[surface] = np.flatnonzero(air.lost[part]) + part.start

    def _number(self, grown: bool) -> None:
        """Give every set of surfaces that somebody reckons with a number; new ones if a fire has grown."""
        if grown:
            self.version += 1
            self._numbers, self._dangers = {0: 0}, []
        for bits in np.unique(self.known).tolist():
            if bits in self._numbers:
                continue
            on = [s for s in self._dear if int(self._bit[s]) & bits]
            danger = Danger(
                np.concatenate([self._closed[s] for s in on]), np.concatenate([self._dear[s] for s in on]),
                self.rules.detour,
            )  # fmt: skip
            self._dangers.append(danger)
            self._numbers[bits] = len(self._dangers)


def _surfaces(air: Air, cells: Flags) -> NDArray[np.intp]:
    """Return the surfaces that have any of these cells."""
    sums = np.add.reduceat(np.append(cells, False), air.grid.offset[:-1])
    return np.flatnonzero(sums > 0)


def inside_of(line: tuple[tuple[float, float], tuple[float, float]]) -> tuple[float, float]:
    """Return the middle of an exit, a little inside: forward, to the right of the line, leads out."""
    (x0, y0), (x1, y1) = line
    dx, dy = x1 - x0, y1 - y0
    length = float(np.sqrt(dx * dx + dy * dy))
    return 0.5 * (x0 + x1) - BESIDE * dy / length, 0.5 * (y0 + y1) + BESIDE * dx / length


def _note(world: World, kind: str, cause: str, person: int, **more: float) -> None:
    world.note(
        kind, cause=cause, person=person, surface=int(world["surface"][person]),
        x=float(world["x"][person]), y=float(world["y"][person]), **more,
    )  # fmt: skip
