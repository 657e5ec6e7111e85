"""Cases with an exact answer that no standard lists, and invariants that every run must keep."""

from __future__ import annotations

import hashlib
from math import cos, pi, sin, sqrt

import numpy as np
from scipy import stats

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import IMO_MEN, Points, box, opening, people, scene, stair, storey
from exeunt.verification.trials.crowds import nearest_pair


def turned(points: Points, angle: float) -> Points:
    """Return points turned about the origin by an angle in degrees."""
    c, s = cos(angle * pi / 180), sin(angle * pi / 180)
    return [[round(c * x - s * y, 6), round(s * x + c * y, 6)] for x, y in points]


def free_walk(angle: float) -> Document:
    """Return one person of 1 m/s on a way of 14 m by 3 m, turned by an angle in degrees."""
    line = turned([[14, 0], [14, 3]], angle)
    venue = {
        "storeys": [storey("way", turned(box(0, 0, 14, 3), angle))],
        "exits": [{"id": "end", "storey": "way", "line": line}],
    }
    spot = turned(box(0.5, 1.2, 1.1, 1.8), angle)
    return scene(f"Free walk at {angle:g} degrees", venue, [people("walker", 1, "way", spot, speed=1.0)])


def measure_walk(recorded: Recorded) -> Figures:
    """Return the time in s from 2 m to 12 m along the way, whatever way it is turned."""
    (x0, y0), (x1, y1) = recorded.venue.exits[0].line
    ux, uy = (y1 - y0) / 3.0, -(x1 - x0) / 3.0
    # distance from the start along the way: 14 m minus that to the exit
    along = 14.0 - np.abs((x0 - recorded.x[:, 0]) * ux + (y0 - recorded.y[:, 0]) * uy)
    inside = recorded.inside[:, 0]
    times = np.interp([2.0, 12.0], along[inside], recorded.time[inside])
    return {"time": float(times[1] - times[0])}


FREE_WALK = Trial(
    "free-walk",
    "One person of 1 m/s on a way of 3 m by 14 m; timed over 10 m; the way lies along x, at 45° and at 30°.",
    {f"{angle}°": Case(lambda angle=angle: free_walk(angle)) for angle in (0, 45, 30)},  # type: ignore[misc]
    measure_walk,
    every=0.1,
)


def judge_walk(samples: Samples) -> Verdict:
    """10 s within 0.1 s, whatever the direction."""
    times = {case: float(samples.of(case, "time")[0]) for case in samples.runs}
    worst = max(times.values(), key=lambda time: abs(time - 10))
    text = ", ".join(f"{case} {time:.2f} s" for case, time in times.items())
    return Verdict(abs(worst - 10) <= 0.1, text, worst, "s", (min(times.values()), max(times.values())))


def ramp(direction: str) -> Document:
    """Return one person of 1 m/s on a ramp 10 m long in plan and 1 m high."""
    venue = {
        "storeys": [storey("low", box(0, 0, 4, 2)), storey("high", box(14, 0, 18, 2), 1.0)],
        "ramps": [
            {"id": "ramp", "foot": {"storey": "low", "line": [[4, 0], [4, 2]]},
             "head": {"storey": "high", "line": [[14, 0], [14, 2]]}}
        ],
        "exits": [opening("end", *(("high", 18, 0, 18, 2) if direction == "up" else ("low", 0, 0, 0, 2)))],
    }  # fmt: skip
    floor, x = ("low", 0.6) if direction == "up" else ("high", 17.4)
    walker = people("walker", 1, floor, box(x - 0.3, 0.7, x + 0.3, 1.3), speed=1.0)
    return scene(f"Ramp {direction}", venue, [walker])


def measure_ramp(recorded: Recorded) -> Figures:
    """Return the time in s on the ramp."""
    foot, head = (recorded.crossing_times(((x, 0.0), (x, 2.0)))[0] for x in (4.0, 14.0))
    return {"time": abs(head - foot)}


