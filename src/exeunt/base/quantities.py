"""Quantities with units at the scenario border; SI numbers everywhere inside.

A field annotated with one of the types below accepts a plain number (SI) or a string such as ``"5 min"``,
``"1.2 m/s"``, ``"90 deg"``; inside it is a float. Durations may have several parts: ``"1 h 30 min"``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isfinite, pi
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

# factor to the SI unit that comes first in each table
UNITS: dict[str, dict[str, float]] = {
    "length": {"m": 1.0, "cm": 0.01, "mm": 0.001, "km": 1000.0, "ft": 0.3048, "in": 0.0254},
    "duration": {"s": 1.0, "ms": 0.001, "min": 60.0, "h": 3600.0},
    "speed": {"m/s": 1.0, "km/h": 1 / 3.6, "m/min": 1 / 60.0, "ft/min": 0.3048 / 60.0},
    "angle": {"rad": 1.0, "deg": pi / 180.0, "°": pi / 180.0},
    "area": {"m2": 1.0, "m²": 1.0, "ft2": 0.3048**2, "ft²": 0.3048**2},
    "area rate": {"m2/s": 1.0, "m²/s": 1.0, "m2/min": 1 / 60, "m²/min": 1 / 60},
    "density": {"1/m2": 1.0, "1/m²": 1.0, "/m2": 1.0, "/m²": 1.0, "per m2": 1.0, "per m²": 1.0},
    "rate": {"1/s": 1.0, "/s": 1.0, "per s": 1.0, "1/min": 1 / 60, "/min": 1 / 60, "per min": 1 / 60,
             "1/h": 1 / 3600, "/h": 1 / 3600, "per h": 1 / 3600},
    "specific flow": {"1/(m s)": 1.0, "/(m s)": 1.0, "1/m/s": 1.0, "/m/s": 1.0, "per m per s": 1.0,
                      "1/(m min)": 1 / 60, "/(m min)": 1 / 60, "/m/min": 1 / 60, "per m per min": 1 / 60},
    "share": {"": 1.0, "%": 0.01},
    "power": {"W": 1.0, "kW": 1e3, "MW": 1e6},
    "radiant flux": {"W/m2": 1.0, "W/m²": 1.0, "kW/m2": 1e3, "kW/m²": 1e3},
    "temperature": {"°C": 1.0, "degC": 1.0, "C": 1.0},
    "extinction": {"1/m": 1.0, "/m": 1.0},
    "mole fraction": {"mol/mol": 1.0, "": 1.0, "%": 0.01, "ppm": 1e-6},
}  # fmt: skip

MOST = 1e12
"""Largest amount of any quantity in SI; what is larger is a slip, and its square or cube leaves the floats."""
MOST_OF = {"length": 1e8, "duration": 1e10}

_CLOCK = re.compile(r"^\s*\d{1,2}(?::\d{2}){1,2}\s*$")
_AMOUNT = r"(?:\d+\.?\d*|\.\d+)"
_PARTS = re.compile(rf"^\s*{_AMOUNT}\s*(?:h|min)(?:\s*{_AMOUNT}\s*(?:h|min|s))+\s*$")
_PART = re.compile(rf"({_AMOUNT})\s*(h|min|s)")
_NUMBER = re.compile(r"^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*((?!\d*[:.,]).*?)\s*$", re.DOTALL)


def parse_quantity(value: Any, dimension: str) -> float:
    """Turn a number or a string with a unit into SI.

    Raises
    ------
    ValueError
        If it is no finite number, or the unit does not belong to ``dimension``; the message lists the units
        that do.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"expected {_a(dimension)} such as {_example(dimension)}, got {_word(value)}")
    if isinstance(value, str):
        return _parse_text(value, dimension)
    return _finite(value, 1.0, value, dimension)


def _parse_text(text: str, dimension: str) -> float:
    units = UNITS[dimension]
    if dimension == "duration" and _PARTS.match(text):
        return _sum_of_parts(text)
    match = _NUMBER.match(text)
    if match is None and dimension == "duration" and _CLOCK.match(text):
        raise ValueError(_clock(text))
    if match is None:
        wanted = f"{_a(dimension)}: write a number and a unit, such as {_example(dimension)}"
        raise ValueError(f"{_shown(text)} is not {wanted} (units: {_accepted(dimension)})")
    number, unit = match.groups()
    if unit and unit not in units:
        other = next((name for name, table in UNITS.items() if unit in table), None)
        reason = f"a unit of {other}, not of {dimension}" if other else f"not a unit of {dimension}"
        raise ValueError(f"{_shown(text)}: {_shown(unit)} is {reason}; use one of {_accepted(dimension)}")
    return _finite(number, units.get(unit, 1.0), text, dimension)


