"""Exposure to danger zones: how long people were inside and in sight, when they were protected, who knew of nothing.

The figures say how long people were exposed, never what comes of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Floats = NDArray[np.float64]

UNAWARE_AFTER = (30.0, 60.0, 120.0)
"""Seconds after the first zone begins at which the share of unaware people is given."""


@dataclass(frozen=True, eq=False)
class Exposure:
    """Exposure of everyone who was in the venue, (people,) each.

    Parameters
    ----------
    began
        When the first zone began, s.
    inside, sight
        Seconds inside zones, and in straight sight of them.
    peak
        Highest danger T that the person was in, 0 to 1.
    protected
        When the person was first out or in a locked refuge, s; inf for those who never were.
    aware
        When it first noticed a cue or knew of a zone, s; inf for those who never did.
    left, came
        When it left the venue, s, inf for those who did not; and when it came.
    """

    began: float
    inside: Floats
    sight: Floats
    peak: Floats
    protected: Floats
    aware: Floats
    left: Floats
    came: Floats

    @property
    def there(self) -> NDArray[np.bool_]:
        """(people,) who was in the venue when the first zone began."""
        return np.asarray((self.left > self.began) & (self.came <= self.began))

    def unaware(self, after: Sequence[float] | Floats) -> Floats:
        """Return (n,) the share of those who were there when the first zone began, who know of nothing and are inside.

        Parameters
        ----------
        after
            Seconds since then.
        """
        now = self.began + np.asarray(after, dtype=np.float64)[:, None]
        there = self.there
        if not there.any():
            return np.full(len(now), np.nan)
        return np.asarray(((self.aware[there] > now) & (self.left[there] > now)).mean(axis=1))

    def protection(self) -> Floats:
        """Return seconds from the start of the first zone, or from coming, to protection; inf for the unprotected."""
        return np.asarray(np.maximum(self.protected - np.maximum(self.began, self.came), 0.0))

    def figures(self) -> dict[str, Any]:
        """Return the figures of the summary; see ``summary.summary``."""
        protection = self.protection()
        found: dict[str, Any] = {
            "zone_began_s": self.began,
            "zone_person_s": float(self.inside.sum()),
            "zone_sight_person_s": float(self.sight.sum()),
            "people_in_zone": int((self.inside > 0.0).sum()),
            "people_in_sight_of_zone": int((self.sight > 0.0).sum()),
            "zone_longest_s": float(self.inside.max(initial=0.0)),
            "zone_sight_longest_s": float(self.sight.max(initial=0.0)),
            "zone_peak": float(self.peak.max(initial=0.0)),
            "people_unprotected": int(np.isinf(self.protected).sum()),
        }
        for share in (0.5, 0.95):
            value = np.quantile(protection, share, method="higher") if len(protection) else np.nan
            found[f"protected_p{round(share * 100)}_s"] = float(value) if np.isfinite(value) else float("nan")
        shares = self.unaware(UNAWARE_AFTER).tolist()
        return found | {
            f"unaware_{after:g}_s": share for after, share in zip(UNAWARE_AFTER, shares, strict=True)
        }


def exposure(people: pa.Table, began: float | None) -> Exposure | None:
    """Return the exposure of a run, None where there was no danger zone.

    Parameters
    ----------
    people
        Table made by ``results.schema.people_table``.
    began
        When the first zone began, s; None if none did.
    """
    if began is None or "zone_time" not in people.column_names:
        return None
    people = people.filter(pc.not_equal(people["status"], "not arrived"))

    def column(name: str, missing: float) -> Floats:
        if name not in people.column_names:
            return np.full(len(people), missing)
        values = people[name].to_numpy().astype(np.float64)
        return np.where(np.isnan(values), missing, values)

    left = column("time_out", np.inf)
    return Exposure(
        began, column("zone_time", 0.0), column("zone_sight", 0.0), column("zone_peak", 0.0),
        np.minimum(left, column("protected_at", np.inf)),
        np.minimum(column("aware_at", np.inf), column("zone_aware_at", np.inf)),
        left, column("arrival_time", 0.0),
    )  # fmt: skip


def first_zone(events: pa.Table) -> float | None:
    """Return when the first danger zone began, s, by the events of a run; None if none did."""
    kind = np.array(events["kind"].to_pylist(), dtype=object) == "danger zone"
    return float(events["time"].to_numpy()[kind].min()) if kind.any() else None
