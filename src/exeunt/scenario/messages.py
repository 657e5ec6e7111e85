"""Validation errors in plain sentences: what is wrong, at which key, and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from exeunt.base.errors import Problem, dotted
from exeunt.base.names import ID_RULE
from exeunt.scenario import schema, scope
from exeunt.scenario.tree import Key, kind_of, line_of

Say = Callable[[ErrorDetails, Any, Sequence[schema.Node]], str]


@dataclass(frozen=True)
class _Fault:
    """An error with its place in the document; ``labels`` are (depth, branch of a union) on the way.

    ``of_key``: the last key of the path is wrong itself, in a block whose keys are not free (shares by profile).
    """

    error: ErrorDetails
    path: Key
    labels: tuple[tuple[int, str], ...]
    of_key: bool = False

    @property
    def type(self) -> str:
        return self.error["type"]


def problems_of(errors: Iterable[ErrorDetails], tree: Any, prefix: Key = ()) -> list[Problem]:
    """Translate pydantic's errors about ``tree`` into problems with keys and lines.

    ``prefix`` is the path at which the validated part stands in the document.
    """
    faults = _meant([_fault(error, prefix, tree) for error in errors], tree)
    found: dict[Key, Problem] = {}
    for fault in faults:
        problem = _problem(fault, tree)
        found.setdefault(problem.key, problem)
    return _without_echoes(list(found.values()), tree)


def suggest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like this one, or an empty text."""
    table = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), table, n=1, cutoff=0.6)
    return table[near[0]] if near else ""


def _fault(error: ErrorDetails, prefix: Key, tree: Any) -> _Fault:
    node: Any = tree
    path: list[str | int] = []
    labels: list[tuple[int, str]] = []
    of_key = False
    parts = (*prefix, *error["loc"])
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if _leads_on(node, part):
            node = node[part]
            path.append(part)
        elif last and error["type"] == "missing":
            path.append(part)
        elif last and part == "[key]":
            of_key = True
        else:
            labels.append((len(path), str(part)))
    return _Fault(error, tuple(path), tuple(labels), of_key)


def _leads_on(node: Any, part: str | int) -> bool:
    if isinstance(node, dict):
        return isinstance(part, str) and part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def _meant(faults: list[_Fault], tree: Any) -> list[_Fault]:
    """Keep, of each union, the errors of the branch that the user meant."""
    groups: dict[Key, list[_Fault]] = {}
    kept: list[_Fault] = []
    for fault in faults:
        if fault.labels:
            groups.setdefault(fault.path[: fault.labels[0][0]], []).append(fault)
        else:
            kept.append(fault)
    for place, members in groups.items():
        branches: dict[str, list[_Fault]] = {}
        for fault in members:
            inner = replace(fault, labels=fault.labels[1:])
            branches.setdefault(fault.labels[0][1], []).append(inner)
        value = _value_at(tree, place)
        best = min(branches, key=lambda label: _distance(label, branches[label], place, value))
        if len(branches) > 1 and _mismatch(best, branches[best], place, value):
            kept.append(_Fault({**members[0].error, "type": "no_branch", "input": value}, place, ()))
        else:
            kept.extend(_meant(branches[best], tree))
    return kept


def _distance(label: str, faults: list[_Fault], place: Key, value: Any) -> tuple[int, int, int]:
    unknown = sum(fault.type == "extra_forbidden" and len(fault.path) == len(place) + 1 for fault in faults)
    return int(_mismatch(label, faults, place, value)), unknown, len(faults)


def _mismatch(label: str, faults: list[_Fault], place: Key, value: Any) -> bool:
    """Tell whether a branch does not even have the shape of the value."""
    container = isinstance(value, dict | list)
    for fault in faults:
        if fault.path == place:
            if fault.type.endswith("_type") or fault.type == "none_required":
                return True
            if container and fault.type == "value_error" and label.startswith("function-before"):
                return True
    return False


def _problem(fault: _Fault, tree: Any) -> Problem:
    path, error = fault.path, fault.error
    if fault.of_key:
        message, hint = _wrong_key(fault, tree)
    elif fault.type == "missing" and path and isinstance(path[-1], int):
        path = path[:-1]
        message, hint = _wrong_length(path, tree), ""
    elif fault.type == "missing":
        nodes = schema.at(path, tree)
        message, hint = (
            f"the key '{path[-1]}' is missing",
            f"It takes {schema.describe(nodes)}." if nodes else "",
        )
    elif fault.type == "extra_forbidden":
        message, hint = f"unknown key '{path[-1]}'", _place_for(path, tree)
        if refused := scope.forbidden(path):
            message, hint = refused, f"{scope.WHY[0].upper()}{scope.WHY[1:]}."
    elif fault.type in ("union_tag_not_found", "union_tag_invalid"):
        path, message, hint = _wrong_kind(path, tree)
    elif fault.type == "too_long" and any("prefixItems" in node for node in schema.at(path, tree)):
        message, hint = _wrong_length(path, tree), ""
    else:
        nodes = schema.at(path, tree)
        message, hint = (
            _SAY.get(fault.type, _say_type)(error, _value_at(tree, path), nodes),
            _choice_hint(error, nodes),
        )
    return Problem(message, path, hint=hint, line=line_of(tree, path))


def _wrong_key(fault: _Fault, tree: Any) -> tuple[str, str]:
    """Return what is wrong with a key of a block whose keys are words of a list, names or numbers, and the hint."""
    word, nodes = str(fault.path[-1]), schema.key_nodes(schema.at(fault.path[:-1], tree))
    if known := schema.choices(nodes):
        near = suggest(word, known)
        return (
            f"unknown key '{word}'",
            f"Did you mean '{near}'?" if near else f"Known here: {', '.join(known)}.",
        )
    if fault.type.startswith("string"):
        return _SAY.get(fault.type, _say_type)(fault.error, word, nodes), ""
    wanted = "a whole number" if fault.type.startswith("int") else "a number"
    return f"the key '{word}' must be {wanted}", ""


