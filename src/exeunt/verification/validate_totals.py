"""Totals over runs: shares of runs that pass, widths of bottlenecks, the collected fundamental diagram."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from exeunt.verification.experiment_file import read_envelope
from exeunt.verification.validate_gates import Gate, Row, load_gates

if TYPE_CHECKING:
    from exeunt.verification.validate import Compared

Floats = NDArray[np.float64]
BINNED = Path("fd_reference") / "juelich_fd_binned.csv"
BIN = 0.1
FEWEST = 10
"""Simulated samples that a bin needs to be compared."""


@dataclass(frozen=True, eq=False)
class Diagram:
    """Bins of a fundamental diagram: density at the middle in 1/m2; speeds in m/s, NaN where too few samples."""

    density: Floats
    samples: Floats
    mean: Floats
    low: Floats
    high: Floats
    simulated: Floats
    simulated_samples: Floats


def totals(compared: Sequence[Compared], data: Path) -> Iterator[Row]:
    """Yield the rows over all runs."""
    for kind in ("unidirectional", "bidirectional"):
        for half in ("parameters", "unseen"):
            yield from _share(compared, kind, half)
    yield from _widths(compared)
    yield from _diagram(compared, data)
    yield from _envelope(compared, data)


def _share(compared: Sequence[Compared], kind: str, half: str) -> Iterator[Row]:
    """Yield the share of runs that pass all their gates; only the unseen half counts."""
    runs = [
        one for one in compared
        if one.run.experiment.kind == kind and one.run.half == half and one.run.experiment.gate == "counted"
    ]  # fmt: skip
    if not runs:
        return
    gates = load_gates().of(kind)
    good = [one for one in runs if all(row.state != "failed" for row in one.rows)]
    share = len(good) / len(runs)
    gate = Gate(at_least=gates.counted_share)
    state = gate.judge(None, share) if half == "unseen" else "reported"
    case = f"{kind} runs, {'unseen half' if half == 'unseen' else 'half for parameters'}"
    yield Row(case, f"share of {len(runs)} runs that pass", None, share,
              gate.text() if half == "unseen" else "", state, half=half)  # fmt: skip
    if gates.never is not None and half == "unseen":
        every = [one for one in compared if one.run.experiment.kind == kind]
        bad = [
            one for one in every if any(r.measure == gates.never and r.state == "failed" for r in one.rows)
        ]
        limit = Gate(at_most=0)
        yield Row(f"{kind} runs, both halves", f"runs of {len(every)} that end in gridlock", 0.0, len(bad),
                  limit.text(), limit.judge(0.0, len(bad)))  # fmt: skip


def _widths(compared: Sequence[Compared]) -> Iterator[Row]:
    """Yield the flow of each width of bottleneck, the mean of its runs, and how many widths pass."""
    gates = load_gates().bottleneck
    by_width: dict[float, list[Compared]] = defaultdict(list)
    for one in compared:
        published = one.run.run.published
        told = one.measured is not None or (published is not None and published.flow is not None)
        if told and one.run.experiment.kind == "bottleneck" and one.run.experiment.gate == "counted":
            by_width[round(one.run.width, 2)].append(one)
    passed = 0
    for width, runs in sorted(by_width.items()):
        rows = [row for one in runs for row in one.rows if row.measure == "flow"]
        measured = float(np.mean([row.measured for row in rows]))
        simulated = float(np.mean([row.simulated for row in rows]))
        errors = [
            one.measured.flow_error if one.measured is not None
            else one.run.run.published.flow_error if one.run.run.published else 0.0
            for one in runs
        ]  # fmt: skip
        state = gates.gates["flow"].judge(measured, simulated, float(np.mean(errors)))
        passed += state == "passed"
        names = ", ".join(one.run.id for one in runs)
        yield Row(f"bottleneck of {width:g} m", f"flow ({names})", measured, simulated,
                  gates.gates["flow"].text("1/s"), state, unit="1/s")  # fmt: skip
    if by_width and gates.counted_widths is not None:
        gate = Gate(at_least=gates.counted_widths)
        whole = len(by_width) > gates.counted_widths
        yield Row("bottlenecks", f"widths of {len(by_width)} within the gate", None, passed,
                  gate.text() if whole else "", gate.judge(None, passed) if whole else "reported")  # fmt: skip


def diagram_of(compared: Sequence[Compared], data: Path, filmed: bool = False) -> Diagram | None:
    """Return collected bins beside those of the simulated runs, None without reference or one-way runs.

    With ``filmed`` the films at hand take the place of the simulated runs: how far they themselves lie from the
    collected diagram, which holds more runs than they are.
    """
    path = data / BINNED
    chosen = [one for one in compared if one.run.experiment.diagram]
    if filmed:
        samples = [one.measured.samples for one in chosen if one.measured is not None]
    else:
        samples = [figures.samples for one in chosen for figures in one.figures]
    if not path.is_file() or not samples:
        return None
    with path.open(encoding="utf-8", newline="") as file:
        table = [{name: float(value) for name, value in line.items()} for line in csv.DictReader(file)]
    density = np.array([line["rho_per_m2"] for line in table])
    points = np.vstack(samples)
    which = np.floor(points[:, 0] / BIN + 1e-9).astype(int)
    wanted = np.floor(density / BIN).astype(int)
    count = np.array([(which == k).sum() for k in wanted], dtype=float)
    mean = np.array(
        [points[which == k, 1].mean() if (which == k).sum() >= FEWEST else np.nan for k in wanted]
    )
    column = {name: np.array([line[name] for line in table]) for name in table[0]}
    return Diagram(
        density, column["n"], column["v_mean_mps"], column["v_p10_mps"], column["v_p90_mps"], mean, count
    )


def _diagram(compared: Sequence[Compared], data: Path) -> Iterator[Row]:
    diagram = diagram_of(compared, data)
    if diagram is None:
        return
    gates = load_gates().diagram
    films = diagram_of(compared, data, filmed=True)
    case = "fundamental diagram, one-way runs"
    rms, bins = distance(diagram, gates.range)
    low, high = gates.range
    if bins:
        own = distance(films, gates.range)[0] if films is not None else None
        yield Row(case, f"root mean square of {bins} bin means, {low:g} to {high:g} per m2", own, rms,
                  gates.rms.text("m/s"), gates.rms.judge(None, rms), unit="m/s")  # fmt: skip
    share, bins = inside_band(diagram, gates.least_samples)
    own = inside_band(films, gates.least_samples)[0] if films is not None else None
    yield Row(case, f"share of {bins} bins with {gates.least_samples} samples inside the 10-90 % band", own, share,
              gates.inside_band.text(), gates.inside_band.judge(None, share))  # fmt: skip


def distance(diagram: Diagram, between: tuple[float, float]) -> tuple[float, int]:
    """Return the root mean square of differences of bin means in m/s, and of how many bins."""
    bins = (diagram.density >= between[0]) & (diagram.density <= between[1]) & np.isfinite(diagram.simulated)
    gap = diagram.simulated[bins] - diagram.mean[bins]
    return (float(np.sqrt(np.mean(gap**2))) if bins.any() else float("nan")), int(bins.sum())


def inside_band(diagram: Diagram, least: int) -> tuple[float, int]:
    """Return the share of bins with ``least`` measured samples whose mean lies in the band, and of how many."""
    full = np.isfinite(diagram.simulated) & (diagram.samples >= least)
    inside = (diagram.simulated >= diagram.low) & (diagram.simulated <= diagram.high)
    return (float(inside[full].mean()) if full.any() else float("nan")), int(full.sum())


def _envelope(compared: Sequence[Compared], data: Path) -> Iterator[Row]:
    """Yield the share of all points of people in single file inside the published envelope."""
    pairs = [one.points for one in compared if one.points is not None]
    if not pairs:
        return
    envelope, gate = read_envelope(data), load_gates().envelope["inside"]
    if envelope is None:
        yield Row("single file", "share of points inside the 10-90 % envelope of RiMEA 16 (not in the data folder)",
                  None, float("nan"), gate.text(), "not run")  # fmt: skip
        return
    filmed, found = (np.vstack([pair[k] for pair in pairs]) for k in range(2))
    share = envelope.share_inside(found)
    yield Row("single file", f"share of {len(found)} points inside the 10-90 % envelope of RiMEA 16",
              envelope.share_inside(filmed), share, gate.text(), gate.judge(None, share))  # fmt: skip
