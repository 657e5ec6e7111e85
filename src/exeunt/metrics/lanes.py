"""Do two streams that meet keep to lanes of their own?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STRIP = 0.4


def lane_order(frame: Ints, across: Floats, way: NDArray[np.int8], strip: float = STRIP) -> float:
    """Return the order parameter of lanes: 1 if every strip holds one direction only, near 0 if they are mixed.

    Phi = mean over all strips and frames with somebody inside of ((n_a - n_b) / (n_a + n_b))^2, with n_a and n_b
    the people of the two directions in a strip along the corridor. A strip with one person counts as ordered, so
    values of thin crowds lie near 1 by themselves: compare at equal density only.

    Parameters
    ----------
    frame
        (rows,) frame of each person seen in the measuring field.
    across
        (rows,) place across the corridor in m, 0 at one wall.
    way
        (rows,) +1 or -1, the direction in which the person walks.
    strip
        Width of a strip in m.

    Returns NaN without rows. Source: M. Rex, H. Loewen, Phys. Rev. E 75 (2007) 051402; for pedestrians
    S. Nowak, A. Schadschneider, Phys. Rev. E 85 (2012) 066128, sec. III.
    """
    if not len(frame):
        return float("nan")
    lane = np.floor(across / strip).astype(np.int64)
    lane -= lane.min()
    number = int(lane.max()) + 1
    cell, inverse = np.unique((frame - frame.min()) * number + lane, return_inverse=True)
    people = np.bincount(inverse, minlength=len(cell))
    surplus = np.bincount(inverse, weights=way.astype(np.float64), minlength=len(cell))
    return float(np.mean((surplus / people) ** 2))
