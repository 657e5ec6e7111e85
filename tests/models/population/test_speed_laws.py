"""Speeds by age and sex against the published tables, and bodies that are wider than others."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scenes import box, gap, run, scenario, stand_at, storey, walker

from exeunt.base.kinds import kinds
from exeunt.base.random import person_keys
from exeunt.models.population.attributes import draw_attributes
from exeunt.models.population.document import PopulationDoc
from exeunt.models.population.mobility import BY_NAME
from exeunt.scenario.files import loads
from exeunt.scenario.resolved import resolved_yaml

KEYS = person_keys("visitors", 20_000)
# RiMEA 4.1.1, test 7, as restated by an implementation
BANDS = {
    20: (1.60, 1.64),
    30: (1.52, 1.56),
    40: (1.46, 1.50),
    50: (1.39, 1.43),
    60: (1.24, 1.30),
    70: (1.04, 1.10),
}
# IMO MSC.1/Circ.1533, tables 3.4 and 3.5: level, stairs down, stairs up
IMO = {
    ("female", 25): [(0.93, 1.55), (0.56, 0.94), (0.47, 0.79)],
    ("female", 40): [(0.71, 1.19), (0.49, 0.81), (0.44, 0.74)],
    ("female", 60): [(0.56, 0.94), (0.45, 0.75), (0.37, 0.61)],
    ("male", 25): [(1.11, 1.85), (0.76, 1.26), (0.50, 0.84)],
    ("male", 40): [(0.97, 1.62), (0.64, 1.07), (0.47, 0.79)],
    ("male", 60): [(0.84, 1.40), (0.50, 0.84), (0.38, 0.64)],
}  # fmt: skip
SPEEDS = ("desired_speed", "speed_stairs_down", "speed_stairs_up")


def drawn(keys=KEYS, seed=1, **fields):
    doc = PopulationDoc.model_validate({"id": "visitors", "number": 1, "mobility": {}, **fields})
    return draw_attributes(doc, keys, seed)


@pytest.mark.parametrize("age", BANDS)
def test_the_age_curve_lies_in_the_bands_of_the_rimea_test(age):
    speed = drawn(age=age, speed_law="weidmann_age")["desired_speed"]
    low, high = BANDS[age]
    assert low <= speed.mean() <= high
    # RiMEA gives a spread of 0.32 m/s at 30 years, Weidmann 0.26 m/s over all
    assert 0.17 * speed.mean() <= speed.std() <= 0.21 * speed.mean()


def test_the_age_curve_is_exact_without_spread_and_between_its_points():
    for age, speed in ((20, 1.62), (35, 1.51), (70, 1.07), (3, 0.70), (99, 0.72)):
        found = drawn(KEYS[:3], age=age, speed_law={"kind": "weidmann_age", "spread": 0})
        np.testing.assert_allclose(found["desired_speed"], speed)


def test_women_and_men_walk_at_weidmanns_speeds():
    """1.27 and 1.41 m/s among people whose common mean is 1.34 m/s, at 55 years."""
    columns = drawn(age=55, female=0.5, speed_law="weidmann_age")
    women = columns["sex"] == 1
    assert women.mean() == pytest.approx(0.5, abs=0.02)
    assert columns["desired_speed"][women].mean() == pytest.approx(1.27, abs=0.01)
    assert columns["desired_speed"][~women].mean() == pytest.approx(1.41, abs=0.01)


@pytest.mark.parametrize(("sex", "age"), IMO)
def test_imo_speeds_are_spread_evenly_over_the_bands_of_the_circular(sex, age):
    columns = drawn(age=age, female=float(sex == "female"), speed_law="imo")
    for name, (low, high) in zip(SPEEDS, IMO[sex, age], strict=True):
        speed = columns[name]
        assert low <= speed.min() < low + 0.01 < high - 0.01 < speed.max() <= high
        assert speed.mean() == pytest.approx((low + high) / 2, abs=0.01)
        assert speed.var() == pytest.approx((high - low) ** 2 / 12, rel=0.05)
    order = np.argsort(columns["desired_speed"])
    assert (np.diff(columns["speed_stairs_up"][order]) >= 0).all()


def test_imo_men_of_the_tests_have_mean_and_variance_of_the_circular():
    """Where nothing else is said: males of 30 to 50, uniform 0.97 to 1.62 m/s, mean 1.295, variance 0.0352."""
    speed = drawn(age=40, female=0, speed_law="imo")["desired_speed"]
    assert speed.mean() == pytest.approx(1.295, abs=0.005)
    assert speed.var() == pytest.approx(0.0352, rel=0.03)


@pytest.mark.parametrize(
    ("age", "group", "level", "down", "up"),
    [
        (25, "by_age", (0.58, 1.61), 0.76, 0.55),
        (40, "by_age", (1.41, 1.54), 0.65, 0.50),
        (65, "by_age", (0.68, 1.41), 0.55, 0.42),
        (65, "impaired", (0.46, 0.76), 0.42, 0.32),
    ],
)
def test_rimea_speeds_by_age(age, group, level, down, up):
    columns = drawn(age=age, speed_law={"kind": "rimea", "group": group})
    assert columns["desired_speed"].min() == pytest.approx(level[0], abs=0.005)
    assert columns["desired_speed"].max() == pytest.approx(level[1], abs=0.005)
    assert (columns["speed_stairs_down"] == down).all()
    assert (columns["speed_stairs_up"] == up).all()


@settings(max_examples=40, deadline=None)
@given(
    law=st.sampled_from(sorted(kinds("speed_law"))),
    ages=st.lists(st.floats(0, 130), min_size=2, max_size=2, unique=True).map(sorted),
    female=st.floats(0, 1),
    seed=st.integers(0, 100),
)
def test_whatever_the_age_everyone_can_walk_and_ranks_stay(law, ages, female, seed):
    age = {"kind": "uniform", "min": ages[0], "max": ages[1]}
    columns = drawn(KEYS[:200], seed, age=age, female=female, speed_law=law)
    plain = drawn(KEYS[:200], seed)
    for name in SPEEDS:
        assert (columns[name] >= 0.1).all()
        assert (columns[name] <= 2.7).all()
    # a law shifts nobody else's dice
    np.testing.assert_array_equal(columns["time_gap"], plain["time_gap"])
    one_age = drawn(KEYS[:200], seed, age=ages[0], female=0, speed_law=law)["desired_speed"]
    assert (np.diff(one_age[np.argsort(plain["desired_speed"])]) >= -1e-12).all()


def test_a_law_says_what_it_lacks():
    with pytest.raises(ValidationError, match="'weidmann_age' needs age"):
        drawn(speed_law="weidmann_age")
    with pytest.raises(ValidationError, match="'imo' needs female"):
        drawn(speed_law="imo", age=40)
    with pytest.raises(ValidationError, match="either desired_speed or speed_law"):
        drawn(speed_law="rimea", age=40, desired_speed=1.2)
    with pytest.raises(ValidationError, match="must lie between"):
        drawn(mobility_radius={"frame": 2})


def test_a_scenario_with_a_law_survives_being_written_out():
    document = {
        "exeunt": 1,
        "name": "laws",
        "venue": {"storeys": [storey("hall", 0, 0, 9, 9)], "exits": [gap("e", "hall", 9, 4, 9, 6)]},
        "people": [{"id": "a", "number": 3, "age": 40, "female": "30 %", "speed_law": {"kind": "imo"}}],
    }
    once = loads(json.dumps(document))
    assert loads(resolved_yaml(once)).document == once.document


def test_wheelchairs_are_wider_and_keep_their_distance_from_walls():
    columns = drawn(mobility={"wheelchair_manual": 0.5, "stick": 0.2})
    chair = columns["mobility"] == BY_NAME["wheelchair_manual"].index
    assert set(columns["radius"][chair]) == {0.4}
    assert set(columns["radius"][~chair]) == {0.2}
    assert set(drawn(mobility={"stick": 1}, mobility_radius={"stick": 0.3})["radius"]) == {0.3}


def corridor(*crowd):
    venue = {"storeys": [storey("hall", 0, 0, 40, 2)], "exits": [gap("exit", "hall", 40, 0, 40, 2)]}
    return scenario(venue, crowd)


def test_a_wheelchair_passes_a_door_wider_than_itself():
    venue = {
        "storeys": [storey("hall", 0, 0, 12, 4, walls=[{"line": [[6, 0], [6, 4]]}])],
        "doors": [gap("door", "hall", 6, 1.5, 6, 2.5)],
        "exits": [gap("exit", "hall", 12, 1, 12, 3)],
    }
    slow = {"mobility": {"wheelchair_electric": 1}, "desired_speed": 1.34}
    simulation, ending, _ = run(scenario(venue, [{**walker(2, 2, size=1), **slow}]), every=0.5)
    assert ending == "everyone is out"
    assert simulation.world["radius"][0] == 0.4


def test_people_behind_a_slow_wide_person_are_slower_than_alone():
    """NIST TN 1822, 2.10, and ISO 20414, 7: 24 people pass somebody slow and wide in a 2 m corridor."""
    crowd = {"number": 24, "where": {"storey": "hall", "area": box(0.5, 0.3, 9, 1.7)}, "desired_speed": 1.25}
    slow = {**walker(12, 1, size=1.2), "mobility": {"reduced": 1}, "mobility_radius": {"reduced": 0.5}}
    del slow["desired_speed"]

    def pace(simulation):
        simulation.world["desired_speed"][-1] = 0.8

    control, ending, _ = run(corridor(crowd, walker(12, 1, size=1.2, desired_speed=1.25)), every=1.0)
    assert ending == "everyone is out"
    mixed, ending, _ = run(corridor(crowd, slow), every=1.0, prepare=pace)
    assert ending == "everyone is out"
    assert mixed.world["time_out"][:24].mean() > control.world["time_out"][:24].mean() + 1.0


def test_one_wide_person_still_walks_at_its_speed():
    wide = walker(5, 1, size=1, mobility={}, radius=0.45)
    simulation, _, _ = run(corridor(wide), prepare=stand_at(5, 1), every=0.5)
    assert simulation.world["time_out"][0] == pytest.approx(35 / 1.33, rel=0.01)
