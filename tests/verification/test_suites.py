"""The program passes what it must: exact and functional tests always, everything on request."""

from __future__ import annotations

import numpy as np
import pytest

from exeunt.verification.catalogue import SUITES, chosen
from exeunt.verification.contract import Samples
from exeunt.verification.run import local_pool, verify
from exeunt.verification.trials.building import judge_stair_diagram
from exeunt.verification.trials.people import DELAYS, LAWS, judge_laws

# exact or functional, and seconds in all
QUICK = {
    "rimea": ("1", "2", "3", "5", "6", "10", "14"),
    "imo": ("1", "2", "3", "4", "5", "6", "7", "10"),
    "nist": ("2.1", "2.2", "2.3", "2.5", "2.6", "2.7", "2.9", "3.1", "3.2", "3.3", "4.1", "5.2"),
    "iso": ("2", "3", "4", "8", "9", "11", "14", "15", "16", "17", "18", "19", "20", "21"),
    "analytic": ("free-walk", "ramp", "repeats", "bodies"),
}


def test_exact_and_functional_tests_pass() -> None:
    wanted = [
        requirement
        for suite, numbers in QUICK.items()
        for requirement in SUITES[suite].requirements
        if requirement.number in numbers
    ]
    assert len(wanted) == sum(map(len, QUICK.values()))
    findings = verify(wanted)
    assert not [(f.requirement.id, f.verdict, f.reason) for f in findings if f.state != "passed"]


def test_start_times_are_rejected_as_often_as_the_level_says() -> None:
    """Of true laws at most 5 % are rejected, all laws together; of a law whose delays are 20 s late all are."""
    judge, laws = judge_laws(*DELAYS), LAWS
    dice = np.random.default_rng(7)

    def rejected(late: float) -> float:
        runs = {law: [{"seen": laws[law].ppf(dice.random(100)) + late}] for law in DELAYS}
        return not judge(Samples(runs, (1,))).passed

    assert np.mean([rejected(0.0) for _ in range(200)]) <= 0.1
    assert all(rejected(20.0) for _ in range(20))


@pytest.mark.parametrize(("down", "up", "passed"), [
    (0.65, 0.55, True),  # near the fast relation of both
    (0.60, 0.49, True),  # near the slow one
    (1.15, 1.15, False),  # level speed
    (0.55, 0.60, False),  # up faster than down
    (0.60, 0.30, False),  # too slow up
])  # fmt: skip
def test_stair_speeds_are_compared_with_both_published_relations(
    down: float, up: float, passed: bool
) -> None:
    density = np.linspace(0.7, 1.4, 20)
    runs = {
        way: [{"density": density, "speed": np.full(20, speed), "left_inside": 0}]
        for way, speed in (("down", down), ("up", up))
    }
    assert judge_stair_diagram(Samples(runs, (1,))).passed is passed


@pytest.mark.long
def test_the_whole_suite_runs_without_a_crash() -> None:
    """Whatever passes or fails: each test was run and judged, or says what is missing."""
    with local_pool(2) as pool:
        findings = verify(chosen(), executor=pool)
    for finding in findings:
        if finding.requirement.trial is None:
            assert finding.reason, finding.requirement.id
        else:
            assert finding.verdict is not None, f"{finding.requirement.id}: {finding.reason}"
    failed = [finding.requirement.id for finding in findings if finding.state == "failed"]
    assert len(failed) < len(findings) / 4, failed
