"""All suites, requirements and trials by name."""

from __future__ import annotations

from functools import cache

from exeunt.base.errors import ExeuntError
from exeunt.verification.contract import Requirement, Suite, Trial
from exeunt.verification.suites.analytic import ANALYTIC
from exeunt.verification.suites.behaviour import BEHAVIOUR
from exeunt.verification.suites.imo import IMO
from exeunt.verification.suites.iso import ISO
from exeunt.verification.suites.nist import NIST
from exeunt.verification.suites.rimea import RIMEA

SUITES: dict[str, Suite] = {suite.id: suite for suite in (RIMEA, IMO, NIST, ISO, ANALYTIC, BEHAVIOUR)}


def chosen(suite: str = "all", only: str | None = None) -> list[Requirement]:
    """Return the requirements of a suite, or of all; only one of them if its id is named.

    Raises
    ------
    ExeuntError
        If there is no such suite or requirement.
    """
    if suite != "all" and suite not in SUITES:
        raise ExeuntError(f"There is no suite '{suite}'. Known: {', '.join(SUITES)}, all.")
    found = [
        requirement
        for name, about in SUITES.items()
        for requirement in about.requirements
        if suite in ("all", name)
    ]
    if only is None:
        return found
    named = [requirement for requirement in found if requirement.id == only]
    if not named:
        near = [requirement.id for requirement in found if requirement.id.startswith(only.split("-")[0])]
        known = ", ".join(near or [requirement.id for requirement in found])
        raise ExeuntError(f"There is no test '{only}'. Known: {known}.")
    return named


@cache
def trials() -> dict[str, Trial]:
    """Return every trial that a requirement uses, by id."""
    found: dict[str, Trial] = {}
    for requirement in chosen():
        trial = requirement.trial
        if trial is not None and found.setdefault(trial.id, trial) is not trial:
            raise ValueError(f"two trials are called '{trial.id}'")
    return found