RAMP_LENGTH = sqrt(101.0)
RAMP = Trial(
    "ramp",
    f"One person of 1 m/s on a ramp of 10 m in plan and 1 m in height, {RAMP_LENGTH:.2f} m along the slope.",
    {way: Case(lambda way=way: ramp(way)) for way in ("up", "down")},  # type: ignore[misc]
    measure_ramp,
    every=0.05,
)


def judge_ramp(samples: Samples) -> Verdict:
    """The level speed along the slope, within 0.1 s."""
    up, down = float(samples.of("up", "time")[0]), float(samples.of("down", "time")[0])
    passed = max(abs(up - RAMP_LENGTH), abs(down - RAMP_LENGTH)) <= 0.1
    return Verdict(
        passed, f"{up:.2f} s up, {down:.2f} s down; {RAMP_LENGTH:.2f} s expected", up, "s", (down, up)
    )


def narrow_door() -> Document:
    """Return 10 people of 0.25 m radius before a gap of 0.4 m, the only way out."""
    venue = {
        "storeys": [storey("room", box(0, 0, 12, 5), walls=[{"line": [[6, 0], [6, 5]], "thickness": 0.2}])],
        "doors": [opening("gap", "room", 6, 2.3, 6, 2.7)],
        "exits": [opening("exit", "room", 12, 2, 12, 3)],
    }
    crowd = people("crowd", 10, "room", box(0, 0, 5, 5), radius=0.25)
    return scene("Gap narrower than a body", venue, [crowd], max_time=120, stall=30)


def measure_inside(recorded: Recorded) -> Figures:
    """Return how many left."""
    return {"out": int(np.isfinite(recorded.time_out()).sum())}


NARROW_DOOR = Trial(
    "narrow-door",
    "10 people 0.5 m wide in a room whose only way out is a gap of 0.4 m.",
    {"gap": Case(narrow_door)},
    measure_inside,
    seeds=3,
)


def judge_nobody(samples: Samples) -> Verdict:
    """Nobody passes."""
    out = samples.of("gap", "out")
    return Verdict(
        bool((out == 0).all()),
        f"{out.sum():.0f} of {10 * len(out)} people passed",
        float(out.sum()),
        "people",
    )


def sampling() -> Document:
    """Return 2000 people all over 100 m by 100 m, for a moment."""
    venue = {
        "storeys": [storey("field", box(0, 0, 100, 100))],
        "exits": [opening("exit", "field", 100, 49, 100, 51)],
    }
    crowd = people("crowd", 2000, "field", box(0, 0, 100, 100))
    return scene("Starting places", venue, [crowd], max_time=0.01, wayfinding={"cell": 0.5})


def measure_places(recorded: Recorded) -> Figures:
    """Return how many start in each of 100 squares of 10 m."""
    x, y = recorded.x[0], recorded.y[0]
    counts, _, _ = np.histogram2d(x, y, bins=10, range=[[0, 100], [0, 100]])
    return {"counts": counts.ravel()}


PLACES = Trial(
    "starting-places",
    "2000 people placed at random in 100 m by 100 m, counted in 100 squares.",
    {"field": Case(sampling)},
    measure_places,
    seeds=20,
    every=1.0,
    cost=100,
)


def judge_places(samples: Samples) -> Verdict:
    """Squares are equally likely: the chi-square p values of the seeds are themselves uniform."""
    p = np.array([stats.chisquare(run["counts"]).pvalue for run in samples.runs["field"]])
    total = np.sum([run["counts"] for run in samples.runs["field"]], axis=0)
    pooled = float(stats.chisquare(total).pvalue)
    text = f"χ² of all squares over all runs: p = {pooled:.2f}; median p of single runs {np.median(p):.2f}"
    return Verdict(pooled > 0.01 and bool(np.median(p) > 0.2), text, pooled, "p")


