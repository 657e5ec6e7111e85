"""Section ``alarms`` of a scenario."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration, Extinction


class AlarmRules(BaseModel):
    """How responses of detectors become an alarm, and what makes people start without one."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    needed: int = parameter(
        1, source="one detector is enough; systems with two-detector dependency need 2", low=1, high=2, ge=1, le=100,
        description="how many detectors must respond before the alarm",
    )  # fmt: skip
    delay: Duration = parameter(
        0.0, source="none: the alarm follows detection at once", low=0, high=300, unit="s", assumption=True, ge=0,
        le=7200, description="time from detection to the alarm, such as for verification",
    )  # fmt: skip
    smoke_seen: Extinction | None = parameter(
        0.15, source="Jin 1978: acceptable to people who do not know the building", low=0.1, high=0.5, unit="1/m",
        assumption=True, gt=0, le=10,
        description="smoke at their own head from which people act without an alarm; null: they wait for it",
    )  # fmt: skip
