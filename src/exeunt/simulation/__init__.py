"""Floor 6: join scenario, venue, people, models, engine and run folder; only this place knows them all."""

from exeunt.engine.loop import Progress
from exeunt.simulation.prepare import Simulation, available_cores, build
from exeunt.simulation.run import RunResult, outcome_table, simulate

__all__ = ["Progress", "RunResult", "Simulation", "available_cores", "build", "outcome_table", "simulate"]
