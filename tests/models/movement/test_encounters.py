"""People who come towards each other: the kernel against plain NumPy, two people, a crowd against a crowd."""

from itertools import pairwise

import numpy as np
import pytest
from crowds import sampled, scattered, swirl
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_places
from movement_reference import encounters
from scenes import box as corners
from scenes import gap, run, scenario, storey, walker
from scipy.spatial import cKDTree
from shapely import box

from exeunt.models.movement import CollisionFreeSpeed, Encounters

ROUND = {"breadth": None, "depth": 1.0, "rounding": 0.0, "shoulder_turn": 0.3, "slower": 0.3, "keep_right": 0.1,
         "dodge": 1.0}  # fmt: skip
"""Discs that turn their shoulders and slow down beside each other, as the model can be set."""
SHAPE = ("breadth", "depth", "rounding")
SHAPES = {"narrow": ({}, 0.26), "round": (ROUND, 0.28)}
"""Parameters, and the least distance of centres that two bodies of 0.2 m may reach head on."""


def against(x, y):
    return -swirl(x, y) + np.array([0.2, 0.3 * x])


def nearest(trace):
    """Return the least distance between two people in any record."""
    least = np.inf
    for x, y, inside in zip(trace["x"], trace["y"], trace.inside, strict=True):
        if inside.sum() > 1:
            places = np.column_stack([x, y])[inside]
            least = min(least, cKDTree(places).query(places, k=2)[0][:, 1].min())
    return least


@pytest.mark.parametrize(
    "options",
    [{}, ROUND, {**ROUND, "breadth": 0.7}, {"depth": 1.0, "rounding": 0.0, "yielding": None}],
    ids=["default", "round", "both", "published"],
)
@pytest.mark.parametrize("seed", range(4))
def test_one_step(make_venue, make_world, walk, hall, seed, options):
    rng = np.random.default_rng(seed)
    places = scattered(hall, 90, seed)
    v0, radius, gap = rng.uniform(0.5, 1.6, 90), rng.uniform(0.15, 0.25, 90), rng.uniform(0.5, 1.3, 90)
    goals = rng.integers(0, 2, 90)
    venue = make_venue([hall])
    world = make_world(
        venue, places, [swirl, against], desired_speed=v0, radius=radius, time_gap=gap, field=goals
    )
    world["field"][:] = 0
    one = sampled(world)
    world["field"][:] = 1
    other = sampled(world, slot=1)
    world["field"][:] = goals
    ways = np.where(goals[:, None] == 0, one, other)
    model = walk(Encounters(**options), world, 1)
    reach = model.reach_of_people(world)
    wanted = encounters(places, ways, goals, v0, radius, gap, venue.walls, hall, reach=reach, **options)
    got = np.column_stack([world["vx"], world["vy"]])
    assert np.abs(got - wanted).max() < 1e-12
    # and it is not what people do who take no notice of who comes
    world = make_world(
        venue, places, [swirl, against], desired_speed=v0, radius=radius, time_gap=gap, field=goals
    )
    plain = {"breadth": 0.65, "depth": 1.25, "rounding": 0.9} | {k: options[k] for k in SHAPE if k in options}
    walk(CollisionFreeSpeed(cutoff=model.cutoff, **plain), world, 1)
    assert np.abs(np.column_stack([world["vx"], world["vy"]]) - wanted).max() > 0.1


def test_where_nobody_gives_way_one_goal_is_the_collision_free_speed_model_to_the_last_bit(
    make_venue, make_world, walk, hall
):
    places = scattered(hall, 90, 7, apart=0.4, clearance=0.2)
    ends = []
    own = Encounters(yielding=None)
    plain = CollisionFreeSpeed(**{name: getattr(own, name) for name in (*SHAPE, "wedged")})
    for kind in (plain, own):
        world = make_world(make_venue([hall]), places, swirl)
        walk(kind, world, 300)
        ends.append(np.column_stack([world[name] for name in ("x", "y", "vx", "vy")]).tobytes())
    assert ends[0] == ends[1]


@pytest.mark.parametrize("yields", [True, False])
def test_of_two_whose_ways_join_the_one_farther_back_gives_way(make_venue, make_world, walk, yields):
    """Side by side before a gap, both would go on into a wedge; so who has the other farther ahead keeps back."""
    places = [[5.0, 1.78], [5.06, 2.22]]
    world = make_world(make_venue([box(0, 0, 12, 4)]), places, lambda x, y: np.array([5.6 - x, 2.0 - y]))
    walk(Encounters(strength=0, **({} if yields else {"yielding": None})), world, 1)
    behind, ahead = np.hypot(world["vx"], world["vy"])
    assert ahead > 1.0
    assert behind == 0.0 if yields else behind > 1.0


