"""People one behind the other: individual speed against density in one dimension."""

from __future__ import annotations

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.recorded import Recorded
from exeunt.verification.trials.flows import endless

DENSITIES = (0.4, 0.7, 1.0, 1.3, 1.6, 1.9, 2.2)
LENGTH, WIDTH = 30.0, 0.6
FROM, UNTIL = 10.0, 40.0

# 10, 50 and 90 % of measured individual speeds in m/s by density in 1/m; selected rows of the reference of RiMEA 4.1.1
# as an implementer of it publishes them
ENVELOPE_DENSITY = (0.0989, 0.4989, 0.8989, 1.0989, 1.4989, 1.8989, 2.0989, 3.0989)
ENVELOPE = {
    10: (0.961, 0.708, 0.448, 0.316, 0.112, 0.048, 0.035, 0.016),
    50: (1.186, 1.091, 0.747, 0.520, 0.273, 0.158, 0.131, 0.081),
    90: (1.483, 1.389, 1.101, 0.840, 0.485, 0.314, 0.270, 0.186),
}


def single_file(density: float) -> Document:
    """Return people in a periodic corridor of 0.6 m, too narrow to overtake."""
    return endless(f"Single file, {density:g} per m", round(density * LENGTH), LENGTH, WIDTH, UNTIL)


def measure_file(recorded: Recorded) -> Figures:
    """Return individual densities in 1/m and speeds in m/s, once a second of everyone, from 10 s on.

    The density of a person is 2 over the distance from the one behind to the one ahead, round the period.
    """
    step = max(round(1.0 / recorded.time[1]), 1)
    density, speed = [], []
    for frame in range(1, len(recorded.time) - 1):
        if frame % step or recorded.time[frame] < FROM:
            continue
        moved = recorded.x[frame + 1] - recorded.x[frame - 1]
        moved = (moved + LENGTH / 2) % LENGTH - LENGTH / 2
        order = np.argsort(recorded.x[frame], kind="stable")
        ahead = np.diff(recorded.x[frame, order], append=recorded.x[frame, order[0]] + LENGTH)
        density.append(2.0 / np.maximum(ahead + np.roll(ahead, 1), 1e-6))
        speed.append(moved[order] / (recorded.time[frame + 1] - recorded.time[frame - 1]))
    return {"density": np.concatenate(density), "speed": np.concatenate(speed)}


SINGLE_FILE = Trial(
    "single-file",
    f"A corridor 0.6 m wide, too narrow to overtake, periodic after {LENGTH:g} m, with 0.4 to 2.2 people per "
    "metre; every second the speed of each person, and the density from the distance between the neighbours.",
    {f"{density:g} /m": Case(lambda density=density: single_file(density)) for density in DENSITIES},  # type: ignore[misc]
    measure_file,
    seeds=3,
    every=0.25,
    cost=15_000,
)


def judge_envelope(samples: Samples) -> Verdict:
    """At least three quarters of the points lie between the 10 and the 90 % curve."""
    density = np.concatenate([samples.pooled(case, "density") for case in samples.runs])
    speed = np.concatenate([samples.pooled(case, "speed") for case in samples.runs])
    low, middle, high = (np.interp(density, ENVELOPE_DENSITY, ENVELOPE[share]) for share in (10, 50, 90))
    use = (density >= ENVELOPE_DENSITY[0]) & (density <= ENVELOPE_DENSITY[-1])
    inside = (speed >= low) & (speed <= high) & use
    share = float(inside.sum() / use.sum())
    above, below = (
        float(((speed > high) & use).sum() / use.sum()),
        float(((speed < low) & use).sum() / use.sum()),
    )
    off = float(np.sqrt(np.mean((speed - middle)[use] ** 2)))
    text = f"{share:.0%} of {use.sum()} points inside ({above:.0%} above, {below:.0%} below); "
    text += f"{off:.2f} m/s from the median"
    return Verdict(share >= 0.75, text, share, "share inside")
