"""Pictures of the comparison: simulated over measured."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from exeunt.results.tracks import Tracks
from exeunt.verification.experiment_file import Envelope
from exeunt.verification.experiment_tracks import walkable
from exeunt.verification.validate import Compared
from exeunt.verification.validate_gates import Row
from exeunt.verification.validate_station import StationDoc, StationResult
from exeunt.verification.validate_totals import Diagram
from exeunt.viewer import colours
from exeunt.viewer.charts import Plot
from exeunt.viewer.curves import round_step
from exeunt.viewer.svg import Picture, outline, polyline

Floats = NDArray[np.float64]

WIDTH = 760.0
MEASURED = colours.INK
SIMULATED = "#0077bb"
BAND = "#dfe5ea"
MOST_TRACKS = 70
"""Tracks that a plan shows at most, evenly chosen, so that it stays readable."""


def _plot(
    picture: Picture,
    box: tuple[float, float, float, float],
    ends: tuple[float, float],
    labels: tuple[str, str],
) -> Plot:
    """Return a plot with both axes drawn; ``ends`` are rounded up."""
    steps = [round_step(max(end, 1e-6), 5) for end in ends]
    x_end, y_end = (float(np.ceil(end / step - 1e-9) * step) for end, step in zip(ends, steps, strict=True))
    plot = Plot(picture, box[0], box[1], box[2], box[3], x_end, y_end)
    plot.rows(steps[1], "")
    picture.text(box[0] - 40, box[1] - 12, labels[1], 12, weight=600)
    plot.columns(steps[0], labels[0])
    return plot


def _line(plot: Plot, x: Floats, y: Floats, colour: str, width: float = 1.6, dash: str | None = None) -> None:
    if len(x):
        plot.picture.add("path", d=polyline(np.column_stack([plot.x(x), plot.y(y)])), fill="none", stroke=colour,
                         stroke_width=width, stroke_dasharray=dash, stroke_linejoin="round")  # fmt: skip


def _band(plot: Plot, x: Floats, low: Floats, high: Floats) -> None:
    if len(x) < 2:
        return
    frame = [
        [plot.left, plot.top],
        [plot.right, plot.top],
        [plot.right, plot.bottom],
        [plot.left, plot.bottom],
    ]
    clip = plot.picture.clip(polyline(frame, closed=True))
    points = np.column_stack([plot.x(np.append(x, x[::-1])), plot.y(np.append(high, low[::-1]))])
    plot.picture.add("path", d=polyline(points, closed=True), fill=BAND, stroke="none", clip_path=clip)


def _dots(plot: Plot, x: Floats, y: Floats, colour: str, radius: float = 3.0, hollow: bool = False) -> None:
    """Draw dots; what lies outside the axes is left out."""
    for px, py in zip(np.atleast_1d(x), np.atleast_1d(y), strict=True):
        if 0 <= px <= plot.x_end and 0 <= py <= plot.y_end:
            plot.picture.add("circle", cx=float(plot.x(px)), cy=float(plot.y(py)), r=radius,
                             fill=colours.PAPER if hollow else colour, stroke=colour, stroke_width=1.4)  # fmt: skip


def _legend(picture: Picture, x: float, y: float, entries: Sequence[tuple[str, str, str]]) -> None:
    """Draw a row of words with their marks: name, colour, and ``line``, ``band``, ``dot`` or ``ring``."""
    for name, colour, mark in entries:
        if mark == "line":
            picture.line(x, y - 4, x + 18, y - 4, colour, 2.4)
        elif mark == "band":
            picture.add("rect", x=x, y=y - 10, width=18.0, height=12.0, fill=colour)
        else:
            picture.add("circle", cx=x + 9, cy=y - 4, r=3.4, fill=colour if mark == "dot" else colours.PAPER,
                        stroke=colour, stroke_width=1.4)  # fmt: skip
        picture.text(x + 24, y, name, 11)
        x += 24 + 6.4 * len(name) + 16


def run_picture(compared: Compared) -> Picture:
    """Return a plan of measured and simulated tracks, and both N-t curves; only the latter for want of tracks."""
    picture = Picture(WIDTH, 330, f"{compared.run.id}: simulated over measured")
    picture.text(1, 16, compared.run.id, 14, weight=600)
    _legend(picture, 200, 16, [("measured", MEASURED, "line"), ("simulated", SIMULATED, "line")])
    _plan(picture, compared, (0.0, 34.0, 300.0, 290.0))
    measured = compared.measured.times if compared.measured is not None else np.zeros(0)
    curves = [(measured, MEASURED, 2.4), *((one.times, SIMULATED, 1.3) for one in compared.figures)]
    zero = [float(times.min()) if len(times) else 0.0 for times, _, _ in curves]
    end = max([float(times.max()) - start for (times, _, _), start in zip(curves, zero, strict=True) if len(times)],
              default=1.0)  # fmt: skip
    most = max(len(times) for times, _, _ in curves)
    labels = ("time since the first crossed the line (s)", "people across the line")
    plot = _plot(picture, (372.0, 60.0, 370.0, 215.0), (end, max(most, 1)), labels)
    for (times, colour, width), start in reversed(list(zip(curves, zero, strict=True))):
        x, n = np.sort(times) - start, np.arange(1, len(times) + 1)
        _line(plot, np.repeat(x, 2)[1:], np.repeat(n, 2)[:-1].astype(float), colour, width)
    return picture


def _plan(picture: Picture, compared: Compared, box: tuple[float, float, float, float]) -> None:
    area = walkable(compared.run)
    x0, y0, x1, y1 = area.bounds
    if compared.tracks is not None and len(compared.tracks):
        tracks = compared.tracks
        seen = [tracks.x.min(), tracks.y.min(), tracks.x.max(), tracks.y.max()]
        x0, y0, x1, y1 = (
            max(x0, seen[0] - 1),
            max(y0, seen[1] - 1),
            min(x1, seen[2] + 1),
            min(y1, seen[3] + 1),
        )
    scale = min(box[2] / (x1 - x0), box[3] / (y1 - y0))
    matrix = (scale, 0.0, 0.0, -scale, box[0] - x0 * scale, box[1] + y1 * scale)
    window = shapely.box(x0, y0, x1, y1)
    picture.add("path", d=outline([area.intersection(window)], matrix), fill=colours.FLOOR, stroke=colours.WALL,
                stroke_width=1.2, fill_rule="evenodd")  # fmt: skip
    clip = picture.clip(outline([window], matrix))
    layers = [(compared.tracks, MEASURED, 0.7, 0.55)] if compared.tracks is not None else []
    layers += [(one.tracks, SIMULATED, 0.7, 0.75) for one in compared.simulated[:1]]
    for tracks, colour, width, opacity in layers:
        for x, y in _some(tracks):
            points = np.column_stack([matrix[0] * x + matrix[4], matrix[3] * y + matrix[5]])
            picture.add("path", d=polyline(points), fill="none", stroke=colour, stroke_width=width,
                        stroke_opacity=opacity, clip_path=clip)  # fmt: skip
    for (ax, ay), (bx, by) in compared.run.experiment.measure.lines:
        picture.line(matrix[0] * ax + matrix[4], matrix[3] * ay + matrix[5], matrix[0] * bx + matrix[4],
                     matrix[3] * by + matrix[5], colours.PROHIBITED, 2.0)  # fmt: skip


def _some(tracks: Tracks) -> list[tuple[Floats, Floats]]:
    """Return places of some people, one a half second."""
    people = np.unique(tracks.person)
    chosen = people[np.linspace(0, len(people) - 1, min(len(people), MOST_TRACKS)).astype(int)]
    step = max(1, round(0.5 * tracks.fps))
    found = []
    for person in chosen:
        low, high = np.searchsorted(tracks.person, [person, person + 1])
        found.append((tracks.x[low:high:step], tracks.y[low:high:step]))
    return [(x, y) for x, y in found if len(x) > 1]


def diagram_picture(diagram: Diagram, films: Diagram | None) -> Picture:
    """Return the collected fundamental diagram with the means of simulated runs and of the films at hand."""
    picture = Picture(WIDTH, 400, "Fundamental diagram of one-way corridors: simulated over measured")
    _legend(picture, 60, 16, [("measured, 10–90 %", BAND, "band"), ("measured, mean", MEASURED, "line"),
                              ("films at hand", colours.MUTED, "ring"), ("simulated", SIMULATED, "dot")])  # fmt: skip
    last = 4.2
    plot = _plot(picture, (60.0, 56.0, 670.0, 290.0), (last, 2.0), ("people per m²", "speed (m/s)"))
    shown = diagram.density <= last
    _band(plot, diagram.density[shown], diagram.low[shown], diagram.high[shown])
    _line(plot, diagram.density[shown], diagram.mean[shown], MEASURED, 1.8)
    if films is not None:
        _dots(plot, films.density, films.simulated, colours.MUTED, 3.0, hollow=True)
    _dots(plot, diagram.density, diagram.simulated, SIMULATED, 3.4)
    return picture


def parity_picture(rows: Sequence[Row], measure: str, title: str, tolerance: float) -> Picture:
    """Return simulated over measured values of one figure of all runs; hollow dots miss their gate.

    ``tolerance`` is the relative width of the band around equality.
    """
    picture = Picture(WIDTH, 400, title)
    chosen = [r for r in rows if r.measure == measure and r.measured is not None and r.simulated is not None]
    unit = chosen[0].unit if chosen else ""
    _legend(picture, 60, 16, [(f"within {tolerance:.0%}", BAND, "band"), ("passed", SIMULATED, "dot"),
                              ("missed", colours.PROHIBITED, "ring"), ("no gate", colours.FAINT, "dot")])  # fmt: skip
    values = np.array([[r.measured, r.simulated] for r in chosen], dtype=float).reshape(-1, 2)
    values = np.nan_to_num(values)
    end = float(max(values.max(initial=0.0), 0.1))
    labels = (f"measured {measure} ({unit})", f"simulated {measure} ({unit})")
    plot = _plot(picture, (60.0, 56.0, 670.0, 290.0), (end, end), labels)
    line = np.array([0.0, plot.x_end])
    _band(plot, line, line * (1 - tolerance), line * (1 + tolerance))
    _line(plot, line, line, colours.MUTED, 1.0)
    for row, (x, y) in zip(chosen, values, strict=True):
        colour = {"passed": SIMULATED, "failed": colours.PROHIBITED}.get(row.state, colours.FAINT)
        _dots(plot, np.array([x]), np.array([y]), colour, 3.4, hollow=row.state == "failed")
    return picture


def envelope_picture(points: Floats, filmed: Floats, envelope: Envelope | None) -> Picture:
    """Return points of people in single file, filmed and simulated, over the published envelope if there is one."""
    picture = Picture(WIDTH, 400, "People in single file: simulated over measured")
    band = [("RiMEA 16, 10–90 %", BAND, "band"), ("RiMEA 16, median", MEASURED, "line")] if envelope else []
    _legend(picture, 60, 16, [*band, ("filmed", colours.FAINT, "dot"), ("simulated", SIMULATED, "dot")])
    plot = _plot(picture, (60.0, 56.0, 670.0, 290.0), (3.0, 1.8), ("people per m of the file", "speed (m/s)"))
    if envelope is not None:
        shown = envelope.density <= 3.0
        _band(plot, envelope.density[shown], envelope.low[shown], envelope.high[shown])
    for some, colour in ((filmed, colours.FAINT), (points, SIMULATED)):
        step = max(1, len(some) // 700)
        _dots(plot, some[::step, 0], some[::step, 1], colour, 1.3)
    if envelope is not None:
        _line(plot, envelope.density[shown], envelope.middle[shown], MEASURED, 2.0)
    return picture


def station_picture(case: StationDoc, found: StationResult) -> Picture:
    """Return the N-t curves of all seeds over the range of the gate and the published totals."""
    picture = Picture(WIDTH, 400, f"{case.title}: people out over time")
    _legend(picture, 60, 16, [("gate for the last person", BAND, "band"), ("published models", MEASURED, "line"),
                              (f"simulated, {len(found.total)} seeds", SIMULATED, "line")])  # fmt: skip
    end = float(max(found.total.max(), *case.published_total, case.gate.at_most or 0.0))
    plot = _plot(
        picture,
        (60.0, 56.0, 670.0, 290.0),
        (end * 1.02, case.number),
        ("time since ignition (s)", "people out"),
    )
    low, high = case.gate.at_least or 0.0, case.gate.at_most or plot.x_end
    _band(plot, np.array([low, high]), np.zeros(2), np.full(2, plot.y_end))
    for total in case.published_total:
        _line(plot, np.full(2, total), np.array([0.0, plot.y_end]), MEASURED, 1.2, "5 3")
    for times in found.times_out:
        _line(plot, times, np.arange(1.0, len(times) + 1), SIMULATED, 0.6)
    return picture
