"""Distributions against SciPy, and what a draw may depend on."""

import numpy as np
import pytest
import scipy.special
import scipy.stats as st
from pydantic import TypeAdapter, ValidationError

from exeunt.base.distributions import (
    Constant,
    Gamma,
    Histogram,
    LogNormal,
    Normal,
    SpeedValues,
    Uniform,
    Weibull,
    distribution_of,
)
from exeunt.base.quantiles import gamma_tails, log_gamma, normal_tails
from exeunt.base.quantities import Speed
from exeunt.base.random import person_keys
from exeunt.base.streams import Stream

P = np.concatenate([[1e-12, 1e-6], np.linspace(0.001, 0.999, 999), [1 - 1e-6, 1 - 1e-9]])

CASES = [
    (Normal(mean=1.34, sd=0.26), st.norm(1.34, 0.26)),
    (LogNormal(median=60, sigma=0.6), st.lognorm(0.6, scale=60)),
    (LogNormal(mu=4.586, sigma=0.967), st.lognorm(0.967, scale=np.exp(4.586))),
    (Gamma(shape=1.291, scale=103.901), st.gamma(1.291, scale=103.901)),
    (Gamma(shape=0.3, scale=2), st.gamma(0.3, scale=2)),
    (Gamma(shape=400, scale=0.1), st.gamma(400, scale=0.1)),
    (Weibull(shape=1.195, scale=139.285), st.weibull_min(1.195, scale=139.285)),
    (Weibull(shape=0.5, scale=10), st.weibull_min(0.5, scale=10)),
    (Uniform(min=10, max=100), st.uniform(10, 90)),
]
NAMES = [f"{law.kind}-{n}" for n, (law, _) in enumerate(CASES)]


@pytest.mark.parametrize(("law", "reference"), CASES, ids=NAMES)
def test_quantiles_agree_with_scipy(law, reference):
    np.testing.assert_allclose(law.quantile(P), reference.ppf(P), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("law", "reference"), CASES, ids=NAMES)
def test_draws_follow_the_distribution(law, reference):
    keys = person_keys("visitors", 2000)
    drawn = np.concatenate([law.draw(seed, Stream.PRE_MOVEMENT, keys) for seed in range(5)])
    assert st.kstest(drawn, reference.cdf).pvalue > 0.01
    error = reference.std() / np.sqrt(len(drawn))
    assert abs(drawn.mean() - reference.mean()) < 4 * error
    assert drawn.std() == pytest.approx(reference.std(), rel=0.1)


