"""Danger zones, refuges, signs and posts on a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees
from typing import Any

import numpy as np
from shapely import Polygon

from exeunt.results.places import Place
from exeunt.viewer import colours
from exeunt.viewer.plan import Frame, Storey
from exeunt.viewer.svg import Picture, number, outline, polyline, text_width

Zone = Mapping[str, Any]
SIZE = 11.0


@dataclass(frozen=True, eq=False)
class Marked:
    """What is drawn over a plan: ``zones`` as ``viewer.zones`` cuts them, and places."""

    zones: Sequence[Zone] = ()
    places: Sequence[Place] = ()

    def on(self, storey: Storey) -> Marked:
        """Return what lies on a storey and its stairs."""
        here = {surface.index for surface in storey.surfaces}
        return Marked(
            [zone for zone in self.zones if zone["surface"] in here],
            [place for place in self.places if place.surface in here],
        )

    @property
    def words(self) -> str:
        """Explain the signs in use; empty if there are none."""
        kinds = {place.kind for place in self.places}
        words = ["red: danger zone where it begins, its path and where it ends"] if self.zones else []
        words += ["green area: refuge"] if "refuge" in kinds else []
        words += ["blue dots: posts of stewards"] if "steward" in kinds else []
        words += ["green bars: signs"] if "sign" in kinds else []
        words += ["grey rings: places of itineraries"] if "stop" in kinds else []
        return "; ".join(words)


def draw_marked(picture: Picture, frame: Frame, marked: Marked, *, names: bool = True) -> None:
    """Draw what is marked over a plan that has been drawn; ``names`` adds names and times."""
    for place in marked.places:
        if place.kind == "refuge":
            _refuge(picture, frame, place, names)
    for zone in marked.zones:
        _zone(picture, frame, zone)
    for place in marked.places:
        _point(picture, frame, place, names)
    if names:
        for zone in _first(marked.zones):
            x, y = frame(zone["x"][0], zone["y"][0])
            text = f"{zone['id']}, {clock_words(zone['start'])}"
            reach = zone["radius"] * frame.scale
            wide = 2 * reach > text_width(text, SIZE) + 12
            _label(picture, frame, x, y + 14 if wide else y - reach - 9, text, colours.PROHIBITED)


def clock_words(time: float) -> str:
    """Say from when on something is there."""
    return "from the start" if time <= 0.0 else f"from {time:g} s"


def _first(zones: Sequence[Zone]) -> list[Zone]:
    """Return the first stretch of each zone."""
    found: dict[int, Zone] = {}
    for zone in zones:
        found.setdefault(zone["number"], zone)
    return list(found.values())


def _zone(picture: Picture, frame: Frame, zone: Zone) -> None:
    corners = np.asarray(zone["corners"])
    centres = np.column_stack([zone["x"], zone["y"]])
    start, end = (Polygon(corners + centre) for centre in (centres[0], centres[-1]))
    picture.add("path", d=outline([start], frame.matrix), fill=colours.PROHIBITED, fill_opacity=0.32,
                stroke=colours.PROHIBITED, stroke_width=1.4)  # fmt: skip
    if len(centres) < 2 or np.ptp(centres, axis=0).max() < 0.05:
        return
    picture.add("path", d=outline([end], frame.matrix), fill="none", stroke=colours.PROHIBITED, stroke_width=1.4,
                stroke_dasharray="4 3")  # fmt: skip
    points = [frame(x, y) for x, y in centres]
    picture.add("path", d=polyline(points), fill="none", stroke="#ffffff", stroke_width=4, stroke_opacity=0.7)
    picture.add("path", d=polyline(points), fill="none", stroke=colours.PROHIBITED, stroke_width=2)
    moving = [k for k in range(1, len(points)) if points[k] != points[k - 1]]
    if moving:
        (x0, y0), (x1, y1) = points[moving[-1] - 1], points[moving[-1]]
        turn = f"translate({number(x1)} {number(y1)}) rotate({number(degrees(atan2(y1 - y0, x1 - x0)))})"
        picture.add("path", d="M2 0L-8 5L-8 -5Z", fill=colours.PROHIBITED, transform=turn)


def _refuge(picture: Picture, frame: Frame, place: Place, names: bool) -> None:
    if place.area is None:
        return
    picture.add("path", d=outline([place.area], frame.matrix), fill=colours.EXIT, fill_opacity=0.24,
                stroke=colours.EXIT, stroke_width=1.6, fill_rule="evenodd")  # fmt: skip
    if names:
        x, y = frame(*place.at)
        capacity = f", {place.capacity:,} people" if place.capacity else ""
        _label(picture, frame, x, y, f"refuge {place.id}{capacity}", colours.EXIT)


def _point(picture: Picture, frame: Frame, place: Place, names: bool) -> None:
    x, y = frame(*place.at)
    if place.kind == "steward":
        picture.add("circle", cx=x, cy=y, r=5, fill=colours.DOOR, stroke="#ffffff", stroke_width=1.4)
    elif place.kind == "stop":
        picture.add("circle", cx=x, cy=y, r=5, fill="none", stroke=colours.WALL, stroke_width=2)
    elif place.kind == "sign":
        picture.add(
            "rect",
            x=x - 6,
            y=y - 3.5,
            width=12,
            height=7,
            fill=colours.EXIT,
            stroke="#ffffff",
            stroke_width=1,
        )
    else:
        return
    if names and frame.scale >= 6:
        _label(picture, frame, x, y + 15, place.id, colours.INK)


def _label(picture: Picture, frame: Frame, x: float, y: float, text: str, fill: str) -> None:
    """Write a name near its place where it hides no other; leave it out if there is no room."""
    width, height = text_width(text, SIZE), SIZE + 3
    for shift in (0.0, 14.0, -14.0, 28.0):
        if frame.free(x, y + shift, width, height):
            frame.take(x, y + shift, width, height)
            picture.text(
                x, y + shift + SIZE * 0.35, text, SIZE, fill=fill, anchor="middle", weight=600, halo="#ffffff"
            )
            return
