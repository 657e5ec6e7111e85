"""Places of itineraries on the ground: the spots at which people gather, each with one field that leads there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.distributions import Distribution
from exeunt.venue.raster import Raster
from exeunt.world.duty import nearest_cell
from exeunt.world.state import World

Floats = NDArray[np.float64]

SPOT_AREA = 10.0
"""Square metres of an area for which there is one spot. Assumption."""
MOST_SPOTS = 6
"""Spots of one area at most: fields to them take memory."""
CLEAR = 0.25
"""Metres from walls and obstacles at which spots lie if they can."""
STANDING = 2.0
"""People per square metre who stand together at a place. Assumption; people who wait stand at 1 to 4."""
LEAST = 0.6
"""Metres within which people are at their spot in any case."""


@dataclass(frozen=True, eq=False)
class Stop:
    """A place of an itinerary.

    Parameters
    ----------
    number
        Among all places of all itineraries.
    surface, at, area
        Where: a point in plan, m, and the ground over which people spread, None for a point or door.
    sides
        Points in plan, m, from which the way to a point or door ends: one, or one on each side of a door.
    within
        How near counts as there, m, at a point.
    stay
        Law of the time to stay in s; None: until a cue calls.
    share
        Of people, or groups, who go there.
    before
        Whether it is visited before the cue, else on the way out.
    """

    number: int
    id: str
    surface: int
    at: tuple[float, float]
    area: Polygon | MultiPolygon | None
    sides: tuple[tuple[float, float], ...]
    within: float
    stay: Distribution[float] | None
    share: float
    before: bool


@dataclass(frozen=True, eq=False)
class Spots:
    """The spots of a place: ``goals`` as ``FieldCache`` numbers them, ``at`` (spots, 2) m, ``reach`` (spots,) m.

    ``upper`` (spots,): shares of people up to each spot, by the ground around it.
    """

    goals: NDArray[np.int64]
    at: Floats
    reach: Floats
    upper: Floats


def spots_needed(area: float | None) -> int:
    """Return how many spots a place has, given its area in m2 (None for a point): so many fields lead there."""
    return 1 if area is None else int(np.clip(np.ceil(area / SPOT_AREA), 1, MOST_SPOTS))


class Laid:
    """Lays places on the raster of a run; the same place twice has the same spots."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[tuple[int, bytes], Spots] = {}

    def spots(self, stop: Stop) -> Spots:
        """Return the spots of a place."""
        shape = stop.area if stop.area is not None else shapely.Point(stop.at)
        key = (stop.surface, shapely.to_wkb(shape))
        if key not in self._known:
            self._known[key] = self._point(stop) if stop.area is None else self._spread(stop)
        return self._known[key]

    def _point(self, stop: Stop) -> Spots:
        fields = self._world.fields
        cells = [nearest_cell(fields.raster, stop.surface, *side, clear=CLEAR) for side in stop.sides]
        goal = fields.add_place(np.unique(np.concatenate(cells)))
        return Spots(np.array([goal]), np.array([stop.at]), np.array([stop.within]), np.ones(1))

    def _spread(self, stop: Stop) -> Spots:
        """Return spots far from each other, each with the ground that is nearest to it."""
        fields, area = self._world.fields, stop.area
        assert area is not None
        cells = _cells(fields.raster, stop.surface, area)
        if not len(cells):
            return self._point(stop)
        at = fields.raster.centres(cells)
        middle = at.mean(axis=0)
        chosen = [int(((at - middle) ** 2).sum(1).argmin())]
        nearest = ((at - at[chosen[0]]) ** 2).sum(1)
        owner = np.zeros(len(cells), dtype=np.int64)
        for number in range(1, spots_needed(area.area)):
            far = int(nearest.argmax())
            square = ((at - at[far]) ** 2).sum(1)
            owner[square < nearest] = number
            nearest = np.minimum(nearest, square)
            chosen.append(far)
        # from the corners to the middle of the ground that belongs to each
        for number in range(len(chosen)):
            mine = np.flatnonzero(owner == number)
            chosen[number] = int(mine[((at[mine] - at[mine].mean(axis=0)) ** 2).sum(1).argmin()])
        count = np.bincount(owner, minlength=len(chosen))
        ground = count * fields.raster.arrays.cell**2
        goals = [fields.add_place(cells[[k]]) for k in chosen]
        upper = np.cumsum(count) / count.sum()
        return Spots(np.array(goals), at[chosen], np.sqrt(ground / np.pi), upper)


def _cells(raster: Raster, surface: int, area: Polygon | MultiPolygon) -> NDArray[np.int64]:
    """Return the walkable cells of a surface in an area, clear of walls if there are any such."""
    first, last = int(raster.arrays.offset[surface]), int(raster.arrays.offset[surface + 1])
    cells = np.arange(first, last, dtype=np.int64)
    cells = cells[raster.own[cells] & (raster.links[cells] & 15 > 0)]
    at = raster.centres(cells)
    cells = cells[shapely.contains_xy(area, at[:, 0], at[:, 1])]
    wide = cells[raster.clearance[cells] >= CLEAR]
    return wide if len(wide) else cells
