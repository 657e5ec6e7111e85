"""Plan of each storey with its exits."""

from __future__ import annotations

from exeunt.base.maths import line_length
from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import counted, decimal, listed
from exeunt.results.contract import OpeningLike
from exeunt.viewer.plan import state_words
from exeunt.viewer.sheets import draw_map, groups_of

MOST_DOORS = 60


def plans(facts: RunFacts) -> list[Block]:
    """Return the plans, and tables of storeys, exits and doors."""
    venue = facts.venue
    blocks: list[Block] = [Heading("The building and its exits"), Paragraph(_words(facts))]
    blocks.append(_storeys(facts))
    for number, group in enumerate(groups_of(facts.levels, names=True)):
        names = listed([level.surface.id for level in group], 20)
        title = f"Plan of {names}"
        picture = draw_map(venue, group, title, names=True, prefix=f"plan{number}-")
        exits = [o.id for o in venue.exits for level in group if o.surface == level.surface.index]
        caption = (
            f"Plan of {names}, as simulated. Green: exits, the arrow leads out; blue: doors inside and of lifts; grey: "
            "seat rows; lines across a stair: its treads, the arrow leads up. Red: never open during the run."
        )
        blocks.append(
            Figure(picture, caption, f"{title}; exits on it: {listed(exits, 40)}.")
        )  # fmt: skip
    blocks.append(_openings(facts, "exit", "Exits"))
    doors = _doors(facts)
    if doors and len(doors) <= MOST_DOORS:
        blocks.append(_openings(facts, "door", "Doors inside"))
    elif doors:
        blocks.append(Paragraph(f"The {len(doors)} doors inside stand in scenario.yaml."))
    return [*blocks, *_escalators(facts), *_vents(facts)]


def _vents(facts: RunFacts) -> list[Block]:
    """Return a table for each fire model of the exits and doors through which its air passes."""
    columns = (
        Column("Exit or door", width=1.4),
        Column("Joins", width=1.8),
        Column("Clear width (m)", "right"),
        Column("Edges above the floor (m)", "right", 1.3),
        Column("Height", width=1.0),
        Column("Air passes", width=1.6),
    )
    states = {opening.id: state_words(opening) or "open" for opening in facts.venue.openings}
    tables: list[Block] = []
    for fire, vents in facts.info.get("vents", {}).items():
        rows = [
            (
                vent["opening"], " – ".join(vent["joins"]), decimal(vent["width"]),
                f"{vent['bottom']:.2f} to {vent['top']:.2f}", "stated" if vent["stated"] else "assumed",
                "while people go through" if vent["used"] else states.get(vent["opening"], ""),
            )
            for vent in vents
        ]  # fmt: skip
        caption = f"Exits and doors through which the fire model of '{fire}' lets air pass"
        tables.append(Table(columns, tuple(rows), caption))
    return tables


def _words(facts: RunFacts) -> str:
    venue = facts.venue
    doors = len(_doors(facts))
    flights = sum(surface.kind == "flight" for surface in venue.surfaces)
    width = sum(line_length(exit.line) for exit in venue.exits)
    seats = sum(len(block.places) for block in venue.blocks)
    text = (
        f"The building has {counted(len(facts.levels), 'storey')}, {counted(len(venue.exits), 'exit')} with "
        f"{width:.1f} m of clear width in all, "
    )
    inside = counted(doors, "door")
    text += f"{inside} inside and {counted(flights, 'stair flight')}." if flights else f"and {inside} inside."
    moving = sum(surface.kind == "escalator" for surface in venue.surfaces)
    more = [counted(len(venue.lifts), "lift")] if venue.lifts else []
    more += [counted(moving, "escalator")] if moving else []
    text += f" It has {listed(more)}." if more else ""
    return text + (f" It has {seats:,} seats in rows." if seats else "")


def _doors(facts: RunFacts) -> list[OpeningLike]:
    """Return the doors inside; where people step onto an escalator is none."""
    surfaces = facts.venue.surfaces
    return [o for o in facts.venue.openings if o.kind == "door" and surfaces[o.surface].kind != "escalator"]


def _escalators(facts: RunFacts) -> list[Block]:
    """Return how each escalator moves over time; nothing if there are none."""
    surfaces = facts.venue.surfaces
    first = {o.surface: o for o in reversed(facts.venue.openings) if o.motions}
    rows = []
    for index, opening in sorted(first.items()):
        words = [opening.motions[0][1], *(f"{motion} from {at:g} s" for at, motion in opening.motions[1:])]
        belt = surfaces[index].belt
        rows.append(
            (
                surfaces[index].id, decimal(line_length(opening.line)), decimal(belt) if belt else "0",
                ", ".join(words), state_words(opening) or "open",
            )
        )  # fmt: skip
    if not rows:
        return []
    columns = (
        Column("Escalator", width=1.4),
        Column("Width (m)", "right"),
        Column("Speed of the steps (m/s)", "right", 1.2),
        Column("Motion over time", width=1.8),
        Column("State over time", width=1.4),
    )
    return [Table(columns, tuple(rows), "Escalators; one that is stopped is walked like a stair, both ways")]


def _storeys(facts: RunFacts) -> Table:
    rows = []
    for level in facts.levels:
        surface = level.surface
        seats = sum(len(block.places) for block in facts.venue.blocks if block.surface == surface.index)
        exits = sum(exit.surface == surface.index for exit in facts.venue.exits)
        rows.append(
            (
                surface.id,
                f"{surface.elevation:+.2f}".replace("-", "−"),
                f"{surface.area.area:,.0f}",
                f"{exits}",
                f"{seats:,}",
            )
        )
    columns = (
        Column("Storey", width=2),
        Column("Elevation (m)", "right"),
        Column("Walkable area (m²)", "right"),
        Column("Exits", "right"),
        Column("Seats", "right"),
    )
    return Table(columns, tuple(rows), "Storeys; the walkable area leaves out walls, obstacles and seat rows")


def _openings(facts: RunFacts, kind: str, caption: str) -> Table:
    columns = (
        Column("Exit" if kind == "exit" else "Door", width=1.6),
        Column("On", width=1.4),
        Column("Clear width (m)", "right"),
        Column("Middle at x, y (m)", "right", 1.2),
        Column("State over time", width=1.8),
    )
    rows = []
    for opening in _doors(facts) if kind == "door" else facts.venue.exits:
        (ax, ay), (bx, by) = opening.line
        words = state_words(opening) or "open"
        if opening.direction != "both" and kind == "door":
            words += ", one way"
        rows.append(
            (
                opening.id, facts.venue.surfaces[opening.surface].id, decimal(line_length(opening.line)),
                f"{(ax + bx) / 2:.1f}, {(ay + by) / 2:.1f}".replace("-", "−"), words,
            )
        )  # fmt: skip
    return Table(columns, tuple(rows), caption)
