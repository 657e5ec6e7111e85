"""People by state over time, stacked: each state its own colour and, where there is room, its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from exeunt.viewer import colours
from exeunt.viewer.charts import LABEL, WIDTH, Plot, ink_on
from exeunt.viewer.curves import round_step
from exeunt.viewer.svg import Picture, polyline, text_width

HEIGHT = 380.0
KEY = 20.0


def state_chart(
    time: NDArray[np.float64], counts: Sequence[tuple[str, str, NDArray[np.int64]]], title: str,
    marks: Mapping[str, float] | None = None,
) -> Picture:  # fmt: skip
    """Return layers over one another from below; neighbours differ in lightness and are parted by a white line.

    Parameters
    ----------
    time
        (n,) seconds.
    counts
        Name, colour and (n,) people of each layer, the lowest first.
    marks
        Vertical lines: name and time in s.
    """
    key = KEY * ceil(len(counts) / 4)
    picture = Picture(WIDTH, HEIGHT + key, title)
    layers = np.cumsum(np.vstack([np.zeros(len(time)), *(values for _, _, values in counts)]), axis=0)
    most = max(float(layers[-1].max(initial=0.0)), 1.0)
    step = max(round_step(most, 5), 1.0)
    rows = _rows(marks or {}, float(time[-1]))
    top = 34.0 + 14.0 * max(rows.values(), default=-1) + (14.0 if rows else 0.0)
    plot = Plot(
        picture,
        64,
        top,
        WIDTH - 84,
        HEIGHT - top - 52,
        max(float(time[-1]), 1.0),
        step * max(ceil(most / step), 1),
    )
    plot.rows(step, "people")
    x = plot.x(time)
    for k, (name, colour, values) in enumerate(counts):
        low, high = plot.y(layers[k]), plot.y(layers[k + 1])
        points = np.column_stack([np.concatenate([x, x[::-1]]), np.concatenate([high, low[::-1]])])
        picture.add(
            "path", d=polyline(points, closed=True), fill=colour, stroke=colours.PAPER, stroke_width=0.8
        )
        _name(picture, plot, time, layers[k], layers[k + 1], name, colour, values)
    plot.time_axis()
    for name, at in (marks or {}).items():
        across, up = float(plot.x(at)), plot.top - 6 - 14.0 * rows[name]
        picture.line(across, up, across, plot.bottom, colours.INK, 1.3, stroke_dasharray="5 3")
        end = across > plot.left + 0.7 * plot.width
        picture.text(
            across + (-4 if end else 4),
            up + 4,
            name,
            LABEL,
            anchor="end" if end else "start",
            halo=colours.PAPER,
        )
    for k, (name, colour, _) in enumerate(reversed(counts)):
        left, y = 1.0 + (k % 4) * WIDTH / 4, HEIGHT + KEY * (k // 4)
        picture.add(
            "rect", x=left, y=y - 2, width=16, height=13, fill=colour, stroke=colours.INK, stroke_width=0.5
        )
        picture.text(left + 22, y + 9, name, LABEL)
    return picture


def _rows(marks: Mapping[str, float], end: float) -> dict[str, int]:
    """Return the line of text, from below, on which each mark is named: earlier ones above, clear of later lines."""
    taken: list[float] = []
    found = {}
    for name, at in sorted(marks.items(), key=lambda mark: -mark[1]):
        left = at / max(end, 1.0) * (WIDTH - 84)
        width = text_width(name, LABEL)
        if at > 0.7 * end:
            left -= width
        row = next((k for k, begins in enumerate(taken) if left + width < begins - 8), len(taken))
        if row == len(taken):
            taken.append(left)
        taken[row] = left
        found[name] = row
    return found


def _name(
    picture: Picture, plot: Plot, time: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64],
    name: str, colour: str, values: NDArray[np.int64],
) -> None:  # fmt: skip
    """Write the name of a layer where it is thickest, if it fits there."""
    wide = text_width(name, LABEL)
    reach = 0.5 * (wide + 10) / plot.width * plot.x_end
    inner = np.flatnonzero((time >= reach) & (time <= plot.x_end - reach))
    if not len(inner):
        return
    k = int(inner[np.argmax(values[inner])])
    span = np.abs(time - time[k]) <= reach
    ceiling, floor = float(plot.y(float(high[span].min()))), float(plot.y(float(low[span].max())))
    if floor - ceiling < 15:
        return
    x, y = float(plot.x(float(time[k]))), 0.5 * (floor + ceiling) + 4
    picture.text(x, y, name, LABEL, fill=ink_on(colour), anchor="middle", weight=600)
