"""Judgements that several requirements share: from the figures of all runs to a verdict."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from exeunt.verification.contract import Samples, Verdict
from exeunt.verification.figures import Floats, mean_interval, said

Judge = Callable[[Samples], Verdict]


def between(case: str, figure: str, low: float, high: float, unit: str, digits: int = 2) -> Judge:
    """The mean of a figure lies between two numbers."""

    def judge(samples: Samples) -> Verdict:
        values = samples.of(case, figure)
        value = float(np.mean(values))
        return Verdict(low <= value <= high, said(values, unit, digits), value, unit, mean_interval(values))

    return judge


def near(case: str, figure: str, wanted: float, tolerance: float, unit: str, digits: int = 2) -> Judge:
    """The mean of a figure differs from a number by a tolerance at most."""
    return between(case, figure, wanted - tolerance, wanted + tolerance, unit, digits)


def longer(
    slower: str, faster: str, figure: str, what: str, unit: str = "s", *, all_out: bool = True
) -> Judge:
    """A figure of one case exceeds that of another: the 95 % interval of the mean difference lies above 0."""

    def judge(samples: Samples) -> Verdict:
        slow, fast = samples.of(slower, figure), samples.of(faster, figure)
        difference = slow - fast
        interval = mean_interval(difference)
        passed = interval[0] > 0 and (not all_out or samples.everyone_out(slower, faster))
        text = f"{what}: {slower} {said(slow, unit)}, {faster} {said(fast, unit)}"
        text += f"; difference {said(difference, unit)}" + left_inside(samples, slower, faster)
        return Verdict(passed, text, float(np.mean(difference)), unit, interval)

    return judge


def rising(cases: tuple[str, ...], figure: str, what: str, unit: str = "s", *, all_out: bool = True) -> Judge:
    """A figure grows from case to case: each mean paired difference has its 95 % interval above 0."""

    def judge(samples: Samples) -> Verdict:
        values = [samples.of(case, figure) for case in cases]
        steps: list[Floats] = [after - before for before, after in pairwise(values)]
        intervals = [mean_interval(step) for step in steps]
        smallest = int(np.argmin([float(np.nan_to_num(np.mean(step), nan=-np.inf)) for step in steps]))
        passed = all(low > 0 for low, _ in intervals) and (not all_out or samples.everyone_out(*cases))
        text = f"{what}: " + ", ".join(
            f"{case} {said(each, unit, 1)}" for case, each in zip(cases, values, strict=True)
        )
        text += f"; smallest step {said(steps[smallest], unit)}" + left_inside(samples, *cases)
        return Verdict(passed, text, float(np.mean(steps[smallest])), unit, intervals[smallest])

    return judge


def left_inside(samples: Samples, *cases: str) -> str:
    """Say in how many runs of which cases people were left inside; nothing if in none."""
    parts = []
    for case in cases or tuple(samples.runs):
        stuck = [run["left_inside"] for run in samples.runs[case] if run["left_inside"]]
        if stuck:
            parts.append(
                f"{case}: {len(stuck)} of {len(samples.runs[case])} runs end with people inside "
                f"({min(stuck)} to {max(stuck)})"
            )
    return "".join(f"; {part}" for part in parts)
