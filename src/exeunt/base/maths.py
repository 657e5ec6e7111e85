"""Elementary functions with the same bits on every processor.

NumPy's and the C library's ``exp``, ``log``, ``pow``, ``sin``, ``cos`` and ``hypot`` round differently from one
processor (and one library version) to the next, so nothing that enters the state of a simulation may use them. The
functions here use only IEEE 754 addition, subtraction, multiplication, division, square root and bit casts, in a fixed
order, and are compiled without fast-math, so the compiler may neither reorder nor fuse them.

All are Numba functions of float64 scalars that can also be called from Python; ``exp_array`` and its sisters take
arrays of any shape. ``exp`` has no branches, so that loops over it are vectorised.
"""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import ArrayLike, NDArray

from exeunt.base.kernel_cache import survive_damage

survive_damage()

LOG2_E = 1.4426950408889634
# ln 2 and pi/2 in parts with trailing zero bits, so that (small integer) x (leading part) is exact
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
TWO_OVER_PI = 0.63661977236758134308
HALF_PI_1 = 1.57079632673412561417e00
HALF_PI_2 = 6.07710050630396597660e-11
HALF_PI_3 = 2.02226624879595063154e-21
# adding and subtracting 1.5 x 2^52 rounds to the nearest integer, ties to even
ROUNDER = 6755399441055744.0
ROUNDER_BITS = 4843621399236968448
SQRT2 = 1.4142135623730951
INFINITY = float("inf")
NAN = float("nan")


@intrinsic
def bits(typing_context: Any, value: Any) -> Any:
    """Return the 64 bits of a float64 as an int64."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), generate


@intrinsic
def from_bits(typing_context: Any, value: Any) -> Any:
    """Return the float64 that has these 64 bits."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), generate


@njit(cache=True)
def exp(x: float) -> float:
    """Return e to the power x; relative error below 4e-16 for -708 < x < 709.

    Below -708 the result is exp(-708) ~ 3e-308 (never a subnormal number), above 709 it is exp(709) ~ 8e307; NaN
    gives an unspecified finite number. Taylor series of degree 13 on [-ln2/2, ln2/2] after Cody-Waite reduction.
    """
    x = x if x > -708.0 else -708.0
    x = x if x < 709.0 else 709.0
    shifted = x * LOG2_E + ROUNDER
    k = shifted - ROUNDER
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    q = r * r
    even = 1.0 / 479001600.0
    even = even * q + 1.0 / 3628800.0
    even = even * q + 1.0 / 40320.0
    even = even * q + 1.0 / 720.0
    even = even * q + 1.0 / 24.0
    even = even * q + 0.5
    odd = 1.0 / 6227020800.0
    odd = odd * q + 1.0 / 39916800.0
    odd = odd * q + 1.0 / 362880.0
    odd = odd * q + 1.0 / 5040.0
    odd = odd * q + 1.0 / 120.0
    odd = odd * q + 1.0 / 6.0
    tail = r + (q * even + (q * r) * odd)
    scale = from_bits((bits(shifted) - ROUNDER_BITS + 1023) << 52)
    return scale + scale * tail


