"""Floor 6: join scenario, venue, people, models, engine and run folder; only this place knows them all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Protocol, cast

import numpy as np

from exeunt.base.columns import CAUSES, STUCK_REASONS
from exeunt.base.distributions import Distribution
from exeunt.base.errors import ExeuntError, Problem, ScenarioError
from exeunt.engine.lifts import Lifts
from exeunt.engine.loop import Ending, Loop, Progress, Recorder
from exeunt.engine.openings import OpeningChanges
from exeunt.engine.recording import FolderRecorder, NoRecorder
from exeunt.engine.schedule import Schedule
from exeunt.engine.watch import ProgressWatch
from exeunt.metrics.summary import summary
from exeunt.models.alarms.model import AlarmModel
from exeunt.models.behaviour.groups import GroupModel
from exeunt.models.behaviour.pre_movement import PreMovementModel
from exeunt.models.behaviour.smoke import SmokeSlowing, SmokeSpeed
from exeunt.models.behaviour.walking_speed import WalkingSpeed
from exeunt.models.exposure.gases import FORMS
from exeunt.models.exposure.model import DoseModel
from exeunt.models.exposure.susceptibility import Susceptibility
from exeunt.models.hazards.cfast.kind import CfastFire
from exeunt.models.hazards.cfast.usage import Agreement, Crossings, Usage, agreed
from exeunt.models.hazards.cfast.zones import ZoneField
from exeunt.models.hazards.explosion import Explosion, InitialCasualties
from exeunt.models.hazards.field import HazardModel
from exeunt.models.hazards.prescribed import HazardKind
from exeunt.models.hazards.site import Site
from exeunt.models.population.arrivals import Arrivals
from exeunt.models.population.populate import populate
from exeunt.models.wayfinding.model import WayfindingModel
from exeunt.results.folder import RunWriter
from exeunt.results.run import open_run
from exeunt.results.schema import people_table
from exeunt.scenario.check import check_scenario
from exeunt.scenario.document import HazardsDoc, ScenarioDoc
from exeunt.scenario.files import Scenario
from exeunt.scenario.hazards import site_of
from exeunt.scenario.resolved import resolved_yaml
from exeunt.scenario.variants import apply_variant
from exeunt.venue.fields import BYTES_PER_CELL, FieldCache
from exeunt.venue.raster import build_raster
from exeunt.world.air import lay_air
from exeunt.world.contract import Model, check_wiring
from exeunt.world.state import Clock, Openings, World

FIELD_MEMORY = 1 << 30
"""Bytes that direction fields may take; more if the venue's exits need more, one field each."""

__all__ = ["Progress", "RunResult", "Simulation", "build", "simulate"]


class MovementKind(Protocol):
    """What a kind of the family "movement" offers: its model, and the step in s at which it is accurate."""

    step: ClassVar[float]

    def model(self) -> Model:
        """Return a new model with these parameters."""


@dataclass(frozen=True)
class RunResult:
    """What a run gave: why it ended, its summary, its folder (None without), the last state of the World."""

    ending: Ending
    summary: dict[str, Any]
    folder: Path | None
    world: World
    wall_s: float
    problems: tuple[Problem, ...]


@dataclass
class Simulation:
    """A scenario made ready to step: the World and the models that change it."""

    document: ScenarioDoc
    world: World
    models: tuple[Model, ...]
    watch: ProgressWatch
    problems: tuple[Problem, ...]
    agreement: Agreement | None = None

    def loop(
        self, recorder: Recorder | None = None, progress: Callable[[Progress], None] | None = None
    ) -> Loop:
        """Return the loop over the phases of this run."""
        recorder = recorder or NoRecorder()
        schedule = Schedule.of(
            self.models,
            self.world.clock,
            periods_s=(recorder.every,),
            times=[
                self.document.run.max_time,
                *(time for opening in self.world.venue.openings for time, _ in opening.changes),
            ],
        )
        return Loop(self.world, schedule, recorder, self.watch, self.document.run, progress)


