"""Probability distributions as kinds of the family ``distribution``.

A distribution is a quantile function: a draw is ``quantile(p)`` of a uniform number ``p`` that belongs to a
person, so the same person keeps the same rank whatever else changes. Each class is generic in the quantity
that it describes (``Normal[Speed]``), which decides the units that its parameters accept.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar, Union

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field, model_validator

from exeunt.base.kinds import Kind, register
from exeunt.base.quantities import Duration, Length, Share, Speed

Floats = NDArray[np.float64]
Q = TypeVar("Q", bound=float)

# which branch of base.quantiles computes it
NORMAL, LOG_NORMAL, GAMMA, WEIBULL = range(4)


class Distribution(Kind, Generic[Q]):
    """Base of all distributions."""

    def quantile(self, p: Floats) -> Floats:
        """Return the value below which a share ``p`` of people lies.

        Parameters
        ----------
        p
            Shape (n,), in [0, 1).

        Returns
        -------
        Shape (n,), in the SI unit of the quantity; finite for every p.
        """
        raise NotImplementedError

    def draw(self, seed: int, stream: int, keys: NDArray[np.uint64]) -> Floats:
        """Return one value for each person key, shape (n,), a function of (seed, stream, key) only."""
        from exeunt.base.random import uniforms

        return self.quantile(uniforms(seed, stream, keys))

    def support(self) -> tuple[float, float]:
        """Return the interval outside which no value lies (ends may be infinite)."""
        raise NotImplementedError


@register("distribution")
class Constant(Distribution[Q], Generic[Q]):
    """The same value for everyone."""

    kind: Literal["constant"] = "constant"
    value: Q

    def quantile(self, p: Floats) -> Floats:
        """Return ``value`` for every p."""
        return np.full(len(p), float(self.value))

    def support(self) -> tuple[float, float]:
        """Return (value, value)."""
        return float(self.value), float(self.value)


class Truncated(Distribution[Q], Generic[Q]):
    """Base of the distributions computed by ``base.quantiles``, cut to [``min``, ``max``].

    Cutting conditions on the interval (inverse of the distribution function between its values at the two
    ends); nothing piles up at the ends.
    """

    code: ClassVar[int]
    natural_low: ClassVar[float] = 0.0
    min: Q | None = Field(default=None, description="nothing below this value")
    max: Q | None = Field(default=None, description="nothing above this value")

    def pair(self) -> tuple[float, float]:
        """Return the two parameters that ``base.quantiles`` expects."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise ValueError(f"min ({self.min:g}) must be below max ({self.max:g})")
        return self

    def quantile(self, p: Floats) -> Floats:
        """Return the quantiles of the cut distribution."""
        from exeunt.base.quantiles import quantiles

        low, high = self.support()
        return quantiles(self.code, *self.pair(), low, high, np.ascontiguousarray(p, dtype=np.float64))

    def support(self) -> tuple[float, float]:
        """Return (``min``, ``max``), or the natural ends where they are not given."""
        low = self.natural_low if self.min is None else max(float(self.min), self.natural_low)
        return low, np.inf if self.max is None else float(self.max)


@register("distribution")
class Uniform(Distribution[Q], Generic[Q]):
    """Every value between ``min`` and ``max`` equally likely."""

    kind: Literal["uniform"] = "uniform"
    min: Q
    max: Q

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"min ({self.min:g}) must not be above max ({self.max:g})")
        return self

    def quantile(self, p: Floats) -> Floats:
        """Return min + p (max - min)."""
        return np.asarray(float(self.min) + np.asarray(p) * (float(self.max) - float(self.min)))

    def support(self) -> tuple[float, float]:
        """Return (min, max)."""
        return float(self.min), float(self.max)


@register("distribution")
class Normal(Truncated[Q], Generic[Q]):
    """Normal distribution with mean and standard deviation (of the uncut distribution)."""

    code: ClassVar[int] = NORMAL
    natural_low: ClassVar[float] = -np.inf
    kind: Literal["normal"] = "normal"
    mean: Q
    sd: Q = Field(gt=0)

    def pair(self) -> tuple[float, float]:
        """Return (mean, sd)."""
        return float(self.mean), float(self.sd)


@register("distribution")
class LogNormal(Truncated[Q], Generic[Q]):
    """Log-normal distribution: the logarithm has mean ``mu`` and standard deviation ``sigma``.

    Its median is exp(mu). Give either ``median`` or ``mu`` (natural logarithm of the value in SI units).
    """

    code: ClassVar[int] = LOG_NORMAL
    kind: Literal["log_normal"] = "log_normal"
    median: Q | None = Field(default=None, gt=0)
    mu: float | None = None
    sigma: float = Field(gt=0)

    @model_validator(mode="after")
    def _one_centre(self) -> Self:
        if (self.median is None) == (self.mu is None):
            raise ValueError("give either median or mu")
        return self

    def pair(self) -> tuple[float, float]:
        """Return (median, sigma)."""
        from exeunt.base.maths import exp

        median = float(exp(self.mu)) if self.mu is not None else float(self.median or 0.0)
        return median, self.sigma


