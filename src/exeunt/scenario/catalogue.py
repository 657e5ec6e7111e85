"""The catalogue: all kinds of all families, and the field types that stand for a family in the document."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

import exeunt.models
from exeunt.base.kinds import Kind, kinds

_NUMBER = re.compile(r"^\s*[-+.]?[0-9]")


@cache
def load_catalogue() -> None:
    """Import every module of ``exeunt.models``: its kinds register, and a new model needs no entry here."""
    for module in pkgutil.walk_packages(exeunt.models.__path__, "exeunt.models."):
        importlib.import_module(module.name)


@dataclass(frozen=True)
class Family:
    """Marks a field (``Annotated[Kind, Family("movement")]``) that takes any kind of a family.

    Which kind is meant is told by the key ``kind``. The name of a kind alone stands for all its defaults,
    and in a family with a kind ``constant`` a number alone for that value.
    """

    name: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        load_catalogue()
        choices = {name: handler.generate_schema(cls) for name, cls in kinds(self.name).items()}
        union = core_schema.tagged_union_schema(choices, discriminator="kind")
        return core_schema.no_info_before_validator_function(self._written_out, union)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        forms: list[JsonSchemaValue] = [handler(schema)]
        if names := [name for name, cls in kinds(self.name).items() if _needs_nothing(cls)]:
            forms.append({"type": "string", "enum": names})
        if "constant" in kinds(self.name):
            forms += [{"type": "number"}, {"type": "string", "pattern": _NUMBER.pattern}]
        return {"anyOf": forms}

    def _written_out(self, value: Any) -> Any:
        if isinstance(value, bool):
            return value
        number = isinstance(value, int | float) or (isinstance(value, str) and _NUMBER.match(value))
        if number and "constant" in kinds(self.name):
            return {"kind": "constant", "value": value}
        return {"kind": value} if isinstance(value, str) else value


def default_kind(family: str, name: str, **field: Any) -> Any:
    """Return a pydantic field that defaults to a kind of a family with its defaults."""

    def build() -> Kind:
        load_catalogue()
        return kinds(family)[name].model_validate({"kind": name})

    return Field(default_factory=build, **field)


def _needs_nothing(cls: type[Kind]) -> bool:
    return not any(field.is_required() for field in cls.model_fields.values())
