"""Gates of the comparison with experiments, as data; and rows of the table that they judge."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field
from ruamel.yaml import YAML

from exeunt.venue.blocks import Block

State = Literal["passed", "failed", "reported", "not run"]
FILE = Path(__file__).parent / "measured" / "gates.yml"


class Gate(Block):
    """A limit for a simulated figure; see the comments in the file of gates."""

    relative: float | None = Field(None, gt=0)
    absolute: float | None = Field(None, gt=0)
    errors: float | None = Field(None, gt=0)
    at_least: float | None = None
    at_most: float | None = None
    where_measured_at_least: float | None = None

    def tolerance(self, measured: float, error: float = 0.0) -> float:
        """Return the largest allowed difference, infinite if this gate has none."""
        parts = [
            *([self.relative * abs(measured)] if self.relative else []),
            *([self.absolute] if self.absolute else []),
            *([self.errors * error * abs(measured)] if self.errors and math.isfinite(error) else []),
        ]
        return max(parts, default=math.inf)

    def judge(self, measured: float | None, simulated: float, error: float = 0.0) -> State:
        """Return whether a simulated figure passes; ``error`` is the measured relative standard error.

        What cannot be told (NaN in the simulated figure) fails.
        """
        known = measured is not None and math.isfinite(measured)
        if self.where_measured_at_least is not None and not (
            known and measured is not None and measured >= self.where_measured_at_least
        ):
            return "reported"
        if not math.isfinite(simulated):
            return "failed"
        passes = simulated >= (-math.inf if self.at_least is None else self.at_least)
        passes &= simulated <= (math.inf if self.at_most is None else self.at_most)
        if self.relative or self.absolute or self.errors:
            if not known or measured is None:
                return "reported"
            passes &= abs(simulated - measured) <= self.tolerance(measured, error) + 1e-12
        return "passed" if passes else "failed"

    def text(self, unit: str = "") -> str:
        """Say the gate in words."""
        within = [
            *([f"{self.relative:.0%}"] if self.relative else []),
            *([f"{self.absolute:g} {unit}".strip()] if self.absolute else []),
            *([f"{self.errors:g} standard errors"] if self.errors else []),
        ]
        parts = [f"within {' or '.join(within)}"] if within else []
        parts += [f"at least {self.at_least:g}"] if self.at_least is not None else []
        parts += [f"at most {self.at_most:g}"] if self.at_most is not None else []
        where = self.where_measured_at_least
        return " and ".join(parts) + (f" where measured at {where:g} or more" if where is not None else "")


class KindGates(Block):
    """Gates of one kind of experiment, and how many of its runs must pass them."""

    gates: dict[str, Gate]
    counted_share: float | None = None
    counted_widths: int | None = None
    never: str | None = None


class DiagramGates(Block):
    """Gates of the collected fundamental diagram."""

    range: tuple[float, float]
    least_samples: int
    rms: Gate
    inside_band: Gate


class Gates(Block):
    """All gates."""

    unidirectional: KindGates
    bidirectional: KindGates
    bottleneck: KindGates
    corner: KindGates
    junction: KindGates
    crossing: KindGates
    single_file: KindGates
    diagram: DiagramGates
    envelope: dict[str, Gate]

    def of(self, kind: str) -> KindGates:
        """Return the gates of a kind of experiment."""
        gates = getattr(self, kind)
        assert isinstance(gates, KindGates)
        return gates


@cache
def load_gates() -> Gates:
    """Return the gates that come with the program."""
    return Gates.model_validate(YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Row:
    """One line of the result.

    ``low`` and ``high`` are the least and the largest figure of the seeds; ``half`` of the runs it belongs to.
    """

    case: str
    measure: str
    measured: float | None
    simulated: float | None
    gate: str
    state: State
    unit: str = ""
    experiment: str = ""
    half: str = ""
    low: float | None = None
    high: float | None = None
    seeds: int = 0

    def plain(self) -> dict[str, Any]:
        """Return it for JSON; numbers that are not finite become null."""
        return {
            name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in asdict(self).items()
        }
