"""Crowds at doors: flow through an exit, large rooms, bottlenecks, a queue before stairs, counterflow."""

from __future__ import annotations

from math import ceil

import numpy as np

from exeunt.metrics.flow import mean_flow
from exeunt.verification.contract import Case, Document, Figures, Trial
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import IMO_MEN, box, opening, people, scene, stair, storey


def one_exit(limited: bool) -> Document:
    """Return 100 people in a room of 8 m by 5 m with an exit of 1 m in the middle of a short side.

    If ``limited``, no more than 1.33 people a second and metre may pass the exit, as the code counts.
    """
    limit = {"max_specific_flow": "code"} if limited else {}
    venue = {
        "storeys": [storey("room", box(0, 0, 8, 5))],
        "exits": [opening("exit", "room", 8, 2, 8, 3, **limit)],
    }
    name = f"Room with one {'limited' if limited else 'free'} exit"
    return scene(name, venue, [people("crowd", 100, "room", box(0, 0, 8, 5), speed=IMO_MEN)])


def measure_exit(recorded: Recorded) -> Figures:
    """Return the flow in 1/s over the whole time and over the busy part of it, and when the last one left."""
    out = recorded.time_out()
    last = float(np.max(out))
    return {"whole": len(out) / last, "busy": mean_flow(out[~np.isnan(out)]), "last_out": last}


ONE_EXIT = Trial(
    "one-exit",
    "100 people in a room of 8 m by 5 m leave by an exit of 1 m, whose flow is limited to 1.33 per metre "
    "and second (max_specific_flow: code); for comparison by the same exit without a limit.",
    {"limited": Case(lambda: one_exit(True)), "free": Case(lambda: one_exit(False))},
    measure_exit,
    seeds=10,
    cost=5000,
)


def large_room(length: float, shut: bool) -> Document:
    """Return 1000 people in a room 20 m deep with four exits of 1 m, two on each long side; two shut if ``shut``."""
    exits = [(x, y) for y in (0.0, 20.0) for x in (2.0, length - 3.0)]
    venue = {
        "storeys": [storey("room", box(0, 0, length, 20))],
        "exits": [
            opening(f"exit {n + 1}", "room", x, y, x + 1, y, state="closed" if shut and n >= 2 else "open")
            for n, (x, y) in enumerate(exits)
        ],
    }
    name = f"Room of {length:g} m by 20 m, {'two' if shut else 'four'} exits"
    crowd = people("crowd", 1000, "room", box(0, 0, length, 20), speed=IMO_MEN)
    return scene(name, venue, [crowd], max_time=1800)


def measure_out(recorded: Recorded) -> Figures:
    """Return when the last one left, in s, and the number by each exit."""
    return {"last_out": recorded.last_out(), **{f"by {id}": n for id, n in recorded.exits_used().items()}}


def _large(id: str, length: float) -> Trial:
    return Trial(
        id,
        f"1000 people all over a room of {length:g} m by 20 m with four exits of 1 m, two on each long side, 2 m from "
        "the corners; once with all four open, once with the two of one side shut. Everyone takes the nearest exit.",
        {
            "four exits": Case(lambda: large_room(length, False)),
            "two exits": Case(lambda: large_room(length, True)),
        },
        measure_out,
        seeds=4,
        every=1.0,
        cost=100_000,
    )


LARGE_ROOM_20 = _large("large-room-20", 20.0)
LARGE_ROOM_30 = _large("large-room-30", 30.0)


def counterflow(against: int) -> Document:
    """Return two rooms of 10 m by 10 m joined by a corridor of 10 m by 2 m; 100 go east, some go west."""
    area = [
        [0.0, 0.0], [10.0, 0.0], [10.0, 4.0], [20.0, 4.0], [20.0, 0.0], [30.0, 0.0],
        [30.0, 10.0], [20.0, 10.0], [20.0, 6.0], [10.0, 6.0], [10.0, 10.0], [0.0, 10.0],
    ]  # fmt: skip
    venue = {
        "storeys": [storey("floor", area)],
        "exits": [opening("west", "floor", 0, 0, 0, 10), opening("east", "floor", 30, 0, 30, 10)],
    }
    east = {"kind": "assigned", "exits": ["east"]}
    west = {"kind": "assigned", "exits": ["west"]}
    crowd = [people("eastward", 100, "floor", box(0, 0, 10, 10), speed=IMO_MEN, exit_choice=east)]
    if against:
        crowd.append(
            people("westward", against, "floor", box(20, 0, 30, 10), speed=IMO_MEN, exit_choice=west)
        )
    return scene(f"Counterflow of 100 and {against}", venue, crowd, max_time=900, stall=20)


def measure_counterflow(recorded: Recorded) -> Figures:
    """Return when the last of the 100 is in the other room, the mean of these times, and the least distance."""
    arrived = recorded.crossing_times(((20.0, 4.0), (20.0, 6.0)), "eastward")
    missing = int(np.isnan(arrived).sum())
    return {"last": float(np.max(arrived)), "mean": float(np.mean(arrived)), "missing": missing,
            "nearest": nearest_pair(recorded)}  # fmt: skip


