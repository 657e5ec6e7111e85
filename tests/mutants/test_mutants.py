"""The list of faults fits the source; with --long, each of them is noticed by its tests."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import trying

from mutants import FURTHER, MUTANTS, Mutant


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_fault_can_still_be_put_in(mutant: Mutant, root: Path) -> None:
    text = (root / "src" / "exeunt" / mutant.file).read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1, f"{mutant.file} has changed: mend the text that the fault replaces"
    compile(text.replace(mutant.old, mutant.new), mutant.file, "exec")
    for test in (word for word in mutant.tests if word.endswith(".py")):
        assert (root / "tests" / test).is_file(), f"{mutant.name}: there is no {test}"


def test_every_fault_is_listed_once() -> None:
    assert set(Counter(mutant.name for mutant in MUTANTS).values()) == {1}
    assert len(FURTHER) >= 10


@pytest.mark.long
def test_every_fault_is_noticed() -> None:
    assert trying.main([]) == 0
