"""Writes the tests' scenarios as files that ``exeunt run`` takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from exeunt.verification.contract import Document, Requirement
from exeunt.verification.run import document_of


def write_scenarios(
    requirements: Iterable[Requirement], folder: Path, movement: str | None = None
) -> list[Path]:
    """Write one YAML file for each case of each requirement, ``<test>-<case>.yaml``; return the files.

    Raises
    ------
    OSError
        If a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for requirement in requirements:
        if requirement.trial is None:
            continue
        for case in requirement.trial.cases:
            name = re.sub(r"[^A-Za-z0-9.]+", "-", f"{requirement.id}-{case}").strip("-")
            path = folder / f"{name}.yaml"
            head = f"# Test {requirement.id}, {requirement.title}: {requirement.trial.setup}\n"
            text = head + yaml_of(document_of(requirement.trial, case, movement))
            path.write_text(text, encoding="utf-8")
            files.append(path)
    return files


def yaml_of(document: Document) -> str:
    """Return a scenario document as YAML, innermost lists and mappings in one line."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = None
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.width = 110
    text = StringIO()
    yaml.dump(document, text)
    return text.getvalue()
