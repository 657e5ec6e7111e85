"""Test data: a hall with a gallery above it, and people who walk out on straight lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely import Polygon, box

from exeunt.base.columns import COLUMNS
from exeunt.results.schema import people_table
from exeunt.results.venue import RunBlock, RunOpening, RunPortal, RunRoom, RunSurface, RunVenue

SCENARIO = "exeunt: 1\nname: made by hand\n"


@dataclass(frozen=True)
class Happening:
    time: float
    kind: str
    cause: str = ""
    person: int = -1
    opening: int = -1
    surface: int = -1
    x: float = float("nan")
    y: float = float("nan")
    value: float = float("nan")


def edges(area: Polygon) -> np.ndarray:
    rings = [np.asarray(ring.coords) for ring in (area.exterior, *area.interiors)]
    return np.concatenate([np.hstack([ring[:-1], ring[1:]]) for ring in rings])


def two_storeys() -> RunVenue:
    """Ground floor 40 m x 20 m with seats and a pillar, a gallery 4 m above, a stair with a landing."""
    seats = tuple(box(10, 4 + 0.95 * row, 20, 4.4 + 0.95 * row) for row in range(10))
    ground = box(0, 0, 40, 20).difference(box(29, 9, 30, 10))
    for row in seats:
        ground = ground.difference(row)
    surfaces = (
        RunSurface(0, "ground", "storey", ground, 0.0),
        RunSurface(1, "gallery", "storey", box(0, 12, 40, 20), 4.0),
        RunSurface(2, "stair east lower", "flight", box(40, 14, 43, 16), 0.0, (0.6667, 0.0), (40.0, 15.0)),
        RunSurface(3, "stair east landing", "landing", box(43, 14, 45, 18), 2.0),
        RunSurface(4, "stair east upper", "flight", box(40, 16, 43, 18), 4.0, (-0.6667, 0.0), (40.0, 17.0)),
    )
    places = np.array([(10.25 + 0.5 * seat, 4.6 + 0.95 * row) for row in range(10) for seat in range(20)])
    walls = [edges(box(0, 0, 40, 20)), edges(box(29, 9, 30, 10)), edges(box(0, 12, 40, 20))]
    on = np.repeat([0, 0, 1], [len(part) for part in walls]).astype(np.int32)
    return RunVenue(
        name="Made by hand",
        surfaces=surfaces,
        portals=(
            RunPortal("foot", (0, 2), ((40, 14), (40, 16))),
            RunPortal("landing a", (2, 3), ((43, 14), (43, 16))),
            RunPortal("landing b", (3, 4), ((43, 16), (43, 18))),
            RunPortal("head", (4, 1), ((40, 16), (40, 18))),
        ),
        openings=(
            RunOpening(0, "exit west", "exit", 0, ((0, 10), (0, 8)), "open"),
            RunOpening(1, "exit south", "exit", 0, ((30, 0), (31.2, 0)), "closed", ((30.0, "open"),)),
            RunOpening(2, "door hall", "door", 0, ((25, 8), (25, 10)), "open"),
        ),
        rooms=(RunRoom("stalls", 0, box(9, 3, 21, 14)),),
        blocks=(RunBlock("stalls", 0, places, seats),),
        walls=np.concatenate(walls),
        wall_surface=on,
    )


@dataclass(frozen=True, eq=False)
class Made:
    """Frames of shape (frames, people); person i leaves at ``time_out[i]`` by ``exit_used[i]``."""

    venue: RunVenue
    interval: float
    x: np.ndarray
    y: np.ndarray
    surface: np.ndarray
    status: np.ndarray
    time_out: np.ndarray
    exit_used: np.ndarray
    distance: np.ndarray

    @property
    def frames(self) -> int:
        return len(self.x)

    @property
    def people(self) -> int:
        return len(self.time_out)

    def crossings(self) -> list[Happening]:
        order = np.argsort(self.time_out, kind="stable")
        return [
            Happening(float(self.time_out[i]), "crossing", "", int(i), int(self.exit_used[i]), 0, value=1.0)
            for i in order
        ]  # fmt: skip

    def people_table(self, until: float = np.inf):
        columns = {name: COLUMNS[name].empty(self.people) for name in COLUMNS}
        columns["person"] = np.arange(self.people, dtype=np.int32)
        columns["present"][:] = 1
        out = self.time_out <= until
        columns["time_out"] = np.where(out, self.time_out, np.nan)
        columns["exit_used"] = np.where(out, self.exit_used, -1).astype(np.int16)
        columns["start_time"][:] = 10.0
        columns["surface"][:] = 0
        columns["distance_walked"] = self.distance
        return people_table(
            columns,
            populations=["audience"],
            openings=[o.id for o in self.venue.openings],
            surfaces=[s.id for s in self.venue.surfaces],
            reasons=("", "no open exit can be reached", "held up by other people", "held by the geometry"),
        )


def walk_out(people: int = 200, frames: int = 150, interval: float = 0.5, seed: int = 1) -> Made:
    """People stand until 10 s, then walk on a straight line to an exit at 1.0 to 1.6 m/s."""
    venue = two_storeys()
    rng = np.random.default_rng(seed)
    places = venue.blocks[0].places
    start = np.where(
        (np.arange(people) < len(places))[:, None],
        places[np.arange(people) % len(places)],
        np.column_stack([rng.uniform(22, 39, people), rng.uniform(1, 19, people)]),
    )
    exit_used = (rng.random(people) < 0.3).astype(np.int16)
    goal = np.where(
        (exit_used == 0)[:, None],
        np.column_stack([np.zeros(people), rng.uniform(8.2, 9.8, people)]),
        np.column_stack([rng.uniform(30.1, 31.1, people), np.zeros(people)]),
    )
    way = goal - start
    length = np.hypot(way[:, 0], way[:, 1])
    time_out = 10.0 + length / rng.uniform(1.0, 1.6, people)
    time = np.arange(frames)[:, None] * interval
    share = np.clip((time - 10.0) / (time_out - 10.0), 0, 1)
    status = np.where(time >= time_out, 3, np.where(time >= 10.0, 2, 1)).astype(np.int8)
    return Made(
        venue, interval, start[:, 0] + share * way[:, 0], start[:, 1] + share * way[:, 1],
        np.zeros((frames, people), dtype=np.int16), status, time_out, exit_used, length,
    )  # fmt: skip


def write(made: Made, folder, *, finish: bool = True, part_duration: float = 15.0):
    """Write the made run as the engine would; returns the writer."""
    from exeunt.results.folder import RunWriter

    writer = RunWriter(
        folder, scenario=SCENARIO, venue=made.venue, people=made.people, frame_interval=made.interval,
        info={"name": "made", "seed": 1}, part_duration=part_duration,
    )  # fmt: skip
    writer.people(made.people_table(until=-1))
    pending = made.crossings()
    for k in range(made.frames):
        now = k * made.interval
        writer.events([event for event in pending if event.time <= now])
        pending = [event for event in pending if event.time > now]
        writer.frame(made.x[k], made.y[k], made.surface[k], made.status[k])
    if finish:
        writer.events(pending)
        writer.people(made.people_table())
        writer.finish("complete", wall_s=1.0, person_steps=int((made.status < 3).sum()))
    return writer
