"""Delays follow the distributions asked for; people start when they should."""

import numpy as np
import pytest
import scipy.stats as st
from pydantic import ValidationError
from shapely import box

from exeunt.base.kinds import kinds
from exeunt.base.random import person_keys
from exeunt.base.streams import Stream
from exeunt.models.behaviour.pre_movement import PRESETS, PreMovementModel
from exeunt.models.population.attributes import draw_attributes
from exeunt.models.population.document import PopulationDoc
from exeunt.venue.fields import FieldCache
from exeunt.venue.venue import Surface, Venue
from exeunt.world.contract import check_wiring
from exeunt.world.state import Clock, Openings, World, empty_columns

FAMILY = kinds("pre_movement")
DEFAULTS = [
    ("uniform", st.uniform(10, 90)),
    ("normal", st.truncnorm(-3, np.inf, 60, 20)),
    ("log_normal", st.lognorm(0.6, scale=60)),
    ("gamma", st.gamma(1.291, scale=103.901)),
    ("weibull", st.weibull_min(1.195, scale=139.285)),
    ("preset", st.lognorm(0.6, scale=60)),
]


def world_of(people, populations=1):
    columns = empty_columns(people)
    columns["key"] = person_keys("visitors", people)
    columns["population"][:] = np.arange(people) % populations
    columns["present"][:] = 1
    venue = Venue(
        "hall", (Surface(0, "hall", "storey", box(0, 0, 9, 9), 0.0),), (), (), np.empty((0, 4)),
        np.empty(0, dtype=np.int32),
    )  # fmt: skip
    return World(
        venue,
        FieldCache.__new__(FieldCache),
        Clock(0.05),
        Openings(np.zeros(0, dtype=np.int8)),
        columns,
        seed=3,
    )


@pytest.mark.parametrize(("name", "reference"), DEFAULTS)
def test_defaults_of_each_kind_follow_their_distribution(name, reference):
    law = FAMILY[name]()
    drawn = np.concatenate([law.draw(s, Stream.PRE_MOVEMENT, person_keys("x", 2000)) for s in range(5)])
    assert st.kstest(drawn, reference.cdf).pvalue > 0.01
    assert drawn.min() >= 0


@pytest.mark.parametrize("setting", sorted(PRESETS))
def test_presets_have_their_median_and_spread(setting):
    median, sigma, source = PRESETS[setting]
    drawn = FAMILY["preset"](setting=setting).quantile(np.array([0.5, st.norm.cdf(1.0)]))
    np.testing.assert_allclose(drawn, [median, median * np.exp(sigma)], rtol=1e-9)
    assert source


def test_office_preset_has_the_corrected_quantiles():
    # mu = 4.586, sigma = 0.967: P10 28 s, median 98 s, P95 481 s
    drawn = FAMILY["preset"](setting="offices").quantile(np.array([0.1, 0.5, 0.95]))
    np.testing.assert_allclose(drawn, [28.4, 98.1, 481.4], atol=0.2)


def test_every_parameter_tells_its_source():
    for name, kind in FAMILY.items():
        if name == "histogram":
            continue
        properties = kind.model_json_schema()["properties"]
        sourced = [
            key
            for key in properties
            if key not in ("kind", "min", "max", "mu") or "exeunt" in properties[key]
        ]
        assert all(properties[key]["exeunt"]["source"] for key in sourced), name


@pytest.mark.parametrize(
    "text",
    [
        {"kind": "constant", "value": -1},
        {"kind": "normal", "min": -5},
        {"kind": "normal", "min": None},
        {"kind": "uniform", "min": -1, "max": 1},
        {"kind": "histogram", "edges": [-1, 1], "weights": [1]},
    ],
)
def test_nobody_starts_before_the_alarm(text):
    with pytest.raises(ValidationError, match="cannot be negative"):
        FAMILY[text["kind"]].model_validate(text)


def test_units_are_accepted():
    assert FAMILY["log_normal"].model_validate({"median": "2 min", "sigma": 0.5}).median == 120
    assert FAMILY["log_normal"].model_validate({"mu": 4.0}).median is None


def test_people_start_after_alarm_or_arrival_plus_delay():
    world = world_of(1000, populations=2)
    world["present"][900:] = 0
    model = PreMovementModel([FAMILY["constant"](value=30), FAMILY["log_normal"]()])
    check_wiring([model])
    model.setup(world)
    there = world["present"] == 1
    np.testing.assert_array_equal(world["start_time"][there], world["pre_movement"][there])
    assert (world["pre_movement"][::2] == 30).all()
    assert np.median(world["pre_movement"][1::2]) == pytest.approx(60, rel=0.1)
    assert np.isnan(world["start_time"][900:]).all()
    world.clock.step = 400
    world["present"][900:950] = 1
    started = world["start_time"].copy()
    model.update(world, 2)
    np.testing.assert_allclose(world["start_time"][900:950], 20.0 + world["pre_movement"][900:950])
    np.testing.assert_array_equal(world["start_time"][:900], started[:900])
    assert np.isnan(world["start_time"][950:]).all()


def test_a_person_keeps_the_rank_when_the_distribution_changes():
    ranks = []
    for law in (FAMILY["uniform"](), FAMILY["gamma"](), FAMILY["preset"](setting="stewards")):
        world = world_of(500)
        PreMovementModel([law]).setup(world)
        ranks.append(np.argsort(world["pre_movement"]))
    np.testing.assert_array_equal(ranks[0], ranks[1])
    np.testing.assert_array_equal(ranks[0], ranks[2])


def test_who_starts_early_is_neither_fast_nor_slow_nor_large_nor_old():
    """No source says that delay and the attributes of a person hang together: their ranks are independent."""
    world = world_of(4000)
    PreMovementModel([FAMILY["log_normal"]()]).setup(world)
    doc = {"id": "visitors", "number": 4000, "where": {"storey": "hall"}, "mobility": {},
           "age": {"kind": "uniform", "min": 18, "max": 70}, "radius": {"kind": "uniform", "min": 0.18, "max": 0.25},
           "desired_speed": {"kind": "normal", "mean": 1.3, "sd": 0.2, "min": 0.4}}  # fmt: skip
    drawn = draw_attributes(PopulationDoc.model_validate(doc), world["key"], world.seed)
    ranks = {
        "delay": world["pre_movement"],
        **{name: drawn[name] for name in ("desired_speed", "radius", "age")},
    }
    together = st.spearmanr(np.column_stack(list(ranks.values()))).statistic
    apart = together[~np.eye(len(ranks), dtype=bool)]
    # four standard errors of independent ranks
    assert np.abs(apart).max() < 4 / np.sqrt(4000), ranks.keys()