def _sum_of_parts(text: str) -> float:
    """Return the seconds of hours, minutes and seconds, the larger unit first, each once."""
    parts = _PART.findall(text)
    units = [unit for _, unit in parts]
    if units != [unit for unit in ("h", "min", "s") if unit in units]:
        raise ValueError(
            f"{_shown(text)}: write each of h, min and s once, the larger first, such as 1 h 30 min"
        )
    return sum(_finite(number, UNITS["duration"][unit], text, "duration") for number, unit in parts)


def _clock(text: str) -> str:
    """Return what to write instead of a time with colons."""
    values = [int(value) for value in text.strip().split(":")]
    names = ("h", "min", "s")
    written = [" ".join(f"{value} {unit}" for value, unit in zip(values, names[first:], strict=False))
               for first in range(4 - len(values))]  # fmt: skip
    return (
        f"{_shown(text)} is no duration: times count from the start of the incident, not from midnight. "
        f"Write {' or '.join(written)}"
    )


def _finite(number: int | float | str, factor: float, shown: Any, dimension: str) -> float:
    try:
        value = float(number) * factor
    except OverflowError:
        value = float("inf")
    if not isfinite(value):
        raise ValueError(f"{_shown(shown)} is not {_a(dimension)}: the number must be finite")
    if abs(value) > (most := MOST_OF.get(dimension, MOST)):
        unit = next(iter(UNITS[dimension]))
        raise ValueError(
            f"{_shown(shown)} is more than {_a(dimension)} can be ({most:g} {unit})".replace(" )", ")")
        )
    return value


def _accepted(dimension: str) -> str:
    return ", ".join(unit for unit in UNITS[dimension] if unit)


def _a(dimension: str) -> str:
    return f"an {dimension}" if dimension[0] in "aeiou" else f"a {dimension}"


def _shown(value: Any) -> str:
    text = f"'{value}'" if isinstance(value, str) else repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _word(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a block of keys"
    return "a list" if isinstance(value, list | tuple) else _shown(value)


def _example(dimension: str) -> str:
    return f"0.5 {next(iter(UNITS[dimension]))}".strip()


def _parser(dimension: str) -> Callable[[Any], float]:
    def parse(value: Any) -> float:
        return parse_quantity(value, dimension)

    return parse


def _schema(dimension: str) -> WithJsonSchema:
    table = UNITS[dimension]
    units = "|".join(re.escape(unit).replace(r"\ ", " ") for unit in table if unit)
    number = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?"
    amount = r"([0-9]+\.?[0-9]*|\.[0-9]+)\s*"
    parts = (
        rf"|({amount}h\s*)?{amount}min(\s*{amount}s)?|{amount}h\s*{amount}s"
        if dimension == "duration"
        else ""
    )
    return WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {
                    "type": "string",
                    "pattern": rf"^\s*({number}\s*({units})?{parts})\s*$",
                },
            ],
            "title": dimension.capitalize(),
            "examples": [_example(dimension)],
            "description": f"{dimension}: a number in {next(iter(table)) or 'parts of 1'}, "
            f"or text with a unit ({_accepted(dimension)})"
            f"{', or several, such as 1 h 30 min' if parts else ''}",
        }
    )


Length = Annotated[float, BeforeValidator(_parser("length")), _schema("length")]
Duration = Annotated[float, BeforeValidator(_parser("duration")), _schema("duration")]
Speed = Annotated[float, BeforeValidator(_parser("speed")), _schema("speed")]
Angle = Annotated[float, BeforeValidator(_parser("angle")), _schema("angle")]
Area = Annotated[float, BeforeValidator(_parser("area")), _schema("area")]
AreaRate = Annotated[float, BeforeValidator(_parser("area rate")), _schema("area rate")]
Density = Annotated[float, BeforeValidator(_parser("density")), _schema("density")]
Rate = Annotated[float, BeforeValidator(_parser("rate")), _schema("rate")]
SpecificFlow = Annotated[float, BeforeValidator(_parser("specific flow")), _schema("specific flow")]
Share = Annotated[float, BeforeValidator(_parser("share")), _schema("share")]
Power = Annotated[float, BeforeValidator(_parser("power")), _schema("power")]
RadiantFlux = Annotated[float, BeforeValidator(_parser("radiant flux")), _schema("radiant flux")]
Temperature = Annotated[float, BeforeValidator(_parser("temperature")), _schema("temperature")]
Extinction = Annotated[float, BeforeValidator(_parser("extinction")), _schema("extinction")]
MoleFraction = Annotated[float, BeforeValidator(_parser("mole fraction")), _schema("mole fraction")]
