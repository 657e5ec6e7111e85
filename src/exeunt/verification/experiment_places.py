"""Where in the file of an experiment something stands that is wrong with the scenario which is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from exeunt.base.errors import ScenarioError
from exeunt.scenario.tree import Key
from exeunt.verification.experiment import Run


@contextmanager
def told_of(run: Run) -> Iterator[None]:
    """Give every problem of a run the place that it has in the experiment's file.

    Raises
    ------
    ScenarioError
        As it comes, with file and line of the experiment.
    """
    try:
        yield
    except ScenarioError as error:
        raise ScenarioError(
            [
                run.experiment.place(replace(problem, key=place_of(run, problem.key)))
                for problem in error.problems
            ]
        ) from None


def place_of(run: Run, key: Key) -> Key:
    """Return the key in the experiment that stands for a key of the scenario; the run's own if none does."""
    enter: Key = (*run.key, "enter") if run.run.enter is not None else ("enter",)
    match key:
        case ("venue", "storeys", 0, "obstacles", int(number), *rest):
            own = len(run.experiment.floor.obstacles)
            if number >= own:
                return (*run.key, "obstacles", number - own, *rest)
            return ("floor", "obstacles", number, *rest)
        case ("venue", "storeys", 0, *rest):
            return ("floor", *rest)
        case ("venue", "exits", int(number), *_) if number < len(run.experiment.floor.exits):
            return ("floor", "exits", list(run.experiment.floor.exits)[number])
        case ("venue", "seams", *_):
            return ("floor", "loop")
        case ("people", 0, "desired_speed", *rest):
            return ("participants", "desired_speed", *rest)
        case ("people", 0, "inflow" | "where" | "number", *_):
            return enter
        case ("people", 0):
            return ("participants",)
        case ("run", "max_time"):
            return ("longest",)
        case ("venue" | "people" | "run" | "movement", *_):
            return run.key
    return key
