"""People who walk alone: corridors, stairs, corners, ramps."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from exeunt.verification.contract import Case, Document, Figures, Trial
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, stair, storey

LENGTH = 40.0
_START = 2.0


def corridor(speed: float) -> Document:
    """Return one person in a corridor 2 m wide, with 40 m between two marks."""
    end = LENGTH + 2 * _START
    venue = {
        "storeys": [storey("corridor", box(0, 0, end, 2))],
        "exits": [opening("end", "corridor", end, 0, end, 2)],
    }
    walker = people("walker", 1, "corridor", box(0.3, 0.7, 0.9, 1.3), speed=speed)
    return scene(f"Corridor at {speed:g} m/s", venue, [walker])


def measure_corridor(recorded: Recorded) -> Figures:
    """Return the time in s between the marks 40 m apart, and the speed."""
    first = recorded.crossing_times(((_START, 0), (_START, 2)))[0]
    last = recorded.crossing_times(((_START + LENGTH, 0), (_START + LENGTH, 2)))[0]
    return {"time": last - first, "speed": LENGTH / (last - first)}


def _corridor(speed: float, suffix: str) -> Trial:
    return Trial(
        f"corridor-{suffix}",
        f"One person with a free speed of {speed:g} m/s in a corridor 2 m wide; timed over 40 m between two marks.",
        {"corridor": Case(lambda: corridor(speed))},
        measure_corridor,
        every=0.1,
    )


CORRIDOR_133 = _corridor(1.33, "133")
CORRIDOR_100 = _corridor(1.0, "100")


def stairs(length: float, direction: str, speed: float, up: float, down: float) -> Document:
    """Return one person on a straight stair 2 m wide with the slope 6 : 8, ``length`` m along the slope.

    ``up`` and ``down`` are its speeds on stairs in m/s along the slope.
    """
    run, rise = 0.8 * length, 0.6 * length
    venue = {
        "storeys": [
            storey("lower", box(0, 0, 4, 2)),
            storey("upper", box(4 + run, 0, 8 + run, 2), rise),
        ],
        "stairs": [
            stair("stair", ("lower", [[4, 0], [4, 2]]), ("upper", [[4 + run, 0], [4 + run, 2]])),
        ],
        "exits": [
            opening("top", "upper", 8 + run, 0, 8 + run, 2)
            if direction == "up"
            else opening("bottom", "lower", 0, 0, 0, 2)
        ],
    }
    floor, x = ("lower", 0.6) if direction == "up" else ("upper", 7.4 + run)
    ratios = {"stair_ratio_up": up / speed, "stair_ratio_down": down / speed}
    walker = people("walker", 1, floor, box(x - 0.3, 0.7, x + 0.3, 1.3), speed=speed, **ratios)
    return scene(f"Stair of {length:g} m, {direction}", venue, [walker])


def measure_stairs(length: float) -> Any:
    """Return a measure of the time in s spent on the flight, and of the speed along its slope."""

    def measure(recorded: Recorded) -> Figures:
        run = 0.8 * length
        times = [recorded.crossing_times(((x, 0), (x, 2)))[0] for x in (4.0, 4.0 + run)]
        time = abs(times[1] - times[0])
        return {"time": time, "speed": length / time}

    return measure


def _stairs(id: str, length: float, speed: float, up: float, down: float, setup: str) -> Trial:
    return Trial(
        id,
        setup,
        {way: Case(lambda way=way: stairs(length, way, speed, up, down)) for way in ("up", "down")},  # type: ignore[misc]
        measure_stairs(length),
        every=0.05,
    )


STAIRS_MODEL = _stairs(
    "stairs-10-model", 10.0, 1.33, 0.50, 0.65,
    "One person of 1.33 m/s on the level, 0.50 m/s up and 0.65 m/s down stairs, on a stair 2 m wide and 10 "
    "m long along the slope (8 m in plan, 6 m high).",
)  # fmt: skip
STAIRS_100 = _stairs(
    "stairs-10-100", 10.0, 1.2, 1.0, 1.0,
    "One person of 1.0 m/s on stairs, on a stair 2 m wide and 10 m long along the slope.",
)  # fmt: skip
STAIRS_LONG = _stairs(
    "stairs-100-100", 100.0, 1.2, 1.0, 1.0,
    "One person of 1.0 m/s on stairs, on a stair 2 m wide and 100 m long along the slope.",
)  # fmt: skip
STAIRS_HALF = _stairs(
    "stairs-10-half", 10.0, 1.0, 0.5, 0.5,
    "One person of 1.0 m/s on the level and half of that on stairs, on a stair 10 m long along the slope.",
)  # fmt: skip


def corner() -> Document:
    """Return 20 people in the first 6 m of a corridor 2 m wide that turns left after 10 m."""
    area = [[0.0, 0.0], [12.0, 0.0], [12.0, 12.0], [10.0, 12.0], [10.0, 2.0], [0.0, 2.0]]
    venue = {
        "storeys": [storey("corridor", area)],
        "exits": [opening("end", "corridor", 10, 12, 12, 12)],
    }
    crowd = people("crowd", 20, "corridor", box(0, 0, 6, 2))
    return scene("Corner", venue, [crowd])


def measure_walls(recorded: Recorded) -> Figures:
    """Return how many places lie outside the walkable area, and how many steps cross its edge, by over 1 mm."""
    outside = crossed = 0
    for surface in recorded.venue.surfaces:
        grown = surface.area.buffer(0.001)
        shapely.prepare(grown)
        here = recorded.inside & (recorded.surface == surface.index)
        outside += int((~shapely.contains_xy(grown, recorded.x[here], recorded.y[here])).sum())
        stays = here[1:] & here[:-1]
        start = np.column_stack([recorded.x[:-1][stays], recorded.y[:-1][stays]])
        end = np.column_stack([recorded.x[1:][stays], recorded.y[1:][stays]])
        steps = shapely.linestrings(np.stack([start, end], axis=1))
        crossed += int((~shapely.covers(grown, steps)).sum())
    return {"outside": outside, "crossed": crossed, "last_out": recorded.last_out()}


CORNER = Trial(
    "corner",
    "20 people in the first 6 m of a corridor 2 m wide that turns left by 90° after 10 m (arms of 12 m "
    "outside); places of everyone are checked against the plan every 0.05 s.",
    {"corner": Case(corner)},
    measure_walls,
    seeds=10,
    every=0.05,
)
