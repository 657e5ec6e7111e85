"""Exit choice by utility: its probabilities, familiarity, and how people follow one another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scenes import box, gap, run, scenario, storey, walker

from exeunt.base.random import person_keys
from exeunt.models.wayfinding.choice import View
from exeunt.models.wayfinding.logit import Logit
from exeunt.models.wayfinding.others import look_around
from exeunt.scenario.check import check_scenario

PEOPLE = 20_000
KEYS = person_keys("crowd", PEOPLE)


def view(walking, *, ahead=None, others=None, current=-1, people=PEOPLE, step=0):
    walking = np.tile(np.array(walking, dtype=float), (people, 1))
    zeros = np.zeros_like(walking)
    none = np.full(people, -1)
    return View(
        exits=tuple("abcdef"[: walking.shape[1]]),
        walking=walking,
        ahead=zeros if ahead is None else zeros + np.array(ahead),
        others=zeros if others is None else zeros + np.array(others),
        width=np.ones(walking.shape[1]),
        current=np.full(people, current),
        told=none,
        key=KEYS[:people],
        seed=1,
        step=step,
        advice=zeros,
    )


def shares(rule, seen):
    return np.bincount(rule.choose(seen), minlength=seen.walking.shape[1]) / len(seen.current)


def test_people_choose_with_the_probabilities_of_the_logit():
    walking, ahead = np.array([10.0, 20.0, 40.0]), np.array([4.0, 0.0, 0.0])
    value = np.exp(-0.1 * (walking + ahead / 1.3) + np.array([0.0, 1.1, 0.0]))
    found = shares(Logit(exits=["b"]), view(walking, ahead=ahead))
    np.testing.assert_allclose(found, value / value.sum(), atol=0.01)


@pytest.mark.parametrize(("familiar", "share"), [(0.7, 2 / 3), (1.1, 0.75), (2.2, 0.9)])
def test_a_familiar_exit_at_equal_cost_has_the_published_shares(familiar, share):
    found = shares(Logit(exits=["b"], familiar=familiar), view([15.0, 15.0]))
    assert found[1] == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("weight", [0.5, 0.8])
def test_weights_are_shares_at_equal_times(weight):
    """ISO 20414, test 16, as implemented: weights of 50/50, then 20/80."""
    found = shares(Logit(weights={"a": 1 - weight, "b": weight}), view([20.0, 20.0]))
    assert found[1] == pytest.approx(weight, abs=0.015)


def test_tastes_stay_and_inertia_keeps_people_where_they_are():
    rule = Logit()
    first, later = rule.choose(view([10, 12])), rule.choose(view([10, 12], step=500))
    np.testing.assert_array_equal(first, later)
    stays = shares(rule, view([10, 12], current=1))[1]
    assert stays > np.mean(first == 1) + 0.05


def test_who_cannot_get_out_is_told_so():
    assert (Logit().choose(view([np.inf, np.inf], people=50)) == -1).all()
    assert (Logit().choose(view([np.inf, 50.0], people=50)) == 1).all()


@settings(max_examples=40, deadline=None)
@given(
    others=st.floats(-3, 3),
    follow=st.floats(0, 1),
    far=st.floats(0, 60),
)
def test_following_moves_people_in_the_direction_of_its_sign(others, follow, far):
    seen = view([20.0, 20.0 + far], others=[1 - follow, follow], people=500)
    alone = Logit(others=0.0).choose(seen) == 1
    together = Logit(others=others).choose(seen) == 1
    pull = others * (2 * follow - 1)
    if pull > 0:
        assert (together >= alone).all()
    elif pull < 0:
        assert (together <= alone).all()


def test_near_people_count_more_and_those_out_of_sight_not_at_all():
    x = np.array([0.0, 1.0, 3.0, 11.0, 1.0])
    surface = np.array([0, 0, 0, 0, 1], dtype=np.int16)
    found = np.zeros((1, 2))
    everybody = np.arange(5)
    look_around(np.array([0]), everybody, np.array([0, 0, 1, 1, 1]), surface, x, np.zeros(5), 10.0, found)
    np.testing.assert_allclose(found[0], np.array([1 / 2, 1 / 4]) / (3 / 4))


def room(crowd, **more):
    """Two exits equally far from the middle; NIST TN 1822, tests 3.2 and 3.3; ISO 20414, tests 15 and 16."""
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 8)],
        "exits": [gap("one", "hall", 0, 3, 0, 5), gap("two", "hall", 20, 3, 20, 5)],
    }
    return scenario(venue, crowd, **more)


def use_of_two(crowd, seeds, free):
    used = []
    for seed in range(seeds):
        simulation, ending, _ = run(room(crowd), every=5.0, seed=seed, step=0.05)
        assert ending == "everyone is out"
        used.append((simulation.world["exit_used"][:free] == 1).mean())
    return float(np.mean(used))


def test_a_third_who_always_takes_exit_two_draws_the_two_others_there():
    """NIST TN 1822, test 3.2, and ISO 20414, test 15: two people at equal distance, then a third beside them."""
    rule = {"kind": "logit", "others": 3, "attention": 1}
    free = [{**walker(10, 2 + 2 * n), "exit_choice": rule} for n in range(2)]
    third = {**walker(10, 6), "exit_choice": {"kind": "assigned", "exits": ["two"]}}
    alone = use_of_two(free, 40, 2)
    led = use_of_two([*free, third], 40, 2)
    assert alone == pytest.approx(0.5, abs=0.17)
    assert led > alone + 0.1


def test_who_starts_later_sees_where_others_go_and_is_not_bound_by_an_earlier_choice():
    """Three go to exit two at once; at equal distance, e^3/(1 + e^3) = 95 % of those who start later follow."""
    rule = {"kind": "logit", "others": 3, "attention": 0.1, "every": 5.0, "time": 0.05, "inertia": 2.0}
    free = {**walker(10, 2), "exit_choice": rule}
    ahead = [{**walker(10, 4 + n), "exit_choice": {"kind": "assigned", "exits": ["two"]}} for n in range(3)]
    at_once = use_of_two([free, *ahead], 20, 1)
    later = use_of_two([{**free, "pre_movement": 1}, *ahead], 20, 1)
    assert later >= 0.8
    assert later > at_once + 0.2, "at time 0 nobody has been seen to go anywhere"


def test_a_familiar_exit_is_preferred_in_a_run():
    """NIST TN 1822, test 3.3: affiliation."""
    crowd = {"number": 60, "where": {"storey": "hall", "area": box(9, 1, 11, 7)}, "radius": 0.15}
    known = {**crowd, "exit_choice": {"kind": "logit", "exits": "two", "familiar": 2.2, "others": 0}}
    plain = {**crowd, "exit_choice": {"kind": "logit", "others": 0}}
    assert use_of_two([known], 2, 60) > use_of_two([plain], 2, 60) + 0.15


def test_wrong_names_and_weights_are_refused():
    with pytest.raises(ValidationError, match="above 0"):
        Logit(weights={"a": 0})
    found = check_scenario(
        room([{"number": 2, "exit_choice": {"kind": "logit", "weights": {"too": 1}}}])
    ).errors
    assert "too" in str(found[0])
    assert "two" in found[0].hint
