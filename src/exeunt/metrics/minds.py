"""What people knew and did over time, and what alerted them first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.base.columns import CUES, MINDS
from exeunt.metrics.response import responders
from exeunt.results.run import Run

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PROTECTED, FALLEN, OUT = "in a locked refuge", "incapacitated", "out"
STATES = (*MINDS, PROTECTED, FALLEN, OUT)
"""What a person is counted as at a time: one of ``MINDS``, unless one of the others holds."""


@dataclass(frozen=True, eq=False)
class States:
    """People by state over time.

    Parameters
    ----------
    time
        (n,) seconds, at equal steps from 0.
    count
        (n, ``len(STATES)``) people in each state; who has not come yet is in none.
    """

    time: Floats
    count: Ints

    @property
    def used(self) -> list[int]:
        """Indices of the states in which anybody ever was."""
        return [int(k) for k in np.flatnonzero(self.count.any(axis=0))]


@dataclass(frozen=True)
class FirstCue:
    """What first alerted so many people, and when: first, median and last in s."""

    cue: str
    people: int
    first: float
    median: float
    last: float


def states_over_time(run: Run, people: pa.Table, end: float, step: float = 1.0) -> States | None:
    """Return people by state over time; None for a run that recorded no minds.

    The state of mind is the last recorded one. Whoever has left is out, whoever was incapacitated counts as that, and
    whoever has been in a locked refuge counts as protected from the first time on.

    Parameters
    ----------
    people
        Table made by ``results.schema.people_table``.
    end, step
        Last time, and seconds between two times.
    """
    if not run.parts("series/mind"):
        return None
    time = np.arange(0.0, end + 0.5 * step, step)
    count = np.zeros((len(time), len(STATES)), dtype=np.int64)
    came, left = _column(people, "arrival_time", 0.0), _column(people, "time_out", np.inf)
    fallen, safe = _column(people, "incapacitated_at", np.inf), _column(people, "protected_at", np.inf)
    # people_table gives being out as protection too
    safe = np.where(safe >= left, np.inf, safe)
    # from here on nothing that was recorded of the mind counts
    until = np.minimum(np.minimum(left, fallen), safe)
    crew = responders(people)
    person, since, state = _spans(run)
    mine = ~crew[person]
    person, since, state = person[mine], since[mine], state[mine]
    ends = np.append(np.where(np.diff(person) == 0, since[1:], np.inf), np.inf)
    _add(count, time, since, np.minimum(ends, until[person]), state)
    everybody = np.arange(len(until))
    for name, start, stop in (
        (PROTECTED, safe, np.minimum(left, fallen)), (FALLEN, fallen, left), (OUT, left, np.full(len(left), np.inf)),
    ):  # fmt: skip
        start = np.where(crew, np.nan, np.maximum(start, came))
        _add(count, time, start, stop, np.full(len(everybody), STATES.index(name)))
    return States(time, count)


def _spans(run: Run) -> tuple[Ints, Floats, Ints]:
    """Return person, time and mind of each record, sorted by person, then time."""
    table = run.series("mind")
    person, since, state = (table[name].to_numpy() for name in ("person", "time", "mind"))
    order = np.lexsort((since, person))
    return person[order].astype(np.int64), since[order], state[order].astype(np.int64)


def _add(count: Ints, time: Floats, start: Floats, stop: Floats, state: Ints) -> None:
    """Count one person in a state at every time from ``start`` up to before ``stop``."""
    real = (start < stop) & np.isfinite(start)
    first = np.searchsorted(time, start[real] - 1e-9)
    last = np.searchsorted(time, stop[real] - 1e-9)
    change = np.zeros((len(time) + 1, count.shape[1]), dtype=np.int64)
    np.add.at(change, (first, state[real]), 1)
    np.add.at(change, (last, state[real]), -1)
    count += np.cumsum(change, axis=0)[:-1]


def first_cues(people: pa.Table) -> list[FirstCue]:
    """Return what alerted people first, the commonest cue first; people whom nothing alerted are left out.

    Parameters
    ----------
    people
        Table made by ``results.schema.people_table``; without its columns of minds the list is empty.
    """
    if not {"alerted_by", "aware_at"} <= set(people.column_names):
        return []
    by = np.array([name or "" for name in people["alerted_by"].to_pylist()])
    when = people["aware_at"].to_numpy()
    found = []
    for cue in CUES[1:]:
        mine = when[(by == cue) & ~np.isnan(when)]
        if len(mine):
            first, last = float(mine.min()), float(mine.max())
            found.append(FirstCue(cue, len(mine), first, float(np.median(mine)), last))
    return sorted(found, key=lambda one: (-one.people, one.first))


def minds_figures(people: pa.Table) -> dict[str, Any]:
    """Return the figures of a summary; nothing where nobody noticed anything or nobody perceives.

    ``aware_p50_s`` and ``decided_p50_s`` (half of all people had noticed a cue, had decided to act), ``people_unaware``
    (who noticed nothing to the end) and ``first_cues``.
    """
    cues = first_cues(people)
    if not cues:
        return {}
    here = np.array(people["status"].to_pylist()) != "not arrived"
    aware, decided = (_column(people, name, np.inf)[here] for name in ("aware_at", "decided_at"))
    row: dict[str, Any] = {"people_unaware": int(np.isinf(aware).sum())}
    for name, times in (("aware", aware), ("decided", decided)):
        half = float(np.quantile(times, 0.5, method="higher"))
        row[f"{name}_p50_s"] = half if np.isfinite(half) else float("nan")
    row["first_cues"] = [
        {"cue": cue.cue, "people": cue.people, "first_s": cue.first, "median_s": cue.median} for cue in cues
    ]
    return row


def _column(people: pa.Table, name: str, missing: float) -> Floats:
    if name not in people.column_names:
        return np.full(len(people), missing)
    values = people[name].to_numpy().astype(np.float64)
    return np.where(np.isnan(values), missing, values)
