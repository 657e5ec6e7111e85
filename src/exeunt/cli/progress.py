"""What the screen shows while a run steps: people inside, simulated time, speed, time left."""

from __future__ import annotations

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
SHARE_OUT = 0.2  # of the people, before which nothing is said of the time left


def clock(seconds: float) -> str:
    """Write a duration as m:ss or h:mm:ss."""
    minutes, rest = divmod(round(max(seconds, 0.0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@dataclass
class Forecast:
    """Estimates the wall time that a run still needs; silent until ``SHARE_OUT`` of the people have left.

    What is left is compared with when twice as many were left: the rate of leaving since then is one of half of all who
    remained, so that pauses and stragglers change it little. The run goes on at least until the last known start and at
    most to its time limit. A simulated second is taken to cost what it has cost since then: the last people leave more
    slowly than that, and they cost less.
    """

    # simulated time, wall time and people left: the last moment with that many
    _seen: list[tuple[float, float, int]] = field(default_factory=list)

    def remaining(self, standing: Standing) -> float | None:
        """Return seconds of wall time, None while nothing is known."""
        left = standing.people - standing.out
        if self._seen and standing.time < self._seen[-1][0]:
            # another run: a second round, or the same scenario without limits of flow
            self._seen.clear()
        if self._seen and left >= self._seen[-1][2]:
            self._seen.pop()
        self._seen.append((standing.time, standing.wall_s, left))
        if standing.out < SHARE_OUT * standing.people or not left:
            return None
        time, wall, before = next(
            row for row in reversed(self._seen) if row[2] >= min(2 * left, self._seen[0][2])
        )
        if standing.time <= time or standing.wall_s <= wall or before <= left:
            return None
        simulated = left * (standing.time - time) / (before - left)
        if standing.last_start > standing.time:
            simulated = max(simulated, standing.last_start - standing.time)
        simulated = min(simulated, standing.end_time - standing.time)
        return simulated * (standing.wall_s - wall) / (standing.time - time)


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
            self._bar.update(self._task, description=text, total=standing.people, completed=standing.out)
        else:
            self._console.print(text)
