"""A model of your own: people who see others leave start to leave too. Run me with python."""

from pathlib import Path
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from exeunt.models.behaviour.pre_movement import PreMovementModel
from exeunt.scenario.files import load
from exeunt.simulation import build
from exeunt.world.state import World


class SeeOthersGo(PreMovementModel):
    """People start at the end of their delay, or as soon as ``others`` within ``distance`` m have started."""

    name = "see others go"
    reads = PreMovementModel.reads | {"x", "y", "surface", "time_out"}

    def __init__(self, delays: Any, others: int = 3, distance: float = 3.0) -> None:
        super().__init__(delays, every=0.5)
        self.others, self.distance = others, distance

    def update(self, world: World, steps: int) -> None:
        super().update(world, steps)
        start, here = world["start_time"], np.flatnonzero(world.inside)
        gone, waiting = here[start[here] <= world.time], here[start[here] > world.time]
        if len(gone) and len(waiting):
            place = np.column_stack([world["x"], world["y"], 1000.0 * world["surface"]])
            seen = cKDTree(place[gone]).query_ball_point(place[waiting], self.distance, return_length=True)
            start[waiting[seen >= self.others]] = world.time


def half_started(own: bool, scenario: Path = Path(__file__).parent / "club.yaml") -> float:
    simulation = build(load(scenario), seed=1)
    if own:
        swap = {PreMovementModel: lambda model: SeeOthersGo(model.delays)}
        simulation.models = tuple(
            swap.get(type(model), lambda same: same)(model) for model in simulation.models
        )
    simulation.loop().run()
    return float(np.median(simulation.world["start_time"]))


if __name__ == "__main__":
    alone, together = half_started(own=False), half_started(own=True)
    print(f"half have started after {alone:.0f} s alone, {together:.0f} s together")
