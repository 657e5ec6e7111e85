"""The kernels against plain NumPy, and against numbers that others published."""

import numpy as np
import pytest
from crowds import sampled, scattered, swirl
from movement_reference import collision_free_speed, social_force
from shapely import box

from exeunt.models.movement import CollisionFreeSpeed, SocialForce


@pytest.mark.parametrize(("cutoff", "breadth"), [(None, None), (3.0, None), (None, 0.7)])
@pytest.mark.parametrize("seed", range(4))
def test_one_step_of_collision_free_speed(make_venue, make_world, walk, hall, seed, cutoff, breadth):
    rng = np.random.default_rng(seed)
    places = scattered(hall, 90, seed)
    v0, radius, gap = rng.uniform(0.5, 1.6, 90), rng.uniform(0.15, 0.25, 90), rng.uniform(0.5, 1.3, 90)
    venue = make_venue([hall])
    world = make_world(venue, places, swirl, desired_speed=v0, radius=radius, time_gap=gap)
    ways = sampled(world)
    model = walk(CollisionFreeSpeed(cutoff=cutoff, breadth=breadth), world, 1)
    wanted = collision_free_speed(
        places, ways, v0, radius, gap, venue.walls, hall, reach=model.reach_of_people(world), breadth=breadth
    )
    got = np.column_stack([world["vx"], world["vy"]])
    assert np.abs(got - wanted).max() < 1e-12
    moved = np.column_stack([world["x"], world["y"]]) - places
    assert np.abs(moved - 0.01 * wanted).max() < 1e-14
    assert world.person_steps == 90


@pytest.mark.parametrize("seed", range(4))
def test_one_step_of_social_force(make_venue, make_world, walk, hall, seed):
    rng = np.random.default_rng(seed)
    places = scattered(hall, 60, seed)
    v0, radius, velocity = rng.uniform(0.5, 1.6, 60), rng.uniform(0.2, 0.3, 60), rng.normal(0, 0.5, (60, 2))
    venue = make_venue([hall])
    world = make_world(
        venue,
        places,
        swirl,
        desired_speed=v0,
        radius=radius,
        vx=velocity[:, 0],
        vy=velocity[:, 1],
        step=0.001,
    )
    ways = sampled(world)
    model = walk(SocialForce(), world, 1)
    wanted = social_force(
        places, velocity, ways, v0, radius, venue.walls, hall, 0.001, reach=model.reach_of_people(world)
    )
    got = np.column_stack([world["vx"], world["vy"]])
    # forces of some 1e3 m/s2 cancel
    assert np.abs(got - wanted).max() < 1e-12


def test_the_integration_tends_to_the_published_model_with_the_step(make_venue, make_world, walk, hall):
    """After a second of walking, what persistence changes is of the order of the step."""
    places = scattered(hall, 60, 3, apart=0.5, clearance=0.3)
    changes = []
    for step in (0.01, 0.001, 0.0001):
        ends = []
        for kind in (CollisionFreeSpeed(patience=None), CollisionFreeSpeed(patience=None, persistence=0)):
            world = make_world(make_venue([hall]), places, swirl, step=step)
            walk(kind, world, round(1.0 / step))
            ends.append(np.column_stack([world["x"], world["y"]]))
        changes.append(float(np.median(np.linalg.norm(ends[0] - ends[1], axis=1))))
    assert 1e-5 < changes[0] < 0.05
    assert changes[1] < 0.3 * changes[0]
    assert changes[2] < 0.3 * changes[1]


def test_the_derived_cutoff_changes_nothing(make_venue, make_world, walk, hall):
    places = scattered(hall, 80, 5, apart=0.45, clearance=0.25)
    ends = []
    for cutoff in (None, 5.0):
        world = make_world(make_venue([hall]), places, swirl)
        model = walk(CollisionFreeSpeed(cutoff=cutoff), world, 20)
        ends.append(np.column_stack([world["x"], world["y"]]))
        if cutoff is None:
            assert model.cutoff == pytest.approx(12.5 * 0.1 + 0.4)
    # 20 steps let differences of 1e-6 a step grow a little
    assert np.abs(ends[0] - ends[1]).max() < 1e-4


