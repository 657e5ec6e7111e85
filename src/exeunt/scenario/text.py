"""The text of a document that somebody wrote: a scenario, an experiment."""

from __future__ import annotations

from pathlib import Path

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.reading import MEGABYTE, UnreadableError, read_text

MOST_DOCUMENT = 2 * MEGABYTE
"""Largest document in bytes: its parser needs seconds for it."""
SUFFIXES = (".yaml", ".yml", ".json")
_WHAT_TO_DO = {
    "size": "Put large outlines into a WKT or GeoJSON file and name it in 'area'.",
    "text": "Save it as UTF-8.",
}


def document_text(path: Path) -> str:
    """Return the text of a document.

    Raises
    ------
    ScenarioError
        If there is no such file, it is too large or no text.
    """

    def refuse(message: str, hint: str = "", line: int = 1) -> ScenarioError:
        return ScenarioError([Problem(message, hint=hint, file=str(path), line=line)])

    try:
        if path.is_dir():
            raise refuse("this is a folder, not a scenario file", "Name the .yaml or .json file in it.", 0)
        if not path.exists():
            near = [other.name for other in sorted(path.parent.glob("*")) if other.suffix in SUFFIXES][:5]
            raise refuse("there is no such file", f"In that folder: {', '.join(near)}." if near else "", 0)
        return read_text(path, MOST_DOCUMENT)
    except UnreadableError as error:
        raise refuse(
            f"the file cannot be read: {error.reason}", _WHAT_TO_DO.get(error.fault, ""), error.line
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(f"the file cannot be read: {reason}", line=0) from None
