"""Attributes of people that belong to a law of walking."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from scenes import gap, scenario, storey

from exeunt.report.limits import GENERAL
from exeunt.scenario.files import Scenario, apply_edits, loads
from exeunt.scenario.resolved import assumptions, resolved_yaml
from exeunt.simulation import build

VENUE = {"storeys": [storey("hall", 0, 0, 20, 14)], "exits": [gap("e", "hall", 0, 4, 0, 5.2)]}
STEWARD = {"id": "steward", "storey": "hall", "at": [15, 7], "instruction": "sweep"}


def house(movement: Any = "collision_free_speed", **population: Any) -> Scenario:
    people = [{"id": "a", "number": 3, **population}, {"id": "b", "number": 3}]
    return scenario(VENUE, people, movement=movement, staff=[STEWARD])


def gaps(made: Scenario) -> list[float]:
    return build(made, threads=1).world["time_gap"].tolist()


def told(made: Scenario) -> dict[str, Any]:
    return {row.key: row for row in assumptions(made.document) if row.key.endswith("time_gap")}


def test_the_published_model_comes_with_its_time_gap() -> None:
    assert gaps(house()) == [1.0] * 7
    assert gaps(house("encounters")) == [0.55] * 7
    row = told(house())["people[0].time_gap"]
    assert (row.is_set, row.is_assumed) == (False, False)
    assert row.source == "Tordeux, Chraibi & Seyfried 2016: T = 1 s"
    assert told(house("encounters"))["people[0].time_gap"].is_assumed


@pytest.mark.parametrize("stated", [0.55, 0.8, 1.0])
def test_what_a_population_states_wins(stated: float) -> None:
    made = house(time_gap=stated)
    assert gaps(made) == [stated] * 3 + [1.0] * 4
    assert told(made)["people[0].time_gap"].is_set == (stated != 1.0)


def test_an_edit_of_the_movement_brings_the_gap_along() -> None:
    made = house("encounters", time_gap={"kind": "uniform", "min": 0.5, "max": 0.6})
    changed = apply_edits(made, {"movement": "collision_free_speed"})
    assert max(gaps(changed)[:3]) <= 0.6
    assert gaps(changed)[3:] == [1.0] * 4
    back = apply_edits(changed, {"movement": "encounters"})
    assert np.array_equal(gaps(back), gaps(made))
    assert back.hash == made.hash


def test_the_resolved_scenario_says_so_and_is_its_own_resolution() -> None:
    text = resolved_yaml(house())
    assert (
        text.count("time_gap:  # s; default; Tordeux, Chraibi & Seyfried 2016: T = 1 s; range 0.5 to 1.5")
        == 2
    )
    again = loads(text)
    assert again.hash == house().hash
    assert resolved_yaml(again) == text
    assert pickle.loads(pickle.dumps(house())).document == house().document


def test_no_sentence_warns_of_a_gap_of_another_model() -> None:
    told = [*GENERAL, *house().document.movement.cannot_show()]
    assert not any("time gap" in sentence for sentence in told)
