"""Charts for print: bars, histograms, stacked shares, strips over time; each with units and without colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from exeunt.viewer import colours
from exeunt.viewer.curves import Steps, draw_curves, round_step, time_step
from exeunt.viewer.svg import Picture, text_width

Floats = NDArray[np.float64]

WIDTH = 760.0
LABEL = 11.0
ROW = 24.0


@dataclass(frozen=True)
class Plot:
    """A plot area in pixels with linear axes from 0 to ``x_end`` and from 0 to ``y_end``."""

    picture: Picture
    left: float
    top: float
    width: float
    height: float
    x_end: float
    y_end: float

    def x(self, value: Floats | float) -> Floats:
        """Pixels across."""
        return np.asarray(self.left + np.asarray(value) / self.x_end * self.width)

    def y(self, value: Floats | float) -> Floats:
        """Pixels down."""
        return np.asarray(self.top + self.height - np.asarray(value) / self.y_end * self.height)

    @property
    def bottom(self) -> float:
        """Where the horizontal axis lies."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """Where the plot ends."""
        return self.left + self.width

    def rows(self, step: float, label: str) -> None:
        """Draw horizontal lines with numbers every ``step``, and the name of the axis above them."""
        for value in np.arange(0, self.y_end + step / 2, step):
            y = float(self.y(float(value)))
            self.picture.line(self.left, y, self.right, y, colours.RULE if value else colours.MUTED)
            self.picture.text(self.left - 8, y + 4, f"{value:,.6g}", LABEL, fill=colours.MUTED, anchor="end")
        self.picture.text(1, self.top - 12, label, 12, weight=600)

    def columns(self, step: float, label: str, unit: float = 1.0, lines: bool = False) -> None:
        """Draw numbers below the plot every ``step``, in steps of ``unit``, and the name of the axis."""
        for value in np.arange(0, self.x_end + step * 1e-6, step):
            x = float(self.x(float(value)))
            if lines:
                self.picture.line(x, self.top, x, self.bottom, colours.RULE)
            self.picture.line(x, self.bottom, x, self.bottom + 5, colours.MUTED)
            text = f"{value / unit:,.6g}"
            self.picture.text(x, self.bottom + 18, text, LABEL, fill=colours.MUTED, anchor="middle")
        self.picture.text((self.left + self.right) / 2, self.bottom + 38, label, 12, anchor="middle")

    def time_axis(self, lines: bool = False, label: str = "time since the start") -> None:
        """Draw the horizontal axis for seconds, in s or min."""
        step, unit, word = time_step(self.x_end)
        self.columns(step, f"{label} ({word})", unit, lines)


def clearance_chart(
    inside: Steps, exits: Mapping[str, Steps], marks: Mapping[str, float], end: float, title: str
) -> Picture:
    """Return people inside, and people out by each exit, over time in s up to ``end``."""
    used = sum(bool(len(steps[0])) for steps in exits.values())
    height = 560.0 + max(0, used - 16) * 12.0 if used else 330.0
    picture = Picture(WIDTH, height, title)
    draw_curves(picture, (-12.0, 0.0, WIDTH + 12.0, height), inside, exits, marks, end)
    return picture


@dataclass(frozen=True)
class ExitUse:
    """Use of one exit: flows in people per second, NaN if not known."""

    name: str
    people: int
    mean: float
    peak: float
    capacity: float


def exit_chart(rows: Sequence[ExitUse], title: str) -> Picture:
    """Return one bar an exit for its mean flow, a dot for the peak, and a line across for its capacity."""
    longest = max(text_width(row.name, LABEL) for row in rows)
    left = longest + 18
    picture = Picture(WIDTH, 34 + ROW * len(rows) + 56, title)
    most = max(max(_or_zero(row.mean), _or_zero(row.peak), _or_zero(row.capacity)) for row in rows)
    step = round_step(max(most, 0.1), 6)
    plot = Plot(picture, left, 34, WIDTH - left - 70, ROW * len(rows), step * max(ceil(most / step), 1), 1)
    plot.columns(step, "people per second", lines=True)
    picture.text(WIDTH, 24, "people out", LABEL, anchor="end", fill=colours.MUTED)
    for number, row in enumerate(rows):
        middle = plot.top + ROW * (number + 0.5)
        picture.text(left - 9, middle + 4, row.name, LABEL, anchor="end")
        picture.text(WIDTH, middle + 4, f"{row.people:,}", LABEL, anchor="end")
        if row.mean > 0:
            picture.add("rect", x=left, y=middle - 7, width=float(plot.x(row.mean)) - left, height=14,
                        fill=colours.DOOR)  # fmt: skip
        if row.capacity > 0:
            x = float(plot.x(row.capacity))
            picture.line(x, middle - 10, x, middle + 10, colours.INK, 2.4)
        if row.peak > 0:
            picture.add("circle", cx=float(plot.x(row.peak)), cy=middle, r=4.2, fill=colours.PAPER,
                        stroke=colours.INK, stroke_width=1.6)  # fmt: skip
    picture.line(left, plot.top, left, plot.bottom, colours.MUTED)
    _exit_legend(picture, any(row.capacity > 0 for row in rows))
    return picture


def _exit_legend(picture: Picture, capacity: bool) -> None:
    x = 1.0
    picture.add("rect", x=x, y=8, width=22, height=11, fill=colours.DOOR)
    picture.text(x + 28, 18, "mean flow while in use", LABEL)
    x += 180
    picture.add("circle", cx=x + 6, cy=14, r=4.2, fill=colours.PAPER, stroke=colours.INK, stroke_width=1.6)
    picture.text(x + 16, 18, "most in any 10 s", LABEL)
    if capacity:
        picture.line(x + 144, 5, x + 144, 22, colours.INK, 2.4)
        picture.text(x + 152, 18, "capacity", LABEL)


def _or_zero(value: float) -> float:
    return value if value == value else 0.0


def histogram_chart(values: Floats, label: str, title: str, height: float = 280.0) -> Picture:
    """Return how many people have which value, in s; NaN are left out, the median is marked."""
    values = values[~np.isnan(values)]
    picture = Picture(WIDTH, height, title)
    top = float(values.max()) if len(values) else 1.0
    width = round_step(max(top, 1.0), 40, (1, 2, 5, 10))
    bins = np.arange(0, max(ceil(top / width + 1e-9), 1) + 1) * width
    counts = np.histogram(values, bins)[0]
    most = int(counts.max(initial=1))
    step = max(round_step(most, 5), 1.0)
    plot = Plot(picture, 56, 34, WIDTH - 76, height - 84, float(bins[-1]), step * max(ceil(most / step), 1))
    plot.rows(step, f"people in each {width:g} s")
    for low, count in zip(bins, counts, strict=False):
        if count:
            x, y = float(plot.x(float(low))), float(plot.y(float(count)))
            wide = float(plot.x(float(low + width))) - x
            picture.add("rect", x=x + 0.5, y=y, width=max(wide - 1, 0.8), height=plot.bottom - y,
                        fill=colours.DOOR)  # fmt: skip
    plot.time_axis(label=label)
    if len(values):
        middle = float(np.median(values))
        x = float(plot.x(middle))
        picture.line(x, plot.top - 6, x, plot.bottom, colours.INK, 1.4, stroke_dasharray="5 3")
        anchor = "start" if x < plot.right - 120 else "end"
        picture.text(x + (6 if anchor == "start" else -6), plot.top + 4, f"median {middle:.0f} s", LABEL,
                     anchor=anchor, halo=colours.PAPER)  # fmt: skip
    return picture


def share_chart(
    rows: Sequence[tuple[str, Sequence[float]]], names: Sequence[str], title: str,
    label: str = "share of the time that moving people spent there (%)",
) -> Picture:  # fmt: skip
    """Return one bar a row, cut into shares of 1 that are named by a letter or a few and by shade."""
    longest = max(text_width(name, LABEL) for name, _ in rows)
    left = longest + 18
    picture = Picture(WIDTH, 10 + 34 * len(rows) + 46, title)
    plot = Plot(picture, left, 6, WIDTH - left - 16, 34 * len(rows), 100, 1)
    plot.columns(20, label)
    for number, (name, shares) in enumerate(rows):
        middle, start = plot.top + 34 * (number + 0.5), 0.0
        picture.text(left - 9, middle + 4, name, LABEL, anchor="end")
        for part, (share, letter) in enumerate(zip(shares, names, strict=True)):
            x0, x1 = float(plot.x(100 * start)), float(plot.x(100 * (start + share)))
            start += share
            if x1 - x0 < 0.3:
                continue
            picture.add("rect", x=x0, y=middle - 12, width=x1 - x0, height=24, fill=colours.SERVICE[part],
                        stroke=colours.INK, stroke_width=0.6)  # fmt: skip
            if x1 - x0 > max(13, text_width(letter, LABEL) + 5):
                picture.text((x0 + x1) / 2, middle + 4, letter, LABEL, fill=ink_on(colours.SERVICE[part]),
                             anchor="middle", weight=600)  # fmt: skip
    return picture


def strip_chart(
    rows: Sequence[tuple[str, Floats]], interval: float, label: str, title: str, end: float | None = None
) -> Picture:
    """Return a strip a row that grows darker with the value over time, its largest value written beside it.

    Parameters
    ----------
    rows
        Name and values at times 0, ``interval``, ... in s.
    label
        What is shown, with its unit.
    """
    longest = max(text_width(name, LABEL) for name, _ in rows)
    left = longest + 18
    picture = Picture(WIDTH, 34 + ROW * len(rows) + 92, title)
    most = max((float(values.max(initial=0)) for _, values in rows), default=0.0)
    full = round_step(max(most, 1.0), 1, (1, 2, 3, 4, 5, 6, 8, 10))
    span = end or max(len(values) for _, values in rows) * interval
    plot = Plot(picture, left, 34, WIDTH - left - 70, ROW * len(rows), max(span, interval), 1)
    picture.text(WIDTH, 24, "largest", LABEL, anchor="end", fill=colours.MUTED)
    for number, (name, values) in enumerate(rows):
        top = plot.top + ROW * number
        picture.text(left - 9, top + ROW / 2 + 4, name, LABEL, anchor="end")
        shown = values[: max(ceil(span / interval), 1)]
        if len(shown):
            width = float(plot.x(len(shown) * interval)) - left
            picture.image(_thin(shown, full), left, top + 3, width, ROW - 6)
        picture.add("rect", x=left, y=top + 3, width=plot.width, height=ROW - 6, fill="none",
                    stroke=colours.FAINT, stroke_width=0.6)  # fmt: skip
        picture.text(WIDTH, top + ROW / 2 + 4, f"{float(values.max(initial=0)):,.0f}", LABEL, anchor="end")
    plot.time_axis()
    _ramp(picture, left, picture.height - 30, full, label)
    return picture


def _thin(values: Floats, full: float, most: int = 600) -> NDArray[np.uint8]:
    """Return the pixels (1, columns, 3) of a strip; the largest value of what falls into a column counts."""
    cuts = np.unique(np.linspace(0, len(values), min(len(values), most) + 1).astype(int))[:-1]
    return colours.paper(np.maximum.reduceat(values, cuts)[None, :] / full)


def _ramp(picture: Picture, left: float, y: float, full: float, label: str) -> None:
    picture.image(colours.paper(np.linspace(0, 1, 128)[None, :]), left, y, 200, 12)
    picture.add(
        "rect", x=left, y=y, width=200, height=12, fill="none", stroke=colours.MUTED, stroke_width=0.6
    )
    for share in (0.0, 0.5, 1.0):
        picture.text(left + 200 * share, y + 25, f"{full * share:,.4g}", 10.5, fill=colours.MUTED,
                     anchor="middle")  # fmt: skip
    picture.text(left + 214, y + 10, label, LABEL)


def parts_chart(
    rows: Sequence[tuple[str, Sequence[float]]], names: Sequence[str], title: str, end: float
) -> Picture:
    """Return one bar a row, made of parts in s that follow each other; the key names them by number and shade."""
    left = max(text_width(name, LABEL) for name, _ in rows) + 18
    key = 20.0 * ceil(len(names) / 3)
    picture = Picture(WIDTH, 10 + 38 * len(rows) + 58 + key, title)
    plot = Plot(picture, left, 6, WIDTH - left - 70, 38 * len(rows), max(end, 1.0), 1)
    plot.time_axis()
    shades = colours.SERVICE[1:]
    for number, (name, parts) in enumerate(rows):
        middle, start = plot.top + 38 * (number + 0.5), 0.0
        picture.text(left - 9, middle + 4, name, LABEL, anchor="end")
        for part, seconds in enumerate(parts):
            x0, x1 = float(plot.x(start)), float(plot.x(start + seconds))
            start += seconds
            if x1 - x0 < 0.3:
                continue
            picture.add("rect", x=x0, y=middle - 13, width=x1 - x0, height=26, fill=shades[part],
                        stroke=colours.INK, stroke_width=0.6)  # fmt: skip
            if x1 - x0 > 13:
                picture.text((x0 + x1) / 2, middle + 4, str(part + 1), LABEL, fill=ink_on(shades[part]),
                             anchor="middle", weight=600)  # fmt: skip
        picture.text(float(plot.x(start)) + 7, middle + 4, f"{start:,.0f} s", LABEL, weight=600)
    for part, name in enumerate(names):
        x, y = 1.0 + (part % 3) * WIDTH / 3, plot.bottom + 58 + 20.0 * (part // 3)
        picture.add(
            "rect", x=x, y=y, width=16, height=14, fill=shades[part], stroke=colours.INK, stroke_width=0.6
        )
        picture.text(x + 8, y + 11, str(part + 1), 10, fill=ink_on(shades[part]), anchor="middle", weight=600)
        picture.text(x + 23, y + 11, name, LABEL)
    return picture


def ink_on(colour: str) -> str:
    """Return black or white, whichever reads better on a colour."""
    black, white = colours.contrast(colour, colours.INK), colours.contrast(colour, colours.PAPER)
    return colours.INK if black > white else colours.PAPER
