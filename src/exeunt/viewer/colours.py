"""Colours of every picture: ISO 3864 for safety, viridis for fields, a colour-blind safe set for lines.

Maps have one convention, on screen and on paper: bare floor is nothing, and the more of it, the darker.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

INK = "#17212b"
MUTED = "#5d6b78"
FAINT = "#a9b4be"
RULE = "#e3e8ec"
PAPER = "#ffffff"
FLOOR = "#eef2f5"
WALL = "#2b3640"
SEAT = "#c3ced8"
# safety green and red after ISO 3864-4, near RAL 6032 and RAL 3001
EXIT = "#00834a"
PROHIBITED = "#b3211f"
DOOR = "#1f6fb5"
WARNING = "#e0a100"

DENSITY_SCALE, MEAN_DENSITY_SCALE = 6.0, 2.0
"""Densities in 1/m² of the darkest colour, the same in every picture so that pictures can be compared."""
FADE = 0.06
"""Share of the scale over which the bare floor passes into the lightest colour."""

# viridis (S. van der Walt, N. Smith, CC0) at 17 equal steps
_VIRIDIS = (
    0x440154, 0x481567, 0x482677, 0x453781, 0x404788, 0x39568C, 0x33638D, 0x2D708E, 0x287D8E,
    0x238A8D, 0x1F968B, 0x20A387, 0x3CBB75, 0x55C667, 0x95D840, 0xDCE319, 0xFDE725,
)  # fmt: skip

# P. Tol's "muted" set, dark to light, with dashes so that lines stay apart in greyscale
LINES = (
    "#332288",
    "#117733",
    "#cc6677",
    "#0077bb",
    "#aa4499",
    "#87871f",
    "#882255",
    "#2d8c7d",
    "#997700",
    "#666666",
)
DASHES = ("", "7 3", "2 3", "10 3 2 3", "4 2", "12 4")


def viridis(share: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return RGB (…, 3) of values between 0 and 1; values outside take the end colours."""
    anchors = np.array([[code >> 16 & 255, code >> 8 & 255, code & 255] for code in _VIRIDIS], dtype=float)
    place = np.clip(np.nan_to_num(share), 0, 1) * (len(anchors) - 1)
    low = np.minimum(place.astype(int), len(anchors) - 2)
    part = (place - low)[..., None]
    return np.asarray(np.rint(anchors[low] * (1 - part) + anchors[low + 1] * part).astype(np.uint8))


def paper(share: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return RGB (…, 3) of a map: bare floor at 0, then viridis from its light end to its dark end at 1."""
    share = np.clip(np.nan_to_num(share), 0, 1)[..., None]
    scale = viridis(1 - share[..., 0]).astype(float)
    fade = np.clip(share / FADE, 0, 1)
    return np.asarray(np.rint(np.array(rgb(FLOOR)) * (1 - fade) + scale * fade).astype(np.uint8))


def rgb(code: str) -> tuple[int, int, int]:
    """Return the three bytes of a colour written as #rrggbb."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def luminance(code: str) -> float:
    """Return the relative luminance of a colour, 0 black to 1 white (WCAG 2.2, relative luminance)."""
    parts = np.array(rgb(code)) / 255.0
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


# classes A to F of the level of service for paper: viridis from light to dark, so that they also part in grey
SERVICE = ("#f4f6d8", "#c3d94e", "#5dbb63", "#2a8a8c", "#3b528b", "#440154")