def test_a_faster_person_widens_the_cutoff(make_venue, make_world, walk):
    world = make_world(
        make_venue([box(0, 0, 9, 9)]), [[1, 1], [5, 5]], desired_speed=[1.0, 2.0], time_gap=[1.0, 1.5]
    )
    model = walk(CollisionFreeSpeed(), world, 1)
    assert model.cutoff == pytest.approx(2.0 * 1.5 + 0.4)


def test_walking_free_gives_the_free_speed(make_venue, make_world, walk):
    for kind, steps, step in ((CollisionFreeSpeed(), 300, 0.01), (SocialForce(), 5000, 0.001)):
        world = make_world(make_venue([box(0, 0, 20, 9)]), [[2, 4.5]], step=step, desired_speed=1.1)
        walk(kind, world, steps)
        assert world["vx"][0] == pytest.approx(1.1, rel=1e-3)
        assert world["y"][0] == pytest.approx(4.5, abs=1e-6)
        # speed grows as 1 - exp(-t / 0.5 s) in the social force model
        lag = 0.0 if kind.kind == "collision_free_speed" else 1.1 * 0.5
        assert world["distance_walked"][0] == pytest.approx(1.1 * steps * step - lag, rel=2e-3)


@pytest.mark.parametrize(
    ("aside", "breadth", "spacing"),
    [
        # discs: d - l, for everyone in the corridor of half-width l
        (0.0, None, 0.4),
        (0.3, None, 0.8544 - 0.4),
        # bodies of 0.4 m by 0.28 m: the way that is free until they touch
        (0.0, 0.7, 0.4),
        (0.2, 0.7, 0.8 - 0.4 * (1 - (0.2 / 0.28) ** 2) ** 0.5),
        (0.27, 0.7, 0.8 - 0.4 * (1 - (0.27 / 0.28) ** 2) ** 0.5),
        (0.29, 0.7, np.inf),
    ],
)
def test_how_fast_people_walk_up_to_someone_who_stands(make_venue, make_world, walk, aside, breadth, spacing):
    world = make_world(
        make_venue([box(0, 0, 9, 9)]), [[3, 4], [3.8, 4 + aside]], desired_speed=[1.2, 0.0], time_gap=0.7
    )
    walk(CollisionFreeSpeed(strength=0, breadth=breadth), world, 1)
    assert world["vx"][0] == pytest.approx(min(1.2, spacing / 0.7), abs=1e-4)


@pytest.mark.parametrize(
    ("share", "speed"),
    [(0.2, 0.2), (0.4, 0.4), (1.0, 1 - 0.6 * (2 / 3) ** 3), (1.3, 1 - 0.6 / 8), (2.2, 1.0), (2.5, 1.0)],
)
def test_the_rounded_law_bends_between_following_and_walking_freely(
    make_venue, make_world, walk, share, speed
):
    """Rounding 0.6: a straight line to 0.4 of the free speed, a cubic to 2.2 of it, the free speed beyond."""
    v0, gap, depth = 1.5, 0.8, 1.1
    apart = depth * 0.4 + share * v0 * gap
    world = make_world(
        make_venue([box(0, 0, 9, 9)]), [[3, 4], [3 + apart, 4]], desired_speed=[v0, 0.0], time_gap=gap
    )
    walk(CollisionFreeSpeed(strength=0, breadth=0.65, depth=depth, rounding=0.6), world, 1)
    assert world["vx"][0] == pytest.approx(v0 * speed, abs=1e-9)


def test_the_greatest_flow_of_a_file_lies_well_below_the_free_speed(make_venue, make_world, walk):
    """Rounded, a file carries most at two thirds of its free speed, not at all of it, as full corridors do."""
    flow = {}
    for rounding in (0.0, 0.8):
        for spacing in np.arange(0.1, 3.5, 0.05):
            world = make_world(
                make_venue([box(0, 0, 9, 9)]),
                [[3, 4], [3.4 + spacing, 4]],
                desired_speed=[1.5, 0.0],
                time_gap=0.75,
            )
            walk(CollisionFreeSpeed(strength=0, breadth=0.65, rounding=rounding), world, 1)
            flow[rounding, round(world["vx"][0], 3)] = world["vx"][0] / (0.4 + spacing)
    best = {r: max((q, v) for (rr, v), q in flow.items() if rr == r) for r in (0.0, 0.8)}
    assert best[0.0][1] == pytest.approx(1.5, abs=0.08)
    assert best[0.8][1] == pytest.approx(1.0, abs=0.12)


