"""The model of the phase "exposure": doses grow each second, and who has reached its own falls."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import CAUSES
from exeunt.models.exposure.gases import Activity, Form, Gases, gas_rate, irritant_concentration
from exeunt.models.exposure.heat import Clothing, Radiant, heat_rate
from exeunt.models.exposure.injuries import injure, note_fall
from exeunt.models.exposure.susceptibility import Susceptibility
from exeunt.world.contract import Phase
from exeunt.world.state import World

Floats = NDArray[np.float64]
GAS, IRRITANT, HEAT, STRUCK = (
    CAUSES.index(cause) for cause in ("toxic gas", "irritant gas", "heat", "initiating event")
)


class DoseModel:
    """Integrates doses and incapacitates.

    What was breathed since the last call is the air of the last look at it (explicit, first order in ``every``).
    Gas and heat are two doses that are never added. Someone incapacitated stays where it is, as an obstacle, goes on
    breathing, and never walks again. The time of it is interpolated inside the interval.

    Parameters
    ----------
    form
        ``purser`` (FDS/Purser: irritants add to the dose) or ``iso13571`` (irritants incapacitate by concentration).
    activity
        Of the form ``purser``.
    every, map_every
        Seconds between two steps of the doses, and between two maps of how fast they grow (``World.air``).
    """

    name: ClassVar[str] = "doses"
    phase: ClassVar[Phase] = "exposure"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "key", "present", "time_out", "x", "y", "surface", "air_temperature", "co", "co2", "o2", "hcn", "hcl",
            "radiation", "struck_at", "injured_at", "arrival_time",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset(
        {
            "dose_threshold", "fed_gas", "fed_heat", "irritants", "irritants_max", "incapacitated_at",
            "incapacitated_by",
        }
    )  # fmt: skip

    def __init__(
        self,
        susceptibility: Susceptibility,
        form: Form = "purser",
        activity: Activity = "light",
        clothing: Clothing = "clothed",
        radiant: Radiant = "iso13571",
        every: float = 1.0,
        map_every: float = 5.0,
    ) -> None:
        self.susceptibility = susceptibility
        self.form = form
        self.activity = activity
        self.clothing = clothing
        self.radiant = radiant
        self.every = every
        self.map_every = map_every

    def setup(self, world: World) -> None:
        """Give everyone the dose at which it falls."""
        world["dose_threshold"][:] = self.susceptibility.thresholds(world.seed, world["key"])
        injure(world)

    def update(self, world: World, steps: int) -> None:
        """Add what has been breathed and felt since the last call."""
        seconds = world.clock.steps(self.every) * world.clock.step_size
        rows = np.flatnonzero(world.inside)
        gases = Gases(**{name: world[name][rows] for name in ("co", "co2", "o2", "hcn", "hcl")})
        gas = gas_rate(gases, self.form, self.activity) * (seconds / 60.0)
        heat = heat_rate(
            world["air_temperature"][rows], world["radiation"][rows], self.clothing, self.radiant
        ) * (seconds / 60.0)  # fmt: skip
        world["fed_gas"][rows] += gas
        world["fed_heat"][rows] += heat
        irritants = irritant_concentration(gases, self.form)
        world["irritants"][rows] = irritants
        world["irritants_max"][rows] = np.maximum(world["irritants_max"][rows], irritants)
        self._over_the_building(world)
        injure(world)
        self._fell(world, rows, gas, heat, seconds)
        for person in rows[
            ~np.isnan(world["struck_at"][rows]) & np.isnan(world["incapacitated_at"][rows])
        ].tolist():
            world["incapacitated_at"][person] = world["struck_at"][person]
            note_fall(world, person, STRUCK, float("nan"))

    def _over_the_building(self, world: World) -> None:
        """Write how fast doses grow everywhere, if it is due: for those who stand there, not for those who are."""
        air = world.air
        if air is None or np.isnan(air.looked_at) or world.clock.step % world.clock.steps(self.map_every):
            return
        rows, fields = air.rows, air.fields
        gases = Gases(**{name: fields[name][rows] for name in ("co", "co2", "o2", "hcn", "hcl")})
        air.gas_rate[rows] = gas_rate(gases, self.form, self.activity)
        air.heat_rate[rows] = heat_rate(
            fields["air_temperature"][rows], fields["radiation"][rows], self.clothing, self.radiant
        )

    def _fell(self, world: World, rows: NDArray[np.intp], gas: Floats, heat: Floats, seconds: float) -> None:
        threshold = world["dose_threshold"][rows]
        too_much = [
            _ago(world["fed_gas"][rows], gas, threshold, seconds),
            _ago(world["fed_heat"][rows], heat, threshold, seconds),
        ]
        if self.form == "iso13571":
            too_much.append(np.where(world["irritants"][rows] >= threshold, 0.0, -1.0))
        ago = np.array(too_much)
        new = np.flatnonzero((ago.max(axis=0) >= 0.0) & np.isnan(world["incapacitated_at"][rows]))
        for k in new.tolist():
            first = int(ago[:, k].argmax())
            person, cause = int(rows[k]), (GAS, HEAT, IRRITANT)[first]
            world["incapacitated_at"][person] = world.time - ago[first, k]
            dose = ("fed_gas", "fed_heat", "irritants")[first]
            note_fall(world, person, cause, float(world[dose][person]))


def _ago(dose: Floats, gained: Floats, threshold: Floats, seconds: float) -> Floats:
    """Return how many seconds ago a dose passed its threshold, -1 where it has not."""
    share = np.minimum((dose - threshold) / np.where(gained > 0.0, gained, 1.0), 1.0)
    return np.where(dose >= threshold, share * seconds, -1.0)
