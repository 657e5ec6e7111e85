"""What can be wrong with a venue as a whole: ids, levels, ways out, gaps too narrow for a body."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon, STRtree
from shapely import Point as ShapelyPoint

from exeunt.venue.document import VenueDoc
from exeunt.venue.geometry import BODY, FARTHEST, beside, inner_point, intersection, middle, parts
from exeunt.venue.reports import Key, Report, place
from exeunt.venue.storeys import SLIVER, Storeys
from exeunt.venue.venue import Lift, Opening, Point, Portal, Surface

_NEAR = 1e-3  # m: this far beside a line one stands on that side of it
_ROOMY = 0.3  # m²: ground on which one person can stand


def check_ids(doc: VenueDoc, report: Report) -> None:
    """Report ids that two things of one kind share."""
    groups: tuple[tuple[str, ...], ...] = (
        ("storeys", "stairs", "ramps", "escalators"),
        ("exits", "doors", "escalators"),
        ("lifts",),
        ("seams",),
        ("rooms",),
        ("seating",),
    )
    for group in groups:
        seen: dict[str, str] = {}
        for kind in group:
            for index, block in enumerate(getattr(doc, kind)):
                here = f"{kind}[{index}]"
                if block.id in seen:
                    key = ("venue", kind, index, "id")
                    message = f"the id '{block.id}' is used twice, by {seen[block.id]} and {here}."
                    report.error(
                        message,
                        key,
                        hint="Ids of storeys, stairs and ramps, of exits and doors, must differ.",
                    )
                seen.setdefault(block.id, here)


def check_numbers(doc: VenueDoc, report: Report) -> bool:
    """Report lengths that are no numbers or cannot be metres of a building; tell whether there are none."""
    wrong = list(_wild(doc.model_dump(), ("venue",)))
    if wrong:
        key, number = wrong[0]
        others = len(wrong) - 1
        more = f", and so {'is' if others == 1 else 'are'} {others} more of the venue" if others else ""
        message = f"{number:g} m is farther than {FARTHEST / 1000:g} km from the origin of the plan{more}."
        hint = "Are these millimetres, or map coordinates? 'exeunt import' takes units and shifts a plan to its origin."
        report.error(message, key, hint=hint)
    return not wrong


def _wild(block: object, key: Key) -> Iterator[tuple[Key, float]]:
    if isinstance(block, float) and not abs(block) <= FARTHEST:
        yield key, block
    elif isinstance(block, dict):
        for name, part in block.items():
            # times, and coordinates of the drawing, are no metres of plan
            if name not in ("changes", "drawing", "shift"):
                yield from _wild(part, (*key, name))
    elif isinstance(block, list | tuple):
        for index, part in enumerate(block):
            yield from _wild(part, (*key, index))


def check_levels(storeys: Storeys, report: Report) -> None:
    """Report storeys that lie in one another at nearly the same height."""
    for later, storey in enumerate(storeys.all):
        for other in storeys.all[:later]:
            if abs(storey.elevation - other.elevation) >= 1.5:
                continue
            shared = intersection(storey.area, other.area)
            if shared.area > SLIVER:
                spot = inner_point(shared)
                report.warn(
                    f"storeys '{other.doc.id}' and '{storey.doc.id}' overlap by {shared.area:.2f} m² at "
                    f"{place(spot)} with only {abs(storey.elevation - other.elevation):.2f} m between them.",
                    (*storey.key, "elevation"), [spot], "People on them do not see each other.",
                )  # fmt: skip


@dataclass(slots=True)
class _Part:
    """A piece of a surface that no door divides."""

    surface: Surface
    area: Polygon


@dataclass(slots=True)
class _Way:
    """A way from one part to another: by a portal (no opening) or a door."""

    start: int
    end: int
    opening: Opening | None


class Ground:
    """Parts of all surfaces and the ways between them."""

    def __init__(
        self,
        surfaces: Sequence[Surface],
        portals: Sequence[Portal],
        openings: Sequence[Opening],
        lifts: Sequence[Lift] = (),
    ) -> None:
        self.parts: list[_Part] = []
        self._of: dict[int, list[int]] = {}
        for surface in surfaces:
            doors = [o.line for o in openings if o.kind == "door" and o.surface == surface.index]
            cuts = [LineString(line).buffer(1e-4, cap_style="square") for line in doors]
            ground = surface.area.difference(shapely.union_all(cuts)) if cuts else surface.area
            for piece in parts(ground):
                self._of.setdefault(surface.index, []).append(len(self.parts))
                self.parts.append(_Part(surface, piece))
        self._trees = {
            surface: STRtree([self.parts[number].area for number in numbers])
            for surface, numbers in self._of.items()
        }
        self.exits = [
            (self.part_at(o.surface, beside(o.line, -_NEAR)), o) for o in openings if o.kind == "exit"
        ]
        self.ways: list[_Way] = []
        for portal in portals:
            one = self.part_at(portal.surfaces[0], beside(portal.line, -_NEAR))
            other = self.part_at(portal.surfaces[1], beside(portal.line, _NEAR))
            self.ways += [_Way(one, other, None), _Way(other, one, None)]
        for door in openings:
            if door.kind == "door":
                left, right = (self.part_at(door.surface, beside(door.line, off)) for off in (-_NEAR, _NEAR))
                self.ways += [_Way(left, right, door), _Way(right, left, door)]
        by_index = {opening.index: opening for opening in openings}
        for lift in lifts:
            stops = [by_index[stop] for stop in lift.stops]
            ends = [self.part_at(stop.surface, beside(stop.line, -_NEAR)) for stop in stops]
            self.ways += [_Way(end, ends[lift.to], None) for end in ends]

    def part_at(self, surface: int, spot: Point) -> int:
        """Return the number of the part of a surface that is nearest to a spot, -1 if it has none."""
        if surface not in self._trees:
            return -1
        # of several that are equally near the first, so that the answer does not depend on the tree
        found = self._trees[surface].query_nearest(ShapelyPoint(spot), all_matches=True)
        return self._of[surface][int(found.min())]

    def leads(
        self, surface: int, x: NDArray[np.float64], y: NDArray[np.float64], good: Collection[int]
    ) -> NDArray[np.bool_]:
        """Return (n,) whether the part nearest to each place (n,) of a surface is among some parts."""
        numbers = self._of.get(surface, [])
        here = [number for number in numbers if number in good]
        if len(here) in (0, len(numbers)):
            return np.full(len(x), bool(here))
        out = np.zeros(len(x), dtype=np.bool_)
        known = np.zeros(len(x), dtype=np.bool_)
        for number in numbers:
            area = self.parts[number].area
            shapely.prepare(area)
            within = shapely.contains_xy(area, x, y)
            out[within], known[within] = number in good, True
        for k in np.flatnonzero(~known).tolist():
            out[k] = self.part_at(surface, (float(x[k]), float(y[k]))) in good
        return out

    def safe(
        self, usable: Callable[[Opening], bool], one_way: bool = True, at: float | None = None
    ) -> set[int]:
        """Return the parts from which an exit can be reached by openings that are usable.

        ``at``: time in s whose motion of escalators counts; None: any that they ever have.
        """
        back: dict[int, list[int]] = {}
        for number, way in enumerate(self.ways):
            door = way.opening
            if door is None or (_allows(door, number, usable(door), at) if one_way else usable(door)):
                back.setdefault(way.end, []).append(way.start)
        found = {part for part, exit in self.exits if usable(exit)}
        queue = deque(found)
        while queue:
            for part in back.get(queue.popleft(), []):
                if part not in found:
                    found.add(part)
                    queue.append(part)
        return found


def _allows(door: Opening, way: int, is_open: bool, at: float | None) -> bool:
    # ways come in pairs, left to right (forward) first
    return door.passable(is_open, 0 if at is None else door.way_at(at))[way % 2]


def stopped_hint(openings: Iterable[Opening]) -> str:
    """Return what to do where an escalator runs the wrong way or is barred; empty without escalators."""
    ids = [f"'{opening.id}'" for opening in openings if opening.motions and "/" not in opening.id]
    if not ids:
        return ""
    return f"People may walk an escalator that stands ({', '.join(ids)}): 'direction: stopped', and 'state: open'."


def check_ways_out(ground: Ground, storeys: Storeys, report: Report) -> None:
    """Report parts of the venue from which nobody gets out: ever, by its doors' states, or in the end."""
    keys = {storey.index: storey.key for storey in storeys.all}
    if not ground.exits:
        report.error(
            "the venue has no exit.", ("venue", "exits"), hint="Add one on the outer edge of a storey."
        )
        return
    openings = [exit for _, exit in ground.exits]
    if not any(_ever_open(exit) for exit in openings):
        report.error(
            f"no exit is ever open: {', '.join(exit.id for exit in openings)}.", ("venue", "exits"),
            [middle(exit.line) for exit in openings], "Open one, or give it a change to 'open'.",
        )  # fmt: skip
        return
    everywhere = {n for n, part in enumerate(ground.parts) if part.area.area >= SLIVER}
    cut_off = everywhere - ground.safe(lambda opening: True, one_way=False)
    for number, spot, part in _described(ground, cut_off):
        report.error(
            f"from {number:.2f} m² of '{part.id}' around {place(spot)} no exit can be reached.",
            _key(part, keys), [spot],
            "Join it by a door, gap or stair, or take it out of the area; 'venue.sealed_ground: leave_out' takes out "
            "ground to which nothing leads.",
        )  # fmt: skip
    closed = everywhere - cut_off - ground.safe(_ever_open)
    hint = stopped_hint(dict.fromkeys(way.opening for way in ground.ways if way.opening is not None))
    for number, spot, part in _described(ground, closed):
        report.warn(
            f"from {number:.2f} m² of '{part.id}' around {place(spot)} no exit can be reached: the doors "
            "on the way never open, or only the other way.", _key(part, keys), [spot], hint,
        )  # fmt: skip
    _check_in_the_end(ground, everywhere - cut_off - closed, keys, report)


