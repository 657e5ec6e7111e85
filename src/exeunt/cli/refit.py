"""``exeunt refit``: delay budgets that give a venue the response that was measured."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exeunt.cli.run import AllowOption

if TYPE_CHECKING:
    from exeunt.base.distributions import Distribution
    from exeunt.simulation.refit import Fitted


def refit(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (.yaml or .json).", show_default=False)],
    population: Annotated[
        list[str] | None, typer.Option("--population", help="Id of a population; repeat it for several.")
    ] = None,
    target: Annotated[
        str, typer.Option("--target", help="Median and sigma of the response, such as '60 s, 0.6'.")
    ] = "",
    runs: Annotated[int, typer.Option("--runs", min=1, max=50, help="Runs of each round.")] = 1,
    rounds: Annotated[int, typer.Option("--rounds", min=1, max=40, help="Most rounds.")] = 8,
    variant: Annotated[str, typer.Option("--variant", help="Id of a variant of the scenario.")] = "",
    allow: AllowOption = None,
) -> None:
    """Find delay budgets with which people respond as published, contagion included.

    Published delays already contain that people follow each other. Without --target each population is to respond as
    its own pre_movement says. What to write into the scenario is printed.
    """
    from exeunt.scenario.files import apply_variant, load
    from exeunt.simulation.refit import refit as fit

    loaded = load(scenario, allow or ())
    if variant:
        loaded = apply_variant(loaded, variant)
    found = fit(
        loaded, populations=population or (), target=_law(target) if target else None,
        seeds=range(1, runs + 1), rounds=rounds, progress=_show,
    )  # fmt: skip
    typer.echo()
    for one in found:
        typer.echo(_told(one))
    typer.echo("\nWrite into the scenario:\n\npeople:")
    for one in found:
        law = f"{{kind: log_normal, median: {one.budget.median:.1f} s, sigma: {one.budget.sigma:.3f}}}"
        typer.echo(f"  - id: {one.population}\n    pre_movement: {law}")


def _show(number: int, off: float) -> None:
    typer.echo(f"round {number}: largest difference {100 * off:.0f} %", err=True)


def _told(one: Fitted) -> str:
    words = "reached" if one.settled else "came nearest to it (more rounds or runs may help)"
    return (
        f"{one.population}: wanted a median of {one.target.median:.1f} s with sigma {one.target.sigma:.2f}; "
        f"as budgets these give {one.before.median:.1f} s and {one.before.sigma:.2f}; refitted budgets {words}: "
        f"{one.reached.median:.1f} s and {one.reached.sigma:.2f}"
    )


def _law(text: str) -> Distribution[Any]:
    from exeunt.base.errors import ExeuntError
    from exeunt.base.quantities import parse_quantity
    from exeunt.models.behaviour.pre_movement import LogNormalDelay

    parts = text.split(",")
    try:
        median, sigma = parse_quantity(parts[0].strip(), "duration"), float(parts[1])
        if len(parts) != 2 or not (0 < median < 1e6 and 0 < sigma < 10):
            raise ValueError("out of range")
    except (ValueError, IndexError):
        raise ExeuntError(f"--target '{text}' is no median and sigma; write them like '60 s, 0.6'.") from None
    return LogNormalDelay.model_validate({"kind": "log_normal", "median": median, "sigma": sigma})
