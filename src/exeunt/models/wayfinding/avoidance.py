"""What people see of smoke, heat and flames on the way ahead: parameters, and the kernel that looks."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numba import njit
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration, Extinction, Length, RadiantFlux, Share, Temperature
from exeunt.base.random import uniforms
from exeunt.base.smoke import EMITTING, REFLECTING
from exeunt.base.streams import Stream
from exeunt.venue.lattice import F32, F64, I16
from exeunt.venue.sampling import RasterArrays, sample_direction
from exeunt.venue.sight import Screens, in_sight
from exeunt.world.air import Lattice, cell_of, optical_depth

NOTHING, SMOKE, FIRE = 0, 1, 2
FELT, GLOWING = 1, 2
STRIDE = 0.5
"""Metres between two looks along the way."""
TOUCH = 2.0
"""Metres within which heat is felt and flames are noticed whatever the smoke."""
_SURVEYS = "18 to 26 % turned back in surveys of fires in the UK and the US (Wood 1972; Bryan 1977)"


class AvoidanceDoc(BaseModel):
    """Who turns back in smoke and how people keep away from fire, by what they see on their own way.

    A person looks along its way as far as it is in straight sight, through the smoke in between. A share of people,
    drawn once, turns back before smoke that is thicker than where they are and than they accept; what they accept is
    spread evenly between ``unfamiliar`` and ``familiar``. They take another exit that they know, or that they see from
    where they are; who has none goes on. Everyone who sees flames or strong radiation on its way from then on reckons
    with the fire: no way leads through flames, and a metre through the heat counts as ``detour`` metres.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    limitations: ClassVar[tuple[str, ...]] = (
        "People see smoke, flames and heat on their own way only. A stated share turns back before smoke, and "
        "everybody walks round fire that they see; what was once seen is believed to the end.",
    )
    turning_back: Share = parameter(
        0.22, source=_SURVEYS, low=0.18, high=0.26, assumption=True, ge=0, le=1,
        description="share of people who turn back in smoke at all, if they know or see another exit",
    )  # fmt: skip
    unfamiliar: Extinction = parameter(
        0.15, source="Jin 1978: acceptable to people who do not know the building", unit="1/m", ge=0, le=10,
        description="extinction coefficient from which on the first turn back",
    )  # fmt: skip
    familiar: Extinction = parameter(
        0.5, source="Jin 1978: acceptable to people who know the building", unit="1/m", gt=0, le=10,
        description="extinction coefficient from which on all of that share turn back",
    )  # fmt: skip
    light: float = parameter(
        REFLECTING, source="Jin 1978: visibility times extinction, 3 for what reflects light, 8 for lit signs", low=2.0,
        high=8.0, gt=0, le=20, description="optical depth to which exits and the smoke before them are seen",
    )  # fmt: skip
    ahead: Length = parameter(
        20.0, source="no source", low=10.0, high=40.0, unit="m", assumption=True, gt=0, le=200,
        description="how far along their way people look",
    )  # fmt: skip
    radiation: RadiantFlux = parameter(
        2500.0, source="ISO 13571: skin bears less for minutes", unit="W/m²", gt=0, le=1e6,
        description="radiant flux that people keep away from",
    )  # fmt: skip
    air_temperature: Temperature = parameter(
        100.0, source="Engineers Australia 2014: tenable for 10 minutes, as cited by pyFDS-Evac", low=60, high=120,
        unit="°C", gt=40, le=500, description="temperature of the air that people keep away from when they feel it",
    )  # fmt: skip
    margin: Length = parameter(
        1.0, source="no source", low=0.5, high=2.0, unit="m", assumption=True, ge=0, le=20,
        description="distance kept from flames and from that heat",
    )  # fmt: skip
    detour: float = parameter(
        10.0, source="no source", low=3.0, high=30.0, assumption=True, ge=1, le=1000,
        description="metres that people walk round rather than one metre through the heat",
    )  # fmt: skip
    every: Duration = Field(default=1.0, ge=0.1, le=10, description="time between two looks ahead (s)")

    def accepted(self, seed: int, keys: NDArray[np.uint64]) -> F64:
        """Return (people,) the extinction coefficient in 1/m before which each turns back, inf for those who go on."""
        rank = uniforms(seed, Stream.TURNING_BACK, keys)
        spread = np.maximum(self.familiar - self.unfamiliar, 0.0)
        back = rank < self.turning_back
        return np.where(back, self.unfamiliar + spread * rank / max(self.turning_back, 1e-9), np.inf)


