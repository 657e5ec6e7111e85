"""Compartments of two layers as a source: what CFAST says of a room becomes the air at the heads of those in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.models.hazards.sampling import Heads, Region, add_point_source, people_in

Floats = NDArray[np.float64]


@njit(cache=True, error_model="numpy")
def add_zone(
    heads: Heads,
    region: Region,
    floor: float,
    lower: Floats,
    upper: Floats,
    interface: float,
    half: float,
    out: Floats,
) -> None:
    """Add two layers of air, joined linearly over ``interface`` +- ``half`` above ``floor``, by the height of heads.

    Parameters
    ----------
    floor, interface, half
        In m; the floor of the compartment, not the ground that someone stands on.
    lower, upper
        (8,) deviations from ambient air.
    """
    for i in people_in(heads, region):
        above = heads.z[i] - floor
        if half > 0.0:
            share = min(max((above - interface) / (2.0 * half) + 0.5, 0.0), 1.0)
        else:
            share = 1.0 if above >= interface else 0.0
        for q in range(out.shape[1]):
            out[i, q] += (1.0 - share) * lower[q] + share * upper[q]


@dataclass(frozen=True, eq=False)
class Zone:
    """A part of a compartment on one surface.

    Parameters
    ----------
    floor, half
        Of the compartment: height of its lowest ground and half thickness of the transition, m.
    interface
        (rows,) m above the floor.
    lower, upper
        (rows, 8) deviations from ambient air; the last column is the flux from layer and walls at this part's heads.
    """

    region: Region
    floor: float
    half: float
    interface: Floats
    lower: Floats
    upper: Floats


class ZoneField:
    """Zones in time and the radiation of the fire.

    Parameters
    ----------
    times
        (rows,) s, growing.
    fires
        The regions that the fire radiates to, its place x, y, z in m, and (rows,) what it radiates in W.
    moments
        What happens when: (time in s, words).
    seconds
        What the fire model took.
    """

    def __init__(
        self,
        about: str,
        begins: float,
        times: Floats,
        zones: Sequence[Zone],
        fires: Sequence[tuple[Region, tuple[float, float, float], Floats]],
        moments: Sequence[tuple[float, str]] = (),
        seconds: float = 0.0,
    ) -> None:
        self.about = about
        self.begins, self.horizon = begins, float(times[-1])
        self.times = times
        self.zones = tuple(zones)
        self.fires = tuple(fires)
        self.moments = tuple(sorted(moments))
        self.seconds = seconds
        self._said = 0

    def add(self, time: float, heads: Heads, out: Floats) -> None:
        """Add the layers of every compartment and the radiation of the fire."""
        k = min(max(int(np.searchsorted(self.times, time, side="right")) - 1, 0), max(len(self.times) - 2, 0))
        after = min(k + 1, len(self.times) - 1)
        span = self.times[after] - self.times[k]
        late = min(max((time - self.times[k]) / span, 0.0), 1.0) if span > 0.0 else 0.0
        early = 1.0 - late
        for zone in self.zones:
            add_zone(
                heads, zone.region, zone.floor,
                early * zone.lower[k] + late * zone.lower[after],
                early * zone.upper[k] + late * zone.upper[after],
                float(early * zone.interface[k] + late * zone.interface[after]), zone.half, out,
            )  # fmt: skip
        for region, (x, y, z), power in self.fires:
            add_point_source(heads, region, x, y, z, float(early * power[k] + late * power[after]), out)

    def remarks(self, time: float) -> Sequence[str]:
        """Return what detectors and sprinklers did since the last call."""
        first = self._said
        while self._said < len(self.moments) and self.moments[self._said][0] <= time:
            self._said += 1
        return [words for _, words in self.moments[first : self._said]]
