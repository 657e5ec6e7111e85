"""The Station nightclub with a fire: incapacitated people over seeds, with the start of the fire uncertain by 15 s.

python benchmarks/station_fire.py DATA --seeds 50 --rows station.jsonl --table docs/station-fire-results.md \
    --picture docs/pictures/station-fire.svg

DATA is the folder with incidents/station_2003, whose plan is no part of this repository. People, delays and familiarity
are those of the case in clear air (``exeunt validate``); what is assumed of the fire stands in FIRE and ASSUMED. Its
growth is the slowest that makes the dance floor untenable as early as is published; nothing is fitted to what happened
to people. Time 0 is 15 s before the ignition of the published timeline; each run's fire starts between 0 and 30 s, in
equal steps that are dealt to the seeds, so that the shift is spread evenly and independent of the crowd.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from exeunt.base.columns import CAUSES
from exeunt.models.hazards.field import QUANTITIES, HazardModel
from exeunt.models.hazards.prescribed import HazardKind
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import Scenario, apply_edits
from exeunt.scenario.hazards import site_of
from exeunt.simulation import simulate
from exeunt.verification.validate_station import load_station, station_scenario
from exeunt.viewer import colours
from exeunt.viewer.svg import Picture

Floats = NDArray[np.float64]
UNCERTAIN = 15.0
LONGEST = 315.0
STEP = 0.01
"""A third of the cost of the default step: people leave 1 to 2 % late (docs/accuracy.md), s."""
UNTENABLE = 90.0
"""The dance floor was untenable in less than this time after ignition (NIST NCSTAR 2), s."""
FIRE: dict[str, Any] = {
    "id": "fire", "kind": "cfast", "storey": "floor", "at": [16.5, -5.5], "peak": "20 MW",
    "fuel": "pu_foam", "height": "1.5 m", "ceiling": "3.5 m", "every": 2, "shade": True,
}  # fmt: skip
ASSUMED = (
    ("place", "alcove behind the platform, 1.5 m above the floor", "timeline: flames 1 m above the alcove at 25 s"),
    ("growth", "t², 1055 kW after {growth:.0f} s", "slowest, in steps of 5 s, with an untenable dance floor at 90 s"),
    ("peak", "20 MW, or what the air lets burn", "design value without a source"),
    ("fuel", "flexible polyurethane: soot 0.131, CO 0.010, HCN 0.005", "FDS User's Guide after Tewarson; HCN assumed"),
    ("building", "one volume of 413 m² and 3.5 m; four doors open", "height assumed; windows are no part of the plan"),
    ("radiation", "a point at the fire, shaded by walls; and the layer", "CFAST"),
    ("people", "460 anywhere; start 25 s (5 to 90 s) after ignition", "case in clear air"),
    ("exits", "two thirds know the front door only", "case in clear air"),
    ("threshold", "log-normal about dose 1", "no measurements exist"),
)  # fmt: skip
TENABLE = {"dance floor": (10.0, -6.0), "before the front entrance": (3.4, -15.5)}
SHOWN = {
    "incapacitated": "incapacitated",
    "by_gas": "of them by gas",
    "by_heat": "of them by heat",
    "severe": "with a dose of gas or heat above 3",
    "out": "out",
}


def scenario_of(data: Path, shift: float, growth: float) -> Scenario:
    """Return the case with a fire that starts ``shift`` s after the published ignition; ``growth`` s to 1055 kW."""
    return apply_edits(
        station_scenario(load_station(), data),
        {
            "hazards": {
                "sources": [{**FIRE, "growth": growth, "start": UNCERTAIN + shift}],
                "exposure": {"susceptibility": {"kind": "log_normal"}},
            },
            "alarms": {"detectors": [{"id": "ignition", "kind": "manual", "time": UNCERTAIN}]},
            "people.guests.cue": "alarm",
            "run.max_time": LONGEST,
        },
    )


def one(data: Path, growth: float, task: tuple[float, int]) -> dict[str, Any]:
    """Run with one shift and one seed; returns the figures."""
    shift, seed = task
    result = simulate(scenario_of(data, shift, growth), seed=seed, threads=1, step=STEP)
    world = result.world
    fallen = ~np.isnan(world["incapacitated_at"])
    causes = np.array([CAUSES[code] if code >= 0 else "" for code in world["incapacitated_by"].tolist()])
    heat = np.array(["heat" in cause for cause in causes])
    out = ~np.isnan(world["time_out"])
    worst = np.maximum(world["fed_gas"], world["fed_heat"])
    first = world["incapacitated_at"][fallen]
    return {
        "shift": shift, "seed": seed, "incapacitated": int(fallen.sum()), "by_heat": int((fallen & heat).sum()),
        "by_gas": int((fallen & ~heat).sum()), "severe": int((worst > 3.0).sum()), "out": int(out.sum()),
        "first_s": float(first.min() - UNCERTAIN) if len(first) else None, "wall_s": result.wall_s,
        "exits": {exit.id: int((world["exit_used"] == exit.index).sum()) for exit in world.venue.exits},
    }  # fmt: skip


def slowest_growth(data: Path) -> float:
    """Return the longest time to 1055 kW, in steps of 5 s, with which the dance floor is untenable in time."""
    for growth in range(75, 5, -5):
        if min(tenable_until(data, float(growth))["dance floor"].values()) < UNTENABLE:
            return float(growth)
    raise ValueError("no growth makes the dance floor untenable in time")


def tenable_until(data: Path, growth: float) -> dict[str, dict[str, float]]:
    """Return when each limit is passed at head height at some places, s after ignition, with no shift."""
    scenario, venue = check_scenario(scenario_of(data, 0.0, growth), place=False).require()
    hazards = scenario.document.hazards
    assert hazards is not None
    kind = hazards.sources[0]
    assert isinstance(kind, HazardKind)
    model = HazardModel([kind.source(site_of(scenario.document, hazards, venue, data))], hazards.head_height)
    model.prepare(venue)
    times = np.arange(0.0, LONGEST, 1.0)
    places = np.array(list(TENABLE.values()))
    on = np.zeros(len(places), dtype=np.int64)
    air = np.array([model.sample(float(time), on, places[:, 0], places[:, 1]) for time in times])
    limits = {"visibility below 10 m": ("extinction", 0.3), "air above 100 °C": ("air_temperature", 100.0),
              "more than 2.5 kW/m²": ("radiation", 2500.0)}  # fmt: skip
    found: dict[str, dict[str, float]] = {}
    for number, place in enumerate(TENABLE):
        found[place] = {}
        for words, (column, limit) in limits.items():
            over = air[:, number, QUANTITIES.index(column)] >= limit
            found[place][words] = float(times[over.argmax()] - UNCERTAIN) if over.any() else float("inf")
    return found


def report(rows: Sequence[dict[str, Any]], tenable: dict[str, dict[str, float]], growth: float) -> str:
    """Return what came out as Markdown."""
    lines = [
        f"{len(rows)} runs, each with a seed and a start of the fire of its own; step {STEP:g} s.",
        "",
        "| people of 460 | median | mean | 5 to 95 % of the runs | least and most |",
        "|---|---:|---:|---:|---:|",
    ]
    for key, words in SHOWN.items():
        values = np.array([row[key] for row in rows], dtype=float)
        low, high = np.quantile(values, [0.05, 0.95])
        lines.append(
            f"| {words} | {np.median(values):.0f} | {values.mean():.0f} | {low:.0f} to {high:.0f} "
            f"| {values.min():.0f} and {values.max():.0f} |"
        )
    slope, half, within = dependence(rows)
    lines += ["", "| fire starts | runs | incapacitated, mean | least and most |", "|---|---:|---:|---:|"]
    for low, high in ((-15, -5), (-5, 5), (5, 15)):
        part = np.array([row["incapacitated"] for row in rows if low <= row["shift"] < high + 1e-9])
        if len(part):
            lines.append(
                f"| {low:+d} to {high:+d} s | {len(part)} | {part.mean():.0f} | {part.min()} and {part.max()} |"
            )
    lines += [
        "",
        f"A fire that starts a second later incapacitates {-slope:.1f} ± {half:.1f} people fewer (straight line, 95 % "
        f"interval), {15 * -slope:.0f} in 15 s. Among runs with the same shift the standard deviation is {within:.0f}.",
        "",
        "| limit passed, s after ignition | " + " | ".join(tenable) + " |",
        "|---|" + "---:|" * len(tenable),
    ]
    for words in next(iter(tenable.values())):
        cells = [
            f"{place[words]:.0f}" if np.isfinite(place[words]) else "never" for place in tenable.values()
        ]
        lines.append(f"| {words} | " + " | ".join(cells) + " |")
    lines += ["", "| assumed | what | why |", "|---|---|---|"]
    lines += [f"| {what} | {value.format(growth=growth)} | {why} |" for what, value, why in ASSUMED]
    return "\n".join(lines).replace("-15", "−15").replace("-5 ", "−5 ") + "\n"


def dependence(rows: Sequence[dict[str, Any]]) -> tuple[float, float, float]:
    """Return people per second of shift, half its 95 % interval, and the standard deviation about the line."""
    shift = np.array([row["shift"] for row in rows])
    fallen = np.array([row["incapacitated"] for row in rows], dtype=float)
    spread = ((shift - shift.mean()) ** 2).sum()
    slope = float(((shift - shift.mean()) * (fallen - fallen.mean())).sum() / spread)
    rest = fallen - fallen.mean() - slope * (shift - shift.mean())
    scatter = float(np.sqrt((rest**2).sum() / (len(rows) - 2)))
    return slope, float(student.ppf(0.975, len(rows) - 2) * scatter / np.sqrt(spread)), scatter


def draw(rows: Sequence[dict[str, Any]]) -> Picture:
    """Draw the distribution, and the number against the shift."""
    shift = np.array([row["shift"] for row in rows])
    fallen = np.array([row["incapacitated"] for row in rows], dtype=float)
    picture = Picture(980.0, 400.0, f"Incapacitated people in The Station, {len(rows)} runs")
    most = 20.0 * np.ceil((fallen.max() + 1) / 20.0)
    edges = np.arange(0.0, most + 1, 20.0)
    counts = np.histogram(fallen, edges)[0]
    left, top, wide, tall = 60.0, 70.0, 380.0, 250.0
    picture.text(24, 34, "Incapacitated people, start of the fire uncertain by 15 s", 17, weight=700)
    full = 5.0 * np.ceil(counts.max() / 5.0)
    picture.text(left - 36, top - 12, "runs", 12, weight=600)
    for value in np.arange(0, full + 1, 5):
        y = top + tall * (1 - value / full)
        picture.line(left, y, left + wide, y, colours.RULE if value else colours.MUTED)
        picture.text(left - 8, y + 4, f"{value:g}", 11, fill=colours.MUTED, anchor="end")
    for low, count in zip(edges, counts, strict=False):
        x, w = left + low / most * wide, 20.0 / most * wide
        picture.add("rect", x=x + 1, y=top + tall * (1 - count / full), width=w - 2, height=tall * count / full,
                    fill=colours.DOOR)  # fmt: skip
    _ticks(picture, left, top + tall, wide, 0.0, most, 40.0, "incapacitated people of 460")
    left = 560.0
    picture.text(left - 36, top - 12, "incapacitated people", 12, weight=600)
    for value in np.arange(0, most + 1, 40):
        y = top + tall * (1 - value / most)
        picture.line(left, y, left + wide, y, colours.RULE if value else colours.MUTED)
        picture.text(left - 8, y + 4, f"{value:g}", 11, fill=colours.MUTED, anchor="end")
    for at, number in zip(shift, fallen, strict=True):
        picture.add("circle", cx=left + (at + 15) / 30 * wide, cy=top + tall * (1 - number / most), r=3.6,
                    fill=colours.DOOR, fill_opacity=0.75)  # fmt: skip
    slope, _, _ = dependence(rows)
    ends = [(at, fallen.mean() + slope * (at - shift.mean())) for at in (-15.0, 15.0)]
    (x0, y0), (x1, y1) = (
        (left + (at + 15) / 30 * wide, top + tall * (1 - value / most)) for at, value in ends
    )
    picture.line(x0, y0, x1, y1, colours.PROHIBITED, 2)
    _ticks(
        picture,
        left,
        top + tall,
        wide,
        -15.0,
        15.0,
        5.0,
        "start of the fire against the published ignition (s)",
    )
    return picture


def _ticks(picture: Picture, left: float, y: float, wide: float, low: float, high: float, step: float,
           label: str) -> None:  # fmt: skip
    for value in np.arange(low, high + step / 2, step):
        x = left + (value - low) / (high - low) * wide
        picture.line(x, y, x, y + 5, colours.MUTED)
        picture.text(x, y + 19, f"{value:g}".replace("-", "−"), 11, fill=colours.MUTED, anchor="middle")
    picture.text(left + wide / 2, y + 42, label, 12, anchor="middle")


def main() -> None:
    """Run what is missing and write table and picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument(
        "--part", type=int, nargs=2, default=(0, 1), help="every n-th seed from the k-th on: k n"
    )
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--rows", type=Path, required=True, help="file of rows, one a run, in JSON")
    parser.add_argument("--table", type=Path)
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    steps = -UNCERTAIN + 2 * UNCERTAIN * (np.arange(options.seeds) + 0.5) / options.seeds
    dealt = np.random.default_rng(2003).permutation(steps)
    rows = (
        [json.loads(line) for line in options.rows.read_text().splitlines()] if options.rows.exists() else []
    )
    known = {row["seed"] for row in rows}
    tasks = [(float(shift), seed) for seed, shift in enumerate(dealt, 1) if seed not in known]
    tasks = [task for task in tasks if task[1] % options.part[1] == options.part[0]]
    growth = slowest_growth(options.data)
    with ProcessPoolExecutor(options.workers) as pool:
        for row in pool.map(partial(one, options.data, growth), tasks):
            rows.append(row)
            with options.rows.open("a") as file:
                file.write(json.dumps(row) + "\n")
            print(row, flush=True)
    text = report(rows, tenable_until(options.data, growth), growth)
    print(text)
    if options.table:
        options.table.write_text(text, encoding="utf-8")
    if options.picture:
        draw(rows).save(options.picture)


if __name__ == "__main__":
    main()
