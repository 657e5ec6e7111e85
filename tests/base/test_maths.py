"""Elementary functions: accurate, and the same bits whatever the processor."""

import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.special import ndtri

from exeunt.base import maths

FINGERPRINT = "9486ca64ae194e0fd6a72031267e2cde11dd806b26a28d9fc407ce6a11769027"


def exact(function, x):
    """Return the value in extended precision (64-bit mantissa), good to 1e-19."""
    return function(np.asarray(x).astype(np.longdouble))


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def test_exp_is_accurate_to_the_last_bits(rng):
    x = np.concatenate([rng.uniform(-700, 700, 50_000), rng.uniform(-1e-3, 1e-3, 1000), [0.0, -708.0, 709.0]])
    assert np.max(np.abs(maths.exp_array(x) / exact(np.exp, x) - 1)) < 4e-16


def test_exp_is_bounded_at_both_ends():
    assert 0.0 < maths.exp(-1e9) < 1e-307
    assert 8e307 < maths.exp(1e9) < np.inf


@pytest.mark.parametrize("spread", [(-300, 300), (-1, 1), (-1e-6, 1e-6)])
def test_log_is_accurate_far_from_one_and_near_it(rng, spread):
    x = 10.0 ** rng.uniform(*spread, 50_000)
    x = x[x != 1.0]
    assert np.max(np.abs(maths.log_array(x) / exact(np.log, x) - 1)) < 6e-16


def test_log_at_the_edges():
    assert maths.log(1.0) == 0.0
    assert maths.log(0.0) == -np.inf
    assert np.isnan(maths.log(-1.0))
    assert maths.log(np.inf) == np.inf
    assert maths.log(5e-324) == pytest.approx(float(exact(np.log, 5e-324)), rel=1e-15)


def test_power_and_its_conventions(rng):
    x, y = 10.0 ** rng.uniform(-3, 3, 10_000), rng.uniform(-20, 20, 10_000)
    wanted = exact(np.log, x) * y
    assert np.max(np.abs(maths.power_array(x, y) / np.exp(wanted) - 1) / (1 + np.abs(wanted))) < 4e-16
    assert (maths.power(0.0, 0.0), maths.power(0.0, 2.0), maths.power(5.0, 0.0)) == (1.0, 0.0, 1.0)
    assert np.isnan(maths.power(-2.0, 0.5))
    assert maths.power_array(2.0, [1.0, 2.0, 3.0]) == pytest.approx([2.0, 4.0, 8.0], rel=1e-15)


@pytest.mark.parametrize("size", [1.0, 100.0, 1e6])
def test_sine_and_cosine(rng, size):
    x = rng.uniform(-size, size, 50_000)
    assert np.max(np.abs(maths.sin_array(x) - exact(np.sin, x))) < 3e-16
    assert np.max(np.abs(maths.cos_array(x) - exact(np.cos, x))) < 3e-16


def test_sine_refuses_what_it_cannot_reduce():
    assert np.isnan(maths.sin(1e7))
    assert np.isnan(maths.cos(np.inf))


def test_normal_quantile_in_the_middle_and_in_the_tails(rng):
    p = np.concatenate([rng.uniform(0, 1, 20_000), 10.0 ** rng.uniform(-300, -1, 2000), [0.5, 1e-16]])
    wanted = ndtri(p)
    assert np.max(np.abs(maths.normal_quantile_array(p) - wanted) / np.maximum(np.abs(wanted), 1e-2)) < 5e-15
    assert (maths.normal_quantile(0.0), maths.normal_quantile(1.0)) == (-np.inf, np.inf)
    assert np.isnan(maths.normal_quantile(1.5))


def test_arrays_keep_their_shape():
    x = np.linspace(0.1, 2.0, 12).reshape(3, 4).T
    for function in (maths.exp_array, maths.log_array, maths.sin_array, maths.cos_array):
        assert function(x).shape == (4, 3)
        assert function(x)[3, 1] == function(x[3, 1])


SCRIPT = """
import hashlib
import numpy as np
from exeunt.base import maths
x = (np.arange(20000) - 10000) * 0.0625 + 1 / 3
p = (np.arange(20000) + 0.5) / 20000
digest = hashlib.sha256()
for values in (maths.exp_array(x * 0.5), maths.log_array(p * 1e3), maths.sin_array(x), maths.cos_array(x),
               maths.power_array(p, x * 0.01), maths.normal_quantile_array(p)):
    digest.update(values.tobytes())
print(digest.hexdigest())
"""


@pytest.mark.parametrize("target", [{}, {"NUMBA_CPU_NAME": "x86-64", "NUMBA_CPU_FEATURES": ""}])
def test_bits_are_those_on_record(target, tmp_path):
    """The hash was taken once; a compiler that fuses or reorders operations would change it."""
    environment = {**os.environ, **target, "NUMBA_CACHE_DIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == FINGERPRINT
