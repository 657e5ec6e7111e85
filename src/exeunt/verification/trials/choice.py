"""Who takes which way: assigned exits, near and far exits, exits that close, familiar exits, ways over storeys."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval
from exeunt.verification.judges import left_inside
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import IMO_MEN, box, opening, people, scene, stair, storey

WIDTHS = (1.5, 1.5, 1.2, 1.5, 1.5, 1.5)
TO_MAIN = (1, 2, 3, 4, 7, 8, 9, 10)


def cabins() -> Document:
    """Return 12 cabins on both sides of a corridor 1 m wide, 23 people, each cabin with its exit.

    Cabins 1 to 6 lie below the corridor, 7 to 12 above it; the main exit is the corridor's west end, the secondary
    exit its east end.
    """
    wall, depth, door = 0.1, 5.0, 0.9
    edges = np.concatenate([[0.0], np.cumsum(WIDTHS)])
    length, high = float(edges[-1]), depth + wall + 1.0
    lower = [{"line": [[0, depth + wall / 2], [length, depth + wall / 2]], "thickness": wall}]
    upper = [{"line": [[0, high + wall / 2], [length, high + wall / 2]], "thickness": wall}]
    between = [
        {"line": [[float(x), y0], [float(x), y1]], "thickness": wall}
        for x in edges[1:-1]
        for y0, y1 in ((0.0, depth), (high + wall, high + wall + depth))
    ]
    doors, crowd = [], []
    for index, (left, right) in enumerate(pairwise(edges)):
        middle = float(left + right) / 2
        for number, y, y0, y1 in (
            (index + 1, depth + wall / 2, 0.0, depth),
            (index + 7, high + wall / 2, high + wall, high + wall + depth),
        ):
            doors.append(opening(f"door {number}", "deck", middle - door / 2, y, middle + door / 2, y))
            exit = "main" if number in TO_MAIN else "secondary"
            place = box(float(left) + wall, y0 + 0.5, float(right) - wall, y1 - 0.5)
            crowd.append(
                people(f"cabin {number}", 1 if number == 3 else 2, "deck", place, speed=IMO_MEN,
                       exit_choice={"kind": "assigned", "exits": [exit]})
            )  # fmt: skip
    venue = {
        "storeys": [storey("deck", box(0, 0, length, high + wall + depth), walls=lower + upper + between)],
        "doors": doors,
        "exits": [
            opening("main", "deck", 0, depth + wall, 0, high),
            opening("secondary", "deck", length, depth + wall, length, high),
        ],
    }
    return scene("Cabins", venue, crowd)


def measure_assigned(recorded: Recorded) -> Figures:
    """Return how many left by the exit that their population was assigned, and how many by each exit."""
    right = 0
    for number in range(1, 13):
        used = recorded.exits_used(f"cabin {number}")
        right += used["main" if number in TO_MAIN else "secondary"]
    return {"right": right, **recorded.exits_used()}


CABINS = Trial(
    "cabins",
    "12 cabins, six on each side of a corridor 1 m wide and 8.7 m long, with doors of 0.9 m; two people in "
    "each, one in the third. Cabins 1 to 4 and 7 to 10 are assigned to the main exit, the others to the "
    "secondary exit.",
    {"cabins": Case(cabins)},
    measure_assigned,
    seeds=3,
)


def judge_cabins(samples: Samples) -> Verdict:
    """15 leave by the main exit and 8 by the secondary one, each by the own."""
    right, main, secondary = (samples.of("cabins", name) for name in ("right", "main", "secondary"))
    passed = bool((right == 23).all() and (main == 15).all() and (secondary == 8).all())
    text = f"main {main.min():.0f} to {main.max():.0f}, secondary {secondary.min():.0f} to {secondary.max():.0f}; "
    text += f"{right.min():.0f} of 23 by their own exit in the worst run"
    return Verdict(passed, text, float(right.min()), "people", (float(right.min()), float(right.max())))


def two_near_exits() -> Document:
    """Return 1000 people at the left of a room of 30 m by 20 m with two exits of 1 m on the right of one wall."""
    venue = {
        "storeys": [storey("room", box(0, 0, 30, 20))],
        "exits": [opening("near", "room", 21.5, 0, 22.5, 0), opening("far", "room", 27.5, 0, 28.5, 0)],
    }
    choice = {"kind": "quickest"}
    crowd = people("crowd", 1000, "room", box(0, 0, 18, 20), speed=IMO_MEN, exit_choice=choice)
    return scene("Two exits on one wall", venue, [crowd], max_time=1800)


def measure_exits(recorded: Recorded) -> Figures:
    """Return how many left by each exit, and when the last one did."""
    return {**recorded.exits_used(), "last_out": recorded.last_out()}


EXIT_CHOICE = Trial(
    "exit-choice",
    "1000 people in the left part of a room of 30 m by 20 m; two exits of 1 m on one long wall, 22 m and "
    "28 m from the left. Everyone weighs the way against the queue (exit choice 'quickest').",
    {"room": Case(two_near_exits)},
    measure_exits,
    seeds=3,
    every=1.0,
    cost=200_000,
)


def judge_exit_choice(samples: Samples) -> Verdict:
    """More use the nearer exit than the other, and some use the other, in every run."""
    near, far = samples.of("room", "near"), samples.of("room", "far")
    passed = bool((near > far).all() and (far > 0).all()) and samples.everyone_out()
    text = f"nearer exit {near.min():.0f} to {near.max():.0f}, other exit {far.min():.0f} to {far.max():.0f} people"
    share = near / (near + far)
    return Verdict(passed, text + left_inside(samples), float(share.mean()), "share of the nearer exit",
                   mean_interval(share))  # fmt: skip


def closing_exit() -> Document:
    """Return one person between two exits, of which the nearer one closes after 1 s."""
    venue = {
        "storeys": [storey("room", box(0, 0, 10, 5))],
        "exits": [
            opening("exit 1", "room", 0, 2, 0, 3, changes=[{"at": 1, "state": "closed"}]),
            opening("exit 2", "room", 10, 2, 10, 3),
        ],
    }
    return scene("An exit closes", venue, [people("walker", 1, "room", box(3, 2, 4, 3), speed=1.0)])


CLOSING_EXIT = Trial(
    "closing-exit",
    "One person in a room of 10 m by 5 m with an exit at each end, nearer to exit 1, which closes after 1 s.",
    {"room": Case(closing_exit)},
    measure_exits,
    seeds=10,
)


def judge_closing(samples: Samples) -> Verdict:
    """Nobody leaves by the exit that closed, everyone by the other."""
    first, second = samples.of("room", "exit 1"), samples.of("room", "exit 2")
    text = f"exit 1: {first.sum():.0f}, exit 2: {second.sum():.0f} of {len(first)} people"
    return Verdict(
        bool(first.sum() == 0 and (second == 1).all()), text, float(second.mean()), "share by exit 2"
    )


def two_exits(familiar: float, number: int = 40) -> Document:
    """Return people between two exits equally far away; a share of them knows only the second."""
    venue = {
        "storeys": [storey("room", box(0, 0, 20, 8))],
        "exits": [opening("exit 1", "room", 0, 3, 0, 5), opening("exit 2", "room", 20, 3, 20, 5)],
    }
    choice: Any = {"kind": "familiar", "exits": ["exit 2"], "share": familiar} if familiar else "nearest"
    crowd = people("crowd", number, "room", box(8, 1, 12, 7), exit_choice=choice)
    return scene(f"Two exits, {familiar:.0%} know one", venue, [crowd])


FAMILIAR = Trial(
    "familiar-exit",
    "40 people in the middle of a room of 20 m by 8 m with an exit at each end. Either all know both "
    "exits, or 60 % know only exit 2 (so that 80 % are expected there).",
    {"both known": Case(lambda: two_exits(0.0)), "exit 2 familiar": Case(lambda: two_exits(0.6))},
    measure_exits,
    seeds=20,
    cost=800,
)


def _shares(samples: Samples, case: str) -> Any:
    first, second = samples.of(case, "exit 1"), samples.of(case, "exit 2")
    return second / (first + second)


def judge_familiar(samples: Samples) -> Verdict:
    """Without familiarity half take each exit within 10 %; with it clearly more take the familiar one."""
    without, with_ = _shares(samples, "both known"), _shares(samples, "exit 2 familiar")
    interval = mean_interval(with_ - without)
    balanced = abs(without.mean() - 0.5) <= 0.1
    text = f"exit 2: {without.mean():.0%} when both are known, {with_.mean():.0%} when 60 % know only it; "
    text += f"difference [{interval[0]:.0%}, {interval[1]:.0%}]"
    return Verdict(
        bool(balanced and interval[0] > 0), text, float(with_.mean()), "share of exit 2", mean_interval(with_)
    )


def two_free_people(third: bool) -> Document:
    """Return two people who start after 2 s and choose between two exits equally far away.

    With ``third`` somebody bound for exit 2 has started before them.
    """
    venue = {
        "storeys": [storey("room", box(0, 0, 20, 8))],
        "exits": [opening("exit 1", "room", 0, 3, 0, 5), opening("exit 2", "room", 20, 3, 20, 5)],
    }
    place = box(9.5, 2, 10.5, 3.5)
    crowd = [people("free", 2, "room", place, speed=1.0, pre_movement=2, exit_choice="logit")]
    if third:
        bound = {"kind": "assigned", "exits": ["exit 2"]}
        crowd.append(people("bound", 1, "room", box(9.5, 4.5, 10.5, 5.5), speed=1.0, exit_choice=bound))
    return scene(f"Two free people, {'and one bound' if third else 'alone'}", venue, crowd)


def measure_free(recorded: Recorded) -> Figures:
    """Return the share of the free people who left by exit 2."""
    return {"share": recorded.exits_used("free")["exit 2"] / 2.0}


SOCIAL = Trial(
    "social-influence",
    "Two people in the middle of a room of 20 m by 8 m with an exit at each end choose by utility (exit "
    "choice 'logit') and start after 2 s; then the same with a third person beside them who always takes exit 2 and "
    "starts at once.",
    {"alone": Case(lambda: two_free_people(False)), "with a third": Case(lambda: two_free_people(True))},
    measure_free,
    seeds=40,
    cost=300,
)


def judge_social(samples: Samples) -> Verdict:
    """The share of exit 2 among the free people rises."""
    alone, third = samples.of("alone", "share"), samples.of("with a third", "share")
    interval = mean_interval(third - alone)
    text = f"exit 2: {alone.mean():.0%} alone, {third.mean():.0%} with a third; difference "
    text += f"[{interval[0]:.0%}, {interval[1]:.0%}]"
    passed = interval[0] > 0 and samples.everyone_out()
    return Verdict(passed, text, float((third - alone).mean()), "change of the share", interval)


def ring(speed_on_stairs: float) -> Document:
    """Return a ring corridor whose far side is reached round the ring or through the storey below by two stairs."""
    outer, hole = box(0, 0, 20, 30), box(2, 2, 18, 28)
    venue = {
        "storeys": [
            storey("ring", outer, holes=[hole]),
            storey("passage", box(8, 14.25, 12, 15.75), -3.0),
        ],
        "stairs": [
            stair("west stair", ("passage", [[8, 14.25], [8, 15.75]]), ("ring", [[2, 14.25], [2, 15.75]])),
            stair(
                "east stair", ("passage", [[12, 14.25], [12, 15.75]]), ("ring", [[18, 14.25], [18, 15.75]])
            ),
        ],
        "exits": [opening("goal", "ring", 20, 14, 20, 16)],
    }
    ratio = speed_on_stairs / 1.2
    crowd = people(
        "walkers", 10, "ring", box(0, 13, 2, 17), speed=1.2, stair_ratio_up=ratio, stair_ratio_down=ratio
    )
    return scene(f"Ring and short cut, {speed_on_stairs:g} m/s on stairs", venue, [crowd])


def measure_short_cut(recorded: Recorded) -> Figures:
    """Return the share of people who were ever on the lower storey."""
    below = recorded.venue.surface("passage").index
    used = (recorded.inside & (recorded.surface == below)).any(0)
    return {"share": float(used.mean()), "last_out": recorded.last_out()}


SHORT_CUT = Trial(
    "short-cut",
    "A ring corridor 2 m wide around 16 m by 26 m; 10 people of 1.2 m/s opposite the goal, which lies 45 m "
    "away round the ring. Under the middle a passage joins both sides by two stairs 1.5 m wide, 6 m long "
    "in plan and 3 m high: 18 m in plan. Stairs are walked at 0.7 m/s; for comparison the same with 0.2 "
    "m/s, where the ring would be quicker.",
    {"usual stairs": Case(lambda: ring(0.7)), "slow stairs": Case(lambda: ring(0.2))},
    measure_short_cut,
    seeds=5,
)


def judge_short_cut(samples: Samples) -> Verdict:
    """Most take the short cut, by stairs of usual speed."""
    usual, slow = samples.of("usual stairs", "share"), samples.of("slow stairs", "share")
    text = f"by the short cut: {usual.mean():.0%} at 0.7 m/s on stairs, {slow.mean():.0%} at 0.2 m/s"
    passed = bool((usual > 0.5).all()) and samples.everyone_out()
    return Verdict(passed, text, float(usual.mean()), "share by "
                                                      "the short "
                                                      "cut", (float(usual.min()), float(usual.max())),
                   {"share on slow stairs": float(slow.mean())})  # fmt: skip
