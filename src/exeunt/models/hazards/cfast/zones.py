"""Compartments of two layers as a source: what CFAST says of a room becomes the air at the heads of those in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.models.hazards.sampling import FOUR_PI, NEAREST, RADIATION, Heads, Region, odd_edges
from exeunt.venue.sight import Screens, in_sight
from exeunt.world.air import Detection, Remark

Floats = NDArray[np.float64]


class Places(NamedTuple):
    """Where zones are: surface (zones,), bounds (zones, 4), floor and half thickness (zones,) in m, burning (zones,).

    The edges of zone z are ``edges[first[z] : first[z + 1]]``.
    """

    surface: NDArray[np.int64]
    bounds: Floats
    first: NDArray[np.int64]
    edges: Floats
    floor: Floats
    half: Floats
    burning: NDArray[np.bool_]


@njit(cache=True, error_model="numpy")
def add_zones(
    heads: Heads, places: Places, lower: Floats, upper: Floats, interface: Floats, fire: Floats, power: float,
    lit: NDArray[np.bool_], out: Floats,
) -> None:  # fmt: skip
    """Add two layers of air to those in each zone, and the radiation of the fire to those where it burns.

    The layers are joined linearly over ``interface`` +- half above the floor of the compartment, by the height of each
    head. Whoever is in two zones, on their common edge, counts in the first.

    Parameters
    ----------
    lower, upper
        (zones, 8) deviations from ambient air.
    interface
        (zones,) m above the floor of the compartment, not above the ground that someone stands on.
    fire
        Its place x, y, z in m; it radiates ``power`` W as a point.
    lit
        (people,) whom this radiation reaches if they are where it burns.
    """
    for i in range(heads.x.size):
        x, y, z = heads.x[i], heads.y[i], heads.z[i]
        for zone in range(places.surface.size):
            if places.surface[zone] != heads.surface[i]:
                continue
            x0, y0, x1, y1 = places.bounds[zone]
            if not ((x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)):
                continue
            if not odd_edges(places.edges[places.first[zone] : places.first[zone + 1]], x, y):
                continue
            above, half = z - places.floor[zone], places.half[zone]
            if half > 0.0:
                share = min(max((above - interface[zone]) / (2.0 * half) + 0.5, 0.0), 1.0)
            else:
                share = 1.0 if above >= interface[zone] else 0.0
            for q in range(out.shape[1]):
                out[i, q] += (1.0 - share) * lower[zone, q] + share * upper[zone, q]
            if places.burning[zone] and lit[i]:
                dx, dy, dz = x - fire[0], y - fire[1], z - fire[2]
                squared = max(dx * dx + dy * dy + dz * dz, NEAREST * NEAREST)
                out[i, RADIATION] += power / (FOUR_PI * squared)
            break


@njit(cache=True, error_model="numpy")
def light(heads: Heads, screens: Screens, surface: int, x: float, y: float, lit: NDArray[np.bool_]) -> None:
    """Set ``lit`` (people,) to whether nothing stands between a place on a surface and each head on that surface."""
    for i in range(heads.x.size):
        if heads.surface[i] == surface:
            lit[i] = in_sight(screens, surface, x, y, heads.x[i], heads.y[i])


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
    burning
        Whether the fire is in this compartment.
    """

    region: Region
    floor: float
    half: float
    interface: Floats
    lower: Floats
    upper: Floats
    burning: bool = False


class ZoneField:
    """Zones in time and the radiation of the fire.

    Parameters
    ----------
    times
        (rows,) s, growing.
    fire
        Its place x, y, z in m, and (rows,) what it radiates in W.
    moments
        What happens when: (time in s, words).
    seconds
        What the fire model took.
    rings
        Responses that count towards the alarm of the building.
    screens
        What shades the radiation of the fire, and the surface that it burns on; None: nothing does.
    """

    def __init__(
        self,
        about: str,
        begins: float,
        times: Floats,
        zones: Sequence[Zone],
        fire: tuple[tuple[float, float, float], Floats] | None = None,
        moments: Sequence[Remark] = (),
        seconds: float = 0.0,
        rings: Sequence[Detection] = (),
        screens: tuple[Screens, int] | None = None,
    ) -> None:
        self.about = about
        self.begins, self.horizon = begins, float(times[-1])
        self.times = times
        self.zones = tuple(zones)
        self.place = np.array(fire[0] if fire else (0.0, 0.0, 0.0))
        self.radiated = fire[1] if fire else np.zeros(len(times))
        self.moments = tuple(sorted(moments, key=lambda moment: (moment.time, moment.cause)))
        self.seconds = seconds
        self.rings = tuple(sorted(rings, key=lambda ring: (ring.time, ring.id)))
        self._said = self._rung = 0
        self._screens = screens
        self._places = _packed(self.zones)
        self._lower, self._upper, self._interface = (
            np.stack([getattr(zone, name) for zone in self.zones], axis=1)
            for name in ("lower", "upper", "interface")
        )

    def add(self, time: float, heads: Heads, out: Floats) -> None:
        """Add the layers of every compartment and the radiation of the fire."""
        k = min(max(int(np.searchsorted(self.times, time, side="right")) - 1, 0), max(len(self.times) - 2, 0))
        after = min(k + 1, len(self.times) - 1)
        span = self.times[after] - self.times[k]
        late = min(max((time - self.times[k]) / span, 0.0), 1.0) if span > 0.0 else 0.0
        early = 1.0 - late
        lower, upper, interface = (
            early * values[k] + late * values[after] for values in (self._lower, self._upper, self._interface)
        )
        power = float(early * self.radiated[k] + late * self.radiated[after])
        lit = np.ones(len(heads.x), dtype=np.bool_)
        if self._screens is not None:
            light(heads, *self._screens, float(self.place[0]), float(self.place[1]), lit)
        add_zones(heads, self._places, lower, upper, interface, self.place, power, lit, out)

    def remarks(self, time: float) -> Sequence[Remark]:
        """Return what detectors and sprinklers did since the last call."""
        first = self._said
        while self._said < len(self.moments) and self.moments[self._said].time <= time:
            self._said += 1
        return self.moments[first : self._said]

    def detections(self, time: float) -> Sequence[Detection]:
        """Return the responses that count towards the alarm since the last call."""
        first = self._rung
        while self._rung < len(self.rings) and self.rings[self._rung].time <= time:
            self._rung += 1
        return self.rings[first : self._rung]


def _packed(zones: Sequence[Zone]) -> Places:
    counts = [len(zone.region.edges) for zone in zones]
    return Places(
        surface=np.array([zone.region.surface for zone in zones], dtype=np.int64),
        bounds=np.array([zone.region.bounds for zone in zones], dtype=np.float64),
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        edges=np.ascontiguousarray(np.concatenate([zone.region.edges for zone in zones])),
        floor=np.array([zone.floor for zone in zones], dtype=np.float64),
        half=np.array([zone.half for zone in zones], dtype=np.float64),
        burning=np.array([zone.burning for zone in zones], dtype=np.bool_),
    )
