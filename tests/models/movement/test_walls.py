"""Walls act as what they are, however they are drawn; exits and doors are walls to those whom they do not let out."""

import numpy as np
import pytest
from crowds import scattered, swirl
from scenes import box as corners
from scenes import gap, run, scenario, storey, walker
from shapely import Polygon, box, segmentize

from exeunt.models.movement import CollisionFreeSpeed, Encounters, SocialForce
from exeunt.models.movement.arrays import OUT, empty_next
from exeunt.models.movement.crossing import travel
from exeunt.world.terrain import build_terrain

KINDS = [CollisionFreeSpeed(), Encounters(), SocialForce()]
LAWS = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
DOORWAY = Polygon(
    [(0, 0), (4, 0), (4, 2.55), (4.2, 2.55), (4.2, 0), (8, 0), (8, 6), (4.2, 6), (4.2, 3.45), (4, 3.45), (4, 6), (0, 6)]
)  # fmt: skip


@LAWS
@pytest.mark.parametrize("longest", [1.0, 0.05, 0.007])
def test_a_wall_acts_alike_however_it_is_cut_into_segments(make_venue, make_world, walk, hall, kind, longest):
    """Curves and hatches of drawings put a vertex every few centimetres on a straight wall."""
    for area in (hall, DOORWAY):
        places = scattered(area, 60, 1, clearance=0.05)
        ends = []
        for drawn in (area, segmentize(area, longest)):
            world = make_world(make_venue([drawn]), places, swirl, step=kind.step)
            walk(kind, world, 3)
            ends.append(np.column_stack([world["vx"], world["vy"]]))
        # forces of some 1e3 m/s2 act for 1 ms
        assert np.abs(ends[0] - ends[1]).max() < 1e-9


@LAWS
def test_both_faces_of_a_wall_do_not_push_the_same_person(make_venue, make_world, walk, kind):
    """A person beside a partition feels the face that they see, whether it is 2 cm thick or 40 cm."""
    ends = []
    for thickness in (0.02, 0.4):
        area = box(0, 0, 8, 4).difference(box(-1, 1, 7, 1 + thickness))
        world = make_world(make_venue([area]), [[3.0, 0.75], [4.0, 0.9]], step=kind.step)
        walk(kind, world, 1)
        ends.append(np.column_stack([world["vx"], world["vy"]]))
    assert (ends[0] == ends[1]).all()


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.3])
def test_one_person_alone_walks_through_an_open_door_with_social_forces(speed):
    """Four corners of a door of 0.9 m that pushed twice each held a slow person before it for good."""
    venue = {
        "storeys": [storey("hall", 0, 0, 10, 8, walls=[{"line": [[5, 0], [5, 8]], "thickness": 0.2}])],
        "doors": [gap("door", "hall", 5, 3.55, 5, 4.45)],
        "exits": [gap("exit", "hall", 10, 2, 10, 6)],
    }
    one = walker(1.5, 4.4, size=1.0, desired_speed=speed, radius=0.2)
    simulation, ending, _ = run(scenario(venue, [one], movement="social_force"), every=1.0)
    assert ending == "everyone is out"
    assert simulation.world["time_out"][0] < 9.5 / speed + 3.0


@pytest.mark.parametrize("kind", ["encounters", "social_force"])
@pytest.mark.parametrize(("profile", "need"), [("wheelchair_manual", 0.8), ("wheelchair_attended", 0.81)])
@pytest.mark.parametrize("more", [0.0, 0.1, 0.4])
@pytest.mark.parametrize("y", [4.0, 2.0])
def test_a_wheelchair_user_alone_passes_openings_as_wide_as_they_need(kind, profile, need, more, y):
    """A door and an exit, straight on and from the side; the jambs cost a slow person no more than a few seconds."""
    half = 0.5 * (need + more)
    venue = {
        "storeys": [storey("hall", 0, 0, 8, 8, walls=[{"line": [[4, 0], [4, 8]], "thickness": 0.1}])],
        "doors": [gap("door", "hall", 4, 4 - half, 4, 4 + half)],
        "exits": [gap("exit", "hall", 8, 4 - half, 8, 4 + half)],
    }
    people = [{"number": 1, "where": {"storey": "hall", "area": corners(1, y - 0.5, 2, y + 0.5)},
               "mobility": {profile: 1.0}}]  # fmt: skip
    scene = scenario(venue, people, movement=kind, run={"max_time": 120})
    simulation, ending, trace = run(scene, every=0.1)
    assert ending == "everyone is out"
    world = simulation.world
    way = np.hypot(4 - trace["x"][0, 0], 4 - trace["y"][0, 0]) + 4
    assert world["time_out"][0] < (way + 1.5) / world["desired_speed"][0] + 4.0


