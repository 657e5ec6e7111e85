"""The same fire in the same building by FDS and by CFAST, at head height: the difference shown, not hidden.

python benchmarks/fire_models.py FDS_RESULT --table docs/fire-models.md --picture docs/pictures/fire-models.svg

FDS_RESULT is the folder of a hall of 11.75 x 10 x 4 m with a corridor of 8 x 2 x 3 m: 750 kW after 60 s, adiabatic
walls, cells of 0.25 m, polyurethane with yields of soot 0.10, CO 0.04 and HCN 0.005. CFAST gets the same rooms,
openings and fire from a scenario. Both are sampled at people's heads, 1.75 m above the floor, on a grid of 0.5 m.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.models.hazards.field import QUANTITIES, HazardModel
from exeunt.models.hazards.prescribed import HazardKind
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import loads
from exeunt.scenario.hazards import site_of
from exeunt.viewer import colours
from exeunt.viewer.svg import Picture, polyline

Floats = NDArray[np.float64]
HEAD = 1.75
VENUE: dict[str, Any] = {
    "storeys": [{
        "id": "hall", "area": [[0, 0], [12, 0], [12, 4], [20, 4], [20, 6], [12, 6], [12, 10], [0, 10]],
        "walls": [{"line": [[11.875, 0], [11.875, 10]], "thickness": 0.25}],
    }],
    "doors": [{"id": "door", "storey": "hall", "line": [[11.875, 4], [11.875, 6]]}],
    "exits": [{"id": "end", "storey": "hall", "line": [[20, 4], [20, 6]]},
              {"id": "side", "storey": "hall", "line": [[0, 0], [0, 2]]}],
    "rooms": [{"id": "room", "storey": "hall", "area": [[0, 0], [11.75, 0], [11.75, 10], [0, 10]]},
              {"id": "corridor", "storey": "hall", "area": [[12, 4], [20, 4], [20, 6], [12, 6]]}],
}  # fmt: skip
FIRE = {
    "id": "fire", "kind": "cfast", "storey": "hall", "at": [2.5, 5], "growth": 60.0 * (1055.0 / 750.0) ** 0.5,
    "peak": "750 kW", "fuel": "pu_foam", "soot_yield": 0.10, "co_yield": 0.04, "hcn_yield": 0.005, "per_area": 750e3,
    "ceilings": {"room": 4, "corridor": 3}, "door_heights": {"door": 2.25, "end": 3.0, "side": 2.0},
    "construction": "adiabatic", "leakage": [0, 0], "every": 1,
}  # fmt: skip
PLACES = {"hall": (0.25, 11.6, 0.25, 9.8), "corridor": (12.25, 19.8, 4.25, 5.8)}
SHOWN = {
    "extinction": ("extinction, 1/m", 1.0),
    "air_temperature": ("temperature, °C", 1.0),
    "co": ("CO, ppm", 1e6),
}
TIMES = (30.0, 40.0, 50.0, 60.0, 64.0)
TRANSITIONS = (0.0, 0.25, 0.43)
PANEL, WIDE, TALL, LEFT, TOP = 40.0, 290.0, 190.0, 70.0, 118.0


def model_of(source: dict[str, Any]) -> HazardModel:
    """Return the hazards of a scenario with that source, ready to sample."""
    document = {
        "exeunt": 1, "venue": VENUE, "people": [{"id": "p", "number": 1, "where": {"storey": "hall"}}],
        "hazards": {"sources": [source], "head_height": HEAD}, "run": {"max_time": 70},
    }  # fmt: skip
    scenario, venue = check_scenario(loads(json.dumps(document), "hall.json"), place=False).require()
    hazards = scenario.document.hazards
    assert hazards is not None
    kind = hazards.sources[0]
    assert isinstance(kind, HazardKind)
    model = HazardModel([kind.source(site_of(scenario.document, hazards, venue, Path()))], HEAD)
    model.prepare(venue)
    return model


def sampled(model: HazardModel, place: tuple[float, float, float, float], times: Floats) -> Floats:
    """Return (times, places, 8) the air in a rectangle."""
    x0, x1, y0, y1 = place
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(x0, x1, 0.5), np.arange(y0, y1, 0.5)))
    return np.array([model.sample(float(time), np.zeros(len(x), dtype=np.int64), x, y) for time in times])


def table(fds: dict[str, Floats], zones: dict[float, dict[str, Floats]], times: Floats) -> str:
    """Return the values at some times as Markdown."""
    heads = ["place", "quantity", "time, s", "FDS mean", "FDS 10 to 90 %"]
    heads += [f"CFAST, transition {share:g} H" for share in zones]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for place in PLACES:
        for name, (label, factor) in SHOWN.items():
            column = QUANTITIES.index(name)
            for time in TIMES:
                k = int(np.argmin(np.abs(times - time)))
                values = fds[place][k, :, column] * factor
                low, high = np.percentile(values, [10, 90])
                row = [place, label, f"{time:.0f}", f"{values.mean():.2f}", f"{low:.2f} to {high:.2f}"]
                row += [f"{zones[share][place][k, :, column].mean() * factor:.2f}" for share in zones]
                lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def draw(fds: dict[str, Floats], zones: dict[float, dict[str, Floats]], times: Floats) -> Picture:
    """Draw a panel for each place and quantity: the spread of FDS, and CFAST with three transitions."""
    picture = Picture(
        LEFT + len(SHOWN) * (WIDE + 70) + 10, TOP + len(PLACES) * (TALL + 78), "FDS and CFAST at head height"
    )
    picture.text(28, 38, "The same fire by FDS and by CFAST, at head height", 20, weight=700)
    picture.text(
        28, 60, f"{HEAD} m above the floor; band: 10 to 90 % of the places in FDS", 12.5, fill=colours.MUTED
    )
    keys = [("FDS, mean", colours.INK, "")] + [
        (f"CFAST, transition {share:g} of the height", colours.LINES[n], colours.DASHES[n])
        for n, share in enumerate(zones)
    ]
    x = 28.0
    for label, colour, dash in keys:
        picture.line(x, 78, x + 26, 78, colour, 2.2, **({"stroke_dasharray": dash} if dash else {}))
        picture.text(x + 32, 82, label, 11.5)
        x += 50 + 6.4 * len(label)
    for row, place in enumerate(PLACES):
        for column, (name, (label, factor)) in enumerate(SHOWN.items()):
            index = QUANTITIES.index(name)
            left, top = LEFT + column * (WIDE + 70), TOP + row * (TALL + 78) + 12
            shown = fds[place][:, :, index] * factor
            curves = [zones[share][place][:, :, index].mean(axis=1) * factor for share in zones]
            _panel(picture, (left, top), f"{place}: {label}", times, shown, curves)
    return picture


def _panel(
    picture: Picture,
    corner: tuple[float, float],
    name: str,
    times: Floats,
    shown: Floats,
    curves: list[Floats],
) -> None:
    left, top = corner
    low, high = np.percentile(shown, [10, 90], axis=1)
    floor = 20.0 if "°C" in name else 0.0
    most = max(float(high.max()), *(float(curve.max()) for curve in curves))
    step = 10.0 ** np.floor(np.log10(max(most - floor, 1e-9) / 2))
    step *= next(base for base in (1, 2, 5, 10) if (most - floor) / (base * step) <= 5)
    end = floor + step * np.ceil((most - floor) / step)

    def at(values: Floats) -> Floats:
        return np.column_stack(
            [left + times / times[-1] * WIDE, top + TALL - (values - floor) / (end - floor) * TALL]
        )

    picture.text(left - 40, top - 10, name, 12.5, weight=600)
    for value in np.arange(floor, end + step / 2, step):
        y = top + TALL - (value - floor) / (end - floor) * TALL
        picture.line(left, y, left + WIDE, y, colours.RULE if value > floor else colours.MUTED)
        picture.text(left - 8, y + 4, f"{value:g}", 11.5, fill=colours.MUTED, anchor="end")
    for second in range(0, int(times[-1]) + 1, 10):
        x = left + second / times[-1] * WIDE
        picture.text(x, top + TALL + 17, f"{second}", 11.5, fill=colours.MUTED, anchor="middle")
    picture.text(left + WIDE / 2, top + TALL + 36, "time, s", 12, anchor="middle")
    band = np.vstack([at(high), at(low)[::-1]])
    picture.add("path", d=polyline(band, closed=True), fill="#d5dbe1", stroke="none")
    picture.add("path", d=polyline(at(shown.mean(axis=1))), fill="none", stroke=colours.INK, stroke_width=2.2)
    for n, curve in enumerate(curves):
        picture.add(
            "path", d=polyline(at(curve)), fill="none", stroke=colours.LINES[n], stroke_width=2.0,
            stroke_dasharray=colours.DASHES[n] or None,
        )  # fmt: skip


def main() -> None:
    """Sample both and write the table and the picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("result", type=Path, help="folder of the FDS result")
    parser.add_argument("--table", type=Path)
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    times = np.arange(0.0, 66.0, 2.0)
    source = model_of({"id": "fds", "kind": "fds", "result_folder": str(options.result.resolve())})
    fds = {place: sampled(source, box, times) for place, box in PLACES.items()}
    zones = {}
    for share in TRANSITIONS:
        model = model_of({**FIRE, "transition": share})
        zones[share] = {place: sampled(model, box, times) for place, box in PLACES.items()}
    text = table(fds, zones, times)
    print(text)
    if options.table:
        options.table.write_text(text, encoding="utf-8")
    if options.picture:
        draw(fds, zones, times).save(options.picture)


if __name__ == "__main__":
    main()
