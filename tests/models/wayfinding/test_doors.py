"""A locked door is found on arrival, remembered and told; nobody knows it before."""

from __future__ import annotations

from typing import Any

import numpy as np
from scenes import box, gap, run, scenario, storey, walker

from exeunt.models.wayfinding.doors import DoorBeliefs

HALL: dict[str, Any] = {
    "storeys": [storey("hall", 0, 0, 40, 6)],
    "exits": [gap("west", "hall", 0, 2, 0, 4), gap("east", "hall", 40, 2, 40, 4, state="locked")],
}
CROWD = {"number": 40, "where": {"storey": "hall", "area": box(24, 1, 36, 5)}, "desired_speed": 1.33}
TELLS_NOBODY = {"doors": {"told": 0}}


def go(
    venue: dict[str, Any], people: list[dict[str, Any]], behaviour: Any = None, threads: int = 1, **top: Any
) -> Any:
    more = {} if behaviour is None else {"behaviour": {"decision": "drawn_delay", **behaviour}}
    people = [{"cue": "start", **one} for one in people]
    return run(
        scenario(venue, people, **{"run": {"max_time": 200}, **more, **top}), every=0.5, threads=threads
    )


def kinds(trace: Any, word: str) -> list[Any]:
    return [event for event in trace.events if event.kind == word]


def test_a_locked_exit_is_found_at_the_door_and_left_for_the_other_one() -> None:
    simulation, ending, trace = go(HALL, [walker(30, 3)], {})
    assert ending == "everyone is out"
    found = kinds(trace, "door found locked")
    assert len(found) == 1
    # nobody knows of it before the door is near, and everybody does at arm's length
    assert 37.3 < found[0].x < 39.5
    assert simulation.world["exit_used"][0] == simulation.world.venue.opening("west").index
    # there and all the way back
    assert simulation.world["distance_walked"][0] > 7.0 + 37.0


def test_who_knows_all_doors_never_walks_to_a_locked_one() -> None:
    knowing = {"wayfinding": {"all_knowing": True}}
    for options, top in (({}, knowing), ({"informed": ["p0"]}, {}), (None, {})):
        simulation, _, trace = go(HALL, [walker(30, 3)], options, **top)
        assert not kinds(trace, "door found locked")
        assert simulation.world["distance_walked"][0] < 32.0


def test_word_of_a_locked_door_spreads_faster_than_everyone_could_find_it() -> None:
    told_run, _, told = go(HALL, [CROWD], {})
    alone_run, _, alone = go(HALL, [CROWD], TELLS_NOBODY)
    assert len(kinds(told, "told of shut door")) >= 20
    assert not kinds(alone, "told of shut door")
    assert len(kinds(alone, "door found locked")) == 40
    assert told_run.world["distance_walked"].mean() < alone_run.world["distance_walked"].mean() - 2.0
    # in both everybody has learned it once, and only once
    for trace in (told, alone):
        learned = [e.person for e in trace.events if e.kind in ("door found locked", "told of shut door")]
        assert sorted(learned) == sorted(set(learned))


def test_nobody_hears_of_a_door_through_a_wall() -> None:
    venue = {
        "storeys": [storey("hall", 0, 0, 40, 6, walls=[{"line": [[0, 3], [40, 3]], "thickness": 0.2}])],
        "exits": [
            gap("one", "hall", 40, 0.5, 40, 2.5, state="locked"), gap("two", "hall", 40, 3.5, 40, 5.5),
            gap("back", "hall", 0, 0.5, 0, 2.5),
        ],
    }  # fmt: skip
    # the other exit lies behind the wall, beside the locked one
    _, _, trace = go(venue, [walker(37, 1.5), walker(37, 4.5)], {"doors": {"told": 1.0}})
    assert [event.person for event in kinds(trace, "door found locked")] == [0]
    assert not kinds(trace, "told of shut door")


def test_a_locked_door_inside_the_building_is_believed_open_until_it_is_found() -> None:
    wall = {"line": [[20, 0], [20, 6]], "thickness": 0.2}
    venue = {
        "storeys": [storey("hall", 0, 0, 40, 6, walls=[wall])],
        "doors": [gap("middle", "hall", 20, 2, 20, 4, state="locked")],
        "exits": [HALL["exits"][0], gap("east", "hall", 40, 2, 40, 4)],
    }
    simulation, ending, trace = go(
        venue, [walker(12, 3, exit_choice={"kind": "assigned", "exits": ["east"]})], {}
    )
    assert ending == "everyone is out"
    assert [event.opening for event in kinds(trace, "door found locked")] == [
        venue_index(simulation, "middle")
    ]
    assert simulation.world["exit_used"][0] == venue_index(simulation, "west")


def test_a_door_that_opens_again_is_noticed_only_by_who_is_near_it() -> None:
    changes = [{"at": 5, "state": "open"}]
    exits = [HALL["exits"][0], gap("east", "hall", 40, 2, 40, 4, state="locked", changes=changes)]
    simulation, _, trace = go({**HALL, "exits": exits}, [walker(38.5, 3)], TELLS_NOBODY)
    assert kinds(trace, "door found locked")[0].time < 1.0
    # it has long gone when the door opens
    assert not kinds(trace, "door found open")
    assert simulation.world["exit_used"][0] == venue_index(simulation, "west")


def test_who_has_no_way_left_tries_again_a_door_that_it_found_locked() -> None:
    changes = [{"at": 40, "state": "open"}]
    only = [gap("east", "hall", 40, 2, 40, 4, state="locked", changes=changes)]
    simulation, ending, trace = go({**HALL, "exits": only}, [walker(30, 3)], {"doors": {"again": "50 s"}})
    assert ending == "everyone is out"
    assert len(kinds(trace, "door found locked")) == 1
    assert float(simulation.world["time_out"][0]) >= 40.0


def test_telling_does_not_depend_on_threads() -> None:
    outcomes = []
    for threads in (1, 2):
        simulation, _, _ = go(HALL, [CROWD], {}, threads=threads)
        outcomes.append(simulation.world["time_out"].tobytes())
    assert outcomes[0] == outcomes[1]


def test_believed_masks_are_few_and_shared() -> None:
    simulation, _, _ = go(HALL, [CROWD], {})
    wayfinding = next(model for model in simulation.models if model.name == "wayfinding")
    beliefs = next(one for one in wayfinding.beliefs if isinstance(one, DoorBeliefs))
    numbers = beliefs.doors(np.arange(simulation.world.people))
    assert set(numbers.tolist()) <= {1, 2}
    # exits believed shut need no fields of their own: three goals at most
    assert simulation.world.fields.statistics()["misses"] <= 3


def venue_index(simulation: Any, id: str) -> int:
    return int(simulation.world.venue.opening(id).index)
