"""Beliefs about danger zones, put into few bins, and the field of danger of each bin.

People who believe nearly the same share a field: ages go into three bins, wider as they grow, and places
into squares that grow with the age, as the place is less certain then anyway.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from exeunt.base.maths import cos_array, sin_array
from exeunt.venue.isovist import vantage
from exeunt.venue.sight import Screens, in_sight
from exeunt.world.danger import Dangers
from exeunt.world.state import World
from exeunt.world.zones import ZoneFrame

F32 = NDArray[np.float32]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
People = NDArray[np.intp]

EDGES = (15.0, 50.0, 160.0)
"""Upper ends of the bins of age, s; what is older counts no more."""
AGES = (6.0, 30.0, 90.0)
"""The age that stands for each bin, s."""
SQUARES = (5.0, 10.0, 20.0)
"""Edge of the squares of each bin of age, m."""
VAGUE = (2.5, 20.0)
"""Error of a place from which on it is vague, m, and the edge of the squares of vague places."""
KEPT = 512
"""Fields that are kept; the least recently used is dropped."""
CORNERS = 16
"""Of the polygon that stands for a believed zone."""


class BelievedZones:
    """Numbers of beliefs, from 1 on, and the field of each.

    Parameters
    ----------
    dangers
        Fields of danger over the venue.
    zones
        Each zone in the order of the scenario; where it is counts only if it stays and reaches through walls.
    """

    def __init__(self, dangers: Dangers, zones: Sequence[ZoneFrame]) -> None:
        self.dangers = dangers
        self.zones = tuple(zones)
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._bins: list[tuple[int, int, int]] = [(-1, -1, -1)]
        self._squares: dict[tuple[int, float, bool], int] = {}
        self._nearest: dict[tuple[int, float, float], int] = {}
        self._fields: OrderedDict[int, tuple[int, F32]] = OrderedDict()
        self.solved = 0
        turns = np.arange(CORNERS) * (2.0 * np.pi / CORNERS)
        self._disc = np.column_stack([cos_array(turns), sin_array(turns)])

    def of(self, world: World, people: People) -> Ints:
        """Return (people,) the number of what each believes; 0 for nothing, or nothing that counts any more."""
        out = np.zeros(len(people), dtype=np.int64)
        knows = np.flatnonzero(~np.isnan(world["zone_known_at"][people]))
        who = people[knows]
        if not len(who):
            return out
        age = np.searchsorted(EDGES, world.time - world["zone_known_at"][who], side="right")
        surface, vague = world["zone_surface"][who], world["zone_error"][who] > VAGUE[0]
        x, y = world["zone_x"][who], world["zone_y"][who]
        # so that few places are looked at one by one
        x = np.where(vague, (np.floor(x / VAGUE[0]) + 0.5) * VAGUE[0], x)
        y = np.where(vague, (np.floor(y / VAGUE[0]) + 0.5) * VAGUE[0], y)
        cell = self.dangers.ground.cell_of(surface, x, y)
        counts = age < len(EDGES)
        out[knows[counts]] = self.number(
            world, world["zone"][who][counts].astype(np.int64), cell[counts], age[counts],
            vague[counts].astype(np.int64),
        )  # fmt: skip
        return out

    def number(self, world: World, zone: Ints, cell: Ints, age: Ints, vague: Ints) -> Ints:
        """Return (n,) the numbers of beliefs: index of the zone, cell of the ground, bin of age, whether vague."""
        kinds, inverse = np.unique(np.column_stack([zone, cell, age, vague]), axis=0, return_inverse=True)
        screens = self.dangers.screens(world.openings.is_open, world.openings.version)
        numbers = [self._number(screens, *kind) for kind in kinds.tolist()]
        return np.array(numbers, dtype=np.int64)[inverse.ravel()]

    def true(self, world: World, people: People) -> Ints:
        """Return (people,) the number of the zone that is most dangerous to each, as it is now; 0 if there is none."""
        out = np.zeros(len(people), dtype=np.int64)
        worst = np.full(len(people), -1.0)
        where = (world["surface"][people], world["x"][people], world["y"][people])
        for frame in world.zones:
            on, (x, y) = np.array([frame.surface], dtype=np.int16), frame.centre
            cell = self.dangers.ground.cell_of(on, np.array([x]), np.array([y]))
            none = np.zeros(1, dtype=np.int64)
            number = int(self.number(world, np.array([frame.number]), cell, none, none)[0])
            danger = self.dangers.ground.sample(self.field(world, number), *where)
            danger = np.where(np.isfinite(danger), danger, 0.0)
            out[danger > worst] = number
            worst = np.maximum(worst, danger)
        return out

    def later(self, world: World, number: int) -> list[tuple[float, int]]:
        """Return seconds from now and the number of a belief in each older bin of age; 0 once it counts no more."""
        zone, cell, age = self._bins[number]
        found = []
        for older in range(age + 1, len(EDGES)):
            ages, clear = np.array([older], dtype=np.int64), np.zeros(1, dtype=np.int64)
            one = self.number(world, np.array([zone]), np.array([cell]), ages, clear)
            found.append((AGES[older] - AGES[age], int(one[0])))
        return [*found, (EDGES[-1] - AGES[age], 0)]

    def field(self, world: World, number: int) -> F32:
        """Return (cells,) the danger that a belief means for each cell of the ground."""
        version = world.openings.version
        held = self._fields.get(number)
        if held is not None and held[0] == version:
            self._fields.move_to_end(number)
            return held[1]
        zone, cell, age = self._bins[number]
        about, ground = self.zones[zone], self.dangers.ground
        x, y = ground.centres[cell].tolist()
        is_open, reach = world.openings.is_open, 3.0 * self.dangers.law.sight_reach
        screens = self.dangers.screens(is_open, version)
        if about.marks is not None:
            view = self.dangers.view(about, screens, reach)
        else:
            disc = self._disc * about.radius + np.array([x, y])
            view = vantage(screens, int(ground.raster.surface[cell]), disc, (x, y), reach, edge=0)
        found = self.dangers.field(view, is_open, about.intensity, AGES[age])
        self.solved += 1
        self._fields[number] = (version, found)
        self._fields.move_to_end(number)
        while len(self._fields) > KEPT:
            self._fields.popitem(last=False)
        return found

    def danger_at(self, world: World, people: People) -> Floats:
        """Return (people,) the danger that each believes to be at its own place."""
        out = np.zeros(len(people))
        numbers = self.of(world, people)
        for number in np.unique(numbers[numbers > 0]).tolist():
            rows = np.flatnonzero(numbers == number)
            who = people[rows]
            field = self.field(world, number)
            out[rows] = self.dangers.ground.sample(
                field, world["surface"][who], world["x"][who], world["y"][who]
            )
        return out

    def _number(self, screens: Screens, zone: int, cell: int, age: int, vague: int) -> int:
        size = max(SQUARES[age], VAGUE[1] if vague else 0.0)
        key = (zone, self._square(screens, cell, size, bool(vague)), age)
        if key not in self._numbers:
            self._numbers[key] = len(self._bins)
            self._bins.append(key)
        return self._numbers[key]

    def _square(self, screens: Screens, cell: int, size: float, vague: bool) -> int:
        """Return the cell that stands for a square: the ground nearest to its middle.

        A place that is not vague has that ground in sight, or stands for itself in a smaller square: walls count.
        """
        key = (cell, size, vague)
        if key in self._squares:
            return self._squares[key]
        ground = self.dangers.ground
        surface = int(ground.raster.surface[cell])
        start = cell if ground.raster.own[cell] else self._ground(surface, *ground.centres[cell].tolist())
        x, y = ground.centres[start].tolist()
        found, edge = start, size
        while edge > ground.raster.arrays.cell:
            middle = self._ground(
                surface, (np.floor(x / edge) + 0.5) * edge, (np.floor(y / edge) + 0.5) * edge
            )
            mx, my = ground.centres[middle].tolist()
            if vague or in_sight(screens, surface, x, y, mx, my):
                found = middle
                break
            edge *= 0.5
        self._squares[key] = found
        return found

    def _ground(self, surface: int, x: float, y: float) -> int:
        """Return the walkable cell of a surface that is nearest to a place."""
        key = (surface, x, y)
        if key not in self._nearest:
            cells = self.dangers.ground.cells_on(surface)
            away = self.dangers.ground.centres[cells] - np.array([x, y])
            self._nearest[key] = int(cells[(away * away).sum(axis=1).argmin()])
        return self._nearest[key]
