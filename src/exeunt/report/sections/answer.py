"""What was asked, and the answer on one page: what happened to the people, when, and whether it was soon enough."""

from __future__ import annotations

from exeunt.report.blocks import Block, Column, Facts, Heading, Note, Paragraph, Strong, Table, Text
from exeunt.report.facts import RunFacts
from exeunt.report.sections.course import timeline_figure
from exeunt.report.verdict import (
    Row,
    course_words,
    has_fire,
    has_zone,
    held_words,
    left_inside,
    outcome_words,
    question,
    verdicts,
)
from exeunt.report.words import (
    coordinate,
    counted,
    decimal,
    duration,
    known,
    people,
    percent,
    seconds,
    value_words,
)


def answer(facts: RunFacts) -> list[Block]:
    """Return the question, the answer, and the figures that have to be seen first."""
    blocks: list[Block] = [Heading("What was asked, and the answer"), Paragraph(_question(facts))]
    blocks += _variant(facts)
    if facts.run.status != "complete":
        text = f"The run is {facts.run.status}: {facts.run.reason}. The figures hold up to where it ended."
        blocks.append(Note("Not a complete run.", text))
    row = facts.summary
    if not row:
        blocks.append(Paragraph("The run folder holds no result to report.", lead=True))
        return blocks
    blocks.append(Paragraph(f"{outcome_words(row)} {course_words(row)}", lead=True))
    blocks += [Note(one.title, one.text, "warning" if one.warns else "note") for one in verdicts(row)]
    blocks += timeline_figure(facts)
    blocks.append(Facts(_figures(facts)))
    blocks.append(Paragraph(_ways(facts)))
    return blocks


def _question(facts: RunFacts) -> Text:
    description = ""
    if facts.scenario is not None:
        description = " ".join(facts.scenario.document.description.split())
    exits = counted(len(facts.venue.exits), "exit")
    number = len(facts.levels)
    where = f", and where on the {number} storeys" if number > 1 else ", and where"
    asked = question(facts.summary, f", by which of the {exits}{where} does it get crowded on the way")
    if description and not description.endswith((".", "!", "?")):
        description += "."
    return [Strong(asked), f" {description}" if description else ""]


def _variant(facts: RunFacts) -> list[Block]:
    variant = facts.info.get("variant")
    if not variant:
        return []
    title = facts.info.get("variant_title") or variant
    blocks: list[Block] = [Paragraph([Strong("Variant: "), f"{title}."])]
    changes = facts.info.get("variant_changes") or {}
    rows = [(path, value_words(value)) for path, value in changes.get("set", {}).items()]
    rows += [(path, f"added: {value_words(value)}") for path, value in changes.get("add", {}).items()]
    rows += [(path, "taken away") for path in changes.get("remove", [])]
    if rows:
        columns = (Column("Key of the scenario", width=1.2), Column("Value in this variant"))
        blocks.append(Table(columns, tuple(rows), "What the variant changes"))
    return blocks


def _ways(facts: RunFacts) -> str:
    parts = (
        _exits(facts),
        _crowding(facts),
        _waiting(facts),
        held_words(facts.summary),
        _optimal(facts),
        _one_seed(facts),
    )
    return " ".join(filter(None, parts))


def _exits(facts: RunFacts) -> str:
    used = [exit for exit in facts.summary["exits"] if exit["people"]]
    if not used or len(facts.summary["exits"]) == 1:
        return ""
    most, least = max(used, key=lambda row: row["people"]), min(used, key=lambda row: row["people"])
    text = (
        f"The exit used most, '{most['exit']}', took {people(most['people'])} ({percent(most['share'], 1)})"
    )
    if len(used) > 1:
        text += f"; the exit used least, '{least['exit']}', took {least['people']:,}"
    idle = len(facts.summary["exits"]) - len(used)
    return text + (f"; {counted(idle, 'exit')} {'was' if idle == 1 else 'were'} not used." if idle else ".")


def _crowding(facts: RunFacts) -> str:
    row = facts.summary
    if not known(row.get("density_max")) or not row["density_max"]:
        return ""
    x, y = coordinate(row["density_max_x_m"]), coordinate(row["density_max_y_m"])
    place = f"'{row['density_max_surface']}' near x = {x} m, y = {y} m"
    text = f"The highest density was {row['density_max']:.1f} people per m², on {place}"
    above = [(4, row.get("time_above_4_s") or 0.0), (2, row.get("time_above_2_s") or 0.0)]
    for threshold, time in above:
        if time > 0:
            return f"{text}; the place worst hit had {threshold} people per m² or more for {time:.0f} s."
    return text + "."