@njit(cache=True, error_model="numpy")
def look_ahead(
    field: I16, surface: I16, x: F64, y: F64, accepts: F64, here: F64, known: NDArray[np.int64],
    raster: RasterArrays, directions: F32, screens: Screens, lattice: Lattice, extinction: F64,
    fire: NDArray[np.uint8], reckoned: NDArray[np.bool_], bit: NDArray[np.int64], light: float, ahead: float,
    seen: NDArray[np.uint8], value: F64,
) -> None:  # fmt: skip
    """Set for each of some people what it sees on its way: ``seen`` (people,) 0, ``SMOKE`` or ``FIRE``.

    Parameters
    ----------
    field, surface, x, y
        (people,) the field followed and the place.
    accepts, here
        (people,) extinction coefficient before which each turns back, and that at its head.
    known
        (people,) bits of the surfaces whose fire each reckons with.
    screens, lattice
        What hides, and the cells of the air.
    extinction, fire, reckoned
        (cells,) extinction coefficient; ``FELT`` or ``GLOWING`` where it is too hot, else 0; whether those who reckon
        with the fire of the cell's surface reckon with this cell.
    bit
        (surfaces,) the bit of each surface in ``known``, 0 where nobody has seen a fire.
    light, ahead
        Optical depth to which smoke is seen, and metres of the way that people look.
    value
        (people,) set to the extinction coefficient seen.
    """
    strides = np.int64(ahead / STRIDE)
    for i in range(x.size):
        s, px, py = np.int64(surface[i]), x[i], y[i]
        knows = (known[i] & bit[s]) != 0
        for k in range(strides + 1):
            c = cell_of(lattice, s, px, py)
            hot = fire[c] > 0 and not (knows and reckoned[c])
            smoky = extinction[c] >= accepts[i] and extinction[c] > here[i]
            near = k * STRIDE <= TOUCH
            if (hot and (near or fire[c] == GLOWING)) or smoky:
                if not in_sight(screens, s, x[i], y[i], px, py):
                    break
                depth = optical_depth(lattice, extinction, s, x[i], y[i], px, py)
                if hot and (near or (fire[c] == GLOWING and depth <= EMITTING)):
                    seen[i] = FIRE
                    break
                if smoky and depth <= light and seen[i] == NOTHING:
                    seen[i], value[i] = SMOKE, extinction[c]
            dx, dy = sample_direction(raster, directions, field[i], s, px, py)
            if dx == 0.0 and dy == 0.0:
                break
            px, py = px + STRIDE * dx, py + STRIDE * dy


@njit(cache=True, error_model="numpy")
def exits_seen(
    surface: I16, x: F64, y: F64, on: NDArray[np.int64], at: F64, screens: Screens, lattice: Lattice,
    extinction: F64, light: float, seen: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Set ``seen`` (people, exits): whether each sees an exit on its surface, through the smoke in between.

    ``on`` (exits,) surfaces and ``at`` (exits, 2) places, just inside.
    """
    for i in range(x.size):
        for e in range(on.size):
            if on[e] != surface[i] or not in_sight(screens, on[e], x[i], y[i], at[e, 0], at[e, 1]):
                continue
            depth = optical_depth(lattice, extinction, on[e], x[i], y[i], at[e, 0], at[e, 1])
            seen[i, e] = depth <= light