def _check_in_the_end(ground: Ground, parts: set[int], keys: dict[int, Key], report: Report) -> None:
    openings = [exit for _, exit in ground.exits] + [
        way.opening for way in ground.ways if way.opening is not None
    ]
    last = max((at for opening in openings for at in opening.times), default=0.0)
    hint = stopped_hint(opening for opening in dict.fromkeys(openings))
    lost = parts - ground.safe(lambda opening: opening.state_at(last) == "open", at=last)
    if not any(exit.state_at(last) == "open" for _, exit in ground.exits):
        places = [middle(exit.line) for _, exit in ground.exits]
        message = f"the last exit closes at {last:g} s: who is inside then stays inside."
        report.warn(message, ("venue", "exits"), places)
        return
    for number, spot, part in _described(ground, lost):
        report.warn(
            f"from {last:g} s on, no exit can be reached from {number:.2f} m² of '{part.id}' around "
            f"{place(spot)}.", _key(part, keys), [spot], hint,
        )  # fmt: skip


def _described(ground: Ground, numbers: Iterable[int]) -> list[tuple[float, Point, Surface]]:
    chosen = [ground.parts[number] for number in sorted(numbers)]
    return [(part.area.area, inner_point(part.area), part.surface) for part in chosen]


def _key(surface: Surface, keys: dict[int, Key]) -> Key:
    key = keys.get(surface.index)
    return ("venue", "stairs") if key is None else (*key, "area")


