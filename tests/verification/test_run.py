"""The framework: states, what is shared, what happens when a run or a judgement breaks, how it is repeated."""

from __future__ import annotations

import json

import numpy as np
import pytest

from exeunt.cli.run import plain
from exeunt.metrics.enough import Rule
from exeunt.verification.catalogue import chosen
from exeunt.verification.contract import Case, Requirement, Trial, Verdict
from exeunt.verification.figures import mean_interval
from exeunt.verification.run import local_pool, verify
from exeunt.verification.trials.walking import corridor

KEYS = ["suite", "id", "title", "state", "criterion", "gate", "measured", "interval", "seeds"]


def trial(measure=lambda recorded: {"last": recorded.last_out()}, **options) -> Trial:
    return Trial("walk", "One person walks.", {"corridor": Case(lambda: corridor(1.3))}, measure, **options)


def requirement(number: str, what=None, passed: bool = True, **options) -> Requirement:
    def judge(samples):
        times = samples.of("corridor", "last")
        return Verdict(passed, f"{times[0]:.1f} s", float(times.mean()), "s", mean_interval(times))

    return Requirement(
        "own", number, "Walk", "Walks.", "Walks here.", what, judge if what else None, **options
    )


def test_four_states_and_their_reasons() -> None:
    walk = trial()
    findings = verify(
        [
            requirement("1", walk),
            requirement("2", walk, passed=False),
            requirement("3", inapplicable="nobody flies here"),
            requirement("4", missing="wings"),
            requirement("5", walk, missing="feathers"),
        ]
    )
    states = [(finding.state, finding.reason) for finding in findings]
    assert states == [
        ("passed", ""),
        ("failed", ""),
        ("not applicable", "nobody flies here"),
        ("not yet", "wings"),
        ("not yet", "feathers"),
    ]
    assert findings[4].verdict is not None, "what can be measured is shown beside what is missing"


def test_a_trial_that_tests_share_is_run_once() -> None:
    calls = []
    walk = trial(lambda recorded: calls.append(1) or {"last": recorded.last_out()}, seeds=3)
    findings = verify([requirement("1", walk), requirement("2", walk)])
    assert len(calls) == 3
    assert findings[0].seeds == findings[1].seeds == (1, 2, 3)


def test_rows_have_the_promised_keys_and_are_json() -> None:
    findings = verify([requirement("1", trial(seeds=2)), requirement("2", missing="wings")])
    rows = json.loads(json.dumps([plain(finding.row()) for finding in findings], allow_nan=False))
    for row in rows:
        assert list(row)[: len(KEYS)] == KEYS
    assert rows[0]["interval"][0] <= rows[0]["value"] <= rows[0]["interval"][1]
    assert rows[1]["measured"] is None
    assert rows[1]["seeds"] == []


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        (lambda recorded: 1 / 0, "ZeroDivisionError"),
        (lambda recorded: {"other": 1.0}, "cannot be judged"),
    ],
)
def test_what_breaks_fails_and_says_why(measure, told: str) -> None:
    (finding,) = verify([requirement("1", trial(measure))])
    assert finding.state == "failed"
    assert told in finding.reason


def test_a_scenario_that_is_wrong_fails_with_the_message_of_the_check() -> None:
    wrong = Trial("wrong", "", {"corridor": Case(lambda: {**corridor(1.3), "peopel": []})}, lambda _: {})
    (finding,) = verify([requirement("1", wrong)])
    assert finding.state == "failed"
    assert "peopel" in finding.reason


def test_full_repeats_until_the_rule_says_enough_or_the_limit_is_reached() -> None:
    def find(rule: Rule):
        single = Trial("one", "", trial().cases, trial().measure)
        return verify([requirement("1", trial(seeds=2)), requirement("2", single)], full=rule)

    loose = find(Rule(least=14, block=4, most=30, mean=1, sd=9, erd=1, epc=1, sc=1, half_width=1))
    assert loose[0].seeds == tuple(range(1, 15))
    assert "14 runs were enough" in loose[0].reason
    assert loose[1].seeds == (1,), "what one run shows is not repeated"
    strict = find(Rule(least=14, block=4, most=18, half_width=0.0))
    assert strict[0].seeds == tuple(range(1, 19))
    assert "still moving" in strict[0].reason


def test_a_pool_of_processes_finds_the_same() -> None:
    wanted = [*chosen("imo", "imo-1"), *chosen("analytic", "analytic-ramp"), *chosen("imo", "imo-10")]
    told = []
    with local_pool(2) as pool:
        there = verify(wanted, executor=pool, progress=told.append)
    here = verify(wanted)
    assert [finding.row() for finding in there] == [finding.row() for finding in here]
    assert told[-1].done == told[-1].total == 6
    assert sum(progress.finding is not None for progress in told) == 3


def test_intervals_of_means_cover_the_mean_as_often_as_they_say() -> None:
    dice = np.random.default_rng(5)
    hits = [low <= 2.0 <= high for low, high in (mean_interval(dice.normal(2, 1, 8)) for _ in range(2000))]
    assert np.mean(hits) == pytest.approx(0.95, abs=0.015)
