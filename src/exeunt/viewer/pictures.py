"""Pictures of a venue and of a run, as SVG: plans with density and paths, the N-t plot, an overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray
from shapely import LineString

from exeunt.base.errors import Problem, RunFolderError
from exeunt.base.names import file_name
from exeunt.metrics.exits import inside_curve, last_out, out_curves, share_out
from exeunt.metrics.response import visitors
from exeunt.results.contract import VenueLike
from exeunt.results.fields import SurfaceDensity
from exeunt.results.memory import AnyRun
from exeunt.results.run import Run
from exeunt.viewer import colours
from exeunt.viewer.curves import clock, draw_curves
from exeunt.viewer.danger_plan import Marked, draw_marked
from exeunt.viewer.layers import Layer, density_layer
from exeunt.viewer.plan import Frame, Storey, draw_plan, storeys
from exeunt.viewer.sheets import arrange, scale_bar, size_of
from exeunt.viewer.svg import Picture, text_width
from exeunt.viewer.zones import zone_entries

WIDTH = 1400.0
MARGIN = 48.0
HEADER = 104.0
FOOTER = 64.0
LEGEND = 118.0
NAMES = 44.0
TALLEST = 760.0
SAMPLE = 240
GAP = 40.0
CAPTION = 34.0
OVERVIEW_HEIGHT = 760.0

DENSITY_NOTE = "highest density of the run, over about 2 m × 2 m; lines: paths of some people"


def draw_venue(
    venue: VenueLike, out: Path | str, problems: Sequence[Problem] = (), marked: Marked | None = None
) -> list[Path]:
    """Draw one plan a storey (``plan-<storey>.svg``), with the places of problems, into a folder.

    ``marked`` are danger zones, refuges, signs and posts.

    Raises
    ------
    RunFolderError
        If a picture cannot be written.
    """
    files = []
    names = _file_names(venue)
    exits = sum(opening.kind == "exit" for opening in venue.openings)
    for storey in storeys(venue):
        faults = [problem for problem in problems if _near(problem, storey)]
        facts = [f"{storey.surface.area.area:,.0f} m²", f"{storey.surface.elevation:+.2f} m"]
        seats = sum(len(block.places) for block in venue.blocks if block.surface == storey.surface.index)
        if seats:
            facts.append(f"{seats:,} seats")
        facts.append(f"{exits} exit{'' if exits == 1 else 's'} in the venue")
        title = f"{venue.name} · {storey.surface.id}"
        notes = 18.0 * len(faults) + (14 if faults else 0)
        picture, frame = _sheet(title, " · ".join(facts), storey, 0.0, notes)
        draw_plan(picture, frame, venue, storey)
        if marked is not None:
            _mark(picture, frame, marked.on(storey), picture.height - notes - FOOTER + 32)
        _problems(picture, frame, faults)
        scale_bar(picture, frame, MARGIN, picture.height - notes - FOOTER + 28)
        files.append(picture.save(Path(out) / f"plan-{names[storey.surface.index]}.svg"))
    return files


def draw_run(run: Run, out: Path | str | None = None) -> list[Path]:
    """Draw one plan a storey, ``n-t.svg``, and ``overview.svg`` of several storeys.

    They go into the run folder's ``pictures`` if ``out`` names no other folder.

    Raises
    ------
    RunFolderError
        If the run cannot be read or a picture cannot be written.
    """
    folder = run.folder / "pictures" if out is None else Path(out)
    drawing = _Drawing(run)
    levels, names = storeys(run.venue), _file_names(run.venue)
    pictures = {f"plan-{names[storey.surface.index]}": drawing.plan(storey) for storey in levels}
    pictures["n-t"] = drawing.n_t()
    if len(levels) > 1:
        pictures["overview"] = drawing.overview(levels)
    return [picture.save(folder / f"{name}.svg") for name, picture in pictures.items()]


def n_t_picture(run: AnyRun) -> Picture:
    """Return the N–t plot: people inside, and people out by each exit, over time.

    Raises
    ------
    RunFolderError
        If the run cannot be read.
    """
    return _Drawing(run).n_t()


def plan_picture(run: AnyRun, storey: str | None = None) -> Picture:
    """Return the plan of a storey, by its id, with density and paths; by default of the lowest.

    Raises
    ------
    RunFolderError
        If there is no such storey, the run cannot be read, or it kept no positions.
    """
    levels = {level.surface.id: level for level in storeys(run.venue)}
    chosen = next(iter(levels)) if storey is None else storey
    if chosen not in levels:
        raise RunFolderError(f"There is no storey '{chosen}' in this run; there are: {', '.join(levels)}.")
    return _Drawing(run).plan(levels[chosen])


class _Drawing:
    """What the pictures of one run share."""

    def __init__(self, run: AnyRun) -> None:
        self.run = run
        self.venue: VenueLike = run.venue
        table = visitors(run.people())
        names = ("time_out", "arrival_time", "exit_used", "status")
        self.people: Mapping[str, NDArray[Any]] = {
            name: np.array(table[name].to_pylist()) for name in names if name in table.column_names
        }

    @cached_property
    def density(self) -> Mapping[int, SurfaceDensity]:
        return {plane.surface: plane for plane in self.run.density()}

    @cached_property
    def layer(self) -> Layer:
        return density_layer(self.density)

    @cached_property
    def clipped(self) -> bool:
        highest = max((float(plane.maximum.max(initial=0)) for plane in self.density.values()), default=0.0)
        return highest > colours.DENSITY_SCALE

    @cached_property
    def paths(self) -> Mapping[int, list[NDArray[np.float64]]]:
        return sample_paths(self.run)

    @cached_property
    def marked(self) -> Marked:
        return marked_of(self.run)

    @property
    def name(self) -> str:
        return str(self.run.info.get("name") or self.venue.name)

    @property
    def facts(self) -> str:
        time_out = self.people["time_out"].astype(float)
        entered = self.people["status"] != "not arrived"
        inside = int((entered & np.isnan(time_out)).sum())
        people, last = int(entered.sum()), clock(last_out(time_out))
        facts = [f"{people:,} people", f"last person out after {last}"]
        if inside:
            facts[1] = f"{people - inside:,} out, the last after {last}; {inside:,} still inside"
        if self.run.info.get("variant"):
            facts.append(f"variant {self.run.info['variant']}")
        if "seed" in self.run.info:
            facts.append(f"seed {self.run.info['seed']}")
        if self.run.status != "complete":
            facts.append(self.run.status)
        return " · ".join(facts)

    def plan(self, storey: Storey) -> Picture:
        picture, frame = _sheet(f"{self.name} · {storey.surface.id}", self.facts, storey, LEGEND, 0.0)
        draw_plan(picture, frame, self.venue, storey, layer=self.layer, paths=self.paths_on(storey))
        _mark(picture, frame, self.marked.on(storey), picture.height - FOOTER + 50)
        self._foot(picture, frame, frame.top, frame.height)
        return picture

    def n_t(self) -> Picture:
        picture = Picture(1200, 780, f"{self.name}: people inside and out over time")
        _header(picture, f"{self.name} · people over time", self.facts)
        time_out = self.people["time_out"].astype(float)
        status = self.people["status"]
        arrival = self.people.get("arrival_time", np.zeros(len(time_out))).astype(float)
        entered = np.where(status != "not arrived", arrival, np.nan)
        shares = {f"T{share:.0%}".replace("%", ""): share_out(time_out[status != "not arrived"], share)
                  for share in (0.5, 0.9, 0.98)}  # fmt: skip
        frames = int(self.run.info.get("frames") or 0)
        last = last_out(time_out)
        inside = inside_curve(entered, time_out)
        over = not np.isnan(last) and int(inside[1][-1]) == 0
        end = last * 1.02 if over else max(frames * self.run.frame_interval, np.nan_to_num(last), 1.0)
        exits = [opening.id for opening in self.venue.openings if opening.kind == "exit"]
        curves = out_curves(time_out, self.people["exit_used"].tolist(), exits)
        draw_curves(
            picture, (MARGIN, HEADER, 1200 - 2 * MARGIN, 780 - HEADER - 24), inside, curves, shares, end
        )
        return picture

    def overview(self, levels: Sequence[Storey]) -> Picture:
        columns, scale = arrange(levels, WIDTH - 2 * MARGIN - LEGEND, OVERVIEW_HEIGHT, CAPTION, GAP)
        tall = [sum(CAPTION + size_of(level)[1] * scale for level in column) + GAP * (len(column) - 1)
                for column in columns]  # fmt: skip
        picture = Picture(WIDTH, HEADER + max(*tall, 300.0) + FOOTER, f"{self.name}: all storeys")
        _header(picture, self.name, self.facts)
        left, frame = MARGIN, Frame(MARGIN, HEADER, scale, levels[0].bounds)
        for column in columns:
            top = HEADER
            for level in column:
                frame = Frame(left, top + CAPTION, scale, level.bounds)
                picture.text(left, top + 14, level.surface.id, 15, weight=600)
                picture.text(left + text_width(level.surface.id, 15) + 12, top + 14,
                             f"{level.surface.elevation:+.1f} m", 12, fill=colours.MUTED)  # fmt: skip
                draw_plan(picture, frame, self.venue, level, layer=self.layer, paths=self.paths_on(level),
                          names=False)  # fmt: skip
                draw_marked(picture, frame, self.marked.on(level), names=False)
                top += CAPTION + frame.height + GAP
            left += max(size_of(level)[0] for level in column) * scale + GAP
        self._foot(picture, frame, HEADER + CAPTION, picture.height - HEADER - FOOTER - CAPTION)
        return picture

    def paths_on(self, storey: Storey) -> list[NDArray[np.float64]]:
        return [path for surface in storey.surfaces for path in self.paths.get(surface.index, [])]

    def _foot(self, picture: Picture, frame: Frame, legend_top: float, legend_height: float) -> None:
        """Draw scale bar, explanation and legend of the colours."""
        foot = picture.height - FOOTER + 28
        scale_bar(picture, frame, MARGIN, foot)
        note = f"Colour: {DENSITY_NOTE}"
        picture.text(WIDTH - MARGIN, foot + 4, note, 11, fill=colours.MUTED, anchor="end")
        left = WIDTH - MARGIN - LEGEND + 40
        _legend(picture, left, legend_top, min(legend_height, 320.0), self.clipped)


def marked_of(run: AnyRun) -> Marked:
    """Return the danger zones and places of a run."""
    return Marked(zone_entries(run.zones(), run.frame_interval), run.places)


def _mark(picture: Picture, frame: Frame, marked: Marked, foot: float) -> None:
    """Draw zones and places, and below the plan what their colours mean."""
    draw_marked(picture, frame, marked)
    if marked.words:
        words = f"{marked.words[0].upper()}{marked.words[1:]}"
        picture.text(picture.width - MARGIN, foot, words, 11, fill=colours.MUTED, anchor="end")


def sample_paths(run: AnyRun, sample: int = SAMPLE) -> dict[int, list[NDArray[np.float64]]]:
    """Return the paths of about ``sample`` people by surface, (points, 2) in metres, simplified to 10 cm."""
    people = int(run.info.get("people") or 0)
    chosen = np.unique(np.linspace(0, max(people - 1, 0), sample).astype(np.int32))
    table = run.trajectories()
    table = table.filter(pc.is_in(table["person"], value_set=_array(chosen)))
    person, surface = table["person"].to_numpy(), table["surface"].to_numpy()
    frame = table["frame"].to_numpy()
    order = np.lexsort((frame, person))
    xy = np.column_stack([table["x_cm"].to_numpy(), table["y_cm"].to_numpy()])[order] / 100.0
    person, surface = person[order], surface[order]
    cuts = np.flatnonzero((np.diff(person) != 0) | (np.diff(surface) != 0)) + 1
    paths: dict[int, list[NDArray[np.float64]]] = {}
    for rows in np.split(np.arange(len(person)), cuts):
        if len(rows) > 1:
            line = shapely.simplify(LineString(xy[rows]), 0.1)
            if line.length > 0.5:
                paths.setdefault(int(surface[rows[0]]), []).append(np.asarray(line.coords))
    return paths


def _array(values: NDArray[Any]) -> Any:
    import pyarrow as pa

    return pa.array(values)


def _file_names(venue: VenueLike) -> dict[int, str]:
    """Return a file name for each surface, from its id."""
    names: dict[int, str] = {}
    for surface in venue.surfaces:
        names[surface.index] = file_name(surface.id, "storey", names.values())
    return names


def _sheet(title: str, subtitle: str, storey: Storey, right: float, below: float) -> tuple[Picture, Frame]:
    """Return an empty sheet with its header, and the frame of the plan on it."""
    bounds = storey.bounds
    across, up = bounds[2] - bounds[0], bounds[3] - bounds[1]
    usable = WIDTH - 2 * MARGIN - right - 2 * NAMES
    scale = min(usable / across, TALLEST / up)
    height = HEADER + NAMES + up * scale + NAMES + FOOTER + below
    picture = Picture(WIDTH, max(height, HEADER + 420), title)
    _header(picture, title, subtitle)
    left = MARGIN + NAMES + (usable - across * scale) / 2
    return picture, Frame(left, HEADER + NAMES, scale, bounds)


def _header(picture: Picture, title: str, subtitle: str) -> None:
    picture.text(MARGIN, 52, title, 24, weight=700)
    picture.text(MARGIN, 77, subtitle, 13.5, fill=colours.MUTED)


def _legend(picture: Picture, left: float, top: float, height: float, clipped: bool) -> None:
    pixels, full_scale = colours.paper(np.linspace(1, 0, 128)[:, None]), colours.DENSITY_SCALE
    picture.text(left, top + 4, "people per m²", 12, weight=600)
    top, height = top + 16, height - 16
    picture.image(pixels, left, top, 16, height)
    picture.add("rect", x=left, y=top, width=16, height=height, fill="none", stroke=colours.MUTED,
                stroke_width=0.6)  # fmt: skip
    for value in np.arange(0, full_scale + 0.5):
        y = top + height * (1 - value / full_scale)
        picture.line(left + 16, y, left + 21, y, colours.MUTED)
        more = "+" if clipped and value >= full_scale else ""
        picture.text(left + 26, y + 4, f"{value:g}{more}", 11.5, fill=colours.MUTED)


def _near(problem: Problem, storey: Storey) -> bool:
    x0, y0, x1, y1 = storey.bounds
    return any(x0 - 2 <= x <= x1 + 2 and y0 - 2 <= y <= y1 + 2 for x, y in problem.at)


def _problems(picture: Picture, frame: Frame, problems: Sequence[Problem]) -> None:
    """Number the places of problems on the plan and list the messages below it."""
    foot = picture.height - 18.0 * len(problems) - 4
    for number, problem in enumerate(problems, start=1):
        colour = colours.PROHIBITED if problem.severity == "error" else colours.WARNING
        for x, y in problem.at[:8]:
            px, py = frame(x, y)
            picture.add("circle", cx=px, cy=py, r=9, fill=colour, stroke="#ffffff", stroke_width=1.5)
            picture.text(px, py + 4, str(number), 11, fill="#ffffff", anchor="middle", weight=700)
        y = foot + 18.0 * (number - 1)
        picture.add("circle", cx=MARGIN + 8, cy=y - 4, r=8, fill=colour)
        picture.text(MARGIN + 8, y, str(number), 10.5, fill="#ffffff", anchor="middle", weight=700)
        longest = int((WIDTH - 2 * MARGIN - 30) / (12.5 * 0.56))
        text = problem.message if len(problem.message) <= longest else problem.message[: longest - 1] + "…"
        picture.text(MARGIN + 26, y, text, 12.5)
