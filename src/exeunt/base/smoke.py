"""How far things are seen through smoke: visibility times extinction coefficient is a constant (Jin 1978)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

REFLECTING = 3.0
"""Visibility in m times extinction coefficient in 1/m, of things that reflect light."""
EMITTING = 8.0
"""The same of things that emit light, such as flames and lit signs."""


def visibility(extinction: ArrayLike, constant: float = REFLECTING) -> NDArray[np.float64]:
    """Return how far things are seen, in m, through smoke of an extinction coefficient in 1/m; inf in clear air."""
    extinction = np.asarray(extinction, dtype=np.float64)
    smoky = extinction > 0.0
    return np.where(smoky, constant / np.where(smoky, extinction, 1.0), np.inf)
