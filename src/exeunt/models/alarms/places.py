"""Where an alarm is heard: storeys, rooms, areas and discs drawn on storeys, and the area of an alert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from exeunt.base.errors import Problem
from exeunt.base.quantities import Length
from exeunt.venue.blocks import Id, Point, Ring
from exeunt.venue.venue import Venue

Key = tuple[str | int, ...]
Part = tuple[int, Polygon | MultiPolygon]


class HeardIn(BaseModel):
    """A part of the venue: a storey, stair or ramp, an area or a disc drawn on one, or a room."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    storey: Id | None = Field(None, description="storey, stair, ramp or escalator")
    room: Id | None = Field(None, description="room, instead of a storey")
    area: Ring | None = Field(None, description="corners of an area on the storey (m)")
    at: Point | None = Field(None, description="centre of a disc on the storey (m), instead of an area")
    radius: Length | None = Field(None, gt=0, le=2000, description="radius of the disc (m)")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.storey is None) == (self.room is None):
            raise ValueError("give either storey (with or without an area or a disc) or room")
        if (self.at is None) != (self.radius is None):
            raise ValueError("a disc needs both 'at' and 'radius'")
        if self.area is not None and self.at is not None:
            raise ValueError("give either an area or a disc ('at' and 'radius')")
        if self.drawn and self.room is not None:
            raise ValueError("an area or a disc goes with storey, not with room")
        return self

    @property
    def drawn(self) -> bool:
        """Whether it is a part of its storey that is drawn."""
        return self.area is not None or self.at is not None

    @property
    def shape(self) -> Polygon:
        """The area or disc that is drawn on the storey."""
        if self.at is not None and self.radius is not None:
            return shapely.Point(self.at).buffer(self.radius)
        return Polygon(self.area)

    @property
    def words(self) -> str:
        """What messages call it."""
        if self.room is not None:
            return f"room '{self.room}'"
        what = "" if not self.drawn else "an area of " if self.area is not None else "a disc of "
        return f"{what}storey '{self.storey}'"


@dataclass(frozen=True, eq=False)
class Reach:
    """Where something is heard: in places of the venue, and no farther than an area in plan.

    Parameters
    ----------
    places
        Parts of the venue; none for everywhere.
    within
        Area in plan (m) outside of which nobody hears it, on any storey; None for no such limit.
    """

    places: tuple[HeardIn, ...] = ()
    within: Polygon | MultiPolygon | None = None

    def laid(self, venue: Venue) -> tuple[NDArray[np.bool_] | None, tuple[Part, ...]]:
        """Return on which whole surfaces (surfaces,) and in which parts of others it is heard; None: everywhere.

        Raises
        ------
        KeyError
            If the venue has no such storey or room.
        """
        if not self.places and self.within is None:
            return None, ()
        whole = np.zeros(len(venue.surfaces), dtype=np.bool_)
        parts: list[Part] = []
        for place in self.places:
            if place.room is not None:
                room = venue.room(place.room)
                parts.append((room.surface, room.area))
            elif place.drawn:
                parts += [(surface, place.shape) for surface in surfaces_of(venue, str(place.storey))]
            else:
                whole[surfaces_of(venue, str(place.storey))] = True
        if not self.places:
            whole[:] = True
        if self.within is None:
            return whole, tuple(parts)
        cut = [(surface, _polygons(area.intersection(self.within))) for surface, area in parts]
        cut += [
            (surface, self.within)
            for surface in np.flatnonzero(whole).tolist()
            if self.within.intersects(venue.surfaces[surface].area)
        ]
        return np.zeros_like(whole), tuple((surface, area) for surface, area in cut if not area.is_empty)

    def grounds(self, venue: Venue) -> list[Part] | None:
        """Return the areas in which it is heard, surface and area each; None: everywhere. Unknown names are skipped."""
        try:
            whole, parts = self.laid(venue)
        except KeyError:
            known = tuple(place for place in self.places if _known(venue, place))
            return Reach(known, self.within).grounds(venue) if known else []
        if whole is None:
            return None
        return [*((s, venue.surfaces[s].area) for s in np.flatnonzero(whole).tolist()), *parts]

    @property
    def words(self) -> str:
        """What messages call it."""
        return self.places[0].words if self.places else "the whole venue"


def surfaces_of(venue: Venue, storey: str) -> list[int]:
    """Return the surfaces of a storey, stair, ramp or escalator: a stair has several flights.

    Raises
    ------
    KeyError
        If there is none of that id.
    """
    own = [s.index for s in venue.surfaces if s.id == storey]
    found = own or [s.index for s in venue.surfaces if s.id.startswith(f"{storey}/")]
    if not found:
        raise KeyError(storey)
    return found


def place_problems(venue: Venue, places: Sequence[HeardIn], what: str, key: Key) -> list[Problem]:
    """Return what is wrong with places whose names exist: drawn parts that are no polygon or off their storey."""
    problems = []
    for index, place in enumerate(places):
        if not place.drawn:
            continue
        area, word = place.shape, "area" if place.area is not None else "disc"
        here = (*key, index, "area" if place.area is not None else "at")
        if not area.is_valid:
            reason = shapely.is_valid_reason(area)
            problems.append(Problem(f"the {word} of {what} is no polygon: {reason}", here))
            continue
        try:
            on = [venue.surfaces[s].area for s in surfaces_of(venue, str(place.storey))]
        except KeyError:
            continue
        if not any(area.intersects(ground) for ground in on):
            x0, y0, x1, y1 = shapely.union_all(on).bounds
            at = ((area.centroid.x, area.centroid.y),)
            hint = f"The storey reaches from ({x0:.1f}, {y0:.1f}) to ({x1:.1f}, {y1:.1f})."
            problems.append(
                Problem(f"the {word} of {what} lies outside storey '{place.storey}'", here, at, hint)
            )
    return problems


def meet(venue: Venue, one: Reach, other: Reach) -> str:
    """Return where two alarms are both heard, in words; empty if nowhere."""
    first, second = one.grounds(venue), other.grounds(venue)
    if first is None:
        return other.words if second is None or second else ""
    if second is None:
        return one.words if first else ""
    for s, ground in first:
        # more than an edge
        if any(s == t and ground.intersection(area).area > 0.01 for t, area in second):
            return one.words
    return ""


def _known(venue: Venue, place: HeardIn) -> bool:
    try:
        Reach((place,)).laid(venue)
    except KeyError:
        return False
    return True


def _polygons(shape: BaseGeometry) -> Polygon | MultiPolygon:
    pieces = [piece for piece in shapely.get_parts(shape) if isinstance(piece, Polygon)]
    return pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)
