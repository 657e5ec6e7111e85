"""The contract of a model: one rule, one file, the columns it reads and those it writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import ClassVar, Literal, Protocol, runtime_checkable

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import ExeuntError
from exeunt.world.state import World

Phase = Literal["events", "hazards", "alarms", "behaviour", "wayfinding", "movement", "exposure"]
PHASES: tuple[Phase, ...] = ("events", "hazards", "alarms", "behaviour", "wayfinding", "movement", "exposure")


@runtime_checkable
class Model(Protocol):
    """One rule of the simulation.

    A model is called in its phase, every ``every`` seconds (rounded to whole movement steps; 0 means as often as
    any phase is due). It reads the World as the phases before it left it and writes only the columns in ``writes``.

    ``setup`` is called once before the first step; ``update`` advances the model over ``steps`` movement steps
    that start at ``world.clock.step``. The engine moves the clock, no model does.
    """

    name: ClassVar[str]
    phase: ClassVar[Phase]
    reads: ClassVar[frozenset[str]]
    writes: ClassVar[frozenset[str]]
    every: float

    def setup(self, world: World) -> None:
        """Prepare for a run; may fill the columns in ``writes``."""

    def update(self, world: World, steps: int) -> None:
        """Advance over that many movement steps."""


class WiringError(ExeuntError):
    """Models that cannot work together."""


def check_wiring(models: Iterable[Model]) -> None:
    """Check that every column named exists and has one writer at most.

    Raises
    ------
    WiringError
        Naming the column and the models.
    """
    writers: dict[str, list[str]] = defaultdict(list)
    for model in models:
        for column in model.reads | model.writes:
            if column not in COLUMNS:
                raise WiringError(
                    f"model '{model.name}' names a column '{column}' that is not in the column table"
                )
        for column in model.writes:
            writers[column].append(model.name)
    for column, names in writers.items():
        if len(names) > 1:
            raise WiringError(
                f"column '{column}' is written by {' and '.join(names)}; a column has one writer"
            )


def wiring(models: Iterable[Model]) -> str:
    """Return a text table: phase, model, what it reads, what it writes."""
    rows = [
        f"{model.phase:<11} {model.name:<26} every {model.every:g} s\n"
        f"{'':<11}   reads  {', '.join(sorted(model.reads)) or '-'}\n"
        f"{'':<11}   writes {', '.join(sorted(model.writes)) or '-'}"
        for model in sorted(models, key=lambda model: PHASES.index(model.phase))
    ]
    return "\n".join(rows)