def test_a_gate_for_one_does_not_clog():
    """75 people and a gate of 0.5 m, funnel and all: giving way makes waits of 8 s rare, 1 run in 24 instead of 7."""
    clogged = {}
    for name, options in (("default", {}), ("nobody gives way", {"yielding": None, "patience": 10})):
        area = [[-3, 0], [-0.4, 0], [-0.25, -0.15], [-0.25, -1.1], [0.25, -1.1], [0.25, -0.15], [0.4, 0], [3, 0],
                [3, 7], [-3, 7]]  # fmt: skip
        venue = {
            "storeys": [{"id": "hall", "area": area}],
            "exits": [{"id": "gate", "storey": "hall", "line": [[-0.25, -1.1], [0.25, -1.1]]}],
        }
        people = [{"number": 75, "where": {"storey": "hall", "area": corners(-2.6, 0.3, 2.6, 6)}}]
        clogged[name] = 0
        for seed in range(1, 9):
            kind = {"kind": "encounters", **options}
            simulation, ending, _ = run(scenario(venue, people, movement=kind, run={"seed": seed}), every=5.0)
            assert ending == "everyone is out"
            clogged[name] += np.diff(np.sort(simulation.world["time_out"])).max() > 8.0
    assert clogged["default"] <= 1 < clogged["nobody gives way"]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("keep", "side"), [(0.1, 1.0), (-0.1, -1.0)])
def test_two_people_head_on_pass_on_the_side_they_keep(make_venue, make_world, walk, keep, side, shape):
    world = make_world(
        make_venue([box(0, 0, 12, 3)]), [[2, 1.5], [10, 1.5]], [(1.0, 0.0), (-1.0, 0.0)], field=[0, 1]
    )
    options, apart = SHAPES[shape]
    model, track = None, []
    for _ in range(500):
        model = walk(Encounters(**{**options, "keep_right": keep}), world, 1, model=model)
        track.append([*world["x"], *world["y"]])
    x0, x1, y0, y1 = np.array(track).T
    passing = np.argmin(np.abs(x0 - x1))
    # the one who walks to the east is to the south of the other: on the right
    assert side * (y1 - y0)[passing] >= apart
    assert np.sqrt((x0 - x1) ** 2 + (y0 - y1) ** 2).min() >= apart
    assert x0[-1] > 7.0
    assert x1[-1] < 5.0
    # 8 m at 1.2 m/s: the encounter costs each less than a second
    assert x0[-1] - x0[0] > 1.2 * (5.0 - 1.0)


def corridor(width, *, kind, seed=1, each=1, length=8.0):
    """Two groups that start at the ends of a corridor and leave at the other ends."""
    venue = {
        "storeys": [storey("hall", 0, 0, length, width)],
        "exits": [gap("west", "hall", 0, 0, 0, width), gap("east", "hall", length, 0, length, width)],
    }
    people = [
        {"number": each, "where": {"storey": "hall", "area": corners(x, 0, x + 1, width)}, "time_gap": 0.5,
         "exit_choice": {"kind": "assigned", "exits": [to]}}
        for x, to in ((0.5, "east"), (length - 1.5, "west"))
    ]  # fmt: skip
    return scenario(venue, people, movement=kind, run={"max_time": 60, "seed": seed})


@pytest.mark.parametrize("shape", SHAPES)
def test_two_people_pass_in_a_passage_no_wider_than_both(shape):
    """0.8 m for two bodies of 0.4 m: people turn (Yamamoto et al. 2019) and need no time to find out who gives way."""
    options, apart = SHAPES[shape]
    for seed in (1, 2, 3):
        _, ending, trace = run(corridor(0.8, kind={"kind": "encounters", **options}, seed=seed), every=0.05)
        assert ending == "everyone is out"
        assert trace["time"][-1] < 15.0
        assert nearest(trace) >= apart - 0.001


