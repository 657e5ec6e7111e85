"""The thresholds behind the figures of a report: what makes a queue, a level of service, a capacity, a high density."""

from __future__ import annotations

from dataclasses import dataclass

from exeunt.engine.watch import PATIENCE, PROGRESS, TOUCH
from exeunt.metrics.clearance import CODES
from exeunt.metrics.flow import BUSY, FEWEST, PEAK_WINDOW
from exeunt.metrics.rows import IN_ROW, LONG, NEXT_TO
from exeunt.metrics.service import LEVELS
from exeunt.report.facts import RunFacts
from exeunt.report.words import decimal

OWN = "assumption of this program, no source"
_DENSITY = {
    2.0: "U. Weidmann (1993): people walk at about 0.6 m/s at 2 per m²; that it is a threshold is an assumption",
    4.0: "assumption; IMO MSC.1/Circ.1533 calls a place congested at 3.5 per m²",
    5.0: "assumption; event guidance warns of 4 to 5 per m² and more in crowds that stand",
}


@dataclass(frozen=True)
class Threshold:
    """A number that decides what a measure counts; ``assumption`` where no source verifies it."""

    measure: str
    value: str
    span: str
    source: str
    assumption: bool


def thresholds(facts: RunFacts) -> list[Threshold]:
    """Return the thresholds of all measures that this report prints, in the order of its sections."""
    found = [*_flows(), *_density(facts), *_service(facts), *_queues(facts), *_bound(facts)]
    found.append(
        Threshold(
            "Reason of those left inside: no progress",
            f"{PROGRESS:g} m nearer in {PATIENCE:g} s, others within {TOUCH:g} m",
            "not stated",
            OWN,
            True,
        )
    )
    if facts.dose_form:
        found.append(
            Threshold(
                "Dose that is counted apart",
                "0.3",
                "0.1 to 1",
                "ISO 13571:2012: about one in nine people incapacitated",
                False,
            )
        )
    return found


def _flows() -> list[Threshold]:
    low, high = (100 * share for share in BUSY)
    return [
        Threshold("Capacity of an exit", f"{CODES.level:g} per s and m", "1.3 to 1.33", CODES.source, False),
        Threshold(
            "Mean flow: people who count", f"from {low:.0f} % to {high:.0f} % of those who pass", "not stated",
            "A. Seyfried et al. (2009) measure while the flow is steady; the shares are an assumption", True,
        ),
        Threshold("Mean flow: fewest people", f"{FEWEST} people", "not stated", OWN, True),
        Threshold("Peak flow: window", f"{PEAK_WINDOW:g} s", "1 to 60 s", OWN, True),
    ]  # fmt: skip


def _density(facts: RunFacts) -> list[Threshold]:
    if facts.fields is None or facts.grid is None:
        return []
    cell = float(facts.info["density_cell"])
    found = [
        Threshold(
            "Density: cell, smoothed over two by two", f"{cell:g} m", "0.5 to 2 m",
            "assumption; a cell as large as the measuring areas of experiments (about 1 m²)", True,
        )
    ]  # fmt: skip
    for value in facts.fields.thresholds:
        source = _DENSITY.get(value, OWN)
        found.append(
            Threshold("Density: time at or above", f"{value:g} per m²", "2 to 5 per m²", source, True)
        )
    return found


def _service(facts: RunFacts) -> list[Threshold]:
    if facts.measures is None or not facts.density:
        return []
    return [
        Threshold(
            f"Level of service, {name}: upper limits of {LEVELS[0]} to {LEVELS[4]}",
            ", ".join(f"{limit:g}" for limit in area.scale.limits) + " per m²", "not stated",
            f"{area.scale.source}; from secondary literature", True,
        )
        for name, area in facts.measures.service.items()
    ]  # fmt: skip


def _queues(facts: RunFacts) -> list[Threshold]:
    if facts.measures is None:
        return []
    rule = facts.measures.rule
    return [
        Threshold("Queue: walks slower than", f"{rule.speed:g} m/s", "0.2 to 0.6 m/s", rule.source, True),
        Threshold(
            "Queue: density at least", f"{rule.density:g} per m²", "1.1 to 3.5 per m²", rule.source, True
        ),
        Threshold("Queue: fewest people", f"{rule.fewest} people", "3 to 10 people", OWN, True),
        Threshold("Held in a row of seats: within", f"{IN_ROW:g} m of a seat", "not stated", OWN, True),
        Threshold("Held in a row of seats: neighbours within", f"{NEXT_TO:g} m", "not stated", OWN, True),
        Threshold("Held in a row of seats: for long", f"{LONG:g} s", "not stated", OWN, True),
    ]


def _bound(facts: RunFacts) -> list[Threshold]:
    if facts.measures is None:
        return []
    most = facts.measures.capacity
    values = ", ".join(f"{decimal(value)} {way}" for value, way in
                       ((most.level, "level"), (most.down, "down"), (most.up, "up stairs")))  # fmt: skip
    return [
        Threshold(
            "Optimal clearance: largest specific flow", f"{values} per s and m", "1.33 to 2.52 on the level",
            most.source, most.assumption,
        )
    ]  # fmt: skip
