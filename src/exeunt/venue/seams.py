"""Seams: lines beyond which a storey begins anew, so that a corridor has neither start nor end."""

from __future__ import annotations

from shapely import LineString

from exeunt.base.maths import line_length
from exeunt.venue.document import SeamDoc, VenueDoc
from exeunt.venue.geometry import SNAP, middle, point, right_of
from exeunt.venue.reports import Key, Report, place
from exeunt.venue.storeys import Storey, Storeys
from exeunt.venue.venue import Line, Seam

_SHORTEST = 2.0  # m: people must not meet themselves


def compile_seams(doc: VenueDoc, storeys: Storeys, report: Report) -> list[Seam]:
    """Return the seams of a venue; what does not fit is reported and left out."""
    seams: list[Seam] = []
    taken: set[int] = set()
    for index, drawn in enumerate(doc.seams):
        key: Key = ("venue", "seams", index)
        storey = storeys.find(drawn.storey, f"seam '{drawn.id}'", (*key, "storey"), report)
        if storey is None or not storey.readable:
            continue
        if storey.index in taken:
            report.error(f"storey '{drawn.storey}' has two seams.", (*key, "storey"), hint="One is possible.")
            continue
        seam = _fit(drawn, storey, key, len(seams), report)
        if seam is not None:
            taken.add(storey.index)
            seams.append(seam)
    return seams


def _fit(drawn: SeamDoc, storey: Storey, key: Key, index: int, report: Report) -> Seam | None:
    line: Line = (point(*drawn.line[0]), point(*drawn.line[1]))
    onto: Line = (point(*drawn.onto[0]), point(*drawn.onto[1]))
    shifts = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(line, onto, strict=True)]
    what = f"seam '{drawn.id}'"
    apart = max(abs(shifts[0][axis] - shifts[1][axis]) for axis in range(2))
    if apart > 1e-3 or line_length(line) < 0.01:
        report.error(
            f"the lines of {what} are not the same line, shifted.", key, (middle(line), middle(onto)),
            "Write both in the same sense: the first points correspond, and so do the second.",
        )  # fmt: skip
        return None
    (nx, ny), (dx, dy) = right_of(line), shifts[0]
    if abs(nx * dx + ny * dy) < _SHORTEST:
        report.error(
            f"the lines of {what} are less than {_SHORTEST:g} m apart, measured across them.",
            key,
            (middle(line),),
        )
        return None
    for name, ends in (("line", line), ("onto", onto)):
        off = [spot for spot in ends if storey.outline.distance(spot) > SNAP]
        inside = storey.area.intersection(LineString(ends)).length
        if off or inside < line_length(ends) - 2.0 * SNAP:
            spot = off[0] if off else middle(ends)
            report.error(
                f"{what} does not run from wall to wall: look at {place(spot)}.", (*key, name), [spot],
                "A seam crosses the whole storey, with ground on both sides of each line.",
            )  # fmt: skip
            return None
    return Seam(index, drawn.id, storey.index, line, shifts[0])
