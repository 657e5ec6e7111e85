"""ASET and RSET: when places become untenable, when they are needed last, and how much time people had."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

from exeunt.metrics.tenability import Limit, Tenability
from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import decimal, listed, people, percent
from exeunt.results.grid import DensityGrid
from exeunt.viewer import colours
from exeunt.viewer.curves import round_step
from exeunt.viewer.layers import class_layer
from exeunt.viewer.plan import Storey
from exeunt.viewer.sheets import Classes, draw_map, groups_of
from exeunt.viewer.tenability import (
    MARGIN_CLASSES,
    limit_words,
    margin_chart,
    margin_classes,
    planes_on,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STEPS = 5
IN_WORDS = ("below 0 s", "below 30 s", "below 1 min", "below 3 min", "more, or tenable")
"""The classes of margins where there is little room."""
EARLY_DARK = colours.SERVICE[:0:-1]


def margins(facts: RunFacts) -> list[Block]:
    """Return maps of ASET, RSET and their difference, and the margins of people; nothing without recorded air."""
    found = facts.tenability
    if found is None:
        return []
    blocks: list[Block] = [Heading("Time available and time needed (ASET and RSET)")]
    blocks += [Paragraph(_answer(facts, found), lead=True), Paragraph(_meaning(facts, found)), _limits(found)]
    if len(found.people.margin):
        blocks += [_people(found), _spread(found)]
    if not np.isfinite(found.available.time).any():
        return blocks
    return [*blocks, *_maps(facts, found)]


def _answer(facts: RunFacts, found: Tenability) -> str:
    figures, until = found.people.figures(), found.available.until
    if not figures["people"]:
        return "Nobody was in the venue."
    ground = found.available.grid.area > 0.0
    first = float(found.available.time[ground].min(initial=np.inf))
    if not np.isfinite(first):
        return f"No place passed a limit of tenability in the {until:.0f} s whose air was recorded."
    share = figures["share_negative"]
    least = figures["margin_min_s"]
    text = (
        f"The first place became untenable after {first:.0f} s. {people(round(share * figures['people']))} of "
        f"{figures['people']:,} ({percent(share, 1)}) were at some time where the air was already untenable"
    )
    if np.isfinite(least):
        text += f"; the least margin of anybody was {_margin(least)}"
    area = found.available.grid.area
    short = float(area[np.nan_to_num(found.margin, nan=np.inf) < 0.0].sum())
    return f"{text}. On {short:.0f} m² of floor the air was untenable before the last person had gone."


def _meaning(facts: RunFacts, found: Tenability) -> str:
    return (
        "The available safe egress time (ASET) of a place is when the air at head height there first passes one of the "
        "limits below, for somebody who stands there all the time; doses add up from the first record on. The required "
        "safe egress time (RSET) of a place is when somebody is there for the last time; it is for ever where somebody "
        "stays. The margin is ASET less RSET; the margin of a person is the least of all places on its way. The air "
        f"was recorded until {found.available.until:.0f} s; what becomes untenable later is not seen. A negative "
        "margin is no injury: what people breathed and felt are the doses above."
    )


def _limits(found: Tenability) -> Table:
    rows = [
        (limit_words(limit.what, limit.value), limit.source + _doubt(limit), f"{_area(found, k):,.0f}")
        for k, limit in enumerate(found.available.limits)
    ]
    columns = (
        Column("Untenable is", width=1.4),
        Column("Source", width=3.2),
        Column("First there on (m²)", "right"),
    )
    return Table(
        columns, tuple(rows), "Limits of tenability, and the floor on which each was the first to be passed"
    )


def _doubt(limit: Limit) -> str:
    return "" if limit.verified else " (source not read by us)"


def _area(found: Tenability, number: int) -> float:
    return float(found.available.grid.area[found.available.by == number].sum())


def _people(found: Tenability) -> Table:
    values = found.people.margin
    counts = np.bincount(margin_classes(values), minlength=len(MARGIN_CLASSES))
    rows = tuple(
        (words, f"{int(count):,}", percent(count / counts.sum(), 1))
        for words, count in zip(
            ("in untenable air", *(words for _, _, words in MARGIN_CLASSES[1:])), counts.tolist(), strict=True
        )
    )
    columns = (
        Column("Least margin on the way", width=2.4),
        Column("People", "right"),
        Column("Share", "right"),
    )
    return Table(columns, rows, "People by their least margin")


def _spread(found: Tenability) -> Figure:
    figures = found.people.figures()
    title = "Margins of the people"
    parts = [f"least {_margin(figures['margin_min_s'])}"]
    for key, who in (("margin_p05_s", "5 %"), ("margin_p50_s", "half of them")):
        if np.isfinite(figures[key]):
            parts.append(f"{who} have at most {_margin(figures[key])}")
    if figures["margin_p50_s"] == np.inf:
        parts.append("more than half were only where the air stays tenable")
    words = "; ".join(parts)
    return Figure(
        margin_chart(found.people.margin, title),
        f"Share of the people with at most each margin: {words}. Left of the dashed line the air was untenable when "
        "they were there.",
        f"{title}: {words}.",
    )


def _margin(value: float) -> str:
    if np.isinf(value):
        return "no limit in the time known" if value > 0 else "none: left in untenable air"
    return decimal(value, 0, "s").replace("-", "−")


def _maps(facts: RunFacts, found: Tenability) -> list[Block]:
    available = found.available
    longest = max(available.until, 1.0)
    step = round_step(longest, STEPS, (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10))
    count = min(max(ceil(longest / step), 1), STEPS)
    names = [f"{step * k:g} to {step * (k + 1):g} s" for k in range(count - 1)] + [
        f"from {step * (count - 1):g} s"
    ]
    shades = [EARLY_DARK[min(k * len(EARLY_DARK) // count, len(EARLY_DARK) - 1)] for k in range(count)]
    required = np.where(np.isnan(found.required), np.nan, np.minimum(found.required, longest))
    ground = available.grid.area > 0.0
    aset = np.where(np.isfinite(available.time) & ground, available.time, np.nan)
    return [
        *_sheets(facts, available.grid, margin_classes(found.margin), "margin", "ASET less RSET",
                 tuple((colour, words) for (_, colour, _), words in zip(MARGIN_CLASSES, IN_WORDS, strict=True)),
                 "From the last use of each place to when it becomes untenable; bare floor: nobody was ever there."),
        *_sheets(facts, available.grid, _binned(aset, step, count), "aset", "Available time (ASET)",
                 tuple(zip(shades, names, strict=True)),
                 "When each place becomes untenable; bare floor: tenable as long as the air was recorded."),
        *_sheets(facts, available.grid, _binned(required, step, count), "rset", "Time of last use (RSET)",
                 tuple(zip(shades[::-1], names, strict=True)),
                 "When somebody is at each place for the last time; bare floor: nobody was ever there."),
    ]  # fmt: skip


def _binned(values: Floats, step: float, count: int) -> Ints:
    """Return (cells,) the number of the span of each time in s; -1 for NaN."""
    numbers = np.minimum(np.nan_to_num(values, nan=0.0) // step, count - 1).astype(np.int64)
    return np.where(np.isnan(values), -1, numbers)


def _sheets(
    facts: RunFacts, grid: DensityGrid, classes: Ints, key: str, what: str,
    legend: tuple[tuple[str, str], ...], caption: str,
) -> list[Block]:  # fmt: skip
    layer = class_layer(planes_on(grid, classes.astype(float)), [colour for colour, _ in legend])
    shown = [level for level in facts.levels if _any(grid, classes, level)]
    blocks: list[Block] = []
    for number, group in enumerate(groups_of(shown) if shown else []):
        names = listed([level.surface.id for level in group], 20)
        title = f"{what}, {names}"
        picture = draw_map(
            facts.venue, group, title, layer=layer, legend=Classes("", legend), prefix=f"{key}{number}-"
        )
        blocks.append(Figure(picture, f"{title}. {caption}", f"{title}. {caption}"))
    return blocks


def _any(grid: DensityGrid, classes: Ints, level: Storey) -> bool:
    return any(bool((grid.plane(classes, surface.index) >= 0).any()) for surface in level.surfaces)
