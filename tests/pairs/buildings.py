"""Random small buildings of two storeys that have something of everything, and the people in them.

A building is a function of its number alone. Any may have walls with doors that change, exits that do, a stair, a lift,
an escalator, rows of seats, a refuge, smoke, a danger zone, alarms, staff, a lockdown, groups, wheelchairs and people
who come later.
"""

from __future__ import annotations

from random import Random

from pieces import crowd, hall, more
from scenes import Document, box, gap, storey

RISE, RUN = 3.0, 6.0
"""Of the stair and the escalator, m."""
DEPTH = 7.0
"""Of the storey above, m."""


def building(number: int, movement: str = "") -> Document:
    """Return the document of one building; ``movement``: the kind of walking, the default if empty."""
    dice = Random(number)
    width, depth = dice.randint(140, 240) / 10, dice.randint(100, 140) / 10
    doc: Document = {
        "exeunt": 1, "name": f"building {number}",
        "venue": {
            "storeys": [
                storey("hall", 0, 0, width, depth),
                storey("upper", 0, depth + RUN, width, depth + RUN + DEPTH, elevation=RISE),
            ],
            "exits": exits(dice, width, depth), "repair": True,
        },
        "people": [], "run": {"max_time": 180, "stall_time": 40, "seed": number}, "wayfinding": {"cell": 0.2},
    }  # fmt: skip
    if movement:
        doc["movement"] = {"kind": movement}
    divide(dice, doc, width, depth)
    ways_up(dice, doc, width, depth)
    fill(dice, doc, width, depth)
    for part in (seats, refuge, smoke, zone, alarms, staff, lockdown):
        if dice.random() < 0.5:
            part(dice, doc, width, depth)
    if "alarms" not in doc and ("behaviour" in doc or "threat" in doc):
        # who decides for themself needs something to hear
        alarms(dice, doc, width, depth)
    return doc


def exits(dice: Random, width: float, depth: float) -> list[Document]:
    """One exit that stays open in the west, and up to two elsewhere that change, count or are narrow."""
    low = dice.uniform(3.2, depth - 2.0)
    found = [gap("west", "hall", 0, low, 0, low + dice.uniform(0.8, 1.6))]
    if dice.random() < 0.8:
        low = dice.uniform(5.2, depth - 1.8)
        east = gap("east", "hall", width, low, width, low + dice.uniform(0.7, 1.6))
        found.append(east | {"changes": changes(dice), "max_specific_flow": dice.choice([None, "code", 1.0])})
    if dice.random() < 0.5:
        left = dice.uniform(0.3, width * 0.2)
        more = {"state": dice.choice(["open", "closed", "locked"]), "changes": changes(dice)}
        found.append(gap("south", "hall", left, 0, left + dice.uniform(0.7, 1.3), 0, **more))
    for exit in found:
        if exit.get("max_specific_flow", 0) is None:
            del exit["max_specific_flow"]
    return found


def changes(dice: Random) -> list[Document]:
    """Up to two states to come."""
    times = sorted(dice.sample(range(2, 60), dice.randint(0, 2)))
    return [{"at": time, "state": dice.choice(["open", "closed", "locked", "blocked"])} for time in times]


def divide(dice: Random, doc: Document, width: float, depth: float) -> None:
    """Put a wall with a door across the hall, and obstacles anywhere."""
    walls, obstacles = [], []
    if dice.random() < 0.7:
        x, low = width * dice.uniform(0.42, 0.48), dice.uniform(1.0, depth - 3.0)
        walls.append({"line": [[x, 0], [x, depth]], "thickness": dice.choice([0.1, 0.2])})
        door = gap("middle", "hall", x, low, x, low + dice.uniform(0.8, 1.8), changes=changes(dice))
        if dice.random() < 0.2:
            door["direction"] = dice.choice(["forward", "backward"])
        more(doc, "venue", "doors", items=[door])
    for _ in range(dice.randint(0, 3)):
        x, y = dice.uniform(2, width - 3), dice.uniform(2.5, depth - 3)
        obstacles.append(box(x, y, x + dice.uniform(0.3, 1.2), y + dice.uniform(0.3, 1.2)))
    hall(doc).update({"walls": walls, "obstacles": obstacles})


