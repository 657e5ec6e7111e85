"""The lists of tests are complete, and every scenario of theirs is one that a user could run."""

from __future__ import annotations

import pytest

from exeunt.base.errors import ExeuntError
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import load
from exeunt.verification.catalogue import SUITES, chosen, trials
from exeunt.verification.run import scenario_of
from exeunt.verification.write import write_scenarios

NUMBERS = {
    "rimea": [str(n) for n in range(1, 17)],
    "imo": [str(n) for n in range(1, 13)],
    "nist": ["1.1", *(f"2.{n}" for n in range(1, 11)), "3.1", "3.2", "3.3", "4.1", "5.1", "5.2"],
    "iso": [str(n) for n in range(1, 22)],
}
CASES = [(trial, case) for trial in trials().values() for case in trial.cases]


@pytest.mark.parametrize("suite", NUMBERS)
def test_every_test_of_the_standard_is_listed_once(suite: str) -> None:
    assert [requirement.number for requirement in SUITES[suite].requirements] == NUMBERS[suite]


def test_every_test_has_criterion_and_gate_apart_or_says_what_is_missing() -> None:
    for requirement in chosen():
        assert len(requirement.criterion) > 30, requirement.id
        assert requirement.gate, requirement.id
        assert requirement.criterion != requirement.gate, requirement.id
        tested = requirement.trial is not None and requirement.judge is not None
        assert tested or requirement.missing or requirement.inapplicable, requirement.id


def test_ids_are_unique() -> None:
    ids = [requirement.id for requirement in chosen()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("trial", "case"), CASES, ids=[f"{e.id}: {case}" for e, case in CASES])
def test_every_scenario_is_without_errors(trial, case) -> None:
    checked = check_scenario(scenario_of(trial, case), place=False)
    assert not checked.errors, "\n".join(map(str, checked.errors))


def test_written_scenarios_are_the_tested_ones(tmp_path) -> None:
    requirements = [*chosen("imo", "imo-8"), *chosen("rimea", "rimea-2")]
    files = write_scenarios(requirements, tmp_path)
    assert len(files) == 6
    written = {load(path).hash for path in files}
    assert written == {scenario_of(r.trial, case).hash for r in requirements for case in r.trial.cases}


def test_one_test_of_a_suite_and_names_that_are_not_known() -> None:
    assert [requirement.id for requirement in chosen("all", "nist-2.10")] == ["nist-2.10"]
    with pytest.raises(ExeuntError, match="no suite 'rimae'"):
        chosen("rimae")
    with pytest.raises(ExeuntError, match="imo-12"):
        chosen("all", "imo-13")
