"""From a run folder to a report: its sections in their order, and the file that holds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from exeunt.base.errors import ExeuntError, RunFolderError
from exeunt.report.blocks import Block, Heading, Note, Report
from exeunt.report.facts import RunFacts
from exeunt.report.html import html
from exeunt.report.pdf import pdf
from exeunt.report.sections.answer import answer
from exeunt.report.sections.assumptions import assumptions
from exeunt.report.sections.bound import bound
from exeunt.report.sections.building import plans
from exeunt.report.sections.clearance import clearance, exit_use
from exeunt.report.sections.course import course
from exeunt.report.sections.crowding import density, service
from exeunt.report.sections.doses import doses
from exeunt.report.sections.exposure import exposure
from exeunt.report.sections.limits import limits
from exeunt.report.sections.margins import margins
from exeunt.report.sections.minds import crowd_danger, minds
from exeunt.report.sections.models import models
from exeunt.report.sections.population import delays, population
from exeunt.report.sections.repeat import repeat
from exeunt.report.sections.response import response
from exeunt.report.sections.shelter import guidance, refuges
from exeunt.report.sections.visits import visits
from exeunt.report.sections.waiting import areas, queues
from exeunt.results.files import explain, write_bytes
from exeunt.results.run import Run

Section = Callable[[RunFacts], list[Block]]

# the order is part of what readers rely on: answer first, how to repeat it last
SECTIONS: tuple[tuple[str, Section], ...] = (
    ("What was asked, and the answer", answer),
    ("What happened when", course),
    ("The building and its exits", plans),
    ("The people", population),
    ("Assumptions", assumptions),
    ("Models", models),
    ("Clearance", clearance),
    ("Use of the exits against their capacity", exit_use),
    ("What people knew and did", minds),
    ("Exposure to danger zones", exposure),
    ("Refuges", refuges),
    ("Stewards and signs", guidance),
    ("Places visited before leaving", visits),
    ("Responders", response),
    ("Fire, smoke and dose", doses),
    ("Time available and time needed (ASET and RSET)", margins),
    ("Density of people", density),
    ("Indicators of crowd danger", crowd_danger),
    ("Level of service", service),
    ("Queues", queues),
    ("Time in each area", areas),
    ("Time before people start to move", delays),
    ("Optimal clearance, and what the difference is made of", bound),
    ("Warnings and limits", limits),
    ("How to repeat this run", repeat),
)
FORMATS = (".html", ".pdf")


def compose(run: Run) -> Report:
    """Return the report of a run, whole or not.

    Raises
    ------
    RunFolderError
        If the run has no building to report on.
    """
    facts = RunFacts(run)
    blocks: list[Block] = []
    for title, section in SECTIONS:
        blocks += _made(title, section, facts)
    info = run.info
    variant = info.get("variant_title") or info.get("variant")
    about = [
        ("Scenario", facts.name),
        ("Variant", str(variant) if variant else "none: the scenario as it stands"),
        ("Run folder", run.folder.resolve().name),
        ("State of the run", run.status + (f" ({run.reason})" if run.reason else "")),
        ("Computed", f"{info.get('created', 'not known')} with Exeunt {_version(run)}"),
    ]
    keywords = ("evacuation", "simulation", "Exeunt", facts.name)
    return Report(
        facts.name, "Report of an evacuation simulation", tuple(about), tuple(blocks), keywords=keywords
    )


def _made(title: str, section: Section, facts: RunFacts) -> list[Block]:
    """Return a section; what a damaged or older run folder lacks is told in its place."""
    try:
        return section(facts)
    except RunFolderError as error:
        reason = facts.plain(error)
    except KeyError as error:
        reason = f"The run folder lacks {error}; it may have been written by another version."
    facts.trouble(f"{title}: {reason}")
    return [Heading(title), Note("This section could not be made.", reason)]


def _version(run: Run) -> str:
    return str((run.info.get("versions") or {}).get("exeunt", "of unknown version"))


def write_report(run: Run, out: Path | str) -> Path:
    """Write the report of a run as ``.html`` or ``.pdf`` and return its path.

    Raises
    ------
    ExeuntError
        If the name ends in anything else, or PDF is wanted and typst is not installed.
    RunFolderError
        If the run cannot be read or the file cannot be written.
    """
    out = Path(out)
    form = out.suffix.lower()
    if form not in FORMATS:
        raise ExeuntError(f"A report is written as .html or .pdf, not as '{out.name}'.")
    report = compose(run)
    content = html(report).encode() if form == ".html" else pdf(report)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunFolderError(f"Cannot create {out.parent}: {explain(error)}.") from error
    write_bytes(out, content)
    return out