def simulate(
    scenario: Scenario,
    *,
    seed: int | None = None,
    variant: str | None = None,
    out: Path | str | None = None,
    threads: int | None = None,
    step: float | None = None,
    free_doors: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> RunResult:
    """Simulate a scenario from time 0 until everyone is out, nobody can get out, or its time is over.

    Parameters
    ----------
    scenario
        From ``exeunt.load``.
    seed, step, threads, free_doors
        See ``build``.
    variant
        Id of one of the scenario's variants.
    out
        Folder to write the run into, new or empty; nothing is written if None.
    progress
        Called between steps, at least once a simulated second.

    Raises
    ------
    ScenarioError
        If the scenario cannot be run.
    RunFolderError
        If the folder cannot be written; what was closed before stays readable.
    """
    if variant:
        scenario = apply_variant(scenario, variant)
    ready = partial(build, scenario, seed=seed, threads=threads, step=step, free_doors=free_doors)
    simulation = _agreed(ready(), ready, progress)
    if out is None:
        loop = simulation.loop(progress=progress)
        ending = loop.run()
        figures = summary(outcome_table(simulation), simulation.world.venue)
        return _result(simulation, loop, ending, figures, None)
    return _simulate_into(Path(out), scenario, simulation, progress)


def _agreed(
    simulation: Simulation, ready: Callable[..., Simulation], progress: Callable[[Progress], None] | None
) -> Simulation:
    """Repeat crowd and fire where a fire model's doors are open while people use them; else nothing."""
    hazards = simulation.document.hazards
    fires = [one for one in hazards.sources if isinstance(one, CfastFire)] if hazards else []
    held = [fire.held for fire in fires if fire.doors == "used"]
    if not held:
        return simulation

    def walk(made: Simulation) -> dict[int, list[float]]:
        crossings = Crossings()
        if made.loop(crossings, progress).run() == "interrupted":
            raise KeyboardInterrupt
        crossings.record(made.world)
        return crossings.times

    widths = [opening.width for opening in simulation.world.venue.openings]
    made, agreement = agreed(simulation, walk, lambda known: ready(usage=known), widths, max(held))
    made.agreement = agreement
    if not agreement.settled:
        words = f"doors and smoke do not agree after {agreement.rounds} rounds: {agreement.apart:.0%} of the time apart"
        made.problems += (Problem(words, ("hazards", "sources"), severity="warning"),)
    return made


def _simulate_into(
    folder: Path, scenario: Scenario, simulation: Simulation, progress: Callable[[Progress], None] | None
) -> RunResult:
    document, world = simulation.document, simulation.world
    writer = RunWriter(
        folder,
        scenario=resolved_yaml(scenario, files={**scenario.inputs, **scenario.result_folders}),
        inputs={place: scenario.folder / name for name, place in scenario.inputs.items()},
        venue=world.venue,
        people=world.people,
        frame_interval=document.record.every,
        part_duration=document.record.part,
        density_cell=document.record.density_cell,
        info={
            "name": scenario.name,
            "scenario_hash": scenario.hash,
            "variant": scenario.variant,
            "variant_title": scenario.changes.get("title", ""),
            "variant_changes": {
                key: scenario.changes[key] for key in ("set", "add", "remove") if scenario.variant
            },
            "seed": world.seed,
            "threads": world.threads,
            "step": world.clock.step_size,
            **({"dose_form": world.dose_form} if world.dose_form else {}),
            "warnings": [str(problem) for problem in simulation.problems],
        },
    )
    recorder = FolderRecorder(writer, document.record, tuple(people.id for people in document.people))
    loop = simulation.loop(recorder, progress)
    try:
        ending = loop.run()
        recorder.finish(world)
        run = open_run(folder)
        figures = summary(run.people(), world.venue, events=run.events(), grid=run.grid, fields=run.fields())
        result = _result(simulation, loop, ending, figures, folder)
        writer.summary(result.summary)
        writer.finish(
            "interrupted" if ending == "interrupted" else "complete",
            ending,
            wall_s=loop.wall_s,
            simulated_s=world.time,
            person_steps=world.person_steps,
            person_steps_per_s=world.person_steps / max(loop.wall_s, 1e-9),
            fields=world.fields.statistics(),
        )
    except Exception as error:
        writer.fail(str(error) if isinstance(error, ExeuntError) else f"{type(error).__name__}: {error}")
        raise
    return result


def outcome_table(simulation: Simulation) -> Any:
    """Return the Arrow table of people with attributes and outcome as of now."""
    return people_table(simulation.world.recorded, **_names(simulation))


def _names(simulation: Simulation) -> dict[str, Sequence[str]]:
    venue = simulation.world.venue
    return {
        "populations": [people.id for people in simulation.document.people],
        "openings": [opening.id for opening in venue.openings],
        "surfaces": [surface.id for surface in venue.surfaces],
        "reasons": STUCK_REASONS,
        "causes": CAUSES,
    }


def _result(
    simulation: Simulation, loop: Loop, ending: Ending, figures: dict[str, Any], folder: Path | None
) -> RunResult:
    world = simulation.world
    row = {
        "ending": ending,
        **figures,
        **({"dose_form": world.dose_form} if world.dose_form else {}),
        "simulated_s": world.time,
        "wall_s": loop.wall_s,
        **_fire_model(simulation),
        "speed": world.time / max(loop.wall_s, 1e-9),
        "person_steps": world.person_steps,
        "seed": world.seed,
        "step_s": world.clock.step_size,
    }
    return RunResult(ending, row, folder, world, loop.wall_s, simulation.problems)


def _fire_model(simulation: Simulation) -> dict[str, float]:
    """Return the seconds that fire models took before the first step; nothing if there is none."""
    sources = [
        source for model in simulation.models if isinstance(model, HazardModel) for source in model.sources
    ]
    seconds = [source.seconds for source in sources if isinstance(source, ZoneField)]
    row: dict[str, float] = {"fire_model_s": sum(seconds)} if seconds else {}
    if simulation.agreement is not None:
        row |= {"fire_rounds": simulation.agreement.rounds, "fire_doors_apart": simulation.agreement.apart}
    return row


def build(
    scenario: Scenario,
    *,
    seed: int | None = None,
    threads: int | None = None,
    step: float | None = None,
    free_doors: bool = False,
    usage: Usage | None = None,
) -> Simulation:
    """Make a scenario ready to step: compile the venue, place the people, prepare the models.

    Parameters
    ----------
    seed, step
        Override the scenario's ``run`` section; ``step`` in seconds.
    threads
        Threads of the movement model; all cores if not given. The result does not depend on it.
    free_doors
        Leave out every ``max_specific_flow``: the flow through doors is the one that people make.
    usage
        When people hold openings open, for fire models whose doors are ``used``; None before anyone has walked.

    Raises
    ------
    ScenarioError
        With everything that keeps the scenario from running, each with file, line and key.
    """
    checked = check_scenario(scenario, place=False)
    scenario, venue = checked.require()
    if free_doors:
        venue = venue.without_flow_limits()
    document = scenario.document
    for hazard in document.hazards.sources if document.hazards is not None else ():
        venue = venue.with_blocked(cast(HazardKind, hazard).blocks())
    seed = document.run.seed if seed is None else seed
    columns, problems = populate(document.people, venue, seed)
    problems = [*checked.warnings, *(scenario.place(problem) for problem in problems)]
    if any(problem.severity == "error" for problem in problems):
        raise ScenarioError(problems)
    ways = document.wayfinding
    raster = build_raster(venue, ways.cell, ways.clearance.rule())
    # who reckons with a fire needs fields of its own
    exits = len(venue.exits) * (1 if document.hazards is None else 2)
    movement = cast(MovementKind, document.movement)
    world = World(
        venue=venue,
        fields=FieldCache(raster, venue, memory=max(FIELD_MEMORY, exits * BYTES_PER_CELL * raster.cells)),
        clock=Clock(step or document.run.step or movement.step),
        openings=Openings(np.zeros(len(venue.openings), dtype=np.int8)),
        columns=columns,
        seed=seed,
        threads=threads or available_cores(),
    )
    watch = ProgressWatch()
    models: tuple[Model, ...] = (
        OpeningChanges(),
        Arrivals(),
        PreMovementModel(
            [cast(Distribution[Any], people.pre_movement) for people in document.people],
            waits=[people.cue == "alarm" for people in document.people],
            smoke_seen=document.alarms.smoke_seen if document.alarms is not None else None,
            heat_felt=document.hazards.heat_felt if document.hazards is not None else None,
        ),
        WayfindingModel(
            [people.exit_choice for people in document.people],
            ways.every,
            document.hazards.avoidance if document.hazards is not None else None,
        ),
        movement.model(),
        watch,
    )
    if venue.lifts:
        models += (Lifts(),)
    grouped = bool((world["group"] >= 0).any())
    if grouped:
        models += (GroupModel([people.groups for people in document.people]),)
    if document.hazards is not None:
        world.air = lay_air(venue, raster)
        models += _hazard_models(
            document.hazards,
            site_of(document, document.hazards, venue, scenario.folder, usage),
            document.record.air,
        )
        world.dose_form = FORMS[document.hazards.exposure.form]
    if document.alarms is not None:
        clean = document.hazards.temperature if document.hazards is not None else 20.0
        models += (AlarmModel(document.alarms.detectors, document.alarms, clean),)
    if grouped or document.hazards is not None:
        models += (WalkingSpeed(),)
    check_wiring(models)
    return Simulation(document, world, models, watch, tuple(problems))


def _hazard_models(hazards: HazardsDoc, site: Site, map_every: float) -> tuple[Model, ...]:
    """Return what brings hazards to people, slows them and doses them."""
    sources = [cast(HazardKind, source).source(site) for source in hazards.sources]
    exposure = hazards.exposure
    events = [source for source in hazards.sources if isinstance(source, Explosion)]
    return (
        *((InitialCasualties(events),) if events else ()),
        HazardModel(
            sources, hazards.head_height, hazards.after, hazards.every, hazards.temperature,
            [cast(HazardKind, source).id for source in hazards.sources],
        ),
        SmokeSlowing(cast(SmokeSpeed, hazards.smoke_speed), hazards.every),
        DoseModel(
            cast(Susceptibility, exposure.susceptibility), exposure.form, exposure.activity, exposure.clothing,
            exposure.radiant, map_every=map_every,
        ),
    )  # fmt: skip


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
