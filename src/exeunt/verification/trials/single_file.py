"""People one behind the other: individual speed against density in one dimension."""

from __future__ import annotations

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

DENSITIES = (0.4, 0.7, 1.0, 1.3, 1.6, 1.9)
LENGTH, WIDTH = 90.0, 0.6
FIELD = (50.0, 60.0)
FROM, UNTIL = 10.0, 35.0

# 10, 50 and 90 % of measured individual speeds in m/s by density in 1/m; selected rows of the reference of RiMEA 4.1.1
# as an implementer of it publishes them
ENVELOPE_DENSITY = (0.0989, 0.4989, 0.8989, 1.0989, 1.4989, 1.8989, 2.0989, 3.0989)
ENVELOPE = {
    10: (0.961, 0.708, 0.448, 0.316, 0.112, 0.048, 0.035, 0.016),
    50: (1.186, 1.091, 0.747, 0.520, 0.273, 0.158, 0.131, 0.081),
    90: (1.483, 1.389, 1.101, 0.840, 0.485, 0.314, 0.270, 0.186),
}


def single_file(density: float) -> Document:
    """Return people in a corridor of 0.6 m, too narrow to overtake, evenly filled."""
    venue = {
        "storeys": [storey("corridor", box(0, 0, LENGTH, WIDTH))],
        "exits": [opening("end", "corridor", LENGTH, 0, LENGTH, WIDTH)],
    }
    crowd = people("crowd", round(density * LENGTH), "corridor", box(0, 0, LENGTH, WIDTH))
    return scene(f"Single file, {density:g} per m", venue, [crowd], max_time=UNTIL)


def measure_file(recorded: Recorded) -> Figures:
    """Return individual densities 2 / (distance from the one behind to the one ahead) in 1/m, and speeds in m/s.

    Once a second of everyone in the field who has somebody ahead and behind, from 10 s to 35 s: those behind then
    still come from the filled corridor, and the free end is not yet felt.
    """
    speeds = recorded.speeds()
    density, speed = [], []
    step = max(round(1.0 / recorded.time[1]), 1)
    for frame in range(0, len(recorded.time), step):
        if not FROM <= recorded.time[frame] < UNTIL:
            continue
        here = np.flatnonzero(recorded.inside[frame])
        order = here[np.argsort(recorded.x[frame, here], kind="stable")]
        x = recorded.x[frame, order]
        if len(x) < 3:
            continue
        middle = order[1:-1]
        use = (x[1:-1] >= FIELD[0]) & (x[1:-1] < FIELD[1])
        density.append((2.0 / np.maximum(x[2:] - x[:-2], 1e-6))[use])
        speed.append(speeds[frame, middle][use])
    found, walked = np.concatenate(density), np.concatenate(speed)
    known = np.isfinite(walked)
    return {"density": found[known], "speed": walked[known]}


SINGLE_FILE = Trial(
    "single-file",
    "A corridor 0.6 m wide, too narrow to overtake, and 90 m long, filled evenly with 0.4 to 1.9 people "
    "per metre; every second the speed of each person between 50 and 60 m, and the density from the "
    "distance between the neighbours.",
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
