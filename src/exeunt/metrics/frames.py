"""Tracks frame by frame: what several measures need."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from exeunt.results.tracks import Tracks


def frame_step(tracks: Tracks) -> int:
    """Return the frames between two recordings; 1 unless the tracks were thinned."""
    if not len(tracks):
        return 1
    first, last = int(tracks.frame.min()), int(tracks.frame.max())
    seen = np.flatnonzero(np.bincount(tracks.frame - first, minlength=last - first + 1))
    return int(np.diff(seen).min()) if len(seen) > 1 else 1


def frame_numbers(tracks: Tracks) -> NDArray[np.int64]:
    """Return every frame from the first to the last recorded one, at the recording interval."""
    if not len(tracks):
        return np.zeros(0, dtype=np.int64)
    return np.arange(int(tracks.frame.min()), int(tracks.frame.max()) + 1, frame_step(tracks))


def interval(tracks: Tracks) -> float:
    """Return the seconds between two recordings."""
    return frame_step(tracks) / tracks.fps


def rows_by_frame(
    tracks: Tracks, rows: NDArray[np.int64] | None = None
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield each recorded frame with its rows (of those given), in order of time."""
    rows = np.arange(len(tracks)) if rows is None else rows
    order = rows[np.argsort(tracks.frame[rows], kind="stable")]
    if not len(order):
        return
    cuts = np.flatnonzero(np.diff(tracks.frame[order])) + 1
    for part in np.split(order, cuts):
        yield int(tracks.frame[part[0]]), part
