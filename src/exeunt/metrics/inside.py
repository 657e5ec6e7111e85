"""People who are inside at the end of a run: protected in a locked refuge, rescued, or left inside, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.base.columns import STUCK_REASONS

NO_REASON = "still on the way"
IN_REFUGE = "in a locked refuge"
IN_OPEN_REFUGE = "in a refuge that is not locked"
NAMED = (STUCK_REASONS[6], STUCK_REASONS[8])
"""Reasons to which the opening is added by name."""
RESCUED = "at the collection point"


def inside_figures(people: pa.Table, locked: Sequence[bool] | NDArray[np.bool_] = ()) -> dict[str, Any]:
    """Return the figures of a summary on those who are inside at the end.

    ``people_protected`` (in a locked refuge and able to act), ``people_at_collection_point`` (casualties whom
    responders laid down there), ``people_left_inside`` (neither), and ``inside_reasons``: for all of them, where they
    are or what holds them, the commonest first.

    Parameters
    ----------
    people
        Table made by ``results.schema.people_table``.
    locked
        (refuges,) which refuges are locked at the end, by the index that ``sheltered`` holds.
    """
    inside = np.array(people["status"].to_pylist()) == "inside"
    reasons = _reasons(people, np.asarray(locked, dtype=np.bool_))[inside].astype(str)
    names, counts = np.unique(reasons, return_counts=True)
    protected, rescued = (int((reasons == name).sum()) for name in (IN_REFUGE, RESCUED))
    return {
        "people_protected": protected,
        "people_at_collection_point": rescued,
        "people_left_inside": int(inside.sum()) - protected - rescued,
        "inside_reasons": [
            {"reason": str(names[i]), "people": int(counts[i])} for i in np.argsort(-counts, kind="stable")
        ],
    }


def _reasons(people: pa.Table, locked: NDArray[np.bool_]) -> NDArray[Any]:
    """Return (people,) in one phrase each where people are or what holds them."""
    if "stuck_reason" in people.column_names:
        reasons = np.array(
            [reason or NO_REASON for reason in people["stuck_reason"].to_pylist()], dtype=object
        )
    else:
        reasons = np.full(len(people), NO_REASON, dtype=object)
    for name, word in (("too_narrow", "is too narrow"), ("plugged_at", "is plugged")):
        if name in people.column_names:
            for row, opening in enumerate(people[name].to_pylist()):
                if opening is not None and reasons[row] in NAMED:
                    reasons[row] = f"{reasons[row]}: '{opening}' {word}"
    if "sheltered" in people.column_names:
        refuge = people["sheltered"].to_numpy()
        shut = np.append(locked, False)[np.where((refuge >= 0) & (refuge < len(locked)), refuge, -1)]
        reasons[(refuge >= 0) & (reasons == NO_REASON)] = IN_OPEN_REFUGE
        able = reasons != "incapacitated"
        reasons[(refuge >= 0) & shut & able] = IN_REFUGE
    if "rescue" in people.column_names:
        reasons[np.array([stage == RESCUED for stage in people["rescue"].to_pylist()])] = RESCUED
    return reasons
