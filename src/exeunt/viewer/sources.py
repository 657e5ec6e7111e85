"""Where the viewer's data come from: a source a run, whole, growing or broken; and a run folder as a source."""

from __future__ import annotations

import threading
from math import ceil
from pathlib import Path
from typing import Any, Protocol

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import RunFolderError
from exeunt.results.documents import MOST_FRAMES
from exeunt.results.files import inside, plain
from exeunt.results.run import Run, open_run
from exeunt.viewer import tables
from exeunt.viewer.air import air_container
from exeunt.viewer.chunks import frames_per_chunk, pack_chunk
from exeunt.viewer.container import pack
from exeunt.viewer.manifest import chunk_entries, column_entries, event_entries, place_entries, venue_entry
from exeunt.viewer.maps import map_entries, plane_arrays
from exeunt.viewer.parts import PartReader, rows_in
from exeunt.viewer.standing import standing
from exeunt.viewer.zones import zone_entries


class NoSuchChunkError(LookupError):
    """A run has no chunk of that number."""


class Source(Protocol):
    """One run as the page sees it; methods raise RunFolderError for what cannot be read."""

    def entry(self) -> dict[str, Any]:
        """Return the manifest's entry of the run as it is now."""

    def chunk(self, index: int) -> bytes:
        """Return one chunk; NoSuchChunkError if there is none of that number."""

    def people(self) -> bytes:
        """Return the people container."""

    def maps(self) -> bytes:
        """Return the maps container."""

    def air(self) -> bytes:
        """Return the air container; asked for only where the entry says ``air``."""

    def scenario(self) -> str:
        """Return the text of the resolved scenario; empty where there is none."""


