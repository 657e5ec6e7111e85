"""What every model of the decision to act shares: its contract, what people notice, filming and preparing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.distributions import DurationValues
from exeunt.base.kinds import Kind, parameter
from exeunt.base.quantities import Extinction, Length, RadiantFlux, Share, Temperature
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.behaviour.hearing import Heard
from exeunt.models.behaviour.rates import OWN, ContagionDoc
from exeunt.models.behaviour.sights import Thresholds
from exeunt.world.state import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Rows = NDArray[np.intp]

FAMILY = "decision"


@dataclass(frozen=True)
class Perceived:
    """What people perceive from ``start`` to ``end`` (s).

    ``heard``: cues with times of their own. ``acting`` (people,): share of neighbours who act or have gone. ``seen``
    (people, kinds): what each perceives by itself, by index into ``CUES``. ``ready`` (people,): ``start`` for those
    who need no cue, inf for the others.
    """

    start: float
    end: float
    heard: Heard
    acting: Floats
    seen: Bools
    ready: Floats


@dataclass
class Times:
    """When each was alerted, began to investigate and decided, s, NaN if not yet; ``by``: index into ``CUES``."""

    aware: Floats
    looks: Floats
    decides: Floats
    by: Ints


class Rule(Protocol):
    """A decision to act in one run."""

    def decide(self, world: World, rows: Rows, perceived: Perceived, times: Times) -> None:
        """Bring the times of people up to date; may write the column ``budget_left``."""

    def clear(self, world: World, rows: Rows) -> None:
        """Let people who have not decided forget what they perceived: the danger is over."""


class SightsDoc(BaseModel):
    """What people notice by themselves, and from how far."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    smoke: Extinction = parameter(
        0.15, source="Jin 1978: acceptable to people who do not know the building", low=0.1, high=0.5, unit="1/m",
        assumption=True, gt=0, le=10, description="extinction coefficient from which on smoke is a cue",
    )  # fmt: skip
    smoke_range: Length = parameter(
        20.0, source=OWN, low=5, high=50, unit="m", assumption=True, ge=0, le=200,
        description="distance up to which such smoke is seen, where no wall is between",
    )  # fmt: skip
    flame: RadiantFlux = parameter(
        2500.0, source="ISO 13571: skin bears less for minutes", unit="W/m²", gt=0, le=1e6,
        description="radiant flux that people feel; ground with more of it is seen to burn",
    )  # fmt: skip
    heat: Temperature = parameter(
        60.0, source=OWN, low=45, high=100, unit="°C", assumption=True, gt=40, le=500,
        description="temperature of the air at their head that makes people act at once",
    )  # fmt: skip
    reflex: Length = parameter(
        10.0, source=OWN, low=5, high=20, unit="m", assumption=True, ge=0, le=100,
        description="distance from flames or a danger zone in sight at which people act at once",
    )  # fmt: skip

    def limits(self) -> Thresholds:
        """Return it as ``Sights`` takes it."""
        return Thresholds(self.smoke, self.smoke_range, self.flame, self.heat, self.reflex)


class FilmingDoc(BaseModel):
    """People who film before they prepare to go; a steward who speaks to them ends it."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    share: Share = parameter(
        0.3, source="51 % of the phone users in videos of a stadium fire filmed (FEMTC 2024), an upper bound",
        low=0.1, high=0.5, assumption=True, ge=0, le=1, description="share of people who film",
    )  # fmt: skip
    time: DurationValues = parameter(
        {"kind": "uniform", "min": 10.0, "max": 30.0}, validate_default=True, source=OWN, low=10, high=30, unit="s",
        assumption=True, description="how long they do",
    )  # fmt: skip


class Deciding(Kind):
    """Base of the kinds of the family ``decision``."""

    sights: SightsDoc = Field(default_factory=SightsDoc, description="what people notice by themselves")
    preparation: DurationValues = parameter(
        {"kind": "log_normal", "median": 8.0, "sigma": 0.7}, validate_default=True, source=OWN, low=0, high=60,
        unit="s", assumption=True, description="from deciding to the first step: coat, bag, the others",
    )  # fmt: skip
    filming: FilmingDoc | None = Field(
        default_factory=FilmingDoc, description="people who film before they prepare; null: nobody"
    )
    listen_twice: Share = parameter(
        0.3, source="some listen to the first repeat (Purser & Bensilum 2001); share proposed", low=0.0, high=0.6,
        assumption=True, ge=0, le=1, description="share of people who wait for the first repeat of a message",
    )  # fmt: skip

    @property
    def influence(self) -> ContagionDoc | None:
        """How far it matters that others act; None: it does not."""
        return None

    def rate(self, kind: str) -> float:
        """Return how strong a cue of a kind of ``CUES`` is; 1 where all are alike."""
        return 1.0

    def rule(self, world: World) -> Rule:
        """Return the rule for a run."""
        raise NotImplementedError

    @property
    def limits(self) -> Thresholds:
        """What counts as smoke, flames and heat."""
        return self.sights.limits()

    @property
    def twice(self) -> float:
        """Share of people who wait for the first repeat of a message."""
        return self.listen_twice

    def after(self, world: World, rows: Rows, steward: Bools) -> tuple[Floats, Floats]:
        """Return (rows,) seconds of filming, none for those to whom a ``steward`` speaks, and of preparing."""
        keys = world["key"][rows]
        prepares = self.preparation.draw(world.seed, Stream.PREPARATION, keys)
        if self.filming is None:
            return np.zeros(len(rows)), prepares
        films = uniforms(world.seed, Stream.FILMING, keys) < self.filming.share
        time = self.filming.time.draw(world.seed, Stream.FILMING_TIME, keys)
        return np.where(films & ~steward, time, 0.0), prepares
