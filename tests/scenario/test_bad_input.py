"""The page of bad input says what the program says."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_table_of_the_documentation_is_what_the_program_says() -> None:
    tool = runpy.run_path(str(DOCS / "_tools" / "bad_input.py"))
    page = (DOCS / "bad-input.md").read_text(encoding="utf-8")
    assert tool["page"](page) == page, "run: python docs/_tools/bad_input.py"


def test_the_table_covers_what_users_get_wrong_and_names_places() -> None:
    page = (DOCS / "bad-input.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 30
    for title in (
        "Unknown key", "Wrong unit", "Self-crossing polygon", "Exit off the wall", "More people than fit",
        "Stair to nowhere", "Last exit closed", "Disk full", "Unreadable file", "Out of memory",
    ):  # fmt: skip
        assert any(title in row[0] for row in rows), title
    for title, written, said in rows:
        if written:
            assert "`hall.yaml:" in said, title