class RunSource:
    """A run folder; read again whenever it has grown. ``level`` is gzip's.

    Raises
    ------
    RunFolderError
        Here and in every method, if the folder cannot be read or a link leads out of it.
    """

    def __init__(self, folder: Path, level: int = 6) -> None:
        self.folder = folder
        self.level = level
        self._lock = threading.RLock()
        self._run = self._open()
        self._reader: PartReader | None = None
        self._counts: dict[Path, int | None] = {}
        self._told: tuple[Any, dict[str, Any]] | None = None

    def entry(self) -> dict[str, Any]:
        with self._lock:
            run = self._now()
            now = (standing(run), tables.signature(run))
            if self._told is None or self._told[0] != now:
                self._told = (now, self._entry(run, *now[0]))
            return self._told[1]

    def _entry(self, run: Run, status: str, reason: str, hint: str) -> dict[str, Any]:
        frames, notes, gaps = self._frames(run, status)
        interval, people = run.frame_interval, tables.people_of(run)
        size = frames_per_chunk(interval, people)
        series = {name: tables.series_range(run, name) for name in self._series(run)}
        return dict(plain({
            "name": run.info.get("name") or run.venue.name,
            "folder_name": self.folder.resolve().name,
            "scenario_name": run.info.get("name") or run.venue.name,
            "variant": run.info.get("variant") or "", "variant_title": run.info.get("variant_title") or "",
            "seed": run.info.get("seed"),
            "status": status, "reason": reason, "hint": hint, "notes": notes,
            "people": people, "frame_interval": interval, "frames": frames,
            "duration": max(frames - 1, 0) * interval,
            "chunk_seconds": size * interval, "chunk_frames": size,
            "chunks": chunk_entries(frames, size, growing=status == "running"),
            "revision": {"people": tables.revision(run, "people.parquet", "events"),
                         "maps": tables.revision(run, "fields"), "air": tables.revision(run, "air")},
            "gaps": gaps,
            "venue": venue_entry(run.venue, tables.opening_changes(run)),
            "events": event_entries(tables.incidents(run)),
            "columns": column_entries(
                run.venue, tables.populations(run), tables.people_arrays(run), series,
                refuges=[place.id for place in run.places if place.kind == "refuge"],
            ),
            "maps": map_entries(run.grid),
            "air": bool(run.parts("air", "h5")),
            "zones": zone_entries(run.zones(), run.frame_interval),
            "places": place_entries(run.places),
            "colour": "mind" if (series.get("mind") or (0.0, 0.0))[1] > 0 else "",
            "summary": tables.summary_figures(run),
        }))  # fmt: skip

    def chunk(self, index: int) -> bytes:
        with self._lock:
            run = self._now()
            status, *_ = standing(run)
            frames, *_ = self._frames(run, status)
            size = frames_per_chunk(run.frame_interval, tables.people_of(run))
            chunks = chunk_entries(frames, size, growing=status == "running")
            if not 0 <= index < len(chunks):
                raise NoSuchChunkError(index)
            first, held = chunks[index]["frame0"], chunks[index]["frames"]
            if self._reader is None:
                self._reader = PartReader(
                    self.folder, tables.frames_per_part(run), run.frame_interval, run.within("trajectories")
                )
            rows = self._reader.rows(first, first + held)
            columns = {name: self._reader.column(name, rows) for name in self._series(run)}
        return pack_chunk(rows, first, held, columns, self.level)

    def people(self) -> bytes:
        with self._lock:
            run = self._now()
            arrays = tables.people_arrays(run) | tables.crossing_arrays(run)
        return pack(arrays, level=self.level)

    def maps(self) -> bytes:
        with self._lock:
            arrays = plane_arrays(self._now().density())
        return pack(arrays, level=self.level)

    def air(self) -> bytes:
        with self._lock:
            run = self._now()
            return air_container(run, whole=standing(run)[0] != "running", level=self.level)

    def scenario(self) -> str:
        path = self.folder / "scenario.yaml"
        if not path.exists():
            return ""
        inside(self.folder, path)
        with self._lock:
            return self._run.scenario

    def _open(self) -> Run:
        for name in ("run.json", "venue.json", "places.json", "people.parquet", "summary.parquet"):
            inside(self.folder, self.folder / name)
        run = open_run(self.folder)
        # a link that leads out is found now, not by a request for what lies behind it
        for table, suffix in (
            ("events", "parquet"), ("fields", "h5"), ("air", "h5"), ("trajectories", "parquet"),
            ("zones", "parquet"),
        ):  # fmt: skip
            run.parts(table, suffix)
        for column in self._series(run):
            run.parts(f"series/{column}")
        if not 0 < run.frame_interval < float("inf") or tables.people_of(run) < 0:
            raise RunFolderError(f"{self.folder / 'run.json'} is damaged: no frame interval or no people.")
        return run

    def _now(self) -> Run:
        """Return the run as it is now; the building, which never changes, is read once."""
        run = self._open()
        if run.info.get("created") == self._run.info.get("created"):
            for part in ("venue", "grid"):
                if part in self._run.__dict__:
                    run.__dict__[part] = self._run.__dict__[part]
        else:
            self._reader = None
            self._counts.clear()
        self._run = run
        return run

    def _series(self, run: Run) -> list[str]:
        return [name for name in run.recorded() if name in COLUMNS]

    def _frames(self, run: Run, status: str) -> tuple[int, list[str], list[list[float]]]:
        """Return the number of frames so far, what the page must say, and spans in s without data."""
        per_part = tables.frames_per_part(run)
        whole, damaged = set(), []
        for path in run.parts("trajectories"):
            if self._counts.get(path) is None:
                self._counts[path] = rows_in(path)
            if self._counts[path] is None:
                damaged.append(path.name)
            else:
                whole.add(int(path.stem.removeprefix("part-")))
        frames = per_part * (max(whole, default=-1) + 1)
        if status in ("complete", "interrupted") and run.info.get("frames"):
            frames = int(run.info["frames"])
        if frames > MOST_FRAMES:
            raise RunFolderError(
                f"{self.folder / 'run.json'} is damaged: a run cannot have {frames:,} frames."
            )
        notes = [f"trajectories/{name} is damaged and left out." for name in damaged]
        gone = [number for number in range(ceil(frames / per_part)) if number not in whole]
        missing = len(gone) - len(damaged)
        if missing > 0:
            notes.append(f"{missing} part{' is' if missing == 1 else 's are'} missing from trajectories.")
        edges = [(number * per_part, min((number + 1) * per_part, frames)) for number in gone]
        return frames, notes, [[a * run.frame_interval, b * run.frame_interval] for a, b in edges]
