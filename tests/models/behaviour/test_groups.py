"""Groups arrive together, leave by one exit, and are as fast as their slowest member."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scenes import box, gap, run, scenario, stand_at, storey, walker

from exeunt.base.columns import STUCK_REASONS
from exeunt.models.population.document import PopulationDoc
from exeunt.models.population.groups import GroupsDoc
from exeunt.simulation import build

SLOW, FAST = 0.5, 1.25


def corridor(crowd, **more):
    venue = {"storeys": [storey("hall", 0, 0, 40, 4)], "exits": [gap("exit", "hall", 40, 1, 40, 3)]}
    return scenario(venue, crowd, **more)


def family(**groups):
    """NIST TN 1822, test 2.9, and ISO 20414, test 14: four people at 1.25 m/s and one at 0.5 m/s."""
    place = {"where": {"storey": "hall", "area": box(0.5, 0.5, 4, 3.5)}}
    return [
        {"number": 4, "desired_speed": FAST, **place, **groups},
        {"number": 1, "desired_speed": SLOW, **place, **groups},
    ]


@pytest.mark.parametrize("movement", ["collision_free_speed", "social_force"])
def test_a_group_with_a_slow_member_arrives_together(movement):
    together, ending, _ = run(corridor(family(groups={"together": "family"}), movement=movement), every=1.0)
    assert ending == "everyone is out"
    times = together.world["time_out"]
    assert np.ptp(times) <= 10.0
    # no sooner than the slowest can, and not much later
    assert 36 / SLOW * 0.97 <= times.max() <= 40 / SLOW * 1.3
    alone, _, _ = run(corridor(family(), movement=movement), every=1.0)
    assert np.ptp(alone.world["time_out"]) > 30.0


def test_the_pace_of_a_group_follows_from_the_numbers():
    """With a gap of 1 m, 2 m of patience and the slow one last, the others walk at 0.5 m/s where 1.25 f = 0.5."""
    people = [
        walker(10, 2, desired_speed=FAST, groups={"together": "two", "slowing": 0}),
        walker(10, 3, desired_speed=SLOW, groups={"together": "two", "slowing": 0}),
    ]
    simulation, _, trace = run(corridor(people), every=0.5)
    late = (trace["time"] > 20) & (trace["time"] < 40)
    ahead = (trace["x"][:, 0] - trace["x"][:, 1])[late]
    factor = SLOW / FAST
    assert ahead == pytest.approx(1.0 + 2.0 * (1.0 - factor), abs=0.1)
    assert simulation.world["speed_factor"].min() > 0.09


def test_who_has_not_started_yet_is_waited_for():
    late = {"pre_movement": {"kind": "constant", "value": 30}}
    people = [
        walker(5, 2, groups={"together": "two"}),
        walker(5, 3, groups={"together": "two"}, **late),
    ]
    simulation, ending, trace = run(corridor(people), every=0.5)
    assert ending == "everyone is out"
    just = int(np.searchsorted(trace["time"], 29.5))
    # no farther ahead than the gap, and what is walked from one look to the next
    assert trace["x"][just, 0] - trace["x"][just, 1] < 1.0 + 0.2 * 1.34 + 0.05
    assert np.ptp(simulation.world["time_out"]) < 10.0


def torn(child, **more):
    """A mother at the west exit, two children near the east exit behind a door; the first of the three is a child."""
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 8, walls=[{"line": [[10, 0], [10, 8]]}])],
        "doors": [gap("door", "hall", 10, 3, 10, 5, **more)],
        "exits": [gap("west", "hall", 0, 3, 0, 5), gap("east", "hall", 20, 3, 20, 5)],
    }
    family = {"groups": {"together": "family"}, "desired_speed": 1.33}
    return scenario(
        venue,
        [
            {"id": "mother", "number": 1, "where": {"storey": "hall", "area": box(2, 3, 5, 5)}, **family},
            {
                "id": "child",
                "number": 2,
                "where": {"storey": "hall", "area": box(15, 3, 18, 5)},
                **family,
                **child,
            },
        ],
    )


def test_a_parent_does_not_leave_before_children_who_have_not_started():
    """The children sit 2 to 5 m from the exit for ten minutes; creeping past them, the parent was out after 22 s."""
    simulation, ending, trace = run(torn({"pre_movement": 600}), every=1.0)
    assert ending == "everyone is out"
    times = simulation.world["time_out"]
    assert times.min() > 600.0
    assert np.ptp(times) < 5.0
    # the parent has come to the children, and stands by them
    just = int(np.searchsorted(trace["time"], 590.0))
    assert np.hypot(np.diff(trace["x"][just]), np.diff(trace["y"][just])).max() < 3.0
    assert simulation.world["distance_walked"].max() < 20.0


def test_people_who_wait_for_their_group_are_not_told_as_held_up():
    simulation = build(torn({"pre_movement": 600}), threads=1)
    simulation.document = simulation.document.model_copy(
        update={"run": simulation.document.run.model_copy(update={"max_time": 200.0})}
    )
    noted = []

    class Keep:
        every = 1.0

        def record(self, world):
            noted.extend(event for event in world.events.take() if event.kind == "stuck")

    assert simulation.loop(Keep()).run() == "time limit"
    assert noted == []
    reasons = [STUCK_REASONS[k] for k in simulation.world["stuck_reason"]]
    assert sorted(reasons) == ["", "", "waits for their group"]


@pytest.mark.parametrize(
    ("child", "door"),
    [({"pre_movement": 300}, {"state": "locked"}), ({"injured": 0}, {})],
    ids=["elsewhere", "fallen"],
)
def test_nobody_waits_for_members_who_leave_elsewhere_or_cannot_come(child, door):
    simulation, _, _ = run(torn(child, **door), every=1.0)
    mother = simulation.world["population"] == 0
    assert simulation.world["time_out"][mother] < 30.0


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 1000), size=st.integers(2, 6))
def test_waiting_groups_never_hold_each_other_for_ever(seed, size):
    late = {"kind": "uniform", "min": 0, "max": 60}
    middle = {"storey": "hall", "area": box(4, 0, 26, 12)}
    crowd = [{"number": 60, "where": middle, "groups": {"size": size}, "pre_movement": late}]
    simulation, ending, _ = run(two_exits(crowd), every=5.0, seed=seed)
    assert ending == "everyone is out"
    world = simulation.world
    for group in np.unique(world["group"][world["group"] >= 0]):
        mine = world["group"] == group
        assert world["time_out"][mine].min() > world["start_time"][mine].max() - 2.0


def two_exits(crowd):
    venue = {
        "storeys": [storey("hall", 0, 0, 30, 12)],
        "exits": [gap("west", "hall", 0, 5, 0, 7), gap("east", "hall", 30, 5, 30, 7)],
    }
    return scenario(venue, crowd)


@pytest.mark.parametrize("rule", ["nearest", "quickest", {"kind": "assigned", "exits": ["west", "east"]}])
def test_no_group_divides_between_exits(rule):
    crowd = [{"number": 90, "groups": {"size": 15}, "exit_choice": rule}]
    simulation, ending, _ = run(two_exits(crowd), every=1.0)
    assert ending == "everyone is out"
    world = simulation.world
    assert set(world["exit_used"].tolist()) == {0, 1}
    for group in np.unique(world["group"]):
        assert len(np.unique(world["exit_used"][world["group"] == group])) == 1
    alone, _, _ = run(two_exits([{"number": 90, "exit_choice": rule}]), every=5.0)
    split = [
        len(np.unique(alone.world["exit_used"][world["group"] == g])) > 1 for g in np.unique(world["group"])
    ]
    assert any(split)


@settings(max_examples=20, deadline=None)
@given(
    people=st.integers(1, 80),
    size=st.integers(2, 7),
    seed=st.integers(0, 1000),
)
def test_everyone_has_one_group_of_people_nearby(people, size, seed):
    scene = two_exits([{"number": people, "groups": {"size": size}}, {"number": 5}])
    world = build(scene, seed=seed, threads=1).world
    group = world["group"]
    mine = group[:people] if people > 1 else np.empty(0, dtype=int)
    names, counts = np.unique(mine[mine >= 0], return_counts=True)
    assert (counts <= size).all()
    assert (counts == size).sum() >= people // size - 1 if people >= size else True
    for name in names:
        assert np.flatnonzero(group == name)[0] == name
    assert (group[people:] == -1).all()
    # alone are at most those who were left over
    assert (mine < 0).sum() <= 1


def test_sizes_are_shares_of_people():
    scene = two_exits([{"number": 400, "radius": 0.15, "groups": {}}])
    group = build(scene, threads=1).world["group"]
    _, counts = np.unique(group[group >= 0], return_counts=True)
    share = {size: (counts == size).sum() * size / 400 for size in (2, 3, 4)}
    assert (group < 0).mean() == pytest.approx(0.30, abs=0.07)
    for size, wanted in ((2, 0.35), (3, 0.21), (4, 0.14)):
        assert share[size] == pytest.approx(wanted, abs=0.07)


def test_people_who_arrive_one_after_the_other_belong_together():
    rates = [{"until": 8, "rate": 1}]
    inflow = {"storey": "hall", "line": [[3, 1], [3, 3]], "rates": rates}
    simulation, ending, _ = run(corridor([{"inflow": inflow, "groups": {"size": 4}}]), every=1.0)
    assert ending == "everyone is out"
    assert simulation.world["group"].tolist() == [0, 0, 0, 0, 4, 4, 4, 4]
    assert np.ptp(simulation.world["time_out"][:4]) < 8


def test_somebody_alone_walks_as_ever():
    plain, _, _ = run(corridor([walker(5, 2)]), prepare=stand_at(5, 2), every=1.0)
    other = {"number": 2, "where": {"storey": "hall", "area": box(30, 3, 33, 4)}, "groups": {"size": 2}}
    beside, _, _ = run(corridor([walker(5, 2), other]), prepare=stand_at(5, 2), every=1.0)
    assert beside.world["time_out"][0] == pytest.approx(plain.world["time_out"][0], abs=0.02)


def test_groups_that_cannot_be_are_refused():
    for fields, words in (
        ({"size": 1}, "greater than or equal to 2"),
        ({"size": 2, "sizes": {2: 1}}, "give one of size"),
        ({"sizes": {2: 0.5}}, "add up to 0.5"),
        ({"sizes": {0: 1.0}}, "one member at least"),
        ({"patience": 0}, "greater than 0"),
    ):
        with pytest.raises(ValidationError, match=words):
            PopulationDoc.model_validate({"id": "a", "number": 1, "groups": fields})
    for name in ("gap", "patience", "least", "slowing"):
        about = GroupsDoc.model_json_schema()["properties"][name]["exeunt"]
        assert about["source"]
        assert about["range"][0] < about["range"][1]
