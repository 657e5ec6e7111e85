"""Itineraries of a run: how many people came to each place, how long they stayed, whom a cue called away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.results.places import Place

Floats = NDArray[np.float64]

BEGUN, ENDED, BROKEN_OFF, MISSED = "visit begun", "visit ended", "visit broken off", "visit missed"
"""Kinds of events of itineraries; their value is the number of the place among those of the kind ``stop``."""


def visit_use(events: pa.Table, places: Sequence[Place]) -> list[dict[str, Any]]:
    """Return one row for each place of an itinerary; empty without itineraries.

    Rows hold ``place`` and ``population`` (ids), ``people`` who came there, ``first_s`` (when the first of them came),
    ``stay_mean_s`` (mean stay of those whose stay is over), ``called_away`` (people whom a cue called from there, or
    from the way there) and ``missed`` (people who found no way there, or were too long on the way).
    """
    stops = [place for place in places if place.kind == "stop"]
    if not stops:
        return []
    spans = _spans(events)
    kind, person = np.array(events["kind"].to_pylist(), dtype=object), events["person"].to_numpy()
    number = events["value"].to_numpy()
    rows = []
    for k, stop in enumerate(stops):
        mine = number == k

        def people(what: str, mine: NDArray[np.bool_] = mine) -> int:
            return len(np.unique(person[mine & (kind == what)]))

        here = [span for span in spans if span[1] == k]
        stays = [end - start for _, _, start, end in here if np.isfinite(end)]
        rows.append(
            {
                "place": stop.id, "population": stop.words, "people": people(BEGUN),
                "first_s": min((start for _, _, start, _ in here), default=float("nan")),
                "stay_mean_s": float(np.mean(stays)) if stays else float("nan"),
                "called_away": people(BROKEN_OFF), "missed": people(MISSED),
            }
        )  # fmt: skip
    return rows


def staying(events: pa.Table, person: NDArray[np.int64], time: Floats) -> NDArray[np.bool_]:
    """Return (rows,) whether a person stays at a place of their itinerary at a time, s; rows are sorted by person."""
    out = np.zeros(len(person), dtype=np.bool_)
    for who, _, start, end in _spans(events):
        mine = slice(*np.searchsorted(person, [who, who + 1]).tolist())
        out[mine] |= (time[mine] >= start) & (time[mine] < end)
    return out


def _spans(events: pa.Table) -> list[tuple[int, int, float, float]]:
    """Return (person, number of the place, from, until) of every stay, s; until is inf for one that did not end."""
    kind = np.array(events["kind"].to_pylist(), dtype=object)
    rows = np.flatnonzero(np.isin(kind, [BEGUN, ENDED, BROKEN_OFF]))
    rows = rows[np.argsort(events["time"].to_numpy()[rows], kind="stable")]
    person, value = events["person"].to_numpy(), events["value"].to_numpy()
    time = events["time"].to_numpy()
    began: dict[int, tuple[int, float]] = {}
    found = []
    for row in rows.tolist():
        who = int(person[row])
        if who in began:
            number, start = began.pop(who)
            found.append((who, number, start, float(time[row])))
        if kind[row] == BEGUN:
            began[who] = int(value[row]), float(time[row])
    return [*found, *((who, number, start, float("inf")) for who, (number, start) in began.items())]
