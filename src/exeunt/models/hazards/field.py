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
from exeunt.models.hazards.sampling import Heads, Region, people_in
from exeunt.venue.venue import Venue
from exeunt.world.air import Air, Detection, Probes, Remark
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

    def remarks(self, time: float) -> Sequence[Remark]:
        """Return what happened since the last call, up to ``time`` in s."""


@runtime_checkable
class Detecting(Protocol):
    """A source with detectors of its own that ring the alarm of the building."""

    def detections(self, time: float) -> Sequence[Detection]:
        """Return which responded since the last call, up to ``time`` in s."""


@runtime_checkable
class Surveyed(Protocol):
    """A source that is silent about places where nobody is when the air is looked at everywhere."""

    def survey(self, time: float, heads: Heads, out: Floats) -> None:
        """Add what ``Source.add`` adds, without a word about places that it does not know."""


@runtime_checkable
class Burning(Source, Protocol):
    """A source that is one fire of known heat release: sprinklers can stop its growth."""

    @property
    def region(self) -> Region:
        """Where it acts."""

    def capped(self, time: float) -> Source:
        """Return it with the heat release of a time in s for good after that time."""

    def jet(self, time: float, heads: Heads) -> tuple[Floats, Floats]:
        """Return (places,) temperature in °C and speed in m/s of its ceiling jet; NaN where it has none."""


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

    If the World has a lattice of air (``World.air``), it also writes the air over all ground there, from the moment at
    which the first source begins, and marks the ground that flames have taken.

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
    temperature
        Of clean air, °C.
    ids
        Names of the sources in the scenario, by which sprinklers find the fires that they control.
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
        ids: Sequence[str] = (),
    ) -> None:
        self.sources = list(sources)
        self.ids = tuple(ids)
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
        self._taken: set[int] = set()
        self._controlled = 0
        self._ended: set[int] = set()

    def prepare(self, venue: Venue) -> None:
        """Take the heights of the ground, which ``sample`` needs."""
        self._ground = Ground(venue)

    def update(self, world: World, steps: int) -> None:
        """Look at the air where people are now."""
        self._announce(world)
        self._control(world)
        rows = np.flatnonzero(world.inside)
        values = self.sample(world.time, world["surface"][rows], world["x"][rows], world["y"][rows])
        for column, name in enumerate(QUANTITIES):
            world[name][rows] = values[:, column]
        for source in self.sources:
            if isinstance(source, Remarking):
                for remark in source.remarks(world.time):
                    world.note(remark.kind, cause=remark.cause, value=remark.time)
            if isinstance(source, Detecting):
                world.detections.extend(source.detections(world.time))
        if world.air is not None and self._begun:
            self._over_the_building(world, world.air)
        if world.probes is not None:
            self._at_probes(world.time, world.probes)

    def _control(self, world: World) -> None:
        """Stop the growth of fires that sprinklers have begun to control since the last look."""
        for control in world.controls[self._controlled :]:
            for number, source in enumerate(self.sources):
                if not isinstance(source, Burning):
                    continue
                mine = self.ids[number] in control.fires if control.fires else source.region.surface in (
                    control.surface, -1,
                )  # fmt: skip
                if mine:
                    self.sources[number] = source.capped(control.time)
                    world.note(
                        "hazard", cause=f"{source.about} grows no more: sprinkler '{control.by}' is open"
                    )
        self._controlled = len(world.controls)

    def _at_probes(self, time: float, probes: Probes) -> None:
        """Write the air where detectors hang."""
        for height in np.unique(probes.height).tolist():
            rows = np.flatnonzero(probes.height == height)
            on, x, y = probes.surface[rows], probes.x[rows], probes.y[rows]
            values = self.sample(time, on, x, y, height, survey=True)
            for column, name in enumerate(QUANTITIES):
                probes.fields[name][rows] = values[:, column]
            hottest, quickest = (
                values[:, QUANTITIES.index("air_temperature")].copy(),
                np.full(len(rows), np.nan),
            )
            for source in self.sources:
                if isinstance(source, Burning) and time >= source.begins:
                    heads = Heads(on, x, y, np.zeros(len(rows)), height)
                    degrees, speed = source.jet(min(time, source.horizon), heads)
                    hottest, quickest = np.fmax(hottest, degrees), np.fmax(quickest, speed)
            probes.gas_temperature[rows], probes.gas_speed[rows] = hottest, quickest

    def _over_the_building(self, world: World, air: Air) -> None:
        """Write the air over all ground, and the ground that flames have taken."""
        values = self.sample(world.time, air.surface, air.x, air.y, survey=True)
        for column, name in enumerate(QUANTITIES):
            air.fields[name][air.rows] = values[:, column]
        air.looked_at = world.time
        raster = world.fields.raster
        for number in sorted(self._begun - self._taken):
            self._taken.add(number)
            region = getattr(self.sources[number], "takes_ground", None)
            if region is None:
                continue
            cells = np.flatnonzero(raster.own & ((raster.surface == region.surface) | (region.surface < 0)))
            place, on = raster.centres(cells), raster.surface[cells].astype(np.int64)
            heads = Heads(on, place[:, 0].copy(), place[:, 1].copy(), np.zeros(len(cells)), 0.0)
            air.lost[cells[people_in(heads, region)]] = True
            air.lost_version += 1

    def sample(
        self, time: float, surface: NDArray[np.integer], x: Floats, y: Floats, height: float | None = None, *,
        survey: bool = False,
    ) -> Floats:  # fmt: skip
        """Return (places, 8) the air above places on surfaces, at head height if no other ``height`` in m is given.

        ``survey``: nobody is there; places that a source does not know are no reason to complain.

        Raises
        ------
        HazardError
            If a source is past its horizon and the policy is ``error``.
        """
        on = np.ascontiguousarray(surface, dtype=np.int64)
        height = self.head_height if height is None else height
        z = self._ground.elevation(on, x, y) + height
        heads = Heads(on, np.ascontiguousarray(x), np.ascontiguousarray(y), z, height)
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
            add = source.survey if survey and isinstance(source, Surveyed) else source.add
            add(min(time, source.horizon), heads, out)
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
                    "limit",
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
