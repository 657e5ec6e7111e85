"""Opens a run folder, whole or not, and hands out its tables."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from exeunt.base.columns import COLUMNS, STATUSES
from exeunt.base.errors import RunFolderError
from exeunt.base.maths import line_length
from exeunt.results import air as air_files
from exeunt.results import fields as field_files
from exeunt.results import schema
from exeunt.results.documents import MOST_FRAMES, InfoDoc, checked, text_of
from exeunt.results.files import explain, inside, write_json
from exeunt.results.grid import MOST_CELLS, DensityGrid, cells_of, density_grid
from exeunt.results.places import Place, read_places
from exeunt.results.tables import damaged, fitted, people_fitted, read_table
from exeunt.results.venue import RunVenue, read_venue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PART = re.compile(r"part-\d{5}")
FREE_DOORS = "free-doors.json"
UNFINISHED = "the run is still going on, or was killed"


def open_run(folder: Path | str) -> Run:
    """Open a run folder.

    Raises
    ------
    RunFolderError
        If there is no such folder, it is empty, damaged, no run folder, or of a newer version.
    """
    folder = Path(folder)
    path = folder / "run.json"
    try:
        if not folder.is_dir():
            raise RunFolderError(
                f"{folder} is {'a file, not a run folder' if folder.exists() else 'not there'}."
            )
        if not path.exists():
            nothing = not any(folder.iterdir())
            what = "is empty" if nothing else "is not a run folder: it has no run.json"
            raise RunFolderError(f"{folder} {what}.")
        text = text_of(inside(folder, path))
        info = json.loads(text)
    except OSError as error:
        raise RunFolderError(f"Cannot read {path}: {explain(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise RunFolderError(f"{path} is damaged: it is not JSON ({str(error)[:200]}).") from error
    if not isinstance(info, dict) or info.get("format") != "exeunt-run":
        raise RunFolderError(f"{path} was not written by Exeunt.")
    version = info.get("format_version")
    if not isinstance(version, int) or version > schema.FORMAT:
        raise RunFolderError(
            f"{folder} has run format {version}; this version of Exeunt reads up to {schema.FORMAT}. "
            "Use the version that wrote it, or a newer one."
        )
    checked(path, text, InfoDoc)
    return Run(folder, info)


def write_free_doors(folder: Path, summary: Mapping[str, Any]) -> None:
    """Keep the summary of the same run without limits of flow at openings beside the limited one.

    Raises
    ------
    RunFolderError
        If it cannot be written.
    """
    write_json(folder / FREE_DOORS, summary)


class Run:
    """A run folder that was opened with ``open_run``; nothing is read before it is asked for.

    ``info`` is the content of ``run.json``.
    """

    def __init__(self, folder: Path, info: dict[str, Any]) -> None:
        self.folder = folder
        self.info = info
        self._people: tuple[tuple[int, int, int], pa.Table] | None = None

    def __getstate__(self) -> dict[str, Any]:
        # what has been read is read again in another process
        return {"folder": self.folder, "info": self.info, "_people": None}

    def __repr__(self) -> str:
        return f"Run({str(self.folder)!r}, {self.status})"

    @property
    def status(self) -> str:
        """``complete``, ``interrupted``, ``failed``, or ``incomplete`` if its end was never written."""
        status = str(self.info.get("status", "running"))
        return "incomplete" if status == "running" else status

    @property
    def reason(self) -> str:
        """Why the run is not complete; empty if it is."""
        return UNFINISHED if self.status == "incomplete" else str(self.info.get("reason", ""))

    def path(self, name: str) -> Path:
        """Return the path of a file of the run, whether it is there or not.

        Raises
        ------
        RunFolderError
            If a link there leads out of the run folder.
        """
        return inside(self.folder, self.folder / name)

    @property
    def number_of_people(self) -> int:
        """People of the run, whether they were in the venue or not."""
        return int(self.info.get("people") or 0)

    @property
    def frame_interval(self) -> float:
        """Seconds between two frames."""
        return float(self.info["frame_interval"])

    @cached_property
    def venue(self) -> RunVenue:
        """The building."""
        return read_venue(self.path("venue.json"))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Refuges, signs, posts and the like; empty if the run names none.

        Raises
        ------
        RunFolderError
            If the file of them is damaged.
        """
        path = self.path("places.json")
        if not path.exists():
            return ()
        return read_places(path, len(self.venue.surfaces), len(self.venue.openings))

    @cached_property
    def free_doors(self) -> dict[str, Any] | None:
        """Summary of the same run without limits of flow at openings; None if it was not asked for.

        Raises
        ------
        RunFolderError
            If it is damaged.
        """
        path = self.path(FREE_DOORS)
        if not path.exists():
            return None
        try:
            found = json.loads(text_of(path))
        except (ValueError, RecursionError) as error:
            raise RunFolderError(f"{path} is damaged: it is not JSON ({str(error)[:200]}).") from error
        if not isinstance(found, dict):
            raise RunFolderError(f"{path} is damaged: it holds no summary.")
        return found

    @property
    def scenario(self) -> str:
        """Text of the resolved scenario."""
        return text_of(self.path("scenario.yaml"))

    def parts(self, table: str, suffix: str = "parquet") -> list[Path]:
        """Return the closed parts of ``trajectories``, ``events``, ``fields``, ``zones``, ``series/<column>``."""
        found = sorted((self.folder / table).glob(f"part-*.{suffix}"))
        return [inside(self.folder, path) for path in found if _PART.fullmatch(path.stem)]

    def gaps(self) -> list[int]:
        """Return the numbers of trajectory parts that should be there and are not."""
        numbers = [int(path.stem.removeprefix("part-")) for path in self.parts("trajectories")]
        return sorted(set(range(max(numbers, default=-1) + 1)) - set(numbers))

    def trajectories(self) -> pa.Table:
        """Return all closed parts: person, frame, x_cm, y_cm, surface, status; parts in order of time."""
        return self._read("trajectories", schema.TRAJECTORIES)

    def events(self) -> pa.Table:
        """Return all events in the order in which they were written."""
        return self._read("events", schema.EVENTS)

    def zones(self) -> pa.Table:
        """Return where danger zones were, one row a zone and recorded time; empty without any."""
        return self._read("zones", schema.ZONES)

    def series(self, column: str) -> pa.Table:
        """Return a recorded column: person, time, value; a run's own ``schema.MIND_SERIES`` hold changes.

        Raises
        ------
        RunFolderError
            If it was not recorded; the message lists what was.
        """
        if not self.parts(f"series/{column}"):
            recorded = ", ".join(self.recorded()) or "none"
            raise RunFolderError(f"{self.folder}: '{column}' was not recorded (recorded: {recorded}).")
        return self._read(f"series/{column}", schema.series_schema(column))

    def recorded(self) -> list[str]:
        """Return the names of the extra columns that were recorded."""
        found = (path.name for path in (self.folder / "series").glob("*") if path.is_dir())
        return sorted(name for name in found if name in COLUMNS)

    def people(self) -> pa.Table:
        """Return one row a person; in an unfinished run as far as it was known when last written."""
        path = self._written("people.parquet")
        about = path.stat()
        mark = about.st_mtime_ns, about.st_size, about.st_ino
        if self._people is None or self._people[0] != mark:
            self._people = mark, people_fitted(path, read_table(path), self.number_of_people)
        return self._people[1]

    def summary(self) -> dict[str, Any]:
        """Return the summary row; raises RunFolderError if the run ended before one was written."""
        path = self._written("summary.parquet")
        rows: list[dict[str, Any]] = read_table(path).slice(0, 2).to_pylist()
        if len(rows) != 1:
            raise damaged(path, "it is not one row")
        return rows[0]

    @cached_property
    def grid(self) -> DensityGrid:
        """The grid on which density was measured."""
        return self._grid_of(float(self.info["density_cell"]))

    def _grid_of(self, cell: float) -> DensityGrid:
        if cells_of(self.venue, cell) > MOST_CELLS:
            raise RunFolderError(
                f"{self.folder / 'venue.json'} is damaged: the building is too large to be measured."
            )
        return density_grid(self.venue, cell)

    def fields(self) -> field_files.DensityFields:
        """Return density over all closed parts, flat arrays on ``grid``."""
        parts = [field_files.decode(path, self.grid) for path in self.parts("fields", "h5")]
        return field_files.join_all(parts, self.grid)

    def air(self) -> air_files.AirFrames | None:
        """Return the recorded air over all closed parts; None if the run had no hazards or has not seen them yet."""
        return air_files.decode(self.parts("air", "h5"), self._grid_of)

    def density(self) -> list[field_files.SurfaceDensity]:
        """Return density over all closed parts as planes, one set for each surface."""
        return field_files.planes(self.grid, self.fields(), self.venue)

    def duckdb(self) -> DuckDBPyConnection:
        """Return a connection with views trajectories, people, events, summary, surfaces and openings.

        ``trajectories`` gains ``time`` (s), ``x`` and ``y`` (m). What the run does not have is an empty view,
        or missing for people and summary.
        """
        import duckdb

        connection = duckdb.connect()
        seconds = (
            f"SELECT *, frame * {self.frame_interval!r}::DOUBLE AS time, x_cm / 100.0 AS x, y_cm / 100.0 AS y"
        )
        self._view(connection, "trajectories", seconds, self.parts("trajectories"), schema.TRAJECTORIES)
        self._view(connection, "events", "SELECT *", self.parts("events"), schema.EVENTS)
        for name in ("people", "summary"):
            if (path := self.path(f"{name}.parquet")).exists():
                self._view(connection, name, "SELECT *", [path], None)
        for name, table in (("surfaces", self._surfaces()), ("openings", self._openings())):
            connection.register(name, table)
        return connection

    def _view(
        self, connection: DuckDBPyConnection, name: str, select: str, files: list[Path],
        empty: pa.Schema | None,
    ) -> None:  # fmt: skip
        if files:
            quoted = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
            connection.execute(f"CREATE VIEW {name} AS {select} FROM read_parquet([{quoted}])")
        elif empty is not None:
            connection.register(f"{name}_empty", empty.empty_table())
            connection.execute(f"CREATE VIEW {name} AS {select} FROM {name}_empty")

    def _surfaces(self) -> pa.Table:
        rows = [
            {"surface": s.index, "id": s.id, "kind": s.kind, "elevation": s.elevation, "area": s.area.area}
            for s in self.venue.surfaces
        ]
        return pa.Table.from_pylist(rows)

    def _openings(self) -> pa.Table:
        types = [("opening", pa.int16()), ("id", pa.string()), ("kind", pa.string()), ("surface", pa.int16()),
                 ("width", pa.float64()), ("state", pa.string())]  # fmt: skip
        rows = [
            {"opening": o.index, "id": o.id, "kind": o.kind, "surface": o.surface,
             "width": line_length(o.line), "state": o.state}
            for o in self.venue.openings
        ]  # fmt: skip
        return pa.Table.from_pylist(rows, schema=pa.schema(types))

    def _read(self, table: str, columns: pa.Schema) -> pa.Table:
        parts = [fitted(path, read_table(path), columns, self.within(table)) for path in self.parts(table)]
        return pa.concat_tables(parts) if parts else columns.empty_table()

    def within(self, table: str) -> dict[str, tuple[int, int]]:
        """Return the range of each column of a table that points somewhere; -1 for nothing in events."""
        least = -1 if table == "events" else 0
        of_venue = (
            {}
            if table.startswith("series/")
            else {
                "surface": (least, len(self.venue.surfaces) - 1),
                "opening": (least, len(self.venue.openings) - 1),
            }
        )
        return {
            **of_venue,
            "person": (least, self.number_of_people - 1),
            "frame": (0, MOST_FRAMES),
            "status": (0, len(STATUSES) - 1),
            "zone": (0, 32_767),
        }

    def _written(self, name: str) -> Path:
        path = self.path(name)
        if not path.exists():
            raise RunFolderError(f"{path.parent} has no {path.name}; {UNFINISHED} before it was written.")
        return path
