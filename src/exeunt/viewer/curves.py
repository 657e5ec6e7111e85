"""The N-t plot: people inside, and people out by each exit, over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

from exeunt.viewer import colours
from exeunt.viewer.svg import Picture, polyline, text_width

Floats = NDArray[np.float64]
Steps = tuple[Floats, NDArray[np.int64]]

LABEL = 11.5
GAP = 15.0


@dataclass(frozen=True)
class Axes:
    """A plot area in pixels and what it shows: ``time`` s, ``people`` in steps of ``step``."""

    left: float
    top: float
    width: float
    height: float
    time: float
    people: float
    step: float

    def x(self, time: Floats | float) -> Floats:
        """Pixels from seconds."""
        return np.asarray(self.left + np.asarray(time) / self.time * self.width)

    def y(self, people: NDArray[np.int64] | Floats | float) -> Floats:
        """Pixels from people."""
        return np.asarray(self.top + self.height - np.asarray(people) / self.people * self.height)


def round_step(span: float, wanted: int, bases: Sequence[float] = (1, 2, 5, 10)) -> float:
    """Return a round step that cuts a span into about ``wanted`` pieces."""
    raw = max(span, 1e-9) / wanted
    power = 10.0 ** floor(log10(raw))
    return float(next(base * power for base in bases if base * power >= raw * 0.999))


def time_step(span: float) -> tuple[float, float, str]:
    """Return the step of a time axis in s, its unit in s, and the unit's name."""
    if span <= 180:
        return round_step(span, 8), 1.0, "s"
    for minutes in (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240):
        if span / (60 * minutes) <= 12:
            return 60.0 * minutes, 60.0, "min"
    return 3600.0 * 6, 60.0, "min"


def draw_curves(
    picture: Picture, box: tuple[float, float, float, float], inside: Steps, exits: Mapping[str, Steps],
    marks: Mapping[str, float], end: float,
) -> None:  # fmt: skip
    """Draw the plot into a box (left, top, width, height) in pixels, axis texts included.

    Parameters
    ----------
    inside
        Times in s and people inside from each time on.
    exits
        For each exit: times in s and people who had left by it.
    marks
        Vertical lines: name and time in s; NaN is left out.
    end
        Where the time axis ends, in s.
    """
    used = {name: steps for name, steps in exits.items() if len(steps[0])}
    longest = max(
        [text_width(f"{name}  {steps[1][-1]:,}", LABEL) for name, steps in used.items()], default=60.0
    )
    left, top, width, height = box[0] + 64, box[1] + 30, box[2] - 64 - longest - 26, box[3] - 30 - 48
    share = 0.44 if used else 1.0
    end = max(end, 1.0)
    upper = _axes(left, top, width, height * share, end, int(inside[1].max(initial=1)))
    _panel(picture, upper, "inside", not used)
    _marks(picture, upper, marks, top + height)
    _curve(picture, upper, inside, None, colours.INK, 2.6, "")
    if not used:
        return
    most = max(int(steps[1][-1]) for steps in used.values())
    lower = _axes(left, top + height * share + 40, width, height * (1 - share) - 40, end, most)
    _panel(picture, lower, "out by each exit", True)
    ends = []
    for number, (name, steps) in enumerate(used.items()):
        colour = colours.LINES[number % len(colours.LINES)]
        dash = colours.DASHES[number % len(colours.DASHES)]
        _curve(picture, lower, steps, 0, colour, 1.7, dash)
        ends.append((float(lower.y(float(steps[1][-1]))), f"{name}\u2002{steps[1][-1]:,}", colour, dash))
    _names(picture, lower, ends)


def _axes(left: float, top: float, width: float, height: float, end: float, most: int) -> Axes:
    step = max(round_step(most, 5), 1.0)
    return Axes(left, top, width, height, end, max(step * np.ceil(most / step), 1.0), step)


