"""Units at the scenario border."""

from __future__ import annotations

from math import pi

import pytest
from pydantic import BaseModel, ValidationError

from exeunt.base.quantities import UNITS, Duration, Length, parse_quantity


@pytest.mark.parametrize(
    ("text", "dimension", "expected"),
    [
        (2, "length", 2.0),
        ("2", "length", 2.0),
        ("20 cm", "length", 0.2),
        ("1.5e2mm", "length", 0.15),
        (" 5  min ", "duration", 300.0),
        ("1.5 h", "duration", 5400.0),
        ("8 h 30 min", "duration", 30600.0),
        ("1h 2min 3.5s", "duration", 3723.5),
        ("2 min 30 s", "duration", 150.0),
        ("1 h 5 s", "duration", 3605.0),
        ("3.6 km/h", "speed", 1.0),
        ("90 deg", "angle", pi / 2),
        ("-45°", "angle", -pi / 4),
        ("2 per m2", "density", 2.0),
        ("30 per min", "rate", 0.5),
        ("85 %", "share", 0.85),
        (".5", "share", 0.5),
    ],
)
def test_numbers_and_units_become_si(text: object, dimension: str, expected: float) -> None:
    assert parse_quantity(text, dimension) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize("dimension", UNITS)
def test_every_unit_of_every_table_is_read(dimension: str) -> None:
    for unit, factor in UNITS[dimension].items():
        assert parse_quantity(f"2 {unit}", dimension) == pytest.approx(2 * factor, rel=1e-15)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("3 kg", ["'kg' is not a unit of length", "m, cm, mm, km, ft, in"]),
        ("3 s", ["'s' is a unit of duration, not of length"]),
        ("1:30", ["is not a length", "write a number and a unit"]),
        ("1,5 m", ["is not a length"]),
        ("five m", ["is not a length"]),
        ("", ["is not a length"]),
        (True, ["expected a length such as 0.5 m, got true"]),
        (None, ["expected a length such as 0.5 m, got nothing"]),
        ([1], ["got a list"]),
        (float("nan"), ["must be finite"]),
        (float("inf"), ["must be finite"]),
        ("1e999 m", ["must be finite"]),
        ("1e308 km", ["must be finite"]),
        (10**400, ["must be finite"]),
        ("9" * 5000, ["must be finite"]),
    ],
)
def test_what_is_no_length_is_refused_with_what_would_be_one(value: object, words: list[str]) -> None:
    with pytest.raises(ValueError) as caught:
        parse_quantity(value, "length")
    for word in words:
        assert word in str(caught.value)
    assert len(str(caught.value)) < 200


def test_limits_hold_after_conversion() -> None:
    class Door(BaseModel):
        width: Length
        delay: Duration = 0.0

    assert Door(width="80 cm", delay="1 min").model_dump() == {"width": 0.8, "delay": 60.0}
    with pytest.raises(ValidationError):
        Door(width="80 s")


def test_schema_accepts_the_units_and_no_others() -> None:
    import re

    class Door(BaseModel):
        width: Length

    options = Door.model_json_schema()["properties"]["width"]["anyOf"]
    pattern = next(option["pattern"] for option in options if option["type"] == "string")
    for text in ("80 cm", "0.8", ".8m", "8e-1 m"):
        assert re.search(pattern, text)
    for text in ("80 s", "cm", "80 cm wide", "1:30"):
        assert not re.search(pattern, text)

    class Stay(BaseModel):
        time: Duration

    options = Stay.model_json_schema()["properties"]["time"]["anyOf"]
    pattern = next(option["pattern"] for option in options if option["type"] == "string")
    for text in ("80 s", "-1 s", "1e3", "1 h 30 min", "1h 2min 3.5s", "2 min 30 s", "1 h 5 s"):
        assert re.search(pattern, text)
    for text in ("1 h 30", "30 min 1 h", "1 m", "08:30"):
        assert not re.search(pattern, text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("08:30", "8 h 30 min or 8 min 30 s"),
        ("1:30", "1 h 30 min or 1 min 30 s"),
        ("01:02:03", "1 h 2 min 3 s"),
    ],
)
def test_a_time_with_colons_is_explained(text: str, written: str) -> None:
    """Times count from the start of the incident; only units tell hours and minutes from minutes and seconds."""
    with pytest.raises(ValueError, match="from the start of the incident") as said:
        parse_quantity(text, "duration")
    assert f"Write {written}" in str(said.value)
    for one in written.split(" or "):
        assert parse_quantity(one, "duration") > 0.0


@pytest.mark.parametrize("text", ["30 min 1 h", "1 h 1 h", "5 s 5 min", "1 h 30", "1 min 10 ms"])
def test_parts_of_a_duration_in_another_order_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_quantity(text, "duration")
