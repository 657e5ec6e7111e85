"""Whatever is fed to the program, it ends well or in sentences that name a file, in bounded time and memory."""

from __future__ import annotations

import sys

import pytest
from harness import GENERATORS, told, try_apart

CASES = 100
LONG = (2000, 100_000)

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="measures memory as Linux tells it"
)


@pytest.mark.parametrize("name", GENERATORS)
def test_no_input_is_a_defect(name: str) -> None:
    judged(name, CASES)


@pytest.mark.long
@pytest.mark.parametrize("cases", LONG)
@pytest.mark.parametrize("name", GENERATORS)
def test_no_input_of_very_many_is_a_defect(name: str, cases: int) -> None:
    judged(name, cases)


def judged(name: str, cases: int) -> None:
    """Try cases; fail with one of each kind of defect, each with the line that makes it again."""
    tally = try_apart(name, 0, cases)
    assert not tally.defects, told(tally)
    assert tally.cases == cases
    assert tally.endings["done"] > cases // 200, f"nearly nothing gets through: {told(tally)}"
    assert tally.endings["refused"] > cases // 50, told(tally)
