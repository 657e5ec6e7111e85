"""Simulates an experiment: the floor and the people of its document, who come in as they were filmed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.errors import Problem, ScenarioError
from exeunt.engine.loop import Ending
from exeunt.models.population.document import PopulationDoc
from exeunt.results.tracks import Tracks
from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import build
from exeunt.verification.experiment import Measured, Run, Waiting
from exeunt.verification.experiment_tracks import Arrivals, arrivals_of, walkable
from exeunt.world.events import Event
from exeunt.world.state import World

Floats = NDArray[np.float64]

EVERY = 0.1
"""Seconds between two recorded positions of a simulated person."""
SPARE = 0.02
"""Metres by which people come in clear of walls, beyond their radius."""
LATE = 1.0
"""Seconds after the filmed moment from which on somebody comes in late."""
GRACE = 120.0
"""Seconds that the simulation may go on after the last measured person has left the picture."""


@dataclass(frozen=True)
class Simulated:
    """A simulated run: its tracks on the measured clock, why it ended, how many were still inside or never came in.

    ``delay`` (people who came in later than at the start) s after their filmed moment, ``shift`` m beside their place.
    """

    tracks: Tracks
    ending: Ending
    inside: int
    not_arrived: int
    people: int
    delay: Floats
    shift: Floats

    @property
    def late(self) -> int:
        """People who came in more than ``LATE`` s after they were filmed to, or never."""
        return int((self.delay > LATE).sum()) + self.not_arrived


@dataclass
class TrackRecorder:
    """Keeps positions of everybody inside in memory."""

    every: float = EVERY
    frames: list[tuple[NDArray[np.int64], Floats, Floats]] = field(default_factory=list)
    arrivals: list[Event] = field(default_factory=list)

    def record(self, world: World) -> None:
        """Keep the present positions and how people came in; forget the other events."""
        here = np.flatnonzero(world.inside)
        # each round is a track of its own, so that nobody jumps back
        track = here + world.people * world["laps"][here].astype(np.int64)
        self.frames.append((track, world["x"][here].copy(), world["y"][here].copy()))
        self.arrivals += [event for event in world.events.take() if event.kind == "arrival"]

    def tracks(self, interval: float, start: float = 0.0) -> Tracks:
        """Return what was recorded every ``interval`` s; frame 0 is at time 0, ``start`` is added to it."""
        first = round(start / interval)
        frame = np.concatenate([np.full(len(who), first + k) for k, (who, _, _) in enumerate(self.frames)])
        who, x, y = (np.concatenate([part[k] for part in self.frames]) for k in range(3))
        return Tracks.sorted(who.astype(np.int64), frame.astype(np.int64), x, y, 1.0 / interval)


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
        key = (*run.key, "enter")
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
    listed = np.column_stack([simulation.world["x"], simulation.world["y"]])
    recorder = TrackRecorder()
    ending = simulation.loop(recorder).run()
    world = simulation.world
    interval = world.clock.steps(EVERY) * world.clock.step_size
    delay = np.array([event.value for event in recorder.arrivals])
    came = np.array([(event.x, event.y) for event in recorder.arrivals]).reshape(-1, 2)
    shift = np.hypot(*(came - listed[[event.person for event in recorder.arrivals]]).T)
    return Simulated(
        recorder.tracks(interval, start), ending, int(world.inside.sum()),
        int(((world["present"] == 0) & np.isnan(world["time_out"])).sum()), world.people, delay, shift,
    )  # fmt: skip
