"""Design fires: heat release in time, and what fuels give off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration, Length, Power, Share

Growth = Literal["slow", "medium", "fast", "ultra_fast"]
GROWTH_TIME: dict[str, float] = {"slow": 600.0, "medium": 300.0, "fast": 150.0, "ultra_fast": 75.0}
"""Seconds after which a fire of that class releases 1055 kW (SFPE Handbook; vfdb guideline 2020)."""
REFERENCE_POWER = 1.055e6
FuelName = Literal["pu_foam", "wood", "pvc", "propane", "design"]


@dataclass(frozen=True)
class Fuel:
    """What a kilogram of fuel gives off when it burns: heat in J, and yields in kg; ``carbon`` is its share of mass."""

    heat: float
    soot: float
    co: float
    hcn: float
    hcl: float
    carbon: float
    source: str

    @property
    def co2(self) -> float:
        """Yield of carbon dioxide: the carbon that is not in soot, CO or HCN."""
        rest = self.carbon - self.soot - self.co * 12.011 / 28.010 - self.hcn * 12.011 / 27.026
        return max(rest, 0.0) * 44.010 / 12.011


_TEWARSON = "soot and CO: FDS User's Guide after Tewarson"
FUELS: dict[str, Fuel] = {
    "pu_foam": Fuel(25e6, 0.131, 0.010, 0.005, 0.0, 0.611, f"{_TEWARSON}; heat and HCN: assumption"),
    "wood": Fuel(17.2e6, 0.015, 0.004, 0.0, 0.0, 0.48, f"{_TEWARSON}; heat: FDS Validation Guide, pallets"),
    "pvc": Fuel(
        16.4e6, 0.172, 0.063, 0.0, 0.583, 0.384, f"{_TEWARSON}; heat: assumption; HCl: all its chlorine"
    ),
    "propane": Fuel(46.4e6, 0.024, 0.005, 0.0, 0.0, 0.817, "FDS Validation Guide; heat: assumption"),
    "design": Fuel(20e6, 0.07, 0.04, 0.0, 0.0, 0.5, "values of New Zealand C/VM2, not verified"),
}


class FireDoc(BaseModel):
    """A fire that grows with the square of time to its peak, which it keeps."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    start: Duration = parameter(
        0.0, source="the incident begins with established burning", unit="s", assumption=True, ge=0,
        description="when it starts to burn",
    )  # fmt: skip
    growth: Growth | Annotated[Duration, Field(gt=0, le=36000)] = parameter(
        "fast", source="SFPE Handbook: t² classes, 1055 kW after 600, 300, 150 or 75 s", assumption=True,
        description="class of growth, or the time in s after which it releases 1055 kW",
    )  # fmt: skip
    peak: Power = parameter(
        5e6, source="a design value, no source", low=1e6, high=20e6, unit="W", assumption=True, gt=0, le=1e9,
        description="heat release at which growth ends",
    )  # fmt: skip
    radiative_fraction: Share = parameter(
        0.35, source="CFAST Technical Reference Guide", low=0.3, high=0.46, ge=0, le=1,
        description="share of the heat that is radiated",
    )  # fmt: skip
    height: Length = parameter(
        0.5, source="no source", low=0.0, high=2.0, unit="m", assumption=True, ge=0, le=50,
        description="height of the burning surface above the ground, and of the point that radiates",
    )  # fmt: skip

    @property
    def growth_time(self) -> float:
        """Seconds from the start to 1055 kW."""
        return GROWTH_TIME[self.growth] if isinstance(self.growth, str) else self.growth

    def power(self, time: float) -> float:
        """Return the heat release in W at a time: 1055 kW (t/t_g)², at most the peak."""
        burning = max(time - self.start, 0.0) / self.growth_time
        return min(REFERENCE_POWER * burning * burning, self.peak)

    def capped(self, time: float) -> Self:
        """Return the fire with the heat release that it has at ``time`` as its peak: it grows no more."""
        return self.model_copy(update={"peak": self.power(time)})


class FuelDoc(BaseModel):
    """What burns, and what a kilogram of it gives off."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fuel: FuelName = parameter(
        "pu_foam", source="FDS User's Guide after Tewarson; see the table of fuels", assumption=True,
        description="what burns",
    )  # fmt: skip
    soot_yield: float | None = Field(None, ge=0, le=1, description="kg per kg of fuel, instead of the fuel's")
    co_yield: float | None = Field(None, ge=0, le=1, description="kg per kg of fuel, instead of the fuel's")
    hcn_yield: float | None = Field(None, ge=0, le=1, description="kg per kg of fuel, instead of the fuel's")
    hcl_yield: float | None = Field(None, ge=0, le=1, description="kg per kg of fuel, instead of the fuel's")

    def burns(self) -> Fuel:
        """Return the fuel with the yields that were said."""
        fuel = FUELS[self.fuel]
        return replace(
            fuel,
            soot=fuel.soot if self.soot_yield is None else self.soot_yield,
            co=fuel.co if self.co_yield is None else self.co_yield,
            hcn=fuel.hcn if self.hcn_yield is None else self.hcn_yield,
            hcl=fuel.hcl if self.hcl_yield is None else self.hcl_yield,
        )
