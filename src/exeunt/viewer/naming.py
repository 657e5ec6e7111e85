"""What runs that are shown side by side are called: what differs between them, and nothing that does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

BASE = "Base scenario"
MOST_KEYS = 2
"""More keys of the scenario than this that differ do not make a name."""


def label_runs(entries: Sequence[Mapping[str, Any]], scenario: Callable[[int], str]) -> list[str]:
    """Return a name for each run of a manifest that no other one has.

    A single run is called by its scenario. Of several, each is called by what differs: scenario, title of the
    variant, seed; else up to two values of the scenario; else the folder.

    Parameters
    ----------
    entries
        Runs of the manifest.
    scenario
        Returns the text of a run's resolved scenario by the run's number; empty if there is none.
    """
    if len(entries) < 2:
        return [str(entry["name"]) for entry in entries]
    parts = [[str(entry["name"]), _variant(entry), _seed(entry)] for entry in entries]
    differing = [k for k in range(3) if len({row[k] for row in parts}) > 1]
    labels = [", ".join(row[k] for k in differing if row[k]) for row in parts]
    twins = [i for i, label in enumerate(labels) if not label or Counter(labels)[label] > 1]
    if twins:
        values = _differing_values(tuple(scenario(i) for i in twins))
        for i, words in zip(twins, values, strict=True):
            labels[i] = _joined(labels[i], words or str(entries[i].get("folder_name") or entries[i]["name"]))
    return [
        label if labels.count(label) == 1 else f"{label} ({labels[:i].count(label) + 1})"
        for i, label in enumerate(labels)
    ]


def _variant(entry: Mapping[str, Any]) -> str:
    return str(entry.get("variant_title") or entry.get("variant") or BASE)


def _seed(entry: Mapping[str, Any]) -> str:
    return "" if entry.get("seed") is None else f"seed {entry['seed']}"


def _joined(label: str, words: str) -> str:
    return f"{label}, {words}" if label else words


@lru_cache(maxsize=8)
def _differing_values(texts: tuple[str, ...]) -> list[str]:
    """Return the values that tell scenarios apart, such as ``people.audience.number 20``.

    Empty if more than ``MOST_KEYS`` differ, or nothing does.
    """
    documents = [dict(_leaves(_document(text))) for text in texts]
    keys = [key for key in dict.fromkeys(key for document in documents for key in document)
            if len({repr(document.get(key)) for document in documents}) > 1]  # fmt: skip
    if not all(documents) or not 0 < len(keys) <= MOST_KEYS:
        return ["" for _ in texts]
    return [", ".join(f"{key} {document.get(key, 'not set')}" for key in keys) for document in documents]


def _document(text: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        document = YAML(typ="safe").load(text)
    except YAMLError:
        return {}
    return {key: value for key, value in (document or {}).items() if key not in ("name", "variants")}


def _leaves(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Return dotted paths and values; items of a list are named by their id where they have one."""
    if isinstance(value, dict):
        pairs = [(str(key), inner) for key, inner in value.items()]
    elif isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
        pairs = [
            (str(inner.get("id", k)) if isinstance(inner, dict) else str(k), inner)
            for k, inner in enumerate(value)
        ]
    else:
        return [(path, value)]
    return [leaf for key, inner in pairs for leaf in _leaves(inner, f"{path}.{key}" if path else key)]