@pytest.mark.parametrize(("breadth", "depth"), [(None, 1.0), (0.7, 1.0), (0.7, 1.1), (None, 1.1)])
def test_single_file_follows_the_fundamental_diagram(make_venue, make_world, walk, breadth, depth):
    """In file, speed = (1/density - 2r)/T between 0 and v0: equation (2) of Tordeux et al. (2016)."""
    for density in (0.5, 0.8, 1.2, 1.8):
        headway = 1.0 / density
        n = int(24 * density)
        x = 0.3 + headway * np.arange(n)
        # a leader held to the speed of the others keeps the file going
        speed = np.clip((headway - 0.4 * depth) / 1.0, 0, 1.2)
        v0 = np.full(n, 1.2)
        v0[-1] = speed
        world = make_world(
            make_venue([box(0, 0, 60, 1)]),
            np.column_stack([x, np.full(n, 0.5)]),
            desired_speed=v0,
            time_gap=1.0,
        )
        walk(CollisionFreeSpeed(breadth=breadth, depth=depth), world, 800)
        assert np.abs(world["vx"][n // 3 :] - speed).max() < 0.02
        assert np.abs(np.diff(world["x"])[n // 3 :] - headway).max() < 0.02


def test_stairs_and_ramps(make_venue, make_world, walk):
    areas = [(box(0, 0, 9, 2), (0.5, 0.0), "flight"), (box(0, 4, 9, 6), (0.1, 0.0), "ramp")]
    venue = make_venue(areas)
    for way, on_flight in (((1.0, 0.0), 0.6), ((-1.0, 0.0), -0.8)):
        world = make_world(
            venue, [[4.5, 1], [4.5, 5]], way, surface=[0, 1], speed_stairs_up=0.6, speed_stairs_down=0.8,
            desired_speed=1.2,
        )  # fmt: skip
        walk(CollisionFreeSpeed(), world, 10)
        assert world["vx"][0] == pytest.approx(on_flight / np.sqrt(1.25), rel=1e-12)
        assert world["vx"][1] == pytest.approx(np.sign(on_flight) * 1.2 / np.sqrt(1.01), rel=1e-12)


def test_who_has_not_started_stands_and_is_in_the_way(make_venue, make_world, walk):
    for kind, step in ((CollisionFreeSpeed(), 0.01), (SocialForce(), 0.001)):
        world = make_world(
            make_venue([box(0, 0, 9, 1)]), [[1, 0.5], [4, 0.5], [6, 0.5], [8, 0.5]], step=step,
            start_time=[0, np.nan, 2.0, 0], field=[0, 0, 0, -1],
        )  # fmt: skip
        walk(kind, world, round(1.9 / step))
        assert world["x"][1:].tolist() == [4.0, 6.0, 8.0]
        assert world.person_steps == round(1.9 / step)
        walk(kind, world, round(4 / step), model=None)
        assert world["x"][0] < 3.7
        assert world["x"][2] > 6.5
        assert world["x"][3] == 8.0


def test_absent_and_departed_people_are_not_there(make_venue, make_world, walk):
    world = make_world(
        make_venue([box(0, 0, 9, 1)]),
        [[1, 0.5], [3, 0.5], [5, 0.5]],
        present=[1, 0, 1],
        time_out=[np.nan, np.nan, 0.0],
    )
    world["x"][1] = world["y"][1] = np.nan
    walk(CollisionFreeSpeed(), world, 500)
    assert world["x"][0] == pytest.approx(7.0)
    assert np.isnan(world["x"][1])
    assert world["x"][2] == 5.0
