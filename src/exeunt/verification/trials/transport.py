"""People on lifts and escalators: every time is compared with a calculation by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import sqrt

import numpy as np

from exeunt.verification.contract import Case, Document, Figures, Samples, Trial, Verdict
from exeunt.verification.judges import left_inside
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

WALK = 1.0
# heights in m with highest speed in m/s and acceleration in m/s2: the speed is reached, and is not
SHAFTS = {"tall": (10.0, 1.6, 0.8), "low": (3.0, 2.5, 0.5)}
OPENING, CLOSING, DWELL, TRANSFER, CAPACITY = 2.0, 3.0, 4.0, 1.2, 8
CALLED_FROM, STEP_IN = 2.0, 0.3
"""How near in m to the middle of the doors the car is called, and how far from them somebody waits."""
CROWD = 20


def shaft(height: float, speed: float, acceleration: float, number: int) -> Document:
    """Return people on a storey whose only way out is a lift to the storey below with the exit."""
    line = [[20, 2], [20, 3.2]]
    lift = {
        "id": "lift", "to": "ground", "capacity": CAPACITY, "speed": speed, "acceleration": acceleration,
        "opening": OPENING, "closing": CLOSING, "dwell": DWELL, "transfer": TRANSFER,
        "stops": [{"storey": "ground", "line": line}, {"storey": "upper", "line": line}],
    }  # fmt: skip
    venue = {
        "storeys": [storey("ground", box(0, 0, 20, 6)), storey("upper", box(0, 0, 20, 6), height)],
        "lifts": [lift],
        "exits": [opening("exit", "ground", 0, 2, 0, 4)],
    }
    area = box(14.7, 2.3, 15.3, 2.9) if number == 1 else box(14, 1, 19, 5)
    crowd = people("passengers", number, "upper", area, speed=WALK, lift={"id": "lift"})
    name = f"Lift over {height:g} m, {number} {'person' if number == 1 else 'people'}"
    return scene(name, venue, [crowd], max_time=900, stall=120)


def travel_by_hand(height: float, speed: float, acceleration: float) -> float:
    """Return the seconds from rest to rest: h/v + v/a, or 2 sqrt(h/a) if the speed is not reached."""
    if height < speed * speed / acceleration:
        return 2.0 * sqrt(height / acceleration)
    return height / speed + speed / acceleration


def phases(recorded: Recorded) -> Iterator[tuple[str, str, float, float, int]]:
    """Yield for all that a car did: landing, what, since when and for how long in s, people in it."""
    told = [event for event in recorded.events if event.kind == "lift"]
    for event, after in zip(told, [*told[1:], None], strict=True):
        where, what = event.cause.split(": ")
        yield where, what, event.time, after.time - event.time if after else np.inf, int(event.value)


def measure_lift(recorded: Recorded) -> Figures:
    """Return durations in s of what the car did, people it brought each time, and when the first one landed.

    ``walk`` is the way in m to the doors' middle of who stood nearest to it.
    """
    did = list(phases(recorded))
    ground = recorded.venue.surface("ground").index
    below = recorded.inside & (recorded.surface == ground)
    landed = np.sort(recorded.time[np.argmax(below, axis=0)][below.any(0)])
    away = np.hypot(recorded.x[0] - 20.0, recorded.y[0] - 2.6)
    loads = [people for where, what, *_, people in did if what == "opens" and where.endswith("ground")]
    return {
        **{what: np.array([lasts for _, w, _, lasts, _ in did if w == what]) for what in ("moves", "opens", "closes")},
        "loads": np.array(loads),
        "landed": landed,
        "called": min(since for _, what, since, *_ in did if what == "moves"),
        "walk": float(away.min()),
    }  # fmt: skip


LIFT = Trial(
    "lift",
    f"A storey whose only way out is a lift to the storey below: over 10 m at up to 1.6 m/s with 0.8 m/s², and over "
    "3 m at up to 2.5 m/s with 0.5 m/s², a speed that it does not reach, with one person of 1 m/s; and over 10 m with "
    f"{CROWD} people, {CAPACITY} of whom fit. The car calls at the storey where somebody waits, opens its doors in "
    f"{OPENING:g} s, waits for {DWELL:g} s after the last one unless it is full, closes them in {CLOSING:g} s and "
    f"lets a person pass every {TRANSFER:g} s.",
    {
        **{f"{kind} shaft": Case(partial(shaft, *about, 1)) for kind, about in SHAFTS.items()},
        f"{CROWD} people": Case(partial(shaft, *SHAFTS["tall"], CROWD)),
    },
    measure_lift,
    every=0.1,
    cost=400,
)


def judge_lift(samples: Samples) -> Verdict:
    """Every phase and every landing is as calculated, nobody too many is in the car, everyone gets out."""
    about = {**{f"{kind} shaft": shaft for kind, shaft in SHAFTS.items()}, f"{CROWD} people": SHAFTS["tall"]}
    errors: dict[str, float] = {}
    for case, way in about.items():
        travel = travel_by_hand(*way)
        for what, wanted in (("moves", travel), ("opens", OPENING), ("closes", CLOSING)):
            off = samples.pooled(case, what) - wanted
            errors[f"{case}, {what}"] = float(off[np.argmax(np.abs(off))])
        if not case.startswith(str(CROWD)):
            walk = float(samples.of(case, "walk")[0])
            called = (walk - CALLED_FROM) / WALK
            aboard = called + travel + OPENING + STEP_IN / WALK
            lands = aboard + DWELL + CLOSING + travel + OPENING
            errors[f"{case}, called"] = float(samples.of(case, "called")[0]) - called
            errors[f"{case}, landed"] = float(samples.pooled(case, "landed")[0]) - lands
    crowd = f"{CROWD} people"
    landed, loads = samples.pooled(crowd, "landed"), samples.pooled(crowd, "loads").astype(int).tolist()
    trips = np.split(landed, np.cumsum(loads)[:-1])
    apart = [float(trip[-1] - trip[0]) - (len(trip) - 1) * TRANSFER for trip in trips]
    errors["time to get out"] = max(apart, key=abs)
    worst = max(errors, key=lambda name: abs(errors[name]))
    full = [CAPACITY] * (CROWD // CAPACITY) + [CROWD % CAPACITY]
    passed = abs(errors[worst]) <= 0.5 and loads == full and samples.everyone_out()
    tall, low = (travel_by_hand(*way) for way in SHAFTS.values())
    seen = (float(samples.pooled(f"{kind} shaft", "moves").max()) for kind in SHAFTS)
    text = (
        f"largest difference {errors[worst]:+.2f} s ({worst}); travel {next(seen):.2f} s "
        f"({tall:.2f} s by hand) and {next(seen):.2f} s ({low:.2f} s); "
        f"trips with {', '.join(map(str, loads))} people" + left_inside(samples)
    )
    return Verdict(passed, text, errors[worst], "s")


RUN, RISE = 8.66, 5.0
SLOPE = sqrt(RUN * RUN + RISE * RISE)
STEPS = 0.5
OWN = {"up": 0.50, "down": 0.65}
"""Speeds on stairs in m/s, along the slope, of the person who walks on the escalator."""
LIMIT = 0.4


def escalator(direction: str, walks: bool, number: int = 1) -> Document:
    """Return one person, or a crowd, who leaves by an escalator of 1 m between two storeys.

    With a crowd at most 0.4 people a second are let on.
    """
    ends = {"foot": ("ground", 20.0), "head": ("upper", 20.0 + RUN)}
    moving: Document = {
        "id": "escalator", "direction": direction, "speed": STEPS,
        **{end: {"storey": floor, "line": [[x, 2.5], [x, 3.5]]} for end, (floor, x) in ends.items()},
        **({"capacity": LIMIT} if number > 1 else {}),
    }  # fmt: skip
    far = 40.0 + RUN
    down = direction == "down"
    venue = {
        "storeys": [storey("ground", box(0, 0, 20, 6)), storey("upper", box(20 + RUN, 0, far, 6), RISE)],
        "escalators": [moving],
        "exits": [
            opening("exit", "ground", 0, 2, 0, 4) if down else opening("exit", "upper", far, 2, far, 4)
        ],
    }
    floor, x = ("upper", 22 + RUN) if down else ("ground", 18.0)
    place = box(x - 0.3, 2.7, x + 0.3, 3.3) if number == 1 else box(x - 1, 1, x + 4, 5)
    ratios = {f"stair_ratio_{way}": own / 1.2 for way, own in OWN.items()}
    rider = people("riders", number, floor, place, speed=1.2, escalator_walkers=float(walks), **ratios)
    name = f"Escalator {direction}, {'walking' if walks else 'standing'}, {number}"
    return scene(name, venue, [rider])


def measure_riding(recorded: Recorded) -> Figures:
    """Return the seconds from end to end of the escalator, of the first person."""
    ends = (recorded.crossing_times(((x, 2.5), (x, 3.5)))[0] for x in (20.0, 20.0 + RUN))
    return {"time": abs(np.subtract(*ends))}


def measure_boarding(recorded: Recorded) -> Figures:
    """Return when people stepped on in s, in order."""
    entry = recorded.venue.opening("escalator").index
    return {
        "boarded": np.sort([e.time for e in recorded.events if e.kind == "crossing" and e.opening == entry])
    }


RIDES = {
    f"{way}, {how}": (way, how == "walking") for way in ("up", "down") for how in ("standing", "walking")
}
LIMITED = "40 people, limited"
ESCALATOR = Trial(
    "escalator",
    f"An escalator {SLOPE:.0f} m long along its slope of 30°, whose steps run at {STEPS:g} m/s, up or down; one person "
    f"stands on it, or walks on it at {OWN['up']:g} m/s up or {OWN['down']:g} m/s down besides. And 40 people before "
    f"the same escalator down, which lets on {LIMIT:g} a second.",
    {
        **{ride: Case(partial(escalator, *about)) for ride, about in RIDES.items()},
        LIMITED: Case(partial(escalator, "down", False, 40), measure_boarding),
    },
    measure_riding,
    every=0.05,
    cost=400,
)  # fmt: skip


def judge_escalator(samples: Samples) -> Verdict:
    """Every ride is as calculated, and nobody steps on faster than the escalator lets on."""
    times = {ride: float(samples.of(ride, "time")[0]) for ride in RIDES}
    errors = {ride: times[ride] - SLOPE / (STEPS + walks * OWN[way]) for ride, (way, walks) in RIDES.items()}
    worst = max(errors, key=lambda ride: abs(errors[ride]))
    boarded = samples.pooled(LIMITED, "boarded")
    within = len(boarded) == 40 and bool((np.arange(40) + 1 <= LIMIT * boarded + 1.0 + 1e-6).all())
    flow = 39.0 / float(boarded[-1] - boarded[0]) if len(boarded) == 40 else float("nan")
    passed = abs(errors[worst]) <= 0.5 and within and samples.everyone_out()
    text = ", ".join(f"{ride} {time:.2f} s" for ride, time in times.items())
    text += f"; largest difference from the hand calculation {errors[worst]:+.2f} s ({worst}); "
    text += f"{flow:.2f} /s step on where {LIMIT:g} may" + left_inside(samples)
    return Verdict(passed, text, errors[worst], "s")
