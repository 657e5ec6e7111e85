"""Writes the table of bad input in ``bad-input.md`` from what the program says: ``python docs/_tools/bad_input.py``."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

from exeunt.base.errors import RunFolderError
from exeunt.results.files import write_bytes
from exeunt.scenario import feasible
from exeunt.scenario.check import check_file
from exeunt.scenario.templates import template_text

PAGE = Path(__file__).resolve().parents[1] / "bad-input.md"
BEGIN, END = "<!-- the table is written by _tools/bad_input.py -->\n", "<!-- end of the table -->\n"
MEMORY = 8 * 2**30


def _between(text: str, begin: str, end: str) -> str:
    return text[text.index(begin) : text.index(end)]


STAIRS = _between(template_text("storeys"), "  stairs:", "  seating:")
SQUARE = "[[0, 0], [20, 0], [20, 12], [0, 12]]"

# what is wrong, template, what stands there, what stands there instead
CASES = (
    ("Unknown key", "room", "thickness: 20 cm", "thicknes: 20 cm"),
    ("Key at the wrong level", "room", "  exits:   ", "exits:   "),
    ("Missing key", "room", "    - id: north\n      storey: hall\n", "    - id: north\n"),
    ("Key twice", "room", "  seed: 1  ", "  seed: 1\n  seed: 2  "),
    ("Wrong unit", "room", "thickness: 20 cm", "thickness: 20 s"),
    ("Clock time instead of a duration", "room", "max_time: 10 min", "max_time: 1:30"),
    ("Negative size", "room", "thickness: 20 cm", "thickness: -20 cm"),
    ("Number that is not finite", "room", "thickness: 20 cm", "thickness: .inf"),
    ("Number instead of a name", "room", "- id: north", "- id: 12"),
    ("Unknown kind", "room", "kind: log_normal", "kind: lognormal"),
    ("Wrong word", "room", "state: open", "state: opened"),
    ("Reference to nothing", "room", "storey: hall           #", "storey: hal            #"),
    ("Same id twice", "room", "- id: east", "- id: north"),
    ("Tab in the indentation", "room", "  seed: 1", "\tseed: 1"),
    ("Wrong indentation", "room", "    number: 120", "   number: 120"),
    ("Unclosed bracket", "room", "line: [[3, 12], [4.5, 12]]", "line: [[3, 12], [4.5, 12]"),
    ("Newer format", "room", "exeunt: 1 ", "exeunt: 2 "),
    ("Variant that edits nothing", "room", "venue.exits.east.state", "venue.exits.est.state"),
    ("Self-crossing polygon", "room", SQUARE, "[[0, 0], [20, 12], [20, 0], [0, 12]]"),
    ("Exit off the wall", "room", "line: [[20, 5], [20, 6.2]]", "line: [[17, 5], [17, 6.2]]"),
    ("Exit given twice", "room", "line: [[20, 5], [20, 6.2]]", "line: [[20, 5], [20, 6.2]]\n      width: 1.8 m"),
    ("Exit at a point far from any wall", "room", "line: [[20, 5], [20, 6.2]]", "at: [17, 5.6]\n      width: 1.2 m"),
    ("Exit in a corner", "room", "line: [[20, 5], [20, 6.2]]", "at: [20, 0]\n      width: 1.2 m"),
    ("Exit wider than its wall", "room", "line: [[20, 5], [20, 6.2]]", "at: [20, 0.5]\n      width: 1.2 m"),
    ("Geographic coordinates or millimetres", "room", SQUARE, "[[0, 0], [200000, 0], [200000, 12], [0, 12]]"),
    ("Stair to nowhere", "storeys", "line: [[32, 6], [32, 8]]", "line: [[30, 6], [30, 8]]"),
    ("Stair to a storey that does not exist", "storeys", "storey: gallery, line", "storey: balcony, line"),
    ("Last exit closed", "room", "line: [[3, 12], [4.5, 12]]\n", "line: [[3, 12], [4.5, 12]]\n      state: closed\n"),
    ("People without a way out", "storeys", STAIRS, "  stairs: []\n\n"),
    ("More people than fit", "room", "number: 120", "number: 5000"),
    ("Block of seats that does not exist", "storeys", "blocks: [stalls]", "blocks: [stalls, balcony]"),
    ("Out of memory, estimated before the start", "storeys", "    number: 60\n    where: {storey: gallery}\n",
     "    inflow: {where: {storey: gallery}, rates: [{until: 10 min, rate: 1e6 per s}]}\n"),
)  # fmt: skip
ZONE = "storey: hall, seen: 20 m, heard: 40 m, radius: 2 m"
CASES += tuple(
    (title, "room", "\nrun:\n", f"\ndanger_zones: [{{id: z, {ZONE}, {rest}}}]\n\nrun:\n")
    for title, rest in (
        ("Danger zone off the venue", "path: [{time: 10 s, at: [30, 6]}]"),
        ("Danger zone that goes back in time", "path: [{time: 10 s, at: [3, 6]}, {time: 5 s, at: [9, 6]}]"),
        ("Danger zone with what Exeunt does not model", "path: [{time: 10 s, at: [3, 6]}], weapon: any"),
    )
)
STEWARD = "storey: hall, at: [10, 6]"
CASES += tuple(
    (title, "room", "\nrun:\n", f"\n{section}\n\nrun:\n")
    for title, section in (
        ("Steward outside the venue",
         "staff: [{id: s, storey: hall, at: [30, 6], instruction: {kind: direct, exit: north}}]"),
        ("Steward without a known instruction", f"staff: [{{id: s, {STEWARD}, instruction: {{kind: shout}}}}]"),
        ("Two stewards with contradictory instructions",
         f"staff: [{{id: s, {STEWARD}, instruction: {{kind: direct, exit: north}}}}, {{id: t, storey: hall, "
         "at: [4, 11], instruction: {kind: keep, opening: north}}]"),
        ("Door out of a steward's reach",
         f"staff: [{{id: s, {STEWARD}, instruction: {{kind: keep, opening: north}}}}]"),
        ("Sign that says nothing", "signs: [{id: g, storey: hall, at: [1, 1], facing: 0}]"),
    )
)  # fmt: skip
FIRE = "id: f, kind: room_filling, storey: hall"
CASES += tuple(
    (title, "room", "\nrun:\n", f"\nhazards: {{sources: [{{{source}}}]}}\n\nrun:\n")
    for title, source in (
        ("Fire outside the building", f"{FIRE}, at: [30, 6], ceiling: 4 m"),
        ("Unknown fuel", f"{FIRE}, at: [10, 6], ceiling: 4 m, fuel: wod"),
        ("Negative yield", f"{FIRE}, at: [10, 6], ceiling: 4 m, soot_yield: -0.1"),
        ("FDS result that is not there", "id: f, kind: fds, result_folder: results"),
    )
)
PART = "storey: hall, area: [[0, 0], [7.9, 0], [7.9, 8], [0, 8]]"
CASES += tuple(
    (title, "room", "\nrun:\n", f"\nbehaviour: {{}}\n{block}\n\nrun:\n")
    for title, block in (
        ("Refuge without a door", f"refuges: [{{id: den, {PART}, doors: []}}]"),
        ("Refuge with the door of nothing", f"refuges: [{{id: den, {PART}, doors: [oak]}}]"),
        ("Refuge that takes nobody", f"refuges: [{{id: den, {PART}, doors: [oak], capacity: 0}}]"),
        ("Order that nothing sets off", "lockdown: {orders: [{id: lock, after: button, doors: [north]}]}"),
        (
            "Order for people who are not there",
            "lockdown: {orders: [{id: lock, at: 10 s, doors: [north], by: staff}]}",
        ),
    )
)
ALSO = {"Last exit closed": ("state: open ", "state: closed ")}


def said(name: str, content: bytes | None) -> str:
    """Return the first error about a file; without content the file is not there."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        if content is not None:
            Path(name).write_bytes(content)
        with patch.object(feasible, "memory_available", lambda: MEMORY):
            checked = check_file(name)
    return str(checked.errors[0])


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong, what is written, what is said."""
    for title, template, old, new in CASES:
        text = template_text(template)
        if text.count(old) != 1:
            raise ValueError(f"{title}: {old!r} stands {text.count(old)} times in the template")
        text = text.replace(old, new)
        text = text.replace(*ALSO.get(title, ("", "")))
        yield title, _short(new), said("hall.yaml", text.encode())
    with patch.dict(os.environ, {"EXEUNT_CFAST": "cfast8"}):
        fire = "hazards: {sources: [{id: f, kind: cfast, storey: hall, at: [10, 6]}]}"
        text = template_text("room").replace("\nrun:\n", f"\n{fire}\n\nrun:\n")
        yield "CFAST that is not there, with `EXEUNT_CFAST=cfast8`", fire, said("hall.yaml", text.encode())
    yield "Empty file", "", said("hall.yaml", b"")
    yield "No such file", "", said("hall.yaml", None)
    yield "Not UTF-8", "", said("hall.yaml", b"exeunt: 1\nname: caf\xe9\n")
    with patch("exeunt.base.reading._refuse", side_effect=PermissionError(errno.EACCES, "Permission denied")):
        yield "Unreadable file", "", said("hall.yaml", b"exeunt: 1\n")
    with patch("builtins.open", side_effect=OSError(errno.ENOSPC, "No space left on device")):
        try:
            write_bytes(Path("runs/hall-001/people.parquet"), b"")
        except RunFolderError as error:
            yield "Disk full during a run", "", str(error)


def _short(text: str) -> str:
    lines = [" ".join(line.split()).rstrip("# ") for line in text.splitlines() if line.strip()]
    return " ⏎ ".join(lines)


def table() -> str:
    """Return the table in Markdown."""
    lines = ["| what is wrong | written | said |", "|---|---|---|"]
    for title, written, message in rows():
        cells = [
            title,
            f"`{written}`" if written else "",
            f"`` {message} ``" if "`" in message else f"`{message}`",
        ]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """Return the page with its table renewed."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{table()}\n{END}{tail}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
