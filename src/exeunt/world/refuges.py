"""Refuges: rooms with doors that people can lock behind them, and how each of them stands now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.venue.fields import FieldCache
from exeunt.venue.geometry import middle
from exeunt.venue.raster import Raster
from exeunt.venue.venue import Venue

Flags = NDArray[np.bool_]
Protection = Literal["zone", "smoke"]

REFUGE_STATES = ("open", "being locked", "locked", "abandoned")
OPEN, LOCKING, LOCKED, ABANDONED = range(len(REFUGE_STATES))
ROOM_EACH = 0.7
"""Square metres that people take at most who stand together in a refuge."""
CORNER = 15
"""People who are sent to one corner of a refuge, about."""
MOST_CORNERS = 6
WALL = 0.35
"""Nobody is sent nearer to a wall than this, m, if there is any other place."""


@dataclass(frozen=True, slots=True, eq=False)
class Refuge:
    """A room in which people can lock themselves.

    Parameters
    ----------
    area
        In plan, on one surface.
    doors
        Indices of the openings that close it.
    capacity
        People whom it takes.
    time_to_lock
        Seconds from the decision to lock to the locked door.
    lockable
        Whether it can be locked from inside.
    protects
        What it protects from once it is locked.
    known_to
        Indices of the populations that know it from the start; None: everyone.
    """

    index: int
    id: str
    surface: int
    area: Polygon | MultiPolygon
    doors: tuple[int, ...]
    capacity: int
    time_to_lock: float
    lockable: bool = True
    protects: tuple[Protection, ...] = ("zone",)
    known_to: tuple[int, ...] | None = None


@dataclass(eq=False)
class Shelters:
    """All refuges of a venue and how they stand.

    Parameters
    ----------
    of_cell
        (raster cells,) index of the refuge over each cell, -1 for none.
    place
        (refuges,) number of the goal for ``FieldCache`` that leads into each.
    corners
        For each refuge the numbers of the goals inside among which people spread, deepest first.
    corner_at
        For each refuge (corners, 2) where those are.
    inside
        (refuges, openings) which openings are taken as open by who is inside: all but the refuge's own doors.
    state
        (refuges,) index into ``REFUGE_STATES``.
    occupied
        (refuges,) people inside who can act.
    """

    refuges: tuple[Refuge, ...]
    of_cell: NDArray[np.int16]
    place: NDArray[np.int64]
    corners: tuple[NDArray[np.int64], ...]
    corner_at: tuple[NDArray[np.float64], ...]
    inside: Flags
    state: NDArray[np.int8] = field(init=False)
    occupied: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        self.state = np.zeros(len(self.refuges), dtype=np.int8)
        self.occupied = np.zeros(len(self.refuges), dtype=np.int64)

    @property
    def capacity(self) -> NDArray[np.int64]:
        """(refuges,) people whom each takes."""
        return np.array([refuge.capacity for refuge in self.refuges], dtype=np.int64)

    @property
    def locked(self) -> Flags:
        """(refuges,) whether nobody can get in or out."""
        return np.asarray(self.state == LOCKED)

    @property
    def usable(self) -> Flags:
        """(refuges,) whether somebody who comes would be let in."""
        return np.asarray((self.state <= LOCKING) & (self.occupied < self.capacity))

    def leads_on(self, held: NDArray[np.int16], goal: NDArray[np.int64]) -> Flags:
        """Return (people,) whose goal is a place inside the refuge in which it is, ``held``."""
        return np.array(
            [bool((self.corners[r] == g).any()) for r, g in zip(held.tolist(), goal.tolist(), strict=True)]
        )

    def holding(
        self, raster: Raster, surface: NDArray[np.int16], x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> NDArray[np.int16]:
        """Return (people,) the index of the refuge in which each is, -1 for none."""
        a = raster.arrays
        s = np.maximum(surface, 0).astype(np.int64)
        known = (surface >= 0) & np.isfinite(x)
        ix = np.where(known, np.floor((np.where(known, x, 0.0) - a.x0[s]) * a.inverse), -1).astype(np.int64)
        iy = np.where(known, np.floor((np.where(known, y, 0.0) - a.y0[s]) * a.inverse), -1).astype(np.int64)
        known &= (ix >= 0) & (iy >= 0) & (ix < a.nx[s]) & (iy < a.ny[s])
        cell = np.where(known, a.offset[s] + iy * a.nx[s] + ix, 0)
        return np.where(known, self.of_cell[cell], -1).astype(np.int16)


def cells_of(raster: Raster, refuge: Refuge) -> NDArray[np.int64]:
    """Return the walkable cells of the raster whose centres lie in a refuge."""
    a = raster.arrays
    first, last = int(a.offset[refuge.surface]), int(a.offset[refuge.surface + 1])
    mine = np.flatnonzero(raster.own[first:last]) + first
    at = raster.centres(mine)
    x0, y0, x1, y1 = refuge.area.bounds
    box = (at[:, 0] >= x0) & (at[:, 0] <= x1) & (at[:, 1] >= y0) & (at[:, 1] <= y1)
    mine, at = mine[box], at[box]
    return np.asarray(mine[shapely.contains_xy(refuge.area, at[:, 0], at[:, 1])])


def corner_cells(
    raster: Raster, cells: NDArray[np.int64], doors: NDArray[np.float64], capacity: int
) -> NDArray[np.int64]:
    """Return cells far from the doors and from each other among which people spread, deepest first.

    The first is the one farthest from all doors, every further one the farthest from doors and those before.

    Parameters
    ----------
    cells
        Walkable cells of the refuge, at least one.
    doors
        (doors, 2) middles of the doors in m.
    """
    wide = cells[raster.clearance[cells] >= min(WALL, float(raster.clearance[cells].max()))]
    at = raster.centres(wide)
    off = np.full(len(wide), np.inf)
    for x, y in doors:
        off = np.minimum(off, (at[:, 0] - x) ** 2 + (at[:, 1] - y) ** 2)
    depth, chosen = off.copy(), []
    for _ in range(int(np.clip(round(capacity / CORNER), 1, MOST_CORNERS))):
        best = int(np.argmax(off))
        chosen.append(best)
        off = np.minimum(off, (at[:, 0] - at[best, 0]) ** 2 + (at[:, 1] - at[best, 1]) ** 2)
    order = sorted(set(chosen), key=lambda one: (-depth[one], one))
    return np.asarray(wide[order])


def lay_shelters(refuges: tuple[Refuge, ...], venue: Venue, fields: FieldCache) -> Shelters:
    """Lay refuges over a raster and make them goals of its fields."""
    raster = fields.raster
    of_cell = np.full(raster.cells, -1, dtype=np.int16)
    inside = np.ones((len(refuges), len(venue.openings)), dtype=np.bool_)
    place, corners, corner_at = [], [], []
    for refuge in refuges:
        cells = cells_of(raster, refuge)
        of_cell[cells] = refuge.index
        inside[refuge.index, list(refuge.doors)] = False
        doors = np.array([middle(venue.openings[door].line) for door in refuge.doors])
        chosen = corner_cells(raster, cells, doors, refuge.capacity)
        # the way in leads to the depth of the room, so that nobody stops in the door
        place.append(fields.add_place(chosen))
        corners.append(np.array([fields.add_place(chosen[[k]]) for k in range(len(chosen))], dtype=np.int64))
        corner_at.append(raster.centres(chosen))
    return Shelters(
        refuges, of_cell, np.array(place, dtype=np.int64), tuple(corners), tuple(corner_at), inside
    )
