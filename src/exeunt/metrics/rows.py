"""People who have started and are held in a row of seats, and whether it is by neighbours who have not started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.metrics.frames import interval
from exeunt.metrics.maps import surfaces_of
from exeunt.metrics.queues import QueueRule
from exeunt.metrics.response import responders
from exeunt.metrics.speed import individual_speed
from exeunt.results.contract import BlockLike
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

IN_ROW = 0.55
"""Metres from a seat's place within which a person stands in the row: half a wide seat, less than half an aisle."""
NEXT_TO = 0.75
"""Metres between centres of neighbours in a row: more than a wide seat, less than the distance of two rows."""
LONG = 60.0
"""Seconds in all from which on somebody has been held for long."""
_APART = 1e4
"""Metres between moments where those are laid side by side to find neighbours of the same moment."""


@dataclass(frozen=True, eq=False)
class RowWaits:
    """Who was held in rows of seats: started, slower than ``QueueRule.speed``, and at a seat's place.

    Parameters
    ----------
    rows
        (n,) rows of the tracks in which a person was held.
    block
        (n,) index of the block of seats.
    person
        (n,) numbers of the people.
    seated
        (n,) whether a neighbour who has not started was in the way, or others so held: next to each other in a chain.
    seconds
        Time that one row of the tracks stands for.
    """

    rows: Ints
    block: Ints
    person: Ints
    seated: Flags
    seconds: float

    def held(self) -> tuple[Ints, Floats]:
        """Return the people who were ever held, and for how many seconds each in all."""
        who, count = np.unique(self.person, return_counts=True)
        return who, np.asarray(count * self.seconds, dtype=np.float64)

    def figures(self) -> dict[str, Any]:
        """Return the figures of a summary.

        ``people_held_in_rows`` (for ``LONG`` seconds and more in all), ``rows_longest_s`` (of one person),
        ``rows_person_s`` (of all), and ``people_held_by_seated`` and ``rows_seated_person_s`` of the same, behind
        neighbours who had not started.
        """
        _, times = self.held()
        _, behind = np.unique(self.person[self.seated], return_counts=True)
        return {
            "people_held_in_rows": int((times >= LONG).sum()),
            "people_held_by_seated": int((behind * self.seconds >= LONG).sum()),
            "rows_longest_s": float(times.max(initial=0.0)),
            "rows_person_s": float(times.sum()),
            "rows_seated_person_s": float(self.seated.sum() * self.seconds),
        }


def row_waits(
    tracks: Tracks, people: pa.Table, blocks: Sequence[BlockLike], rule: QueueRule | None = None
) -> RowWaits | None:
    """Return who was held in rows of seats; None without seats, or if the run does not say when people started.

    Parameters
    ----------
    people
        Table made by ``results.schema.people_table``, of everybody.
    blocks
        The blocks of seats of the venue.
    rule
        Below which speed somebody is held.
    """
    if not blocks or not len(tracks) or "start_time" not in people.column_names:
        return None
    number = np.searchsorted(people["person"].to_numpy(), tracks.person)
    start = people["start_time"].to_numpy().astype(np.float64)[number]
    moving = tracks.time >= start
    if "incapacitated_at" in people.column_names:
        moving &= ~(tracks.time >= people["incapacitated_at"].to_numpy()[number])
    # responders search the rows and are held by nobody
    moving &= ~responders(people)[number]
    return held_in_rows(tracks, blocks, moving, ~(tracks.time >= start), individual_speed(tracks, 1), rule)


def held_in_rows(
    tracks: Tracks, blocks: Sequence[BlockLike], moving: Flags, sitting: Flags, speed: Floats,
    rule: QueueRule | None = None,
) -> RowWaits:  # fmt: skip
    """Return who was held in rows of seats.

    Parameters
    ----------
    moving, sitting
        (rows,) who has started and can walk, and who has not started.
    speed
        (rows,) m/s.
    rule
        Below which speed somebody is held.
    """
    slow = np.flatnonzero(moving & (speed < (rule or QueueRule()).speed))
    block = _block_of(tracks, blocks, slow)
    rows, block = slow[block >= 0], block[block >= 0]
    behind = _behind_seated(tracks, rows, np.flatnonzero(sitting))
    return RowWaits(rows, block, tracks.person[rows].astype(np.int64), behind, interval(tracks))


def _block_of(tracks: Tracks, blocks: Sequence[BlockLike], rows: Ints) -> Ints:
    """Return (rows,) the block of seats in which each person stands, -1 for none."""
    from scipy.spatial import cKDTree

    found = np.full(len(rows), -1, dtype=np.int64)
    surface = surfaces_of(tracks)[rows]
    place = np.column_stack([tracks.x[rows], tracks.y[rows]])
    for k, block in enumerate(blocks):
        here = (
            np.flatnonzero(surface == block.surface) if tracks.surface is not None else np.arange(len(rows))
        )
        if not len(here) or not len(block.places):
            continue
        away, _ = cKDTree(block.places).query(place[here], distance_upper_bound=IN_ROW)
        found[here[np.isfinite(away)]] = k
    return found


def _behind_seated(tracks: Tracks, rows: Ints, sitting: Ints) -> Flags:
    """Return (rows,) whether a chain of neighbours leads from each held person to one who has not started."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    if not len(rows) or not len(sitting):
        return np.zeros(len(rows), dtype=np.bool_)
    sitting = sitting[np.isin(tracks.frame[sitting], tracks.frame[rows])]
    both = np.concatenate([rows, sitting])
    surface = surfaces_of(tracks)[both].astype(np.float64)
    moment = tracks.frame[both].astype(np.float64) + surface / (surface.max(initial=0.0) + 1.0)
    points = np.column_stack([tracks.x[both], tracks.y[both], moment * _APART])
    mine, others = points[: len(rows)], points[len(rows) :]
    if not len(others):
        return np.zeros(len(rows), dtype=np.bool_)
    nearest, _ = cKDTree(others).query(mine, distance_upper_bound=NEXT_TO)
    beside = np.isfinite(nearest)
    pairs = cKDTree(mine).query_pairs(NEXT_TO, output_type="ndarray")
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(rows), len(rows)))
    _, chain = connected_components(graph, directed=False)
    return np.asarray(np.bincount(chain, weights=beside)[chain] > 0)
