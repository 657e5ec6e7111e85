"""The files: HTML that is whole, accessible and alone; PDF that can be read, searched and repeated."""

from __future__ import annotations

import itertools
import re
import sys
import xml.etree.ElementTree as ET

import pdf_text
import pytest
from typer.testing import CliRunner

from exeunt.base.errors import ExeuntError
from exeunt.cli.app import app
from exeunt.report.blocks import (
    Bullets,
    Code,
    Column,
    Commands,
    Figure,
    Heading,
    Link,
    Note,
    Paragraph,
    Report,
    Strong,
    Table,
)
from exeunt.report.compose import compose, write_report
from exeunt.report.html import html
from exeunt.report.pdf import pdf, typst_files
from exeunt.viewer.svg import Picture

NASTY = '<script>alert("1")</script> & #import "x" $a$ `b` _c_ *d* \\ @e [f] ü “g” \x07 //h'


@pytest.fixture(scope="module")
def page(report) -> ET.Element:
    text = html(report)
    assert text.startswith("<!DOCTYPE html>")
    return ET.fromstring(text.removeprefix("<!DOCTYPE html>"))


def tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_html_needs_no_network(report):
    text = html(report)
    assert len(text.encode()) < 5_000_000
    assert "default-src 'none'" in text
    assert not re.search(r"<(?:script|link|iframe|object|embed|img)\b", text)
    assert "@import" not in text
    for target in re.findall(r"(?:src|href|xlink:href|url)\s*[=(]\s*[\"']?([^\"')\s>]+)", text):
        local = target.startswith(("#", "data:"))
        assert local or target.startswith("https://doi.org/"), target


def test_html_is_accessible(page):
    assert page.get("lang") == "en-GB"
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.iter("a"):
        target = link.get("href")
        if target.startswith("#"):
            assert target[1:] in ids, target
    for element in page.iter():
        for value in element.attrib.values():
            for name in re.findall(r"url\(#([^)]+)\)", value):
                assert name in ids
    tables = list(page.iter("table"))
    assert len(tables) > 10
    for table in tables:
        assert words(table.find("caption"))
        assert all(cell.get("scope") == "col" for cell in table.find("thead").iter("th"))
        assert all(row.find("th").get("scope") == "row" for row in table.find("tbody"))
    figures = list(page.iter("figure"))
    assert len(figures) > 6
    for figure in figures:
        assert len(figure.find("div").get("aria-label")) > 15
        (drawing,) = [element for element in figure.iter() if tag(element) == "svg"]
        assert words(drawing[0])
        assert words(figure.find("figcaption"))
    levels = [int(tag(element)[1]) for element in page.iter() if re.fullmatch(r"h[1-6]", tag(element))]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_contents_lead_to_every_section(page, report):
    entries = [link.get("href")[1:] for link in page.find("body/nav").iter("a")]
    assert entries == [heading.anchor for heading in report.headings()]


def everything(text: str) -> Report:
    picture = Picture(100, 50, text)
    picture.text(1, 20, text)
    blocks = (
        Heading(text), Paragraph([text, Strong(text), Code(text), Link(text, "#" + Heading(text).anchor)]),
        Bullets((text,)), Table((Column(text), Column(text, "right")), ((text, text),), text, frozenset({0})),
        Figure(picture, text, text), Note(text, text), Commands((text,)),
    )  # fmt: skip
    return Report(text, text, ((text, text),), blocks)


def test_words_of_users_are_never_markup_in_html():
    page = html(everything(NASTY))
    root = ET.fromstring(page.removeprefix("<!DOCTYPE html>"))
    assert [element for element in root.iter() if tag(element) == "script"] == []
    assert words(root.find("body/main/header/h1")) == " ".join(NASTY.replace("\x07", r"\x07").split())


def test_words_of_users_are_never_markup_in_typst():
    pytest.importorskip("typst")
    content = pdf(everything(NASTY))
    text = "".join(pdf_text.pages(content))
    for part in (
        '<script>alert("1")</script>',
        '#import "x"',
        "$a$",
        "`b`",
        "_c_",
        "*d*",
        "@e",
        "[f]",
        "//h",
    ):
        assert part in text, part


def test_the_pdf_has_pages_fonts_and_the_words_of_the_report(report):
    pytest.importorskip("typst")
    content = pdf(report)
    pages = pdf_text.pages(content)
    assert content.startswith(b"%PDF-1.7")
    assert 8 <= len(pages) <= 40
    assert content.count(b"/FontFile") >= 2
    everything = "".join(pages).replace(" ", "").replace("\u00a0", "").replace("\u200b", "")
    for heading in report.headings():
        assert heading.text.replace(" ", "") in everything
    for block in report.blocks:
        if isinstance(block, Table) and block.caption.startswith(("Use of the exits", "Fingerprints")):
            for row in block.rows:
                for cell in row:
                    shown = cell if isinstance(cell, str) else cell.text
                    assert shown.replace(" ", "").replace("\u00a0", "") in everything
    assert "Howtorepeatthisrun" in pages[-1].replace(" ", "")
    assert b"/EmbeddedFile" in content
    assert pdf(report) == content


def test_pdf_without_typst_says_how_to_get_it(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExeuntError, match=r"-m pip install --require-hashes .*requirements\.txt"):
        write_report(run, tmp_path / "x.pdf")
    shown = CliRunner().invoke(app, ["report", str(run.folder), "--out", str(tmp_path / "x.pdf")])
    assert shown.exit_code == 1
    assert "-m pip install --require-hashes" in shown.output
    assert not list(tmp_path.iterdir())


def test_typst_reads_no_packages_and_no_files_but_its_own(report):
    files = typst_files(report)
    source = files["report.typ"].decode()
    assert "@preview" not in source + files["style.typ"].decode()
    assert set(re.findall(r'#drawing\("([^"]+)"', source)) <= set(files)


def test_the_command_writes_where_it_is_told(run, tmp_path):
    shown = CliRunner().invoke(app, ["report", str(run.folder), "--out", str(tmp_path / "a" / "r.html")])
    assert shown.exit_code == 0, shown.output
    first = (tmp_path / "a" / "r.html").read_bytes()
    assert first == html(compose(run)).encode()
    wrong = CliRunner().invoke(app, ["report", str(run.folder), "--out", str(tmp_path / "r.docx")])
    assert wrong.exit_code == 1
    assert ".html or .pdf" in wrong.output
