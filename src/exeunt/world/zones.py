"""Danger zones as they are now: prescribed places that people keep away from once they know of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class ZoneFrame:
    """One danger zone at the present time.

    Parameters
    ----------
    number
        Of the zone in the order of the scenario.
    id
        Of the zone in the scenario.
    surface
        Index of the surface on which it is.
    centre
        In plan, m.
    radius
        m; of the disc, or of the smallest disc around the centre that holds the polygon.
    polygon
        (n, 2) corners in plan, m; many for a disc.
    intensity
        0 to 1.
    sight, hearing
        Metres up to which it can be seen and heard.
    marks
        (m, 2) places by which a zone is recognised that reaches through walls; None for one that walls bound.
    time
        When it was there, s; NaN if not known.
    """

    number: int
    id: str
    surface: int
    centre: tuple[float, float]
    radius: float
    polygon: NDArray[np.float64]
    intensity: float
    sight: float
    hearing: float
    time: float = float("nan")
    marks: NDArray[np.float64] | None = None
