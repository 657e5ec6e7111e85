"""An explosion starts an incident and nothing more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from scenes import box, gap, run, scenario, storey

from exeunt.models.hazards.explosion import Explosion
from exeunt.scenario.check import check_scenario

HALL = {
    "storeys": [storey("hall", 0, 0, 30, 10)],
    "exits": [gap("west", "hall", 0, 4, 0, 6), gap("east", "hall", 30, 4, 30, 6)],
}
EVENT = {"id": "bang", "kind": "explosion", "storey": "hall", "at": [15, 5], "start": "2 s"}
CROWD = {"number": 120, "where": {"storey": "hall", "area": box(10, 1, 20, 9)}, "pre_movement": 20}


def scene(**event: Any) -> Any:
    return scenario(HALL, [CROWD], hazards={"sources": [{**EVENT, **event}]}, run={"max_time": 60})


def test_of_those_in_the_disc_the_stated_share_falls_at_that_time_and_nobody_else() -> None:
    simulation, _, trace = run(scene(radius=4.0, casualties=0.5), every=0.5)
    world = simulation.world
    at = np.flatnonzero(trace["time"] == 2.0)[0]
    near = np.hypot(trace["x"][at] - 15.0, trace["y"][at] - 5.0) <= 4.0
    struck = ~np.isnan(world["struck_at"])
    assert near.sum() > 30
    assert not (struck & ~near).any()
    assert struck.sum() == pytest.approx(0.5 * near.sum(), abs=3 * np.sqrt(0.25 * near.sum()))
    assert (world["incapacitated_at"][struck] == 2.0).all()
    assert np.isnan(world["time_out"][struck]).all()
    assert np.isnan(world["incapacitated_at"][~struck]).all()
    causes = {event.cause for event in trace.events if event.kind == "incapacitated"}
    assert causes == {"initiating event"}


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_share_is_taken_at_its_word(share: float) -> None:
    simulation, _, _ = run(scene(radius=50.0, casualties=share), every=0.5)
    assert (~np.isnan(simulation.world["incapacitated_at"])).mean() == share


def test_more_casualties_never_spare_someone_who_fell_with_fewer() -> None:
    fallen = []
    for share in (0.3, 0.6):
        simulation, _, _ = run(scene(radius=50.0, casualties=share), every=0.5)
        fallen.append(~np.isnan(simulation.world["struck_at"]))
    assert (fallen[0] <= fallen[1]).all()
    assert fallen[0].sum() < fallen[1].sum()


def test_a_blocked_exit_lets_nobody_through_and_the_last_one_leaves_later() -> None:
    free, _, _ = run(scene(), every=0.5)
    simulation, _, _ = run(scene(blocked=["east"]), every=0.5)
    west = simulation.world.venue.opening("west").index
    assert (simulation.world["exit_used"] == west).all()
    assert (free.world["exit_used"] != west).any()
    assert simulation.world["time_out"].max() > free.world["time_out"].max()


def test_who_has_no_way_out_once_an_exit_is_blocked_is_said_before_the_run() -> None:
    def said(**event: Any) -> list[Any]:
        return [problem for problem in check_scenario(scene(**event)).problems if "way" in problem.message]

    assert not said(blocked=["west"])
    (late,) = said(blocked=["west", "east"])
    assert late.severity == "warning"
    assert "once 'east', 'west' are blocked (2 s)" in late.message
    (at_once,) = said(blocked=["west", "east"], start=0)
    assert at_once.severity == "error"
    assert "no way leads to an open exit" in at_once.message


def test_its_fire_starts_with_it_and_radiates() -> None:
    fire = {"growth": 1.0, "peak": "1 MW"}
    simulation, _, trace = run(scene(fire=fire), every=0.5)
    begins = [event.time for event in trace.events if event.kind == "hazard" and "begins" in event.cause]
    assert begins == [2.0]
    assert simulation.world["fed_heat"].max() > 0.01


@pytest.mark.parametrize(
    "wrong",
    [
        {"charge": 5}, {"yield": 2}, {"overpressure": 10}, {"device": "x"}, {"lethality": 0.5}, {"target": "exit"},
        {"casualties": 1.2}, {"casualties": 0.5, "radius": 0}, {"fire": {"start": 5}}, {"storey": None},
    ],
    ids=lambda wrong: next(iter(wrong)),
)  # fmt: skip
def test_only_the_stated_keys_exist(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Explosion.model_validate({**EVENT, **wrong})


def test_an_event_outside_the_building_and_an_unknown_opening_are_said_before_the_run() -> None:
    outside = check_scenario(scene(at=[40, 5])).errors
    assert any("burns outside" in problem.message for problem in outside)
    unknown = check_scenario(scene(blocked=["eest"])).errors
    assert any("no exit or door 'eest'" in problem.message for problem in unknown)
