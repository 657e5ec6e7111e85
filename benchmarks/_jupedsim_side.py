"""JuPedSim behind a pipe: one JSON request a line in, one answer a line out. Runs in an environment of its own."""

from __future__ import annotations

import json
import sys
import time

started = time.perf_counter()
import jupedsim  # noqa: E402

IMPORTED = time.perf_counter() - started

import shapely  # noqa: E402


def resident() -> int:
    """Return the memory of this process in bytes (Linux), 0 elsewhere."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))
    except OSError:
        return 0


def wake() -> None:
    """Keep the processor busy for a moment: a core that just slept runs slower."""
    until = time.perf_counter() + 0.05
    while time.perf_counter() < until:
        pass


def load(request: dict) -> tuple[jupedsim.Simulation, dict]:
    begin, before = time.perf_counter(), resident()
    simulation = jupedsim.Simulation(
        model=jupedsim.CollisionFreeSpeedModel(),
        geometry=shapely.from_wkt(request["walkable"]),
        dt=request["step"],
    )
    stages = [simulation.add_exit_stage(shapely.from_wkt(area)) for area in request["exits"]]
    journeys = [simulation.add_journey(jupedsim.JourneyDescription([stage])) for stage in stages]
    for place, goal, speed in zip(request["places"], request["goals"], request["speeds"], strict=True):
        simulation.add_agent(
            jupedsim.CollisionFreeSpeedModelAgentParameters(
                position=tuple(place), journey_id=journeys[goal], stage_id=stages[goal], radius=0.2, time_gap=1.0,
                desired_speed=speed,
            )
        )  # fmt: skip
    return simulation, {
        "load_s": time.perf_counter() - begin, "import_s": IMPORTED, "bytes": resident() - before,
        "version": jupedsim.__version__,
    }  # fmt: skip


def main() -> None:
    """Answer until the pipe closes."""
    simulation = None
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "load":
            simulation, answer = load(request)
        elif request["do"] == "step":
            wake()
            simulation.iterate(1)
            updates, cpu = 0, time.process_time()
            for _ in range(request["steps"]):
                updates += simulation.agent_count()
                simulation.iterate(1)
            answer = {"cpu_s": time.process_time() - cpu, "updates": updates}
        else:
            left, every = [simulation.agent_count()], request["every"]
            while left[-1] and len(left) * every * simulation.delta_time() < request["longest"]:
                simulation.iterate(every)
                left.append(simulation.agent_count())
            answer = {"left": left}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
