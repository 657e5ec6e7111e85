"""Means with intervals and how they are written."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
Interval = tuple[float, float]


def mean_interval(values: Floats, level: float = 0.95) -> Interval:
    """Return the confidence interval of a mean by Student's t; the value itself twice if there is one value."""
    values = np.asarray(values, dtype=np.float64)
    centre = float(np.mean(values))
    if len(values) < 2:
        return centre, centre
    half = float(
        stats.t.ppf((1 + level) / 2, len(values) - 1) * np.std(values, ddof=1) / np.sqrt(len(values))
    )
    return centre - half, centre + half


def percentile_rank(values: Floats, share: float) -> float:
    """Return the smallest value that at least a share of the values does not exceed."""
    ordered = np.sort(np.asarray(values))
    return float(ordered[max(ceil(share * len(ordered)) - 1, 0)])


def said(values: Floats, unit: str, digits: int = 2) -> str:
    """Write the mean of values with its interval: ``31.20 s [30.10, 32.30]``."""
    low, high = mean_interval(values)
    text = f"{np.mean(values):.{digits}f} {unit}".rstrip()
    return text if len(values) < 2 else f"{text} [{low:.{digits}f}, {high:.{digits}f}]"


def slope_interval(x: Floats, y: Floats, level: float = 0.95) -> tuple[float, Interval]:
    """Return the slope of y over x by least squares, and its confidence interval."""
    fit = stats.linregress(x, y)
    half = float(stats.t.ppf((1 + level) / 2, len(x) - 2) * fit.stderr)
    return float(fit.slope), (float(fit.slope) - half, float(fit.slope) + half)