def _waiting(facts: RunFacts) -> str:
    found = [] if facts.measures is None else [queue for queue in facts.measures.queues if queue.duration > 0]
    if not found:
        return ""
    worst = found[0]
    where = f"in the rows of '{worst.gate.id}'" if worst.gate.kind == "seats" else f"before '{worst.gate.id}'"
    return (
        f"Most time was lost queueing {where}, where {people(worst.people)} waited {worst.mean_wait:.0f} s on average "
        f"and up to {people(worst.maximum)} at one time."
    )


def _optimal(facts: RunFacts) -> str:
    if facts.measures is None or facts.measures.optimum.limit == "nobody" or facts.beats_bound:
        return ""
    best = facts.measures.optimum
    sooner = "an earlier alarm or shorter delays" if known(facts.summary.get("alarm_s")) else "shorter delays"
    return (
        f"With the delays of this run, of which the last ends after {duration(best.last_start)}, and people's own "
        f"speeds, no other use of the exits could have brought the last person out before {duration(best.time)}; "
        f"{sooner} could."
    )


def _one_seed(facts: RunFacts) -> str:
    return (
        f"This is one run with one random seed ({facts.info.get('seed', 'not known')}): other seeds give other "
        "times, and one run cannot say by how much."
    )


def _figures(facts: RunFacts) -> tuple[tuple[str, str], ...]:
    row = facts.summary
    items = [("people in the venue", f"{facts.people:,}"), _end(row)]
    if has_fire(row) or has_zone(row) or known(row.get("alarm_s")):
        items.insert(1, ("alarm sounds after", seconds(row.get("alarm_s"))))
    if has_fire(row):
        items += _of_fire(row)
    if has_zone(row):
        items += _of_zone(row)
    if len(items) < 5:
        items += _of_leaving(row)
    if row["people_not_arrived"]:
        items.append(("had not arrived at the end", f"{row['people_not_arrived']:,}"))
    return tuple(items)


def _end(row: Row) -> tuple[str, str]:
    if left_inside(row):
        return "still inside at the end", f"{left_inside(row):,}"
    if row["people_inside"]:
        return "out, or protected or rescued", f"{row['people']:,}"
    return "everybody is out after", decimal(row["clearance_s"], 0, "s")


def _of_fire(row: Row) -> list[tuple[str, str]]:
    items = []
    if "people_in_untenable_air" in row:
        items = [
            ("first place untenable after", decimal(row["untenable_from_s"], 0, "s")),
            ("people in untenable air", f"{row['people_in_untenable_air']:,}"),
            ("least margin", decimal(row["margin_min_s"], 0, "s").replace("-", "−")),
        ]
    dose = max(row["fed_gas_max"], row["fed_heat_max"])
    return [*items, ("incapacitated", f"{row['people_incapacitated']:,}"), ("highest dose", f"{dose:.2g}")]


def _of_zone(row: Row) -> list[tuple[str, str]]:
    items = [
        ("people inside the danger zone", f"{row['people_in_zone']:,}"),
        ("inside it, in total", f"{row['zone_person_s']:,.0f} person-s"),
        ("in sight of it, in total", f"{row['zone_sight_person_s']:,.0f} person-s"),
        ("half protected after", decimal(row["protected_p50_s"], 0, "s")),
        ("95 % protected after", decimal(row["protected_p95_s"], 0, "s")),
    ]
    if row.get("people_protected"):
        items.append(("in locked refuges at the end", f"{row['people_protected']:,}"))
    return items


def _of_leaving(row: Row) -> list[tuple[str, str]]:
    return [
        ("out at the end", f"{row['people_out']:,}"),
        ("half are out after", decimal(row["t50_s"], 0, "s")),
        ("98 % are out after", decimal(row["t98_s"], 0, "s")),
        ("mean way walked", decimal(row.get("distance_mean_m"), 0, "m")),
        ("highest density", decimal(row.get("density_max"), 1, "per m²")),
        ("longest time at 4 per m² or more", decimal(row.get("time_above_4_s"), 0, "s")),
    ]