def ways_up(dice: Random, doc: Document, width: float, depth: float) -> None:
    """Join the storeys: by a stair always, by a lift and an escalator now and then."""
    left, wide = dice.uniform(0.5, width * 0.15), dice.uniform(1.2, 2.0)
    feet = [[left, depth], [left + wide, depth]]
    heads = [[left, depth + RUN], [left + wide, depth + RUN]]
    stair = {"id": "stair", "kind": dice.choice(["straight", "landing"])}
    stair |= {"foot": {"storey": "hall", "line": feet}, "head": {"storey": "upper", "line": heads}}
    doc["venue"]["stairs"] = [stair]
    if dice.random() < 0.5:
        stops = [
            {"storey": "hall", "line": [[0, 1], [0, 2.2]]},
            {"storey": "upper", "line": [[0, depth + RUN + 1], [0, depth + RUN + 2.2]]},
        ]
        lift = {"id": "car", "to": "hall", "capacity": dice.randint(1, 6), "stops": stops}
        doc["venue"]["lifts"] = [lift]
    if dice.random() < 0.5:
        at = dice.uniform(width * 0.52, width - 1.5)
        moving = {"id": "moving", "direction": "down"}
        moving |= {
            "foot": {"storey": "hall", "line": [[at, depth], [at + 1, depth]]},
            "head": {"storey": "upper", "line": [[at, depth + RUN], [at + 1, depth + RUN]]},
        }
        if dice.random() < 0.5:
            moving["changes"] = [{"at": dice.randint(5, 40), "direction": "stopped"}]
        doc["venue"]["escalators"] = [moving]


def fill(dice: Random, doc: Document, width: float, depth: float) -> None:
    """Let people be in the hall and above, and come in."""
    choices = [
        "nearest",
        "quickest",
        {"kind": "logit"},
        {"kind": "familiar", "exits": ["west"], "share": 0.5},
    ]
    guests = crowd(
        "guests", box(0.5, 3, width - 1, depth - 0.3), dice.randint(4, 22), exit_choice=dice.choice(choices)
    )
    if dice.random() < 0.6:
        guests["groups"] = {"sizes": {1: 0.3, 2: 0.4, 3: 0.3}, "gather": {"within": 10}}
    above = crowd(
        "above", box(0.5, depth + RUN + 0.5, width - 0.5, depth + RUN + 2.4), dice.randint(2, 10), "upper"
    )
    if "lifts" in doc["venue"]:
        above["lift"] = {"id": "car", "share": dice.choice([0.3, 1.0])}
        above["mobility"] = {"wheelchair_manual": 0.2}
    more(doc, "people", items=[guests, above])
    if dice.random() < 0.5:
        rates = [{"from": 3, "until": 25, "rate": dice.uniform(0.1, 0.5)}]
        come = {"where": [{"storey": "hall", "area": box(1, 3, width * 0.3, 5)}], "rates": rates}
        coming = {"id": "coming", "inflow": come, "pre_movement": 0, "mobility": {"wheelchair_manual": 0.1}}
        more(doc, "people", items=[coming | {"exit_choice": "nearest"}])


def seats(dice: Random, doc: Document, width: float, depth: float) -> None:
    """Rows of seats above, most of them taken."""
    block = {"id": "rows", "storey": "upper", "origin": [width * 0.6, depth + RUN + 3.2], "facing": "-90 deg",
             "rows": 3, "seats": dice.randint(3, 6), "row_pitch": 1.1}  # fmt: skip
    more(doc, "venue", "seating", items=[block])
    taken: Document = {"blocks": ["rows"], "occupancy": 0.8}
    if dice.random() < 0.5:
        taken["neighbours"] = {"by_aisle": True, "patience": 5}
    seated = {"id": "seated", "seats": taken, "pre_movement": {"kind": "uniform", "min": 0, "max": 20}}
    more(doc, "people", items=[seated | {"mobility": {}, "exit_choice": "nearest"}])


