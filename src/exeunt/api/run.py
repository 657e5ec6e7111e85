"""A run as a program asks it: the same face for one in memory and one in a folder."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pyarrow as pa

from exeunt import simulation
from exeunt.base.columns import STATUSES
from exeunt.base.errors import ExeuntError, RunFolderError
from exeunt.base.maths import line_length
from exeunt.base.text import brief
from exeunt.metrics.exits import last_out, out_curve, share_out
from exeunt.metrics.flow import Flow, flow
from exeunt.metrics.measures import Measures
from exeunt.metrics.response import visitors
from exeunt.results import run as folders
from exeunt.results.memory import AnyRun, MemoryRun
from exeunt.results.tracks import run_tracks
from exeunt.results.venue import RunOpening, RunVenue
from exeunt.scenario.files import Scenario
from exeunt.venue.reports import suggestion
from exeunt.viewer.curves import clock
from exeunt.viewer.pictures import n_t_picture, plan_picture
from exeunt.viewer.svg import Picture

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from exeunt.engine.loop import Progress


def simulate(
    scenario: Scenario,
    *,
    seed: int | None = None,
    variant: str | None = None,
    out: Path | str | None = None,
    record: bool = True,
    threads: int | None = None,
    step: float | None = None,
    free_doors: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> Run:
    """Simulate a scenario from time 0 until everyone is out, nobody can get out, or its time is over.

    Parameters
    ----------
    scenario
        From ``exeunt.load``.
    seed, step
        Instead of those of the scenario; ``step`` in s.
    variant
        Id of one of the scenario's variants.
    out
        Folder to write the run into, new or empty. Without it the run stays in memory.
    record
        Keep positions of a run in memory. Without them it takes less memory; ``trajectories``, and ``plot("plan")``
        cannot be asked for, and figures of density are not in its summary.
    threads
        Threads of the movement model; all cores, and one in a process of ``multiprocessing``. The result does not
        depend on it.
    free_doors
        Leave out every ``max_specific_flow``.
    progress
        Called between steps, at least once a simulated second.

    Raises
    ------
    ScenarioError
        If the scenario cannot be run.
    RunFolderError
        If the folder cannot be written; what was closed before stays readable.
    """
    if threads is None and multiprocessing.parent_process() is not None:
        threads = 1
    result = simulation.simulate(
        scenario, seed=seed, variant=variant, out=out, threads=threads, step=step, free_doors=free_doors,
        progress=progress, keep="frames" if record else "events",
    )  # fmt: skip
    if result.kept is not None:
        return Run(result.kept)
    assert result.folder is not None
    return open_run(result.folder)


def open_run(folder: Path | str) -> Run:
    """Open a run folder, whole or not.

    Raises
    ------
    RunFolderError
        If there is no such folder, it is empty, damaged, no run folder, or of a newer version.
    """
    return Run(folders.open_run(folder))


class Run:
    """What a simulation left, in memory or in a folder; nothing is read before it is asked for.

    Tables are those of Apache Arrow: ``table["time_out"].to_numpy()`` gives a column, ``table.to_pandas()`` a data
    frame where pandas is installed. Each field carries its unit and meaning in its metadata.

    A run pickles. One in memory leaves its positions behind, so that it is small; one in a folder is read there again.
    """

    def __init__(self, source: AnyRun) -> None:
        self._source = source

    def __dir__(self) -> list[str]:
        return sorted(name for name in object.__dir__(self) if not name.startswith("_"))

    @property
    def folder(self) -> Path | None:
        """The run folder; None in memory."""
        return None if isinstance(self._source, MemoryRun) else self._source.folder

    @property
    def info(self) -> dict[str, Any]:
        """What ``run.json`` says: name, seed, step, variant, warnings, versions ..."""
        return self._source.info

    @property
    def name(self) -> str:
        """Name of the scenario."""
        return str(self.info.get("name") or self.venue.name)

    @property
    def seed(self) -> int:
        """Seed of the run."""
        return int(self.info.get("seed", 0))

    @property
    def status(self) -> str:
        """``complete``, ``interrupted``, ``failed``, or ``incomplete`` if its end was never written."""
        return self._source.status

    @property
    def ending(self) -> str:
        """Why it ended, such as "everyone is out"; of a run that is not complete, why not."""
        return str(self.info.get("reason", "")) or self._source.reason

    @property
    def warnings(self) -> list[str]:
        """What ``exeunt check`` had to say about the scenario."""
        return [str(text) for text in self.info.get("warnings", [])]

    @property
    def venue(self) -> RunVenue:
        """The building."""
        return self._source.venue

    @property
    def summary(self) -> dict[str, Any]:
        """The figures of the run by name, see the page on measures.

        A run in memory has no figures of refuges and of air.

        Raises
        ------
        RunFolderError
            If the run ended before a summary was written.
        """
        return self._source.summary()

    @property
    def measures(self) -> Measures:
        """Queues, level of service, optimal clearance and more; only of a run in a folder."""
        return Measures(self.files)

    @property
    def files(self) -> folders.Run:
        """The run folder with all its tables and fields.

        Raises
        ------
        RunFolderError
            If the run has no folder.
        """
        if isinstance(self._source, MemoryRun):
            raise RunFolderError("This run is in memory only: simulate it with 'out' for a run folder.")
        return self._source

    def people(self) -> pa.Table:
        """Return one row a person: attributes and outcome, times in s (``time_out`` NaN for those who stayed)."""
        return self._source.people()

    def events(self) -> pa.Table:
        """Return what happened, in order of time: time (s), kind, cause, person, opening, surface, x, y (m), value."""
        return self._source.events()

    def trajectories(self) -> pa.Table:
        """Return where people were, one row a person and frame: person, time (s), x, y, z (m), surface and status.

        Rows are in order of person, then time; places are recorded to the centimetre.

        Raises
        ------
        RunFolderError
            If positions were not kept.
        """
        table = self._source.trajectories()
        tracks = run_tracks(self._source)
        order = np.lexsort((table["frame"].to_numpy(), table["person"].to_numpy()))
        surfaces = pa.array([surface.id for surface in self.venue.surfaces])
        index = pa.array(tracks.surface, pa.int32())
        status = pa.array(table["status"].to_numpy()[order], pa.int32())
        meanings = (
            "number of the person",
            "since the start of the incident",
            "in plan",
            "in plan",
            "height",
            "",
            "",
        )
        columns = {
            "person": pa.array(tracks.person, pa.int32()), "time": pa.array(tracks.time), "x": pa.array(tracks.x),
            "y": pa.array(tracks.y), "z": pa.array(tracks.z),
            "surface": pa.DictionaryArray.from_arrays(index, surfaces),
            "status": pa.DictionaryArray.from_arrays(status, pa.array(STATUSES)),
        }  # fmt: skip
        units = ("", "s", "m", "m", "m", "", "")
        fields = [
            pa.field(name, column.type, metadata={"unit": unit, "meaning": meaning})
            for (name, column), unit, meaning in zip(columns.items(), units, meanings, strict=True)
        ]
        return pa.Table.from_arrays(list(columns.values()), schema=pa.schema(fields))

    def n_t(self, exit: str | None = None) -> pa.Table:
        """Return the N–t curve: time (s) of each departure, and how many people were out from then on.

        ``exit``: only those who left by this one. Responders do not count.

        Raises
        ------
        ExeuntError
            If there is no such exit.
        """
        time, out = out_curve(self._times_out(exit))
        return pa.table({"time": time, "out": out})

    def flow(self, opening: str) -> Flow:
        """Return the flow of people through an exit or a door, both ways together.

        Width in m, number of crossings, first and last (s), mean and peak flow (1/s), specific flow (1/(m s)); see
        ``exeunt.metrics.mean_flow``.

        Raises
        ------
        ExeuntError
            If there is no such opening.
        """
        about = self._opening(opening)
        if about.kind == "exit":
            times = self._times_out(opening)
        else:
            events = self.events()
            kind, which = np.array(events["kind"].to_pylist()), events["opening"].to_numpy()
            times = events["time"].to_numpy()[(kind == "crossing") & (which == about.index)]
        return flow(np.asarray(times, dtype=float), line_length(about.line))

    def plot(self, what: Literal["n_t", "plan"] = "n_t", storey: str | None = None) -> Picture:
        """Return a picture (SVG) that a notebook shows; ``picture.save("n-t.svg")`` writes it.

        Parameters
        ----------
        what
            ``n_t``: people inside and out over time; ``plan``: highest density and paths on the plan of a storey.
        storey
            Id of the storey of a plan; the lowest if it is left out.

        Raises
        ------
        ExeuntError
            If there is no such picture.
        RunFolderError
            If there is no such storey, or positions were not kept.
        """
        if what == "n_t":
            return n_t_picture(self._source)
        if what == "plan":
            return plan_picture(self._source, storey)
        raise ExeuntError(f"There is no picture '{what}'; there are 'n_t' and 'plan'.")

    def duckdb(self) -> DuckDBPyConnection:
        """Return a connection to the tables of a run folder as ``people``, ``summary``, ``trajectories``, ``events``.

        Raises
        ------
        RunFolderError
            If the run has no folder.
        """
        return self.files.duckdb()

    def series(self, column: str) -> pa.Table:
        """Return a column that was recorded over time: person, time (s), value; of a run in a folder.

        Raises
        ------
        RunFolderError
            If it was not recorded (the message lists what was), or the run has no folder.
        """
        return self.files.series(column)

    def _times_out(self, exit: str | None) -> np.ndarray[Any, np.dtype[np.float64]]:
        people = visitors(self.people())
        times = np.asarray(people["time_out"].to_numpy(), dtype=float)
        if exit is None:
            return times
        if self._opening(exit).kind != "exit":
            raise ExeuntError(f"'{exit}' is no exit; ask for 'flow(\"{exit}\")'.")
        return times[np.array(people["exit_used"].to_pylist(), dtype=object) == exit]

    def _opening(self, id: str) -> RunOpening:
        known = {opening.id: opening for opening in self.venue.openings}
        if id not in known:
            raise ExeuntError(
                f"There is no opening '{id}' in this run. {suggestion(id, list(known))}".strip()
            )
        return known[id]

    def _outcome(self) -> list[tuple[str, str]]:
        """Return what the run was and gave, in words, as far as it can be read."""
        rows = [("seed", str(self.seed))]
        if variant := self.info.get("variant"):
            rows.append(("variant", str(variant)))
        rows.append(("ended", self.ending if self.status == "complete" else f"{self.status}: {self.ending}"))
        try:
            people = visitors(self.people())
            times = self._times_out(None)
        except RunFolderError:
            return rows
        status = people["status"].to_pylist()
        inside, out = status.count("inside"), status.count("out")
        rows.append(
            (
                "people",
                f"{inside + out:,} people, {out:,} out" + (f", {inside:,} still inside" if inside else ""),
            )
        )
        rows.append(("last person out", clock(last_out(times)) if out else "nobody is out"))
        for share in (0.5, 0.9, 0.98):
            if not np.isnan(time := share_out(times, share, inside + out)):
                rows.append((f"{share:.0%} out".replace("%", " %"), clock(time)))
        return rows

    def __repr__(self) -> str:
        rows = dict(self._outcome())
        gave = (
            f"{rows['people']}, last at {rows['last person out']}"
            if "last person out" in rows
            else rows["ended"]
        )
        where = "in memory" if self.folder is None else str(self.folder)
        return brief(f"Run({self.name!r}, seed {rows['seed']}: {gave}; {where})")

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        rows = [*self._outcome(), ("kept", "in memory" if self.folder is None else str(self.folder))]
        cells = [f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in rows]
        return "\n".join([f"<table><caption>{escape(self.name)}</caption>", *cells, "</table>"])
