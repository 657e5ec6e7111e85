"""What a source of hazards is made for: one building, one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from exeunt.venue.venue import Venue


@dataclass(frozen=True)
class AirVent:
    """An exit or door through which the air of a fire model passes.

    Parameters
    ----------
    opening, joins
        Its id, and the two volumes of air that it joins ("outside" is one).
    width, bottom, top
        m; edges above the floor on which people stand.
    stated
        Whether the scenario says how high this opening is; if not, it is as high as doors of the fire model.
    open
        Whether it stands open at the start.
    used
        Whether it is open only while people go through.
    """

    opening: str
    joins: tuple[str, str]
    width: float
    bottom: float
    top: float
    stated: bool
    open: bool
    used: bool = False

    @property
    def edges(self) -> str:
        """What messages say of its height."""
        return f"{self.bottom:.2f} to {self.top:.2f} m above the floor{'' if self.stated else ' (height assumed)'}"


@dataclass(frozen=True)
class Site:
    """A building and what a run says about its air.

    Parameters
    ----------
    longest
        Last time of the run, s.
    temperature
        Of clean air, °C.
    head_height
        Of everyone above the ground, m.
    folder
        Where files that the scenario names are looked up.
    usage
        Spans of time in s in which people hold openings open, by index; None before anyone has walked.
    """

    venue: Venue
    longest: float
    temperature: float = 20.0
    head_height: float = 1.6
    folder: Path = Path()
    usage: Mapping[int, tuple[tuple[float, float], ...]] | None = None
