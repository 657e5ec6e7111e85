"""Alerts of the Common Alerting Protocol as input: a reader of CAP 1.2 on a parser that takes no document types.

OASIS Standard "Common Alerting Protocol Version 1.2" (1 July 2010). Read are the elements that say who is told what,
where and how long; everything else is left aside. A file with a document type, entities or notations is refused before
any of it is used, and so is one that is too large or too deep.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from math import radians
from pathlib import Path
from typing import Any
from xml.parsers import expat

import shapely
from shapely import MultiPolygon, Polygon

from exeunt.base.maths import cos, sin

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
LARGEST = 1 << 20
"""Bytes of the largest file that is read."""
DEEPEST = 12

STATUS = ("Actual", "Exercise", "System", "Test", "Draft")
MESSAGE_TYPE = ("Alert", "Update", "Cancel", "Ack", "Error")
URGENCY = {"Immediate": 1.0, "Expected": 0.75, "Future": 0.5, "Past": 0.0, "Unknown": 0.75}
SEVERITY = {"Extreme": 1.0, "Severe": 1.0, "Moderate": 0.75, "Minor": 0.5, "Unknown": 0.75}
CERTAINTY = {"Observed": 1.0, "Likely": 1.0, "Possible": 0.75, "Unlikely": 0.25, "Unknown": 0.75}
"""How much of its rate an alert keeps by its three words; assumptions, the standard orders the words only."""

INSTRUCTION = {
    "Shelter": "invacuate", "Evacuate": "evacuate", "Prepare": "inform", "Execute": "evacuate", "Avoid": "evacuate",
    "Monitor": "inform", "Assess": "inform", "AllClear": "all clear", "None": "inform",
}  # fmt: skip
"""What a ``responseType`` asks of people, in the words of ``Cue.instruction``."""
_ORDER = ("AllClear", "Shelter", "Evacuate", "Avoid", "Execute", "Prepare", "Monitor", "Assess", "None")
_EARTH = 6371000.0

Place = tuple[float, float]


class AlertError(ValueError):
    """What is wrong with an alert, in one sentence without its file's name."""


@dataclass(frozen=True)
class AlertArea:
    """Where an alert holds; places are (latitude, longitude) in degrees, circles end with a radius in m."""

    description: str
    polygons: tuple[tuple[Place, ...], ...] = ()
    circles: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True)
class AlertInfo:
    """What an alert says in one language; times are those of the clock, None if they are not given."""

    language: str
    event: str
    response: tuple[str, ...]
    urgency: str
    severity: str
    certainty: str
    effective: datetime | None
    onset: datetime | None
    expires: datetime | None
    headline: str
    instruction: str
    areas: tuple[AlertArea, ...] = ()

    @property
    def asks(self) -> str:
        """What people are asked to do, in the words of ``Cue.instruction``; the most pressing if there are several."""
        for word in _ORDER:
            if word in self.response:
                return INSTRUCTION[word]
        return "inform"

    @property
    def weight(self) -> float:
        """Share of the rate of an alert that these words leave, 0 to 1."""
        return URGENCY[self.urgency] * SEVERITY[self.severity] * CERTAINTY[self.certainty]

    @property
    def drawn(self) -> bool:
        """Whether one of its areas has a shape; without, it holds everywhere."""
        return any(area.polygons or area.circles for area in self.areas)


@dataclass(frozen=True)
class Alert:
    """A CAP message."""

    identifier: str
    sender: str
    sent: datetime
    status: str
    message_type: str
    scope: str
    infos: tuple[AlertInfo, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it speaks."""
        return tuple(info.language for info in self.infos)

    def info(self, language: str | None = None) -> AlertInfo:
        """Return what it says in a language (``de`` finds ``de-AT``), or the first if none is asked for.

        Raises
        ------
        AlertError
            If it does not speak that language.
        """
        if language is None:
            return self.infos[0]
        wanted = language.lower()
        for info in self.infos:
            if info.language.lower() == wanted or info.language.lower().split("-")[0] == wanted:
                return info
        raise AlertError(f"it does not speak '{language}', only {', '.join(self.languages)}")


def plan_area(
    info: AlertInfo, latitude: float, longitude: float, north: float
) -> Polygon | MultiPolygon | None:
    """Return where an alert holds in a plan, in m; None if none of its areas has a shape: everywhere.

    Meridians and parallels are taken as straight and at right angles, which is true to a thousandth within ten
    kilometres of the origin at middle latitudes.

    Parameters
    ----------
    latitude, longitude
        Of the plan's origin, degrees.
    north
        Direction of north in the plan, rad counter-clockwise from +x.
    """
    if not info.drawn:
        return None

    def place(there: Place) -> Place:
        up = radians(there[0] - latitude) * _EARTH
        # the shorter way round the earth
        right = radians((there[1] - longitude + 180.0) % 360.0 - 180.0) * _EARTH * cos(radians(latitude))
        return up * cos(north) + right * sin(north), up * sin(north) - right * cos(north)

    shapes = []
    for area in info.areas:
        shapes += [shapely.make_valid(Polygon([place(one) for one in ring])) for ring in area.polygons]
        shapes += [shapely.Point(place(one[:2])).buffer(one[2], quad_segs=64) for one in area.circles]
    pieces = shapely.get_parts(shapely.union_all(shapes))
    polygons = [piece for piece in pieces if isinstance(piece, Polygon)]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def read_alert(path: Path) -> Alert:
    """Read a file.

    Raises
    ------
    AlertError
        If it cannot be read or is no alert; see ``parse_alert``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise AlertError("there is no such file") from None
    except OSError as error:
        raise AlertError(f"it cannot be read: {error.strerror}") from None
    return parse_alert(content)


def parse_alert(content: bytes) -> Alert:
    """Return the alert that a file holds.

    Raises
    ------
    AlertError
        If it is no XML, has a document type or entities, is no CAP 1.2, or lacks what CAP requires.
    """
    if len(content) > LARGEST:
        raise AlertError(f"it is larger than {LARGEST >> 20} MiB")
    if not content.strip():
        raise AlertError("it is empty")
    root = _tree(content)
    if root.name != f"{NAMESPACE} alert":
        raise AlertError(_not_an_alert(root.name))
    infos = tuple(_info(node, number) for number, node in enumerate(root.all("info"), 1))
    alert = Alert(
        root.text("identifier"), root.text("sender"), _time(root.text("sent"), "sent"),
        _word(root.text("status"), STATUS, "status"), _word(root.text("msgType"), MESSAGE_TYPE, "msgType"),
        root.text("scope"), infos,
    )  # fmt: skip
    if not infos:
        raise AlertError("it has no element 'info': it tells people nothing")
    return alert


@dataclass
class _Node:
    name: str
    line: int
    parts: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)

    def all(self, name: str) -> list[_Node]:
        return [child for child in self.children if child.name == f"{NAMESPACE} {name}"]

    def text(self, name: str, default: str | None = None) -> str:
        found = self.all(name)
        value = "".join(found[0].parts).strip() if found else ""
        if value:
            return value
        if default is None:
            here = self.name.rpartition(" ")[2]
            what = "is empty" if found else "is missing"
            raise AlertError(f"element '{name}' of '{here}' in line {self.line} {what}")
        return default


