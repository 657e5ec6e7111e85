"""Refit delay budgets: which budgets give a venue the response that was measured, with contagion on?

Published delays already contain that people follow each other. Taken as budgets while neighbours count, they come out
too quick and too uniform; this finds log-normal budgets under which the response of the venue has the median and the
spread of the published distribution again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from exeunt.base.distributions import Distribution
from exeunt.base.errors import Problem, ScenarioError
from exeunt.models.behaviour.delay_budget import DelayBudget
from exeunt.models.behaviour.pre_movement import LogNormalDelay
from exeunt.scenario.document import PersonsDoc, ScenarioDoc
from exeunt.scenario.files import Scenario
from exeunt.simulation.prepare import Simulation, build

Floats = NDArray[np.float64]

TAIL = 0.1
"""Share of people beyond the quantiles that measure the spread."""
_WIDTH = 2.0 * 1.2815515655446004
"""Standard deviations between the first and the ninth decile of a normal distribution."""
_WIDEST = (0.02, 50.0)
_SPREAD = (0.05, 3.0)


@dataclass(frozen=True)
class Response:
    """How fast a population responds: median in s, and the spread of the logarithm as sigma of a log-normal law.

    sigma = ln(P90/P10) / 2.563, so that a log-normal distribution has its own.
    """

    median: float
    sigma: float

    @staticmethod
    def of(times: Floats, latest: float) -> Response:
        """Return it for measured times in s; NaN, for people who never started, counts as ``latest``."""
        known = np.where(np.isfinite(times), times, latest)
        low, middle, high = (max(float(np.quantile(known, p)), 1e-3) for p in (TAIL, 0.5, 1.0 - TAIL))
        return Response(middle, max(log(high / low) / _WIDTH, 1e-3))

    @staticmethod
    def wanted(law: Distribution[Any]) -> Response:
        """Return it for a distribution."""
        low, middle, high = (max(float(x), 1e-3) for x in law.quantile(np.array([TAIL, 0.5, 1.0 - TAIL])))
        return Response(middle, max(log(high / low) / _WIDTH, 1e-3))


@dataclass(frozen=True)
class Fitted:
    """The outcome for one population: the budgets to write down, and what they give.

    ``settled``: whether the response is within the tolerance of the target; ``before`` is the response with the target
    itself as budgets.
    """

    population: str
    target: Response
    before: Response
    budget: Response
    reached: Response
    settled: bool


def refit(
    scenario: Scenario,
    *,
    populations: Sequence[str] = (),
    target: Distribution[Any] | None = None,
    seeds: Sequence[int] = (1,),
    rounds: int = 8,
    tolerance: float = 0.03,
    progress: Callable[[int, float], None] | None = None,
) -> list[Fitted]:
    """Find log-normal budgets under which populations respond as a target distribution says.

    Parameters
    ----------
    scenario
        With a section ``behaviour`` and the decision ``delay_budget``.
    populations
        Ids; all that wait for cues if none is given.
    target
        Of the time from the first alarm (time 0 if there is none) to the start; each population's own
        ``pre_movement`` if not given.
    seeds
        Runs of each round; their times are pooled.
    rounds
        Most rounds of simulation.
    tolerance
        Largest difference of the logarithms of median and sigma from those of the target.
    progress
        Called after each round with its number and the largest difference.

    Raises
    ------
    ScenarioError
        If the scenario cannot be run, has no budgets, or a population does not exist or does not wait for cues.
    """
    chosen = _chosen(scenario, populations)
    wanted = {one.id: Response.wanted(target or cast(Distribution[Any], one.pre_movement)) for one in chosen}
    budgets = dict(wanted)
    solvers = {id: _Secant(response) for id, response in wanted.items()}
    before: dict[str, Response] = {}
    best: dict[str, tuple[float, Response, Response]] = {}
    for number in range(1, rounds + 1):
        found = _respond(_with(scenario, budgets), seeds, list(wanted))
        before = before or found
        off = {id: _apart(found[id], wanted[id]) for id in wanted}
        for id, value in off.items():
            if id not in best or value < best[id][0]:
                best[id] = (value, budgets[id], found[id])
        if progress is not None:
            progress(number, max(off.values()))
        if max(off.values()) <= tolerance:
            break
        budgets = {id: solver.next(budgets[id], found[id]) for id, solver in solvers.items()}
    return [
        Fitted(id, wanted[id], before[id], budget, reached, value <= tolerance)
        for id, (value, budget, reached) in best.items()
    ]


def _chosen(scenario: Scenario, populations: Sequence[str]) -> list[PersonsDoc]:
    document = scenario.document
    if document.behaviour is None or not isinstance(document.behaviour.decision, DelayBudget):
        hint = "Add 'behaviour: {decision: delay_budget}'."
        problem = Problem("there are no delay budgets to refit", ("behaviour",), hint=hint)
        raise ScenarioError([scenario.place(problem)])
    known = {one.id: one for one in document.people}
    problems = []
    for id in populations:
        if id not in known:
            problems.append(
                Problem(f"there is no population '{id}'; there are {', '.join(known)}", ("people",))
            )
        elif not document.waits(known[id]):
            where = ("people", list(known).index(id), "cue")
            problems.append(
                Problem(f"population '{id}' starts without a cue: it has nothing to refit", where)
            )
    waiting = [one for one in document.people if document.waits(one) and one.id in (populations or known)]
    if not waiting and not problems:
        problems.append(Problem("no population waits for cues: there is nothing to refit", ("people",)))
    if problems:
        raise ScenarioError([scenario.place(problem) for problem in problems])
    return waiting


def _with(scenario: Scenario, budgets: dict[str, Response]) -> Scenario:
    """Return the scenario with other budgets."""
    document: ScenarioDoc = scenario.document
    people = [
        one.model_copy(update={"pre_movement": _law(budgets[one.id])}) if one.id in budgets else one
        for one in document.people
    ]
    return replace(scenario, document=document.model_copy(update={"people": people}))


def _law(budget: Response) -> LogNormalDelay:
    return LogNormalDelay.model_validate(
        {"kind": "log_normal", "median": budget.median, "sigma": budget.sigma}
    )


def _respond(scenario: Scenario, seeds: Sequence[int], populations: list[str]) -> dict[str, Response]:
    """Return the responses of populations, pooled over runs; runs end when everyone's start is known."""
    times: dict[str, list[Floats]] = {id: [] for id in populations}
    latest = scenario.document.run.max_time
    for seed in seeds:
        simulation = build(scenario, seed=seed)
        _run_until_known(simulation)
        world = simulation.world
        onset = 0.0 if np.isnan(world.alarm_at) else world.alarm_at
        ids = [one.id for one in simulation.document.everyone]
        for id in populations:
            rows = world["population"] == ids.index(id)
            times[id].append(world["start_time"][rows] - onset)
    return {id: Response.of(np.concatenate(parts), latest) for id, parts in times.items()}


