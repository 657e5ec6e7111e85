"""The Station nightclub in clear air: total time and shares of exits over seeds, beside two published models."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from ruamel.yaml import YAML

from exeunt.importers.wkt import import_wkt
from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import simulate
from exeunt.venue.blocks import Block
from exeunt.verification.validate_gates import Gate, Row

Floats = NDArray[np.float64]
FILE = Path(__file__).parent / "measured" / "station_2003.yml"
CASE = "station_2003"


class StationDoc(Block):
    """The case with its assumptions, each with its source."""

    title: str
    geometry: str
    exits: str
    source: str
    number: int
    number_source: str
    pre_movement: dict[str, Any]
    pre_movement_source: str
    exit_choice: dict[str, Any]
    familiarity_source: str
    published_total: list[float]
    published_source: str
    published_shares: dict[str, float]
    gate: Gate
    seeds: int = Field(ge=1)


@dataclass(frozen=True, eq=False)
class StationResult:
    """Of each seed: time in s at which the last left, people still inside, share of each exit; and the N-t curves."""

    total: Floats
    inside: Floats
    shares: Mapping[str, Floats]
    times_out: tuple[Floats, ...]


def load_station() -> StationDoc:
    """Return the case that comes with the program."""
    return StationDoc.model_validate(YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8")))


def station_scenario(
    case: StationDoc, data: Path, *, movement: Any = None, people: Mapping[str, Any] | None = None
) -> Scenario:
    """Return the scenario: everybody stands anywhere in the building at ignition.

    Raises
    ------
    ScenarioError
        If the geometry is not in the data folder or cannot be read.
    """
    venue = import_wkt(data / case.geometry, data / case.exits).venue
    document: dict[str, Any] = {
        "exeunt": 1,
        "name": case.title,
        "venue": venue.model_dump(mode="json", by_alias=True),
        "people": [
            {
                "id": "guests",
                "number": case.number,
                "mobility": {},
                "pre_movement": case.pre_movement,
                "exit_choice": case.exit_choice,
                **(people or {}),
            }
        ],
        "run": {"max_time": "20 min"},
    }
    if movement is not None:
        document["movement"] = movement
    return loads(json.dumps(document), f"{CASE}.json")


def run_station(
    data: Path,
    seeds: Sequence[int],
    *,
    movement: Any = None,
    people: Mapping[str, Any] | None = None,
    threads: int = 1,
    progress: Callable[[str], None] | None = None,
) -> tuple[StationResult, list[Row]]:
    """Simulate the case with each seed and return the figures and the rows of the table."""
    case = load_station()
    scenario = station_scenario(case, data, movement=movement, people=people)
    total, inside, times_out = [], [], []
    shares: dict[str, list[float]] = {}
    for seed in seeds:
        if progress is not None:
            progress(f"{CASE}, seed {seed}")
        result = simulate(scenario, seed=seed, threads=threads)
        world = result.world
        out = world["time_out"]
        total.append(float(np.nanmax(out)))
        inside.append(float(np.isnan(out).sum()))
        times_out.append(np.sort(out[~np.isnan(out)]))
        for exit in world.venue.exits:
            used = float((world["exit_used"] == exit.index).sum())
            shares.setdefault(exit.id, []).append(used / max(1, len(times_out[-1])))
    found = StationResult(
        np.array(total), np.array(inside), {name: np.array(values) for name, values in shares.items()},
        tuple(times_out),
    )  # fmt: skip
    return found, station_rows(case, found)


def station_rows(case: StationDoc, found: StationResult) -> list[Row]:
    """Return the rows: mean total time with the 5 to 95 % range of the seeds, people inside, shares of exits.

    Somebody who never got out makes the total time fail, however early the others left.
    """
    everyone = bool((found.inside == 0).all())
    mean = float(found.total.mean()) if everyone else float("nan")
    published = float(np.mean(case.published_total))
    texts = " and ".join(f"{value:g}" for value in case.published_total)
    rows = [
        _row(f"time until the last is out (published models: {texts} s)", published, mean, found.total,
             case.gate.text("s"), case.gate.judge(published, mean), "s"),
        _row("time until 98 % are out", None, float(np.mean([_share_out(t, case.number) for t in found.times_out])),
             np.array([_share_out(t, case.number) for t in found.times_out]), "", "reported", "s"),
        _row("people still inside at the end", 0.0, float(found.inside.mean()), found.inside,
             Gate(at_most=0).text(), Gate(at_most=0).judge(0.0, float(found.inside.max())), ""),
    ]  # fmt: skip
    for name, values in found.shares.items():
        rows.append(
            _row(f"share that leaves by {name} (survivors by doors, in the fire)", case.published_shares.get(name),
                 float(values.mean()), values, "", "reported", "")
        )  # fmt: skip
    return rows


def _row(
    measure: str, published: float | None, mean: float, values: Floats, gate: str, state: Any, unit: str
) -> Row:
    low, high = np.quantile(values, [0.05, 0.95])
    return Row(
        CASE, measure, published, mean, gate, state, unit, CASE, "", float(low), float(high), len(values)
    )


def _share_out(times: Floats, people: int, share: float = 0.98) -> float:
    rank = int(np.ceil(share * people))
    return float(times[rank - 1]) if len(times) >= rank else float("nan")
