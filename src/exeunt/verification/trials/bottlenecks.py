"""Bottlenecks between rooms: goal distance, length, width, two in a row; and a large crowd round a corner."""

from __future__ import annotations

from typing import Any

import numpy as np

from exeunt.metrics.flow import mean_flow
from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, said, slope_interval
from exeunt.verification.judges import left_inside
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import IMO_MEN, box, opening, people, scene, storey

SHORT = 0.2


def bottleneck(width: float, length: float, goal: float, second: bool = False) -> Document:
    """Return 150 people in a room of 10 m by 10 m before a bottleneck; the exit lies ``goal`` m behind it.

    With ``second`` a room of 10 m by 10 m and another bottleneck of the same size follow.
    """
    low, high, end = 5 - width / 2, 5 + width / 2, 10 + length
    if goal == 0:
        upper = [[end, high], [10.0, high]]
        lower = [[10.0, low], [end, low]]
    elif second:
        far = end + 10 + length
        lower = [[10.0, low], [end, low], [end, 0.0], [end + 10, 0.0], [end + 10, low], [far, low], [far, 0.0],
                 [far + 5, 0.0]]  # fmt: skip
        upper = [[far + 5, 10.0], [far, 10.0], [far, high], [end + 10, high], [end + 10, 10.0], [end, 10.0],
                 [end, high], [10.0, high]]  # fmt: skip
    else:
        lower = [[10.0, low], [end, low], [end, 0.0], [end + goal, 0.0]]
        upper = [[end + goal, 10.0], [end, 10.0], [end, high], [10.0, high]]
    area = [[0.0, 0.0], [10.0, 0.0], *lower, *upper, [10.0, 10.0], [0.0, 10.0]]
    x = max(point[0] for point in area)
    ends = (low, high) if goal == 0 else (0.0, 10.0)
    venue = {"storeys": [storey("floor", area)], "exits": [opening("exit", "floor", x, ends[0], x, ends[1])]}
    name = f"Bottleneck {width:g} m wide, {length:g} m long, goal at {goal:g} m"
    crowd = people("crowd", 150, "floor", box(0, 0, 10, 10), speed=IMO_MEN)
    return scene(name, venue, [crowd])


def measure_bottleneck(second: bool = False) -> Any:
    """Return a measure of when the first room is empty, the flow in 1/s, and densities before both bottlenecks."""

    def measure(recorded: Recorded) -> Figures:
        room = recorded.inside_box(-1, -1, 10, 11)
        left = np.array(
            [recorded.time[row[-1]] if len(row := np.flatnonzero(here)) else 0.0 for here in room.T]
        )
        figures: Figures = {
            "empty": float(left.max()),
            "flow": mean_flow(left),
            "last_out": recorded.last_out(),
        }
        if second:
            for name, x in (("first", 10.0), ("second", 20.0 + SHORT)):
                before = recorded.inside_box(x - 1.5, 3.5, x, 6.5).sum(1) / 4.5
                begin, end = np.quantile(left, (0.2, 0.8))
                busy = (recorded.time >= begin) & (recorded.time <= end)
                figures[f"density {name}"] = float(before[busy].mean())
        return figures

    return measure


def _case(**options: Any) -> Case:
    return Case(lambda: bottleneck(**options), measure_bottleneck(options.get("second", False)))


GOALS = (0.0, 1.0, 2.0, 5.0, 10.0)
WIDTHS = (0.8, 1.0, 1.2)
BOTTLENECKS = Trial(
    "bottlenecks",
    "150 people in a room of 10 m by 10 m before a bottleneck: (a) 1 m wide, 0.2 m long, exit 0 to 10 m "
    "behind it; (b) 0.2 m and 5 m long; (c) two of 1 m by 0.2 m with a room of 10 m between them; (d) 0.8, "
    "1.0 and 1.2 m wide, 5 m long. Timed until the first room is empty.",
    {
        **{f"goal {goal:g} m": _case(width=1.0, length=SHORT, goal=goal) for goal in GOALS},
        **{f"width {width:g} m": _case(width=width, length=5.0, goal=5.0) for width in WIDTHS},
        "two in a row": _case(width=1.0, length=SHORT, goal=5.0, second=True),
    },
    measure_bottleneck(),
    seeds=10,
    cost=60_000,
)


