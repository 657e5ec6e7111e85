"""Numbers and values as a reader wants them: with units, rounded to what they are good for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from exeunt.viewer.curves import clock

NONE = "–"
# keeps a number and its unit on one line
FIRM = "\u00a0"
KIND_WORDS = {"log_normal": "log-normal"}
PARAMETER_WORDS = {"sd": "standard deviation", "min": "at least", "max": "at most"}
# parameters of distributions that have no unit, whatever the quantity
WITHOUT_UNIT = frozenset({"sigma", "mu", "shape", "share", "weights"})


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


def duration(value: float | None) -> str:
    """Write a time in one unit or two: "48.2 s", "7 min 39 s"."""
    if value is None or not known(value):
        return NONE
    return FIRM.join((f"{value:.1f} s" if value < 99.5 else clock(value)).split(" "))


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
    """Write a value of a scenario: a number, a choice, shares, or a distribution or other kind with its parameters.

    Whatever a document can hold has words: mappings with keys of any type, kinds inside kinds, and lists of either.
    """
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, Mapping):
        return _block_words({str(key): inner for key, inner in value.items()}, unit)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "derived"
    if isinstance(value, int | float):
        # thousands in full: nobody reads 2e+06 W
        text = f"{value:,.0f}" if 1e5 <= abs(value) < 1e12 and value == int(value) else f"{value:,.6g}"
        return f"{text}{' ' + unit if unit else ''}"
    if isinstance(value, list | tuple):
        texts = [value_words(item, unit) for item in value]
        if len(texts) > 1:
            # brackets where an item has commas of its own
            texts = [
                f"({text})" if isinstance(item, Mapping | BaseModel | list | tuple) else text
                for item, text in zip(value, texts, strict=True)
            ]
        return ", ".join(texts) or "none"
    return str(value)


def _block_words(value: Mapping[str, Any], unit: str) -> str:
    kind = value.get("kind")
    parameters = {key: inner for key, inner in value.items() if key != "kind" and inner is not None}
    if kind == "constant" and set(parameters) == {"value"}:
        return value_words(parameters["value"], unit)
    if kind is None and not unit and parameters and all(_is_share(inner) for inner in parameters.values()):
        # sizes of groups are numbers: "1: 40 %", not "1 40 %"
        return ", ".join(
            f"{_plain(key)}{':' if key.isdigit() else ''} {percent(inner, 0)}"
            for key, inner in parameters.items()
        )
    # the ends come last, after what makes the shape
    parameters = dict(sorted(parameters.items(), key=lambda item: item[0] in ("min", "max")))
    parts = [] if kind is None else [KIND_WORDS.get(str(kind), _plain(str(kind)))]
    for key, inner in parameters.items():
        own = "" if key in WITHOUT_UNIT else unit
        words = value_words(inner, own)
        nested = isinstance(inner, Mapping) and not _is_number(inner)
        parts.append(f"{PARAMETER_WORDS.get(key, _plain(key))} {f'({words})' if nested else words}")
    return ", ".join(parts) or "none"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_number(block: Mapping[str, Any]) -> bool:
    """Whether a block is written as a plain number: a distribution that is the same value for everybody."""
    return block.get("kind") == "constant" and set(block) == {"kind", "value"}
