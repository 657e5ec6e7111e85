"""When people act: cues, contagion, incapacitated people, earlier alarms and further exits."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from scipy import stats

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import Floats, mean_interval, said
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

MEDIAN, SIGMA = 60.0, 0.8
DELAY = {"kind": "log_normal", "median": MEDIAN, "sigma": SIGMA}
BARE: Document = {"kind": "delay_budget", "preparation": 0, "filming": None, "contagion": None}
BELL: Document = {"id": "bell", "kind": "bell", "time": 0}
CORNER = box(0, 0, 5, 5)


def hall(
    title: str, number: int, systems: list[Document], decision: Document, *, exits: int = 1, max_time: float = 3000,
    crowd: list[Document] | None = None, **top: Any,
) -> Document:  # fmt: skip
    """Return people in a hall of 25 m by 20 m with up to three exits of 1.5 m, who wait for cues."""
    places = [(25, 9.25, 25, 10.75), (0, 9.25, 0, 10.75), (11.75, 0, 13.25, 0)]
    venue = {
        "storeys": [storey("hall", box(0, 0, 25, 20))],
        "exits": [opening(f"exit {n + 1}", "hall", *line) for n, line in enumerate(places[:exits])],
    }
    crowd = crowd or [people("crowd", number, "hall", box(0, 0, 25, 20), pre_movement=DELAY)]
    return scene(
        title, venue, crowd, max_time=max_time, alarms={"systems": systems}, behaviour={"decision": decision}, **top
    )  # fmt: skip


def measure_starts(recorded: Recorded) -> Figures:
    """Return for each person its budget and the time at which it started; NaN for never."""
    return {"budget": recorded.columns["pre_movement"].copy(), "start": recorded.columns["start_time"].copy()}


def _voice(**more: Any) -> Document:
    return {"id": "voice", "kind": "recorded_voice", "time": 0, "message": 0, **more}


ONE_CUE = Trial(
    "one-cue",
    "100 people in a hall of 25 m by 20 m; budgets log-normal, median 60 s and sigma 0.8; one cue for all, without "
    "contagion and preparation: a bell (rate 1), a recorded voice (rate 2), both (rate 3).",
    {
        "bell": Case(lambda: hall("One bell", 100, [BELL], BARE)),
        "voice": Case(lambda: hall("One voice", 100, [_voice()], BARE)),
        "both": Case(lambda: hall("A bell and a voice", 100, [BELL, _voice()], BARE)),
    },
    measure_starts,
    seeds=4,
    cost=60,
)
RATES = {"bell": 1.0, "voice": 2.0, "both": 3.0}


def judge_one_cue(samples: Samples) -> Verdict:
    """Starts follow the budgets, shifted by the logarithm of the rate: Kolmogorov-Smirnov with Holm's correction."""
    p = {
        case: float(
            stats.kstest(samples.pooled(case, "start"), stats.lognorm(SIGMA, scale=MEDIAN / rate).cdf).pvalue
        )
        for case, rate in RATES.items()
    }
    passed = all(value > 0.05 / (len(p) - rank) for rank, value in enumerate(sorted(p.values())))
    least = min(p.values())
    medians = ", ".join(f"{case} {np.median(samples.pooled(case, 'start')):.1f} s" for case in p)
    return Verdict(passed, f"medians {medians}; lowest p {least:.2f}", least, "", figures=p)


LATER = 30.0
MESSAGE = 10.0


def parts() -> Document:
    """Return a bell from the start, an announcement at 30 s that takes 10 s, and a bang at 20 s."""
    announcement = {"id": "live", "kind": "live_announcement", "time": LATER, "message": MESSAGE}
    document = hall("A bell, a bang and an announcement", 100, [BELL, announcement], BARE)
    bang = {"id": "bang", "time": 20, "storey": "hall", "at": [12, 10], "hearing": 100}
    document["alarms"]["bangs"] = [bang]
    return document


