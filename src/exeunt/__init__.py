"""Exeunt: simulate emergencies in public venues, and find out which protective measure helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exeunt.results.run import open_run
    from exeunt.scenario.files import load
    from exeunt.simulation import simulate

__version__ = "0.1.0"
__all__ = ["load", "open_run", "simulate"]

_HOMES = {"load": "exeunt.scenario.files", "open_run": "exeunt.results.run", "simulate": "exeunt.simulation"}


def __getattr__(name: str) -> Any:
    """Import the few names of the package on first use, so that ``import exeunt`` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'exeunt' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
