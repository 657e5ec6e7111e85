"""The contract of what people learn on their way and reckon with from then on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeunt.models.wayfinding.choice import F64, Columns
from exeunt.venue.fields import Danger
from exeunt.world.state import World

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
People = NDArray[np.intp]


class Belief:
    """One kind of thing that people may believe about their ways; each method does nothing unless a kind overrides it.

    Beliefs are asked in the phase "wayfinding" alone. What a person believes changes in ``look`` only, by what it
    perceives there and then; all other methods answer from what is known already.

    ``version`` grows when a number of ``dangers`` or ``doors`` comes to stand for something else. ``all_doors``: this
    kind knows for everyone which openings are open; then nobody thinks again merely because one has changed.
    """

    every: float = 1.0
    version: int = 0
    all_doors: bool = False

    def setup(self, world: World) -> None:
        """Prepare for a run."""

    def look(self, world: World, heading: Columns) -> Flags:
        """Let people perceive; returns (people,) who has reason to choose again.

        ``heading`` (people,): column of the exit that each heads for, -1 if none.
        """
        return np.zeros(world.people, dtype=np.bool_)

    def asked(self, world: World, people: People) -> None:
        """Let people who are about to choose consider ways; what they answer below may be different from now on."""

    def decided(self, world: World, people: People, columns: Columns) -> None:
        """Tell which exit (columns of the exits, -1 for none) people have chosen, before they get their way."""

    def dangers(self, people: People) -> Numbers:
        """Return (people,) the number of the danger that each reckons with; 0 for none."""
        return np.zeros(len(people), dtype=np.int64)

    def danger(self, number: int) -> Danger:
        """Return what a number of ``dangers`` stands for."""
        raise NotImplementedError

    def doors(self, people: People) -> Numbers:
        """Return (people,) the number of what each believes about openings; 0: as they are."""
        return np.zeros(len(people), dtype=np.int64)

    def believed_open(self, number: int, is_open: Flags) -> Flags:
        """Return (openings,) which are open in the belief of that number, given which are in truth."""
        return is_open

    def weigh(self, world: World, people: People, walking: F64, known: Flags) -> F64:
        """Return (people, exits) walking times in s, longer or infinite for exits that a person thinks less of.

        ``known`` (people, exits): exits known without being seen.
        """
        return walking

    def advice(self, world: World, people: People) -> F64 | None:
        """Return (people, exits) utility that an exit gains by what a person was told or sees; None: nothing."""
        return None
