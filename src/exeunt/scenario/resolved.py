"""The resolved scenario: every default written out with its source; and the list of assumptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from exeunt.base.errors import dotted
from exeunt.base.kinds import Calibrated
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.files import Scenario, apply_variant
from exeunt.scenario.reach import with_names
from exeunt.scenario.tree import Key

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./()-]*(?: [A-Za-z0-9_./()-]+)*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_WIDTH = 100


@dataclass(frozen=True)
class Parameter:
    """One value with where it comes from.

    ``low`` and ``high`` are the published range of the default; ``assumption`` says that no source verifies
    it, ``is_set`` that the value is not the default. A default that the user writes out stays a default, so
    that a resolved scenario says of itself what its origin said.
    """

    key: str
    value: Any
    unit: str
    source: str
    low: float | None
    high: float | None
    assumption: bool
    is_set: bool
    meaning: str = ""

    @property
    def is_assumed(self) -> bool:
        """Whether the value in use rests on an assumption of ours."""
        return self.assumption and not self.is_set


def assumptions(document: ScenarioDoc) -> list[Parameter]:
    """Return every parameter of a scenario that has a source, in the order of the document."""
    rows = []
    for path, model, name, info in _fields(document, ()):
        about = _about(model, name, info)
        if about is None:
            continue
        low, high = about["range"]
        value = getattr(model, name)
        if value is None and name in _implied(model):
            # another parameter took its place
            continue
        if isinstance(value, BaseModel):
            value = value.model_dump(mode="json", by_alias=True, exclude_none=True)
        rows.append(
            Parameter(
                key=dotted(path),
                value=value,
                unit=about["unit"],
                source=about["source"],
                low=low,
                high=high,
                assumption=about["assumption"],
                is_set=_is_set(model, name),
                meaning=info.description or "",
            )
        )
    return rows


def settings(document: ScenarioDoc) -> list[Parameter]:
    """Return the values of the sections ``wayfinding``, ``record`` and ``run`` that have no source of their own."""
    rows = []
    for path, model, name, info in _fields(document, ()):
        value = getattr(model, name)
        here = path[0] in ("wayfinding", "record", "run") and len(path) > 1
        if here and _about(model, name, info) is None and not isinstance(value, BaseModel):
            set_here, meaning = _is_set(model, name), info.description or ""
            rows.append(Parameter(dotted(path), value, "", "", None, None, False, set_here, meaning))
    return rows


def resolved_yaml(scenario: Scenario, variant: str = "", files: Mapping[str, str] | None = None) -> str:
    """Return the scenario as YAML with every default written out and its source beside it.

    Loading the text again gives the same document, and the same text when that is resolved.

    Parameters
    ----------
    files
        New names of files that the scenario names, see ``files.inputs``.

    Raises
    ------
    ScenarioError
        If the variant does not exist or its edits lead nowhere.
    """
    scenario = apply_variant(scenario, variant)
    document = scenario.document
    notes = {path: _note(model, name, info) for path, model, name, info in _fields(document, ())}
    title = f"# {_line(scenario.name)}: the scenario as it is simulated, every default written out"
    head = [title + (f" (variant {scenario.applied})." if scenario.applied else ".")]
    head.append("# After each default stands its source; ASSUMPTION marks those that no source verifies.")
    content = with_names(document.model_dump(mode="json", by_alias=True), files or {})
    content["name"] = scenario.name
    notes[("name",)] = ""
    body = _Writer(notes).block(content, (), 0)
    return "\n".join([*head, *body]) + "\n"


def _fields(node: Any, path: Key) -> Iterator[tuple[Key, BaseModel, str, FieldInfo]]:
    if isinstance(node, BaseModel):
        for name, info in type(node).model_fields.items():
            key = (*path, info.serialization_alias or info.alias or name)
            yield key, node, name, info
            yield from _fields(getattr(node, name), key)
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _fields(value, (*path, str(name)))
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from _fields(value, (*path, index))


def _about(model: BaseModel, name: str, info: FieldInfo) -> dict[str, Any] | None:
    """Return source, range and unit of a parameter; those of the law of walking, if its value belongs to that."""
    belonging = _belonging(model)
    if name in belonging:
        one, usual = belonging[name], _about_field(info) or {}
        return {**usual, "source": one.source, "range": [one.low, one.high], "assumption": one.assumption}
    return _about_field(info)


def _about_field(info: FieldInfo) -> dict[str, Any] | None:
    extra = info.json_schema_extra
    about = extra.get("exeunt") if isinstance(extra, dict) else None
    return about if isinstance(about, dict) else None


def _is_set(model: BaseModel, name: str) -> bool:
    if name not in model.model_fields_set:
        return False
    value = getattr(model, name)
    if name in _belonging(model):
        return bool(value != _implied(model)[name])
    return bool(value != _default(type(model), name) and value != _implied(model).get(name))


def _belonging(model: BaseModel) -> Mapping[str, Calibrated]:
    """Return the attributes of a population whose defaults belong to the law of walking in use."""
    return getattr(model, "belonging", {})


def _implied(model: BaseModel) -> Mapping[str, Any]:
    """Return the values that parameters have when they are left out, though their default is another."""
    return getattr(model, "implied", {})


@cache
def _default(cls: type[BaseModel], name: str) -> Any:
    """Return the default of a field as a document holds it; a new object if it has none."""
    info = cls.model_fields[name]
    if info.is_required():
        return object()
    value = info.get_default(call_default_factory=True, validated_data={})
    if info.validate_default:
        return TypeAdapter(info.rebuild_annotation()).validate_python(value)
    return value


def _note(model: BaseModel, name: str, info: FieldInfo) -> str:
    about = _about(model, name, info)
    is_set = _is_set(model, name)
    if about is None:
        return "" if is_set or name == "kind" else "default"
    low, high = about["range"]
    words = [about["unit"], "set" if is_set else "default"]
    if about["assumption"] and not is_set:
        words.append("ASSUMPTION")
    words.append(f"default from {about['source']}" if is_set else about["source"])
    if low is not None or high is not None:
        words.append(f"range {'?' if low is None else f'{low:g}'} to {'?' if high is None else f'{high:g}'}")
    return _line("; ".join(word for word in words if word))


def _line(text: str) -> str:
    return " ".join(text.split())


class _Writer:
    """Writes values as YAML; whatever holds fields of a document gets lines of its own, with their notes."""

    def __init__(self, notes: dict[Key, str]) -> None:
        self.notes = notes
        self.holders = {path[:depth] for path in notes for depth in range(len(path))}

    def spread(self, value: Any, path: Key) -> bool:
        """Tell whether a value needs more than one line."""
        if not value or not isinstance(value, dict | list):
            return False
        return path in self.holders or len(_flow(value)) > _WIDTH

    def lines(self, value: Any, path: Key, indent: int) -> list[str]:
        """Return the lines of a block or list."""
        return self.block(value, path, indent) if isinstance(value, dict) else self.items(value, path, indent)

    def block(self, values: dict[str, Any], path: Key, indent: int) -> list[str]:
        lines: list[str] = []
        for name, value in values.items():
            inner = (*path, name)
            note = f"  # {self.notes[inner]}" if self.notes.get(inner) else ""
            head = f"{' ' * indent}{_scalar(name)}:"
            if self.spread(value, inner):
                lines += [head + note, *self.lines(value, inner, indent + 2)]
            else:
                lines.append(f"{head} {_flow(value)}{note}")
        return lines

    def items(self, values: list[Any], path: Key, indent: int) -> list[str]:
        lines: list[str] = []
        for index, value in enumerate(values):
            inner = (*path, index)
            if self.spread(value, inner):
                first, *rest = self.lines(value, inner, indent + 2)
                lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
            else:
                lines.append(f"{' ' * indent}- {_flow(value)}")
        return lines


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(name)}: {_flow(child)}" for name, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(child) for child in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter.isprintable():
        return letter
    return f"\\U{ord(letter):08x}"
