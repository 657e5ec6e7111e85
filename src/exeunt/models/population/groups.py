"""Groups: who came together. What groups do is a matter of behaviour and wayfinding, through the column ``group``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from exeunt.base.kinds import parameter
from exeunt.base.maths import log
from exeunt.base.quantities import Length, Share
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.venue.blocks import Block, Id

Rows = NDArray[np.int64]
_MOUSSAID = "Moussaid et al. 2010, PLOS ONE e0010047"


class GatherDoc(Block):
    """Groups start together: when their leader or at least half of them would, all who are near the leader go with it.

    The leader is the first member who is no child. Who is farther away than ``within`` starts by itself; the others
    wait on the way (see ``gap``). People younger than ``children``, where ages are known, never start alone: who
    has no grown-up in the group joins the nearest grown-up of the population.
    """

    within: Length = parameter(
        10.0, source="5 to 10 m; no source", low=5.0, high=10.0, unit="m", assumption=True, gt=0, le=100,
        description="how near to the leader members are who start with it",
    )  # fmt: skip
    children: float = parameter(
        12.0, source="children always with an adult in the IMPACT model; the age is ours", low=6.0, high=16.0, unit="a",
        assumption=True, ge=0, le=18, description="age below which people are children",
    )  # fmt: skip


class GroupsDoc(Block):
    """Groups of people who stay together: they leave by the same exit and wait for each other.

    Members are people who stand near each other at the start, or who arrive one after the other. Give at most one of
    ``size`` (of every group), ``sizes`` (share of people in groups of each size, 1 for people alone), ``in_groups``
    (share of people who are not alone; sizes follow a zero-truncated Poisson law) and ``together`` (a name: all people
    of all populations that give it are one group). Members ahead of the group's last member by more than ``gap`` slow
    down, to ``least`` of their own speed at ``gap`` + ``patience``. Nobody goes more than ``gap`` ahead of a member who
    has not started.
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "Groups wait for their members and leave by one exit. Nobody searches the venue for a member who is "
        "elsewhere; how many belong together is rarely known.",
    )
    size: int | None = Field(None, ge=2, le=100, description="people in every group; the last may be smaller")
    sizes: dict[int, Share] | None = parameter(
        None, source=f"{_MOUSSAID}: 70 % in groups; pairs, threes, fours 50 : 30 : 20 as in IMPACT. If nothing "
        "is given: 1: 0.30, 2: 0.35, 3: 0.21, 4: 0.14", assumption=True,
        description="share of people in groups of each size",
    )  # fmt: skip
    in_groups: Share | None = parameter(
        None, source=f"{_MOUSSAID}: up to 70 % in groups, sizes zero-truncated Poisson; nothing given: see sizes",
        low=0.5, high=0.7, gt=0, lt=1, description="share of people who are in groups of two and more",
    )  # fmt: skip
    together: Id | None = None
    gather: GatherDoc | None = Field(
        None, description="groups start together; default: each member by itself"
    )
    gap: Length = parameter(
        1.0, source="members keep within talking distance; no source for the number", low=0.5, high=2.0, unit="m",
        assumption=True, ge=0, le=50, description="how far ahead of the last member one walks without slowing down",
    )  # fmt: skip
    patience: Length = parameter(
        2.0, source="so that speeds change smoothly; no source for the number", low=1.0, high=4.0, unit="m",
        assumption=True, gt=0, le=50, description="further distance ahead at which one all but stops",
    )  # fmt: skip
    least: Share = parameter(
        0.1, source="keeps people who wait in a doorway from holding up their own group", low=0.0, high=0.3,
        assumption=True, ge=0, le=1, description="share of the own speed that is left to those who wait",
    )  # fmt: skip
    slowing: Share = parameter(
        0.032, source=f"{_MOUSSAID}: 1.26 - 0.04 n m/s at low density, 1.24 - 0.08 n m/s at moderate density",
        low=0.0, high=0.07, ge=0, le=0.2, description="how much slower a group is for each further member",
    )  # fmt: skip

    @model_validator(mode="after")
    def _one_way_to_form(self) -> Self:
        given = [
            name for name in ("size", "sizes", "in_groups", "together") if getattr(self, name) is not None
        ]
        if len(given) > 1:
            raise ValueError(f"give one of size, sizes, in_groups and together, not {' and '.join(given)}")
        if self.sizes is not None:
            if min(self.sizes, default=0) < 1:
                raise ValueError("a group has one member at least")
            if any(share < 0 for share in self.sizes.values()):
                raise ValueError("a share cannot be negative")
            if abs(sum(self.sizes.values()) - 1.0) > 1e-6:
                raise ValueError(f"the shares of sizes add up to {sum(self.sizes.values()):g}, not to 1")
        return self

    @property
    def shares(self) -> dict[int, float]:
        """Share of people in groups of each size."""
        if self.size is not None:
            return {self.size: 1.0}
        if self.in_groups is not None:
            return truncated_poisson(self.in_groups)
        return dict(self.sizes) if self.sizes is not None else {1: 0.30, 2: 0.35, 3: 0.21, 4: 0.14}


