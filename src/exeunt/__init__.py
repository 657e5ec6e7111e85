"""Exeunt: simulate emergencies in public venues, and find out which protective measure helps.

``load`` a scenario, change it (``Scenario.with_``, ``Scenario.variant``), ``simulate`` it, and ask the ``Run``;
``open_run`` opens one that was written before. The rules and what they are called stand in ``movement``,
``wayfinding``, ``behaviour``, ``hazards`` and ``exposure``, what can be measured in ``metrics``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exeunt import behaviour, exposure, hazards, metrics, movement, wayfinding
    from exeunt.api.load import load
    from exeunt.api.run import Run, open_run, simulate
    from exeunt.base.errors import ExeuntError, RunFolderError, ScenarioError
    from exeunt.scenario.files import Scenario

__version__ = "0.1.0"
__all__ = [
    "ExeuntError",
    "Run",
    "RunFolderError",
    "Scenario",
    "ScenarioError",
    "behaviour",
    "exposure",
    "hazards",
    "load",
    "metrics",
    "movement",
    "open_run",
    "simulate",
    "wayfinding",
]

_HOMES = {
    "ExeuntError": "base.errors", "Run": "api.run", "RunFolderError": "base.errors", "Scenario": "scenario.files",
    "ScenarioError": "base.errors", "load": "api.load", "open_run": "api.run", "simulate": "api.run",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import what the package offers on first use, so that ``import exeunt`` stays light."""
    if name not in __all__:
        raise AttributeError(f"module 'exeunt' has no attribute '{name}'")
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f"exeunt.{_HOMES[name]}"), name)
    return import_module(f"exeunt.{name}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
