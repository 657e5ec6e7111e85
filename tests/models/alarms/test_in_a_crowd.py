"""A crowd in a room that fills with smoke: what helps helps, and what hinders hinders."""

from __future__ import annotations

from typing import Any

import numpy as np
from scenes import box, gap, run, scenario, storey, walker

HALL = {
    "storeys": [storey("hall", 0, 0, 16, 12)],
    "exits": [gap("east", "hall", 16, 5, 16, 6.2), gap("west", "hall", 0, 5, 0, 6.2)],
}
FIRE = {
    "id": "fire", "kind": "room_filling", "storey": "hall", "at": [8, 1], "ceiling": 3.0, "growth": "ultra_fast",
}  # fmt: skip
CROWD = {
    "number": 60, "where": {"storey": "hall", "area": box(2, 3, 14, 11)}, "cue": "alarm",
    "pre_movement": {"kind": "uniform", "min": 5, "max": 25},
}  # fmt: skip


def outcome(alarm: float, seed: int, venue: dict[str, Any] = HALL, **hazards: Any) -> tuple[float, float]:
    """Mean dose of gases and the time at which the last leaves."""
    scene = scenario(
        venue, [CROWD], hazards={"sources": [FIRE], **hazards}, run={"max_time": 240},
        alarms={"detectors": [{"id": "call", "kind": "manual", "time": alarm}], "smoke_seen": None},
    )  # fmt: skip
    world = run(scene, every=1.0, seed=seed)[0].world
    out = world["time_out"]
    return float(world["fed_gas"].mean()), float(np.where(np.isnan(out), 240.0, out).max())


def test_an_earlier_alarm_lowers_the_dose_with_every_seed() -> None:
    for seed in (1, 2):
        doses, lasts = zip(*(outcome(alarm, seed) for alarm in (20.0, 50.0, 80.0)), strict=True)
        assert doses[0] < doses[1] < doses[2]
        assert lasts[0] < lasts[1] < lasts[2]


def test_a_locked_exit_costs_time_and_dose_with_every_seed() -> None:
    shut = {**HALL, "exits": [{**HALL["exits"][0], "state": "locked"}, HALL["exits"][1]]}  # type: ignore[dict-item]
    for seed in (1, 2):
        both, one = outcome(50.0, seed), outcome(50.0, seed, shut)
        assert one[0] > both[0]
        assert one[1] > both[1]


def test_nobody_sits_beside_a_fire_until_the_delay_is_over() -> None:
    burning = {"id": "fire", "kind": "fire", "storey": "hall", "at": [8, 6], "growth": 1.0, "peak": "1 MW"}
    who = {**walker(8, 8, size=0.4), "pre_movement": 60}
    far = {**walker(1, 11, size=0.4), "pre_movement": 60}
    for avoidance, starts in (({}, 1.5), (None, 60.0)):
        rules = {"sources": [burning], "avoidance": avoidance}
        world = run(scenario(HALL, [who, far], hazards=rules, run={"max_time": 90}), every=1.0)[0].world
        assert world["start_time"][0] <= starts + 1e-9
        assert world["start_time"][1] == 60.0
