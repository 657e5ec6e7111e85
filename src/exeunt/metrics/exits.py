"""When and by which way people left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def share_out(time_out: Floats, share: float, people: int | None = None) -> float:
    """Return the time in s at which a share of the people had left.

    T(share) is the moment at which the k-th person left, k = ceil(share x N), with N *all* people who were in
    the venue, also those who never left; NaN if fewer than k did. T(0.98) of 6,000 people is the time of
    the 5,880th. No interpolation: it is the time of a real person.

    Parameters
    ----------
    time_out
        (people,) seconds, NaN for those who did not leave.
    share
        Between 0 (excluded) and 1.
    people
        N, if ``time_out`` does not list everybody.
    """
    if not 0 < share <= 1:
        raise ValueError("the share lies between 0 and 1")
    left = np.sort(time_out[~np.isnan(time_out)])
    rank = ceil(share * (len(time_out) if people is None else people) - 1e-9)
    return float(left[rank - 1]) if 0 < rank <= len(left) else float("nan")


def last_out(time_out: Floats) -> float:
    """Return when the last person who left did so, in s; NaN if nobody did."""
    left = time_out[~np.isnan(time_out)]
    return float(left.max()) if len(left) else float("nan")


def out_curve(time_out: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Return the N-t curve: sorted times in s and how many people had left from each time on."""
    left = np.sort(time_out[~np.isnan(time_out)])
    return left, np.arange(1, len(left) + 1)


def inside_curve(entered: Floats, time_out: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Return how many people are inside from each time on.

    Parameters
    ----------
    entered
        (people,) seconds at which each person came in, NaN if never.
    time_out
        (people,) seconds, NaN while inside.

    Returns
    -------
    times, inside
        Steps: ``inside[i]`` holds from ``times[i]`` until ``times[i + 1]``; times strictly increase from 0.
    """
    came, left = entered[~np.isnan(entered)], time_out[~np.isnan(time_out)]
    times = np.concatenate([[0.0], came, left])
    change = np.concatenate([[0.0], np.ones(len(came)), -np.ones(len(left))])
    unique, where = np.unique(times, return_inverse=True)
    return unique, np.cumsum(np.bincount(where, weights=change, minlength=len(unique))).astype(np.int64)


def out_curves(
    time_out: Floats, exit_used: Sequence[str | None], exits: Sequence[str]
) -> Mapping[str, tuple[Floats, NDArray[np.int64]]]:
    """Return the N-t curve of each exit by its id; exits that nobody used have empty curves."""
    used = np.array([name or "" for name in exit_used])
    return {name: out_curve(time_out[used == name]) for name in exits}