LARGEST = 12
"""Size up to which groups are drawn."""


def truncated_poisson(in_groups: float) -> dict[int, float]:
    """Return the share of people in groups of each size whose sizes follow a zero-truncated Poisson law.

    Groups of n have the probability l^n / (n! (e^l - 1)); of the people, l^(n-1) e^-l / (n-1)! are in one of them, a
    Poisson law of n - 1. Alone are e^-l, so that l = -ln(1 - ``in_groups``). Cut at ``LARGEST``.
    """
    mean = -log(1.0 - in_groups)
    share = {1: 1.0 - in_groups}
    for n in range(2, LARGEST + 1):
        share[n] = share[n - 1] * mean / (n - 1)
    total = sum(share.values())
    return {n: value / total for n, value in share.items()}


def form_groups(
    members: Sequence[tuple[GroupsDoc | None, Rows]], columns: dict[str, NDArray[Any]], seed: int
) -> None:
    """Fill the column ``group`` with the number of each group's first member; -1 for people alone.

    Parameters
    ----------
    members
        For each population its groups, if any, and its rows.
    """
    gathered: dict[str, list[Rows]] = {}
    for doc, rows in members:
        if doc is None or not len(rows):
            continue
        if doc.together is not None:
            gathered.setdefault(doc.together, []).append(rows)
            continue
        _form(doc.shares, rows, columns, seed)
        if doc.gather is not None:
            _mind_children(doc.gather.children, rows, columns)
    for parts in gathered.values():
        rows = np.concatenate(parts)
        if len(rows) > 1:
            columns["group"][rows] = rows.min()


def _mind_children(age: float, rows: Rows, columns: dict[str, NDArray[Any]]) -> None:
    """Let every child without a grown-up in its group join the nearest grown-up, and what company it has."""
    child = columns["age"][rows] < age
    adults = rows[~child]
    if not child.any() or not len(adults):
        return
    group = columns["group"]
    minded = set(group[adults][group[adults] >= 0].tolist())
    for row in rows[child].tolist():
        if group[row] in minded:
            continue
        apart = columns["surface"][adults] != columns["surface"][row]
        squared = (columns["x"][adults] - columns["x"][row]) ** 2 + (
            columns["y"][adults] - columns["y"][row]
        ) ** 2
        adult = int(adults[np.lexsort((adults, squared, apart))[0]])
        mine = [row] if group[row] < 0 else np.flatnonzero(group == group[row]).tolist()
        theirs = [adult] if group[adult] < 0 else np.flatnonzero(group == group[adult]).tolist()
        whole = np.array([*mine, *theirs])
        group[whole] = whole.min()
        minded.add(int(whole.min()))


def _form(shares: dict[int, float], rows: Rows, columns: dict[str, NDArray[Any]], seed: int) -> None:
    key = columns["key"][rows]
    drawn = uniforms(seed, Stream.GROUP, key)
    sizes = np.array(sorted(shares))
    # the first member of a group speaks for all of it, hence shares of groups, not of people
    weight = np.cumsum([shares[int(size)] / size for size in sizes])
    size = sizes[np.minimum(np.searchsorted(weight / weight[-1], drawn, side="right"), len(sizes) - 1)]
    arrives = columns["present"][rows] == 0
    order = np.lexsort((uniforms(seed, Stream.GROUP, key, 0, 1), columns["arrival_time"][rows], arrives))
    x, y, surface = columns["x"][rows], columns["y"][rows], columns["surface"][rows]
    free = np.ones(len(rows), dtype=bool)
    for place, first in enumerate(order):
        if not free[first]:
            continue
        free[first] = False
        if size[first] == 1:
            continue
        if arrives[first]:
            after = order[place + 1 :]
            chosen = after[free[after]][: size[first] - 1]
        else:
            near = np.flatnonzero(free & ~arrives & (surface == surface[first]))
            squared = (x[near] - x[first]) ** 2 + (y[near] - y[first]) ** 2
            chosen = near[np.argsort(squared, kind="stable")[: size[first] - 1]]
        if len(chosen):
            free[chosen] = False
            whole = rows[np.append(chosen, first)]
            columns["group"][whole] = whole.min()
