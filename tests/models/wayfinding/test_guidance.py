"""Signs and stewards in whole runs: shares who notice and follow, utilities that come out as probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scenes import box, gap, scenario, storey

from exeunt.models.wayfinding.guidance import GuidanceDoc
from exeunt.simulation import Simulation, build

Document = dict[str, Any]


def corridor(signs: list[Document], people: int = 200, choice: Any = None, **more: Any) -> Simulation:
    """People in the middle of a hall of 40 m, equally far from two exits that screens hide from them."""
    screens = [{"line": [[x, 3.5], [x, 8.5]], "thickness": 0.2} for x in (3, 37)]
    venue = {
        "storeys": [storey("hall", 0, 0, 40, 12, walls=screens)],
        "exits": [gap("west", "hall", 0, 5, 0, 7), gap("east", "hall", 40, 5, 40, 7)],
    }
    crowd = {
        "number": people, "where": {"storey": "hall", "area": box(16, 0.5, 24, 11.5)},
        "exit_choice": choice or {"kind": "logit", "others": 0.0, "time": 1e-6},
    }  # fmt: skip
    top = {"signs": signs} if signs else {}
    return build(scenario(venue, [crowd], **top, **more), threads=1)


def west_of(simulation: Simulation) -> float:
    """Share of people who leave by the exit in the west."""
    assert simulation.loop().run() == "everyone is out"
    world = simulation.world
    west = next(exit.index for exit in world.venue.exits if exit.id == "west")
    return float((world["exit_used"] == west).mean())


def hung(**more: Any) -> Document:
    """A sign in the middle of the north wall that everybody in the middle can read."""
    return {"id": "s", "storey": "hall", "at": [20, 11.99], "facing": "-90 deg", "exit": "west"} | more


def test_of_those_who_could_read_a_static_sign_38_percent_notice_and_95_of_them_follow():
    simulation = corridor([hung()], people=400)
    west_of(simulation)
    figures = next(model for model in simulation.models if model.name == "guidance").figures()[0]
    assert figures["reached"] > 380
    share = figures["noticed"] / figures["reached"]
    assert abs(share - 0.38) < 3.0 * np.sqrt(0.38 * 0.62 / figures["reached"])
    assert figures["followed"] / figures["noticed"] == pytest.approx(0.95, abs=0.06)
    world = simulation.world
    assert int((world["signs_noticed"] > 0).sum()) == figures["noticed"]
    assert (world["signs_noticed"] <= world["signs_seen"]).all()
    assert int((world["told_exit"] >= 0).sum()) == figures["followed"]


def test_a_word_is_worth_its_utility_at_equal_times():
    """P = 1 / (1 + exp(-1.5)) = 0.82 for people who all notice and follow."""
    signs = [hung(noticed=1.0, followed=1.0)]
    shares = [west_of(corridor(signs, run={"seed": seed})) for seed in (1, 2)]
    assert np.mean(shares) == pytest.approx(1.0 / (1.0 + np.exp(-1.5)), abs=0.06)


def test_a_negative_sign_keeps_people_from_an_exit():
    signs = [hung(kind="negative", noticed=1.0, followed=1.0)]
    assert west_of(corridor(signs)) == pytest.approx(1.0 / (1.0 + np.exp(3.0)), abs=0.05)


def test_an_arrow_means_the_nearest_exit_that_way():
    signs = [hung(exit=None, way="180 deg", noticed=1.0, followed=1.0)]
    simulation = corridor(signs, people=60)
    west_of(simulation)
    west = next(exit.index for exit in simulation.world.venue.exits if exit.id == "west")
    assert (simulation.world["told_exit"] == west).all()


def test_a_sign_that_is_not_lit_up_yet_is_not_read():
    simulation = corridor([hung(noticed=1.0, start=500)], people=20)
    west_of(simulation)
    assert (simulation.world["signs_seen"] == 0).all()


def test_rules_that_compare_times_take_a_unit_for_ten_seconds():
    """With 'nearest' everybody told goes west although it is up to 8 m, 6 s, farther; without, each to its own side."""
    told = corridor([hung(noticed=1.0, followed=1.0)], people=60, choice="nearest")
    assert west_of(told) == 1.0
    assert 0.2 < west_of(corridor([], people=60, choice="nearest")) < 0.8


def test_seeing_an_exit_counts_only_where_nothing_hides_it():
    venue = {
        "storeys": [storey("hall", 0, 0, 40, 12, walls=[{"line": [[37, 3.5], [37, 8.5]], "thickness": 0.2}])],
        "exits": [gap("west", "hall", 0, 5, 0, 7), gap("east", "hall", 40, 5, 40, 7)],
    }
    crowd = {"number": 200, "where": {"storey": "hall", "area": box(16, 4, 24, 8)},
             "exit_choice": {"kind": "logit", "others": 0.0, "time": 1e-6, "inertia": 0.0, "every": 100}}  # fmt: skip
    simulation = build(scenario(venue, [crowd], guidance={}), threads=1)
    assert west_of(simulation) == pytest.approx(1.0 / (1.0 + np.exp(-0.7)), abs=0.08)


def test_more_signs_change_nobodys_luck_with_the_first():
    one, two = (
        corridor(signs, people=60)
        for signs in ([hung()], [hung(), hung(id="t", at=[20, 0.01], facing="90 deg")])
    )
    for simulation in (one, two):
        west_of(simulation)
    first, second = (next(m for m in s.models if m.name == "guidance") for s in (one, two))
    both = first.reached[0] & second.reached[0]
    assert both.sum() > 50
    assert (first.noticed[0][both] == second.noticed[0][both]).all()


def test_an_announcement_that_names_an_exit_is_accepted_after_its_message_by_85_percent():
    voice = {"kind": "recorded_voice", "id": "va", "time": 0, "message": 5, "exit": "west"}
    simulation = corridor([], people=200, alarms={"systems": [voice]})
    west_of(simulation)
    world = simulation.world
    told = world["told_exit"] >= 0
    assert told.mean() == pytest.approx(0.85, abs=0.08)
    assert world["told_at"][told].min() >= 5.0


def test_without_staff_and_signs_nothing_is_told_and_nothing_recorded():
    simulation = corridor([], people=20)
    assert not any(model.name in ("guidance", "staff") for model in simulation.models)
    assert not simulation.world.minds
    assert "told_exit" not in simulation.world.recorded


def test_defaults_are_those_of_the_sources():
    rules = GuidanceDoc()
    assert (rules.compliance, rules.steward, rules.visible, rules.reach) == (0.9, 1.5, 0.7, 8.0)
