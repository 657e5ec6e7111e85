"""Random rooms with random walls, doors that open and shut, seats, now and then a second storey; random people.

Whatever the drawing gives, as long as it is a venue at all: people are conserved, nobody is in a wall or passes one,
nobody leaves but by an open exit, no number is NaN, and whoever is left inside has a reason.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, event, given, reject, settings
from hypothesis import strategies as st
from invariants import check_everything
from scenes import box, digest, gap, run, scenario, storey

from exeunt.base.errors import ScenarioError
from exeunt.base.kinds import kinds
from exeunt.scenario.catalogue import load_catalogue

load_catalogue()
MOVEMENTS = sorted(kinds("movement"))
CASES, LONG_CASES = 120, 500

tenths = st.integers(0, 120).map(lambda n: n / 10)
states = st.sampled_from(["open", "open", "closed", "locked"])
changes = st.lists(st.tuples(st.integers(1, 20), states), max_size=2, unique_by=lambda pair: pair[0]).map(
    lambda pairs: [{"at": at / 2, "state": state} for at, state in sorted(pairs)]
)


@st.composite
def divided(draw, width, depth):
    """Walls right across the room, each with a door, and a few that stand free."""
    walls, doors = [], []
    for number in range(draw(st.integers(0, 2))):
        foot = draw(st.floats(0.25, 0.75)) * width
        head = foot + draw(st.floats(-0.8, 0.8))
        at, size = draw(st.floats(0.1, 0.7)), draw(st.floats(0.7, 1.6)) / depth
        ends = [(foot + t * (head - foot), t * depth) for t in (at, min(at + size, 0.95))]
        walls.append({"line": [[foot, 0], [head, depth]], "thickness": draw(st.sampled_from([0.05, 0.2]))})
        line = [c for end in (ends if draw(st.booleans()) else ends[::-1]) for c in end]
        direction = draw(st.sampled_from(["both", "both", "forward", "backward"]))
        doors.append(
            gap(f"d{number}", "hall", *line, state=draw(states), changes=draw(changes), direction=direction)
        )
    for _ in range(draw(st.integers(0, 3))):
        walls.append({"line": [[draw(tenths), draw(tenths)], [draw(tenths), draw(tenths)]], "thickness": 0.1})
    return walls, doors


@st.composite
def exits_of(draw, width, depth):
    found = []
    sides = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True))
    for number, side in enumerate(sides):
        size = draw(st.floats(0.6, 1.8))
        length = width if side % 2 else depth
        at = draw(st.floats(0.02, 0.98)) * (length - size)
        fixed = (0.0, 0.0, width, depth)[side]
        ends = [(fixed, a) if side % 2 == 0 else (a, fixed) for a in (at, at + size)]
        line = [c for end in ends for c in end]
        state = draw(states) if number else "open"
        found.append(gap(f"e{number}", "hall", *line, state=state, changes=draw(changes)))
    return found


@st.composite
def buildings(draw):
    width, depth = draw(st.integers(40, 120)) / 10, draw(st.integers(40, 120)) / 10
    walls, doors = draw(divided(width, depth))
    venue = {
        "storeys": [storey("hall", 0, 0, width, depth, walls=walls)],
        "doors": doors,
        "exits": draw(exits_of(width, depth)),
        "repair": True,
    }
    if draw(st.integers(0, 3)) == 0:
        foot = draw(st.floats(0.3, 0.6)) * width
        kind = draw(st.sampled_from(["straight", "landing", "half_turn"]))
        high, wide = 2.0, 1.3
        venue["storeys"].append(storey("gallery", -2, depth + 4, width, depth + 9, elevation=high))
        foot_line, head_line = (
            [[foot, depth], [foot + wide, depth]],
            [[foot, depth + 4], [foot + wide, depth + 4]],
        )
        if kind == "half_turn":
            venue["storeys"][1] = storey("gallery", -2, depth - 5, width, depth, elevation=high)
            head_line = [[foot - wide - 0.2, depth], [foot - 0.2, depth]]
        stair = {
            "id": "s", "kind": kind, "foot": {"storey": "hall", "line": foot_line},
            "head": {"storey": "gallery", "line": head_line},
        }  # fmt: skip
        venue["stairs"] = [stair | ({"run": 4.0} if kind == "half_turn" else {})]
    if not walls and draw(st.booleans()):
        origin = [draw(st.floats(0.4, 0.6)) * width, draw(st.floats(0.4, 0.6)) * depth]
        facing = f"{draw(st.integers(0, 359))} deg"
        venue["seating"] = [
            {"id": "rows", "storey": "hall", "origin": origin, "facing": facing, "rows": 2, "seats": 3}
        ]
    return venue


@st.composite
def crowds(draw, venue):
    crowd = [
        {
            "number": draw(st.integers(1, 24)),
            "desired_speed": {"kind": "uniform", "min": 0.6, "max": draw(st.floats(0.7, 2.0))},
            "radius": draw(st.sampled_from([0.15, 0.2, 0.25])),
            "pre_movement": {"kind": "uniform", "min": 0, "max": draw(st.sampled_from([0.5, 5]))},
            "exit_choice": draw(st.sampled_from(["nearest", "quickest"])),
        }
    ]
    if "seating" in venue:
        crowd.append({"seats": {"blocks": ["rows"]}})
    if draw(st.integers(0, 5)) == 0:
        hall = venue["storeys"][0]["area"]
        middle = [sum(corner[k] for corner in hall) / 4 for k in (0, 1)]
        area = box(middle[0] - 1, middle[1] - 1, middle[0] + 1, middle[1] + 1)
        inflow = {"where": {"storey": "hall", "area": area}, "rates": [{"until": 8, "rate": 0.5}]}
        crowd.append({"inflow": inflow})
    return crowd


@st.composite
def scenes(draw):
    venue = draw(buildings())
    crowd = draw(crowds(venue))
    limits = {
        "max_time": draw(st.sampled_from([40, 40, 6])),
        "stall_time": 15,
        "seed": draw(st.integers(0, 99)),
    }
    return scenario(
        venue, crowd, run=limits, movement=draw(st.sampled_from(MOVEMENTS)),
        wayfinding={"cell": draw(st.sampled_from([0.1, 0.2]))},
    )  # fmt: skip


def check_scene(scene, step):
    try:
        simulation, ending, trace = run(scene, step=step)
    except ScenarioError as error:
        # a drawing that is no venue, or has no room: said in words, never run
        assert all(problem.message and problem.key for problem in error.problems)  # noqa: PT017
        reject()
    world = simulation.world
    event(ending)
    check_everything(trace, world.venue, world.clock.step_size)
    check_reasons(world, ending)


def check_reasons(world, ending):
    inside = world.inside
    assert inside.any() or ending in ("everyone is out", "time limit")
    if ending == "everyone is out":
        assert not inside.any()
    # whoever cannot reach an exit, or has got nowhere for a while, has a reason
    if ending in ("no open exit can be reached", "no progress"):
        assert (world["stuck_reason"][inside] > 0).all(), ending
    lost = inside & (world["field"] < 0) & (world["start_time"] <= world.time - 1.0)
    assert (world["stuck_reason"][lost] == 1).all()


slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@settings(max_examples=CASES, deadline=None, suppress_health_check=slow, derandomize=True)
@given(scene=scenes(), step=st.sampled_from([0.05, 0.02]))
def test_random_rooms(scene, step):
    check_scene(scene, step)


@pytest.mark.long
@settings(max_examples=LONG_CASES, deadline=None, suppress_health_check=slow)
@given(scene=scenes())
def test_five_hundred_random_rooms_at_the_step_of_the_model(scene):
    check_scene(scene, None)


@settings(max_examples=15, deadline=None, suppress_health_check=slow, derandomize=True)
@given(scene=scenes())
def test_how_often_a_run_is_recorded_changes_nothing_in_it(scene):
    try:
        often, _, _ = run(scene, step=0.05)
    except ScenarioError:
        reject()
    seldom, _, _ = run(scene, step=0.05, every=2.0)
    assert digest(often.world.columns) == digest(seldom.world.columns)
