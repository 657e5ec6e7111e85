"""Simulates an experiment: the floor and the people of its document, who come in as they were filmed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon

from exeunt.base.errors import Problem, ScenarioError
from exeunt.engine.loop import Ending
from exeunt.models.population.document import PopulationDoc
from exeunt.results.exchange import read_tracks
from exeunt.results.tracks import Tracks
from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import build
from exeunt.venue.document import AreaDoc, GeoJsonArea, WktArea
from exeunt.venue.readers import read_area
from exeunt.verification.experiment import ExperimentDoc, Measured, Run, Waiting
from exeunt.world.state import World

Floats = NDArray[np.float64]

EVERY = 0.1
"""Seconds between two recorded positions of a simulated person."""
ENTRY_SPEED_OVER = 0.3
"""Seconds over which the speed of somebody who comes in is taken from the track."""
SPARE = 0.02
"""Metres by which people come in clear of walls, beyond their radius."""
GRACE = 120.0
"""Seconds that the simulation may go on after the last measured person has left the picture."""


@dataclass(frozen=True)
class Arrivals:
    """Who came in: time in s from ``start``, place, velocity and exit, one row a person."""

    start: float
    time: Floats
    place: Floats
    velocity: Floats
    exit: tuple[str, ...]


@dataclass(frozen=True)
class Simulated:
    """A simulated run: its tracks on the measured clock, why it ended, who was still inside, who never came in."""

    tracks: Tracks
    ending: Ending
    inside: int
    not_arrived: int
    people: int


@dataclass
class TrackRecorder:
    """Keeps positions of everybody inside in memory."""

    every: float = EVERY
    frames: list[tuple[NDArray[np.int64], Floats, Floats]] = field(default_factory=list)

    def record(self, world: World) -> None:
        """Keep the present positions; forget the events."""
        here = np.flatnonzero(world.inside)
        # each round is a track of its own, so that nobody jumps back
        track = here + world.people * world["laps"][here].astype(np.int64)
        self.frames.append((track, world["x"][here].copy(), world["y"][here].copy()))
        world.events.take()

    def tracks(self, interval: float, start: float = 0.0) -> Tracks:
        """Return what was recorded every ``interval`` s; frame 0 is at time 0, ``start`` is added to it."""
        first = round(start / interval)
        frame = np.concatenate([np.full(len(who), first + k) for k, (who, _, _) in enumerate(self.frames)])
        who, x, y = (np.concatenate([part[k] for part in self.frames]) for k in range(3))
        return Tracks.sorted(who.astype(np.int64), frame.astype(np.int64), x, y, 1.0 / interval)


def measured_tracks(run: Run, data: Path) -> Tracks:
    """Read the tracks of a run.

    Raises
    ------
    RunFolderError
        If the file is missing or damaged.
    """
    assert run.run.tracks is not None
    return read_tracks(data / run.run.tracks, fps=run.run.frame_rate, unit=run.run.unit)


def arrivals_of(run: Run, tracks: Tracks) -> Arrivals:
    """Return who comes in, from the first frame of each track, and by which exit each leaves, from the last.

    With areas in ``within`` only tracks that begin there, and those of the first frame, count.
    """
    first = np.flatnonzero(np.append(True, np.diff(tracks.person) != 0))
    last = np.append(first[1:] - 1, len(tracks) - 1)
    x, y, frame = tracks.x[first], tracks.y[first], tracks.frame[first]
    enter = run.enter
    if isinstance(enter, Measured) and enter.within:
        area = shapely.union_all([Polygon(ring) for ring in enter.within])
        keep = shapely.contains_xy(area, x, y) | (frame == tracks.frame.min())
        first, last, x, y, frame = first[keep], last[keep], x[keep], y[keep], frame[keep]
    span = np.minimum(first + max(1, round(ENTRY_SPEED_OVER * tracks.fps)), last)
    lasted = np.maximum(tracks.frame[span] - frame, 1) / tracks.fps
    velocity = np.column_stack([(tracks.x[span] - x) / lasted, (tracks.y[span] - y) / lasted])
    start = float(frame.min() / tracks.fps)
    end = np.column_stack([tracks.x[last], tracks.y[last]])
    place = np.column_stack([x, y])
    return Arrivals(start, frame / tracks.fps - start, place, velocity, _exits(run.experiment, place, end))


def _exits(experiment: ExperimentDoc, first: Floats, last: Floats) -> tuple[str, ...]:
    """Return for each person the exit nearest to the end of the track, of those that the person came nearer to."""
    names = list(experiment.floor.exits)
    lines = [LineString(line) for line in experiment.floor.exits.values()]
    ahead = np.column_stack([shapely.distance(line, shapely.points(first)) for line in lines])
    left = np.column_stack([shapely.distance(line, shapely.points(last)) for line in lines])
    nearer = left < ahead
    best = np.where(
        nearer.any(axis=1), np.argmin(np.where(nearer, left, np.inf), axis=1), np.argmax(ahead, axis=1)
    )
    return tuple(names[k] for k in best)


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


def _area(area: AreaDoc, key: tuple[str | int, ...]) -> Any:
    if isinstance(area, GeoJsonArea) or (isinstance(area, WktArea) and area.wkt is None):
        raise ScenarioError([Problem("an experiment takes corners or well-known text, no file", key)])
    try:
        return read_area(area, Path())
    except ValueError as error:
        raise ScenarioError([Problem(f"this area cannot be read: {error}", key)]) from None


def scenario_of(
    run: Run, arrivals: Arrivals | None, *, movement: Any = None, people: Mapping[str, Any] | None = None,
    longest: float | None = None,
) -> Scenario:  # fmt: skip
    """Return the scenario of a run: its floor, its people, and the defaults of the program for all else.

    Parameters
    ----------
    arrivals
        Of the measured run; None if there are no tracks.
    movement
        Kind of the family "movement", by name or with parameters; the program's default if None.
    people
        Attributes of people, such as ``{"time_gap": 0.8}``, instead of the program's defaults.
    longest
        Seconds to simulate at most.

    Raises
    ------
    ScenarioError
        If the experiment makes no scenario that can be run.
    """
    experiment, floor = run.experiment, run.experiment.floor
    storey = floor.model_dump(mode="json", exclude={"exits", "loop"}, exclude_none=True)
    storey["obstacles"] = [*storey["obstacles"], *run.run.obstacles]
    exits = [{"id": id, "storey": "floor", "line": line} for id, line in floor.exits.items()]
    loop = floor.loop
    seams = {"seams": [{"id": "loop", "storey": "floor", **loop.model_dump()}]} if loop is not None else {}
    document: dict[str, Any] = {
        "exeunt": 1,
        "name": run.id,
        "venue": {"storeys": [{"id": "floor", **storey}], "exits": exits, **seams},
        "people": [
            {
                "id": "participants",
                "desired_speed": experiment.participants.desired_speed.model_dump(mode="json"),
                "mobility": {},
                "pre_movement": 0,
                "exit_choice": "assigned" if isinstance(run.enter, Measured) else "nearest",
                **_entrance(run, arrivals),
                **(people or {}),
            }
        ],
        "run": {"max_time": longest or experiment.longest},
    }
    if movement is not None:
        document["movement"] = movement
    return loads(json.dumps(document), f"{run.id}.json")


def _entrance(run: Run, arrivals: Arrivals | None) -> dict[str, Any]:
    if isinstance(run.enter, Waiting):
        number = run.enter.number or (len(arrivals.time) if arrivals is not None else 0)
        return {"number": number, "where": {"storey": "floor", "area": run.enter.area}}
    if arrivals is None:
        key = ("runs", run.id, "enter")
        hint = "Give 'tracks', or let people wait with a number."
        raise ScenarioError([Problem("without tracks nobody knows when people come in", key, hint=hint)])
    place = _clear_of_walls(walkable(run), arrivals.place)
    people = [
        {"time": t, "place": p, "velocity": v, "exit": e}
        for t, p, v, e in zip(
            arrivals.time.tolist(), place.tolist(), arrivals.velocity.tolist(), arrivals.exit, strict=True
        )
    ]
    return {"inflow": {"storey": "floor", "people": people}}


def _clear_of_walls(area: Polygon | MultiPolygon, place: Floats) -> Floats:
    """Move places that are too near a wall for a body to the nearest place that is not: heads lean over walls."""
    radius = PopulationDoc(id="anyone", number=1).radius.support()[1]
    free = area.buffer(-(radius + SPARE))
    points = shapely.points(place)
    out = ~shapely.contains(free, points)
    if out.any():
        lines = shapely.shortest_line(free, points[out])
        place = place.copy()
        # the very edge of the free area counts as touching for some rounding: go a hair further in
        place[out] = shapely.get_coordinates(shapely.get_point(lines, 0))
    return place


def simulate_run(
    run: Run, measured: Tracks | None, *, movement: Any = None, people: Mapping[str, Any] | None = None,
    seed: int = 1, threads: int = 1,
) -> Simulated:  # fmt: skip
    """Simulate one run of an experiment; its tracks run on the clock of the measured ones.

    Raises
    ------
    ScenarioError
        If the experiment makes no scenario that can be run.
    """
    arrivals = arrivals_of(run, measured) if measured is not None else None
    longest = run.experiment.longest
    start = 0.0
    if arrivals is not None and measured is not None and isinstance(run.enter, Measured):
        start = arrivals.start
        longest = min(longest, float(measured.time.max()) - start + GRACE)
    scenario = scenario_of(run, arrivals, movement=movement, people=people, longest=longest)
    simulation = build(scenario, seed=seed, threads=threads)
    recorder = TrackRecorder()
    ending = simulation.loop(recorder).run()
    world = simulation.world
    interval = world.clock.steps(EVERY) * world.clock.step_size
    return Simulated(
        recorder.tracks(interval, start), ending, int(world.inside.sum()),
        int(((world["present"] == 0) & np.isnan(world["time_out"])).sum()), world.people,
    )  # fmt: skip
