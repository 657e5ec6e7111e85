"""The documentation has a page for each test, made from the test as it stands, with its picture."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from exeunt.verification.catalogue import chosen, trials

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = DOCS / "verification"


@pytest.fixture(scope="module")
def tool() -> SimpleNamespace:
    return SimpleNamespace(**runpy.run_path(str(DOCS / "_tools" / "verification.py"), run_name="tool"))


def test_every_page_is_what_the_tool_writes_now(tool: SimpleNamespace) -> None:
    """Criterion, gate and scenario of a page are those of the test; run docs/_tools/verification.py if not."""
    rows = tool.known()
    stale = [
        requirement.id
        for requirement in chosen()
        if (PAGES / f"{requirement.id}.md").read_text(encoding="utf-8")
        != tool.page(requirement, rows.get(requirement.id))
    ]
    assert not stale
    assert (PAGES / "index.md").read_text(encoding="utf-8") == tool.index(rows)


def test_every_trial_has_a_small_picture() -> None:
    sizes = {path.stem: path.stat().st_size for path in PAGES.glob("*.svg")}
    assert sizes.keys() == trials().keys()
    assert sum(sizes.values()) < 2_000_000


def test_shown_findings_belong_to_tests_and_keep_their_states_apart() -> None:
    rows = json.loads((PAGES / "findings.json").read_text(encoding="utf-8"))
    requirements = {requirement.id: requirement for requirement in chosen()}
    for row in rows:
        about = requirements[row["id"]]
        assert (row["criterion"], row["gate"]) == (about.criterion, about.gate), row["id"]
        assert row["state"] in ("passed", "failed", "not applicable", "not yet")
        if about.missing:
            assert row["state"] == "not yet", row["id"]
