"""How strong cues are: rates at which each burns a delay budget, and what people who act add."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Length

OWN = "proposed, no direct source"
_ORDER = f"{OWN}; that speech works better than bells: Benthorn & Frantzich 1996, Purser & Bensilum 2001"


class RatesDoc(BaseModel):
    """How fast each cue burns the budget, in units of the cue under which the delay was measured."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    bell: float = parameter(
        1.0, source="the unit: delays under bells and sounders", low=0.5, high=1.0, ge=0, le=100,
        description="bell, sounder or siren",
    )  # fmt: skip
    recorded_voice: float = parameter(
        2.0, source=_ORDER, low=1.5, high=2.5, assumption=True, ge=0, le=100, description="recorded message"
    )
    live_announcement: float = parameter(
        4.0, source=_ORDER, low=2.0, high=6.0, assumption=True, ge=0, le=100, description="live announcement"
    )
    phone_alert: float = parameter(
        1.5,
        source=OWN,
        low=0.5,
        high=3.0,
        assumption=True,
        ge=0,
        le=100,
        description="alert on the own phone, noticed",
    )
    steward: float = parameter(
        6.0, source=f"{OWN}; that staff shorten delays most: Samochine et al. 2005; van der Wal et al. 2021",
        low=3.0, high=10.0, assumption=True, ge=0, le=100, description="a steward face to face",
    )  # fmt: skip
    smoke: float = parameter(
        3.0, source=OWN, low=1.0, high=6.0, assumption=True, ge=0, le=100, description="smoke seen"
    )
    flames: float = parameter(
        8.0, source=OWN, low=4.0, high=20.0, assumption=True, ge=0, le=100, description="flames in sight"
    )
    bang: float = parameter(
        0.5,
        source=OWN,
        low=0.25,
        high=1.5,
        assumption=True,
        ge=0,
        le=100,
        description="a bang, at once after it",
    )
    danger_zone: float = parameter(
        8.0, source=OWN, low=4.0, high=20.0, assumption=True, ge=0, le=100,
        description="a danger zone in sight, farther than the reflex",
    )  # fmt: skip
    told: float = parameter(
        4.0, source=OWN, low=1.0, high=6.0, assumption=True, ge=0, le=100,
        description="knowing of a danger zone that is not in sight",
    )  # fmt: skip

    def of(self, kind: str) -> float:
        """Return the rate of a kind of ``CUES``."""
        names = {"flames or heat": "flames", "danger zone": "danger_zone", "word of mouth": "told"}
        return float(getattr(self, names.get(kind, kind.replace(" ", "_"))))


class ContagionDoc(BaseModel):
    """How people who act make others act."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    weight: float = parameter(
        2.0, source=f"{OWN}; visible neighbours count: Wirth et al. 2023", low=1.0, high=4.0, assumption=True, ge=0,
        le=100, description="rate when all neighbours act or have gone",
    )  # fmt: skip
    range: Length = parameter(
        10.0, source=f"{OWN}; Wirth et al. 2023: influence falls with distance", low=5, high=20, unit="m",
        assumption=True, gt=0, le=50, description="distance up to which they count, if in sight",
    )  # fmt: skip
