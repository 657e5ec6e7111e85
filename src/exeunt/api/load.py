"""From a file, a dictionary or text to a scenario."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exeunt.scenario import files
from exeunt.scenario.files import Scenario
from exeunt.scenario.plain import plain
from exeunt.scenario.source import Allowed

UNNAMED = Path("scenario.json")
"""What messages call a scenario that comes from no file."""


def load(source: str | Path | Mapping[str, Any], allow: Allowed = ()) -> Scenario:
    """Load a scenario.

    Parameters
    ----------
    source
        Path of a YAML or JSON file; or the scenario itself, as a dictionary or as text of more than one line or in
        braces. Lines in messages about a dictionary are those of ``json.dumps(source, indent=2)``. Files that such a
        scenario names are looked for in the working folder.
    allow
        Folders and files that the scenario may name besides its own folder and what lies below.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the document, each with file, line and key.
    ExeuntError
        If the dictionary holds something that cannot stand in a scenario.
    """
    if isinstance(source, Mapping):
        return files.loads(json.dumps(plain(source), indent=2), UNNAMED, allow)
    if isinstance(source, str) and ("\n" in source or source.lstrip().startswith("{")):
        braces = source.lstrip().startswith("{")
        return files.loads(source, UNNAMED if braces else UNNAMED.with_suffix(".yaml"), allow)
    return files.load(source, allow)
