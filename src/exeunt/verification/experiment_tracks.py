"""Filmed tracks of an experiment: read, checked against its floor, and turned into who comes in and where each goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.reading import Reach
from exeunt.results.exchange import read_tracks
from exeunt.results.tracks import Tracks
from exeunt.scenario.tree import Key
from exeunt.venue.document import AreaDoc, GeoJsonArea, WktArea
from exeunt.venue.readers import read_area
from exeunt.verification.experiment import Measured, Run

Floats = NDArray[np.float64]

ENTRY_SPEED_OVER = 0.3
"""Seconds over which the speed of somebody who comes in is taken from the track."""
OFF_FLOOR = 0.3
"""Metres by which a tracked head may lie outside of the floor: people lean over walls."""
REACHED = 1.0
"""Metres from an exit at which a track may end for that exit to be the person's goal."""


@dataclass(frozen=True)
class Arrivals:
    """People who came in: time in s from ``start``, place, velocity and exit, one row a person."""

    start: float
    time: Floats
    place: Floats
    velocity: Floats
    exit: tuple[str, ...]


def measured_tracks(run: Run, data: Path, allow: Iterable[Path] = ()) -> Tracks:
    """Read the tracks of a run, without those that it leaves out.

    Parameters
    ----------
    data
        Folder of the tracks; an experiment may name files in it or below.
    allow
        Further folders in which the tracks may lie.

    Raises
    ------
    RunFolderError
        If the file is missing or damaged.
    ScenarioError
        If the file may not be read, or people walk off the floor of the experiment.
    """
    assert run.run.tracks is not None
    if not Reach.of([data, *allow]).holds(data / run.run.tracks):
        message = f"'{run.run.tracks}' lies outside the data folder and is not read"
        hint = "Move it into the data folder, or allow its folder with --allow (in Python: allow=[...])."
        raise ScenarioError([Problem(message, (*run.key, "tracks"), hint=hint)])
    tracks = read_tracks(data / run.run.tracks, fps=run.run.frame_rate, unit=run.run.unit)
    if run.run.leave_out:
        kept = ~np.isin(tracks.person, run.run.leave_out)
        tracks = Tracks(tracks.person[kept], tracks.frame[kept], tracks.x[kept], tracks.y[kept], tracks.fps)
    # in single file the floor is the way unrolled, and not where people were filmed
    if run.experiment.kind != "single_file" and not run.rounds:
        check_floor(run, tracks)
    return tracks


def check_floor(run: Run, tracks: Tracks) -> None:
    """Check that everybody is on the floor until they leave by an exit.

    Raises
    ------
    ScenarioError
        With the tracks that are not, where the first one is, and what may be the cause.
    """
    if not len(tracks):
        raise ScenarioError(
            [Problem(f"the tracks of run '{run.id}' hold no positions", (*run.key, "tracks"))]
        )
    area = walkable(run)
    off = ~shapely.contains_xy(area.buffer(OFF_FLOOR), tracks.x, tracks.y) & ~_gone(run, tracks)
    if not off.any():
        return
    row = int(np.flatnonzero(off)[0])
    who = np.unique(tracks.person[off])
    names = ", ".join(str(number) for number in who[:5]) + (", …" if len(who) > 5 else "")
    at = (float(tracks.x[row]), float(tracks.y[row]))
    message = (
        f"run '{run.id}': {len(who)} of {len(np.unique(tracks.person))} tracks ({names}) are more than "
        f"{OFF_FLOOR:g} m off the floor; track {tracks.person[row]} is at {tracks.time[row]:.1f} s"
    )
    raise ScenarioError([Problem(message, (*run.key, "tracks"), (at,), _remedy(tracks, area, off))])


def _remedy(tracks: Tracks, area: Polygon | MultiPolygon, off: NDArray[np.bool_]) -> str:
    """Say what may be wrong where so many positions lie off the floor."""
    wide = area.buffer(OFF_FLOOR)
    for factor, unit in ((0.01, "cm"), (100.0, "m")):
        if shapely.contains_xy(wide, factor * tracks.x, factor * tracks.y).mean() > 0.9:
            return f"The numbers look like {unit}: give the run 'unit: {unit}'."
    if off.mean() > 0.2:
        return "Compare origin and axes of the tracks with those of the floor."
    return "Correct the floor, or give the run 'leave_out' with the numbers of tracks that are nobody's."


