"""Write the pages of the verification tests, each with a picture of its building, from the tests themselves.

python docs/_tools/verification.py [FINDINGS.json]     pages; FINDINGS.json is what `exeunt verify --json` wrote
python docs/_tools/verification.py --pictures          pages and pictures

Findings given are merged into docs/verification/findings.json, from which the pages are made.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from exeunt.simulation import build
from exeunt.verification.catalogue import SUITES, chosen, trials
from exeunt.verification.contract import STATES, Requirement, Suite, Trial
from exeunt.verification.run import scenario_of
from exeunt.viewer import colours
from exeunt.viewer.plan import Frame, Storey, draw_plan, storeys
from exeunt.viewer.sheets import arrange, scale_bar, size_of
from exeunt.viewer.svg import Picture, number

PAGES = Path(__file__).parents[1] / "verification"
FINDINGS = PAGES / "findings.json"
WIDTH, TALLEST, MARGIN, CAPTION, GAP, FOOT = 1000.0, 420.0, 56.0, 26.0, 48.0, 44.0
PERSON = 0.4

Row = dict[str, Any]


def picture(trial: Trial) -> Picture:
    """Return the plan of a trial's first case with everyone where they stand at the start."""
    case = next(iter(trial.cases))
    simulation = build(scenario_of(trial, case), seed=1, threads=1)
    world = simulation.world
    levels = storeys(world.venue)
    columns, scale = arrange(levels, WIDTH - 2 * MARGIN, TALLEST, CAPTION, GAP)
    scale = min(scale, 60.0)
    tall = [sum(CAPTION + size_of(level)[1] * scale + GAP for level in column) - GAP for column in columns]
    drawn = Picture(
        WIDTH, max(tall) + 2 * MARGIN + FOOT, f"{simulation.document.name}: plan with people at the start"
    )
    across = sum(max(size_of(level)[0] for level in column) * scale for column in columns) + GAP * (
        len(columns) - 1
    )
    left = (WIDTH - across) / 2
    for column in columns:
        top = MARGIN
        for level in column:
            frame = Frame(left, top + CAPTION, scale, level.bounds)
            if len(levels) > 1:
                label = f"{level.surface.id} ({level.surface.elevation:+.1f} m)"
                drawn.text(left, top + 8, label, 13, weight=600)
            draw_plan(drawn, frame, world.venue, level, size=11)
            _people(drawn, frame, level, world.columns)
            top += CAPTION + frame.height + GAP
        left += max(size_of(level)[0] for level in column) * scale + GAP
    scale_bar(drawn, frame, MARGIN, drawn.height - FOOT + 14)
    return drawn


def _people(drawn: Picture, frame: Frame, level: Storey, columns: dict[str, Any]) -> None:
    here = np.isin(columns["surface"], [surface.index for surface in level.surfaces]) & (
        columns["present"] == 1
    )
    dots = []
    for x, y in zip(columns["x"][here], columns["y"][here], strict=True):
        px, py = frame(float(x), float(y))
        dots.append(f"M{number(round(px, 1))} {number(round(py, 1))}h0")
    if dots:
        width = max(PERSON * frame.scale, 2.0)
        drawn.add("path", d="".join(dots), stroke=colours.DOOR, stroke_width=width, stroke_linecap="round",
                  stroke_opacity=0.75)  # fmt: skip


def page(requirement: Requirement, row: Row | None) -> str:
    """Return the page of a test."""
    suite = SUITES[requirement.suite]
    lines = [
        f"# {requirement.id}: {requirement.title}",
        "",
        f"{suite.title}, test {requirement.number}."
        if requirement.suite != "analytic"
        else f"{suite.title}.",
        "",
        "| | |",
        "|---|---|",
        f"| Criterion, in our words | {requirement.criterion} |",
        f"| Our gate | {requirement.gate} |",
        f"| State | {state_of(requirement, row)} |",
        f"| Measured | {measured(row)} |",
    ]
    if row and row["interval"]:
        low, high = row["interval"]
        lines.append(f"| Interval of the main figure ({row['unit']}) | {low:.4g} to {high:.4g} |")
    if row and row["seeds"]:
        seeds = row["seeds"]
        lines.append(f"| Seeds | {seeds[0]} to {seeds[-1]} |" if len(seeds) > 1 else f"| Seed | {seeds[0]} |")
    if reason := (requirement.missing or requirement.inapplicable or (row or {}).get("reason")):
        lines.append(f"| {'Missing' if requirement.missing else 'Note'} | {reason} |")
    trial = requirement.trial
    if trial is not None:
        cases = ", ".join(f"“{case}”" for case in trial.cases)
        lines += ["", "## What is simulated", "", trial.setup, "", f"Scenarios: {cases}.", ""]
        lines += [f"![Plan of {next(iter(trial.cases))}]({trial.id}.svg)", ""]
        shared = [other.id for other in chosen() if other.trial is trial and other is not requirement]
        if shared:
            others = ", ".join(f"[{id}]({id}.md)" for id in shared)
            lines += [f"The same runs serve {others}.", ""]
        lines += ["To look at the scenarios, or to run them yourself:", "", "```sh"]
        lines += [f"exeunt verify --only {requirement.id} --write-scenario scenarios"]
        lines += [f"exeunt verify --only {requirement.id}", "```"]
    lines += ["", f"Basis: {suite.basis}", ""]
    return "\n".join(lines)