@njit(cache=True)
def log(x: float) -> float:
    """Return the natural logarithm; relative error below 5e-16; log(0) = -inf, log(x < 0) = NaN.

    log(m 2^k) with m in [sqrt(1/2), sqrt(2)); series of the inverse hyperbolic tangent of (m-1)/(m+1).
    """
    if not x > 0.0:
        return -INFINITY if x == 0.0 else NAN
    if x == INFINITY:
        return INFINITY
    k = 0.0
    if x < 2.2250738585072014e-308:
        x = x * 18014398509481984.0
        k = -54.0
    pattern = bits(x)
    k += float((pattern >> 52) - 1023)
    m = from_bits((pattern & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000)
    if m > SQRT2:
        m = m * 0.5
        k += 1.0
    f = m - 1.0
    s = f / (2.0 + f)
    q = s * s
    series = 1.0 / 23.0
    series = series * q + 1.0 / 21.0
    series = series * q + 1.0 / 19.0
    series = series * q + 1.0 / 17.0
    series = series * q + 1.0 / 15.0
    series = series * q + 1.0 / 13.0
    series = series * q + 1.0 / 11.0
    series = series * q + 1.0 / 9.0
    series = series * q + 1.0 / 7.0
    series = series * q + 1.0 / 5.0
    series = series * q + 1.0 / 3.0
    # 2s = f - s f, so that f enters without the rounding error of the quotient
    return k * LN2_HIGH + (f - (s * (f - 2.0 * q * series) - k * LN2_LOW))


@njit(cache=True)
def power(x: float, y: float) -> float:
    """Return x to the power y for x >= 0; relative error about |y log x| 2e-16. 0^0 = 1; NaN for x < 0."""
    if y == 0.0:
        return 1.0
    if x == 0.0:
        return 0.0 if y > 0.0 else INFINITY
    if not x > 0.0:
        return NAN
    exponent = y * log(x)
    if exponent < -708.0:
        return 0.0
    if exponent > 709.0:
        return INFINITY
    return exp(exponent)


@njit(cache=True)
def _sine_polynomial(r: float) -> float:
    q = r * r
    p = 1.0 / 355687428096000.0
    p = p * q - 1.0 / 1307674368000.0
    p = p * q + 1.0 / 6227020800.0
    p = p * q - 1.0 / 39916800.0
    p = p * q + 1.0 / 362880.0
    p = p * q - 1.0 / 5040.0
    p = p * q + 1.0 / 120.0
    p = p * q - 1.0 / 6.0
    return r + (r * q) * p


@njit(cache=True)
def _cosine_polynomial(r: float) -> float:
    q = r * r
    p = 1.0 / 20922789888000.0
    p = p * q - 1.0 / 87178291200.0
    p = p * q + 1.0 / 479001600.0
    p = p * q - 1.0 / 3628800.0
    p = p * q + 1.0 / 40320.0
    p = p * q - 1.0 / 720.0
    p = p * q + 1.0 / 24.0
    return 1.0 - (0.5 * q - (q * q) * p)


@njit(cache=True)
def _quarter_turns(x: float, shift: int) -> float:
    """Return sin(x + shift pi/2)."""
    if not (-1.0e6 <= x <= 1.0e6):
        return NAN
    k = (x * TWO_OVER_PI + ROUNDER) - ROUNDER
    r = ((x - k * HALF_PI_1) - k * HALF_PI_2) - k * HALF_PI_3
    quadrant = (int(k) + shift) & 3
    value = _cosine_polynomial(r) if quadrant & 1 else _sine_polynomial(r)
    return -value if quadrant & 2 else value


@njit(cache=True)
def sin(x: float) -> float:
    """Return the sine of x in radians; absolute error below 3e-16 for |x| <= 1e6, NaN beyond."""
    return _quarter_turns(x, 0)


@njit(cache=True)
def cos(x: float) -> float:
    """Return the cosine of x in radians; absolute error below 3e-16 for |x| <= 1e6, NaN beyond."""
    return _quarter_turns(x, 1)


# Numerators and denominators of algorithm AS 241, PPND16, highest power first
_CENTRE_UP = (
    2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
    1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0,
)  # fmt: skip
_CENTRE_DOWN = (
    5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
    5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0,
)  # fmt: skip
_SIDE_UP = (
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
    3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0,
)  # fmt: skip
_SIDE_DOWN = (
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
    6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0,
)  # fmt: skip
_TAIL_UP = (
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
    2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0,
)  # fmt: skip
_TAIL_DOWN = (
    2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
    1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0,
)  # fmt: skip


@njit(cache=True)
def _ratio(up: tuple[float, ...], down: tuple[float, ...], t: float) -> float:
    numerator = 0.0
    denominator = 0.0
    for i in range(8):
        numerator = numerator * t + up[i]
        denominator = denominator * t + down[i]
    return numerator / denominator


@njit(cache=True)
def normal_quantile(p: float) -> float:
    """Return z with P(Z <= z) = p for a standard normal Z; relative error about 1e-15; -inf at 0, inf at 1.

    Wichura (1988), Algorithm AS 241, Applied Statistics 37(3), 477-484, doi 10.2307/2347330.
    """
    if not (0.0 < p < 1.0):
        return -INFINITY if p == 0.0 else (INFINITY if p == 1.0 else NAN)
    q = p - 0.5
    if -0.425 <= q <= 0.425:
        return q * _ratio(_CENTRE_UP, _CENTRE_DOWN, 0.180625 - q * q)
    r = np.sqrt(-log(p if q < 0.0 else 1.0 - p))
    z = _ratio(_SIDE_UP, _SIDE_DOWN, r - 1.6) if r <= 5.0 else _ratio(_TAIL_UP, _TAIL_DOWN, r - 5.0)
    return -z if q < 0.0 else z


@njit(cache=True)
def _exp_loop(x: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    for i in range(x.size):
        out[i] = exp(x[i])


@njit(cache=True)
def _log_loop(x: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    for i in range(x.size):
        out[i] = log(x[i])


@njit(cache=True)
def _power_loop(x: NDArray[np.float64], y: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    for i in range(x.size):
        out[i] = power(x[i], y[i])


@njit(cache=True)
def _sin_loop(x: NDArray[np.float64], shift: int, out: NDArray[np.float64]) -> None:
    for i in range(x.size):
        out[i] = _quarter_turns(x[i], shift)


@njit(cache=True)
def _normal_quantile_loop(p: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    for i in range(p.size):
        out[i] = normal_quantile(p[i])


def _flat(x: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64], tuple[int, ...]]:
    array = np.asarray(x, dtype=np.float64)
    return np.ascontiguousarray(array).ravel(), np.empty(array.size), array.shape


def norm(x: ArrayLike, y: ArrayLike) -> NDArray[np.float64]:
    """Return the length of vectors (x, y) of any shape; unlike ``np.hypot`` it rounds alike everywhere."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    return np.sqrt(x * x + y * y)


def line_length(line: tuple[tuple[float, float], tuple[float, float]]) -> float:
    """Return the length of a line from one point to another."""
    (x0, y0), (x1, y1) = line
    return sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0))


def exp_array(x: ArrayLike) -> NDArray[np.float64]:
    """Return ``exp`` of each element, in the shape of ``x``."""
    flat, out, shape = _flat(x)
    _exp_loop(flat, out)
    return out.reshape(shape)


def log_array(x: ArrayLike) -> NDArray[np.float64]:
    """Return ``log`` of each element, in the shape of ``x``."""
    flat, out, shape = _flat(x)
    _log_loop(flat, out)
    return out.reshape(shape)


def power_array(x: ArrayLike, y: ArrayLike) -> NDArray[np.float64]:
    """Return ``power`` of each pair of elements; ``x`` and ``y`` are broadcast against each other."""
    base, exponent = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64))
    flat, out, shape = _flat(base)
    _power_loop(flat, np.ascontiguousarray(exponent).ravel(), out)
    return out.reshape(shape)


def sin_array(x: ArrayLike) -> NDArray[np.float64]:
    """Return ``sin`` of each element, in the shape of ``x`` (radians)."""
    flat, out, shape = _flat(x)
    _sin_loop(flat, 0, out)
    return out.reshape(shape)


def cos_array(x: ArrayLike) -> NDArray[np.float64]:
    """Return ``cos`` of each element, in the shape of ``x`` (radians)."""
    flat, out, shape = _flat(x)
    _sin_loop(flat, 1, out)
    return out.reshape(shape)


def normal_quantile_array(p: ArrayLike) -> NDArray[np.float64]:
    """Return ``normal_quantile`` of each element, in the shape of ``p``."""
    flat, out, shape = _flat(p)
    _normal_quantile_loop(flat, out)
    return out.reshape(shape)
