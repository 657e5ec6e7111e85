"""Registry of kinds: a rule's parameters live beside the rule, and every document is assembled from here.

A kind is a pydantic class whose field ``kind`` is a literal; a family is the set of kinds that may stand in one
place of the scenario document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.text import brief


@dataclass(frozen=True)
class Calibrated:
    """A value of an attribute of people that belongs to a rule: it was published or fitted with it.

    Populations that state none of their own have it where the rule is in use.
    """

    value: Any
    source: str
    low: float | None = None
    high: float | None = None
    assumption: bool = False


class Kind(BaseModel):
    """Base of every kind; unknown keys are refused, instances never change.

    ``references`` are what a rule rests on, ``limitations`` what it cannot show: sentences that every report prints
    where the rule is in use. ``calibrated`` are attributes of people that belong to the rule, by name.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    references: ClassVar[tuple[str, ...]] = ()
    limitations: ClassVar[tuple[str, ...]] = ()
    calibrated: ClassVar[Mapping[str, Calibrated]] = {}
    kind: str

    def __repr__(self) -> str:
        return brief(super().__repr__())

    def cannot_show(self) -> tuple[str, ...]:
        """Return what the rule cannot show with these parameters."""
        return self.limitations


K = TypeVar("K", bound=type[Kind])

_FAMILIES: dict[str, dict[str, type[Kind]]] = {}


def register(family: str) -> Callable[[K], K]:
    """Class decorator: add a kind to a family under the default of its field ``kind``.

    Raises
    ------
    ValueError
        If the family already has another kind of that name.
    """

    def add(cls: K) -> K:
        fields: dict[str, Any] = cls.__pydantic_fields__
        name = fields["kind"].default
        members = _FAMILIES.setdefault(family, {})
        known = members.get(name)
        if known is not None and (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise ValueError(
                f"family '{family}' already has a kind '{name}': {known.__module__}.{known.__qualname__}"
            )
        members[name] = cls
        return cls

    return add


def kinds(family: str) -> dict[str, type[Kind]]:
    """Return the kinds of a family by name, in order of registration."""
    return dict(_FAMILIES.get(family, {}))


def families() -> tuple[str, ...]:
    """Return the names of all families."""
    return tuple(_FAMILIES)


def parameter(
    default: Any, *, source: str, low: float | None = None, high: float | None = None, unit: str = "",
    assumption: bool = False, **field: Any,
) -> Any:  # fmt: skip
    """Return a pydantic field whose default carries its source, plausible range and unit.

    ``assumption`` marks a default that no source verifies; it is shown as such wherever defaults are listed.
    ``low`` and ``high`` are the published range, not limits; limits are pydantic's ``ge``, ``gt``, ``le``, ``lt``.
    """
    about: dict[str, Any] = {"source": source, "range": [low, high], "unit": unit, "assumption": assumption}
    return Field(default, json_schema_extra={"exeunt": about}, **field)
