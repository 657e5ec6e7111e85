"""A rescue task force against the times of published exercises."""

from __future__ import annotations

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import Floats
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

LENGTH, DEPTH, CORRIDOR = 46.0, 26.26, 3.0
"""A floor of 13,000 sq ft = 1,208 m² with a corridor between two rows of five rooms."""
ROOMS, DOOR, WALL = 5, 1.2, 0.2
CASUALTIES, FLOORS, RUNS = 11, 7, 10
"""Seven exercises in each of ten runs: 70, one more than were published."""
WITHIN = 0.15
INPUTS = ("command", "assembled")
PUBLISHED = {
    "command": (4.1, 5.5),
    "assembled": (9.4, 13.5),
    "first reached": (11.9, 16.5),
    "first collected": (16.6, 20.8),
    "all collected": (21.6, 26.0),
}
"""Median and ninth decile in minutes from dispatch: Bachman et al. 2019, Prehosp. Emerg. Care 23:309."""


def exercises() -> Document:
    """Return floors apart from each other, each with 11 people who lie injured and a task force of six.

    The task force has the program's defaults. Those who cleared the floor tell where the casualties lie, as in a warm
    zone; so nothing has to be searched.
    """
    low, high = 0.5 * (DEPTH - CORRIDOR), 0.5 * (DEPTH + CORRIDOR)
    floors = [f"floor {k}" for k in range(FLOORS)]
    venue = {
        "storeys": [
            storey(name, box(0, 0, LENGTH, DEPTH), 4.0 * k, walls=_walls(low, high))
            for k, name in enumerate(floors)
        ],
        "exits": [opening(f"entrance {k}", floors[k], 0, low + 0.5, 0, high - 0.5) for k in range(FLOORS)],
    }
    lying = [
        people(f"casualties {k}", CASUALTIES, floors[k], box(6, 0, LENGTH, DEPTH), injured=0)
        for k in range(FLOORS)
    ]
    forces = [
        {
            "id": f"rescue {k}", "called": 0, "enter": f"entrance {k}", "told": True, "search": [],
            "collection_point": {"storey": floors[k], "at": [4.0, 0.5 * DEPTH]},
        }
        for k in range(FLOORS)
    ]  # fmt: skip
    name = "Exercises of a rescue task force"
    return scene(name, venue, lying, responders=forces, max_time=7200, wayfinding={"cell": 0.2})


def _walls(low: float, high: float) -> list[Document]:
    """Return the walls of a corridor and of the rooms on both sides, each room with a door in its middle."""
    width, lines = LENGTH / ROOMS, []
    for k in range(ROOMS):
        x0, x1, door = k * width, (k + 1) * width, (k + 0.5) * width
        for y in (low, high):
            lines += [[[x0, y], [door - DOOR / 2, y]], [[door + DOOR / 2, y], [x1, y]]]
        if k:
            lines += [[[x0, 0.0], [x0, low]], [[x0, high], [x0, DEPTH]]]
    return [{"line": line, "thickness": WALL} for line in lines]


def measure(recorded: Recorded) -> Figures:
    """Return minutes from dispatch to each stage, (floors,)."""
    told = {event.cause: event.value for event in recorded.events if event.kind == "responders"}
    minutes = []
    for k in range(FLOORS):
        lying = recorded.people(f"casualties {k}")
        reached, collected = (recorded.columns[name][lying] for name in ("reached_at", "collected_at"))
        minutes.append(
            (
                told[f"task force 'rescue {k}' has a unified command"],
                told[f"task force 'rescue {k}' is assembled"],
                np.min(reached), np.min(collected), np.max(collected),
            )
        )  # fmt: skip
    return dict(zip(PUBLISHED, np.array(minutes).T / 60.0, strict=True))


EXERCISE = Trial(
    "behaviour-exercise",
    "Seven floors of 1,208 m² (13,000 sq ft), apart from each other: a corridor between ten rooms, 11 people who "
    "cannot walk anywhere on it, a task force of six medical responders in parties of two. Police cover is not "
    "simulated; it has told where casualties lie.",
    {"exercises": Case(exercises)},
    measure,
    seeds=RUNS,
    every=5.0,
    cost=200_000,
)


def judge_exercise(samples: Samples) -> Verdict:
    """Medians and ninth deciles of what is simulated lie within 15 % of the published ones; a missing time fails."""
    passed, parts = True, []
    figures: dict[str, float] = {}
    for stage, published in PUBLISHED.items():
        found = deciles(samples.pooled("exercises", stage))
        figures |= {f"{stage} median (min)": found[0], f"{stage} P90 (min)": found[1]}
        if stage not in INPUTS:
            passed &= all(abs(a - b) <= WITHIN * b for a, b in zip(found, published, strict=True))
        what = f"{stage} {found[0]:.1f} ({found[1]:.1f}), published {published[0]:.1f} ({published[1]:.1f})"
        parts.append(what + (" (put in)" if stage in INPUTS else ""))
    text = f"median (P90) in min from dispatch, {FLOORS * len(samples.seeds)} exercises: " + "; ".join(parts)
    return Verdict(passed, text, figures["all collected median (min)"], "min", None, figures)


def deciles(values: Floats) -> tuple[float, float]:
    """Return median and ninth decile; NaN where a run never came to that stage."""
    return float(np.quantile(values, 0.5)), float(np.quantile(values, 0.9))
