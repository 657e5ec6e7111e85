"""The optimal clearance: with these delays and speeds, no choice of ways empties the venue sooner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from exeunt.metrics.earliest import Starters, earliest_passages, out_times
from exeunt.metrics.network import DOWN, LEVEL, OUTSIDE, UP, Network, venue_network
from exeunt.metrics.timeflow import UNITS, Outflow, outflow, slot_length
from exeunt.results.contract import VenueLike

Floats = NDArray[np.float64]

CLOSE = 0.004
"""How far a bound may stay below the best that its time slots allow, as a share of the time."""
OVERSHOOT = 1.5
"""The missing people need longer than the openings that hold them back; by how much, to find an upper end."""

Limit = Literal["delay and walking", "capacity", "nobody"]


@dataclass(frozen=True)
class Capacity:
    """Largest specific flow in 1/(m s) of clear width, on the level and down and up stairs."""

    name: str
    level: float
    down: float
    up: float
    source: str
    assumption: bool = False

    def of(self, network: Network) -> Floats:
        """Return (passages,) people per second."""
        by_mode = {LEVEL: self.level, DOWN: self.down, UP: self.up}
        return np.array(
            [p.car[1] if p.car else p.width * min(by_mode[p.mode], p.limit) for p in network.passages]
        )


CODES = Capacity(
    "codes", 1.33, 1.1, 0.88,
    "IMO MSC.1/Circ.1533: 1.33 (doors, test 4), 1.1 (down) and 0.88 (up); SFPE 1.3 and 1.01 on effective width",
)  # fmt: skip
"""What codes let a designer count on; people can be faster."""
MEASURED = Capacity(
    "measured maximum", 2.52, 2.08, 1.67,
    "largest mean specific flow of adults at a wide bottleneck (HERMES, 2.4 m); stairs in the proportion of the "
    "IMO values (no open measurements)", assumption=True,
)  # fmt: skip
"""What nobody has measured to be exceeded over a whole experiment with adults; range 1.33 to 2.52."""


@dataclass(frozen=True)
class Bottleneck:
    """An opening of the binding cut: between ``start`` and ``end`` (s) it can pass only ``people``."""

    id: str
    kind: str
    width: float
    start: float
    end: float
    people: float


@dataclass(frozen=True)
class Optimum:
    """A lower bound on the clearance time.

    Parameters
    ----------
    time
        Nobody can empty the venue before this time, in s; inf if openings shut for good before everybody can pass.
    limit
        What decides it: one person's own delay and walk, or the capacity of openings.
    last_start
        When the last person starts to walk, in s.
    walking
        When the last person is out if nobody is in anybody's way, in s.
    capacity_time
        The bound from capacities (with delays and walking), in s.
    at_once
        The bound if everybody started at time 0, in s.
    binding
        The openings that hold people back in the last time that is too short; empty if none do.
    share
        Share of the people who use each exit in an optimal plan; there may be others. Where delays and walking
        decide, many shares are optimal and this is a plan that is also optimal if everybody starts at time 0.
    people, unreachable
        People counted; people left out because no way leads out for them.
    capacity
        The specific flows used.
    """

    time: float
    limit: Limit
    last_start: float
    walking: float
    capacity_time: float
    at_once: float
    binding: tuple[Bottleneck, ...]
    share: Mapping[str, float]
    people: int
    unreachable: int
    capacity: Capacity


@dataclass(frozen=True)
class Part:
    """A part of the simulated clearance: seconds, and what they are."""

    id: str
    seconds: float
    meaning: str


def optimal_clearance(
    venue: VenueLike, people: Starters, capacity: Capacity = MEASURED, *, step: float | None = None
) -> Optimum:
    """Return a lower bound on the time at which the last person is out.

    No plan beats it as long as (1) nobody starts before ``people.start`` or walks faster than the own free
    speeds, (2) ways between openings are no shorter than straight lines on their surface, (3) between two
    moments dt apart no more than 1 + c dt people pass an opening one way, with c = width x specific flow (2 + c dt
    where the opening has a smaller limit of its own), and n + c dt get into a lift for n people, with c = n / (time
    of a round trip), and (4) openings are shut when the scenario says so. Walls between openings, other people in the
    way, choice of exits and knowledge are left out, everybody may use every lift and walks on escalators: all of
    these only make it longer.

    The bound is the larger of two. Walking: the last of all people to be out if everybody were alone.
    Capacity: the longest time by which a maximum flow over time (doors, exits and stairs as arcs, people released
    at each opening when they can first be there) falls short of the number of people by more than the one or two
    per opening that (3) grants; times are rounded down to slots, so that it stays a bound.

    Source: L. R. Ford, D. R. Fulkerson, Flows in Networks (1962), ch. III.9 (flow over time); B. Hoppe,
    E. Tardos, Math. Oper. Res. 25 (2000) 36 (quickest transshipment), here discretised.

    Parameters
    ----------
    venue
        The building.
    people
        Places, starting times and free speeds.
    capacity
        Specific flows. ``MEASURED`` gives a bound on any simulation that stays within measured flows, ``CODES``
        the time that codes' numbers allow.
    step
        Length of a time slot in s; by default about a 150th of the time. The bound may be low by about one
        slot for each opening on a way, never high.
    """
    network = venue_network(venue)
    first, earliest = earliest_passages(network, people)
    out = out_times(network, earliest)
    able = np.isfinite(out)
    if not able.any():
        nan = float("nan")
        return Optimum(nan, "nobody", nan, nan, nan, nan, (), {}, 0, len(people), capacity)
    slowness = people.slowness(network.belts)[:, able].min(axis=1)[network.mode]
    walk = network.length * np.where(np.isfinite(slowness), slowness, 0.0)
    fastest = np.where(np.isfinite(slowness), network.ride + walk, np.inf)
    job = _Job(network, capacity.of(network), first[:, able], earliest[:, able], fastest)
    walking = float(out[able].max())
    bound, short, enough = job.bound(walking, step)
    prompt = replace(people, start=np.zeros(len(people)))
    first, earliest = earliest_passages(network, prompt)
    able_at_once = np.isfinite(out_times(network, earliest)) & able
    alone = replace(job, first=first[:, able_at_once], earliest=earliest[:, able_at_once])
    at_once, _, quickest = alone.bound(float(out_times(network, alone.earliest).max()), step)
    exits = [k for k, passage in enumerate(network.passages) if passage.after == OUTSIDE]
    passed = enough.passed if bound > walking else quickest.passed
    total = float(passed[exits].sum())
    share = {network.passages[k].id: float(passed[k]) / total for k in exits} if total else {}
    return Optimum(
        time=max(walking, bound),
        limit="capacity" if bound > walking else "delay and walking",
        last_start=float(people.start[able].max()),
        walking=walking,
        capacity_time=bound,
        at_once=at_once,
        binding=_binding(network, short) if bound > walking and short is not None else (),
        share=share,
        people=int(able.sum()),
        unreachable=int((~able).sum()),
        capacity=capacity,
    )


def bound_of_exits(
    venue: VenueLike, people: Starters, exit_used: Sequence[str | None], capacity: Capacity = MEASURED
) -> float:
    """Return the same lower bound in s if everybody must use the exit that they used.

    For each exit, the k-th person from the last cannot be out before the (n - k)-th could be there:
    max over k of (t_k + (people after k) / c), with t_k the sorted earliest times at the exit; at an exit with
    a limit of flow of its own one person less counts, whose turn may have been saved.

    Parameters
    ----------
    exit_used
        (people,) id of the exit; people with None are left out.
    """
    network = venue_network(venue)
    _, earliest = earliest_passages(network, people)
    flows = capacity.of(network)
    used = np.array([name or "" for name in exit_used])
    bound = 0.0
    for k, passage in enumerate(network.passages):
        times = np.sort(earliest[k, used == passage.id]) if passage.after == OUTSIDE else np.zeros(0)
        times = times[np.isfinite(times)]
        if len(times):
            behind = np.maximum(len(times) - passage.spare - np.arange(len(times)), 0)
            bound = max(bound, float((times + behind / flows[k]).max()))
    return bound


def explain(optimum: Optimum, with_exits_used: float, simulated: float) -> list[Part]:
    """Return the parts of a simulated clearance, from what no choice of ways changes to what other ways could change.

    Their seconds add up to ``simulated``. Each but the last is the rise of a lower bound when one more
    restriction is taken in.

    Parameters
    ----------
    with_exits_used
        See ``bound_of_exits``, in s.
    simulated
        Clearance time of the simulation in s.
    """
    bounds = [
        optimum.last_start,
        optimum.walking,
        optimum.time,
        max(optimum.time, with_exits_used),
        simulated,
    ]
    names = (
        ("delay", "until the last person started to walk"),
        ("walking", "further, for the last walk at free speed by straight ways"),
        ("capacity", "further, because the openings cannot pass everybody sooner, with the best use of all"),
        ("exit use", "further, because people used the exits that they used instead of the best shares"),
        ("crowding", "further: queues and slow walking inside, detours, flow below the capacity"),
    )
    seconds = np.diff(np.maximum.accumulate([0.0, *bounds[:-1]])).tolist()
    seconds.append(simulated - sum(seconds))
    return [Part(name, float(value), meaning) for (name, meaning), value in zip(names, seconds, strict=True)]


@dataclass(frozen=True, eq=False)
class _Job:
    """All that a maximum flow needs but the time."""

    network: Network
    flows: Floats
    first: Floats
    earliest: Floats
    leg_time: Floats

    def bound(self, start: float, step: float | None) -> tuple[float, Outflow | None, Outflow]:
        """Return the longest time from ``start`` on that is too short, its flow, and a flow that is enough."""
        flow = self._flow(start, step)
        if self._enough(flow):
            return start, None, flow
        low, short, time = start, flow, start
        never = self._never()
        while not self._enough(flow):
            if time > never:
                return np.inf, flow, flow
            low, short = time, flow
            time += OVERSHOOT * self._late(flow) + max(1.0, CLOSE * time)
            flow = self._flow(time, step)
        high, enough = time, flow
        close = CLOSE * high if step is None else 0.5 * step
        while high - low > close:
            # at least a quarter of the gap, at most half of it
            guess = np.clip(self._late(short), 0.25 * (high - low), 0.5 * (high - low))
            flow = self._flow(low + float(guess), step)
            if self._enough(flow):
                high, enough = low + float(guess), flow
            else:
                low, short = low + float(guess), flow
        return low, short, enough

    def _never(self) -> float:
        """Return a time in s by which everybody is out if a plan exists at all; later only shut doors are left."""
        changes = [t for p in self.network.passages for edge in p.shut for t in edge if np.isfinite(t)]
        walk = float(out_times(self.network, self.earliest).max())
        alone = self.first.shape[1] / float(self.flows[self.flows > 0].min(initial=1.0))
        legs = float(self.leg_time[np.isfinite(self.leg_time)].sum())
        return max([walk, *changes]) + alone + legs

    def _late(self, flow: Outflow) -> float:
        """Return how much longer the openings that hold people back need for the people who are missing."""
        latest: dict[int, float] = {}
        for k, _, end, _ in flow.windows:
            latest[k] = max(end, latest.get(k, 0.0))
        rate = sum(float(self.flows[k]) for k in latest)
        return self._missing(flow) / rate if rate else 0.0

    def _missing(self, flow: Outflow) -> float:
        spare = sum(self.network.passages[k].spare + 1.0 / UNITS for k, _, _, _ in flow.windows)
        return self.first.shape[1] - flow.people - spare

    def _flow(self, until: float, step: float | None) -> Outflow:
        slot = slot_length(until) if step is None else step
        return outflow(self.network, self.flows, self.first, self.earliest, self.leg_time, until, slot)

    def _enough(self, flow: Outflow) -> bool:
        """Say whether the people who are missing could be the one more that each window grants."""
        return self._missing(flow) <= 1e-6


def _binding(network: Network, flow: Outflow) -> tuple[Bottleneck, ...]:
    found = [
        Bottleneck(
            network.passages[k].id, network.passages[k].kind, network.passages[k].width, start, end, count
        )
        for k, start, end, count in flow.windows
    ]
    return tuple(sorted(found, key=lambda bottleneck: -bottleneck.people))
