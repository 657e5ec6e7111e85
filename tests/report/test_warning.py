"""A run that starts late because the control room drew a rare delay says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scenes import gap, scenario, storey, walker

from exeunt.models.alarms.control_room import STAGES, ControlRoomDoc
from exeunt.report.compose import compose
from exeunt.results.run import open_run
from exeunt.simulation import simulate

CHAIN: dict[str, Any] = {stage: {"kind": "constant", "value": 2.0} for stage in STAGES}
CHAIN["verify"] = {"kind": "log_normal", "median": 10.0, "sigma": 0.7}
# 10 s exp(0.7 z), with z = 2.3263 the 99th percentile of the standard normal distribution
USUAL = 50.95


def verifying(seed: int) -> float:
    return ControlRoomDoc.model_validate(CHAIN).draws(seed)[STAGES.index("verify")].seconds


def told(tmp_path: Path, read: Any, seed: int, longest: float = 400) -> str:
    hall = {
        "storeys": [storey("hall", 0, 0, 12, 10)],
        "exits": [gap("out", "hall", 12, 4, 12, 6)],
    }
    alarms = {"control_room": {"informed": 0, **CHAIN}, "systems": [{"id": "bell", "kind": "bell"}]}
    watched = scenario(
        hall, [{**walker(2, 2), "pre_movement": 10}], alarms=alarms, behaviour={}, run={"max_time": longest}
    )
    simulate(watched, seed=seed, out=tmp_path / "run")
    return str(read(compose(open_run(tmp_path / "run"))).text)


def test_a_rare_draw_is_told_with_what_is_usual(tmp_path: Path, read: Any) -> None:
    seed = next(seed for seed in range(1, 2000) if verifying(seed) > USUAL)
    text = told(tmp_path, read, seed)
    assert f"it drew {verifying(seed):.0f} s to verify (99 % of draws: at most 51 s)" in text


def test_it_is_told_of_a_stage_that_outlasts_the_run(tmp_path: Path, read: Any) -> None:
    seed = next(seed for seed in range(1, 2000) if verifying(seed) > USUAL)
    assert "The warning was unusually late." in told(tmp_path, read, seed, longest=20)


def test_nothing_is_told_of_usual_draws_nor_of_what_is_always_the_same(tmp_path: Path, read: Any) -> None:
    seed = next(seed for seed in range(1, 200) if 0.9 * USUAL < verifying(seed) < USUAL)
    assert "unusually" not in told(tmp_path, read, seed)
    assert all(draw.seconds == draw.usual for draw in ControlRoomDoc.model_validate(
        dict.fromkeys(STAGES, CHAIN["notice"])
    ).draws(seed))  # fmt: skip


@pytest.mark.parametrize("seed", [1, 7])
def test_the_chain_is_the_sum_of_what_is_drawn(seed: int) -> None:
    room = ControlRoomDoc()
    spent = [draw.seconds for draw in room.draws(seed)]
    assert room.chain(seed).tolist() == pytest.approx([sum(spent[: k + 1]) for k in range(len(spent))])
