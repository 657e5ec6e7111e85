"""An explosion as the event that starts an incident: a fire, blocked openings, a stated share of casualties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field, field_validator, model_validator

from exeunt.base.errors import Problem
from exeunt.base.kinds import register
from exeunt.base.quantities import Duration, Length, Share
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.hazards.field import QUANTITIES, Source
from exeunt.models.hazards.fires import FireDoc
from exeunt.models.hazards.places import Key, Placed, point_problems
from exeunt.models.hazards.prescribed import FAMILY, HazardKind, PointFire, Ramp
from exeunt.models.hazards.site import Site
from exeunt.venue.blocks import Id, Point
from exeunt.world.contract import Phase
from exeunt.world.state import World


@register(FAMILY)
class Explosion(Placed, HazardKind):
    """An initiating event at a stated time: openings blocked, a fire, and casualties that the user states.

    Nothing about the explosion itself is computed. Of the people within ``radius`` on its storey each is incapacitated
    at that time with the probability ``casualties`` (stream ``CASUALTY``); walls give no shade. Blocked openings stay
    blocked.
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "An explosion is only what starts the incident: who is hurt, what is blocked and what burns was stated, "
        "not computed.",
    )
    kind: Literal["explosion"] = "explosion"
    start: Duration = Field(0.0, ge=0, description="when it happens (s)")
    at: Point = Field(description="its place in plan (m)")
    radius: Length = Field(
        0.0, ge=0, le=100, description="radius of the disc in which there are casualties (m)"
    )
    casualties: Share = Field(
        0.0, ge=0, le=1, description="share of the people in the disc who are incapacitated"
    )
    blocked: list[Id] = Field(
        default_factory=list, description="ids of exits and doors that nobody can pass from then on"
    )
    fire: FireDoc | None = Field(None, description="a fire that starts with it and only radiates")

    @field_validator("fire")
    @classmethod
    def _starts_with_it(cls, fire: FireDoc | None) -> FireDoc | None:
        if fire is not None and "start" in fire.model_fields_set:
            raise ValueError("the fire starts with the event: remove 'start'")
        return fire

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.storey is None or self.area is not None:
            raise ValueError("an explosion happens on a storey: name it by 'storey', and give no area")
        if self.casualties > 0.0 and self.radius == 0.0:
            raise ValueError("casualties need the 'radius' of the disc in which they are")
        return self

    def problems(self, site: Site, key: Key) -> list[Problem]:
        """Return errors of the place."""
        return point_problems(site.venue, self, self.at, self.id, key)

    def blocks(self) -> dict[str, float]:
        """Return the openings that it blocks, and when, s."""
        return dict.fromkeys(self.blocked, self.start)

    def source(self, site: Site) -> Source:
        """Return its fire, or clean air."""
        region, about = self.region(site.venue), f"explosion '{self.id}'"
        if self.fire is None:
            return Ramp(about, region, np.array([self.start]), np.zeros((1, len(QUANTITIES))))
        fire = self.fire.model_copy(update={"start": self.start})
        x, y = self.at
        z = site.venue.surface(str(self.storey)).elevation_at(x, y) + fire.height
        return PointFire(about, region, (x, y, z), fire)


class InitialCasualties:
    """Writes ``struck_at``: who is a casualty of an initiating event, and when."""

    name: ClassVar[str] = "initial casualties"
    phase: ClassVar[Phase] = "hazards"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"key", "present", "time_out", "surface", "x", "y", "incapacitated_at"}
    )
    writes: ClassVar[frozenset[str]] = frozenset({"struck_at"})

    def __init__(self, events: Sequence[Explosion], every: float = 0.1) -> None:
        """Take the events and the seconds between two looks at the clock."""
        self.events = tuple(events)
        self.every = every

    def setup(self, world: World) -> None:
        """Nothing has happened yet."""
        world["struck_at"][:] = np.nan
        self._due = list(range(len(self.events)))

    def update(self, world: World, steps: int) -> None:
        """Let happen what is due."""
        for number in [k for k in self._due if self.events[k].start <= world.time + 1e-9]:
            self._due.remove(number)
            event = self.events[number]
            surface, (x, y) = world.venue.surface(str(event.storey)).index, event.at
            squared = (world["x"] - x) ** 2 + (world["y"] - y) ** 2
            near = world.active & (world["surface"] == surface) & (squared <= event.radius * event.radius)
            rows = np.flatnonzero(near)
            drawn = uniforms(world.seed, Stream.CASUALTY, world["key"][rows], 0, number)
            struck = rows[drawn < event.casualties]
            world["struck_at"][struck] = world.time
            cause = f"explosion '{event.id}': {len(struck)} of {len(rows)} people within {event.radius:g} m"
            world.note("casualties", cause=cause, surface=surface, x=x, y=y, value=float(len(struck)))
