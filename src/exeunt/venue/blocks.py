"""What all blocks of the building are made of: points, ids, states."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from exeunt.base.names import ID_PATTERN, checked_id
from exeunt.base.quantities import Length
from exeunt.base.text import brief

Point = tuple[Length, Length]
Line = tuple[Point, Point]
Ring = Annotated[list[Point], Field(min_length=3)]
Id = Annotated[str, Field(min_length=1, pattern=ID_PATTERN), AfterValidator(checked_id)]
Name = Annotated[
    str, Field(description="what people call it; default: its id. Unlike the id it may hold anything")
]
State = Literal["open", "closed", "locked", "blocked"]


class Block(BaseModel):
    """Base of all blocks: unknown keys are refused."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)

    def __repr__(self) -> str:
        return brief(super().__repr__())
