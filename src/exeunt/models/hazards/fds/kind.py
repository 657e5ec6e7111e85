"""The kind ``fds``: the result of an FDS run in a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from exeunt.base.errors import Problem
from exeunt.base.kinds import register
from exeunt.base.quantities import Angle, Duration, Length
from exeunt.models.hazards.fds.field import FdsField
from exeunt.models.hazards.fds.mapping import (
    REACH,
    TOLERANCE,
    Fit,
    Nodes,
    Placement,
    fit,
    grid_of,
    nodes_on,
)
from exeunt.models.hazards.fds.result import NEEDED, FdsResult, open_result
from exeunt.models.hazards.field import QUANTITIES, HazardError, Source, ambient
from exeunt.models.hazards.places import Key
from exeunt.models.hazards.prescribed import FAMILY, HazardKind
from exeunt.models.hazards.site import Site
from exeunt.venue.venue import Surface

MOST_BYTES = 4 * 2**30
LEAST_COVERED = 0.02
"""Share of the venue below which the slices are taken for those of another building."""
MOST_SOLID = 0.4
"""Share of walkable ground inside FDS's walls from which on the slices are taken for those of another building."""
WORTH_SAYING = 0.05


@dataclass(frozen=True, eq=False)
class Mapped:
    """A surface with its grid and how the slices fit it; without a grid FDS does not reach it."""

    surface: Surface
    nodes: Nodes | None
    fit: Fit


