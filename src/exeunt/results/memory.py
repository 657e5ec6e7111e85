"""A run that stays in memory, with the tables of a run folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import pyarrow as pa

from exeunt.base.errors import RunFolderError
from exeunt.results import fields as field_files
from exeunt.results.grid import DensityGrid
from exeunt.results.places import Place
from exeunt.results.run import Run
from exeunt.results.schema import ZONES
from exeunt.results.venue import RunVenue


@dataclass(frozen=True, eq=False)
class Frames:
    """What a run in memory recorded from frame to frame: positions, and density on a grid."""

    trajectories: pa.Table
    grid: DensityGrid
    fields: field_files.DensityFields


@dataclass(frozen=True, eq=False, repr=False)
class MemoryRun:
    """A finished run without a folder: ``Run`` as far as it was kept.

    ``info`` is what ``run.json`` of a folder would say. Pickled it leaves ``frames`` behind, so that it is small.
    """

    info: dict[str, Any]
    venue: RunVenue
    outcome: pa.Table
    happened: pa.Table
    frames: Frames | None
    places: tuple[Place, ...] = ()
    row: dict[str, Any] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "frames": None}

    @property
    def status(self) -> str:
        """``complete`` or ``interrupted``."""
        return str(self.info["status"])

    @property
    def reason(self) -> str:
        """Why the run ended."""
        return str(self.info["reason"])

    @property
    def frame_interval(self) -> float:
        """Seconds between two frames."""
        return float(self.info["frame_interval"])

    @property
    def grid(self) -> DensityGrid:
        """The grid on which density was measured."""
        return self._kept().grid

    def people(self) -> pa.Table:
        """Return one row a person."""
        return self.outcome

    def events(self) -> pa.Table:
        """Return all events in order of time."""
        return self.happened

    def trajectories(self) -> pa.Table:
        """Return person, frame, x_cm, y_cm, surface, status, in order of time.

        Raises
        ------
        RunFolderError
            If positions were not kept.
        """
        return self._kept().trajectories

    def zones(self) -> pa.Table:
        """Return no danger zones: a run in memory does not keep them."""
        return ZONES.empty_table()

    def fields(self) -> field_files.DensityFields:
        """Return density over the run, flat arrays on ``grid``."""
        return self._kept().fields

    def density(self) -> list[field_files.SurfaceDensity]:
        """Return density as planes, one set for each surface."""
        return field_files.planes(self.grid, self.fields(), self.venue)

    def summary(self) -> dict[str, Any]:
        """Return the summary row."""
        return dict(self.row or {})

    def with_summary(self, row: dict[str, Any]) -> MemoryRun:
        """Return the run with its summary."""
        return replace(self, row=row)

    def _kept(self) -> Frames:
        if self.frames is None:
            raise RunFolderError(
                "Positions were not kept: they do not go from one process to another, or the run was made with "
                "'record=False'. Give the run a folder ('out')."
            )
        return self.frames


AnyRun: TypeAlias = Run | MemoryRun
