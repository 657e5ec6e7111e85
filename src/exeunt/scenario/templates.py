"""Commented scenarios to start from; the texts lie beside this module in ``starters/``."""

from __future__ import annotations

from importlib.resources import files

TEMPLATES = ("room", "storeys")


def template_text(name: str) -> str:
    """Return the text of a template.

    Raises
    ------
    KeyError
        If there is none of that name.
    """
    if name not in TEMPLATES:
        raise KeyError(name)
    return (files("exeunt.scenario") / "starters" / f"{name}.yaml").read_text(encoding="utf-8")
