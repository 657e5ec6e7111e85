"""Where people queued, when, how long and at what cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.metrics.frames import frame_step, interval
from exeunt.metrics.maps import surfaces_of
from exeunt.results.contract import Line, VenueLike
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class QueueRule:
    """When a person counts as queueing: slow, among others, and on the way to an opening.

    No standard fixes these limits. IMO MSC.1/Circ.1238 and 1533 call a place congested at 3.5 persons per m2
    or when 1.5 persons/s more arrive than leave; a queue begins earlier. At 2 per m2 people walk at about
    0.6 m/s (U. Weidmann 1993), so slower than 0.5 m/s at 2 per m2 and more means that the crowd holds them.

    Parameters
    ----------
    speed
        Largest speed in m/s. Assumption; plausible 0.2 to 0.6.
    density
        Smallest smoothed density in 1/m2. Assumption; plausible 1.1 (limit of Fruin's walkway level E) to 3.5.
    fewest
        People who queue at one time before it is called a queue. Assumption; plausible 3 to 10.
    """

    speed: float = 0.5
    density: float = 2.0
    fewest: int = 5

    source = (
        "assumption; IMO MSC.1/Circ.1533 annex 3 for congestion, U. Weidmann (1993) for speed at 2 per m2"
    )


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """Where people may queue: an opening (``exit``, ``door``), a portal (``stair``) or rows of seats (``seats``)."""

    id: str
    kind: str
    line: Line


@dataclass(frozen=True, eq=False)
class Queue:
    """The queue at one gate over a whole run.

    Parameters
    ----------
    people
        Different people who ever queued there.
    start, end
        First and last moment in s with at least ``fewest`` people in the queue; NaN if there never were.
    duration
        Seconds with at least ``fewest`` people, all spells together; ``longest_spell`` the longest unbroken.
    maximum, maximum_at
        Largest number of people in the queue at one time, and when (s).
    person_seconds
        Time that people spent queueing, summed over them.
    person_seconds_lost
        The part lost to slow walking: sum of (1 - v / v0) dt with v0 each person's free speed.
    mean_wait, longest_wait
        Time in s that one of these people queued there.
    time, number
        (frames,) the length of the queue over time.
    """

    gate: Gate
    people: int
    start: float
    end: float
    duration: float
    longest_spell: float
    maximum: int
    maximum_at: float
    person_seconds: float
    person_seconds_lost: float
    mean_wait: float
    longest_wait: float
    time: Floats = field(repr=False)
    number: NDArray[np.int64] = field(repr=False)


@dataclass(frozen=True, eq=False)
class Passages:
    """Who passed which gate when: ``person``, ``time`` (s) and ``gate`` (index) of every passage."""

    person: NDArray[np.int64]
    time: Floats
    gate: NDArray[np.int64]


def venue_gates(venue: VenueLike) -> list[Gate]:
    """Return the gates of a venue: its openings, then its portals."""
    gates = [Gate(opening.id, opening.kind, opening.line) for opening in venue.openings]
    return gates + [Gate(portal.id, "stair", portal.line) for portal in venue.portals]


def row_gates(venue: VenueLike) -> list[Gate]:
    """Return the blocks of seats in whose rows people may be held; the line leads from the first seat to the last."""
    return [
        Gate(block.id, "seats", (_point(block.places[0]), _point(block.places[-1]))) for block in venue.blocks
    ]


def _point(place: Floats) -> tuple[float, float]:
    return float(place[0]), float(place[1])


def venue_passages(tracks: Tracks, venue: VenueLike, events: pa.Table) -> Passages:
    """Return the passages of a run: crossings of openings from its events, portals from changes of surface."""
    crossing = np.array(events["kind"].to_pylist(), dtype=object) == "crossing"
    person = events["person"].to_numpy()[crossing].astype(np.int64)
    time, gate = events["time"].to_numpy()[crossing], events["opening"].to_numpy()[crossing]
    surface = surfaces_of(tracks)
    same = np.diff(tracks.person) == 0
    changed = np.flatnonzero(same & (surface[1:] != surface[:-1]))
    low = np.minimum(surface[changed], surface[changed + 1])
    high = np.maximum(surface[changed], surface[changed + 1])
    best, portal = np.full(len(changed), np.inf), np.full(len(changed), -1)
    for k, about in enumerate(venue.portals):
        here = np.flatnonzero((low == min(about.surfaces)) & (high == max(about.surfaces)))
        away = distance_to_line(tracks.x[changed[here] + 1], tracks.y[changed[here] + 1], about.line)
        nearer = here[away < best[here]]
        best[nearer], portal[nearer] = away[away < best[here]], k + len(venue.openings)
    known = portal >= 0
    return Passages(
        np.concatenate([person, tracks.person[changed[known]]]),
        np.concatenate([time, tracks.frame[changed[known] + 1] / tracks.fps]),
        np.concatenate([gate.astype(np.int64), portal[known]]),
    )


def distance_to_line(x: Floats, y: Floats, line: Line) -> Floats:
    """Return (points,) distances in m to a straight piece of line."""
    (px, py), (qx, qy) = line
    ux, uy = qx - px, qy - py
    share = np.clip(((x - px) * ux + (y - py) * uy) / max(ux * ux + uy * uy, 1e-12), 0.0, 1.0)
    return np.asarray(np.hypot(x - px - share * ux, y - py - share * uy))


def next_gate(tracks: Tracks, passages: Passages) -> NDArray[np.int64]:
    """Return (rows,) the gate that each row's person passes next, -1 if none."""
    if not len(passages.person):
        return np.full(len(tracks), -1)
    order = np.lexsort((passages.time, passages.person))
    person, time, gate = passages.person[order], passages.time[order], passages.gate[order]
    span = max(float(tracks.frame.max()) / tracks.fps, float(time.max())) + 10.0
    base = int(min(tracks.person.min(), person.min()))
    key = (person - base) * span + time
    at = np.searchsorted(key, (tracks.person - base) * span + tracks.time, side="left")
    known = np.minimum(at, len(key) - 1)
    return np.where((at < len(key)) & (person[known] == tracks.person), gate[known], -1)


def queueing_rows(
    speed: Floats,
    density: Floats,
    gate: NDArray[np.int64],
    moving: NDArray[np.bool_],
    rule: QueueRule | None = None,
) -> NDArray[np.bool_]:
    """Return (rows,) who queues: moving, with a gate ahead, slow, and among others.

    Parameters
    ----------
    speed, density
        (rows,) m/s (``speed.individual_speed``) and 1/m2 (``maps.row_density``).
    gate
        (rows,) as ``next_gate`` returns it.
    moving
        (rows,) who has started to walk; people who still wait to start do not queue.
    """
    rule = rule or QueueRule()
    return moving & (gate >= 0) & (speed < rule.speed) & (density >= rule.density)


def queues(
    tracks: Tracks,
    gates: Sequence[Gate],
    gate: NDArray[np.int64],
    queueing: NDArray[np.bool_],
    speed: Floats,
    free_speed: Floats,
    rule: QueueRule | None = None,
) -> list[Queue]:
    """Return the queue at each gate where people queued, the most costly in person-seconds first.

    A person queues at the gate that it passes next, however long the queue is.

    Parameters
    ----------
    gate, queueing, speed
        (rows,) as for ``queueing_rows``.
    free_speed
        (rows,) the speed in m/s at which each person would walk with a free way.
    """
    rule = rule or QueueRule()
    if not len(tracks):
        return []
    seconds, step = interval(tracks), frame_step(tracks)
    first = int(tracks.frame.min())
    number = (tracks.frame - first) // step
    frames = int(number.max()) + 1
    time = (first + step * np.arange(frames)) / tracks.fps
    lost = np.clip(1.0 - speed / np.maximum(free_speed, 1e-9), 0.0, 1.0) * seconds
    found = []
    for k, about in enumerate(gates):
        rows = np.flatnonzero(queueing & (gate == k))
        if not len(rows):
            continue
        length = np.bincount(number[rows], minlength=frames)
        _, waits = np.unique(tracks.person[rows], return_counts=True)
        found.append(
            Queue(
                gate=about, people=len(waits), **_spells(length >= rule.fewest, time, seconds),
                maximum=int(length.max()), maximum_at=float(time[length.argmax()]),
                person_seconds=float(len(rows) * seconds), person_seconds_lost=float(lost[rows].sum()),
                mean_wait=float(waits.mean() * seconds), longest_wait=float(waits.max() * seconds),
                time=time, number=length,
            )
        )  # fmt: skip
    return sorted(found, key=lambda queue: -queue.person_seconds)


def _spells(long_enough: NDArray[np.bool_], time: Floats, seconds: float) -> dict[str, Any]:
    steps = np.flatnonzero(np.diff(np.concatenate([[False], long_enough, [False]]).astype(np.int8)))
    begins, ends = steps[::2], steps[1::2]
    if not len(begins):
        return {"start": float("nan"), "end": float("nan"), "duration": 0.0, "longest_spell": 0.0}
    lengths = (ends - begins) * seconds
    return {
        "start": float(time[begins[0]]), "end": float(time[ends[-1] - 1] + seconds),
        "duration": float(lengths.sum()), "longest_spell": float(lengths.max()),
    }  # fmt: skip
