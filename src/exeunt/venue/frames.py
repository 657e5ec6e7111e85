"""Frames of drawings: in which unit one is drawn, and which of its points becomes the origin of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, floor, hypot, pi, radians, sin, sqrt
from statistics import median
from typing import Any, Literal, get_args

import shapely
from numpy.typing import NDArray

from exeunt.base.quantities import UNITS
from exeunt.venue.venue import Point

Units = Literal["m", "cm", "mm", "km", "ft", "in", "degrees"]
KNOWN: tuple[Units, ...] = get_args(Units)

# WGS 84: semi-major axis in m, square of the eccentricity
_AXIS, _ECCENTRICITY = 6378137.0, 0.00669437999014
_LEAST, _MOST = 0.5, 1000.0
"""Sides of a floor in m: of the narrowest corridor, of the longest hall. Beyond them the unit is asked for."""
_NARROW, _WIDE = 0.5, 25.0
"""Width in m of the middle one of the openings; a door of 0.7 m in inches would be 28 m wide in metres."""
_WORDS = {"in": "inches", "ft": "feet"}
FAR = 10_000.0
"""Distance in m of a plan from its origin beyond which it is shifted: map coordinates, not those of a building."""


@dataclass(frozen=True)
class Frame:
    """What turns coordinates of a drawing into metres of plan: ``(drawn - shift)`` times the unit.

    Parameters
    ----------
    units
        Of the drawing. Degrees are longitude and latitude in WGS 84; they are laid onto the plane that touches the
        Earth's ellipsoid at ``shift``, which at 60 degrees of latitude is 7 cm off at a distance of 500 m.
    shift
        Point of the drawing, in its units, that becomes the origin of the plan.
    """

    units: Units = "m"
    shift: Point = (0.0, 0.0)

    @property
    def scale(self) -> tuple[float, float]:
        """Metres of plan for one unit, along x and along y."""
        if self.units != "degrees":
            factor = UNITS["length"][self.units]
            return factor, factor
        latitude = radians(self.shift[1])
        bent = 1.0 - _ECCENTRICITY * sin(latitude) ** 2
        east = _AXIS * cos(latitude) / sqrt(bent)
        north = _AXIS * (1.0 - _ECCENTRICITY) / (bent * sqrt(bent))
        return east * pi / 180.0, north * pi / 180.0

    def height(self, z: float) -> float:
        """Return a height of the drawing in metres; with degrees it is in metres already."""
        return z if self.units == "degrees" else z * self.scale[0]

    def to_plan(self, drawn: Any) -> Any:
        """Return a geometry, or an array of points (n, 2), in metres of plan."""
        (sx, sy), (x0, y0) = self.scale, self.shift

        def move(points: NDArray[Any]) -> NDArray[Any]:
            return (points - (x0, y0)) * (sx, sy)

        return shapely.transform(drawn, move) if hasattr(drawn, "geom_type") else move(drawn)


@dataclass(frozen=True)
class Extent:
    """How far a drawing reaches, and the openings in it: (dx, dy) from end to end of each, all in its units."""

    x0: float
    y0: float
    x1: float
    y1: float
    openings: tuple[Point, ...] = ()

    @classmethod
    def of(cls, shapes: Sequence[Any], openings: Sequence[Any] = ()) -> Extent:
        """Return the extent of geometries; openings are lines."""
        x0, y0, x1, y1 = shapely.total_bounds(list(shapes)).tolist()
        ends = [shapely.get_coordinates(line)[[0, -1]].tolist() for line in openings]
        return cls(x0, y0, x1, y1, tuple((q[0] - p[0], q[1] - p[1]) for p, q in ends))

    def size(self, units: Units) -> tuple[float, float]:
        """Return width and height in m if drawn in these units."""
        sx, sy = self._scale(units)
        return (self.x1 - self.x0) * sx, (self.y1 - self.y0) * sy

    def opening(self, units: Units) -> float | None:
        """Return the median width of the openings in m, None without any."""
        sx, sy = self._scale(units)
        widths = [hypot(dx * sx, dy * sy) for dx, dy in self.openings]
        return median(widths) if widths else None

    def plausible(self, units: Units) -> bool:
        """Tell whether it can be a building if drawn in these units."""
        degrees = -180.0 <= self.x0 <= self.x1 <= 180.0 and -90.0 <= self.y0 <= self.y1 <= 90.0
        if units == "degrees" and not degrees:
            return False
        short, long = sorted(self.size(units))
        width = self.opening(units)
        return short >= _LEAST and long <= _MOST and (width is None or _NARROW <= width <= _WIDE)

    def candidates(self) -> list[Units]:
        """Return the units in which it can be a building."""
        return [units for units in KNOWN if self.plausible(units)]

    def in_words(self, units: Units) -> str:
        """Say how large it is if drawn in these units."""
        (wide, high), opening = self.size(units), self.opening(units)
        text = f"{_number(wide)} x {_number(high)} m"
        return text if opening is None else f"{text} with openings of {_number(opening)} m"

    def question(self) -> str:
        """Say why metres cannot be meant, and what else fits."""
        text = f"in metres it would be {self.in_words('m')}, which is no building"
        others = [units for units in self.candidates() if units != "m"]
        fitting = [f"in {_WORDS.get(units, units)} {self.in_words(units)}" for units in others]
        if not fitting:
            return f"{text}, nor is it in any other unit"
        return f"{text}; it is one {' or '.join(fitting)}"

    def far(self, units: Units) -> bool:
        """Tell whether it lies so far from its origin that it has to be shifted."""
        if units == "degrees":
            return True
        scale, _ = self._scale(units)
        return max(abs(value) for value in (self.x0, self.y0, self.x1, self.y1)) * scale > FAR

    def shift(self, units: Units) -> Point:
        """Return the point that becomes the origin: the lower left corner, rounded to whole metres or 0.0001°."""
        if units == "degrees":
            return floor(self.x0 * 1e4) / 1e4, floor(self.y0 * 1e4) / 1e4
        metre = 1.0 / UNITS["length"][units]
        return floor(self.x0 / metre) * metre, floor(self.y0 / metre) * metre

    def _scale(self, units: Units) -> tuple[float, float]:
        latitude = min(max(self.y0, -89.0), 89.0)
        return Frame(units, (0.0, latitude if units == "degrees" else 0.0)).scale


def _number(metres: float) -> str:
    return (
        f"{metres:,.2f}"
        if 0.1 <= metres < 100.0
        else f"{metres:,.0f}"
        if metres >= 100.0
        else f"{metres:.2g}"
    )
