"""What people see others do: for which exits those nearby head."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

F64 = NDArray[np.float64]


@njit(cache=True)
def look_around(
    people: NDArray[np.intp], seen: NDArray[np.intp], column: NDArray[np.intp], surface: NDArray[np.int16],
    x: F64, y: F64, sight: float, shares: F64,
) -> None:  # fmt: skip
    """Add to ``shares`` (people, exits), zeros at first, what share of those seen nearby has each column.

    Somebody at a distance of d metres counts 1 / (1 + d); nobody counts beyond ``sight``, on other surfaces, or for
    itself.
    """
    for row in range(people.size):
        i, total = people[row], 0.0
        for k in range(seen.size):
            j = seen[k]
            dx, dy = x[j] - x[i], y[j] - y[i]
            squared = dx * dx + dy * dy
            if j != i and squared <= sight * sight and surface[j] == surface[i]:
                weight = 1.0 / (1.0 + np.sqrt(squared))
                shares[row, column[k]] += weight
                total += weight
        if total > 0.0:
            for exit in range(shares.shape[1]):
                shares[row, exit] /= total
