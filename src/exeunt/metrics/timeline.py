"""What happened when: from the start of the danger by detection, alarm and the first steps to the last person out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeunt.metrics.response import visitors

Floats = NDArray[np.float64]
Key = Literal[
    "fire", "danger zone", "bang", "detected", "announced", "alarm", "lockdown", "first start", "last start",
    "untenable", "incapacitated", "refuge locked", "reached", "collected", "last out",
]  # fmt: skip

_OF_EVENTS: dict[str, Key] = {
    "hazard": "fire", "danger zone": "danger zone", "bang": "bang", "detector": "detected",
    "control room": "announced", "alarm": "alarm", "lockdown": "lockdown", "refuge locked": "refuge locked",
}  # fmt: skip
"""Kinds of events of which the first counts; of the control room the last, its announcement."""
_EXACT = ("detector", "control room", "alarm", "bang")
"""Kinds whose ``value`` is the time at which it happened; it is noted at the next look of its model."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that decides how a run goes: ``time`` in s since the start of the incident, and what it was."""

    key: Key
    time: float
    words: str


def timeline(
    people: pa.Table,
    events: pa.Table | None = None,
    *,
    untenable: float = float("nan"),
    staff: Collection[str] = (),
) -> tuple[Moment, ...]:
    """Return the moments of a run in order of time; what did not happen has none.

    Parameters
    ----------
    people
        Table made by ``results.schema.people_table``.
    events
        Table of events; without it there are only the moments of people.
    untenable
        When the first place became untenable, s; NaN or inf if none did.
    staff
        Populations that are staff: their first steps are part of the alarm and not of the evacuation.
    """
    found = [*_of_events(events)] if events is not None else []
    found += _of_people(visitors(people), staff)
    if np.isfinite(untenable):
        found.append(Moment("untenable", float(untenable), "the first place becomes untenable"))
    return tuple(sorted(found, key=lambda moment: moment.time))


def moment_of(moments: Collection[Moment], key: Key) -> float:
    """Return when something happened, in s; NaN if it did not."""
    return next((moment.time for moment in moments if moment.key == key), float("nan"))


def timeline_figures(moments: Collection[Moment]) -> dict[str, Any]:
    """Return the figures of a summary: times in s, NaN for what did not happen, and ``timeline``."""
    names: dict[str, Key] = {
        "detected_s": "detected", "alarm_s": "alarm", "first_start_s": "first start", "last_start_s": "last start",
    }  # fmt: skip
    row: dict[str, Any] = {name: moment_of(moments, key) for name, key in names.items()}
    row["timeline"] = [{"what": one.key, "time_s": one.time, "words": one.words} for one in moments]
    return row


def _of_events(events: pa.Table) -> Iterator[Moment]:
    rows = events.filter(pc.is_in(events["kind"], value_set=pa.array(list(_OF_EVENTS)))).to_pylist()
    times = [_time(row) for row in rows]
    for kind, key in _OF_EVENTS.items():
        mine = sorted(
            (time, row["cause"]) for time, row in zip(times, rows, strict=True) if row["kind"] == kind
        )
        if mine:
            time, words = mine[-1 if kind == "control room" else 0]
            yield Moment(key, time, words)


def _time(row: dict[str, Any]) -> float:
    exact = row["value"] if row["kind"] in _EXACT else None
    return float(exact if exact is not None and np.isfinite(exact) else row["time"])


def _of_people(people: pa.Table, staff: Collection[str]) -> Iterator[Moment]:
    def times(name: str) -> Floats:
        if name not in people.column_names:
            return np.zeros(0)
        values = people[name].to_numpy().astype(np.float64)
        return values[np.isfinite(values)]

    walking = _start_times(people, staff)
    if len(walking):
        yield Moment("first start", float(walking.min()), "the first person starts to leave")
        yield Moment("last start", float(walking.max()), "the last person starts to leave")
    for key, name, words in (
        ("incapacitated", "incapacitated_at", "the first person is incapacitated"),
        ("reached", "reached_at", "responders reach the first casualty"),
    ):
        if len(found := times(name)):
            yield Moment(key, float(found.min()), words)  # type: ignore[arg-type]
    if len(found := times("collected_at")):
        yield Moment("collected", float(found.max()), "the last casualty is at the collection point")
    if len(found := times("time_out")):
        yield Moment("last out", float(found.max()), "the last person is out")


def _start_times(people: pa.Table, staff: Collection[str]) -> Floats:
    """Return when those who came and are no staff started to move, in s."""
    if "start_time" not in people.column_names:
        return np.zeros(0)
    values = people["start_time"].to_numpy().astype(np.float64)
    here = np.isfinite(values) & (np.array(people["status"].to_pylist()) != "not arrived")
    if staff and "population" in people.column_names:
        here &= ~np.isin(np.array(people["population"].to_pylist(), dtype=object), list(staff))
    return values[here]
