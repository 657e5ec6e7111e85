"""A building of three storeys, and the speed on its stairs against density."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.judges import left_inside
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, stair, storey

WIDE, DEEP, WALL, CORRIDOR, DOOR = 2.0, 3.0, 0.1, 1.6, 0.9
LENGTH = 22.0
# lower edge of each row of rooms, and the side of its doors
ROWS = (
    (0.0, "above"),
    (DEEP + CORRIDOR, "below"),
    (2 * DEEP + CORRIDOR, "above"),
    (3 * DEEP + 2 * CORRIDOR, "below"),
)
COUNTS = {"ground": (9, 8, 8, 11), "first": (11, 8, 8, 11), "second": (11, 8, 8, 11)}
SPEEDS = (0.5, 0.75, 1.0)


def storeys(speed: float) -> Document:
    """Return three storeys of rooms of 2 m by 3 m with four people each, 448 in all; one stair a storey, one exit."""
    heights = {"ground": 0.0, "first": 3.0, "second": 6.0}
    depth = 4 * DEEP + 2 * CORRIDOR
    venue: Document = {"storeys": [], "doors": [], "stairs": [], "exits": []}
    crowd: list[Document] = []
    for floor, counts in COUNTS.items():
        walls: list[Document] = []
        for row, count in enumerate(counts):
            _row(venue, crowd, walls, floor, row, count, speed)
        venue["storeys"].append(storey(floor, box(0, 0, LENGTH, depth), heights[floor], walls=walls))
    y = DEEP + CORRIDOR
    for low, high, at in (("ground", "first", y + 0.2), ("first", "second", y + 3.2)):
        foot, head = ([[LENGTH, at + add], [LENGTH, at + add + 1.2]] for add in (0.0, 1.4))
        venue["stairs"].append(
            stair(f"{low} to {high}", (low, foot), (high, head), kind="half_turn", run=2.6, landing_depth=1.3)
        )
    venue["exits"].append(opening("exit", "ground", 19.4, 0, 20.6, 0))
    return scene(f"Three storeys at {speed:g} m/s", venue, crowd, max_time=2400)


def _row(
    venue: Document,
    crowd: list[Document],
    walls: list[Document],
    floor: str,
    row: int,
    count: int,
    speed: float,
) -> None:
    y0, side = ROWS[row]
    y1, end = y0 + DEEP, count * WIDE
    front = y1 if side == "above" else y0
    walls.append({"line": [[0, front], [end, front]], "thickness": WALL})
    if row == 1:
        walls.append({"line": [[0, y1], [end, y1]], "thickness": WALL})
    for n in range(count):
        x = n * WIDE
        if n:
            walls.append({"line": [[x, y0], [x, y1]], "thickness": WALL})
        name = f"{floor} {row + 1}.{n + 1}"
        venue["doors"].append(
            opening(f"door {name}", floor, x + WIDE / 2 - DOOR / 2, front, x + WIDE / 2 + DOOR / 2, front)
        )
        place = box(x + WALL, y0 + WALL, x + WIDE - WALL, y1 - WALL)
        crowd.append(people(f"room {name}", 4, floor, place, speed=speed))
    if end < LENGTH:
        walls.append({"line": [[end, y0], [end, y1]], "thickness": WALL})


def measure_last(recorded: Recorded) -> Figures:
    """Return when the last one left, in s."""
    return {"last_out": recorded.last_out(), "people": len(recorded.columns["x"])}


STOREYS = Trial(
    "three-storeys",
    "Three storeys of rooms of 2 m by 3 m along two corridors, four people in each room, 448 in all; one "
    "stair of 1.2 m between neighbouring storeys, one exit of 1.2 m. Everyone walks at 0.5, 0.75 or 1.0 "
    "m/s.",
    {f"{speed:g} m/s": Case(lambda speed=speed: storeys(speed)) for speed in SPEEDS},  # type: ignore[misc]
    measure_last,
    seeds=5,
    every=1.0,
    cost=250_000,
)


def judge_speeds(samples: Samples) -> Verdict:
    """A higher speed shortens the time, step by step."""
    times = [samples.of(f"{speed:g} m/s", "last_out") for speed in SPEEDS]
    gains = [mean_interval(slow - fast) for slow, fast in pairwise(times)]
    passed = all(low > 0 for low, _ in gains) and samples.everyone_out()
    text = "; ".join(
        f"{speed:g} m/s: {said(time, 's', 1)}" for speed, time in zip(SPEEDS, times, strict=True)
    )
    return Verdict(passed, text + left_inside(samples), float(np.mean(times[-2] - times[-1])), "s", gains[-1])


# published speeds on the horizontal projection of stairs in m/s by density in 1/m2, between 0.6 and 1.5: the two
# relations, fast and slow, of figure 16 of RiMEA 4.1.1 as an implementer fits them: coefficients of mean and deviation
DENSITIES = (0.6, 1.5)
RELATIONS = {
    "down": {"fast": ((0.33, -1.02, 1.39), (-0.11, 0.29)), "slow": ((-0.08, 0.67), (-0.06, 0.14))},
    "up": {"fast": ((0.18, -0.55, 1.02), (-0.14, 0.35)), "slow": ((0.01, 0.48), (-0.02, 0.10))},
}
RISE = 3.0


def stair_room(direction: str) -> Document:
    """Return 100 people in a room of 10 m by 10 m, and a stair 2 m wide and 5 m long in plan, 2 m behind it."""
    area = [
        [0.0, 0.0],
        [10.0, 0.0],
        [10.0, 4.0],
        [12.0, 4.0],
        [12.0, 6.0],
        [10.0, 6.0],
        [10.0, 10.0],
        [0.0, 10.0],
    ]
    before, after = ([[x, 4.0], [x, 6.0]] for x in (12.0, 17.0))
    height = RISE if direction == "up" else -RISE
    venue = {
        "storeys": [storey("room", area), storey("beyond", box(17, 4, 19, 6), height)],
        "stairs": [
            stair("stair", ("room", before), ("beyond", after))
            if direction == "up"
            else stair("stair", ("beyond", after), ("room", before))
        ],
        "exits": [opening("exit", "beyond", 19, 4, 19, 6)],
    }
    return scene(f"Stair {direction} from a room", venue, [people("crowd", 100, "room", box(0, 0, 10, 10))])


def measure_stair(recorded: Recorded) -> Figures:
    """Return each second the density on the flight in plan, in 1/m2, and the mean speed in plan of those on it."""
    flight = next(surface for surface in recorded.venue.surfaces if surface.kind == "flight")
    here = recorded.inside & (recorded.surface == flight.index)
    speeds = np.where(here, recorded.speeds(), np.nan)
    seconds = np.arange(0, len(recorded.time), max(round(1.0 / recorded.time[1]), 1))
    density = here[seconds].sum(1) / float(flight.area.area)
    counted = np.isfinite(speeds[seconds]).sum(1)
    total = np.nansum(speeds[seconds], axis=1)
    mean = np.where(counted > 0, total / np.maximum(counted, 1), np.nan)
    return {"density": density[counted > 0], "speed": mean[counted > 0], "last_out": recorded.last_out()}


STAIR_DIAGRAM = Trial(
    "stair-diagram",
    "100 people leave a room of 10 m by 10 m over 2 m of level way and a stair 2 m wide, 5 m long in plan "
    "and 3 m high, up or down; density and mean speed on the flight each second, in plan.",
    {way: Case(lambda way=way: stair_room(way)) for way in ("down", "up")},  # type: ignore[misc]
    measure_stair,
    seeds=10,
    every=0.5,
    cost=20_000,
)


def judge_stair_diagram(samples: Samples) -> Verdict:
    """At least half of the points lie within a deviation of a published relation; down is faster than up."""
    shares, means, parts = {}, {}, []
    for way, relations in RELATIONS.items():
        density, speed = samples.pooled(way, "density"), samples.pooled(way, "speed")
        use = (density >= DENSITIES[0]) & (density <= DENSITIES[-1])
        density, speed = density[use], speed[use]
        near = {
            name: np.abs(speed - np.polyval(mean, density)) <= np.polyval(deviation, density)
            for name, (mean, deviation) in relations.items()
        }
        either = near["fast"] | near["slow"]
        shares[way] = float(either.mean()) if len(speed) else 0.0
        means[way] = float(speed.mean()) if len(speed) else float("nan")
        each = ", ".join(f"{inside.sum() / max(len(speed), 1):.0%} {name}" for name, inside in near.items())
        parts.append(f"{way}: {shares[way]:.0%} of {len(speed)} points ({each}), mean {means[way]:.2f} m/s")
    passed = min(shares.values()) >= 0.5 and means["down"] > means["up"] and samples.everyone_out()
    return Verdict(
        passed,
        "; ".join(parts) + left_inside(samples),
        min(shares.values()),
        "share of points",
        figures=means,
    )
