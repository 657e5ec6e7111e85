"""Writes CFAST's input: namelists, lengths in m, temperatures in °C, heat release in kW."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from exeunt.models.hazards.cfast.rooms import Compartment, Plan
from exeunt.models.hazards.fires import FireDoc, Fuel

MOST_ROWS = 199
CARBON, HYDROGEN, OXYGEN, NITROGEN, CHLORINE = 12.011, 1.008, 15.999, 14.007, 35.453
HCN, HCL = 27.026, 36.461
FORMULAS: dict[str, tuple[float, float, float]] = {
    "pu_foam": (1.7, 0.3, 0.08),
    "wood": (1.7, 0.72, 0.0),
    "pvc": (1.5, 0.0, 0.0),
    "propane": (2.667, 0.0, 0.0),
    "design": (2.0, 0.624, 0.0),
}
"""Atoms of hydrogen, oxygen and nitrogen for each of carbon, chosen so that the share of carbon is that of the fuel."""


@dataclass(frozen=True)
class Burning:
    """A fire as CFAST takes it: in a compartment (index), at a place of its box in m; ``per_area`` in W/m²."""

    compartment: int
    place: tuple[float, float]
    fire: FireDoc
    fuel: Fuel
    fuel_name: str
    per_area: float


@dataclass(frozen=True)
class Device:
    """A detector, sprinkler or target: CFAST's kind, place in the box of a compartment, settings in CFAST's words."""

    id: str
    kind: str
    compartment: int
    place: tuple[float, float, float]
    settings: str


@dataclass(frozen=True, eq=False)
class Deck:
    """Everything that a run of CFAST needs."""

    plan: Plan
    burning: Burning
    devices: tuple[Device, ...]
    roof_vents: tuple[tuple[str, int, float, float], ...]
    exhausts: tuple[tuple[str, int, float, float], ...]
    longest: float
    every: float
    temperature: float
    leakage: tuple[float, float]
    wall: str = "concrete"


MATERIALS: dict[str, tuple[float, float, float, float, float]] = {
    "concrete": (1.75, 2200.0, 1.0, 0.15, 0.94),
    "gypsum": (0.16, 790.0, 0.9, 0.016, 0.9),
    "adiabatic": (1.75, 2200.0, 1.0, 0.15, 0.94),
}
"""Conductivity W/(m K), density kg/m³, heat capacity kJ/(kg K), thickness m, emissivity (CFAST's own examples)."""


def code(number: int) -> str:
    """Return CFAST's name of a compartment: ids of a venue may hold what CFAST refuses."""
    return "OUTSIDE" if number < 0 else f"C{number + 1}"


def write(deck: Deck) -> str:
    """Return the text of the input file."""
    return "\n".join(_lines(deck)) + "\n"


def _lines(deck: Deck) -> Iterator[str]:
    yield "&HEAD VERSION = 7700 TITLE = 'Exeunt' /"
    # CFAST leaves out the row at its end
    end = max(ceil(deck.longest + deck.every), 2)
    yield f"&TIME SIMULATION = {end} PRINT = {end} SMOKEVIEW = 0 SPREADSHEET = {_n(deck.every)} /"
    air = _n(deck.temperature)
    yield (
        f"&INIT PRESSURE = 101325 RELATIVE_HUMIDITY = 50 INTERIOR_TEMPERATURE = {air} EXTERIOR_TEMPERATURE = {air} /"
    )
    adiabatic = "ADIABATIC = .TRUE. " if deck.wall == "adiabatic" else ""
    yield f"&MISC {adiabatic}LOWER_OXYGEN_LIMIT = 0.15 /"
    conductivity, density, heat, thick, emissivity = MATERIALS[deck.wall]
    yield (
        f"&MATL ID = 'WALL' MATERIAL = '{deck.wall}' CONDUCTIVITY = {conductivity} DENSITY = {density} "
        f"SPECIFIC_HEAT = {heat} THICKNESS = {thick} EMISSIVITY = {emissivity} /"
    )
    x = 0.0
    for number, room in enumerate(deck.plan.compartments):
        yield _compartment(number, room, x, thick, deck.leakage)
        x += room.width + 1.0
    for number, vent in enumerate(deck.plan.vents):
        yield (
            f"&VENT TYPE = 'WALL' ID = 'V{number + 1}' COMP_IDS = '{code(vent.first)}', '{code(vent.second)}' "
            f"BOTTOM = {_n(vent.sill)} TOP = {_n(vent.soffit)} WIDTH = {_n(vent.width)} "
            f"{_ramp(vent.fractions)}FACE = 'FRONT' OFFSET = 0 /"
        )
    yield from _openings(deck)
    yield from _fire(deck.burning, deck.longest)
    for device in deck.devices:
        x, y, z = device.place
        yield (
            f"&DEVC ID = '{device.id}' COMP_ID = '{code(device.compartment)}' LOCATION = {_n(x)}, {_n(y)}, {_n(z)} "
            f"TYPE = '{device.kind}' {device.settings} /"
        )
    yield "&TAIL /"


def _compartment(number: int, room: Compartment, x: float, thick: float, leakage: tuple[float, float]) -> str:
    kind = "SHAFT = .TRUE. " if room.shaft else "HALL = .TRUE. " if room.is_corridor else ""
    leaks = (
        f"LEAK_AREA_RATIO = {leakage[0]:g}, {leakage[1]:g} " if leakage[0] > 0.0 or leakage[1] > 0.0 else ""
    )
    surfaces = " ".join(
        f"{part}_MATL_ID = 'WALL' {part}_THICKNESS = {_n(thick)}" for part in ("CEILING", "WALL", "FLOOR")
    )
    return (
        f"&COMP ID = '{code(number)}' WIDTH = {_n(room.width)} DEPTH = {_n(room.depth)} HEIGHT = {_n(room.height)} "
        f"{kind}{surfaces} {leaks}ORIGIN = {_n(x)}, 0, {_n(room.floor)} GRID = 50, 50, 50 /"
    )


def _openings(deck: Deck) -> Iterator[str]:
    for number, (_, room, area, opens) in enumerate(deck.roof_vents):
        yield (
            f"&VENT TYPE = 'CEILING' ID = 'R{number + 1}' COMP_IDS = 'OUTSIDE', '{code(room)}' AREA = {_n(area)} "
            f"SHAPE = 'SQUARE' {_ramp(_opening(opens))}OFFSETS = 0, 0 /"
        )
    for number, (_, room, flow, starts) in enumerate(deck.exhausts):
        box = deck.plan.compartments[room]
        height = _n(0.95 * box.height)
        yield (
            f"&VENT TYPE = 'MECHANICAL' ID = 'M{number + 1}' COMP_IDS = '{code(room)}', 'OUTSIDE' "
            f"AREAS = {_n(max(flow / 10.0, 0.1))}, {_n(max(flow / 10.0, 0.1))} HEIGHTS = {height}, {height} "
            f"FLOW = {_n(flow)} CUTOFFS = 2000, 3000 OFFSETS = 0, 0 FILTER_TIME = 0 FILTER_EFFICIENCY = 0 "
            f"{_ramp(_opening(starts))}/"
        )


def _opening(time: float) -> tuple[tuple[float, float], ...]:
    return ((0.0, 0.0), (time, 0.0), (time + 10.0, 1.0)) if time > 0.0 else ((0.0, 0.0), (10.0, 1.0))


def _fire(burning: Burning, longest: float) -> Iterator[str]:
    fuel, fire = burning.fuel, burning.fire
    hydrogen, oxygen, nitrogen, chlorine = formula(burning.fuel_name, fuel)
    x, y = burning.place
    yield (
        f"&FIRE ID = 'F1' COMP_ID = '{code(burning.compartment)}' FIRE_ID = 'FUEL' LOCATION = {_n(x)}, {_n(y)} /"
    )
    yield (
        f"&CHEM ID = 'FUEL' CARBON = 1 CHLORINE = {_n(chlorine)} HYDROGEN = {_n(hydrogen)} NITROGEN = {_n(nitrogen)} "
        f"OXYGEN = {_n(oxygen)} HEAT_OF_COMBUSTION = {_n(fuel.heat * 1e-3)} "
        f"RADIATIVE_FRACTION = {_n(fire.radiative_fraction)} /"
    )
    yield (
        "&TABL ID = 'FUEL' LABELS = 'TIME', 'HRR', 'HEIGHT', 'AREA', 'CO_YIELD', 'SOOT_YIELD', 'HCN_YIELD', "
        "'HCL_YIELD', 'TRACE_YIELD' /"
    )
    for time in _times(fire, longest):
        power = fire.power(time)
        row = [
            time, power * 1e-3, fire.height, max(power / burning.per_area, 0.01), fuel.co, fuel.soot, fuel.hcn,
            fuel.hcl, 0.0,
        ]  # fmt: skip
        yield f"&TABL ID = 'FUEL' DATA = {', '.join(_n(value) for value in row)} /"


def _times(fire: FireDoc, longest: float) -> Sequence[float]:
    """Return the times of the rows: so close that a straight line between them is the parabola to 0.1 % of the peak."""
    grown = fire.growth_time * float((fire.peak / 1.055e6) ** 0.5)
    rows = [0.0] if fire.start > 0.0 else []
    last = min(fire.start + grown, max(longest, 1.0))
    rows += [fire.start + (last - fire.start) * k / 40 for k in range(41)]
    if longest > rows[-1]:
        rows.append(longest)
    return rows[:MOST_ROWS]


def formula(name: str, fuel: Fuel) -> tuple[float, float, float, float]:
    """Return atoms of hydrogen, oxygen, nitrogen and chlorine for each of carbon.

    CFAST takes chlorine from the yield of HCl and caps that of HCN by the fuel's nitrogen, so both follow the yields.
    """
    hydrogen, oxygen, nitrogen = FORMULAS[name]
    base = CARBON + hydrogen * HYDROGEN + oxygen * OXYGEN + nitrogen * NITROGEN
    mass = base / max(1.0 - fuel.hcl * CHLORINE / HCL, 0.05)
    nitrogen = max(nitrogen, 1.01 * fuel.hcn * mass / HCN)
    return hydrogen, oxygen, nitrogen, fuel.hcl * mass / HCL


def _ramp(fractions: Sequence[tuple[float, float]]) -> str:
    if len(fractions) == 1 and fractions[0][1] == 1.0:
        return ""
    steps = fractions if len(fractions) > 1 else [*fractions, (fractions[0][0] + 1.0, fractions[0][1])]
    times = ", ".join(_n(time) for time, _ in steps)
    shares = ", ".join(_n(share) for _, share in steps)
    return f"CRITERION = 'TIME' T = {times} F = {shares} "


def _n(value: float) -> str:
    return f"{value:.6g}"
