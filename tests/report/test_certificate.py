"""The certificate holds what ISO 16730-1 asks for, and tells the standard's words from ours."""

from __future__ import annotations

import pytest

from exeunt.report.blocks import Heading, Table, words
from exeunt.report.certificate import Certificate, certificate, scenarios_hash
from exeunt.report.html import html
from exeunt.verification.catalogue import chosen
from exeunt.verification.contract import Finding, Verdict
from exeunt.verification.run import verify

SKELETON = ("Scope", "Governing equations and rules", "Assumptions", "Inputs and their sources", "Verification",
            "Validation", "Uncertainty", "Limits of use", "Version and hash")  # fmt: skip


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    wanted = [requirement for requirement in chosen() if requirement.id in ("imo-1", "imo-10", "iso-18")]
    return verify(wanted)


def made(findings: list[Finding], **more):
    about = Certificate(findings, "collision_free_speed", "as many as it takes.", 90.0, 2, **more)
    return certificate(about)


def test_sections_follow_the_skeleton(findings: list[Finding]) -> None:
    report = made(findings)
    assert tuple(heading.text for heading in report.headings()) == SKELETON


def test_criterion_gate_and_measurement_stand_in_three_columns(findings: list[Finding]) -> None:
    (table,) = [block for block in made(findings).blocks if (isinstance(block, Table) and "12 tests" in block.caption)
                or (isinstance(block, Table) and block.caption.startswith("IMO"))]  # fmt: skip
    titles = [column.title for column in table.columns]
    assert titles == ["test", "criterion (our words)", "our gate", "measured"]
    row = [words(cell) for cell in table.rows[0]]
    finding = findings[0]
    assert row[1] == finding.requirement.criterion
    assert row[2] == finding.requirement.gate
    assert finding.verdict.measured in row[3]


def test_a_failing_test_is_marked_and_listed_among_the_limits(findings: list[Finding]) -> None:
    failed = Finding(findings[0].requirement, "failed", Verdict(False, "55.0 s"), (1,))
    report = made([failed, *findings[1:]])
    (table,) = [
        block for block in report.blocks if isinstance(block, Table) and block.caption.startswith("IMO")
    ]
    assert table.marked == {0}
    limits = report.blocks.index(Heading("Limits of use"))
    shown = html(report)
    assert any(
        isinstance(block, Heading) and block.text == "Tests that fail" for block in report.blocks[limits:]
    )
    assert "imo-1" in shown[shown.index("Tests that fail") :]
    assert "smoke" in shown, "what is missing is said"


def test_every_assumption_of_the_scenarios_is_listed_with_its_source(findings: list[Finding]) -> None:
    report = made(findings)
    (assumed,) = [
        b for b in report.blocks if isinstance(b, Table) and b.caption == "Defaults that are assumptions"
    ]
    names = [words(row[0]) for row in assumed.rows]
    assert "radius" in names
    assert len(names) == len(set(names))
    assert all(words(row[3]) for row in assumed.rows), "each has a source or says that it has none"


def test_validation_rows_are_taken_in(findings: list[Finding]) -> None:
    row = {
        "case": "uo-180",
        "measure": "flow",
        "measured": 1.94,
        "simulated": 1.9,
        "gate": "10 %",
        "state": "passed",
    }
    assert "uo-180" in html(made(findings, validation=[row]))
    assert "Not part of this certificate" in html(made(findings))


def test_the_hash_follows_the_scenarios(findings: list[Finding]) -> None:
    assert scenarios_hash(findings) == scenarios_hash(list(reversed(findings)))
    assert scenarios_hash(findings) != scenarios_hash(findings[:1])


def test_it_can_be_set_as_pdf(findings: list[Finding]) -> None:
    pytest.importorskip("typst")
    from exeunt.report.pdf import pdf

    assert pdf(made(findings)).startswith(b"%PDF")
