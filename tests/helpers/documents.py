"""Every class of the scenario document, and examples of what its fields take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from exeunt.base.distributions import Distribution
from exeunt.base.kinds import families, kinds
from exeunt.scenario.catalogue import load_catalogue
from exeunt.scenario.document import ScenarioDoc

# one of each kind with values that any quantity takes, shares included
DISTRIBUTIONS: dict[str, dict[str, Any]] = {
    "constant": {"kind": "constant", "value": 0.5},
    "uniform": {"kind": "uniform", "min": 0.25, "max": 0.75},
    "normal": {"kind": "normal", "mean": 0.5, "sd": 0.125, "min": 0.25, "max": 0.75},
    "log_normal": {"kind": "log_normal", "median": 0.5, "sigma": 0.375, "max": 0.75},
    "log_normal by mu": {"kind": "log_normal", "mu": -0.75, "sigma": 0.375, "max": 0.625},
    "gamma": {"kind": "gamma", "shape": 2.5, "scale": 0.25, "max": 0.75},
    "weibull": {"kind": "weibull", "shape": 2.5, "scale": 0.25, "max": 0.75},
    "histogram": {"kind": "histogram", "edges": [0.25, 0.5, 0.75], "weights": [3.5, 4.5]},
}


def document_classes() -> list[type[BaseModel]]:
    """Return every class that a scenario document can hold, kinds of all families among them."""
    load_catalogue()
    todo: list[type[BaseModel]] = [ScenarioDoc]
    todo += [kind for family in families() if family != "distribution" for kind in kinds(family).values()]
    found: dict[type[BaseModel], None] = {}
    while todo:
        cls = todo.pop()
        if cls not in found:
            cls.model_rebuild()
            found[cls] = None
            for info in cls.model_fields.values():
                todo += classes_in(info.annotation)
    return list(found)


def classes_in(annotation: Any) -> list[type[BaseModel]]:
    """Return the classes of documents that stand anywhere in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [cls for part in get_args(annotation) for cls in classes_in(part)]


def fields_with_distributions() -> Iterator[tuple[type[BaseModel], str, FieldInfo]]:
    """Yield every field of the document that takes a distribution."""
    for cls in document_classes():
        for name, info in cls.model_fields.items():
            if any(issubclass(one, Distribution) for one in classes_in(info.annotation)):
                yield cls, name, info


def read_field(info: FieldInfo, value: Any) -> Any:
    """Return what a field makes of a value."""
    return TypeAdapter(info.rebuild_annotation()).validate_python(value)
