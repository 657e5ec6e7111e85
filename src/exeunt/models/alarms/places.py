"""Where an alarm is heard: storeys, rooms and areas drawn on storeys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator
from shapely import MultiPolygon, Polygon

from exeunt.base.errors import Problem
from exeunt.venue.document import Id, Ring
from exeunt.venue.venue import Venue

Key = tuple[str | int, ...]
Part = tuple[int, Polygon | MultiPolygon]


class HeardIn(BaseModel):
    """A part of the venue: a whole storey, stair or ramp, a room, or an area drawn on a storey."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    storey: Id | None = Field(None, description="storey, stair, ramp or escalator")
    room: Id | None = Field(None, description="room, instead of a storey")
    area: Ring | None = Field(None, description="corners of an area on the storey (m)")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.storey is None) == (self.room is None):
            raise ValueError("give either storey (with or without area) or room")
        if self.area is not None and self.room is not None:
            raise ValueError("area goes with storey, not with room")
        return self

    @property
    def words(self) -> str:
        """What messages call it."""
        if self.room is not None:
            return f"room '{self.room}'"
        return f"storey '{self.storey}'" if self.area is None else f"an area of storey '{self.storey}'"


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


def reach(venue: Venue, places: Sequence[HeardIn]) -> tuple[NDArray[np.bool_] | None, tuple[Part, ...]]:
    """Return on which whole surfaces (surfaces,) and in which parts of others it is heard; None: everywhere.

    Raises
    ------
    KeyError
        If the venue has no such storey or room.
    """
    if not places:
        return None, ()
    whole = np.zeros(len(venue.surfaces), dtype=np.bool_)
    parts: list[Part] = []
    for place in places:
        if place.room is not None:
            room = venue.room(place.room)
            parts.append((room.surface, room.area))
        elif place.area is not None:
            parts += [(surface, Polygon(place.area)) for surface in surfaces_of(venue, str(place.storey))]
        else:
            whole[surfaces_of(venue, str(place.storey))] = True
    return whole, tuple(parts)


def place_problems(venue: Venue, places: Sequence[HeardIn], what: str, key: Key) -> list[Problem]:
    """Return what is wrong with places whose names exist: areas that are no polygon or off their storey."""
    problems = []
    for index, place in enumerate(places):
        if place.area is None:
            continue
        area, here = Polygon(place.area), (*key, index, "area")
        if not area.is_valid:
            reason = shapely.is_valid_reason(area)
            problems.append(Problem(f"the area of {what} is no polygon: {reason}", here))
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
                Problem(f"the area of {what} lies outside storey '{place.storey}'", here, at, hint)
            )
    return problems


def meet(venue: Venue, one: Sequence[HeardIn], other: Sequence[HeardIn]) -> str:
    """Return where two alarms are both heard, in words; empty if nowhere."""
    if not one or not other:
        both = one or other
        return both[0].words if both else "the whole venue"
    for place in one:
        for second in other:
            if _overlap(venue, place, second):
                return place.words
    return ""


def _overlap(venue: Venue, one: HeardIn, other: HeardIn) -> bool:
    """Return whether two places share more than an edge."""
    for s, ground in _grounds(venue, one):
        for t, second in _grounds(venue, other):
            if s == t and ground.intersection(second).area > 0.01:
                return True
    return False


def _grounds(venue: Venue, place: HeardIn) -> list[Part]:
    try:
        whole, parts = reach(venue, [place])
    except KeyError:
        return []
    surfaces = [] if whole is None else np.flatnonzero(whole).tolist()
    return [*((s, venue.surfaces[s].area) for s in surfaces), *parts]
