"""Scalable vector graphics and PNG, written with the standard library alone."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from unicodedata import category

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from exeunt.base.errors import RunFolderError
from exeunt.base.text import brief
from exeunt.results.files import write_bytes
from exeunt.viewer.colours import INK, PAPER

FONT = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
# mean width of a character by the font size, on the safe side
CHARACTER = 0.56


def number(value: float) -> str:
    """Write a length in pixels with one digit, without needless zeros."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def plain(text: str) -> str:
    """Return text for an element's content: markup escaped, control characters, which XML refuses, as spaces."""
    return escape("".join(" " if category(letter) == "Cc" else letter for letter in text), quote=False)


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, in pixels."""
    return len(text) * size * CHARACTER


class Picture:
    """A drawing of ``width`` by ``height`` pixels; y points down."""

    def __init__(self, width: float, height: float, title: str, prefix: str = "") -> None:
        self.width, self.height, self.title = width, height, title
        # keeps ids apart where several pictures stand in one page
        self.prefix = prefix
        self._parts: list[str] = []
        self._definitions: list[str] = []

    def add(self, tag: str, content: str = "", **attributes: float | str | None) -> None:
        """Add an element; an underscore in a name stands for a hyphen, None is left out."""
        self._parts.append(element(tag, content, **attributes))

    def clip(self, path: str) -> str:
        """Define a clipping path; return what refers to it."""
        name = f"{self.prefix}clip{len(self._definitions)}"
        inner = element("path", d=path, clip_rule="evenodd")
        self._definitions.append(element("clipPath", inner, id=name))
        return f"url(#{name})"

    def line(
        self, x0: float, y0: float, x1: float, y1: float, stroke: str, width: float = 1.0, **more: str
    ) -> None:
        """Add a straight line."""
        self.add("line", x1=x0, y1=y0, x2=x1, y2=y1, stroke=stroke, stroke_width=width, **more)

    def text(
        self, x: float, y: float, text: str, size: float = 12, *, fill: str = INK, anchor: str = "start",
        weight: int = 400, halo: str | None = None, rotate: float | None = None,
    ) -> None:  # fmt: skip
        """Add a text with its base line at y; ``halo`` is the colour of an outline behind it."""
        more: dict[str, float | str | None] = {}
        if halo is not None:
            more = {"stroke": halo, "stroke_width": 3.0, "stroke_linejoin": "round", "paint_order": "stroke"}
        if rotate is not None:
            more["transform"] = f"rotate({number(rotate)} {number(x)} {number(y)})"
        self.add("text", plain(text), x=x, y=y, font_size=size, fill=fill, text_anchor=anchor,
                 font_weight=weight if weight != 400 else None, **more)  # fmt: skip

    def image(
        self, pixels: NDArray[np.uint8], x: float, y: float, width: float, height: float, **more: str
    ) -> None:
        """Add an image of shape (rows, columns, 3 or 4); row 0 on top."""
        data = base64.b64encode(png(pixels)).decode("ascii")
        self.add("image", href=f"data:image/png;base64,{data}", x=x, y=y, width=width, height=height,
                 preserveAspectRatio="none", **more)  # fmt: skip

    def code(self) -> str:
        """Return the whole document."""
        width, height = number(self.width), number(self.height)
        definitions = f"<defs>{''.join(self._definitions)}</defs>" if self._definitions else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="{escape(FONT)}" role="img">'
            f"<title>{plain(self.title)}</title>{definitions}"
            f'<rect width="100%" height="100%" fill="{PAPER}"/>\n' + "\n".join(self._parts) + "\n</svg>\n"
        )

    def __repr__(self) -> str:
        return brief(f"Picture({self.title!r}, {self.width:.0f} x {self.height:.0f})")

    def _repr_svg_(self) -> str:
        """Return what a notebook shows."""
        return self.code()

    def save(self, path: Path | str) -> Path:
        """Write the picture and return its path; raises RunFolderError."""
        path = Path(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunFolderError(f"Cannot create {path.parent}: {error.strerror}.") from error
        write_bytes(path, self.code().encode())
        return path


def element(tag: str, content: str = "", **attributes: float | str | None) -> str:
    """Return an element; content must already be escaped."""
    text = "".join(
        f' {name.replace("_", "-")}="{_attribute(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{text}>{content}</{tag}>" if content else f"<{tag}{text}/>"


def _attribute(value: float | str) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def polyline(points: NDArray[np.float64] | Sequence[Sequence[float]], closed: bool = False) -> str:
    """Return path data through points of shape (n, 2) in pixels."""
    steps = [f"{number(x)} {number(y)}" for x, y in points]
    return "M" + "L".join(steps) + ("Z" if closed else "")


def outline(shapes: Iterable[BaseGeometry], matrix: Sequence[float]) -> str:
    """Return path data of polygons and lines; ``matrix`` is shapely's (a, b, d, e, xoff, yoff)."""
    a, b, d, e, x0, y0 = matrix
    turn, shift = np.array([[a, d], [b, e]]), np.array([x0, y0])
    data = []
    for shape in shapes:
        for part in shapely.get_parts(shape):
            if part.is_empty:
                continue
            if part.geom_type == "Polygon":
                for ring in (part.exterior, *part.interiors):
                    data.append(polyline((np.asarray(ring.coords)[:-1, :2] @ turn) + shift, closed=True))
            elif part.geom_type in ("LineString", "LinearRing"):
                data.append(polyline((np.asarray(part.coords)[:, :2] @ turn) + shift))
    return "".join(data)


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Return a PNG file of pixels of shape (rows, columns, 3) RGB or (rows, columns, 4) RGBA."""
    rows, columns, channels = pixels.shape
    # each row starts with its filter type, 0 for none
    lines = np.zeros((rows, 1 + columns * channels), dtype=np.uint8)
    lines[:, 1:] = pixels.reshape(rows, -1)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", columns, rows, 8, {3: 2, 4: 6}[channels], 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