@register(FAMILY)
class FdsSlices(HazardKind):
    """What an FDS run computed, read from its slices at head height (extra ``fire``, fdsreader).

    Meshes are merged, the finest first; linear in plan and time. FDS is never run.
    """

    kind: Literal["fds"] = "fds"
    references: ClassVar[tuple[str, ...]] = ("FDS User's Guide",)
    limitations: ClassVar[tuple[str, ...]] = (
        "The air comes from an FDS result that was computed without these people: doors that they open change "
        "nothing, and where its slices do not reach, the scenario says what holds.",
    )
    result_folder: str = Field(
        min_length=1, description="folder of the FDS result, or its .smv file; relative to the scenario"
    )
    start: Duration = Field(0.0, ge=0, description="time in the scenario at which FDS's clock begins (s)")
    shift: tuple[Length, Length, Length] = Field(
        (0.0, 0.0, 0.0), description="place of FDS's origin in the venue: x, y, and height (m)"
    )
    rotation: Angle = Field(
        0.0, description="angle by which FDS's x axis is turned from the venue's, counter-clockwise (rad)"
    )
    outside: Literal["ambient", "hold", "error"] = Field(
        "ambient", description="what holds where no slice reaches, on a surface or beside the meshes"
    )
    every: Duration | None = Field(
        None, gt=0, description="time between frames that are kept; default: all (s)"
    )
    cell: Length | None = Field(
        None, ge=0.05, le=5, description="distance of grid nodes; default: FDS's smallest cell (m)"
    )

    @property
    def placement(self) -> Placement:
        """Where FDS's coordinates lie in the venue."""
        return Placement(self.shift, self.rotation)

    def problems(self, site: Site, key: Key) -> list[Problem]:
        """Return errors of the result, and warnings where its slices do not fit the building."""
        try:
            result = self._open(site)
            mapped = self._mapped(site, result)
        except HazardError as error:
            return [Problem(str(error).removesuffix("."), (*key, "result_folder"))]
        problems = list(self._fitting(site, result, mapped, key))
        size = sum(one.nodes.size for one in mapped if one.nodes is not None)
        size *= len(self._frames(result)) * len(QUANTITIES) * 4
        if size > MOST_BYTES:
            message = f"the slices of '{self.id}' take {size / 2**30:.1f} GiB on the venue's surfaces"
            problems.append(
                Problem(message, key, hint="Set 'every' to a longer time, or 'cell' to a longer length.")
            )
        return problems

    def source(self, site: Site) -> Source:
        """Return the slices on the surfaces of the venue.

        Raises
        ------
        HazardError
            If the result cannot be read or does not reach the venue.
        """
        result = self._open(site)
        frames = self._frames(result)
        clean = ambient(site.temperature)
        grids = {
            one.surface.index: grid_of(
                one.nodes, result, self.placement, clean, frames, self.outside == "hold"
            )
            for one in self._mapped(site, result)
            if one.nodes is not None and one.fit.covered > 0.0
        }
        if not grids:
            raise HazardError(f"no slice of the FDS result '{result.name}' reaches the venue at head height")
        names = [surface.id for surface in site.venue.surfaces]
        about = f"FDS result '{self.id}'"
        return FdsField(about, result.times[frames] + self.start, grids, self.outside, names)

    def _open(self, site: Site) -> FdsResult:
        return open_result(site.folder / Path(self.result_folder))

    def _mapped(self, site: Site, result: FdsResult) -> list[Mapped]:
        mapped = []
        for surface in site.venue.surfaces:
            nodes = nodes_on(surface, result, self.placement, site.head_height, self.cell)
            about = Fit(0.0, 0.0, 0.0, ()) if nodes is None else fit(nodes, result, self.placement)
            mapped.append(Mapped(surface, nodes, about))
        return mapped

    def _frames(self, result: FdsResult) -> NDArray[np.intp]:
        """Return which frames are kept: the first, then no two closer than ``every``, and the last."""
        if self.every is None:
            return np.arange(len(result.times))
        kept = [0]
        for k, time in enumerate(result.times.tolist()):
            if time - result.times[kept[-1]] >= self.every - 1e-6:
                kept.append(k)
        if kept[-1] != len(result.times) - 1:
            kept.append(len(result.times) - 1)
        return np.array(kept, dtype=np.intp)

    def _fitting(self, site: Site, result: FdsResult, mapped: list[Mapped], key: Key) -> Iterator[Problem]:
        key = (*key, "result_folder")
        area = sum(one.surface.area.area for one in mapped)
        share = sum(one.fit.covered * one.surface.area.area for one in mapped) / area
        covered = [one for one in mapped if one.fit.covered > 0.0]
        reach = _extents(site, result)
        hint = "Set 'shift' and 'rotation', or name the result that belongs to this building."
        if share < LEAST_COVERED:
            yield Problem(
                f"the FDS result '{result.name}' does not lie on this venue at head height: {reach}",
                key,
                hint=hint,
            )
            return
        for one in covered:
            if one.fit.solid > MOST_SOLID:
                yield Problem(
                    f"{one.fit.solid:.0%} of '{one.surface.id}' is inside walls of the FDS result '{result.name}': "
                    "these are slices of another building, or they are shifted",
                    key, hint=hint,
                )  # fmt: skip
            elif one.fit.solid > WORTH_SAYING:
                yield _warning(
                    f"{one.fit.solid:.0%} of '{one.surface.id}' is inside walls of the FDS result", key
                )
            if one.fit.covered + one.fit.solid < 1.0 - WORTH_SAYING and one.surface.kind == "storey":
                message = f"the FDS result covers {one.fit.covered:.0%} of '{one.surface.id}'"
                yield _warning(message, key, f"Beyond it the air is '{self.outside}' (key 'outside').")
            if abs(one.fit.off) > TOLERANCE + 1e-6:
                side = "above" if one.fit.off > 0 else "below"
                yield _warning(
                    f"on '{one.surface.id}' the slice in use is up to {abs(one.fit.off):.2f} m {side} heads", key,
                    "FDS moves slices to its grid; 'exeunt fire slices' prints the heights that are needed.",
                )  # fmt: skip
        bare = [one.surface.id for one in mapped if one.fit.covered == 0.0]
        if bare:
            names = ", ".join(f"'{name}'" for name in bare[:5]) + (", …" if len(bare) > 5 else "")
            message = (
                f"no slice of the FDS result within {REACH:g} m of heads on {names}: the air there is ambient"
            )
            yield _warning(message, key, "'exeunt fire slices' prints the lines that FDS needs.")
        yield from self._silent(result, key)

    def _silent(self, result: FdsResult, key: Key) -> Iterator[Problem]:
        for column, line in NEEDED.items():
            if column in result.columns or (column == "extinction" and "visibility" in result.columns):
                continue
            word = column.replace("_", " ")
            yield _warning(
                f"the FDS result has no slices of {word}: it is taken as in clean air", key, f"Write {line}."
            )
        if "extinction" not in result.columns and "visibility" in result.columns:
            yield _warning("the FDS result has visibility only: extinction is 3 / visibility", key)
        if result.end is not None and result.times[-1] < 0.98 * result.end:
            message = f"FDS stopped at {result.times[-1]:.0f} s, before its end time of {result.end:.0f} s"
            yield _warning(message, key, "Beyond it the key 'hazards.after' decides.")


def _warning(message: str, key: Key, hint: str = "") -> Problem:
    return Problem(message, key, hint=hint, severity="warning")


def _extents(site: Site, result: FdsResult) -> str:
    x0, x1, y0, y1, z0, z1 = result.bounds
    heights = sorted({plane.z for plane in result.planes})
    a0, b0, a1, b1 = site.venue.bounds
    return (
        f"it reaches from ({x0:.1f}, {y0:.1f}, {z0:.1f}) to ({x1:.1f}, {y1:.1f}, {z1:.1f}) with slices from z = "
        f"{heights[0]:.2f} to {heights[-1]:.2f} m, the venue from ({a0:.1f}, {b0:.1f}) to ({a1:.1f}, {b1:.1f})"
    )