def _panel(picture: Picture, axes: Axes, name: str, times: bool) -> None:
    """Draw the grid of a panel with its name; the time axis carries numbers only if ``times``."""
    bottom, right = axes.top + axes.height, axes.left + axes.width
    for value in np.arange(0, axes.people + axes.step / 2, axes.step):
        y = float(axes.y(float(value)))
        picture.line(axes.left, y, right, y, colours.RULE if value else colours.MUTED)
        picture.text(axes.left - 9, y + 4, f"{value:,.0f}", LABEL, fill=colours.MUTED, anchor="end")
    every, unit, word = time_step(axes.time)
    for value in np.arange(0, axes.time + 1e-9, every):
        x = float(axes.x(float(value)))
        picture.line(x, bottom, x, bottom + 5, colours.MUTED)
        if times:
            picture.text(x, bottom + 19, f"{value / unit:g}", LABEL, fill=colours.MUTED, anchor="middle")
    if times:
        text = f"time since the start ({word})"
        picture.text((axes.left + right) / 2, bottom + 41, text, 12.5, anchor="middle")
    picture.text(axes.left - 50, axes.top - 12, f"people {name}", 12.5, weight=600)


def _marks(picture: Picture, axes: Axes, marks: Mapping[str, float], bottom: float) -> None:
    last = -1e9
    for name, time in sorted(marks.items(), key=lambda item: item[1]):
        if not time <= axes.time:
            continue
        x = float(axes.x(time))
        picture.line(x, axes.top - 4, x, bottom, colours.FAINT, 1, stroke_dasharray="2 3")
        text = f"{name}\u2002{clock(time)}"
        half = text_width(text, 10.5) / 2
        row = 0 if x - half > last else 1
        picture.text(x, axes.top - 9 - 13 * row, text, 10.5, fill=colours.MUTED, anchor="middle")
        last = x + half + 4 if row == 0 else last


def clock(seconds: float) -> str:
    """Write a time as people say it: 47 s, 6 min 05 s."""
    if not seconds >= 0:
        return "–"
    if seconds < 99.5:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"


def _curve(
    picture: Picture, axes: Axes, steps: Steps, start: int | None, colour: str, width: float, dash: str
) -> None:
    times, counts = steps
    if start is not None:
        times, counts = np.append(0.0, times), np.append(start, counts)
    times, counts = np.append(times, axes.time), np.append(counts, counts[-1])
    # no more than two points a pixel
    columns = np.floor(axes.x(times) * 2)
    keep = np.append(np.diff(columns) != 0, True) | np.append(True, np.diff(columns) != 0)
    times, counts = times[keep], counts[keep]
    x, y = np.repeat(axes.x(times), 2)[1:], np.repeat(axes.y(counts), 2)[:-1]
    picture.add("path", d=polyline(np.column_stack([x, y])), fill="none", stroke=colour, stroke_width=width,
                stroke_dasharray=dash or None, stroke_linejoin="round")  # fmt: skip


def _names(picture: Picture, axes: Axes, ends: list[tuple[float, str, str, str]]) -> None:
    right = axes.left + axes.width
    low, high = axes.top + 6.0, axes.top + axes.height - 2.0
    ends.sort()
    places = [min(max(end[0], low), high) for end in ends]
    gap = min(GAP, (high - low) / max(len(ends) - 1, 1))
    # push labels apart downwards, then back up from the lower edge
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + gap)
    for i in reversed(range(len(places))):
        limit = high if i == len(places) - 1 else places[i + 1] - gap
        places[i] = min(places[i], limit)
    for (y, text, colour, dash), place in zip(ends, places, strict=True):
        picture.add("path", d=polyline([(right, y), (right + 8, place), (right + 22, place)]), fill="none",
                    stroke=colour, stroke_width=1.5, stroke_dasharray=dash or None)  # fmt: skip
        picture.text(right + 26, place + 4, text, LABEL, fill=colours.INK)
