"""Walls, portals, doors and exits: what people pass, what they do not, and what is noted."""

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import LineString, box

from exeunt.models.movement import CollisionFreeSpeed, SocialForce
from exeunt.venue.venue import STATES

CLOSED = STATES.index("closed")
EXIT = ("exit", 0, ((9, 0), (9, 2)), "both")


def crossings(world):
    return [(e.person, e.opening, e.value) for e in world.events if e.kind == "crossing"]


def test_leaving_by_an_exit_is_noted_once(make_venue, make_world, walk):
    venue = make_venue([box(0, 0, 9, 2)], openings=[EXIT])
    world = make_world(venue, [[8.5, 1], [7.5, 0.8], [2, 1]])
    walk(CollisionFreeSpeed(), world, 300, chunk=37)
    assert crossings(world) == [(0, 0, 1.0), (1, 0, 1.0)]
    assert world["exit_used"].tolist() == [0, 0, -1]
    # 0.5 m at 1.2 m/s: the 42nd step ends beyond the line
    assert world["time_out"][0] == pytest.approx(0.42)
    event = next(iter(world.events))
    assert (event.time, event.x) == (pytest.approx(0.42), pytest.approx(9.0))
    assert world.person_steps == 42 + round(world["time_out"][1] / 0.01) + 300


def test_a_closed_exit_holds_everyone_and_opening_it_lets_them_go(make_venue, make_world, walk):
    venue = make_venue([box(0, 0, 9, 2)], openings=[EXIT])
    world = make_world(venue, [[8.9, 1], [8.2, 1]], state={0: CLOSED})
    model = walk(CollisionFreeSpeed(), world, 500)
    assert crossings(world) == []
    assert world["x"].max() < 9.0
    world.openings.set(0, 0)
    walk(None, world, 300, model=model)
    assert len(crossings(world)) == 2


