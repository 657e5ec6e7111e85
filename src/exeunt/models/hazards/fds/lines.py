"""Writes the lines that make FDS record what people breathe: one slice a height and quantity."""

from __future__ import annotations

from collections.abc import Sequence

from exeunt.models.hazards.fds.mapping import Placement, level_heights
from exeunt.venue.venue import Surface, Venue

QUANTITIES_TO_WRITE: tuple[tuple[str, str], ...] = (
    ("QUANTITY='EXTINCTION COEFFICIENT'", ""),
    ("QUANTITY='TEMPERATURE'", ""),
    ("QUANTITY='VOLUME FRACTION', SPEC_ID='CARBON MONOXIDE'", ""),
    ("QUANTITY='VOLUME FRACTION', SPEC_ID='CARBON DIOXIDE'", ""),
    ("QUANTITY='VOLUME FRACTION', SPEC_ID='OXYGEN'", ""),
    ("QUANTITY='VOLUME FRACTION', SPEC_ID='HYDROGEN CYANIDE'", "only with this species in the FDS input"),
    ("QUANTITY='VOLUME FRACTION', SPEC_ID='HYDROGEN CHLORIDE'", "only with this species in the FDS input"),
    ("QUANTITY='INTEGRATED INTENSITY'", ""),
)
"""What is written at each height; lines with a condition are written as comments."""


def slice_lines(venue: Venue, head_height: float, placement: Placement, every: float = 2.0) -> list[str]:
    """Return lines for an FDS input.

    Level surfaces get one plane for each height of heads; sloping ones a box around them, which FDS fills in three
    dimensions.

    Parameters
    ----------
    head_height
        Above the ground, m.
    placement
        Where FDS's coordinates lie in the venue.
    every
        Seconds between frames.
    """
    lines = [
        f"! Slices at head height, {head_height:g} m above each surface. FDS moves a slice to the nearest",
        "! edge of its cells: choose the cells so that it stays within 0.25 m.",
        f"&DUMP DT_SLCF={every:.1f} /",
    ]
    level = level_heights(iter(venue.surfaces), head_height)
    for height in sorted(level):
        lines.append(f"! heads on {_names(level[height])}")
        lines += _lines(f"PBZ={_number(height - placement.shift[2])}")
    for surface in venue.surfaces:
        if surface.gradient != (0.0, 0.0):
            lines.append(f"! heads on {_names([surface])}, which slopes: a box of slices")
            lines += _lines(f"XB={_box(surface, head_height, placement)}")
    return lines


def _lines(place: str) -> list[str]:
    written = []
    for quantity, condition in QUANTITIES_TO_WRITE:
        line = f"&SLCF {place}, {quantity} /"
        written.append(f"! {condition}: {line}" if condition else line)
    return written


def _box(surface: Surface, head_height: float, placement: Placement) -> str:
    import numpy as np

    x0, y0, x1, y1 = surface.area.bounds
    x, y = placement.to_fds(np.array([x0, x1, x1, x0]), np.array([y0, y0, y1, y1]))
    corners = [surface.elevation_at(px, py) for px, py in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    low, high = (
        min(corners) + head_height - placement.shift[2],
        max(corners) + head_height - placement.shift[2],
    )
    return ",".join(_number(float(v)) for v in (x.min(), x.max(), y.min(), y.max(), low, high))


def _names(surfaces: Sequence[Surface]) -> str:
    return ", ".join(surface.id for surface in surfaces)


def _number(value: float) -> str:
    return f"{value + 0.0:.3f}".rstrip("0").rstrip(".")
