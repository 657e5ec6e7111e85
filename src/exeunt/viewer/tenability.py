"""Pictures of ASET, RSET and their difference, one plan a storey, as SVG."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exeunt.base.names import file_name
from exeunt.metrics.tenability import Aset, tenability
from exeunt.results.contract import VenueLike
from exeunt.results.grid import DensityGrid
from exeunt.results.run import Run
from exeunt.viewer import colours
from exeunt.viewer.curves import time_step
from exeunt.viewer.layers import Layer, Plane, class_layer
from exeunt.viewer.plan import Frame, Storey, draw_plan, storeys
from exeunt.viewer.sheets import scale_bar
from exeunt.viewer.svg import Picture, polyline

Floats = NDArray[np.float64]

BAD, TIGHT, SHORT, WIDE, SAFE = "#a50f15", "#ef6548", "#fdbb84", "#a6bddb", "#3690c0"
MARGIN_CLASSES: tuple[tuple[float, str, str], ...] = (
    (0.0, BAD, "untenable before last use"),
    (30.0, TIGHT, "less than 30 s"),
    (60.0, SHORT, "30 s to 1 min"),
    (180.0, WIDE, "1 to 3 min"),
    (np.inf, SAFE, "more, or tenable throughout"),
)
"""Upper limit of the margin in s, colour and words of each class."""
EDGE, NAMES, SIDE, TOP, WIDTH, TALLEST = 40.0, 60.0, 230.0, 126.0, 1280.0, 640.0


def margin_layer(grid: DensityGrid, margins: Floats) -> Layer:
    """Return margins (cells,) in s as a layer of classes; places that nobody used are bare floor."""
    classes = margin_classes(margins).astype(float)
    return class_layer(planes_on(grid, classes), [colour for _, colour, _ in MARGIN_CLASSES])


def margin_classes(margins: Floats) -> NDArray[np.int64]:
    """Return (cells,) the number of the class of each margin in s; -1 where nobody ever was."""
    limits = np.array([limit for limit, _, _ in MARGIN_CLASSES[:-1]])
    return np.where(np.isnan(margins), -1, np.searchsorted(limits, margins, side="right"))


def planes_on(grid: DensityGrid, values: Floats) -> Mapping[int, Plane]:
    """Return values (cells,) as one plane a surface."""
    return {
        s: Plane(
            float(grid.x0[s]), float(grid.y0[s]), grid.cell, grid.plane(grid.area, s), grid.plane(values, s)
        )
        for s in range(len(grid.nx))
    }


def draw_margins(run: Run, out: Path | str | None = None) -> list[Path]:
    """Draw ASET less RSET, ``margin-<storey>.svg``, into the run folder's ``pictures`` or another folder.

    Returns no files where the run has no recorded air.

    Raises
    ------
    RunFolderError
        If the run cannot be read or a picture cannot be written.
    """
    found = tenability(run)
    if found is None:
        return []
    layer = margin_layer(found.available.grid, found.margin)
    folder = run.folder / "pictures" if out is None else Path(out)
    files: dict[str, Path] = {}
    for storey in storeys(run.venue):
        name = file_name(storey.surface.id, "storey", files)
        files[name] = _plan(run.venue, storey, layer, found.available, folder / f"margin-{name}.svg")
    return list(files.values())


def _plan(venue: VenueLike, storey: Storey, layer: Layer, available: Aset, file: Path) -> Path:
    x0, y0, x1, y1 = storey.bounds
    scale = min((WIDTH - 2 * EDGE - 2 * NAMES - SIDE) / (x1 - x0), TALLEST / (y1 - y0))
    height = TOP + max((y1 - y0) * scale, 26.0 * len(MARGIN_CLASSES) + 90.0) + 2 * EDGE
    title = f"{venue.name} · {storey.surface.id} · ASET less RSET"
    picture = Picture(WIDTH, height, title)
    picture.text(EDGE, 46, title, 21, weight=700)
    limits = "; ".join(limit_words(limit.what, limit.value) for limit in available.limits)
    picture.text(EDGE, 70, f"Untenable: {limits}; first of them at head height", 12, fill=colours.MUTED)
    frame = Frame(EDGE + NAMES, TOP, scale, storey.bounds)
    draw_plan(picture, frame, venue, storey, layer=layer)
    left, top = WIDTH - SIDE, TOP
    for number, (_, colour, words) in enumerate(MARGIN_CLASSES):
        y = top + 26.0 * number
        picture.add("rect", x=left, y=y, width=16, height=16, fill=colour)
        picture.text(left + 24, y + 13, words, 12)
    y = top + 26.0 * len(MARGIN_CLASSES)
    picture.add("rect", x=left, y=y, width=16, height=16, fill=colours.FLOOR, stroke=colours.FAINT)
    picture.text(left + 24, y + 13, "nobody was here", 12)
    scale_bar(picture, frame, EDGE, height - 26)
    return picture.save(file)


def limit_words(what: str, value: float) -> str:
    """Return a limit of tenability in words."""
    if what == "visibility":
        return f"visibility below {value:g} m"
    words = {
        "air_temperature": f"air above {value:g} °C", "radiation": f"more than {value / 1000:g} kW/m²",
        "fed_gas": f"gas dose {value:g}", "fed_heat": f"heat dose {value:g}",
    }  # fmt: skip
    return words[what]


def margin_chart(margins: Floats, title: str) -> Picture:
    """Return the share of people with at most each margin in s; those whose air stays tenable (inf) come last.

    Parameters
    ----------
    margins
        (people,) the least margin of each; -inf counts as the lowest.
    """
    known = np.sort(margins[np.isfinite(margins)])
    low, high = (float(known[0]), float(known[-1])) if len(known) else (0.0, 60.0)
    step, unit, word = time_step(max(high - min(low, 0.0), 60.0))
    first, last = floor(min(low, 0.0) / step) * step, ceil(max(high, step) / step) * step
    left, top, width, height = 56.0, 34.0, 684.0, 200.0
    picture = Picture(760.0, 290.0, title)

    def across(value: float) -> float:
        return left + (value - first) / (last - first) * width

    def down(share: float) -> float:
        return top + height * (1.0 - share)

    picture.add("rect", x=left, y=top, width=across(0.0) - left, height=height, fill=BAD, opacity=0.09)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        picture.line(left, down(share), left + width, down(share), colours.RULE if share else colours.MUTED)
        picture.text(left - 8, down(share) + 4, f"{100 * share:.0f}", 11, fill=colours.MUTED, anchor="end")
    picture.text(1, top - 12, "people with at most this margin (%)", 12, weight=600)
    for value in np.arange(first, last + step / 2, step).tolist():
        picture.line(across(value), top + height, across(value), top + height + 5, colours.MUTED)
        picture.text(
            across(value), top + height + 18, f"{value / unit:,.6g}", 11, fill=colours.MUTED, anchor="middle"
        )
    picture.text(
        left + width / 2, top + height + 40, f"least margin on the way ({word})", 12, anchor="middle"
    )
    picture.line(across(0.0), top - 6, across(0.0), top + height, BAD, 1.6, stroke_dasharray="5 3")
    share = float((margins == -np.inf).mean()) if len(margins) else 0.0
    points, each = [(left, down(share))], 1.0 / max(len(margins), 1)
    for value in known.tolist():
        points.append((across(value), down(share)))
        share += each
        points.append((across(value), down(share)))
    points.append((left + width, down(share)))
    picture.add("path", d=polyline(points), fill="none", stroke=colours.DOOR, stroke_width=2)
    if share < 0.995:
        words = f"{100 * (1 - share):.0f} % were only where the air stays tenable"
        picture.text(left + width - 4, down(share) - 8, words, 11, anchor="end", halo=colours.PAPER)
    return picture