def judge_bottlenecks(samples: Samples) -> Verdict:
    """All four parts: goal distance saturates, the long bottleneck is slower, no second queue, wider is more."""
    empty = {case: samples.of(case, "empty") for case in samples.runs}
    near, far, farther = empty["goal 0 m"], empty["goal 5 m"], empty["goal 10 m"]
    grows = mean_interval(far - near)
    flat = float(np.mean(farther) / np.mean(far) - 1)
    long = mean_interval(empty["width 1 m"] - empty["goal 5 m"])
    queues = samples.of("two in a row", "density first") - samples.of("two in a row", "density second")
    second = samples.of("two in a row", "density second")
    widths = np.repeat(WIDTHS, len(samples.seeds))
    flows = np.concatenate([samples.of(f"width {width:g} m", "flow") for width in WIDTHS])
    slope, slope_range = slope_interval(widths, flows)
    parts = {
        "a": grows[0] > -0.02 * near.mean() and abs(flat) <= 0.05,
        "b": long[0] > 0,
        "c": mean_interval(queues)[0] > 0 and second.mean() < 2.0,
        "d": slope_range[0] > 0,
    }
    times = ", ".join(f"{np.mean(empty[f'goal {goal:g} m']):.1f}" for goal in GOALS)
    first = samples.of("two in a row", "density first")
    text = (
        f"(a) {times} s for goals at {', '.join(f'{goal:g}' for goal in GOALS)} m; "
        f"(b) 5 m long is {said(empty['width 1 m'] - far, 's', 1)} slower; "
        f"(c) {first.mean():.1f} /m² before the first, {second.mean():.1f} /m² before the second; "
        f"(d) {', '.join(f'{flows[widths == width].mean():.2f}' for width in WIDTHS)} /s at "
        f"{', '.join(f'{width:g}' for width in WIDTHS)} m, slope {slope:.2f} /(m s) "
        f"[{slope_range[0]:.2f}, {slope_range[1]:.2f}]; "
        f"met: {', '.join(part for part, met in parts.items() if met) or 'none'}"
    )
    passed = all(parts.values()) and samples.everyone_out()
    return Verdict(passed, text + left_inside(samples), slope, "1/(m s)", slope_range,
                   {f"part {part}": float(met) for part, met in parts.items()})  # fmt: skip


def wide_way(kind: str) -> Document:
    """Return 500 people in the first 6 m of a way 20 m wide: straight 44 m or 75.4 m long, or with a corner.

    Round the corner the inner side measures 14 m and 30 m, 44 m together, and a quarter circle of 20 m more outside.
    """
    start = 6.0
    if kind == "corner":
        x = start + 34.0
        area = [[0.0, 0.0], [x, 0.0], [x, 50.0], [x - 20, 50.0], [x - 20, 20.0], [0.0, 20.0]]
        exit = opening("exit", "way", x - 20, 50, x, 50)
    else:
        x = start + (44.0 if kind == "short" else 75.4)
        area, exit = box(0, 0, x, 20), opening("exit", "way", x, 0, x, 20)
    venue = {"storeys": [storey("way", area)], "exits": [exit]}
    crowd = people("crowd", 500, "way", box(0, 0, start, 20), speed=1.34)
    return scene(f"Wide way, {kind}", venue, [crowd])


def measure_last(recorded: Recorded) -> Figures:
    """Return when the last one left, in s."""
    return {"last_out": recorded.last_out()}


WIDE_WAYS = Trial(
    "wide-ways",
    "500 people of 1.34 m/s in the first 6 m of a way 20 m wide: straight for 44 m, straight for 75.4 m, "
    "or round a corner whose inner side measures 44 m and whose outer side, with a quarter circle, 75.4 m.",
    {kind: Case(lambda kind=kind: wide_way(kind)) for kind in ("short", "corner", "long")},  # type: ignore[misc]
    measure_last,
    seeds=10,
    every=1.0,
    cost=40_000,
)
