"""One room that fills with smoke from the ceiling: two layers, one fire, air that leaks out at the floor.

Mass and energy balance of the hot layer as in Cooper 1982, "A mathematical model for estimating available safe egress
time in fires", Fire and Materials 6:135-144; plume of NFPA 92 (after Heskestad). With m the mass that the plume has
carried up and E the heat that stayed in the layer,

    V = (m + E/(c_p T_a)) / rho_a,    interface = H - V/A,    T = T_a + E/(m c_p).

What burning gives off mixes evenly into the layer. It is a room without vents above the floor: openings in its upper
part let smoke out, which this does not know, so that it is on the safe side inside and silent about the rooms beside
it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from exeunt.base.maths import power
from exeunt.models.hazards.ceiling_jet import ceiling_jet
from exeunt.models.hazards.fires import FireDoc, Fuel
from exeunt.models.hazards.sampling import Heads, Region, add_layers, add_point_source, people_in

Floats = NDArray[np.float64]

DENSITY = 1.204
HEAT_CAPACITY = 1010.0
OXYGEN_HEAT = 13.1e6
"""Joules released per kilogram of oxygen consumed (Huggett 1980)."""
AIR_MOLAR, CO_MOLAR, CO2_MOLAR, O2_MOLAR, HCN_MOLAR, HCL_MOLAR = 28.96, 28.010, 44.010, 31.998, 27.026, 36.461
STEP = 0.25


def plume_flow(convective: float, height: float) -> float:
    """Return the mass flow in kg/s of a plume at ``height`` m above the fire, ``convective`` in W (NFPA 92).

    0.071 Q^(1/3) z^(5/3) + 0.0018 Q above the flame's limit 0.166 Q^(2/5), below it 0.032 Q^(3/5) z; Q in kW.
    """
    heat = convective * 1e-3
    if heat <= 0.0 or height <= 0.0:
        return 0.0
    if height <= 0.166 * power(heat, 0.4):
        return 0.032 * power(heat, 0.6) * height
    return 0.071 * power(heat, 1.0 / 3.0) * power(height, 5.0 / 3.0) + 0.0018 * heat


@dataclass(frozen=True, eq=False)
class RoomFilling:
    """A room of ``area`` m² and ``ceiling`` m that fills with the smoke of a fire.

    Parameters
    ----------
    region
        The room.
    fire, fuel
        What burns.
    place
        x, y, z of the fire, from where it radiates, m.
    loss
        Share of the heat that does not stay in the layer: radiation and walls.
    transition
        Half thickness of the change between the layers, share of the ceiling's height.
    specific_extinction
        m² per kg of soot.
    longest
        Seconds until which it is computed.
    """

    about: str
    region: Region
    area: float
    ceiling: float
    fire: FireDoc
    fuel: Fuel
    place: tuple[float, float, float]
    loss: float
    transition: float
    specific_extinction: float
    longest: float
    temperature: float = 20.0

    @property
    def begins(self) -> float:
        """When the fire starts, s."""
        return self.fire.start

    @property
    def horizon(self) -> float:
        """Until when the room is not full: the layer is above the fire. Then its balance no longer holds."""
        return float(self.table[0][-1]) if self._is_full else self.longest

    @cached_property
    def table(self) -> tuple[Floats, Floats, Floats]:
        """Times (n,) in s, interface (n,) in m above the floor, deviation of the layer (n, 8)."""
        kelvin = self.temperature + 273.15
        times, interfaces, layers = [self.fire.start], [self.ceiling], [np.zeros(8)]
        mass = energy = burnt = 0.0
        interface, time = self.ceiling, self.fire.start
        while time < self.longest and interface > self.fire.height:
            heat = self.fire.power(time + 0.5 * STEP)
            convective = heat * (1.0 - self.fire.radiative_fraction)
            mass += STEP * plume_flow(convective, interface - self.fire.height)
            energy += STEP * heat * (1.0 - self.loss)
            burnt += STEP * heat / self.fuel.heat
            time += STEP
            volume = (mass + energy / (HEAT_CAPACITY * kelvin)) / DENSITY
            interface = max(self.ceiling - volume / self.area, self.fire.height)
            times.append(time)
            interfaces.append(interface)
            layers.append(self._layer(mass, energy, burnt, volume))
        return np.array(times), np.array(interfaces), np.array(layers)

    @property
    def _is_full(self) -> bool:
        return float(self.table[1][-1]) <= self.fire.height

    def _layer(self, mass: float, energy: float, burnt: float, volume: float) -> Floats:
        if mass <= 0.0:
            return np.zeros(8)
        moles = mass / AIR_MOLAR
        fuel = self.fuel
        consumed = burnt * fuel.heat / OXYGEN_HEAT
        return np.array(
            [
                self.specific_extinction * burnt * fuel.soot / volume,
                energy / (mass * HEAT_CAPACITY),
                burnt * fuel.co / CO_MOLAR / moles,
                burnt * fuel.co2 / CO2_MOLAR / moles,
                -consumed / O2_MOLAR / moles,
                burnt * fuel.hcn / HCN_MOLAR / moles,
                burnt * fuel.hcl / HCL_MOLAR / moles,
                0.0,
            ]
        )

    def at(self, time: float) -> tuple[float, Floats]:
        """Return the interface in m above the floor and the layer's deviation (8,) at a time."""
        times, interfaces, layers = self.table
        if len(times) == 1 or time <= times[0]:
            return float(interfaces[0]), layers[0]
        k = min(int((time - times[0]) / STEP), len(times) - 2)
        share = min(max((time - times[k]) / STEP, 0.0), 1.0)
        interface = (1.0 - share) * interfaces[k] + share * interfaces[k + 1]
        return float(interface), (1.0 - share) * layers[k] + share * layers[k + 1]

    def capped(self, time: float) -> RoomFilling:
        """Return the room with a fire that grows no more from ``time`` on."""
        return replace(self, fire=self.fire.capped(time))

    def jet(self, time: float, heads: Heads) -> tuple[Floats, Floats]:
        """Return the ceiling jet at the detectors in the room; NaN elsewhere."""
        degrees, speed = np.full(len(heads.x), np.nan), np.full(len(heads.x), np.nan)
        rows = people_in(heads, self.region)
        radius = np.sqrt((heads.x[rows] - self.place[0]) ** 2 + (heads.y[rows] - self.place[1]) ** 2)
        above = self.ceiling - self.fire.height
        degrees[rows], speed[rows] = ceiling_jet(self.fire.power(time), above, radius, self.temperature)
        return degrees, speed

    def add(self, time: float, heads: Heads, out: Floats) -> None:
        """Add the layers and the radiation of the fire."""
        interface, layer = self.at(time)
        half = self.transition * self.ceiling
        add_layers(heads, self.region, np.zeros(8), layer, interface, half, out)
        x, y, z = self.place
        radiated = self.fire.power(time) * self.fire.radiative_fraction
        add_point_source(heads, self.region, x, y, z, radiated, out)
