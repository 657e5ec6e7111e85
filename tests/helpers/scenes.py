"""Small scenarios, and the ways in which tests run them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from invariants import Trace

from exeunt.engine.loop import Ending
from exeunt.results.run import Run
from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import Simulation, build

Document = dict[str, Any]

# what differs between two runs of the same scenario and says nothing about people
TIMINGS = {"wall_s", "speed"}


def scenario(venue: Document, people: Sequence[Document], **top: Any) -> Scenario:
    """A scenario from blocks; people start at once and take the nearest exit unless they say otherwise."""
    usual = {"pre_movement": 0, "mobility": {}}
    document = {
        "exeunt": 1,
        "venue": venue,
        "people": [{"id": f"p{n}", **usual, **block} for n, block in enumerate(people)],
        **top,
    }
    return loads(json.dumps(document), "scene.json")


def box(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
    """Corners of a rectangle."""
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def storey(id: str, *rectangle: float, elevation: float = 0.0, **more: Any) -> Document:
    """A rectangular storey."""
    return {"id": id, "elevation": elevation, "area": box(*rectangle), **more}


def gap(id: str, floor: str, *line: float, **more: Any) -> Document:
    """A door or an exit along x0, y0, x1, y1."""
    return {"id": id, "storey": floor, "line": [[line[0], line[1]], [line[2], line[3]]], **more}


def walker(x: float, y: float, floor: str = "hall", size: float = 0.5, **more: Any) -> Document:
    """One person in a small square around a place, 1.33 m/s."""
    half = size / 2
    spot = box(x - half, y - half, x + half, y + half)
    return {"number": 1, "where": {"storey": floor, "area": spot}, "desired_speed": 1.33, **more}


def run(
    scene: Scenario,
    every: float | None = None,
    prepare: Callable[[Simulation], None] | None = None,
    **options: Any,
) -> tuple[Simulation, Ending, Trace]:
    """Run in memory and keep a trace: of every step, or about every 0.01 s, unless ``every`` says otherwise."""
    simulation = build(scene, **{"threads": 1, **options})
    if prepare is not None:
        prepare(simulation)
    step = simulation.world.clock.step_size
    trace = Trace(every or max(1, round(0.01 / step)) * step)
    ending = simulation.loop(trace).run()
    trace.close(simulation.world)
    return simulation, ending, trace


def stand_at(x: float, y: float, row: int = 0) -> Callable[[Simulation], None]:
    """Return a ``prepare`` that moves one person to a place."""

    def move(simulation: Simulation) -> None:
        simulation.world["x"][row], simulation.world["y"][row] = x, y

    return move


def digest(columns: dict[str, Any], skip: Iterable[str] = ()) -> str:
    """A hash of the bytes of all columns."""
    sha = hashlib.sha256()
    for name in sorted(set(columns) - set(skip)):
        sha.update(f"{name} {columns[name].dtype}".encode())
        sha.update(np.ascontiguousarray(columns[name]).tobytes())
    return sha.hexdigest()


def tables(run: Run) -> dict[str, Any]:
    """Every value of a run folder but timings and the facts about the machine."""
    found: dict[str, Any] = {
        "people": _values(run.people()),
        "trajectories": _values(run.trajectories()),
        "events": _values(run.events()),
        "summary": repr({k: v for k, v in sorted(run.summary().items()) if k not in TIMINGS}),
        "scenario": run.scenario,
    }
    for name in run.recorded():
        found[f"series/{name}"] = _values(run.series(name))
    fields = run.fields()
    for name, value in vars(fields).items():
        shown = value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode()
        found[f"fields/{name}"] = hashlib.sha256(shown).hexdigest()
    return found


def _values(table: pa.Table) -> str:
    """A hash of schema and values; floats by their bits."""
    sha = hashlib.sha256(str(table.schema.names).encode())
    for column in table.columns:
        if pa.types.is_floating(column.type):
            sha.update(column.to_numpy().tobytes())
        else:
            sha.update(repr(column.to_pylist()).encode())
    return sha.hexdigest()


def house(movement: str | Document, people: int = 24) -> Scenario:
    """Two storeys joined by a stair, seats, a shut door that opens, a one-way door, an exit that closes."""
    venue = {
        "storeys": [
            storey(
                "ground", 0, 0, 14, 8,
                walls=[{"line": [[6, 0], [6, 8]], "thickness": 0.2}, {"line": [[10, 0], [10, 8]]}],
                obstacles=[box(2.8, 3.6, 3.6, 4.4)],
            ),
            storey("upper", 0, 13, 10, 20, elevation=3.0),
        ],
        "seating": [
            {"id": "rows", "storey": "upper", "origin": [7.0, 17.0], "facing": "-90 deg", "rows": 2, "seats": 6,
             "row_pitch": 1.2}
        ],
        "stairs": [
            {
                "id": "stair",
                "foot": {"storey": "ground", "line": [[1, 8], [2.4, 8]]},
                "head": {"storey": "upper", "line": [[1, 13], [2.4, 13]]},
            }
        ],
        "doors": [
            gap("late", "ground", 6, 1, 6, 2.2, state="locked", changes=[{"at": 4, "state": "open"}]),
            gap("one-way", "ground", 10, 5, 10, 6.2, direction="forward"),
        ],
        "exits": [
            gap("west", "ground", 0, 5, 0, 6, changes=[{"at": 6, "state": "closed"}]),
            gap("east", "ground", 14, 3, 14, 4.2),
        ],
    }  # fmt: skip
    crowd = [
        {"id": "left", "number": people, "where": {"storey": "ground", "area": box(0.3, 0.3, 5.6, 7.6)}},
        {
            "id": "middle",
            "number": people // 3,
            "where": {"storey": "ground", "area": box(6.4, 0.4, 9.6, 7.6)},
        },
        {
            "id": "seated",
            "seats": {"blocks": ["rows"]},
            "pre_movement": {"kind": "uniform", "min": 0, "max": 5},
        },
        {
            "id": "late",
            "inflow": {"storey": "ground", "line": [[4, 7], [5.4, 7]], "rates": [{"until": 5, "rate": 1}]},
        },
    ]
    record = {"every": 0.5, "part": 10, "series": {"vx": 1, "distance_walked": 2}}
    return scenario(venue, crowd, movement=movement, run={"max_time": 300}, record=record)