@register("distribution")
class Gamma(Truncated[Q], Generic[Q]):
    """Gamma distribution with density proportional to x^(shape - 1) exp(-x / scale)."""

    code: ClassVar[int] = GAMMA
    kind: Literal["gamma"] = "gamma"
    shape: float = Field(gt=0)
    scale: Q = Field(gt=0)

    def pair(self) -> tuple[float, float]:
        """Return (shape, scale)."""
        return self.shape, float(self.scale)


@register("distribution")
class Weibull(Truncated[Q], Generic[Q]):
    """Weibull distribution with distribution function 1 - exp(-(x / scale)^shape)."""

    code: ClassVar[int] = WEIBULL
    kind: Literal["weibull"] = "weibull"
    shape: float = Field(gt=0)
    scale: Q = Field(gt=0)

    def pair(self) -> tuple[float, float]:
        """Return (shape, scale)."""
        return self.shape, float(self.scale)


@register("distribution")
class Histogram(Distribution[Q], Generic[Q]):
    """Measured classes: ``weights[i]`` lies evenly between ``edges[i]`` and ``edges[i + 1]``."""

    kind: Literal["histogram"] = "histogram"
    edges: Annotated[list[Q], Field(min_length=2)]
    weights: Annotated[list[Annotated[float, Field(ge=0)]], Field(min_length=1)]

    @model_validator(mode="after")
    def _match(self) -> Self:
        if len(self.edges) != len(self.weights) + 1:
            raise ValueError(
                f"{len(self.weights)} weights need {len(self.weights) + 1} edges, not {len(self.edges)}"
            )
        if any(right <= left for left, right in pairwise(self.edges)):
            raise ValueError("edges must grow")
        if sum(self.weights) <= 0:
            raise ValueError("at least one weight must be above 0")
        return self

    def quantile(self, p: Floats) -> Floats:
        """Return the quantiles, linear inside each class."""
        edges = np.array(self.edges, dtype=np.float64)
        cumulated = np.concatenate([[0.0], np.cumsum(self.weights)])
        wanted = np.asarray(p) * cumulated[-1]
        place = np.clip(np.searchsorted(cumulated, wanted, side="right") - 1, 0, len(self.weights) - 1)
        while np.any(empty := (np.array(self.weights)[place] == 0)):
            place = np.where(empty, place - 1, place)  # p = 1 falls behind trailing empty classes
        part = (wanted - cumulated[place]) / np.array(self.weights)[place]
        return np.asarray(edges[place] + part * (edges[place + 1] - edges[place]))

    def support(self) -> tuple[float, float]:
        """Return the first and the last edge."""
        return float(self.edges[0]), float(self.edges[-1])


_ALL: tuple[Any, ...] = (Constant, Uniform, Normal, LogNormal, Gamma, Weibull, Histogram)


def distribution_of(name: str, quantity: Any) -> Any:
    """Return the annotated type "a number, or a distribution" of a quantity, for a field of a document.

    Parameters
    ----------
    name
        Word for the quantity in the names of the classes (``NormalSpeed``), as the JSON Schema shows them.
    quantity
        Type of a single value, such as ``base.quantities.Speed``.

    A plain number or a text with a unit becomes a ``Constant``. The classes are attributes of this module, so that
    documents can be sent to other processes.

    Raises
    ------
    ValueError
        If a quantity of that name has its classes already.
    """
    members: Any = tuple(_class_of(kind, name, quantity) for kind in _ALL)
    union: Any = Annotated[Union[members], Field(discriminator="kind")]  # noqa: UP007
    return Annotated[union, BeforeValidator(_constant, json_schema_input_type=Union[quantity, union])]  # noqa: UP007


def _class_of(kind: Any, name: str, quantity: Any) -> Any:
    called = f"{kind.__name__}{name}"
    if called in globals():
        raise ValueError(f"there is a class {called} already: each quantity needs a name of its own")
    made = type(called, (kind[quantity],), {"__module__": __name__, "__doc__": kind.__doc__})
    globals()[called] = made
    return made


def _constant(value: Any) -> Any:
    return value if isinstance(value, dict | Distribution) else {"kind": "constant", "value": value}


if TYPE_CHECKING:
    SpeedValues = Distribution[float]
    LengthValues = Distribution[float]
    DurationValues = Distribution[float]
    ShareValues = Distribution[float]
    YearsValues = Distribution[float]
else:
    SpeedValues = distribution_of("Speed", Speed)
    LengthValues = distribution_of("Length", Length)
    DurationValues = distribution_of("Duration", Duration)
    ShareValues = distribution_of("Share", Share)
    YearsValues = distribution_of("Years", Annotated[float, Field(ge=0, le=130)])
