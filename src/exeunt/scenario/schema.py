"""The published JSON Schema, and questions to it: what may stand at a place of the document?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from pydantic import BaseModel

from exeunt.scenario.document import ScenarioDoc

Node = dict[str, Any]
_LIMITS = {"gt": "exclusiveMinimum", "ge": "minimum", "lt": "exclusiveMaximum", "le": "maximum"}
_BASED_ON: Node = {
    "based_on": {
        "type": "string",
        "description": "another scenario file, whose sections hold where this one has none",
    },
    "modify": {
        "type": "object",
        "description": "edits of what is taken over: set, add and remove, as in a variant",
        "properties": {
            "set": {"type": "object", "additionalProperties": True},
            "add": {"type": "object", "additionalProperties": {"type": "array"}},
            "remove": {"type": "array", "items": {"type": "string"}},
        },
        "additionalProperties": False,
    },
}
"""Keys of a file that are gone once it has been read; a venue may come from the other file as well."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def document_schema() -> Node:
    """Return the JSON Schema (draft 2020-12) of a scenario document. Do not change the result."""
    schema = schema_of(ScenarioDoc, "Exeunt scenario")
    schema["properties"] |= _BASED_ON
    schema["required"] = [name for name in schema.get("required", []) if name != "venue"]
    return schema


def schema_of(model: type[BaseModel], title: str) -> Node:
    """Return the JSON Schema of a document of another kind."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    _write_limits(schema, model)
    return {"$schema": DIALECT, "title": title, **{k: v for k, v in schema.items() if k != "title"}}


_SPOKEN_OF: ContextVar[Node | None] = ContextVar("spoken_of", default=None)


@contextmanager
def speaking_of(schema: Node) -> Iterator[None]:
    """Let all questions of this module be about another document than a scenario."""
    token = _SPOKEN_OF.set(schema)
    try:
        yield
    finally:
        _SPOKEN_OF.reset(token)


def _root() -> Node:
    return _SPOKEN_OF.get() or document_schema()


def _write_limits(schema: Node, model: type[BaseModel]) -> None:
    """Write the limits of numbers with a unit, which pydantic leaves out or calls by its own names."""
    blocks = {**schema["$defs"], model.__name__: schema}
    for cls in _models(BaseModel):
        properties = blocks.get(cls.__name__, {}).get("properties", {})
        for name, info in cls.model_fields.items():
            node = properties.get(info.serialization_alias or info.alias or name)
            for limit in info.metadata if node is not None else ():
                for ours, theirs in _LIMITS.items():
                    if (value := getattr(limit, ours, None)) is not None and "items" not in node:
                        node[theirs] = value
    _rename_limits(schema)


def _rename_limits(node: Any) -> None:
    if isinstance(node, dict):
        for ours, theirs in _LIMITS.items():
            if isinstance(node.get(ours), int | float):
                node[theirs] = node.pop(ours)
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _rename_limits(child)


def _models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for cls in base.__subclasses__():
        if cls.__module__.startswith("exeunt."):
            yield cls
        yield from _models(cls)


def at(path: Iterable[str | int], tree: Any) -> list[Node]:
    """Return the schemas that may hold at a path, unions taken apart; values in ``tree`` pick kinds."""
    nodes, value = expand(_root(), tree), tree
    for part in path:
        value = _child(value, part)
        nodes = [inner for node in nodes for child in _step(node, part) for inner in expand(child, value)]
    return nodes


def expand(node: Node, value: Any = None) -> list[Node]:
    """Follow references and take unions apart; ``value`` picks a branch by its ``kind``."""
    if "$ref" in node:
        target = _root()["$defs"][node["$ref"].rpartition("/")[2]]
        rest = {key: entry for key, entry in node.items() if key != "$ref"}
        return expand({**target, **rest}, value)
    if "examples" in node:
        return [node]
    branches = node.get("oneOf") or node.get("anyOf") or node.get("allOf")
    if not branches:
        return [node]
    mapping = node.get("discriminator", {}).get("mapping", {})
    if isinstance(value, dict) and isinstance(value.get("kind"), str) and value["kind"] in mapping:
        branches = [{"$ref": mapping[value["kind"]]}]
    return [inner for branch in branches for inner in expand(branch, value)]


def keys(nodes: Iterable[Node]) -> list[str]:
    """Return the keys that a block may have."""
    return list(dict.fromkeys(key for node in nodes for key in node.get("properties", {})))


def key_nodes(nodes: Iterable[Node]) -> list[Node]:
    """Return what the schema says of the keys of blocks whose keys the user chooses."""
    return [inner for node in nodes if "propertyNames" in node for inner in expand(node["propertyNames"])]


def child_blocks(nodes: Iterable[Node], value: Any) -> dict[str, list[str]]:
    """Return, for each key whose value is a block or a list of blocks, the keys inside."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        for key, child in node.get("properties", {}).items():
            inner = expand(child, _child(value, key))
            inner += [item for entry in inner if "items" in entry for item in expand(entry["items"])]
            if names := keys(inner):
                found.setdefault(key, []).extend(names)
    return found


def describe(nodes: Sequence[Node]) -> str:
    """Say what is expected: "a length such as 0.5 m", "a list", "text"."""
    words = list(dict.fromkeys(word for node in nodes if (word := _word(node))))
    if len(words) > 1:
        return ", ".join(words[:-1]) + " or " + words[-1]
    return words[0] if words else "another value"


def choices(nodes: Iterable[Node]) -> list[str]:
    """Return the words that may stand at a place, if it takes one of a list."""
    return [
        str(word) for node in nodes for word in node.get("enum", [node["const"]] if "const" in node else [])
    ]


def kinds_at(nodes: Iterable[Node]) -> list[str]:
    """Return the kinds that may stand at a place."""
    names = [node.get("properties", {}).get("kind", {}).get("const") for node in nodes]
    return [name for name in dict.fromkeys(names) if name]


def _word(node: Node) -> str:
    if "examples" in node:
        # values of a block whose keys the user chooses have no title; their description begins with it
        name = node.get("title") or str(node.get("description", "value")).partition(":")[0]
        return f"a {name.lower()} such as {node['examples'][0]}"
    if "const" in node:
        return f"'{node['const']}'"
    if "enum" in node:
        return "one of " + ", ".join(map(str, node["enum"]))
    kind = node.get("type")
    if kind == "object":
        return _object_word(node)
    if kind == "array":
        if "prefixItems" in node:
            return f"a list of {len(node['prefixItems'])}"
        return "a list"
    words = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
    return words.get(str(kind), "")


def _object_word(node: Node) -> str:
    names = keys([node])
    kind = node.get("properties", {}).get("kind", {}).get("const")
    if kind:
        return f"a block with 'kind: {kind}'"
    if not names:
        return "a block of keys"
    required = [name for name in names if name in node.get("required", [])] or names[:3]
    return (
        "a block with the key" + ("s " if len(required) > 1 else " ") + ", ".join(f"'{n}'" for n in required)
    )


def _step(node: Node, part: str | int) -> list[Node]:
    if isinstance(part, int):
        fixed = node.get("prefixItems", [])
        if 0 <= part < len(fixed):
            return [fixed[part]]
        return [node["items"]] if isinstance(node.get("items"), dict) else []
    if part in node.get("properties", {}):
        return [node["properties"][part]]
    extra = [node.get("additionalProperties"), *node.get("patternProperties", {}).values()]
    return [child for child in extra if isinstance(child, dict)]


def _child(value: Any, part: str | int) -> Any:
    if isinstance(value, dict) and isinstance(part, str):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
        return value[part]
    return None
