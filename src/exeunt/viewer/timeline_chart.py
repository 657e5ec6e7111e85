"""A time axis with bars, what happened when above them, and a key to spans too short for their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exeunt.viewer import colours
from exeunt.viewer.charts import LABEL, WIDTH, Plot, ink_on
from exeunt.viewer.svg import Picture, text_width

BAR = 30.0
KEY = 20.0
"""Pixels that the key below the axis takes."""
LINE = 14.0
"""Pixels from one line of names to the next."""


@dataclass(frozen=True)
class Span:
    """A part of a bar: from ``start`` to ``end`` in s, what it is, and its colour."""

    start: float
    end: float
    words: str
    colour: str


def timeline_chart(
    bars: Sequence[tuple[str, Sequence[Span]]], marks: Sequence[tuple[float, str]], end: float, title: str
) -> Picture:
    """Return bars of spans below a line for each mark with its name; names never lie over each other.

    A span too short for its words is explained in a key below the axis.

    Parameters
    ----------
    bars
        Name and spans of each bar, the uppermost first.
    marks
        Time in s and name, in order of time.
    end
        Where the axis ends, s.
    """
    left = max((text_width(name, LABEL) for name, _ in bars), default=0.0) + 18
    width = WIDTH - left - 16
    axis_end = max(end, 1.0)
    lines = _lines([(left + time / axis_end * width, name) for time, name in marks])
    top = 14.0 + LINE * (max(lines, default=0) + 1)
    unnamed = [
        span
        for _, spans in bars
        for span in spans
        if not _fits(span, width / axis_end) and span.start < axis_end
    ]
    below = top + BAR * len(bars) + 46
    picture = Picture(WIDTH, below + (KEY if unnamed else 0.0), title)
    plot = Plot(picture, left, top, width, BAR * len(bars), axis_end, 1)
    plot.time_axis()
    for (time, _), line in zip(marks, lines, strict=True):
        x = float(plot.x(time))
        picture.line(x, plot.top - 6 - LINE * line, x, plot.bottom, colours.INK, 1.1, stroke_dasharray="4 3")
    for number, (name, spans) in enumerate(bars):
        middle = plot.top + BAR * (number + 0.5)
        picture.text(left - 9, middle + 4, name, LABEL, anchor="end")
        for span in spans:
            _span(picture, plot, middle, span)
    for (time, name), line in zip(marks, lines, strict=True):
        x, y = float(plot.x(time)), plot.top - 6 - LINE * line
        before = _before(x, name)
        picture.text(
            x + (-4 if before else 4),
            y + 2,
            name,
            LABEL,
            anchor="end" if before else "start",
            halo=colours.PAPER,
        )
    _key(picture, left, below + 8, unnamed)
    return picture


def _fits(span: Span, scale: float) -> bool:
    """Whether a span at ``scale`` pixels a second holds its words."""
    return (span.end - span.start) * scale > text_width(span.words, LABEL) + 10


def _key(picture: Picture, left: float, y: float, spans: Sequence[Span]) -> None:
    for span in spans:
        picture.add(
            "rect",
            x=left,
            y=y - 9,
            width=11,
            height=11,
            fill=span.colour,
            stroke=colours.INK,
            stroke_width=0.6,
        )
        picture.text(left + 16, y, span.words, LABEL)
        left += text_width(span.words, LABEL) + 34


def _span(picture: Picture, plot: Plot, middle: float, span: Span) -> None:
    x0, x1 = float(plot.x(span.start)), float(plot.x(min(span.end, plot.x_end)))
    if x1 - x0 < 0.3:
        return
    picture.add(
        "rect",
        x=x0,
        y=middle - 11,
        width=x1 - x0,
        height=22,
        fill=span.colour,
        stroke=colours.INK,
        stroke_width=0.6,
    )
    if _fits(span, plot.width / plot.x_end):
        picture.text(
            (x0 + x1) / 2,
            middle + 4,
            span.words,
            LABEL,
            fill=ink_on(span.colour),
            anchor="middle",
            weight=600,
        )


def _before(x: float, name: str) -> bool:
    """Whether a name goes to the left of its line, because there is no room on the right."""
    return x + text_width(name, LABEL) + 8 > WIDTH


def _lines(marks: Sequence[tuple[float, str]]) -> list[int]:
    """Return the line of text, from below, on which each name lies, clear of other names and of other marks' lines.

    Names to the right of their mark are set from the last to the first and names to the left from the first to the
    last: each one goes above the names and marks that it would cover.
    """
    order = [k for k in reversed(range(len(marks))) if not _before(*marks[k])]
    order += [k for k in range(len(marks)) if _before(*marks[k])]
    found = [0] * len(marks)
    taken: list[tuple[float, float, float, int]] = []
    for k in order:
        x, name = marks[k]
        wide = text_width(name, LABEL) + 12
        left, right = (x - wide, x) if _before(x, name) else (x, x + wide)
        line = 0
        while any(
            (line == of and left < end and begin < right) or (line <= of and left + 1 < at < right - 1)
            for begin, end, at, of in taken
        ):
            line += 1
        taken.append((left, right, x, line))
        found[k] = line
    return found
