"""Signs: from where each can be read, who notices it, and to which exit it sends them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, Self

import numpy as np
from numba import njit
from numpy.typing import NDArray
from pydantic import Field, model_validator

from exeunt.base.kinds import parameter
from exeunt.base.maths import cos, sin
from exeunt.base.quantities import Angle, Duration, Length, Share
from exeunt.base.smoke import EMITTING, REFLECTING
from exeunt.venue.blocks import Block, Id, Point
from exeunt.venue.lattice import F64, I16
from exeunt.venue.sight import Screens, in_sight
from exeunt.venue.venue import Venue
from exeunt.world.air import Lattice, cell_of, optical_depth

CELL = 0.5
"""Width in m of the cells for which it is kept from where a sign can be read."""
_GALEA = "Galea, Xie & Lawrence 2014, Fire Safety Science 11:1129; Galea, Xie, Deere et al. 2017"
_K_MASK = (1 << 20) - 1

Kinds = Literal["static", "dynamic", "negative"]
NOTICED: dict[str, float] = {"static": 0.38, "dynamic": 0.77, "negative": 0.77}


class SignDoc(Block):
    """A sign: where it hangs, in which direction it faces, and what it says.

    It names an ``exit``, or shows a ``way``: then whoever follows it heads for the nearest exit whose way from the
    sign begins within 60 degrees of that direction. A ``negative`` sign (a red cross over an exit sign) says that its
    exit is not to be used. A sign is read where nothing hides it, up to ``legible`` times the cosine of the angle
    between the direction that it faces and the direction to the reader, and as far as the smoke in between lets it be
    seen.
    """

    id: Id
    kind: Kinds = Field("static", description="static, dynamic (lit, flashing), or negative: do not use")
    storey: Id
    at: Point = Field(description="its place in plan (m)")
    facing: Angle = Field(description="direction in which it faces, counter-clockwise from +x")
    exit: Id | None = Field(None, description="exit to which it points, or that it forbids")
    way: Angle | None = Field(None, description="direction in which its arrow points, in plan")
    start: Duration = Field(0.0, ge=0, description="time from which on it shows (s)")
    lit: bool | None = Field(None, description="whether it emits light; default: all but static signs do")
    legible: Length = parameter(
        30.0, source="legibility distance as open evacuation models use it (30 m)", low=15.0, high=60.0, unit="m",
        assumption=True, gt=0, le=200, description="how far it can be read from straight ahead in clear air",
    )  # fmt: skip
    noticed: Share | None = parameter(
        None, source=f"{_GALEA}: 0.38 of people noticed a static sign straight ahead, 0.77 a dynamic one; negative "
        "signs taken as dynamic ones. If nothing is given: 0.38, 0.77, 0.77", low=0.3, high=0.9, ge=0, le=1,
        description="share of those who come to where it can be read who notice it",
    )  # fmt: skip
    followed: Share = parameter(
        0.95, source=f"{_GALEA}: nearly all who noticed a static sign followed it, all who noticed a dynamic one",
        low=0.66, high=1.0, assumption=True, ge=0, le=1, description="share of those who notice it who follow it",
    )  # fmt: skip

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.exit is None) == (self.way is None):
            raise ValueError(f"sign '{self.id}' needs either an exit or a way")
        if self.kind == "negative" and self.exit is None:
            raise ValueError(f"the negative sign '{self.id}' must name the exit that is not to be used")
        return self

    @property
    def share_noticed(self) -> float:
        """Share of those who come to where it can be read who notice it."""
        return NOTICED[self.kind] if self.noticed is None else self.noticed

    @property
    def light(self) -> float:
        """Optical depth up to which it is seen."""
        lit = self.kind != "static" if self.lit is None else self.lit
        return EMITTING if lit else REFLECTING

    @property
    def ordinal(self) -> int:
        """Number for its draws that depends on its id alone, so that other signs change nobody's luck."""
        return int.from_bytes(blake2b(self.id.encode(), digest_size=4).digest(), "little") & _K_MASK


@dataclass(frozen=True, eq=False)
class Board:
    """Signs as kernels take them, each (signs,): surface, place and unit vector that it faces, legibility, light."""

    surface: NDArray[np.int64]
    x: F64
    y: F64
    nx: F64
    ny: F64
    legible: F64
    light: F64


