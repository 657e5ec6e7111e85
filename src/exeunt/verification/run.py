"""Runs the trials that requirements need, each once however many share it, and judges them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from time import perf_counter
from typing import Any

from exeunt.base.errors import ExeuntError
from exeunt.metrics.enough import Rule, Standing, enough_out
from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import build
from exeunt.verification.contract import Document, Figures, Finding, Requirement, Samples, State, Trial
from exeunt.verification.recorded import MemoryRecorder, Recorded, always


@dataclass(frozen=True)
class Task:
    """One run: trial and case by name, seed, and the movement model that stands in, if any."""

    trial: str
    case: str
    seed: int
    movement: str | None = None


@dataclass(frozen=True)
class Progress:
    """How far a verification has come; ``finding`` is the requirement just judged, if any."""

    done: int
    total: int
    finding: Finding | None = None


@dataclass
class _Series:
    """The runs of one trial as they come in."""

    trial: Trial
    requirements: list[Requirement]
    figures: dict[tuple[str, int], Figures] = field(default_factory=dict)
    waiting: int = 0
    seeds: int = 0
    wall_s: float = 0.0
    trouble: str = ""
    standing: str = ""

    def samples(self) -> Samples:
        seeds = tuple(range(1, self.seeds + 1))
        runs = {case: [self.figures[case, seed] for seed in seeds] for case in self.trial.cases}
        return Samples(runs, seeds)


def document_of(trial: Trial, case: str, movement: str | None = None) -> Document:
    """Return the scenario document of a case, with another movement model if one is named."""
    document = trial.cases[case].document()
    return {**document, "movement": {"kind": movement}} if movement else document


def scenario_of(trial: Trial, case: str, movement: str | None = None) -> Scenario:
    """Return the scenario of a case, checked as a file would be.

    Raises
    ------
    ScenarioError
        If the document is not valid.
    """
    return loads(json.dumps(document_of(trial, case, movement)), f"{trial.id}-{case}.json")


def run_case(trial: Trial, case: str, seed: int, movement: str | None = None) -> Figures:
    """Run one scenario once and measure it."""
    about = trial.cases[case]
    simulation = build(scenario_of(trial, case, movement), seed=seed, threads=about.threads)
    recorder = MemoryRecorder(trial.every)
    ending = simulation.loop(recorder).run()
    populations = [people.id for people in simulation.document.everyone]
    recorded = Recorded.of(recorder, simulation.world, populations, ending)
    return {**always(recorded), **(about.measure or trial.measure)(recorded)}


def run_task(task: Task) -> tuple[Figures, float]:
    """Run a task in whatever process this is; returns the figures and the seconds that it took."""
    from exeunt.verification.catalogue import trials

    began = perf_counter()
    figures = run_case(trials()[task.trial], task.case, task.seed, task.movement)
    return figures, perf_counter() - began


def verify(
    requirements: Iterable[Requirement],
    *,
    executor: Executor | None = None,
    movement: str | None = None,
    full: Rule | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> list[Finding]:
    """Test requirements; findings come in the order of the requirements.

    Parameters
    ----------
    executor
        Where runs are computed; in this process, one after the other, without one. See ``local_pool``.
    movement
        Kind of a movement model that every scenario uses in place of its own.
    full
        Repeat trials that are repeated at all until this rule says that it is enough.
    progress
        Called after every run and every finding.
    """
    requirements = list(requirements)
    findings: dict[str, Finding] = {}
    series: dict[str, _Series] = {}
    for requirement in requirements:
        if requirement.trial is None:
            findings[requirement.id] = _untested(requirement)
        else:
            name = requirement.trial.id
            series.setdefault(name, _Series(requirement.trial, [])).requirements.append(requirement)
    meter = _Meter(progress)
    for finding in findings.values():
        meter.found(finding)
    ordered = sorted(series.values(), key=lambda each: -each.trial.cost)
    if executor is None:
        _run_here(ordered, movement, full, meter, findings)
    else:
        _run_there(ordered, movement, full, meter, findings, executor)
    return [findings[requirement.id] for requirement in requirements]


@contextmanager
def local_pool(workers: int) -> Iterator[Executor]:
    """Yield a pool of fresh processes; what has not begun is dropped when the block is left early."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Meter:
    """Counts runs and tells whoever watches."""

    def __init__(self, progress: Callable[[Progress], None] | None) -> None:
        self.tell = progress or (lambda _: None)
        self.done = self.total = 0

    def ran(self) -> None:
        self.done += 1
        self.tell(Progress(self.done, self.total))

    def found(self, finding: Finding) -> None:
        self.tell(Progress(self.done, self.total, finding))


