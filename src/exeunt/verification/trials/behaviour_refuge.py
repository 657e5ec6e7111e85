"""Doors found locked and told, and a refuge that fills with smoke."""

from __future__ import annotations

from typing import Any

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

BEHAVIOUR: Document = {"decision": "drawn_delay"}
SMOKE_FROM, SMOKE_TO, DENSE = 60.0, 120.0, 2.0
GIVEN_UP = SMOKE_FROM + (SMOKE_TO - SMOKE_FROM) * (3.0 / 5.0) / DENSE
"""When 3/K falls below 5 m, s."""


def locked_exit(**doors: Any) -> Document:
    """Return 40 people nearer to a locked exit in the east than to the open one in the west."""
    venue = {
        "storeys": [storey("hall", box(0, 0, 40, 6))],
        "exits": [
            opening("west", "hall", 0, 2, 0, 4),
            opening("east", "hall", 40, 2, 40, 4, state="locked"),
        ],
    }
    crowd = people("crowd", 40, "hall", box(24, 1, 36, 5), speed=1.3, cue="start")
    return scene("Locked exit", venue, [crowd], behaviour={**BEHAVIOUR, "doors": doors})


def measure_locked(recorded: Recorded) -> Figures:
    """Return who found the door, from how far, who was told, and how many knew without either."""
    found = [event for event in recorded.events if event.kind == "door found locked"]
    told = [event for event in recorded.events if event.kind == "told of shut door"]
    off = [float(np.sqrt((event.x - 40.0) ** 2 + max(abs(event.y - 3.0) - 1.0, 0.0) ** 2)) for event in found]
    turned = {event.person for event in recorded.events if event.kind == "turned back"}
    learned = {event.person for event in (*found, *told)}
    return {
        "found": len(found), "told": len(told), "farthest": max(off, default=0.0),
        "unexplained": len(turned - learned), "out": recorded.exits_used()["west"],
        "walked": float(recorded.columns["distance_walked"].mean()),
    }  # fmt: skip


LOCKED_EXIT = Trial(
    "behaviour-locked-exit",
    "40 people in a hall of 40 m by 6 m, nearer to an exit that is locked than to the open one; they tell each other, "
    "or not.",
    {"told": Case(locked_exit), "alone": Case(lambda: locked_exit(told=0))},
    measure_locked,
    seeds=5,
    every=0.5,
    cost=4_000,
)


def judge_locked_exit(samples: Samples) -> Verdict:
    """Nobody knows the door from beyond 2.5 m or without a teller; told, most need not go there, and all get out."""
    told, alone = samples.of("told", "told"), samples.of("alone", "found")
    nobody_knows = all(samples.of(case, "unexplained").sum() == 0 for case in ("told", "alone"))
    near = max(samples.of(case, "farthest").max() for case in ("told", "alone")) <= 2.5 + 1e-6
    passed = (
        bool((alone == 40).all() and told.mean() >= 20 and nobody_knows and near) and samples.everyone_out()
    )
    saved = samples.of("alone", "walked") - samples.of("told", "walked")
    passed = passed and bool(saved.mean() > 0.0)
    text = f"{said(told, 'of 40', 1)} told of it; without words all 40 find it; word saves {said(saved, 'm', 1)} each"
    return Verdict(passed, text, float(told.mean()), "people told", mean_interval(told))


def smoky_refuge(smoke: bool) -> Document:
    """Return 12 people who are told to go into a room, which smoke fills from 60 s on, or not."""
    wall = {"line": [[22, 0], [22, 8]], "thickness": 0.2}
    venue = {
        "storeys": [storey("hall", box(0, 0, 30, 8), walls=[wall])],
        "doors": [opening("door", "hall", 22, 3.4, 22, 4.6)],
        "rooms": [{"id": "room", "storey": "hall", "area": box(22.1, 0, 30, 8)}],
        "exits": [opening("west", "hall", 0, 3, 0, 5)],
    }
    top: Document = {
        "behaviour": {**BEHAVIOUR, "actions": {"announcement": 1.0, "instruction": 600}},
        "refuges": [{"id": "room", "room": "room", "doors": ["door"], "capacity": 30}],
        "lockdown": {"orders": [{"id": "go in", "at": 2, "instruct": "invacuate"}]},
    }
    if smoke:
        states = [
            {"at": 0, "extinction": 0}, {"at": SMOKE_FROM, "extinction": 0}, {"at": SMOKE_TO, "extinction": DENSE}
        ]  # fmt: skip
        source = {
            "id": "smoke", "kind": "field", "storey": "hall", "area": box(22.1, 0, 30, 8), "states": states
        }  # fmt: skip
        top["hazards"] = {"sources": [source], "avoidance": None}
    crowd = people("crowd", 12, "hall", box(9, 1, 21, 7), speed=1.3, cue="start")
    return scene("Refuge with smoke", venue, [crowd], max_time=300, stall=100, **top)


def measure_refuge(recorded: Recorded) -> Figures:
    """Return when the refuge was locked and given up, NaN for never, and how many were protected and are out."""
    times = {event.kind: event.time for event in recorded.events if event.kind.startswith("refuge ")}
    return {
        "locked": times.get("refuge locked", np.nan), "given_up": times.get("refuge abandoned", np.nan),
        "protected": int(np.isfinite(recorded.columns["protected_at"]).sum()),
        "out": int(np.isfinite(recorded.columns["time_out"]).sum()),
    }  # fmt: skip


REFUGE = Trial(
    "behaviour-refuge",
    "12 people are told to go into a room of 7.9 m by 8 m with one door, which they lock; smoke comes into it, so that "
    "things are seen less far than 5 m from 78 s on, or not.",
    {"smoke": Case(lambda: smoky_refuge(True)), "clear": Case(lambda: smoky_refuge(False))},
    measure_refuge,
    seeds=5,
    every=0.5,
    cost=4_000,
)


def judge_refuge(samples: Samples) -> Verdict:
    """Locked and kept in clear air; given up within 2 s of the visibility that calls for it, and everybody gets out."""
    given_up = samples.of("smoke", "given_up")
    passed = bool(
        np.isfinite(samples.of("clear", "locked")).all()
        and np.isnan(samples.of("clear", "given_up")).all()
        and (samples.of("clear", "protected") == 12).all()
        and (samples.of("clear", "out") == 0).all()
        and (np.abs(given_up - GIVEN_UP) <= 2.0).all()
        and (samples.of("smoke", "out") == 12).all()
    )
    text = f"in clear air all stay locked in; in smoke given up at {said(given_up, 's', 1)} (wanted {GIVEN_UP:.0f} s)"
    return Verdict(passed, text, float(given_up.mean()), "s", mean_interval(given_up))