def _gone(run: Run, tracks: Tracks) -> NDArray[np.bool_]:
    """Return (rows,) whether the person has reached or crossed an exit by then."""
    exits = shapely.union_all([LineString(line) for line in run.experiment.floor.exits.values()])
    there = shapely.dwithin(exits, shapely.points(tracks.x, tracks.y), OFF_FLOOR)
    same = np.append(False, np.diff(tracks.person) == 0)
    steps = np.flatnonzero(same)
    ends = np.stack([np.column_stack([tracks.x, tracks.y])[rows] for rows in (steps - 1, steps)], axis=1)
    there[steps] |= shapely.intersects(exits, shapely.linestrings(ends))
    first = np.flatnonzero(~same)
    count = np.cumsum(there)
    before = np.repeat(count[first] - there[first], np.diff(np.append(first, len(tracks))))
    return np.asarray(count > before)


def arrivals_of(run: Run, tracks: Tracks) -> Arrivals:
    """Return who comes in, from the first frame of each track, and the exit that each is told.

    With areas in ``within`` only tracks that begin there, and those of the first frame, count.

    Raises
    ------
    ScenarioError
        If it is not known where people go whose tracks end early.
    """
    first = np.flatnonzero(np.append(True, np.diff(tracks.person) != 0))
    last = np.append(first[1:] - 1, len(tracks) - 1)
    x, y, frame = tracks.x[first], tracks.y[first], tracks.frame[first]
    enter = run.enter
    if isinstance(enter, Measured) and enter.within:
        area = shapely.union_all([Polygon(ring) for ring in enter.within])
        keep = shapely.contains_xy(area, x, y) | (frame == tracks.frame.min())
        first, last = first[keep], last[keep]
    if isinstance(enter, Measured):
        goals, keep = goals_of(run, enter, tracks, first, last)
        first, last = first[keep], last[keep]
    else:
        goals = tuple("" for _ in first)
    x, y, frame = tracks.x[first], tracks.y[first], tracks.frame[first]
    span = np.minimum(first + max(1, round(ENTRY_SPEED_OVER * tracks.fps)), last)
    lasted = np.maximum(tracks.frame[span] - frame, 1) / tracks.fps
    velocity = np.column_stack([(tracks.x[span] - x) / lasted, (tracks.y[span] - y) / lasted])
    start = float(tracks.frame.min() / tracks.fps)
    return Arrivals(start, frame / tracks.fps - start, np.column_stack([x, y]), velocity, goals)


def goals_of(
    run: Run, enter: Measured, tracks: Tracks, first: NDArray[np.int64], last: NDArray[np.int64]
) -> tuple[tuple[str, ...], NDArray[np.bool_]]:
    """Return the exits of the people who are kept, and who is kept.

    The goal of a person is what ``goals`` says; else the exit at which the track ends (``REACHED``), or the only one;
    else what ``early`` says.

    Parameters
    ----------
    first, last
        (people,) rows of the first and the last frame of each.
    """
    names = list(run.experiment.floor.exits)
    lines = [LineString(line) for line in run.experiment.floor.exits.values()]
    person = tracks.person[first]
    ahead, left = (
        np.column_stack(
            [shapely.distance(line, shapely.points(tracks.x[rows], tracks.y[rows])) for line in lines]
        )
        for rows in (first, last)
    )
    nearer = left < ahead
    best = np.where(
        nearer.any(axis=1), np.argmin(np.where(nearer, left, np.inf), axis=1), np.argmax(ahead, axis=1)
    )
    known = (left[np.arange(len(best)), best] <= REACHED) | (len(names) == 1)
    crossed = _crossed(run, tracks, lines, first, last)
    best, known = np.where(crossed >= 0, crossed, best), known | (crossed >= 0)
    _check_goals(run, enter, tracks, names)
    for number, name in enumerate(names):
        mine = np.isin(person, [track for track, goal in enter.goals.items() if goal == name])
        best[mine], known[mine] = number, True
    if not known.all() and enter.early is None:
        raise ScenarioError([_asked(run, tracks, last[~known], len(known))])
    keep = known if enter.early == "left out" else np.ones(len(known), dtype=np.bool_)
    return tuple(names[k] for k in best[keep]), keep