SUM_OF_PARTS = Trial(
    "sum-of-parts",
    "The same hall without contagion and preparation: a bell of rate 1 from the start, a bang of rate 0.5 and "
    "half-life 30 s at 20 s, an announcement of rate 4 at 30 s that counts once its 10 s have been heard, by some "
    "twice.",
    {"all": Case(parts)},
    measure_starts,
    seeds=2,
    cost=20,
)


def judge_sum(samples: Samples) -> Verdict:
    """What each person had perceived when it started is its budget: the sum of the three parts, by hand."""
    start, budget = samples.pooled("all", "start"), samples.pooled("all", "budget")
    fade = np.log(2.0) / 30.0
    bang = 0.5 / fade * (1.0 - np.exp(-fade * np.maximum(start - 20.0, 0.0)))
    off = np.full(len(start), np.inf)
    for listened in (MESSAGE, 2 * MESSAGE):
        spoken = 4.0 * np.maximum(start - LATER - listened, 0.0)
        off = np.minimum(off, np.abs(start + bang + spoken - budget))
    worst = float(off.max())
    # the bang fades within a look of 0.5 s
    passed = worst < 0.01
    return Verdict(passed, f"largest difference {worst:.1g} bell-seconds in {len(start)} people", worst, "s")


def informed(weight: float) -> Document:
    """Return 380 people, and 20 in a corner who alone hear the bell."""
    rest = [[5.1, 0.0], [25.0, 0.0], [25.0, 20.0], [0.0, 20.0], [0.0, 5.1], [5.1, 5.1]]
    crowd = [
        people("told", 20, "hall", CORNER, pre_movement=DELAY),
        people("others", 380, "hall", rest, pre_movement=DELAY),
    ]
    bell = {**BELL, "where": [{"storey": "hall", "area": CORNER}]}
    decision = {**BARE, "contagion": {"weight": weight} if weight else None}
    # without contagion most never start
    return hall(
        f"Five per cent hear it, contagion {weight:g}", 400, [bell], decision, max_time=900, crowd=crowd
    )


def measure_spread(recorded: Recorded) -> Figures:
    """Return when half and 95 % of those who heard nothing had started, and the share that ever did."""
    start = recorded.columns["start_time"][recorded.people("others")]
    ordered = np.sort(np.where(np.isfinite(start), start, np.inf))
    half, most = ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))]
    return {"half": half, "most": most, "share": float(np.isfinite(start).mean())}


SPREAD = Trial(
    "spread",
    "400 people in the hall; 20 of them, in a corner, hear a bell. The others see them act (contagion 2) or do not "
    "mind (contagion 0).",
    {"contagion": Case(lambda: informed(2.0)), "none": Case(lambda: informed(0.0))},
    measure_spread,
    seeds=3,
    cost=200,
)


def judge_spread(samples: Samples) -> Verdict:
    """Nobody starts without contagion; with it half do after one minute or more and 95 % within ten."""
    none = samples.of("none", "share")
    half, most = samples.of("contagion", "half"), samples.of("contagion", "most")
    passed = bool((none == 0).all() and (half > 60).all() and (most < 600).all())
    text = f"half after {said(half, 's', 0)}, 95 % after {said(most, 's', 0)}; without contagion {none.max():.0%}"
    return Verdict(passed, text, float(most.mean()), "s", mean_interval(most))


def struck() -> Document:
    """Return 150 people of whom those within 6 m of a place are incapacitated after 50 s."""
    blast = {
        "id": "event", "kind": "explosion", "storey": "hall", "at": [12, 10], "start": 50, "radius": 6, "casualties": 1,
    }  # fmt: skip
    decision = {**BARE, "preparation": 20}
    return hall(
        "People fall while they wait", 150, [BELL], decision, max_time=3600, hazards={"sources": [blast]}
    )


