"""What the screen shows while a run steps: people inside, simulated time, speed, time left."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from exeunt.cli.waiting import Watch

if TYPE_CHECKING:
    from exeunt.engine.loop import Progress as Standing

REDRAW_S = 0.1
LINE_S = 15.0  # between lines where there is no terminal to redraw
WINDOW_S = 10.0  # of wall time over which the rate of leaving is taken


def clock(seconds: float) -> str:
    """Write a duration as m:ss or h:mm:ss."""
    minutes, rest = divmod(round(max(seconds, 0.0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@dataclass
class Forecast:
    """Estimates the wall time that a run still needs.

    People leave at the rate of the last seconds, or the time limit ends the run, whichever comes first.
    """

    _seen: deque[tuple[float, float, int]] = field(default_factory=deque)

    def remaining(self, standing: Standing) -> float | None:
        """Return seconds of wall time, None while nothing is known."""
        self._seen.append((standing.wall_s, standing.time, standing.inside))
        while len(self._seen) > 2 and self._seen[0][0] < standing.wall_s - WINDOW_S:
            self._seen.popleft()
        wall, time, inside = self._seen[0]
        elapsed = standing.wall_s - wall
        if elapsed <= 0 or standing.time <= time:
            return None
        limit = (standing.end_time - standing.time) * elapsed / (standing.time - time)
        if standing.inside >= inside:
            return None if standing.inside else limit
        return min(limit, standing.inside * elapsed / (inside - standing.inside))


def standing_text(standing: Standing, remaining: float | None) -> str:
    """Say in one line where a run stands."""
    speed = standing.time / standing.wall_s if standing.wall_s > 0 else 0.0
    text = f"{standing.inside:,} inside · {clock(standing.time)} simulated · {speed:.1f} × real time"
    return text if remaining is None else f"{text} · about {clock(remaining)} left"


class RunProgress:
    """Shows progress: a bar on a terminal, elsewhere a line now and then. Context manager and callable."""

    def __init__(self, console: Console, preparing: str) -> None:
        self._console = console
        self._forecast = Forecast()
        self._shown = monotonic()
        self._preparing = preparing
        self._bar = Progress(
            SpinnerColumn(),
            BarColumn(bar_width=24),
            TextColumn("{task.description}", markup=False),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task(preparing, total=None)
        self._watch = Watch(self._prepare, often=console.is_terminal)

    def __enter__(self) -> RunProgress:
        if self._console.is_terminal:
            self._bar.start()
        else:
            self._console.print(self._preparing)
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watch.stop()
        if self._console.is_terminal:
            self._bar.stop()

    def _prepare(self, doing: str) -> None:
        """Show what keeps a run from its first step."""
        text = f"Preparing: {doing}"
        if self._console.is_terminal:
            self._bar.update(self._task, description=text)
        else:
            self._console.print(text)

    def __call__(self, standing: Standing) -> None:
        """Show where the run stands, not more often than anyone can read."""
        self._watch.stop()
        now = monotonic()
        if now - self._shown < (REDRAW_S if self._console.is_terminal else LINE_S):
            return
        self._shown = now
        remaining = self._forecast.remaining(standing)
        text = standing_text(standing, remaining)
        if self._console.is_terminal:
            total = None if remaining is None else standing.wall_s + remaining
            self._bar.update(self._task, description=text, total=total, completed=standing.wall_s)
        else:
            self._console.print(text)
