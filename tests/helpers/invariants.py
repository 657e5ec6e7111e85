"""What must hold in every run, checked with Shapely from the plan: nothing of the movement kernels is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from exeunt.venue.venue import Opening, Venue
from exeunt.world.events import Event
from exeunt.world.state import World

Floats = NDArray[np.float64]

# lines that people may cross are cut out of the edges with this margin, metres
CUT = 1e-4
# coordinates of a venue lie on a grid of 1e-6 m
ON_LINE = 2e-6


@dataclass
class Trace:
    """A recorder that keeps everything: one row a record, one column a person."""

    every: float
    _rows: dict[str, list[Any]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    arrays: dict[str, NDArray[Any]] = field(default_factory=dict)

    def record(self, world: World) -> None:
        """Take a copy."""
        self._rows.setdefault("time", []).append(world.time)
        for name in ("x", "y", "surface", "present", "time_out", "exit_used", "distance_walked"):
            self._rows.setdefault(name, []).append(world[name].copy())
        self.events += world.events.take()

    def close(self, world: World) -> None:
        """Take the last state, if it has not been taken, and make arrays of all."""
        if self._rows["time"][-1] != world.time:
            self.record(world)
        self.events += world.events.take()
        self.arrays = {name: np.array(values) for name, values in self._rows.items()}

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.arrays[name]

    @property
    def inside(self) -> NDArray[np.bool_]:
        """(records, people) who is in the venue."""
        return np.asarray((self["present"] == 1) & np.isnan(self["time_out"]))


def check_everything(trace: Trace, venue: Venue, step: float) -> None:
    """Raise AssertionError if anything of the following does not hold. The trace has every step."""
    check_conserved(trace, venue)
    check_places(trace, venue)
    check_ways(trace, venue)
    check_exits(trace, venue, step)
    check_doors(trace, venue, step)


def check_conserved(trace: Trace, venue: Venue) -> None:
    """Nobody is lost, nobody comes back, and whoever is out has left by an exit."""
    present, out = trace["present"], ~np.isnan(trace["time_out"])
    assert ((present == 0) | (present == 1)).all()
    assert (np.diff(present.astype(int), axis=0) >= 0).all(), "someone who was present is not any more"
    assert (np.diff(out.astype(int), axis=0) >= 0).all(), "someone who was out is not any more"
    assert not (out & (present == 0)).any(), "someone left without ever having been inside"
    assert (present.sum(1) == trace.inside.sum(1) + out.sum(1)).all()
    used = trace["exit_used"]
    assert ((used >= 0) == out).all(), "exit_used and time_out disagree"
    exits = [exit.index for exit in venue.exits]
    assert np.isin(used[out], exits).all()
    assert (trace["time_out"][out] <= np.broadcast_to(trace["time"][:, None], out.shape)[out] + 1e-9).all()
    crossed = {event.person for event in trace.events if event.kind == "crossing" and event.opening in exits}
    assert crossed == set(np.flatnonzero(out[-1]).tolist()), "exits crossed and people out differ"


def check_places(trace: Trace, venue: Venue) -> None:
    """Everyone inside stands on walkable ground of the surface named, at a finite place."""
    inside = trace.inside
    assert np.isfinite(trace["x"][inside]).all()
    assert np.isfinite(trace["y"][inside]).all()
    assert np.isfinite(trace["distance_walked"]).all()
    surfaces = trace["surface"]
    assert ((surfaces[inside] >= 0) & (surfaces[inside] < len(venue.surfaces))).all()
    for surface in venue.surfaces:
        here = inside & (surfaces == surface.index)
        ground = surface.area.buffer(ON_LINE)
        shapely.prepare(ground)
        stands = shapely.contains_xy(ground, trace["x"][here], trace["y"][here])
        assert stands.all(), f"{(~stands).sum()} places in a wall on {surface.id}"


def check_ways(trace: Trace, venue: Venue) -> None:
    """No step goes through an edge of the ground, and surfaces change only across their portal."""
    row, person = np.nonzero(trace.inside[:-1])
    a, b = (row, person), (row + 1, person)
    start, end = _place(trace, a), _place(trace, b)
    moved = (start != end).any(axis=1)
    row, person, start, end = row[moved], person[moved], start[moved], end[moved]
    ways = shapely.linestrings(np.stack([start, end], axis=1))
    before, after = trace["surface"][row, person], trace["surface"][row + 1, person]
    for surface in venue.surfaces:
        mine = np.flatnonzero((before == surface.index) | (after == surface.index))
        tree = shapely.STRtree(_edges(venue, surface.index))
        hits, _ = tree.query(ways[mine], predicate="intersects")
        assert not len(hits), _told(trace, ways, mine[hits], row, person, f"through a wall of {surface.id}")
    changed = np.flatnonzero(before != after)
    portals = {frozenset(portal.surfaces): portal for portal in venue.portals}
    for k in changed.tolist():
        portal = portals.get(frozenset((int(before[k]), int(after[k]))))
        assert portal is not None, f"from surface {before[k]} to {after[k]} without a portal"
        assert shapely.distance(ways[k], shapely.LineString(portal.line)) <= ON_LINE


def check_exits(trace: Trace, venue: Venue, step: float) -> None:
    """Who is out left across the line of an exit that was open when the last step began."""
    left = np.flatnonzero(~np.isnan(trace["time_out"][-1]))
    for person in left.tolist():
        exit = venue.openings[int(trace["exit_used"][-1, person])]
        assert exit.kind == "exit"
        place = shapely.Point(trace["x"][-1, person], trace["y"][-1, person])
        assert shapely.distance(place, shapely.LineString(exit.line)) <= 1e-5
        began = float(trace["time_out"][-1, person]) - step
        assert exit.state_at(_effective(exit, began, step)) == "open", (
            f"{exit.id} was not open at {began:g} s"
        )


def check_doors(trace: Trace, venue: Venue, step: float) -> None:
    """Nobody's step crosses a shut door, or a one-way door against its direction."""
    times, dt = trace["time"], step
    row, person = np.nonzero(trace.inside[:-1])
    start, end = _place(trace, (row, person)), _place(trace, (row + 1, person))
    ways = shapely.linestrings(np.stack([start, end], axis=1))
    surface = trace["surface"][row, person]
    for door in venue.openings:
        if door.kind != "door":
            continue
        (px, py), (qx, qy) = door.line
        line = shapely.LineString(door.line)
        mine = np.flatnonzero(surface == door.surface)
        for k in mine[shapely.intersects(ways[mine], line)].tolist():
            left = [(qx - px) * (y - py) - (qy - py) * (x - px) for x, y in (start[k], end[k])]
            if (left[0] >= 0 and left[1] >= 0) or (left[0] < 0 and left[1] < 0):
                continue
            state = door.state_at(_effective(door, float(times[row[k]]), dt))
            assert state == "open", f"person {person[k]} passed {door.id}, {state}, at {times[row[k]]:g} s"
            way = "forward" if left[0] >= 0 else "backward"
            assert door.direction in ("both", way), f"person {person[k]} passed {door.id} {way}"


def _effective(opening: Opening, time: float, step: float) -> float:
    """The latest time whose changes have been applied by the step that starts at ``time``."""
    return round(time / step) * step + 1e-9


def _place(trace: Trace, at: tuple[NDArray[Any], NDArray[Any]]) -> Floats:
    return np.column_stack([trace["x"][at], trace["y"][at]])


def _edges(venue: Venue, surface: int) -> list[Any]:
    """Edges of the ground that nobody may cross: all but portals and exits."""
    area = venue.surfaces[surface].area
    lines = [portal.line for portal in venue.portals if surface in portal.surfaces]
    lines += [exit.line for exit in venue.exits if exit.surface == surface]
    cut = shapely.union_all([shapely.LineString(line).buffer(CUT) for line in lines])
    edges = shapely.get_parts(area.boundary.difference(cut))
    return list(edges)


def _told(trace: Trace, ways: Any, wrong: Any, row: Any, person: Any, what: str) -> str:
    first = wrong[0]
    time, who = trace["time"][row[first]], person[first]
    return f"{len(wrong)} steps {what}, the first by person {who} at {time:g} s: {ways[first].wkt}"
