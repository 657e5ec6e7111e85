"""Numbers and values as a reader wants them: with units, rounded to what they are good for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from exeunt.viewer.curves import clock

NONE = "–"
# keeps a number and its unit on one line
FIRM = "\u00a0"


def known(value: float | None) -> bool:
    """Whether a number is there (not None, not NaN)."""
    return value is not None and value == value


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write "1 person", "6,000 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def people(number: int) -> str:
    """Write a number of people."""
    return counted(number, "person", "people")


def seconds(value: float | None, digits: int = 0) -> str:
    """Write a time in s; a dash if there is none."""
    return f"{value:,.{digits}f}{FIRM}s" if value is not None and known(value) else NONE


def both(value: float | None) -> str:
    """Write a time in minutes and in seconds: "7 min 39 s (458.7 s)"."""
    if value is None or not known(value):
        return NONE
    text = f"{value:.1f} s" if value < 99.5 else f"{clock(value)} ({value:.1f} s)"
    return FIRM.join(text.split(" ")).replace(f"{FIRM}(", " (")


def decimal(value: float | None, digits: int = 2, unit: str = "") -> str:
    """Write a number with fixed digits and its unit; a dash if there is none."""
    return f"{value:,.{digits}f}{FIRM + unit if unit else ''}" if value is not None and known(value) else NONE


def percent(share: float | None, digits: int = 0) -> str:
    """Write a share as percentage."""
    return f"{100 * share:.{digits}f}{FIRM}%" if share is not None and known(share) else NONE


def coordinate(value: float) -> str:
    """Write a coordinate in whole metres with a true minus sign."""
    return f"{value:.0f}".replace("-", "−")


def listed(names: Sequence[str], most: int = 6) -> str:
    """Write "a, b and c"; of many only the first, and how many more."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "none"


def value_words(value: Any, unit: str = "") -> str:
    """Write a value of a scenario: a number, a choice, shares, or a distribution with its parameters."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, Mapping):
        return _block_words(value, unit)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "derived"
    if isinstance(value, int | float):
        # thousands in full: nobody reads 2e+06 W
        text = f"{value:,.0f}" if 1e5 <= abs(value) < 1e12 and value == int(value) else f"{value:,.6g}"
        return f"{text}{' ' + unit if unit else ''}"
    if isinstance(value, list | tuple):
        return ", ".join(value_words(item) for item in value) or "none"
    return str(value)


def _block_words(value: Mapping[str, Any], unit: str) -> str:
    kind = str(value.get("kind", "")).replace("_", " ")
    parameters = {key: inner for key, inner in value.items() if key != "kind" and inner is not None}
    if kind == "constant" and set(parameters) == {"value"}:
        return value_words(parameters["value"], unit)
    shares = all(isinstance(inner, int | float) and 0 <= inner <= 1 for inner in parameters.values())
    # the ends come last, after what makes the shape
    parameters = dict(sorted(parameters.items(), key=lambda item: item[0] in ("min", "max")))
    if not kind and not unit and parameters and shares:
        return ", ".join(f"{key.replace('_', ' ')} {percent(inner, 0)}" for key, inner in parameters.items())
    without_unit = {"sigma", "mu", "shape", "share"}
    parts = [kind.replace("log normal", "log-normal")] if kind else []
    for key, inner in parameters.items():
        name = {"sd": "standard deviation", "min": "at least", "max": "at most"}.get(
            key, key.replace("_", " ")
        )
        parts.append(f"{name} {value_words(inner, '' if key in without_unit else unit)}")
    return ", ".join(parts) or "none"