def test_those_who_stand_are_walked_round_but_not_squeezed_past(make_venue, make_world, walk):
    """Who has not started yet comes towards nobody: nobody turns, and discs keep the sum of radii apart."""
    world = make_world(
        make_venue([box(0, 0, 12, 3)]), [[2, 1.5], [6, 1.5]], [(1.0, 0.0), (-1.0, 0.0)], field=[0, 1],
        start_time=[0.0, 1000.0],
    )  # fmt: skip
    model, least = None, np.inf
    for _ in range(900):
        model = walk(Encounters(**ROUND), world, 1, model=model)
        least = min(least, float(np.hypot(world["x"][1] - world["x"][0], world["y"][1] - world["y"][0])))
    assert least > 0.399


def streams(width, both, seed):
    """Return when 40 people have passed 8 m of a passage between two rooms, 20 from either side or all from one."""
    low, high = 3 - width / 2, 3 + width / 2
    area = [[0, 0], [6, 0], [6, low], [14, low], [14, 0], [20, 0], [20, 6], [14, 6], [14, high], [6, high], [6, 6],
            [0, 6]]  # fmt: skip
    venue = {
        "storeys": [{"id": "f", "area": area}],
        "exits": [gap("west", "f", 0, 1, 0, 5), gap("east", "f", 20, 1, 20, 5)],
    }
    groups = [(20, 0.5, "east"), (20, 14.5, "west")] if both else [(40, 0.5, "east")]
    people = [
        {"number": number, "where": {"storey": "f", "area": corners(x, 0.5, x + 5, 5.5)},
         "exit_choice": {"kind": "assigned", "exits": [to]}}
        for number, x, to in groups
    ]  # fmt: skip
    simulation, ending, _ = run(scenario(venue, people, run={"seed": seed, "max_time": 300}), every=1.0)
    assert ending == "everyone is out"
    return float(simulation.world["time_out"].max())


@pytest.mark.parametrize("width", [0.6, 0.7, 0.8])
def test_two_streams_in_a_passage_for_one_are_not_faster_than_one(width):
    """Where two bodies do not pass abreast, who is to enter lets out those inside; before, 43 s against 67 s."""
    both, one = (np.mean([streams(width, way, seed) for seed in (1, 2, 3, 4)]) for way in (True, False))
    # the standard error of a mean of four is 2.5 %
    assert both > 0.95 * one
    assert both < 1.5 * one


def counterflow(against_them, seed, kind=None, **attributes):
    """IMO MSC.1/Circ.1533, test 8: two rooms, a corridor of 10 x 2 m, 100 people against 0 to 100.

    Without a kind and without attributes people walk as the program's defaults say.
    """
    area = [[0, 0], [10, 0], [10, 4], [20, 4], [20, 0], [30, 0], [30, 10], [20, 10], [20, 6], [10, 6],
            [10, 10], [0, 10]]  # fmt: skip
    venue = {
        "storeys": [{"id": "hall", "area": area}],
        "exits": [gap("west", "hall", 0, 0, 0, 10), gap("east", "hall", 30, 0, 30, 10)],
    }
    usual = {"desired_speed": {"kind": "uniform", "min": 0.97, "max": 1.62}, **attributes}
    people = [
        {"number": number, "where": {"storey": "hall", "area": corners(*place)}, **usual,
         "exit_choice": {"kind": "assigned", "exits": [to]}}
        for number, place, to in ((100, (1, 0, 5, 10), "east"), (against_them, (25, 0, 29, 10), "west"))
    ]  # fmt: skip
    movement = {} if kind is None else {"movement": kind}
    return scenario(venue, people, **movement, run={"max_time": 400, "seed": seed})


def crossing_time(trace, line=20.0, people=100):
    """Return when the last of the first people has come to the second room."""
    beyond = trace["x"][:, :people] >= line
    assert beyond.any(axis=0).all()
    return float(trace["time"][beyond.argmax(axis=0)].max())


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [(None, {}), ({"kind": "encounters", **ROUND}, {"time_gap": 0.5})],
    ids=["default", "round"],
)
@pytest.mark.parametrize(
    "seed", [1, pytest.param(2, marks=pytest.mark.long), pytest.param(3, marks=pytest.mark.long)]
)
def test_a_crowd_gets_through_a_crowd(seed, kind, attributes):
    """No gridlock, nobody nearer than 0.25 m, nobody through a wall; the more come, the longer it takes.

    FDS+Evac took 50, 75, 107 and 136 s, WarpDriver of JuPedSim 1.4.2 took 33.5, 34.5, 43.5 and 51.5 s.
    """
    times = []
    for others in (0, 10, 50, 100):
        simulation, ending, trace = run(counterflow(others, seed, kind, **attributes), every=0.1)
        assert ending == "everyone is out"
        check_places(trace, simulation.world.venue)
        # discs alone are 0.4 m apart from the start
        assert nearest(trace) >= 0.25
        times.append(crossing_time(trace))
    assert all(b > a for a, b in pairwise(times)), times
    assert 35 < times[0] < 60
    assert times[-1] < 240


