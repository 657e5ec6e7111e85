"""The plan of one storey, with the stairs and ramps that touch it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import atan2, ceil, degrees, hypot

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from exeunt.base.maths import line_length
from exeunt.results.contract import OpeningLike, SurfaceLike, VenueLike
from exeunt.viewer import colours
from exeunt.viewer.layers import Layer
from exeunt.viewer.svg import Picture, number, outline, polyline, text_width

WALL_THICKNESS = 0.25
TREAD = 0.3


@dataclass(frozen=True)
class Storey:
    """A storey and the surfaces drawn with it: stairs and ramps that meet it, landings that meet those."""

    surface: SurfaceLike
    attached: tuple[SurfaceLike, ...]

    @property
    def surfaces(self) -> tuple[SurfaceLike, ...]:
        """All of them, the storey last so that it lies on top."""
        return (*self.attached, self.surface)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Extent in plan in metres, walls included."""
        boxes = np.array([surface.area.bounds for surface in self.surfaces])
        low, high = boxes[:, :2].min(0) - WALL_THICKNESS, boxes[:, 2:].max(0) + WALL_THICKNESS
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def storeys(venue: VenueLike) -> list[Storey]:
    """Return the storeys from the lowest up, each with what is drawn with it."""
    joined: dict[int, set[int]] = {}
    for portal in venue.portals:
        a, b = portal.surfaces
        joined.setdefault(a, set()).add(b)
        joined.setdefault(b, set()).add(a)
    found = []
    levels = [surface for surface in venue.surfaces if surface.kind == "storey"]
    for level in sorted(levels, key=lambda surface: (surface.elevation, surface.index)):
        ways = {s for s in joined.get(level.index, ()) if venue.surfaces[s].kind != "storey"}
        landings = {s for way in ways for s in joined.get(way, ()) if venue.surfaces[s].kind == "landing"}
        found.append(Storey(level, tuple(venue.surfaces[s] for s in sorted(ways | landings))))
    return found


@dataclass
class Frame:
    """Where a plan lies on the paper: metres to pixels."""

    left: float
    top: float
    scale: float
    bounds: tuple[float, float, float, float]
    labels: list[tuple[float, float, float, float]] = field(default_factory=list)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.left + (x - self.bounds[0]) * self.scale, self.top + (self.bounds[3] - y) * self.scale

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """Metres to pixels as shapely's affine matrix."""
        s = self.scale
        return (s, 0.0, 0.0, -s, self.left - self.bounds[0] * s, self.top + self.bounds[3] * s)

    @property
    def height(self) -> float:
        """Height of the plan in pixels."""
        return (self.bounds[3] - self.bounds[1]) * self.scale

    @property
    def width(self) -> float:
        """Width of the plan in pixels."""
        return (self.bounds[2] - self.bounds[0]) * self.scale

    def free(self, x: float, y: float, width: float, height: float) -> bool:
        """Whether no label lies in the box with its centre there."""
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        return all(box[2] < b[0] or box[0] > b[2] or box[3] < b[1] or box[1] > b[3] for b in self.labels)

    def take(self, x: float, y: float, width: float, height: float) -> None:
        """Keep a box for a label."""
        self.labels.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))


def draw_plan(
    picture: Picture, frame: Frame, venue: VenueLike, storey: Storey, *, layer: Layer | None = None,
    paths: Sequence[NDArray[np.float64]] = (), names: bool = True, size: float = 12.0,
) -> None:  # fmt: skip
    """Draw one storey.

    Parameters
    ----------
    layer
        What colours the floors; without it they are light grey.
    paths
        Lines of shape (points, 2) in metres.
    names
        Whether openings and rooms carry their names, in letters of ``size`` pixels.
    """
    for surface in storey.surfaces:
        _walls(picture, frame, surface)
    for surface in storey.surfaces:
        rows = [
            shape for block in venue.blocks if block.surface == surface.index for shape in block.footprints
        ]
        _floor(picture, frame, surface, rows, layer)
        _seats(picture, frame, rows, plain=layer is None)
    for surface in storey.attached:
        if surface.kind in ("flight", "ramp", "escalator"):
            _steps(picture, frame, surface)
    if paths:
        d = outline([LineString(path) for path in paths if len(path) > 1], frame.matrix)
        picture.add("path", d=d, fill="none", stroke=colours.INK, stroke_width=0.7, stroke_opacity=0.38,
                    stroke_linejoin="round")  # fmt: skip
    here = {surface.index for surface in storey.surfaces}
    openings = [opening for opening in venue.openings if opening.surface in here]
    for opening in openings:
        _opening(picture, frame, opening)
    if names:
        for opening in openings:
            if opening.kind == "exit":
                _exit_name(picture, frame, opening, size)
        for room in venue.rooms:
            if room.surface == storey.surface.index:
                _room_name(picture, frame, room.id, room.area, size)


