"""An FDS result as a source: grids on the surfaces that its slices cover, and a word about those that they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from exeunt.models.hazards.field import Floats, HazardError
from exeunt.models.hazards.gridded import GridField, SurfaceGrid
from exeunt.models.hazards.sampling import Heads
from exeunt.world.air import Remark

Outside = Literal["ambient", "hold", "error"]


class FdsField(GridField):
    """Slices of FDS in time.

    Parameters
    ----------
    about, times, grids
        See ``GridField``.
    outside
        Beyond the slices: clean air, the nearest value on the same surface (then the grids have no gaps), or an error.
    names
        Ids of all surfaces.
    """

    def __init__(
        self,
        about: str,
        times: Sequence[float] | Floats,
        grids: Mapping[int, SurfaceGrid],
        outside: Outside,
        names: Sequence[str],
    ) -> None:
        super().__init__(about, times, grids)
        self.outside = outside
        self.names = tuple(names)
        self._told: set[int] = set()
        self._new: list[Remark] = []

    def add(self, time: float, heads: Heads, out: Floats) -> None:
        """Add the values at people's heads.

        Raises
        ------
        HazardError
            If someone is where FDS says nothing and ``outside`` is ``error``.
        """
        if self.outside == "hold":
            self.covers(time, self._held(heads), out)
            beyond = ~np.isin(heads.surface, list(self.grids)) | self._beyond(heads)
        else:
            beyond = ~self.covers(time, heads, out)
        if beyond.any():
            self._tell(heads, beyond)

    def survey(self, time: float, heads: Heads, out: Floats) -> None:
        """Add the values at places where nobody is; what FDS does not know is not worth a word there."""
        self.covers(time, self._held(heads) if self.outside == "hold" else heads, out)

    def remarks(self, time: float) -> Sequence[Remark]:
        """Return on which surfaces people have left the slices since the last call."""
        new, self._new = self._new, []
        return new

    def _tell(self, heads: Heads, beyond: NDArray[np.bool_]) -> None:
        for surface in np.unique(heads.surface[beyond]).tolist():
            one = np.flatnonzero(beyond & (heads.surface == surface))[0]
            place = f"on '{self.names[surface]}' at ({heads.x[one]:.2f}, {heads.y[one]:.2f})"
            if self.outside == "error":
                raise HazardError(
                    f"{self.about} says nothing about the air {place}, where someone is. "
                    "Set 'outside' to 'ambient' or 'hold', or let FDS write slices there."
                )
            if surface not in self._told:
                self._told.add(surface)
                held = self.outside == "hold" and surface in self.grids
                air = "the nearest value holds" if held else "the air there is ambient"
                self._new.append(Remark("limit", f"{self.about} does not reach someone {place}; {air}"))

    def _beyond(self, heads: Heads) -> NDArray[np.bool_]:
        near = self._held(heads)
        return np.asarray((near.x != heads.x) | (near.y != heads.y))

    def _held(self, heads: Heads) -> Heads:
        """Return the nearest places inside the grids."""
        x, y = heads.x.copy(), heads.y.copy()
        for surface, grid in self.grids.items():
            rows = heads.surface == surface
            ny, nx = grid.values.shape[1:3]
            x[rows] = np.clip(x[rows], grid.corner[0], grid.corner[0] + (nx - 1) * grid.cell)
            y[rows] = np.clip(y[rows], grid.corner[1], grid.corner[1] + (ny - 1) * grid.cell)
        return heads._replace(x=x, y=y)
