"""Turn results of ``time_step.py --json`` into the table and the picture of docs/accuracy.md.

python benchmarks/time_step_page.py STUDY.json ... --table docs/time-step.md --picture time-step.svg
"""

from __future__ import annotations

import argparse
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from exeunt.viewer import colours
from exeunt.viewer.svg import Picture

PANEL, GAP, LEFT, TOP, HEIGHT = 310.0, 46.0, 76.0, 96.0, 230.0
MARKS = {"T90": "", "T98": "7 4", "flow": "2 4"}


def table(studies: list[dict[str, Any]]) -> str:
    """Return the rows as a Markdown table."""
    names = ("model", "geometry", "measure", "step, s", "mean", "error, %", "95 % interval")
    lines = ["| " + " | ".join(names) + " |", "|---" * len(names) + "|"]
    for study in studies:
        kind = study["model"]["kind"].replace("_", " ")
        lines += [
            f"| {kind} | {row['geometry']} | {row['measure']} | {row['step']:g} | {row['mean']:.2f} | "
            f"{row['error_percent']:+.2f} | {row['low']:+.2f} to {row['high']:+.2f} |"
            for row in study["rows"]
        ]
    return "\n".join(lines) + "\n"


def draw(studies: list[dict[str, Any]]) -> Picture:
    """Draw a row of panels for each study: error over step, one panel a geometry."""
    geometries = list(dict.fromkeys(row["geometry"] for row in studies[0]["rows"]))
    width = LEFT + len(geometries) * (PANEL + GAP) + 20
    picture = Picture(width, TOP + len(studies) * (HEIGHT + 96), "Error of the time step")
    picture.text(28, 40, "Error of the time step", 20, weight=700)
    picture.text(
        28, 62, "against the limit of small steps; bars: 95 % interval over seeds", 12.5, fill=colours.MUTED
    )
    for number, study in enumerate(studies):
        largest = max(max(abs(row["low"]), abs(row["high"])) for row in study["rows"])
        for column, geometry in enumerate(geometries):
            rows = [row for row in study["rows"] if row["geometry"] == geometry]
            if not rows:
                continue
            origin = (LEFT + column * (PANEL + GAP), TOP + number * (HEIGHT + 96) + 26)
            _panel(picture, origin, rows, largest, f"{study['model']['kind'].replace('_', ' ')}: {geometry}")
    return picture


def _panel(
    picture: Picture, origin: tuple[float, float], rows: list[dict[str, Any]], largest: float, name: str
) -> None:
    left, top = origin
    most = max(row["step"] for row in rows)

    def x(step: float) -> float:
        return left + PANEL * step / (1.1 * most)

    def y(error: float) -> float:
        return top + HEIGHT / 2 - error / (1.08 * largest) * HEIGHT / 2

    picture.text(left, top - 10, name, 12.5, weight=600)
    unit = next(u for u in (0.5, 1, 2, 5, 10, 20) if largest / u <= 5)
    for k in range(-int(largest / unit), int(largest / unit) + 1):
        stroke = colours.MUTED if k == 0 else colours.RULE
        picture.line(left, y(k * unit), left + PANEL, y(k * unit), stroke)
        picture.text(
            left - 8, y(k * unit) + 4, f"{k * unit:+g} %" if k else "0", 11, fill=colours.MUTED, anchor="end"
        )
    for step in sorted({row["step"] for row in rows}):
        picture.text(x(step), top + HEIGHT + 18, f"{step:g}", 9.5, fill=colours.MUTED, anchor="middle")
    picture.text(left + PANEL / 2, top + HEIGHT + 38, "step, s", 12, anchor="middle")
    for k, (measure, dash) in enumerate(MARKS.items()):
        mine = sorted((row for row in rows if row["measure"] == measure), key=lambda row: row["step"])
        shift, colour = 5.0 * (k - 1), colours.LINES[k]
        for a, b in pairwise(mine):
            ends = x(a["step"]) + shift, y(a["error_percent"]), x(b["step"]) + shift, y(b["error_percent"])
            picture.line(*ends, colour, 1.8, stroke_dasharray=dash or "none")
        for row in mine:
            picture.line(
                x(row["step"]) + shift, y(row["low"]), x(row["step"]) + shift, y(row["high"]), colour, 1.6
            )
            picture.add("circle", cx=x(row["step"]) + shift, cy=y(row["error_percent"]), r=3.2, fill=colour)
        picture.text(left + 8 + 58 * k, top + HEIGHT - 8, f"{'●'} {measure}", 11.5, fill=colour)


def main() -> None:
    """Write table and picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("study", nargs="+", type=Path)
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--picture", type=Path, required=True)
    given = parser.parse_args()
    studies = [json.loads(path.read_text()) for path in given.study]
    given.table.write_text(table(studies))
    draw(studies).save(given.picture)


if __name__ == "__main__":
    main()
