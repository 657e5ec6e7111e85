"""What a test is: a trial made of scenarios and measurements, and a requirement that judges its figures.

The standards say little in numbers. A requirement therefore keeps three things apart: the standard's criterion in our
words, our gate, which is never the standard's, and what was measured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from exeunt.verification.recorded import Recorded

State = Literal["passed", "failed", "not applicable", "not yet"]
STATES: tuple[State, ...] = ("passed", "failed", "not applicable", "not yet")

Floats = NDArray[np.float64]
Document = dict[str, Any]
Figures = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One scenario of a trial.

    Parameters
    ----------
    document
        Returns the scenario document, as a user could write it.
    measure
        What is measured in this case; the trial's measure if None.
    threads
        Threads of the run; figures must not depend on it.
    """

    document: Callable[[], Document]
    measure: Callable[[Recorded], Figures] | None = None
    threads: int = 1


@dataclass(frozen=True)
class Trial:
    """Scenarios that are run, and what is measured in each run.

    Parameters
    ----------
    id
        Name of the trial; requirements of several suites may share one.
    setup
        What is built and who walks, in one or two sentences.
    cases
        Scenarios by name.
    measure
        From one run to named figures: numbers, or arrays that are pooled over runs.
    seeds
        Runs of each scenario, with the seeds 1, 2, ...; ``full`` lets a stopping rule decide if more than one.
    every
        Seconds between recorded places.
    cost
        Rough number of person-seconds of one run of all cases; dear runs are started first.
    """

    id: str
    setup: str
    cases: Mapping[str, Case]
    measure: Callable[[Recorded], Figures]
    seeds: int = 1
    every: float = 0.25
    cost: float = 1.0


@dataclass(frozen=True)
class Samples:
    """The figures of all runs of a trial: for each scenario one dictionary a seed, in order of the seeds."""

    runs: Mapping[str, Sequence[Figures]]
    seeds: tuple[int, ...]

    def of(self, case: str, figure: str) -> Floats:
        """Return one number a seed, (seeds,)."""
        return np.array([run[figure] for run in self.runs[case]], dtype=np.float64)

    def pooled(self, case: str, figure: str) -> Floats:
        """Return the values of all seeds in one array, (values,)."""
        return np.concatenate([np.atleast_1d(run[figure]) for run in self.runs[case]])

    def everyone_out(self, *cases: str) -> bool:
        """Whether nobody was left inside in any run of the cases (all if none is named)."""
        return not any(run["left_inside"] for case in cases or self.runs for run in self.runs[case])


@dataclass(frozen=True)
class Verdict:
    """What a requirement says about the figures.

    ``measured`` is written for people; ``value``, ``unit`` and ``interval`` (95 % unless ``measured`` says otherwise)
    are the main figure for machines. ``figures`` are further numbers by name.
    """

    passed: bool
    measured: str
    value: float | None = None
    unit: str = ""
    interval: tuple[float, float] | None = None
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Requirement:
    """One test of a suite.

    Parameters
    ----------
    suite, number, title
        Suite id such as ``imo``; the standard's number of the test; its subject in our words.
    criterion
        What the standard asks for, in our words.
    gate
        What we ask for so that the test passes here; ours, not the standard's.
    trial, judge
        How it is tested; None if it is not.
    missing
        What the program lacks: the state is "not yet", also if something was measured.
    inapplicable
        Why the test does not apply to this program.
    """

    suite: str
    number: str
    title: str
    criterion: str
    gate: str
    trial: Trial | None = None
    judge: Callable[[Samples], Verdict] | None = None
    missing: str = ""
    inapplicable: str = ""

    @property
    def id(self) -> str:
        """Suite and number, such as ``rimea-4``."""
        return f"{self.suite}-{self.number}"


@dataclass(frozen=True)
class Suite:
    """The tests of one document; ``basis`` says what they were taken from."""

    id: str
    title: str
    basis: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class Finding:
    """The outcome of one requirement."""

    requirement: Requirement
    state: State
    verdict: Verdict | None = None
    seeds: tuple[int, ...] = ()
    reason: str = ""
    wall_s: float = 0.0

    def row(self) -> dict[str, Any]:
        """Return what ``--json`` writes."""
        about, verdict = self.requirement, self.verdict
        return {
            "suite": about.suite,
            "id": about.id,
            "title": about.title,
            "state": self.state,
            "criterion": about.criterion,
            "gate": about.gate,
            "measured": verdict.measured if verdict else None,
            "interval": list(verdict.interval) if verdict and verdict.interval else None,
            "seeds": list(self.seeds),
            "value": verdict.value if verdict else None,
            "unit": verdict.unit if verdict else "",
            "figures": dict(verdict.figures) if verdict else {},
            "reason": self.reason,
        }
