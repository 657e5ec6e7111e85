"""Experiments as documents: where people were filmed, how they came in, where to measure; one small file each."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, PrivateAttr, model_validator

from exeunt.base.distributions import SpeedValues
from exeunt.base.errors import Problem
from exeunt.base.quantities import Density, Duration, Length, Rate, Speed
from exeunt.scenario.tree import Key, line_of
from exeunt.venue.blocks import Block, Id, Line, Point, Ring
from exeunt.venue.document import AreaDoc, WallDoc
from exeunt.verification.validate_gates import Gate, load_gates

ExperimentKind = Literal[
    "unidirectional", "bidirectional", "bottleneck", "corner", "junction", "crossing", "single_file"
]
Half = Literal["parameters", "unseen"]
Figure = Literal[
    "flow", "specific flow", "density", "speed", "lanes", "inside", "late", "nearest", "ERD", "EPC", "SC", "half",
    "share in the envelope",
]  # fmt: skip


def _somewhere(along: tuple[float, float]) -> tuple[float, float]:
    if along == (0, 0):
        raise ValueError("along must not be (0, 0)")
    return along


class Measured(Block):
    """People come in as filmed: each at the time, place and velocity of the first frame of the track.

    Tracks that begin elsewhere than at the edge are parts of broken tracks: give ``within``, the area in which people
    come in; others are left out. People who are there in the first frame start there.

    Where the floor has several exits, each person is told the one that the track reaches. Of a track that ends more
    than 1 m before any exit the goal is not known: say it in ``goals``, or say in ``early`` what to take for it.
    """

    kind: Literal["measured"] = "measured"
    within: list[Ring] = Field([], description="areas in which tracks begin; anywhere if empty")
    goals: dict[int, Id] = Field({}, description="exit of a person by the number of the track")
    early: Literal["nearest", "left out"] | None = Field(
        None,
        description="goal of tracks that end more than 1 m before any exit: the exit nearest to their end, of those "
        "they came nearer to; or they are left out",
    )


class Waiting(Block):
    """People wait in front of a bottleneck; as many as were filmed stand in the area and start at time 0.

    For experiments in which the queue reached out of the picture: the way in was then a result of the bottleneck, and
    to prescribe it would prescribe the flow.
    """

    kind: Literal["waiting"] = "waiting"
    area: Ring
    number: int | None = Field(None, gt=0, description="people; as many as have tracks if not given")


Enter = Annotated[Measured | Waiting, Field(discriminator="kind")]


class LoopDoc(Block):
    """Two lines at which the floor is joined: people who cross ``line`` go on at ``onto``, round and round.

    See the seams of a venue: the floor goes on for 3 m or more beyond both lines, with an exit that nobody reaches.
    """

    line: Line
    onto: Line


class FloorDoc(Block):
    """The floor of an experiment: walkable area, what stands in it, and the lines at which people leave."""

    area: AreaDoc
    holes: list[Ring] = Field(default=[])
    walls: list[WallDoc] = Field(default=[])
    obstacles: list[Ring] = Field(default=[])
    exits: Annotated[dict[Id, Line], Field(min_length=1)]
    loop: LoopDoc | None = None


class ParticipantsDoc(Block):
    """Who took part: free speeds as published for these people, never fitted to the runs."""

    desired_speed: SpeedValues
    source: str = Field(description="where the free speeds come from")


Direction = Annotated[tuple[float, float], AfterValidator(_somewhere)]


class StreamDoc(Block):
    """One of several streams: the line at which its people are counted, and its direction from end to end."""

    line: Line
    along: Direction


class MeasureDoc(Block):
    """Where to measure. Flow is counted at the line; density, speed and lanes in the area.

    ``along`` is the direction of walking as (x, y); in two-way experiments that of the stream counted as forward. Where
    streams join or cross, give ``streams`` instead of ``line`` and ``along``: a person belongs to the stream whose
    direction the track as a whole follows most.
    """

    area: Ring
    line: Line | None = None
    along: Direction | None = None
    streams: dict[Id, StreamDoc] = Field({}, description="streams that join or cross, by name; two at least")
    width: Length | None = Field(
        None,
        gt=0,
        description="width by which flow is divided; default: the length of the line, or of all lines",
    )

    @model_validator(mode="after")
    def _one_way_or_streams(self) -> Self:
        if (self.line is None) != (self.along is None) or (self.line is None) == (not self.streams):
            raise ValueError("give either line and along, or streams")
        if len(self.streams) == 1:
            raise ValueError("one stream is given as line and along; streams are two at least")
        return self

    @property
    def lines(self) -> list[Line]:
        """The lines at which people are counted, each once."""
        found = [self.line] if self.line is not None else [stream.line for stream in self.streams.values()]
        return list(dict.fromkeys(found))

    @property
    def all_streams(self) -> list[StreamDoc]:
        """The streams; of a single line both directions, the given one first."""
        if self.line is None or self.along is None:
            return list(self.streams.values())
        back = (-self.along[0], -self.along[1])
        return [StreamDoc(line=self.line, along=self.along), StreamDoc(line=self.line, along=back)]


class OvalDoc(Block):
    """An oval along which people were filmed in single file: two straights joined by half circles."""

    centre: Point
    straight: Length = Field(gt=0, description="length of a straight; straights run along y")
    radius: Length = Field(gt=0, description="of the half circles")

    @property
    def length(self) -> float:
        """Length of the whole way round in m."""
        return 2.0 * self.straight + 2.0 * math.pi * self.radius


class PublishedDoc(Block):
    """Published numbers in place of tracks."""

    flow: Rate | None = None
    flow_error: float = Field(0.0, ge=0, description="relative standard error of the flow")
    density: Density | None = None
    speed: Speed | None = None
    source: str


class RunDoc(Block):
    """One run of the experiment; what it says here goes before what the experiment says."""

    id: Id
    tracks: str | None = Field(None, description="file of the tracks, relative to the data folder")
    published: PublishedDoc | None = None
    frame_rate: float | None = Field(
        None, gt=0, description="frames per second; goes before what the file says"
    )
    unit: Literal["m", "cm"] | None = Field(
        None, description="unit of a text file; goes before what the file says"
    )
    leave_out: list[int] = Field([], description="numbers of tracks that are nobody's")
    obstacles: list[Ring] = Field([], description="further obstacles of this run")
    width: Length | None = Field(None, gt=0, description="width of the bottleneck")
    enter: Enter | None = None
    oval: OvalDoc | None = Field(
        None, description="single file: way along which the tracks run; else along x"
    )
    half: Half | None = Field(
        None, description="default: every second run of the file is unseen, and so is a single one"
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        if (self.tracks is None) == (self.published is None):
            raise ValueError("give either tracks or published")
        return self


class ExperimentDoc(Block):
    """A series of runs on one floor.

    ``gate`` says whether the runs count (``counted``) or are shown only (``reported``); ``gates`` replaces gates of
    the kind for this experiment, figure by figure, or adds one where the kind has none; ``diagram`` says whether the
    runs are compared with the collected fundamental diagram of one-way corridors.
    """

    exeunt_experiment: Literal[1]
    id: Id
    title: str
    kind: ExperimentKind
    source: str = Field(description="who measured, where published, which archive")
    licence: str = Field(description="licence of the data")
    notes: str = ""
    gate: Literal["counted", "reported"] = "counted"
    gates: dict[Figure, Gate | None] = Field(
        {}, description="gates of this experiment's own; null takes one away"
    )
    diagram: bool = Field(
        False, description="whether its runs give points of the one-way fundamental diagram"
    )
    floor: FloorDoc
    enter: Enter = Measured()
    participants: ParticipantsDoc
    measure: MeasureDoc
    runs: Annotated[list[RunDoc], Field(min_length=1)]
    longest: Duration = Field(600.0, gt=0, description="simulated time at most")
    _read_from: tuple[str, Any] = PrivateAttr(("", None))

    def place(self, problem: Problem) -> Problem:
        """Return the problem with the file of this experiment and the line of its key."""
        file, tree = self._read_from
        return replace(problem, file=file or self.id, line=line_of(tree, problem.key) if file else 0)

    @model_validator(mode="after")
    def _streams_fit(self) -> Self:
        if self.kind == "crossing" and not self.measure.streams:
            raise ValueError("where streams cross, measure needs streams, each with its line and direction")
        if self.kind in ("unidirectional", "bidirectional", "single_file") and self.measure.streams:
            raise ValueError(
                f"streams are for junctions, crossings, corners and bottlenecks, not for {self.kind}"
            )
        return self


@dataclass(frozen=True)
class Run:
    """One run with all that belongs to it; ``half`` is filled in."""

    experiment: ExperimentDoc
    run: RunDoc
    half: Half

    @property
    def id(self) -> str:
        """Name of the run."""
        return self.run.id

    @property
    def key(self) -> Key:
        """Place of the run in the document."""
        return ("runs", self.experiment.runs.index(self.run))

    @property
    def enter(self) -> Measured | Waiting:
        """How people come in."""
        return self.run.enter or self.experiment.enter

    @property
    def rounds(self) -> bool:
        """Whether people walk round and round."""
        return self.experiment.floor.loop is not None

    @property
    def period(self) -> float:
        """Distance in m between the two lines of the loop along the way, infinite without one."""
        loop = self.experiment.floor.loop
        if loop is None:
            return math.inf
        (x0, y0), (x1, y1) = loop.line[0], loop.onto[0]
        return math.hypot(x1 - x0, y1 - y0)

    @property
    def width(self) -> float:
        """Width in m by which flow is divided to get specific flow."""
        measure = self.experiment.measure
        lines = sum(math.hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in measure.lines)
        return self.run.width or measure.width or lines

    @property
    def gates(self) -> dict[str, Gate]:
        """Gates of the run's figures: those of the kind, with the experiment's own in their place."""
        gates: dict[str, Gate | None] = dict(load_gates().of(self.experiment.kind).gates)
        gates.update({str(name): gate for name, gate in self.experiment.gates.items()})
        return {name: gate for name, gate in gates.items() if gate is not None}


def runs_of(experiment: ExperimentDoc) -> list[Run]:
    """Return the runs with their halves.

    The rule: in the order of the names, the 1st, 3rd, 5th ... run of a file is of the half on which parameters may be
    chosen, the 2nd, 4th, 6th ... is unseen. A run that names its half keeps it, and a single run is unseen, so that it
    counts.
    """
    order = sorted(range(len(experiment.runs)), key=lambda k: experiment.runs[k].id)
    rank = {k: n if len(order) > 1 else 1 for n, k in enumerate(order)}
    return [
        Run(experiment, run, run.half or ("unseen" if rank[k] % 2 else "parameters"))
        for k, run in enumerate(experiment.runs)
    ]
