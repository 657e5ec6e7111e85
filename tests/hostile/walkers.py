"""Small tracks: people on straight lines, as text and as rows."""

from __future__ import annotations

from typing import Any

Rows = list[tuple[int, int, float, float]]


def straight(people: int = 5, frames: int = 40, fps: float = 8.0, way: tuple[float, float] = (0.0, -1.0),
             start: tuple[float, float] = (1.6, 5.0), beside: tuple[float, float] = (0.15, 0.0)) -> Rows:  # fmt: skip
    """Return rows (person, frame, x, y): one person after the other, side by side, 1 m/s along ``way``."""
    return [
        (
            p + 1,
            f + 4 * p,
            start[0] + beside[0] * p + way[0] * f / fps,
            start[1] + beside[1] * p + way[1] * f / fps,
        )
        for p in range(people)
        for f in range(frames)
    ]


def text(rows: Rows, fps: float = 8.0, unit: str = "m") -> str:
    """Return the text of tracks as in the archive."""
    scale = 100.0 if unit == "cm" else 1.0
    lines = [f"{p}\t{f}\t{x * scale:.3f}\t{y * scale:.3f}\t1.7" for p, f, x, y in rows]
    return "\n".join([f"# framerate: {fps:g} fps", f"# id\tframe\tx/{unit}\ty/{unit}\tz/m", *lines]) + "\n"


def columns(rows: Rows) -> dict[str, list[Any]]:
    """Return the rows by column."""
    return dict(
        zip(("id", "frame", "x", "y"), (list(values) for values in zip(*rows, strict=True)), strict=True)
    )
