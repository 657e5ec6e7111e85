"""Everything that is wrong with a scenario: document, names, building, room for the people, memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from exeunt.base.activity import doing
from exeunt.base.errors import Problem, ScenarioError
from exeunt.scenario.alarms import check_alarms
from exeunt.scenario.counts import check_counts
from exeunt.scenario.danger_zones import check_danger_zones
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.feasible import check_sizes, memory_problem
from exeunt.scenario.files import Scenario, apply_variant
from exeunt.scenario.hazards import blocked_openings, check_hazards
from exeunt.scenario.itineraries import check_itineraries
from exeunt.scenario.laws import check_laws
from exeunt.scenario.lifts import check_lift_use
from exeunt.scenario.lockdown import check_lockdown
from exeunt.scenario.people import check_people
from exeunt.scenario.placed import check_placed
from exeunt.scenario.references import check_names
from exeunt.scenario.refuges import check_refuges
from exeunt.scenario.responders import check_responders
from exeunt.scenario.source import Allowed, Source, read, validate
from exeunt.scenario.staffing import check_staff, place_everyone
from exeunt.scenario.stairs import check_stairs
from exeunt.scenario.tree import in_file, line_of
from exeunt.scenario.whole_numbers import check_whole_numbers
from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc
from exeunt.venue.venue import Venue


@dataclass(frozen=True)
class Checked:
    """What a check found: problems with errors first, and what could be built in spite of them.

    ``scenario`` is None if the document is not valid, ``venue`` if the building could not be compiled. ``building``
    holds those problems that compiling it found.
    """

    problems: tuple[Problem, ...]
    scenario: Scenario | None = None
    venue: Venue | None = None
    building: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a run."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    def require(self) -> tuple[Scenario, Venue]:
        """Return scenario and venue.

        Raises
        ------
        ScenarioError
            If anything stops a run.
        """
        if self.errors or self.scenario is None or self.venue is None:
            raise ScenarioError(list(self.problems))
        return self.scenario, self.venue


def check_file(path: str | Path, variant: str = "", *, variants: bool = True, allow: Allowed = ()) -> Checked:
    """Check a scenario file without raising ``ScenarioError``.

    Parameters
    ----------
    variant
        Check the scenario with this variant's edits made.
    variants
        Without ``variant``: check all variants of the file too.
    allow
        Folders and files that the scenario may name besides its own folder.
    """
    try:
        with doing(f"reading {path}"):
            source = read(path, allow)
            document, problems = validate(source)
    except ScenarioError as error:
        return Checked(_sorted(error.problems))
    if document is None:
        return _check_invalid(source, problems)
    scenario = Scenario(document, source.path, source)
    if variant:
        try:
            scenario = apply_variant(scenario, variant)
        except ScenarioError as error:
            return Checked(_sorted(error.problems), scenario)
    checked = check_scenario(scenario)
    if variant or not variants:
        return checked
    return replace(checked, problems=_sorted([*checked.problems, *_check_variants(scenario, checked)]))


def check_scenario(scenario: Scenario, *, place: bool = True, base: Checked | None = None) -> Checked:
    """Check a valid document: names, building, room and ways out for the people, memory.

    Compiles the venue and, with ``place``, puts the people into it as a run would. ``base``: what was found where
    this scenario is a variant; a venue that it does not change is not compiled again.
    """
    document = scenario.document
    problems = check_names(scenario.source.tree)
    problems += check_sizes(document)
    problems += check_laws(document)
    problems += check_whole_numbers(document, scenario.source.tree)
    if any(not problem.key or problem.key[0] == "venue" for problem in problems):
        return Checked(_placed(problems, scenario.source), scenario)
    known = base is not None and base.scenario is not None and base.scenario.document.venue == document.venue
    if known and base is not None and base.venue is not None:
        venue, found = base.venue, list(base.building)
    else:
        with doing("building the venue"):
            venue, found = compile_venue(document.venue, scenario.name, scenario.folder)
    problems += found
    building = tuple(found)
    if _sound(problems):
        with doing("looking for ways out and for contradictions"):
            problems += _check_sections(document, venue, scenario.folder)
    if place and _sound(problems):
        with doing("placing the people"):
            columns, found = place_everyone(document, venue, document.run.seed)
        problems += found
        if _sound(problems):
            problems += check_placed(document, venue, columns)
    return Checked(_placed(problems, scenario.source), scenario, venue, building)


def _check_sections(document: ScenarioDoc, venue: Venue, folder: Path) -> list[Problem]:
    return [
        *check_people(document, venue, blocked_openings(document)),
        *check_lift_use(document, venue),
        *check_counts(document, venue),
        *check_stairs(document, venue),
        *check_itineraries(document, venue),
        *check_hazards(document, venue, folder),
        *check_alarms(document, venue, folder),
        *check_danger_zones(document, venue),
        *check_staff(document, venue),
        *check_responders(document, venue),
        *check_refuges(document, venue, folder),
        *check_lockdown(document, venue),
        *memory_problem(document, venue),
    ]


def _check_invalid(source: Source, problems: list[Problem]) -> Checked:
    """Find what else is wrong where the document itself is not valid."""
    told = {problem.key for problem in problems}
    problems += [problem for problem in check_names(source.tree) if problem.key not in told]
    venue = None
    if not any(len(problem.key) < 2 or problem.key[0] == "venue" for problem in problems):
        try:
            doc = VenueDoc.model_validate(source.tree["venue"])
        except (ValidationError, KeyError):
            return Checked(_placed(problems, source))
        venue, found = compile_venue(doc, source.path.stem, source.path.parent)
        problems += found
    return Checked(_placed(problems, source), venue=venue)


def _check_variants(scenario: Scenario, base: Checked) -> list[Problem]:
    known = {(problem.key, problem.message) for problem in base.problems}
    problems: list[Problem] = []
    for variant in scenario.document.variants:
        try:
            with doing(f"variant '{variant}'"):
                changed = apply_variant(scenario, variant)
                found: Iterable[Problem] = check_scenario(changed, base=base).problems
        except ScenarioError as error:
            found = error.problems
        problems += [
            replace(problem, message=f"in variant '{variant}': {problem.message}")
            for problem in found
            if (problem.key, problem.message) not in known
        ]
    return problems


def _sound(problems: Iterable[Problem]) -> bool:
    return not any(problem.severity == "error" for problem in problems)


def _placed(problems: Iterable[Problem], source: Source) -> tuple[Problem, ...]:
    def place(problem: Problem) -> Problem:
        line = problem.line or line_of(source.tree, problem.key)
        return in_file(replace(problem, line=line), str(source.path))

    return _sorted(map(place, problems))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    unique: dict[Any, Problem] = {(problem.key, problem.message, problem.at): problem for problem in problems}
    return tuple(sorted(unique.values(), key=lambda problem: (problem.severity != "error", problem.line)))
