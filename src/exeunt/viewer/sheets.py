"""Sheets of plans for print: storeys arranged as large as they go, with a scale bar and a legend."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from exeunt.results.contract import VenueLike
from exeunt.viewer import colours
from exeunt.viewer.curves import round_step
from exeunt.viewer.danger_plan import Marked, draw_marked
from exeunt.viewer.layers import Layer
from exeunt.viewer.plan import Frame, Storey, draw_plan
from exeunt.viewer.svg import Picture, text_width

WIDTH = 760.0
TALLEST = 1040.0
CAPTION = 24.0
GAP = 20.0
FOOT = 46.0
# room for the arrows of exits, and for their names
ARROWS, NAMES = 16.0, 74.0
LARGEST = 26.0
# how much smaller a plan may get by sharing its sheet, without and with names
SMALLEST = (0.62, 0.75)


@dataclass(frozen=True)
class Ramp:
    """Legend of a scale from 0 to ``full_scale``; ``beyond`` says that values above it exist."""

    label: str
    full_scale: float
    beyond: bool = False


@dataclass(frozen=True)
class Classes:
    """Legend of classes: colour and label each."""

    label: str
    entries: tuple[tuple[str, str], ...]


def draw_map(
    venue: VenueLike, levels: Sequence[Storey], title: str, *, layer: Layer | None = None,
    legend: Ramp | Classes | None = None, names: bool = False, prefix: str = "",
    marks: Mapping[int, Sequence[tuple[float, float]]] | None = None, marked: Marked | None = None,
) -> Picture:  # fmt: skip
    """Return a sheet with some storeys.

    Parameters
    ----------
    title
        What the picture says to those who do not see it.
    names
        Whether exits and rooms carry their names.
    prefix
        Keeps its ids apart from those of other pictures.
    marks
        Places in m, by the index of their surface, that get a red cross each.
    marked
        Danger zones, refuges, signs and posts.
    """
    edge = NAMES if names else ARROWS
    above = 30.0 if names else ARROWS
    columns, scale = arrange(
        levels, WIDTH - 2 * edge, TALLEST - FOOT, CAPTION + above, GAP + above, between=2 * edge
    )
    heights = [
        sum(CAPTION + 2 * above + size_of(level)[1] * scale for level in column) + GAP * (len(column) - 1)
        for column in columns
    ]
    picture = Picture(WIDTH, max(heights) + FOOT, title, prefix)
    spread = sum(max(size_of(level)[0] for level in column) * scale + 2 * edge for column in columns)
    left, frame = max((WIDTH - spread) / 2, 0.0), None
    for column in columns:
        top = 0.0
        for level in column:
            picture.text(max(left, 1.0), top + 14, level.surface.id, 13, weight=600)
            beside = max(left, 1.0) + text_width(level.surface.id, 13) + 10
            height = f"{level.surface.elevation:+.1f} m".replace("-", "−")
            picture.text(beside, top + 14, height, 11, fill=colours.MUTED)
            frame = Frame(left + edge, top + CAPTION + above, scale, level.bounds)
            draw_plan(picture, frame, venue, level, layer=layer, names=names, size=10.5)
            if marked is not None:
                draw_marked(picture, frame, marked.on(level))
            _crosses(picture, frame, level, marks or {})
            top += CAPTION + 2 * above + frame.height + GAP
        left += max(size_of(level)[0] for level in column) * scale + 2 * edge
    if frame is not None:
        scale_bar(picture, frame, 1.0, picture.height - 22)
    if legend is not None:
        _legend(picture, legend)
    return picture


def _crosses(
    picture: Picture, frame: Frame, level: Storey, marks: Mapping[int, Sequence[tuple[float, float]]]
) -> None:
    for surface in level.surfaces:
        for place in marks.get(surface.index, ()):
            x, y = frame(*place)
            for sign in (-1, 1):
                picture.line(x - 3.2, y - 3.2 * sign, x + 3.2, y + 3.2 * sign, colours.PROHIBITED, 1.5)


def groups_of(levels: Sequence[Storey], names: bool = False) -> list[list[Storey]]:
    """Return the storeys in order, on as few sheets as leave each plan at least ``SMALLEST`` of its size alone."""
    alone = [_scale([level], names) for level in levels]
    for count in range(1, len(levels)):
        best: tuple[float, list[list[Storey]]] = (0.0, [])
        for cuts in itertools.islice(itertools.combinations(range(1, len(levels)), count - 1), 500):
            spans = list(itertools.pairwise([0, *cuts, len(levels)]))
            worst = min(_scale(levels[a:b], names) / max(alone[a:b]) for a, b in spans)
            if worst > best[0]:
                best = worst, [list(levels[a:b]) for a, b in spans]
        if best[0] >= SMALLEST[names]:
            return best[1]
    return [[level] for level in levels]


def _scale(levels: Sequence[Storey], names: bool) -> float:
    edge = NAMES if names else ARROWS
    above = 30.0 if names else ARROWS
    return arrange(levels, WIDTH - 2 * edge, TALLEST - FOOT, CAPTION + above, GAP + above, between=2 * edge)[
        1
    ]


def size_of(storey: Storey) -> tuple[float, float]:
    """Return width and height of a storey in plan in metres."""
    x0, y0, x1, y1 = storey.bounds
    return x1 - x0, y1 - y0


def arrange(
    levels: Sequence[Storey], usable: float, tallest: float, caption: float, gap: float,
    between: float | None = None,
) -> tuple[list[list[Storey]], float]:  # fmt: skip
    """Return the storeys in columns, in order, so that they are drawn as large as possible, and the scale.

    Parameters
    ----------
    usable, tallest
        Width and height to fill, in pixels.
    caption
        Height that each storey needs beside its plan.
    gap, between
        Distance of storeys in a column, and of columns (as ``gap`` if not given).
    """
    between = gap if between is None else between
    best: tuple[list[list[Storey]], float] = ([[level] for level in levels], 0.0)
    for count in range(1, len(levels) + 1):
        for cuts in itertools.islice(itertools.combinations(range(1, len(levels)), count - 1), 2000):
            edges = [0, *cuts, len(levels)]
            columns = [list(levels[a:b]) for a, b in itertools.pairwise(edges)]
            across = sum(max(size_of(level)[0] for level in column) for column in columns)
            scales = [(usable - between * (count - 1)) / across, LARGEST]
            for column in columns:
                spare = tallest - len(column) * caption - gap * (len(column) - 1)
                scales.append(spare / sum(size_of(level)[1] for level in column))
            if min(scales) > best[1]:
                best = (columns, min(scales))
    return best


def scale_bar(picture: Picture, frame: Frame, left: float, y: float) -> None:
    """Draw a bar of a round length in metres."""
    length = round_step(130 / frame.scale, 1, (1, 2, 5, 10)) if frame.scale > 0 else 1.0
    if length * frame.scale > 200:
        length /= 2
    pixels = length * frame.scale
    for part in range(2):
        fill = colours.INK if part == 0 else "#ffffff"
        picture.add("rect", x=left + part * pixels / 2, y=y - 4, width=pixels / 2, height=6, fill=fill,
                    stroke=colours.INK, stroke_width=1)  # fmt: skip
    picture.text(left + pixels + 10, y + 4, f"{length:g} m", 12, fill=colours.INK)


def _legend(picture: Picture, legend: Ramp | Classes) -> None:
    y = picture.height - 30
    if isinstance(legend, Classes):
        _classes(picture, legend, y)
        return
    length = 230.0
    left = picture.width - length - 26
    picture.text(left - 10, y + 11, legend.label, 11.5, anchor="end", weight=600)
    picture.image(colours.paper(np.linspace(0, 1, 128)[None, :]), left, y, length, 13)
    picture.add("rect", x=left, y=y, width=length, height=13, fill="none", stroke=colours.MUTED,
                stroke_width=0.6)  # fmt: skip
    step = round_step(legend.full_scale, 5)
    for value in np.arange(0, legend.full_scale + step / 1000, step):
        x = left + length * value / legend.full_scale
        picture.line(x, y + 13, x, y + 17, colours.MUTED)
        more = "+" if legend.beyond and value > legend.full_scale - step / 2 else ""
        picture.text(x, y + 28, f"{value:g}{more}", 10.5, fill=colours.MUTED, anchor="middle")


def _classes(picture: Picture, legend: Classes, y: float) -> None:
    widths = [text_width(text, 10.5) + 26 for _, text in legend.entries]
    left = picture.width - sum(widths)
    picture.text(left - 10, y + 11, legend.label, 11.5, anchor="end", weight=600)
    for (colour, text), width in zip(legend.entries, widths, strict=True):
        picture.add("rect", x=left, y=y, width=13, height=13, fill=colour, stroke=colours.MUTED,
                    stroke_width=0.6)  # fmt: skip
        picture.text(left + 17, y + 11, text, 10.5, fill=colours.INK)
        left += width
