"""People who belong together among others."""

from __future__ import annotations

from typing import Any

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.judges import left_inside
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

Members = tuple[tuple[int, float], ...]


def group_among_others(members: Members, others: float, together: bool) -> Document:
    """Return five people behind ten slow ones in a corridor of 30 m by 4 m.

    ``members`` are numbers of people and their speed in m/s, ``others`` the speed of the ten.
    """
    venue = {
        "storeys": [storey("corridor", box(0, 0, 30, 4))],
        "exits": [opening("exit", "corridor", 30, 1, 30, 3)],
    }
    group = {"groups": {"together": "family"}} if together else {}
    crowd = [
        people(f"member {speed:g}", number, "corridor", box(0.5, 0.5, 3.5, 3.5), speed=speed, **group)
        for number, speed in members
    ]
    crowd.append(people("others", 10, "corridor", box(8, 0.3, 14, 3.7), speed=others))
    name = f"{'Group' if together else 'Strangers'} among people of {others:g} m/s"
    return scene(name, venue, crowd)


def measure_arrivals(recorded: Recorded) -> Figures:
    """Return the time in s between the first and the last of the five to leave."""
    out = np.concatenate([recorded.time_out(id) for id in recorded.populations if id.startswith("member")])
    return {"spread": float(out.max() - out.min())}


def _trial(id: str, members: Members, others: float) -> Trial:
    told = " and ".join(f"{number} of {speed:g} m/s" for number, speed in members)
    return Trial(
        id,
        f"A group of five people ({told}) behind ten of {others:g} m/s in a corridor of 30 m by 4 m with an "
        "exit of 2 m; for comparison the same people as strangers.",
        {
            "group": Case(lambda: group_among_others(members, others, True)),
            "strangers": Case(lambda: group_among_others(members, others, False)),
        },
        measure_arrivals,
        seeds=10,
        cost=1500,
    )


UNEQUAL = _trial("group-unequal", ((4, 1.25), (1, 0.5)), 0.2)
EQUAL = _trial("group-equal", ((5, 1.25),), 0.5)


def judge_spread(limit: float) -> Any:
    """The group arrives within ``limit`` seconds in every run."""

    def judge(samples: Samples) -> Verdict:
        group, strangers = samples.of("group", "spread"), samples.of("strangers", "spread")
        passed = bool((group <= limit).all()) and samples.everyone_out("group")
        text = f"group within {said(group, 's', 1)}, at most {group.max():.1f} s; strangers {said(strangers, 's', 1)}"
        return Verdict(
            passed, text + left_inside(samples, "group"), float(group.max()), "s", mean_interval(group)
        )

    return judge