@pytest.mark.parametrize(
    ("direction", "way", "passes"),
    [
        ("both", 1, True), ("both", -1, True), ("forward", 1, True), ("forward", -1, False), ("backward", 1, False),
        ("backward", -1, True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", [CollisionFreeSpeed(), SocialForce()])
def test_doors_and_their_directions(make_venue, make_world, walk, kind, direction, way, passes):
    # from top to bottom, so that the right-hand side of p -> q is towards -x: forward is -x
    door = ("door", 0, ((5, 0), (5, 2)), direction)
    venue = make_venue([box(0, 0, 10, 2)], openings=[door])
    world = make_world(venue, [[5 - way, 1.1], [5 - 1.8 * way, 0.8]], (way, 0), step=kind.step)
    walk(kind, world, round(4 / kind.step))
    if passes:
        assert sorted(crossings(world)) == [(0, 0, way), (1, 0, way)]
        assert ((world["x"] - 5) * way > 0).all()
    else:
        assert crossings(world) == []
        assert ((world["x"] - 5) * way < 0).all()


def test_several_lines_in_one_step(make_venue, make_world, walk):
    """A door, a portal with a door right on it, another door and an exit, all within one step of 12 mm."""
    left, right = box(0, 0, 5.004, 2), box(5.004, 0, 5.009, 2)
    openings = [
        ("door", 0, ((5.002, 0), (5.002, 2)), "both"),
        ("door", 1, ((5.004, 2), (5.004, 0)), "both"),
        ("door", 1, ((5.007, 0), (5.007, 2)), "both"),
        ("exit", 1, ((5.009, 0), (5.009, 2)), "both"),
    ]
    venue = make_venue([left, right], [((0, 1), ((5.004, 0), (5.004, 2)))], openings)
    world = make_world(venue, [[5.0, 1.0]])
    walk(CollisionFreeSpeed(), world, 1)
    assert crossings(world) == [(0, 0, 1.0), (0, 1, -1.0), (0, 2, 1.0), (0, 3, 1.0)]
    assert world["time_out"][0] == pytest.approx(0.01)


def test_a_closed_door_right_on_a_portal_holds(make_venue, make_world, walk):
    portal = ((0, 1), ((5, 0), (5, 2)))
    for surface in (0, 1):
        venue = make_venue(
            [box(0, 0, 5, 2), box(5, 0, 10, 2)], [portal], [("door", surface, ((5, 0), (5, 2)), "both")]
        )
        for way in (1, -1):
            world = make_world(venue, [[5 - 0.5 * way, 1]], (way, 0), surface=int(way < 0), state={0: CLOSED})
            walk(CollisionFreeSpeed(), world, 300)
            assert (world["x"][0] - 5) * way < 0
            assert world["surface"][0] == int(way < 0)


def test_crossing_back_and_forth_changes_surface_each_time(make_venue, make_world, walk):
    venue = make_venue([box(0, 0, 5, 2), box(5, 0, 10, 2)], [((1, 0), ((5, 2), (5, 0)))])
    world = make_world(venue, [[4.9, 1]], (1, 0))
    model = walk(CollisionFreeSpeed(), world, 20)
    for turn in range(1, 6):
        assert (world["surface"][0], world["x"][0] > 5) == ((1, True) if turn % 2 else (0, False))
        world.fields.directions[:] *= -1
        walk(None, world, 25, model=model)


def _split(x):
    """A corridor with a pillar as one surface and as two; walls are split at the seam in both."""
    whole = box(0, 0, 12, 3).difference(box(4.4, 1.2, 4.9, 1.7))
    return whole, whole.intersection(box(0, 0, x, 3)), whole.intersection(box(x, 0, 12, 3))


@pytest.mark.parametrize("kind", [CollisionFreeSpeed(patience=None), SocialForce()])
def test_people_at_a_portal_walk_as_if_it_were_not_there(make_venue, make_world, walk, kind):
    seam = 6.0
    _, left, right = _split(seam)
    two = make_venue([left, right], [((0, 1), ((seam, 0), (seam, 3)))])
    one = make_venue([left.union(right)])
    walls = two.walls[~((two.walls[:, 0] == seam) & (two.walls[:, 2] == seam))]
    object.__setattr__(one, "walls", walls)
    object.__setattr__(one, "wall_surface", np.zeros(len(walls), np.int32))
    rng = np.random.default_rng(3)
    grid = np.stack(np.meshgrid(np.arange(1.4, 10.4, 0.9), np.arange(0.4, 2.8, 0.7)), -1).reshape(-1, 2)
    grid = grid[(np.abs(grid - [4.65, 1.45]) > 0.5).any(1) & (np.abs(grid[:, 0] - seam) > 1e-3)]
    places = grid + rng.uniform(-0.05, 0.05, grid.shape)
    ways = 1.0 if kind.kind == "collision_free_speed" else -1.0
    v0 = rng.uniform(0.8, 1.4, len(places))
    ends = []
    for venue in (one, two):
        surface = 0 if venue is one else (places[:, 0] > seam).astype(int)
        world = make_world(venue, places, (ways, 0.05), surface=surface, desired_speed=v0, step=kind.step)
        walk(kind, world, round(0.6 / kind.step) if ways > 0 else 60)
        ends.append(np.column_stack([world["x"], world["y"]]))
        if venue is two:
            assert (world["surface"] == (world["x"] > seam)).all()
            assert (world["surface"] != surface).sum() >= (3 if ways > 0 else 0)
    assert np.abs(ends[0] - ends[1]).max() < 1e-9


def test_people_who_merely_stand_above_each_other_do_not_meet(make_venue, make_world, walk):
    # the flight (surface 1) leaves the hall (surface 0) at x = 6 and lies above it
    hall, flight = box(0, 0, 12, 3), (box(6, 0, 12, 3), (0.5, 0.0), "flight")
    venue = make_venue([hall, flight], [((0, 1), ((6, 0), (6, 3)))])
    keep = ~((venue.walls[:, 0] == 6) & (venue.walls[:, 2] == 6))
    object.__setattr__(venue, "walls", venue.walls[keep])
    object.__setattr__(venue, "wall_surface", venue.wall_surface[keep])
    places = [[8.0, 1.0], [8.3, 1.02], [6.4, 1.5], [6.7, 1.5]]
    world = make_world(venue, places, (1, 0), surface=[0, 1, 1, 0], speed_stairs_up=1.2)
    walk(CollisionFreeSpeed(), world, 1)
    assert world["vx"][[0, 3]] == pytest.approx([1.2, 1.2], rel=1e-3)
    assert world["vx"][[1, 2]] == pytest.approx(1.2 / np.sqrt(1.25), rel=1e-3)


def test_a_wall_hides_and_shields(make_venue, make_world, walk):
    venue = make_venue([box(0, 0, 9, 4)], extra_walls=[[4.5, 0, 4.5, 4]])
    world = make_world(venue, [[4.0, 2], [4.9, 2.0]], (1, 0))
    lonely = make_world(venue, [[4.0, 2]], (1, 0))
    walk(CollisionFreeSpeed(), world, 1)
    walk(CollisionFreeSpeed(), lonely, 1)
    assert world["vx"][0] == lonely["vx"][0]


@pytest.mark.parametrize("kind", [CollisionFreeSpeed(), SocialForce(stiffness=1.0, push=1.0, friction=0.0)])
def test_nobody_is_pressed_through_a_wall(make_venue, make_world, walk, kind):
    """A corner with a spike; everyone presses into it, in the second model with hardly any force against it."""
    area = box(0, 0, 4, 4).difference(shapely.Polygon([(4, 3), (2.5, 3.4), (4, 3.5)]))
    rng = np.random.default_rng(0)
    places = rng.uniform(0.3, 2.4, (60, 2))
    venue = make_venue([area], extra_walls=[[2.6, 1, 3.4, 1.8], [3.4, 1.8, 2.6, 2.5]])
    world = make_world(venue, places, (1, 0.4), step=kind.step, desired_speed=2.0)
    model, before = None, places
    walls = shapely.multilinestrings(venue.walls.reshape(-1, 2, 2))
    for _ in range(250):
        model = walk(kind, world, 1, model=model)
        after = np.column_stack([world["x"], world["y"]])
        ways = [LineString([a, b]) for a, b in zip(before, after, strict=True) if (a != b).any()]
        assert not shapely.intersects(shapely.unary_union(ways), walls)
        before = after
    assert shapely.contains_xy(area, world["x"], world["y"]).all()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nobody_gets_through_random_walls(make_venue, make_world, walk, data):
    seed = data.draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    corners = rng.uniform(0.5, 5.5, (data.draw(st.integers(1, 12)), 4))
    step = data.draw(st.sampled_from([0.01, 0.05, 0.2]))
    venue = make_venue(
        [box(0, 0, 6, 6)], openings=[("exit", 0, ((6, 2), (6, 4)), "both")], extra_walls=corners
    )
    places = rng.uniform(0.2, 5.8, (25, 2))
    world = make_world(venue, places, rng.normal(size=2), step=step, desired_speed=rng.uniform(0.5, 3, 25))
    walls = shapely.multilinestrings(venue.walls.reshape(-1, 2, 2))
    model = None
    for _ in range(40):
        before = np.column_stack([world["x"], world["y"]])
        model = walk(CollisionFreeSpeed(), world, 1, model=model)
        after = np.column_stack([world["x"], world["y"]])
        assert np.isfinite(after).all()
        ways = [LineString([a, b]) for a, b in zip(before, after, strict=True) if (a != b).any()]
        if ways:
            assert not shapely.intersects(shapely.unary_union(ways), walls)
    inside = world.inside
    assert shapely.contains_xy(box(0, 0, 6, 6), world["x"][inside], world["y"][inside]).all()
    assert inside.sum() + len(crossings(world)) == 25


def test_crossings_are_never_lost_for_lack_of_room(make_venue, make_world, walk):
    """Sixty doors in a row: far more crossings in one call than there is room for at first."""
    doors = [("door", 0, ((2 + 0.1 * k, 0), (2 + 0.1 * k, 40)), "both") for k in range(60)]
    venue = make_venue([box(0, 0, 12, 40)], openings=doors)
    places = np.column_stack([np.full(38, 1.5), 1.0 + np.arange(38)])
    world = make_world(venue, places)
    walk(CollisionFreeSpeed(), world, 700)
    assert len(crossings(world)) == 60 * 38
    assert world.person_steps == 700 * 38
    times = [event.time for event in world.events]
    assert times == sorted(times)
