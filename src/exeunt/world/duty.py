"""Stewards who speak to people now, and the errands on which people walk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeunt.venue.raster import Raster

NO_ERRAND = -1
"""In the column ``errand``: the person goes where it chooses to go."""
STAY = -2
"""In the column ``errand``: the person stays where it is."""


@dataclass(frozen=True, eq=False)
class Stewards:
    """Who is at work now.

    Parameters
    ----------
    rows
        (stewards,) rows of the World.
    exits
        (stewards,) opening index of the exit that each names, -1 for none.
    leads
        (stewards,) who leads people out.
    staff
        (people,) who is a steward, at work or not.
    until
        When the last of them leaves who has a time to leave, s.
    reach
        How far their voices reach, m, in sight.
    """

    rows: NDArray[np.intp]
    exits: NDArray[np.int64]
    leads: NDArray[np.bool_]
    staff: NDArray[np.bool_]
    until: float = float("-inf")
    reach: float = 0.0

    @staticmethod
    def none(people: int = 0) -> Stewards:
        """Return nobody."""
        return Stewards(
            np.empty(0, np.intp), np.empty(0, np.int64), np.empty(0, np.bool_), np.zeros(people, np.bool_)
        )


def nearest_cell(raster: Raster, surface: int, x: float, y: float, clear: float = 0.25) -> NDArray[np.int64]:
    """Return (1,) the walkable cell of a surface nearest to a place, ``clear`` m from walls if there is one."""
    first, last = int(raster.arrays.offset[surface]), int(raster.arrays.offset[surface + 1])
    mine = np.flatnonzero(raster.own[first:last] & (raster.links[first:last] & 15 > 0)) + first
    wide = mine[raster.clearance[mine] >= clear]
    mine = wide if len(wide) else mine
    at = raster.centres(mine)
    return np.asarray(mine[[int(np.argmin((at[:, 0] - x) ** 2 + (at[:, 1] - y) ** 2))]])
