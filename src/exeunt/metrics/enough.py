"""How many runs are enough: a stopping rule on several measures at once, for everything that repeats.

Repeat until the running means hardly move any more: the idea, and its measures of curves, are those of Ronchi, Reneke &
Peacock (2014), "A method for the analysis of behavioural uncertainty in evacuation modelling", Fire Technology 50,
1477-1507. The thresholds are usual ones; the bound on the percentile is ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exeunt.metrics.curves import (
    euclidean_projection_coefficient,
    euclidean_relative_difference,
    out_counts,
    secant_cosine,
)

Floats = NDArray[np.float64]

POINTS = 200
RESAMPLES = 1000


@dataclass(frozen=True)
class Rule:
    """When to stop; all limits are relative.

    Parameters
    ----------
    least, block, most
        Runs before the rule may stop; runs added at a time; runs after which it stops in any case.
    window
        Number of last runs over which every change must have stayed below its limit.
    mean, sd
        Change of the running mean and standard deviation of each number by one more run.
    erd, epc, sc
        Difference between the mean curve after j and after j - 1 runs: ERD, distance of EPC and of SC from 1.
    share, half_width
        Half the 95 % bootstrap interval of this percentile of the first number, over the percentile.
    """

    least: int = 50
    block: int = 10
    most: int = 500
    window: int = 10
    mean: float = 0.01
    sd: float = 0.05
    erd: float = 0.01
    epc: float = 0.01
    sc: float = 0.01
    share: float = 0.95
    half_width: float = 0.03


@dataclass(frozen=True)
class Standing:
    """Where a series of runs stands.

    ``measures`` has the largest change of each measure in the window, relative; ``unmet`` names the measures that are
    above their limits; ``capped`` is true if only the largest number of runs ended it.
    """

    enough: bool
    runs: int
    measures: Mapping[str, float] = field(default_factory=dict)
    unmet: tuple[str, ...] = ()
    capped: bool = False


def enough(
    numbers: Mapping[str, Floats], curves: Mapping[str, Floats] | None = None, rule: Rule | None = None
) -> Standing:
    """Return whether the runs made so far are enough.

    Parameters
    ----------
    numbers
        For each output one number a run, (runs,), in the order of the runs; the percentile is that of the first.
    curves
        For each output one curve a run, (runs, points), on equal steps that all runs share.

    Raises
    ------
    ValueError
        If there is no number, or the outputs have different numbers of runs.
    """
    rule, curves = rule or Rule(), curves or {}
    counts = {len(values) for values in (*numbers.values(), *curves.values())}
    if not numbers or len(counts) != 1:
        raise ValueError("every output needs one value a run, and there must be at least one number")
    runs = counts.pop()
    if runs < max(rule.least, rule.window + 2):
        return Standing(False, runs, {}, ("number of runs",))
    limits: dict[str, tuple[float, float]] = {}
    for name, values in numbers.items():
        mean, sd = _moves(values, rule.window)
        limits[f"{name} mean"], limits[f"{name} sd"] = (mean, rule.mean), (sd, rule.sd)
    for name, rows in curves.items():
        for (measure, worst), limit in zip(
            _curve_moves(rows, rule.window).items(), (rule.erd, rule.epc, rule.sc), strict=True
        ):
            limits[f"{name} {measure}"] = (worst, limit)
    first, values = next(iter(numbers.items()))
    limits[f"{first} {rule.share:.0%} percentile"] = (
        percentile_half_width(values, rule.share),
        rule.half_width,
    )
    unmet = tuple(name for name, (value, limit) in limits.items() if not value < limit)
    capped = bool(unmet) and runs >= rule.most
    return Standing(
        not unmet or capped, runs, {name: value for name, (value, _) in limits.items()}, unmet, capped
    )


def enough_out(times_out: Sequence[Floats], rule: Rule | None = None) -> Standing:
    """Return whether runs are enough by the time of the last person out and the curve of people out.

    Parameters
    ----------
    times_out
        For each run (people,) seconds at which each left, NaN for those who did not; a run in which nobody left
        counts as time 0.
    """
    last = np.array([np.nanmax(times, initial=0.0) for times in times_out])
    grid = np.linspace(0.0, max(float(last.max(initial=0.0)), 1e-9), POINTS)
    curves = np.array([out_counts(times, grid) for times in times_out])
    return enough({"last out": last}, {"people out": curves}, rule)


def percentile_half_width(values: Floats, share: float, seed: int = 0) -> float:
    """Return half the 95 % bootstrap interval of a percentile, over the percentile; the same for the same values."""
    dice = np.random.default_rng(seed)
    picks = dice.integers(0, len(values), size=(RESAMPLES, len(values)))
    low, high = np.quantile(np.quantile(values[picks], share, axis=1), (0.025, 0.975))
    centre = abs(float(np.quantile(values, share)))
    return float(high - low) / 2 / centre if centre > 0 else (0.0 if high == low else float("inf"))


def _moves(values: Floats, window: int) -> tuple[float, float]:
    """Return the largest relative change of running mean and standard deviation by one of the last runs."""
    ends = range(len(values) - window, len(values) + 1)
    means = np.array([values[:end].mean() for end in ends])
    spreads = np.array([values[:end].std(ddof=1) for end in ends])
    return _worst(means), _worst(spreads)


def _worst(series: Floats) -> float:
    change, size = np.abs(np.diff(series)), np.abs(series[1:])
    return float(np.max(np.where(change == 0, 0.0, change / np.where(size > 0, size, np.nan))))


def _curve_moves(rows: Floats, window: int) -> dict[str, float]:
    worst = {"ERD": 0.0, "EPC": 0.0, "SC": 0.0}
    sums = np.cumsum(rows, axis=0)
    for count in range(len(rows) - window + 1, len(rows) + 1):
        before, after = sums[count - 2] / (count - 1), sums[count - 1] / count
        if np.array_equal(before, after):
            continue
        worst["ERD"] = max(worst["ERD"], euclidean_relative_difference(before, after))
        worst["EPC"] = max(worst["EPC"], abs(euclidean_projection_coefficient(before, after) - 1))
        worst["SC"] = max(worst["SC"], abs(secant_cosine(before, after) - 1))
    return worst
