"""Compares simulated with measured runs, run by run: the figures, the gates, the totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.metrics.curves import (
    euclidean_projection_coefficient,
    euclidean_relative_difference,
    out_counts,
    secant_cosine,
)
from exeunt.results.tracks import Tracks
from exeunt.scenario.document import ScenarioDoc
from exeunt.verification.experiment import ExperimentDoc, Half, Measured, Run, runs_of
from exeunt.verification.experiment_file import SETTLE, file_points, read_envelope
from exeunt.verification.experiment_measures import Figures, figures_of
from exeunt.verification.experiment_places import told_of
from exeunt.verification.experiment_reading import shipped_experiments
from exeunt.verification.experiment_run import Simulated, simulate_run
from exeunt.verification.experiment_tracks import measured_tracks, walkable
from exeunt.verification.validate_gates import Row
from exeunt.verification.validate_station import CASE as STATION
from exeunt.verification.validate_station import StationResult, load_station, run_station
from exeunt.verification.validate_totals import totals

Floats = NDArray[np.float64]

CURVE_STEP = 1.0
"""Seconds between two points of the N-t curves that are compared."""
CURVE_LAG = 5
"""Points over which the slopes of the curves are compared (secant cosine)."""

UNITS = {
    "flow": "1/s",
    "entry delay": "s",
    "entry shift": "m",
    "specific flow": "1/(m s)",
    "density": "1/m2",
    "speed": "m/s",
    "nearest": "m",
    "half": "s",
}


@dataclass(frozen=True, eq=False)
class Compared:
    """One run: what was measured (None for published numbers) and what was simulated, one for each seed.

    ``points``: of people in single file, (points, 2) density in 1/m and speed in m/s, measured and simulated.
    """

    run: Run
    tracks: Tracks | None
    measured: Figures | None
    simulated: tuple[Simulated, ...]
    figures: tuple[Figures, ...]
    rows: tuple[Row, ...] = ()
    points: tuple[Floats, Floats] | None = None


@dataclass(frozen=True, eq=False)
class Validation:
    """The outcome: all rows, and the runs for pictures."""

    rows: tuple[Row, ...]
    runs: tuple[Compared, ...]
    station: StationResult | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


def validate(
    data: Path,
    experiments: Sequence[ExperimentDoc] | None = None,
    *,
    only: Iterable[str] = (),
    half: Half | None = None,
    seeds: Sequence[int] = (1, 2, 3),
    movement: Any = None,
    people: Mapping[str, Any] | None = None,
    station_seeds: Sequence[int] = (),
    threads: int = 1,
    allow: Iterable[Path] = (),
    progress: Callable[[str], None] | None = None,
) -> Validation:
    """Simulate experiments and compare them with what was measured.

    Parameters
    ----------
    data
        Folder of the tracks.
    experiments
        Those that come with the program if None.
    only
        Parts of names of runs, experiments or kinds, or "station"; all if empty.
    station_seeds
        Of the nightclub; as many as its document says if empty.
    half
        Only the runs of this half.
    allow
        Folders besides ``data`` in which an experiment may name tracks.
    movement, people
        Kind of movement, and attributes of people, instead of the program's defaults: the same for all runs.

    Raises
    ------
    ScenarioError, RunFolderError
        If an experiment cannot be simulated or tracks cannot be read.
    """
    documents = shipped_experiments() if experiments is None else list(experiments)
    wanted = [run for document in documents for run in runs_of(document)]
    words = tuple(only)
    wanted = [run for run in wanted if _meant(run, words) and half in (None, run.half)]
    compared = []
    for run in wanted:
        if progress is not None:
            progress(run.id)
        compared.append(
            compare_run(
                run, data, seeds=seeds, movement=movement, people=people, threads=threads, allow=allow
            )
        )
    rows = [row for one in compared for row in one.rows] + list(totals(compared, data))
    station = None
    if experiments is None and half is None and (not words or any(word in STATION for word in words)):
        station, more = run_station(
            data, station_seeds or range(1, load_station().seeds + 1), movement=movement, people=people,
            threads=threads, progress=progress,
        )  # fmt: skip
        rows += more
    settings = {"seeds": list(seeds), "movement": movement, "people": dict(people or {})}
    return Validation(tuple(rows), tuple(compared), station, settings)


def _meant(run: Run, only: tuple[str, ...]) -> bool:
    names = (run.id, run.experiment.id, run.experiment.kind)
    return not only or any(word in name for word in only for name in names)


def compare_run(
    run: Run, data: Path, *, seeds: Sequence[int] = (1,), movement: Any = None,
    people: Mapping[str, Any] | None = None, threads: int = 1, allow: Iterable[Path] = (),
) -> Compared:  # fmt: skip
    """Simulate one run with several seeds and compare the means of the figures with the measured ones.

    Raises
    ------
    ScenarioError, RunFolderError
        If the experiment cannot be simulated, with file and line; or if tracks cannot be read.
    """
    with told_of(run):
        return _compare_run(run, data, seeds, movement, people, threads, allow)


def _compare_run(
    run: Run, data: Path, seeds: Sequence[int], movement: Any, people: Mapping[str, Any] | None, threads: int,
    allow: Iterable[Path],
) -> Compared:  # fmt: skip
    tracks = measured_tracks(run, data, allow) if run.run.tracks is not None else None
    simulated = tuple(
        simulate_run(run, tracks, movement=movement, people=people, seed=seed, threads=threads)
        for seed in seeds
    )
    if run.experiment.kind == "single_file":
        return _compare_file(run, tracks, simulated, data)
    two_way = run.experiment.kind == "bidirectional"
    area, measure = walkable(run), run.experiment.measure
    measured = figures_of(tracks, measure, run.width, area, two_way) if tracks is not None else None
    figures = tuple(figures_of(one.tracks, measure, run.width, area, two_way) for one in simulated)
    compared = Compared(run, tracks, measured, simulated, figures)
    return replace(compared, rows=tuple(_rows(compared)))


def _compare_file(run: Run, tracks: Tracks | None, simulated: tuple[Simulated, ...], data: Path) -> Compared:
    """Compare people in single file: mean speed, and how many points lie in the published envelope."""
    found = [file_points(one.tracks, None, run.period, SETTLE) for one in simulated]
    filmed = np.zeros((0, 2))
    if tracks is not None:
        oval = run.run.oval
        filmed = file_points(tracks, oval, oval.length if oval is not None else np.inf)
    envelope, gates = read_envelope(data), run.gates
    rows = []
    figures: list[tuple[str, str, Callable[[Floats], float]]] = [
        ("speed", "m/s", lambda points: float(points[:, 1].mean())),
        ("density", "1/m", lambda points: float(points[:, 0].mean())),
    ]
    if envelope is not None:
        figures.append(("share in the envelope", "", envelope.share_inside))
    published = run.run.published
    for name, unit, figure in figures:
        values = [figure(points) if len(points) else float("nan") for points in found]
        truth = figure(filmed) if len(filmed) else getattr(published, name, None)
        gate = gates.get(name) if run.experiment.gate == "counted" else None
        mean = float(np.mean(values))
        rows.append(
            Row(run.id, name, truth, mean, gate.text(unit) if gate else "",
                gate.judge(truth, mean) if gate else "reported", unit, run.experiment.id, run.half,
                min(values), max(values), len(values))
        )  # fmt: skip
    return Compared(run, tracks, None, simulated, (), tuple(rows), (filmed, np.vstack(found)))


def _rows(compared: Compared) -> Iterable[Row]:
    """Yield the rows of a run: gated figures and those that are only shown."""
    run, measured = compared.run, compared.measured
    published = run.run.published
    gates = run.gates
    error = measured.flow_error if measured is not None else published.flow_error if published else 0.0
    for name, (truth, values) in _figures(compared).items():
        simulated = float(np.mean(values)) if np.isfinite(values).all() else float("nan")
        gate = gates.get(name)
        counted = gate is not None and run.experiment.gate == "counted"
        unit = "1/s" if name.startswith("flow of ") else UNITS.get(name, "")
        yield Row(
            case=run.id, measure=name, measured=truth, simulated=simulated,
            gate=gate.text(unit) if gate is not None and counted else "",
            state=gate.judge(truth, simulated, error) if gate is not None and counted else "reported",
            unit=unit, experiment=run.experiment.id, half=run.half,
            low=float(np.min(values)), high=float(np.max(values)), seeds=len(values),
        )  # fmt: skip


def _figures(compared: Compared) -> dict[str, tuple[float | None, Floats]]:
    """Return by name the measured figure and those of the seeds."""
    run, measured, figures = compared.run, compared.measured, compared.figures
    published = run.run.published
    names = ["flow", "specific", "density", "speed", "nearest"]
    names += ["lanes"] if run.experiment.kind == "bidirectional" else []
    streams = run.experiment.measure.streams
    rows: dict[str, tuple[float | None, Floats]] = {}
    for name in names:
        values = np.array([getattr(one, name) for one in figures])
        truth = float(getattr(measured, name)) if measured is not None else None
        if published is not None:
            truth = getattr(published, name, None)
            if name == "specific" and published.flow is not None:
                truth = published.flow / run.width
        rows["specific flow" if name == "specific" else name] = truth, values
    for name in streams:
        truth = measured.streams[name] if measured is not None else None
        rows[f"flow of {name}"] = truth, np.array([one.streams[name] for one in figures])
    if run.rounds:
        return rows
    if isinstance(run.enter, Measured):
        came = compared.simulated
        rows["late"] = 0.0, np.array([one.late / max(one.people, 1) for one in came])
        rows["entry delay"] = 0.0, np.array([one.delay.mean() if len(one.delay) else 0.0 for one in came])
        rows["entry shift"] = 0.0, np.array([one.shift.mean() if len(one.shift) else 0.0 for one in came])
    rows["inside"] = 0.0, np.array([float(one.inside + one.not_arrived) for one in compared.simulated])
    if measured is not None and len(measured.times) > CURVE_LAG + 1:
        curves = np.array([curve_figures(measured.times, one.times) for one in figures])
        for k, name in enumerate(("ERD", "EPC", "SC")):
            rows[name] = (0.0, 1.0, 1.0)[k], curves[:, k]
        rows["half"] = _half_time(measured.times), np.array([_half_time(one.times) for one in figures])
    return rows


def curve_figures(measured: Floats, simulated: Floats) -> tuple[float, float, float]:
    """Return ERD, EPC and SC of two N-t curves, each from its own first crossing on, until both have ended.

    Parameters
    ----------
    measured, simulated
        (crossings,) s; the measured curve is the reference.
    """
    if len(simulated) < 2:
        return float("nan"), float("nan"), float("nan")
    one, other = np.sort(measured) - np.min(measured), np.sort(simulated) - np.min(simulated)
    at = np.arange(0.0, max(one[-1], other[-1]) + CURVE_STEP, CURVE_STEP)
    expected, found = out_counts(one, at), out_counts(other, at)
    lag = min(CURVE_LAG, len(at) - 1)
    return (
        euclidean_relative_difference(expected, found), euclidean_projection_coefficient(expected, found),
        secant_cosine(expected, found, lag),
    )  # fmt: skip


def _half_time(times: Floats) -> float:
    """Return the seconds from the first to the median crossing."""
    return float(np.median(times) - times.min()) if len(times) else float("nan")


def default_movement() -> str:
    """Return the name of the movement model that scenarios get by default."""
    factory: Any = ScenarioDoc.model_fields["movement"].default_factory
    return str(factory().kind)
