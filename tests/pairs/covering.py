"""Covering arrays: few scenarios of several fragments each, in which every pair of fragments stands together once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

Pair = frozenset[str]


def pairs_of(groups: Mapping[str, str]) -> set[Pair]:
    """Return all pairs of fragments that can stand together; ``groups``: name to group, one of each group at a time."""
    return {
        frozenset(pair)
        for pair in combinations(groups, 2)
        if not groups[pair[0]] or groups[pair[0]] != groups[pair[1]]
    }


def covering(groups: Mapping[str, str], size: int) -> list[tuple[str, ...]]:
    """Return sets of at most ``size`` fragments that hold every pair, the same ones each time (greedy).

    Each set begins with an open pair and takes the fragment that closes most open pairs until none closes any.
    """
    names = list(groups)
    left = pairs_of(groups)
    found: list[tuple[str, ...]] = []
    while left:
        first = min(left, key=lambda pair: sorted(names.index(name) for name in pair))
        chosen = sorted(first, key=names.index)
        while len(chosen) < size:
            gains = {name: gain(name, chosen, left) for name in names if allowed(name, chosen, groups)}
            best = max(gains, key=lambda name: (gains[name], -names.index(name)), default="")
            if not best or not gains[best]:
                break
            chosen.append(best)
        found.append(tuple(sorted(chosen, key=names.index)))
        left -= {frozenset(pair) for pair in combinations(chosen, 2)}
    return found


def gain(name: str, chosen: Sequence[str], left: set[Pair]) -> int:
    """Return how many open pairs a further fragment closes."""
    return sum(frozenset((name, other)) in left for other in chosen)


def allowed(name: str, chosen: Sequence[str], groups: Mapping[str, str]) -> bool:
    """Return whether a fragment can stand with those chosen."""
    return name not in chosen and not (groups[name] and groups[name] in {groups[other] for other in chosen})
