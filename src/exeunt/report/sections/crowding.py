"""Maps of density and of time above thresholds, and level of service."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from exeunt.metrics.maps import surfaces_of
from exeunt.metrics.service import LEVELS, SCALES, level_of_service, scale_of
from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import decimal, listed, percent, seconds
from exeunt.viewer import colours
from exeunt.viewer.charts import share_chart
from exeunt.viewer.curves import round_step
from exeunt.viewer.layers import Plane, amount_layer, class_layer, plane_of
from exeunt.viewer.plan import Storey
from exeunt.viewer.sheets import Classes, Ramp, draw_map, groups_of

ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
NOTHING = Paragraph("The run folder holds no density to show.")


def density(facts: RunFacts) -> list[Block]:
    """Return maps of the highest density and of the time above each threshold, with the figures."""
    blocks: list[Block] = [Heading("Density of people")]
    if not facts.density or facts.fields is None:
        return [*blocks, NOTHING]
    cell = facts.density[0].cell
    blocks.append(
        Paragraph(
            "Density is counted on cells of "
            f"{cell:g} m and smoothed over about {2 * cell:g} m × {2 * cell:g} m of the same storey, so that single "
            "people do not make peaks. At about 2 people per m² walking becomes slow and queues form; at 4 per m² and "
            "more people are pressed together and it becomes uncomfortable; at 5 per m² and more for any length of "
            "time a crowd can become dangerous. The simulation cannot show pressure or falls: high values are signs to "
            "look closer, not predictions of harm."
        )
    )
    blocks.append(_table(facts))
    highest = max(float(plane.maximum.max(initial=0)) for plane in facts.density)
    full = colours.DENSITY_SCALE
    planes = {plane.surface: plane_of(plane, plane.maximum) for plane in facts.density}
    for number, group in enumerate(groups_of(facts.levels)):
        names = _names(group)
        title = f"Highest density, {names}"
        picture = draw_map(
            facts.venue, group, title, layer=amount_layer(planes, full), prefix=f"density{number}-",
            legend=Ramp("people per m²", full, highest > full),
        )  # fmt: skip
        top = max(_largest(planes, level) for level in group)
        caption = f"Highest density of the whole run at each place, {names}; not reached everywhere at the same time."
        blocks.append(Figure(picture, caption, f"{title}: at most {top:.1f} people per m²."))
    for threshold in facts.fields.thresholds:
        blocks += _time_above(facts, threshold)
    return blocks


def _time_above(facts: RunFacts, threshold: float) -> list[Block]:
    planes = {plane.surface: plane_of(plane, plane.time_above[threshold]) for plane in facts.density}
    reached = [level for level in facts.levels if _largest(planes, level) > 0]
    if not reached:
        text = f"No place reached {threshold:g} people per m² for as long as one recorded frame."
        return [Paragraph(text)]
    longest = max(_largest(planes, level) for level in reached)
    full = max(round_step(longest, 1, ROUND), facts.run.frame_interval)
    blocks: list[Block] = []
    for number, group in enumerate(groups_of(reached)):
        names = _names(group)
        title = f"Time at {threshold:g} people per m² or more, {names}"
        picture = draw_map(
            facts.venue, group, title, layer=amount_layer(planes, full), legend=Ramp("seconds", full),
            prefix=f"above{threshold:g}-{number}-",
        )  # fmt: skip
        top = max(_largest(planes, level) for level in group)
        blocks.append(
            Figure(picture, f"{title}; at most {seconds(top)}.", f"{title}: at most {seconds(top)}.")
        )
    others = [level.surface.id for level in facts.levels if level not in reached]
    if others:
        blocks.append(Paragraph(f"Not reached on {listed(others, 12)}."))
    return blocks


def _largest(planes: dict[int, Plane], level: Storey) -> float:
    return max(float(planes[surface.index].values.max(initial=-1)) for surface in level.surfaces)


def _names(group: list[Storey]) -> str:
    return listed([level.surface.id for level in group], 20)


def _table(facts: RunFacts) -> Table:
    rows = []
    for plane in facts.density:
        top = float(plane.maximum.max(initial=0))
        surface = facts.venue.surfaces[plane.surface]
        if top < 1.0 and surface.kind != "storey":
            continue
        cells = [surface.id, surface.kind, decimal(top, 1)]
        for threshold in sorted(plane.time_above):
            time = plane.time_above[threshold]
            area = float(plane.area[time > 0].sum())
            cells += [f"{area:,.0f}", f"{float(time.max(initial=0)):,.0f}"]
        rows.append(tuple(cells))
    columns = [Column("Surface", width=2.0), Column("Kind"), Column("Highest (per\u00a0m²)", "right", 1.1)]
    for threshold in sorted(facts.density[0].time_above):
        columns += [
            Column(f"≥ {threshold:g}: area (m²)", "right"),
            Column(f"≥ {threshold:g}: longest (s)", "right"),
        ]
    caption = "Highest density, area that ever reached each threshold (people per m²), and longest time at it"
    return Table(tuple(columns), tuple(rows), caption)


def service(facts: RunFacts) -> list[Block]:
    """Return level of service by type of area, after Fruin."""
    blocks: list[Block] = [Heading("Level of service")]
    measures = facts.measures
    if not facts.density or measures is None:
        return [*blocks, NOTHING]
    blocks.append(
        Paragraph(
            "Levels of service rate how freely people can move, from A (free) to F (breakdown), by the density around "
            "them. Walkways, stairs and queues have scales of their own. Counted are people who have started to move, "
            "so an audience in its seats is not rated. Long times at E and F are what planners try to avoid on escape "
            "routes; short ones at doors are usual in any evacuation."
        )
    )
    found = measures.service
    shown = {name: area for name, area in found.items() if area.person_time.sum() > 0}
    if shown:
        shares = [
            (name, (area.person_time / area.person_time.sum()).tolist()) for name, area in shown.items()
        ]
        title = "Share of time at each level of service, by type of area"
        text = "; ".join(f"{name}: {percent(share[4] + share[5])} at E or F" for name, share in shares)
        caption = "Share of the time that moving people spent at each level of service, by type of area."
        blocks.append(Figure(share_chart(shares, LEVELS, title), caption, f"{title}. {text}."))
        blocks.append(_levels(facts))
    blocks.append(_limits(facts))
    blocks += _worst(facts)
    return blocks


def _levels(facts: RunFacts) -> Table:
    assert facts.measures is not None
    rows = []
    for name, area in facts.measures.service.items():
        total, ground = area.person_time.sum(), area.area_time.sum()
        if total <= 0:
            continue
        rows.append((f"{name}: people's time", *(percent(t / total, 1) for t in area.person_time),
                     f"{total / 3600:,.2f} h"))  # fmt: skip
        rows.append((f"{name}: ground used", *(percent(t / ground, 1) if ground else "–" for t in area.area_time),
                     f"{ground / 3600:,.1f} m² h"))  # fmt: skip
    columns = (
        Column("Type of area", width=2.2),
        *(Column(level, "right") for level in LEVELS),
        Column("In all", "right", 1.2),
    )
    caption = "Level of service: share of the time that moving people spent, and of the ground they used, at each level"
    return Table(columns, tuple(rows), caption)


def _limits(facts: RunFacts) -> Table:
    assert facts.measures is not None
    rows = []
    for name, area in facts.measures.service.items():
        limits = area.scale.limits
        ends = [f"< {limits[0]:g}", *(f"{a:g}–{b:g}" for a, b in pairwise(limits))]
        rows.append((name, *ends, f"> {limits[-1]:g}", area.scale.source))
    columns = (
        Column("Scale", width=0.9),
        *(Column(level, "right", 0.9) for level in LEVELS),
        Column("Source", width=3.2),
    )
    return Table(
        columns, tuple(rows), "Limits of the levels in people per m²; taken from secondary literature"
    )


def _worst_levels(facts: RunFacts) -> NDArray[np.float64]:
    """Return (cells,) the worst level that a moving person met in each cell; -1 where nobody moved."""
    assert facts.measures is not None
    assert facts.grid is not None
    tracks, moving = facts.measures.tracks, facts.measures.moving
    surface = surfaces_of(tracks)[moving]
    cells = facts.grid.index(surface, tracks.x[moving], tracks.y[moving])
    density = facts.measures.density[moving]
    kinds = np.array([scale_of(about.kind).name for about in facts.venue.surfaces])[surface]
    worst = np.full(facts.grid.cells, -1.0)
    for name, scale in SCALES.items():
        rows = kinds == name
        np.maximum.at(worst, cells[rows], level_of_service(density[rows], scale))
    return worst


def _worst(facts: RunFacts) -> list[Block]:
    worst = _worst_levels(facts)
    assert facts.grid is not None
    planes = {
        plane.surface: plane_of(plane, facts.grid.plane(worst, plane.surface)) for plane in facts.density
    }
    blocks: list[Block] = []
    entries = tuple(zip(colours.SERVICE, LEVELS, strict=True))
    for number, group in enumerate(groups_of(facts.levels)):
        names = _names(group)
        title = f"Worst level of service, {names}"
        picture = draw_map(
            facts.venue, group, title, layer=class_layer(planes, colours.SERVICE),
            legend=Classes("level of service", entries), prefix=f"service{number}-",
        )  # fmt: skip
        caption = (
            f"Worst level of service of the run at each place, {names}, for people who have started to move: the scale "
            "for stairs on flights, the one for walkways elsewhere. Bare floor: nobody walked there."
        )
        top = max(_largest(planes, level) for level in group)
        letter = LEVELS[int(top)] if top >= 0 else "none"
        blocks.append(Figure(picture, caption, f"{title}: {letter} at worst."))
    return blocks
