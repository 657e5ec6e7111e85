"""The optimal clearance against hand calculations, and that no simulation beats it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import gap, house, scenario, storey
from shapely import box

from exeunt.metrics import clearance
from exeunt.metrics.earliest import Starters, earliest_passages, out_times
from exeunt.metrics.measures import Measures
from exeunt.metrics.network import venue_network
from exeunt.results.run import open_run
from exeunt.results.venue import RunOpening, RunPortal, RunSurface, RunVenue
from exeunt.simulation import simulate

CODES = clearance.CODES
STEP = 0.25


def crowd(number: int, x: float, y: float, surface: int = 0, start=0.0, speed: float = 1.0) -> Starters:
    """People at one place; 1 m/s on the level, half of it on stairs."""
    full = np.full(number, 1.0)
    return Starters(
        x * full, y * full, np.full(number, surface, dtype=np.int16), start * full, speed * full,
        0.5 * speed * full, 0.5 * speed * full,
    )  # fmt: skip


def both(one: Starters, two: Starters) -> Starters:
    return Starters(
        *(np.concatenate([a, b]) for a, b in zip(vars(one).values(), vars(two).values(), strict=True))
    )


def room(*exits: RunOpening) -> RunVenue:
    """A hall of 40 m x 20 m; exits lie on its edge, oriented so that forward leads out."""
    return RunVenue("hall", (RunSurface(0, "hall", "storey", box(0, 0, 40, 20), 0.0),), openings=exits)


def west(width: float = 1.0, **more) -> RunOpening:
    return RunOpening(0, "west", "exit", 0, ((0.0, 10.0 + width / 2), (0.0, 10.0 - width / 2)), **more)


def east(width: float = 1.0, **more) -> RunOpening:
    return RunOpening(1, "east", "exit", 0, ((40.0, 10.0 - width / 2), (40.0, 10.0 + width / 2)), **more)


def test_one_door_takes_the_walk_and_a_headway_for_each_further_person():
    best = clearance.optimal_clearance(room(west()), crowd(101, 10.0, 10.0), CODES, step=STEP)
    exact = 10.0 + 100 / 1.33
    assert exact - 2 * STEP <= best.time <= exact + 1e-9
    assert best.limit == "capacity"
    assert [b.id for b in best.binding] == ["west"]
    assert best.binding[0].people == pytest.approx(1.33 * (best.time - 10.0), abs=0.2)
    assert best.share == {"west": 1.0}
    assert best.walking == pytest.approx(10.0)


def test_two_doors_share_people_by_their_width():
    best = clearance.optimal_clearance(room(west(1.0), east(2.0)), crowd(302, 20.0, 10.0), CODES, step=STEP)
    exact = 20.0 + 300 / (3 * 1.33)
    assert exact - 2 * STEP <= best.time <= exact + 1e-9
    assert best.share["west"] == pytest.approx(1 / 3, abs=0.01)
    assert {b.id for b in best.binding} == {"west", "east"}


def test_the_nearer_of_two_equal_doors_works_for_longer():
    people = crowd(202, 4.0, 10.0)
    best = clearance.optimal_clearance(room(west(), east()), people, CODES, step=STEP)
    # 200 = c (T - 4) + c (T - 36)
    exact = (200 / 1.33 + 40.0) / 2
    assert exact - 2 * STEP <= best.time <= exact + 1e-9
    assert best.share["west"] == pytest.approx((exact - 4.0) * 1.33 / 200, abs=0.01)
    alone = clearance.optimal_clearance(room(west()), people, CODES, step=STEP)
    assert alone.time > best.time
    used = clearance.bound_of_exits(room(west(), east()), people, ["west"] * 202, CODES)
    assert used == pytest.approx(4.0 + 201 / 1.33)


def two_levels(stair: float, exit: float, door: float | None = None) -> RunVenue:
    """A gallery 3 m up, a flight of 4 m in plan down to a hall with an exit 10 m from its foot."""
    surfaces = (
        RunSurface(0, "gallery", "storey", box(0, 0, 10, 10), 3.0),
        RunSurface(
            1, "stair", "flight", box(10, 5 - stair / 2, 14, 5 + stair / 2), 3.0, (-0.75, 0.0), (10.0, 5.0)
        ),
        RunSurface(2, "hall", "storey", box(14, 0, 24, 10), 0.0),
    )
    portals = (
        RunPortal("head", (0, 1), ((10.0, 5 - stair / 2), (10.0, 5 + stair / 2))),
        RunPortal("foot", (1, 2), ((14.0, 5 - stair / 2), (14.0, 5 + stair / 2))),
    )
    openings = [RunOpening(0, "out", "exit", 2, ((24.0, 5 - exit / 2), (24.0, 5 + exit / 2)))]
    if door is not None:
        openings.append(RunOpening(1, "door", "door", 2, ((19.0, 0.0), (19.0, 10.0)), direction="forward"))
    return RunVenue("two levels", surfaces, portals, tuple(openings))


def test_a_narrow_stair_binds_before_a_wide_exit():
    people = crowd(111, 8.0, 5.0, surface=0)
    best = clearance.optimal_clearance(two_levels(1.0, 3.0), people, CODES, step=STEP)
    # 2 m to the head, 110 headways at 1.1 /s, 5 m of slope at 0.5 m/s, 10 m in the hall
    exact = 2.0 + 110 / 1.1 + 10.0 + 10.0
    assert exact - 5 * STEP <= best.time <= exact + 1e-9
    assert best.walking == pytest.approx(22.0)
    assert {b.id for b in best.binding} <= {"head", "foot"}
    wide = clearance.optimal_clearance(two_levels(4.0, 1.0), people, CODES, step=STEP)
    assert wide.time == pytest.approx(22.0 + 110 / 1.33, abs=5 * STEP)
    assert [b.id for b in wide.binding] == ["out"]


def test_people_below_leave_while_others_are_on_the_stair():
    """Two crowds share one exit: it works without a break, so only the total counts."""
    people = both(crowd(60, 23.0, 5.0, surface=2), crowd(60, 9.0, 5.0, surface=0))
    best = clearance.optimal_clearance(two_levels(4.0, 1.0), people, CODES, step=STEP)
    assert best.time == pytest.approx(1.0 + 119 / 1.33, abs=5 * STEP)


def test_a_late_starter_and_a_locked_door_decide():
    hurried = crowd(20, 2.0, 10.0)
    late = both(hurried, crowd(1, 30.0, 10.0, start=200.0))
    best = clearance.optimal_clearance(room(west()), late, CODES, step=STEP)
    assert best.limit == "delay and walking"
    assert best.time == pytest.approx(230.0)
    assert (best.last_start, best.walking, best.binding) == (200.0, best.time, ())
    # without the delay the one far away is the last: 30 m
    assert best.at_once == pytest.approx(30.0, abs=STEP)
    shut = room(west(state="locked", changes=((60.0, "open"),)))
    opened = clearance.optimal_clearance(shut, crowd(101, 2.0, 10.0), CODES, step=STEP)
    assert opened.time == pytest.approx(60.0 + 100 / 1.33, abs=2 * STEP)


def test_a_door_that_shuts_for_good_before_all_can_pass_leaves_no_plan():
    shuts = room(west(changes=((30.0, "blocked"),)))
    assert np.isinf(clearance.optimal_clearance(shuts, crowd(101, 2.0, 10.0), CODES, step=1.0).time)
    few = clearance.optimal_clearance(shuts, crowd(21, 2.0, 10.0), CODES, step=STEP)
    assert few.time == pytest.approx(2.0 + 20 / 1.33, abs=2 * STEP)


def test_an_opening_with_a_limit_of_flow_counts_with_the_smaller_of_both():
    counted = clearance.optimal_clearance(
        room(west(max_specific_flow=0.5)), crowd(52, 10.0, 10.0), CODES, step=STEP
    )
    assert counted.time == pytest.approx(10.0 + 50 / 0.5, abs=2 * STEP)
    wide = clearance.optimal_clearance(
        room(west(max_specific_flow=5.0)), crowd(102, 10.0, 10.0), CODES, step=STEP
    )
    assert wide.time == pytest.approx(10.0 + 100 / 1.33, abs=2 * STEP)


def test_one_way_doors_and_stairs_that_somebody_cannot_walk_leave_no_way():
    against = two_levels(1.0, 1.0, door=10.0)
    flipped = RunVenue(
        against.name, against.surfaces, against.portals,
        (against.openings[0], RunOpening(1, "door", "door", 2, ((19.0, 0.0), (19.0, 10.0)), direction="backward")),
    )  # fmt: skip
    people = crowd(5, 8.0, 5.0, surface=0)
    ways = [
        out_times(network, earliest_passages(network, people)[1])[0]
        for network in (venue_network(against), venue_network(flipped))
    ]
    assert ways[0] == pytest.approx(22.0)
    assert np.isinf(ways[1])
    chair = Starters(*(vars(people) | {"up": np.zeros(5), "down": np.zeros(5)}).values())
    stuck = clearance.optimal_clearance(two_levels(1.0, 1.0), chair, CODES)
    assert (stuck.people, stuck.unreachable, stuck.limit) == (0, 5, "nobody")
    some = clearance.optimal_clearance(two_levels(1.0, 1.0), both(chair, people), CODES)
    assert (some.people, some.unreachable) == (5, 5)


@settings(max_examples=12, deadline=None)
@given(
    place=st.lists(st.tuples(st.floats(1, 39), st.floats(1, 19), st.floats(0, 60)), min_size=1, max_size=60),
    width=st.floats(0.8, 2.4),
)
def test_with_one_exit_the_network_gives_the_closed_form(place, width):
    x, y, start = np.array(place).T
    people = crowd(len(place), 0.0, 0.0)
    people = Starters(*(vars(people) | {"x": x, "y": y, "start": start}).values())
    venue = room(west(width))
    best = clearance.optimal_clearance(venue, people, CODES, step=0.5)
    exact = clearance.bound_of_exits(venue, people, ["west"] * len(x), CODES)
    assert best.time <= exact + 1e-9
    # rounding to slots may cost a slot, and one person in the capacity of the slots
    assert best.time >= exact - 1.5


def test_more_people_or_narrower_doors_never_help():
    times = [
        clearance.optimal_clearance(room(west(width)), crowd(number, 10.0, 10.0), CODES, step=0.5).time
        for number, width in ((100, 1.0), (140, 1.0), (140, 0.8))
    ]
    assert times[0] < times[1] < times[2]


def one_room(number: int, exits: int):
    openings = [gap("e", "hall", 12, 3.4, 12, 4.6), gap("w", "hall", 0, 2, 0, 2.9)][:exits]
    venue = {"storeys": [storey("hall", 0, 0, 12, 8)], "exits": openings}
    delays = {"kind": "log_normal", "median": "5 s", "sigma": 0.6, "max": "60 s"}
    return scenario(venue, [{"number": number, "pre_movement": delays}])


@pytest.mark.parametrize(
    "scene", [one_room(100, 1), one_room(100, 2), one_room(1, 1), house("collision_free_speed")],
    ids=["one exit", "two exits", "one person", "two storeys"],
)  # fmt: skip
def test_no_simulation_beats_the_bound(scene, tmp_path):
    result = simulate(scene, out=tmp_path / "run")
    measures = Measures(open_run(tmp_path / "run"))
    assert measures.optimum.people == result.world.people
    assert measures.optimum.time <= result.summary["clearance_s"]
    assert measures.optimum.time > 0.2 * result.summary["clearance_s"]
    # nobody is out before the own earliest time, and no part of the difference is negative
    network = venue_network(measures.run.venue)
    _, earliest = earliest_passages(network, measures.starters)
    assert (out_times(network, earliest) <= result.world["time_out"]).all()
    parts = measures.parts
    assert sum(part.seconds for part in parts) == pytest.approx(result.summary["clearance_s"])
    assert min(part.seconds for part in parts) >= 0
    assert [part.id for part in parts] == ["delay", "walking", "capacity", "exit use", "crowding"]
