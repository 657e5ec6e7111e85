"""How cues burn a delay budget: an accelerated-failure-time law, solved exactly between two looks at the world.

With D the budget of a person and r_c the rate of a cue that it perceives, B(t) = integral of the sum of r_c; it is
alerted as soon as B > 0, investigates when B reaches q D and decides when B reaches D. Under one constant cue of rate r
the time to decide is D / r: the distribution of the budgets, shifted by -ln r on a logarithmic scale.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NOTHING = -1


@njit(cache=True, error_model="numpy", nogil=True)
def burn(
    start: float, end: float, begin: Floats, until: Floats, rate: Floats, steady: Floats, budget: Floats, share: float,
    burned: Floats, aware: Floats, looks: Floats, decides: Floats, first: NDArray[np.int64],
) -> None:  # fmt: skip
    """Let cues burn budgets until ``end``, and note when thresholds were passed, in s.

    Parameters
    ----------
    start, end
        The look at the world and the next one, s.
    begin
        (people, cues) from when on a cue counts for a person and has not yet been counted, s; may lie before
        ``start``, inf if it does not.
    until
        (cues,) when each ends, s.
    rate
        (cues,) its rate.
    steady
        (people,) rate of everything else from ``start`` to ``end``.
    budget, share
        (people,) D in s; q.
    burned, aware, looks, decides
        (people,) B in s, and when the person was alerted, began to investigate and decided, s, NaN if it has not:
        brought up to date.
    first
        (people,) the cue that alerted the person, one past the last for ``steady``; ``NOTHING`` if none has.
    """
    for i in range(len(budget)):
        b, now = burned[i], start
        for c in range(len(rate)):
            now = min(now, begin[i, c])
        while now < end:
            total, after, strongest, most = 0.0, end, NOTHING, 0.0
            if now >= start:
                total, most = steady[i], steady[i]
                if most > 0.0:
                    strongest = len(rate)
            else:
                after = start
            for c in range(len(rate)):
                if begin[i, c] > now:
                    after = min(after, begin[i, c])
                elif until[c] > now:
                    after = min(after, until[c])
                    total += rate[c]
                    if rate[c] > most:
                        most, strongest = rate[c], c
            if total > 0.0:
                if np.isnan(aware[i]):
                    aware[i], first[i] = now, strongest
                reached = b + total * (after - now)
                if np.isnan(looks[i]) and reached >= share * budget[i]:
                    looks[i] = now + max(share * budget[i] - b, 0.0) / total
                if reached >= budget[i]:
                    decides[i] = now + max(budget[i] - b, 0.0) / total
                    b = budget[i]
                    break
                b = reached
            now = after
        burned[i] = b
