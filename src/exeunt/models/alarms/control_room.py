"""The control room: from the first signal to the announcement, each step of the chain a distribution."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.distributions import Distribution, DurationValues
from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration
from exeunt.base.random import person_keys, uniforms
from exeunt.base.streams import Stream

STAGES = ("notice", "verify", "decide", "announce")
WORDS = ("has noticed the signal", "has verified it", "has decided", "announces")

RARE = 0.99
"""What is drawn beyond this quantile of its law is worth telling."""

_OWN = "proposed chain before the warning, no direct source; that it matters: Au & Gwynne 2011"


def _stage(median: float, sigma: float, low: float, high: float, what: str) -> Any:
    return parameter(
        {"kind": "log_normal", "median": median, "sigma": sigma}, validate_default=True, source=_OWN,
        low=low, high=high, unit="s", assumption=True, description=what,
    )  # fmt: skip


class Draw(NamedTuple):
    """What a stage took in one run, and what it takes in all but one of a hundred, s."""

    stage: str
    seconds: float
    usual: float


class ControlRoomDoc(BaseModel):
    """Staff who learn of the incident, check, decide and announce: the delay before anybody is warned.

    It learns from detectors that respond, from bangs in the building, and at ``informed``; the first counts.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    informed: Duration | None = Field(
        None, ge=0, description="when somebody tells it of the incident (s); default: signals alone do"
    )
    notice: DurationValues = _stage(20.0, 0.6, 5, 120, "from the signal until somebody notices it")
    verify: DurationValues = _stage(60.0, 0.7, 0, 300, "until it is verified: somebody looks or asks")
    decide: DurationValues = _stage(30.0, 0.7, 0, 300, "until it is decided what to do")
    announce: DurationValues = _stage(10.0, 0.5, 0, 60, "until the alarms start")

    def chain(self, seed: int) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return the seconds (4,) from the signal to the end of each of ``STAGES``, drawn for one run.

        Stream ``CONTROL_ROOM``; each stage keeps its rank whatever the others are.
        """
        return np.cumsum(np.array([draw.seconds for draw in self.draws(seed)], dtype=np.float64))

    def draws(self, seed: int) -> tuple[Draw, ...]:
        """Return what ``chain`` is made of, one entry for each of ``STAGES``."""
        key = person_keys("control room", 1)
        laws: tuple[Distribution[Any], ...] = (self.notice, self.verify, self.decide, self.announce)
        return tuple(
            Draw(
                stage, float(law.quantile(uniforms(seed, Stream.CONTROL_ROOM, key, 0, k))[0]),
                float(law.quantile(np.array([RARE]))[0]),
            )
            for k, (stage, law) in enumerate(zip(STAGES, laws, strict=True))
        )  # fmt: skip

    def negative(self) -> str:
        """Return the name of a stage that may take less than no time; empty if there is none."""
        for name in STAGES:
            if getattr(self, name).support()[0] < 0:
                return name
        return ""