def board(signs: Sequence[SignDoc], venue: Venue) -> Board:
    """Return the signs of a venue as arrays."""
    numbers = np.array(
        [
            (venue.surface(s.storey).index, *s.at, cos(s.facing), sin(s.facing), s.legible, s.light)
            for s in signs
        ],
        dtype=np.float64,
    ).reshape(-1, 7)
    columns = [np.ascontiguousarray(column) for column in numbers.T]
    return Board(columns[0].astype(np.int64), *columns[1:])


def lattice_of(venue: Venue, cell: float = CELL) -> Lattice:
    """Return square cells over all surfaces of a venue."""
    low, number = [], []
    for surface in venue.surfaces:
        xmin, ymin, xmax, ymax = surface.area.bounds
        x0, y0 = np.floor(xmin / cell) * cell, np.floor(ymin / cell) * cell
        low.append((x0, y0))
        number.append((max(1, int(np.ceil((xmax - x0) / cell))), max(1, int(np.ceil((ymax - y0) / cell)))))
    corner, n = np.array(low, dtype=np.float64), np.array(number, dtype=np.int64)
    offset = np.concatenate([[0], np.cumsum(n[:, 0] * n[:, 1])]).astype(np.int64)
    return Lattice(cell, corner[:, 0].copy(), corner[:, 1].copy(), n[:, 0].copy(), n[:, 1].copy(), offset)


@njit(cache=True, error_model="numpy")
def in_catchment(sx: float, sy: float, nx: float, ny: float, legible: float, x: float, y: float) -> bool:
    """Return whether a sign at s that faces n can be read from a place in clear air, walls apart.

    The distance d is at most L cos(theta) with cos(theta) = n (p - s) / d: a disc of diameter L that touches the sign
    (Xie, Filippidis, Gwynne et al. 2007, Journal of Fire Protection Engineering 17:297).
    """
    dx, dy = x - sx, y - sy
    return dx * dx + dy * dy <= legible * (dx * nx + dy * ny)


@njit(cache=True, error_model="numpy")
def catchments(
    surface: NDArray[np.int64], x: F64, y: F64, nx: F64, ny: F64, legible: F64, screens: Screens,
    lattice: Lattice, out: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Set ``out`` (signs, cells): whether the sign may be readable somewhere in a cell.

    True where the centre or a corner of the cell is in the catchment, a cell's width taken off, and in sight. The last
    word has ``readable``, from the person's own place.
    """
    w = lattice.cell
    for k in range(surface.size):
        s = surface[k]
        for iy in range(lattice.ny[s]):
            for ix in range(lattice.nx[s]):
                left, low = lattice.x0[s] + ix * w, lattice.y0[s] + iy * w
                mx, my = left + 0.5 * w, low + 0.5 * w
                dx, dy = mx - x[k], my - y[k]
                r = 0.5 * legible[k]
                ox, oy = dx - r * nx[k], dy - r * ny[k]
                if ox * ox + oy * oy > (r + w) * (r + w):
                    continue
                seen = in_sight(screens, s, mx, my, x[k], y[k])
                for corner in range(4):
                    if seen:
                        break
                    px = left + (0.02 if corner % 2 == 0 else 0.98) * w
                    py = low + (0.02 if corner < 2 else 0.98) * w
                    seen = in_sight(screens, s, px, py, x[k], y[k])
                out[k, lattice.offset[s] + iy * lattice.nx[s] + ix] = seen


@njit(cache=True, error_model="numpy")
def readable(
    who: NDArray[np.int64], surface: I16, px: F64, py: F64, k: int, s: int, x: float, y: float, nx: float,
    ny: float, legible: float, light: float, cells: NDArray[np.bool_], screens: Screens, lattice: Lattice,
    air: Lattice, extinction: F64, out: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Set ``out`` (people,): who of some people can read sign ``k`` now.

    Parameters
    ----------
    who
        (people,) rows of ``surface``, ``px`` and ``py``.
    cells
        (signs, cells) of ``catchments``.
    extinction
        Of the cells of ``air``; empty in clear air.
    """
    for n in range(who.size):
        i = who[n]
        out[n] = False
        if surface[i] != s or not in_catchment(x, y, nx, ny, legible, px[i], py[i]):
            continue
        if not cells[k, cell_of(lattice, s, px[i], py[i])]:
            continue
        if not in_sight(screens, s, px[i], py[i], x, y):
            continue
        if extinction.size > 0 and optical_depth(air, extinction, s, px[i], py[i], x, y) > light:
            continue
        out[n] = True
