"""The concert hall with a fire on its stage: what an earlier alarm, smoke vents and locked exits change, seed by seed.

python benchmarks/concert_hall_fire.py --seeds 3 --rows hall.jsonl --table docs/concert-hall-fire.md \
    --picture docs/pictures/concert-hall-fire.svg

Every variant of examples/concert-hall-fire.yaml runs with the same seeds, so that differences are paired. Rows that
stand in the file of rows are not computed again.
The picture is ASET less RSET of the scenario as it stands, first seed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import t as student

from exeunt.metrics.maps import surfaces_of
from exeunt.metrics.tenability import Aset, tenability
from exeunt.results.run import Run, open_run
from exeunt.results.tracks import run_tracks
from exeunt.scenario.files import load
from exeunt.simulation import simulate
from exeunt.viewer.plan import storeys
from exeunt.viewer.sheets import Classes, draw_map
from exeunt.viewer.tenability import MARGIN_CLASSES, margin_layer

SCENARIO = Path(__file__).parents[1] / "examples" / "concert-hall-fire.yaml"
BASE = ""
STEP = 0.01
"""A third of the cost of the default step: people leave 1 to 2 % late (docs/accuracy.md), in every variant alike."""
SHOWN = {
    "alarm_s": ("alarm, s", 0),
    "t98_s": ("98 % out, s", 0),
    "clearance_s": ("all out, s", 0),
    "in_untenable_air": ("people in untenable air", 0),
    "margin_p05_s": ("margin that 5 % stay below, s", 0),
    "untenable_min": ("person-minutes in it", 0),
    "fed_gas_mean": ("mean dose of gas, 10⁻⁶", 1),
    "people_incapacitated": ("incapacitated", 0),
    "people_turned_back": ("turned back", 0),
}
IN_SHEET = ("below 0 s", "below 30 s", "below 1 min", "below 3 min", "more, or tenable")


def one(task: tuple[str, int, str]) -> dict[str, Any]:
    """Run one variant with one seed; returns its figures."""
    variant, seed, picture = task
    with tempfile.TemporaryDirectory() as folder:
        result = simulate(
            load(SCENARIO), variant=variant or None, seed=seed, threads=1, step=STEP, out=Path(folder) / "run"
        )
        run = open_run(Path(folder) / "run")
        found = tenability(run)
        assert found is not None
        people = run.people()
        minutes = _untenable_minutes(run, found.available)
        if picture:
            draw(run.venue, found, Path(picture))
    row = result.summary
    keys = (
        "t98_s",
        "clearance_s",
        "people_incapacitated",
        "people_turned_back",
        "fire_model_s",
        "wall_s",
        "people",
    )
    return {
        "variant": variant, "seed": seed, **{key: row[key] for key in keys},
        "alarm_s": float(result.world.alarm_at),
        "in_untenable_air": int((found.people.margin < 0.0).sum()),
        "margin_p05_s": found.people.figures()["margin_p05_s"],
        "untenable_min": minutes,
        "fed_gas_mean": float(people["fed_gas"].to_numpy().mean()) * 1e6,
    }  # fmt: skip


def _untenable_minutes(run: Run, available: Aset) -> float:
    """Return how long people were where the air had become untenable, in person-minutes."""
    tracks = run_tracks(run)
    cells = available.grid.index(surfaces_of(tracks), tracks.x, tracks.y)
    return float((tracks.time > available.time[cells]).sum()) * run.frame_interval / 60.0


def draw(venue: Any, found: Any, path: Path) -> None:
    """Draw the margin over all storeys on one sheet."""
    layer = margin_layer(found.available.grid, found.margin)
    legend = Classes(
        "", tuple((colour, words) for (_, colour, _), words in zip(MARGIN_CLASSES, IN_SHEET, strict=True))
    )
    draw_map(venue, storeys(venue), "ASET less RSET in the concert hall", layer=layer, legend=legend).save(
        path
    )


def table(rows: list[dict[str, Any]]) -> str:
    """Return means over seeds, and paired differences from the scenario as it stands with 95 % intervals."""
    scenario = load(SCENARIO)
    titles = {BASE: "as it stands"} | {id: one.title for id, one in scenario.document.variants.items()}
    found = {(row["variant"], row["seed"]): row for row in rows}
    seeds = sorted({seed for _, seed in found})
    lines = ["| " + " | ".join(["", *(label for label, _ in SHOWN.values())]) + " |"]
    lines.append("|---" + "|---:" * len(SHOWN) + "|")
    for variant, title in titles.items():
        if any((variant, seed) not in found for seed in seeds):
            continue
        cells = [title]
        for key, (_, digits) in SHOWN.items():
            values = np.array([found[variant, seed][key] for seed in seeds])
            cell = f"{values.mean():,.{digits}f}"
            if variant != BASE:
                cell += f" ({_change(values - [found[BASE, seed][key] for seed in seeds], digits)})"
            cells.append(cell)
        lines.append("| " + " | ".join(cells) + " |")
    shares = [row["fire_model_s"] / (row["fire_model_s"] + row["wall_s"]) for row in rows]
    lines += [
        "",
        f"Means of {len(seeds)} seeds; in brackets the mean of the paired differences and its 95 % interval (Student's "
        f"t). CFAST took {100 * min(shares):.1f} to {100 * max(shares):.1f} % of the time of a run. "
        f"Step {STEP:g} s.",
    ]
    return "\n".join(lines) + "\n"


def _change(differences: Any, digits: int) -> str:
    """Return the mean of paired differences with its 95 % interval."""
    values = np.asarray(differences, dtype=float)
    mean = f"{values.mean():+,.{digits}f}".replace("-", "−")
    if len(values) < 2:
        return mean
    half = student.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return f"{mean} ± {half:,.{digits}f}"


def main() -> None:
    """Run what is missing and write the table and the picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument(
        "--variants", help="some of the variants, by id and a comma; base is the scenario itself"
    )
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--rows", type=Path, required=True, help="file of rows, one a run, in JSON")
    parser.add_argument("--table", type=Path)
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    rows = (
        [json.loads(line) for line in options.rows.read_text().splitlines()] if options.rows.exists() else []
    )
    known = {(row["variant"], row["seed"]) for row in rows}
    variants = (BASE, *load(SCENARIO).document.variants)
    if options.variants is not None:
        variants = tuple(options.variants.replace("base", BASE).split(","))
    tasks = [
        (variant, seed, str(options.picture) if options.picture and (variant, seed) == (BASE, 1) else "")
        for seed in range(1, options.seeds + 1) for variant in variants if (variant, seed) not in known
    ]  # fmt: skip
    with ProcessPoolExecutor(options.workers) as pool:
        for row in pool.map(one, tasks):
            rows.append(row)
            with options.rows.open("a") as file:
                file.write(json.dumps(row) + "\n")
            print(row, flush=True)
    text = table(rows)
    print(text)
    if options.table:
        options.table.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