def state_of(requirement: Requirement, row: Row | None) -> str:
    """Return the state to show; what was never run says so."""
    if row is not None:
        return str(row["state"])
    if requirement.inapplicable:
        return "not applicable"
    return "not yet" if requirement.missing else "not run for this page"


def measured(row: Row | None) -> str:
    """Return what was measured, safe inside a table."""
    return str(row["measured"] or "–").replace("|", "/") if row else "–"


def index(rows: dict[str, Row]) -> str:
    """Return the page that lists all tests."""
    lines = [
        "# Verification",
        "",
        "`exeunt verify` runs the published verification tests of evacuation models and says which the program",
        "passes. Three things stay apart: what the document asks for, in our words; our gate, which is never the",
        "document's; and what was measured, with its interval and seeds. A test is *passed*, *failed*, *not",
        "applicable*, or *not yet* testable, with what is missing. A failing test is shown as failing.",
        "",
        "```sh",
        "exeunt verify                                   all tests, a table at the end",
        "exeunt verify --suite imo --json findings.json  one suite; the findings as JSON",
        "exeunt verify --only rimea-4                    one test",
        "exeunt verify --report certificate.pdf          the certificate in the order of ISO 16730-1",
        "exeunt verify --full                            repeat until a stopping rule says enough",
        "exeunt verify --movement social_force           test another movement model",
        "```",
        "",
        "The exit code is 0 if no test failed and 5 if any did. Tests that are repeated use the seeds 1 to 10 unless",
        "their page says otherwise; `--full` repeats them at least 50 times, until the mean and the standard deviation",
        "of the time of the last person out, the mean curve of people out and the 95th percentile hardly move any",
        "more (`exeunt.metrics.enough`), and at most 500 times.",
        "",
        "The standards' own texts were not at hand: numbers and geometries come from implementations that restate",
        "them, as each suite says. Geometry that no source gives is ours.",
        "",
    ]
    for suite in SUITES.values():
        lines += _suite(suite, rows)
    lines += ["```{toctree}", ":hidden:", "", *(requirement.id for requirement in chosen()), "```", ""]
    return "\n".join(lines)


def _suite(suite: Suite, rows: dict[str, Row]) -> list[str]:
    states = [state_of(requirement, rows.get(requirement.id)) for requirement in suite.requirements]
    counts = ", ".join(f"{states.count(state)} {state}" for state in STATES if state in states)
    lines = [f"## {suite.title}", "", f"{counts or 'not run'}. {suite.basis}", ""]
    lines += ["| test | subject | state |", "|---|---|---|"]
    for requirement, state in zip(suite.requirements, states, strict=True):
        lines.append(f"| [{requirement.id}]({requirement.id}.md) | {requirement.title} | {state} |")
    return [*lines, ""]


def known() -> dict[str, Row]:
    """Return the findings that the pages show, by test."""
    rows = json.loads(FINDINGS.read_text(encoding="utf-8")) if FINDINGS.exists() else []
    return {row["id"]: row for row in rows}


def write(new: list[Row], pictures: bool) -> None:
    """Write findings, pages and, if asked for, pictures."""
    PAGES.mkdir(exist_ok=True)
    order = [requirement.id for requirement in chosen()]
    merged = known() | {
        row["id"]: {key: value for key, value in row.items() if key != "wall_s"} for row in new
    }
    rows = {id: merged[id] for id in order if id in merged}
    text = json.dumps(list(rows.values()), indent=1, ensure_ascii=False)
    FINDINGS.write_text(text + "\n", encoding="utf-8")
    for requirement in chosen():
        path = PAGES / f"{requirement.id}.md"
        path.write_text(page(requirement, rows.get(requirement.id)), encoding="utf-8")
    (PAGES / "index.md").write_text(index(rows), encoding="utf-8")
    for trial in trials().values():
        if pictures or not (PAGES / f"{trial.id}.svg").exists():
            picture(trial).save(PAGES / f"{trial.id}.svg")
            print(trial.id, flush=True)


if __name__ == "__main__":
    files = [Path(argument) for argument in sys.argv[1:] if argument != "--pictures"]
    write(
        [row for file in files for row in json.loads(file.read_text(encoding="utf-8"))],
        "--pictures" in sys.argv,
    )
