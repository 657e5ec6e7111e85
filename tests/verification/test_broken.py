"""A model that is broken on purpose is caught: the tests that are about the broken part fail, others do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import exeunt.models.population.populate as populate_module
from exeunt.engine.openings import OpeningChanges
from exeunt.simulation import Simulation, build
from exeunt.venue.venue import Lift
from exeunt.verification.catalogue import chosen
from exeunt.verification.run import verify


def states(*ids: str) -> dict[str, str]:
    findings = verify([requirement for requirement in chosen() if requirement.id in ids])
    return {finding.requirement.id: finding.state for finding in findings}


def with_columns(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], None]) -> None:
    """Let every person be drawn as before, and then be changed."""
    drawn = populate_module.draw_attributes

    def changed(*arguments: Any) -> dict[str, Any]:
        columns = drawn(*arguments)
        change(columns)
        return columns

    monkeypatch.setattr(populate_module, "draw_attributes", changed)


def test_stairs_at_level_speed_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    stairs = ("rimea-2", "rimea-3", "imo-2", "imo-3", "nist-2.2", "iso-3")
    level = ("rimea-1", "imo-1")
    assert set(states(*stairs, *level).values()) == {"passed"}

    def broken(columns: dict[str, Any]) -> None:
        for way in ("up", "down"):
            columns[f"speed_stairs_{way}"] = columns["desired_speed"].copy()

    with_columns(monkeypatch, broken)
    found = states(*stairs, *level)
    assert {found[id] for id in stairs} == {"failed"}
    assert {found[id] for id in level} == {"passed"}


def test_people_who_pass_through_each_other_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """By our own test of distances, and by ISO's of speed and density (three densities, three seeds)."""
    (density,) = chosen("iso", "iso-13")
    cases = {name: density.trial.cases[name] for name in ("60 people", "120 people", "240 people")}
    density = replace(density, trial=replace(density.trial, cases=cases, seeds=3))
    wanted = [*chosen("analytic", "analytic-bodies"), density]
    assert [finding.state for finding in verify(wanted)] == ["passed", "passed"]

    def ghosts(columns: dict[str, Any]) -> None:
        columns["radius"][:] = 0.01
        columns["time_gap"][:] = 0.01

    with_columns(monkeypatch, ghosts)
    assert [finding.state for finding in verify(wanted)] == ["failed", "failed"]
    assert states("imo-1") == {"imo-1": "passed"}


def test_an_exit_that_does_not_close_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert states("nist-4.1", "iso-9") == {"nist-4.1": "passed", "iso-9": "passed"}
    monkeypatch.setattr(OpeningChanges, "update", lambda self, world, steps: None)
    assert states("nist-4.1", "iso-9") == {"nist-4.1": "failed", "iso-9": "failed"}


def test_delays_that_are_ignored_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    from exeunt.models.behaviour.pre_movement import PreMovementModel

    class Hasty(PreMovementModel):
        def setup(self, world: Any) -> None:
            super().setup(world)
            world["start_time"][:] = 0.0

        def update(self, world: Any, steps: int) -> None:
            super().update(world, steps)
            world["start_time"][:] = 0.0

    monkeypatch.setattr("exeunt.simulation.wiring.PreMovementModel", Hasty)
    assert states("imo-5") == {"imo-5": "failed"}


def test_a_lift_that_needs_no_time_to_start_and_stop_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert states("nist-2.7", "iso-20") == {"nist-2.7": "passed", "iso-20": "passed"}

    def at_full_speed(lift: Lift, start: int, end: int) -> float:
        return abs(lift.elevations[end] - lift.elevations[start]) / lift.speed

    monkeypatch.setattr(Lift, "travel_time", at_full_speed)
    assert states("nist-2.7", "iso-20", "iso-21") == {
        "nist-2.7": "failed", "iso-20": "failed", "iso-21": "passed",
    }  # fmt: skip


def test_a_car_that_takes_in_more_than_fit_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "exeunt.verification.run.build", lambda *args, **options: roomier(build(*args, **options))
    )
    assert states("iso-20") == {"iso-20": "failed"}


def roomier(simulation: Simulation) -> Simulation:
    lifts = tuple(replace(lift, capacity=12) for lift in simulation.world.venue.lifts)
    object.__setattr__(simulation.world.venue, "lifts", lifts)
    return simulation
