"""Writes a report as PDF: a Typst document with the figures beside it, set by the typst package."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from exeunt.base.errors import ExeuntError
from exeunt.base.extras import how_to_get
from exeunt.base.text import visible
from exeunt.report.blocks import (
    Attachment,
    Block,
    Bullets,
    Code,
    Commands,
    Facts,
    Figure,
    Heading,
    Link,
    Note,
    Paragraph,
    Report,
    Strong,
    Table,
    Text,
    inlines,
)

MISSING = (
    "A report as PDF needs the package typst, which is missing. {install} Or write HTML: --out report.html."
)


def pdf(report: Report) -> bytes:
    """Return the PDF file: A4, tagged, with an outline; the same report gives the same bytes.

    Raises
    ------
    ExeuntError
        If the package typst is not installed.
    """
    return typeset(report, "pdf")[0]


def pages(report: Report, ppi: float = 90.0) -> list[bytes]:
    """Return the pages as PNG; raises as ``pdf``."""
    return typeset(report, "png", ppi)


def typeset(report: Report, form: Literal["pdf", "png"], ppi: float | None = None) -> list[bytes]:
    """Return what Typst makes of a report; see ``pdf`` and ``pages``."""
    try:
        import typst
    except ImportError:
        raise ExeuntError(MISSING.format(install=how_to_get("typst"))) from None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in typst_files(report).items():
            (folder / file).write_bytes(content)
        made: Any = typst.compile(folder / "report.typ", root=folder, format=form, ppi=ppi, timestamp=0)
    return list(made) if isinstance(made, list) else [made]


def typst_files(report: Report) -> dict[str, bytes]:
    """Return the Typst document (``report.typ``) and the files that it names."""
    files: dict[str, bytes] = {}
    style = resources.files("exeunt.report").joinpath("style.typ").read_bytes()
    lines = ['#import "style.typ": *', _head(report), *_body(report, files)]
    return {"style.typ": style, "report.typ": "\n".join(lines).encode(), **files}


def _head(report: Report) -> str:
    about = ", ".join(f"({_string(label)}, {_string(value)})" for label, value in report.about)
    keywords = "".join(f"{_string(word)}, " for word in report.keywords)
    return (
        f"#show: report.with(title: {_string(report.title)}, subtitle: {_string(report.subtitle)}, "
        f"about: ({about},), keywords: ({keywords}))"
    )


def _body(report: Report, files: dict[str, bytes]) -> Iterator[str]:
    sections = 0
    for block in report.blocks:
        if isinstance(block, Heading) and block.level == 2:
            sections += 1
            # the first page belongs to the answer
            if sections == 2:
                yield "#contents()"
        yield _block(block, files)


def _block(block: Block, files: dict[str, bytes]) -> str:
    match block:
        case Heading():
            turn = "#pagebreak(weak: true)\n" if block.new_page else ""
            head = (
                f"#heading(level: {block.level - 1}, {_string(block.text)}) #label({_string(block.anchor)})"
            )
            return turn + head
        case Paragraph():
            return f"#{'lead' if block.lead else 'par'}({_content(block.text)})"
        case Bullets():
            return f"#list({', '.join(_content(item) for item in block.items)})"
        case Table():
            return _table(block)
        case Figure():
            name = f"figure-{len(files)}.svg"
            files[name] = block.picture.code().encode()
            ratio = block.picture.height / block.picture.width
            return (
                f"#drawing({_string(name)}, alt: {_string(block.alt)}, ratio: {ratio:.4f}, "
                f"caption: {_content(block.caption)})"
            )
        case Facts():
            items = ", ".join(f"({_string(label)}, {_string(value)})" for label, value in block.items)
            return f"#facts(({items},))"
        case Note():
            return f"#note({_string(block.kind)}, {_string(block.title)}, {_content(block.text)})"
        case Commands():
            return f"#commands(({''.join(_string(line) + ', ' for line in block.lines)}))"
        case Attachment():
            name = f"attached-{len(files)}"
            files[name] = block.content
            size = f"{len(block.content) / 1000:,.0f} kB"
            return f"#attached({_string(name)}, {_string(block.name)}, {_string(size)}, {_string(block.meaning)})"


def _table(table: Table) -> str:
    widths = ", ".join(f"{column.width}fr" for column in table.columns)
    aligns = ", ".join(column.align for column in table.columns)
    # a unit such as m/s stays on one line
    head = ", ".join(_content(column.title.replace("/", "/\u2060")) for column in table.columns)
    rows = ", ".join("(" + ", ".join(_content(cell) for cell in row) + ",)" for row in table.rows)
    marked = "".join(f"{index}, " for index in sorted(table.marked))
    return (
        f"#data(caption: {_string(table.caption)}, widths: ({widths},), aligns: ({aligns},), "
        f"head: ({head},), rows: ({rows}{',' if table.rows else ''}), marked: ({marked}))"
    )


def _content(text: Text) -> str:
    """Return Typst content; words stand in string literals, so that nothing in them is markup."""
    found = []
    for part in inlines(text):
        match part:
            case Strong():
                found.append(f"#strong({_string(part.text)})")
            case Code():
                found.append(f"#code({_string(part.text)})")
            case Link() if part.target.startswith("#"):
                found.append(f"#link(label({_string(part.target[1:])}), {_string(part.text)})")
            case Link():
                found.append(f"#link({_string(part.target)}, {_string(part.text)})")
            case _:
                found.append(f"#{_string(part)}")
    return "[" + "".join(found) + "]"


def _string(text: str) -> str:
    """Return a Typst string literal; its escapes are those of JSON, control characters are written out."""
    return json.dumps(visible(text), ensure_ascii=False)