@pytest.mark.parametrize(
    "seeds", [(2,), pytest.param((1, 2, 3, 4), marks=pytest.mark.long)], ids=["one seed", "four seeds"]
)
def test_discs_alone_jam(seeds):
    """Why there is this model: the same crowd in the collision-free speed model. Now and then a jam dissolves."""
    published = {"kind": "collision_free_speed", "patience": None}
    left = []
    for seed in seeds:
        simulation, ending, _ = run(counterflow(100, seed, published, time_gap=0.5), every=1.0)
        assert ending != "everyone is out"
        left.append(int(simulation.world.inside.sum()))
    assert np.median(left) > 150


def test_lanes_and_the_plateau_of_a_corridor_in_both_directions():
    """Corridor of 3.6 m, 2.3 people a second from either end: measured 1.28 /(m s) at 0.84 m/s in lanes.

    Run bo-360-120-120 of the HERMES experiments (Zhang et al. 2012, doi 10.1088/1742-5468/2012/02/P02002).
    """
    venue = {
        "storeys": [storey("hall", -8, 0, 8, 3.6)],
        "exits": [gap("west", "hall", -8, 0, -8, 3.6), gap("east", "hall", 8, 0, 8, 3.6)],
    }
    people = [
        {"inflow": {"storey": "hall", "line": [[x, 0.3], [x, 3.3]], "rates": [{"until": 60, "rate": 2.3}]},
         "desired_speed": {"kind": "normal", "mean": 1.55, "sd": 0.18, "min": 1.0, "max": 2.0},
         "exit_choice": {"kind": "assigned", "exits": [to]}}
        for x, to in ((-7.5, "east"), (7.5, "west"))
    ]  # fmt: skip
    simulation, ending, trace = run(scenario(venue, people, run={"max_time": 150}), every=0.1)
    assert ending == "everyone is out"
    assert nearest(trace) >= 0.25
    rows = (trace["time"] > 20) & (trace["time"] < 60)
    here = trace.inside & (np.abs(trace["x"]) < 1) & rows[:, None]
    density = here.sum() / rows.sum() / (2 * 3.6)
    east = np.arange(simulation.world.people) < simulation.world.people // 2
    crossed = (trace["x"][:-1] < 0) != (trace["x"][1:] < 0)
    crossed &= trace.inside[:-1] & rows[:-1, None]
    flow = crossed.sum() / 40 / 3.6
    assert 1.0 < flow < 1.45
    assert 0.8 < density < 2.2
    # strips of 0.4 m: 1 is perfect separation
    strip = np.clip((trace["y"] / 0.4).astype(int), 0, 8)
    parts, total = 0.0, 0
    for row in np.flatnonzero(rows)[::10]:
        for n in range(9):
            one, other = (
                (here[row] & (strip[row] == n) & east).sum(),
                (here[row] & (strip[row] == n) & ~east).sum(),
            )
            if one + other:
                parts += (one - other) ** 2 / (one + other)
                total += one + other
    assert parts / total >= 0.85


@settings(max_examples=12, deadline=None)
@given(width=st.floats(1.6, 4.0), each=st.integers(1, 6), seed=st.integers(1, 1000))
def test_whatever_the_corridor_nobody_is_nearer_than_shoulders_allow(width, each, seed):
    simulation, ending, trace = run(corridor(width, kind="encounters", seed=seed, each=each), every=0.05)
    assert ending == "everyone is out"
    check_places(trace, simulation.world.venue)
    assert nearest(trace) >= 0.25


def test_walker_without_anyone_else_is_not_bent():
    """A person alone in the corridor walks straight to its exit at its free speed."""
    venue = {"storeys": [storey("hall", 0, 0, 20, 3)], "exits": [gap("e", "hall", 20, 0, 20, 3)]}
    scene = scenario(venue, [walker(2, 1.5, size=0.5)], movement="encounters")
    simulation, _, trace = run(scene)
    way = 20.0 - trace["x"][0, 0]
    assert simulation.world["time_out"][0] == pytest.approx(way / 1.33, abs=0.02)
