"""The ground on which responders work: what is to be searched, where casualties are laid down, where it is hot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.venue.sight import in_sight, opaque
from exeunt.venue.sweep import sweep_places
from exeunt.venue.venue import Venue
from exeunt.world.danger import Dangers
from exeunt.world.duty import nearest_cell
from exeunt.world.state import World

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SPACING = 10.0
"""Metres within which a party at a place of a search looks into everything."""
LEAST = 1.0
"""Square metres of a storey beside its rooms from which on they are searched."""
ROUND, APART = 4.0, 1.0
"""Metres around the collection point within which casualties are laid down, and between two of them."""


@dataclass(frozen=True, eq=False)
class Area:
    """A room, or a storey beside its rooms, that is to be searched."""

    id: str
    surface: int
    ground: Polygon | MultiPolygon


@dataclass(frozen=True)
class Place:
    """A place of a search: number of its area, where it is, and the m² that it stands for."""

    area: int
    surface: int
    x: float
    y: float
    share: float


def areas_of(venue: Venue, names: Sequence[str] | None) -> list[Area]:
    """Return the areas of some rooms and storeys; without names all rooms, and what is left of each storey."""
    rooms = {room.id: Area(room.id, room.surface, room.area) for room in venue.rooms}
    storeys = [surface for surface in venue.surfaces if surface.kind == "storey"]
    if names is not None:
        whole = {one.id: Area(one.id, one.index, venue.standing_area(one.index)) for one in storeys}
        return [rooms.get(name) or whole[name] for name in names]
    found = list(rooms.values())
    for storey in storeys:
        mine = [room.area for room in venue.rooms if room.surface == storey.index]
        left = venue.standing_area(storey.index).difference(shapely.union_all(mine)) if mine else None
        left = venue.standing_area(storey.index) if left is None else left
        parts = [
            part for part in shapely.get_parts(left) if part.geom_type == "Polygon" and part.area >= LEAST
        ]
        if parts:
            found.append(Area(storey.id, storey.index, MultiPolygon(parts)))
    return found


def search_places(venue: Venue, areas: Sequence[Area], start: tuple[float, float]) -> list[Place]:
    """Return the places of a search, area by area; all of an area is near and in sight of one of them."""
    places: list[Place] = []
    screens = opaque(venue, np.ones(len(venue.openings), dtype=np.bool_)) if areas else None
    for number, area in enumerate(areas):
        at = sweep_places(venue, (area.surface, area.ground), start, SPACING, screens)
        share = float(area.ground.area) / len(at)
        places += [Place(number, area.surface, x, y, share) for x, y in at]
    return places


def lay_places(world: World, surface: int, at: tuple[float, float]) -> list[tuple[int, float, float]]:
    """Return where casualties are laid down around a collection point, the nearest first: goal, x and y."""
    raster, (cx, cy) = world.fields.raster, at
    screens = opaque(world.venue, world.openings.is_open)
    steps = np.arange(-ROUND, ROUND + APART / 2, APART)
    spots = [(cx + dx, cy + dy) for dx in steps for dy in steps if dx * dx + dy * dy <= ROUND * ROUND]
    spots.sort(key=lambda spot: ((spot[0] - cx) ** 2 + (spot[1] - cy) ** 2, spot))
    found: list[tuple[int, float, float]] = []
    for x, y in spots:
        cell = nearest_cell(raster, surface, x, y)
        bx, by = (float(value) for value in raster.centres(cell)[0])
        near = (bx - x) ** 2 + (by - y) ** 2 <= (0.3 * APART) ** 2
        if not found or (near and in_sight(screens, surface, found[0][1], found[0][2], bx, by)):
            found.append((world.fields.add_place(cell), bx, by))
    return found


class Hot:
    """Ground where a danger zone is near along open ways, or in sight: responders keep out of it.

    Zones are prescribed; when one has ended, nothing is hot any more on its account.

    Parameters
    ----------
    dangers
        Ways and sight over the venue; None where there are no danger zones.
    keep_away
        Metres along open ways, from the edge of a zone.
    """

    def __init__(self, dangers: Dangers | None, keep_away: float) -> None:
        self.dangers = dangers
        self.keep_away = keep_away

    def at(self, world: World, surface: NDArray[np.int16], x: Floats, y: Floats) -> Flags:
        """Return (n,) which places are hot now."""
        hot = np.zeros(len(x), dtype=np.bool_)
        if self.dangers is None or not world.zones or not len(x):
            return hot
        is_open, version = world.openings.is_open, world.openings.version
        for frame in world.zones:
            view = self.dangers.view(frame, self.dangers.screens(is_open, version), frame.sight)
            along = self.dangers.along(frame, view, is_open, version)
            hot |= self.dangers.ground.sample(along, surface, x, y) < self.keep_away
            here = np.flatnonzero(surface == frame.surface)
            seen, _, inside = self.dangers.look(view, x[here], y[here])
            hot[here] |= seen | inside
        return hot
