"""The published JSON Schema accepts what the program accepts, and refuses the common mistakes."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

from exeunt.base.kinds import kinds
from exeunt.scenario.files import loads
from exeunt.scenario.resolved import resolved_yaml
from exeunt.scenario.schema import DIALECT, at, describe, document_schema, expand, keys
from exeunt.scenario.templates import TEMPLATES, template_text
from exeunt.scenario.tree import parse_tree

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
}
CHECKED = {
    *("type", "const", "enum", "pattern", "minLength", "minimum", "maximum", "exclusiveMinimum"),
    *("exclusiveMaximum", "properties", "required", "additionalProperties", "patternProperties", "items"),
    *("prefixItems", "minItems", "maxItems", "anyOf", "oneOf", "allOf", "$ref", "propertyNames"),
}
NOTES = {"title", "description", "default", "examples", "discriminator", "exeunt", "$defs", "$schema"}


def fits(value: Any, node: Any) -> bool:
    """Validate against the part of JSON Schema that the published schema uses; any other keyword fails."""
    if isinstance(node, bool):
        return node
    unknown = set(node) - CHECKED - NOTES
    assert not unknown, f"the schema uses {unknown}"
    if "$ref" in node and not fits(value, document_schema()["$defs"][node["$ref"].rpartition("/")[2]]):
        return False
    return (
        ("anyOf" not in node or any(fits(value, branch) for branch in node["anyOf"]))
        and ("oneOf" not in node or sum(fits(value, branch) for branch in node["oneOf"]) == 1)
        and all(fits(value, branch) for branch in node.get("allOf", []))
        and ("const" not in node or value == node["const"])
        and ("enum" not in node or value in node["enum"])
        and _of_type(value, node.get("type"))
        and _in_limits(value, node)
        and _inside(value, node)
    )


def _of_type(value: Any, name: str | None) -> bool:
    if name is None:
        return True
    if name in ("number", "integer"):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and (name == "number" or float(value).is_integer())
    return isinstance(value, TYPES[name])


def _in_limits(value: Any, node: dict[str, Any]) -> bool:
    if isinstance(value, str):
        return (
            len(value) >= node.get("minLength", 0) and re.search(node.get("pattern", ""), value) is not None
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    return (
        value >= node.get("minimum", value)
        and value <= node.get("maximum", value)
        and ("exclusiveMinimum" not in node or value > node["exclusiveMinimum"])
        and ("exclusiveMaximum" not in node or value < node["exclusiveMaximum"])
    )


def _inside(value: Any, node: dict[str, Any]) -> bool:
    if isinstance(value, list):
        first = node.get("prefixItems", [])
        return (
            node.get("minItems", 0) <= len(value) <= node.get("maxItems", len(value))
            and all(fits(item, child) for item, child in zip(value, first, strict=False))
            and all(fits(item, node.get("items", True)) for item in value[len(first) :])
        )
    if isinstance(value, dict):
        known, patterns = node.get("properties", {}), node.get("patternProperties", {})
        if any(name not in value for name in node.get("required", [])):
            return False
        for name, child in value.items():
            if not fits(name, node.get("propertyNames", True)):
                return False
            rules = [known[name]] if name in known else [r for p, r in patterns.items() if re.search(p, name)]
            if not all(fits(child, rule) for rule in rules or [node.get("additionalProperties", True)]):
                return False
    return True


def tree_of(text: str) -> Any:
    tree, problems = parse_tree(text)
    assert not problems
    return tree


def test_schema_is_draft_2020_12_and_json() -> None:
    schema = document_schema()
    assert schema["$schema"] == DIALECT
    assert json.loads(json.dumps(schema, allow_nan=False)) == schema


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_accepts_the_templates_and_what_they_resolve_to(template: str) -> None:
    text = template_text(template)
    assert fits(tree_of(text), document_schema())
    assert fits(tree_of(resolved_yaml(loads(text))), document_schema())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("20 cm", "20 s"),
        ("thickness", "thicknes"),
        ("kind: normal", "kind: norml"),
        ("id: north", "id: a/b"),
        ("line: [[4, 8], [6, 8]]", "line: [4, 8, 6, 8]"),
        ("[6, 8]]", "[6, 8]]\n      state: opn"),
        ("number: 20\n", "number: 20\n    exit_choice: nearst\n"),
        ("exeunt: 1", "exeunt: 2"),
        ("number: 20", "number: many"),
        ("max_time: 5 min", "max_time: 0"),
        ("venue:", "venu:"),
    ],
)
def test_it_refuses_mistakes_that_the_program_refuses(mini: str, old: str, new: str) -> None:
    assert fits(tree_of(mini), document_schema())
    assert not fits(tree_of(mini.replace(old, new, 1)), document_schema())


def test_every_kind_of_a_family_stands_in_it_once_with_its_sources() -> None:
    for family, path in (("movement", ("movement",)), ("exit_choice", ("people", 0, "exit_choice"))):
        nodes = at(path, {})
        names = [node["properties"]["kind"]["const"] for node in nodes if "properties" in node]
        assert sorted(names) == sorted(kinds(family))
    (speed,) = [
        node for node in at(("movement",), {"movement": {"kind": "collision_free_speed"}}) if keys([node])
    ]
    assert speed["properties"]["strength"]["exeunt"]["source"]


def test_units_are_told_where_a_quantity_stands() -> None:
    (node,) = at(("run", "max_time"), {})
    assert describe([node]) == "a duration such as 0.5 s"
    assert "min" in node["description"] or "min" in str(node["anyOf"])


def test_questions_do_not_change_it() -> None:
    before = copy.deepcopy(document_schema())
    expand(document_schema(), {})
    at(("people", 0, "desired_speed", "mean"), {"people": [{"desired_speed": {"kind": "normal"}}]})
    assert document_schema() == before
