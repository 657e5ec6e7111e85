"""Speed and flow against density: corridors, stairs, single file."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.figures import mean_interval, slope_interval
from exeunt.verification.judges import left_inside
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, stair, storey

ZONE_PEOPLE = (60, 120, 240, 360, 480)


def zones(number: int) -> Document:
    """Return people all over a corridor of 60 m by 2 m."""
    venue = {
        "storeys": [storey("corridor", box(0, 0, 60, 2))],
        "exits": [opening("end", "corridor", 60, 0, 60, 2)],
    }
    return scene(
        f"Corridor with {number} people", venue, [people("crowd", number, "corridor", box(0, 0, 60, 2))]
    )


def measure_zones(recorded: Recorded) -> Figures:
    """Return speed in the middle third, flow at its end, and pairs of density and speed each second."""
    middle = recorded.inside_box(20, 0, 40, 2)
    speeds = recorded.speeds()
    first = recorded.time <= 15.0
    values = speeds[middle & first[:, None]]
    counts = middle.sum(1)
    crossed = recorded.crossing_times(((40.0, 0.0), (40.0, 2.0)))
    passed = np.sort(crossed[~np.isnan(crossed)])
    early = passed[passed <= 15.0]
    free = float(recorded.columns["desired_speed"].max())
    return {
        "speed": float(np.nanmean(values)),
        "density": float(counts[first].mean() / 40.0),
        "flow": len(early) / 15.0,
        "fastest": float(np.nanmax(speeds, initial=0.0)),
        "free": free,
    }


ZONES = Trial(
    "corridor-zones",
    "A corridor of 60 m by 2 m filled evenly with 60, 120, 240, 360 or 480 people (0.5 to 4 per m²) who "
    "walk out at one end; speed of those between 20 m and 40 m over the first 15 s, flow at 40 m.",
    {f"{n} people": Case(lambda n=n: zones(n)) for n in ZONE_PEOPLE},  # type: ignore[misc]
    measure_zones,
    seeds=10,
    every=0.5,
    cost=60_000,
)


def judge_zones(samples: Samples) -> Verdict:
    """Speed falls from density to density and nobody walks faster than his free speed by more than 0.05 m/s."""
    cases = tuple(samples.runs)
    speeds = [samples.of(case, "speed") for case in cases]
    falls = [mean_interval(before - after) for before, after in pairwise(speeds)]
    excess = max(float(np.max(samples.of(case, "fastest") - samples.of(case, "free"))) for case in cases)
    passed = all(low > 0 for low, _ in falls) and excess <= 0.05 and samples.everyone_out()
    parts = [
        f"{samples.of(case, 'density').mean():.2f} /m²: {speed.mean():.2f} m/s, "
        f"{samples.of(case, 'flow').mean():.2f} /s"
        for case, speed in zip(cases, speeds, strict=True)
    ]
    text = "; ".join(parts) + f"; largest excess over the free speed {excess:.3f} m/s" + left_inside(samples)
    smallest = min(falls)
    return Verdict(passed, text, float(min(np.mean(b - a) for b, a in pairwise(speeds))), "m/s",
                   smallest)  # fmt: skip


DENSITIES = (0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
WIDTH, PERIOD, MARGIN = 10.0, 12.0, 4.0


def endless(name: str, number: int, length: float, width: float, max_time: float, **more: Any) -> Document:
    """Return people all over a periodic corridor: who reaches its end comes in at its start."""
    ends = [[[x, 0.0], [x, width]] for x in (length, 0.0)]
    far = length + MARGIN
    venue = {
        "storeys": [storey("corridor", box(-MARGIN, 0, far, width))],
        "exits": [opening("direction", "corridor", far, 0, far, width)],
        "seams": [{"id": "seam", "storey": "corridor", "line": ends[0], "onto": ends[1]}],
    }
    crowd = people("crowd", number, "corridor", box(0, 0, length, width), **more)
    return scene(name, venue, [crowd], max_time=max_time, stall=max_time)


def measure_field(recorded: Recorded) -> Figures:
    """Return density, speed and specific flow in three fields of 2 m by 2 m, means from 10 s to 70 s."""
    later = recorded.time >= 10.0
    speeds = recorded.speeds()
    counts, values = [], []
    for y in (1.5, 4.0, 6.5):
        here = recorded.inside_box(PERIOD / 2 - 1, y, PERIOD / 2 + 1, y + 2) & later[:, None]
        counts.append(here[later].sum(1))
        values.append(speeds[here])
    density, walked = float(np.mean(counts)) / 4.0, np.concatenate(values)
    speed = float(np.nanmean(walked)) if np.isfinite(walked).any() else float("nan")
    return {"density": density, "speed": speed, "flow": density * speed}


def _dense(density: float) -> Case:
    number = round(density * PERIOD * WIDTH)
    name = f"Corridor with {density:g} people per m²"
    return Case(lambda: endless(name, number, PERIOD, WIDTH, 70.0, speed=1.34))


DIAGRAM = Trial(
    "fundamental-diagram",
    "A corridor 10 m wide with 0.5 to 6 people per m² of the same free speed, 1.34 m/s; density, speed and flow "
    "in three fields of 2 m by 2 m, mean of 60 s after the first 10 s. "
    f"Periodic after {PERIOD:g} m instead of 1000 m long.",
    {f"{density:g} /m²": _dense(density) for density in DENSITIES},
    measure_field,
    every=1.0,
    cost=400_000,
)


# 10 and 90 % of speeds in m/s by density in 1/m2 in experiments in one direction (HERMES and BaSiGo corridors, Juelich
# archive), as published in bins of steady-state samples
MEASURED_DENSITY = (0.55, 1.05, 1.35, 1.85, 2.25, 2.75, 3.05, 3.55, 4.05)
MEASURED = {
    10: (0.979, 0.785, 0.472, 0.497, 0.236, 0.000, 0.004, 0.000, 0.000),
    90: (1.558, 1.382, 1.176, 0.955, 0.648, 0.425, 0.356, 0.201, 0.155),
}


def judge_diagram(samples: Samples) -> Verdict:
    """Speed falls with density, and up to 4 /m2 lies where experiments found 80 % of theirs."""
    rows = [
        tuple(float(samples.of(case, name)[0]) for name in ("density", "speed", "flow"))
        for case in samples.runs
    ]
    speeds = [speed for _, speed, _ in rows]
    falls = all(after <= before + 0.02 for before, after in pairwise(speeds))
    compared = [(rho, v) for rho, v, _ in rows if rho <= MEASURED_DENSITY[-1]]
    beyond = [
        rho
        for rho, v in compared
        if not np.interp(rho, MEASURED_DENSITY, MEASURED[10])
        <= v
        <= np.interp(rho, MEASURED_DENSITY, MEASURED[90])
    ]
    text = "; ".join(f"{rho:.2f} /m²: {v:.2f} m/s, {flow:.2f} /(m s)" for rho, v, flow in rows)
    text += f"; {len(compared) - len(beyond)} of {len(compared)} speeds up to 4 /m² in the measured band"
    peak = max(flow for _, _, flow in rows)
    return Verdict(falls and not beyond, text, peak, "1/(m s), largest flow",
                   figures={f"speed at {rho:.2f}": v for rho, v, _ in rows})  # fmt: skip


def judge_dense_flow(samples: Samples) -> Verdict:
    """The flow at the highest densities lies below the largest flow."""
    flows = {case: float(samples.of(case, "flow")[0]) for case in samples.runs}
    best = max(flows, key=lambda case: flows[case])
    last = list(flows)[-1]
    text = ", ".join(f"{case} {flow:.2f}" for case, flow in flows.items()) + " /(m s)"
    return Verdict(flows[last] < 0.8 * flows[best], f"flow at {text}; largest at {best}", flows[last] / flows[best],
                   "flow at the highest density over the largest")  # fmt: skip


STAIR_WIDTHS = (1.0, 1.2, 1.4, 1.6, 1.8)


def stair_widths(width: float) -> Document:
    """Return 100 people above a stair of some width down, 4.24 m long along the slope (3 m in plan, 3 m high)."""
    area = [[0.0, 0.0], [6.0, 0.0], [6.0, 4 - width / 2], [8.0, 4 - width / 2], [8.0, 4 + width / 2],
            [6.0, 4 + width / 2], [6.0, 8.0], [0.0, 8.0]]  # fmt: skip
    line = [[0.0, 4 - width / 2], [0.0, 4 + width / 2]]
    head, foot = ([[x, y] for _, y in line] for x in (8.0, 11.0))
    venue = {
        "storeys": [storey("upper", area, 3.0), storey("lower", box(11, 4 - width / 2, 15, 4 + width / 2))],
        "stairs": [stair("stair", ("lower", foot), ("upper", head))],
        "exits": [opening("exit", "lower", 15, 4 - width / 2, 15, 4 + width / 2)],
    }
    return scene(f"Stair {width:g} m wide", venue, [people("crowd", 100, "upper", box(0, 0, 6, 8))])


def measure_stair_flow(recorded: Recorded) -> Figures:
    """Return the mean flow down the stair in 1/s over the busy period."""
    from exeunt.metrics.flow import mean_flow

    times = recorded.crossing_times(((9.5, 0.0), (9.5, 8.0)))
    return {"flow": mean_flow(times[~np.isnan(times)]), "last_out": recorded.last_out()}


STAIR_FLOW = Trial(
    "stair-flow",
    "100 people leave a room of 6 m by 8 m down a stair 4.24 m long along the slope, 1.0, 1.2, 1.4, 1.6 or "
    "1.8 m wide; flow half-way down.",
    {f"{width:g} m": Case(lambda width=width: stair_widths(width)) for width in STAIR_WIDTHS},  # type: ignore[misc]
    measure_stair_flow,
    seeds=10,
    cost=30_000,
)


def judge_stair_flow(samples: Samples) -> Verdict:
    """The flow grows with the width: slope above 0, widest above narrowest."""
    widths = np.repeat(STAIR_WIDTHS, len(samples.seeds))
    flows = np.concatenate([samples.of(case, "flow") for case in samples.runs])
    slope, interval = slope_interval(widths, flows)
    text = ", ".join(f"{case} {samples.of(case, 'flow').mean():.2f}" for case in samples.runs)
    text += f" /s; slope {slope:.2f} /(m s) [{interval[0]:.2f}, {interval[1]:.2f}]" + left_inside(samples)
    ends = samples.of("1.8 m", "flow").mean() > samples.of("1 m", "flow").mean()
    return Verdict(
        bool(interval[0] > 0 and ends) and samples.everyone_out(), text, slope, "1/(m s)", interval
    )
