"""All measures of one run folder, each computed once and only when asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.metrics import areas, clearance, earliest, maps, queues, rows, speed
from exeunt.metrics.visits import staying
from exeunt.results.fields import DensityFields
from exeunt.results.run import Run
from exeunt.results.tracks import Tracks, run_tracks

Floats = NDArray[np.float64]


class Measures:
    """What the report asks of a run; every part is a pure function that other tracks can use as well.

    Parameters
    ----------
    run
        An opened run folder.
    rule
        When a person counts as queueing.
    capacity
        Specific flows of the optimal clearance.
    """

    def __init__(
        self,
        run: Run,
        rule: queues.QueueRule | None = None,
        capacity: clearance.Capacity = clearance.MEASURED,
    ) -> None:
        self.run = run
        self.rule = rule or queues.QueueRule()
        self.capacity = capacity

    @cached_property
    def tracks(self) -> Tracks:
        """Trajectories of everybody, also of those who wait to start."""
        return run_tracks(self.run)

    @cached_property
    def people(self) -> pa.Table:
        """One row a person."""
        return self.run.people()

    @cached_property
    def fields(self) -> DensityFields:
        """Maximum density and time above thresholds as the run wrote them."""
        return self.run.fields()

    @cached_property
    def moving(self) -> NDArray[np.bool_]:
        """(rows,) who has started to move, is not incapacitated and does not stay at a place of an itinerary."""
        moving = self.tracks.time >= self._of_person("start_time")
        if "incapacitated_at" in self.people.column_names:
            fell = self._of_person("incapacitated_at")
            moving &= ~(self.tracks.time >= fell)
        if any(place.kind == "stop" for place in self.run.places):
            moving &= ~staying(self.run.events(), self.tracks.person, self.tracks.time)
        return moving

    @cached_property
    def speed(self) -> Floats:
        """(rows,) m/s, over one recorded row before and after."""
        return speed.individual_speed(self.tracks, 1)

    @cached_property
    def density(self) -> Floats:
        """(rows,) smoothed density in 1/m2 around each person."""
        return maps.row_density(self.tracks, self.run.grid)

    @cached_property
    def gates(self) -> list[queues.Gate]:
        """Openings, then portals, then blocks of seats."""
        return queues.venue_gates(self.run.venue) + queues.row_gates(self.run.venue)

    @cached_property
    def row_waits(self) -> rows.RowWaits | None:
        """Who was held in rows of seats; None without seats."""
        return rows.row_waits(self.tracks, self.people, self.run.venue.blocks, self.rule)

    @cached_property
    def gate(self) -> NDArray[np.int64]:
        """(rows,) the gate that each person passes next, -1 if none; in a row of seats that holds them, its block."""
        passages = queues.venue_passages(self.tracks, self.run.venue, self.run.events())
        gate = queues.next_gate(self.tracks, passages)
        if self.row_waits is not None:
            gate[self.row_waits.rows] = len(queues.venue_gates(self.run.venue)) + self.row_waits.block
        return gate

    @cached_property
    def queueing(self) -> NDArray[np.bool_]:
        """(rows,) who queues: before an opening or stair, or held in a row of seats."""
        queueing = queues.queueing_rows(self.speed, self.density, self.gate, self.moving, self.rule)
        if self.row_waits is not None:
            queueing[self.row_waits.rows] = True
        return queueing

    @cached_property
    def queues(self) -> list[queues.Queue]:
        """The queue at each gate, the most costly first."""
        free = self._of_person("desired_speed")
        return queues.queues(self.tracks, self.gates, self.gate, self.queueing, self.speed, free, self.rule)

    @cached_property
    def service(self) -> dict[str, maps.ServiceArea]:
        """Level of service of walkways, stairs and queues, of the ground that moving people stood on."""
        kinds = [surface.kind for surface in self.run.venue.surfaces]
        return maps.service_areas(
            self.tracks, self.run.grid, kinds, counted=self.moving, queueing=self.queueing
        )

    @cached_property
    def areas(self) -> list[areas.AreaTime]:
        """How rooms, surfaces and seat blocks were used."""
        return areas.time_in_areas(self.tracks, areas.venue_areas(self.run.venue))

    @cached_property
    def starters(self) -> earliest.Starters:
        """Everybody at the first recorded place."""
        return earliest.starters(self.people, self.tracks)

    @cached_property
    def optimum(self) -> clearance.Optimum:
        """Lower bound on the clearance time."""
        return clearance.optimal_clearance(self.run.venue, self.starters, self.capacity)

    @cached_property
    def parts(self) -> list[clearance.Part]:
        """The simulated clearance in parts that add up to it; empty while somebody is inside."""
        numbers = self.tracks.person[earliest.first_rows(self.tracks)]
        row = np.searchsorted(self.people["person"].to_numpy(), numbers)
        time_out = self.people["time_out"].to_numpy()[row]
        if np.isnan(time_out).any() or not len(time_out):
            return []
        used = np.array(self.people["exit_used"].to_pylist(), dtype=object)[row]
        exits = clearance.bound_of_exits(self.run.venue, self.starters, used.tolist(), self.capacity)
        return clearance.explain(self.optimum, exits, float(time_out.max()))

    def _of_person(self, column: str) -> Floats:
        row = np.searchsorted(self.people["person"].to_numpy(), self.tracks.person)
        return np.asarray(self.people[column].to_numpy()[row], dtype=float)
