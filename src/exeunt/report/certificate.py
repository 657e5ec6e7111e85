"""The certificate: what the program is, what it was tested by and how it did, in the order of ISO 16730-1.

ISO 16730-1 asks what a calculation method's documentation must hold: scope, equations, assumptions, inputs and their
sources, verification, validation, uncertainty, limits of use, and what exactly was tested.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import Any

from exeunt.base.kinds import Kind, kinds
from exeunt.report.blocks import (
    Block,
    Bullets,
    Column,
    Commands,
    Facts,
    Heading,
    Note,
    Paragraph,
    Report,
    Strong,
    Table,
)
from exeunt.results.provenance import machine, versions
from exeunt.scenario.resolved import Parameter, assumptions
from exeunt.verification.catalogue import SUITES
from exeunt.verification.contract import STATES, Finding, Suite
from exeunt.verification.run import scenario_of

MARK = {
    "passed": "✓ passed",
    "failed": "✗ failed",
    "not applicable": "– not applicable",
    "not yet": "… not yet",
}
FAMILIES = {
    "movement": "Movement",
    "exit_choice": "Exit choice",
    "speed_law": "Speed by age and sex",
    "pre_movement": "Delay before moving",
}


@dataclass(frozen=True)
class Certificate:
    """What a certificate is made from.

    Parameters
    ----------
    findings
        Outcome of every test that was asked for.
    movement
        Kind of the movement model that was tested.
    rule
        How the number of runs was decided, in words.
    wall_s, workers
        Seconds that the tests took, and on how many processes.
    validation
        Rows of ``exeunt validate --json``, empty if none were given.
    command
        Line that repeats the verification.
    """

    findings: Sequence[Finding]
    movement: str
    rule: str
    wall_s: float
    workers: int
    validation: Sequence[Mapping[str, Any]] = field(default=())
    command: str = "exeunt verify"


def certificate(about: Certificate) -> Report:
    """Return the certificate as a report."""
    states = [finding.state for finding in about.findings]
    version = versions()["exeunt"]
    counts = tuple((state.capitalize(), str(states.count(state))) for state in STATES)
    return Report(
        title="Verification and validation",
        subtitle=f"Exeunt {version}, movement model “{about.movement}”",
        about=(
            ("Program", f"Exeunt {version}"),
            ("Tests", f"{len(states)} of {len({f.requirement.suite for f in about.findings})} suites"),
            ("Scenarios", f"SHA-256 {scenarios_hash(about.findings)[:16]}…"),
        ),
        blocks=(
            Facts(counts),
            *_scope(),
            *_equations(about.movement),
            *_inputs(about.findings),
            *_verification(about),
            *_validation(about.validation),
            *_uncertainty(about),
            *_limits(about.findings),
            *_identity(about),
        ),
        keywords=("evacuation", "verification", "validation", "RiMEA", "IMO", "NIST", "ISO 20414"),
    )


def scenarios_hash(findings: Iterable[Finding]) -> str:
    """Return one SHA-256 (hex) of all scenarios that were tested, in order of their names."""
    trials = {
        f.requirement.trial.id: f.requirement.trial for f in findings if f.requirement.trial is not None
    }
    digest = hashlib.sha256()
    for name in sorted(trials):
        for case in trials[name].cases:
            digest.update(f"{name}/{case}".encode())
            digest.update(scenario_of(trials[name], case).hash.encode())
    return digest.hexdigest()


def _scope() -> Iterator[Block]:
    yield Heading("Scope")
    yield Paragraph(
        "Exeunt calculates how people leave public venues in an emergency, person by person and storey by "
        "storey, so that protective measures can be compared. It is a microscopic model in continuous "
        "space: every person has a place, a speed, a delay before moving and a rule for choosing the exit.",
        lead=True,
    )
    yield Paragraph(
        "This document follows the order in which ISO 16730-1 asks a calculation method to be documented. "
        "It is written by the program itself from a run of its tests; nobody has certified it."
    )


def _equations(movement: str) -> Iterator[Block]:
    yield Heading("Governing equations and rules")
    yield Paragraph(
        "Each rule is stated as the program documents it, with its source. The equations are set out in the "
        "documentation, page “Models”."
    )
    for family, title in FAMILIES.items():
        members = kinds(family)
        chosen = {movement: members[movement]} if family == "movement" and movement in members else members
        yield Heading(title, 3)
        for name, cls in chosen.items():
            yield Paragraph((Strong(f"{name}: "), _first_paragraphs(cls)))
            if cls.references:
                yield Bullets(tuple(cls.references))


def _first_paragraphs(cls: type[Kind]) -> str:
    return " ".join(cleandoc(cls.__doc__ or "").replace("``", "").split())


def _inputs(findings: Sequence[Finding]) -> Iterator[Block]:
    rows = _parameters(findings)
    assumed = [row for row in rows if row.assumption]
    yield Heading("Assumptions")
    yield Paragraph(
        f"{len(assumed)} of the {len(rows)} defaults that the tests rest on are verified by no source. Each shows up "
        "in every resolved scenario and in every report of a run."
    )
    yield _parameter_table(assumed, "Defaults that are assumptions")
    yield Heading("Inputs and their sources")
    yield Paragraph(
        "Defaults with a published source. Whatever a test sets differently stands in its scenario."
    )
    yield _parameter_table([row for row in rows if not row.assumption], "Defaults with a source")


def _parameters(findings: Sequence[Finding]) -> list[Parameter]:
    """Return the parameters of all scenarios tested, each once by its name without numbers of list items."""
    found: dict[str, Parameter] = {}
    trials = {
        f.requirement.trial.id: f.requirement.trial for f in findings if f.requirement.trial is not None
    }
    for trial in trials.values():
        first = next(iter(trial.cases))
        for row in assumptions(scenario_of(trial, first).document):
            name = row.key.split("]")[-1].lstrip(".")
            if not row.is_set:
                found.setdefault(name, row)
    return [found[name] for name in sorted(found)]


def _parameter_table(rows: Sequence[Parameter], caption: str) -> Table:
    def value(row: Parameter) -> str:
        return f"{_plain(row.value)} {row.unit}".strip()

    def span(row: Parameter) -> str:
        return "" if row.low is None and row.high is None else f"{row.low} to {row.high}"

    return Table(
        (
            Column("parameter", width=6),
            Column("value", width=3),
            Column("range", width=2),
            Column("source", width=6),
        ),
        tuple((row.key.split("]")[-1].lstrip("."), value(row), span(row), row.source) for row in rows),
        caption,
    )


def _plain(value: Any) -> str:
    """Return a value as people write it: distributions by name, numbers to six digits."""
    if isinstance(value, dict):
        kind = value.get("kind")
        rest = {key: part for key, part in value.items() if key != "kind" and part is not None}
        if kind == "constant" and len(rest) == 1:
            return _plain(next(iter(rest.values())))
        told = ", ".join(f"{key} {_plain(part)}" for key, part in rest.items())
        return f"{kind}: {told}" if kind else told
    return f"{value:.6g}" if isinstance(value, float) else "none" if value in (None, "") else str(value)


def _verification(about: Certificate) -> Iterator[Block]:
    yield Heading("Verification")
    yield Paragraph(
        "Three columns stay apart: what the document asks for, in our words; our gate, which is never the "
        "document's; and what was measured, with the 95 % interval of the mean in square brackets and the "
        "seeds. A failing test is shown as failing."
    )
    tested = [suite for suite in SUITES.values() if _of(about.findings, suite)]
    counts = []
    for suite in tested:
        states = [finding.state for finding in _of(about.findings, suite)]
        counts.append((suite.title, *(str(states.count(state)) for state in STATES)))
    yield Table(
        (Column("suite", width=8), *(Column(state, "right", 2) for state in STATES)),
        tuple(counts),
        "Tests by state",
    )
    for suite in tested:
        yield from _suite(suite, _of(about.findings, suite))


def _of(findings: Sequence[Finding], suite: Suite) -> list[Finding]:
    return [finding for finding in findings if finding.requirement.suite == suite.id]


def _suite(suite: Suite, findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading(suite.title, 3)
    yield Paragraph(f"Basis: {suite.basis}")
    rows = []
    for finding in findings:
        named = finding.requirement
        name = (Strong(f"{named.number} "), f"{named.title}. {MARK[finding.state]}")
        rows.append((name, named.criterion, named.gate, said(finding)))
    failed = frozenset(index for index, finding in enumerate(findings) if finding.state == "failed")
    columns = (Column("test", width=4), Column("criterion (our words)", width=6), Column("our gate", width=6),
               Column("measured", width=8))  # fmt: skip
    yield Table(columns, tuple(rows), f"{suite.title}: {len(rows)} tests", failed)


def said(finding: Finding) -> str:
    """Return what was measured, in which runs, and what is missing."""
    parts = [finding.verdict.measured + "."] if finding.verdict else []
    if finding.reason:
        parts.append(f"Missing: {finding.reason}." if finding.state == "not yet" else f"{finding.reason}.")
    if finding.seeds:
        many = len(finding.seeds) > 1
        parts.append(
            f"Seeds {finding.seeds[0]} to {finding.seeds[-1]}." if many else f"Seed {finding.seeds[0]}."
        )
    return " ".join(parts)


def _validation(rows: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    yield Heading("Validation")
    if not rows:
        yield Note(
            "Not part of this certificate",
            "Comparison with measured experiments is done by “exeunt validate --data DIR”; give the file "
            "that its --json writes to “exeunt verify --validation” to have it here.",
            "note",
        )
        return
    states = [str(row.get("state", "")) for row in rows]
    told = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    yield Paragraph(f"Simulated against measured, case by case: {told}.")
    gated = [row for row in rows if row.get("state") != "reported"]
    totals = [row for row in gated if not row.get("experiment")]
    yield _cases(totals, "Totals")
    yield _cases([row for row in gated if row.get("experiment")], "Runs, figures that have a gate")
    yield Note(
        "What is left out",
        "Figures without a gate are only reported; “exeunt validate --all-rows” prints them.",
        "note",
    )


def _cases(rows: Sequence[Mapping[str, Any]], caption: str) -> Table:
    names = ("case", "measure", "measured", "simulated", "gate", "state")
    failed = frozenset(index for index, row in enumerate(rows) if row.get("state") == "failed")
    return Table(
        tuple(Column(name, width=3 if name in ("case", "measure", "gate") else 2) for name in names),
        tuple(tuple(_short(row.get(name)) for name in names) for row in rows),
        caption,
        failed,
    )


def _short(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else "" if value is None else str(value)


def _uncertainty(about: Certificate) -> Iterator[Block]:
    yield Heading("Uncertainty")
    yield Paragraph(f"Number of runs: {about.rule}")
    yield Bullets(
        (
            "Intervals are 95 % intervals of a mean over seeds, by Student's t; of differences over the "
            "same seeds.",
            "Numerical: the step of the movement model is part of its accuracy; its error is published in "
            "the documentation, page “Accuracy”.",
            "Parameters: ranges stand beside the defaults above; what they do to a result of yours is a "
            "matter of repeating it with them, not of this document.",
        )
    )


def _limits(findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading("Limits of use")
    for state, title in (("failed", "Tests that fail"), ("not yet", "Not testable yet"),
                         ("not applicable", "Not applicable")):  # fmt: skip
        rows = [finding for finding in findings if finding.state == state]
        if rows:
            yield Heading(title, 3)
            yield Bullets(tuple(_limit(finding) for finding in rows))
    yield Note(
        "What no test shows",
        "That a model passes these tests does not make its results true for a venue of yours. Pushing, "
        "falling, panic and the will of individuals are not predicted by any published model.",
    )


def _limit(finding: Finding) -> str:
    named = finding.requirement
    return f"{named.id}, {named.title}: {said(finding) or 'no reason given.'}"


def _identity(about: Certificate) -> Iterator[Block]:
    yield Heading("Version and hash")
    found, on = versions(), machine()
    rows = [
        ("scenarios, SHA-256", scenarios_hash(about.findings)),
        *((part, version) for part, version in found.items()),
        ("machine", f"{on['system']} {on['architecture']}, {on['processor']}, {on['cores']} cores"),
        ("time for the tests", f"{about.wall_s / 60:.1f} min on {about.workers} processes"),
    ]
    yield Table((Column("what", width=2), Column("value", width=5)), tuple(rows), "What exactly was tested")
    yield Paragraph("The same version gives the same figures on any x86-64 machine. To repeat it:")
    yield Commands((about.command,))