def _walls(picture: Picture, frame: Frame, surface: SurfaceLike) -> None:
    walls, voids = _solid(surface.area)
    picture.add("path", d=outline([walls], frame.matrix), fill=colours.WALL, fill_rule="evenodd")
    if not voids.is_empty:
        picture.add(
            "path", d=outline([voids], frame.matrix), fill="#f7f9fa", stroke=colours.FAINT, stroke_width=0.8
        )


def _floor(
    picture: Picture, frame: Frame, surface: SurfaceLike, rows: Sequence[Polygon], layer: Layer | None
) -> None:
    area = outline([surface.area, *rows], frame.matrix)
    plane = None if layer is None else layer.planes.get(surface.index)
    if layer is None or plane is None:
        picture.add("path", d=area, fill=colours.FLOOR, fill_rule="evenodd")
        return
    ny, nx = plane.area.shape
    left, top = frame(plane.x0, plane.y0 + ny * plane.cell)
    size = plane.cell * frame.scale
    picture.image(layer.pixels(plane), left, top, nx * size, ny * size, clip_path=picture.clip(area))


def _solid(area: Polygon | MultiPolygon) -> tuple[BaseGeometry, BaseGeometry]:
    """Return what is drawn as wall, and the voids: holes too wide for a wall or a piece of furniture."""
    outer, voids = [], []
    for part in shapely.get_parts(area):
        outer.append(Polygon(part.exterior).buffer(WALL_THICKNESS, join_style="mitre"))
        for ring in part.interiors:
            hole = Polygon(ring)
            core = hole.buffer(-1.5, join_style="mitre")
            if not core.is_empty and hole.area > 20:
                voids.append(hole.buffer(-WALL_THICKNESS, join_style="mitre"))
    return shapely.union_all(outer), shapely.union_all(voids)


def _seats(picture: Picture, frame: Frame, rows: Sequence[Polygon], *, plain: bool) -> None:
    """Draw seat rows, as outlines where the floor is not plain but shows a map."""
    if not rows:
        return
    d = outline(rows, frame.matrix)
    if plain:
        picture.add("path", d=d, fill=colours.SEAT)
    else:
        picture.add("path", d=d, fill="none", stroke=colours.INK, stroke_width=min(0.5, 0.04 * frame.scale),
                    stroke_opacity=0.45)  # fmt: skip


def _steps(picture: Picture, frame: Frame, surface: SurfaceLike) -> None:
    """Draw treads across a flight and an arrow that points up."""
    gx, gy = surface.gradient
    steep = hypot(gx, gy)
    if steep == 0:
        return
    ux, uy = gx / steep, gy / steep
    corners = shapely.get_coordinates(surface.area)
    along, across = corners @ (ux, uy), corners @ (-uy, ux)
    low, high, left, right = along.min(), along.max(), across.min(), across.max()
    spacing = TREAD if surface.kind != "ramp" else 1.0
    places = low + (np.arange(1, ceil((high - low) / spacing - 1e-6))) * spacing
    lines = [
        LineString([(a * ux - c * uy, a * uy + c * ux) for c in (left - 1, right + 1)]).intersection(
            surface.area
        )
        for a in places
    ]
    ink = colours.MUTED
    picture.add(
        "path", d=outline(lines, frame.matrix), stroke=ink, stroke_width=0.7, stroke_opacity=0.55, fill="none"
    )
    if frame.scale < 7:
        return
    middle = (left + right) / 2
    x0, y0 = frame(*_place(low + 0.15 * (high - low), middle, ux, uy))
    x1, y1 = frame(*_place(low + 0.85 * (high - low), middle, ux, uy))
    picture.line(x0, y0, x1, y1, ink, 1.4)
    angle = atan2(y1 - y0, x1 - x0)
    head = [(0.0, 0.0), (-7.0, 3.6), (-7.0, -3.6)]
    picture.add("path", d="M" + "L".join(f"{x} {y}" for x, y in head) + "Z", fill=ink,
                transform=_turn(x1, y1, degrees(angle)))  # fmt: skip


def _turn(x: float, y: float, angle: float) -> str:
    return f"translate({number(x)} {number(y)}) rotate({number(angle)})"


def _place(along: float, across: float, ux: float, uy: float) -> tuple[float, float]:
    return along * ux - across * uy, along * uy + across * ux


