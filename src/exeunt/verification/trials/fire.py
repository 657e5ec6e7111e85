"""People in smoke and in toxic gases: each is compared with a calculation by hand."""

from __future__ import annotations

from functools import partial

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

LENGTH, START, SPEED = 100.0, 2.0, 1.25
EXTINCTIONS = (0.0, 0.5, 1.0, 3.0, 7.5, 10.0)
# carbon dioxide, carbon monoxide, oxygen in per cent: seconds to a dose of 1 in the FDS/Purser form
MIXTURES: dict[str, tuple[float, float, float, float]] = {
    "CO2 2, CO 0.1, O2 15 %": (2.0, 0.1, 15.0, 981.7),
    "O2 12 %": (0.0, 0.0, 12.0, 1666.5),
    "CO 0.1, O2 21 %": (0.0, 0.1, 21.0, 1692.8),
    "CO2 3.43, CO 0.1, O2 21 %": (3.43, 0.1, 21.0, 846.5),
}


def smoky_corridor(extinction: float) -> Document:
    """Return one person of 1.25 m/s in a corridor 2 m wide full of smoke, with 100 m between two marks."""
    end = LENGTH + 2 * START
    venue = {
        "storeys": [storey("corridor", box(0, 0, end, 2))],
        "exits": [opening("end", "corridor", end, 0, end, 2)],
    }
    walker = people("walker", 1, "corridor", box(0.3, 0.7, 0.9, 1.3), speed=SPEED)
    smoke = {"id": "smoke", "kind": "field", "states": [{"extinction": extinction}]}
    return scene(f"Corridor, K = {extinction:g} 1/m", venue, [walker], hazards={"sources": [smoke]})


def measure_corridor(recorded: Recorded) -> Figures:
    """Return the time in s between the marks 100 m apart."""
    first = recorded.crossing_times(((START, 0), (START, 2)))[0]
    last = recorded.crossing_times(((START + LENGTH, 0), (START + LENGTH, 2)))[0]
    return {"time": last - first}


def by_hand(extinction: float) -> float:
    """Return the seconds for 100 m: v = max(0.1 v0, v0 (1 - 0.057 K/0.706)) (FDS+Evac)."""
    return LENGTH / (SPEED * max(0.1, 1.0 - 0.057 * extinction / 0.706))


SMOKE = Trial(
    "smoke-corridor",
    f"One person of {SPEED:g} m/s in a corridor 2 m wide full of smoke, timed over 100 m between two marks; "
    f"extinction coefficients {', '.join(f'{k:g}' for k in EXTINCTIONS)} 1/m; law of Frantzich and Nilsson.",
    {f"K {k:g}": Case(partial(smoky_corridor, k)) for k in EXTINCTIONS},
    measure_corridor,
    every=0.1,
    cost=5,
)


def judge_smoke(samples: Samples) -> Verdict:
    """Every time is that of the hand calculation within 0.1 s."""
    errors = [float(samples.of(f"K {k:g}", "time")[0]) - by_hand(k) for k in EXTINCTIONS]
    worst = max(range(len(errors)), key=lambda n: abs(errors[n]))
    text = f"largest difference {errors[worst]:+.3f} s of {by_hand(EXTINCTIONS[worst]):.2f} s"
    text += f", at K = {EXTINCTIONS[worst]:g} 1/m"
    return Verdict(bool(np.abs(errors).max() <= 0.1), text, errors[worst], "s")


def room_with_gases(co2: float, co: float, o2: float) -> Document:
    """Return one person who stays in a room with constant gases, in per cent."""
    venue = {
        "storeys": [storey("room", box(0, 0, 5, 5))],
        "exits": [opening("door", "room", 5, 2, 5, 3)],
    }
    person = people("person", 1, "room", box(1, 1, 2, 2), pre_movement=10_000)
    gases = {"id": "gases", "kind": "field", "states": [{"co2": co2 / 100, "co": co / 100, "o2": o2 / 100}]}
    return scene("Constant gases", venue, [person], max_time=2000.0, hazards={"sources": [gases]})


def measure_fall(recorded: Recorded) -> Figures:
    """Return when the person was incapacitated, in s."""
    return {"time": float(recorded.columns["incapacitated_at"][0])}


DOSE = Trial(
    "constant-gases",
    "One person stays in a room with constant gases, doses in the FDS/Purser form for light work; four mixtures: "
    f"{'; '.join(MIXTURES)}.",
    {name: Case(partial(room_with_gases, *mixture[:3])) for name, mixture in MIXTURES.items()},
    measure_fall,
    every=1.0,
    cost=5,
)


def judge_dose(samples: Samples) -> Verdict:
    """Every time is within 0.1 % of the published one."""
    errors = {
        name: float(samples.of(name, "time")[0]) / seconds - 1.0 for name, (*_, seconds) in MIXTURES.items()
    }
    worst = max(errors, key=lambda name: abs(errors[name]))
    text = f"largest difference {errors[worst]:+.3%} ({worst}: {samples.of(worst, 'time')[0]:.1f} s)"
    return Verdict(all(abs(error) <= 1e-3 for error in errors.values()), text, 100 * errors[worst], "%")