def _ever_open(opening: Opening) -> bool:
    return opening.state == "open" or any(state == "open" for _, state in opening.changes)


def check_narrow_gaps(storeys: Storeys, report: Report) -> None:
    """Warn of gaps through which the ground is connected but a body does not fit."""
    for storey in storeys.all:
        spots = narrow_gaps(storey.area, BODY)
        if spots:
            report.warn(
                f"storey '{storey.doc.id}' has {len(spots)} gap(s) narrower than a body ({BODY:.2f} m), the "
                f"first at {place(spots[0])}.", (*storey.key, "area"), spots, "Nobody gets through.",
            )  # fmt: skip


def narrow_gaps(area: shapely.Polygon | shapely.MultiPolygon, width: float) -> list[Point]:
    """Return where parts of an area between which a disc of diameter ``width`` cannot pass are connected.

    The area is opened by the disc (eroded, then dilated) part by part; a gap is where two opened parts meet,
    or where a remainder too narrow for the disc joins them.
    """
    radius = 0.5 * width - 1e-3
    cores = parts(area.buffer(-radius, quad_segs=4))
    opened = [piece for core in cores if (piece := core.buffer(radius, quad_segs=4)).area >= _ROOMY]
    if len(opened) < 2:
        return []
    tree = STRtree(opened)
    found: list[tuple[frozenset[int], Point]] = []
    for one, other in sorted(
        zip(*tree.query(opened, predicate="dwithin", distance=0.01).tolist(), strict=True)
    ):
        if one < other:
            meeting = opened[one].buffer(0.01).intersection(opened[other].buffer(0.01))
            found += [(frozenset((one, other)), inner_point(piece)) for piece in parts(meeting)]
    for rest in parts(area.difference(shapely.union_all(opened))):
        joined = frozenset(tree.query(rest, predicate="dwithin", distance=0.005).tolist())
        if len(joined) > 1:
            found.append((joined, inner_point(rest)))
    kept: list[tuple[frozenset[int], Point]] = []
    for pair, (x, y) in found:
        if not area.intersects(ShapelyPoint(x, y)):
            continue
        if not any(len(pair & p) > 1 and (x - u) ** 2 + (y - v) ** 2 < 0.36 for p, (u, v) in kept):
            kept.append((pair, (x, y)))
    return [spot for _, spot in kept]
