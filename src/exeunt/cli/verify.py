"""``exeunt verify``: the tests of RiMEA, IMO, NIST and ISO 20414, and cases with a known answer."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from exeunt.cli._print import screen
from exeunt.cli.outcome import Code, say
from exeunt.cli.progress import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from exeunt.verification.contract import Finding, Requirement
    from exeunt.verification.run import Progress

STYLES = {"passed": "green", "failed": "bold red", "not applicable": "dim", "not yet": "yellow"}
COLUMNS = {"test": 3, "standard's criterion": 5, "our gate": 5, "measured": 6}


def verify(
    suite: Annotated[
        str, typer.Option("--suite", help="rimea, imo, nist, iso, analytic, behaviour or all.")
    ] = "all",
    only: Annotated[
        str | None, typer.Option("--only", metavar="ID", help="One test only, such as rimea-4.")
    ] = None,
    as_json: Annotated[
        Path | None,
        typer.Option("--json", dir_okay=False, help="Also write the findings as JSON; '-' prints them."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", dir_okay=False, help="Also write the certificate: FILE.html or FILE.pdf."),
    ] = None,
    validation: Annotated[
        Path | None,
        typer.Option(
            "--validation", exists=True, dir_okay=False, help="What `validate --json` wrote, to go with it."
        ),
    ] = None,
    full: Annotated[
        bool,
        typer.Option("--full", help="Repeat what is repeated until a stopping rule says enough (hours)."),
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=0, help="Processes; as many as cores if not given, 0 for none."),
    ] = None,
    movement: Annotated[
        str | None, typer.Option("--movement", metavar="KIND", help="Test another movement model.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the tests; run nothing.")] = False,
    scenarios: Annotated[
        Path | None,
        typer.Option(
            "--write-scenario", metavar="DIR", file_okay=False, help="Write the scenarios; run nothing."
        ),
    ] = None,
) -> None:
    """Test the program by the published verification tests, and say which it passes.

    Every test is passed, failed, not applicable or not yet testable. The exit code is 0 if none failed, 5 if any did.
    """
    from exeunt.verification.catalogue import chosen

    requirements = chosen(suite, only)
    if report is not None and report.suffix.lower() not in (".html", ".pdf"):
        raise typer.BadParameter(f"{report} must end in .html or .pdf", param_hint="--report")
    if listed:
        _list(requirements)
        return
    if scenarios is not None:
        _write_scenarios(requirements, scenarios, movement)
        return
    began = monotonic()
    findings = _run(requirements, full, workers, movement)
    wall_s = monotonic() - began
    if as_json is not None:
        _write_json(findings, as_json)
    if report is not None:
        _write_report(findings, report, validation, movement, full, wall_s, workers)
    if as_json is None or str(as_json) != "-":
        show(findings, screen())
    if any(finding.state == "failed" for finding in findings):
        raise typer.Exit(Code.TEST_FAILED)


def _run(
    requirements: Sequence[Requirement], full: bool, workers: int | None, movement: str | None
) -> list[Finding]:
    from exeunt.metrics.enough import Rule
    from exeunt.scenario.catalogue import load_catalogue
    from exeunt.simulation import available_cores
    from exeunt.verification.run import local_pool, verify

    if movement is not None:
        from exeunt.base.kinds import kinds

        load_catalogue()
        if movement not in kinds("movement"):
            raise typer.BadParameter(
                f"there is no movement model '{movement}'; known: {', '.join(kinds('movement'))}"
            )
    count = available_cores() if workers is None else workers
    with Meter(screen(stderr=True)) as meter:
        options = {"movement": movement, "full": Rule() if full else None, "progress": meter}
        if count == 0:
            return verify(requirements, **options)  # type: ignore[arg-type]
        with local_pool(count) as pool:
            return verify(requirements, executor=pool, **options)  # type: ignore[arg-type]


class Meter:
    """Shows progress: a bar on a terminal, and a line for each test that is done, with the seconds of its runs.

    Context manager and callable. Tests that share runs share their seconds.
    """

    def __init__(self, console: Console) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

        self._console = console
        self._began = monotonic()
        columns = (
            SpinnerColumn(),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.description}", markup=False),
        )
        self._bar = Progress(*columns, console=console, transient=True)
        self._task = self._bar.add_task("runs", total=None)

    def __enter__(self) -> Meter:
        if self._console.is_terminal:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Show where the verification stands."""
        from rich.text import Text

        passed = clock(monotonic() - self._began)
        self._bar.update(
            self._task, total=progress.total, completed=progress.done, description=f"runs · {passed}"
        )
        finding = progress.finding
        if finding is not None:
            state = Text(f"{finding.state:<15}", STYLES[finding.state])
            took = f"{finding.wall_s:7.1f} s  " if finding.wall_s else f"{'':11}"
            about = finding.requirement
            self._console.print(Text.assemble(state, (took, "dim"), f"{about.id:<22} {about.title}"))