def refuge(dice: Random, doc: Document, width: float, depth: float) -> None:
    """A room in the corner of the hall that people can lock."""
    hall(doc)["walls"] += [
        {"line": [[width - 4, 0], [width - 4, 3.5]], "thickness": 0.2},
        {"line": [[width - 4, 3.5], [width, 3.5]], "thickness": 0.2},
    ]
    more(doc, "venue", "doors", items=[gap("closet door", "hall", width - 4, 1.2, width - 4, 2.4)])
    more(doc, "refuges", items=[
        {"id": "closet", "storey": "hall", "area": box(width - 3.9, 0, width, 3.4), "doors": ["closet door"],
         "capacity": dice.randint(2, 12), "time_to_lock": 4, "protects": ["zone", "smoke"]},
    ])  # fmt: skip
    doc.setdefault("behaviour", {})


def smoke(dice: Random, doc: Document, width: float, depth: float) -> None:
    """A prescribed cloud in a part of the hall, and flames now and then."""
    peak = dice.choice([0.5, 2.0, 6.0])
    states = [{"at": 0}, {"at": 20, "extinction": peak / 2, "co": 0.001}, {"at": 90, "extinction": peak, "co": 0.004,
               "air_temperature": 80}]  # fmt: skip
    cloud = {
        "id": "cloud",
        "kind": "field",
        "storey": "hall",
        "area": box(width / 2, 0, width, depth),
        "states": states,
    }
    more(doc, "hazards", "sources", items=[cloud])
    if dice.random() < 0.3:
        x, y = dice.uniform(width * 0.6, width - 2), dice.uniform(4.5, depth - 2)
        more(doc, "hazards", "sources", items=[
            {"id": "flames", "kind": "flames", "storey": "hall", "area": box(x, y, x + 1, y + 1), "start": 10},
        ])  # fmt: skip
    doc["hazards"] |= {
        "smoke_speed": dice.choice(["fridolf", "lund"]),
        "exposure": {"form": dice.choice(["purser", "iso13571"])},
    }


def zone(dice: Random, doc: Document, width: float, depth: float) -> None:
    """A prescribed danger zone that moves."""
    path = [
        {"time": 5 + 20 * k, "at": [dice.uniform(2, width - 2), dice.uniform(4, depth - 2)]} for k in range(3)
    ]
    moving = {"id": "moving", "storey": "hall", "radius": dice.uniform(0.8, 2), "path": path, "end": 60}
    more(doc, "danger_zones", items=[moving | {"seen": 15, "heard": 10}])
    doc["threat"] = {"perception": {}}


def alarms(dice: Random, doc: Document, width: float, depth: float) -> None:
    """Alarms of several kinds, for which those above wait."""
    items = [
        {"id": "bell", "kind": "bell", "time": dice.randint(1, 10), "duration": 20},
        {"id": "voice", "kind": "recorded_voice", "time": dice.randint(8, 30), "message": 4, "exit": "west"},
        {"id": "phones", "kind": "phone_alert", "time": dice.randint(5, 30)},
    ]
    more(doc, "alarms", "systems", items=dice.sample(items, dice.randint(1, 3)))
    doc["people"][1]["cue"] = "alarm"


def staff(dice: Random, doc: Document, width: float, depth: float) -> None:
    """Two stewards."""
    quick = {"storey": "hall", "delay": 1, "confirmation": 1, "leaves": 40}
    tasks = [{"kind": "direct", "exit": "west"}, {"kind": "sweep", "exit": "west"},
             {"kind": "lead", "exit": "west", "wait": 5, "patience": 10}]  # fmt: skip
    for number, task in enumerate(dice.sample(tasks, 2)):
        at = [1.2 + 0.8 * number, 2.6]
        more(doc, "staff", items=[{"id": f"steward {number}", "at": at, "instruction": task, **quick}])


def lockdown(dice: Random, doc: Document, width: float, depth: float) -> None:
    """An order to shut doors for a while and to stay."""
    doors = [door["id"] for door in doc["venue"].get("doors", [])] or ["west"]
    start = dice.randint(5, 20)
    order = {"id": "shut", "at": start, "doors": doors[:1], "until": start + 25, "instruct": "stay",
             "where": [{"storey": "hall", "area": box(0, 0, width / 2, depth)}]}  # fmt: skip
    doc["lockdown"] = {"orders": [order]}
    doc.setdefault("behaviour", {})
