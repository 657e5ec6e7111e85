"""Where a prescribed hazard is: everywhere, on a storey, in a room, or in an area of a storey."""

from __future__ import annotations

from typing import Self

import shapely
from pydantic import BaseModel, ConfigDict, Field, model_validator
from shapely import Polygon

from exeunt.base.errors import Problem
from exeunt.models.hazards.field import region_of
from exeunt.models.hazards.sampling import Region
from exeunt.venue.blocks import Id, Point, Ring
from exeunt.venue.venue import Venue

Key = tuple[str | int, ...]


class Placed(BaseModel):
    """The place of a hazard."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    storey: Id | None = Field(None, description="storey of the hazard; neither storey nor room: everywhere")
    room: Id | None = Field(None, description="room of the hazard, instead of a storey")
    area: Ring | None = Field(None, description="corners of an area on the storey (m)")

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.storey is not None and self.room is not None:
            raise ValueError("a hazard is on a storey or in a room, not both: remove one of them")
        if self.area is not None and self.storey is None:
            raise ValueError("an area needs the key 'storey' that it lies on")
        return self

    def region(self, venue: Venue) -> Region:
        """Return the region in a venue; raises KeyError if it has no such storey or room."""
        if self.room is not None:
            room = venue.room(self.room)
            return region_of(room.surface, room.area)
        if self.storey is None:
            return region_of(-1)
        surface = venue.surface(self.storey).index
        return region_of(surface, Polygon(self.area) if self.area else None)

    def place_problems(self, venue: Venue, name: str, key: Key) -> list[Problem]:
        """Return what is wrong with the place: unknown names, areas that are no polygon or off the storey."""
        try:
            self.region(venue)
        except KeyError:
            return []
        if self.area is None or self.storey is None:
            return []
        area = Polygon(self.area)
        if not area.is_valid:
            reason = shapely.is_valid_reason(area)
            return [Problem(f"the area of hazard '{name}' is no polygon: {reason}", (*key, "area"))]
        if not area.intersects(venue.surface(self.storey).area):
            x, y = area.centroid.x, area.centroid.y
            message = f"the area of hazard '{name}' lies outside storey '{self.storey}'"
            return [Problem(message, (*key, "area"), ((x, y),), _extent(venue, self.storey))]
        return []


def point_problems(venue: Venue, place: Placed, at: Point, name: str, key: Key) -> list[Problem]:
    """Return an error if a fire burns outside its storey or room; walls and furniture may burn."""
    try:
        if place.room is not None:
            area, word = venue.room(place.room).area, f"room '{place.room}'"
        else:
            area, word = venue.surface(str(place.storey)).area, f"storey '{place.storey}'"
    except KeyError:
        return []
    outline = shapely.union_all([Polygon(part.exterior) for part in shapely.get_parts(area)])
    if outline.buffer(0.05).contains(shapely.Point(at)):
        return []
    x, y = at
    message = f"fire '{name}' burns outside {word}, at ({x:.2f}, {y:.2f})"
    hint = _extent(venue, place.storey) if place.room is None else "Move it, or name the room it is in."
    return [Problem(message, (*key, "at"), (at,), hint)]


def _extent(venue: Venue, storey: str | None) -> str:
    x0, y0, x1, y1 = venue.surface(str(storey)).area.bounds
    return f"The storey reaches from ({x0:.1f}, {y0:.1f}) to ({x1:.1f}, {y1:.1f})."
