"""When each model is due, in whole movement steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exeunt.world.contract import PHASES, Model
from exeunt.world.state import Clock


@dataclass(frozen=True)
class Schedule:
    """Models by phase; movement pauses at multiples of ``periods`` and at ``marks``, both in steps."""

    models: tuple[Model, ...]
    periods: tuple[int, ...]
    marks: tuple[int, ...]

    @classmethod
    def of(
        cls,
        models: Iterable[Model],
        clock: Clock,
        *,
        periods_s: Sequence[float] = (),
        times: Iterable[float] = (),
    ) -> Schedule:
        """Build a schedule.

        Parameters
        ----------
        periods_s
            Further periods in seconds at which movement must pause (recording, progress).
        times
            Single times in seconds, such as changes of openings; rounded up to a whole step, so that nothing
            happens before its time.
        """
        ordered = tuple(sorted(models, key=lambda model: PHASES.index(model.phase)))
        paced = [
            clock.steps(model.every) for model in ordered if model.every > 0 and model.phase != "movement"
        ]
        paced += [clock.steps(period) for period in periods_s]
        marks = sorted({-int(-(time / clock.step_size - 1e-9) // 1) for time in times})
        return cls(ordered, tuple(sorted(set(paced))), tuple(marks))

    def pause(self, step: int) -> int:
        """Return how many steps movement may go on from ``step`` until something is due."""
        ahead = [period - step % period for period in self.periods]
        ahead += [mark - step for mark in self.marks if mark > step][:1]
        return min(ahead)

    def due(self, clock: Clock, phases: Sequence[str]) -> list[Model]:
        """Return the models of those phases that are due at the present step, in order."""
        return [
            model
            for model in self.models
            if model.phase in phases and (model.every == 0 or clock.step % clock.steps(model.every) == 0)
        ]
