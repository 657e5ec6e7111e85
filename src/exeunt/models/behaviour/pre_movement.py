"""Pre-movement: how long people stay where they are after their cue: time 0, their arrival, or the alarm.

The delay of a person is drawn once from a distribution; it stands for everything between the first cue and
the first step. Later laws that follow cues in time replace this model, not its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from exeunt.base.distributions import (
    Constant,
    Distribution,
    Gamma,
    Histogram,
    LogNormal,
    Normal,
    Uniform,
    Weibull,
)
from exeunt.base.kinds import parameter, register
from exeunt.base.quantities import Duration
from exeunt.base.streams import Stream
from exeunt.models.behaviour.gathering import Gathering
from exeunt.models.behaviour.seat_rows import SeatRows
from exeunt.world.audience import Hearing
from exeunt.world.contract import Phase
from exeunt.world.cues import Cue
from exeunt.world.state import World

FAMILY = "pre_movement"
CALLS = ("evacuate", "inform")
"""Instructions of alarms that make people start who can do nothing but leave."""
_DATA_BASE = "Lovreglio, Kuligowski, Gwynne & Boyce 2019, Fire Safety J. 105:107"
_OFFICES = f"{_DATA_BASE}, as corrected: offices, business cluster 1 (11 evacuations, 10 of them drills)"
_PROPOSED = "proposed from the spread of published values; no direct source"


class _NotNegative(Distribution[Duration]):
    limitations: ClassVar[tuple[str, ...]] = (
        "Delays are drawn for each person alone; how those of neighbours, families and whole rooms hang together "
        "is only as far in them as the scenario says.",
    )

    @model_validator(mode="after")
    def _not_before_the_cue(self) -> Self:
        if self.support()[0] < 0:
            raise ValueError("a delay cannot be negative")
        return self


@register(FAMILY)
class ConstantDelay(Constant[Duration], _NotNegative):
    """Everyone starts after the same time."""

    limitations: ClassVar[tuple[str, ...]] = ("Everybody has the same delay; real delays spread widely.",)
    value: Duration = parameter(
        0.0, source="no delay: everyone starts at once", unit="s", assumption=True,
        description="time until everyone starts",
    )  # fmt: skip


@register(FAMILY)
class UniformDelay(Uniform[Duration], _NotNegative):
    """Delays spread evenly; the default is that of the verification test for pre-movement."""

    min: Duration = parameter(
        10.0, source="RiMEA test 5: 10 to 100 s", unit="s", description="shortest delay"
    )
    max: Duration = parameter(
        100.0, source="RiMEA test 5: 10 to 100 s", unit="s", description="longest delay"
    )


@register(FAMILY)
class NormalDelay(Normal[Duration], _NotNegative):
    """Normally distributed delays, cut at 0."""

    mean: Duration = parameter(60.0, source=_PROPOSED, low=20, high=100, unit="s", assumption=True)
    sd: Duration = parameter(20.0, source=_PROPOSED, low=10, high=40, unit="s", assumption=True, gt=0)
    min: Duration | None = parameter(0.0, source="by definition", unit="s", description="shortest delay")


@register(FAMILY)
class LogNormalDelay(LogNormal[Duration], _NotNegative):
    """Log-normal delays: steep start, long tail.

    The shape fits unannounced trials best (Forssberg et al. 2019, Fire Technology 55:2491). Without
    ``median`` or ``mu`` the median is that of a seated audience with trained house staff.
    """

    implied: ClassVar[dict[str, float]] = {"median": 60.0}
    median: Duration | None = parameter(
        None, source=f"60 s if neither median nor mu is given: seated audience, {_PROPOSED}",
        low=20, high=120, unit="s", assumption=True, gt=0, description="delay that half of the people exceed",
    )  # fmt: skip
    sigma: float = parameter(
        0.6, source=f"seated audience: {_PROPOSED}", low=0.3, high=1.0, assumption=True, gt=0,
        description="standard deviation of the natural logarithm",
    )  # fmt: skip

    @model_validator(mode="before")
    @classmethod
    def _seated_audience(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("median") is None and data.get("mu") is None:
            return {**data, **cls.implied}
        return data


@register(FAMILY)
class GammaDelay(Gamma[Duration], _NotNegative):
    """Gamma-distributed delays; the defaults are fitted to offices."""

    shape: float = parameter(1.291, source=_OFFICES, gt=0)
    scale: Duration = parameter(103.901, source=_OFFICES, unit="s", gt=0)


@register(FAMILY)
class WeibullDelay(Weibull[Duration], _NotNegative):
    """Weibull-distributed delays; the defaults are fitted to offices."""

    shape: float = parameter(1.195, source=_OFFICES, gt=0)
    scale: Duration = parameter(139.285, source=_OFFICES, unit="s", gt=0)


@register(FAMILY)
class HistogramDelay(Histogram[Duration], _NotNegative):
    """Measured delays in classes."""


# median in s, sigma
PRESETS: dict[str, tuple[float, float, str]] = {
    "seated_concert": (60.0, 0.6, _PROPOSED),
    "standing_gig": (90.0, 0.9, _PROPOSED),
    "arena_bowl": (75.0, 0.7, _PROPOSED),
    "foyer": (75.0, 0.9, _PROPOSED),
    "station_concourse": (75.0, 0.9, _PROPOSED),
    "stewards": (20.0, 0.4, _PROPOSED),
    "offices": (98.1015, 0.967, f"{_OFFICES}: mu = 4.586, sigma = 0.967"),
}


@register(FAMILY)
class PresetDelay(_NotNegative):
    """Log-normal delays usual for a setting (``PRESETS``); all but the offices' are assumptions."""

    kind: Literal["preset"] = "preset"
    setting: Literal[
        "seated_concert", "standing_gig", "arena_bowl", "foyer", "station_concourse", "stewards", "offices"
    ] = parameter("seated_concert", source=_PROPOSED, assumption=True, description="kind of place and people")

    def quantile(self, p: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return the quantiles of the setting's log-normal distribution, in s."""
        median, sigma, _ = PRESETS[self.setting]
        return LogNormal[Duration](median=median, sigma=sigma).quantile(p)

    def support(self) -> tuple[float, float]:
        """Return (0, inf)."""
        return 0.0, np.inf


def draw_delays(world: World, delays: Sequence[Distribution[Any]], neighbours: SeatRows | None) -> None:
    """Fill the column ``pre_movement``: one delay for each person.

    ``delays``: of each population in the order of the column ``population``; ``neighbours`` may sort them later.
    """
    for index, delay in enumerate(delays):
        members = world["population"] == index
        world["pre_movement"][members] = delay.draw(world.seed, Stream.PRE_MOVEMENT, world["key"][members])
    if neighbours is not None:
        neighbours.setup(world)


class PreMovementModel:
    """Writes ``pre_movement`` at the start, and ``start_time`` as soon as a person has its cue.

    ``start_time`` is the time of the cue plus the person's delay. The cue is that the person came to be present (time 0
    for those there at the start) or, for populations that wait for it, the first alarm that is heard where they are and
    asks nobody to stay; people who wait for the alarm and stand in smoke take that as their cue, and people who feel
    strong heat start at once. People who come to where an alarm has sounded have their cue on arrival; people who have
    been to all places of their itinerary before any alarm leave without delay. A person keeps the same rank in the
    distribution whatever its parameters (stream ``PRE_MOVEMENT``), so scenarios with different delays are comparable
    person by person.
    """

    name: ClassVar[str] = "pre-movement"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "population", "key", "present", "extinction", "radiation", "x", "y", "surface", "field", "errand",
            "assistance", "time_out", "incapacitated_at", "place", "sheltered", "group", "age", "speed_factor_group",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset({"pre_movement", "start_time"})

    def __init__(
        self, delays: Sequence[Distribution[Any]], every: float = 0.1, *, waits: Sequence[bool] = (),
        smoke_seen: float | None = None, heat_felt: float | None = None, gathering: Gathering | None = None,
        neighbours: SeatRows | None = None,
    ) -> None:  # fmt: skip
        """Take one distribution of delays for each population, in the order of the column ``population``.

        ``waits``: which populations wait for the alarm. ``smoke_seen``: extinction coefficient in 1/m at their head at
        which they start without it. ``heat_felt``: radiant flux in W/m² at which anybody starts at once.
        ``gathering``: how members of groups come to start together; None: each by itself.
        ``neighbours``: how people in rows of seats rise together; None: each by themself.
        """
        self.delays = tuple(delays)
        self.every = every
        self.waits = np.array(waits or [False] * len(self.delays), dtype=np.bool_)
        self.smoke_seen = smoke_seen
        self.heat_felt = heat_felt
        self.gathering = gathering
        self.neighbours = neighbours

    def setup(self, world: World) -> None:
        """Draw all delays."""
        draw_delays(world, self.delays, self.neighbours)
        self._hearing = Hearing(np.inf)
        self._alarms: dict[tuple[str, float], Cue] = {}
        self._cue: NDArray[np.float64] = np.full(world.people, np.nan)
        self._planned = np.full(world.people, np.nan)
        if self.gathering is not None:
            self.gathering.setup(world)
        self.update(world, 0)

    def update(self, world: World, steps: int) -> None:
        """Set the start of those who have had their cue since the last call."""
        start, delay, cue = world["start_time"], world["pre_movement"], self._cue
        planned = start if self.gathering is None else self._planned
        cued = (world["present"] == 1) & np.isnan(cue)
        if self.waits.any():
            rows = np.flatnonzero(cued & self.waits[world["population"]])
            called = self._called(world, rows)
            warned = called <= world.time
            cue[rows[warned]] = called[warned]
            if self.smoke_seen is not None:
                # smoke is a cue to those who have heard nothing
                rows = rows[warned | (world["extinction"][rows] < self.smoke_seen)]
            cued[rows] = False
        cue[cued] = world.time
        ready = ~np.isnan(cue) & np.isnan(planned)
        if self.neighbours is not None:
            self.neighbours.sort(world, np.isnan(start))
            ready &= ~self.neighbours.unsorted
        planned[ready] = cue[ready] + delay[ready]
        if self.neighbours is not None and len(risen := self.neighbours.risen(world)):
            planned[risen] = world.time
            if self.gathering is not None:
                self.gathering.rise(world, risen)
        if self.gathering is not None:
            held = ~(start <= world.time)
            start[held] = self.gathering.starts(world, planned)[held]
        if world.been_everywhere is not None:
            leaves = world.been_everywhere & ~(start <= world.time)
            start[leaves] = planned[leaves] = world.time
        if self.heat_felt is not None:
            burnt = (world["radiation"] >= self.heat_felt) & (world["present"] == 1)
            start[burnt & ~(start <= world.time)] = world.time

    def _called(self, world: World, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return (rows,) when each was first reached by an alarm, s; inf for those whom none has reached."""
        for cue in world.cues:
            if cue.instruction in CALLS:
                # the delay holds the time that people listen, and an alarm that has ended has sounded
                self._alarms.setdefault((cue.id, cue.since), replace(cue, repeat=0.0, until=np.nan))
        heard = self._hearing.look(world, list(self._alarms.values()), rows)
        return np.asarray(heard.min(axis=1, initial=np.inf))