def crowd_room(threads: int) -> Case:
    """Return the case of 60 people who leave a room over a door and a stair, run by some threads."""

    def document() -> Document:
        venue = {
            "storeys": [
                storey("room", box(0, 0, 10, 8), walls=[{"line": [[6, 0], [6, 8]], "thickness": 0.2}]),
                storey("below", box(16, 3, 20, 5), -3.0),
            ],
            "doors": [opening("door", "room", 6, 3.4, 6, 4.6)],
            "stairs": [stair("stair", ("below", [[16, 3], [16, 5]]), ("room", [[10, 3], [10, 5]]))],
            "exits": [opening("exit", "below", 20, 3, 20, 5)],
        }
        return scene(
            "Room, door and stair", venue, [people("crowd", 60, "room", box(0, 0, 5.8, 8), speed=IMO_MEN)]
        )

    return Case(document, threads=threads)


def measure_hash(recorded: Recorded) -> Figures:
    """Return a number made from the bytes of everything recorded."""
    sha = hashlib.sha256()
    for values in (recorded.time, recorded.x, recorded.y, recorded.columns["time_out"]):
        sha.update(np.ascontiguousarray(values).tobytes())
    return {"hash": int(sha.hexdigest()[:12], 16), "last_out": recorded.last_out()}


REPEATS = Trial(
    "repeats",
    "60 people leave a room over a door and a stair; the same run again, and with two threads.",
    {"once": crowd_room(1), "again": crowd_room(1), "two threads": crowd_room(2)},
    measure_hash,
    seeds=3,
    cost=300,
)


def judge_repeats(samples: Samples) -> Verdict:
    """The same seed gives the same bytes, again and with any number of threads; another seed gives others."""
    hashes = {case: samples.of(case, "hash") for case in samples.runs}
    same = bool((hashes["once"] == hashes["again"]).all() and (hashes["once"] == hashes["two threads"]).all())
    different = len(set(hashes["once"].tolist())) == len(samples.seeds)
    text = f"{'identical' if same else 'different'} bytes for the same seed; {len(set(hashes['once']))} different runs "
    text += f"of {len(samples.seeds)} seeds"
    return Verdict(same and different, text, float(same), "identical")


def measure_distance(recorded: Recorded) -> Figures:
    """Return the least distance of two people's centres in m, and when the last one left."""
    return {"nearest": nearest_pair(recorded), "last_out": recorded.last_out()}


def pushing_room() -> Document:
    """Return 60 people who leave a room by an exit of 1 m."""
    venue = {
        "storeys": [storey("room", box(0, 0, 8, 5))],
        "exits": [opening("exit", "room", 8, 2, 8, 3)],
    }
    return scene("Bodies at an exit", venue, [people("crowd", 60, "room", box(0, 0, 6, 5), speed=IMO_MEN)])


def meeting() -> Document:
    """Return five people each way in a corridor 3 m wide."""
    venue = {
        "storeys": [storey("corridor", box(0, 0, 24, 3))],
        "exits": [opening("west", "corridor", 0, 0, 0, 3), opening("east", "corridor", 24, 0, 24, 3)],
    }
    choices = {id: {"kind": "assigned", "exits": [id]} for id in ("east", "west")}
    crowd = [
        people("eastward", 5, "corridor", box(1, 0, 6, 3), speed=1.3, exit_choice=choices["east"]),
        people("westward", 5, "corridor", box(18, 0, 23, 3), speed=1.3, exit_choice=choices["west"]),
    ]
    return scene("Two small groups meet", venue, crowd, max_time=120, stall=30)


BODIES = Trial(
    "bodies",
    "60 people leave a room by an exit of 1 m; two groups of five meet in a corridor 3 m wide. The least "
    "distance of any two centres, every 0.05 s.",
    {"exit": Case(pushing_room), "meeting": Case(meeting)},
    measure_distance,
    seeds=5,
    every=0.05,
    cost=1500,
)


def judge_bodies(samples: Samples) -> Verdict:
    """Nobody passes through anybody: centres stay 0.25 m apart."""
    nearest = {case: samples.of(case, "nearest") for case in samples.runs}
    worst = min(float(values.min()) for values in nearest.values())
    text = ", ".join(f"{case} {values.min():.2f} m" for case, values in nearest.items())
    return Verdict(
        worst >= 0.25 and samples.everyone_out(), f"least distance: {text}", worst, "m", (worst, worst)
    )
