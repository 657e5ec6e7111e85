"""Mobility profiles: how fast people walk who are slower than others, on the level and on stairs.

Speeds are means and standard deviations of Boyce, Shields and Silcock, "Toward the characterization of
building occupancies for fire safety engineering", Fire Technology 35 (1999), as tabulated in the SFPE
Handbook. The tables could not be checked against the paper, so all of them are assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProfileName = Literal[
    "reduced",
    "reduced_no_aid",
    "crutches",
    "stick",
    "frame",
    "wheelchair_manual",
    "wheelchair_electric",
    "wheelchair_attended",
    "assisted",
]

_BOYCE = "Boyce, Shields & Silcock 1999 (SFPE Handbook)"
_CARRIED = (
    f"{_BOYCE}; on stairs carried in a device at once: lower end of 0.6-0.84 m/s down, Hunt 2020; up assumed"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One class of mobility; speeds in m/s, stairs along the slope.

    ``index`` is the value of the column ``mobility``; index 0 is "unrestricted", which has no profile.
    """

    index: int
    name: ProfileName
    meaning: str
    speed: float
    sd: float
    low: float
    high: float
    stairs_up: float
    stairs_down: float
    source: str
    assumption: bool = True


PROFILES: tuple[Profile, ...] = (
    Profile(1, "reduced", "any disability of walking", 0.80, 0.37, 0.24, 1.68, 0.38, 0.33, _BOYCE),
    Profile(2, "reduced_no_aid", "disability of walking, no aid", 0.95, 0.32, 0.24, 1.68, 0.43, 0.36, _BOYCE),
    Profile(3, "crutches", "walks with crutches", 0.94, 0.30, 0.63, 1.35, 0.22, 0.22, _BOYCE),
    Profile(4, "stick", "walks with a stick", 0.81, 0.38, 0.26, 1.60, 0.35, 0.32, _BOYCE),
    Profile(5, "frame", "walks with a frame or rollator", 0.57, 0.29, 0.10, 1.02, 0.14, 0.16, _BOYCE),
    Profile(6, "wheelchair_manual", "drives a hand-driven wheelchair",
            0.69, 0.35, 0.13, 1.35, 0.30, 0.60, _CARRIED),
    Profile(7, "wheelchair_electric", "drives an electric wheelchair",
            0.89, 0.10, 0.60, 1.20, 0.30, 0.60, _CARRIED),
    Profile(8, "wheelchair_attended", "sits in a wheelchair that somebody pushes",
            1.30, 0.34, 0.84, 1.98, 0.30, 0.60, _CARRIED),
    Profile(9, "assisted", "walks with the help of somebody else", 0.78, 0.34, 0.21, 1.40, 0.38, 0.33, _BOYCE),
)  # fmt: skip

BY_NAME: dict[str, Profile] = {profile.name: profile for profile in PROFILES}
CLASSES: tuple[str, ...] = ("unrestricted", *(profile.name for profile in PROFILES))
