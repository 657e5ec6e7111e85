"""Simulate a scenario: step it to its end, write its run folder, sum it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from exeunt.base.columns import CAUSES, STUCK_REASONS
from exeunt.base.errors import ExeuntError, Problem
from exeunt.engine.loop import Ending, Loop, Progress
from exeunt.engine.memory import MemoryRecorder
from exeunt.engine.recording import FolderRecorder
from exeunt.metrics.summary import summarise, summary
from exeunt.models.hazards.cfast.kind import CfastFire
from exeunt.models.hazards.cfast.usage import Crossings, agreed
from exeunt.models.hazards.cfast.zones import ZoneField
from exeunt.models.hazards.field import HazardModel
from exeunt.models.wayfinding.guidance import GuidanceModel
from exeunt.results.folder import RunWriter
from exeunt.results.memory import MemoryRun
from exeunt.results.run import open_run
from exeunt.results.schema import people_table
from exeunt.results.tracks import run_tracks
from exeunt.results.venue import recorded_venue
from exeunt.scenario.files import Scenario, apply_variant
from exeunt.scenario.hazards import air_vents
from exeunt.scenario.places import places_of
from exeunt.scenario.resolved import resolved_yaml
from exeunt.simulation.prepare import Simulation, build
from exeunt.world.state import World

Keep = Literal["nothing", "events", "frames"]


@dataclass(frozen=True)
class RunResult:
    """What a run gave: why it ended, its summary, its folder (None without), the last state of the World."""

    ending: Ending
    summary: dict[str, Any] = field(repr=False)
    folder: Path | None
    world: World = field(repr=False)
    wall_s: float
    problems: tuple[Problem, ...] = field(repr=False)
    kept: MemoryRun | None = field(default=None, repr=False)
    """What was kept of it in memory, if that was asked for."""


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
    keep: Keep = "nothing",
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
    keep
        What to keep in memory where no folder is given: nothing but the World, events too, or events and frames
        (positions and density).

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
    if out is None and keep != "nothing":
        return _simulate_in_memory(scenario, simulation, progress, frames=keep == "frames")
    if out is None:
        loop = simulation.loop(progress=progress)
        ending = loop.run()
        world = simulation.world
        figures = summary(
            outcome_table(simulation), world.venue, zone_began=world.zone_began,
            locked=() if world.shelters is None else world.shelters.locked.tolist(),
            staff=[one.id for one in simulation.document.staff],
        )  # fmt: skip
        return _result(simulation, loop, ending, figures, None)
    return _simulate_into(Path(out), scenario, simulation, progress)


def _simulate_in_memory(
    scenario: Scenario,
    simulation: Simulation,
    progress: Callable[[Progress], None] | None,
    *,
    frames: bool,
) -> RunResult:
    document, world = simulation.document, simulation.world
    recorder = MemoryRecorder(document.record, world.venue, frames)
    loop = simulation.loop(recorder, progress)
    ending = loop.run()
    status = "interrupted" if ending == "interrupted" else "complete"
    about = {**_about(scenario, simulation), "status": status, "reason": ending, "people": world.people}
    venue = recorded_venue(world.venue)
    places = tuple(places_of(document, world.venue, scenario.folder))
    people = outcome_table(simulation)
    kept = MemoryRun(
        {**about, "frame_interval": recorder.every, "frames": recorder.count},
        venue,
        people,
        recorder.events(world),
        recorder.kept(),
        places,
    )
    figures = summary(
        people, venue, events=kept.events(), zone_began=world.zone_began,
        grid=kept.grid if frames else None, fields=kept.fields() if frames else None,
        tracks=cache(partial(run_tracks, kept)) if frames else None,
        locked=() if world.shelters is None else world.shelters.locked.tolist(),
        staff=[one.id for one in document.staff], places=places,
    )  # fmt: skip
    result = _result(simulation, loop, ending, figures, None)
    return replace(result, kept=kept.with_summary(result.summary))


def _about(scenario: Scenario, simulation: Simulation) -> dict[str, Any]:
    """Return what a run says of itself, besides how it went."""
    world = simulation.world
    return {
        "name": scenario.name,
        "scenario_hash": scenario.hash,
        "variant": scenario.applied,
        "variant_title": scenario.changes.get("title", ""),
        "variant_changes": {
            key: scenario.changes[key] for key in ("set", "add", "remove") if scenario.applied
        },
        "seed": world.seed,
        "threads": world.threads,
        "step": world.clock.step_size,
        **({"dose_form": world.dose_form} if world.dose_form else {}),
        "warnings": [str(problem) for problem in simulation.problems],
    }


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
        places=places_of(document, world.venue, scenario.folder),
        info={**_about(scenario, simulation), **_vents(simulation, scenario.folder)},
    )
    recorder = FolderRecorder(writer, document.record, tuple(people.id for people in document.everyone))
    loop = simulation.loop(recorder, progress)
    try:
        ending = loop.run()
        recorder.finish(world)
        result = _result(simulation, loop, ending, summarise(open_run(folder)), folder)
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


def _vents(simulation: Simulation, folder: Path) -> dict[str, Any]:
    """Return which exits and doors let the air of fire models pass, by hazard; nothing without a fire model."""
    found = air_vents(simulation.document, simulation.world.venue, folder)
    return {"vents": {id: [asdict(vent) for vent in vents] for id, vents in found.items()}} if found else {}


def outcome_table(simulation: Simulation) -> Any:
    """Return the Arrow table of people with attributes and outcome as of now."""
    return people_table(simulation.world.recorded, **_names(simulation))


def _names(simulation: Simulation) -> dict[str, Sequence[str]]:
    venue = simulation.world.venue
    return {
        "populations": [people.id for people in simulation.document.everyone],
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
        **_signs(simulation),
        "speed": world.time / max(loop.wall_s, 1e-9),
        "person_steps": world.person_steps,
        "seed": world.seed,
        "step_s": world.clock.step_size,
    }
    return RunResult(ending, row, folder, world, loop.wall_s, simulation.problems)


def _signs(simulation: Simulation) -> dict[str, Any]:
    """Return how many people each sign reached; nothing if there are none."""
    found = [model.figures() for model in simulation.models if isinstance(model, GuidanceModel)]
    return {"signs": found[0]} if found and found[0] else {}


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
