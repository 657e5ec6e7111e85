"""Responders and casualties: who came to help and is not counted as somebody to get out, and when help came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STAGES = ("is called", "has a unified command", "is assembled", "is at the entrance", "enters")
"""Words of the events of a task force up to its entry, in their order."""
_FORCE = "task force '"


def responders(people: pa.Table) -> NDArray[np.bool_]:
    """Return (people,) who is a responder, of a table made by ``results.schema.people_table``."""
    if "task_force" not in people.column_names:
        return np.zeros(len(people), dtype=np.bool_)
    return np.asarray(people["task_force"].to_numpy() >= 0)


def visitors(people: pa.Table) -> pa.Table:
    """Return the rows of everybody who is to get out: all but responders."""
    mine = responders(people)
    return people.filter(pa.array(~mine)) if mine.any() else people


def helped(people: pa.Table) -> tuple[Floats, Floats]:
    """Return when each casualty that responders reached was reached, and laid down (NaN if not), s, by the first."""
    reached, collected = (people[name].to_numpy() for name in ("reached_at", "collected_at"))
    order = np.argsort(reached, kind="stable")[: int((~np.isnan(reached)).sum())]
    return reached[order], collected[order]


def response_figures(people: pa.Table) -> dict[str, Any]:
    """Return the figures of a summary that are of responders; nothing without any."""
    mine = responders(people)
    if not mine.any():
        return {}
    reached, collected = helped(people)
    first, last = (float(f(collected)) if len(collected) else float("nan") for f in (_least, np.max))
    inside = int((np.array(people["status"].to_pylist())[mine] != "not arrived").sum())
    return {
        "responders": inside,
        "casualties_reached": len(reached),
        "casualties_collected": int((~np.isnan(collected)).sum()),
        "first_reached_s": float(reached[0]) if len(reached) else float("nan"),
        "first_collected_s": first,
        "all_collected_s": last,
    }


def _least(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.min()) if len(known) else float("nan")


@dataclass(frozen=True)
class TaskForce:
    """What events say of one task force: when each stage of ``STAGES`` was, s, and what else happened, with times."""

    id: str
    stages: dict[str, float]
    others: tuple[tuple[float, str], ...]

    @property
    def called(self) -> float:
        """When it was called, s; NaN if it was not."""
        return self.stages.get(STAGES[0], float("nan"))


def task_forces(events: Sequence[dict[str, Any]]) -> list[TaskForce]:
    """Return what rows of the table of events tell of each task force, in order of the calls."""
    found: dict[str, TaskForce] = {}
    others: dict[str, list[tuple[float, str]]] = {}
    for row in events:
        if row["kind"] != "responders" or not str(row["cause"]).startswith(_FORCE):
            continue
        id, _, what = str(row["cause"])[len(_FORCE) :].partition("' ")
        force = found.setdefault(id, TaskForce(id, {}, ()))
        value = float(row["value"])
        if what in STAGES:
            force.stages[what] = value if value == value else float(row["time"])
        else:
            others.setdefault(id, []).append((float(row["time"]), what))
    return [TaskForce(one.id, one.stages, tuple(others.get(one.id, ()))) for one in found.values()]
