"""Random numbers: the published generator, and draws that depend on nothing but what names them."""

import numpy as np
import pytest
from scipy import stats

from exeunt.base.random import person_key, person_keys, philox, uniform, uniforms

PI = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0)
KNOWN = [
    ((0,) * 6, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 6, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (PI, (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
]


@pytest.mark.parametrize(("words", "wanted"), KNOWN)
def test_philox_known_answers(words, wanted):
    """Known-answer vectors published with Random123 (Salmon et al. 2011) for philox4x32-10."""
    assert tuple(int(word) for word in philox(*(np.uint64(word) for word in words))) == wanted


def test_a_draw_is_the_same_alone_and_in_an_array():
    keys = person_keys("stalls", 50)
    drawn = uniforms(11, 3, keys, step=8, k=2)
    assert [uniform(11, 3, key, 8, 2) for key in keys] == drawn.tolist()
    assert [uniform(11, 3, person_key("stalls", i), 8, 2) for i in range(50)] == drawn.tolist()


def test_a_further_person_changes_nobody_elses_numbers():
    assert (
        uniforms(1, 2, person_keys("a", 100))[:40].tolist() == uniforms(1, 2, person_keys("a", 40)).tolist()
    )


def test_every_name_of_a_draw_matters():
    key = person_key("a", 0)
    names = [(s, t, key, n, k) for s in (1, 2, 1 + (1 << 40)) for t in (3, 4) for n in (0, 9) for k in (0, 1)]
    names += [(1, 3, person_key("a", 1), 0, 0), (1, 3, person_key("b", 0), 0, 0)]
    assert len({uniform(*name) for name in names}) == len(names)


def test_negative_seeds_are_allowed():
    assert (
        uniforms(-1, 1, person_keys("a", 3)).tolist()
        == uniforms((1 << 64) - 1, 1, person_keys("a", 3)).tolist()
    )


@pytest.mark.parametrize("axis", ["people", "steps", "k"])
def test_numbers_are_uniform_and_uncorrelated(axis):
    n, keys = 20_000, person_keys("crowd", 20_000)
    if axis == "people":
        u = uniforms(5, 1, keys)
    elif axis == "steps":
        u = np.array([uniform(5, 1, keys[0], step, 0) for step in range(n)])
    else:
        u = np.array([uniform(5, 1, keys[0], 0, k) for k in range(n)])
    assert u.min() >= 0.0
    assert u.max() < 1.0
    assert stats.kstest(u, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(u[1:], u[:-1])[0, 1]) < 4 / np.sqrt(n)


def test_keys_do_not_collide_between_populations():
    keys = np.concatenate([person_keys(name, 50_000) for name in ("stalls", "gallery", "staff")])
    assert len(np.unique(keys)) == len(keys)


def test_streams_and_ordinals_out_of_range_are_refused():
    for stream, k in ((4096, 0), (-1, 0), (1, 1 << 20), (1, -1)):
        with pytest.raises(ValueError, match="must be below"):
            uniforms(1, stream, person_keys("a", 1), k=k)
