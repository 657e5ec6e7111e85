"""Make a scenario ready to step: compile the venue, place the people, lay the ways, wire the models."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import cast

import numpy as np

from exeunt.base.activity import doing
from exeunt.base.errors import Problem, ScenarioError
from exeunt.engine.loop import Loop, Progress, Recorder
from exeunt.engine.recording import NoRecorder
from exeunt.engine.schedule import Schedule
from exeunt.engine.watch import ProgressWatch
from exeunt.models.hazards.cfast.usage import Agreement, Usage
from exeunt.models.hazards.prescribed import HazardKind
from exeunt.scenario.check import check_scenario
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.files import Scenario
from exeunt.scenario.itineraries import fields_needed
from exeunt.scenario.placed import check_placed
from exeunt.scenario.staffing import paces, place_everyone
from exeunt.simulation.wiring import MovementKind, assigned_stairs, models_of
from exeunt.venue.fields import BYTES_PER_CELL, FieldCache
from exeunt.venue.raster import build_raster
from exeunt.venue.venue import Venue
from exeunt.world.contract import Model, check_wiring
from exeunt.world.state import Clock, Openings, World

FIELD_MEMORY = 1 << 30
"""Bytes that direction fields may take; more if the venue's exits need more, one field each."""
BELIEFS = 3
"""So many times as much where people take ways by what they believe: fields found anew cost more than their room."""


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
                *(time for opening in self.world.venue.openings for time in opening.times),
            ],
        )
        return Loop(self.world, schedule, recorder, self.watch, self.document.run, progress)


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
    threads = threads or available_cores()
    # the ways to the exits are found while people are placed: each by itself leaves a core idle
    with ThreadPoolExecutor(1) as beside:
        ways = beside.submit(_lay_ways, document, venue, threads)
        with doing("placing the people"):
            columns, problems = place_everyone(document, venue, seed)
        if not any(problem.severity == "error" for problem in problems):
            problems += check_placed(document, venue, columns)
        problems = [*checked.warnings, *(scenario.place(problem) for problem in problems)]
        if any(problem.severity == "error" for problem in problems):
            raise ScenarioError(problems)
        with doing("finding the ways out"):
            fields = ways.result()
    fields.measure(columns["clear_width"])
    movement = cast(MovementKind, document.movement)
    world = World(
        venue=venue,
        fields=fields,
        clock=Clock(step or document.run.step or movement.step),
        openings=Openings(
            np.zeros(len(venue.openings), dtype=np.int8), limit=venue.counts, way=venue.ways_at(0.0)
        ),
        columns=columns,
        seed=seed,
        threads=threads,
    )
    watch = ProgressWatch()
    with doing("preparing hazards, alarms and behaviour"):
        models = models_of(document, world, watch, scenario.folder, usage)
    check_wiring(models)
    return Simulation(document, world, models, watch, tuple(problems))


def _lay_ways(document: ScenarioDoc, venue: Venue, threads: int) -> FieldCache:
    """Lay the raster and solve the fields of the exits that are open at the start, as people will ask for them."""
    ways = document.wayfinding
    with doing("laying the raster of the ways"):
        raster = build_raster(venue, ways.cell, ways.clearance.rule())
    # who reckons with a fire needs fields of its own
    exits = len(venue.exits) * (1 if document.hazards is None else 2)
    # and so does each choice of stairs
    stairs = assigned_stairs(document)
    exits *= 1 if stairs is None else 1 + stairs.kinds
    exits += fields_needed(document, venue)
    memory = max(FIELD_MEMORY, exits * BYTES_PER_CELL * raster.cells)
    if document.danger_zones or document.behaviour is not None:
        memory *= BELIEFS
    fields = FieldCache(raster, venue, memory=memory, paces=paces(document))
    is_open = np.array([opening.state_at(0.0) == "open" for opening in venue.openings], dtype=np.bool_)
    fields.prepare([exit.index for exit in venue.exits if is_open[exit.index]], is_open, threads=threads)
    return fields


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
