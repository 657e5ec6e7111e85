"""Distribution and quantile functions from our own exp, log and power: the same bits on every processor.

Both tails are carried side by side (``lower`` = P(X <= x), ``upper`` = P(X > x)), so that neither loses
digits.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.base.distributions import GAMMA, LOG_NORMAL, NORMAL
from exeunt.base.maths import exp, log, normal_quantile, power

_LOG_SQRT_2PI = 0.91893853320467274178
_EPSILON = 2.220446049250313e-16
_SMALLEST_P = 2.0**-54
_TINY = 1e-300


@njit(cache=True)
def log_gamma(a: float) -> float:
    """Return ln Gamma(a) for a > 0; error below 1e-14 (relative, or absolute near 1 and 2).

    Stirling's series after shifting the argument above 12.
    """
    shift = 0.0
    while a < 12.0:
        shift += log(a)
        a += 1.0
    inverse = 1.0 / a
    square = inverse * inverse
    series = -1.0 / 360360.0 * 691.0
    series = series * square + 1.0 / 1188.0
    series = series * square - 1.0 / 1680.0
    series = series * square + 1.0 / 1260.0
    series = series * square - 1.0 / 360.0
    series = series * square + 1.0 / 12.0
    return (a - 0.5) * log(a) - a + _LOG_SQRT_2PI + series * inverse - shift


@njit(cache=True)
def gamma_tails(a: float, x: float) -> tuple[float, float]:
    """Return (P, Q), the regularised incomplete gamma functions of order a > 0 at x.

    Power series below x = a + 1, continued fraction (modified Lentz) above.
    """
    if x <= 0.0:
        return 0.0, 1.0
    if x == np.inf:
        return 1.0, 0.0
    front = exp(a * log(x) - x - log_gamma(a))
    if x < a + 1.0:
        term = 1.0 / a
        total = term
        n = a
        while term > total * _EPSILON:
            n += 1.0
            term *= x / n
            total += term
        lower = min(1.0, total * front)
        return lower, 1.0 - lower
    b = x + 1.0 - a
    c = 1.0 / _TINY
    d = 1.0 / b
    fraction = d
    for i in range(1, 100000):
        step = -i * (i - a)
        b += 2.0
        d = step * d + b
        d = 1.0 / (d if abs(d) > _TINY else _TINY)
        c = b + step / c
        c = c if abs(c) > _TINY else _TINY
        fraction *= d * c
        if abs(d * c - 1.0) < 2.0 * _EPSILON:
            break
    upper = min(1.0, fraction * front)
    return 1.0 - upper, upper


@njit(cache=True)
def normal_tails(z: float) -> tuple[float, float]:
    """Return (P(Z <= z), P(Z > z)) of a standard normal Z, each with full relative accuracy."""
    inside, outside = gamma_tails(0.5, 0.5 * z * z)
    return (0.5 * outside, 0.5 + 0.5 * inside) if z < 0.0 else (0.5 + 0.5 * inside, 0.5 * outside)


@njit(cache=True)
def gamma_quantile(a: float, lower: float, upper: float) -> float:
    """Return x with P(a, x) = lower and Q(a, x) = upper, where lower + upper = 1.

    Newton's method in ln x, kept inside a bracket that shrinks. Its lower end follows from
    P(a, x) <= x^a / Gamma(a + 1).
    """
    if lower <= 0.0:
        return 0.0
    if upper <= 0.0:
        return np.inf
    constant = log_gamma(a)
    low = (log(lower) + log(a) + constant) / a
    high = max(log(a + 12.0 * np.sqrt(a) + 800.0), low + 1.0)
    u = low if lower < 0.1 else min(max(log(a), low), high)
    for _ in range(200):
        x = exp(u)
        p, q = gamma_tails(a, x)
        error = p - lower if lower < 0.5 else upper - q
        if error > 0.0:
            high = u
        else:
            low = u
        slope = exp(a * u - x - constant)
        following = u - error / slope if slope > 0.0 else high
        if not (low <= following <= high):
            following = 0.5 * (low + high)
        if abs(following - u) <= 4.0 * _EPSILON * max(1.0, abs(u)):
            return exp(following)
        u = following
    return exp(u)


@njit(cache=True)
def _tails(code: int, a: float, b: float, x: float) -> tuple[float, float]:
    """Return (P(X <= x), P(X > x)) of the distribution with that code and parameters."""
    if x == np.inf:
        return 1.0, 0.0
    if code == NORMAL:
        return (0.0, 1.0) if x == -np.inf else normal_tails((x - a) / b)
    if x <= 0.0:
        return 0.0, 1.0
    if code == LOG_NORMAL:
        return normal_tails((log(x) - log(a)) / b)
    if code == GAMMA:
        return gamma_tails(a, x / b)
    exponent = power(x / b, a)
    upper = exp(-exponent)
    # 1 - exp(-e) without loss of digits for small e
    lower = 1.0 - upper if exponent > 1e-5 else exponent * (1.0 - 0.5 * exponent * (1.0 - exponent / 3.0))
    return lower, upper


@njit(cache=True)
def _quantile(code: int, a: float, b: float, lower: float, upper: float) -> float:
    """Return x with P(X <= x) = lower and P(X > x) = upper, where lower + upper = 1."""
    if code == GAMMA:
        return b * gamma_quantile(a, lower, upper)
    if code in (NORMAL, LOG_NORMAL):
        z = normal_quantile(lower) if lower < 0.5 else -normal_quantile(upper)
        return a + b * z if code == NORMAL else a * exp(b * z)
    if lower < 1e-5:
        minus_log = lower * (1.0 + lower * (0.5 + lower / 3.0))
    else:
        minus_log = -log(upper)
    return b * power(minus_log, 1.0 / a)


@njit(cache=True)
def quantiles(
    code: int, a: float, b: float, low: float, high: float, p: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the quantiles, shape (n,), of a distribution cut to [low, high].

    Parameters
    ----------
    code
        ``NORMAL`` (a: mean, b: standard deviation), ``LOG_NORMAL`` (a: median, b: sigma), ``GAMMA`` or
        ``WEIBULL`` (a: shape, b: scale).
    low, high
        Ends, which may be infinite.
    p
        Shape (n,). Values outside (0, 1) are moved to the nearest number inside that a double can tell apart.
    """
    lower_low, upper_low = _tails(code, a, b, low)
    lower_high, upper_high = _tails(code, a, b, high)
    out = np.empty(p.size)
    for i in range(p.size):
        rank = min(max(p[i], _SMALLEST_P), 1.0 - 2.0 * _SMALLEST_P)
        lower = lower_low * (1.0 - rank) + lower_high * rank
        upper = upper_low * (1.0 - rank) + upper_high * rank
        out[i] = min(max(_quantile(code, a, b, lower, upper), low), high)
    return out
