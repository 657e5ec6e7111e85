"""From a scenario and a building to CFAST's input, and from its tables to the air at people's heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from exeunt.models.hazards.cfast.deck import MATERIALS, Burning, Deck, Device, code
from exeunt.models.hazards.cfast.document import DetectorDoc, HoleDoc, SprinklerDoc
from exeunt.models.hazards.cfast.doors import Doors
from exeunt.models.hazards.cfast.output import Table, layers_of
from exeunt.models.hazards.cfast.rooms import OUTSIDE, Compartment, Plan, Vent, plan_of
from exeunt.models.hazards.cfast.runner import CfastRun
from exeunt.models.hazards.cfast.zones import Zone, ZoneField
from exeunt.models.hazards.field import QUANTITIES, HazardError, ambient, region_of
from exeunt.models.hazards.site import Site
from exeunt.venue.sight import Screens, opaque
from exeunt.world.air import Detection, Remark

if TYPE_CHECKING:
    from exeunt.models.hazards.cfast.kind import CfastFire

Floats = NDArray[np.float64]

STEFAN_BOLTZMANN = 5.670374e-8
UNDER_CEILING = 0.1
COLUMNS = ("extinction", "air_temperature", "co", "co2", "o2", "hcn", "hcl")
"""Of the layers that are read, in their order."""


def deck_of(fire: CfastFire, site: Site) -> Deck:
    """Return everything that a run of CFAST needs.

    Raises
    ------
    HazardError
        If the fire is in no compartment.
    """
    venue = site.venue
    usage = None if fire.doors == "stated" else site.usage or {}
    doors = Doors(fire.door_height, fire.closed_leak, fire.door_heights, usage)
    plan = plan_of(venue, fire.compartments, fire.ceiling, fire.ceilings, doors)
    vents = [*plan.vents, *(_hole(plan, hole) for hole in fire.holes if _known(plan, hole))]
    plan = Plan(plan.compartments, tuple(vents), plan.notes, plan.storeys)
    surface = venue.surface(fire.storey).index
    room = plan.at(surface, *fire.at)
    if room < 0:
        raise HazardError(
            f"fire '{fire.id}' burns in no compartment, at ({fire.at[0]:.2f}, {fire.at[1]:.2f})"
        )
    box = plan.compartments[room]
    burning = Burning(room, box.in_box(*fire.at), fire, fire.burns(), fire.fuel, fire.per_area)
    named = {compartment.id: number for number, compartment in enumerate(plan.compartments)}
    return Deck(
        plan=plan,
        burning=burning,
        devices=(*_sensors(fire, plan, site), *_targets(plan, site, fire.construction)),
        roof_vents=tuple(
            (one.id, named[one.compartment], one.area, one.opens)
            for one in fire.roof_vents
            if one.compartment in named
        ),
        exhausts=tuple(
            (one.id, named[one.compartment], one.flow, one.starts)
            for one in fire.exhausts
            if one.compartment in named
        ),
        longest=min(fire.until or site.longest, 86400.0),
        every=fire.every,
        temperature=site.temperature,
        leakage=fire.leakage,
        wall=fire.construction,
    )


def field_of(fire: CfastFire, site: Site, deck: Deck, run: CfastRun) -> ZoneField:
    """Return CFAST's result as a source.

    Raises
    ------
    HazardError
        If the tables do not hold what they should.
    """
    table, times = run.compartments, run.compartments.times
    if run.devices is not None and len(run.devices.times) != len(times):
        raise HazardError(f"CFAST's tables '{table.name}' and '{run.devices.name}' have not the same rows.")
    clean = ambient(site.temperature)
    zones = []
    for number, room in enumerate(deck.plan.compartments):
        layers = layers_of(table, code(number))
        lower, upper = (_deviation(values, clean) for values in (layers.lower, layers.upper))
        for k, part in enumerate(room.parts):
            flux = _flux(run.devices, f"T{number + 1}-{_level(room, k) + 1}", site.temperature, len(times))
            for values in (lower, upper):
                values[:, -1] = flux
            region = region_of(part.surface, part.area)
            half = 0.0 if room.shaft else fire.transition * room.height
            burning = number == deck.burning.compartment
            zones.append(
                Zone(region, room.floor, half, layers.interface, lower.copy(), upper.copy(), burning)
            )
    radiated = _released(table) * fire.radiative_fraction
    x, y = fire.at
    origin = (x, y, site.venue.surface(fire.storey).elevation_at(x, y) + fire.height)
    moments, rings = _moments(fire, run.devices)
    about = f"CFAST fire '{fire.id}'"
    return ZoneField(
        about, fire.start, times, zones, (origin, radiated), moments, run.seconds, rings, _shade(fire, site)
    )


def _shade(fire: CfastFire, site: Site) -> tuple[Screens, int] | None:
    """Return walls, and doors that are shut at the start, as what shades the fire; None if nothing is to."""
    if not fire.shade:
        return None
    is_open = np.array([opening.state == "open" for opening in site.venue.openings], dtype=np.bool_)
    return opaque(site.venue, is_open), site.venue.surface(fire.storey).index


def _deviation(values: Floats, clean: Floats) -> Floats:
    out = np.zeros((len(values), len(QUANTITIES)))
    for k, name in enumerate(COLUMNS):
        column = QUANTITIES.index(name)
        out[:, column] = values[:, k] - clean[column]
    return out


def _hole(plan: Plan, hole: HoleDoc) -> Vent:
    ends = [-1 if name == OUTSIDE else plan.named(name) for name in hole.between]
    if ends[0] < 0:
        ends.reverse()
    one = plan.compartments[ends[0]]
    top = min(hole.top, one.height)
    return Vent(hole.id, ends[0], ends[1], hole.width, min(hole.bottom, top - 0.01), top)


def _known(plan: Plan, hole: HoleDoc) -> bool:
    names = {room.id for room in plan.compartments} | {OUTSIDE}
    return all(name in names for name in hole.between) and hole.between != (OUTSIDE, OUTSIDE)


def _sensors(fire: CfastFire, plan: Plan, site: Site) -> list[Device]:
    devices = []
    below: list[tuple[str, DetectorDoc | SprinklerDoc]] = [
        *((f"D{n + 1}", one) for n, one in enumerate(fire.detectors)),
        *((f"S{n + 1}", one) for n, one in enumerate(fire.sprinklers)),
    ]
    for name, one in below:
        room = plan.at(site.venue.surface(one.storey).index, *one.at)
        if room < 0:
            continue
        box = plan.compartments[room]
        place = (*box.in_box(*one.at), box.height - UNDER_CEILING)
        if isinstance(one, SprinklerDoc):
            settings = (
                f"SETPOINT = {one.temperature:g} RTI = {one.rti:g} SPRAY_DENSITY = {one.density * 1e-3:.6g}"
            )
            devices.append(Device(name, "SPRINKLER", room, place, settings))
        elif one.kind == "heat":
            devices.append(
                Device(
                    name, "HEAT_DETECTOR", room, place, f"SETPOINT = {one.temperature:g} RTI = {one.rti:g}"
                )
            )
        else:
            level = f"SETPOINTS = {one.obscuration:g}, {one.obscuration:g}"
            devices.append(Device(name, "SMOKE_DETECTOR", room, place, level))
    return devices


def _targets(plan: Plan, site: Site, wall: str) -> list[Device]:
    """Return a target that looks up, at head height, for every level of ground in a compartment."""
    depth = 0.5 * MATERIALS[wall][3]
    settings = f"MATL_ID = 'WALL' NORMAL = 0, 0, 1 TEMPERATURE_DEPTH = {depth:g} DEPTH_UNITS = 'M'"
    devices = []
    for number, room in enumerate(plan.compartments):
        for level, floor in enumerate(_levels(room)):
            z = min(floor - room.floor + site.head_height, 0.98 * room.height)
            place = (0.5 * room.width, 0.5 * room.depth, z)
            devices.append(Device(f"T{number + 1}-{level + 1}", "PLATE", number, place, settings))
    return devices


def _levels(room: Compartment) -> list[float]:
    return [room.floor] if room.shaft else sorted({round(part.floor, 3) for part in room.parts})


def _level(room: Compartment, part: int) -> int:
    return 0 if room.shaft else _levels(room).index(round(room.parts[part].floor, 3))


def _flux(table: Table | None, target: str, temperature: float, rows: int) -> Floats:
    """Return the flux in W/m² from layers and walls on a target, less what air and walls at rest give."""
    if table is None:
        return np.zeros(rows)
    walls = table.column("TRGFLXS", target, "flux")
    gas = table.column("TRGFLXG", target, "flux")
    if walls is None or gas is None:
        raise HazardError(
            f"CFAST's table '{table.name}' has no flux for {target}. Is this another version of CFAST?"
        )
    kelvin = temperature + 273.15
    return np.maximum(walls + gas - STEFAN_BOLTZMANN * kelvin * kelvin * kelvin * kelvin, 0.0)


def _released(table: Table) -> Floats:
    power = table.column("HRR", "F1", "power")
    if power is None:
        raise HazardError(
            f"CFAST's table '{table.name}' has no heat release. Is this another version of CFAST?"
        )
    return power


def _moments(fire: CfastFire, table: Table | None) -> tuple[list[Remark], list[Detection]]:
    """Return when detectors and sprinklers responded, by the first row that says so, and which ring the alarm."""
    moments: list[Remark] = []
    rings: list[Detection] = []
    if table is None:
        return moments, rings
    named: list[tuple[str, str, DetectorDoc | SprinklerDoc]] = [
        *((f"D{n + 1}", "detector", one) for n, one in enumerate(fire.detectors)),
        *((f"S{n + 1}", "sprinkler", one) for n, one in enumerate(fire.sprinklers)),
    ]
    for name, word, one in named:
        active = table.column("SENSACT", name, "flag")
        if active is not None and (active > 0.5).any():
            time = float(table.times[int(np.argmax(active > 0.5))])
            verb = "opens" if word == "sprinkler" else "responds"
            moments.append(Remark("detector", f"{word} '{one.id}' {verb} ({fire.id}, by CFAST)", time))
            if one.alarm:
                rings.append(Detection(time, f"{fire.id}: {one.id}"))
    return moments, rings