def _opening(picture: Picture, frame: Frame, opening: OpeningLike) -> None:
    x0, y0 = frame(*opening.line[0])
    x1, y1 = frame(*opening.line[1])
    shut = not ever_open(opening)
    if opening.kind == "exit":
        depth = max(WALL_THICKNESS * frame.scale, 6.0)
        nx, ny = _outward(opening)
        far = [(x1 + nx * depth, y1 - ny * depth), (x0 + nx * depth, y0 - ny * depth)]
        fill = colours.PROHIBITED if shut else colours.EXIT
        picture.add("path", d=polyline([(x0, y0), (x1, y1), *far], closed=True), fill=fill, stroke="#ffffff",
                    stroke_width=1.2)  # fmt: skip
        if not shut:
            _arrow_out(picture, frame, opening)
    else:
        picture.line(x0, y0, x1, y1, "#ffffff", 4.5)
        picture.line(x0, y0, x1, y1, colours.PROHIBITED if shut else colours.DOOR, 2.6)
    if shut:
        cx, cy, r = (x0 + x1) / 2, (y0 + y1) / 2, 4.5
        d = f"M{number(cx - r)} {number(cy - r)}l{2 * r} {2 * r}m0 {-2 * r}l{-2 * r} {2 * r}"
        picture.add("path", d=d, stroke="#ffffff", stroke_width=4.4, fill="none")
        picture.add("path", d=d, stroke=colours.PROHIBITED, stroke_width=2, fill="none")


def _outward(opening: OpeningLike) -> tuple[float, float]:
    """Unit vector in plan to the right-hand side of the line, which leads out of an exit."""
    (x0, y0), (x1, y1) = opening.line
    length = line_length(opening.line) or 1.0
    return (y1 - y0) / length, -(x1 - x0) / length


def _arrow_out(picture: Picture, frame: Frame, opening: OpeningLike) -> None:
    nx, ny = _outward(opening)
    (ax, ay), (bx, by) = opening.line
    depth = max(WALL_THICKNESS, 6.0 / frame.scale)
    cx, cy = frame((ax + bx) / 2 + nx * depth, (ay + by) / 2 + ny * depth)
    picture.add("path", d="M4 -6L12 0L4 6Z", fill=colours.EXIT,
                transform=_turn(cx, cy, degrees(atan2(-ny, nx))))  # fmt: skip


def ever_open(opening: OpeningLike) -> bool:
    """Whether an opening is open at the start or opens later; the doors of a lift open whenever its car is there."""
    if opening.kind == "lift":
        return True
    return opening.state == "open" or any(state == "open" for _, state in opening.changes)


def state_words(opening: OpeningLike) -> str:
    """Say what state an opening has over time; nothing for one that is always open."""
    words = [] if opening.state == "open" and not opening.changes else [opening.state]
    for at, state in opening.changes:
        words.append(f"{state} from {at:g} s")
    if opening.closes_after is not None:
        words.append(f"closes after {opening.closes_after:,} people")
    return ", ".join(words)


def _exit_name(picture: Picture, frame: Frame, opening: OpeningLike, size: float) -> None:
    words = state_words(opening)
    text = f"{opening.id} ({words})" if words else opening.id
    nx, ny = _outward(opening)
    (ax, ay), (bx, by) = opening.line
    depth = max(WALL_THICKNESS, 6.0 / frame.scale)
    cx, cy = frame((ax + bx) / 2 + nx * depth, (ay + by) / 2 + ny * depth)
    width, height = text_width(text, size), size + 3
    for far in (22, 36, 50, 64, 78):
        x = cx + nx * (far + width / 2 * abs(nx))
        y = cy - ny * far
        x = min(max(x, width / 2 + 4), picture.width - width / 2 - 4)
        if frame.free(x, y, width, height):
            break
    frame.take(x, y, width, height)
    fill = colours.EXIT if ever_open(opening) else colours.PROHIBITED
    picture.text(x, y + size * 0.35, text, size, fill=fill, anchor="middle", weight=600, halo="#ffffff")


def _room_name(picture: Picture, frame: Frame, name: str, area: Polygon | MultiPolygon, size: float) -> None:
    point = area.representative_point() if not area.contains(area.centroid) else area.centroid
    x, y = frame(point.x, point.y)
    width, height, turn = text_width(name, size), size + 3, None
    room = area.bounds
    if (room[2] - room[0]) * frame.scale < width < (room[3] - room[1]) * frame.scale:
        width, height, turn = height, width, -90.0
    if not frame.free(x, y, width, height):
        return
    frame.take(x, y, width, height)
    x, y = (x, y + size * 0.35) if turn is None else (x + size * 0.35, y)
    picture.text(
        x, y, name, size, fill=colours.INK, anchor="middle", weight=500, halo=colours.FLOOR, rotate=turn
    )
