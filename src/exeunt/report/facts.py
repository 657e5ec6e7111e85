"""What a report knows of a run; nothing is read before a section asks, and what cannot be read is told."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeunt.base.errors import ExeuntError, RunFolderError
from exeunt.metrics.exits import inside_curve, last_out, out_curves
from exeunt.metrics.exposure import Exposure, exposure, first_zone
from exeunt.metrics.measures import Measures
from exeunt.metrics.minds import States, states_over_time
from exeunt.metrics.refuges import RefugeUse, refuge_use
from exeunt.metrics.response import visitors
from exeunt.metrics.rows import RowWaits
from exeunt.metrics.summary import staff_of, summary
from exeunt.metrics.tenability import Tenability, tenability
from exeunt.results.fields import DensityFields, SurfaceDensity, planes
from exeunt.results.grid import DensityGrid
from exeunt.results.run import Run
from exeunt.results.venue import RunVenue
from exeunt.scenario.files import Scenario, load
from exeunt.scenario.resolved import Parameter, assumptions
from exeunt.viewer.curves import Steps
from exeunt.viewer.plan import Storey, storeys

Floats = NDArray[np.float64]

# columns of the table of people that hold words
WORDS = (
    "population",
    "surface",
    "status",
    "exit_used",
    "stuck_reason",
    "incapacitated_by",
    "alerted_by",
    "action",
    "mind",
    "told_exit",
)


class RunFacts:
    """A run as sections see it; ``troubles`` gathers what could not be read."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.info: dict[str, Any] = run.info
        self.troubles: list[str] = []

    @property
    def name(self) -> str:
        """Name of the scenario."""
        return str(self.info.get("name") or self.venue.name or "A run")

    @cached_property
    def venue(self) -> RunVenue:
        """The building; raises RunFolderError if it cannot be read."""
        return self.run.venue

    @cached_property
    def levels(self) -> list[Storey]:
        """The storeys from the lowest up."""
        return storeys(self.venue)

    def trouble(self, what: object) -> None:
        """Keep what could not be read, once, without the place of the run folder on this machine."""
        text = self.plain(what)
        if text not in self.troubles:
            self.troubles.append(text)

    def plain(self, what: object) -> str:
        """Return a message in which files go by their place in the run folder."""
        folder = self.run.folder
        text = str(what).replace(f"{folder}/", "").replace(f"{folder}\\", "")
        text = text.replace(str(folder), "the run folder")
        return f"T{text[1:]}" if text.startswith("the ") else text

    @cached_property
    def table(self) -> pa.Table | None:
        """The table of people but for responders; None if the run ended before it was written."""
        try:
            return visitors(self.run.people())
        except RunFolderError as error:
            self.trouble(error)
            return None

    def column(self, name: str) -> NDArray[Any]:
        """Return a column of the people as an array; "" or NaN for all if an older run folder lacks it."""
        if self.table is None:
            return np.zeros(0)
        if name not in self.table.column_names:
            return np.full(
                len(self.table), "" if name in WORDS else np.nan, dtype=object if name in WORDS else float
            )
        column = self.table[name]
        if pa.types.is_string(column.type):
            return np.array([value or "" for value in column.to_pylist()], dtype=object)
        return column.to_numpy()

    @cached_property
    def entered(self) -> NDArray[np.bool_]:
        """(people,) who was ever in the venue."""
        return np.asarray(self.column("status") != "not arrived")

    @cached_property
    def dose_form(self) -> str:
        """How the form of the doses is named; empty for a run without hazards or without doses."""
        if self.table is None or "incapacitated_at" not in self.table.column_names:
            return ""
        return str(self.info.get("dose_form") or "")

    @cached_property
    def fallen(self) -> NDArray[np.bool_]:
        """(people,) who was incapacitated during the run."""
        return ~np.isnan(self.column("incapacitated_at").astype(float))

    @cached_property
    def tenability(self) -> Tenability | None:
        """ASET, RSET and margins; None for a run without recorded air or places of people."""
        if self.table is None:
            return None
        try:
            return tenability(self.run)
        except RunFolderError as error:
            self.trouble(error)
            return None

    @cached_property
    def exposure(self) -> Exposure | None:
        """Exposure of those who were in the venue to danger zones; None without zones."""
        if self.table is None:
            return None
        try:
            return exposure(self.table, first_zone(self.run.events()))
        except RunFolderError as error:
            self.trouble(error)
            return None

    @cached_property
    def states(self) -> States | None:
        """What people knew and did over time; None for a run that recorded no minds."""
        if self.table is None:
            return None
        try:
            return states_over_time(self.run, self.run.people(), max(self.simulated, 1.0))
        except RunFolderError as error:
            self.trouble(error)
            return None

    @cached_property
    def refuges(self) -> list[RefugeUse]:
        """How each refuge was used; empty without refuges."""
        try:
            return refuge_use(self.run)
        except RunFolderError as error:
            self.trouble(error)
            return []

    @property
    def names(self) -> list[str]:
        """Names of the columns of the table of people."""
        return [] if self.table is None else list(self.table.column_names)

    @cached_property
    def happenings(self) -> list[dict[str, Any]]:
        """Events that are of the venue and not of a person, in order of time."""
        try:
            events = self.run.events()
        except RunFolderError as error:
            self.trouble(error)
            return []
        rows = events.filter(pc.not_equal(events["kind"], "crossing")).to_pylist()
        return sorted((row for row in rows if row["kind"] != "exit"), key=lambda row: float(row["time"]))

    @cached_property
    def recorded(self) -> dict[str, Any]:
        """The summary that the run wrote; empty if it ended before."""
        try:
            return self.run.summary()
        except RunFolderError:
            return {}

    @cached_property
    def groups(self) -> NDArray[Any]:
        """(people,) the population of each, or "staff" for stewards."""
        staff = [] if self.scenario is None else [one.id for one in self.scenario.document.staff]
        names = self.column("population")
        return np.where(np.isin(names, staff), "staff", names) if staff else names

    @cached_property
    def time_out(self) -> Floats:
        """(people,) when each left, in s; NaN for those who did not."""
        return self.column("time_out").astype(float)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The figures of the run, computed from its tables; empty without a table of people."""
        if self.table is None:
            return {}
        grid, fields = self.grid, self.fields
        of_run = {"simulated_s": self.simulated} | ({"dose_form": self.dose_form} if self.dose_form else {})
        try:
            return of_run | ({} if self.row_waits is None else self.row_waits.figures()) | summary(
                self.table, self.venue, events=self.run.events(), grid=grid, fields=fields, refuges=self.refuges,
                air=self.tenability, staff=staff_of(self.run), places=self.run.places,
            )  # fmt: skip
        except (KeyError, RunFolderError) as error:
            reason = f"column {error} is missing" if isinstance(error, KeyError) else str(error)
            self.trouble(f"The figures of the run cannot be computed: {reason}.")
            return {}

    @property
    def people(self) -> int:
        """How many people were in the venue."""
        return int(self.summary.get("people", 0))

    @property
    def out(self) -> int:
        """How many left."""
        return int(self.summary.get("people_out", 0))

    @property
    def beats_bound(self) -> bool:
        """Whether people were out sooner than the openings can pass them by all that was measured."""
        if self.measures is None or self.measures.optimum.limit == "nobody":
            return False
        clearance = float(self.summary.get("clearance_s", float("nan")))
        return clearance < self.measures.optimum.time - 0.5

    @property
    def simulated(self) -> float:
        """Simulated time in s, as far as recorded."""
        written = self.info.get("simulated_s")
        if written is not None:
            return float(written)
        if self.fields is not None:
            return self.fields.duration
        return float(np.nan_to_num(last_out(self.time_out)))

    @cached_property
    def grid(self) -> DensityGrid | None:
        """The grid of the density; None if the run does not say how wide its cells are."""
        return None if self.info.get("density_cell") is None else self.run.grid

    @cached_property
    def fields(self) -> DensityFields | None:
        """Density over the whole run; None if nothing was recorded."""
        if self.grid is None or not self.run.parts("fields", "h5"):
            return None
        try:
            return self.run.fields()
        except RunFolderError as error:
            self.trouble(error)
            return None

    @cached_property
    def density(self) -> list[SurfaceDensity]:
        """Density as planes, one set for each surface; empty if nothing was recorded."""
        if self.grid is None or self.fields is None:
            return []
        return planes(self.grid, self.fields, self.venue)

    @cached_property
    def measures(self) -> Measures | None:
        """Measures of the trajectories; None if the run holds none, or too little about its people."""
        names = [] if self.table is None else self.table.column_names
        needed = {"start_time", "desired_speed", "exit_used", "time_out"} <= set(names)
        return Measures(self.run) if needed and self.grid and self.run.parts("trajectories") else None

    @cached_property
    def row_waits(self) -> RowWaits | None:
        """Who was held in rows of seats; None without seats, or where the trajectories cannot be read."""
        if self.measures is None or not self.venue.blocks:
            return None
        try:
            return self.measures.row_waits
        except RunFolderError as error:
            self.trouble(error)
            return None

    @cached_property
    def free_doors(self) -> dict[str, Any] | None:
        """The figures of the same run without limits of flow at openings; None if they were not computed."""
        try:
            return self.run.free_doors
        except RunFolderError as error:
            self.trouble(error)
            return None

    @cached_property
    def inside(self) -> Steps:
        """People inside from each time on."""
        arrival = self.column("arrival_time").astype(float)
        arrival = arrival if len(arrival) else np.zeros(len(self.time_out))
        return inside_curve(np.where(self.entered, arrival, np.nan), self.time_out)

    @cached_property
    def by_exit(self) -> dict[str, Steps]:
        """People out by each exit from each time on."""
        exits = [opening.id for opening in self.venue.exits]
        return dict(out_curves(self.time_out, list(self.column("exit_used")), exits))

    @cached_property
    def scenario(self) -> Scenario | None:
        """The resolved scenario as a document; None if this version cannot read it."""
        try:
            return load(self.run.path("scenario.yaml"), allow=None)
        except (ExeuntError, OSError, ValueError) as error:
            first = next(iter(str(error).splitlines()), "")
            self.trouble(
                "The scenario in the run folder cannot be read by this version of Exeunt, so its assumptions and "
                f"models are not listed ({first})."
            )
            return None

    @cached_property
    def assumptions(self) -> list[Parameter]:
        """Every parameter that has a source."""
        return [] if self.scenario is None else assumptions(self.scenario.document)