DOSES = 1.0
"""Seconds between two looks at doses: so late it may be noticed that somebody has fallen."""


def measure_fallen(recorded: Recorded) -> Figures:
    """Return how far the fallen moved afterwards, how many of them started later, and how many others stayed."""
    fell = recorded.columns["incapacitated_at"]
    down = np.isfinite(fell)
    start = recorded.columns["start_time"]
    frames = recorded.time >= float(fell[down].max()) + DOSES if down.any() else recorded.time > np.inf
    x, y = recorded.x[frames][:, down], recorded.y[frames][:, down]
    moved = float(np.hypot(x - x[0], y - y[0]).max()) if down.any() else np.nan
    waiting = down & ~(start <= fell)
    return {
        "moved": moved,
        "fallen": int(down.sum()),
        "before": int(waiting.sum()),
        "restarted": int((down & (start > fell)).sum()),
        "others": int(np.isnan(recorded.columns["time_out"][~down]).sum()),
    }


FALLEN = Trial(
    "fallen",
    "150 people in the hall under a bell, who prepare for 5 s; after 50 s everyone within 6 m of the middle is "
    "incapacitated, some before and some after they started.",
    {"hall": Case(struck)},
    measure_fallen,
    seeds=3,
    cost=20,
)


def judge_fallen(samples: Samples) -> Verdict:
    """Nobody who was incapacitated moves or starts, in any state; everybody else leaves."""
    moved, again = samples.of("hall", "moved"), samples.of("hall", "restarted")
    before, stayed = samples.of("hall", "before"), samples.of("hall", "others")
    passed = bool((moved < 0.01).all() and (again == 0).all() and (before > 0).all() and (stayed == 0).all())
    text = f"{samples.of('hall', 'fallen').sum():.0f} fallen, {before.sum():.0f} before they started: "
    text += f"{again.sum():.0f} started, none moved by more than {1000 * moved.max():.1f} mm"
    return Verdict(passed, text, float(moved.max()), "m")


ALARMS = {"alarm at 0 s": 0, "alarm at 30 s": 30, "alarm at 90 s": 90}
EXITS = {"three exits": 3, "two exits": 2, "one exit": 1}


def _ordered(time: float, exits: int) -> Document:
    decision = {"kind": "delay_budget"}
    bell = {**BELL, "time": time}
    return hall(f"Bell at {time:g} s, {exits} exits", 200, [bell], decision, exits=exits)


def measure_mean(recorded: Recorded) -> Figures:
    """Return the mean time at which people left."""
    return {"mean": float(np.mean(recorded.time_out()))}


MONOTONE = Trial(
    "monotone",
    "200 people in the hall with all defaults, contagion on: the bell at 0, 30 or 90 s with two exits; and one, two or "
    "three exits with the bell at 0 s.",
    {
        **{name: Case(lambda time=time: _ordered(time, 2)) for name, time in ALARMS.items()},  # type: ignore[misc]
        **{name: Case(lambda exits=exits: _ordered(0, exits)) for name, exits in EXITS.items()},  # type: ignore[misc]
    },
    measure_mean,
    seeds=6,
    cost=120,
)


def judge_monotone(samples: Samples) -> Verdict:
    """No earlier alarm and no further exit lengthens the mean time to leave beyond the interval of the difference."""
    worst, low, parts = np.inf, (0.0, 0.0), []
    passed = samples.everyone_out()
    for names in (tuple(ALARMS), tuple(EXITS)):
        for better, worse in pairwise(names):
            gain: Floats = samples.of(worse, "mean") - samples.of(better, "mean")
            interval = mean_interval(gain)
            passed = passed and interval[1] >= 0.0
            parts.append(f"{worse} to {better} {said(gain, 's', 1)}")
            if float(gain.mean()) < worst:
                worst, low = float(gain.mean()), interval
    return Verdict(bool(passed), "saved: " + "; ".join(parts), worst, "s", low)
