"""Limits of the choice between two exits: distance alone, the choices of others alone, queues alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.judges import left_inside
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

NARROW, WIDE = 1.0, 2.0
NO_QUEUES = 1e9


def room(choice: Document, area: list[list[float]], delay: Any = 0) -> Document:
    """Return 120 people in a room of 24 m by 12 m, with an exit of 1 m in the west and one of 2 m in the east."""
    venue = {
        "storeys": [storey("room", box(0, 0, 24, 12))],
        "exits": [opening("west", "room", 0, 5.5, 0, 6.5), opening("east", "room", 24, 5, 24, 7)],
    }
    rule = {"kind": "logit", "others": 0.0, "inertia": 0.0, **choice}
    crowd = people("crowd", 120, "room", area, exit_choice=rule, pre_movement=delay, speed=1.3)
    return scene("Two exits", venue, [crowd])


def nearest() -> Document:
    """Return people in the western third for whom a second decides and queues are nothing."""
    return room({"time": 10.0, "specific_flow": NO_QUEUES}, box(1, 1, 8, 11))


def herding() -> Document:
    """Return people in the middle for whom only the choices of those in sight count, starting over a minute."""
    rule = {"time": 1e-6, "others": 50.0, "sight": 30, "inertia": 20.0}
    return room(rule, box(8, 1, 16, 11), {"kind": "uniform", "min": 0, "max": 60})


def congestion() -> Document:
    """Return people in the middle for whom a second decides, as near to one exit as to the other."""
    return room({"time": 1.0, "attention": 1.0}, box(11, 1, 13, 11))


def measure(recorded: Recorded) -> Figures:
    """Return the share that left by the west, and that of the exit taken by most."""
    used = recorded.exits_used("crowd")
    west = used["west"] / max(sum(used.values()), 1)
    return {"west": west, "most": max(west, 1.0 - west)}


LIMITS = Trial(
    "behaviour-two-exits",
    "120 people in a room of 24 m by 12 m with an exit of 1 m in the west and one of 2 m in the east. Nearest: they "
    "stand in the west, and only walking time counts. Herding: they stand in the middle, start over a minute, and only "
    "the choices of people in sight count. Congestion: they stand in the middle; walking and queueing time count.",
    {"nearest": Case(nearest), "herding": Case(herding), "congestion": Case(congestion)},
    measure,
    seeds=5,
    every=1.0,
    cost=40_000,
)


def judge_limits(samples: Samples) -> Verdict:
    """All take the nearest; nine of ten the same; and the exits are used by their widths, within 8 %."""
    near, herd, queue = (
        samples.of("nearest", "west"),
        samples.of("herding", "most"),
        samples.of("congestion", "west"),
    )
    wanted = NARROW / (NARROW + WIDE)
    passed = bool((near >= 0.99).all() and (herd >= 0.9).all() and abs(queue.mean() - wanted) <= 0.08)
    text = (
        f"nearest {said(near, '', 2)}; herding {said(herd, '', 2)}, at least {np.min(herd):.2f}; congestion "
    )
    text += f"{said(queue, '', 2)} by the narrow exit ({wanted:.2f} by width)" + left_inside(samples)
    return Verdict(
        passed and samples.everyone_out(), text, float(queue.mean()), "share", mean_interval(queue)
    )
