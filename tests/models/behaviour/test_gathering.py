"""Groups that start together: hand-made times, children, families that are apart, and sizes of groups."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from scenes import box, gap, scenario, storey

from exeunt.models.behaviour.gathering import common_start
from exeunt.models.population.groups import GroupsDoc, truncated_poisson
from exeunt.simulation import Simulation, build

HALL = {"storeys": [storey("hall", 0, 0, 30, 20)], "exits": [gap("out", "hall", 30, 8, 30, 12)]}


def crowd(groups: dict[str, Any], people: int = 60, **more: Any) -> Simulation:
    block = {
        "number": people, "where": {"storey": "hall", "area": box(1, 1, 20, 19)}, "groups": groups,
        "pre_movement": {"kind": "uniform", "min": 10, "max": 100}, **more,
    }  # fmt: skip
    simulation = build(scenario(HALL, [block]), threads=1)
    for model in simulation.models:
        model.setup(simulation.world)
    return simulation


@given(st.lists(st.floats(0, 500), min_size=2, max_size=9), st.data())
def test_a_group_starts_with_its_leader_or_its_half_and_never_before_the_first_nor_after_the_leader(
    times, data
):
    leader = data.draw(st.integers(0, len(times) - 1))
    start = common_start(np.array(times), leader)
    assert min(times) <= start <= times[leader]
    ready = sum(time <= start for time in times)
    assert start == times[leader] or 2 * ready >= len(times)


def test_by_hand():
    assert common_start(np.array([90.0, 20.0, 40.0, 60.0]), 0) == 40.0
    assert common_start(np.array([10.0, 20.0, 40.0]), 0) == 10.0
    assert common_start(np.array([np.inf, 20.0, np.inf]), 0) == np.inf
    assert common_start(np.array([np.inf, 20.0]), 0) == 20.0


def test_members_start_at_one_time_and_others_keep_theirs():
    gathered, single = crowd({"size": 3, "gather": {}}).world, crowd({"size": 3}).world
    assert (gathered["pre_movement"] == single["pre_movement"]).all()
    group = gathered["group"]
    assert len(np.unique(group)) == 20
    for number in np.unique(group):
        members = np.flatnonzero(group == number)
        assert len(np.unique(gathered["start_time"][members])) == 1
        # the second of three is half of them; the first member leads
        times = np.sort(single["start_time"][members])
        expected = min(times[1], single["start_time"][members[0]])
        assert gathered["start_time"][members[0]] == expected


def test_who_is_far_from_the_leader_starts_by_itself():
    far, near = (
        crowd({"together": "us", "gather": {"within": within}}, people=12).world for within in (1.0, 40.0)
    )
    assert len(np.unique(near["start_time"])) == 1
    assert len(np.unique(far["start_time"])) > 6


def test_children_are_never_alone():
    simulation = crowd(
        {"sizes": {1: 0.6, 2: 0.4}, "gather": {"children": 12}}, people=200,
        age={"kind": "histogram", "edges": [4, 11.9, 60], "weights": [30, 70]},
    )  # fmt: skip
    world = simulation.world
    child = world["age"] < 12
    assert 40 < child.sum() < 80
    assert (world["group"][child] >= 0).all()
    for row in np.flatnonzero(child):
        members = np.flatnonzero(world["group"] == world["group"][row])
        grown = members[~child[members]]
        assert len(grown) > 0
        # the leader is grown up, and no child starts before it
        assert world["start_time"][row] >= world["start_time"][grown[0]] - 1e-9


def test_a_family_leaves_by_one_exit_and_close_together():
    simulation = build(
        scenario(HALL, [{"number": 40, "where": {"storey": "hall", "area": box(1, 1, 20, 19)},
                         "groups": {"size": 4, "gather": {}},
                         "pre_movement": {"kind": "uniform", "min": 5, "max": 60}}]), threads=1,
    )  # fmt: skip
    assert simulation.loop().run() == "everyone is out"
    world = simulation.world
    for number in np.unique(world["group"]):
        out = world["time_out"][world["group"] == number]
        assert out.max() - out.min() < 12.0


def test_sizes_follow_the_zero_truncated_poisson_law():
    """70 % in groups: l = 1.204; of the people 30 % alone, 36 % in pairs, 22 % in threes."""
    shares = truncated_poisson(0.7)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares[1] == pytest.approx(0.3, rel=1e-3)
    assert shares[2] == pytest.approx(0.3612, rel=1e-3)
    assert shares[3] == pytest.approx(0.2174, rel=1e-3)
    groups = {n: share / n for n, share in shares.items()}
    mean = 1.0 / sum(groups.values())
    lam = 1.20397
    assert mean == pytest.approx(lam / (1 - np.exp(-lam)), rel=1e-3)
    drawn = crowd({"in_groups": 0.7}, people=600).world["group"]
    assert (drawn >= 0).mean() == pytest.approx(0.7, abs=0.05)


@pytest.mark.parametrize(
    "wrong",
    [{"size": 3, "in_groups": 0.7}, {"in_groups": 1.0}, {"gather": {"within": 0}}, {"gather": {"wait": 3}}],
)
def test_contradictory_groups_are_refused(wrong):
    with pytest.raises(ValidationError):
        GroupsDoc.model_validate(wrong)
