"""Distributions whose stated mean or median is not that of the people drawn, because the law is cut."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import BaseModel

from exeunt.base.distributions import Distribution, LogNormal, Normal
from exeunt.base.errors import Problem
from exeunt.scenario.tree import Key

CHANGED = 0.1
"""Share by which the mean or median of a cut law may differ from the one stated."""
_DRAWS = 4000


def check_laws(document: BaseModel) -> list[Problem]:
    """Return errors for laws whose centre lies where nothing is drawn, warnings for those that the cut moves."""
    problems: list[Problem] = []
    for key, law in _laws(document, ()):
        if isinstance(law, Normal):
            problems += _moved(key, law, "mean", float(law.mean), float(np.mean(law.quantile(_ranks()))))
        elif isinstance(law, LogNormal) and law.median is not None:
            middle = float(law.quantile(np.array([0.5]))[0])
            problems += _moved(key, law, "median", float(law.median), middle)
    return problems


def _moved(
    key: Key, law: Normal[float] | LogNormal[float], name: str, stated: float, drawn: float
) -> Iterator[Problem]:
    low, high = law.support()
    if not low <= stated <= high:
        side, end = ("below", low) if stated < low else ("above", high)
        message = f"a {name} of {stated:g} lies {side} {end:g}, where nothing is drawn"
        yield Problem(message, (*key, name), hint=f"Give a {name} {_between(low, high)}.")
    elif abs(drawn - stated) > CHANGED * abs(stated):
        cuts = [f"below {low:g}"] if np.isfinite(low) and (low > 0.0 or isinstance(law, Normal)) else []
        cuts += [f"above {high:g}"] if np.isfinite(high) else []
        message = (
            f"the law is cut {' and '.join(cuts)}: a {name} of {stated:g} is stated, and {drawn:.3g} is drawn"
        )
        hint = (
            "State a law without such values, such as a log-normal one, or say what is meant by min and max."
        )
        yield Problem(message, key, hint=hint, severity="warning")


def _between(low: float, high: float) -> str:
    if np.isfinite(low) and np.isfinite(high):
        return f"from {low:g} to {high:g}"
    return f"of at least {low:g}" if np.isfinite(low) else f"of at most {high:g}"


def _ranks() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return (np.arange(_DRAWS) + 0.5) / _DRAWS


def _laws(node: object, key: Key) -> Iterator[tuple[Key, Distribution[float]]]:
    """Yield what the document states itself, not defaults."""
    if isinstance(node, Distribution):
        yield key, node
    elif isinstance(node, BaseModel):
        fields = type(node).model_fields
        for name in sorted(node.model_fields_set & set(fields)):
            yield from _laws(getattr(node, name), (*key, fields[name].alias or name))
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _laws(value, (*key, name))
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from _laws(value, (*key, index))
