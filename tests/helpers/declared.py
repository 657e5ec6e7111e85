"""Watch what models of a run read and write, and hold it against what they declare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from exeunt.engine.loop import Loop
from exeunt.world.state import World

FREE = frozenset({"person"})
"""Columns that any model may read: the number of a row also says how many people there are."""


class Columns(dict[str, Any]):
    """The columns of a World, which notes what is read while a model is at work."""

    reader: str | None = None

    def __init__(self, columns: dict[str, Any]) -> None:
        super().__init__(columns)
        self.read: dict[str, set[str]] = defaultdict(set)

    def __getitem__(self, name: str) -> Any:
        if self.reader is not None:
            self.read[self.reader].add(name)
        return super().__getitem__(name)


def _watched(model: Any, columns: Columns, wrong: set[str]) -> Any:
    update = model.update

    def watching(world: World, steps: int) -> None:
        before = {name: values.tobytes() for name, values in columns.items()}
        columns.reader = model.name
        try:
            update(world, steps)
        finally:
            columns.reader = None
        changed = {name for name, values in columns.items() if values.tobytes() != before[name]}
        wrong.update(f"{model.name} writes {name}" for name in changed - model.writes)
        undeclared = columns.read[model.name] - model.reads - model.writes - FREE
        wrong.update(f"{model.name} reads {name}" for name in undeclared)

    return watching


@contextmanager
def declarations_hold() -> Iterator[None]:
    """Fail if a model of a run inside reads or writes a column that it does not declare."""
    wrong: set[str] = set()
    run = Loop.run

    def watched(self: Loop) -> Any:
        self.world.columns = Columns(self.world.columns)
        for model in self.schedule.models:
            model.update = _watched(model, self.world.columns, wrong)  # type: ignore[method-assign]
        return run(self)

    with patch.object(Loop, "run", watched):
        yield
    assert not wrong, sorted(wrong)