def _run_until_known(simulation: Simulation) -> None:
    loop, world = simulation.loop(), simulation.world
    for model in loop.schedule.models:
        model.setup(world)
    while loop.ending() is None:
        loop.step()
        coming = (world["present"] == 0) & np.isnan(world["time_out"])
        if not coming.any() and not np.isnan(world["start_time"][world.active]).any():
            return


def _apart(found: Response, wanted: Response) -> float:
    return max(abs(log(found.median / wanted.median)), abs(log(found.sigma / wanted.sigma)))


class _Secant:
    """Broyden's method in the logarithms of median and sigma; every step at most a factor of 2."""

    def __init__(self, target: Response) -> None:
        self.target = target
        self._inverse = np.eye(2)
        self._last: tuple[Floats, Floats] | None = None

    def next(self, budget: Response, found: Response) -> Response:
        """Return the budgets to try next, from those tried and what they gave."""
        x, f = _logs(budget), _logs(found) - _logs(self.target)
        if self._last is not None:
            dx, df = x - self._last[0], f - self._last[1]
            scale = float(dx @ self._inverse @ df)
            if abs(scale) > 1e-9:
                self._inverse += np.outer(dx - self._inverse @ df, dx @ self._inverse) / scale
        self._last = (x, f)
        step = np.clip(-self._inverse @ f, -log(2.0), log(2.0))
        low, high = (log(part * self.target.median) for part in _WIDEST)
        median, sigma = float(np.clip(x[0] + step[0], low, high)), float(x[1] + step[1])
        return Response(exp(median), exp(min(max(sigma, log(_SPREAD[0])), log(_SPREAD[1]))))


def _logs(response: Response) -> Floats:
    return np.array([log(response.median), log(response.sigma)])
