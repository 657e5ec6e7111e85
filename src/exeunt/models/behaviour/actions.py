"""The choice of action: leave, go to a refuge, or hide, by a logit in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numba import njit
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from exeunt.base.kinds import parameter
from exeunt.base.maths import exp, log_array
from exeunt.base.quantities import Duration, Length, Share
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.venue.lattice import F32
from exeunt.venue.sampling import RasterArrays, sample_direction

F64 = NDArray[np.float64]
Flags = NDArray[np.bool_]

STRIDE = 1.0
"""Metres between two looks at the believed danger on a way."""
STRIDES = 80
_OPEN_UNIT = 0.5**53
_UNSOURCED = "no source"


class ActionsDoc(BaseModel):
    """How people choose between leaving, going to a refuge and hiding where they are.

    U = -(time to safety + danger on the way + cost of staying) + instruction + present choice, all in seconds; the
    probability of an option is proportional to exp(``time`` U) (multinomial logit, the noise of a person drawn once).
    Refuges and hiding are thought of only by people who know of a danger from which they protect, or who were told to.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    limitations: ClassVar[tuple[str, ...]] = (
        "What people notice, believe and decide follows from stated rates, shares and weights, most of them "
        "assumptions with wide ranges: compare measures within one scenario and its variants, and vary the "
        "assumptions before you trust a difference. Nobody panics, freezes or acts against the danger.",
    )
    time: float = parameter(
        0.1, source="time as currency, as in the choice of exits", low=0.05, high=0.33, unit="1/s", assumption=True,
        gt=0, description="disutility of a second",
    )  # fmt: skip
    danger: float = parameter(
        3.0, source="from 3 units of utility for 10 m through certain danger", low=1.0, high=10.0, unit="s/m",
        assumption=True, ge=0, description="seconds that a metre through certain danger counts as",
    )  # fmt: skip
    reach: Length = parameter(
        10.0, source=_UNSOURCED, low=5.0, high=20.0, unit="m", assumption=True, gt=0,
        description="distance from a danger zone at which it is e times less dangerous",
    )  # fmt: skip
    half_life: Duration = parameter(
        60.0, source=_UNSOURCED, low=20, high=180, unit="s", assumption=True, gt=0,
        description="age of what is known at which it counts half",
    )  # fmt: skip
    growth: float = parameter(
        1.0, source=_UNSOURCED, low=0.5, high=1.5, unit="m/s", assumption=True, ge=0,
        description="how fast the place where the zone may be grows while it is not seen",
    )  # fmt: skip
    staying: Duration = parameter(
        30.0, source=_UNSOURCED, low=0, high=120, unit="s", assumption=True, ge=0,
        description="what it costs to stay in a refuge rather than to be out",
    )  # fmt: skip
    hiding: Duration = parameter(
        90.0, source=_UNSOURCED, low=30, high=300, unit="s", assumption=True, ge=0,
        description="what it costs to hide without a door that locks",
    )  # fmt: skip
    exposed: Duration = parameter(
        60.0, source=_UNSOURCED, low=20, high=300, unit="s", assumption=True, ge=0,
        description="what it costs to hide at a place of certain danger",
    )  # fmt: skip
    notice: Length = parameter(
        20.0, source=_UNSOURCED, low=10.0, high=50.0, unit="m", assumption=True, ge=0, le=200,
        description="how near the door of a refuge is noticed by those who do not know it",
    )  # fmt: skip
    instruction: Duration = parameter(
        60.0, source=_UNSOURCED, low=15, high=120, unit="s", assumption=True, ge=0,
        description="what an instruction is worth to somebody who follows it",
    )  # fmt: skip
    inertia: Duration = parameter(
        10.0, source="people revise choices with strong inertia: Haghani et al. 2019; the number is ours", low=0,
        high=30, unit="s", assumption=True, ge=0, description="what the present choice is worth",
    )  # fmt: skip
    staff: Share = parameter(
        0.9, source="no source; order staff > announcement > phone", low=0.7, high=0.97, assumption=True, ge=0, le=1,
        description="share of people who follow an instruction of staff",
    )  # fmt: skip
    announcement: Share = parameter(
        0.85, source="no source; order staff > announcement > phone", low=0.6, high=0.95, assumption=True, ge=0, le=1,
        description="share of people who follow an announced instruction",
    )  # fmt: skip
    phone: Share = parameter(
        0.7, source="no source; order staff > announcement > phone", low=0.4, high=0.9, assumption=True, ge=0, le=1,
        description="share of people who follow an instruction on their phone",
    )  # fmt: skip
    often: Duration = parameter(
        1.0, source="re-decision about once a second: FDS+Evac, Ehtamo et al. 2010", low=0.5, high=5, unit="s",
        ge=0.5, le=60, description="time between two decisions of who sees the zone",
    )  # fmt: skip
    seldom: Duration = parameter(
        5.0, source=_UNSOURCED, low=5, high=10, unit="s", assumption=True, ge=0.5, le=600,
        description="time between two decisions of anybody else, at least; at most twice that",
    )  # fmt: skip

    def complies(self, kind: str) -> float:
        """Return the share of people who follow an instruction given by a kind of cue."""
        return {"steward": self.staff, "phone alert": self.phone}.get(kind, self.announcement)


