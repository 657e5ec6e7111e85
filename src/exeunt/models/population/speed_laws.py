"""Speed laws: how fast people walk by age and sex, on the level and on stairs.

Each law is a kind of the family ``speed_law`` and turns the age, the sex and the rank of a person into three speeds.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field

from exeunt.base.distributions import Normal
from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.quantities import Share

Floats = NDArray[np.float64]
SEXES = ("", "female", "male")
FEMALE, MALE = 1, 2
_FURTHEST = 2.5


class Traits(NamedTuple):
    """What a law knows of people, each (people,): age in years, index into ``SEXES``, rank in [0, 1)."""

    age: Floats
    sex: NDArray[np.int8]
    rank: Floats


class Speeds(NamedTuple):
    """Free speeds in m/s, each (people,), stairs along the slope; stairs None for the population's ratios."""

    level: Floats
    up: Floats | None = None
    down: Floats | None = None


class SpeedLaw(Kind):
    """Base of the laws. ``needs``: what must be stated of the population, ``age`` or ``female``."""

    limitations: ClassVar[tuple[str, ...]] = (
        "Speeds by age and sex are means of old counts; today's visitors may be slower.",
    )
    needs: ClassVar[tuple[str, ...]] = ()

    def speeds(self, traits: Traits) -> Speeds:
        """Return the speeds of people; the same rank is as fast among any others of its age and sex."""
        raise NotImplementedError


# years, m/s; 20 to 70: the middle of the bands of RiMEA 4.1.1, test 7, which follow Weidmann's curve
_CURVE_AGE = np.array([5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0])
_CURVE_SPEED = np.array([0.70, 1.12, 1.50, 1.62, 1.54, 1.48, 1.41, 1.27, 1.07, 0.72])


@register("speed_law")
class WeidmannAge(SpeedLaw):
    """Free speed by age after Weidmann (1993), as tabulated for test 7 of the RiMEA guideline 4.1.1.

    A line through 1.62, 1.54, 1.48, 1.41, 1.27 and 1.07 m/s at 20, 30, ..., 70 years. Younger and older people lie on
    its continuation through 1.50, 1.12 and 0.70 m/s at 15, 10 and 5 years and 0.72 m/s at 80, read from memory of the
    published figure and not verified; beyond the ends the speed stays. Around the mean of their age people are
    normally distributed, cut at 2.5 standard deviations. Where sex is stated, women are slower and men faster by
    ``sexes``. Stairs keep the population's ratios.
    """

    references: ClassVar[tuple[str, ...]] = (
        "Weidmann, U. (1993). Transporttechnik der Fussgaenger. Schriftenreihe des IVT 90, ETH Zuerich. "
        "doi:10.3929/ethz-a-000687810",
    )
    needs: ClassVar[tuple[str, ...]] = ("age",)
    kind: Literal["weidmann_age"] = "weidmann_age"
    spread: Share = parameter(
        0.194, source="Weidmann 1993: 0.26 m/s at 1.34 m/s; RiMEA 4.1.1 at 30 years: 0.32 m/s at 1.52 m/s",
        low=0.0, high=0.21, ge=0, le=0.38, description="standard deviation over the mean of the age",
    )  # fmt: skip
    sexes: Share = parameter(
        0.052, source="Weidmann 1993: women 1.27 m/s, men 1.41 m/s", low=0.0, high=0.1, assumption=True, ge=0, le=0.3,
        description="how much faster men and slower women are than the mean, where sex is stated",
    )  # fmt: skip

    def speeds(self, traits: Traits) -> Speeds:
        """See ``SpeedLaw.speeds``."""
        at = np.clip(np.searchsorted(_CURVE_AGE, traits.age, side="right") - 1, 0, len(_CURVE_AGE) - 2)
        part = (traits.age - _CURVE_AGE[at]) / (_CURVE_AGE[at + 1] - _CURVE_AGE[at])
        part = np.clip(part, 0.0, 1.0)
        mean = _CURVE_SPEED[at] + part * (_CURVE_SPEED[at + 1] - _CURVE_SPEED[at])
        mean = mean * (1.0 + self.sexes * ((traits.sex == MALE) * 1.0 - (traits.sex == FEMALE) * 1.0))
        normal = Normal[float](mean=0.0, sd=1.0, min=-_FURTHEST, max=_FURTHEST)
        return Speeds(mean * (1.0 + self.spread * normal.quantile(traits.rank)))


class _Band(NamedTuple):
    """Lowest and highest speed in m/s: on the level, down and up stairs."""

    level: tuple[float, float]
    down: tuple[float, float]
    up: tuple[float, float]