def _tree(content: bytes) -> _Node:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    stack, roots = [_Node("", 0)], []

    def refuse(*_: Any) -> Any:
        raise AlertError(
            f"it has a document type or entities (line {parser.CurrentLineNumber}), which no alert needs; refused"
        )

    def start(name: str, _: Any) -> None:
        if len(stack) > DEEPEST:
            raise AlertError(
                f"elements are nested more than {DEEPEST} deep (line {parser.CurrentLineNumber})"
            )
        node = _Node(name, parser.CurrentLineNumber)
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        roots.append(stack.pop())

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.NotationDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.SkippedEntityHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: stack[-1].parts.append(text)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise AlertError(
            f"it is no well-formed XML: {expat.ErrorString(error.code)} in line {error.lineno}"
        ) from None
    except LookupError as error:
        raise AlertError(f"its encoding is not known: {error}") from None
    except ValueError as error:
        if isinstance(error, AlertError):
            raise
        raise AlertError(f"it is no text: {error}") from None
    return roots[-1]


def _not_an_alert(name: str) -> str:
    space, _, tag = name.rpartition(" ")
    if tag == "alert" and "cap" in space:
        return f"it is another version of CAP ('{space}'); needed is 1.2 ('{NAMESPACE}')"
    if tag == "alert":
        return f"its element 'alert' is not in the namespace of CAP 1.2 (xmlns=\"{NAMESPACE}\")"
    return f"it is no alert: its outermost element is '{tag}', not 'alert'"


def _info(node: _Node, number: int) -> AlertInfo:
    responses = tuple(
        _word("".join(child.parts).strip(), INSTRUCTION, "responseType") for child in node.all("responseType")
    )
    times = {name: _time(text, name) if (text := node.text(name, "")) else None for name in
             ("effective", "onset", "expires")}  # fmt: skip
    info = AlertInfo(
        node.text("language", "en-US"), node.text("event"), responses,
        _word(node.text("urgency"), URGENCY, "urgency"), _word(node.text("severity"), SEVERITY, "severity"),
        _word(node.text("certainty"), CERTAINTY, "certainty"), times["effective"], times["onset"],
        times["expires"], node.text("headline", ""), node.text("instruction", ""),
        tuple(_area(child) for child in node.all("area")),
    )  # fmt: skip
    begins = info.onset or info.effective
    if info.expires is not None and begins is not None and info.expires <= begins:
        raise AlertError(f"info {number} expires ({info.expires}) before it holds ({begins})")
    return info


def _area(node: _Node) -> AlertArea:
    polygons, circles = [], []
    for child in node.all("polygon"):
        points = tuple(_pair(part, child.line) for part in "".join(child.parts).split())
        if len(points) < 4 or points[0] != points[-1]:
            raise AlertError(
                f"the polygon in line {child.line} needs four points or more, the last like the first"
            )
        polygons.append(points)
    for child in node.all("circle"):
        parts = "".join(child.parts).split()
        radius = _number(parts[1], child.line) if len(parts) == 2 else -1.0
        if radius < 0:
            raise AlertError(f"the circle in line {child.line} is not 'latitude,longitude radius in km'")
        circles.append((*_pair(parts[0], child.line), 1000.0 * radius))
    return AlertArea(node.text("areaDesc"), tuple(polygons), tuple(circles))


def _pair(text: str, line: int) -> Place:
    parts = text.split(",")
    if len(parts) != 2:
        raise AlertError(f"'{text[:40]}' in line {line} is no 'latitude,longitude'")
    latitude, longitude = _number(parts[0], line), _number(parts[1], line)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise AlertError(f"'{text[:40]}' in line {line} is no place on earth (latitude comes first)")
    return latitude, longitude


def _number(text: str, line: int) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) < 1e9:
        raise AlertError(f"'{text[:40]}' in line {line} is no number")
    return value


def _time(text: str, name: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise AlertError(f"'{text[:40]}' ({name}) is no time such as 2026-05-24T16:49:00+02:00")
    return time


def _word(text: str, known: Any, name: str) -> str:
    if text not in known:
        raise AlertError(f"'{text[:40]}' is no {name}; CAP knows {', '.join(known)}")
    return text
