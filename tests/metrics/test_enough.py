"""The stopping rule: it stops when nothing moves any more, and says what still does."""

from __future__ import annotations

import numpy as np
import pytest

from exeunt.metrics.curves import (
    euclidean_projection_coefficient,
    euclidean_relative_difference,
    out_counts,
    secant_cosine,
)
from exeunt.metrics.enough import Rule, enough, enough_out, percentile_half_width


def test_measures_of_curves_by_hand() -> None:
    expected, measured = np.array([1.0, 2.0, 2.0]), np.array([1.0, 2.0, 4.0])
    assert euclidean_relative_difference(expected, measured) == pytest.approx(2.0 / 3.0)
    assert euclidean_projection_coefficient(expected, measured) == pytest.approx(13.0 / 21.0)
    # slopes (1, 0) and (1, 2)
    assert secant_cosine(expected, measured) == pytest.approx(1.0 / np.sqrt(5.0))


def test_equal_and_scaled_curves() -> None:
    curve = np.sqrt(np.linspace(0, 9, 40))
    assert euclidean_relative_difference(curve, curve) == 0
    assert euclidean_projection_coefficient(curve, 0.5 * curve) == pytest.approx(2.0)
    assert secant_cosine(curve, 0.5 * curve + 3, lag=4) == pytest.approx(1.0)
    assert np.isnan(euclidean_relative_difference(np.zeros(3), np.ones(3)))


def test_people_who_stay_never_count_as_out() -> None:
    assert out_counts(np.array([3.0, np.nan, 1.0]), np.array([0.0, 1.0, 2.0, 9.0])).tolist() == [0, 1, 1, 2]


def runs(count: int, sd: float, people: int = 60) -> list[np.ndarray]:
    dice = np.random.default_rng(3)
    return [np.sort(dice.uniform(0, 100, people)) + dice.normal(60, sd) for _ in range(count)]


def test_never_before_the_least_number_of_runs() -> None:
    standing = enough_out(runs(49, 0.0))
    assert not standing.enough
    assert standing.unmet == ("number of runs",)


def test_steady_runs_are_enough_and_scattered_ones_are_not() -> None:
    assert enough_out(runs(60, 1.0)).enough
    scattered = enough_out(runs(60, 55.0))
    assert not scattered.enough
    assert any("percentile" in name for name in scattered.unmet)
    assert all(scattered.measures[name] > 0 for name in scattered.unmet)


def test_one_output_that_still_moves_is_not_outvoted() -> None:
    steady, drifting = np.full(60, 100.0), np.concatenate([np.full(55, 10.0), np.full(5, 40.0)])
    standing = enough({"time": steady, "queue": drifting})
    assert not standing.enough
    assert standing.unmet == ("queue mean", "queue sd")


def test_the_largest_number_of_runs_ends_it_and_says_so() -> None:
    standing = enough_out(runs(60, 55.0), Rule(most=60))
    assert standing.enough
    assert standing.capped
    assert standing.unmet


def test_runs_that_do_not_differ_are_enough() -> None:
    standing = enough({"time": np.full(50, 40.0)}, {"out": np.tile(np.arange(5.0), (50, 1))})
    assert standing.enough
    assert max(standing.measures.values()) == 0


def test_outputs_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one value a run"):
        enough({"time": np.ones(60)}, {"out": np.ones((59, 4))})


def test_bootstrap_width_shrinks_with_the_root_of_the_number_of_runs() -> None:
    values = np.random.default_rng(1).normal(100, 10, 1600)
    wide, narrow = percentile_half_width(values[:100], 0.5), percentile_half_width(values, 0.5)
    assert wide / narrow == pytest.approx(4.0, rel=0.35)
    # 1.2533 sd / sqrt(n) is the standard error of the median of a normal law
    assert narrow == pytest.approx(1.96 * 1.2533 * 0.1 / np.sqrt(1600), rel=0.25)
