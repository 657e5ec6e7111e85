"""IMO MSC.1/Circ.1533 (2016): twelve tests of evacuation analyses for passenger ships."""

from __future__ import annotations

from typing import Any

from exeunt.verification.contract import Requirement, Samples, Suite, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.judges import left_inside, near, rising
from exeunt.verification.trials import choice, crowds, flows, people, walking


def judge_no_walls(samples: Samples) -> Verdict:
    """Nobody was outside the walkable area or stepped across its edge, and everyone left."""
    outside, crossed = samples.of("corner", "outside").sum(), samples.of("corner", "crossed").sum()
    text = f"{outside:.0f} places outside, {crossed:.0f} steps across a wall in {len(samples.seeds)} runs"
    passed = bool(outside == 0 and crossed == 0) and samples.everyone_out()
    return Verdict(passed, text + left_inside(samples), float(outside + crossed), "violations")


def judge_ratio(low: float, high: float) -> Any:
    """With half of the exits the time is between ``low`` and ``high`` times as long."""

    def judge(samples: Samples) -> Verdict:
        four, two = samples.of("four exits", "last_out"), samples.of("two exits", "last_out")
        ratio = two / four
        interval = mean_interval(ratio)
        passed = bool(low <= ratio.mean() <= high) and samples.everyone_out()
        text = f"{said(four, 's', 1)} with four exits, {said(two, 's', 1)} with two; ratio {said(ratio, '')}"
        return Verdict(passed, text + left_inside(samples), float(ratio.mean()), "ratio", interval)

    return judge


def judge_queues(samples: Samples) -> Verdict:
    """Denser before the corridor and before the stair than in the middle of the corridor, in that order in time."""
    neck, middle, foot = (samples.of("queue", name) for name in ("neck", "middle", "foot"))
    first, second = mean_interval(neck - middle), mean_interval(foot - middle)
    since, later = samples.of("queue", "neck since"), samples.of("queue", "foot since")
    unsteady = samples.of("queue", "unsteady")
    passed = first[0] > 0 and second[0] > 0 and bool((later > since).all() and abs(unsteady.mean()) <= 0.25)
    flow = samples.of("queue", "corridor flow")
    text = (
        f"{said(neck, '/m²')} before the corridor, {said(middle, '/m²')} in its middle, {said(foot, '/m²')} before the "
        f"stair; queues since {said(since, 's', 1)} and {said(later, 's', 1)}; corridor flow {said(flow, '/s')}, "
        f"second half {unsteady.mean():+.0%}"
    )
    smaller = min(first, second)
    value = float(min((neck - middle).mean(), (foot - middle).mean()))
    return Verdict(passed and samples.everyone_out(), text + left_inside(samples), value, "1/m²", smaller)


QUEUES = (
    "While the middle 60 % of the people enter the corridor, the density before it and before the stair lies above "
    "that in its middle before the queue of the stair has begun: both 95 % intervals of the mean difference above 0; "
    "the queue before the stair begins after the other in every run; the mean flow of the second half of that time "
    "within 25 % of the first."
)


def judge_flow(case: str, limit: float) -> Any:
    """The mean flow over the whole time does not exceed a limit."""

    def judge(samples: Samples) -> Verdict:
        whole = samples.of(case, "whole")
        passed = bool(whole.max() <= limit) and samples.everyone_out(case)
        text = f"{said(whole, '/s')}, largest {whole.max():.2f} /s"
        text += f"; without a limit {said(samples.of('free', 'whole'), '/s')}"
        return Verdict(passed, text + left_inside(samples), float(whole.mean()), "1/s", mean_interval(whole))

    return judge


COUNTERFLOW = tuple(crowds.COUNTERFLOW.cases)


def _test(number: str, title: str, criterion: str, gate: str, *more: Any, **options: Any) -> Requirement:
    return Requirement("imo", number, title, criterion, gate, *more, **options)


IMO = Suite(
    "imo",
    "IMO MSC.1/Circ.1533, guidelines on evacuation analysis, verification tests",
    "Tests 1 to 11 as FDS+Evac documents them (for the 2007 circular), test 12 from general knowledge; the "
    "circular's own text of the tests was not at hand.",
    (
        _test("1", "Speed in a corridor",
              "A person of 1.0 m/s covers 40 m of corridor in 40 s.",
              "Between 39.5 and 40.5 s.",
              walking.CORRIDOR_100, near("corridor", "time", 40, 0.5, "s")),
        _test("2", "Speed up a stair",
              "A person of 1.0 m/s on stairs covers 10 m up along the slope in 10 s.",
              "Between 9.8 and 10.2 s.",
              walking.STAIRS_100, near("up", "time", 10, 0.2, "s")),
        _test("3", "Speed down a stair",
              "A person of 1.0 m/s on stairs covers 10 m down along the slope in 10 s.",
              "Between 9.8 and 10.2 s.",
              walking.STAIRS_100, near("down", "time", 10, 0.2, "s")),
        _test("4", "Flow through an exit",
              "100 people leave a room by an exit of 1 m; the flow over the whole time stays at or below "
              "1.33 per second.",
              "At most 1.33 per second in every run, with the exit's flow limited as the code asks.",
              crowds.ONE_EXIT, judge_flow("limited", 1.33)),
        _test("5", "Delay before moving",
              "Ten people with delays spread evenly over 10 to 100 s each start at their own time.",
              "Everyone is seen to move within 0.5 s of the delay drawn.",
              people.PRE_MOVEMENT, people.judge_starts),
        _test("6", "Round a corner",
              "20 people turn a corner of a corridor 2 m wide without passing through a wall.",
              "No place more than 1 mm outside the walkable area, no step across its edge; everyone leaves.",
              walking.CORNER, judge_no_walls),
        _test("7", "Demographic class",
              "The speeds given to 50 people of one class of the circular's table agree with that class.",
              "All within the class's range, even in it (Kolmogorov-Smirnov p > 0.05); at most 2 % walk "
              "slower than the range by over 0.05 m/s.",
              people.SPEEDS_CLASS, people.judge_class),
        _test("8", "Counterflow",
              "The time that 100 people need to change rooms grows with the number of people who come "
              "against them.",
              "Each step (0, 10, 50, 100 against) adds time: 95 % interval of the mean paired difference "
              "above 0; everyone arrives.",
              crowds.COUNTERFLOW, rising(COUNTERFLOW, "last", "last of the 100 in the other room")),
        _test("9", "Fewer exits",
              "Closing two of the four exits of a large room about doubles the time to empty it.",
              "Ratio of the means between 1.6 and 2.4; everyone leaves.",
              crowds.LARGE_ROOM_30, judge_ratio(1.6, 2.4)),
        _test("10", "Assigned exits",
              "The people of twelve cabins leave by the exits assigned to them.",
              "15 by the main and 8 by the secondary exit, each by the own, in every run.",
              choice.CABINS, choice.judge_cabins),
        _test("11", "Queues before a corridor and a stair",
              "A queue forms where the room meets the corridor; the flow in the corridor is steady; then a "
              "queue forms before the stair.",
              QUEUES,
              crowds.QUEUE_150, judge_queues),
        _test("12", "Flow at high density",
              "In a corridor without obstruction the flow at very high density is lower than at moderate "
              "density.",
              "At the highest density at most 80 % of the largest flow.",
              flows.DIAGRAM, flows.judge_dense_flow),
    ),
)  # fmt: skip