def show(findings: Sequence[Finding], console: Console) -> None:
    """Print a table for each suite: criterion, gate and measurement apart; then how many are in which state."""
    from rich.table import Table
    from rich.text import Text

    from exeunt.verification.catalogue import SUITES
    from exeunt.verification.contract import STATES

    for id, suite in SUITES.items():
        rows = [finding for finding in findings if finding.requirement.suite == id]
        if not rows:
            continue
        table = Table(title=suite.title, title_justify="left", title_style="bold", show_lines=True)
        for heading, ratio in COLUMNS.items():
            table.add_column(heading, ratio=ratio, overflow="fold")
        for finding in rows:
            about = finding.requirement
            name = Text.assemble(
                (about.number, "bold"), f" {about.title}\n", (finding.state, STYLES[finding.state])
            )
            table.add_row(name, about.criterion, about.gate, measured(finding))
        console.print(table)
        console.print(Text(f"Basis: {suite.basis}", "dim"))
    console.print(Text("The gates are Exeunt's own, not the standards'.", "dim"))
    for id in SUITES:
        states = [finding.state for finding in findings if finding.requirement.suite == id]
        if states:
            counts = ", ".join(f"{states.count(state)} {state}" for state in STATES if state in states)
            console.print(Text.assemble((f"{id}: ", "bold"), counts))


def measured(finding: Finding) -> str:
    """Say what was measured in which runs, and why a test is not passed."""
    lines = [finding.verdict.measured] if finding.verdict else []
    if finding.reason:
        lines.append(f"missing: {finding.reason}" if finding.state == "not yet" else finding.reason)
    if len(finding.seeds) > 1:
        lines.append(f"seeds {finding.seeds[0]} to {finding.seeds[-1]}")
    return "\n".join(lines)


def _list(requirements: Sequence[Requirement]) -> None:
    for requirement in requirements:
        why = requirement.inapplicable or requirement.missing
        typer.echo(f"{requirement.id:<24}{requirement.title}" + (f"  (not yet: {why})" if why else ""))


def _write_json(findings: Sequence[Finding], path: Path) -> None:
    from exeunt.cli.run import plain

    text = json.dumps(
        [plain(finding.row()) for finding in findings], indent=1, ensure_ascii=False, allow_nan=False
    )
    if str(path) == "-":
        typer.echo(text)
    else:
        path.write_text(text + "\n", encoding="utf-8")
        say(f"Wrote {path}.")


def _write_report(
    findings: Sequence[Finding], path: Path, validation: Path | None, movement: str | None, full: bool,
    wall_s: float, workers: int | None,
) -> None:  # fmt: skip
    import shlex
    import sys

    from exeunt.report.certificate import Certificate, certificate
    from exeunt.report.html import html
    from exeunt.report.pdf import pdf
    from exeunt.scenario.document import ScenarioDoc
    from exeunt.simulation import available_cores

    default: str = ScenarioDoc.model_fields["movement"].get_default(call_default_factory=True).kind
    rule = (
        "repeated tests run until the mean and the standard deviation of the time of the last person out, "
        "the mean curve of people out and the 95th percentile hardly move any more, at least 50 and at most "
        "500 times."
        if full
        else "fixed for each test, 10 for most comparisons and 1 where chance plays no part. --full lets a "
        "stopping rule on several measures decide."
    )
    about = Certificate(
        findings, movement or default, rule, wall_s, available_cores() if workers is None else workers,
        _rows(validation), shlex.join(["exeunt", *sys.argv[1:]]),
    )  # fmt: skip
    made = certificate(about)
    if path.suffix.lower() == ".pdf":
        path.write_bytes(pdf(made))
    else:
        path.write_text(html(made), encoding="utf-8")
    say(f"Wrote {path}.")


def _rows(path: Path | None) -> list[dict[str, object]]:
    if path is None:
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise typer.BadParameter(f"{path} is not JSON ({error})", param_hint="--validation") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise typer.BadParameter(
            f"{path} holds no rows of `exeunt validate --json`", param_hint="--validation"
        )
    return rows


def _write_scenarios(requirements: Sequence[Requirement], folder: Path, movement: str | None) -> None:
    from exeunt.verification.write import write_scenarios

    for path in write_scenarios(requirements, folder, movement):
        typer.echo(path)
