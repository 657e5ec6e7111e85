"""Danger zones as the user writes them: a shape on a prescribed path in time, its intensity, how far seen and heard.

A zone is given, never computed: no rule of the simulation moves it, and no study draws, ranks or improves it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration, Length, Share
from exeunt.venue.blocks import Id, Point, Ring


class ZonePointDoc(BaseModel):
    """Where the centre of a zone is at a time; between two points it moves along a straight line at one speed."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True, allow_inf_nan=False)
    time: Duration = Field(ge=0, description="when the centre is there (s)")
    at: Point = Field(description="place in plan (m)")
    storey: Id | None = Field(None, description="storey of the point; default: that of the point before")


class DangerZoneDoc(BaseModel):
    """A part of the venue that is dangerous to be in, for a time.

    Its shape is a disc of ``radius`` or a polygon ``outline`` around a centre that follows ``path``, or a fixed polygon
    ``area``. On the way between storeys it is on the stair that lies between its two points. From ``start`` (by default
    the time of the first point) to ``end`` (by default the end of the run) it is there; after the last point of its
    path it stays where it is. Walls bound a zone that can move: it is what of its shape is in sight of its centre.
    An area is all that lies in it.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True, allow_inf_nan=False)
    limitations: ClassVar[tuple[str, ...]] = (
        "A danger zone is prescribed: it reacts to nothing that people do. How people react to a threat has "
        "hardly been measured. The exposure says how long people were in it or in sight of it and is no measure "
        "of harm.",
    )
    id: Id
    storey: Id = Field(description="storey on which the zone is, or begins")
    radius: Length | None = Field(
        None, gt=0, le=200, description="radius of a disc around the moving centre (m)"
    )
    outline: Ring | None = Field(None, description="corners relative to the moving centre (m)")
    area: Ring | None = Field(None, description="corners of a zone that stays where it is (m)")
    path: Annotated[list[ZonePointDoc], Field(min_length=1)] | None = Field(
        None, description="places of the centre in time, in the order of time"
    )
    intensity: Share = parameter(
        1.0, source="the highest: what is known about the zone is for the user to say", low=0.0, high=1.0,
        assumption=True, gt=0, le=1, description="how dangerous it is inside, from 0 to 1",
    )  # fmt: skip
    seen: Length = Field(gt=0, le=1000, description="how far it is seen, where nothing stands between (m)")
    heard: Length = Field(ge=0, le=2000, description="how far it is heard, along open ways (m); 0: silent")
    start: Duration | None = Field(
        None, ge=0, description="when it begins (s); default: with the first point, or 0"
    )
    end: Duration | None = Field(None, gt=0, description="when it ends (s); default: not at all")

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        shapes = [name for name in ("radius", "outline", "area") if getattr(self, name) is not None]
        if len(shapes) != 1:
            got = "none of them" if not shapes else f"'{shapes[0]}' and '{shapes[1]}'"
            raise ValueError(f"a zone has one shape, 'radius', 'outline' or 'area'; got {got}")
        if self.area is not None and self.path is not None:
            raise ValueError(
                "a zone with an 'area' stays where it is: give an 'outline' around its centre to move it"
            )
        if self.area is None and self.path is None:
            raise ValueError(f"a zone with '{shapes[0]}' needs the key 'path': where its centre is, and when")
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for before, after in pairwise(self.path or ()):
            if after.time <= before.time:
                raise ValueError(
                    f"the times of the path must grow from point to point: {after.time:g} s follows {before.time:g} s"
                )
        if self.end is not None and self.end <= self.begins:
            raise ValueError(f"the zone ends at {self.end:g} s, before it begins at {self.begins:g} s")
        return self

    @property
    def begins(self) -> float:
        """When it begins, s."""
        if self.start is not None:
            return self.start
        return self.path[0].time if self.path else 0.0

    @property
    def ends(self) -> float:
        """When it ends, s; inf if it does not."""
        return float("inf") if self.end is None else self.end

    def points(self) -> list[tuple[float, Point, str]]:
        """Return time in s, place and storey of each point of its path, storeys written out; empty for an area."""
        found: list[tuple[float, Point, str]] = []
        storey = self.storey
        for point in self.path or ():
            storey = point.storey or storey
            found.append((point.time, point.at, storey))
        return found
