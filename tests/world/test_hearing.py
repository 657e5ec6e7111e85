"""Who has heard enough of a cue who walks in and out of where it is noticed."""

from __future__ import annotations

import numpy as np
from scenes import gap, scenario, storey, walker
from shapely import box

from exeunt.models.behaviour.pre_movement import ConstantDelay
from exeunt.simulation import build
from exeunt.world.audience import Hearing
from exeunt.world.cues import Cue

HALL = {"storeys": [storey("hall", 0, 0, 12, 4)], "exits": [gap("out", "hall", 12, 1, 12, 3)]}


def test_an_alert_stays_on_the_phone_of_a_person_who_walks_on_and_a_message_does_not() -> None:
    people = [walker(2, 2), walker(10, 2)]
    world = build(scenario(HALL, people, run={"step": 0.5}), seed=1, threads=1).world
    where = {"heard": np.zeros(1, dtype=np.bool_), "parts": ((0, box(0, 0, 6, 4)),)}
    phone = Cue("phone alert", "phone", 1.0, 0.0, latency=ConstantDelay(value=10.0), **where)
    voice = Cue("recorded voice", "voice", 1.0, 0.0, repeat=10.0, **where)
    hearing, both = Hearing(5.0), np.arange(2)

    def look(seconds: float, x: tuple[float, float]) -> list[list[float]]:
        world.clock.step = round(seconds / world.clock.step_size)
        world["x"][:], world["y"][:] = x, 2.0
        return hearing.look(world, [phone, voice], both).tolist()

    never = float("inf")
    assert look(0, (2, 10)) == [[10, 10], [never, never]]
    # the first has gone after 4 s, before reading or hearing it to the end; the second has come
    assert look(4, (10, 2)) == [[10, never], [14, 14]]
    # the first comes back: the message begins anew, the alert has been read meanwhile
    assert look(12, (2, 10)) == [[10, 22], [14, never]]
