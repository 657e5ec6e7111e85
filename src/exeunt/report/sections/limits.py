"""Warnings: who is still inside and why, what is wrong with the run, and what the models cannot show."""

from __future__ import annotations

from exeunt.report.blocks import Block, Bullets, Column, Heading, Note, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.limits import GENERAL, limitations
from exeunt.report.sections.assumptions import unverified_count
from exeunt.report.verdict import inside_words, left_inside
from exeunt.report.words import counted, people

FASTER = (
    "People were out sooner than the lower bound on the clearance allows: they passed openings faster than has been "
    "measured in experiments. Times of this run are too short."
)


def limits(facts: RunFacts) -> list[Block]:
    """Return the warnings."""
    blocks: list[Block] = [Heading("Warnings and limits")]
    blocks += _inside(facts)
    blocks += _of_run(facts)
    unverified = unverified_count(facts)
    if unverified:
        text = (
            f"{counted(unverified, 'value')} in use rest on assumptions that no source verifies; they are shaded in "
            "the table of assumptions."
        )
        blocks.append(Note("Unverified assumptions.", text))
    blocks.append(Heading("What the models cannot show", 3))
    document = None if facts.scenario is None else facts.scenario.document
    blocks.append(Bullets((*GENERAL, *limitations(document))))
    return blocks


def _inside(facts: RunFacts) -> list[Block]:
    row = facts.summary
    if not row:
        return []
    if not row["people_inside"]:
        text = "Nobody was left inside." if facts.people else "Nobody was in the venue."
        return [Paragraph(text)]
    number = left_inside(row)
    ended = f"when the run ended ({facts.run.reason or 'no reason given'})"
    text = f"{inside_words(row)} {ended}."
    title = "People left inside." if number else "Nobody was left unprotected."
    blocks: list[Block] = [Note(title, text, "warning" if number else "note")]
    if row["inside_reasons"]:
        columns = (Column("Why", width=3), Column("People", "right"))
        rows = tuple((reason["reason"], f"{reason['people']:,}") for reason in row["inside_reasons"])
        blocks.append(Table(columns, rows, "Why people were inside at the end"))
    where = facts.column("surface")[facts.entered & (facts.time_out != facts.time_out)]
    places: dict[str, int] = {}
    for name in where:
        places[str(name) or "unknown"] = places.get(str(name) or "unknown", 0) + 1
    if places:
        rows = tuple(
            (name, f"{count:,}") for name, count in sorted(places.items(), key=lambda item: -item[1])
        )
        blocks.append(Table((Column("Where", width=3), Column("People", "right")), rows, "Where they were"))
    return blocks


def _of_run(facts: RunFacts) -> list[Block]:
    blocks: list[Block] = []
    if facts.run.status != "complete":
        text = f"The run is {facts.run.status}: {facts.run.reason}. What was written before that is reported."
        blocks.append(Note("Not a complete run.", text))
    gaps = facts.run.gaps()
    if gaps:
        numbers = ", ".join(map(str, gaps[:12]))
        text = (
            f"Parts of the trajectories are missing (numbers {numbers}); figures made from them are too low."
        )
        blocks.append(Note("Missing parts.", text))
    if facts.summary.get("people_not_arrived"):
        text = f"{people(int(facts.summary['people_not_arrived']))} had not arrived when the run ended."
        blocks.append(Note("Not arrived.", text))
    if facts.beats_bound:
        blocks.append(Note("Implausible flow.", FASTER))
    for warning in facts.info.get("warnings") or []:
        blocks.append(Note("Warning of the run.", str(warning)))
    for trouble in facts.troubles:
        blocks.append(Note("Could not be read.", trouble))
    return blocks
