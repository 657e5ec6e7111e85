"""Stewards, signs, groups that gather and assisted evacuation, each against numbers worked out by hand."""

from __future__ import annotations

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, stair, storey

TOLD = 1.5
NOTICED = 0.38
STAIR = float(np.sqrt(8.0**2 + 3.0**2))
AWAY, LEVEL, DOWN, UP, PREPARE = 12.0, 1.3, 0.6, 0.45, 40.0
HELPER = 1.34


def between_exits(*, signs: bool = False, staff: bool = False) -> Document:
    """Return 200 people as far from an exit in the west as from one in the east, both behind screens.

    Ways hardly count, so that what people are told decides.
    """
    screens = [{"line": [[x, 3.5], [x, 8.5]], "thickness": 0.2} for x in (3, 37)]
    venue = {
        "storeys": [storey("hall", box(0, 0, 40, 12), walls=screens)],
        "exits": [opening("west", "hall", 0, 5, 0, 7), opening("east", "hall", 40, 5, 40, 7)],
    }
    choice = {"kind": "logit", "others": 0.0, "time": 1e-6, "inertia": 0.0}
    crowd = people("crowd", 200, "hall", box(17, 1, 23, 11), exit_choice=choice, pre_movement=30)
    top: Document = {}
    if signs:
        top["signs"] = [
            {"id": "sign", "storey": "hall", "at": [20, 11.99], "facing": "-90 deg", "exit": "west"}
        ]
    if staff:
        top["guidance"] = {"compliance": 1.0, "reach": 12}
        instruction = {"kind": "direct", "exit": "west"}
        top["staff"] = [
            {"id": "steward", "storey": "hall", "at": [20, 6], "instruction": instruction, "delay": 5,
             "confirmation": 5}
        ]  # fmt: skip
    return scene("Told an exit", venue, [crowd], **top)


def measure_told(recorded: Recorded) -> Figures:
    """Return the share of the crowd that left by the west, was told it, and noticed a sign that it could read."""
    crowd = recorded.columns["population"] == 0
    west = next(exit.index for exit in recorded.venue.exits if exit.id == "west")
    seen = recorded.columns["signs_seen"][crowd] > 0
    noticed = recorded.columns["signs_noticed"][crowd] > 0
    return {
        "west": float((recorded.columns["exit_used"][crowd] == west).mean()),
        "told": float((recorded.columns["told_exit"][crowd] == west).mean()),
        "noticed": float(noticed[seen].mean()) if seen.any() else 0.0,
        "seen": float(seen.mean()),
    }


GUIDED = Trial(
    "behaviour-told",
    "200 people in the middle of a hall of 40 m by 12 m, as far from one exit as from the other, ways weighing "
    "nothing; nobody, a steward whom all hear and believe, or a static sign that all can read names the exit in the "
    "west.",
    {
        "nobody": Case(between_exits),
        "steward": Case(lambda: between_exits(staff=True)),
        "sign": Case(lambda: between_exits(signs=True)),
    },
    measure_told,
    seeds=5,
    every=1.0,
    cost=50_000,
)


def judge_steward(samples: Samples) -> Verdict:
    """Half go west when told nothing, 1/(1 + exp(-1.5)) of those told, within 5 %."""
    alone, told = samples.of("nobody", "west"), samples.of("steward", "west")
    wanted = float(1.0 / (1.0 + np.exp(-TOLD)))
    passed = abs(alone.mean() - 0.5) <= 0.05 and abs(told.mean() - wanted) <= 0.05
    passed = bool(passed and (samples.of("steward", "told") == 1.0).all()) and samples.everyone_out()
    text = f"told nothing {said(alone, '', 3)}, told by a steward {said(told, '', 3)} (wanted {wanted:.3f})"
    return Verdict(passed, text, float(told.mean()), "share that goes west", mean_interval(told))


def judge_sign(samples: Samples) -> Verdict:
    """38 % of those who can read a static sign notice it: within three standard errors over all runs."""
    noticed, seen = samples.of("sign", "noticed"), samples.of("sign", "seen")
    error = 3.0 * float(np.sqrt(NOTICED * (1.0 - NOTICED) / (200.0 * seen.sum())))
    passed = bool(abs(noticed.mean() - NOTICED) <= error and (seen > 0.9).all()) and samples.everyone_out()
    text = f"{said(seen, '', 3)} could read it, {said(noticed, '', 3)} of them noticed (0.38 ± {error:.3f} wanted)"
    return Verdict(passed, text, float(noticed.mean()), "share that notices", mean_interval(noticed))


def families(gather: bool) -> Document:
    """Return 80 people, a third of them children, in groups, with delays of 10 to 100 s."""
    venue = {
        "storeys": [storey("hall", box(0, 0, 30, 20))],
        "exits": [opening("exit", "hall", 30, 8, 30, 12)],
    }
    groups = {"in_groups": 0.7, **({"gather": {"within": 30.0, "children": 12}} if gather else {})}
    ages = {"kind": "histogram", "edges": [4, 11.9, 60], "weights": [30, 70]}
    delay = {"kind": "uniform", "min": 10, "max": 100}
    crowd = people("families", 80, "hall", box(1, 1, 20, 19), age=ages, groups=groups, pre_movement=delay)
    return scene("Families", venue, [crowd])