@pytest.mark.parametrize(
    ("law", "reference"),
    [
        (Normal(mean=1.34, sd=0.26, min=0.5, max=2.2), st.norm(1.34, 0.26)),
        (Normal(mean=0, sd=1, min=6, max=8), st.norm(0, 1)),
        (Normal(mean=0, sd=1, max=-6), st.norm(0, 1)),
        (LogNormal(median=500, sigma=0.4, min=400, max=700), st.lognorm(0.4, scale=500)),
        (Gamma(shape=2, scale=50, min=10), st.gamma(2, scale=50)),
        (Weibull(shape=1.2, scale=140, min=300, max=900), st.weibull_min(1.2, scale=140)),
    ],
)
def test_cut_distributions_are_the_conditional_ones(law, reference):
    low, high = law.support()
    drawn = law.quantile(P)
    assert drawn.min() >= low
    assert drawn.max() <= high
    # the share of the uncut mass between the ends; from the side on which it is small
    if reference.cdf(low) > 0.5:
        share = (reference.sf(low) - reference.sf(drawn)) / (reference.sf(low) - reference.sf(high))
    else:
        share = (reference.cdf(drawn) - reference.cdf(low)) / (reference.cdf(high) - reference.cdf(low))
    np.testing.assert_allclose(share, P, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("a", [0.05, 0.5, 1.0, 2.5, 30.0, 1e4])
def test_incomplete_gamma_function(a):
    x = a * np.array([1e-3, 0.1, 0.5, 0.9, 1.0, 1.1, 2.0, 5.0]) + 1e-6
    tails = np.array([gamma_tails(a, each) for each in x])
    np.testing.assert_allclose(tails[:, 0], scipy.special.gammainc(a, x), rtol=1e-10, atol=1e-300)
    np.testing.assert_allclose(tails[:, 1], scipy.special.gammaincc(a, x), rtol=1e-10, atol=1e-15)
    assert log_gamma(a) == pytest.approx(scipy.special.gammaln(a), rel=1e-13, abs=1e-13)


@pytest.mark.parametrize("z", [-30.0, -8.0, -1.0, -1e-9, 0.0, 0.3, 5.0, 9.0])
def test_both_tails_of_the_normal_distribution_keep_their_digits(z):
    lower, upper = normal_tails(z)
    assert lower == pytest.approx(st.norm.cdf(z), rel=1e-11)
    assert upper == pytest.approx(st.norm.sf(z), rel=1e-11)


@pytest.mark.parametrize("law", [law for law, _ in CASES] + [Constant(value=3.0)])
def test_extreme_ranks_give_finite_values(law):
    values = law.quantile(np.array([0.0, 1.0]))
    assert np.all(np.isfinite(values))
    assert values[0] <= values[1]


def test_histogram_keeps_the_weights_and_skips_empty_classes():
    law = Histogram(edges=[0, 10, 20, 40], weights=[1, 0, 3])
    drawn = law.quantile(np.linspace(0, 1, 100_001))
    counts, _ = np.histogram(drawn, [0, 10, 20, 40])
    np.testing.assert_allclose(counts / len(drawn), [0.25, 0, 0.75], atol=1e-4)
    assert law.quantile(np.array([0.25 + 0.75 / 2]))[0] == pytest.approx(30.0)
    assert Histogram(edges=[0, 1, 2], weights=[1, 0]).quantile(np.array([1.0]))[0] == 1.0


def test_a_person_keeps_the_value_when_others_join():
    law = Normal(mean=1.34, sd=0.26)
    few = law.draw(7, Stream.DESIRED_SPEED, person_keys("staff", 10))
    many = law.draw(7, Stream.DESIRED_SPEED, person_keys("staff", 1000))
    np.testing.assert_array_equal(few, many[:10])


def test_numbers_and_units_become_constants_and_units_reach_every_parameter():
    adapter = TypeAdapter(distribution_of("Pace", Speed))
    assert adapter.validate_python("3.6 km/h").value == pytest.approx(1.0)
    law = adapter.validate_python({"kind": "normal", "mean": "3.6 km/h", "sd": 0.1, "max": "7.2 km/h"})
    assert (law.mean, law.max) == pytest.approx((1.0, 2.0))
    assert adapter.validate_json(adapter.dump_json(law)) == law


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ({"kind": "normal", "mean": 1, "sd": 0}, "greater than 0"),
        ({"kind": "normal", "mean": 1, "sd": 0.1, "min": 2, "max": 1}, "must be below max"),
        ({"kind": "uniform", "min": 2, "max": 1}, "must not be above max"),
        ({"kind": "log_normal", "sigma": 0.5}, "either median or mu"),
        ({"kind": "log_normal", "sigma": 0.5, "mu": 1, "median": 1}, "either median or mu"),
        ({"kind": "histogram", "edges": [1, 2], "weights": [1, 1]}, "need 3 edges"),
        ({"kind": "histogram", "edges": [2, 1], "weights": [1]}, "edges must grow"),
        ({"kind": "normal", "mean": "1 kg", "sd": 1}, "not a unit of speed"),
        ({"kind": "gauss", "mean": 1}, "log_normal"),
        ({"kind": "normal", "mean": 1, "sd": 0.1, "median": 1}, "median"),
    ],
)
def test_wrong_parameters_are_refused_by_name(text, words):
    with pytest.raises(ValidationError, match=words):
        TypeAdapter(SpeedValues).validate_python(text)
