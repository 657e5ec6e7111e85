"""Colours of every picture: ISO 3864 for safety, viridis for fields, a colour-blind safe set for lines."""

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
    "#999933",
    "#882255",
    "#44aa99",
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
