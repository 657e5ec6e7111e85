"""Who is told an exit, by stewards and by signs, and takes it as advice."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from exeunt.base.kinds import parameter
from exeunt.base.maths import cos, sin
from exeunt.base.quantities import Length, Share
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.wayfinding.signs import SignDoc, board, catchments, lattice_of, readable
from exeunt.venue.sampling import sample_direction, sample_distances
from exeunt.venue.sight import Screens, opaque
from exeunt.world.audience import Hearing, hears_steward
from exeunt.world.contract import Phase
from exeunt.world.cues import Cue
from exeunt.world.duty import nearest_cell
from exeunt.world.state import World

Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]

ALONG = 0.5
"""An arrow means the ways that begin within 60 degrees of it."""
LOST_SIGHT = 20.0
"""Who is farther than this, m, from the person it follows goes on by itself."""
_PROPOSED = "proposed from the spread of open models; no direct source"


class GuidanceDoc(BaseModel):
    """How much what people are told, and what they see, weighs in the choice of an exit.

    Utilities add to those of the exit choice (see the kind ``logit``); for kinds that compare times, one unit stands
    for 10 s. Whoever is told by a steward accepts with the probability ``compliance``, drawn once for each steward.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    reach: Length = parameter(
        8.0, source=f"face to face: {_PROPOSED}", low=5.0, high=12.0, unit="m", assumption=True, gt=0, le=50,
        description="how far a steward's word and gestures reach, in sight",
    )  # fmt: skip
    compliance: Share = parameter(
        0.9, source="0.85 to 0.97 by age and sex in the IMPACT model (a modelling assumption); most studies take 1, "
        "wrongly: Mayr et al. 2022, PLOS ONE e0276229", low=0.6, high=1.0, assumption=True, ge=0, le=1,
        description="share of people who accept what a steward says",
    )  # fmt: skip
    announcement: Share = parameter(
        0.85, source=f"{_PROPOSED}; cf. the IMPACT model", low=0.6, high=0.97, assumption=True, ge=0, le=1,
        description="share of people who accept the exit that an announcement names",
    )  # fmt: skip
    phone: Share = parameter(
        0.7, source=f"{_PROPOSED}; cf. the IMPACT model", low=0.4, high=0.9, assumption=True, ge=0, le=1,
        description="share of people who accept the exit that a phone alert names, of those who notice it",
    )  # fmt: skip
    steward: float = parameter(
        1.5, source=_PROPOSED, low=0.7, high=3.0, assumption=True, ge=0, le=20,
        description="utility of the exit that a steward named",
    )  # fmt: skip
    sign: float = parameter(
        1.5, source=f"as a steward's word: nearly all who notice a sign follow it (Galea et al. 2014); {_PROPOSED}",
        low=0.7, high=3.0, assumption=True, ge=0, le=20,
        description="utility of the exit that a sign or an announcement names",
    )  # fmt: skip
    forbidden: float = parameter(
        3.0, source="negative signs say best what is not to be used: Olander et al. 2017, Applied Ergonomics 59:84; "
        "the number is ours", low=1.0, high=6.0, assumption=True, ge=0, le=20,
        description="utility lost by an exit that a sign forbids",
    )  # fmt: skip
    visible: float = parameter(
        0.7, source="Haghani & Sarvi 2018: 0.71 for a visible exit in laboratory trials", low=0.4, high=2.2, ge=0,
        le=20, description="utility of an exit that is seen",
    )  # fmt: skip