# MSC.1/Circ.1533, annex 3, tables 3.4 and 3.5: under 30, 30 to 50, over 50, impaired (1) and (2), crew
_IMO: dict[int, tuple[_Band, ...]] = {
    FEMALE: (
        _Band((0.93, 1.55), (0.56, 0.94), (0.47, 0.79)),
        _Band((0.71, 1.19), (0.49, 0.81), (0.44, 0.74)),
        _Band((0.56, 0.94), (0.45, 0.75), (0.37, 0.61)),
        _Band((0.43, 0.71), (0.34, 0.56), (0.28, 0.46)),
        _Band((0.37, 0.61), (0.29, 0.49), (0.23, 0.39)),
        _Band((0.93, 1.55), (0.56, 0.94), (0.47, 0.79)),
    ),
    MALE: (
        _Band((1.11, 1.85), (0.76, 1.26), (0.50, 0.84)),
        _Band((0.97, 1.62), (0.64, 1.07), (0.47, 0.79)),
        _Band((0.84, 1.40), (0.50, 0.84), (0.38, 0.64)),
        _Band((0.64, 1.06), (0.38, 0.64), (0.29, 0.49)),
        _Band((0.55, 0.91), (0.33, 0.55), (0.25, 0.41)),
        _Band((1.11, 1.85), (0.76, 1.26), (0.50, 0.84)),
    ),
}
_IMO_GROUPS = ("under_30", "30_to_50", "over_50", "impaired_1", "impaired_2", "crew")


@register("speed_law")
class Imo(SpeedLaw):
    """Speeds by sex and age of IMO MSC.1/Circ.1533 (2016), evenly spread between the lowest and the highest.

    Three classes of age (under 30, 30 to 50, over 50). ``group`` puts everyone into one of the circular's other
    groups instead, whatever the age: impaired people over 50, crew. A person has the same rank on the level and on
    stairs. The figures come from an implementation that cites annex 3, tables 3.4 and 3.5; those for men of 30 to 50
    were found in a second source.
    """

    references: ClassVar[tuple[str, ...]] = (
        "International Maritime Organization (2016). Revised guidelines on evacuation analysis for new and existing "
        "passenger ships. MSC.1/Circ.1533.",
    )
    needs: ClassVar[tuple[str, ...]] = ("age", "female")
    kind: Literal["imo"] = "imo"
    group: Literal["by_age", "impaired_1", "impaired_2", "crew"] = Field(
        "by_age", description="group of the circular; by_age: the class that the age gives"
    )

    def speeds(self, traits: Traits) -> Speeds:
        """See ``SpeedLaw.speeds``."""
        group = np.select([traits.age < 30.0, traits.age <= 50.0], [0, 1], 2)
        if self.group != "by_age":
            group = np.full(len(traits.age), _IMO_GROUPS.index(self.group))
        level, up, down = (np.empty(len(traits.age)) for _ in range(3))
        for sex, bands in _IMO.items():
            for index, band in enumerate(bands):
                rows = (group == index) & (traits.sex == sex)
                for out, (low, high) in ((level, band.level), (down, band.down), (up, band.up)):
                    out[rows] = low + traits.rank[rows] * (high - low)
        return Speeds(level, up, down)


# RiMEA: level lowest and highest; stairs down and up, indoor and outdoor
_RIMEA = (
    ((0.58, 1.61), (0.76, 0.81), (0.55, 0.58)),
    ((1.41, 1.54), (0.65, 0.78), (0.50, 0.58)),
    ((0.68, 1.41), (0.55, 0.59), (0.42, 0.42)),
    ((0.46, 0.76), (0.42, 0.42), (0.32, 0.32)),
)


@register("speed_law")
class Rimea(SpeedLaw):
    """Speeds by age of the RiMEA guideline, evenly spread on the level, one speed for each group on stairs.

    Under 30: 0.58 to 1.61 m/s; 30 to 50: 1.41 to 1.54; over 50: 0.68 to 1.41; impaired: 0.46 to 0.76 (2.2.1, table by
    groups). Stairs down 0.76, 0.65, 0.55, 0.42 m/s indoors, up 0.55, 0.50, 0.42, 0.32. All of them as restated by two
    implementations; the guideline itself was not available.
    """

    references: ClassVar[tuple[str, ...]] = (
        "RiMEA e.V. (2025). Richtlinie fuer Mikroskopische Entfluchtungs-Analysen, version 4.1.1.",
    )
    needs: ClassVar[tuple[str, ...]] = ("age",)
    kind: Literal["rimea"] = "rimea"
    group: Literal["by_age", "impaired"] = Field(
        "by_age", description="'impaired' for people with restricted mobility, whatever their age"
    )
    stairs: Literal["indoor", "outdoor"] = Field("indoor", description="which stairs the venue has")

    def speeds(self, traits: Traits) -> Speeds:
        """See ``SpeedLaw.speeds``."""
        group = np.select([traits.age < 30.0, traits.age <= 50.0], [0, 1], 2)
        if self.group == "impaired":
            group = np.full(len(traits.age), 3)
        table = np.array(_RIMEA)[group]
        which = ("indoor", "outdoor").index(self.stairs)
        low, high = table[:, 0, 0], table[:, 0, 1]
        return Speeds(low + traits.rank * (high - low), up=table[:, 2, which], down=table[:, 1, which])


def _named(value: Any) -> Any:
    return {"kind": value} if isinstance(value, str) else value


AnySpeedLaw = Annotated[
    Annotated[WeidmannAge | Imo | Rimea, Field(discriminator="kind")],
    BeforeValidator(
        _named,
        json_schema_input_type=Annotated[WeidmannAge | Imo | Rimea, Field(discriminator="kind")]
        | Literal["weidmann_age", "imo", "rimea"],
    ),
]
"""A law as the document takes it: a block with its kind, or the name of the kind alone."""