def test_a_tight_opening_neither_stops_nor_throws_out_whoever_walks_through(make_venue, make_world, walk):
    """As published nobody gets over the hill of forces between jambs 0.5 m apart; from its top people are thrown."""
    passage = box(0, 0, 4, 4).union(box(4, 1.75, 6, 2.25)).union(box(6, 0, 12, 4))
    seen = {}
    for held, start in ((0.5, 2.5), (None, 2.5), (None, 5.0)):
        world = make_world(
            make_venue([passage]),
            [[start, 2.0]],
            (1, 0),
            step=SocialForce.step,
            desired_speed=0.8,
            radius=0.2,
        )
        model, fastest = None, 0.0
        for _ in range(300):
            model = walk(SocialForce(held=held), world, 20, model=model)
            fastest = max(fastest, float(world["vx"][0]))
        seen[held, start] = (float(world["x"][0]), fastest)
    assert seen[None, 2.5][0] < 4.0
    assert seen[None, 5.0][1] > 1.2
    x, fastest = seen[0.5, 2.5]
    assert x > 2.5 + 0.8 * 6.0 - 0.8
    assert fastest < 1.2


SIDE = ("exit", 0, ((5, 0), (7, 0)), "both")
END = ("exit", 0, ((12, 0), (12, 3)), "both")
LANE = ("door", 0, ((6, 3), (6, 0)), "forward")


@LAWS
def test_an_exit_is_a_wall_to_people_who_make_for_another(make_venue, make_world, walk, kind):
    """Their steps are those past a plain wall, as long as no body is pressed into it; those who make for it leave."""
    grid = np.stack(np.meshgrid(np.arange(4.1, 8.0, 0.6), np.arange(0.25, 1.5, 0.5)), -1).reshape(-1, 2)
    places = grid + np.random.default_rng(3).uniform(-0.04, 0.04, grid.shape)
    way = (0.8, -0.6)
    ends = []
    for openings in ([SIDE, END], [END]):
        world = make_world(
            make_venue([box(0, 0, 12, 3)], openings=openings), places, way, step=kind.step,
            goal_exit=len(openings) - 1,
        )  # fmt: skip
        walk(kind, world, round(0.5 / kind.step))
        assert world.inside.all()
        ends.append(np.column_stack([world["x"], world["y"]]))
    assert np.abs(ends[0] - ends[1]).max() < 1e-6
    world = make_world(
        make_venue([box(0, 0, 12, 3)], openings=[SIDE, END]), places, (0, -1), step=kind.step, goal_exit=0
    )
    walk(kind, world, round(1.0 / kind.step))
    assert (world["exit_used"] == 0).sum() >= 3


@LAWS
def test_people_without_an_exit_to_go_to_are_not_out_by_one(make_venue, make_world, walk, kind):
    """Responders, helpers on an errand and people who make for a refuge have a way and no exit."""
    world = make_world(
        make_venue([box(0, 0, 12, 3)], openings=[SIDE, END]), [[6.0, 0.5], [5.2, 0.3]], (0.1, -1), step=kind.step,
        goal_exit=-1,
    )  # fmt: skip
    walk(kind, world, round(3.0 / kind.step))
    assert world.inside.all()
    assert (world["y"] > 0).all()


