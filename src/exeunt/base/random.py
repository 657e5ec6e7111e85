"""Random numbers as a pure function of (seed, stream, person, step, k): nothing is consumed, nothing is shared.

Philox4x32-10 of Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC'11,
doi 10.1145/2063384.2063405. The generator's key is the seed; its counter holds the person's key, the step, the stream
and k, so that a further person, measure or thread never shifts another's numbers.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.base.kernel_cache import survive_damage

survive_damage()

MASK = np.uint64(0xFFFFFFFF)
MULTIPLIER_0 = np.uint64(0xD2511F53)
MULTIPLIER_1 = np.uint64(0xCD9E8D57)
WEYL_0 = np.uint64(0x9E3779B9)
WEYL_1 = np.uint64(0xBB67AE85)
SHIFT_32 = np.uint64(32)
K_LIMIT = 1 << 20
STREAM_LIMIT = 1 << 12


@njit(cache=True)
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return the four 32-bit words (as uint64) of Philox4x32-10 for a counter of four and a key of two words."""
    for _ in range(10):
        product_0 = MULTIPLIER_0 * c0
        product_1 = MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (
            (product_1 >> SHIFT_32) ^ c1 ^ k0,
            product_1 & MASK,
            (product_0 >> SHIFT_32) ^ c3 ^ k1,
            product_0 & MASK,
        )
        k0 = (k0 + WEYL_0) & MASK
        k1 = (k1 + WEYL_1) & MASK
    return c0, c1, c2, c3


@njit(cache=True)
def uniform(seed: int, stream: int, key: int, step: int, k: int) -> float:
    """Return a float64 in [0, 1) with 53 random bits.

    Parameters
    ----------
    seed
        Of the run; its low 64 bits count.
    stream
        What the number is for (``base.streams.Stream``), below 4096.
    key
        Random key of the person (column ``key``), 64 bits.
    step
        Movement step, or whatever counts repetitions; its low 32 bits count.
    k
        Ordinal of the draw, below 2^20.
    """
    seed_bits = np.uint64(seed)
    key_bits = np.uint64(key)
    purpose = (np.uint64(stream) << np.uint64(20)) | (np.uint64(k) & np.uint64(0xFFFFF))
    w0, w1, _, _ = philox(
        key_bits & MASK,
        key_bits >> SHIFT_32,
        np.uint64(step) & MASK,
        purpose & MASK,
        seed_bits & MASK,
        seed_bits >> SHIFT_32,
    )
    high = np.float64(w0 >> np.uint64(5))
    low = np.float64(w1 >> np.uint64(6))
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0)


@njit(cache=True)
def _uniform_loop(
    seed: int, stream: int, keys: NDArray[np.uint64], step: int, k: int, out: NDArray[np.float64]
) -> None:
    for i in range(keys.size):
        out[i] = uniform(seed, stream, keys[i], step, k)


def uniforms(
    seed: int, stream: int, keys: NDArray[np.uint64], step: int = 0, k: int = 0
) -> NDArray[np.float64]:
    """Return (people,) numbers in [0, 1), one for each key.

    Raises
    ------
    ValueError
        If ``stream`` or ``k`` is out of range.
    """
    if not 0 <= stream < STREAM_LIMIT or not 0 <= k < K_LIMIT:
        raise ValueError(f"stream must be below {STREAM_LIMIT} and k below {K_LIMIT}, got {stream} and {k}")
    keys = np.ascontiguousarray(keys, dtype=np.uint64)
    out = np.empty(keys.size)
    _uniform_loop(np.uint64(seed & 0xFFFFFFFFFFFFFFFF), int(stream), keys, int(step), int(k), out)
    return out


def person_keys(population_id: str, n: int) -> NDArray[np.uint64]:
    """Return the random keys (n,) of persons 0 to n - 1 of a population.

    A hash of the population's id, plus the ordinal times an odd constant, through the finaliser of SplitMix64 (Steele,
    Lea & Flood 2014, doi 10.1145/2660193.2660195): one-to-one inside a population.
    """
    base = np.uint64(int.from_bytes(blake2b(population_id.encode(), digest_size=8).digest(), "little"))
    with np.errstate(over="ignore"):
        z = base + (np.arange(n, dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return np.asarray(z ^ (z >> np.uint64(31)))


def person_key(population_id: str, ordinal: int) -> np.uint64:
    """Return the random key of one person: element ``ordinal`` of ``person_keys``."""
    return np.uint64(person_keys(population_id, ordinal + 1)[ordinal])