def nearest_pair(recorded: Recorded) -> float:
    """Return the least distance in m between two people's centres on one surface in any frame."""
    from scipy.spatial import cKDTree

    least = np.inf
    for x, y, surface, inside in zip(recorded.x, recorded.y, recorded.surface, recorded.inside, strict=True):
        if inside.sum() > 1:
            places = np.column_stack([x[inside], y[inside], 1000.0 * surface[inside]])
            least = min(least, float(cKDTree(places).query(places, k=2)[0][:, 1].min()))
    return least


COUNTERFLOW = Trial(
    "counterflow",
    "Two rooms of 10 m by 10 m joined by a corridor of 10 m by 2 m; 100 people go from the first to the "
    "second while 0, 10, 50 or 100 go the other way. Timed until the last of the 100 is in the other room.",
    {f"{n} against": Case(lambda n=n: counterflow(n)) for n in (0, 10, 50, 100)},  # type: ignore[misc]
    measure_counterflow,
    seeds=10,
    every=0.2,
    cost=60_000,
)

ROOM, CORRIDOR = 5.0, 12.0


def queue_before_stairs(number: int) -> Document:
    """Return a room 5 m long and 8 m wide, a corridor of 12 m by 2 m, and a stair up, 2 m wide."""
    foot, head = ROOM + CORRIDOR, ROOM + CORRIDOR + 6.0
    area = [
        [0.0, 0.0],
        [ROOM, 0.0],
        [ROOM, 3.0],
        [foot, 3.0],
        [foot, 5.0],
        [ROOM, 5.0],
        [ROOM, 8.0],
        [0.0, 8.0],
    ]
    venue = {
        "storeys": [storey("lower", area), storey("upper", box(head, 3, head + 4, 5), 3.6)],
        "stairs": [stair("stair", ("lower", [[foot, 3], [foot, 5]]), ("upper", [[head, 3], [head, 5]]))],
        "exits": [opening("exit", "upper", head + 4, 3, head + 4, 5)],
    }
    crowd = people("crowd", number, "lower", box(0, 0, ROOM, 8), speed=IMO_MEN)
    return scene(f"Queue before stairs, {number} people", venue, [crowd])


def measure_queues(recorded: Recorded) -> Figures:
    """Return density in 1/m2 before the corridor, in its middle and before the stair, and when each queue began.

    Densities are means in 4 m2 over the time in which the middle 60 % of the people enter the corridor; a queue
    begins when the mean of 5 s first reaches 80 % of its own highest. The middle counts until the queue before the
    stair begins, which later grows back through it. ``unsteady`` compares the flow in the middle of the corridor in
    both halves of that time.
    """
    boxes = {
        "neck": (ROOM - 2.0, 3.0, ROOM, 5.0),
        "foot": (ROOM + CORRIDOR - 2.0, 3.0, ROOM + CORRIDOR, 5.0),
        "middle": (ROOM + CORRIDOR / 2 - 1.0, 3.0, ROOM + CORRIDOR / 2 + 1.0, 5.0),
    }
    span = ceil(5.0 / recorded.time[1])
    entered, halfway = (
        np.sort(times[~np.isnan(times)])
        for times in (recorded.crossing_times(((x, 3.0), (x, 5.0))) for x in (ROOM, ROOM + CORRIDOR / 2))
    )
    begin, end = np.quantile(entered, (0.2, 0.8))
    busy = (recorded.time >= begin) & (recorded.time <= end)
    figures: Figures = {"last_out": recorded.last_out()}
    for name, corners in boxes.items():
        density = recorded.inside_box(*corners, surface="lower").sum(1) / 4.0
        smooth = np.convolve(density, np.ones(span) / span, mode="valid")
        figures[f"{name} since"] = float(recorded.time[np.argmax(smooth >= 0.8 * smooth.max())])
        counts = (
            busy if name != "middle" else busy & (recorded.time <= max(figures["foot since"], begin + 2.0))
        )
        figures[name] = float(density[counts].mean())
    figures["corridor flow"] = mean_flow(halfway)
    first, second = (
        ((halfway >= a) & (halfway < b)).sum()
        for a, b in ((begin, (begin + end) / 2), ((begin + end) / 2, end))
    )
    figures["unsteady"] = float(second / max(first, 1) - 1.0)
    return figures


def _queue(number: int) -> Trial:
    return Trial(
        f"queue-before-stairs-{number}",
        f"{number} people in a room 5 m long and 8 m wide, from which a corridor of 12 m by 2 m leads to a "
        "stair up, 2 m wide, 6 m long in plan and 3.6 m high.",
        {"queue": Case(lambda: queue_before_stairs(number))},
        measure_queues,
        seeds=10,
        cost=100 * number,
    )


QUEUE_150 = _queue(150)
QUEUE_100 = _queue(100)
