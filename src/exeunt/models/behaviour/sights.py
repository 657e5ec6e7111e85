"""What people see and feel by themselves: smoke, flames and heat, a danger zone, a steward who speaks to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.base.columns import CUES
from exeunt.base.smoke import EMITTING
from exeunt.venue.sight import Screens, in_sight, opaque
from exeunt.world.air import Air, Lattice, optical_depth
from exeunt.world.audience import hears_steward
from exeunt.world.state import World

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Rows = NDArray[np.intp]

SMOKE, FLAMES, STEWARD, ZONE, TOLD = (
    CUES.index(word) for word in ("smoke", "flames or heat", "steward", "danger zone", "word of mouth")
)
SEEN = (SMOKE, FLAMES, STEWARD, ZONE, TOLD)
"""What people perceive by themselves, as indices into ``CUES``."""
FRESH = 1.0
"""Seconds since the last sight of a danger zone that still count as seeing it."""


@dataclass(frozen=True)
class Thresholds:
    """What counts as smoke (1/m), flames (W/m²) and heat (°C), and how far (m) things are seen and act at once."""

    smoke: float
    smoke_range: float
    flame: float
    heat: float
    reflex: float


class Sights:
    """Looks at air, zones and stewards on behalf of people."""

    def __init__(self, limits: Thresholds) -> None:
        self.limits = limits
        self._version = -1
        self._screens: Screens | None = None

    def smoke(self, world: World, rows: Rows) -> Bools:
        """Return (rows,) who stands in smoke, or sees some nearby with no wall between."""
        seen = world["extinction"][rows] >= self.limits.smoke
        air = world.air
        if air is None or np.isnan(air.looked_at):
            return np.asarray(seen)
        smoky = air.fields["extinction"] >= self.limits.smoke
        for surface in np.unique(world["surface"][rows[~seen]]).tolist():
            here = np.flatnonzero(~seen & (world["surface"][rows] == surface))
            if surface >= 0:
                seen[here] = self._near_smoke(world, air, smoky, surface, rows[here])
        return np.asarray(seen)

    def flames(self, world: World, rows: Rows) -> tuple[Bools, Bools]:
        """Return (rows,) who sees flames or feels heat, and who does so from so near that it acts at once."""
        felt = (world["radiation"][rows] >= self.limits.flame) | (
            world["air_temperature"][rows] >= self.limits.heat
        )
        seen, near, air = felt.copy(), felt.copy(), world.air
        if air is None or np.isnan(air.looked_at):
            return seen, near
        flux = air.fields["radiation"][air.rows]
        for surface in np.unique(air.surface[flux >= self.limits.flame]).tolist():
            # the hottest ground is where it burns
            hottest = int(np.argmax(np.where(air.surface == surface, flux, -1.0)))
            here = np.flatnonzero(~near & (world["surface"][rows] == surface))
            apart = np.full(len(here), np.inf)
            _look_at(
                self._sight(world), air.lattice, air.fields["extinction"], surface, world["x"][rows[here]],
                world["y"][rows[here]], float(air.x[hottest]), float(air.y[hottest]), EMITTING, apart,
            )  # fmt: skip
            seen[here] |= np.isfinite(apart)
            near[here] |= apart <= self.limits.reflex
        return seen, near

    def zones(self, world: World, rows: Rows) -> tuple[Bools, Bools, Bools]:
        """Return (rows,) who sees a danger zone, who does so from near, and who only knows of one."""
        known_at = world["zone_known_at"][rows]
        knows = ~np.isnan(known_at)
        seen = world["zone_seen_at"][rows] >= world.time - FRESH
        dx, dy = world["zone_x"][rows] - world["x"][rows], world["zone_y"][rows] - world["y"][rows]
        radius = max((zone.radius for zone in world.zones), default=0.0)
        reach = self.limits.reflex + radius
        near = seen & (dx * dx + dy * dy <= reach * reach)
        return seen, near, knows & ~seen

    def stewards(self, world: World, rows: Rows) -> Bools:
        """Return (rows,) which people a steward in sight speaks to face to face."""
        out = np.zeros(len(rows), dtype=np.bool_)
        for k in range(len(world.duty.rows)):
            out |= hears_steward(world, k, rows, self._sight(world))
        return out

    def _sight(self, world: World) -> Screens:
        if self._screens is None or self._version != world.openings.version:
            self._screens = opaque(world.venue, world.openings.is_open)
            self._version = world.openings.version
        return self._screens

    def _near_smoke(self, world: World, air: Air, smoky: Bools, surface: int, rows: Rows) -> Bools:
        """Return (rows,) who sees the nearest smoke of a surface, within the range at which smoke is noticed."""
        # loaded for runs with hazards alone
        from scipy import ndimage

        plane = air.grid.plane(smoky, surface)
        seen = np.zeros(len(rows), dtype=np.bool_)
        if not plane.any():
            return seen
        cell, x0, y0 = air.grid.cell, float(air.grid.x0[surface]), float(air.grid.y0[surface])
        iy, ix = ndimage.distance_transform_edt(~plane, return_distances=False, return_indices=True)
        x, y = world["x"][rows], world["y"][rows]
        jx = np.clip(((x - x0) / cell).astype(np.int64), 0, plane.shape[1] - 1)
        jy = np.clip(((y - y0) / cell).astype(np.int64), 0, plane.shape[0] - 1)
        _sees(
            self._sight(world), surface, x, y, x0 + (ix[jy, jx] + 0.5) * cell, y0 + (iy[jy, jx] + 0.5) * cell,
            self.limits.smoke_range, seen,
        )  # fmt: skip
        return seen


@njit(cache=True, error_model="numpy")
def _sees(
    screens: Screens, surface: int, x: Floats, y: Floats, at_x: Floats, at_y: Floats, reach: float, out: Bools
) -> None:
    """Mark who sees its own place (at_x, at_y) within reach."""
    for i in range(len(x)):
        dx, dy = at_x[i] - x[i], at_y[i] - y[i]
        if dx * dx + dy * dy <= reach * reach:
            out[i] = in_sight(screens, surface, x[i], y[i], at_x[i], at_y[i])


@njit(cache=True, error_model="numpy")
def _look_at(
    screens: Screens, lattice: Lattice, extinction: Floats, surface: int, x: Floats, y: Floats, at_x: float,
    at_y: float, light: float, apart: Floats,
) -> None:  # fmt: skip
    """Write the distance in m to a place for those who see it through walls and smoke."""
    for i in range(len(x)):
        if not in_sight(screens, surface, x[i], y[i], at_x, at_y):
            continue
        if optical_depth(lattice, extinction, surface, x[i], y[i], at_x, at_y) <= light:
            apart[i] = np.sqrt((at_x - x[i]) ** 2 + (at_y - y[i]) ** 2)
