"""What must hold in any scenario whatever, from the document to the report and the page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pyarrow as pa
import shapely
from declared import declarations_hold
from fragments import FRAGMENTS, Document, base

from exeunt.engine.loop import Ending
from exeunt.report.blocks import Note
from exeunt.report.compose import compose
from exeunt.report.html import html
from exeunt.results.run import Run, open_run
from exeunt.scenario.files import load
from exeunt.simulation import simulate
from exeunt.simulation.run import RunResult
from exeunt.venue.venue import Venue
from exeunt.viewer.export import export
from exeunt.viewer.sources import RunSource

VARIANT = "tried"
ON_GROUND = 0.02
"""Positions are recorded to the centimetre, m."""


def document(names: Iterable[str]) -> Document:
    """Return the document of some fragments, in the order of all fragments."""
    doc = base()
    for name in FRAGMENTS:
        if name in names:
            FRAGMENTS[name].add(doc)
    for people in doc["people"]:
        if people.get("number", 0) is None:
            del people["number"]
    return doc


def written(doc: Document, folder: Path) -> Path:
    """Write a document into a folder, in two files if it is based on another, and return the path to load."""
    edits = {key: doc.pop(key) for key in ("based_on", "modify") if key in doc}
    path = folder / (edits["based_on"] if edits else "scenario.yaml")
    path.write_text(json.dumps(doc))
    if not edits:
        return path
    (folder / "scenario.yaml").write_text(json.dumps({"exeunt": 1, **edits}))
    return folder / "scenario.yaml"


def check_laws(names: Iterable[str], folder: Path) -> None:
    """Run a scenario of some fragments and raise AssertionError, or what it fails with, if a law does not hold."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    doc = document(names)
    variant = VARIANT if "variants" in doc else ""
    with declarations_hold():
        result = simulate(load(written(doc, folder)), variant=variant, out=folder / "run", threads=1)
    run = open_run(folder / "run")
    check_reads_back(result, run)
    check_conserved(result, run)
    check_ending(result)
    check_numbers(result, run)
    check_ground(run, result.world.venue)
    check_shown(run, folder)


def check_reads_back(result: RunResult, run: Run) -> None:
    """The folder says what the run in memory says."""
    assert result.ending in get_args(Ending)
    assert run.status == "complete"
    kept, told = run.summary(), result.summary
    for name in ("people", "people_out", "people_inside", "people_not_arrived", "ending"):
        assert kept[name] == told[name], name
    assert len(run.people()) == result.world.people
    assert run.events().num_rows > 0 or not told["people_out"]
    fields = vars(run.fields())
    assert all(np.isfinite(values).all() for values in fields.values() if isinstance(values, np.ndarray))
    for column in run.recorded():
        assert run.series(column).num_rows > 0, column


def check_conserved(result: RunResult, run: Run) -> None:
    """Everyone is exactly one of: out, inside, not yet arrived, rescued; and the table counts them so."""
    world, status = result.world, np.array(run.people()["status"].to_pylist())
    out, present = np.isfinite(world["time_out"]), world["present"] == 1
    rescued = np.isfinite(world["collected_at"])
    assert not (out & ~present).any(), "people left who never came"
    assert not (out & rescued).any(), "people at the collection point have left"
    states = [out, rescued, present & ~out & ~rescued, ~present]
    assert (np.sum(states, axis=0) == 1).all()
    assert (status == np.select([out, present], ["out", "inside"], "not arrived")).all()
    assert ((world["exit_used"] >= 0) == out).all()
    visitors = world["task_force"] < 0
    row = run.summary()
    assert row["people_out"] == (out & visitors).sum()
    assert row["people_not_arrived"] == (~present & visitors).sum()
    assert row["people_inside"] == (present & ~out & visitors).sum()
    exits = {exit.index for exit in world.venue.exits}
    assert set(world["exit_used"][out].tolist()) <= exits


def check_ending(result: RunResult) -> None:
    """The run ended for the reason that it gives."""
    world = result.world
    visitors = world["task_force"] < 0
    left = world.inside & visitors
    if result.ending == "everyone is out":
        assert not left.any()
    if result.ending == "everyone is out or rescued":
        assert np.isfinite(world["collected_at"][left]).all()
    if result.ending == "everyone left is incapacitated":
        assert world.fallen[left].all()
    if result.ending.startswith("everyone"):
        assert not ((world["present"] == 0) & visitors).any()
    if result.ending == "time limit":
        assert result.summary["simulated_s"] >= 50.0 - 1e-6


def check_numbers(result: RunResult, run: Run) -> None:
    """Where people are and how they move is finite; what is a share lies between 0 and 1."""
    world = result.world
    inside = world.inside
    for name in ("x", "y", "vx", "vy", "distance_walked", "desired_speed", "radius", "speed_factor"):
        assert np.isfinite(world[name][inside]).all(), name
    for name in ("fed_gas", "fed_heat", "zone_time", "extinction"):
        assert (world[name] >= 0.0).all(), name
    assert (world["time_out"][np.isfinite(world["time_out"])] <= world.time + 1e-9).all()
    table = run.people()
    for name in table.column_names:
        if pa.types.is_floating(table[name].type):
            assert not np.isinf(table[name].to_numpy()).any(), name


def check_ground(run: Run, venue: Venue) -> None:
    """Everybody in every frame is on the ground of the surface that is recorded."""
    table = run.trajectories()
    x, y = (table[f"{axis}_cm"].to_numpy() / 100.0 for axis in "xy")
    surface = table["surface"].to_numpy()
    assert ((surface >= 0) & (surface < len(venue.surfaces))).all()
    for one in venue.surfaces:
        here = surface == one.index
        ground = shapely.union_all([one.area, *(lines_of(venue, one.index))]).buffer(ON_GROUND)
        shapely.prepare(ground)
        off = ~shapely.contains_xy(ground, x[here], y[here])
        first = np.flatnonzero(here)[off][:1]
        assert not off.any(), (
            f"{off.sum()} places off the ground of {one.id}, the first {table.slice(*first, 1)}"
        )


def lines_of(venue: Venue, surface: int) -> list[Any]:
    """Lines on the edge of the ground on which people may be at the end of a step: exits and landings."""
    return [shapely.LineString(o.line) for o in venue.openings if o.surface == surface]


def check_shown(run: Run, folder: Path) -> None:
    """The report has all its sections and no trouble, and the page with its manifest is made."""
    report = compose(run)
    failed = [
        block for block in report.blocks if isinstance(block, Note) and "could not be made" in block.title
    ]
    assert not failed, failed
    text = html(report)
    assert "Traceback" not in text
    assert ">nan<" not in text.lower()
    source = RunSource(run.folder)
    json.dumps(source.entry(), allow_nan=False)
    page = export([source], folder / "page.html", "pairs")
    assert page.exists()
