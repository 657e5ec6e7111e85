"""Writes a report as one HTML file that needs nothing else: style, figures and files are inside."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape as escaped
from importlib import resources

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


def escape(text: str, quote: bool = True) -> str:
    """Return text without markup; control characters, which XML refuses, are written as escapes."""
    return escaped(visible(text), quote)


def html(report: Report) -> str:
    """Return the document."""
    style = resources.files("exeunt.report").joinpath("report.css").read_text(encoding="utf-8")
    contents = "".join(
        f'<li><a href="#{heading.anchor}">{escape(heading.text)}</a></li>' for heading in report.headings()
    )
    about = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in report.about)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(report.language)}">',
            "<head>",
            '<meta charset="utf-8"/>',
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            'img-src data:"/>',
            '<meta name="color-scheme" content="light"/>',
            f'<meta name="keywords" content="{escape(", ".join(report.keywords))}"/>',
            f"<title>{escape(report.title)} – {escape(report.subtitle)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#report">Skip to the report</a>',
            f'<nav aria-label="Contents"><h2>Contents</h2><ol>{contents}</ol></nav>',
            '<main id="report">',
            f"<header><h1>{escape(report.title)}</h1><p>{escape(report.subtitle)}</p><dl>{about}</dl></header>",
            *_body(report),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _body(report: Report) -> Iterator[str]:
    open_section = False
    numbers = {"table": 0, "figure": 0}
    for block in report.blocks:
        if isinstance(block, Heading) and block.level == 2:
            if open_section:
                yield "</section>"
            kind = ' class="new-page"' if block.new_page else ""
            yield f'<section aria-labelledby="{block.anchor}"{kind}>'
            open_section = True
        yield _block(block, numbers)
    if open_section:
        yield "</section>"


def _block(block: Block, numbers: dict[str, int]) -> str:
    match block:
        case Heading():
            return f'<h{block.level} id="{block.anchor}">{escape(block.text)}</h{block.level}>'
        case Paragraph():
            kind = ' class="lead"' if block.lead else ""
            return f"<p{kind}>{_text(block.text)}</p>"
        case Bullets():
            return "<ul>" + "".join(f"<li>{_text(item)}</li>" for item in block.items) + "</ul>"
        case Table():
            numbers["table"] += 1
            return _table(block, numbers["table"])
        case Figure():
            numbers["figure"] += 1
            return (
                f'<figure><div class="scroll" role="group" tabindex="0" aria-label="{escape(block.alt)}">'
                f"{block.picture.code()}</div><figcaption><b>Figure {numbers['figure']}.</b> "
                f"{_text(block.caption)}</figcaption></figure>"
            )
        case Facts():
            items = "".join(
                f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in block.items
            )
            return f'<dl class="facts">{items}</dl>'
        case Note():
            return (
                f'<aside class="{block.kind}" role="note"><b>{escape(block.title)}</b> '
                f"{_text(block.text)}</aside>"
            )
        case Commands():
            lines = "\n".join(escape(line, quote=False) for line in block.lines)
            return f'<pre tabindex="0"><code>{lines}</code></pre>'
        case Attachment():
            data = base64.b64encode(block.content).decode("ascii")
            name = escape(block.name)
            return (
                f'<p class="attachment"><a download="{name}" href="data:application/octet-stream;base64,{data}">'
                f"{name}</a> ({len(block.content) / 1000:,.0f} kB): {escape(block.meaning)}</p>"
            )


def _table(table: Table, number: int) -> str:
    total = sum(column.width for column in table.columns)
    widths = "".join(f'<col style="width:{100 * column.width / total:.1f}%"/>' for column in table.columns)
    head = "".join(
        f'<th scope="col" class="{column.align}">{escape(column.title)}</th>' for column in table.columns
    )
    rows = []
    for index, row in enumerate(table.rows):
        cells = []
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            tag = 'th scope="row"' if place == 0 else "td"
            cells.append(f'<{tag} class="{column.align}">{_text(cell)}</{tag.split()[0]}>')
        mark = ' class="marked"' if index in table.marked else ""
        rows.append(f"<tr{mark}>{''.join(cells)}</tr>")
    wide = " wide" if len(table.columns) > 4 else ""
    caption = f"<b>Table {number}.</b> {escape(table.caption)}"
    return (
        f'<div class="scroll table{wide}" role="group" tabindex="0" aria-label="Table {number}"><table>'
        f"<caption>{caption}</caption><colgroup>{widths}</colgroup>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _text(text: Text) -> str:
    found = []
    for part in inlines(text):
        match part:
            case Strong():
                found.append(f"<strong>{escape(part.text, quote=False)}</strong>")
            case Code():
                found.append(f"<code>{escape(part.text, quote=False)}</code>")
            case Link():
                found.append(f'<a href="{escape(part.target)}">{escape(part.text, quote=False)}</a>')
            case _:
                found.append(escape(part, quote=False))
    return "".join(found)