def _wrong_length(path: Key, tree: Any) -> str:
    wanted = next((len(node["prefixItems"]) for node in schema.at(path, tree) if "prefixItems" in node), 0)
    value = _value_at(tree, path)
    got = len(value) if isinstance(value, list) else 0
    return f"{wanted} values are needed here, got {got}"


def _wrong_kind(path: Key, tree: Any) -> tuple[Key, str, str]:
    value = _value_at(tree, path)
    names = schema.kinds_at(schema.at(path, {}))
    listed = ", ".join(names)
    if isinstance(value, dict) and "kind" not in value:
        return path, "the key 'kind' is missing", f"It is one of {listed}."
    word = value.get("kind") if isinstance(value, dict) else value
    near = suggest(word, names) if isinstance(word, str) else ""
    place = (*path, "kind") if isinstance(value, dict) else path
    message = (
        f"unknown kind '{word}'"
        if isinstance(word, str)
        else f"expected the name of a kind, got {kind_of(word)}"
    )
    return place, message, f"Did you mean '{near}'?" if near else f"It is one of {listed}."


def _place_for(path: Key, tree: Any) -> str:
    """Suggest what an unknown key was meant to be: a misspelling, or a key of a level below or above."""
    word, here = str(path[-1]), path[:-1]
    nodes = schema.at(here, tree)
    names = schema.keys(nodes)
    if near := suggest(word, names):
        return f"Did you mean '{near}'?"
    for key, inner in schema.child_blocks(nodes, _value_at(tree, here)).items():
        if word in inner:
            return f"It belongs inside '{key}' (check the indentation)."
    above = here
    while above:
        above = above[:-1]
        if word in schema.keys(schema.at(above, tree)):
            place = f"in '{dotted(above)}'" if above else "at the left margin"
            return f"It belongs further up, {place} (check the indentation)."
    return "Known here: " + ", ".join(names) + "." if names else ""


def _choice_hint(error: ErrorDetails, nodes: Sequence[schema.Node]) -> str:
    value = error.get("input")
    near = suggest(value, schema.choices(nodes)) if isinstance(value, str) else ""
    return f"Did you mean '{near}'?" if near else ""


def _without_echoes(problems: list[Problem], tree: Any) -> list[Problem]:
    """Drop "key 'area' is missing" where "unknown key 'aera', did you mean 'area'?" says it already."""
    meant = {
        (*problem.key[:-1], name)
        for problem in problems
        if problem.message.startswith("unknown key")
        for name in schema.keys(schema.at(problem.key[:-1], tree))
        if f"'{name}'?" in problem.hint
    }
    return [problem for problem in problems if not ("is missing" in problem.message and problem.key in meant)]


def _value_at(tree: Any, path: Key) -> Any:
    node = tree
    for part in path:
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            return None
    return node


def _say_type(error: ErrorDetails, value: Any, nodes: Sequence[schema.Node]) -> str:
    expected = schema.describe(nodes)
    if isinstance(value, dict) and expected == "a list":
        return f"expected a list (each item starts with '- '), got {kind_of(value)}"
    if isinstance(value, int | float) and expected == "text":
        return f'expected text, got {kind_of(value)}; put it in quotation marks: "{value}"'
    return f"expected {expected}, got {kind_of(value)}"


def _say_value(error: ErrorDetails, value: Any, nodes: Sequence[schema.Node]) -> str:
    return str(error.get("ctx", {}).get("error", "this value cannot be used"))


def _say_limit(word: str, name: str) -> Say:
    def say(error: ErrorDetails, value: Any, nodes: Sequence[schema.Node]) -> str:
        shown = f"'{value}'" if isinstance(value, str) else kind_of(value).removeprefix("the number ")
        return f"must be {word} {error['ctx'][name]:g}, got {shown}"

    return say


def _say_short(error: ErrorDetails, value: Any, nodes: Sequence[schema.Node]) -> str:
    least, got = error["ctx"]["min_length"], error["ctx"].get("actual_length", 0)
    return f"at least {least} {'entry is' if least == 1 else 'entries are'} needed here, got {got}"


def _say_long(error: ErrorDetails, value: Any, nodes: Sequence[schema.Node]) -> str:
    got = error["ctx"].get("actual_length", "more")
    return f"at most {error['ctx']['max_length']} entries can stand here, got {got}"


def _say_pattern(error: ErrorDetails, value: Any, nodes: Sequence[schema.Node]) -> str:
    name = kind_of(value).removeprefix("the text ") if isinstance(value, str) else "this"
    return f"{name} cannot be a name: {ID_RULE}"


def _say_fraction(error: ErrorDetails, value: Any, nodes: Sequence[schema.Node]) -> str:
    return f"expected a whole number, got {kind_of(value)}"


def _say_empty(error: ErrorDetails, value: Any, nodes: Sequence[schema.Node]) -> str:
    return "expected some text, got an empty one"


_SAY: dict[str, Say] = {
    "value_error": _say_value,
    "assertion_error": _say_value,
    "greater_than": _say_limit("more than", "gt"),
    "greater_than_equal": _say_limit("at least", "ge"),
    "less_than": _say_limit("less than", "lt"),
    "less_than_equal": _say_limit("at most", "le"),
    "too_short": _say_short,
    "too_long": _say_long,
    "string_pattern_mismatch": _say_pattern,
    "string_too_short": _say_empty,
    "int_from_float": _say_fraction,
}
