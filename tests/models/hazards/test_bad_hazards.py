"""What is wrong with hazards is said where it stands, before a run begins."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scenes import box, gap, storey

from exeunt.base.errors import ScenarioError
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import loads

VENUE = {"storeys": [storey("hall", 0, 0, 20, 10)], "exits": [gap("door", "hall", 20, 4, 20, 6)]}
FILLING = {"id": "f", "kind": "room_filling", "storey": "hall", "at": [5, 5], "ceiling": 4}


def said(source: dict[str, Any]) -> str:
    crowd = [{"id": "p", "number": 1, "where": {"storey": "hall"}}]
    document = {"exeunt": 1, "venue": VENUE, "people": crowd, "hazards": {"sources": [source]}}
    try:
        problems = check_scenario(loads(json.dumps(document), "case.json"), place=False).errors
    except ScenarioError as error:
        problems = tuple(error.problems)
    return "\n".join(str(problem) for problem in problems)


def test_a_sound_fire_is_sound() -> None:
    assert said(FILLING) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"at": [25, 5]}, ["hazards.sources[0].at", "burns outside storey 'hall'", "(25.00, 5.00)"]),
        ({"soot_yield": -0.1}, ["hazards.sources[0].soot_yield", "0"]),
        ({"fuel": "wod"}, ["hazards.sources[0].fuel", "wood"]),
        ({"storey": "hal"}, ["hazards.sources[0].storey", "no storey 'hal'", "hall"]),
        ({"peak": "5 MWh"}, ["hazards.sources[0].peak", "MW"]),
        ({"ceiling": 0.4, "height": 0.5}, ["ceiling"]),
        ({"kind": "bonfire"}, ["hazards.sources[0].kind", "unknown kind 'bonfire'", "'fire'"]),
        ({"storey": None}, ["name its storey or its room"]),
    ],
)
def test_what_is_wrong_is_said_with_its_key(change: dict[str, Any], words: list[str]) -> None:
    text = said({**FILLING, **change})
    assert text
    for word in words:
        assert word in text


def test_an_area_off_the_storey_is_an_error() -> None:
    text = said({"id": "a", "kind": "flames", "storey": "hall", "area": box(30, 0, 35, 5)})
    assert "lies outside storey 'hall'" in text


def test_states_must_be_in_order() -> None:
    states = [{"at": 10, "extinction": 1}, {"at": 5, "extinction": 2}]
    assert "must grow" in said({"id": "a", "kind": "field", "states": states})
