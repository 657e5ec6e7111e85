"""How far doors let air through, in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exeunt.models.hazards.cfast.usage import Usage
from exeunt.venue.venue import Opening

RAMP = 1.0
"""Seconds that a door takes."""


@dataclass(frozen=True)
class Doors:
    """How openings let air through: height in m, share of the width that a closed one leaves open, heights by id.

    With ``usage`` an opening that is open to people stands shut except in those spans of time.
    """

    height: float
    leak: float
    heights: Mapping[str, float] = field(default_factory=dict)
    usage: Usage | None = None

    def edges(self, opening: Opening) -> tuple[float, float]:
        """Return the lower and the upper edge of an opening above its floor in m."""
        if opening.soffit is not None:
            return opening.sill, opening.soffit
        return opening.sill, self.heights.get(opening.id, self.height)

    def stated(self, opening: Opening) -> bool:
        """Return whether the scenario says how high an opening itself is."""
        return opening.soffit is not None or opening.id in self.heights


def openness(opening: Opening, doors: Doors) -> tuple[tuple[float, float], ...]:
    """Return how far an opening lets air through in time: a blocked one stands as it stood before."""
    share = doors.leak if opening.state in ("closed", "locked") else 1.0
    stated = [(0.0, share)]
    for time, state in opening.changes:
        share = share if state == "blocked" else 1.0 if state == "open" else doors.leak
        stated.append((time, share))
    if doors.usage is None:
        return _ramped(stated)
    used = doors.usage.get(opening.index, ())
    times = sorted({time for time, _ in stated} | {time for span in used for time in span})
    return _ramped(
        [
            (time, _at(stated, time) if any(start <= time < end for start, end in used) else doors.leak)
            for time in times
        ]
    )


def _at(stated: Sequence[tuple[float, float]], time: float) -> float:
    return next(share for at, share in reversed(stated) if at <= time)


def _ramped(stated: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    steps = [stated[0]]
    for time, new in stated[1:]:
        share = steps[-1][1]
        if new != share:
            if time > steps[-1][0]:
                steps.append((time, share))
            steps.append((max(time, steps[-1][0]) + RAMP, new))
    return tuple(steps)
