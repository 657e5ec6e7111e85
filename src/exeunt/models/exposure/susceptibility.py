"""At which dose a person is incapacitated: dose 1 is that of the median person."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.maths import exp_array, normal_quantile_array
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream

FAMILY = "susceptibility"
Floats = NDArray[np.float64]


class Susceptibility(Kind):
    """Base of the laws of susceptibility."""

    def thresholds(self, seed: int, keys: NDArray[np.uint64]) -> Floats:
        """Return (people,) the dose at which each is incapacitated."""
        raise NotImplementedError


@register(FAMILY)
class EveryoneAlike(Susceptibility):
    """Everyone is incapacitated at the same dose; engineering practice also counts those above 0.3."""

    limitations: ClassVar[tuple[str, ...]] = (
        "Everybody falls at the same dose; children, old and ill people may fall much earlier.",
    )
    kind: Literal["alike"] = "alike"
    dose: float = parameter(
        1.0, source="ISO 13571:2012: dose 1 incapacitates half of the people, 0.3 about one in nine", low=0.3,
        high=1.0, gt=0, le=10, description="dose at which people are incapacitated",
    )  # fmt: skip

    def thresholds(self, seed: int, keys: NDArray[np.uint64]) -> Floats:
        """Return the one dose for all."""
        return np.full(len(keys), self.dose)


@register(FAMILY)
class LogNormalSusceptibility(Susceptibility):
    """Thresholds exp(sigma Z) with median 1; an assumed distribution, there are no human data.

    sigma 0.94 gives 10, 50 and 88 % at doses of 0.3, 1 and 3 (NIST TN 1797: 11, 50, 89 %).
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "How people differ in what they stand is an assumed distribution; there are no measurements on people.",
    )
    kind: Literal["log_normal"] = "log_normal"
    sigma: float = parameter(
        0.94, source="fits 11, 50 and 89 % at 0.3, 1 and 3 of NIST TN 1797", low=0.94, high=1.0,
        assumption=True, gt=0, le=3, description="standard deviation of the natural logarithm",
    )  # fmt: skip

    def thresholds(self, seed: int, keys: NDArray[np.uint64]) -> Floats:
        """Return each person's own dose, drawn once (stream ``DOSE_THRESHOLD``)."""
        ranks = np.maximum(uniforms(seed, Stream.DOSE_THRESHOLD, keys), 1e-15)
        return exp_array(self.sigma * normal_quantile_array(ranks))
