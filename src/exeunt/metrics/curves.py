"""How far two curves lie apart: the functional measures by which evacuation curves are compared.

Peacock, Reneke, Davis & Jones (1999), Fire Safety Journal 33, 167-184, for norms and inner products of curves;
Ronchi, Reneke & Peacock (2014), Fire Technology 50, 1477-1507, for their use on repeated evacuation runs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def euclidean_relative_difference(expected: Floats, measured: Floats) -> float:
    """Return ERD = sqrt(sum (E - m)^2 / sum E^2) of two curves (points,); 0 if they agree.

    NaN if the expected curve is zero everywhere.
    """
    norm = float(np.sum(expected**2))
    return float(np.sqrt(np.sum((expected - measured) ** 2) / norm)) if norm > 0 else float("nan")


def euclidean_projection_coefficient(expected: Floats, measured: Floats) -> float:
    """Return EPC = sum E m / sum m^2 of two curves (points,): the factor on m that brings it nearest to E.

    NaN if the measured curve is zero everywhere.
    """
    norm = float(np.sum(measured**2))
    return float(np.sum(expected * measured) / norm) if norm > 0 else float("nan")


def secant_cosine(expected: Floats, measured: Floats, lag: int = 1) -> float:
    """Return SC, the cosine of the angle between the slopes of two curves (points,) taken over ``lag`` points.

    Both curves have the same equal steps. 1 if they have the same shape; NaN if one is flat everywhere.
    """
    if not 0 < lag < len(expected):
        raise ValueError("the lag lies between 1 and the number of points less 1")
    left, right = expected[lag:] - expected[:-lag], measured[lag:] - measured[:-lag]
    norm = float(np.sqrt(np.sum(left**2) * np.sum(right**2)))
    return float(np.sum(left * right) / norm) if norm > 0 else float("nan")


def out_counts(time_out: Floats, times: Floats) -> Floats:
    """Return (times,) how many people had left by each time, NaN among ``time_out`` for those who did not."""
    left = np.sort(time_out[~np.isnan(time_out)])
    return np.searchsorted(left, times, side="right").astype(np.float64)
