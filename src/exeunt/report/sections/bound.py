"""The optimal clearance, a lower bound, beside the simulated one."""

from __future__ import annotations

from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.sections.limited import limited
from exeunt.report.sections.population import last_start_words
from exeunt.report.words import both, decimal, listed, percent, seconds
from exeunt.viewer.charts import parts_chart

# parts that no choice of ways changes
BOUND = ("delay", "walking", "capacity")
NAMES = {
    "delay": "Until the last start",
    "walking": "Walking",
    "capacity": "Capacity of the openings",
    "exit use": "Choice of exits",
    "crowding": "Crowding inside",
}


def bound(facts: RunFacts) -> list[Block]:
    """Return the lower bound on the clearance, and what makes up the difference."""
    blocks: list[Block] = [Heading("Optimal clearance, and what the difference is made of")]
    measures = facts.measures
    if measures is None or not facts.people:
        return [*blocks, Paragraph("The run folder does not hold what the bound is computed from.")]
    best = measures.optimum
    if best.limit == "nobody":
        return [*blocks, Paragraph("No way leads out for anybody, so there is no optimal clearance.")]
    simulated = float(facts.summary.get("clearance_s", float("nan")))
    blocks.append(
        Paragraph(
            "The optimal clearance is a lower bound for people who start when they did in this run: whatever ways they "
            "take, the last cannot be out sooner. An earlier alarm or shorter delays give an earlier bound. It is "
            "computed as a flow over time through the doors, stairs and exits, with the delays and free speeds of the "
            "people of this run, straight ways between openings, and openings that pass at most "
            f"{measures.capacity.level:g} people per second and metre on the level, {measures.capacity.down:g} down "
            f"and {measures.capacity.up:g} up stairs ({measures.capacity.source}"
            f"{'; assumption' if measures.capacity.assumption else ''}). {_own_limits(facts)}{_moving(facts)}"
            "It knows no other people in the way and no walls between openings, so a real building cannot reach it."
        )
    )
    blocks.append(Paragraph(_words(facts, simulated), lead=True))
    if measures.parts and not facts.beats_bound:
        blocks += [_bars(facts), _parts(facts)]
    if best.binding:
        blocks.append(_bottlenecks(facts))
    blocks.append(_shares(facts))
    if best.unreachable:
        blocks.append(
            Paragraph(f"{best.unreachable:,} people have no way out and are left out of the bound.")
        )
    return blocks


def _own_limits(facts: RunFacts) -> str:
    names = [opening.id for opening in limited(facts)]
    if not names:
        return ""
    own = "its own limit counts" if len(names) == 1 else "their own limits count"
    return f"Of {listed(names, 12)} {own} where smaller. "


def _moving(facts: RunFacts) -> str:
    text = ""
    if facts.venue.lifts:
        names = listed([lift.id for lift in facts.venue.lifts], 12)
        text += (
            f"Everybody may take a lift here ({names}), whoever did so in the run: a car takes people at the pace of "
            "its capacity, doors and rides, and each landing is served as if the car had no other. "
        )
    if any(surface.belt > 0.0 for surface in facts.venue.surfaces):
        text += "On escalators everybody is taken to walk with the steps. "
    return text


def _words(facts: RunFacts, simulated: float) -> str:
    assert facts.measures is not None
    best = facts.measures.optimum
    if facts.beats_bound:
        return (
            f"By the flows measured in experiments, the last could not be out before {both(best.time)}. The "
            f"simulated clearance of {both(simulated)} is shorter, so people passed openings faster than has been "
            "measured: the times of this run are too short."
        )
    text = f"With people starting when they did in this run, the last could not be out before {both(best.time)}. "
    if words := last_start_words(facts):
        text += f"{words} "
    if simulated == simulated:
        text += (
            f"The simulated clearance took {both(simulated)}, {simulated / best.time:.2f} times as long."
            if best.time > 0
            else f"The simulated clearance took {both(simulated)}."
        )
    else:
        text += (
            "In the run people were still inside at the end, so there is no simulated clearance to compare."
        )
    if best.limit == "capacity":
        names = list(dict.fromkeys(opening.id for opening in best.binding))
        text += f" What decides the bound is the capacity of {listed(names, 8) if names else 'the openings'}."
    else:
        text += " What decides the bound is the delay and the walk of single people, not the openings."
    return text + f" If everybody started at time 0, the bound would be {both(best.at_once)}."


def _bars(facts: RunFacts) -> Figure:
    assert facts.measures is not None
    parts = facts.measures.parts
    spans = [part.seconds for part in parts]
    names = [NAMES.get(part.id, part.id) for part in parts]
    bounded = [span for part, span in zip(parts, spans, strict=True) if part.id in BOUND]
    title = "Optimal and simulated clearance, and what they are made of"
    rows = [("lower bound", bounded), ("simulated", spans)]
    words = ", ".join(f"{name} {span:.0f} s" for name, span in zip(names, spans, strict=True))
    return Figure(
        parts_chart(rows, names, title, sum(spans) * 1.02),
        "The optimal clearance (lower bound) and the simulated one, and the parts they are made of.",
        f"{title}: {words}.",
    )


def _parts(facts: RunFacts) -> Table:
    assert facts.measures is not None
    rows = []
    total = 0.0
    for part in facts.measures.parts:
        total += part.seconds
        rows.append((NAMES.get(part.id, part.id), decimal(part.seconds, 1), decimal(total, 1), part.meaning))
    columns = (
        Column("Part", width=1.2),
        Column("Seconds", "right", 0.6),
        Column("Sum (s)", "right", 0.6),
        Column("What it is", width=2.6),
    )
    caption = "The simulated clearance in parts, from what no choice of ways changes to what other ways could change"
    return Table(columns, tuple(rows), caption)


def _bottlenecks(facts: RunFacts) -> Table:
    assert facts.measures is not None
    rows = tuple(
        (opening.id, opening.kind, decimal(opening.width), f"{opening.start:.0f}–{opening.end:.0f}",
         decimal(opening.people, 0))
        for opening in facts.measures.optimum.binding[:20]
    )  # fmt: skip
    columns = (
        Column("Opening", width=1.8),
        Column("Kind"),
        Column("Width (m)", "right"),
        Column("From–to (s)", "right"),
        Column("People it can pass", "right"),
    )
    return Table(columns, rows, "Openings that hold people back in the optimal flow")


def _shares(facts: RunFacts) -> Table:
    assert facts.measures is not None
    used = {row["exit"]: row for row in facts.summary.get("exits", [])}
    rows = tuple(
        (name, percent(share, 1), percent(used[name]["share"], 1) if name in used else "–",
         seconds(used[name]["last_s"]) if name in used else "–")
        for name, share in facts.measures.optimum.share.items()
    )  # fmt: skip
    columns = (
        Column("Exit", width=1.6),
        Column("Share in an optimal plan", "right"),
        Column("Share in this run", "right"),
        Column("Last person in this run", "right"),
    )
    caption = "Shares of the exits in one optimal plan (there may be others) and in this run"
    return Table(columns, rows, caption)
