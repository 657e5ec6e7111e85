"""Where people went before they left: the places of itineraries."""

from __future__ import annotations

from exeunt.report.blocks import Block, Column, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import NONE, known, people, seconds


def visits(facts: RunFacts) -> list[Block]:
    """Return how the places of itineraries were visited; nothing without any."""
    found = facts.summary.get("visits") or []
    if not found:
        return []
    called, missed = (sum(row[name] for row in found) for name in ("called_away", "missed"))
    text = "Some populations go to places before they leave, as the scenario states; what they do there is left out. "
    text += f"A cue called {people(called)} away from a place or from the way there. " if called else ""
    text += (
        f"{people(missed)} did not get to a place: no way led there, or it took too long. " if missed else ""
    )
    text += (
        "Lower bounds on the clearance in this report leave out these places, so their time counts as time that people "
        "lost on the way."
    )
    rows = tuple(
        (
            row["place"], row["population"], f"{row['people']:,}",
            seconds(row["first_s"]) if known(row["first_s"]) else NONE,
            seconds(row["stay_mean_s"]) if known(row["stay_mean_s"]) else NONE,
            f"{row['called_away']:,}", f"{row['missed']:,}",
        )
        for row in found
    )  # fmt: skip
    columns = (
        Column("Place", width=1.4),
        Column("Population", width=1.4),
        Column("People who came", "right"),
        Column("First at", "right"),
        Column("Mean stay", "right"),
        Column("Called away", "right"),
        Column("Did not get there", "right"),
    )
    caption = "Places of itineraries; people called away on the way there count as called away"
    return [Heading("Places visited before leaving"), Paragraph(text), Table(columns, rows, caption)]
