"""One interface for every source of hazards, and the model that brings them to people's heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, Protocol, runtime_checkable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import ExeuntError
from exeunt.models.hazards.sampling import Heads, Region
from exeunt.venue.venue import Venue
from exeunt.world.contract import Phase
from exeunt.world.state import World

Floats = NDArray[np.float64]
Policy = Literal["hold", "ambient", "error"]

QUANTITIES = ("extinction", "air_temperature", "co", "co2", "o2", "hcn", "hcl", "radiation")
"""Columns that describe the air at a person's head, in the order of the last axis of every field."""
FRACTIONS = slice(2, 7)


class Source(Protocol):
    """A source of hazards, made ready for one venue."""

    @property
    def about(self) -> str:
        """Its name in events."""

    @property
    def begins(self) -> float:
        """The time in s before which it changes nothing."""

    @property
    def horizon(self) -> float:
        """The last time in s that it knows."""

    def add(self, time: float, heads: Heads, out: Floats) -> None:
        """Add its deviation from ambient air at ``time``, which is at most the horizon, to ``out`` (people, 8)."""


@runtime_checkable
class Remarking(Protocol):
    """A source that has something to say as time goes on: a detector responds, someone is where it knows nothing."""

    def remarks(self, time: float) -> Sequence[str]:
        """Return what happened since the last call, up to ``time`` in s."""


class HazardError(ExeuntError):
    """A source of hazards was asked for what it cannot say."""


def region_of(surface: int, area: Polygon | MultiPolygon | None = None) -> Region:
    """Return a region: a polygon on a surface, the whole surface, or everything (surface -1)."""
    if area is None:
        return Region(surface, (0.0, 0.0, 0.0, 0.0), np.zeros((0, 4)))
    rings = [
        np.asarray(ring.coords, dtype=np.float64)
        for polygon in shapely.get_parts(area)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    edges = np.concatenate([np.hstack([ring[:-1, :2], ring[1:, :2]]) for ring in rings])
    x0, y0, x1, y1 = (float(value) for value in area.bounds)
    return Region(surface, (x0, y0, x1, y1), np.ascontiguousarray(edges))


def ambient(temperature: float = 20.0) -> Floats:
    """Return (8,) clean air of that temperature in °C."""
    values = np.array([COLUMNS[name].default for name in QUANTITIES], dtype=np.float64)
    values[QUANTITIES.index("air_temperature")] = temperature
    return values


class HazardModel:
    """Writes the air at the head of everyone inside: ambient plus what each source adds.

    Parameters
    ----------
    sources
        In any order; where they overlap they add up.
    head_height
        Of everyone above the ground, m.
    after
        What holds beyond the horizon of a source: its last state, ambient air, or an error.
    every
        Seconds between two looks.
    """

    name: ClassVar[str] = "hazards"
    phase: ClassVar[Phase] = "hazards"
    reads: ClassVar[frozenset[str]] = frozenset({"present", "time_out", "x", "y", "surface"})
    writes: ClassVar[frozenset[str]] = frozenset(QUANTITIES)

    def __init__(
        self,
        sources: Sequence[Source],
        head_height: float = 1.6,
        after: Policy = "hold",
        every: float = 1.0,
        temperature: float = 20.0,
    ) -> None:
        self.sources = tuple(sources)
        self.head_height = head_height
        self.after = after
        self.every = every
        self.ambient = ambient(temperature)

    def setup(self, world: World) -> None:
        """Everyone is in ambient air until the first look."""
        for name, value in zip(QUANTITIES, self.ambient.tolist(), strict=True):
            world[name][:] = value
        self.prepare(world.venue)
        self._begun: set[int] = set()
        self._ended: set[int] = set()

    def prepare(self, venue: Venue) -> None:
        """Take the heights of the ground, which ``sample`` needs."""
        self._ground = Ground(venue)

    def update(self, world: World, steps: int) -> None:
        """Look at the air where people are now."""
        self._announce(world)
        rows = np.flatnonzero(world.inside)
        values = self.sample(world.time, world["surface"][rows], world["x"][rows], world["y"][rows])
        for column, name in enumerate(QUANTITIES):
            world[name][rows] = values[:, column]
        for source in self.sources:
            if isinstance(source, Remarking):
                for remark in source.remarks(world.time):
                    world.note("hazard", cause=remark)

    def sample(self, time: float, surface: NDArray[np.integer], x: Floats, y: Floats) -> Floats:
        """Return (places, 8) the air at head height above places on surfaces.

        Raises
        ------
        HazardError
            If a source is past its horizon and the policy is ``error``.
        """
        on = np.ascontiguousarray(surface, dtype=np.int64)
        z = self._ground.elevation(on, x, y) + self.head_height
        heads = Heads(on, np.ascontiguousarray(x), np.ascontiguousarray(y), z, self.head_height)
        out = np.zeros((len(on), len(QUANTITIES)))
        for source in self.sources:
            if time < source.begins:
                continue
            if time > source.horizon and self.after == "ambient":
                continue
            if time > source.horizon and self.after == "error":
                raise HazardError(
                    f"{source.about} says nothing after {source.horizon:g} s and the run is at {time:g} s. "
                    "Set 'hazards.after' to 'hold' or 'ambient', or end the run before."
                )
            source.add(min(time, source.horizon), heads, out)
        out += self.ambient
        np.maximum(out[:, 0], 0.0, out=out[:, 0])
        np.clip(out[:, FRACTIONS], 0.0, 1.0, out=out[:, FRACTIONS])
        return out

    def _announce(self, world: World) -> None:
        for number, source in enumerate(self.sources):
            if world.time >= source.begins and number not in self._begun:
                self._begun.add(number)
                world.note("hazard", cause=f"{source.about} begins")
            if world.time > source.horizon and number not in self._ended:
                self._ended.add(number)
                then = {"hold": "its last state is held", "ambient": "the air is ambient from here on"}
                world.note(
                    "hazard",
                    cause=f"{source.about} is past its horizon; {then.get(self.after, 'the run ends')}",
                )


class Ground:
    """Heights of the ground of a venue."""

    def __init__(self, venue: Venue) -> None:
        self._base = np.array([surface.elevation for surface in venue.surfaces])
        self._slope = np.array([surface.gradient for surface in venue.surfaces]).reshape(-1, 2)
        self._origin = np.array([surface.origin for surface in venue.surfaces]).reshape(-1, 2)

    def elevation(self, surface: NDArray[np.int64], x: Floats, y: Floats) -> Floats:
        """Return (places,) heights in m."""
        gradient, origin = self._slope[surface], self._origin[surface]
        rise = gradient[:, 0] * (x - origin[:, 0]) + gradient[:, 1] * (y - origin[:, 1])
        return np.asarray(self._base[surface] + rise)
