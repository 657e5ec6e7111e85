"""Every parameter with value, range and source; what no source verifies is marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from exeunt.base.distributions import Distribution
from exeunt.models.behaviour.pre_movement import PresetDelay
from exeunt.models.population.mobility import BY_NAME, Profile
from exeunt.report.blocks import Block, Code, Column, Heading, Note, Paragraph, Strong, Table, Text
from exeunt.report.facts import RunFacts
from exeunt.report.sections.limited import limits_table
from exeunt.report.sections.population import delay_words
from exeunt.report.thresholds import thresholds
from exeunt.report.words import counted, listed, value_words
from exeunt.scenario.resolved import Parameter, settings

_OF_PEOPLE = re.compile(r"people\[(\d+)\]\.(.+)")
_OF_DISTRIBUTION = re.compile(r"people\[(\d+)\]\.(\w+)\.\w+")
_OF_PART = re.compile(
    r"(venue\.(?:lifts|escalators)|hazards\.sources|alarms\.(?:detectors|systems|bangs)|danger_zones|staff|signs|refuges)"
    r"\[(\d+)\]\.(.+)"
)


def assumptions(facts: RunFacts) -> list[Block]:
    """Return the table of assumptions, and the settings of the computation."""
    blocks: list[Block] = [Heading("Assumptions")]
    if facts.scenario is None:
        return [*blocks, Note("Not available.", "The scenario of this run cannot be read by this version.")]
    rows = _merged(facts)
    unverified = unverified_count(facts)
    blocks.append(
        Paragraph(
            f"{counted(len(rows), 'parameter')} of the models and populations decide this run, and each "
            "stands below with its value, the range that was published or is plausible, and its source. "
            f"{counted(unverified, 'value')} in use {'is a default' if unverified == 1 else 'are defaults'} that no "
            "source verifies; these rows are shaded and say unverified. Values set in the scenario are the author's "
            "choice: the source column then says where the default would have come from."
        )
    )
    blocks.append(_table(rows, facts))
    blocks += limits_table(facts)
    blocks.append(_thresholds(facts))
    profiles = _profiles(facts)
    if profiles:
        blocks.append(_mobility(profiles))
    blocks += [Heading("Settings of the computation", 3), _settings(facts)]
    return blocks


def merged(
    rows: Sequence[Parameter], populations: Sequence[str], parts: Mapping[str, Sequence[str]] | None = None
) -> list[tuple[Parameter, str, str]]:
    """Return parameters with their short key and what they apply to; the same value for many stands once.

    ``populations`` are the ids of the populations, ``parts`` those of lists of parts of the venue by their key.
    """
    groups: dict[Any, list[tuple[Parameter, str, str]]] = {}
    for row in rows:
        owner, key, whose = _split(row.key, populations, parts or {})
        same = (owner, key, repr(row.value), row.unit, row.source, row.low, row.high, row.is_set)
        groups.setdefault(same, []).append((row, key, whose))
    found = []
    for (owner, *_), members in groups.items():
        first, short, _ = members[0]
        users = [name for _, _, name in members if name]
        everyone = owner == "people" and len(users) == len(populations) > 1
        applies = "all populations" if everyone else listed(users, 8) if users else ""
        found.append((first, short, applies))
    return found


def _split(key: str, populations: Sequence[str], parts: Mapping[str, Sequence[str]]) -> tuple[str, str, str]:
    """Return the list that a key lies in, the key without the number of the item, and the id of the item."""
    if match := _OF_PEOPLE.fullmatch(key):
        return "people", match[2], populations[int(match[1])]
    if (match := _OF_PART.fullmatch(key)) and match[1] in parts:
        return match[1], f"{match[1]}.{match[3]}", parts[match[1]][int(match[2])]
    return "", key, ""


def _whole(row: Parameter, facts: RunFacts) -> str:
    """Return the distribution that a parameter belongs to, with all its parameters; empty if it belongs to none."""
    match = _OF_DISTRIBUTION.fullmatch(row.key)
    if match is None or facts.scenario is None:
        return ""
    parent = getattr(facts.scenario.document.people[int(match[1])], match[2], None)
    if isinstance(parent, PresetDelay):
        return f" ({delay_words(parent)})"
    if not isinstance(parent, Distribution) or parent.kind == "constant":
        return ""
    return f" ({value_words(parent, row.unit or 's')})"


def _table(rows: Sequence[tuple[Parameter, str, str]], facts: RunFacts) -> Table:
    columns = (
        Column("Parameter", width=1.7),
        Column("Value", width=1.5),
        Column("Range", width=0.9),
        Column("Basis", width=0.95),
        Column("Source", width=2.35),
    )
    cells: list[tuple[Text, ...]] = []
    marked = set()
    for row, key, applies in rows:
        words = f" ({applies})" if applies else ""
        name: Text = [Code(key), f"{words}: {row.meaning}" if row.meaning else words]
        basis: Text = "set"
        if not row.is_set:
            basis = Strong("unverified default") if row.assumption else "default"
        if row.is_assumed:
            marked.add(len(cells))
        cells.append(
            (name, value_words(row.value, row.unit) + _whole(row, facts), _range(row), basis, row.source)
        )
    caption = "Parameters with value, range and source; shaded: defaults that no source verifies"
    return Table(columns, tuple(cells), caption, frozenset(marked))


def _thresholds(facts: RunFacts) -> Table:
    rows = thresholds(facts)
    columns = (
        Column("Measure", width=1.7),
        Column("Threshold", width=1.5),
        Column("Range", width=0.9),
        Column("Basis", width=0.95),
        Column("Source", width=2.35),
    )
    cells: list[tuple[Text, ...]] = [
        (
            row.measure,
            row.value,
            row.span,
            Strong("unverified") if row.assumption else "from source",
            row.source,
        )
        for row in rows
    ]
    marked = frozenset(index for index, row in enumerate(rows) if row.assumption)
    caption = "Thresholds of the measures in this report; shaded: those that no source verifies"
    return Table(columns, tuple(cells), caption, marked)


def _range(row: Parameter) -> str:
    if row.low is None and row.high is None:
        return "not stated"
    low, high = ("?" if end is None else value_words(end) for end in (row.low, row.high))
    return f"{low} to {high}{' ' + row.unit if row.unit else ''}"


def _profiles(facts: RunFacts) -> list[Profile]:
    used: set[str] = set()
    for row in facts.assumptions:
        if row.key.endswith(".mobility") and isinstance(row.value, Mapping):
            used |= {name for name, share in row.value.items() if share}
    return [profile for name, profile in BY_NAME.items() if name in used]


def _mobility(profiles: Sequence[Profile]) -> Table:
    columns = (
        Column("Mobility", width=1.6),
        Column("Level: mean ± s.d. (m/s)", "right", 1.3),
        Column("Cut at (m/s)", "right", 1.1),
        Column("Up stairs (m/s)", "right"),
        Column("Down stairs (m/s)", "right"),
        Column("Source", width=2.4),
    )
    rows = tuple(
        (
            profile.meaning, f"{profile.speed:.2f} ± {profile.sd:.2f}", f"{profile.low:.2f}–{profile.high:.2f}",
            f"{profile.stairs_up:.2f}", f"{profile.stairs_down:.2f}",
            [profile.source, "; " if profile.assumption else "",
             Strong("unverified") if profile.assumption else ""],
        )
        for profile in profiles
    )  # fmt: skip
    marked = frozenset(index for index, profile in enumerate(profiles) if profile.assumption)
    return Table(columns, rows, "Speeds of people whose mobility is reduced", marked)


def _settings(facts: RunFacts) -> Table:
    columns = (
        Column("Setting", width=1.3),
        Column("Value", width=0.9),
        Column("Basis", width=0.7),
        Column("Meaning", width=2.6),
    )
    rows: list[tuple[Text, ...]] = []
    assert facts.scenario is not None
    for row in settings(facts.scenario.document):
        value = value_words(row.value)
        if row.key == "run.step" and "step" in facts.info:
            value = f"{facts.info['step']} s"
        if row.key == "run.seed":
            value = str(facts.info.get("seed", row.value))
        rows.append((Code(row.key), value, "set" if row.is_set else "default", row.meaning))
    return Table(columns, tuple(rows), "Settings of the computation")


def unverified_count(facts: RunFacts) -> int:
    """Return how many values in use are defaults that no source verifies; the same for many people counts once."""
    return sum(row.is_assumed for row, _, _ in _merged(facts))


def _merged(facts: RunFacts) -> list[tuple[Parameter, str, str]]:
    parts: dict[str, list[str]] = {}
    if facts.scenario is not None:
        document = facts.scenario.document
        venue, hazards, alarms = document.venue, document.hazards, document.alarms
        parts = {
            "venue.lifts": [lift.id for lift in venue.lifts],
            "venue.escalators": [escalator.id for escalator in venue.escalators],
            "hazards.sources": _ids(hazards.sources) if hazards is not None else [],
            **{
                f"alarms.{name}": _ids(getattr(alarms, name, ()))
                for name in ("detectors", "systems", "bangs")
            },
            **{
                name: _ids(getattr(document, name, ()))
                for name in ("danger_zones", "staff", "signs", "refuges")
            },
        }
    return merged(facts.assumptions, _populations(facts), parts)


def _ids(things: Sequence[Any]) -> list[str]:
    return [str(thing.id) for thing in things]


def _populations(facts: RunFacts) -> list[str]:
    return [] if facts.scenario is None else [people.id for people in facts.scenario.document.people]
