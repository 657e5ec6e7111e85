"""A small scenario that the tests of this folder bend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exeunt.base.errors import ScenarioError
from exeunt.scenario.files import loads

MINI = """\
exeunt: 1
name: mini
venue:
  storeys:
    - id: hall
      area: [[0, 0], [10, 0], [10, 8], [0, 8]]
      walls:
        - line: [[2, 1], [2, 4]]
          thickness: 20 cm
  exits:
    - id: north
      storey: hall
      line: [[4, 8], [6, 8]]
    - id: main.west
      storey: hall
      line: [[0, 1], [0, 2.5]]
people:
  - id: audience
    number: 20
    where: {storey: hall}
    desired_speed: {kind: normal, mean: 1.2 m/s, sd: 0.2, min: 0.5, max: 2}
  - id: staff
    number: 2
run:
  max_time: 5 min
variants:
  shut:
    title: North exit closed
    set:
      venue.exits.north.state: closed
"""


@pytest.fixture
def mini() -> str:
    return MINI


@pytest.fixture
def complaints() -> Callable[[str, str], list[str]]:
    """Replace one part of the mini scenario and return what is said about it, one text for each problem."""

    def complain(old: str, new: str) -> list[str]:
        assert MINI.count(old) == 1, old
        try:
            loads(MINI.replace(old, new), "mini.yaml")
        except ScenarioError as error:
            return [str(problem) for problem in error.problems]
        return []

    return complain


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Write a scenario file and return its path."""

    def put(content: str | bytes, name: str = "mini.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put
