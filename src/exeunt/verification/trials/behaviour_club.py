"""A crowded club that most people know by one exit, in clear air and with a fire that may start later."""

from __future__ import annotations

from typing import Any

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

GUESTS, FAMILIAR, LATER = 460, 0.667, 15.0
USED, HEADED = 0.54, 0.9
"""Shares of the front door of The Station: of 169 survivors who left by doors (Galea et al. 2008, of the survivors
asked), and the largest of the cases that NIST NCSTAR 2 computed."""
GROWTH = 30.0
"""Seconds to 1055 kW: makes the floor untenable within 90 s, as published of The Station."""
FEWER = 0.2
"""Share by which a fire that starts ``LATER`` must at least lower the number of incapacitated; a published study of The
Station found 84 instead of 180 deaths (Galea et al. 2008)."""


def club(burning: bool, later: float = 0.0) -> Document:
    """Return 460 guests in a club of 330 m² with a front door behind an entry, and three doors that few know.

    The time counts from when the fire would start. Guests do not know when that is: they start when the music stops.
    """
    area = [*box(0, 0, 22, 15), [0, 8.4], [-4, 8.4], [-4, 6.6], [0, 6.6]]
    venue = {
        "storeys": [storey("floor", area)],
        "exits": [
            opening("front", "floor", -4, 6.6, -4, 8.4),
            opening("bar", "floor", 7, 15, 7.9, 15),
            opening("kitchen", "floor", 16, 0, 16.9, 0),
            opening("platform", "floor", 22, 12, 22, 12.9),
        ],
    }
    crowd = people(
        "guests", GUESTS, "floor", [[0.5, 0.5], [21.5, 0.5], [21.5, 14.5], [0.5, 14.5]],
        pre_movement={"kind": "log_normal", "median": 25, "sigma": 0.4, "min": 5, "max": 90}, cue="start",
        exit_choice={"kind": "familiar", "exits": ["front"], "share": FAMILIAR},
    )  # fmt: skip
    fire = {
        "id": "fire", "kind": "room_filling", "storey": "floor", "at": [20, 7.5], "ceiling": 3.5, "height": 1.5,
        "growth": GROWTH, "peak": 20e6, "fuel": "pu_foam", "start": later,
    }  # fmt: skip
    top: dict[str, Any] = (
        {"hazards": {"sources": [fire], "exposure": {"susceptibility": "log_normal"}}} if burning else {}
    )
    return scene("Club", venue, [crowd], max_time=600.0, behaviour={"decision": "drawn_delay"}, **top)


def measure_club(recorded: Recorded) -> Figures:
    """Return the share of those out who used the front door, and how many were incapacitated."""
    used = recorded.exits_used()
    return {
        "front": used["front"] / max(1, sum(used.values())),
        "incapacitated": float((~np.isnan(recorded.columns["incapacitated_at"])).sum()),
    }


CLUB = Trial(
    "behaviour-club",
    f"{GUESTS} guests in a club of 330 m², two thirds of whom know the front door only, and three doors of 0.9 m; in "
    f"clear air, with a fire, and with one that starts {LATER:g} s later.",
    {
        "clear": Case(lambda: club(False)),
        "fire": Case(lambda: club(True)),
        "later": Case(lambda: club(True, LATER)),
    },
    measure_club,
    seeds=4,
    every=0.5,
    cost=300_000,
)


def judge_club(samples: Samples) -> Verdict:
    """The front door is used as much as reported; 15 s change the number of incapacitated beyond chance."""
    front = samples.of("clear", "front")
    soon, late = (samples.of(name, "incapacitated") for name in ("fire", "later"))
    low, high = mean_interval(late - soon)
    passed = bool(
        USED <= front.mean() <= HEADED and high < 0.0 and late.mean() <= (1.0 - FEWER) * soon.mean()
    )
    text = f"{said(100 * front, '%', 0)} of those out by the front door; {said(soon, 'incapacitated', 0)}, with a fire "
    text += f"{LATER:g} s later {said(late, '', 0)}: {(late - soon).mean():+.0f} [{low:+.0f}, {high:+.0f}]"
    return Verdict(passed, text, float((late - soon).mean()), "people", (low, high))