def _tasks(series: _Series, seeds: int, movement: str | None) -> list[Task]:
    """Return the tasks that bring a series up to a number of seeds."""
    new = range(series.seeds + 1, seeds + 1)
    tasks = [Task(series.trial.id, case, seed, movement) for seed in new for case in series.trial.cases]
    series.seeds, series.waiting = seeds, series.waiting + len(tasks)
    return tasks


def _first_seeds(trial: Trial, full: Rule | None) -> int:
    return full.least if full and trial.seeds > 1 else trial.seeds


def _more_seeds(series: _Series, full: Rule | None) -> int:
    """Return how many seeds the series should have; as many as it has if it is done."""
    if full is None or series.trial.seeds == 1 or series.trouble:
        return series.seeds
    samples = series.samples()
    standings: list[Standing] = [
        enough_out([run["time_out"] for run in samples.runs[case]], full) for case in series.trial.cases
    ]
    if all(standing.enough for standing in standings):
        unmet = sorted({name for standing in standings for name in standing.unmet})
        ended = f"stopped at {series.seeds} runs, still moving: {', '.join(unmet)}" if unmet else ""
        series.standing = ended or f"{series.seeds} runs were enough by the stopping rule"
        return series.seeds
    return min(series.seeds + full.block, full.most)


def _take(series: _Series, task: Task, outcome: Callable[[], tuple[Figures, float]]) -> None:
    series.waiting -= 1
    try:
        figures, wall_s = outcome()
    except ExeuntError as error:
        series.trouble = f"{task.case}: {error}"
    except Exception as error:
        series.trouble = f"{task.case}, seed {task.seed}: {type(error).__name__}: {error}"
    else:
        series.figures[task.case, task.seed] = figures
        series.wall_s += wall_s


def _run_here(
    ordered: Sequence[_Series],
    movement: str | None,
    full: Rule | None,
    meter: _Meter,
    findings: dict[str, Finding],
) -> None:
    def run(task: Task, trial: Trial) -> tuple[Figures, float]:
        began = perf_counter()
        figures = run_case(trial, task.case, task.seed, task.movement)
        return figures, perf_counter() - began

    first = [_tasks(each, _first_seeds(each.trial, full), movement) for each in ordered]
    meter.total = sum(map(len, first))
    for series, tasks in zip(ordered, first, strict=True):
        while tasks:
            for task in tasks:
                _take(series, task, lambda task=task, series=series: run(task, series.trial))  # type: ignore[misc]
                meter.ran()
            tasks = _tasks(series, _more_seeds(series, full), movement)
            meter.total += len(tasks)
        _judge_all(series, meter, findings)


def _run_there(
    ordered: Sequence[_Series], movement: str | None, full: Rule | None, meter: _Meter,
    findings: dict[str, Finding], executor: Executor,
) -> None:  # fmt: skip
    running: dict[Future[Any], tuple[_Series, Task]] = {}

    def start(series: _Series, seeds: int) -> None:
        for task in _tasks(series, seeds, movement):
            running[executor.submit(run_task, task)] = series, task
            meter.total += 1

    for series in ordered:
        start(series, _first_seeds(series.trial, full))
    while running:
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            series, task = running.pop(future)
            _take(series, task, future.result)
            meter.ran()
            if series.waiting == 0:
                start(series, _more_seeds(series, full))
            if series.waiting == 0:
                _judge_all(series, meter, findings)


def _judge_all(series: _Series, meter: _Meter, findings: dict[str, Finding]) -> None:
    for requirement in series.requirements:
        finding = findings[requirement.id] = _judged(requirement, series)
        meter.found(finding)


def _untested(requirement: Requirement) -> Finding:
    if requirement.inapplicable:
        return Finding(requirement, "not applicable", reason=requirement.inapplicable)
    return Finding(requirement, "not yet", reason=requirement.missing or "no trial of it yet")


def _judged(requirement: Requirement, series: _Series) -> Finding:
    if series.trouble or requirement.judge is None:
        return Finding(requirement, "failed", reason=series.trouble or "no judgement", wall_s=series.wall_s)
    samples = series.samples()
    try:
        verdict = requirement.judge(samples)
    except Exception as error:
        reason = f"the figures cannot be judged: {type(error).__name__}: {error}"
        return Finding(requirement, "failed", seeds=samples.seeds, reason=reason, wall_s=series.wall_s)
    if requirement.missing:
        return Finding(requirement, "not yet", verdict, samples.seeds, requirement.missing, series.wall_s)
    state: State = "passed" if verdict.passed else "failed"
    return Finding(requirement, state, verdict, samples.seeds, series.standing, series.wall_s)
