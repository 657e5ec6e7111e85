"""What people bring with them: when they start and how fast they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import IMO_MEN, box, opening, people, scene, storey

DELAYS: dict[str, Document] = {
    "uniform": {"kind": "uniform", "min": 10, "max": 100},
    "normal": {"kind": "normal", "mean": 60, "sd": 15, "min": 0},
    "log-normal": {"kind": "log_normal", "mu": 4.586, "sigma": 0.967},
    "gamma": {"kind": "gamma", "shape": 1.291, "scale": 103.901},
    "weibull": {"kind": "weibull", "shape": 1.195, "scale": 139.285},
}
"""Delays before moving in s: uniform as the suites give it, the others as an implementer of NIST TN 1822 set them."""

LAWS: dict[str, Any] = {
    "uniform": stats.uniform(10, 90),
    "normal": stats.truncnorm(-4, np.inf, 60, 15),
    "log-normal": stats.lognorm(0.967, scale=np.exp(4.586)),
    "gamma": stats.gamma(1.291, scale=103.901),
    "weibull": stats.weibull_min(1.195, scale=139.285),
}
MOVED = 0.002


def waiting_room(law: str) -> Document:
    """Return 10 people in a room of 8 m by 5 m with an exit of 1 m in the middle of a short side."""
    venue = {
        "storeys": [storey("room", box(0, 0, 8, 5))],
        "exits": [opening("exit", "room", 8, 2, 8, 3)],
    }
    crowd = people("crowd", 10, "room", box(0, 0, 8, 5), pre_movement=DELAYS[law])
    return scene(f"Room, {law} delays", venue, [crowd], max_time=3600)


def measure_starts(recorded: Recorded) -> Figures:
    """Return for each person the delay drawn and the time at which it was first seen to move."""
    away = np.hypot(recorded.x - recorded.x[0], recorded.y - recorded.y[0]) > MOVED
    moved = away | ~recorded.inside
    step = recorded.time[1]
    # seen between two records: the earlier is the last moment at which it stood
    seen = np.where(moved.any(0), recorded.time[np.argmax(moved, axis=0)] - step, np.nan)
    return {"drawn": recorded.columns["pre_movement"].copy(), "seen": seen}


PRE_MOVEMENT = Trial(
    "pre-movement",
    "10 people in a room of 8 m by 5 m with an exit of 1 m; delays uniform between 10 and 100 s.",
    {"uniform": Case(lambda: waiting_room("uniform"))},
    measure_starts,
    seeds=6,
    every=0.1,
)
DELAY_LAWS = Trial(
    "delay-laws",
    "10 people in a room of 8 m by 5 m with an exit of 1 m, once for each law of delays that a scenario may "
    "use: " + ", ".join(DELAYS) + ".",
    {law: Case(lambda law=law: waiting_room(law)) for law in DELAYS},  # type: ignore[misc]
    measure_starts,
    seeds=10,
    every=0.1,
    cost=20,
)


def judge_starts(samples: Samples) -> Verdict:
    """Everyone starts within 0.5 s of the own delay."""
    late = samples.pooled("uniform", "seen") - samples.pooled("uniform", "drawn")
    worst = float(np.max(np.abs(late)))
    drawn = samples.pooled("uniform", "drawn")
    inside = bool(((drawn >= 10) & (drawn <= 100)).all())
    text = f"largest difference {worst:.2f} s over {len(late)} people, delays {drawn.min():.1f} to {drawn.max():.1f} s"
    return Verdict(inside and worst <= 0.5, text, worst, "s", (float(late.min()), float(late.max())))


def judge_laws(*laws: str) -> Any:
    """Observed starts follow the laws: Kolmogorov-Smirnov, 5 % over all laws together (Holm).

    Holm's procedure rejects none of n laws if the smallest p exceeds 0.05/n.
    """

    def judge(samples: Samples) -> Verdict:
        tests = {law: stats.kstest(samples.pooled(law, "seen"), LAWS[law].cdf) for law in laws}
        order = sorted(tests, key=lambda law: tests[law].pvalue)
        passed = tests[order[0]].pvalue > 0.05 / len(laws)
        count = len(samples.pooled(laws[0], "seen"))
        text = ", ".join(f"{law} D = {tests[law].statistic:.3f}, p = {tests[law].pvalue:.2f}" for law in laws)
        worst = tests[order[0]]
        return Verdict(
            bool(passed), f"{text} ({count} starts each)", float(worst.pvalue), "smallest p",
            figures={f"D {law}": float(test.statistic) for law, test in tests.items()},
        )  # fmt: skip

    return judge


LANE = 2.0


def field(name: str, classes: Mapping[str, tuple[int, Document]]) -> Document:
    """Return people who walk abreast over a field of 108 m, each 2 m from the next, so that nobody holds up anybody.

    ``classes`` gives number of people and what is said of their speed; each person is a population of its own.
    """
    told = [(f"{id} {n + 1}", said) for id, (number, said) in classes.items() for n in range(number)]
    width = LANE * len(told)
    venue = {
        "storeys": [storey("field", box(0, 0, 108, width))],
        "exits": [opening("far side", "field", 108, 0, 108, width)],
    }
    middles = [LANE * (lane + 0.5) for lane in range(len(told))]
    crowd = [
        people(id, 1, "field", box(1, y - 0.3, 1.6, y + 0.3), **said)
        for (id, said), y in zip(told, middles, strict=True)
    ]
    return scene(name, venue, crowd, wayfinding={"cell": 0.5})


def measure_speeds(recorded: Recorded) -> Figures:
    """Return the speeds assigned and those walked over 100 m, in m/s."""
    width = recorded.venue.bounds[3]
    start, end = (recorded.crossing_times(((x, 0.0), (x, width))) for x in (6.0, 106.0))
    return {"assigned": recorded.columns["desired_speed"].copy(), "walked": 100.0 / (end - start)}


NORMAL: Document = {"kind": "normal", "mean": 1.2, "sd": 0.2, "min": 0.3}
MEN: Document = {"age": {"kind": "uniform", "min": 30, "max": 50}, "female": 0.0, "speed_law": "imo"}

SPEEDS_NORMAL = Trial(
    "speeds-normal",
    "100 people, speeds normal with mean 1.2 and standard deviation 0.2 m/s, who walk abreast over a field, 2 m "
    "from each other; timed over 100 m.",
    {"field": Case(lambda: field("Speeds N(1.2, 0.2)", {"walkers": (100, {"speed": NORMAL})}))},
    measure_speeds,
    seeds=6,
    every=0.5,
    cost=600,
)
SPEEDS_CLASS = Trial(
    "speeds-class",
    "50 men of 30 to 50 with speeds by the law of the circular (between 0.97 and 1.62 m/s) who walk abreast "
    "over a field, 2 m from each other; timed over 100 m.",
    {"field": Case(lambda: field("Men of 30 to 50", {"men": (50, MEN)}))},
    measure_speeds,
    seeds=6,
    every=0.5,
    cost=300,
)


def judge_normal(samples: Samples) -> Verdict:
    """Mean and standard deviation walked within 0.05 m/s of 1.2 and 0.2; median KS p of the seeds above 0.05."""
    walked = samples.pooled("field", "walked")
    mean, sd = float(walked.mean()), float(walked.std(ddof=1))
    law = stats.truncnorm((0.3 - 1.2) / 0.2, np.inf, 1.2, 0.2)
    p = float(np.median([stats.kstest(run["assigned"], law.cdf).pvalue for run in samples.runs["field"]]))
    passed = abs(mean - 1.2) <= 0.05 and abs(sd - 0.2) <= 0.05 and p > 0.05
    half = 1.96 * sd / np.sqrt(len(walked))
    text = f"walked: mean {mean:.3f}, standard deviation {sd:.3f} m/s ({len(walked)} people); median KS p {p:.2f}"
    return Verdict(passed, text, mean, "m/s", (mean - half, mean + half), {"sd": sd, "p": p})


def judge_class(samples: Samples) -> Verdict:
    """Every speed lies in the range of the class, assigned and walked; assigned speeds are uniform in it."""
    assigned, walked = samples.pooled("field", "assigned"), samples.pooled("field", "walked")
    low, high = float(IMO_MEN["min"]), float(IMO_MEN["max"])  # type: ignore[arg-type]
    test = stats.kstest(assigned, stats.uniform(low, high - low).cdf)
    inside = ((assigned >= low) & (assigned <= high)).all() and walked.max() <= high + 0.01
    slow = float(np.mean(walked < low - 0.05))
    passed = bool(inside and test.pvalue > 0.05 and slow <= 0.02)
    text = (
        f"assigned {said(assigned, 'm/s', 3)}, {assigned.min():.2f} to {assigned.max():.2f}, KS p {test.pvalue:.2f}; "
        f"walked {walked.min():.2f} to {walked.max():.2f} m/s"
    )
    return Verdict(
        passed, text, float(assigned.mean()), "m/s", (float(assigned.min()), float(assigned.max()))
    )


AGES = {20: (10, 1.60, 1.64), 30: (10, 1.52, 1.56), 40: (10, 1.46, 1.50), 50: (10, 1.39, 1.43),
        60: (5, 1.27, 1.27), 70: (5, 1.07, 1.07)}  # fmt: skip
"""Number of people by age in years, and the mean speed in m/s that an implementer of RiMEA 4.1.1 asks for."""


def ages() -> Document:
    """Return 50 adults of six ages whose speeds follow the law by age."""
    return field(
        "Speeds by age",
        {
            f"age {age}": (number, {"age": age, "speed_law": "weidmann_age"})
            for age, (number, *_) in AGES.items()
        },
    )


def measure_ages(recorded: Recorded) -> Figures:
    """Return the speeds walked over 100 m in m/s, for each age."""
    walked = measure_speeds(recorded)["walked"]
    ages = np.repeat(list(AGES), [number for number, *_ in AGES.values()])
    return {f"age {age}": walked[ages == age] for age in AGES}


SPEEDS_AGE = Trial(
    "speeds-age",
    "50 adults: 10 each of 20, 30, 40 and 50 years, 5 each of 60 and 70, with speeds by the law "
    "'weidmann_age', who walk abreast over a field, 2 m from each other; timed over 100 m.",
    {"field": Case(ages)},
    measure_ages,
    seeds=40,
    every=0.5,
    cost=2000,
)


def judge_ages(samples: Samples) -> Verdict:
    """The mean of each age within 0.03 m/s of the band asked for."""
    means, passed = {}, True
    for age, (_, low, high) in AGES.items():
        values = samples.pooled("field", f"age {age}")
        means[age] = float(values.mean())
        passed &= low - 0.03 <= means[age] <= high + 0.03
    text = (
        ", ".join(f"{age} a {mean:.2f}" for age, mean in means.items()) + f" m/s, {len(samples.seeds)} runs"
    )
    young = mean_interval(np.array([run["age 20"].mean() for run in samples.runs["field"]]))
    return Verdict(passed, text, means[20], "m/s at 20 years", young,
                   {f"age {age}": mean for age, mean in means.items()})  # fmt: skip
