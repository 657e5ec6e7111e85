"""The scenario document: all that a user can say, assembled from venue blocks and the catalogue of kinds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from exeunt.base.columns import COLUMNS
from exeunt.base.kinds import Kind
from exeunt.base.quantities import Duration
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


class RecordDoc(Section):
    """What the run folder holds."""

    every: Duration = Field(default=0.5, ge=0.01, le=3600, description="time between recorded positions (s)")
    part: Duration = Field(
        default=30.0, ge=1, le=3600, description="simulated time that one closed file of positions holds (s)"
    )
    series: dict[str, Annotated[Duration, Field(ge=0.01)]] = Field(
        default={}, description="further columns to record, each with the time between its records (s)"
    )

    @field_validator("series")
    @classmethod
    def _known_columns(cls, series: dict[str, float]) -> dict[str, float]:
        for name in series:
            if name not in COLUMNS:
                raise ValueError(f"'{name}' is no quantity of a person; known are {', '.join(COLUMNS)}")
        return series


class RunDoc(Section):
    """How long, with which random numbers and in which steps a run is computed."""

    max_time: Duration = Field(
        default=1200.0, gt=0, le=86_400, description="when the run ends at the latest (s)"
    )
    seed: int = Field(default=1, ge=0, lt=2**63, description="number that all random draws follow from")
    step: Duration | None = Field(
        default=None,
        gt=0,
        le=0.5,
        description="time step of the movement (s); without it, that of the movement model",
    )


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
