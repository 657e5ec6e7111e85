"""What a source of hazards is made for: one building, one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from exeunt.venue.venue import Venue


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
