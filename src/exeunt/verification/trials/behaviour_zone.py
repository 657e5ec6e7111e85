"""Danger zones: nobody knows what it cannot perceive, people keep away from what they know, and knowing helps."""

from __future__ import annotations

from typing import Any

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

ZONE: Document = {"id": "zone", "storey": "hall", "radius": 2, "seen": 40, "heard": 0}


def two_rooms(shut: bool) -> Document:
    """Return two rooms of 12 m by 10 m with a door between them, a zone in the left one, 30 people in each."""
    door = opening("between", "hall", 12, 4, 12, 6, state="locked" if shut else "open")
    venue = {
        "storeys": [
            storey("hall", box(0, 0, 24, 10), walls=[{"line": [[12, 0], [12, 10]], "thickness": 0.2}])
        ],
        "doors": [door],
        "exits": [opening("left", "hall", 0, 4, 0, 6), opening("right", "hall", 24, 4, 24, 6)],
    }
    crowd = [
        people("here", 30, "hall", box(1, 1, 11, 9), pre_movement=20),
        people("there", 30, "hall", box(13, 1, 23, 9), pre_movement=20),
    ]
    zone = {**ZONE, "path": [{"time": 5, "at": [2, 5]}]}
    return scene("A zone behind a door", venue, crowd, danger_zones=[zone], max_time=120)


def measure_knowing(recorded: Recorded) -> Figures:
    """Return how many of each room knew of the zone within 2 s, and how many ever did."""
    known = recorded.columns["zone_aware_at"]
    here, there = recorded.people("here"), recorded.people("there")
    return {
        "here": int((known[here] <= 7.0).sum()),
        "there": int((known[there] <= 7.0).sum()),
        "early": int((known < 5.0).sum()),
    }


SEEN = Trial(
    "zone-seen",
    "Two rooms of 12 m by 10 m, 30 people in each, a door between them, and a silent danger zone that begins in the "
    "left room after 5 s; the door is shut, or open.",
    {"shut": Case(lambda: two_rooms(True)), "open": Case(lambda: two_rooms(False))},
    measure_knowing,
    seeds=3,
)


def judge_seen(samples: Samples) -> Verdict:
    """All in its room know of it, nobody behind the shut door, some behind the open one, nobody before it begins."""
    here, behind = samples.of("shut", "here"), samples.of("shut", "there")
    through, early = samples.of("open", "there"), samples.of("shut", "early") + samples.of("open", "early")
    passed = bool((here == 30).all() and (behind == 0).all() and (through > 0).all() and (early == 0).all())
    text = (
        f"within 2 s {here.min():.0f} of 30 in its room know of it, {behind.max():.0f} of 30 behind the shut door, "
        f"{through.min():.0f} to {through.max():.0f} behind the open one; {early.max():.0f} before it begins"
    )
    return Verdict(passed, text, float(behind.max()), "people")


def round_it(zone: bool) -> Document:
    """Return one person who crosses a hall of 40 m by 24 m, with a zone in the middle of its way or without."""
    venue = {
        "storeys": [storey("hall", box(0, 0, 40, 24))],
        "exits": [opening("out", "hall", 40, 11, 40, 13)],
    }
    crowd = [people("walker", 1, "hall", box(2, 11.5, 3, 12.5), speed=1.33)]
    zones: list[Document] = [{**ZONE, "radius": 1.5, "path": [{"time": 0, "at": [20, 12]}]}]
    return scene("Round a zone", venue, crowd, max_time=300, danger_zones=zones if zone else [])


def measure_distance(recorded: Recorded) -> Figures:
    """Return the least distance from the middle of the hall."""
    away = np.hypot(recorded.x - 20.0, recorded.y - 12.0)
    return {"nearest": float(np.nanmin(np.where(recorded.inside, away, np.nan)))}


ROUND = Trial(
    "zone-round",
    "One person crosses a hall of 40 m by 24 m; in the middle of its way is a danger zone of 1.5 m, or none.",
    {"zone": Case(lambda: round_it(True)), "none": Case(lambda: round_it(False))},
    measure_distance,
)


def judge_round(samples: Samples) -> Verdict:
    """The way leads round the zone, where the danger is below the limit of closed ways."""
    nearest, straight = samples.of("zone", "nearest"), samples.of("none", "nearest")
    # 0.5 exp(-d/10) + 0.5 exp(-d/30) = 0.7 at 5.4 m from the edge; a cell of the ground less
    passed = bool((nearest > 1.5 + 5.4 - 0.5).all() and (straight < 1.0).all() and samples.everyone_out())
    text = f"{said(nearest, 'm')} from its middle, {said(straight, 'm')} without it"
    return Verdict(passed, text, float(nearest.min()), "m")


def hall(**ways: Any) -> Document:
    """Return a hall with four exits and 160 people; a zone comes in by one exit and crosses to the other side."""
    venue = {
        "storeys": [
            storey("hall", box(0, 0, 40, 20), walls=[{"line": [[20, 0], [20, 20]], "thickness": 0.2}]),
        ],
        "doors": [opening("one", "hall", 20, 4, 20, 6), opening("two", "hall", 20, 14, 20, 16)],
        "exits": [
            opening("west", "hall", 0, 9, 0, 11), opening("east", "hall", 40, 9, 40, 11),
            opening("south", "hall", 9, 0, 11, 0), opening("north", "hall", 29, 20, 31, 20),
        ],
    }  # fmt: skip
    late = {"kind": "log_normal", "median": 25, "sigma": 0.6}
    crowd = [
        people("left", 80, "hall", box(1, 1, 19, 19), pre_movement=late),
        people("right", 80, "hall", box(21, 1, 39, 19), pre_movement=late),
    ]
    path = [{"time": 10, "at": [1, 10]}, {"time": 30, "at": [18, 5]}, {"time": 45, "at": [36, 10]}]
    zones = [{**ZONE, "path": path, "end": 120}]
    return scene("A zone through a hall", venue, crowd, danger_zones=zones, wayfinding=ways, max_time=300)


def measure_exposure(recorded: Recorded) -> Figures:
    """Return person-seconds inside the zone and in sight of it, and when the last one was out."""
    columns = recorded.columns
    return {
        "inside": float(columns["zone_time"].sum()),
        "sight": float(columns["zone_sight"].sum()),
        "last": recorded.last_out(),
    }


KNOWING = Trial(
    "zone-knowing",
    "160 people in two rooms with two doors between and four exits; a danger zone comes in by the west exit and goes "
    "on to the east. People route on what they believe, or know at any time where it is; the same seeds.",
    {"believing": Case(hall), "knowing": Case(lambda: hall(all_knowing=True))},
    measure_exposure,
    seeds=8,
    cost=3e4,
)


def judge_knowing(samples: Samples) -> Verdict:
    """Who knows more is not exposed more: the interval of the paired difference does not lie below 0."""
    difference = samples.of("believing", "inside") - samples.of("knowing", "inside")
    interval = mean_interval(difference)
    clear = samples.of("believing", "last") - samples.of("knowing", "last")
    text = (
        f"inside the zone, believing {said(samples.of('believing', 'inside'), 'person-s', 0)}, knowing "
        f"{said(samples.of('knowing', 'inside'), 'person-s', 0)}; difference {said(difference, 'person-s', 0)}; "
        f"clearance differs by {said(clear, 's', 1)}"
    )
    passed = bool(interval[1] >= 0.0 and samples.everyone_out())
    return Verdict(passed, text, float(difference.mean()), "person-s", interval)
