"""Refuges of a run: how many people were in each over time, when it was locked, whom its doors turned away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from exeunt.results.places import Place
from exeunt.results.run import Run
from exeunt.venue.venue import STATES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TURNED_AWAY = ("door found locked", "door found closed")
"""Events of people who found out at a door that they cannot pass it."""
DOORWAY = 0.15
"""Metres beyond a locked refuge that are its doorways; bodies outside are farther off."""


@dataclass(frozen=True, eq=False)
class RefugeUse:
    """How one refuge was used.

    Parameters
    ----------
    id, capacity
        Of the refuge; capacity 0 if none is stated.
    time, occupancy
        (frames,) seconds, and people inside it, whatever they were doing.
    locked
        Spans in s during which none of its doors was open; the last may reach to the end of the run.
    turned_away
        People who found one of its doors shut.
    """

    id: str
    capacity: int
    time: Floats
    occupancy: Ints
    locked: tuple[tuple[float, float], ...]
    turned_away: int

    @property
    def most(self) -> tuple[int, float]:
        """Most people at one time, and when first."""
        if not len(self.occupancy):
            return 0, float("nan")
        k = int(self.occupancy.argmax())
        return int(self.occupancy[k]), float(self.time[k])

    @property
    def locked_at(self) -> float:
        """When it was locked first, s; NaN if never."""
        return self.locked[0][0] if self.locked else float("nan")

    @property
    def locked_at_end(self) -> bool:
        """Whether it is locked when the run ends."""
        return bool(self.locked and len(self.time) and self.locked[-1][1] >= self.time[-1])

    def row(self) -> dict[str, float | int | str]:
        """Return the figures of a summary."""
        most, at = self.most
        return {
            "refuge": self.id, "capacity": self.capacity, "people_most": most, "people_most_at_s": at,
            "people_at_end": int(self.occupancy[-1]) if len(self.occupancy) else 0, "locked_at_s": self.locked_at,
            "locked_s": float(sum(end - start for start, end in self.locked)), "turned_away": self.turned_away,
        }  # fmt: skip


def refuge_use(run: Run) -> list[RefugeUse]:
    """Return the use of every refuge that a run names, in their order.

    Raises
    ------
    RunFolderError
        If the run cannot be read.
    """
    refuges = [place for place in run.places if place.kind == "refuge" and place.area is not None]
    if not refuges:
        return []
    frames = int(run.info.get("frames") or 0)
    table = run.trajectories()
    surface, frame = table["surface"].to_numpy(), table["frame"].to_numpy()
    x, y = table["x_cm"].to_numpy() / 100.0, table["y_cm"].to_numpy() / 100.0
    frames = max(frames, int(frame.max(initial=-1)) + 1)
    time = np.arange(frames, dtype=np.float64) * run.frame_interval
    events = run.events()
    found = events.filter(pc.is_in(events["kind"], value_set=_texts(TURNED_AWAY)))
    doors, people = found["opening"].to_numpy(), found["person"].to_numpy()
    shut = _closed_spans(run, float(time[-1]) if frames else 0.0)
    uses = []
    for place in refuges:
        here = np.flatnonzero(surface == place.surface)
        locked = _all_of(shut, place.openings)
        held = np.zeros(frames, dtype=np.bool_)
        for start, end in locked:
            held |= (time >= start) & (time <= end)
        within = _inside(place, x[here], y[here], 0.0)
        within |= held[frame[here]] & _inside(place, x[here], y[here], DOORWAY)
        turned = len(np.unique(people[np.isin(doors, place.openings)]))
        occupancy = np.bincount(frame[here[within]], minlength=frames)
        uses.append(RefugeUse(place.id, place.capacity, time, occupancy, locked, turned))
    return uses


def _texts(words: tuple[str, ...]) -> object:
    import pyarrow as pa

    return pa.array(words)


def _inside(place: Place, x: Floats, y: Floats, beyond: float) -> NDArray[np.bool_]:
    assert place.area is not None
    area = place.area.buffer(beyond) if beyond else place.area
    x0, y0, x1, y1 = area.bounds
    near = (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
    shapely.prepare(area)
    near[near] = shapely.contains_xy(area, x[near], y[near])
    return near


def _closed_spans(run: Run, end: float) -> dict[int, list[tuple[float, float]]]:
    """Return for each opening the spans in s up to ``end`` during which it was not open, as it happened."""
    events = run.events()
    rows = events.filter(pc.equal(events["kind"], "opening")).to_pylist()
    happened: dict[int, list[tuple[float, str]]] = {}
    for row in rows:
        if row["value"] == row["value"] and 0 <= int(row["value"]) < len(STATES):
            happened.setdefault(row["opening"], []).append((row["time"], STATES[int(row["value"])]))
    spans: dict[int, list[tuple[float, float]]] = {}
    for opening in run.venue.openings:
        changes = sorted(happened.get(opening.index, ()) if happened else opening.changes)
        since = None if opening.state == "open" else 0.0
        mine = spans.setdefault(opening.index, [])
        for at, state in changes:
            if state == "open" and since is not None:
                mine.append((since, at))
                since = None
            elif state != "open" and since is None:
                since = at
        if since is not None and since <= end:
            mine.append((since, end))
    return spans


def _all_of(
    spans: dict[int, list[tuple[float, float]]], openings: tuple[int, ...]
) -> tuple[tuple[float, float], ...]:
    """Return the spans during which all of some openings are shut; none without openings."""
    if not openings:
        return ()
    common = spans.get(openings[0], [])
    for opening in openings[1:]:
        common = [
            (max(a, c), min(b, d))
            for a, b in common
            for c, d in spans.get(opening, [])
            if max(a, c) < min(b, d)
        ]
    return tuple(common)