class GuidanceModel:
    """Writes ``told_exit``, ``told_at``, ``follows``, and how many signs each person came to and noticed.

    A steward at work tells everybody within ``reach`` and in sight once; who follows a leader is told the leader's exit
    as long as it is near. A sign is read on the first visit to where it can be read, or never. The latest word
    counts, but no sign stands against the word of a steward.

    ``by_steward`` (people,): who has the word of a steward. ``forbidden`` (people, exits): exits that a sign has told
    each not to use. ``reached``, ``noticed``, ``followed`` (signs, people): who could read, noticed and followed each.

    Parameters
    ----------
    signs
        In the order of the scenario.
    twice
        Share of people who wait for the first repeat of an announcement.
    every
        Seconds between two calls.
    """

    name: ClassVar[str] = "guidance"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "present",
            "task_force",
            "time_out",
            "incapacitated_at",
            "key",
            "x",
            "y",
            "surface",
            "aboard",
            "goal_exit",
            "start_time",
        }
    )
    writes: ClassVar[frozenset[str]] = frozenset(
        {"told_exit", "told_at", "follows", "signs_seen", "signs_noticed"}
    )

    def __init__(
        self, rules: GuidanceDoc, signs: Sequence[SignDoc] = (), twice: float = 0.0, every: float = 0.5
    ) -> None:
        self.rules = rules
        self.signs = tuple(signs)
        self.twice = twice
        self.every = every

    def setup(self, world: World) -> None:
        """Nobody has been told anything."""
        self._hearing = Hearing(self.every, self.twice)
        self._announced: dict[tuple[str, float], Flags] = {}
        self._asked: dict[int, Flags] = {}
        self.by_steward: Flags = np.zeros(world.people, dtype=np.bool_)
        self._screens: Screens | None = None
        self._version = -1
        self._lattice = lattice_of(world.venue)
        self._board = board(self.signs, world.venue)
        self._cells = np.zeros((len(self.signs), int(self._lattice.offset[-1])), dtype=np.bool_)
        self.reached = np.zeros((len(self.signs), world.people), dtype=np.bool_)
        self.noticed = np.zeros((len(self.signs), world.people), dtype=np.bool_)
        self.followed = np.zeros((len(self.signs), world.people), dtype=np.bool_)
        self._exits = {exit.id: exit.index for exit in world.venue.exits}
        self.forbidden = np.zeros((world.people, len(world.venue.exits)), dtype=np.bool_)

    def update(self, world: World, steps: int) -> None:
        """Let stewards speak and signs be read."""
        sight = self._sight(world)
        listening = world.active & (world["aboard"] < 0)
        for k in range(len(world.duty.rows)):
            self._speak(world, k, listening, sight)
        self._follow(world)
        if any(cue.exit >= 0 for cue in world.cues):
            rows = np.flatnonzero(world.active)
            heard = self._hearing.look(world, world.cues, rows) <= world.time
            for c, cue in enumerate(world.cues):
                if cue.exit >= 0:
                    self._announce(world, cue, rows[heard[:, c]])
        for k, sign in enumerate(self.signs):
            if world.time >= sign.start:
                self._read(world, k, sign, listening, sight)

    def figures(self) -> list[dict[str, Any]]:
        """Return for each sign how many people came to where it can be read, noticed it and followed it."""
        return [
            {
                "sign": sign.id, "kind": sign.kind, "reached": int(self.reached[k].sum()),
                "noticed": int(self.noticed[k].sum()), "followed": int(self.followed[k].sum()),
            }
            for k, sign in enumerate(self.signs)
        ]  # fmt: skip

    def _sight(self, world: World) -> Screens:
        if self._screens is None or self._version != world.openings.version:
            before, self._screens = self._screens, opaque(world.venue, world.openings.is_open)
            self._version = world.openings.version
            if before is None or not _alike(before, self._screens):
                self._cells[:] = False
                b = self._board
                catchments(
                    b.surface, b.x, b.y, b.nx, b.ny, b.legible, self._screens, self._lattice, self._cells
                )
        return self._screens

    def _speak(self, world: World, k: int, listening: Flags, sight: Screens) -> None:
        steward, exit = int(world.duty.rows[k]), int(world.duty.exits[k])
        if exit < 0:
            return
        asked = self._asked.setdefault(steward, np.zeros(world.people, dtype=np.bool_))
        rows = np.flatnonzero(listening & ~asked & ~world.duty.staff & ~world.crew)
        rows = rows[hears_steward(world, k, rows, sight)]
        if not len(rows):
            return
        asked[rows] = True
        accepts = (
            uniforms(
                world.seed, Stream.STAFF_COMPLIANCE, world["key"][rows], 0, _ordinal(world["key"][steward])
            )
            < self.rules.compliance
        )
        rows = rows[accepts]
        self._tell(world, rows, exit)
        self.by_steward[rows] = True
        world["follows"][rows] = steward if world.duty.leads[k] else -1

    def _announce(self, world: World, cue: Cue, rows: Rows) -> None:
        """Let people who have heard an announcement accept the exit that it names; once for each person."""
        asked = self._announced.setdefault((cue.id, cue.since), np.zeros(world.people, dtype=np.bool_))
        rows = rows[~asked[rows]]
        if not len(rows):
            return
        asked[rows] = True
        lot = int.from_bytes(blake2b(cue.id.encode(), digest_size=4).digest(), "little") & 0xFFFFF
        share = self.rules.phone if cue.kind == "phone alert" else self.rules.announcement
        drawn = uniforms(world.seed, Stream.STAFF_COMPLIANCE, world["key"][rows], 1, lot)
        self._tell(world, rows[(drawn < share) & ~self.by_steward[rows]], cue.exit)

    def _follow(self, world: World) -> None:
        """Let those who follow somebody take the way that it takes."""
        rows = np.flatnonzero(world.active & (world["follows"] >= 0))
        if not len(rows):
            return
        ahead = world["follows"][rows]
        exits = np.full(world.people, -1, dtype=np.int64)
        exits[world.duty.rows] = world.duty.exits
        dx, dy = world["x"][rows] - world["x"][ahead], world["y"][rows] - world["y"][ahead]
        apart = (world["surface"][rows] == world["surface"][ahead]) & (dx * dx + dy * dy > LOST_SIGHT**2)
        gone = ~np.isin(ahead, world.duty.rows) | apart
        world["follows"][rows[gone]] = -1
        turned = ~gone & (exits[ahead] >= 0) & (exits[ahead] != world["told_exit"][rows])
        for exit in np.unique(exits[ahead[turned]]).tolist():
            self._tell(world, rows[turned & (exits[ahead] == exit)], exit)

    def _read(self, world: World, k: int, sign: SignDoc, listening: Flags, sight: Screens) -> None:
        b, s = self._board, int(self._board.surface[k])
        rows = np.flatnonzero(listening & ~self.reached[k] & (world["surface"] == s))
        if not len(rows):
            return
        air = world.air
        seen = np.zeros(len(rows), dtype=np.bool_)
        readable(
            rows, world["surface"], world["x"], world["y"], k, s, b.x[k], b.y[k], b.nx[k], b.ny[k], b.legible[k],
            b.light[k], self._cells, sight, self._lattice, self._lattice if air is None else air.lattice,
            np.empty(0) if air is None else air.fields["extinction"], seen,
        )  # fmt: skip
        rows = rows[seen]
        if not len(rows):
            return
        self.reached[k, rows] = True
        world["signs_seen"][rows] += 1
        key = world["key"][rows]
        rows = rows[uniforms(world.seed, Stream.SIGN_NOTICED, key, 0, sign.ordinal) < sign.share_noticed]
        self.noticed[k, rows] = True
        world["signs_noticed"][rows] += 1
        rows = rows[~world.crew[rows]]
        rows = rows[~world.duty.staff[rows]] if len(world.duty.staff) else rows
        key = world["key"][rows]
        rows = rows[uniforms(world.seed, Stream.SIGN_FOLLOWED, key, 0, sign.ordinal) < sign.followed]
        self.followed[k, rows] = True
        exit = self._shown(world, k, sign)
        if exit < 0 or not len(rows):
            return
        if sign.kind == "negative":
            column = [one.index for one in world.venue.exits].index(exit)
            self.forbidden[rows, column] = True
            shuns = rows[world["told_exit"][rows] == exit]
            world["told_exit"][shuns] = -1
            world["told_at"][rows] = world.time
            return
        self._tell(world, rows[~self.by_steward[rows]], exit)

    def _shown(self, world: World, k: int, sign: SignDoc) -> int:
        """Return the opening index of the exit that a sign means now, -1 if there is none that way."""
        if sign.exit is not None:
            return self._exits[sign.exit]
        assert sign.way is not None
        wx, wy, b = cos(sign.way), sin(sign.way), self._board
        fields, is_open = world.fields, world.openings.is_open
        at = fields.raster.centres(
            nearest_cell(fields.raster, int(b.surface[k]), b.x[k] + b.nx[k], b.y[k] + b.ny[k])
        )[0]
        best, nearest = np.inf, -1
        for exit in world.venue.exits:
            if not is_open[exit.index]:
                continue
            slot = fields.slot(exit.index, is_open)
            dx, dy = sample_direction(
                fields.raster.arrays, fields.directions, slot, int(b.surface[k]), at[0], at[1]
            )
            one = np.array([slot], dtype=np.int16), np.array([b.surface[k]], dtype=np.int16)
            far = float(
                sample_distances(
                    fields.raster.arrays, fields.distance, *one, np.array([at[0]]), np.array([at[1]])
                )[0]
            )
            if dx * wx + dy * wy >= ALONG and far < best:
                best, nearest = far, exit.index
        return nearest

    def _tell(self, world: World, rows: Rows, exit: int) -> None:
        world["told_exit"][rows] = exit
        world["told_at"][rows] = world.time


def _alike(one: Screens, other: Screens) -> bool:
    return bool(np.array_equal(one.lines, other.lines) and np.array_equal(one.start, other.start))


def _ordinal(key: Any) -> int:
    """Return a number below 2^20 for a person's key, so that other stewards change nobody's luck."""
    return int.from_bytes(blake2b(int(key).to_bytes(8, "little"), digest_size=4).digest(), "little") & 0xFFFFF