def measure_families(recorded: Recorded) -> Figures:
    """Return the mean spread of a group's starts in s, and the children who start before any grown-up of theirs."""
    group, start = recorded.columns["group"], recorded.columns["start_time"]
    child = recorded.columns["age"] < 12.0
    spreads, alone = [], int((child & (group < 0)).sum())
    for number in np.unique(group[group >= 0]):
        members = np.flatnonzero(group == number)
        spreads.append(float(np.ptp(start[members])))
        grown = members[~child[members]]
        first = float(start[grown].min()) if len(grown) else np.inf
        alone += int((start[members[child[members]]] < first - 1e-9).sum())
    return {"spread": float(np.mean(spreads)), "alone": alone}


GATHERING = Trial(
    "behaviour-families",
    "80 people, a third of them children, 70 % in groups, with delays of 10 to 100 s; groups gather, or each member "
    "starts by itself.",
    {"gather": Case(lambda: families(True)), "each": Case(lambda: families(False))},
    measure_families,
    seeds=3,
    every=1.0,
    cost=15_000,
)


def judge_families(samples: Samples) -> Verdict:
    """No child starts without a grown-up, and the members of a group start within 1 s of each other on average.

    The hall is smaller than the distance within which these groups gather, so that nobody keeps its own time.
    """
    spread, each = samples.of("gather", "spread"), samples.of("each", "spread")
    alone = samples.of("gather", "alone")
    passed = (
        bool((alone == 0).all() and (spread <= 1.0).all() and (each > 10.0).all()) and samples.everyone_out()
    )
    text = f"{alone.max():.0f} children alone; starts of a group within {said(spread, 's', 1)}"
    text += f", else {said(each, 's', 1)}"
    return Verdict(passed, text, float(spread.mean()), "s", mean_interval(spread))


def upstairs() -> Document:
    """Return one wheelchair user 12 m from the head of a stair, and a helper 12 m from its foot."""
    venue = {
        "storeys": [storey("low", box(0, 0, 20, 10)), storey("up", box(28, 0, 48, 10), 3.0)],
        "stairs": [stair("stair", ("low", [[20, 4], [20, 6]]), ("up", [[28, 4], [28, 6]]))],
        "exits": [opening("exit", "low", 0, 4, 0, 6)],
    }
    chair = people("chair", 1, "up", box(39.5, 4.5, 40.5, 5.5)) | {"mobility": {"wheelchair_manual": 1.0}}
    speeds = {"desired_speed": HELPER, "stair_ratio_up": UP / HELPER, "stair_ratio_down": 0.8 / HELPER}
    other = people("other", 1, "low", box(0.4, 8.6, 1.4, 9.6), **speeds)
    helper = {"id": "helper", "storey": "low", "at": [8, 5], "instruction": "assist", "delay": 5, "confirmation": 5,
              "sector": {"storey": "up"}}  # fmt: skip
    rules = {"strangers": 0.0, "prepare": PREPARE, "stairs_down": DOWN, "level": LEVEL}
    return scene("Assisted evacuation", venue, [chair, other], staff=[helper], assistance=rules, max_time=900)


def measure_assisted(recorded: Recorded) -> Figures:
    """Return how long the preparation and the way of the pair took, and take by the speeds of the slower one, s."""
    told = {
        event.cause.split(" person")[0]: event.time for event in recorded.events if event.kind == "assistance"
    }
    out = float(recorded.time_out("chair")[0])
    steward = recorded.people("helper")
    level, down = (
        float(recorded.columns[name][steward][0]) for name in ("desired_speed", "speed_stairs_down")
    )
    return {
        "prepared": told["moves with"] - told["prepares"],
        "moved": out - told["moves with"],
        "by hand": (AWAY + 20.0) / min(LEVEL, level) + STAIR / min(DOWN, down),
        "helper": float(recorded.time_out("helper")[0]) - out,
    }


ASSISTED = Trial(
    "behaviour-assisted",
    "A wheelchair user on an upper storey, 12 m from the head of a stair of 8.5 m; 20 m below from its foot to the "
    "exit. A steward below is to assist.",
    {"house": Case(upstairs)},
    measure_assisted,
    seeds=3,
    cost=1000,
)


def judge_assisted(samples: Samples) -> Verdict:
    """Preparation as given; the pair takes the time of its speeds on the level and down the stair, within 10 %."""
    prepared, moved = samples.of("house", "prepared"), samples.of("house", "moved")
    wanted = samples.of("house", "by hand")
    passed = bool(
        (abs(prepared - PREPARE) <= 0.6).all()
        and (moved >= 0.97 * wanted).all()
        and (moved <= 1.1 * wanted).all()
        and (samples.of("house", "helper") > 0).all()
    )
    text = f"prepared for {said(prepared, 's', 1)}, moved for {said(moved, 's', 1)} ({said(wanted, 's', 1)} by hand)"
    return Verdict(passed and samples.everyone_out(), text, float(moved.mean()), "s", mean_interval(moved))
