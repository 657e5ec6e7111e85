"""Budgets refitted with contagion on give the response that was measured; without need they stay as they are."""

from __future__ import annotations

import numpy as np
import pytest
from scenes import Document, box, gap, scenario, storey
from typer.testing import CliRunner

from exeunt.base.errors import ScenarioError
from exeunt.models.behaviour.pre_movement import LogNormalDelay
from exeunt.scenario.files import Scenario
from exeunt.simulation.refit import Response, refit

LAW = {"kind": "log_normal", "median": 60, "sigma": 0.8}


def hall(weight: float, number: int = 150, **more: Document) -> Scenario:
    venue = {"storeys": [storey("hall", 0, 0, 20, 15)], "exits": [gap("out", "hall", 20, 6, 20, 9)]}
    crowd = {
        "number": number,
        "where": {"storey": "hall", "area": box(0, 0, 15, 15)},
        "pre_movement": LAW,
        **more,
    }
    contagion = {"weight": weight} if weight else None
    decision = {"kind": "delay_budget", "preparation": 0, "filming": None, "contagion": contagion}
    return scenario(
        venue, [crowd], alarms={"systems": [{"id": "b", "kind": "bell", "time": 10}]}, behaviour={"decision": decision},
        run={"max_time": 2000},
    )  # fmt: skip


def test_the_spread_of_a_log_normal_response_is_its_own() -> None:
    law = LogNormalDelay.model_validate({"kind": "log_normal", "median": 75, "sigma": 0.6})
    assert Response.wanted(law).sigma == pytest.approx(0.6)
    drawn = 75 * np.exp(0.6 * np.random.default_rng(1).normal(size=20000))
    found = Response.of(drawn, 1e6)
    assert (found.median, found.sigma) == (pytest.approx(75, rel=0.02), pytest.approx(0.6, rel=0.02))


def test_without_contagion_budgets_are_the_response() -> None:
    (one,) = refit(hall(0.0), rounds=1, tolerance=0.2)
    assert one.settled
    assert one.reached.median == pytest.approx(60, rel=0.2)
    assert one.budget == one.target


def test_contagion_shortens_the_tail_and_refitted_budgets_bring_it_back() -> None:
    (one,) = refit(hall(3.0), rounds=8, tolerance=0.05)
    assert one.before.sigma < 0.85 * one.target.sigma
    assert one.before.median < one.target.median
    assert one.settled
    assert one.reached.sigma == pytest.approx(one.target.sigma, rel=0.06)
    assert one.budget.sigma > one.target.sigma
    assert one.budget.median > one.target.median


def test_what_cannot_be_refitted_is_said() -> None:
    with pytest.raises(ScenarioError, match="there is no population 'crowd'; there are p0"):
        refit(hall(1.0), populations=["crowd"])
    with pytest.raises(ScenarioError, match="'p0' starts without a cue"):
        refit(hall(1.0, cue="start"), populations=["p0"])
    plain = scenario({"storeys": [storey("h", 0, 0, 5, 5)], "exits": [gap("o", "h", 5, 1, 5, 2)]}, [])
    with pytest.raises(ScenarioError, match="no delay budgets to refit"):
        refit(plain)


def test_a_target_that_is_none_is_refused_before_anything_runs(tmp_path) -> None:
    from exeunt.cli.app import app

    file = tmp_path / "hall.yaml"
    file.write_text(
        "exeunt: 1\nvenue: {storeys: [{id: h, area: [[0,0],[5,0],[5,5],[0,5]]}]}\n", encoding="utf-8"
    )
    for target in ("60", "60 kg, 0.5", "60 s, 0", "sixty, 0.5", "1, 2, 3"):
        result = CliRunner().invoke(app, ["refit", str(file), "--target", target])
        assert result.exit_code != 0, target
        assert "is no median and sigma" in result.output, result.output
