"""Writes the reference pages from the code: glossary, scenario keys, commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Node = dict[str, Any]

# A distribution exists once for each quantity; the pages show the one for durations.
QUANTITIES = ("Length", "Share", "Speed", "Years")
GROUPS = {
    "identity": "Who",
    "attribute": "What a person brings along",
    "motion": "Where and how it moves",
    "choice": "What it has chosen",
    "response": "Responders and casualties",
    "outcome": "What became of it",
}


def write(folder: Path) -> None:
    """Write all pages into a folder; unchanged pages keep their time, so that builds stay incremental."""
    folder.mkdir(exist_ok=True)
    pages = {"glossary.md": glossary(), "scenario.md": scenario(), "commands.md": commands(), **parameters()}
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def glossary() -> str:
    """The column table, one section a group."""
    from exeunt.base.columns import COLUMNS

    lines = ["# Glossary", "", "Every quantity of a person, as the tables of a run folder name it.", ""]
    for group, title in GROUPS.items():
        lines += [f"## {title}", "", "| name | symbol | unit | type | meaning |", "|---|---|---|---|---|"]
        for column in COLUMNS.values():
            if column.group == group:
                symbol = f"${column.symbol}$" if column.symbol else ""
                lines.append(row(f"`{column.name}`", symbol, column.unit, column.dtype, column.meaning))
        lines.append("")
    return "\n".join(lines)


def scenario() -> str:
    """The scenario document, one section a block, from its JSON Schema."""
    from exeunt.scenario.schema import document_schema

    schema = document_schema()
    blocks = schema["$defs"]
    lines = [
        "# Scenario keys",
        "",
        "Numbers are SI; text with a unit is accepted wherever a unit is named. Defaults marked (a) are",
        "assumptions that no source verifies. `exeunt schema` prints the schema that this page is made from.",
        "",
        *section("Scenario", schema, ()),
    ]
    for name in reachable(schema, blocks):
        lines += section(heading(name, blocks[name]), blocks[name], (f"block-{name.lower()}",))
    return "\n".join(lines)


def reachable(schema: Node, blocks: dict[str, Node]) -> list[str]:
    """Names of the blocks in the order in which a reader meets them."""
    found: list[str] = []
    waiting = list(references(schema.get("properties", {})))
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting[:0] = [inner for inner in references(blocks[name]) if inner not in found]
    return found


def references(node: Any) -> Iterator[str]:
    """Names of the blocks that a schema refers to."""
    if isinstance(node, dict):
        if "$ref" in node:
            yield shown(node["$ref"].rpartition("/")[2])
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def shown(name: str) -> str:
    """The block that stands for a block in the pages."""
    from exeunt.scenario.schema import document_schema

    for quantity in QUANTITIES:
        twin = name.removesuffix(quantity) + "Duration"
        if name.endswith(quantity) and twin in document_schema()["$defs"]:
            return twin
    return name


def heading(name: str, block: Node) -> str:
    """Title of a block: its kind, or its name in words."""
    kind = block.get("properties", {}).get("kind", {}).get("const")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Doc"))
    if kind and name.endswith("Duration"):
        return f"Distribution `kind: {kind}`"
    return f"{words} (`kind: {kind}`)" if kind else words


def section(title: str, block: Node, anchors: tuple[str, ...]) -> list[str]:
    """One block: its description and a table of its keys."""
    lines = [
        *(f"({anchor})=" for anchor in anchors),
        f"## {title}",
        "",
        plain(block.get("description", "")),
        "",
    ]
    keys = {key: node for key, node in block.get("properties", {}).items() if key != "kind" or "enum" in node}
    if not keys:
        return lines
    required = block.get("required", [])
    lines += ["| key | value | default | meaning |", "|---|---|---|---|"]
    for key, node in keys.items():
        default = "required" if key in required else default_of(node)
        lines.append(row(f"`{key}`", value_of(node), default, meaning_of(node)))
    return [*lines, ""]


def value_of(node: Node) -> str:
    """What may stand at a key."""
    words = list(dict.fromkeys(words_of(node)))
    return ", or ".join(words) if words else "any"


def words_of(node: Node) -> Iterator[str]:
    """The alternatives at a key."""
    if "$ref" in node:
        name = shown(node["$ref"].rpartition("/")[2])
        yield f"[{name.removesuffix('Doc')}](#block-{name.lower()})"
        return
    if "enum" in node or "const" in node:
        yield ", ".join(f"`{word}`" for word in node.get("enum", [node.get("const")]))
        return
    quantity = re.match(r"(\w+): .*?with (?:a unit|one of)[ (]*([^)]*)", node.get("description", ""))
    if "discriminator" in node:
        targets = {
            kind: shown(ref.rpartition("/")[2]) for kind, ref in node["discriminator"]["mapping"].items()
        }
        yield "kind " + ", ".join(f"[{kind}](#block-{name.lower()})" for kind, name in targets.items())
        return
    branches = node.get("anyOf") or node.get("oneOf")
    if quantity and branches and all("$ref" not in branch for branch in branches):
        yield f"{quantity[1]} ({quantity[2].strip()})"
        return
    for branch in branches or []:
        yield from words_of(branch)
    kind = node.get("type")
    if kind == "array":
        inner = (
            ", or ".join(dict.fromkeys(words_of(node.get("items", {}))))
            if isinstance(node.get("items"), dict)
            else ""
        )
        yield f"list of {inner}" if inner else "list"
    elif kind == "object" and isinstance(node.get("additionalProperties"), dict):
        inner = ", or ".join(dict.fromkeys(words_of(node["additionalProperties"])))
        yield f"names with {inner}" if inner else "block"
    elif kind and kind != "null":
        yield {"string": "text", "integer": "whole number", "boolean": "true, false", "object": "block"}.get(
            kind, kind
        )


def default_of(node: Node) -> str:
    """The default, with a mark if it is an assumption."""
    if node.get("default") is None:
        return ""
    about = node.get("exeunt", {})
    unit = about.get("unit", "") if not isinstance(node["default"], dict) else ""
    mark = " (a)" if about.get("assumption") else ""
    return f"`{json.dumps(node['default'], ensure_ascii=False)}`{' ' + unit if unit else ''}{mark}"


def meaning_of(node: Node) -> str:
    """Description, published range and source."""
    about = node.get("exeunt", {})
    text = node.get("description", "")
    parts = ["" if re.match(r"\w+: (SI|a) number", text) else plain(text)]
    low, high = about.get("range", [None, None])
    if low is not None and high is not None:
        parts.append(f"Range {low:g} to {high:g} {about.get('unit', '')}".rstrip() + ".")
    if about.get("source"):
        parts.append(f"Source: {plain(about['source'])}")
    return " ".join(part for part in parts if part)


def parameters() -> dict[str, str]:
    """One table for each kind of a family of models, to be included where the model is explained."""
    from exeunt.base.kinds import families, kinds
    from exeunt.scenario.catalogue import load_catalogue

    load_catalogue()
    pages = {}
    for family in families():
        for name, kind in kinds(family).items():
            lines = ["| parameter | default | meaning |", "|---|---|---|"]
            for key, node in kind.model_json_schema().get("properties", {}).items():
                if key != "kind":
                    lines.append(row(f"`{key}`", default_of(node), meaning_of(node)))
            table = lines if len(lines) > 2 else ["It has no parameters."]
            about = [f"- {reference}" for reference in kind.references]
            pages[f"parameters/{family}-{name}.md"] = "\n".join([*table, "", *about, ""])
    return pages


def commands() -> str:
    """The commands with their options, and the exit codes."""
    from typer.main import get_command

    from exeunt.cli.app import app
    from exeunt.cli.outcome import EXIT_CODES

    group: Any = get_command(app)
    lines = [
        "# Commands",
        "",
        "`exeunt --help` and `exeunt COMMAND --help` print the same on the screen.",
        "",
    ]
    named = {
        f"{name} {inner}".strip(): command
        for name, outer in group.commands.items()
        for inner, command in getattr(outer, "commands", {"": outer}).items()
    }
    for name, command in named.items():
        lines += [
            f"## exeunt {name}",
            "",
            plain(command.help or ""),
            "",
            "| option | default | meaning |",
            "|---|---|---|",
        ]
        for parameter in command.params:
            if parameter.name == "help":
                continue
            names = ", ".join(f"`{option}`" for option in [*parameter.opts, *parameter.secondary_opts])
            if parameter.param_type_name == "argument":
                names = f"`{parameter.name.upper()}`"
            default = "required" if parameter.required else show_default(parameter.default)
            lines.append(row(names, default, getattr(parameter, "help", None) or ""))
        lines.append("")
    lines += ["## Exit codes", "", "| code | meaning |", "|---|---|"]
    lines += [row(str(int(code)), meaning) for code, meaning in EXIT_CODES.items()]
    return "\n".join([*lines, ""])


def show_default(value: Any) -> str:
    """A default as a reader writes it."""
    if value is None or value == () or callable(value):
        return ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else f"`{value}`"


def plain(text: str) -> str:
    """Docstring text as Markdown: literals in single backticks, one paragraph a paragraph."""
    paragraphs = re.split(r"\n\s*\n", text.replace("``", "`").strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def row(*cells: str) -> str:
    """One row of a Markdown table."""
    return "| " + " | ".join(cell.replace("\n", " ").replace("|", "\\|") for cell in cells) + " |"
