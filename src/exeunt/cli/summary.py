"""The summary of a run as tables on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from exeunt.base.text import argument

Row = Mapping[str, Any]

# key of the summary: label and format, in the order of the screen
FIGURES: dict[str, tuple[str, str]] = {
    "people": ("people", "{:,}"),
    "people_out": ("out", "{:,}"),
    "people_protected": ("protected in locked refuges", "{:,}"),
    "people_at_collection_point": ("at the collection point", "{:,}"),
    "people_left_inside": ("still inside", "{:,}"),
    "people_in_untenable_air": ("where the air was untenable", "{:,}"),
    "margin_min_s": ("least margin (ASET less RSET)", "{:.0f} s"),
    "people_incapacitated": ("incapacitated", "{:,}"),
    "people_turned_back": ("turned back from smoke or fire", "{:,}"),
    "people_fed_above_0_3": ("dose of gas or heat above 0.3", "{:,}"),
    "fed_gas_max": ("highest dose of gas (FED)", "{:.2g}"),
    "fed_heat_max": ("highest dose of heat (FED)", "{:.2g}"),
    "dose_form": ("form of the gas dose", "{}"),
    "aware_p50_s": ("half have noticed something after", "{:.0f} s"),
    "decided_p50_s": ("half have decided to act after", "{:.0f} s"),
    "people_unaware": ("noticed nothing to the end", "{:,}"),
    "people_in_zone": ("inside the danger zone", "{:,}"),
    "people_unprotected": ("never protected from it", "{:,}"),
    "zone_person_s": ("inside the danger zone, in total", "{:,.0f} person-s"),
    "zone_sight_person_s": ("in sight of it, in total", "{:,.0f} person-s"),
    "zone_longest_s": ("inside it at longest", "{:.0f} s"),
    "zone_sight_longest_s": ("in sight of it at longest", "{:.0f} s"),
    "protected_p50_s": ("half are protected after", "{:.0f} s"),
    "protected_p95_s": ("95 % are protected after", "{:.0f} s"),
    "unaware_60_s": ("know of nothing after 60 s", "{:.0%}"),
    "responders": ("responders who came in", "{:,}"),
    "casualties_reached": ("casualties reached by them", "{:,}"),
    "casualties_collected": ("brought to a collection point", "{:,}"),
    "first_reached_s": ("first casualty reached after", "{:.0f} s"),
    "first_collected_s": ("first at the collection point after", "{:.0f} s"),
    "all_collected_s": ("last at the collection point after", "{:.0f} s"),
    "people_held_in_rows": ("held in seat rows for 60 s or more", "{:,}"),
    "people_held_by_seated": ("of these behind people still seated", "{:,}"),
    "people_not_arrived": ("not arrived", "{:,}"),
    "t50_s": ("half are out after", "{:.1f} s"),
    "t90_s": ("90 % are out after", "{:.1f} s"),
    "t98_s": ("98 % are out after", "{:.1f} s"),
    "clearance_s": ("everybody is out after", "{:.1f} s"),
    "distance_mean_m": ("mean way walked", "{:.1f} m"),
    "density_mean": ("mean density around a person", "{:.2f} /m²"),
    "density_max": ("highest density", "{:.2f} /m²"),
}
# not worth a line when nobody is meant
QUIET_AT_ZERO = (
    "people_protected", "people_at_collection_point", "people_left_inside", "people_not_arrived", "people_unaware",
    "people_held_in_rows", "people_held_by_seated",
)  # fmt: skip
TIMELINE: dict[str, tuple[str, str]] = {
    "time_s": ("after, s", "{:.1f}"),
    "words": ("what happened", "{}"),
}
EXITS: dict[str, tuple[str, str]] = {
    "exit": ("exit", "{}"),
    "people": ("people", "{:,}"),
    "share": ("share", "{:.0%}"),
    "first_s": ("first, s", "{:.1f}"),
    "last_s": ("last, s", "{:.1f}"),
    "flow_mean_per_s": ("flow, /s", "{:.2f}"),
    "specific_flow_per_m_s": ("per m, /(s m)", "{:.2f}"),
}
REASONS: dict[str, tuple[str, str]] = {
    "people": ("people inside", "{:,}"),
    "reason": ("why", "{}"),
}

CAUSES: dict[str, tuple[str, str]] = {
    "people": ("incapacitated", "{:,}"),
    "cause": ("by", "{}"),
}


CUES: dict[str, tuple[str, str]] = {
    "cue": ("alerted first by", "{}"),
    "people": ("people", "{:,}"),
    "median_s": ("median, s", "{:.0f}"),
}

REFUGES: dict[str, tuple[str, str]] = {
    "refuge": ("refuge", "{}"),
    "capacity": ("capacity", "{:,}"),
    "people_most": ("most people", "{:,}"),
    "locked_at_s": ("locked at, s", "{:.0f}"),
    "turned_away": ("turned away", "{:,}"),
}

COUNTED: dict[str, tuple[str, str]] = {
    "opening": ("closes by count", "{}"),
    "closes_after": ("after people", "{:,}"),
    "passed": ("passed", "{:,}"),
    "closed_s": ("closed at, s", "{:.1f}"),
}

NOT_REACHED: dict[str, tuple[str, str]] = {
    "exit": ("exit wanted and not reached", "{}"),
    "people": ("people who take another", "{:,}"),
}

VISITS: dict[str, tuple[str, str]] = {
    "place": ("place", "{}"),
    "population": ("of", "{}"),
    "people": ("came", "{:,}"),
    "first_s": ("first, s", "{:.0f}"),
    "stay_mean_s": ("mean stay, s", "{:.0f}"),
    "called_away": ("called away", "{:,}"),
    "missed": ("not reached", "{:,}"),
}

SIGNS: dict[str, tuple[str, str]] = {
    "sign": ("sign", "{}"),
    "reached": ("could read it", "{:,}"),
    "noticed": ("noticed it", "{:,}"),
    "followed": ("followed it", "{:,}"),
}


def show(values: Row, folder: Path | None, console: Console) -> None:
    """Print the answer, what happened when, the figures, how it was computed and where everything lies."""
    for line in answer(values):
        console.print(line)
        console.print()
    if moments := values.get("timeline"):
        console.print(_table(TIMELINE, moments))
        console.print()
    console.print(_figures(values))
    tables = (
        (EXITS, values.get("exits")),
        (COUNTED, values.get("counted_openings")),
        (VISITS, values.get("visits")),
        (NOT_REACHED, values.get("exits_not_reached")),
        (REASONS, values.get("inside_reasons")),
        (CAUSES, values.get("incapacitated_causes")),
        (CUES, values.get("first_cues")),
        (REFUGES, values.get("refuges")),
        (SIGNS, values.get("signs")),
    )
    for columns, rows in tables:
        if rows:
            console.print()
            console.print(_table(columns, rows))
    if free := values.get("free_doors"):
        console.print("\nWithout limits of flow at openings:")
        console.print(_figures(free))
        console.print()
        console.print(_table(EXITS, free.get("exits", ())))
    console.print()
    console.print(computed(values), soft_wrap=True)
    if folder is None:
        return
    console.print(Text(f"Run folder: {folder}"), soft_wrap=True)
    pictures = sorted((folder / "pictures").glob("*"), key=lambda path: (path.stem != "overview", path.name))
    for picture in pictures:
        console.print(Text(f"Picture:    {picture}"), soft_wrap=True)
    console.print(Text(f"Watch it:   exeunt view {argument(str(folder))}"), soft_wrap=True)


def answer(values: Row) -> list[Text]:
    """Return what happened to whom and when, and whether it was soon enough, in sentences."""
    from exeunt.report.verdict import course_words, held_words, outcome_words, verdicts

    def plain(text: str) -> str:
        return text.replace("\u00a0", " ")

    lines = [Text(plain(f"{outcome_words(values)} {course_words(values)} {held_words(values)}".strip()))]
    for one in verdicts(values):
        title = Text(plain(f"{one.title} "), style="bold yellow" if one.warns else "bold")
        lines.append(Text.assemble(title, plain(one.text)))
    return lines


def computed(values: Row) -> Text:
    """Say what the run took."""
    simulated, wall, steps = (values.get(key) or 0 for key in ("simulated_s", "wall_s", "person_steps"))
    text = f"{simulated:.1f} s simulated in {wall:.1f} s"
    if wall > 0:
        text += f", {simulated / wall:.1f} × real time, {steps / wall / 1e6:.1f} million person-steps/s"
    text += f"; seed {values.get('seed')}"
    if fire := values.get("fire_model_s"):
        text += f"\nCFAST took {fire:.1f} s before the first step, {fire / (fire + wall):.1%} of both"
    if rounds := values.get("fire_rounds"):
        differ = values.get("fire_doors_apart") or 0.0
        text += f"\nDoors and smoke after {rounds} rounds: {differ:.1%} of the door time apart"
    return Text(text)


def _figures(values: Row) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for key, (label, form) in FIGURES.items():
        value = values.get(key)
        if value is None or value != value or (value == 0 and key in QUIET_AT_ZERO):
            continue
        table.add_row(label, form.format(value))
    return table


def _table(columns: Mapping[str, tuple[str, str]], rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False)
    for _, (heading, form) in columns.items():
        table.add_column(heading, justify="left" if form == "{}" else "right")
    for row in rows:
        table.add_row(*(Text(_cell(row.get(key), form)) for key, (_, form) in columns.items()))
    return table


def _cell(value: Any, form: str) -> str:
    return "–" if value is None or value != value else form.format(value)
