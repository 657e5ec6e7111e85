"""What a body's size means for the ways that are open to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SQUEEZED = 0.9
"""Share of its radius: nobody squeezes through between walls that are nearer than this on both sides."""


def least_width(radius: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (people,) the width in m of the narrowest gap through which a body of each radius squeezes."""
    return 2.0 * SQUEEZED * radius