@dataclass(frozen=True)
class Options:
    """What some people may choose between, in seconds: columns are leaving, hiding, then the refuges.

    Parameters
    ----------
    walking
        (people, options) time to walk there, inf if there is no way or the option is not thought of; 0 to hide.
    danger
        (people, options) danger on the way in m, each weighed by how certain it is (see ``danger_ahead``).
    here
        (people,) danger at the own place, 0 to 1.
    told
        (people, options) whether the person follows an instruction to do that.
    present
        (people,) column of the present choice, -1 for none.
    """

    walking: F64
    danger: F64
    here: F64
    told: Flags
    present: NDArray[np.intp]


def utilities(rules: ActionsDoc, options: Options) -> F64:
    """Return (people, options) utility in seconds; -inf for what cannot be chosen."""
    value = -(options.walking + rules.danger * options.danger)
    value[:, 1] -= rules.hiding + rules.exposed * options.here
    value[:, 2:] -= rules.staying
    value += np.where(options.told, rules.instruction, 0.0)
    has = np.flatnonzero(options.present >= 0)
    value[has, options.present[has]] += rules.inertia
    return np.asarray(value)


def tastes(seed: int, keys: NDArray[np.uint64], options: int) -> F64:
    """Return (people, options) standard Gumbel noise, the same whenever it is asked for."""
    noise = np.empty((len(keys), options))
    for column in range(options):
        drawn = np.maximum(uniforms(seed, Stream.ACTION_TASTE, keys, 0, column), _OPEN_UNIT)
        noise[:, column] = -log_array(-log_array(drawn))
    return noise


def choose(rules: ActionsDoc, options: Options, noise: F64) -> NDArray[np.intp]:
    """Return (people,) the column that each chooses, -1 where nothing can be chosen."""
    value = rules.time * utilities(rules, options) + noise
    best = np.argmax(value, axis=1)
    return np.where(np.isfinite(value[np.arange(len(value)), best]), best, -1)


def certainty(age: F64, half_life: float) -> F64:
    """Return (people,) by how much what is known has faded: 2^(-age/half-life), 0 for what was never known."""
    out = np.zeros(len(age))
    known = np.flatnonzero(np.isfinite(age))
    for i in known.tolist():
        out[i] = exp(-0.6931471805599453 * max(float(age[i]), 0.0) / half_life)
    return out


@njit(cache=True, error_model="numpy")
def danger_at(
    surface: int, x: float, y: float, on: int, cx: float, cy: float, radius: float, reach: float
) -> float:
    """Return the danger of a place, 1 within ``radius`` m of a centre, falling by e every ``reach`` m; 0 elsewhere."""
    if surface != on:
        return 0.0
    off = np.sqrt((x - cx) ** 2 + (y - cy) ** 2) - radius
    return 1.0 if off <= 0.0 else exp(-off / reach)


@njit(cache=True, error_model="numpy")
def danger_ahead(
    field: NDArray[np.int16], surface: NDArray[np.int16], x: F64, y: F64, raster: RasterArrays, directions: F32,
    on: NDArray[np.int16], cx: F64, cy: F64, radius: F64, reach: float, out: F64,
) -> None:  # fmt: skip
    """Set ``out`` (people,) to the danger along each one's way on its present surface, integrated over the way, in m.

    Parameters
    ----------
    field
        (people,) slot of the direction field that leads the way, -1 for none.
    on, cx, cy, radius
        (people,) where each believes the zone to be, m; surface -1 where nobody knows of one.
    """
    for i in range(x.size):
        total, px, py, lx, ly = 0.0, x[i], y[i], 0.0, 0.0
        if on[i] >= 0 and on[i] == surface[i] and field[i] >= 0:
            for _ in range(STRIDES):
                dx, dy = sample_direction(raster, directions, field[i], surface[i], px, py)
                # at the goal, or a stride beyond it
                if (dx == 0.0 and dy == 0.0) or dx * lx + dy * ly < 0.0:
                    break
                lx, ly = dx, dy
                total += STRIDE * danger_at(surface[i], px, py, on[i], cx[i], cy[i], radius[i], reach)
                px, py = px + STRIDE * dx, py + STRIDE * dy
        out[i] = total
