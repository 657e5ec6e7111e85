"""Doors and exits that close after so many people: how many passed, and when they closed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from exeunt.results.contract import VenueLike

OPEN = 0.0
"""Value of the event ``opening`` for an opening that is open from then on."""


def counted_openings(events: pa.Table, venue: VenueLike) -> list[dict[str, Any]]:
    """Return one row for each opening that counts; empty if none does.

    Rows hold ``opening`` (id), ``kind``, ``closes_after``, ``passed`` (people, either way), ``closed_s`` (when the
    count closed it first, s, NaN if it did not) and ``closed_times`` (how often it did: opened again it counts anew).
    """
    counting = [about for about in venue.openings if about.closes_after is not None]
    if not counting:
        return []
    kind, time = np.array(events["kind"].to_pylist(), dtype=object), events["time"].to_numpy()
    opening, value = events["opening"].to_numpy(), events["value"].to_numpy()
    rows = []
    for about in counting:
        mine = np.flatnonzero((opening == about.index) & np.isin(kind, ["crossing", "opening"]))
        mine = mine[np.argsort(time[mine], kind="stable")]
        count, closed = 0, []
        for event in mine.tolist():
            if kind[event] == "crossing":
                count += 1
                if count == about.closes_after:
                    closed.append(float(time[event]))
            elif value[event] == OPEN:
                count = 0
        rows.append(
            {
                "opening": about.id,
                "kind": about.kind,
                "closes_after": about.closes_after,
                "passed": int((kind[mine] == "crossing").sum()),
                "closed_s": closed[0] if closed else float("nan"),
                "closed_times": len(closed),
            }
        )
    return rows
