"""The scenario document: all that a user can say, assembled from venue blocks and the catalogue of kinds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.kinds import Kind
from exeunt.engine.loop import RunDoc
from exeunt.engine.recording import RecordDoc
from exeunt.models.population.document import PopulationDoc
from exeunt.scenario.catalogue import Family, default_kind
from exeunt.venue.document import Id, VenueDoc

VERSION = 1


class Section(BaseModel):
    """Base of the sections of a scenario: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class PersonsDoc(PopulationDoc):
    """A population with what it does: when it starts to move and how it chooses its exit."""

    exit_choice: Annotated[Kind, Family("exit_choice")] = default_kind(
        "exit_choice", "nearest", description="how people choose their exit"
    )
    pre_movement: Annotated[Kind, Family("pre_movement")] = default_kind(
        "pre_movement", "preset", description="delay between alarm or arrival and starting to move"
    )


class WayfindingDoc(Section):
    """How people's ways are computed."""

    cell: float = Field(default=0.1, gt=0)


class VariantDoc(Section):
    """A variant: the scenario with some edits. Paths are dotted, list items by number ``[0]`` or by id."""

    title: str = ""
    set: dict[str, Any] = Field(default={}, description="path: value that replaces what stands there")
    add: dict[str, list[Any]] = Field(default={}, description="path of a list: items to append")
    remove: list[str] = Field(default=[], description="paths of keys or list items to take away")


class ScenarioDoc(Section):
    """A scenario: a venue, the people in it, and how the run is computed."""

    exeunt: Literal[1] = Field(default=1, description="version of this format")
    name: str = Field(default="", description="short name, used for the run folder")
    description: str = Field(default="", description="what this scenario is about")
    venue: VenueDoc
    people: list[PersonsDoc] = Field(default=[], description="the populations")
    movement: Annotated[Kind, Family("movement")] = default_kind(
        "movement", "collision_free_speed", description="how people walk"
    )
    wayfinding: WayfindingDoc = WayfindingDoc()
    record: RecordDoc = RecordDoc()
    run: RunDoc = RunDoc()
    variants: dict[Id, VariantDoc] = Field(default={}, description="edits of this scenario, by id")
