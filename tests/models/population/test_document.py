"""What a population block accepts, and that every default says where it comes from."""

import numpy as np
import pytest
import scipy.stats as st
from pydantic import ValidationError

from exeunt.base.random import person_keys
from exeunt.models.population.attributes import draw_attributes
from exeunt.models.population.document import PopulationDoc
from exeunt.models.population.mobility import PROFILES

KEYS = person_keys("visitors", 20_000)


def test_every_default_of_an_attribute_has_source_and_range():
    schema = PopulationDoc.model_json_schema()["properties"]
    for name in ("desired_speed", "radius", "time_gap", "stair_ratio_up", "stair_ratio_down", "mobility"):
        about = schema[name]["exeunt"]
        assert about["source"]
        low, high = about["range"]
        assert low < high


def test_default_speed_is_weidmanns():
    doc = PopulationDoc(id="visitors", number=1, mobility={})
    speed = draw_attributes(doc, KEYS, seed=1)["desired_speed"]
    cut = st.truncnorm((0.5 - 1.34) / 0.26, (2.2 - 1.34) / 0.26, 1.34, 0.26)
    assert st.kstest(speed, cut.cdf).pvalue > 0.01
    assert speed.mean() == pytest.approx(1.34, abs=0.01)
    assert speed.std() == pytest.approx(0.26, abs=0.01)


def test_some_people_are_slow_unless_someone_says_otherwise():
    columns = draw_attributes(PopulationDoc(id="visitors", number=1), KEYS, seed=1)
    assert (columns["mobility"] > 0).mean() == pytest.approx(0.06, abs=0.006)
    columns = draw_attributes(PopulationDoc(id="visitors", number=1, mobility={}), KEYS, seed=1)
    assert (columns["mobility"] == 0).all()


def test_profiles_have_their_shares_and_mean_speeds():
    shares = {"frame": 0.2, "stick": 0.3, "crutches": 0.5}
    columns = draw_attributes(PopulationDoc(id="visitors", number=1, mobility=shares), KEYS, seed=1)
    backwards = PopulationDoc(id="visitors", number=1, mobility=dict(reversed(shares.items())))
    np.testing.assert_array_equal(columns["mobility"], draw_attributes(backwards, KEYS, seed=1)["mobility"])
    for profile in PROFILES:
        members = columns["mobility"] == profile.index
        assert members.mean() == pytest.approx(shares.get(profile.name, 0.0), abs=0.015)
        if members.any():
            speed = columns["desired_speed"][members]
            assert profile.low <= speed.min()
            assert speed.max() <= profile.high
            ratio = columns["speed_stairs_down"][members] / speed
            np.testing.assert_allclose(ratio, profile.stairs_down / profile.speed)


def test_stairs_are_slower_up_than_down_and_than_level():
    columns = draw_attributes(PopulationDoc(id="visitors", number=1), KEYS, seed=1)
    level, up, down = (columns[n] for n in ("desired_speed", "speed_stairs_up", "speed_stairs_down"))
    whole = columns["mobility"] == 0
    assert (up[whole] < down[whole]).all()
    assert (down[whole] < level[whole]).all()
    # Fruin's ranges by age and sex: 0.485-0.67 m/s up, 0.595-1.01 m/s down
    assert 0.485 < up[whole].mean() < 0.67
    assert 0.595 < down[whole].mean() < 1.01


def test_age_is_drawn_when_asked_for():
    doc = PopulationDoc.model_validate(
        {
            "id": "visitors",
            "number": 1,
            "age": {"kind": "histogram", "edges": [18, 30, 60], "weights": [3, 1]},
        }
    )
    age = draw_attributes(doc, KEYS, seed=1)["age"]
    assert (age < 30).mean() == pytest.approx(0.75, abs=0.01)
    assert "age" not in draw_attributes(PopulationDoc(id="visitors", number=1), KEYS, seed=1)


def test_a_changed_attribute_leaves_the_others():
    one = draw_attributes(PopulationDoc(id="visitors", number=1), KEYS, seed=1)
    doc = PopulationDoc.model_validate(
        {"id": "visitors", "number": 1, "radius": {"kind": "uniform", "min": 0.1, "max": 0.3}}
    )
    other = draw_attributes(doc, KEYS, seed=1)
    for name in set(one) - {"radius", "clear_width"}:
        np.testing.assert_array_equal(one[name], other[name])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "exactly one of number, density, places, seats, inflow; 'x' has none"),
        ({"number": 1, "density": 1}, "has number and density"),
        ({"number": -1}, "greater than or equal to 0"),
        ({"number": 1, "where": []}, "at least 1 item"),
        ({"number": 1, "where": {"area": [[0, 0], [1, 0], [1, 1]]}}, "either storey"),
        ({"number": 1, "where": {"room": "a", "area": [[0, 0], [1, 0], [1, 1]]}}, "not with room"),
        ({"seats": {"blocks": ["a"]}, "where": {"room": "a"}}, "'where' does not go with 'seats'"),
        ({"seats": {"blocks": ["a", "a"]}}, "named twice"),
        ({"seats": {"blocks": ["a"], "occupancy": "120 %"}}, "less than or equal to 1"),
        ({"number": 1, "mobility": {"reduced": 0.7, "stick": 0.7}}, "more than 1"),
        ({"number": 1, "mobility": {"reduced": -0.1}}, "between 0 and 1"),
        ({"number": 1, "radius": 0}, "radius must stay above 0"),
        ({"number": 1, "desired_speed": {"kind": "normal", "mean": 1.3, "sd": 0.3}}, "add 'min'"),
        ({"number": 1, "speed": 1}, "speed"),
        ({"inflow": {"rates": [{"until": 1, "rate": 1}]}}, "either line"),
        ({"inflow": {"line": [[0, 0], [1, 0]], "rates": [{"until": 1, "rate": 1}]}}, "go together"),
        ({"inflow": {"where": {"room": "a"}, "rates": []}}, "at least 1 item"),
        ({"inflow": {"where": {"room": "a"}}}, "needs rates"),
        ({"inflow": {"people": [{"time": 1, "place": [0, 0]}]}}, "people and storey"),
        (
            {
                "inflow": {
                    "storey": "a",
                    "people": [{"time": 1, "place": [0, 0]}],
                    "rates": [{"until": 1, "rate": 1}],
                }
            },
            "not both",
        ),
        (
            {"inflow": {"where": {"room": "a"}, "rates": [{"from": 5, "until": 1, "rate": 1}]}},
            "later than from",
        ),
        (
            {
                "inflow": {
                    "where": {"room": "a"},
                    "rates": [{"until": 9, "rate": 1}, {"from": 5, "until": 12, "rate": 1}],
                }
            },
            "before the one ahead",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(fields, words):
    with pytest.raises(ValidationError, match=words):
        PopulationDoc.model_validate({"id": "x", **fields})


def test_written_out_with_all_defaults_it_reads_back_the_same():
    doc = PopulationDoc.model_validate(
        {
            "id": "x",
            "inflow": {
                "where": {"room": "a"},
                "rates": [{"from": "1 min", "until": "2 min", "rate": "30/min"}],
            },
        }
    )
    text = doc.model_dump_json()
    assert '"from":60.0' in text
    assert PopulationDoc.model_validate_json(text) == doc