@LAWS
def test_a_door_of_one_way_is_a_wall_from_the_wrong_side(make_venue, make_world, walk, kind):
    """Pressed against it, people stand off it as off a wall, and nobody hangs at its jamb."""
    ends = []
    for openings, area in (
        ([LANE], box(0, 0, 12, 3)),
        ([], box(0, 0, 6, 3)),
    ):
        # forward, to the right of the line from top to bottom, is towards smaller x
        world = make_world(
            make_venue([area], openings=openings), [[5.0, 1.5], [5.4, 0.6]], (1, 0.2), step=kind.step
        )
        walk(kind, world, round(2.0 / kind.step))
        ends.append(np.column_stack([world["x"], world["y"]]))
    assert (ends[0][:, 0] < 5.95).all()
    assert np.abs(ends[0] - ends[1]).max() < 1e-6


def passing(choices, **more):
    """Return a corridor 2 m wide with an exit in its side and one at each end; populations of 25 people."""
    venue = {
        "storeys": [storey("hall", 0, 0, 24, 2)],
        "exits": [
            gap("west", "hall", 0, 0.2, 0, 1.8),
            gap("side", "hall", 11, 0, 13, 0),
            gap("east", "hall", 24, 0.2, 24, 1.8),
        ],
    }
    starts = {"west": corners(15, 0.2, 23, 1.8), "east": corners(1, 0.2, 9, 1.8)}
    people = [
        {"number": 25, "where": {"storey": "hall", "area": starts[to]}, "exit_choice": {"kind": kind, "exits": [to]}}
        for to, kind in choices.items()
    ]  # fmt: skip
    return scenario(venue, people, run={"max_time": 180, "step": 0.01, **more})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_in_counterflow_falls_out_of_an_exit_that_is_not_theirs(seed):
    simulation, ending, trace = run(passing({"west": "assigned", "east": "assigned"}, seed=seed), every=0.5)
    world = simulation.world
    assert ending == "everyone is out"
    assert (world["exit_used"] == np.where(world["population"] == 0, 0, 2)).all()
    # and nobody is caught at it
    assert not any(event.kind == "stuck" for event in trace.events)


def test_familiar_exits_hold_in_counterflow():
    """``familiar`` people know their own exit alone: the open one that they are pressed against is none to them."""
    simulation, ending, _ = run(passing({"west": "familiar", "east": "familiar"}), every=0.5)
    world = simulation.world
    assert ending == "everyone is out"
    assert (world["exit_used"] == world["goal_exit"]).all()


@pytest.mark.parametrize("angle", [0, 30, 45, 60])
@pytest.mark.parametrize(
    "what", ["wall", "both sides of a wall without thickness", "closed exit", "exit of others"]
)
def test_nobody_comes_nearer_to_a_wall_than_its_margin_of_a_millimetre(make_venue, angle, what):
    """However fast they walk into it, they stop a millimetre off it and keep what leads along it."""
    exit = ("exit", 0, ((8, 0), (2, 0)), "both")
    walls = [[0.5, 1.5, 9.5, 1.5]] if what.startswith("both") else []
    ground = [box(0, 0, 10, 3)]
    venue = make_venue(ground, openings=[exit] if "exit" in what else [], extra_walls=walls)
    state = np.array([1 if what == "closed exit" else 0] * len(venue.openings), dtype=np.int8)
    terrain = build_terrain(venue, state, 1.0, 1.0)
    line, sides = (1.5, (1, -1)) if walls else (0.0, (1,))
    for side in sides:
        for off, speed in ((0.02, 1.0), (0.02, 3.0), (0.2, 8.0)):
            new = empty_next(1)
            along, into = speed * np.sin(np.radians(angle)), speed * np.cos(np.radians(angle))
            travel(terrain, new, 0, 0, 5.0, line + side * off, along, -side * into, 0.05, -1)
            x, y, vx, _ = new.motion[0]
            assert new.code[0, OUT] == -1
            # before an exit that lets others out, the margin is kept along the way
            slant = np.cos(np.radians(angle)) if what == "exit of others" else 1.0
            assert abs(y - line) == pytest.approx(1e-3 * slant, abs=1e-9)
            assert (y - line) * side > 0
            lost = 1e-3 * np.sqrt(1.0 - slant * slant)
            assert x == pytest.approx(5.0 + 0.05 * along - lost, abs=1e-9)
            assert vx == pytest.approx(along - lost / 0.05, abs=1e-7)