def _crossed(
    run: Run, tracks: Tracks, lines: list[LineString], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return (people,) the exit whose line the track crossed last, of those that end off the floor; else -1."""
    outside = ~shapely.intersects_xy(walkable(run), tracks.x[last], tracks.y[last])
    found = np.full(len(first), -1)
    for k in np.flatnonzero(outside):
        rows = slice(first[k], last[k] + 1)
        places = np.column_stack([tracks.x[rows], tracks.y[rows]])
        if len(places) < 2:
            continue
        steps = shapely.linestrings(np.stack([places[:-1], places[1:]], axis=1))
        cuts = np.column_stack([shapely.intersects(line, steps) for line in lines])
        if cuts.any():
            found[k] = int(np.argmax(cuts[np.flatnonzero(cuts.any(axis=1))[-1]]))
    return found


def _enter_key(run: Run) -> Key:
    return (*run.key, "enter") if run.run.enter is not None else ("enter",)


def _check_goals(run: Run, enter: Measured, tracks: Tracks, names: list[str]) -> None:
    key = (*_enter_key(run), "goals")
    unknown = sorted(set(enter.goals.values()) - set(names))
    if unknown:
        hint = f"Exits here: {', '.join(names)}."
        raise ScenarioError([Problem(f"there is no exit '{unknown[0]}'", key, hint=hint)])
    if run.run.enter is None:
        return
    strange = sorted(set(enter.goals) - set(tracks.person.tolist()))
    if strange:
        raise ScenarioError([Problem(f"run '{run.id}' has no track {strange[0]}", key)])


def _asked(run: Run, tracks: Tracks, ends: NDArray[np.int64], people: int) -> Problem:
    """Return the question where people go whose tracks end at these rows."""
    who = ", ".join(str(number) for number in tracks.person[ends[:5]]) + (", …" if len(ends) > 5 else "")
    at = tuple((float(tracks.x[row]), float(tracks.y[row])) for row in ends[:4])
    message = (
        f"run '{run.id}': where do {len(ends)} of {people} people go? Their tracks ({who}) end more than "
        f"{REACHED:g} m before any exit"
    )
    example = f"{{{tracks.person[ends[0]]}: {next(iter(run.experiment.floor.exits))}}}"
    hint = (
        f"Say it with 'goals: {example}' under 'enter'; or 'early: nearest' takes the exit nearest to the end of each "
        "track of those it came nearer to, and 'early: left out' leaves these people out."
    )
    return Problem(message, _enter_key(run), at, hint)


def walkable(run: Run) -> Polygon | MultiPolygon:
    """Return the walkable area of a run in plan; walls, holes and obstacles taken out."""
    floor = run.experiment.floor
    area = _area(floor.area, ("floor", "area"))
    solid = [Polygon(ring) for ring in (*floor.holes, *floor.obstacles, *run.run.obstacles)]
    for number, wall in enumerate(floor.walls):
        if wall.line is not None:
            solid.append(LineString(wall.line).buffer(wall.thickness / 2, cap_style="flat"))
        elif wall.area is not None:
            solid.append(_area(wall.area, ("floor", "walls", number, "area")))
    return area.difference(shapely.union_all(solid)) if solid else area


def _area(area: AreaDoc, key: tuple[str | int, ...]) -> Polygon | MultiPolygon:
    if isinstance(area, GeoJsonArea) or (isinstance(area, WktArea) and area.wkt is None):
        raise ScenarioError([Problem("an experiment takes corners or well-known text, no file", key)])
    try:
        return read_area(area, Path())
    except ValueError as error:
        raise ScenarioError([Problem(f"this area cannot be read: {error}", key)]) from None
